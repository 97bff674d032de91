"""The written cases: each file a table of phenomenon, expectation and text; known failures are listed and strict."""

from __future__ import annotations

from pathlib import Path

import pytest

from action_commitment import Assessor, Label

CASES = Path(__file__).parent / "cases"
RULES = Assessor(method="rules")
EXPECTATIONS = {
    "Cl": (Label.CUSTOMER_ACTION, True),
    "Cu": (Label.CUSTOMER_ACTION, False),
    "Ds": (Label.SELLER_DEMAND, False),
    "Dn": (Label.SELLER_DEMAND, False),
    "N": (Label.NO_COMMITMENT, None),
    "C": (Label.CUSTOMER_ACTION, ...),
    "D": (Label.SELLER_DEMAND, ...),
}


def read_cases() -> list[tuple[str, str, str]]:
    rows = []
    for path in sorted(CASES.glob("*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            phenomenon, expectation, text = line.split("\t")
            assert expectation in EXPECTATIONS, f"{path.name}:{number}"
            rows.append((phenomenon, expectation, text))
    return rows


def known_failures() -> set[str]:
    return set((CASES / "known_failures.txt").read_text(encoding="utf-8").splitlines())


def as_expected(expectation: str, text: str) -> bool:
    label, linked = EXPECTATIONS[expectation]
    assessment = RULES.assess(text)
    return assessment.label is label and linked in (..., assessment.linked)


def parameters() -> list[object]:
    failures = known_failures()
    return [
        pytest.param(
            expectation,
            text,
            id=f"{phenomenon}-{text[:24]}",
            marks=[pytest.mark.xfail(reason="known failure", strict=True)] if text in failures else [],
        )
        for phenomenon, expectation, text in read_cases()
    ]


@pytest.mark.parametrize(("expectation", "text"), parameters())
def test_case(expectation: str, text: str) -> None:
    assert as_expected(expectation, text)


def test_there_are_enough_cases() -> None:
    assert len(read_cases()) >= 400


def test_known_failures_are_cases() -> None:
    assert known_failures() <= {text for _, _, text in read_cases()}
