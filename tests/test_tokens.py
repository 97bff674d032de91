"""English words are cut as spaCy cuts them, also where spaCy is not asked."""

from __future__ import annotations

import json
from pathlib import Path

import spacy
from hypothesis import given
from hypothesis import strategies as st

from action_commitment.text.english import cut_english
from action_commitment.text.normalise import fold
from action_commitment.text.scripts import iter_stretches

SPACY = spacy.blank("en").tokenizer
PIECES = [
    "client", "he", "i", "its", "were", "well", "dont", "cannot", "wed", "ill", "a", "q3", "po", "co.", "inc.", "vs.", "e.g.", "don't", "he'll", "client's", "who'd",
    "follow-up", "x-ray", "12", "5%", "3.5", "9am", "1,000", "8", "$5", "po,cfo", ",cfo", "and/or", " ", "  ", "\n", ",", ", ", ".", ". ", "...", ":", ";", "!", "?", "(", ")", '"', "'", "[", "-", "%", "*",
]  # fmt: skip


def by_spacy(text: str) -> list[tuple[int, int]]:
    return [(token.idx, token.idx + len(token)) for token in SPACY(text) if not token.is_space]


def test_every_exception_of_spacys() -> None:
    rules = [rule.lower() for rule in SPACY.rules]
    texts = rules + [form.format(rule) for rule in rules for form in ("{},", "({})", "{}.", "x {}", "{} x", "{}-x", "x-{}")]
    assert [text for text in texts if cut_english(text) != by_spacy(text)] == []


def test_every_english_stretch_of_the_corpora(root: Path) -> None:
    lines = (root / "corpora" / "statements.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [fold(json.loads(line)["text"]).text for line in lines]
    stretches = {text[start:end] for text in texts for start, end, is_chinese in iter_stretches(text) if not is_chinese}
    assert [stretch for stretch in stretches if cut_english(stretch) != by_spacy(stretch)] == []


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8))
def test_any_mixture_of_words_and_marks(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert cut_english(text) == by_spacy(text)
