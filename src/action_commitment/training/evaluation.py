"""How well an assessor does on an annotated corpus: by language, register and origin, with intervals, errors and calibration."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from action_commitment.assessor import Assessor
from action_commitment.results import Assessment, Label
from action_commitment.training.corpus import Annotation, Row

_LABELS = tuple(Label)
_SAMPLES = 1000
_BINS = 10
_FIELDS = ("reason_of", "assent", "step", "dated", "specific")
COVERAGES = (1.0, 0.9, 0.8, 0.7, 0.5)

LabelPairs = Sequence[tuple[Label, Label]]


@dataclass(frozen=True, slots=True)
class Judged:
    """A row of single statements with what was found in it."""

    row: Row
    found: Assessment

    @property
    def gold(self) -> Annotation:
        """The annotation of the row."""
        return self.row.annotations[0]

    @property
    def right(self) -> bool:
        """Whether the label is right."""
        return self.gold.label is self.found.label


def judge(rows: Iterable[Row], assessor: Assessor) -> list[Judged]:
    """Assess each row of single statements."""
    return [Judged(row, assessor.assess(row.text)) for row in rows]


def label_pairs(judged: Iterable[Judged]) -> list[tuple[Label, Label]]:
    """Gold and found label of each."""
    return [(one.gold.label, one.found.label) for one in judged]


def macro_f1(pairs: LabelPairs) -> float:
    """The mean over the labels of the harmonic mean of precision and recall, 0 to 1."""
    scores = []
    for label in _LABELS:
        right = sum(gold is label is found for gold, found in pairs)
        wrong = sum((gold is label) != (found is label) for gold, found in pairs)
        scores.append(2 * right / (2 * right + wrong) if right + wrong else 1.0)
    return sum(scores) / len(scores)


def interval(pairs: LabelPairs) -> tuple[float, float]:
    """A 95 % interval of the macro-F1 by 1,000 bootstrap samples of the texts."""
    draw = random.Random(0)  # noqa: S311  # sampling needs no cryptography
    scores = sorted(macro_f1(draw.choices(pairs, k=len(pairs))) for _ in range(_SAMPLES))
    return scores[int(0.025 * _SAMPLES)], scores[int(0.975 * _SAMPLES) - 1]


def slices(judged: Sequence[Judged]) -> dict[str, list[Judged]]:
    """All, by language, and by register; what is empty is left out."""
    named = {"all": list(judged)}
    for name in ("zh", "en", "mixed"):
        named[name] = [one for one in judged if one.row.language == name]
    for name in ("terse", "full"):
        named[name] = [one for one in judged if one.row.register == name]
    return {name: found for name, found in named.items() if found}


def linkage_f1(judged: Sequence[Judged]) -> float:
    """F1 of `missing_concept_linkage`."""
    gold = [one.gold.linked is False for one in judged]
    found = [one.found.missing_concept_linkage for one in judged]
    right = sum(g and f for g, f in zip(gold, found, strict=True))
    wrong = sum(g != f for g, f in zip(gold, found, strict=True))
    return 2 * right / (2 * right + wrong) if right + wrong else 1.0


def field_accuracy(judged: Sequence[Judged]) -> tuple[int, dict[str, float]]:
    """How often the other fields are right, on texts that both see as one statement with an act; and how many these are."""
    both = [one for one in judged if len(one.found.statements) == 1 and Label.NO_COMMITMENT not in (one.gold.label, one.found.label)]
    right: Counter[str] = Counter()
    for one in both:
        gold, found = one.gold, one.found.statements[0]
        answers = (found.reason_of, found.assent, found.step, found.due is not None, found.criterion("specific").verdict == "met")
        for name, answer in zip(_FIELDS, answers, strict=True):
            right[name] += answer == getattr(gold, name)
    return len(both), {name: right[name] / max(len(both), 1) for name in _FIELDS}


def pairs_right(judged: Sequence[Judged]) -> tuple[int, float]:
    """How many minimal pairs there are, and the share of which every text is right in label and linkage."""
    by_pair: dict[str, list[bool]] = {}
    for one in judged:
        if one.row.pair is not None:
            by_pair.setdefault(one.row.pair, []).append(one.right and one.gold.linked == one.found.linked)
    found = [all(rights) for rights in by_pair.values() if len(rights) > 1]
    return len(found), sum(found) / max(len(found), 1)


def sureness(judged: Sequence[Judged]) -> list[tuple[float, bool]]:
    """Confidence and rightness of each text on whose label the model gave one, the surest first."""
    return sorted(((one.found.confidence, one.right) for one in judged if one.found.confidence is not None), reverse=True)


def calibration_error(judged: Sequence[Judged]) -> float:
    """The expected calibration error in ten bins of equal width: how far confidence and accuracy lie apart, 0 to 1."""
    found = sureness(judged)
    error = 0.0
    for number in range(_BINS):
        inside = [(sure, right) for sure, right in found if min(int(sure * _BINS), _BINS - 1) == number]
        if inside:
            error += abs(sum(sure for sure, _ in inside) - sum(right for _, right in inside)) / len(found)
    return error


def accuracy_on_surest(judged: Sequence[Judged], share: float) -> float:
    """Accuracy on the surest `share` of the texts."""
    found = sureness(judged)
    kept = found[: max(1, round(share * len(found)))]
    return sum(right for _, right in kept) / max(len(kept), 1)


def report(judged: Sequence[Judged]) -> dict[str, Any]:
    """Every figure as plain data."""
    by_slice = {}
    for name, found in slices(judged).items():
        pairs = label_pairs(found)
        by_slice[name] = {
            "texts": len(found),
            "accuracy": sum(one.right for one in found) / len(found),
            "macro_f1": macro_f1(pairs),
            "interval": interval(pairs),
            "missing_linkage_f1": linkage_f1(found),
            "calibration_error": calibration_error(found) if sureness(found) else None,
        }
    by_author = {name: [one for one in judged if one.row.author == name] for name in sorted({one.row.author for one in judged})}
    texts_of_fields, fields = field_accuracy(judged)
    count_of_pairs, right_pairs = pairs_right(judged)
    confusion = Counter((str(one.gold.label), str(one.found.label)) for one in judged)
    worst = sorted((one for one in judged if not one.right), key=lambda one: one.found.confidence or 0.0, reverse=True)
    return {
        "slices": by_slice,
        "authors": {name: {"texts": len(found), "macro_f1": macro_f1(label_pairs(found))} for name, found in by_author.items()},
        "fields": {"texts": texts_of_fields, **fields},
        "pairs": {"pairs": count_of_pairs, "all_right": right_pairs},
        "confusion": [{"gold": gold, "found": found, "texts": count} for (gold, found), count in sorted(confusion.items())],
        "risk_coverage": [{"share": share, "accuracy": accuracy_on_surest(judged, share)} for share in COVERAGES] if sureness(judged) else [],
        "needs_review": sum(one.found.needs_review for one in judged) / len(judged),
        "decided_by_rules": sum(one.found.basis == "rules" for one in judged) / len(judged),
        "worst": [{"id": one.row.id, "gold": one.gold.label, "found": one.found.label, "confidence": one.found.confidence, "text": one.row.text} for one in worst[:20]],
    }  # fmt: skip


def markdown(figures: dict[str, Any]) -> str:
    """The figures of `report` as tables."""
    lines = ["| texts | n | accuracy | macro-F1 (95 %) | missing linkage F1 | calibration error |", "| --- | --- | --- | --- | --- | --- |"]
    for name, found in figures["slices"].items():
        low, high = found["interval"]
        error = "-" if found["calibration_error"] is None else f"{found['calibration_error']:.3f}"
        lines.append(
            f"| {name} | {found['texts']} | {found['accuracy']:.3f} | {found['macro_f1']:.3f} ({low:.3f}-{high:.3f}) | {found['missing_linkage_f1']:.3f} | {error} |"
        )
    fields = ", ".join(f"{name} {figures['fields'][name]:.3f}" for name in _FIELDS)
    lines += ["", f"Other fields, on {figures['fields']['texts']} texts in which both see one act: {fields}."]
    if figures["pairs"]["pairs"]:
        lines += [
            "",
            f"Minimal pairs with every text right in label and linkage: {figures['pairs']['all_right']:.3f} of {figures['pairs']['pairs']}.",
        ]
    if figures["risk_coverage"]:
        shares = ", ".join(f"{point['share']:.0%} {point['accuracy']:.3f}" for point in figures["risk_coverage"])
        lines += [
            "",
            f"Accuracy on the surest: {shares}. For review: {figures['needs_review']:.0%}. Left to the rules: {figures['decided_by_rules']:.0%}.",
        ]
    lines += ["", "| written as | found as | texts |", "| --- | --- | --- |"]
    lines += [f"| {cell['gold']} | {cell['found']} | {cell['texts']} |" for cell in figures["confusion"]]
    lines += ["", "| author | texts | macro-F1 |", "| --- | --- | --- |"]
    lines += [f"| {name} | {found['texts']} | {found['macro_f1']:.3f} |" for name, found in figures["authors"].items()]
    return "\n".join(lines) + "\n"
