"""Why a note was judged as it was: the rule that decided, those that came close, and every signal with its words."""

from __future__ import annotations

from dataclasses import dataclass

from action_commitment.assessor import Assessor, default_assessor
from action_commitment.context import EMPTY_CONTEXT, Context
from action_commitment.judgement.events import Happening
from action_commitment.judgement.reading import Reading
from action_commitment.judgement.rulebook import StatementBuilder
from action_commitment.judgement.rules import Rule, decide, runners_up
from action_commitment.results import Assessment, Basis, Label, Span, Statement


@dataclass(frozen=True, slots=True)
class SignalWords:
    """A signal of a lexicon or detector, with the words of the note that carry it."""

    kind: str
    name: str
    words: Span


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """What one clause was read as, and the sign that said so."""

    happening: str
    because: str
    words: Span


@dataclass(frozen=True, slots=True)
class StatementExplanation:
    """The grounds for one statement's verdict: what was decided, by the model or the rules, and both opinions.

    `rule` is the rule that applies, which says `rule_label` for the reason `why`; `came_close` are rules that would
    have applied had it not. `probabilities` are the model's, None where the rules decide alone. `why_not` says, for
    anything but a customer action, what keeps the statement from being one.
    """

    label: Label
    basis: Basis
    probabilities: dict[Label, float] | None
    rule: str
    rule_label: Label
    why: str
    came_close: tuple[tuple[str, str], ...]
    why_not: str | None
    clauses: tuple[ClauseWords, ...]
    signals: tuple[SignalWords, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """An assessment and the grounds for it, statement by statement."""

    assessment: Assessment
    statements: tuple[StatementExplanation, ...]

    def __str__(self) -> str:
        lines = []
        for statement, grounds in zip(self.assessment.statements, self.statements, strict=True):
            lines.append(f"{grounds.label}: {statement.text}")
            if grounds.probabilities is not None:
                lines.append("  model: " + ", ".join(f"{label} {share:.2f}" for label, share in grounds.probabilities.items()))
            lines.append(f"  rule {grounds.rule} says {grounds.rule_label}: {grounds.why}")
            lines.append(f"  decided by {grounds.basis}")
            if grounds.why_not:
                lines.append(f"  not a commitment: {grounds.why_not}")
            lines += [f"  close: {name} ({why})" for name, why in grounds.came_close]
            lines += [f"  read «{c.words.text}» as {c.happening} ({c.because})" for c in grounds.clauses]
            lines += [f"  signal {s.kind} «{s.words.text}» ({s.name})" for s in grounds.signals]
        return "\n".join(lines)


def explain(text: str, context: Context | None = None, *, assessor: Assessor | None = None) -> Explanation:
    """Judge a note like `assess`, and show on what grounds; `assessor` where one of your own judged it.

    >>> print(explain("催款").statements[0].why_not)
    we want it of the customer («催款»), and no reason of theirs is given
    """
    judge = assessor or default_assessor()
    context = context or EMPTY_CONTEXT
    note = judge.read(text, context)
    assessment = judge.judge(note, context)
    builder = StatementBuilder(note.folded, note.findings, context)
    pairs = zip(note.statements, assessment.statements, strict=True)
    return Explanation(assessment, tuple(_explain(reading, statement, builder) for reading, statement in pairs))


def _explain(reading: Reading, statement: Statement, builder: StatementBuilder) -> StatementExplanation:
    rule, event = decide(reading)
    words = builder.span(event.start, event.end).text if event.end > event.start else ""
    return StatementExplanation(
        label=statement.label,
        basis=statement.basis,
        probabilities=statement.probabilities,
        rule=rule.name,
        rule_label=rule.label,
        why=rule.why,
        came_close=tuple((close.name, close.why) for close in runners_up(reading)),
        why_not=_why_not(statement, rule, words),
        clauses=tuple(
            ClauseWords(found.happening.value, found.because, builder.span(clause.start, clause.end))
            for clause, found in zip(reading.clauses, reading.events, strict=True)
            if found.happening is not Happening.NOTHING
        ),
        signals=tuple(SignalWords(signal.kind, signal.name, builder.span(signal.start, signal.end)) for signal in reading.signals),
    )


def _why_not(statement: Statement, rule: Rule, words: str) -> str | None:
    if statement.label is Label.CUSTOMER_ACTION:
        return None
    if statement.label is rule.label:
        return rule.why_not.format(words=f"«{words}»")
    return f"texts like this one are {statement.label} as the model has learnt it; the rules differ"
