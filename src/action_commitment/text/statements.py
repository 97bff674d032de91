"""Cut a note at the places where a sentence or a clause can end: marks, line breaks, bullets, numbers, commas.

Which of the pieces make one statement is not decided here: that needs to know what the words say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LONGEST_STATEMENT = 2_000

# A bullet or number at the start of a line.
_BULLET = r"(?:[-*•·●○■□◆▪–—>]+|\(?\d{1,2}[.)、:](?!\d)|\(?[①-⑳]\)?|[一二三四五六七八九十]{1,2}[、.)]|\(?[a-hA-H][.)](?=\s))"
_BULLET_RE = re.compile(rf"\s*{_BULLET}\s*")

_ABBREVIATION = (
    r"(?<!\bmr)(?<!\bmrs)(?<!\bms)(?<!\bdr)(?<!\bst)(?<!\bno)(?<!\bvs)(?<!\bapprox)(?<!\bdept)(?<!\bmtg)(?<!\bin)(?<!\bft)(?<!\blbs)(?<!\bqty)"
    r"(?<!\bjan)(?<!\bfeb)(?<!\bmar)(?<!\bapr)(?<!\bjun)(?<!\bjul)(?<!\baug)(?<!\bsep)(?<!\bsept)(?<!\boct)(?<!\bnov)(?<!\bdec)(?<!\bp\.m)(?<!\ba\.m)"
    r"(?<!\binc)(?<!\bltd)(?<!\bco)(?<!\bcorp)(?<!\be\.g)(?<!\bi\.e)(?<!\betc)(?<!\bprof)(?<!\bsr)(?<!\bjr)(?<!\b[a-z])(?<!\b\d)"
)
_HARD_BREAK_RE = re.compile(
    r"(?P<line>\s*\n\s*)"
    r"|(?P<mark>[。!?;…]+[\"')\]]*\s*|(?<=[\u3400-\u9fff])\?{2,})"
    rf"|(?P<stop>(?<=[a-z0-9)\]%\"']){_ABBREVIATION}\.+[\"')\]]*(?:\s+|(?=[\u3400-\u9fff])|$))"
    r"|(?P<number>(?<=[\s,。;])(?:\d{1,2}[.)、](?=\s*[\u3400-\u9fffa-z])|[①-⑳]))"
    r"|(?P<dash>\s+(?:[•|/]|-{2,})\s+)"
)


# Where a hard break or a comma can begin: most characters need not be tried against the patterns.
_BREAK_BEGINS_RE = re.compile(r"\s+|[。!?;….\d①-⑳]")
_COMMA_BEGINS_RE = re.compile(r"\s+|[,、:]")
_LETTER_RE = re.compile(r"[^\W_]")


def _matches(pattern: re.Pattern[str], begins: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The matches of a pattern, in order, tried only where it can begin."""
    place = start
    for candidate in begins.finditer(text, start, end):
        if candidate.start() >= place and (match := pattern.match(text, candidate.start(), end)) is not None:
            yield match
            place = match.end()


@dataclass(slots=True)
class Segment:
    """A stretch of the folded text between two hard breaks; `starts_line` where a new line opens it."""

    start: int
    end: int
    starts_line: bool


def split_sentences(text: str) -> list[Segment]:
    """The stretches between sentence ends, line breaks and list numbers of a folded text, without the blanks.

    >>> [text[s.start:s.end] for text in ["1. sent quote\\n2. he'll sign. 催款。"] for s in split_sentences(text)]
    ['1. sent quote', "2. he'll sign.", '催款。']
    """
    segments: list[Segment] = []
    place, opens_line = 0, True
    for match in _matches(_HARD_BREAK_RE, _BREAK_BEGINS_RE, text, 0, len(text)):
        group = match.lastgroup
        if group == "line" or group == "dash":
            _add(text, segments, place, match.start(), opens_line)
            place, opens_line = match.end(), True
        elif group == "number":
            if _is_only_bullet(text[place : match.start()]):
                continue
            _add(text, segments, place, match.start(), opens_line)
            place, opens_line = match.start(), True
        else:
            _add(text, segments, place, match.end(), opens_line)
            place, opens_line = match.end(), False
    _add(text, segments, place, len(text), opens_line)
    return segments


def _is_only_bullet(text: str) -> bool:
    return not text.strip() or _BULLET_RE.fullmatch(text) is not None


def _add(text: str, segments: list[Segment], start: int, end: int, starts_line: bool) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > _LONGEST_STATEMENT:
        segments.append(Segment(start, start + _LONGEST_STATEMENT, starts_line))
        start, starts_line = start + _LONGEST_STATEMENT, False
    if _LETTER_RE.search(text, start, end):
        segments.append(Segment(start, end, starts_line))


_COMMA_RE = re.compile(
    r"[,、](?!\d{3}\b)\s*|\s+(?:and|but|so)\s+(?=(?:he|she|they|we|i)\b)|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])|\s+-\s+|: "
)


def split_clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The clauses of a sentence, cut at commas and at blanks that stand for commas in Chinese.

    >>> [text[s:e] for text in ["发了报价,客户说周五给答复"] for s, e in split_clauses(text, 0, len(text))]
    ['发了报价', '客户说周五给答复']
    """
    clauses: list[tuple[int, int]] = []
    place = start
    for match in _matches(_COMMA_RE, _COMMA_BEGINS_RE, text, start, end):
        if match.start() > place:
            clauses.append((place, match.start()))
        place = match.end()
    if place < end:
        clauses.append((place, end))
    return clauses or [(start, end)]


def skip_bullet(text: str, start: int, end: int) -> int:
    """Where a statement's words begin, behind its bullet or number."""
    match = _BULLET_RE.match(text, start, end)
    return match.end() if match and match.end() < end else start
