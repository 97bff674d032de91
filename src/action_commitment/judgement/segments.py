"""Which clauses of a note belong to one statement: an act keeps its reason, its date and its condition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from action_commitment.judgement.events import Clause, Event, Happening
from action_commitment.judgement.reading import Draft, Findings, Reading, draft_statement, read_statement
from action_commitment.judgement.reasons import gives_their_state
from action_commitment.text.statements import Segment, skip_bullet, split_sentences

# Events that make a statement of their own.
_STRONG = frozenset(
    {
        Happening.CUSTOMER_ACT,
        Happening.CUSTOMER_ORDER,
        Happening.SELLER_ACT,
        Happening.THIRD_PARTY_ACT,
        Happening.REQUEST,
        Happening.TASK,
        Happening.REFUSAL,
        Happening.WAITING,
        Happening.CONTINUATION,
    }
)
_ACTS = frozenset({Happening.CUSTOMER_ACT, Happening.CUSTOMER_ORDER, Happening.REQUEST, Happening.REFUSAL})
_GROUND_KINDS = frozenset({"reason.ours", "reason.theirs", "reason.personal", "obstacle.concern"})
_REASON_KINDS = ("reason.ours", "reason.theirs", "reason.personal", "obstacle.concern", "reason.generic", "reason.slogan")


# How sure the model is of each of some readings, 0 to 1: the likeliest label's probability.
Rater = Callable[[Sequence[Reading]], list[float]]

# A cut inside a sentence stands where the model is at least so sure of each piece, and surer than of the whole: on train
# and dev authors this keeps three of five right cuts and drops nine of ten wrong ones.
_SURE_OF_A_PIECE = 0.6
# Two sentences are one statement where the model is by so much surer of both together than of one of them: this finds three
# times as many reasons and dates in a sentence of their own as the rules do, with no more wrong joins.
_SURER_TOGETHER = 0.1


def segment_note(findings: Findings, rate: Rater | None = None) -> list[Reading]:
    """The statements of a note, read, in order; where there is a model to `rate` readings, it has a say in what belongs together."""
    readings: list[Reading] = []
    opens_line: list[bool] = []
    for sentence in split_sentences(findings.text):
        pieces = _split_sentence(findings, sentence)
        if rate is None:
            if readings and not sentence.starts_line and _only_gives_reason(pieces) and _has_act(readings[-1]):
                readings[-1] = read_statement(findings.text, draft_statement(findings, readings[-1].start, sentence.end))
                continue
        elif len(pieces) > 1:
            whole = _read_whole(findings, sentence.start, sentence.end)
            of_whole, *of_pieces = rate([whole, *pieces])
            if min(of_pieces) <= max(of_whole, _SURE_OF_A_PIECE):
                pieces = [whole]
        readings.extend(pieces)
        opens_line += [sentence.starts_line, *[True] * (len(pieces) - 1)]
    return readings if rate is None or len(readings) < 2 else _join(findings, readings, opens_line, rate)


def _join(findings: Findings, readings: list[Reading], opens_line: list[bool], rate: Rater) -> list[Reading]:
    joined: list[Reading] = []
    sure: list[float] = []
    for reading, of_reading, opens in zip(readings, rate(readings), opens_line, strict=True):
        if joined and not opens and min(sure[-1], of_reading) < 1 - _SURER_TOGETHER:
            both = _read_whole(findings, joined[-1].start, reading.end)
            (of_both,) = rate([both])
            if of_both > min(sure[-1], of_reading) + _SURER_TOGETHER:
                joined[-1], sure[-1] = both, of_both
                continue
        joined.append(reading)
        sure.append(of_reading)
    return joined


def _draft_whole(findings: Findings, start: int, end: int) -> Draft:
    draft = draft_statement(findings, skip_bullet(findings.text, start, end), end)
    draft.start = start
    return draft


def _read_whole(findings: Findings, start: int, end: int) -> Reading:
    return read_statement(findings.text, _draft_whole(findings, start, end))


def _split_sentence(findings: Findings, sentence: Segment) -> list[Reading]:
    text = findings.text
    whole = _draft_whole(findings, sentence.start, sentence.end)
    cuts = _cuts(whole.clauses, whole.events)
    if not cuts:
        return [read_statement(text, whole)]
    starts = [0, *cuts, len(whole.clauses)]
    ends = [*(whole.clauses[index].start for index in cuts), sentence.end]
    drafts = [whole.part(first, last, end, findings) for (first, last), end in zip(pairwise(starts), ends, strict=True)]
    drafts[0].start, drafts[0].heading = sentence.start, whole.heading
    return [read_statement(text, draft) for draft in drafts]


def _cuts(clauses: list[Clause], events: list[Event]) -> list[int]:
    cuts: list[int] = []
    current: Event | None = None
    for clause, event in zip(clauses, events, strict=True):
        if current is None:
            current = event if _is_strong(event) and clause.marker is None else None
        elif _opens_statement(clause, event, current):
            cuts.append(clause.index)
            current = event
    return cuts


def _is_strong(event: Event) -> bool:
    return event.happening in _STRONG and event.sure


def _opens_statement(clause: Clause, event: Event, current: Event) -> bool:
    if not _is_strong(event) or clause.marker is not None or clause.first(*_REASON_KINDS) is not None:
        return False
    if current.conditional or event.conditional:
        return False
    if event.because == "seller_subject" and "act.seller" not in clause.kinds:
        return False  # a state of ours is the ground of the act before it
    if current.happening is Happening.REFUSAL and event.happening is Happening.CUSTOMER_ACT:
        return event.agreed_by_word or event.offered
    if event.happening is Happening.REFUSAL and current.happening is Happening.CUSTOMER_ACT and not current.agreed_by_word:
        return False
    if event.happening is current.happening:
        return event.happening is Happening.CUSTOMER_ACT and event.actor is not None and current.actor is not None and clause.dates != []
    if current.happening is Happening.REQUEST:
        return event.happening in (Happening.SELLER_ACT, Happening.TASK)
    return True


def _only_gives_reason(pieces: list[Reading]) -> bool:
    if len(pieces) != 1:
        return False
    reading = pieces[0]
    if any(_is_strong(event) and event.happening in _ACTS for event in reading.events):
        return False
    if gives_their_state(reading.clauses[0], reading.text):
        return True
    return reading.clauses[0].marker is not None or not _GROUND_KINDS.isdisjoint(reading.kinds)


def _has_act(reading: Reading) -> bool:
    return reading.main is not None and reading.main.happening in _ACTS
