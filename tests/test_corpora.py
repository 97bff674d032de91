"""The corpora obey their own scheme, and near-copies are found."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from action_commitment import CorpusError
from action_commitment.training.corpus import read_corpus

GOOD = {
    "id": "a-1", "text": "客户周五签字", "language": "zh", "register": "terse", "author": "a", "industry": "", "label": "customer_action", "doer": "customer",
    "mood": "stated", "reason_of": "none", "link_kind": None, "assent": "agreed", "step": "purchase", "specific": True, "dated": True, "pressure": False,
    "obstacle": None, "spans": [{"kind": "due", "start": 2, "end": 4}], "tags": [], "pair": None,
}  # fmt: skip


@pytest.mark.parametrize("name", ["statements", "notes", "contexts"])
def test_every_row_is_sound(root: Path, name: str) -> None:
    assert len(read_corpus(root / "corpora", name)) > 200


def test_splits_are_by_author(root: Path) -> None:
    splits = defaultdict(set)
    for row in read_corpus(root / "corpora", "statements"):
        splits[row.author].add(row.split)
    assert all(len(found) == 1 for found in splits.values())
    assert set().union(*splits.values()) == {"train", "dev", "test"}


def grams(text: str) -> frozenset[str]:
    letters = "".join(char for char in text.lower() if char.isalpha())
    return frozenset(letters[place : place + 5] for place in range(len(letters) - 4))


def test_no_near_copies_outside_pairs(root: Path) -> None:
    rows = read_corpus(root / "corpora", "statements")
    holders: dict[str, list[int]] = defaultdict(list)
    all_grams = [grams(row.text) for row in rows]
    for index, found in enumerate(all_grams):
        for gram in found:
            holders[gram].append(index)
    copies = []
    for index, found in enumerate(all_grams):
        shared: dict[int, int] = defaultdict(int)
        for gram in found:
            for other in holders[gram]:
                if other < index:
                    shared[other] += 1
        for other, count in shared.items():
            is_pair = rows[index].pair is not None and rows[index].pair == rows[other].pair
            if not is_pair and len(found) > 8 and count / len(found | all_grams[other]) > 0.5:
                copies.append((rows[index].id, rows[other].id))
    assert copies == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"label": "action"}, "'action' is not a valid Label"),
        ({"author": "nobody"}, "not in authors.jsonl"),
        ({"reason_of": "seller"}, "a reason of ours alone"),
        ({"dated": False}, "dated needs a due span"),
        ({"spans": [{"kind": "due", "start": 2, "end": 40}]}, "lies outside the statement"),
        ({"doer": "dog"}, "doer 'dog'"),
        ({"assent": None}, "needs reason_of, assent and step"),
    ],
)
def test_a_broken_row_is_named(tmp_path: Path, change: dict[str, object], message: str) -> None:
    (tmp_path / "authors.jsonl").write_text('{"author": "a", "split": "train"}\n', encoding="utf-8")
    (tmp_path / "statements.jsonl").write_text(json.dumps(GOOD | change) + "\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"statements\.jsonl:1") as caught:
        read_corpus(tmp_path, "statements")
    assert message in str(caught.value)


def test_a_good_row_is_read(tmp_path: Path) -> None:
    (tmp_path / "authors.jsonl").write_text('{"author": "a", "split": "train"}\n', encoding="utf-8")
    (tmp_path / "statements.jsonl").write_text(json.dumps(GOOD) + "\n", encoding="utf-8")
    assert read_corpus(tmp_path, "statements")[0].annotations[0].linked is False
