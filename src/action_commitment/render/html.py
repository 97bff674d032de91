"""An assessment as a piece of HTML; every word of the note is escaped."""

from __future__ import annotations

from html import escape

from action_commitment.render.evidence import Mark, cut_by_evidence
from action_commitment.results import Assessment

_COLOURS = {Mark.ACTOR: "#cfe8ff", Mark.ACTION: "#d5f0d0", Mark.REASON: "#fff0b3", Mark.DUE: "#e6dcf7", Mark.FLAG: "#ffd6d1"}


def assessment_to_html(assessment: Assessment) -> str:
    """The note with its evidence marked, and a table of its statements.

    >>> from action_commitment import assess
    >>> "<b>" in assessment_to_html(assess("<b>催款</b>"))
    False
    """
    pieces = []
    for text, mark in cut_by_evidence(assessment):
        body = escape(text).replace("\n", "<br>")
        pieces.append(body if mark is None else f'<mark style="background:{_COLOURS[mark]};color:#111" title="{mark.value}">{body}</mark>')
    rows = "".join(
        "<tr>" + "".join(f'<td style="text-align:left">{escape(cell)}</td>' for cell in _row(index, assessment)) + "</tr>"
        for index in range(len(assessment.statements))
    )
    head = "".join(f'<th style="text-align:left">{name}</th>' for name in ("#", "label", "linked", "assent", "step", "due", "missing"))
    return (
        f'<div lang="{assessment.language}"><p><strong>{escape(str(assessment.label))}</strong> '
        f"({escape(str(assessment.basis))})</p><p>{''.join(pieces)}</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(index: int, assessment: Assessment) -> list[str]:
    statement = assessment.statements[index]
    flags = [str(flag.criterion) for flag in assessment.flags if flag.statement == index]
    linked = {None: "", True: "yes", False: "no"}[statement.linked]
    due = statement.due.text if statement.due else ""
    return [str(index + 1), str(statement.label), linked, str(statement.assent or ""), str(statement.step or ""), due, ", ".join(flags)]
