"""The rules: an ordered tuple, each with its reason why; the first that applies decides the label.

They follow section 2 of the codebook: is there an act of the customer's side, and if so, whose purpose does
it serve. A rule looks at the reading of a statement, never at words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from action_commitment.judgement.events import Event, Happening
from action_commitment.judgement.reading import Reading
from action_commitment.results import Label, ReasonOf


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule: where `applies` returns an event, that event decides for `label`.

    `why_not` says what keeps the statement from being a commitment; `{words}` stands for the words of the event.
    """

    name: str
    label: Label
    why: str
    why_not: str
    applies: Callable[[Reading], Event | None]


_ACTS = (Happening.CUSTOMER_ACT, Happening.CUSTOMER_ORDER)


def _main_is(*happenings: Happening) -> Callable[[Reading], Event | None]:
    def applies(reading: Reading) -> Event | None:
        main = reading.main
        return main if main is not None and main.happening in happenings else None

    return applies


def _act_for(*whose: ReasonOf) -> Callable[[Reading], Event | None]:
    act = _main_is(*_ACTS)

    def applies(reading: Reading) -> Event | None:
        return act(reading) if reading.reason_of in whose else None

    return applies


def _request_for(*whose: ReasonOf) -> Callable[[Reading], Event | None]:
    request = _main_is(Happening.REQUEST)

    def applies(reading: Reading) -> Event | None:
        return request(reading) if reading.reason_of in whose else None

    return applies


def _anything(reading: Reading) -> Event:
    return reading.main or Event(Happening.NOTHING, reading.start, reading.end, 0, "empty")


def _our_gain(reading: Reading) -> Event | None:
    """A gain of ours is the ground, whatever the clause with the act looks like."""
    if reading.reason_of is not ReasonOf.SELLER or reading.main is None or "reason.ours" not in reading.kinds:
        return None
    return reading.main


def _threat(reading: Reading) -> Event | None:
    main = reading.main
    if main is None or "pressure" not in reading.kinds or main.agreed_by_word:
        return None
    return main if main.happening in (Happening.REFUSAL, Happening.INFORMATION, Happening.NOTHING, Happening.CONDITION) else None


def _favour(reading: Reading) -> Event | None:
    main = reading.main
    if main is None or "favour" not in reading.kinds or main.agreed_by_word or main.offered or main.done:
        return None
    if main.happening in _ACTS:
        return main if reading.reason_of is ReasonOf.NONE else None
    return main if main.happening in _FAVOUR_ASKED else None


_FAVOUR_ASKED = frozenset(
    {
        Happening.SELLER_ACT,
        Happening.WISH,
        Happening.HYPOTHETICAL,
        Happening.NOTHING,
        Happening.INFORMATION,
        Happening.TASK,
        Happening.ATTITUDE,
    }
)


RULES: tuple[Rule, ...] = (
    Rule(
        "act_for_our_reason",
        Label.SELLER_DEMAND,
        "the customer's act serves a reason that is ours only",
        "the customer would act ({words}), but the only reason given is ours",
        _act_for(ReasonOf.SELLER),
    ),
    Rule(
        "our_gain",
        Label.SELLER_DEMAND,
        "the only ground given is a gain of ours",
        "the only ground given is a gain of ours ({words})",
        _our_gain,
    ),
    Rule(
        "threat",
        Label.SELLER_DEMAND,
        "a threat of ours stands in place of a reason",
        "we put pressure on the customer ({words}), who has agreed to nothing",
        _threat,
    ),
    Rule(
        "favour",
        Label.SELLER_DEMAND,
        "a favour to us by nature, which the customer has not offered",
        "it would be a favour to us ({words}), and the customer has not offered it",
        _favour,
    ),
    Rule("act_of_the_customer", Label.CUSTOMER_ACTION, "the customer acts: agreed, offered, ordered or done", "", _main_is(*_ACTS)),
    Rule(
        "request_for_their_reason",
        Label.CUSTOMER_ACTION,
        "we ask for the act, and the reason given is the customer's own",
        "",
        _request_for(ReasonOf.CUSTOMER, ReasonOf.BOTH),
    ),
    Rule(
        "request",
        Label.SELLER_DEMAND,
        "we want the act of the customer, and no reason of theirs is given",
        "we want it of the customer ({words}), and no reason of theirs is given",
        _main_is(Happening.REQUEST),
    ),
    Rule(
        "refused",
        Label.NO_COMMITMENT,
        "the act is refused, or said not to happen",
        "the customer refuses, or it is said not to happen ({words})",
        _main_is(Happening.REFUSAL),
    ),
    Rule(
        "task_for_us",
        Label.NO_COMMITMENT,
        "the customer sets us a task: we act, not they",
        "the customer asks it of us ({words}); we would act, not they",
        _main_is(Happening.TASK),
    ),
    Rule(
        "continuation",
        Label.NO_COMMITMENT,
        "talk goes on, with no act and no date",
        "talk goes on ({words}), with no act and no date",
        _main_is(Happening.CONTINUATION),
    ),
    Rule(
        "hypothetical",
        Label.NO_COMMITMENT,
        "praise or a promise that gives nothing now",
        "a promise that gives nothing now and has no date ({words})",
        _main_is(Happening.HYPOTHETICAL),
    ),
    Rule("waiting", Label.NO_COMMITMENT, "we wait, and nobody has said to act", "we only wait ({words})", _main_is(Happening.WAITING)),
    Rule(
        "seller_activity",
        Label.NO_COMMITMENT,
        "we act, not the customer",
        "it is our own activity ({words})",
        _main_is(Happening.SELLER_ACT),
    ),
    Rule(
        "third_party",
        Label.NO_COMMITMENT,
        "somebody who is neither customer nor seller acts",
        "a third party acts ({words})",
        _main_is(Happening.THIRD_PARTY_ACT),
    ),
    Rule(
        "wish",
        Label.NO_COMMITMENT,
        "a need or want of theirs is information",
        "a wish of theirs is no act ({words})",
        _main_is(Happening.WISH),
    ),
    Rule(
        "attitude",
        Label.NO_COMMITMENT,
        "a feeling or an opinion is no act",
        "a feeling or opinion is no act ({words})",
        _main_is(Happening.ATTITUDE),
    ),
    Rule(
        "information",
        Label.NO_COMMITMENT,
        "a state of affairs is no act",
        "a state of affairs is no act ({words})",
        _main_is(Happening.INFORMATION),
    ),
    Rule(
        "nothing_found",
        Label.NO_COMMITMENT,
        "no word shows an act of the customer's side",
        "no word shows that the customer will do anything",
        _anything,
    ),
)


def decide(reading: Reading) -> tuple[Rule, Event]:
    """The first rule that applies, and the event that it rests on."""
    for rule in RULES:
        event = rule.applies(reading)
        if event is not None:
            return rule, event
    raise AssertionError("the last rule applies to everything")


def runners_up(reading: Reading) -> list[Rule]:
    """The rules that would have decided had another clause of the statement been the main one."""
    decided, _ = decide(reading)
    found: list[Rule] = []
    for event in reading.events:
        if event is reading.main or event.happening is Happening.NOTHING:
            continue
        rule = _rule_for(event)
        if rule is not decided and rule not in found:
            found.append(rule)
    return found


def _rule_for(event: Event) -> Rule:
    stand_in = Reading("", event.start, event.end, [], [event], event, [], ReasonOf.NONE)
    return decide(stand_in)[0]
