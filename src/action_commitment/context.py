"""What the caller knows beyond the note's own words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from action_commitment.results import Step

_E = TypeVar("_E", bound=StrEnum)


class Role(StrEnum):
    """The part that the person spoken to plays in the purchase."""

    ECONOMIC = "economic"
    USER = "user"
    TECHNICAL = "technical"
    COACH = "coach"


def _as_tuple(value: Iterable[str], name: str) -> tuple[str, ...]:
    if isinstance(value, str):
        raise TypeError(f"{name} takes a list of strings, not one string; write [{value!r}]")
    items = tuple(value)
    for item in items:
        if not isinstance(item, str):
            raise TypeError(f"{name} takes strings, got {type(item).__name__}: {item!r}")
    return tuple(item.strip() for item in items if item.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is recorded about the customer; every field may be left out.

    A statement that names one of the `concepts` is linked to the customer's concept. `role` and `stage`
    (the stair reached so far) decide whether an act is within their authority and their process.
    `seller_names` and `customer_names` say on whose side a person named in the note stands.
    `written_on` turns "Friday" into a calendar day; without it no date is computed.

    >>> Context(concepts=["换型时间太长"], role="user", stage="evaluate").role
    <Role.USER: 'user'>
    """

    concepts: tuple[str, ...] = ()
    role: Role | None = None
    stage: Step | None = None
    seller_names: tuple[str, ...] = ()
    customer_names: tuple[str, ...] = ()
    written_on: date | None = None

    def __init__(
        self,
        *,
        concepts: Iterable[str] = (),
        role: Role | str | None = None,
        stage: Step | str | None = None,
        seller_names: Iterable[str] = (),
        customer_names: Iterable[str] = (),
        written_on: date | None = None,
    ) -> None:
        put = object.__setattr__
        put(self, "concepts", _as_tuple(concepts, "concepts"))
        put(self, "role", None if role is None else _one_of(Role, role, "role"))
        put(self, "stage", None if stage is None else _one_of(Step, stage, "stage"))
        put(self, "seller_names", _as_tuple(seller_names, "seller_names"))
        put(self, "customer_names", _as_tuple(customer_names, "customer_names"))
        if written_on is not None and not isinstance(written_on, date):
            raise TypeError(f"written_on takes a datetime.date, got {type(written_on).__name__}")
        put(self, "written_on", written_on)


def _one_of(kind: type[_E], value: str, name: str) -> _E:
    try:
        return kind(value)
    except ValueError:
        known = ", ".join(kind)
        raise ValueError(f"{name} {value!r} is not known; use one of: {known}") from None


EMPTY_CONTEXT = Context()
