"""The thirteen criteria of the definition, each met, unmet or unknown, with the words that show it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from action_commitment.context import Context, Role
from action_commitment.judgement.events import Event, Happening
from action_commitment.judgement.reading import Reading
from action_commitment.judgement.reasons import Reason
from action_commitment.results import Assent, Criterion, CriterionResult, Label, ReasonOf, Span, Step, Verdict
from action_commitment.signals.match import Signal
from action_commitment.signals.people import Side

STAIRS = tuple(step for step in Step if step is not Step.OTHER)

# More stairs than this at once is too early for the customer's process; up to two fits it.
_TOO_MANY_STAIRS = 4
_FITTING_STAIRS = 2

# Who cannot decide what alone, by role.
_BEYOND_ROLE = {
    Role.USER: frozenset({Step.SECURE_BUDGET, Step.PROCURE, Step.NEGOTIATE, Step.PURCHASE}),
    Role.TECHNICAL: frozenset({Step.SECURE_BUDGET, Step.NEGOTIATE, Step.PURCHASE}),
    Role.COACH: frozenset({Step.SECURE_BUDGET, Step.NEGOTIATE, Step.PURCHASE}),
    Role.ECONOMIC: frozenset[Step](),
}

_MEETING_ONLY = frozenset({Step.MEET, Step.OTHER})


@dataclass(slots=True)
class Case:
    """A statement as the criteria see it: its reading and what was decided of it."""

    reading: Reading
    event: Event
    label: Label
    decided_by: str
    assent: Assent | None
    step: Step | None
    context: Context
    due: Span | None
    span: Callable[[int, int], Span]
    act: tuple[Span, ...] = ()  # the words of the event, which most criteria show

    def __post_init__(self) -> None:
        self.act = self.words(self.event)

    def words(self, *signals: Signal | Event | Reason | None) -> tuple[Span, ...]:
        """The caller's own words for what was found."""
        return tuple([self.span(found.start, found.end) for found in signals if found is not None and found.end > found.start])


Answer = tuple[Verdict, tuple[Span, ...], str]

_UNKNOWN: Answer = (Verdict.UNKNOWN, (), "")


def judge_criteria(case: Case) -> tuple[CriterionResult, ...]:
    """Every criterion of the codebook's section 5, in its order."""
    has_act = case.label is not Label.NO_COMMITMENT
    results = []
    for criterion, judge, needs_act, unknown in _JUDGES:
        if needs_act and not has_act:
            results.append(unknown)
        else:
            answer = judge(case)
            results.append(unknown if answer is _UNKNOWN else CriterionResult(criterion, *answer))
    return tuple(results)


def _customer_acts(case: Case) -> Answer:
    if case.label is Label.NO_COMMITMENT and case.assent is not Assent.REFUSED:
        return Verdict.UNMET, case.act, case.decided_by
    return Verdict.MET, _actor_words(case) or case.act, case.decided_by


def _actor_words(case: Case) -> tuple[Span, ...]:
    return () if case.event.actor is None else (case.span(*case.event.actor),)


def _specific(case: Case) -> Answer:
    vague = case.reading.kinds.get("stance.vague")
    if case.event.vague or (vague is not None and not case.event.sure):
        return Verdict.UNMET, case.words(vague) or case.act, "vague"
    return Verdict.MET, case.act, case.event.because


def _dated(case: Case) -> Answer:
    if case.due is None:
        return Verdict.UNMET, case.act, "no_date"
    return Verdict.MET, (Span(case.due.start, case.due.end, case.due.text),), "date"


def _concept_linked(case: Case) -> Answer:
    reasons = case.reading.reasons
    if case.reading.reason_of in (ReasonOf.CUSTOMER, ReasonOf.BOTH):
        theirs = [reason for reason in reasons if reason.side is Side.CUSTOMER]
        return Verdict.MET, case.words(*theirs), theirs[0].because
    shown = [reason for reason in reasons if reason.side is not Side.CUSTOMER]
    return Verdict.UNMET, case.words(*shown) or case.act, shown[0].because if shown else "no_reason"


def _personal_interest(case: Case) -> Answer:
    personal = [reason for reason in case.reading.reasons if reason.side is Side.CUSTOMER and reason.personal]
    return (Verdict.MET, case.words(*personal), personal[0].because) if personal else _UNKNOWN


def _agreed(case: Case) -> Answer:
    met = case.assent in (Assent.AGREED, Assent.DONE, Assent.CONDITIONAL)
    return Verdict.MET if met else Verdict.UNMET, case.act, case.event.because


def _unforced(case: Case) -> Answer:
    pressure = case.reading.kinds.get("pressure")
    return (Verdict.UNMET, case.words(pressure), pressure.name) if pressure is not None else _UNKNOWN


def _unselfish(case: Case) -> Answer:
    ours = [reason for reason in case.reading.reasons if reason.side is Side.SELLER]
    return (Verdict.UNMET, case.words(*ours), ours[0].because) if ours else _UNKNOWN


def _invests_effort(case: Case) -> Answer:
    if case.event.vague:
        return _UNKNOWN
    if case.step is None or case.step in _MEETING_ONLY:
        return (Verdict.MET, case.act, "joint_act") if case.event.joint else _UNKNOWN
    return Verdict.MET, case.act, case.event.because


def _advances(case: Case) -> Answer:
    if case.event.happening is Happening.CONTINUATION:
        return Verdict.UNMET, case.act, case.event.because
    if case.label is Label.NO_COMMITMENT or case.step is None or case.step is Step.OTHER:
        return _UNKNOWN
    return Verdict.MET, case.act, f"step_{case.step}"


def _by_obstacle(kind: str) -> Callable[[Case], Answer]:
    def judge(case: Case) -> Answer:
        signal = case.reading.kinds.get(kind)
        return (Verdict.UNMET, case.words(signal), signal.name) if signal is not None else _UNKNOWN

    return judge


_authority_words = _by_obstacle("obstacle.authority")
_stage_words = _by_obstacle("obstacle.stage")


def _within_authority(case: Case) -> Answer:
    said = _authority_words(case)
    role = case.context.role
    if said is not _UNKNOWN or role is None or case.step is None or case.label is Label.NO_COMMITMENT:
        return said
    if case.step in _BEYOND_ROLE[role]:
        return Verdict.UNMET, case.act, f"role_{role}"
    return (Verdict.MET, case.act, f"role_{role}") if role is Role.ECONOMIC else _UNKNOWN


def _within_stage(case: Case) -> Answer:
    said = _stage_words(case)
    stage, step = case.context.stage, case.step
    if said is not _UNKNOWN or stage not in STAIRS or step not in STAIRS or case.label is Label.NO_COMMITMENT:
        return said
    climbed = STAIRS.index(step) - STAIRS.index(stage)
    if climbed > _TOO_MANY_STAIRS:
        return Verdict.UNMET, case.act, f"stage_{stage}"
    return (Verdict.MET, case.act, f"stage_{stage}") if climbed <= _FITTING_STAIRS else _UNKNOWN


_Judge = Callable[[Case], Answer]

# The criterion, who judges it, whether it needs an act of theirs, and the answer where nothing is said of it.
_JUDGES: tuple[tuple[Criterion, _Judge, bool, CriterionResult], ...] = tuple(
    (criterion, judge, needs_act, CriterionResult(criterion, *_UNKNOWN))
    for criterion, judge, needs_act in (
        (Criterion.CUSTOMER_ACTS, _customer_acts, False),
        (Criterion.SPECIFIC, _specific, True),
        (Criterion.DATED, _dated, True),
        (Criterion.CONCEPT_LINKED, _concept_linked, True),
        (Criterion.PERSONAL_INTEREST, _personal_interest, True),
        (Criterion.AGREED, _agreed, True),
        (Criterion.UNFORCED, _unforced, True),
        (Criterion.UNSELFISH, _unselfish, True),
        (Criterion.INVESTS_EFFORT, _invests_effort, True),
        (Criterion.ADVANCES, _advances, False),
        (Criterion.WITHIN_AUTHORITY, _within_authority, False),
        (Criterion.WITHIN_STAGE, _within_stage, False),
        (Criterion.WITHIN_ABILITY, _by_obstacle("obstacle.ability"), False),
    )
)
