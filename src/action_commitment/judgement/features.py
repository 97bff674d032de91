"""What the model sees of a statement: its words, what the rules made of it, and its characters.

Names with their titles, pronouns and dates are masked, so that who somebody is
cannot move a verdict. The same function serves training and prediction.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain, islice, pairwise

from action_commitment.judgement.events import Clause
from action_commitment.judgement.reading import Findings, Reading
from action_commitment.judgement.rulebook import assent_by_rule
from action_commitment.judgement.rules import decide

Features = tuple[list[str], list[str], list[str]]

GROUPS = ("words", "signals", "characters")
_LONGEST_GRAM = 5
_BLANKS_RE = re.compile(r"\s+")
_DIGITS_RE = re.compile(r"\d+")
_MARKS = ("offered", "done", "conditional", "vague", "joint", "question", "agreed_by_word")


def statement_features(reading: Reading, findings: Findings) -> Features:
    """The features of one statement, by group."""
    masks = _masks(findings, reading.start, reading.end)
    return _words(findings, reading, masks), [*_signals(reading), *_openings(findings, reading, masks)], _characters(reading, masks)


_Mask = tuple[int, int, str]


def _masks(findings: Findings, start: int, end: int) -> list[_Mask]:
    found: list[_Mask] = [(p.start, p.end, f"<{p.side}>") for p in findings.people.between(start, end) if p.named or p.pronoun]
    found += [(d.start, d.end, "<date>") for d in findings.dates.between(start, end)]
    found.sort()
    return found


def _masked_words(findings: Findings, start: int, end: int, masks: Sequence[_Mask]) -> Iterator[str]:
    """The words of a stretch, each mask standing for what it covers."""
    tokens, text = findings.tokens, findings.text
    last = ""
    place = 0
    for index in range(bisect_left(tokens.starts, start), bisect_left(tokens.starts, end)):
        begin = tokens.starts[index]
        while place < len(masks) and masks[place][1] <= begin:
            place += 1
        if place < len(masks) and masks[place][0] <= begin:
            word = masks[place][2]
            if last == word:
                continue
        else:
            word = text[begin : tokens.ends[index]]
            if word[0].isdigit():
                word = "<number>"
        yield word
        last = word


def _words(findings: Findings, reading: Reading, masks: Sequence[_Mask]) -> list[str]:
    words = list(_masked_words(findings, reading.start, reading.end, masks))
    return words + [f"{first} {second}" for first, second in pairwise(["^", *words, "$"])]


def _openings(findings: Findings, reading: Reading, masks: Sequence[_Mask]) -> Iterator[str]:
    """How each clause opens, and who and what follows a word of purpose or cause."""
    for clause in reading.clauses:
        which = "main" if reading.main is not None and clause.index == reading.main.clause else "reason" if clause.marker else "other"
        first = list(islice(_masked_words(findings, clause.start, clause.end, masks), 2))
        yield f"opens {which} {' '.join(first[:1])}"
        yield f"opens {which} {' '.join(first)}"
        if clause.marker is not None:
            follows = list(islice(_masked_words(findings, clause.marker.end, clause.end, masks), 2))
            yield f"follows {clause.marker.kind} {' '.join(follows[:1])}"
            yield f"follows {' '.join(follows)}"
            person = next((person for person in clause.people if person.start >= clause.marker.end), None)
            yield "follows nobody" if person is None else f"follows {person.side} {person.pronoun} {person.owner}"


def _characters(reading: Reading, masks: Sequence[_Mask]) -> list[str]:
    pieces = ["^"]
    place = reading.start
    for begin, end, mask in masks:
        if begin >= place:
            pieces += (reading.text[place:begin], mask[1].upper())
            place = end
    pieces += (reading.text[place : reading.end], "$")
    text = _DIGITS_RE.sub("0", _BLANKS_RE.sub(" ", "".join(pieces)))
    return [text[place : place + length] for length in range(1, _LONGEST_GRAM + 1) for place in range(len(text) - length + 1)]


def _signals(reading: Reading) -> list[str]:
    rule, event = decide(reading)
    found = [
        f"rule {rule.name}",
        f"label {rule.label} {reading.reason_of}",
        f"reason_of {reading.reason_of}",
        f"happening {event.happening} {event.sure}",
        f"because {event.because}",
        f"assent {assent_by_rule(rule, event, reading)}",
        f"clauses {min(len(reading.clauses), 5)}",
        f"length {min((reading.end - reading.start) // 12, 9)}",
    ]
    found += [f"{mark} {event.happening}" for mark in _MARKS if getattr(event, mark)]
    happenings = ["^", *(e.happening for e in reading.events), "$"]
    found += [f"events {first} {second}" for first, second in pairwise(happenings)]
    if reading.heading is not None:
        found.append(f"heading {reading.heading.kind}")
    for clause, clause_event in zip(reading.clauses, reading.events, strict=True):
        found.append(f"clause {clause_event.because}")
        if clause.marker is not None:
            found.append(f"marker {clause.marker.name} {clause_event.happening}")
        found += _order(clause, "main" if clause_event is reading.main else "other")
    found += chain.from_iterable((signal.kind, signal.name) for signal in reading.signals)
    found += chain.from_iterable((f"reason {r.side} {r.because}", f"reason {r.side} {r.concept} {r.personal}") for r in reading.reasons)
    return found


def label_by_rules(features: Features) -> str:
    """The label that the rules gave, which stands among the signals."""
    return next(feature for feature in features[1] if feature.startswith("label ")).split()[1]


def _order(clause: Clause, which: str) -> Iterator[str]:
    """Who stands before which verb, and what follows: the things found in a clause, singly, in pairs and in threes."""
    placed = [(p.start, f"{p.side}{'p' if p.pronoun else ''}{'o' if p.owner else ''}") for p in clause.people]
    placed += [(s.start, s.kind if s.form is None else f"{s.kind}+{s.form}") for s in clause.signals if not s.kind.startswith("person.")]
    placed += [(d.start, "date") for d in clause.dates]
    placed.sort()
    symbols = ["^", *(symbol for _, symbol in placed), "$"]
    yield from (f"{which} {symbol}" for symbol in symbols[1:-1])
    yield from (f"{which} {first} {second}" for first, second in pairwise(symbols))
    yield from (" ".join(symbols[place : place + 3]) for place in range(len(symbols) - 2))
