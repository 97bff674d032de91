"""The command line: thin, with data on stdout and everything else on stderr."""

from __future__ import annotations

import argparse
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from action_commitment.context import Role
from action_commitment.results import Assessment, Criterion, Label, Step

if TYPE_CHECKING:
    from action_commitment.assessor import Assessor
    from action_commitment.context import Context


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


def build_parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    parser = argparse.ArgumentParser(
        prog="action-commitment",
        description="Does a sales note record a customer action commitment, or only a seller's demand? "
        "Chinese, English and both. For coaching, not for employment decisions.",
    )
    parser.add_argument("--version", action="store_true", help="say the version and stop")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_assess(commands.add_parser("assess", help="judge notes: what the customer will do, what we only want, what is missing"))
    info = commands.add_parser("info", help="say what is installed: versions, tokenizers, lexicons, model")
    info.set_defaults(run=_info)
    return parser


def _add_assess(parser: argparse.ArgumentParser) -> None:
    parser.description = "Judge notes: what the customer will do, what we only want, and what is missing."
    add = parser.add_argument
    add("text", nargs="*", help="one or more notes; '-' or nothing reads standard input, a note a line")
    add("--concept", action="append", default=[], metavar="TEXT", help="a recorded concept of this customer; may be given again")
    add("--role", choices=[str(role) for role in Role], help="the part of the person spoken to")
    add("--stage", choices=[str(step) for step in Step], metavar="STEP", help="the stair that the purchase has reached: %(choices)s")
    add("--seller", action="append", default=[], metavar="NAME", help="a name on our side; may be given again")
    add("--customer", action="append", default=[], metavar="NAME", help="a name on the customer's side; may be given again")
    add("--written-on", metavar="YYYY-MM-DD", help="the day of writing, to turn 'Friday' into a date")
    add("--lexicons", action="append", default=[], type=Path, metavar="FOLDER", help="lexicons of your own; may be given again")
    add("--ignore", action="append", default=[], metavar="CRITERION", help=f"not to be flagged; may be given again: {', '.join(Criterion)}")
    add("--format", choices=[str(form) for form in Format], help="table on a terminal, jsonl in a pipe, unless given")
    add("--explain", action="store_true", help="show the rules and signals behind each verdict")
    add("--fail-on", choices=[str(kind) for kind in FailOn], help="exit with 1 where a note is of this kind")
    parser.set_defaults(run=_assess)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


def _die(message: str) -> NoReturn:
    sys.stderr.write(f"action-commitment: {message}\n")
    raise SystemExit(2)


def _read_stdin() -> list[str]:
    if sys.stdin is None:
        _die("there is no standard input; give the text as an argument")
    data = sys.stdin.buffer.read()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            place = error.start
        else:
            return [line for line in text.splitlines() if line.strip()]
    _die(f"standard input is neither UTF-8 nor GB18030 (byte {place}); convert it first")


def _assess(options: argparse.Namespace) -> int:
    from datetime import date

    from action_commitment.assessor import Assessor
    from action_commitment.context import Context
    from action_commitment.errors import ActionCommitmentError

    notes = options.text if options.text not in ([], ["-"]) else _read_stdin()
    try:
        context = Context(
            concepts=options.concept,
            role=options.role,
            stage=options.stage,
            seller_names=options.seller,
            customer_names=options.customer,
            written_on=None if options.written_on is None else date.fromisoformat(options.written_on),
        )
        assessor = Assessor(lexicons=options.lexicons, ignore=options.ignore)
    except (ActionCommitmentError, ValueError) as error:
        _die(str(error))
    form = Format(options.format or (Format.TABLE if sys.stdout.isatty() else Format.JSONL))
    failed = _write(notes, assessor, context, form, options.explain, options.fail_on)
    return 1 if failed else 0


def _write(notes: list[str], assessor: Assessor, context: Context, form: Format, explain: bool, fail_on: str | None) -> bool:
    failed = False
    collected: list[str] = []
    for note in notes:
        assessment = assessor.assess(note, context)
        failed = failed or _is_of_kind(assessment, fail_on)
        if explain:
            from action_commitment.explanation import explain as explain_note

            _say(str(explain_note(note, context, assessor=assessor)))
        elif form is Format.TABLE:
            from action_commitment.render.terminal import print_assessment

            print_assessment(assessment)
        elif form is Format.JSONL:
            _say(assessment.to_json())
        else:
            collected.append(assessment.to_json(indent=2))
    if form is Format.JSON and not explain:
        _say("[" + ",\n".join(collected) + "]")
    return failed


def _is_of_kind(assessment: Assessment, fail_on: str | None) -> bool:
    if fail_on == FailOn.MISSING_LINK:
        return bool(assessment.missing_concept_linkage)
    return fail_on is not None and assessment.label == Label(fail_on)


def _info(options: argparse.Namespace) -> int:
    from importlib.metadata import PackageNotFoundError, version

    from action_commitment import __version__
    from action_commitment.signals.lexicon import Script, load_compiled

    _say(f"action-commitment {__version__}")
    _say(f"python {sys.version.split()[0]}")
    for package in ("spacy", "jieba", "rjieba", "opencc", "ahocorasick_rs"):
        try:
            _say(f"{package} {version(package)}")
        except PackageNotFoundError:
            _say(f"{package} not installed")
    for script in Script:
        _say(f"lexicons {script} {len(load_compiled(script))} forms")
    _say("model none: the rules decide")
    return 0


def run(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    parser = build_parser()
    options = parser.parse_args(arguments)
    if options.version:
        from action_commitment import __version__

        _say(f"action-commitment {__version__}")
        return 0
    if not hasattr(options, "run"):
        parser.print_help(sys.stderr)
        return 2
    code: int = options.run(options)
    return code


def main() -> None:
    """The console script; a reader that closes the pipe ends it quietly."""
    try:
        code = run()
        sys.stdout.flush()
    except BrokenPipeError:
        import os

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)
