"""Is a corpus sound: no near-copies, no shared skeletons; what is in it, and how far two annotators agree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from action_commitment.results import Label
from action_commitment.text.normalise import fold
from action_commitment.text.tokens import tokenise
from action_commitment.training.challenge import read_challenge
from action_commitment.training.corpus import Annotation, Row, read_corpus, read_second

FILES = ("statements", "notes", "contexts")

# Near-copies: this share of common character 5-grams, outside minimal pairs.
_GRAM = 5
_TOO_ALIKE = 0.5
_FEWEST_GRAMS = 8
# Skeletons: what is left of a text when all but its commonest words are taken out.
_COMMON_WORDS = 150
_FEWEST_COMMON = 6
_TOO_OFTEN = 3

AGREEMENT_FIELDS = ("label", "doer", "mood", "reason_of", "link_kind", "assent", "step", "specific", "dated", "pressure")


@dataclass(frozen=True, slots=True)
class Placed:
    """An annotated statement with the row that it stands in."""

    id: str
    row: Row
    found: Annotation


def placed_statements(folder: Path) -> dict[str, Placed]:
    """Every annotated statement of a corpus by its id; a note's are called `note.0`, `note.1` …"""
    found = {}
    for name in FILES:
        for row in read_corpus(folder, name):
            for number, annotation in enumerate(row.annotations):
                key = f"{row.id}.{number}" if name == "notes" else row.id
                found[key] = Placed(key, row, annotation)
    return found


def check(folder: Path) -> list[str]:
    """What is wrong with a corpus, a line each; raises `CorpusError` for a row that breaks the annotation scheme."""
    placed = placed_statements(folder)
    problems = [f"second labels: {key} is not in the corpus" for key in read_second(folder) if key not in placed]
    read_challenge(folder)
    statements = [one for one in placed.values() if one.found.text == one.row.text]
    problems += [f"near-copies: {first} and {second}" for first, second in near_copies(statements)]
    problems += [f"one skeleton: {', '.join(ids)}" for ids in shared_skeletons(statements)]
    return problems


def near_copies(statements: Sequence[Placed]) -> Iterator[tuple[str, str]]:
    """Texts that share more than half of their character 5-grams and are no minimal pair."""
    all_grams = [_grams(one.found.text) for one in statements]
    holders: dict[str, list[int]] = defaultdict(list)
    for index, grams in enumerate(all_grams):
        shared = Counter(other for gram in grams for other in holders[gram])
        for other, count in shared.items():
            pair = statements[index].row.pair
            alike = count / len(grams | all_grams[other]) > _TOO_ALIKE
            if alike and len(grams) > _FEWEST_GRAMS and (pair is None or pair != statements[other].row.pair):
                yield statements[other].id, statements[index].id
        for gram in grams:
            holders[gram].append(index)


def _grams(text: str) -> frozenset[str]:
    letters = "".join(char for char in text.lower() if char.isalpha())
    return frozenset(letters[place : place + _GRAM] for place in range(len(letters) - _GRAM + 1))


def shared_skeletons(statements: Sequence[Placed]) -> list[list[str]]:
    """Groups of three and more texts that are the same but for their rarer words."""
    words = [tokenise(fold(one.found.text).text).words() for one in statements]
    counts = Counter(word for text in words for word in text if word.isalnum())
    common = {word for word, _ in counts.most_common(_COMMON_WORDS)}
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for one, text in zip(statements, words, strict=True):
        skeleton = tuple(_without_repeats(word if word in common else "_" for word in text))
        if sum(word != "_" for word in skeleton) >= _FEWEST_COMMON:
            holders[skeleton].append(one.id)
    return [ids for ids in holders.values() if len({ids_.rsplit("-", 1)[0] for ids_ in ids}) > 1 and len(ids) >= _TOO_OFTEN]


def _without_repeats(words: Iterable[str]) -> Iterator[str]:
    last = None
    for word in words:
        if word != last:
            yield word
        last = word


def stats(folder: Path) -> list[str]:
    """Counts, shares and agreement as lines of Markdown."""
    lines = ["| file | rows | statements | zh / en / mixed | terse / full | train / dev / test |", "| --- | --- | --- | --- | --- | --- |"]
    for name in FILES:
        rows = read_corpus(folder, name)
        languages, splits = Counter(row.language for row in rows), Counter(row.split for row in rows)
        registers = Counter(row.register for row in rows if row.register)
        count = sum(len(row.annotations) for row in rows)
        lines.append(
            f"| {name} | {len(rows)} | {count} | {languages['zh']} / {languages['en']} / {languages['mixed']} "
            f"| {registers['terse']} / {registers['full']} | {splits['train']} / {splits['dev']} / {splits['test']} |"
        )
    rows = read_corpus(folder, "statements")
    lines += ["", "| register | customer_action | seller_demand | no_commitment |", "| --- | --- | --- | --- |"]
    for register in ("terse", "full"):
        labels = Counter(row.annotations[0].label for row in rows if row.register == register)
        total = max(sum(labels.values()), 1)
        lines.append(f"| {register} | " + " | ".join(f"{labels[label] / total:.0%}" for label in Label) + " |")
    acts = [row.annotations[0] for row in rows if row.annotations[0].label is Label.CUSTOMER_ACTION]
    linked = [found for found in acts if found.linked]
    paired = sum(row.pair is not None for row in rows)
    lines += [
        "",
        f"Of the customer actions {len(linked) / max(len(acts), 1):.0%} are linked, {_share_without_marker(linked):.0%} of these without a word of purpose or cause. "
        f"{paired / max(len(rows), 1):.0%} of the statements stand in minimal pairs.",
    ]
    cases = read_challenge(folder)
    for language in sorted({case.language for case in cases}):
        found = [case for case in cases if case.language == language]
        lines += ["", f"Challenge, {language}: {len(found)} cases of {len({case.capability for case in found})} capabilities."]
    return lines + agreement(folder)


def _share_without_marker(linked: Sequence[Annotation]) -> float:
    without = sum(bool({"linked_no_marker", "quoted_worry"} & set(found.tags)) for found in linked)
    return without / max(len(linked), 1)


def agreement(folder: Path) -> list[str]:
    """Cohen's kappa between first and second labels, by field, language and register, as lines of Markdown."""
    second, placed = read_second(folder), placed_statements(folder)
    both = [(placed[key], answers) for key, answers in second.items() if key in placed]
    if not both:
        return []
    groups = {"all": both}
    groups |= {name: [b for b in both if b[0].row.language == name] for name in ("zh", "en", "mixed")}
    groups |= {name: [b for b in both if b[0].row.register == name] for name in ("terse", "full")}
    lines = [
        "",
        f"| field | {' | '.join(f'{name} ({len(found)})' for name, found in groups.items())} |",
        "| --- |" + " --- |" * len(groups),
    ]
    for field in AGREEMENT_FIELDS:
        kappas = [kappa([(first_answer(one.found, field, answers), answers[field]) for one, answers in found]) for found in groups.values()]
        lines.append(f"| {field} | " + " | ".join(f"{value:.2f}" for value in kappas) + " |")
    return lines


def first_answer(found: Annotation, field: str, second: dict[str, Any]) -> Any:
    """The first annotator's answer: where adjudication changed it, as it was before."""
    return second.get("first", {}).get(field, getattr(found, field))


def kappa(pairs: Sequence[tuple[Any, Any]]) -> float:
    """Cohen's kappa of two annotators: 1 is full agreement, 0 what chance would give.

    >>> kappa([("a", "a"), ("b", "b"), ("a", "b"), ("b", "b")])
    0.5
    """
    if not pairs:
        return 0.0
    same = sum(first == second for first, second in pairs) / len(pairs)
    firsts, seconds = Counter(first for first, _ in pairs), Counter(second for _, second in pairs)
    chance = sum(firsts[value] * seconds[value] for value in firsts) / len(pairs) ** 2
    return 1.0 if chance == 1 else (same - chance) / (1 - chance)
