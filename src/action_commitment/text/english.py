"""English words, by spaCy's tokenizer; the one module that imports spaCy for tokenising."""

from __future__ import annotations

import re
import threading
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer

# Most stretches need no tokenizer: plain words, numbers and marks, which spaCy cuts at the same places (a test holds it),
# and which therefore do not wait for `import spacy`. Words that spaCy takes apart without an apostrophe are left to it.
_TAKEN_APART = (
    r"(?:ai|are|ca|could|dare|did|does|do|had|has|have|is|may|might|must|need|ought|sha|should|was|were|wo|would)nt(?:ve)?|(?:could|might|must|not|should|would)ve"
    r"|(?!were\b|well\b|its\b|ill\b|hell\b|shell\b)(?:he|how|i|it|she|that|there|these|they|this|those|we|what|when|where|who|why|you)(?:d|ll|re|s|ve|m)(?:ve)?"
    r"|cannot|cantve|gonna|gotta|(?:do|go|hav|lov|noth|nuth|someth)in|nuff|ol|em|ll|ima|yall|xdd?"
)
_WORD = rf"(?!(?:{_TAKEN_APART})\b)[a-z]+"
_CONTRACTED = r"(?:he|she|they|we|i|you|it)'ll|(?:do|does|did|is|are|was|were|has|have|had|could|should|would|wo|ca)n't|[a-z]{3,}'s"
_UNIT = rf"(?:(?:{_CONTRACTED})(?![\w-]|,[a-z])|{_WORD}(?:-{_WORD})*\d{{0,4}}|\d+%?)"
_MARKS = r"(?:[,;!?]|(?<=[a-z])[)\]\"][,;]?|(?<=[a-z]{3})[.:])?"
_PLAIN_RE = re.compile(rf"(?:\s|[,!?])*(?:[(\[\"]?{_UNIT}{_MARKS}(?:\s+|$|(?<=[a-z],)(?=[a-z]+(?:[\s,]|$))))*|[\s,!?%~*#+]*", re.ASCII)
_PIECE_RE = re.compile(r"[a-z]+(?=n't)|n't|'(?:ll|s)|[a-z0-9]+|[^\sa-z0-9]")
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
