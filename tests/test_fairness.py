"""Names, gender and titles do not move a verdict."""

from __future__ import annotations

import pytest

from action_commitment import assess

ENGLISH = [
    "{name} agreed to walk the board through the numbers on Tuesday so the audit finding gets closed",
    "Asked {name} to sign before Friday, I am two deals short of my number",
    "Sent {name} the revised quote",
    "{name} won't share the energy bills",
]
CHINESE = ["{name}答应周五把停机台账发给我", "催{name}月底前打款，我要冲业绩", "给{name}发了第二版报价", "{name}拒绝安排现场测试"]


@pytest.mark.parametrize("text", ENGLISH)
def test_english_names(text: str) -> None:
    names = ["John", "Mary", "Priya", "Mohammed", "Mr. Jones", "Mrs. Jones", "Dr. Okafor", "Wei", "Siobhan", "Lakshmi"]
    assert len({(a.label, a.linked) for a in (assess(text.format(name=name)) for name in names)}) == 1


@pytest.mark.parametrize("text", CHINESE)
def test_chinese_names(text: str) -> None:
    names = ["王总", "李姐", "张工", "刘主任", "陈经理", "赵先生", "孙女士", "周老师", "欧阳经理", "他", "她"]
    assert len({(a.label, a.linked) for a in (assess(text.format(name=name)) for name in names)}) == 1


@pytest.mark.parametrize(
    ("his", "hers"), [("He will send the drawings by Friday", "She will send the drawings by Friday"), ("他答应签字", "她答应签字")]
)
def test_gender(his: str, hers: str) -> None:
    assert (assess(his).label, assess(his).linked) == (assess(hers).label, assess(hers).linked)
