"""How often the rules are right on the corpora and the written cases; writes `reports/quality.md`.

python benchmarks/quality.py
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline, make_union

from action_commitment import Label, assess
from action_commitment.text.chinese import cut_chinese
from action_commitment.text.scripts import iter_stretches
from action_commitment.training.corpus import Row, read_corpus

ROOT = Path(__file__).resolve().parent.parent
LABELS = list(Label)
Pairs = Sequence[tuple[Label, Label]]


def macro_f1(pairs: Pairs) -> float:
    """The mean over the labels of the harmonic mean of precision and recall."""
    scores = []
    for label in LABELS:
        right = sum(gold is label is found for gold, found in pairs)
        wrong = sum((gold is label) != (found is label) for gold, found in pairs)
        scores.append(2 * right / (2 * right + wrong) if right + wrong else 1.0)
    return sum(scores) / len(scores)


def interval(pairs: Pairs, score: Callable[[Pairs], float]) -> tuple[float, float]:
    """A 95 % interval by 1,000 bootstrap samples of the texts."""
    draw = random.Random(0)
    scores = sorted(score(draw.choices(pairs, k=len(pairs))) for _ in range(1000))
    return scores[25], scores[974]


def row_of(name: str, pairs: Pairs) -> str:
    """A table row: size, accuracy, macro-F1 with interval."""
    accuracy = sum(gold is found for gold, found in pairs) / len(pairs)
    low, high = interval(pairs, macro_f1)
    return f"| {name} | {len(pairs)} | {accuracy:.3f} | {macro_f1(pairs):.3f} ({low:.3f}-{high:.3f}) |"


def words(text: str) -> list[str]:
    """Words for the peer: jieba's for Chinese, blanks for the rest."""
    found: list[str] = []
    for start, end, is_chinese in iter_stretches(text.lower()):
        stretch = text.lower()[start:end]
        found += cut_chinese(stretch) if is_chinese else stretch.split()
    return found


def peer(train: Sequence[Row], test: Sequence[Row]) -> list[tuple[Label, Label]]:
    """TF-IDF on words and characters with logistic regression, trained on the train authors."""
    features = make_union(
        TfidfVectorizer(tokenizer=words, token_pattern=None, ngram_range=(1, 2), sublinear_tf=True),
        TfidfVectorizer(analyzer="char", ngram_range=(1, 4), min_df=2, sublinear_tf=True),
    )
    model = make_pipeline(features, LogisticRegression(C=8, max_iter=500, class_weight="balanced"))
    model.fit([row.text for row in train], [str(row.annotations[0].label) for row in train])
    return [(row.annotations[0].label, Label(found)) for row, found in zip(test, model.predict([row.text for row in test]), strict=True)]


def slices(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """The rows by language and by length."""
    named = {name: [row for row in rows if row.language == name] for name in ("zh", "en", "mixed")}
    named |= {name: [row for row in rows if row.register == name] for name in ("terse", "full")}
    return {"all": list(rows), **named}


def judge(rows: Sequence[Row]) -> list[tuple[Label, Label]]:
    """Gold and found label of each text."""
    return [(row.annotations[0].label, assess(row.text).label) for row in rows]


def linkage(rows: Sequence[Row]) -> tuple[float, int]:
    """F1 of the flag "missing concept linkage", and on how many texts."""
    gold = [row.annotations[0].linked is False for row in rows]
    found = [assess(row.text).missing_concept_linkage for row in rows]
    right = sum(g and f for g, f in zip(gold, found, strict=True))
    wrong = sum(g != f for g, f in zip(gold, found, strict=True))
    return 2 * right / (2 * right + wrong), len(rows)


def fields(rows: Sequence[Row]) -> str:
    """How often the other fields are right, where gold and rules both see an act and read the text as one statement."""
    right = dict.fromkeys(("reason_of", "assent", "step", "dated"), 0)
    count = 0
    for row in rows:
        gold, statements = row.annotations[0], assess(row.text).statements
        if len(statements) != 1 or Label.NO_COMMITMENT in (gold.label, statements[0].label):
            continue
        count += 1
        found = statements[0]
        right["reason_of"] += found.reason_of is gold.reason_of
        right["assent"] += found.assent is gold.assent
        right["step"] += found.step is gold.step
        right["dated"] += (found.due is not None) == gold.dated
    shares = ", ".join(f"{name} {number / count:.3f}" for name, number in right.items())
    return f"Accuracy of other fields on {count} texts in which both see an act: {shares}."


def cases() -> list[str]:
    """A row for each file of written cases."""
    labels = {"C": Label.CUSTOMER_ACTION, "D": Label.SELLER_DEMAND, "N": Label.NO_COMMITMENT}
    rows = []
    for path in sorted((ROOT / "tests" / "cases").glob("*.tsv")):
        lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        rows.append(row_of(path.stem, [(labels[expected[0]], assess(text).label) for _, expected, text in lines]))
    return rows


def main() -> None:
    """Measure and write the report."""
    statements = read_corpus(ROOT / "corpora", "statements")
    by_split = {name: [row for row in statements if row.split == name] for name in ("train", "dev", "test")}
    head = ["| texts | n | accuracy | macro-F1 (95 %) |", "| --- | --- | --- | --- |"]
    lines = ["# Quality of the rules", "", "Label of single statements (customer_action, seller_demand, no_commitment).", ""]
    for split, note in (
        ("test", "authors on whom nothing was fitted"),
        ("dev", "authors on whom nothing was fitted, but whose figures were looked at"),
        ("train", "authors whose texts the words and rules were written by: no measure of quality"),
    ):
        rows = by_split[split]
        authors = ", ".join(sorted({row.author for row in rows}))
        lines += [f"## {split}: {note}", "", f"Authors: {authors}", "", *head]
        lines += [row_of(name, judge(found)) for name, found in slices(rows).items() if len(found) > 20]
        if split != "train":
            lines.append(row_of("TF-IDF + logistic regression, trained on train", peer(by_split["train"], rows)))
        score, count = linkage(rows)
        lines += ["", f"Missing concept linkage: F1 {score:.3f} on {count} texts.", "", fields(rows), ""]
    lines += [
        "## Written cases",
        "",
        (ROOT / "tests" / "cases" / "README.md").read_text(encoding="utf-8").split("\n", 2)[2].strip(),
        "",
        *head,
        *cases(),
    ]
    report = "\n".join(lines) + "\n"
    (ROOT / "benchmarks" / "reports" / "quality.md").write_text(report, encoding="utf-8")
    print(report)


if __name__ == "__main__":
    main()
