"""Find when something is to happen, and, given the day of writing, which calendar day that means.

A detector for sales notes: it finds dates, weekdays, periods, holidays and the customer's own events
("before their board", "审计前"), not durations ("runs two weeks") or counts. The patterns of each
language stand in a table of their own, each with the reader that turns a match into a day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from action_commitment.results import DueKind
from action_commitment.signals.calendar import Reader
from action_commitment.signals.dates_en import ENGLISH
from action_commitment.signals.dates_zh import CHINESE, CHINESE_KEYS

# Neighbouring pieces are one date: "next Wednesday at 2", "8月 中旬", "下周三下午".
_GLUE_RE = re.compile(r"(?:\s|,|at|on|of|the|by|-|~|到|至|的|那天|\(|\)){0,3}")


@dataclass(slots=True)
class DateSignal:
    """A date as it stands in the folded text; `past` where its words name a day gone by."""

    start: int
    end: int
    kind: DueKind
    readers: tuple[tuple[Reader, re.Match[str]], ...]
    past: bool = False

    def resolve(self, written_on: date | None) -> date | None:
        """The last day that the words allow, or None where the words or the day of writing do not tell."""
        if written_on is None:
            return None
        for reader, match in self.readers:
            try:
                found = reader(match, written_on)
            except (ValueError, OverflowError):
                found = None
            if found is not None:
                return found
        return None


_Row = tuple[re.Pattern[str], DueKind, Reader]


@cache
def _english_table() -> tuple[_Row, ...]:
    return tuple((re.compile(pattern), kind, reader) for pattern, kind, reader in ENGLISH)


@cache
def _chinese_table() -> tuple[tuple[_Row, ...], dict[str, tuple[int, ...]]]:
    """The rows, and which of them a text with a given character may need."""
    rows = tuple((re.compile(pattern), kind, reader) for pattern, kind, reader in CHINESE)
    by_key = {key: tuple(number for number, keys in enumerate(CHINESE_KEYS) if key in keys) for key in set().union(*CHINESE_KEYS)}
    return rows, by_key


def _rows_for(text: str) -> Iterator[_Row]:
    if _ANY_ZH_RE.search(text):
        rows, by_key = _chinese_table()
        needed = {number for key in by_key.keys() & set(text) for number in by_key[key]}
        yield from (rows[number] for number in sorted(needed))
    if _ANY_EN_RE.search(text):
        yield from _english_table()


# A note without one of these holds no date, so the tables need not be tried.
_ANY_ZH_RE = re.compile(r"[周期拜天日号月年季节午晚早明后底旬末前内]")
_ANY_EN_RE = re.compile(
    r"\d|\b(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|eo[dwmqy]\b|cob|to(?:day|morrow|night)|"
    r"tmr|tmw|week|wk|month|mth|qtr|quarter|year|yr|yesterday|noon|before|after|ahead|during|end|spring|summer|fall|autumn|winter|"
    r"xmas|christmas|easter|thanks|labou?r|diwali|holi|sprint|shift|once|until|till|til|by|at|tonite|fortnight)"
)
_PAST_RE = re.compile(r"昨|前天|上周|上个?月|去年|上星期|上季|刚才|yesterday|last |ago\b")


def find_dates(text: str) -> list[DateSignal]:
    """Every date in a folded text, in order, neighbouring pieces joined.

    >>> [(d.start, d.end, str(d.kind)) for d in find_dates("答应下周三下午前签字")]
    [(2, 7, 'weekday')]
    >>> [str(d.kind) for d in find_dates("they may come before their audit")]
    ['event']
    """
    hits: list[tuple[int, int, DueKind, Reader, re.Match[str]]] = []
    for pattern, kind, reader in _rows_for(text):
        for match in pattern.finditer(text):
            start, end = match.span()
            hits.append((start, -end, kind, reader, match))
    hits.sort(key=lambda hit: hit[:2])
    return _join(text, hits)


def _join(text: str, hits: list[tuple[int, int, DueKind, Callable[..., date | None], re.Match[str]]]) -> list[DateSignal]:
    found: list[DateSignal] = []
    for start, minus_end, kind, reader, match in hits:
        end = -minus_end
        if found and start < found[-1].end:
            continue
        past = _PAST_RE.search(match.group()) is not None
        if found and start - found[-1].end <= 4 and _GLUE_RE.fullmatch(text, found[-1].end, start):
            last = found[-1]
            found[-1] = DateSignal(last.start, end, last.kind, (*last.readers, (reader, match)), last.past or past)
        else:
            found.append(DateSignal(start, end, kind, ((reader, match),), past))
    return found
