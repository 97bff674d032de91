"""Route by script: which stretches of a folded note are Chinese, Latin, or something else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from action_commitment.results import Language

HAN = "\u3400-\u9fff"

# Han runs, and runs of everything else that a word tokeniser should see in one piece.
_STRETCH_RE = re.compile(f"[{HAN}]+|[^{HAN}]+")
_HAN_RE = re.compile(f"[{HAN}]+")
_LATIN_WORD_RE = re.compile(r"[a-z][a-z'’]+", re.IGNORECASE)
# Foreign scripts: a text made of these is neither Chinese nor English.
_OTHER_LETTER_RE = re.compile(r"[^\W\d_a-zA-Z\u00c0-\u024f\u3400-\u9fff]")
# A text without one of these has no letter of a foreign script.
_UNUSUAL_RE = re.compile(r"[^\x00-\u024f\u2000-\u206f\u3000-\u303f\u3400-\u9fff\uff00-\uff65]")
_KANA_OR_HANGUL_RE = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")


def iter_stretches(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start, end and "is it Chinese" of each stretch, in order, covering the text.

    >>> list(iter_stretches("王总 will来"))
    [(0, 2, True), (2, 7, False), (7, 8, True)]
    """
    for match in _STRETCH_RE.finditer(text):
        start, end = match.span()
        yield start, end, "\u3400" <= text[start] <= "\u9fff"


def detect_language(text: str) -> Language:
    """The language of a folded text, by its scripts: a few Latin abbreviations do not make Chinese mixed.

    >>> [str(detect_language(t)) for t in ("发了报价", "sent quote", "王总 will bring the cfo", "добрый день")]
    ['zh', 'en', 'mixed', 'other']
    """
    han = sum(map(len, _HAN_RE.findall(text)))
    words = len(_LATIN_WORD_RE.findall(text))
    unusual = _UNUSUAL_RE.search(text) is not None
    foreign = len(_OTHER_LETTER_RE.findall(text)) if unusual else 0
    if unusual and (_KANA_OR_HANGUL_RE.search(text) or foreign > han + 4 * words):
        return Language.OTHER
    if han and words:
        # A Chinese word is about 1.6 characters, so this asks whether a tenth of the words are Latin ones.
        return Language.MIXED if words >= 2 and words * 9 >= han / 1.6 else Language.ZH
    if han:
        return Language.ZH
    return Language.EN if words else Language.OTHER
