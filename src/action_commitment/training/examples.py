"""Annotated rows as the model learns them: features and the answers to the codebook's questions."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from action_commitment.assessor import Assessor
from action_commitment.errors import CorpusError
from action_commitment.judgement.features import Features, statement_features
from action_commitment.judgement.model import NOTHING
from action_commitment.judgement.reading import draft_statement, read_statement
from action_commitment.results import Assent, Label, ReasonOf, Step
from action_commitment.training.corpus import Annotation, parse_jsonl, read_corpus

QUESTIONS = ("label", "doer", "mood", "reason_of", "assent")


@dataclass(frozen=True, slots=True)
class Example:
    """One annotated statement: its features, and the answer to each question that was answered."""

    features: Features
    answers: Mapping[str, str]
    author: str
    split: str


def corpus_examples(folder: Path) -> list[Example]:
    """Every annotated statement of a corpus, alone or in its note."""
    assessor = Assessor(method="rules")
    rows = [*read_corpus(folder, "statements"), *read_corpus(folder, "notes")]
    return [Example(features_of(found.text, assessor), _answers(found), row.author, row.split) for row in rows for found in row.annotations]


def features_of(text: str, assessor: Assessor) -> Features:
    """The features of a text that is one statement."""
    findings = assessor.read(text).findings
    return statement_features(read_statement(findings.text, draft_statement(findings, 0, len(findings.text))), findings)


def _answers(found: Annotation) -> dict[str, str]:
    return {
        "label": found.label,
        "doer": found.doer,
        "mood": found.mood,
        "reason_of": found.reason_of or NOTHING,
        "assent": found.assent or NOTHING,
        "step": found.step or NOTHING,
    }


# Neighbours in a file are often by one hand, so they are left out together where authors are.
_TEXTS_LEFT_OUT_TOGETHER = 20

_KNOWN: dict[str, frozenset[str]] = {
    "label": frozenset(Label),
    "reason_of": frozenset(ReasonOf),
    "assent": frozenset(Assent),
    "step": frozenset(Step),
}


def own_examples(path: Path) -> list[Example]:
    """A team's own labelled texts: CSV or JSON lines with `text`, `label`, and if known `reason_of`, `assent`, `step`.

    All of them are trained on. Raises `CorpusError` with file, line and field for a row that cannot be used.
    """
    assessor = Assessor(method="rules")
    found = []
    for number, row in _read_rows(path):
        text = row.get("text")
        if not isinstance(text, str) or not text.strip():
            raise CorpusError(f"{path}:{number}: no text; give a column 'text' with one statement a row")
        answers = {}
        for name, known in _KNOWN.items():
            value = row.get(name) or None
            if value is None and name != "label":
                continue
            if value not in known:
                raise CorpusError(f"{path}:{number}: {name} {value!r} is not one of {', '.join(sorted(known))}")
            answers[name] = str(value)
        if answers["label"] == Label.NO_COMMITMENT:
            answers = {"reason_of": NOTHING, **answers}
        found.append(Example(features_of(text, assessor), answers, f"{path.name}:{number // _TEXTS_LEFT_OUT_TOGETHER}", "train"))
    return found


def _read_rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from None
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read ({error.strerror})") from None
    if path.suffix.lower() == ".csv":
        yield from enumerate(csv.DictReader(text.splitlines(keepends=True)), 2)
        return
    yield from parse_jsonl(text, path)


def split_of(examples: Iterable[Example], split: str) -> list[Example]:
    """The examples of one split."""
    return [example for example in examples if example.split == split]
