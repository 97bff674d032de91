"""Which of the two decides, the model or the rules, and what follows for the reasons of the statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from action_commitment.judgement.events import Happening
from action_commitment.judgement.features import statement_features
from action_commitment.judgement.reading import Findings, Reading
from action_commitment.judgement.reasons import Reason
from action_commitment.judgement.rulebook import Opinion, opinion_of_rules
from action_commitment.judgement.segments import Rater
from action_commitment.results import Basis, Label, ReasonOf
from action_commitment.signals.people import Side

if TYPE_CHECKING:
    from action_commitment.judgement.model import Model, Prediction

# Why a person should look at a statement.
UNSURE = "model_unsure"
DISAGREE = "model_and_rules_disagree"

BY_MODEL = "model"  # `decided_by` where the model overrules the rules; where both agree, the rule is named

_SIDES = {
    ReasonOf.CUSTOMER: frozenset({Side.CUSTOMER}),
    ReasonOf.SELLER: frozenset({Side.SELLER}),
    ReasonOf.BOTH: frozenset({Side.CUSTOMER, Side.SELLER}),
    ReasonOf.NONE: frozenset[Side](),
}


def rater(model: Model, findings: Findings) -> Rater:
    """How sure the model is of readings; each keeps what the model said of it."""

    def rate(readings: Sequence[Reading]) -> list[float]:
        _predict(readings, findings, model)
        return [reading.prediction.sureness for reading in readings if reading.prediction is not None]

    return rate


def _predict(readings: Sequence[Reading], findings: Findings, model: Model) -> None:
    new = [reading for reading in readings if reading.prediction is None]
    predictions = model.predict([statement_features(reading, findings) for reading in new])
    for reading, prediction in zip(new, predictions, strict=True):
        reading.prediction = prediction


def decide_all(readings: Sequence[Reading], findings: Findings, model: Model | None) -> list[tuple[Reading, Opinion]]:
    """Each statement's reading, brought in line with the opinion that decides on it, and that opinion."""
    by_rules = [(reading, opinion_of_rules(reading)) for reading in readings]
    if model is None:
        return by_rules
    _predict(readings, findings, model)
    decided = []
    for reading, opinion in by_rules:
        prediction = reading.prediction
        assert prediction is not None
        if _acts_for_us(reading, opinion):
            decided.append((reading, opinion))
        elif prediction.sureness < model.rules_below:
            decided.append((reading, replace(opinion, doubts=(UNSURE,))))
        else:
            decided.append(_by_model(reading, opinion, prediction, model))
    return decided


def _acts_for_us(reading: Reading, rules: Opinion) -> bool:
    """Whether somebody acts whom the caller has named as one of ours: only callers name people on our side."""
    if rules.event.happening is not Happening.SELLER_ACT:
        return False
    return any(person.named and person.side is Side.SELLER for clause in reading.clauses for person in clause.people)


def _by_model(reading: Reading, rules: Opinion, said: Prediction, model: Model) -> tuple[Reading, Opinion]:
    label, reason_of = said.label, said.reason_of
    if reading.matched_concept is not None and label is not Label.NO_COMMITMENT:
        # the caller's record says whose reason it is, which the text alone does not
        label, reason_of = Label.CUSTOMER_ACTION, ReasonOf.BOTH if reason_of is ReasonOf.SELLER else ReasonOf.CUSTOMER
    doubts = []
    if said.sureness < model.unsure_below:
        doubts.append(UNSURE)
    if said.label is not rules.label and said.sureness < model.review_below:
        doubts.append(DISAGREE)
    opinion = Opinion(
        label=label,
        event=rules.event,
        assent=said.assent,
        step=said.step,
        decided_by=rules.decided_by if rules.label is label else BY_MODEL,
        basis=Basis.MODEL,
        confidence=said.probabilities[label],
        probabilities=said.probabilities,
        doubts=tuple(doubts),
    )
    if reason_of is None:
        return reading, opinion
    return replace(reading, reason_of=reason_of, reasons=_reasons_of(reading, reason_of)), opinion


def _reasons_of(reading: Reading, reason_of: ReasonOf) -> list[Reason]:
    """The reasons that the rules found on the side that the model names; where they found none, the words beside the act."""
    sides = _SIDES[reason_of]
    reasons = [reason for reason in reading.reasons if reason.side is None or reason.side in sides]
    found = {reason.side for reason in reasons}
    for side in sorted(sides - found):
        stretch = _beside_the_act(reading)
        reasons.append(Reason(*stretch, side, BY_MODEL, concept=side is Side.CUSTOMER))
    return reasons


def _beside_the_act(reading: Reading) -> tuple[int, int]:
    """Where a reason stands that no rule saw: in the longest clause without the act, else in the whole statement."""
    others = [clause for clause in reading.clauses if reading.main is None or clause.index != reading.main.clause]
    if not others:
        return reading.start, reading.end
    longest = max(others, key=lambda clause: clause.end - clause.start)
    return longest.start, longest.end
