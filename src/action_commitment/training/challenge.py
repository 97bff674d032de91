"""The behavioural suite: what must hold of a capability, whatever the figures on the corpora say.

Three kinds of case, after Ribeiro and others, "Beyond Accuracy: Behavioral Testing of NLP Models with CheckList"
(ACL 2020): `mft`, minimum functionality, a text with its verdict; `inv`, invariance, a change that must leave the
verdict as it is; `dir`, direction, a change that must turn it into another one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from action_commitment.assessor import Assessor
from action_commitment.errors import CorpusError
from action_commitment.results import Assessment, Label
from action_commitment.training.corpus import read_jsonl

KINDS = ("mft", "inv", "dir")

# A verdict is a label with its linkage; `Ds` and `Dn` differ only in why a demand is not linked.
_VERDICTS: dict[str, tuple[Label, bool | None]] = {
    "Cl": (Label.CUSTOMER_ACTION, True),
    "Cu": (Label.CUSTOMER_ACTION, False),
    "Ds": (Label.SELLER_DEMAND, False),
    "Dn": (Label.SELLER_DEMAND, False),
    "N": (Label.NO_COMMITMENT, None),
}


@dataclass(frozen=True, slots=True)
class Case:
    """One behavioural case; `changed` and `expect_changed` are None for a minimum functionality."""

    id: str
    language: str
    capability: str
    kind: str
    text: str
    expect: str
    changed: str | None = None
    expect_changed: str | None = None

    def holds(self, assessor: Assessor) -> bool:
        """Whether the assessor behaves as the case demands."""
        found = _verdict(assessor.assess(self.text))
        if self.changed is None:
            return found == _VERDICTS[self.expect]
        changed = _verdict(assessor.assess(self.changed))
        if self.kind == "inv":
            return changed == found
        return changed == _VERDICTS[str(self.expect_changed)]


def _verdict(assessment: Assessment) -> tuple[Label, bool | None]:
    return assessment.label, assessment.linked


def read_challenge(folder: Path) -> list[Case]:
    """The cases of `folder/challenge/*.jsonl`, checked; none where there is no such folder."""
    cases = []
    seen: set[str] = set()
    for path in sorted((folder / "challenge").glob("*.jsonl")):
        for number, row in read_jsonl(path):
            try:
                case = Case(**row)
            except TypeError as error:
                raise CorpusError(f"{path}:{number}: {error}") from None
            problem = _problem(case, seen)
            if problem:
                raise CorpusError(f"{path}:{number}: {problem}")
            seen.add(case.id)
            cases.append(case)
    return cases


def _problem(case: Case, seen: set[str]) -> str | None:
    if case.id in seen:
        return f"id {case.id!r} is used twice"
    if case.kind not in KINDS:
        return f"kind {case.kind!r} is not one of {', '.join(KINDS)}"
    if case.expect not in _VERDICTS or case.expect_changed not in {None, *_VERDICTS}:
        return f"a verdict is one of {', '.join(_VERDICTS)}"
    if not case.text.strip() or (case.changed is None) != (case.kind == "mft") or case.changed == case.text:
        return "inv and dir need a changed text, and mft needs none"
    if (case.expect_changed is None) != (case.kind != "dir"):
        return "dir, and no other kind, needs a verdict of the changed text"
    return None


def failures(cases: Iterable[Case], assessor: Assessor) -> list[Case]:
    """The cases that do not hold."""
    return [case for case in cases if not case.holds(assessor)]


def table(cases: Sequence[Case], failed: Sequence[Case]) -> list[str]:
    """Failure rates by capability and kind, for each language, as lines of Markdown."""
    lost = {case.id for case in failed}
    lines = []
    for language in sorted({case.language for case in cases}):
        ours = [case for case in cases if case.language == language]
        lines += [f"| {language}: capability | cases | mft | inv | dir |", "| --- | --- | --- | --- | --- |"]
        groups: dict[str, list[Case]] = defaultdict(list)
        for case in ours:
            groups[case.capability].append(case)
        for name, found in [*sorted(groups.items()), ("all", ours)]:
            lines.append(f"| {name} | {len(found)} | " + " | ".join(_rate(found, kind, lost) for kind in KINDS) + " |")
        lines.append("")
    return lines


def _rate(cases: Sequence[Case], kind: str, lost: set[str]) -> str:
    found = [case for case in cases if case.kind == kind]
    return f"{sum(case.id in lost for case in found) / len(found):.0%} of {len(found)}" if found else "-"
