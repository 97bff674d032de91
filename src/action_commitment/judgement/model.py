"""The trained model: linear answers to the codebook's questions, and trees that weigh them.

First each of the codebook's questions (who acts, in what mood, whose reason, how far agreed) is answered by a
linear model on the features of the statement. Then gradient-boosted trees of three levels read all those
answers and give the label, whose reason it is, and the assent; the stair is the linear answer itself.
Only numpy is needed, and so this module is imported where a model is loaded and not before: the numbers are those of the scikit-learn estimators that `training` took them from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from action_commitment.errors import ModelError
from action_commitment.judgement.features import GROUPS, Features
from action_commitment.results import Assent, Label, ReasonOf, Step

Array = np.ndarray[Any, np.dtype[Any]]

FORMAT = 1
NOTHING = "none_given"  # the class of statements that present no act, and so have no reason, assent or step
STACKED = ("label", "reason_of", "assent")
LEVELS = 3
_AT_ONCE = 256  # statements weighed together: keeps the memory of a very long note flat

# Which reasons a label can go with: the codebook's section 2 as a table.
_REASONS = {
    Label.CUSTOMER_ACTION: (ReasonOf.CUSTOMER, ReasonOf.BOTH, ReasonOf.NONE),
    Label.SELLER_DEMAND: (ReasonOf.SELLER, ReasonOf.NONE),
}


@dataclass(slots=True)
class Prediction:
    """What the model says of one statement; the probabilities are calibrated and sum to 1."""

    label: Label
    probabilities: dict[Label, float]
    reason_of: ReasonOf | None
    assent: Assent | None
    step: Step | None

    @property
    def sureness(self) -> float:
        """How likely the likeliest label is."""
        return max(self.probabilities.values())


@dataclass(slots=True)
class _Trees:
    """Trees of one target, each filled up to three levels; `classes` of them for each round."""

    classes: list[str]
    features: Array  # trees x 7
    thresholds: Array  # trees x 7
    leaves: Array  # trees x 8
    baseline: Array
    temperature: float

    def probabilities(self, margins: Array) -> Array:
        trees = np.arange(len(self.features))
        node = np.zeros((len(margins), len(trees)), dtype=np.int64)
        rows = np.arange(len(margins))[:, None]
        for _ in range(LEVELS):
            right = margins[rows, self.features[trees, node]] > self.thresholds[trees, node]
            node = 2 * node + 1 + right
        values = self.leaves[trees, node - (2**LEVELS - 1)]
        raw = values.reshape(len(margins), -1, len(self.classes)).sum(axis=1) + self.baseline
        raw = (raw - raw.max(axis=1, keepdims=True)) / self.temperature
        odds = np.exp(raw)
        return np.asarray(odds / odds.sum(axis=1, keepdims=True))


class _View:
    """Linear models on some groups of features: all the answers of one way to look at a statement."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.groups = [str(name) for name in data["groups"]]
        self._where = [GROUPS.index(name) for name in self.groups]
        self._scales = [float(data["scales"][name]) for name in self.groups]
        self._vocabularies = []
        place = 0
        for name in self.groups:
            terms = data["vocabulary"][name].split("\n")
            self._vocabularies.append({term: place + index for index, term in enumerate(terms)})
            place += len(terms)
        self._weights = array_of(data["weights"])
        self._bias = array_of(data["bias"])
        self._idf = array_of(data["idf"])
        self.columns = self._weights.shape[1]
        if self._weights.shape != (place, self.columns) or self._bias.shape != (self.columns,) or self._idf.shape != (place,):
            raise ValueError("the arrays do not fit the vocabulary")

    def margins(self, statements: Sequence[Features]) -> Array:
        found = np.empty((len(statements), self.columns))
        for row, features in enumerate(statements):
            indices, values = self._vector(features)
            found[row] = values @ self._weights[indices] + self._bias
        return found

    def _vector(self, features: Features) -> tuple[Array, Array]:
        """Where the statement's features stand in the vocabulary, and what they weigh."""
        indices, values = [], []
        for group, where, vocabulary, scale in zip(self.groups, self._where, self._vocabularies, self._scales, strict=True):
            counts: dict[int, int] = {}
            for feature in features[where]:
                index = vocabulary.get(feature)
                if index is not None:
                    counts[index] = counts.get(index, 0) + 1
            if not counts:
                continue
            places = np.fromiter(counts, dtype=np.int64, count=len(counts))
            count = np.fromiter(counts.values(), dtype=np.float64, count=len(counts))
            weight = np.minimum(count, 2) if group == "signals" else (1 + np.log(count)) * self._idf[places]
            indices.append(places)
            values.append(weight * (scale / np.sqrt(weight @ weight)))
        if not indices:
            return np.empty(0, dtype=np.int64), np.empty(0)
        return np.concatenate(indices), np.concatenate(values)


class Model:
    """A trained model, ready to predict; made from the plain data of a model file by `models.load_model`."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        try:
            self._read(data)
        except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
            raise ModelError(f"the model file is damaged or of another make ({type(error).__name__}: {error}); train it anew") from None

    def _read(self, data: Mapping[str, Any]) -> None:
        if data["format"] != FORMAT:
            raise ModelError(f"the model file has format {data['format']!r}, this library reads {FORMAT}; update the library or train anew")
        self.name = str(data["name"])
        self.review_below = float(data["review_below"])
        self.unsure_below = float(data["unsure_below"])
        self.rules_below = float(data["rules_below"])
        self._views = [_View(view) for view in data["views"]]
        self._steps = [str(name) for name in data["steps"]]
        self._trees = {target: _read_trees(data["trees"][target]) for target in STACKED}
        self._answers = sum(view.columns for view in self._views) - len(self._steps)
        if any(trees.features.max(initial=0) >= self._answers or trees.features.min(initial=0) < 0 for trees in self._trees.values()):
            raise ValueError("the trees ask for answers that are not there")
        self._labels = [Label(name) for name in self._trees["label"].classes]

    def margins(self, statements: Sequence[Features]) -> Array:
        """The linear answers, a row for each statement: every view's to every question, the last view's stairs at the end."""
        return np.hstack([view.margins(statements) for view in self._views])

    def probabilities(self, target: str, margins: Array) -> Array:
        """Calibrated probabilities of the classes of `label`, `reason_of` or `assent`, a row for each statement."""
        return self._trees[target].probabilities(margins[:, : self._answers])

    def predict(self, statements: Sequence[Features]) -> list[Prediction]:
        """What the model says of each statement."""
        found: list[Prediction] = []
        for place in range(0, len(statements), _AT_ONCE):
            margins = self.margins(statements[place : place + _AT_ONCE])
            labels, reasons, assents = (self.probabilities(target, margins).tolist() for target in STACKED)
            stairs = margins[:, self._answers :].argmax(axis=1).tolist()
            found += [self._compose(*answers) for answers in zip(labels, reasons, assents, stairs, strict=True)]
        return found

    def _compose(self, labels: list[float], reasons: list[float], assents: list[float], stair: int) -> Prediction:
        probabilities = dict(zip(self._labels, labels, strict=True))
        label = max(probabilities, key=probabilities.__getitem__)
        by_assent = dict(zip(self._trees["assent"].classes, assents, strict=True))
        if label is Label.NO_COMMITMENT:
            refused = by_assent.get(Assent.REFUSED, 0.0) > by_assent.get(NOTHING, 1.0)
            return Prediction(
                label, probabilities, None, Assent.REFUSED if refused else None, Step(self._steps[stair]) if refused else None
            )
        by_reason = dict(zip(self._trees["reason_of"].classes, reasons, strict=True))
        reason_of = max(_REASONS[label], key=lambda whose: by_reason.get(whose, 0.0))
        offered = [assent for assent in Assent if assent is not Assent.REFUSED]
        assent = max(offered, key=lambda how: by_assent.get(how, 0.0))
        return Prediction(label, probabilities, reason_of, assent, Step(self._steps[stair]))


def array_of(data: Mapping[str, Any]) -> Array:
    """A numpy array from its plain form; raises `ValueError` where size and shape differ, or numbers are no numbers."""
    if data["dtype"] not in ("<f8", "<f4", "<i4", "<i2"):
        raise ValueError(f"numbers of type {data['dtype']!r}")
    found = np.frombuffer(data["data"], dtype=data["dtype"]).reshape(data["shape"])
    if not np.isfinite(found).all():
        raise ValueError("numbers that are not finite")
    return found


def plain_array(array: Array, dtype: str) -> dict[str, Any]:
    """The plain form of an array: bytes, a type name and a shape."""
    return {"dtype": dtype, "shape": list(array.shape), "data": array.astype(dtype).tobytes()}


def _read_trees(data: Mapping[str, Any]) -> _Trees:
    trees = _Trees(
        classes=[str(name) for name in data["classes"]],
        features=array_of(data["features"]),
        thresholds=array_of(data["thresholds"]),
        leaves=array_of(data["leaves"]),
        baseline=array_of(data["baseline"]),
        temperature=float(data["temperature"]),
    )
    count = len(trees.features)
    inner = 2**LEVELS - 1
    if trees.features.shape != (count, inner) or trees.thresholds.shape != (count, inner) or trees.leaves.shape != (count, inner + 1):
        raise ValueError("trees of another height")
    if count % len(trees.classes) or trees.baseline.shape != (len(trees.classes),) or not trees.temperature > 0:
        raise ValueError("trees that do not fit their classes")
    return trees
