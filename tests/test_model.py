"""The trained model: the same numbers as the estimators it was taken from, safe to load, and a fallback that answers."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
import zlib
from pathlib import Path

import joblib
import numpy as np
import pytest

from action_commitment import Assessor, Basis, CorpusError, Label, ModelError, assess
from action_commitment.judgement.model import STACKED, Model
from action_commitment.models import CARD_FILE, MODEL_FILE, digest_line, find_model, load_model, load_plain
from action_commitment.training.corpus import read_corpus
from action_commitment.training.evaluation import judge, report
from action_commitment.training.examples import Example, corpus_examples, own_examples
from action_commitment.training.fit import Fitted, train


@pytest.fixture(scope="module")
def some(root: Path) -> list[Example]:
    """Few enough examples to train on in a test, of authors of all splits."""
    examples = corpus_examples(root / "corpora")
    wanted = {"zh-01", "zh-02", "en-01", "en-02", "mx-01", "zh-22"}
    return [example for example in examples if example.author in wanted]


@pytest.fixture(scope="module")
def trained(some: list[Example], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models") / "small"
    train(some, folder, "small", lambda _: None)
    return folder


def test_the_same_numbers_as_scikit_learn(some: list[Example]) -> None:
    fitted = Fitted([example for example in some if example.split == "train"], lambda _: None)
    model = Model(fitted.plain("test"))
    margins = model.margins([example.features for example in some])
    expected = fitted.margins(some)
    assert np.abs(margins - expected).max() < 1e-6
    answers = expected[:, : fitted.answers.shape[1]]
    for target in STACKED:
        assert np.abs(model.probabilities(target, margins) - fitted.trees[target].predict_proba(answers)).max() < 1e-6


def test_the_same_input_gives_the_same_file(some: list[Example], trained: Path, tmp_path: Path) -> None:
    again = train(some, tmp_path, "small", lambda _: None)
    assert again.read_bytes() == (trained / MODEL_FILE).read_bytes()


def test_a_model_of_ones_own_decides(trained: Path) -> None:
    assessment = Assessor(model=trained, method="model").assess("客户答应周五签字")
    assert assessment.label is Label.CUSTOMER_ACTION
    assert assessment.basis is Basis.MODEL
    assert sum((assessment.statements[0].probabilities or {}).values()) == pytest.approx(1)


def copy(folder: Path, target: Path) -> Path:
    shutil.copytree(folder, target)
    return target / MODEL_FILE


def state_digest(path: Path) -> None:
    (path.parent / CARD_FILE).write_text(digest_line(path) + "\n", encoding="utf-8")


def refused(folder: Path, message: str) -> None:
    with pytest.raises(ModelError, match=message) as caught:
        Assessor(model=folder, method="model")
    assert str(folder) in str(caught.value)
    with pytest.warns(RuntimeWarning, match=message):
        assessor = Assessor(model=folder)
    assessment = assessor.assess("客户答应周五签字")
    assert (assessment.basis, assessment.label) == (Basis.RULES, Label.CUSTOMER_ACTION)


def test_a_changed_file_is_refused(trained: Path, tmp_path: Path) -> None:
    path = copy(trained, tmp_path / "changed")
    path.write_bytes(path.read_bytes()[:-40] + b"x" * 40)
    refused(path.parent, "not the file that its card describes")


def test_a_file_without_a_card_is_refused(trained: Path, tmp_path: Path) -> None:
    path = copy(trained, tmp_path / "bare")
    (path.parent / CARD_FILE).unlink()
    refused(path.parent, "states the digest")


def test_a_cut_off_file_is_refused(trained: Path, tmp_path: Path) -> None:
    path = copy(trained, tmp_path / "cut")
    path.write_bytes(path.read_bytes()[:1000])
    state_digest(path)
    refused(path.parent, "cut off")


def test_a_newer_format_is_refused(trained: Path, tmp_path: Path) -> None:
    path = copy(trained, tmp_path / "newer")
    joblib.dump({**load_plain(path), "format": 99}, path, compress=("zlib", 3), protocol=4)
    state_digest(path)
    with pytest.raises(ModelError, match="has format 99"):
        load_model(path.parent)


def test_arrays_that_do_not_fit_are_refused(trained: Path, tmp_path: Path) -> None:
    path = copy(trained, tmp_path / "misfit")
    data = load_plain(path)
    data["views"][0]["vocabulary"]["characters"] += "\nmore"
    joblib.dump(data, path, compress=("zlib", 3), protocol=4)
    state_digest(path)
    with pytest.raises(ModelError, match="do not fit"):
        load_model(path.parent)


class Touch:
    """A pickle of this would create a file when loaded by anything that trusts it."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str, int]]:
        return (os.mkdir, (self.path, 0o700))


@pytest.mark.parametrize("wrap", [lambda evil: evil, lambda evil: {"format": 1, "views": [evil]}])
def test_a_malicious_file_runs_nothing(tmp_path: Path, wrap: object) -> None:
    folder, proof = tmp_path / "evil", tmp_path / "was-run"
    folder.mkdir()
    path = folder / MODEL_FILE
    path.write_bytes(zlib.compress(pickle.dumps(wrap(Touch(str(proof))))))  # type: ignore[operator]
    state_digest(path)
    refused(folder, "mkdir")
    assert not proof.exists()
    joblib.load(path)  # what the refusal saves its reader from
    assert proof.exists()


def test_prediction_needs_no_scikit_learn() -> None:
    code = (
        "import sys; from action_commitment import assess\n"
        "a = assess('客户答应周五签字'); print(a.basis, [m for m in ('sklearn', 'scipy', 'joblib') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "model []"


def test_the_shipped_model_is_small_and_as_good_as_its_card_says(root: Path) -> None:
    folder = find_model(None)
    assert (folder / MODEL_FILE).stat().st_size <= 15 * 2**20
    rows = [row for row in read_corpus(root / "corpora", "statements") if row.split == "test"]
    figures = report(judge(rows, Assessor(method="model")))["slices"]["all"]
    line = f"| all | {figures['texts']} | {figures['accuracy']:.3f} | {figures['macro_f1']:.3f} "
    assert line in (folder / CARD_FILE).read_text(encoding="utf-8"), "train the model anew"


def test_ones_own_texts(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("text,label,reason_of\n客户周五签字,customer_action,none\n发了报价,no_commitment,\n", encoding="utf-8")
    found = own_examples(path)
    assert [example.answers["label"] for example in found] == ["customer_action", "no_commitment"]
    assert found[1].answers["reason_of"] == "none_given"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", "text,label\n,customer_action\n", r"a\.csv:2: no text"),
        ("a.csv", "text,label\nx,action\n", r"a\.csv:2: label 'action'"),
        ("a.jsonl", '{"text": "x", "label": "seller_demand", "assent": "yes"}\n', r"a\.jsonl:1: assent 'yes'"),
        ("a.jsonl", "{\n", r"a\.jsonl:1: not JSON"),
    ],
)
def test_a_row_of_ones_own_that_cannot_be_used_is_named(tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=message):
        own_examples(tmp_path / name)


def test_an_unsure_answer_asks_for_a_second_look() -> None:
    model = load_model(find_model(None))
    unsure = [text for text in ("he", "客户", "这个", "ok", "看看") if (assess(text).confidence or 0) < model.unsure_below]
    assert unsure
    assert all(assess(text).needs_review for text in unsure)
