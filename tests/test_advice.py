"""Advice: the remedy follows the weakness, in the note's language, and nothing is made up."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from action_commitment import Assessor, Criterion, Obstacle, Step, assess
from action_commitment.coaching.advice import advise

MESSAGES = {
    language: tomllib.loads((files("action_commitment") / "coaching" / "messages" / f"{language}.toml").read_text(encoding="utf-8"))
    for language in ("zh", "en")
}
RULES = Assessor(method="rules")


def codes(text: str) -> list[str]:
    return [advice.code for advice in RULES.assess(text).statements[0].advice]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("王总同意周五签，我这季度就差这一单", "unselfish"),
        ("Sign today or the price goes up", "unforced"),
        ("发了报价", "customer_acts"),
        ("Sent quote", "customer_acts"),
        ("张总答应周五签字", "concept_linked"),
        ("客户拒绝试用，说没人手", "obstacle_ability"),
        ("He won't sign, worried about downtime", "obstacle_concern"),
    ],
)
def test_what_helps_most_comes_first(text: str, first: str) -> None:
    assert codes(text)[0] == first


def test_nothing_amiss_needs_no_advice() -> None:
    assert codes("张总答应下周三带三个车间主任来看演示，他想确认换型能压到15分钟") == []


def test_the_next_lower_stair() -> None:
    texts = [a.text for a in RULES.assess("要求客户周五签合同").statements[0].advice if a.code == "lower_stair"]
    assert len(texts) == 1
    assert MESSAGES["zh"]["lower"]["negotiate"] in texts[0]
    assert "lower_stair" not in codes("催客户付尾款")


def test_the_rewrite_keeps_the_words_and_invents_none() -> None:
    text = RULES.assess("张总答应签字").statements[0].advice[-1].text
    assert text == "可写成：张总在____前签字，因为____。"
    english = RULES.assess("Client agreed to send the drawings by Friday").statements[0].advice[-1].text
    assert "send the drawings by Friday" in english
    assert english.endswith("because ____.")


def test_the_language_is_the_notes_or_the_callers() -> None:
    statement = assess("催款").statements[0]
    assert re.search("[\u4e00-\u9fff]", statement.advice[0].text)
    assert advise(statement, "en")[0].text.isascii()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_message_is_there(language: str) -> None:
    messages = MESSAGES[language]
    spoken_of = {criterion for criterion in Criterion if criterion not in (Criterion.PERSONAL_INTEREST, Criterion.INVESTS_EFFORT)}
    assert set(messages["weakness"]) == spoken_of
    assert set(messages["obstacle"]) == set(Obstacle)
    assert set(messages["lower"]) - {"text"} == set(Step) - {Step.OTHER, Step.PURCHASE, Step.ROLL_OUT}
    assert set(messages["question"]) == {"linked", "unlinked", "obstacle"}
