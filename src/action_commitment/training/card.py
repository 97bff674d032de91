"""Train a model and write its card, generated from what was measured: the digest first, then figures, and what it is not for."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from action_commitment.assessor import Assessor
from action_commitment.models import CARD_FILE, digest_line
from action_commitment.training.corpus import read_corpus
from action_commitment.training.evaluation import judge, markdown, report
from action_commitment.training.examples import corpus_examples, own_examples, split_of
from action_commitment.training.fit import train

_SPLITS = {"test": "Test authors: nothing was fitted or chosen on them", "dev": "Dev authors: calibrated and chosen on them"}


def train_with_card(corpus: Path, out: Path, own: Sequence[Path], say: Callable[[str], None]) -> Path:
    """Train on a corpus and a team's own labelled files, evaluate on the authors left out, and write model and card into `out`."""
    examples = corpus_examples(corpus)
    for path in own:
        examples += own_examples(path)
    path = train(examples, out, out.name, say)
    trained = split_of(examples, "train")
    packages = ", ".join(f"{package} {version(package)}" for package in ("action-commitment", "numpy", "scipy", "scikit-learn", "joblib"))
    lines = [
        f"# Model `{out.name}`",
        "",
        digest_line(path),
        "",
        "Judges statements of sales notes in Chinese, English and both: label, whose reason, assent, stair. "
        "Linear answers to the codebook's questions, weighed by small gradient-boosted trees.",
        "",
        f"Trained on {len(trained)} statements by {len({example.author for example in trained})} authors, calibrated on the dev authors. "
        f"SHA-256 of the corpus: `{corpus_digest(corpus)}`. Made with Python {platform.python_version()}, {packages}.",
        "",
        "**For** coaching and for finding notes worth a second look. **Not for** judging, paying or dismissing people: "
        "it reads what was written, not what was done, and it errs. The texts that it learnt from were written by language models; "
        "real notes may differ more from them than the figures below show.",
        "",
    ]
    rows = read_corpus(corpus, "statements")
    model, rules = Assessor(model=out, method="model"), Assessor(method="rules")
    for split, title in _SPLITS.items():
        found = [row for row in rows if row.split == split]
        if found:
            say(f"evaluating on the {split} authors")
            lines += [f"## {title}", "", markdown(report(judge(found, model)))]
    alone = [row for row in rows if row.split == "test"]
    if alone:
        lines += ["## The rules alone, on the test authors", "", markdown(report(judge(alone, rules)))]
    (out / CARD_FILE).write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
    return path


def corpus_digest(corpus: Path) -> str:
    """One SHA-256 over the files of a corpus, in the order of their names."""
    digest = hashlib.sha256()
    for path in sorted(corpus.glob("*.jsonl")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
