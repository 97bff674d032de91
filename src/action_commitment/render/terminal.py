"""An assessment on a terminal, with the evidence coloured; widths right for Chinese, quiet under NO_COLOR."""

from __future__ import annotations

from functools import cache

from rich.console import Console
from rich.table import Table
from rich.text import Text

from action_commitment.render.evidence import Mark, cut_by_evidence
from action_commitment.results import Assessment, Label

_STYLES = {Mark.ACTOR: "bold cyan", Mark.ACTION: "green", Mark.REASON: "yellow", Mark.DUE: "magenta", Mark.FLAG: "red"}
_LABEL_STYLES = {Label.CUSTOMER_ACTION: "bold green", Label.SELLER_DEMAND: "bold red", Label.NO_COMMITMENT: "bold"}


@cache
def _console() -> Console:
    return Console(highlight=False)


def print_assessment(assessment: Assessment, console: Console | None = None, *, advice: bool = False) -> None:
    """Print the verdict, the note with its evidence, and a row for each statement, with `advice` also what to do about it."""
    console = console or _console()
    linked = {None: "", True: ", linked to the customer's concept", False: ", not linked to the customer's concept"}[assessment.linked]
    sure = "" if assessment.confidence is None else f" {assessment.confidence:.0%}"
    review = "; worth a second look" if assessment.needs_review else ""
    console.print(Text.assemble((str(assessment.label), _LABEL_STYLES[assessment.label]), f" ({assessment.basis}{sure}){linked}{review}"))
    console.print(_marked(assessment))
    if assessment.statements:
        console.print(_table(assessment))
    if advice:
        for index, statement in enumerate(assessment.statements, 1):
            for one in statement.advice:
                console.print(Text(f"  {index}  {_printable(one.text)}"))
    console.print()


def _marked(assessment: Assessment) -> Text:
    text = Text("  ")
    for piece, mark in cut_by_evidence(assessment):
        text.append(_printable(piece), style=_STYLES[mark] if mark is not None else "")
    return text


def _printable(text: str) -> str:
    """Control characters could drive the terminal, and lone surrogates cannot be written: both are shown as such."""
    return "".join(char if char == "\n" or (char.isprintable() and not "\ud800" <= char <= "\udfff") else "\ufffd" for char in text)


def _table(assessment: Assessment) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 2), header_style="dim")
    table.add_column("#")
    table.add_column("statement", overflow="fold", ratio=1)
    table.add_column("label", no_wrap=True)
    table.add_column("reading", overflow="fold", ratio=1)
    for index, statement in enumerate(assessment.statements):
        table.add_row(
            str(index + 1),
            Text(_printable(statement.text)),
            Text(str(statement.label), style=_LABEL_STYLES[statement.label]),
            Text(_printable(_reading(index, assessment))),
        )
    return table


def _reading(index: int, assessment: Assessment) -> str:
    statement = assessment.statements[index]
    missing = [str(flag.criterion) for flag in assessment.flags if flag.statement == index]
    parts = [
        {None: "", True: "linked", False: "not linked"}[statement.linked],
        str(statement.assent or ""),
        str(statement.step or ""),
        f"due {statement.due.text}" if statement.due else "",
        f"missing {', '.join(missing)}" if missing else "",
    ]
    return "; ".join(part for part in parts if part)
