"""What a clause can present, and the clause itself with all that was found in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from action_commitment.results import Step
from action_commitment.signals.dates import DateSignal
from action_commitment.signals.match import Signal
from action_commitment.signals.people import BY_START, Person, Side


class Happening(StrEnum):
    """What a clause presents."""

    CUSTOMER_ACT = "customer_act"
    CUSTOMER_ORDER = "customer_order"  # the customer sets its own people to work
    SELLER_ACT = "seller_act"
    THIRD_PARTY_ACT = "third_party_act"
    REQUEST = "request"  # we want it of them
    TASK = "task"  # they want it of us
    REFUSAL = "refusal"
    WISH = "wish"
    WAITING = "waiting"
    CONTINUATION = "continuation"
    HYPOTHETICAL = "hypothetical"
    ATTITUDE = "attitude"
    INFORMATION = "information"
    CONDITION = "condition"  # what must happen first
    NOTHING = "nothing"


@dataclass(slots=True)
class Event:
    """What one clause presents, with the words that show it (offsets of the folded text)."""

    happening: Happening
    start: int
    end: int
    clause: int
    because: str  # the signal or pattern that said so
    actor: tuple[int, int] | None = None
    offered: bool = False
    done: bool = False
    conditional: bool = False
    vague: bool = False
    joint: bool = False
    question: bool = False
    agreed_by_word: bool = False  # 答应, agreed, 定了: not only "the customer will"
    sure: bool = True  # False where no word but only the form of the clause said so
    step: Step | None = None


@dataclass(slots=True)
class Clause:
    """A clause of the folded text with all that was found in it."""

    index: int
    start: int
    end: int
    people: list[Person]
    signals: list[Signal]
    dates: list[DateSignal]
    kinds: dict[str, Signal]  # by `first_by_kind`
    marker: Signal | None = None  # the purpose or cause word that opens the clause
    before: Side | None = None  # on whose side stands who acted in the clauses before, for one without a subject

    def first(self, *kinds: str) -> Signal | None:
        """The first signal of one of these kinds; for a single kind, look it up in `kinds`."""
        found = [self.kinds[kind] for kind in kinds if kind in self.kinds]
        return min(found, key=BY_START) if found else None

    def family(self, family: str) -> list[Signal]:
        """All signals whose kind begins with `family`."""
        return [signal for signal in self.signals if signal.kind.startswith(family)]


def first_by_kind(signals: Iterable[Signal]) -> dict[str, Signal]:
    """The first signal of each kind."""
    found: dict[str, Signal] = {}
    for signal in signals:
        if signal.kind not in found:
            found[signal.kind] = signal
    return found


def step_of(signals: Iterable[Signal]) -> Step | None:
    """The stair that the first act of a buyer's names, else the first noun that stands for an act."""
    by_noun = None
    for signal in signals:
        if signal.step is not None and signal.kind in ("act.buyer", "act.either"):
            return signal.step
        if signal.step is not None and signal.kind == "act.noun":
            by_noun = by_noun or signal.step
    return by_noun
