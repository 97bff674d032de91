"""The command line: thin, with data on stdout and everything else on stderr."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from action_commitment.context import Role
from action_commitment.results import Assessment, Label, Step

if TYPE_CHECKING:
    from action_commitment.assessor import Assessor
    from action_commitment.context import Context

app = typer.Typer(
    name="action-commitment",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Does a sales note record a customer action commitment, or only a seller's demand?",
)


class Format(StrEnum):
    """How results are written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


class FailOn(StrEnum):
    """Which verdict makes the exit code 1."""

    SELLER_DEMAND = "seller_demand"
    NO_COMMITMENT = "no_commitment"
    MISSING_LINK = "missing_link"


def _say_version(wanted: bool) -> None:
    if wanted:
        from action_commitment import __version__

        typer.echo(f"action-commitment {__version__}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Say the version and stop.")] = False,
) -> None:
    """Judge sales notes in Chinese, English and both. For coaching, not for employment decisions."""


def _die(message: str) -> typer.Exit:
    typer.echo(f"action-commitment: {message}", err=True)
    return typer.Exit(2)


def _read_stdin() -> list[str]:
    if sys.stdin is None:
        raise _die("there is no standard input; give the text as an argument")
    data = sys.stdin.buffer.read()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            place = error.start
        else:
            return [line for line in text.splitlines() if line.strip()]
    raise _die(f"standard input is neither UTF-8 nor GB18030 (byte {place}); convert it first")


@app.command()
def assess(
    text: Annotated[list[str] | None, typer.Argument(help="One or more notes; '-' or nothing reads standard input, a note a line.")] = None,
    concept: Annotated[list[str] | None, typer.Option(help="A recorded concept of this customer; may be given again.")] = None,
    role: Annotated[Role | None, typer.Option(help="The part of the person spoken to.")] = None,
    stage: Annotated[Step | None, typer.Option(help="The stair that the purchase has reached.")] = None,
    seller: Annotated[list[str] | None, typer.Option(help="A name on our side; may be given again.")] = None,
    customer: Annotated[list[str] | None, typer.Option(help="A name on the customer's side; may be given again.")] = None,
    written_on: Annotated[str | None, typer.Option(help="The day of writing (YYYY-MM-DD), to turn 'Friday' into a date.")] = None,
    lexicons: Annotated[list[Path] | None, typer.Option(help="A folder with lexicons of your own; may be given again.")] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="A criterion that is not to be flagged; may be given again.")] = None,
    output: Annotated[Format | None, typer.Option("--format", help="table on a terminal, jsonl in a pipe.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show the rules and signals behind each verdict.")] = False,
    fail_on: Annotated[FailOn | None, typer.Option(help="Exit with 1 where a note is of this kind.")] = None,
) -> None:
    """Judge notes: what the customer will do, what we only want, and what is missing."""
    from datetime import date

    from action_commitment.assessor import Assessor
    from action_commitment.context import Context
    from action_commitment.errors import ActionCommitmentError

    notes = list(text or [])
    if not notes or notes == ["-"]:
        notes = _read_stdin()
    try:
        context = Context(
            concepts=concept or (),
            role=role,
            stage=stage,
            seller_names=seller or (),
            customer_names=customer or (),
            written_on=None if written_on is None else date.fromisoformat(written_on),
        )
        assessor = Assessor(lexicons=lexicons or (), ignore=ignore or ())
    except (ActionCommitmentError, ValueError) as error:
        raise _die(str(error)) from None
    failed = _write(notes, assessor, context, output, explain, fail_on)
    if failed:
        raise typer.Exit(1)


def _write(notes: list[str], assessor: Assessor, context: Context, output: Format | None, explain: bool, fail_on: FailOn | None) -> bool:
    form = output or (Format.TABLE if sys.stdout.isatty() else Format.JSONL)
    failed = False
    collected: list[str] = []
    for note in notes:
        assessment = assessor.assess(note, context)
        failed = failed or _is_of_kind(assessment, fail_on)
        if explain:
            from action_commitment.explanation import explain as explain_note

            typer.echo(str(explain_note(note, context, assessor=assessor)))
        elif form is Format.TABLE:
            from action_commitment.render.terminal import print_assessment

            print_assessment(assessment)
        elif form is Format.JSONL:
            typer.echo(assessment.to_json())
        else:
            collected.append(assessment.to_json(indent=2))
    if form is Format.JSON and not explain:
        typer.echo("[" + ",\n".join(collected) + "]")
    return failed


def _is_of_kind(assessment: Assessment, fail_on: FailOn | None) -> bool:
    if fail_on is FailOn.MISSING_LINK:
        return bool(assessment.missing_concept_linkage)
    return fail_on is not None and assessment.label == Label(fail_on)


@app.command()
def info() -> None:
    """Say what is installed: versions, tokenizer, lexicons, model."""
    from importlib.metadata import PackageNotFoundError, version

    from action_commitment import __version__
    from action_commitment.signals.lexicon import load_compiled

    typer.echo(f"action-commitment {__version__}")
    typer.echo(f"python {sys.version.split()[0]}")
    for package in ("spacy", "jieba", "rjieba", "opencc", "ahocorasick_rs"):
        try:
            typer.echo(f"{package} {version(package)}")
        except PackageNotFoundError:
            typer.echo(f"{package} not installed")
    typer.echo(f"lexicons {len(load_compiled())} forms")
    typer.echo("model none: the rules decide")


def main() -> None:
    """The console script; a reader that closes the pipe ends it quietly."""
    try:
        app()
    except BrokenPipeError:
        import os

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
