"""Speed and memory as ratios to named peers in the same run; writes `reports/speed.md`.

python benchmarks/speed.py
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import jieba
import spacy
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

from action_commitment import Assessor
from action_commitment.models import find_model, load_model
from action_commitment.signals.lexicon import Script, load_compiled

ROOT = Path(__file__).resolve().parent.parent
NOTE = "拜访海纳注塑赵厂长，演示了模温机控制方案。赵厂长答应下周二把三号机让出来试两天，因为客户投诉缩水，他想看看不良率能不能压到百分之二以下。下次带工艺工程师过去，先发方案。"


CHINESE_LINE = "张总答应下周三带三个车间主任来看演示"
ENGLISH_LINE = "Client will send the drawings by Friday so their audit passes"


def texts() -> list[str]:
    """Two thousand notes of the corpora."""
    lines = (ROOT / "corpora" / "statements.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines][:2000]


def tfidf_peer(notes: list[str]) -> Pipeline:
    """What a user would write first: TF-IDF on jieba's words and logistic regression."""
    model = make_pipeline(TfidfVectorizer(tokenizer=jieba.lcut, token_pattern=None), LogisticRegression(max_iter=200))
    model.fit(notes, [len(note) % 3 for note in notes])
    return model


def once(call: Callable[[], object], rounds: int = 500) -> tuple[float, float]:
    """Median and 99th percentile of one call, in milliseconds."""
    call()
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds) * 1000, sorted(seconds)[int(rounds * 0.99)] * 1000


def rate(call: Callable[[], object], count: int) -> float:
    """Texts a second, the best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        call()
        best = min(best, time.perf_counter() - start)
    return count / best


def cold(*arguments: str) -> float:
    """Seconds of a fresh Python, the best of five."""
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    """Measure and write the report."""
    notes = texts()
    jieba.lcut(NOTE)
    chinese = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    model = tfidf_peer(notes)
    rules, decided_by_model = Assessor(method="rules").assess, Assessor(method="model").assess
    one = {
        "assess, rules (the whole assessment)": once(lambda: rules(NOTE)),
        "assess, model and rules": once(lambda: decided_by_model(NOTE)),
        "TF-IDF on jieba words + logistic regression": once(lambda: model.predict([NOTE])),
        "jieba.lcut alone": once(lambda: jieba.lcut(NOTE)),
        "spaCy blank zh with jieba": once(lambda: chinese(NOTE)),
    }
    many = {
        "assess, rules": rate(lambda: [rules(note) for note in notes], len(notes)),
        "assess, model and rules": rate(lambda: [decided_by_model(note) for note in notes], len(notes)),
        "TF-IDF peer, one predict call": rate(lambda: model.predict(notes), len(notes)),
        "jieba.lcut alone": rate(lambda: [jieba.lcut(note) for note in notes], len(notes)),
    }
    starts = {
        "import spacy": cold("-c", "import spacy"),
        "assess, a Chinese line, rules": cold("-m", "action_commitment", "assess", "--method", "rules", CHINESE_LINE),
        "assess, an English line, rules": cold("-m", "action_commitment", "assess", "--method", "rules", ENGLISH_LINE),
        "assess, a Chinese line, model": cold("-m", "action_commitment", "assess", CHINESE_LINE),
        "assess, an English line, model": cold("-m", "action_commitment", "assess", ENGLISH_LINE),
        "--help": cold("-m", "action_commitment", "--help"),
        "import action_commitment": cold("-c", "import action_commitment"),
    }
    growth = []
    for size in (1_000, 10_000, 100_000, 1_000_000):
        text = ("客户答应周五签字，he will send the drawings by Friday. " * (size // 46 + 1))[:size]
        start = time.perf_counter()
        rules(text)
        growth.append((size, time.perf_counter() - start))
    peer_one, peer_many, spacy_start = (
        one["TF-IDF on jieba words + logistic regression"][0],
        many["TF-IDF peer, one predict call"],
        starts["import spacy"],
    )
    lines = [
        "# Speed",
        "",
        "One run; ratios count, not seconds.",
        "",
        f"## One note of {len(NOTE)} characters",
        "",
        "| | p50 ms | p99 ms | p50 against the TF-IDF peer |",
        "| --- | --- | --- | --- |",
    ]
    lines += [f"| {name} | {p50:.2f} | {p99:.2f} | {p50 / peer_one:.2f} |" for name, (p50, p99) in one.items()]
    lines += ["", f"## {len(notes)} texts, one process", "", "| | texts a second | against the TF-IDF peer |", "| --- | --- | --- |"]
    lines += [f"| {name} | {value:.0f} | {value / peer_many:.2f} |" for name, value in many.items()]
    lines += ["", "## Cold start", "", "| | s | against import spacy |", "| --- | --- | --- |"]
    lines += [f"| {name} | {value:.2f} | {value / spacy_start:.2f} |" for name, value in starts.items()]
    lines += ["", "## Length (rules)", "", "| characters | s | µs a character |", "| --- | --- | --- |"]
    lines += [f"| {size} | {seconds:.3f} | {seconds / size * 1e6:.1f} |" for size, seconds in growth]
    start = time.perf_counter()
    load_model.__wrapped__(find_model(None))
    for script in Script:
        load_compiled(script)
    lines += ["", f"Model and lexicons load in {time.perf_counter() - start:.2f} s after imports."]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines += ["", f"Peak memory of this process, peers included: {peak:.0f} MiB.", ""]
    report = "\n".join(lines)
    (ROOT / "benchmarks" / "reports" / "speed.md").write_text(report, encoding="utf-8")
    print(report)


if __name__ == "__main__":
    main()
