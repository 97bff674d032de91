"""Lexicons are linted like code: every example runs, nothing stands twice, the compiled file is fresh."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from action_commitment import Assessor, LexiconError
from action_commitment.signals.lexicon import (
    Entry,
    compile_lexicons,
    compiled_file,
    dump_table,
    load_compiled,
    packaged_folder,
    parse_lexicon,
    read_lexicons,
    split_by_script,
)
from action_commitment.signals.match import Matcher
from action_commitment.text.normalise import fold
from action_commitment.text.tokens import tokenise

ENTRIES, _ = read_lexicons(packaged_folder())


@pytest.fixture(scope="module")
def whole() -> Matcher:
    return Matcher(load_compiled)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_entry(entry: Entry, whole: Matcher) -> None:
    alone = Matcher(split_by_script(compile_lexicons([entry])).__getitem__)
    assert entry.fires
    assert entry.silent
    for text in entry.fires:
        assert alone.find(tokenise(fold(text).text)), text
    for text in entry.silent:
        assert all(signal.name != entry.name for signal in whole.find(tokenise(fold(text).text))), text
    for term, _ in entry.forms():
        assert fold(term).text == term, f"{term!r} could never match a folded text"


def test_names_are_unique() -> None:
    assert [name for name, count in Counter(entry.name for entry in ENTRIES).items() if count > 1] == []


def test_both_languages_have_the_same_files() -> None:
    names = {
        language: {path.name for path in (packaged_folder() / language).iterdir() if path.name.endswith(".toml")} - {"regional.toml"}
        for language in ("zh", "en")
    }
    assert names["zh"] == names["en"]


def test_compiled_files_are_fresh() -> None:
    for script, table in split_by_script(compile_lexicons(ENTRIES)).items():
        text = compiled_file(script).read_text(encoding="utf-8")
        assert text == dump_table(table), "run: python -m action_commitment.signals.lexicon"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[entry]]\nname="a"\nkind="pressure"\nterm=["x"]', "unknown key 'term'"),
        ('[[entry]]\nname="a"\nkind="presure"\nterms=["x"]', "kind 'presure'"),
        ('[[entry]]\nkind="pressure"\nterms=["x"]', "without a name"),
        ('[[entry]]\nname="a"\nkind="pressure"', "neither terms nor verbs"),
        ('[[entry]]\nname="a"\nkind="act.buyer"\nterms=["x"]\nstep="fly"', "step 'fly'"),
        ('[[entry]]\nname="a"\nkind="pressure"\nterms="x"', "must be a list"),
        ("silense=[]", "unknown key 'silense'"),
        ("[[entry", "not valid TOML"),
    ],
)
def test_broken_files_are_refused_with_a_reason(text: str, message: str) -> None:
    with pytest.raises(LexiconError, match=r"mine\.toml") as caught:
        parse_lexicon(text, "mine.toml")
    assert message in str(caught.value)


def test_a_folder_of_ones_own_adds_and_silences(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "mine.toml").write_text('[[entry]]\nname="mine.zorp"\nkind="request.push"\nterms=["zorp"]\n', encoding="utf-8")
    assert str(Assessor(method="rules").assess("zorp the PO").label) != "seller_demand"
    assert str(Assessor(method="rules", lexicons=[tmp_path]).assess("zorp the PO").label) == "seller_demand"
    (tmp_path / "en" / "mine.toml").write_text('silence=["no.such"]', encoding="utf-8")
    other = tmp_path / "other"
    (other / "en").mkdir(parents=True)
    (other / "en" / "x.toml").write_text('silence=["no.such"]', encoding="utf-8")
    with pytest.raises(LexiconError, match=r"no\.such"):
        Assessor(lexicons=[other])
    with pytest.raises(LexiconError, match="no such folder"):
        Assessor(lexicons=[tmp_path / "missing"])
