"""Engines compared on authors never seen, and a learning curve over authors; writes `reports/engines.md`.

python benchmarks/engines.py

Every engine learns from the train authors. What ships was chosen by the dev authors and by leaving train authors
out; the test authors are shown beside them. Each text is taken as one statement, so that segmentation plays no part.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from sklearn.decomposition import TruncatedSVD
from sklearn.ensemble import HistGradientBoostingClassifier

from action_commitment import Label
from action_commitment.judgement.features import label_by_rules
from action_commitment.judgement.model import NOTHING, Model
from action_commitment.training.evaluation import interval, macro_f1
from action_commitment.training.examples import Example, corpus_examples, split_of
from action_commitment.training.fit import Fitted, grow_trees

ROOT = Path(__file__).resolve().parent.parent
Predictor = Callable[[Sequence[Example]], Sequence[str]]


def quiet(_: str) -> None:
    """No progress."""


def by_rules(examples: Sequence[Example]) -> list[str]:
    """The label that the rules gave."""
    return [label_by_rules(example.features) for example in examples]


def linear(fitted: Fitted, view: int) -> Predictor:
    """The label by one view's linear model alone."""
    return lambda examples: list(fitted.linear[view]["label"].predict(fitted.designs(examples)[view]))


def composed(fitted: Fitted) -> Predictor:
    """The label by the codebook's questions and the table of its section 2, each question answered by a linear model."""

    def predict(examples: Sequence[Example]) -> list[str]:
        design = fitted.designs(examples)[-1]
        answers = {question: fitted.linear[-1][question].predict(design) for question in ("doer", "mood", "reason_of")}
        return [_compose(*(answers[q][place] for q in ("doer", "mood", "reason_of"))) for place in range(len(examples))]

    return predict


def _compose(doer: str, mood: str, reason_of: str) -> str:
    if doer not in ("customer", "joint") or mood in ("refused", "hypothetical") or reason_of == NOTHING:
        return "no_commitment"
    if reason_of in ("customer", "both"):
        return "customer_action"
    if reason_of == "seller" or mood == "asked_for":
        return "seller_demand"
    return "customer_action"


def boosted(fitted: Fitted, examples: Sequence[Example]) -> Predictor:
    """Gradient boosting on the text reduced to 150 dimensions."""
    design = fitted.designs(examples)[-1]
    reduce = TruncatedSVD(150, random_state=0).fit(design)
    trees = HistGradientBoostingClassifier(max_iter=200, learning_rate=0.08, random_state=0)
    trees.fit(reduce.transform(design), [e.answers["label"] for e in examples])
    return lambda found: list(trees.predict(reduce.transform(fitted.designs(found)[-1])))


def stacked_one_view(fitted: Fitted, examples: Sequence[Example]) -> Predictor:
    """Trees on the answers of words and signals only."""
    half = fitted.answers.shape[1] // 2
    trees = grow_trees(fitted.answers[:, half:], [e.answers["label"] for e in examples], "label")
    return lambda found: list(trees.predict(fitted.margins(found)[:, half : 2 * half]))


def shipped(fitted: Fitted) -> Predictor:
    """Trees on the answers of both views: what ships."""
    model = Model(fitted.plain("engine"))
    classes = np.array(fitted.trees["label"].classes_)
    return lambda found: list(classes[model.probabilities("label", model.margins([e.features for e in found])).argmax(axis=1)])


def score(predict: Predictor, groups: Sequence[Sequence[Example]]) -> list[str]:
    """Macro-F1 with interval on each group."""
    cells = []
    for examples in groups:
        pairs = [(Label(e.answers["label"]), Label(found)) for e, found in zip(examples, predict(examples), strict=True)]
        low, high = interval(pairs)
        cells.append(f"{macro_f1(pairs):.3f} ({low:.3f}-{high:.3f})")
    return cells


def main() -> None:
    """Compare and write the report."""
    examples = corpus_examples(ROOT / "corpora")
    train, dev, test = (split_of(examples, split) for split in ("train", "dev", "test"))
    fitted = Fitted(train, quiet)
    engines: dict[str, Predictor] = {
        "rules alone": by_rules,
        "(a) linear on characters": linear(fitted, 0),
        "(b) linear on words and signals": linear(fitted, 1),
        "(c) boosting on words and signals, reduced": boosted(fitted, train),
        "(f) the codebook's questions and its table": composed(fitted),
        "(g) trees over the answers, words and signals": stacked_one_view(fitted, train),
        "(g) trees over the answers, both views: shipped": shipped(fitted),
    }
    lines = [
        "# Engines",
        "",
        (__doc__ or "").split("\n\n")[2].replace("\n", " "),
        "",
        "| engine | dev authors | test authors |",
        "| --- | --- | --- |",
    ]
    for name, predict in engines.items():
        cells = score(predict, (dev, test))
        lines.append(f"| {name} | {' | '.join(cells)} |")
    lines += [
        "",
        "Not tried: spaCy's `textcat` and a sequence labeller for spans.",
        "",
        "## Learning curve",
        "",
        "| train authors | statements | dev authors | test authors |",
        "| --- | --- | --- | --- |",
    ]
    authors = sorted({e.author for e in train}, key=lambda name: name[::-1])
    for share in (8, 4, 2, 1):
        some = set(authors[::share])
        part = [e for e in train if e.author in some]
        cells = score(shipped(Fitted(part, quiet)), (dev, test))
        lines.append(f"| {len(some)} | {len(part)} | {' | '.join(cells)} |")
    text = "\n".join(lines) + "\n"
    (ROOT / "benchmarks" / "reports" / "engines.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
