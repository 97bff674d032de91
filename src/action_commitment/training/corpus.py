"""Read annotated corpora, and check every row against the annotation scheme.

A corpus is a folder with `authors.jsonl`, `statements.jsonl`, `notes.jsonl` and `contexts.jsonl`; the fields are
described in `corpora/README.md`. Rows are checked as they are read: a broken one is a `CorpusError` that
names file, line and field.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from action_commitment.errors import CorpusError
from action_commitment.results import Assent, Label, LinkKind, Obstacle, ReasonOf, Step

DOERS = frozenset({"customer", "seller", "joint", "third_party", "nobody"})
MOODS = frozenset({"stated", "asked_for", "planned", "conditional", "hypothetical", "refused"})
SPAN_KINDS = frozenset({"actor", "action", "reason", "due", "obstacle"})
SPLITS = frozenset({"train", "dev", "test"})
REGISTERS = frozenset({"terse", "full"})
LANGUAGES = frozenset({"zh", "en", "mixed"})


@dataclass(frozen=True, slots=True)
class Annotation:
    """What an annotator says of one statement; spans are `(kind, start, end)` into the text of the row."""

    text: str
    start: int
    end: int
    label: Label
    doer: str
    mood: str
    reason_of: ReasonOf | None
    link_kind: LinkKind | None
    assent: Assent | None
    step: Step | None
    specific: bool
    dated: bool
    pressure: bool
    obstacle: Obstacle | None
    spans: tuple[tuple[str, int, int], ...]
    tags: tuple[str, ...]

    @property
    def linked(self) -> bool | None:
        """Whether the act is linked to the customer's concept; None for `no_commitment`."""
        if self.label is Label.NO_COMMITMENT:
            return None
        return self.reason_of in (ReasonOf.CUSTOMER, ReasonOf.BOTH)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a corpus file: a text with its annotations and where it comes from."""

    id: str
    text: str
    language: str
    register: str | None
    author: str
    split: str
    industry: str
    annotations: tuple[Annotation, ...]
    pair: str | None = None
    kind: str | None = None
    context: Mapping[str, Any] = field(default_factory=dict)


def read_jsonl(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line number and object of each line; raises `CorpusError` for a line that is no JSON object."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CorpusError(f"{path}: no such file; a corpus folder holds authors, statements, notes and contexts.jsonl") from None
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: not UTF-8 at byte {error.start}") from None
    yield from parse_jsonl(text, path)


def parse_jsonl(text: str, path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line number and object of each line of a text; raises `CorpusError`, naming `path`, for a line that is no JSON object."""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise CorpusError(f"{path}:{number}: not JSON: {error}") from None
        if not isinstance(row, dict):
            raise CorpusError(f"{path}:{number}: a row is an object, got {type(row).__name__}")
        yield number, row


def read_authors(folder: Path) -> dict[str, dict[str, Any]]:
    """The authors of a corpus by name, each with persona, language and split."""
    authors: dict[str, dict[str, Any]] = {}
    for number, row in read_jsonl(folder / "authors.jsonl"):
        if row.get("split") not in SPLITS or not row.get("author"):
            raise CorpusError(f"{folder / 'authors.jsonl'}:{number}: an author needs a name and a split of {sorted(SPLITS)}")
        authors[str(row["author"])] = row
    return authors


def read_corpus(folder: Path, name: str) -> list[Row]:
    """The rows of `folder/name.jsonl`, checked."""
    authors = read_authors(folder)
    path = folder / f"{name}.jsonl"
    rows = []
    seen: set[str] = set()
    for number, data in read_jsonl(path):
        where = f"{path}:{number}"
        row = _read_row(data, where, authors)
        if row.id in seen:
            raise CorpusError(f"{where}: id {row.id!r} is used twice")
        seen.add(row.id)
        rows.append(row)
    return rows


def _read_row(data: dict[str, Any], where: str, authors: Mapping[str, Mapping[str, Any]]) -> Row:
    try:
        author = data["author"]
        if author not in authors:
            raise CorpusError(f"{where}: author {author!r} is not in authors.jsonl")
        text = data["text"]
        if "statements" in data:
            annotations = tuple(_read_annotation(item, text, where) for item in data["statements"])
        else:
            annotations = (_read_annotation({"start": 0, "end": len(text), **data}, text, where),)
        return Row(
            id=data["id"],
            text=text,
            language=_one_of(data["language"], LANGUAGES, "language", where),
            register=None if "register" not in data else _one_of(data["register"], REGISTERS, "register", where),
            author=author,
            split=str(authors[author]["split"]),
            industry=data.get("industry", ""),
            annotations=annotations,
            pair=data.get("pair"),
            kind=data.get("kind"),
            context=data.get("context", {}),
        )
    except KeyError as error:
        raise CorpusError(f"{where}: field {error.args[0]!r} is missing") from None


def _one_of(value: Any, known: frozenset[str], name: str, where: str) -> str:
    if value not in known:
        raise CorpusError(f"{where}: {name} {value!r} is not one of {sorted(known)}")
    return str(value)


def _read_annotation(data: Mapping[str, Any], text: str, where: str) -> Annotation:
    try:
        found = Annotation(
            text=text[data["start"] : data["end"]],
            start=data["start"],
            end=data["end"],
            label=Label(data["label"]),
            doer=_one_of(data["doer"], DOERS, "doer", where),
            mood=_one_of(data["mood"], MOODS, "mood", where),
            reason_of=None if data["reason_of"] is None else ReasonOf(data["reason_of"]),
            link_kind=None if data["link_kind"] is None else LinkKind(data["link_kind"]),
            assent=None if data["assent"] is None else Assent(data["assent"]),
            step=None if data["step"] is None else Step(data["step"]),
            specific=bool(data["specific"]),
            dated=bool(data["dated"]),
            pressure=bool(data["pressure"]),
            obstacle=None if data["obstacle"] is None else Obstacle(data["obstacle"]),
            spans=tuple((span["kind"], span["start"], span["end"]) for span in data["spans"]),
            tags=tuple(data["tags"]),
        )
    except ValueError as error:
        raise CorpusError(f"{where}: {error}") from None
    _check_annotation(found, text, where)
    return found


def _check_annotation(found: Annotation, text: str, where: str) -> None:
    problems = []
    if not found.text.strip() or not 0 <= found.start < found.end <= len(text):
        problems.append(f"span {found.start}-{found.end} is no stretch of the text")
    for kind, start, end in found.spans:
        if kind not in SPAN_KINDS or not found.start <= start < end <= found.end or text[start:end] != text[start:end].strip():
            problems.append(f"{kind} span {start}-{end} lies outside the statement, or has blanks at its edge")
    kinds = {kind for kind, _, _ in found.spans}
    if found.label is Label.NO_COMMITMENT:
        if found.reason_of is not None or found.assent not in (None, Assent.REFUSED):
            problems.append("no_commitment takes no reason_of, and no assent but refused")
    else:
        if found.reason_of is None or found.assent is None or found.step is None:
            problems.append(f"{found.label} needs reason_of, assent and step")
        if found.label is Label.CUSTOMER_ACTION and found.reason_of is ReasonOf.SELLER:
            problems.append("a reason of ours alone makes a seller_demand")
        if found.label is Label.SELLER_DEMAND and found.linked:
            problems.append("a reason of theirs makes a customer_action")
        if found.linked != (found.link_kind is not None):
            problems.append("link_kind goes with a reason of the customer's")
        if (found.reason_of is not ReasonOf.NONE) != ("reason" in kinds):
            problems.append("a reason needs its span, and a span its reason_of")
        if found.dated != ("due" in kinds):
            problems.append("dated needs a due span, and a due span dated")
    if problems:
        raise CorpusError(f"{where}: {'; '.join(problems)}")


def read_second(folder: Path) -> dict[str, dict[str, Any]]:
    """The second annotator's answers by statement id, from `second.jsonl`; empty where a corpus has none."""
    path = folder / "second.jsonl"
    return {str(row["id"]): row for _, row in read_jsonl(path)} if path.is_file() else {}
