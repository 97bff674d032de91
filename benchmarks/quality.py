"""How often model and rules are right on the corpora, the written cases and the behavioural suite; writes `reports/quality.md`.

python benchmarks/quality.py
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline, make_union

from action_commitment import Assessor, Context, Label
from action_commitment.text.chinese import cut_chinese
from action_commitment.text.scripts import iter_stretches
from action_commitment.training.challenge import failures, read_challenge, table
from action_commitment.training.corpus import Row, read_corpus
from action_commitment.training.evaluation import interval, judge, macro_f1, markdown, report

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpora"
HEAD = ["| texts | n | accuracy | macro-F1 (95 %) |", "| --- | --- | --- | --- |"]
RULES, MODEL = Assessor(method="rules"), Assessor(method="model")


def row_of(name: str, pairs: Sequence[tuple[Label, Label]]) -> str:
    """A table row: size, accuracy, macro-F1 with interval."""
    accuracy = sum(gold is found for gold, found in pairs) / len(pairs)
    low, high = interval(pairs)
    return f"| {name} | {len(pairs)} | {accuracy:.3f} | {macro_f1(pairs):.3f} ({low:.3f}-{high:.3f}) |"


def words(text: str) -> list[str]:
    """Words for the peer: jieba's for Chinese, blanks for the rest."""
    found: list[str] = []
    for start, end, is_chinese in iter_stretches(text.lower()):
        stretch = text.lower()[start:end]
        found += cut_chinese(stretch) if is_chinese else stretch.split()
    return found


def peer(train: Sequence[Row]) -> Pipeline:
    """TF-IDF on words and characters with logistic regression: how far words alone give the label away."""
    features = make_union(
        TfidfVectorizer(tokenizer=words, token_pattern=None, ngram_range=(1, 2), sublinear_tf=True),
        TfidfVectorizer(analyzer="char", ngram_range=(1, 4), min_df=2, sublinear_tf=True),
    )
    model = make_pipeline(features, LogisticRegression(C=8, max_iter=500, class_weight="balanced"))
    return model.fit([row.text for row in train], [str(row.annotations[0].label) for row in train])


def strongest(train: Sequence[Row], count: int = 25) -> list[str]:
    """The words that weigh most for each label in a model of single words: where one of them carries a label, the corpus is too easy."""
    vectors = TfidfVectorizer(tokenizer=words, token_pattern=None, binary=True, min_df=8)
    model = LogisticRegression(C=1, max_iter=500).fit(
        vectors.fit_transform([r.text for r in train]), [str(r.annotations[0].label) for r in train]
    )
    names = vectors.get_feature_names_out()
    lines = []
    for label, weights in zip(model.classes_, model.coef_, strict=True):
        shown = []
        for place in weights.argsort()[::-1][:count]:
            holders = [row for row in train if names[place] in words(row.text)]
            share = sum(row.annotations[0].label == label for row in holders) / len(holders)
            shown.append(f"{names[place]} ({share:.0%} of {len(holders)})")
        lines += [f"- {label}: {', '.join(shown)}"]
    return lines


def cases() -> list[str]:
    """Rows for each file of written cases."""
    labels = {"C": Label.CUSTOMER_ACTION, "D": Label.SELLER_DEMAND, "N": Label.NO_COMMITMENT}
    rows = []
    for path in sorted((ROOT / "tests" / "cases").glob("*.tsv")):
        lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        for name, assessor in (("rules", RULES), ("model", MODEL)):
            rows.append(row_of(f"{path.stem}, {name}", [(labels[expected[0]], assessor.assess(text).label) for _, expected, text in lines]))
    return rows


def contexts() -> str:
    """How often the recorded concept that a text names is found, or found to be named by none."""
    rows = [row for row in read_corpus(CORPUS, "contexts") if row.split == "test"]
    right = sum(MODEL.assess(row.text, Context(**row.context)).linked == row.annotations[0].linked for row in rows)
    return (
        f"Linkage with the customer's recorded concepts known (words only): {right / len(rows):.3f} of {len(rows)} texts of test authors."
    )


def main() -> None:
    """Measure and write the report."""
    statements = read_corpus(CORPUS, "statements")
    by_split = {name: [row for row in statements if row.split == name] for name in ("train", "dev", "test")}
    lines = [
        "# Quality",
        "",
        "Labels of single statements by authors of whom nothing was learnt. Figures of the dev authors, and of each author, stand in the model's card.",
        "",
    ]
    for name, assessor in (("model and rules", MODEL), ("rules alone", RULES)):
        lines += [f"## Test authors, {name}", "", markdown(report(judge(by_split["test"], assessor)))]
    words_alone = peer(by_split["train"])
    lines += [
        "## How far words give the label away",
        "",
        "TF-IDF on words and characters with logistic regression, trained on the train authors:",
        "",
        *HEAD,
    ]
    for split in ("dev", "test"):
        found = words_alone.predict([row.text for row in by_split[split]])
        lines.append(row_of(split, [(row.annotations[0].label, Label(label)) for row, label in zip(by_split[split], found, strict=True)]))
    lines += [
        "",
        "The strongest single words, with the share of the label among the texts that hold them:",
        "",
        *strongest(by_split["train"]),
    ]
    lines += ["", "## With concepts recorded", "", contexts(), ""]
    suite = read_challenge(CORPUS)
    for name, assessor in (("model and rules", MODEL), ("rules alone", RULES)):
        lines += [f"## Behavioural suite, {name}: share of failures", "", *table(suite, failures(suite, assessor))]
    lines += [
        "## Written cases",
        "",
        (ROOT / "tests" / "cases" / "README.md").read_text(encoding="utf-8").split("\n", 2)[2].strip(),
        "",
        *HEAD,
        *cases(),
    ]
    text = "\n".join(lines) + "\n"
    (ROOT / "benchmarks" / "reports" / "quality.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
