"""The shape of the package: its front door, its stages, what it loads and what it leaves alone."""

from __future__ import annotations

import ast
import json
import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import action_commitment
from action_commitment import Assessor, Context, Criterion, Label, ModelError, assess, explain
from action_commitment.schema import json_schema
from action_commitment.text.chinese import jieba_cutter, rjieba_cutter

PACKAGE = Path(action_commitment.__file__).parent
STAGES = ["text", "signals", "judgement", "coaching"]
BASE = {"results", "errors", "context", "schema", "__init__"}


def run_python(code: str, **environment: str) -> str:
    env = {**os.environ, **environment}
    return subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True, env=env).stdout


def test_all_is_complete_and_sorted() -> None:
    public = {
        name
        for name, value in vars(action_commitment).items()
        if not name.startswith("_") and getattr(value, "__module__", "").startswith("action_commitment")
    }
    assert public - {"default_assessor", "Record"} <= set(action_commitment.__all__)
    assert sorted(action_commitment.__all__) == action_commitment.__all__
    for name in action_commitment.__all__:
        assert name == "__version__" or getattr(action_commitment, name).__doc__, name


@pytest.mark.parametrize("path", [p for stage in STAGES for p in (PACKAGE / stage).rglob("*.py")], ids=lambda p: p.name)
def test_stages_import_only_earlier_ones(path: Path) -> None:
    stage = path.relative_to(PACKAGE).parts[0]
    allowed = {*STAGES[: STAGES.index(stage) + 1], *BASE}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("action_commitment."):
            assert node.module.split(".")[1] in allowed, f"{path.name} imports {node.module}"


@pytest.mark.parametrize("library", ["spacy", "jieba", "sklearn", "opencc"])
def test_one_module_imports_a_heavy_library(library: str) -> None:
    importers = []
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = (
                [a.name for a in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            if any(name.split(".")[0] == library for name in names):
                importers.append(path.name)
    assert len(set(importers)) <= 1


def test_import_and_help_load_nothing_heavy() -> None:
    code = "import sys, action_commitment, action_commitment.cli; print([m for m in ('spacy','jieba','rjieba','sklearn','numpy','opencc') if m in sys.modules])"
    assert run_python(code).strip() == "[]"


def test_a_chinese_note_needs_no_spacy() -> None:
    code = "import sys; from action_commitment import assess; assess('张总答应周五签PO，CFO也来'); print('spacy' in sys.modules or 'sklearn' in sys.modules)"
    assert run_python(code).strip() == "False"


def test_global_jieba_and_files_are_left_alone(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['rjieba'] = None\n"
        "from action_commitment import assess; assess('张总答应周五签字')\n"
        "import jieba; print(jieba.dt.initialized)"
    )
    assert run_python(code, TMPDIR=str(tmp_path), HOME=str(tmp_path / "none")).strip() == "False"
    assert list(tmp_path.iterdir()) == []


def test_jieba_and_rjieba_cut_the_same_words(root: Path) -> None:
    compiled, pure = rjieba_cutter(), jieba_cutter()
    lines = (root / "corpora" / "statements.jsonl").read_text(encoding="utf-8").splitlines()[:1500]
    for line in lines:
        text = "".join(char for char in json.loads(line)["text"] if "\u3400" <= char <= "\u9fff")
        assert compiled(text) == pure(text)


def test_sixteen_threads_at_the_first_call() -> None:
    code = (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from action_commitment import assess\n"
        "texts = ['张总答应周五签字', 'Client to send drawings by Friday'] * 16\n"
        "with ThreadPoolExecutor(16) as pool: print(len({a.to_json() for a in pool.map(assess, texts)}))"
    )
    assert run_python(code).strip() == "2"


def test_an_assessor_survives_pickling() -> None:
    assessor = pickle.loads(pickle.dumps(Assessor(ignore={"dated"})))  # noqa: S301  # our own bytes
    assert assessor.ignore == {Criterion.DATED}
    with ThreadPoolExecutor(2) as pool:
        assert len(list(pool.map(assessor.assess, ["催款", "催款"]))) == 2


def test_schema_file_is_fresh() -> None:
    shipped = json.loads((PACKAGE / "assessment.schema.json").read_text(encoding="utf-8"))
    assert shipped == json_schema()


def test_what_an_assessor_refuses() -> None:
    with pytest.raises(ModelError, match="no such model"):
        Assessor(model="nowhere", method="model")
    with pytest.raises(ValueError, match="method 'magic'"):
        Assessor(method="magic")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="criterion 'datd'"):
        Assessor(ignore={"datd"})


def test_context_says_what_is_wrong() -> None:
    with pytest.raises(TypeError, match="concepts takes a list"):
        Context(concepts="停机")
    with pytest.raises(ValueError, match="role 'boss' is not known"):
        Context(role="boss")
    with pytest.raises(TypeError, match="written_on"):
        Context(written_on="2026-01-01")  # type: ignore[arg-type]


def test_names_on_our_side() -> None:
    text = "王总周五带财务来看演示"
    assert assess(text).label is Label.CUSTOMER_ACTION
    assert assess(text, Context(seller_names=["王总"])).label is Label.NO_COMMITMENT


def test_html_is_escaped() -> None:
    assert "<script>" not in assess("<script>alert(1)</script> 客户答应签字")._repr_html_()


@pytest.mark.parametrize("text", ["催款", "Sent quote", "客户拒绝安排演示", "张总答应周五签字", "王总同意签，我这季度就差这一单"])
def test_explanations_can_be_replayed(text: str) -> None:
    explanation = explain(text)
    for statement, grounds in zip(explanation.assessment.statements, explanation.statements, strict=True):
        assert statement.decided_by == grounds.rule
        assert statement.label is grounds.label
        assert (grounds.why_not is None) == (grounds.label is Label.CUSTOMER_ACTION)
        for found in (*grounds.signals, *grounds.clauses):
            assert text[found.words.start : found.words.end] == found.words.text
    assert explanation.statements[0].rule in str(explanation)
