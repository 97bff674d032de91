"""English words, by spaCy's tokenizer; the one module that imports spaCy for tokenising."""

from __future__ import annotations

import re
import threading
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer

# Up to three plain words or numbers, as they stand in Chinese text, need no tokenizer: spaCy cuts them at the same places.
# Words that it takes apart (cannot, dont) and figures with a unit (5km) are left to it.
_WORD = r"(?!(?:cannot|gonna|gotta|wanna|lemme|gimme|im|ill|ive|id|lets|dont|wont|cant|isnt|didnt|doesnt|wasnt|hes|shes|theyre|theyll|whats|thats)\b)(?:[a-z]{1,12}\d{0,4}|\d{1,6})"
_PLAIN_RE = re.compile(rf"[\s,;!?()\[\]\"]*(?:{_WORD}(?:[\s,;!?()\[\]\"]+|$)){{0,3}}|[^\w.:/'-]*", re.ASCII)
_PIECE_RE = re.compile(r"[a-z0-9]+|[^\sa-z0-9]")
_LOCK = threading.Lock()

# spaCy's string store grows with every new word; after this many texts a fresh tokenizer takes over,
# which costs 0.1 s once and keeps a long-running service flat.
_TEXTS_PER_TOKENIZER = 100_000


_COUNT = count(1)


@lru_cache(maxsize=1)
def _tokenizer(generation: int) -> Tokenizer:
    import spacy

    return spacy.blank("en").tokenizer


def cut_english(text: str) -> list[tuple[int, int]]:
    """Start and end of each token of a stretch that is not Chinese.

    >>> cut_english("he'll send it.")
    [(0, 2), (2, 5), (6, 10), (11, 13), (13, 14)]
    """
    if _PLAIN_RE.fullmatch(text):
        return [match.span() for match in _PIECE_RE.finditer(text)]
    with _LOCK:
        doc = _tokenizer(next(_COUNT) // _TEXTS_PER_TOKENIZER)(text)
    return [(token.idx, token.idx + len(token)) for token in doc if not token.is_space]
