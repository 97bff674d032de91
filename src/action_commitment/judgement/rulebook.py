"""A note judged by the rules: from its folded text to statements with every field filled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from action_commitment.context import Context
from action_commitment.judgement.criteria import Case, judge_criteria
from action_commitment.judgement.events import Event, Happening, step_of
from action_commitment.judgement.reading import Findings, Reading
from action_commitment.judgement.reasons import Reason, kind_of_link
from action_commitment.judgement.rules import Rule, decide
from action_commitment.results import Assent, Basis, Due, Label, Obstacle, ReasonOf, Span, Statement, Step
from action_commitment.signals.dates import DateSignal
from action_commitment.signals.match import Signal
from action_commitment.signals.people import Side
from action_commitment.text.normalise import Folded

_OBSTACLES = {
    "obstacle.authority": Obstacle.AUTHORITY,
    "obstacle.ability": Obstacle.ABILITY,
    "obstacle.no_value": Obstacle.NO_VALUE,
    "obstacle.concern": Obstacle.CONCERN,
    "obstacle.unwilling": Obstacle.UNWILLING,
}
_HANGING = frozenset({Happening.REFUSAL, Happening.REQUEST, Happening.CONTINUATION, Happening.HYPOTHETICAL})
_TRAILING = " \t\n,，。.;；!！?？、:："


@dataclass(slots=True)
class Opinion:
    """What is to be said of a statement's act, and who says so: the rules or the model."""

    label: Label
    event: Event
    assent: Assent | None
    step: Step | None
    decided_by: str
    basis: Basis = Basis.RULES
    confidence: float | None = None
    probabilities: dict[Label, float] | None = None
    doubts: tuple[str, ...] = ()  # why a person should look


def opinion_of_rules(reading: Reading) -> Opinion:
    """What the rules say of a reading."""
    rule, event = decide(reading)
    assent = assent_by_rule(rule, event, reading)
    step = None
    if rule.label is not Label.NO_COMMITMENT or assent is Assent.REFUSED:
        step = event.step or step_of(reading.signals) or _step_by_hint(reading, event) or Step.OTHER
    return Opinion(rule.label, event, assent, step, rule.name)


class StatementBuilder:
    """Turns readings of one note into statements of the caller's text."""

    def __init__(self, folded: Folded, findings: Findings, context: Context) -> None:
        self._folded = folded
        self._findings = findings
        self._context = context

    def span(self, start: int, end: int) -> Span:
        """The caller's own words for a stretch of the folded text."""
        if self._folded.starts is not None:
            start, end = self._folded.to_source(start, end)
        return Span(start, end, self._folded.source[start:end])

    def build(self, reading: Reading, opinion: Opinion) -> Statement:
        """The statement that a reading amounts to, by the opinion that decides."""
        event = opinion.event
        has_act = opinion.label is not Label.NO_COMMITMENT
        due = self._due(reading, event) if has_act else None
        case = Case(reading, event, opinion.label, opinion.decided_by, opinion.assent, opinion.step, self._context, due, self.span)
        where = self.span(reading.start, reading.end)
        reasons = [r for r in reading.reasons if r.side is Side.CUSTOMER] or [r for r in reading.reasons if r.side]
        return Statement(
            start=where.start,
            end=where.end,
            text=where.text,
            label=opinion.label,
            basis=opinion.basis,
            decided_by=opinion.decided_by,
            confidence=opinion.confidence,
            probabilities=opinion.probabilities,
            reason_of=reading.reason_of if has_act else None,
            reason=self._trimmed(reasons[0].start, reasons[0].end) if has_act and reasons else None,
            link_kind=kind_of_link(reading.reasons) if has_act else None,
            matched_concept=reading.matched_concept if has_act else None,
            assent=opinion.assent,
            step=opinion.step,
            actor=None if event.actor is None else self.span(*event.actor),
            action=self._action(reading, event) if has_act or opinion.assent is Assent.REFUSED else None,
            due=due,
            criteria=judge_criteria(case),
            obstacle=_obstacle(opinion.label, event, reading),
        )

    def _trimmed(self, start: int, end: int) -> Span | None:
        text = self._findings.text
        while start < end and text[start] in _TRAILING:
            start += 1
        while end > start and text[end - 1] in _TRAILING:
            end -= 1
        return self.span(start, end) if end > start else None

    def _action(self, reading: Reading, event: Event) -> Span | None:
        clause = next((c for c in reading.clauses if c.index == event.clause), None)
        if clause is None:
            return None
        acts = [s for s in clause.signals if s.kind.startswith("act.")]
        start = min([s.start for s in acts], default=event.end if event.end < clause.end else event.start)
        return self._trimmed(start, clause.end)

    def _due(self, reading: Reading, event: Event) -> Due | None:
        found = _pick_date(reading, event)
        if found is None:
            return None
        span = self.span(found.start, found.end)
        return Due(span.start, span.end, span.text, found.kind, found.resolve(self._context.written_on))


def assent_by_rule(rule: Rule, event: Event, reading: Reading) -> Assent | None:
    """How far the customer has said yes, as the rules read it."""
    if rule.label is Label.NO_COMMITMENT:
        return Assent.REFUSED if event.happening is Happening.REFUSAL else None
    if event.happening is Happening.REFUSAL:
        return Assent.PROPOSED  # "no stock unless they sign": a threat of ours, not an answer of theirs
    if event.happening is Happening.REQUEST:
        return Assent.PROPOSED
    if reading.heading is not None and not event.agreed_by_word:
        return Assent.PROPOSED
    if event.conditional or any(c.kinds.get("assent.condition") for c in reading.clauses):
        return Assent.CONDITIONAL
    if event.done:
        return Assent.DONE
    return Assent.PROPOSED if event.question else Assent.AGREED


def _step_by_hint(reading: Reading, event: Event) -> Step | None:
    """The stair that a word of the trade tells (催款, "the logs"), in the clause of the act before any other."""
    hints = [s for s in reading.signals if s.kind == "step.hint" and not _within(s, reading.reasons)]
    main = next((c for c in reading.clauses if c.index == event.clause), None)
    near = [s for s in hints if main is not None and main.start <= s.start < main.end]
    return (near or hints)[-1].step if hints else None


def _obstacle(label: Label, event: Event, reading: Reading) -> Obstacle | None:
    if label is Label.CUSTOMER_ACTION or event.happening not in _HANGING:
        return None
    for kind, obstacle in _OBSTACLES.items():
        if kind in reading.kinds:
            return obstacle
    return Obstacle.UNWILLING if event.happening is Happening.REFUSAL else None


def _pick_date(reading: Reading, event: Event) -> DateSignal | None:
    """The date that stands nearest to the act: in its clause, else in one that gives no reason, else a deadline of theirs."""
    own = [d for c in reading.clauses if c.index == event.clause for d in c.dates]
    others = [d for c in reading.clauses if c.index != event.clause for d in c.dates]
    for dates in (own, others):
        usable = [d for d in dates if not _within(d, reading.reasons) and (event.done or not d.past)]
        if usable:
            return usable[0]
    ours = [r for r in reading.reasons if r.side is Side.SELLER]
    deadlines = [d for d in (*own, *others) if not _within(d, ours) and not d.past]
    return deadlines[0] if deadlines and reading.reason_of is not ReasonOf.NONE else None


def _within(found: DateSignal | Signal, reasons: Sequence[Reason]) -> bool:
    return any(reason.start <= found.start < reason.end for reason in reasons)
