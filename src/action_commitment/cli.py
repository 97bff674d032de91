"""The command line: thin, with data on stdout and everything else on stderr."""

from __future__ import annotations

import argparse
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from action_commitment.context import Role
from action_commitment.errors import ActionCommitmentError, ModelError
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
    _add_train(commands.add_parser("train", help="train a model on an annotated corpus, with texts of your own if you like"))
    _add_evaluate(commands.add_parser("evaluate", help="measure model or rules on an annotated corpus"))
    _add_corpus(commands.add_parser("corpus", help="check an annotated corpus, or count what is in it"))
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
    _add_model(parser)
    add("--explain", action="store_true", help="show the rules and signals behind each verdict")
    add("--advice", action="store_true", help="in a table, show what to do about each weakness; JSON always has it")
    add("--fail-on", choices=[str(kind) for kind in FailOn], help="exit with 1 where a note is of this kind")
    parser.set_defaults(run=_assess)


def _add_train(parser: argparse.ArgumentParser) -> None:
    parser.description = "Train a model; the same input gives the same file. Progress goes to standard error."
    parser.add_argument(
        "--corpus", type=Path, required=True, metavar="FOLDER", help="an annotated corpus, laid out like the project's `corpora`"
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FOLDER", help="where model.joblib and CARD.md are written; its name becomes the model's"
    )
    own = "texts of your own: CSV or JSON lines with text, label and, if known, reason_of, assent, step; may be given again"
    parser.add_argument("--add", action="append", default=[], type=Path, metavar="FILE", help=own)
    parser.set_defaults(run=_train)


def _add_evaluate(parser: argparse.ArgumentParser) -> None:
    parser.description = "Measure on the authors of one split, by language and register, with intervals and the worst errors."
    parser.add_argument("--corpus", type=Path, required=True, metavar="FOLDER", help="an annotated corpus")
    parser.add_argument("--split", choices=["test", "dev", "train"], default="test", help="whose texts (default: %(default)s)")
    _add_model(parser)
    parser.add_argument("--format", choices=["table", "json"], default="table", help="tables in Markdown, or everything as JSON")
    parser.set_defaults(run=_evaluate)


def _add_corpus(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "check: every row against the annotation scheme, near-copies and shared skeletons; stats: counts, shares and agreement."
    )
    parser.add_argument("what", choices=["check", "stats"])
    parser.add_argument("folder", type=Path)
    parser.set_defaults(run=_corpus)


def _add_model(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", metavar="FOLDER", help="the folder of a model of your own")
    parser.add_argument("--method", choices=["auto", "model", "rules"], default="auto", help="who decides (default: %(default)s)")


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
        assessor = Assessor(model=options.model, method=options.method, lexicons=options.lexicons, ignore=options.ignore)
    except ValueError as error:
        _die(str(error))
    form = Format(options.format or (Format.TABLE if sys.stdout.isatty() else Format.JSONL))
    failed = _write(notes, assessor, context, form, options)
    return 1 if failed else 0


def _write(notes: list[str], assessor: Assessor, context: Context, form: Format, options: argparse.Namespace) -> bool:
    failed = False
    collected: list[str] = []
    for note in notes:
        assessment = assessor.assess(note, context)
        failed = failed or _is_of_kind(assessment, options.fail_on)
        if options.explain:
            from action_commitment.explanation import explain as explain_note

            _say(str(explain_note(note, context, assessor=assessor)))
        elif form is Format.TABLE:
            from action_commitment.render.terminal import print_assessment

            print_assessment(assessment, advice=options.advice)
        elif form is Format.JSONL:
            _say(assessment.to_json())
        else:
            collected.append(assessment.to_json(indent=2))
    if form is Format.JSON and not options.explain:
        _say("[" + ",\n".join(collected) + "]")
    return failed


def _is_of_kind(assessment: Assessment, fail_on: str | None) -> bool:
    if fail_on == FailOn.MISSING_LINK:
        return bool(assessment.missing_concept_linkage)
    return fail_on is not None and assessment.label == Label(fail_on)


def _note(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def _train(options: argparse.Namespace) -> int:
    from action_commitment.training.card import train_with_card

    _say(str(train_with_card(options.corpus, options.out, options.add, _note)))
    return 0


def _evaluate(options: argparse.Namespace) -> int:
    import json

    from action_commitment.assessor import Assessor
    from action_commitment.training.corpus import read_corpus
    from action_commitment.training.evaluation import judge, markdown, report

    rows = [row for row in read_corpus(options.corpus, "statements") if row.split == options.split]
    if not rows:
        _die(f"{options.corpus}: no statements of {options.split} authors; choose another --split")
    figures = report(judge(rows, Assessor(model=options.model, method=options.method)))
    _say(json.dumps(figures, ensure_ascii=False, indent=2) if options.format == "json" else markdown(figures).rstrip())
    if options.format == "table":
        _say("\nWorst errors:")
        for error_row in figures["worst"]:
            _say(f"- {error_row['gold']}, found {error_row['found']}: {error_row['text']}")
    return 0


def _corpus(options: argparse.Namespace) -> int:
    from action_commitment.training.gauge import check, stats

    problems = check(options.folder) if options.what == "check" else []
    for line in problems or ([f"{options.folder}: sound"] if options.what == "check" else stats(options.folder)):
        _say(line)
    return 1 if problems else 0


def _info(options: argparse.Namespace) -> int:
    from importlib.metadata import PackageNotFoundError, version

    from action_commitment import __version__
    from action_commitment.models import find_model, load_model
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
    try:
        folder = find_model(None)
        load_model(folder)
        _say(f"model {folder.name} in {folder}")
    except ModelError as error:
        _say(f"model none, the rules decide: {error}")
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
    try:
        code: int = options.run(options)
    except ActionCommitmentError as error:
        _die(str(error))
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
