"""Fit the model on annotated examples and write it as plain data; the one module that imports scikit-learn and joblib."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import joblib
import numpy as np
from scipy import sparse
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC

from action_commitment.errors import CorpusError
from action_commitment.judgement.features import GROUPS, label_by_rules
from action_commitment.judgement.model import FORMAT, LEVELS, NOTHING, STACKED, Model, plain_array
from action_commitment.models import CARD_FILE, MODEL_FILE, digest_line
from action_commitment.training.examples import QUESTIONS, Example, split_of

Say = Callable[[str], None]

# Each view is a way to look at a statement, with linear models of its own; the last one also tells the stair.
# Chosen by leaving train authors out and on the dev authors; the comparison stands in `benchmarks/reports/engines.md`.
VIEWS = (("characters",), ("words", "signals"))
SCALES = {"words": 4.0, "signals": 4.0, "characters": 1.0}
_COSTS = (0.5, 0.3)
_STEP_COST = 0.1
_RAREST = 3  # a feature that fewer texts have tells nothing
_FOLDS = 6
# Rounds of trees and how far each goes: the label, which everything hangs on, gets more.
_ROUNDS = {"label": (120, 0.08), "reason_of": (50, 0.15), "assent": (50, 0.15)}
_SEED = 0
_ENOUGH = 50  # texts that a threshold must rest on
_CLEARLY = 0.05  # by how much the rules must do better to be given the word
_DOUBTFUL = 0.6  # an accuracy at which a person should look


class Fitted:
    """The scikit-learn estimators, and the vocabulary that they were fitted on."""

    def __init__(self, examples: Sequence[Example], say: Say) -> None:
        say(f"{len(examples)} statements by {len({e.author for e in examples})} authors")
        self.vocabulary, self.idf = _vocabulary(examples)
        designs = self.designs(examples)
        say(f"{' and '.join(str(design.shape[1]) for design in designs)} features")
        authors = np.array([e.author for e in examples])
        folds = list(GroupKFold(min(_FOLDS, len(set(authors)))).split(designs[0], groups=authors))
        self.linear: list[dict[str, LinearSVC]] = []
        answers = []
        for view, design, cost in zip(VIEWS, designs, _COSTS, strict=True):
            self.linear.append({})
            for question in QUESTIONS:
                known = np.array([question in e.answers for e in examples])
                gold = np.array([e.answers.get(question, "") for e in examples])
                estimator = LinearSVC(C=cost, class_weight="balanced", random_state=_SEED, max_iter=5000)
                unseen = _unseen_margins(estimator, design, gold, known, folds)
                answers.append(unseen)
                self.linear[-1][question] = estimator.fit(design[known], gold[known])
                right = (estimator.classes_[unseen.argmax(axis=1)] == gold)[known].mean()
                say(f"{question} by {' and '.join(view)}: {right:.3f} on authors left out")
        steps = np.array([e.answers.get("step", NOTHING) for e in examples])
        self.step = LinearSVC(C=_STEP_COST, random_state=_SEED, max_iter=5000).fit(designs[-1][steps != NOTHING], steps[steps != NOTHING])
        self.answers = np.hstack(answers)
        self.trees = {target: grow_trees(self.answers, [e.answers.get(target) for e in examples], target) for target in STACKED}

    def designs(self, examples: Sequence[Example]) -> list[sparse.csr_matrix]:
        """The design matrix of each view: words and characters weighed by their rarity, signals by their presence, each group of unit length."""
        return [sparse.hstack([self._block(examples, group) for group in view]).tocsr() for view in VIEWS]

    def _block(self, examples: Sequence[Example], group: str) -> sparse.csr_matrix:
        where = GROUPS.index(group)
        counted = _count([e.features[where] for e in examples], self.vocabulary[group])
        if group == "signals":
            counted.data = np.minimum(counted.data, 2)
        else:
            counted.data = 1 + np.log(counted.data)
            counted = counted @ sparse.diags(self.idf[group])
        return normalize(counted) * SCALES[group]

    def margins(self, examples: Sequence[Example]) -> np.ndarray[Any, np.dtype[Any]]:
        """The answers of the estimators, in the model's order."""
        designs = self.designs(examples)
        answers = [
            linear[question].decision_function(design)
            for linear, design in zip(self.linear, designs, strict=True)
            for question in QUESTIONS
        ]
        return np.hstack([*answers, self.step.decision_function(designs[-1])])

    def plain(self, name: str) -> dict[str, Any]:
        """Everything as plain data, not yet calibrated."""
        views = []
        for number, (view, linear) in enumerate(zip(VIEWS, self.linear, strict=True)):
            estimators = [linear[question] for question in QUESTIONS]
            if number == len(VIEWS) - 1:
                estimators.append(self.step)
            views.append(
                {
                    "groups": list(view),
                    "scales": {group: SCALES[group] for group in view},
                    "vocabulary": {group: "\n".join(self.vocabulary[group]) for group in view},
                    "idf": plain_array(np.concatenate([self.idf[group] for group in view]), "<f8"),
                    "weights": plain_array(np.hstack([estimator.coef_.T for estimator in estimators]), "<f8"),
                    "bias": plain_array(np.concatenate([estimator.intercept_ for estimator in estimators]), "<f8"),
                }
            )
        return {
            "format": FORMAT,
            "name": name,
            "views": views,
            "steps": [str(step) for step in self.step.classes_],
            "trees": {target: _plain_trees(estimator) for target, estimator in self.trees.items()},
            "rules_below": 0.0,
            "unsure_below": 0.0,
            "review_below": 0.0,
        }


def _vocabulary(examples: Sequence[Example]) -> tuple[dict[str, list[str]], dict[str, np.ndarray[Any, np.dtype[Any]]]]:
    vocabulary, idf = {}, {}
    for group, name in enumerate(GROUPS):
        seen: Counter[str] = Counter()
        for example in examples:
            seen.update({feature for feature in example.features[group] if "\n" not in feature})
        vocabulary[name] = sorted(feature for feature, count in seen.items() if count >= _RAREST)
        idf[name] = np.array([np.log((1 + len(examples)) / (1 + seen[feature])) + 1 for feature in vocabulary[name]])
    return vocabulary, idf


def _count(rows: Sequence[Sequence[str]], terms: Sequence[str]) -> sparse.csr_matrix:
    places = {term: place for place, term in enumerate(terms)}
    data, indices, ends = [], [], [0]
    for row in rows:
        counts = Counter(places[feature] for feature in row if feature in places)
        indices += sorted(counts)
        data += [float(counts[place]) for place in sorted(counts)]
        ends.append(len(indices))
    return sparse.csr_matrix((data, indices, ends), shape=(len(rows), len(terms)))


def _unseen_margins(estimator: LinearSVC, design: sparse.csr_matrix, gold: Any, known: Any, folds: Any) -> Any:
    """Margins on texts whose author was left out; not every text answers the question."""
    found = None
    for train, left_out in folds:
        fitted = estimator.fit(design[train[known[train]]], gold[train[known[train]]])
        margins = fitted.decision_function(design[left_out])
        if found is None:
            found = np.zeros((design.shape[0], margins.shape[1]))
        found[left_out] = margins
    return found


def grow_trees(answers: Any, gold: Sequence[str | None], target: str) -> HistGradientBoostingClassifier:
    """Trees over linear answers, for one of the targets in `STACKED`; texts whose gold answer is None are left out."""
    rounds, rate = _ROUNDS[target]
    known = np.array([value is not None for value in gold])
    targets = np.array([str(value) for value in gold])
    trees = HistGradientBoostingClassifier(
        max_iter=rounds, learning_rate=rate, max_depth=LEVELS, l2_regularization=1, early_stopping=False, random_state=_SEED
    )
    return trees.fit(answers[known], targets[known])


def _plain_trees(estimator: HistGradientBoostingClassifier) -> dict[str, Any]:
    """Trees of up to three levels, each filled up to exactly three: a leaf higher up goes both ways to itself."""
    inner = 2**LEVELS - 1
    features, thresholds, leaves = [], [], []
    for trees in estimator._predictors:  # scikit-learn has no public way to a grown tree
        for tree in trees:
            where = np.zeros(inner, dtype=np.int64)
            cuts = np.full(inner, np.finfo(np.float64).max)
            values = np.zeros(inner + 1)

            def fill(place: int, index: int, nodes: Any = tree.nodes, where: Any = where, cuts: Any = cuts, values: Any = values) -> None:
                node = nodes[index]
                if place >= inner:
                    values[place - inner] = node["value"]
                elif node["is_leaf"]:
                    fill(2 * place + 1, index)
                    fill(2 * place + 2, index)
                else:
                    where[place], cuts[place] = node["feature_idx"], node["num_threshold"]
                    fill(2 * place + 1, node["left"])
                    fill(2 * place + 2, node["right"])

            fill(0, 0)
            features.append(where)
            thresholds.append(cuts)
            leaves.append(values)
    return {
        "classes": [str(name) for name in estimator.classes_],
        "features": plain_array(np.array(features), "<i2"),
        "thresholds": plain_array(np.array(thresholds), "<f8"),
        "leaves": plain_array(np.array(leaves), "<f8"),
        "baseline": plain_array(np.ravel(estimator._baseline_prediction), "<f8"),
        "temperature": 1.0,
    }


def calibrate(data: dict[str, Any], examples: Sequence[Example], say: Say) -> None:
    """Set each target's temperature by the examples of authors that were not trained on."""
    model = Model(data)
    margins = model.margins([e.features for e in examples])
    for target in STACKED:
        classes = data["trees"][target]["classes"]
        gold = np.array([classes.index(e.answers[target]) if e.answers[target] in classes else -1 for e in examples])
        log_odds = np.log(np.maximum(model.probabilities(target, margins), 1e-12))
        best = min(np.arange(0.5, 3.01, 0.05), key=lambda heat: _loss(log_odds[gold >= 0], gold[gold >= 0], float(heat)))
        data["trees"][target]["temperature"] = round(float(best), 2)
        say(f"temperature of {target}: {best:.2f}")


def _loss(log_odds: Any, gold: Any, heat: float) -> float:
    scaled = log_odds / heat
    scaled = scaled - np.log(np.exp(scaled).sum(axis=1, keepdims=True))
    return float(-scaled[np.arange(len(gold)), gold].mean())


def train(examples: Sequence[Example], out: Path, name: str, say: Say) -> Path:
    """Fit on the train authors, calibrate on the dev authors, and write `model.joblib` and its card into `out`.

    The same examples give the same file. Raises `CorpusError` where there are too few authors to leave some out.
    """
    fitting, checking = split_of(examples, "train"), split_of(examples, "dev")
    if len({e.author for e in fitting}) < 2 or not checking:
        raise CorpusError("training needs at least two train authors and one dev author; see the `split` of authors.jsonl")
    data = Fitted(fitting, say).plain(name)
    calibrate(data, checking, say)
    set_thresholds(data, checking, say)
    out.mkdir(parents=True, exist_ok=True)
    path = out / MODEL_FILE
    joblib.dump(data, path, compress=("zlib", 6), protocol=4)
    (out / CARD_FILE).write_text(f"{digest_line(path)}\n", encoding="utf-8")
    say(f"{path}: {path.stat().st_size / 2**20:.1f} MiB")
    return path


def set_thresholds(data: dict[str, Any], examples: Sequence[Example], say: Say) -> None:
    """How sure the model has to be, by the dev authors: to decide alone, and not to ask for a second look."""
    model = Model(data)
    probabilities = model.probabilities("label", model.margins([e.features for e in examples]))
    gold = np.array([e.answers["label"] for e in examples])
    by_model = np.array(data["trees"]["label"]["classes"])[probabilities.argmax(axis=1)]
    by_rules = np.array([label_by_rules(e.features) for e in examples])
    right, rules_right, sure = by_model == gold, by_rules == gold, probabilities.max(axis=1)

    def highest(holds: Callable[[Any], bool], among: Any = True) -> float:
        """The highest sureness below which the texts are enough to tell, and hold what is asked of them."""
        steps = [(step, (sure < step) & among) for step in np.arange(0.34, 0.99, 0.01)]
        return round(max((float(step) for step, below in steps if below.sum() >= _ENOUGH and holds(below)), default=0.0), 2)

    def is_doubtful(texts: Any) -> bool:
        return bool(right[texts].mean() < _DOUBTFUL)

    data["rules_below"] = highest(lambda texts: bool(rules_right[texts].mean() > right[texts].mean() + _CLEARLY))
    data["unsure_below"] = highest(is_doubtful)
    data["review_below"] = highest(is_doubtful, by_rules != by_model) or data["unsure_below"]
    for key in ("rules_below", "unsure_below", "review_below"):
        say(f"{key}: {data[key]}")
