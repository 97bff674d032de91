"""Find the lexicon's words in a folded note: Chinese by characters, English by tokens, the longest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from ahocorasick_rs import AhoCorasick, Implementation

from action_commitment.results import Step
from action_commitment.signals.inflect import Form
from action_commitment.signals.lexicon import Script, Sense, Table
from action_commitment.text.tokens import Tokens


@dataclass(slots=True)
class Signal:
    """One sense that a stretch of the folded text carries."""

    start: int
    end: int
    kind: str
    name: str
    form: Form | None = None
    step: Step | None = None


_Layers = tuple[tuple[Sense, ...], tuple[Sense, ...]]
_PLACE = itemgetter(0, 1)
_LATIN_RE = re.compile(r"[a-z]")

_DEEDS = ("person.", "act.", "request.", "assent.", "stance.")

# Up to this length a Chinese term must not cut a dictionary word: 中标 is not in 其中标准.
_LONGEST_GUARDED = 2


class _Automaton:
    """The terms of one script, compiled; what each means and which of its edges must not cut a word."""

    def __init__(self, terms: dict[str, _Layers]) -> None:
        self.senses = list(terms.values())
        self.guards = [(_is_guarded(term, term[0]), _is_guarded(term, term[-1])) for term in terms]
        self.search = AhoCorasick(list(terms), implementation=Implementation.ContiguousNFA)


class Matcher:
    """A compiled set of lexicons; safe to share between threads.

    `load` gives the terms of a script. Each script's are loaded and compiled at first need.
    """

    def __init__(self, load: Callable[[Script], Table], silenced: Iterable[str] = ()) -> None:
        self._load = load
        self._silenced = frozenset(silenced)

    @cached_property
    def _latin(self) -> _Automaton:
        return self._compile(Script.LATIN)

    @cached_property
    def _chinese(self) -> _Automaton:
        return self._compile(Script.CHINESE)

    def _compile(self, script: Script) -> _Automaton:
        table = self._load(script)
        layers = {senses: _split_layers(senses, self._silenced) for senses in set(table.values())}
        return _Automaton({term: layers[senses] for term, senses in table.items() if any(layers[senses])})

    def find(self, tokens: Tokens) -> list[Signal]:
        """Every sense in the text, in order; of overlapping terms the leftmost and then longest one speaks.

        What is done (people, acts, assent …) and why (reasons, obstacles, pressure …) are two layers that do
        not hide each other: 死活不同意 is both a refusal and an unwillingness.
        """
        hits: list[tuple[int, int, _Layers]] = []
        if not tokens.text.isascii():
            hits += _hits(self._chinese, tokens)
        if _LATIN_RE.search(tokens.text):
            hits += _hits(self._latin, tokens)
        hits.sort(key=_PLACE)
        found: list[Signal] = []
        deed_place = ground_place = 0
        for start, minus_end, (deeds, grounds) in hits:
            if deeds and start >= deed_place:
                deed_place = -minus_end
                found.extend(Signal(start, deed_place, kind, name, form, step) for name, kind, form, step in deeds)
            if grounds and start >= ground_place:
                ground_place = -minus_end
                found.extend(Signal(start, ground_place, kind, name, form, step) for name, kind, form, step in grounds)
        return found


def _hits(automaton: _Automaton, tokens: Tokens) -> list[tuple[int, int, _Layers]]:
    boundaries, guards, senses = tokens.boundaries, automaton.guards, automaton.senses
    return [
        (start, -end, senses[index])
        for index, start, end in automaton.search.find_matches_as_indexes(tokens.text, overlapping=True)
        if (start in boundaries or not guards[index][0]) and (end in boundaries or not guards[index][1])
    ]


def _split_layers(senses: tuple[Sense, ...], dropped: frozenset[str]) -> _Layers:
    kept = [sense for sense in senses if sense[0] not in dropped]
    deeds = tuple(sense for sense in kept if sense[1].startswith(_DEEDS))
    return deeds, tuple(sense for sense in kept if sense not in deeds)


def _is_guarded(term: str, edge: str) -> bool:
    if edge.isascii():
        return edge.isalnum()
    return len(term) <= _LONGEST_GUARDED
