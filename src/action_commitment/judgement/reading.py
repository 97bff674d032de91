"""Read a statement: its clauses, the event of each, the main event, and the reasons."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Generic, TypeVar

from action_commitment.judgement.clauses import read_clause
from action_commitment.judgement.events import Clause, Event, Happening, first_by_kind
from action_commitment.judgement.reasons import MARKERS, Reason, read_reasons, whose
from action_commitment.results import ReasonOf
from action_commitment.signals.dates import DateSignal
from action_commitment.signals.match import Signal
from action_commitment.signals.people import Person, Side
from action_commitment.text.statements import split_clauses
from action_commitment.text.tokens import Tokens

if TYPE_CHECKING:
    from action_commitment.judgement.model import Prediction

_Placed = TypeVar("_Placed", Signal, Person, DateSignal)


class Found(Generic[_Placed]):
    """Things of one sort in the order of their places, searched by bisection: a long note is not gone through for each clause."""

    __slots__ = ("_items", "_starts")

    def __init__(self, items: list[_Placed]) -> None:
        self._items: list[_Placed] = items
        self._starts = [item.start for item in items]

    def __iter__(self) -> Iterator[_Placed]:
        return iter(self._items)

    def between(self, start: int, end: int) -> list[_Placed]:
        """What begins in `start:end`."""
        return self._items[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


class Findings:
    """All that was found in a folded note."""

    __slots__ = ("dates", "people", "signals", "text", "tokens")

    def __init__(self, tokens: Tokens, signals: list[Signal], people: list[Person], dates: list[DateSignal]) -> None:
        self.text = tokens.text
        self.tokens = tokens
        self.signals = Found(signals)
        self.people = Found(people)
        self.dates = Found(dates)


@dataclass(slots=True)
class Reading:
    """One statement, read: what the rules look at."""

    text: str
    start: int
    end: int
    clauses: list[Clause]
    events: list[Event]
    main: Event | None
    reasons: list[Reason]
    reason_of: ReasonOf
    heading: Signal | None = None
    signals: list[Signal] = field(default_factory=list)
    kinds: dict[str, Signal] = field(default_factory=dict)  # by `first_by_kind`
    matched_concept: str | None = None
    prediction: Prediction | None = None  # what the model said of it, once it was asked


# Which event speaks for the statement where several stand in it, the first here first.
_WEIGHT = {
    Happening.CUSTOMER_ORDER: 0,
    Happening.CUSTOMER_ACT: 0,
    Happening.REFUSAL: 1,
    Happening.REQUEST: 2,
    Happening.TASK: 3,
    Happening.CONTINUATION: 4,
    Happening.HYPOTHETICAL: 4,
    Happening.WAITING: 4,
    Happening.SELLER_ACT: 5,
    Happening.THIRD_PARTY_ACT: 5,
    Happening.WISH: 6,
    Happening.ATTITUDE: 6,
    Happening.INFORMATION: 7,
    Happening.CONDITION: 8,
    Happening.NOTHING: 9,
}


@dataclass(slots=True)
class Draft:
    """A stretch of a note cut into clauses, each with its event, before it is known which of them make one statement."""

    start: int
    end: int
    clauses: list[Clause]
    events: list[Event]
    signals: list[Signal]
    heading: Signal | None = None

    def part(self, first: int, last: int, end: int, findings: Findings) -> Draft:
        """The clauses `first:last` as a draft of their own, read again where another subject came before them."""
        start = self.clauses[first].start
        part = Draft(start, end, self.clauses[first:last], self.events[first:last], findings.signals.between(start, end))
        before: Side | None = None
        for index, clause in enumerate(part.clauses):
            clause.index = index
            if clause.before is not before:
                clause.before = before
                part.events[index] = read_clause(clause, findings.text)
            part.events[index].clause = index
            before = _subject_of(clause, part.events[index]) or before
        return part


def draft_statement(findings: Findings, start: int, end: int) -> Draft:
    """Cut the stretch `start:end` of a note into clauses and read each."""
    signals = findings.signals.between(start, end)
    heading = _heading(signals, start)
    clauses = _clauses(findings, signals, start if heading is None else heading.end, end)
    events: list[Event] = []
    before: Side | None = None
    for clause in clauses:
        clause.before = before
        event = read_clause(clause, findings.text)
        events.append(event)
        before = _subject_of(clause, event) or before
    return Draft(start, end, clauses, events, signals, heading)


def _heading(signals: Sequence[Signal], start: int) -> Signal | None:
    for signal in signals:
        if signal.start - start > 4:
            return None
        if signal.kind.startswith("heading."):
            return signal
    return None


def read_statement(text: str, draft: Draft) -> Reading:
    """Find what speaks for the statement, and whose reasons it gives."""
    clauses, events = draft.clauses, draft.events
    main = _main_event(clauses, events, text)
    reasons = read_reasons(clauses, events, text, main)
    reason_of = whose(reasons)
    if main is not None and main.happening in _OPEN and not main.sure and reason_of in (ReasonOf.CUSTOMER, ReasonOf.BOTH):
        main = replace(main, happening=Happening.CUSTOMER_ACT, because="their_reason")
        events[main.clause] = main
    kinds = first_by_kind(draft.signals)
    return Reading(text, draft.start, draft.end, clauses, events, main, reasons, reason_of, draft.heading, draft.signals, kinds)


def _clauses(findings: Findings, signals: list[Signal], start: int, end: int) -> list[Clause]:
    cuts: list[tuple[int, int]] = []
    markers = [signal for signal in signals if signal.kind in MARKERS]
    for begin, stop in split_clauses(findings.text, start, end):
        place = begin
        for sign in markers:
            if place + 1 < sign.start < stop:
                cuts.append((place, sign.start))
                place = sign.start
        cuts.append((place, stop))
    clauses = []
    for index, (begin, stop) in enumerate(cuts):
        dates = findings.dates.between(begin, stop)
        inside = findings.signals.between(begin, stop)
        if dates:
            inside = [s for s in inside if not _is_date_word(s, dates)]
        people = findings.people.between(begin, stop)
        marker = next((m for m in markers if begin <= m.start <= begin + 2 and m.start < stop), None) if markers else None
        clauses.append(Clause(index, begin, stop, people, inside, dates, first_by_kind(inside), marker))
    return clauses


def _is_date_word(signal: Signal, dates: Sequence[DateSignal]) -> bool:
    """ "may" in "9 May" is no hedge."""
    return signal.kind == "stance.hypothetical" and any(d.start <= signal.start < d.end for d in dates)


def _subject_of(clause: Clause, event: Event) -> Side | None:
    if event.actor is not None and event.happening in (Happening.CUSTOMER_ACT, Happening.CUSTOMER_ORDER, Happening.REFUSAL):
        return Side.CUSTOMER
    for person in clause.people:
        if person.start - clause.start <= 6 and not person.owner:
            return person.side
    return None


# Where only the form of a clause spoke, a reason of the customer's beside it makes it an act of theirs.
_OPEN = frozenset({Happening.NOTHING, Happening.INFORMATION, Happening.SELLER_ACT})
_UNSURE = 5
_RESULT_WORDS = frozenset({"so", "and so", "hence", "thus", "所以", "因此", "于是", "故"})
_GROUNDS = frozenset({Happening.NOTHING, Happening.INFORMATION, Happening.ATTITUDE, Happening.CONDITION})
_ACTS_AND_ASKS = frozenset({Happening.CUSTOMER_ACT, Happening.CUSTOMER_ORDER, Happening.REQUEST, Happening.REFUSAL, Happening.TASK})


def _main_event(clauses: Sequence[Clause], events: Sequence[Event], text: str) -> Event | None:
    best: Event | None = None
    asked = False
    refused = any(event.happening is Happening.REFUSAL and clause.marker is None for clause, event in zip(clauses, events, strict=True))
    for clause, event in zip(clauses, events, strict=True):
        if event.because == "counterfactual":
            return event
        marker = clause.marker
        if marker is not None and len(clauses) > 1:
            # "they keep losing traces, so she will open the port": behind a word of result stands the act itself
            is_result = text[marker.start : marker.end] in _RESULT_WORDS
            if not (is_result and event.happening in _ACTS_AND_ASKS and (best is None or best.happening in _GROUNDS)):
                continue
        rank = _rank(event)
        if asked and event.happening is Happening.CUSTOMER_ACT and not _answers(event, clause):
            rank = (_WEIGHT[Happening.REQUEST] + 1, event.clause)
        elif refused and event.happening is Happening.CUSTOMER_ACT and not (event.agreed_by_word or event.offered):
            rank = (_WEIGHT[Happening.REFUSAL] + 1, event.clause)  # what was to be done, or who decides instead
        if best is None or rank < _rank(best):
            best = event
        asked = asked or event.happening is Happening.REQUEST
    return best


def _answers(event: Event, clause: Clause) -> bool:
    """Whether what they did after we asked is a yes: a word of assent, or the act itself with its will or date."""
    if "request.unanswered" in clause.kinds:
        return False
    return (
        event.agreed_by_word
        or event.offered
        or (event.sure and bool(clause.dates or clause.first("assent.will", "assent.done", "act.buyer")))
    )


def _rank(event: Event) -> tuple[int, int]:
    weight = _WEIGHT[event.happening]
    return (weight if event.sure else weight + _UNSURE, event.clause)
