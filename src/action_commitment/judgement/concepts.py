"""Link a statement to the concepts that the caller has recorded of the customer, by their words.

A concept counts as named where it stands word for word, or where most of its words that carry meaning do. A
paraphrase or another language is not found, and one shared word (an object, a department) is no link.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from action_commitment.judgement.reading import Reading
from action_commitment.judgement.reasons import Reason, whose
from action_commitment.signals.people import Side
from action_commitment.text.normalise import fold
from action_commitment.text.tokens import tokenise

# Of a concept's words this share must stand in the statement, and never fewer than two.
_SHARE = 0.6

_EMPTY_WORDS = frozenset(
    {
        "的", "了", "是", "在", "有", "和", "与", "及", "要", "不", "太", "很", "太长", "太多",
        "问题", "情况", "要求", "希望", "需要", "能够", "可以", "the", "and", "for", "with", "that", "this", "from",
        "have", "has", "are", "was", "not", "too", "more", "less", "into", "their", "his", "her", "its", "our",
        "get", "keep", "make", "want", "wants", "need", "needs", "customer", "client", "problem", "issue",
    }
)  # fmt: skip


@lru_cache(maxsize=1024)
def _content_words(concept: str) -> tuple[str, tuple[str, ...]]:
    folded = fold(concept).text.strip()
    words = [word for word in tokenise(folded).words() if len(word) >= (3 if word.isascii() else 2) and word not in _EMPTY_WORDS]
    return folded, tuple(dict.fromkeys(words))


def link_concepts(reading: Reading, concepts: Sequence[str]) -> None:
    """Add the reason that a recorded concept gives, where the statement names one."""
    text = reading.text
    for concept in concepts:
        place = _find(text, reading.start, reading.end, concept)
        if place is not None:
            reading.reasons.append(Reason(place[0], place[1], Side.CUSTOMER, "recorded_concept", concept=True))
            reading.reason_of = whose(reading.reasons)
            reading.matched_concept = concept
            return


def _find(text: str, start: int, end: int, concept: str) -> tuple[int, int] | None:
    folded, words = _content_words(concept)
    if not folded:
        return None
    place = text.find(folded, start, end)
    if place >= 0:
        return place, place + len(folded)
    places = [(found, found + len(word)) for word in words if (found := text.find(word, start, end)) >= 0]
    if len(places) < 2 or len(places) < _SHARE * len(words):
        return None
    return min(places)[0], max(end for _, end in places)
