"""Lexicons: words as data, in TOML files of the same names for Chinese and English.

A file holds `[[entry]]` tables. An entry names one sense: its `kind` (one of `KINDS`), the `terms` that
carry it, `verbs` that are inflected, the `step` of an act, and examples on which it must fire or stay
silent. A folder of the caller's own may add entries and may `silence` entries by name.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from action_commitment.errors import LexiconError
from action_commitment.results import Step
from action_commitment.signals.inflect import Form, inflect

KINDS = frozenset(
    {
        "person.customer", "person.customer_role", "person.department", "person.pronoun",
        "person.seller", "person.seller_role", "person.third_party",
        "act.buyer", "act.seller", "act.either", "act.noun",
        "request.ask", "request.push", "request.obtain", "request.hope", "request.question", "request.unanswered",
        "assent.agree", "assent.offer", "assent.decide", "assent.order", "assent.will", "assent.done",
        "assent.condition", "assent.refuse", "assent.cannot",
        "stance.waiting", "stance.continuation", "stance.attitude", "stance.hypothetical", "stance.wish",
        "stance.information", "stance.vague",
        "reason.purpose", "reason.cause", "reason.ours", "reason.theirs", "reason.personal", "reason.generic",
        "reason.slogan",
        "pressure", "favour", "step.hint",
        "obstacle.unwilling", "obstacle.authority", "obstacle.ability", "obstacle.no_value", "obstacle.concern",
        "obstacle.stage",
        "heading.best", "heading.minimum",
    }
)  # fmt: skip

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Entry:
    """One sense in a lexicon, as its file says it."""

    name: str
    kind: str
    terms: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    step: Step | None = None
    fires: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()

    def forms(self) -> Iterator[tuple[str, Form | None]]:
        """Every string that carries the sense, with the form of the verb where it is one."""
        for term in self.terms:
            yield term, None
        for verb in self.verbs:
            yield from inflect(verb).items()


_KEYS = {field.name for field in fields(Entry)}


def _parse_entry(table: dict[str, Any], where: str) -> Entry:
    unknown = set(table) - _KEYS
    if unknown:
        raise LexiconError(f"{where}: unknown key {sorted(unknown)[0]!r}; an entry knows {', '.join(sorted(_KEYS))}")
    name, kind = table.get("name"), table.get("kind")
    if not isinstance(name, str) or not name:
        raise LexiconError(f"{where}: an entry without a name; give each [[entry]] a name of its own")
    if kind not in KINDS:
        raise LexiconError(f"{where}: entry {name!r} has kind {kind!r}; use one of {', '.join(sorted(KINDS))}")
    lists = {}
    for key in ("terms", "verbs", "fires", "silent"):
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            raise LexiconError(f"{where}: entry {name!r}: {key} must be a list of strings, none of them empty")
        lists[key] = tuple(value)
    if not lists["terms"] and not lists["verbs"]:
        raise LexiconError(f"{where}: entry {name!r} has neither terms nor verbs")
    step = table.get("step")
    if step is not None and step not in set(Step):
        raise LexiconError(f"{where}: entry {name!r} has step {step!r}; use one of {', '.join(Step)}")
    return Entry(name=name, kind=kind, step=None if step is None else Step(step), **lists)


def parse_lexicon(text: str, where: str) -> tuple[list[Entry], list[str]]:
    """The entries of one file, and the names that it silences; raises `LexiconError` naming `where`."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{where}: not valid TOML: {error}") from None
    unknown = set(tables) - {"entry", "silence"}
    if unknown:
        raise LexiconError(f"{where}: unknown key {sorted(unknown)[0]!r}; a lexicon knows [[entry]] and silence")
    return [_parse_entry(table, where) for table in tables.get("entry", [])], list(tables.get("silence", []))


def _toml_files(folder: Traversable | Path, language: str) -> Iterator[tuple[str, str]]:
    place = folder / language
    if not place.is_dir():
        return
    for path in sorted(place.iterdir(), key=lambda path: path.name):
        if path.name.endswith(".toml") and path.name != "regional.toml":
            try:
                yield f"{language}/{path.name}", path.read_text(encoding="utf-8")
            except UnicodeDecodeError as error:
                raise LexiconError(f"{language}/{path.name}: not UTF-8 at byte {error.start}; save it as UTF-8") from None


def read_lexicons(folder: Traversable | Path) -> tuple[list[Entry], list[str]]:
    """All entries below `folder/zh` and `folder/en`, and the names silenced there."""
    entries: list[Entry] = []
    silenced: list[str] = []
    for language in LANGUAGES:
        for where, text in _toml_files(folder, language):
            found, silences = parse_lexicon(text, where)
            entries += found
            silenced += silences
    return entries, silenced


def packaged_folder() -> Traversable:
    """Where the lexicons of the library lie."""
    return files("action_commitment") / "lexicons"


Sense = tuple[str, str, Form | None, Step | None]
Table = dict[str, tuple[Sense, ...]]


def compile_lexicons(entries: Iterable[Entry]) -> Table:
    """The table that matchers load: each form with every sense (name, kind, verb form, step) that it carries."""
    table: dict[str, dict[Sense, None]] = {}
    for entry in entries:
        for term, form in entry.forms():
            table.setdefault(term, {})[(entry.name, entry.kind, form, entry.step)] = None
    return {term: tuple(senses) for term, senses in table.items()}


def dump_table(table: Table) -> str:
    """The table as JSON: the senses once, and under each combination of them the forms that carry it, a line each."""
    senses = sorted({sense for found in table.values() for sense in found}, key=str)
    numbers = {sense: number for number, sense in enumerate(senses)}
    groups: dict[str, list[str]] = {}
    for term, found in sorted(table.items()):
        groups.setdefault(" ".join(str(numbers[sense]) for sense in found), []).append(term)
    lines = [f"{json.dumps(key)}: {json.dumps(terms, ensure_ascii=False)}" for key, terms in sorted(groups.items())]
    return f'{{"senses": {json.dumps(senses)},\n"terms": {{\n' + ",\n".join(lines) + "\n}}\n"


def load_table(text: str) -> Table:
    """The table that `dump_table` wrote."""
    data = json.loads(text)
    senses: list[Sense] = [(n, k, Form(f) if f else None, Step(s) if s else None) for n, k, f, s in data["senses"]]
    table: Table = {}
    for key, terms in data["terms"].items():
        found = tuple(senses[int(number)] for number in key.split())
        table.update(dict.fromkeys(terms, found))
    return table


class Script(StrEnum):
    """Which terms a table holds: a purely Chinese note must not wait for the English ones."""

    CHINESE = "chinese"
    LATIN = "latin"


_ONLY_LATIN_RE = re.compile(r"[ -~]*[a-z][ -~]*")  # figures alone (483, 50/50) stand in both


def split_by_script(table: Table) -> dict[Script, Table]:
    """The table's forms with Chinese characters and those without."""
    return {
        Script.CHINESE: {term: senses for term, senses in table.items() if not _ONLY_LATIN_RE.fullmatch(term)},
        Script.LATIN: {term: senses for term, senses in table.items() if term.isascii()},
    }


def compiled_file(script: Script) -> Traversable:
    """Where the library's own lexicons lie, compiled."""
    return packaged_folder() / f"compiled.{script}.json"


def load_compiled(script: Script) -> Table:
    """The library's own lexicons of one script, as compiled into JSON (TOML takes 30 times as long to read)."""
    return load_table(compiled_file(script).read_text(encoding="utf-8"))


def main() -> None:
    """Write the compiled files anew from the TOML files, for contributors: `python -m action_commitment.signals.lexicon`."""
    entries, _ = read_lexicons(packaged_folder())
    for script, table in split_by_script(compile_lexicons(entries)).items():
        Path(str(compiled_file(script))).write_text(dump_table(table), encoding="utf-8")


if __name__ == "__main__":
    main()
