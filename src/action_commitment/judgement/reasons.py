"""Whose reason for the act is written down, where, and whether it speaks of the concept or of the person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from action_commitment.judgement.events import Clause, Event, Happening
from action_commitment.results import DueKind, LinkKind, ReasonOf
from action_commitment.signals.match import Signal
from action_commitment.signals.people import Side


@dataclass(slots=True)
class Reason:
    """A stretch of the folded text that gives a reason, and whose it is; side None is a reason of nobody's."""

    start: int
    end: int
    side: Side | None
    because: str
    personal: bool = False
    concept: bool = False


MARKERS = frozenset({"reason.purpose", "reason.cause"})
_OURS_RE = re.compile(r"我们?(?!的?客户)|我司|咱|\b(?:i|we|my|our|us|me)\b")
_CONTENT_RE = re.compile(r"\w")


def read_reasons(clauses: Sequence[Clause], events: Sequence[Event], text: str, main: Event | None) -> list[Reason]:
    """Every reason that the clauses of a statement give for its act, in order."""
    found: list[Reason] = []
    for clause, event in zip(clauses, events, strict=True):
        reason = _read_clause(clause, event, text, main)
        if reason is not None:
            found.append(reason)
    return found


def _read_clause(clause: Clause, event: Event, text: str, main: Event | None) -> Reason | None:
    marker = clause.marker
    start = clause.start if marker is None else marker.end
    is_main = main is not None and main.clause == clause.index
    if marker is not None and not is_main and _opens_with_us(clause, text, start):
        return Reason(start, clause.end, Side.SELLER, "first_person_reason")
    after = main.end if main is not None and is_main and marker is None else start
    ours = [s for s in clause.family("reason.ours") if s.start >= after]
    theirs = clause.kinds.get("reason.theirs")
    personal = clause.kinds.get("reason.personal")
    if is_main and marker is None:
        return _inside_main(clause, ours[0] if ours else None, event)
    if ours:
        return Reason(start, clause.end, Side.SELLER, ours[0].name)
    if personal is not None or theirs is not None:
        sign = theirs or personal
        assert sign is not None
        if marker is None and event.happening in (Happening.SELLER_ACT, Happening.REFUSAL, Happening.TASK):
            return None
        return Reason(start, clause.end, Side.CUSTOMER, sign.name, personal is not None, theirs is not None)
    if marker is None and main is not None and main.happening in _GROUNDED and _is_seller_state(clause, event):
        return Reason(clause.start, clause.end, Side.SELLER, "seller_state")
    if marker is None:
        if main is not None and main.happening in _GROUNDED and clause.index > main.clause and _is_their_state(clause, event, text):
            return Reason(clause.start, clause.end, Side.CUSTOMER, "their_state", concept=True)
        if main is not None and main.happening in _GROUNDED and clause.index != main.clause and _is_their_wish(clause, event):
            return Reason(clause.start, clause.end, Side.CUSTOMER, "their_wish", concept=True)
        concern = clause.kinds.get("obstacle.concern")
        if concern is not None and event.happening is not Happening.REFUSAL:
            return Reason(start, clause.end, Side.CUSTOMER, concern.name, concept=True)
        return None
    generic = clause.first("reason.generic", "reason.slogan")
    if generic is not None:
        return Reason(start, clause.end, None, generic.name)
    if not _CONTENT_RE.search(text, start, clause.end):
        return None
    if _speaks_of_us(clause, text, start):
        return Reason(start, clause.end, Side.SELLER, "first_person_reason")
    return Reason(start, clause.end, Side.CUSTOMER, marker.name, concept=True)


_GROUNDED = frozenset({Happening.CUSTOMER_ACT, Happening.CUSTOMER_ORDER, Happening.REQUEST})


_THEIR_STATE_RE = re.compile(
    r"(?:their|his|her) (?!team|boss|office|call\b)\w+|(?:他们|她们?|他|其)(?:那|的|家|厂|今年|下月|上月|去年|一直|老)"
)


def gives_their_state(clause: Clause, text: str) -> bool:
    """Whether a clause opens with something of the customer's: "their shutdown", 他们那台."""
    return "request.unanswered" not in clause.kinds and _THEIR_STATE_RE.match(text, clause.start) is not None


def _is_their_state(clause: Clause, event: Event, text: str) -> bool:
    """ "their shutdown starts 8 Nov" beside an act: something about the customer, with nothing done in it."""
    quiet = event.happening in (Happening.NOTHING, Happening.INFORMATION) or not event.sure
    return quiet and gives_their_state(clause, text)


def _is_their_wish(clause: Clause, event: Event) -> bool:
    """ "他想确认换型能压到15分钟" beside an act: what the customer wants to know or to reach, and not of us."""
    if event.happening is not Happening.WISH or any(person.side is Side.SELLER for person in clause.people):
        return False
    return bool(clause.people) and clause.people[0].start - clause.start <= 2


def _is_seller_state(clause: Clause, event: Event) -> bool:
    """ "我部三季度就缺这一张": we stand as subject, but do nothing of our trade."""
    return event.happening is Happening.SELLER_ACT and event.because == "seller_subject" and "act.seller" not in clause.kinds


# Words that look like a marker and are none: "as a supplier", "since Friday", "so far".
_NO_MARKER_RE = re.compile(
    r"as (?:an?|our|the|soon|well|many|much|long|far|is|discussed|agreed|per|usual|good|big|part|basis|of|if|in|to)\b"
    r"|since (?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|last|yesterday|then|the \d|\d|whit)"
    r"|so (?:far|much|many|long|busy|good|on|so|is|do|did|was|there)\b|to see (?:us|me|him|her|them|our)\b"
)


def without_false_markers(signals: Sequence[Signal], text: str) -> list[Signal]:
    """The signals save purpose and cause words that open no reason here."""
    return [s for s in signals if s.kind not in MARKERS or _NO_MARKER_RE.match(text, s.start) is None]


def _inside_main(clause: Clause, ours: Signal | None, event: Event) -> Reason | None:
    if ours is not None:
        return Reason(ours.start, clause.end, Side.SELLER, ours.name)
    if event.happening is Happening.REQUEST:
        theirs = clause.kinds.get("reason.theirs")
        deadline = next((d for d in clause.dates if d.kind is DueKind.EVENT and theirs and d.start <= theirs.start < d.end), None)
        if deadline is not None:
            return Reason(deadline.start, deadline.end, Side.CUSTOMER, "their_deadline", concept=True)
        return None  # "send us the complaint log" names their trouble as an object, not as the ground
    for kind, personal in (("reason.theirs", False), ("reason.personal", True)):
        signal = clause.kinds.get(kind)
        if signal is not None:
            return Reason(signal.start, clause.end, Side.CUSTOMER, signal.name, personal, not personal)
    return None


def _speaks_of_us(clause: Clause, text: str, start: int) -> bool:
    people = [p for p in clause.people if p.start >= start]
    if any(p.side is Side.CUSTOMER for p in people[:1]):
        return False
    return _OURS_RE.match(text, start) is not None or _OURS_RE.search(text, start, min(clause.end, start + 12)) is not None


_OPENS_WITH_US_RE = re.compile(r"[\s,:]*(?:that )?(?:我们?|咱们?|俺们?|我司|我方|i|we|my|our)\b|[\s,]*(?:我|咱|俺)")


def _opens_with_us(clause: Clause, text: str, start: int) -> bool:
    return _OPENS_WITH_US_RE.match(text, start, clause.end) is not None


def whose(reasons: Sequence[Reason]) -> ReasonOf:
    """Whose reasons these are, taken together."""
    if not reasons:
        return ReasonOf.NONE
    ours = any(reason.side is Side.SELLER for reason in reasons)
    theirs = any(reason.side is Side.CUSTOMER for reason in reasons)
    if ours and theirs:
        return ReasonOf.BOTH
    if theirs:
        return ReasonOf.CUSTOMER
    return ReasonOf.SELLER if ours else ReasonOf.NONE


def kind_of_link(reasons: Sequence[Reason]) -> LinkKind | None:
    """Whether the customer's reasons speak of the concept, of the person's own gain, or of both."""
    theirs = [reason for reason in reasons if reason.side is Side.CUSTOMER]
    if not theirs:
        return None
    concept, personal = any(r.concept for r in theirs), any(r.personal for r in theirs)
    if concept and personal:
        return LinkKind.BOTH
    if personal:
        return LinkKind.PERSONAL
    return LinkKind.CONCEPT
