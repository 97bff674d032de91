"""Normalising, splitting and dates: tables with the reason beside the row."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from action_commitment import Assent, Assessor, Context, Criterion, Obstacle, PlanFinding, ReasonOf, Step, Verdict
from action_commitment.signals.dates import find_dates
from action_commitment.signals.dates_zh import CHINESE, CHINESE_KEYS
from action_commitment.signals.inflect import inflect
from action_commitment.text.normalise import fold
from action_commitment.text.statements import split_sentences

WRITTEN_ON = date(2026, 11, 24)  # a Tuesday
assess = Assessor(method="rules").assess  # what the rules read; the model has tests of its own


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("我發(fā)現(xiàn)", "我发现"),  # pinyin left behind by a conversion
        ("ＰＯ：５台", "po:5台"),  # full width
        ("下禮拜三", "下周三"),  # a Taiwan word
        ("佢哋話聽日簽", "他们说明天签"),  # Cantonese: "they say they sign tomorrow"
        ("电话联系", "电话联系"),  # 话 is a Cantonese "say" only in Cantonese
        ("a<br>b&amp;c", "a\nb&c"),  # HTML
        ("a_x000D_b", "a\nb"),  # Excel
        ("签\u200b字", "签字"),  # zero width
        ("f(x) (de)", "f(x) (de)"),  # brackets that are no pinyin
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text).text == folded


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("发了报价。客户说周五给答复", ["发了报价。", "客户说周五给答复"]),
        ("1. sent quote\n2. he'll sign", ["1. sent quote", "2. he'll sign"]),
        ("spoke w/ Mr. Jones. He agreed", ["spoke w/ mr. jones.", "he agreed"]),  # an abbreviation ends nothing
        ("price is 3.5 per unit", ["price is 3.5 per unit"]),
        ("见了张总??他答应签", ["见了张总??", "他答应签"]),  # eaten characters
    ],
)
def test_split_sentences(text: str, pieces: list[str]) -> None:
    folded = fold(text).text
    assert [folded[s.start : s.end] for s in split_sentences(folded)] == pieces


@pytest.mark.parametrize(
    ("text", "found", "day"),
    [
        ("下周三下午前签字", "下周三下午", date(2026, 12, 2)),
        ("周五签", "周五", date(2026, 11, 27)),
        ("月底之前", "月底", date(2026, 11, 30)),
        ("12月5日前付款", "12月5日", date(2026, 12, 5)),
        ("十五号来厂", "十五号", date(2026, 12, 15)),
        ("8月中旬", "8月中旬", date(2027, 8, 20)),
        ("第二季度上线", "第二季度", date(2027, 6, 30)),
        ("两周内回传", "两周内", date(2026, 12, 8)),
        ("国庆前", "国庆", date(2026, 10, 1)),
        ("by Friday", "friday", date(2026, 11, 27)),
        ("next Wednesday at 2", "next wednesday at 2", date(2026, 12, 2)),
        ("by EOW", "eow", date(2026, 11, 29)),
        ("on Dec 5", "dec 5", date(2026, 12, 5)),
        ("by 12/15", "12/15", date(2026, 12, 15)),
        ("end of next month", "end of next month", date(2026, 12, 31)),
        ("before their audit", "before their audit", None),
    ],
)
def test_dates(text: str, found: str, day: date | None) -> None:
    folded = fold(text).text
    dates = find_dates(folded)
    assert [folded[d.start : d.end] for d in dates] == [found]
    assert dates[0].resolve(WRITTEN_ON) == day
    assert dates[0].resolve(None) is None


@pytest.mark.parametrize(
    "text", ["3号线改造", "一级能效", "试跑两周", "he sat with us", "they may sign", "24/7 support", "third party", "1/2 inch"]
)
def test_no_dates(text: str) -> None:
    assert find_dates(fold(text).text) == []


@pytest.mark.parametrize(
    ("verb", "past", "ing"),
    [
        ("agree", "agreed", "agreeing"),
        ("tie down", "tied down", "tying down"),
        ("commit", "committed", "committing"),
        ("pay", "paid", "paying"),
        ("ship", "shipped", "shipping"),
    ],
)
def test_inflect(verb: str, past: str, ing: str) -> None:
    assert {past, ing} <= set(inflect(verb))


@pytest.mark.parametrize(
    ("text", "assent", "step", "reason_of"),
    [
        ("张总答应周五签合同", Assent.AGREED, Step.PURCHASE, ReasonOf.NONE),
        ("催款", Assent.PROPOSED, Step.PURCHASE, ReasonOf.NONE),
        ("降到九五折就签", Assent.CONDITIONAL, Step.PURCHASE, ReasonOf.NONE),
        ("财务已打款", Assent.DONE, Step.PURCHASE, ReasonOf.NONE),
        ("客户拒绝试用", Assent.REFUSED, Step.EVALUATE, None),
        ("She agreed to bring the CFO on Tuesday so the audit finding gets closed", Assent.AGREED, Step.MEET, ReasonOf.CUSTOMER),
        ("He agreed to sign today, helps my quota", Assent.AGREED, Step.PURCHASE, ReasonOf.SELLER),
    ],
)
def test_fields(text: str, assent: Assent, step: Step, reason_of: ReasonOf | None) -> None:
    statement = assess(text).statements[0]
    assert (statement.assent, statement.step, statement.reason_of) == (assent, step, reason_of)


@pytest.mark.parametrize(
    ("text", "criterion"),
    [
        ("会全力支持我们", Criterion.SPECIFIC),
        ("张总答应签字", Criterion.DATED),
        ("王总同意签，我这季度就差这一单", Criterion.UNSELFISH),
        ("不签就涨价，催他周五前定", Criterion.UNFORCED),
        ("陈工答应周五签合同，不过要总部批", Criterion.WITHIN_AUTHORITY),
    ],
)
def test_flags(text: str, criterion: Criterion) -> None:
    flags = [flag for flag in assess(text).flags if flag.criterion is criterion]
    assert flags
    for span in flags[0].evidence:
        assert text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    ("text", "obstacle"),
    [
        ("他不肯试，说做不了主", Obstacle.AUTHORITY),
        ("won't run the trial, no bandwidth", Obstacle.ABILITY),
        ("客户拒绝安排测试", Obstacle.UNWILLING),
    ],
)
def test_obstacles(text: str, obstacle: Obstacle) -> None:
    assert obstacle in {statement.obstacle for statement in assess(text).statements}


def test_plan() -> None:
    plan = assess("最佳行动承诺：孙厂长下周停一条线试机，看废品能不能降下来\n最低行动承诺：他把上月废品台账给我，好查原因").plan
    assert plan is not None
    assert (plan.best, plan.minimum) == (0, 1)
    assert assess("Best: client signs Friday").plan.findings[0] is PlanFinding.MINIMUM_MISSING  # type: ignore[union-attr]
    assert assess("发了报价").plan is None


def test_economic_buyer_may_sign() -> None:
    statement = assess("客户周五签合同", Context(role="economic")).statements[0]
    assert statement.criterion(Criterion.WITHIN_AUTHORITY).verdict is Verdict.MET


def test_the_passage_the_project_came_from(root: Path) -> None:
    path = root.parent / "shared" / "data" / "visit_dialogue.txt"
    if not path.is_file():
        pytest.skip("the passage is not part of the repository and lies beside it only where the project is developed")
    text = path.read_text(encoding="utf-8")
    assert "行动承诺一定是源于客户的概念和个人利益" in fold(text).text
    for statement in assess(text).statements:
        assert text[statement.start : statement.end] == statement.text


def test_keys_stand_in_every_match(root: Path) -> None:
    patterns = [re.compile(pattern) for pattern, _, _ in CHINESE]
    lines = (root / "corpora" / "statements.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines:
        text = fold(json.loads(line)["text"]).text
        for keys, pattern in zip(CHINESE_KEYS, patterns, strict=True):
            for match in pattern.finditer(text):
                assert keys & set(match.group()), pattern.pattern
