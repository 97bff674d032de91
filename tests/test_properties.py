"""What must hold for any text at all."""

from __future__ import annotations

import json
import time
from datetime import date

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from action_commitment import Assessment, Context, SchemaError, Span, assess, assess_many
from action_commitment.schema import json_schema
from action_commitment.text.normalise import fold
from action_commitment.text.tokens import tokenise

PIECES = [
    "客户", "王总", "答应", "下周三", "签字", "，", "。", "\n", "發(fā)現(xiàn)", "??", "催款", "我们", "要求", "為了", "佢哋", "\u200b", "<br>", "&amp;", "_x000D_",
    " ", "he", " will ", "sign", "PO", "by Friday", "so that", "our quota", "won't", "1. ", "😀", "\ud800", "\x00", "\u202e", "ﬁ", "İ", "½", "Ｂ",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=14).map("".join))


def spans_of(assessment: Assessment) -> list[Span]:
    spans = []
    for statement in assessment.statements:
        spans += [span for span in (statement.reason, statement.actor, statement.action, statement.due) if span is not None]
        spans += [span for result in statement.criteria for span in result.evidence]
    return spans + [span for flag in assessment.flags for span in flag.evidence]


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_every_span_slices_the_callers_text(text: str) -> None:
    assessment = assess(text)
    assert assessment.text == text
    place = 0
    for statement in assessment.statements:
        assert text[statement.start : statement.end] == statement.text
        assert place <= statement.start < statement.end
        place = statement.end
    for span in spans_of(assessment):
        assert text[span.start : span.end] == span.text != ""


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_fold_keeps_places(text: str) -> None:
    folded = fold(text)
    for index in range(len(folded.text)):
        start, end = folded.to_source(index, index + 1)
        assert 0 <= start < end <= len(text)
    assert len(folded.cased) == len(folded.text)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_tokens_spell_the_text(text: str) -> None:
    folded = fold(text).text
    tokens = tokenise(folded)
    covered = "".join(tokens.words())
    assert covered == "".join(folded.split()) or "".join(covered.split()) == "".join(folded.split())


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_written_and_read_back(text: str) -> None:
    assessment = assess(text, Context(written_on=date(2026, 11, 23)))
    data = assessment.to_dict()
    jsonschema.validate(data, json_schema())
    assert Assessment.from_dict(data) == assessment
    assert Assessment.from_dict(json.loads(assessment.to_json())) == assessment
    assessment.to_json().encode("utf-8")


@given(st.lists(TEXTS, max_size=5))
@settings(max_examples=30, deadline=None)
def test_many_equals_one_by_one(texts: list[str]) -> None:
    assert list(assess_many(texts)) == [assess(text) for text in texts]


def test_many_in_processes_keeps_order() -> None:
    texts = [f"客户答应周五签字 {number}" if number % 2 else "Chase PO again" for number in range(1_100)]
    assert list(assess_many(texts, n_process=2)) == [assess(text) for text in texts]


@pytest.mark.parametrize(
    "data", [[], {}, {"schema_version": "0"}, {"schema_version": "1", "text": 3}, {"schema_version": "1", "nonsense": 1}]
)
def test_from_dict_refuses_what_is_no_assessment(data: object) -> None:
    with pytest.raises(SchemaError):
        Assessment.from_dict(data)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "\x00", "\ud800", "добрый день", "こんにちは", "?!?!", "<p></p>"])
def test_texts_without_a_commitment(text: str) -> None:
    assert str(assess(text).label) == "no_commitment"


@pytest.mark.parametrize("value", [None, b"bytes", 3, ["a"]])
def test_only_strings(value: object) -> None:
    with pytest.raises(TypeError, match="takes a str"):
        assess(value)  # type: ignore[arg-type]


def test_a_megabyte_is_answered() -> None:
    text = "客户答应周五签字，he will send the drawings by Friday. " * 22_000
    start = time.process_time()
    assert str(assess(text).label) == "customer_action"
    assert time.process_time() - start < 600  # a hang, not a benchmark


def test_one_endless_clause_is_answered() -> None:
    assert assess("客户" * 30_000).statements
