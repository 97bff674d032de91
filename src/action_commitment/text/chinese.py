"""Chinese words, by jieba's dictionary: rjieba where it is installed, else a jieba tokenizer of our own.

The global `jieba.dt` is never touched (another library in the process may own it), nothing is logged,
and no cache is written: jieba's default one is a file in the shared temporary folder that is read
with `marshal` whoever wrote it, and rebuilding from the dictionary takes as long as reading it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cache

Cutter = Callable[[str], list[str]]

_LOCK = threading.Lock()


def cut_chinese(text: str) -> list[str]:
    """The words of a stretch of Chinese; joined, they spell it again.

    >>> cut_chinese("张总答应下周来看演示")
    ['张', '总', '答应', '下周', '来看', '演示']
    """
    return _cutter()(text)


def _cutter() -> Cutter:
    with _LOCK:  # `cache` alone would let two threads build the dictionary at the same time
        return _build_cutter()


@cache
def _build_cutter() -> Cutter:
    try:
        return rjieba_cutter()
    except ImportError:
        return jieba_cutter()


def rjieba_cutter() -> Cutter:
    """The compiled tokenizer; the same words, 27 times as fast as jieba."""
    import rjieba

    def cut(text: str) -> list[str]:
        return list(rjieba.cut(text, False))

    return cut


def jieba_cutter() -> Cutter:
    """A private jieba tokenizer that writes no file and logs nothing."""
    import jieba

    class Quiet(jieba.Tokenizer):  # type: ignore[misc]  # jieba ships no types
        def initialize(self, dictionary: str | None = None) -> None:
            with self.lock:
                if not self.initialized:  # type: ignore[has-type]  # set by the base class, which has no types
                    self.FREQ, self.total = self.gen_pfdict(self.get_dict_file())
                    self.initialized = True

    tokenizer = Quiet()
    tokenizer.initialize()

    def cut(text: str) -> list[str]:
        return list(tokenizer.cut(text, HMM=False))

    return cut
