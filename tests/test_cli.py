"""The command line as a user meets it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "action_commitment"]


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *arguments], input=stdin, capture_output=True, check=False)


def test_json_lines_in_a_pipe() -> None:
    done = run("assess", "催款", "Client to send drawings by Friday")
    labels = [json.loads(line)["label"] for line in done.stdout.decode().splitlines()]
    assert (done.returncode, labels) == (0, ["seller_demand", "customer_action"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_standard_input_a_note_a_line(encoding: str) -> None:
    done = run("assess", "-", stdin="客户答应周五签字\n\n发了报价\n".encode(encoding))
    assert [json.loads(line)["label"] for line in done.stdout.decode().splitlines()] == ["customer_action", "no_commitment"]


def test_undecodable_input_is_named() -> None:
    done = run("assess", "-", stdin=b"ok \xff\xff")
    assert done.returncode == 2
    assert b"byte 3" in done.stderr
    assert done.stdout == b""


def test_table_shows_verdict_and_evidence() -> None:
    done = run("assess", "--format", "table", "张总答应周五签字，他怕审计")
    assert "customer_action" in done.stdout.decode()
    assert "张总" in done.stdout.decode()


def test_json_is_one_document() -> None:
    assert len(json.loads(run("assess", "--format", "json", "催款", "发了报价").stdout)) == 2


@pytest.mark.parametrize(
    ("option", "text", "code"),
    [
        ("seller_demand", "催款", 1),
        ("seller_demand", "发了报价", 0),
        ("no_commitment", "发了报价", 1),
        ("missing_link", "张总答应周五签字", 1),
        ("missing_link", "发了报价", 0),
    ],
)
def test_fail_on(option: str, text: str, code: int) -> None:
    assert run("assess", "--fail-on", option, text).returncode == code


def test_context_options() -> None:
    done = run("assess", "--role", "user", "--stage", "meet", "--written-on", "2026-11-23", "客户周五签合同")
    statement = json.loads(done.stdout)["statements"][0]
    verdicts = {result["criterion"]: result["verdict"] for result in statement["criteria"]}
    assert statement["due"]["date"] == "2026-11-27"
    assert (verdicts["within_authority"], verdicts["within_stage"]) == ("unmet", "unmet")


@pytest.mark.parametrize(
    "arguments",
    [["assess", "--ignore", "datd", "x"], ["assess", "--written-on", "soon", "x"], ["assess", "--lexicons", "nowhere", "x"], ["fly"]],
)
def test_usage_errors(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr
    assert b"Traceback" not in done.stderr


def test_version_and_info() -> None:
    assert run("--version").stdout.startswith(b"action-commitment ")
    assert b"lexicons" in run("info").stdout


def test_explain() -> None:
    assert "request" in run("assess", "--explain", "催款").stdout.decode()


def test_advice_in_a_table() -> None:
    assert "写成" in run("assess", "--format", "table", "--advice", "催款").stdout.decode()
    assert json.loads(run("assess", "催款").stdout)["statements"][0]["advice"]


def test_evaluate_and_corpus(root: Path) -> None:
    corpus = str(root / "corpora")
    figures = json.loads(run("evaluate", "--corpus", corpus, "--split", "dev", "--format", "json").stdout)
    assert figures["slices"]["all"]["macro_f1"] > 0.8
    assert run("corpus", "check", corpus).stdout.decode() == f"{corpus}: sound\n"
    assert "statements" in run("corpus", "stats", corpus).stdout.decode()
    assert run("evaluate", "--corpus", "nowhere").returncode == 2


def test_train_needs_a_dev_author(tmp_path: Path) -> None:
    for name in ("authors", "statements", "notes", "contexts"):
        (tmp_path / f"{name}.jsonl").write_text("", encoding="utf-8")
    done = run("train", "--corpus", str(tmp_path), "--out", str(tmp_path / "out"))
    assert done.returncode == 2
    assert b"two train authors" in done.stderr


def test_a_closed_pipe_is_quiet() -> None:
    with subprocess.Popen([*COMMAND, "assess", *["催款"] * 300], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def test_terminal_shows_no_control_characters(tmp_path: Path) -> None:
    assert b"\x1b[2J" not in run("assess", "--format", "table", "客户答应\x1b[2J签字").stdout
