"""The plan of a visit: exactly two commitments, a best and a minimum one, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence

from action_commitment.judgement.criteria import STAIRS
from action_commitment.judgement.reading import Reading
from action_commitment.results import Criterion, Label, Plan, PlanFinding, Statement, Step, Verdict


def read_plan(readings: Sequence[Reading], statements: Sequence[Statement]) -> Plan | None:
    """The plan that the headed lines of a note make, or None for a note without any.

    >>> from action_commitment import assess
    >>> [str(f) for f in assess("最佳行动承诺：让客户本月签单，帮我冲业绩").plan.findings]
    ['minimum_missing', 'best_not_linked', 'best_is_ours']
    """
    best = _headed(readings, "heading.best")
    minimum = _headed(readings, "heading.minimum")
    if not best and not minimum:
        return None
    findings = []
    if not best:
        findings.append(PlanFinding.BEST_MISSING)
    if not minimum:
        findings.append(PlanFinding.MINIMUM_MISSING)
    if len(best) + len(minimum) > 2:
        findings.append(PlanFinding.TOO_MANY)
    if best and minimum and not _is_lower(statements[minimum[0]], statements[best[0]]):
        findings.append(PlanFinding.MINIMUM_NOT_LOWER)
    findings += _weaknesses(best, statements, PlanFinding.BEST_NOT_LINKED, PlanFinding.BEST_IS_OURS)
    findings += _weaknesses(minimum, statements, PlanFinding.MINIMUM_NOT_LINKED, PlanFinding.MINIMUM_IS_OURS)
    return Plan(best[0] if best else None, minimum[0] if minimum else None, tuple(findings))


def _headed(readings: Sequence[Reading], kind: str) -> list[int]:
    return [index for index, r in enumerate(readings) if r.heading is not None and r.heading.kind == kind]


def _is_lower(minimum: Statement, best: Statement) -> bool:
    """A lower stair, or the same stair with less in it; length is the only sign of "less" that the text itself gives."""
    if minimum.step in STAIRS and best.step in STAIRS and minimum.step is not best.step:
        return STAIRS.index(_stair(minimum)) < STAIRS.index(_stair(best))
    return len(minimum.text) < len(best.text)


def _stair(statement: Statement) -> Step:
    assert statement.step is not None
    return statement.step


def _weaknesses(found: Sequence[int], statements: Sequence[Statement], not_linked: PlanFinding, ours: PlanFinding) -> list[PlanFinding]:
    if not found:
        return []
    statement = statements[found[0]]
    weaknesses = []
    if statement.linked is not True:
        weaknesses.append(not_linked)
    if statement.label is not Label.CUSTOMER_ACTION or statement.criterion(Criterion.CUSTOMER_ACTS).verdict is Verdict.UNMET:
        weaknesses.append(ours)
    return weaknesses
