"""Traditional characters, Taiwan and Hong Kong words and written Cantonese, read as Mainland Mandarin."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_HAN_RE = re.compile(r"[\u3400-\u9fff]+")


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


def simplify(text: str) -> str:
    """`text` with Traditional characters made Simplified, one for one; the length never changes.

    >>> simplify("專案經理")
    '专案经理'
    """
    if text.isascii():
        return text
    han = "".join(_HAN_RE.findall(text))
    try:
        # GB 2312 holds the Simplified characters in daily use and none of the Traditional forms,
        # so a text that it can write needs no conversion and opencc is not even imported.
        han.encode("gb2312")
    except UnicodeEncodeError:
        simple: str = _converter().convert(text)
        if len(simple) == len(text):
            return simple
        return "".join(one if len(one := _converter().convert(char)) == 1 else char for char in text)
    return text


@cache
def _regional_words() -> tuple[re.Pattern[str], dict[str, str], re.Pattern[str], frozenset[str]]:
    path = files("action_commitment") / "lexicons" / "zh" / "regional.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    words: dict[str, str] = {**tables["words"], **tables["cantonese"]}
    longest_first = sorted(words, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    markers = re.compile("|".join(map(re.escape, tables["cantonese_markers"])))
    return pattern, words, markers, frozenset(tables["cantonese"])


def translate_regional_words(text: str) -> Iterator[tuple[int, int, str]]:
    """Edits that put Mainland words in place of Taiwan, Hong Kong and Cantonese ones.

    Cantonese function words are only read as such where the text shows that it is Cantonese.
    """
    pattern, words, markers, cantonese = _regional_words()
    is_cantonese = markers.search(text) is not None
    for match in pattern.finditer(text):
        if is_cantonese or match.group() not in cantonese:
            yield match.start(), match.end(), words[match.group()]
