"""One token sequence for Chinese, English and both in one sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, pairwise

from action_commitment.text.chinese import cut_chinese
from action_commitment.text.english import cut_english
from action_commitment.text.scripts import iter_stretches

_ONLY_CHINESE_RE = re.compile(r"[\u4e00-\u9fd5\s,。;!?、:]*")


@dataclass(slots=True)
class Tokens:
    """The tokens of a folded text, as parallel tuples of offsets.

    `boundaries` holds every offset at which a token begins or ends, for matchers that must not cut a word.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    boundaries: set[int]

    def words(self) -> list[str]:
        """The tokens as strings."""
        return [self.text[start:end] for start, end in zip(self.starts, self.ends, strict=True)]


def tokenise(text: str) -> Tokens:
    """Cut a folded text into words: Chinese by dictionary, the rest by spaCy's English rules.

    >>> tokenise("王总 will bring cfo 来看演示").words()
    ['王', '总', 'will', 'bring', 'cfo', '来看', '演示']
    """
    starts: list[int] = []
    ends: list[int] = []
    if _ONLY_CHINESE_RE.fullmatch(text):
        # one call does for all stretches: marks and blanks come out by themselves
        edges = list(accumulate(map(len, cut_chinese(text)), initial=0))
        for start, end in pairwise(edges):
            if not text[start].isspace():
                starts.append(start)
                ends.append(end)
        return Tokens(text, tuple(starts), tuple(ends), {*starts, *ends})
    for begin, end, is_chinese in iter_stretches(text):
        if is_chinese:
            edges = list(accumulate(map(len, cut_chinese(text[begin:end])), initial=begin))
            starts += edges[:-1]
            ends += edges[1:]
            if edges[-1] != end:
                raise AssertionError(f"tokens do not spell {text[begin:end]!r}")
        elif end - begin == 1:
            if not text[begin].isspace():
                starts.append(begin)
                ends.append(end)
        else:
            for first, last in cut_english(text[begin:end]):
                starts.append(begin + first)
                ends.append(begin + last)
    return Tokens(text, tuple(starts), tuple(ends), {*starts, *ends})
