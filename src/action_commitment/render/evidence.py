"""Cut a note where its evidence begins and ends, for whoever colours it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from action_commitment.results import Assessment, Criterion, Span

_SHOWN_FLAGS = frozenset(
    {Criterion.UNSELFISH, Criterion.UNFORCED, Criterion.WITHIN_AUTHORITY, Criterion.WITHIN_ABILITY, Criterion.WITHIN_STAGE}
)


class Mark(Enum):
    """What a marked stretch shows."""

    ACTOR = "actor"
    ACTION = "action"
    REASON = "reason"
    DUE = "due"
    FLAG = "flag"


def cut_by_evidence(assessment: Assessment) -> Iterator[tuple[str, Mark | None]]:
    """The note in pieces, each with its mark; joined, the pieces are the note. A later mark covers an earlier one."""
    marks: list[Mark | None] = [None] * len(assessment.text)
    for mark, span in _spans(assessment):
        for place in range(span.start, span.end):
            marks[place] = mark
    start = 0
    for place in range(1, len(marks) + 1):
        if place == len(marks) or marks[place] is not marks[start]:
            yield assessment.text[start:place], marks[start]
            start = place


def _spans(assessment: Assessment) -> Iterator[tuple[Mark, Span]]:
    for statement in assessment.statements:
        for mark, span in (
            (Mark.ACTION, statement.action),
            (Mark.ACTOR, statement.actor),
            (Mark.REASON, statement.reason),
            (Mark.DUE, statement.due),
        ):
            if span is not None:
                yield mark, span
    for flag in assessment.flags:
        if flag.criterion in _SHOWN_FLAGS:
            for span in flag.evidence:
                yield Mark.FLAG, span
