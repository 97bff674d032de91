"""`assess()` and its kin: the order of the stages, written once."""

from __future__ import annotations

import warnings
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from action_commitment.coaching.plan import read_plan
from action_commitment.context import EMPTY_CONTEXT, Context
from action_commitment.errors import LexiconError, ModelError
from action_commitment.judgement.concepts import link_concepts
from action_commitment.judgement.reading import Findings, Reading
from action_commitment.judgement.reasons import without_false_markers
from action_commitment.judgement.rulebook import StatementBuilder
from action_commitment.judgement.segments import segment_note
from action_commitment.judgement.verdict import decide_all, rater
from action_commitment.results import Assent, Assessment, Basis, Criterion, Flag, Label, Statement, Verdict
from action_commitment.signals.dates import find_dates
from action_commitment.signals.lexicon import Script, compile_lexicons, load_compiled, read_lexicons, split_by_script
from action_commitment.signals.match import Matcher
from action_commitment.signals.people import find_people
from action_commitment.text.normalise import Folded, fold
from action_commitment.text.scripts import detect_language
from action_commitment.text.tokens import tokenise

if TYPE_CHECKING:
    from action_commitment.judgement.model import Model

Method = Literal["auto", "model", "rules"]
# Sending texts in chunks of about this many keeps the cost of a process boundary below that of the work.
_CHUNK = 500

Record = str | tuple[str, Context] | Mapping[str, object]


@dataclass(slots=True)
class NoteReading:
    """A note on its way: folded, searched, cut into statements and read, but not yet judged."""

    folded: Folded
    findings: Findings
    statements: tuple[Reading, ...]


class Assessor:
    """One configuration of the library: model, lexicons, and what is flagged; immutable and safe to share.

    `model` is the folder of a trained model, or the name of one that ships with the library. With `method`
    "auto" the model decides, and where it cannot be used the rules do, with one warning that says why; "model"
    raises `ModelError` there; "rules" never loads one.

    `lexicons` are folders laid out like the library's own (`zh/*.toml`, `en/*.toml`) whose entries are added
    and whose `silence` lists take entries away. `ignore` names criteria that are never flagged.

    >>> Assessor(ignore={"dated"}).assess("张总答应签字").flags[0].criterion
    <Criterion.CONCEPT_LINKED: 'concept_linked'>
    """

    def __init__(
        self,
        *,
        model: str | Path | None = None,
        method: Method = "auto",
        lexicons: Iterable[str | Path] = (),
        ignore: Iterable[Criterion | str] = (),
    ) -> None:
        if method not in ("auto", "model", "rules"):
            raise ValueError(f"method {method!r} is not known; use 'auto', 'model' or 'rules'")
        self.model = model
        self.method = method
        self._model = _load_model(model, method)
        self.lexicons = tuple(Path(folder) for folder in lexicons)
        self.ignore = frozenset(_criterion(name) for name in ignore)
        self._matcher = _matcher(self.lexicons)

    def __getstate__(self) -> dict[str, object]:
        return {"model": self.model, "method": self.method, "lexicons": self.lexicons, "ignore": self.ignore}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__init__(**state)  # type: ignore[misc]  # the same keywords that __getstate__ wrote

    def assess(self, text: str, context: Context | None = None) -> Assessment:
        """Judge one note; see `action_commitment.assess`."""
        if not isinstance(text, str):
            raise TypeError(f"assess() takes a str, got {type(text).__name__}; decode bytes first, and pass one note at a time")
        context = context or EMPTY_CONTEXT
        return self.judge(self.read(text, context), context)

    def judge(self, note: NoteReading, context: Context = EMPTY_CONTEXT) -> Assessment:
        """The assessment of a note that `read` has read."""
        builder = StatementBuilder(note.folded, note.findings, context)
        decided = decide_all(note.statements, note.findings, self._model)
        statements = tuple(builder.build(reading, opinion) for reading, opinion in decided)
        return self._sum_up(note, statements, {doubt for _, opinion in decided for doubt in opinion.doubts})

    def read(self, text: str, context: Context = EMPTY_CONTEXT) -> NoteReading:
        """The stages before judgement, in their order."""
        folded = fold(text)
        tokens = tokenise(folded.text)
        signals = self._matcher.find(tokens)
        people = find_people(folded, signals, context)
        findings = Findings(tokens, without_false_markers(signals, folded.text), people, find_dates(folded.text))
        statements = tuple(segment_note(findings, None if self._model is None else rater(self._model, findings)))
        if context.concepts:
            for statement in statements:
                link_concepts(statement, context.concepts)
        return NoteReading(folded, findings, statements)

    def assess_many(self, records: Iterable[Record], *, n_process: int = 1) -> Iterator[Assessment]:
        """Judge notes one by one, lazily and in order; see `action_commitment.assess_many`."""
        if n_process < 1:
            raise ValueError(f"n_process takes a number of processes from 1 up, got {n_process}")
        pairs = map(_unpack, records)
        if n_process == 1:
            for text, context in pairs:
                yield self.assess(text, context)
        else:
            yield from _assess_in_processes(self, pairs, n_process)

    def _sum_up(self, note: NoteReading, statements: tuple[Statement, ...], doubts: set[str]) -> Assessment:
        label, unmet = label_of_note(statements), Verdict.UNMET
        linked = None if label is Label.NO_COMMITMENT else any(s.linked for s in statements if s.label is label)
        flags = tuple(
            Flag(result.criterion, index, result.evidence)
            for index, statement in enumerate(statements)
            for result in statement.criteria
            if result.verdict is unmet and result.criterion not in self.ignore
        )
        return Assessment(
            text=note.folded.source,
            label=label,
            basis=Basis.MODEL if any(s.basis is Basis.MODEL for s in statements) else Basis.RULES,
            confidence=_confidence(label, statements),
            needs_review=bool(doubts),
            review_reasons=tuple(sorted(doubts)),
            language=detect_language(note.folded.text),
            statements=statements,
            linked=linked,
            missing_concept_linkage=linked is False,
            flags=flags,
            plan=read_plan(note.statements, statements),
        )


def _confidence(label: Label, statements: Sequence[Statement]) -> float | None:
    """How sure the model is of a note's label: one statement is enough for an act, each must hold for none."""
    found = [s.confidence for s in statements if s.label is label and s.confidence is not None]
    if not found or (label is Label.NO_COMMITMENT and len(found) < len(statements)):
        return None
    return min(found) if label is Label.NO_COMMITMENT else max(found)


def _assess_chunk(assessor: Assessor, chunk: list[tuple[str, Context | None]]) -> list[Assessment]:
    return [assessor.assess(text, context) for text, context in chunk]


def _assess_in_processes(assessor: Assessor, pairs: Iterator[tuple[str, Context | None]], n_process: int) -> Iterator[Assessment]:
    """Chunks of texts go out, plain results come back in order; a few chunks at most are under way."""
    from concurrent.futures import Future, ProcessPoolExecutor

    with ProcessPoolExecutor(n_process) as pool:
        under_way: deque[Future[list[Assessment]]] = deque()
        while chunk := list(islice(pairs, _CHUNK)):
            under_way.append(pool.submit(_assess_chunk, assessor, chunk))
            if len(under_way) > 2 * n_process:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()


def label_of_note(statements: Iterable[Statement]) -> Label:
    """A note's label from its statements', by section 8 of the codebook."""
    labels = {s.label for s in statements if s.label is not Label.CUSTOMER_ACTION or s.assent is not Assent.REFUSED}
    for label in (Label.CUSTOMER_ACTION, Label.SELLER_DEMAND):
        if label in labels:
            return label
    return Label.NO_COMMITMENT


def _criterion(name: Criterion | str) -> Criterion:
    try:
        return Criterion(name)
    except ValueError:
        raise ValueError(f"criterion {name!r} is not known; use one of: {', '.join(Criterion)}") from None


def _unpack(record: Record) -> tuple[str, Context | None]:
    if isinstance(record, str):
        return record, None
    if isinstance(record, tuple) and len(record) == 2:
        return record
    if isinstance(record, Mapping) and isinstance(record.get("text"), str):
        rest = {key: value for key, value in record.items() if key != "text"}
        return str(record["text"]), Context(**rest) if rest else None  # type: ignore[arg-type]  # Context checks each value
    raise TypeError(
        f"assess_many() takes strings, (text, Context) pairs, or mappings with a 'text' and Context fields; got {type(record).__name__}"
    )


def _load_model(model: str | Path | None, method: Method) -> Model | None:
    if method == "rules":
        return None
    from action_commitment.models import find_model, load_model

    try:
        return load_model(find_model(model))
    except ModelError as error:
        if method == "model":
            raise
        _warn_once(str(error))
        return None


@cache
def _warn_once(reason: str) -> None:
    warnings.warn(f"the rules decide, since no model can be used: {reason}", RuntimeWarning, stacklevel=4)


@cache
def _matcher(folders: tuple[Path, ...]) -> Matcher:
    if not folders:
        return Matcher(load_compiled)
    tables = {script: dict(load_compiled(script)) for script in Script}
    silenced: list[str] = []
    known = {str(sense[0]) for table in tables.values() for senses in table.values() for sense in senses}
    for folder in folders:
        if not folder.is_dir():
            raise LexiconError(f"{folder}: no such folder; a lexicon folder holds zh/*.toml and en/*.toml")
        entries, silences = read_lexicons(folder)
        for name in silences:
            if name not in known:
                raise LexiconError(f"{folder}: silence names {name!r}, which no entry is called")
        silenced += silences
        for script, added in split_by_script(compile_lexicons(entries)).items():
            for term, senses in added.items():
                tables[script][term] = tables[script].get(term, ()) + senses
    return Matcher(tables.__getitem__, silenced)


@cache
def default_assessor() -> Assessor:
    """The assessor behind the module-level functions."""
    return Assessor()
