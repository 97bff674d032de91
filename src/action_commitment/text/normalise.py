"""Fold a note to one form for matching, and remember where every character came from.

The fold is for the eyes of the matchers only: nothing folded ever leaves the library. Most notes need
no more than a character-by-character translation, which keeps the offsets as they are; only damaged,
Traditional or HTML text pays for a map.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from action_commitment.text.traditional import simplify, translate_regional_words

# Full width to half width, odd spaces to a space, typographic quotes to plain: one character for one.
_ONE_TO_ONE = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys([0x3000, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F], 0x20),
    **dict.fromkeys([*range(0x09), 0x0B, 0x0C, 0x0D, *range(0x0E, 0x20), 0x7F], 0x20),
    **dict.fromkeys([0x2028, 0x2029, 0x85], 0x0A),
    **dict.fromkeys([0x2018, 0x2019, 0x02BC, 0xB4], 0x27),
    **dict.fromkeys([0x201C, 0x201D, 0x300C, 0x300D, 0x300E, 0x300F], 0x22),
    **dict.fromkeys([0x2010, 0x2011, 0x2012], 0x2D),
    **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD),
}

# Signs that the slow way is needed: what one-to-one translation cannot mend.
_ODD_RE = re.compile(r"[<&_(]|[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]")

# What the slow way takes out or replaces, each with its reason.
_DAMAGE_RE = re.compile(
    # zero-width characters, direction marks and variation selectors carry no words
    r"(?P<invisible>[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]+)"
    # pinyin that a failed conversion left behind the character it belongs to: 發(fā)現(xiàn)
    r"|(?P<pinyin>(?<=[\u3400-\u9fff])\((?=[^()]{0,7}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ])[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ]{1,7}\))"
    # a carriage return as Excel's XML writes it
    r"|(?P<newline>_x000[dDaA]_|<(?:br|/p|/div|/li|/tr)\b[^<>]{0,200}>)"
    # other markup of an HTML body
    r"|(?P<tag></?[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>]{0,300})?/?>|<!--[^<>]{0,300}-->)"
    r"|(?P<entity>&(?:[a-zA-Z]{2,8}|#[0-9]{1,6}|#x[0-9a-fA-F]{1,5});)"
)


@dataclass(slots=True)
class Folded:
    """A note in the form that matchers read, and the way back to the caller's string.

    `text` is lower case, `cased` the same characters before lowering. `starts` and `ends` hold, for each
    character, where the stretch that it stands for begins and ends in `source`; None means that nothing moved.
    """

    source: str
    text: str
    cased: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The caller's offsets for the folded stretch `start:end`, which must not be empty."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(source: str) -> Folded:
    """Fold `source` to lower-case Simplified text with half-width signs; works on any string.

    >>> fold("我發(fā)現(xiàn)ＰＯ").text
    '我发现po'
    >>> fold("我發(fā)現(xiàn)ＰＯ").to_source(1, 3)
    (1, 7)
    """
    text = source.translate(_ONE_TO_ONE)
    starts: list[int] | None = None
    ends: list[int] | None = None
    if _ODD_RE.search(text):
        text, starts, ends = _replace(text, _mend_damage(text), starts, ends)
    simple = simplify(text)
    if simple != text:
        words = translate_regional_words(simple)
        text, starts, ends = _replace(simple, words, starts, ends)
    lowered = _lower(text)
    if starts is None or ends is None:
        return Folded(source, lowered, text)
    return Folded(source, lowered, text, tuple(starts), tuple(ends))


def _lower(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _mend_damage(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _DAMAGE_RE.finditer(text):
        if match.lastgroup == "newline":
            yield match.start(), match.end(), "\n"
        elif match.lastgroup == "entity":
            plain = html.unescape(match.group())
            if plain != match.group():
                yield match.start(), match.end(), plain.translate(_ONE_TO_ONE)
        else:
            yield match.start(), match.end(), ""


def _replace(
    text: str,
    edits: Iterator[tuple[int, int, str]],
    starts: list[int] | None,
    ends: list[int] | None,
) -> tuple[str, list[int] | None, list[int] | None]:
    """Apply ordered, disjoint edits; each new character stands for the whole stretch that it replaces."""
    pieces: list[str] = []
    new_starts: list[int] = []
    new_ends: list[int] = []
    place = 0

    def keep(upto: int) -> None:
        pieces.append(text[place:upto])
        new_starts.extend(starts[place:upto] if starts is not None else range(place, upto))
        new_ends.extend(ends[place:upto] if ends is not None else range(place + 1, upto + 1))

    edited = False
    for begin, end, plain in edits:
        edited = True
        keep(begin)
        pieces.append(plain)
        first = starts[begin] if starts is not None else begin
        last = ends[end - 1] if ends is not None else end
        new_starts.extend([first] * len(plain))
        new_ends.extend([last] * len(plain))
        place = end
    if not edited:
        return text, starts, ends
    keep(len(text))
    return "".join(pieces), new_starts, new_ends
