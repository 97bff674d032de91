"""Find the lexicon's words in a folded note: Chinese by characters, English by tokens, the longest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, Implementation

from action_commitment.results import Step
from action_commitment.signals.inflect import Form
from action_commitment.signals.lexicon import Sense, Table
from action_commitment.text.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Signal:
    """One sense that a stretch of the folded text carries."""

    start: int
    end: int
    kind: str
    name: str
    form: Form | None = None
    step: Step | None = None


_DEEDS = ("person.", "act.", "request.", "assent.", "stance.")

# Up to this length a Chinese term must not cut a dictionary word: 中标 is not in 其中标准.
_LONGEST_GUARDED = 2


class Matcher:
    """A compiled set of lexicons; immutable, safe to share between threads."""

    def __init__(self, table: Table, silenced: Iterable[str] = ()) -> None:
        dropped = set(silenced)
        layers: dict[tuple[Sense, ...], tuple[tuple[Sense, ...], tuple[Sense, ...]]] = {}
        self._senses: list[tuple[tuple[Sense, ...], tuple[Sense, ...]]] = []
        self._guards: list[tuple[bool, bool]] = []
        terms = []
        for term, senses in table.items():
            split = layers.get(senses)
            if split is None:
                split = layers[senses] = _split_layers(senses, dropped)
            if split[0] or split[1]:
                terms.append(term)
                self._senses.append(split)
                self._guards.append((_is_guarded(term, term[0]), _is_guarded(term, term[-1])))
        self._automaton = AhoCorasick(terms, implementation=Implementation.ContiguousNFA)

    def find(self, tokens: Tokens) -> list[Signal]:
        """Every sense in the text, in order; of overlapping terms the leftmost and then longest one speaks.

        What is done (people, acts, assent …) and why (reasons, obstacles, pressure …) are two layers that do
        not hide each other: 死活不同意 is both a refusal and an unwillingness.
        """
        boundaries, guards = tokens.boundaries, self._guards
        hits = [
            (start, -end, index)
            for index, start, end in self._automaton.find_matches_as_indexes(tokens.text, overlapping=True)
            if (start in boundaries or not guards[index][0]) and (end in boundaries or not guards[index][1])
        ]
        hits.sort()
        found: list[Signal] = []
        deed_place = ground_place = 0
        for start, minus_end, index in hits:
            deeds, grounds = self._senses[index]
            if deeds and start >= deed_place:
                deed_place = -minus_end
                found.extend(Signal(start, deed_place, kind, name, form, step) for name, kind, form, step in deeds)
            if grounds and start >= ground_place:
                ground_place = -minus_end
                found.extend(Signal(start, ground_place, kind, name, form, step) for name, kind, form, step in grounds)
        return found


def _split_layers(senses: tuple[Sense, ...], dropped: set[str]) -> tuple[tuple[Sense, ...], tuple[Sense, ...]]:
    kept = [sense for sense in senses if sense[0] not in dropped]
    deeds = tuple(sense for sense in kept if sense[1].startswith(_DEEDS))
    return deeds, tuple(sense for sense in kept if sense not in deeds)


def _is_guarded(term: str, edge: str) -> bool:
    if edge.isascii():
        return edge.isalnum()
    return len(term) <= _LONGEST_GUARDED
