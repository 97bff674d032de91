"""The corpora obey their own scheme, and near-copies are found."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from action_commitment import CorpusError
from action_commitment.training import gauge
from action_commitment.training.challenge import KINDS, read_challenge
from action_commitment.training.corpus import read_corpus
from action_commitment.training.gauge import agreement, check, kappa

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


def test_no_near_copies_no_shared_skeletons_no_stray_second_labels(root: Path) -> None:
    assert check(root / "corpora") == []


def corpus_of(folder: Path, texts: list[str]) -> Path:
    (folder / "authors.jsonl").write_text('{"author": "a", "split": "train"}\n{"author": "b", "split": "train"}\n', encoding="utf-8")
    rows = [
        GOOD
        | {"id": f"{'ab'[number % 2]}-{number}", "author": "ab"[number % 2], "text": text, "spans": [{"kind": "due", "start": 0, "end": 1}]}
        for number, text in enumerate(texts)
    ]
    (folder / "statements.jsonl").write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    for name in ("notes", "contexts"):
        (folder / f"{name}.jsonl").write_text("", encoding="utf-8")
    return folder


def test_a_near_copy_is_found(tmp_path: Path) -> None:
    folder = corpus_of(
        tmp_path, ["Kathy will bring the controller to the plant on Friday", "Kathy will bring the controller to the site on Friday"]
    )
    assert check(folder) == ["near-copies: a-0 and b-1"]


def test_a_shared_skeleton_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gauge, "_COMMON_WORDS", 12)
    texts = [f"he will send the {thing} to us so that we can see it" for thing in ("zyxwvutsrqponm", "lkjihgfedcbazyx", "wvutsrqponmlkji")]
    assert "one skeleton: a-0, b-1, a-2" in check(corpus_of(tmp_path, texts))


def test_agreement_takes_the_answers_before_adjudication(tmp_path: Path) -> None:
    folder = corpus_of(tmp_path, ["客户周五签字", "发了报价单"])
    second = {"doer": "customer", "mood": "stated", "reason_of": "none", "link_kind": None, "assent": "agreed", "step": "purchase"}
    second |= {"specific": True, "dated": True, "pressure": False}
    rows = [
        {"id": "a-0", "label": "customer_action", **second},
        {"id": "b-1", "label": "no_commitment", **second, "first": {"label": "seller_demand"}},
    ]
    (folder / "second.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    label_row = next(line for line in agreement(folder) if line.startswith("| label"))
    assert label_row.split("|")[2].strip() == f"{kappa([('customer_action', 'customer_action'), ('seller_demand', 'no_commitment')]):.2f}"


def test_the_behavioural_suite_is_sound_and_broad(root: Path) -> None:
    cases = read_challenge(root / "corpora")
    assert {case.language for case in cases} == {"zh", "en"}
    assert {case.kind for case in cases} == set(KINDS)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "min"}, "kind 'min'"),
        ({"expect": "X"}, "a verdict is one of"),
        ({"changed": "发了报价"}, "mft needs none"),
        ({"kind": "dir", "changed": "x"}, "needs a verdict of the changed text"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_broken_case_is_named(tmp_path: Path, change: dict[str, str], message: str) -> None:
    (tmp_path / "challenge").mkdir()
    case = {"id": "zh-1", "language": "zh", "capability": "who_acts", "kind": "mft", "text": "催款", "expect": "Dn"}
    (tmp_path / "challenge" / "zh.jsonl").write_text(json.dumps(case | change), encoding="utf-8")
    with pytest.raises(CorpusError, match=r"zh\.jsonl:1") as caught:
        read_challenge(tmp_path)
    assert message in str(caught.value)


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
