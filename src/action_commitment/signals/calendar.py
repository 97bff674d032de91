"""Calendar arithmetic: the day that a phrase means, seen from the day on which the note was written."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

Reader = Callable[[re.Match[str], date], date | None]


def no_day(match: re.Match[str], today: date) -> date | None:
    """For phrases that name no calendar day: an event, a festival by another calendar."""
    return None


def end_of_month(year: int, month: int) -> date:
    """The last day of a month; months beyond 12 run into the next years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])


def coming_day(today: date, month: int, day: int) -> date:
    """The next such day on or after a month before `today`, so that a date just gone stays in this year."""
    candidate = date(today.year, month, day)
    if candidate < today - timedelta(days=90):
        return date(today.year + 1, month, day)
    return candidate


def coming_month(today: date, month: int) -> date:
    """The last day of the coming (or running) month of that number."""
    year = today.year if month >= today.month else today.year + 1
    return end_of_month(year, month)


def coming_day_of_month(today: date, day: int) -> date:
    """The next day of that number: this month's, or the next month's where it is over."""
    if day >= today.day:
        return date(today.year, today.month, day)
    following = end_of_month(today.year, today.month + 1)
    return date(following.year, following.month, day)


def weekday_of(today: date, weekday: int, weeks_ahead: int | None) -> date:
    """Monday is 0. `weeks_ahead` counts calendar weeks from this one; None means the next one to come."""
    if weeks_ahead is None:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(weeks=weeks_ahead, days=weekday)


def end_of_quarter(year: int, quarter: int) -> date:
    """The last day of a calendar quarter; quarters beyond 4 run into the next years."""
    return end_of_month(year, quarter * 3)


def coming_quarter(today: date, quarter: int) -> date:
    """The end of the running or coming quarter of that number."""
    found = end_of_quarter(today.year, quarter)
    return found if found >= today else end_of_quarter(today.year + 1, quarter)


def fixed(month: int, day: int) -> Reader:
    """A reader for a holiday that falls on the same day every year."""

    def read(match: re.Match[str], today: date) -> date | None:
        return coming_day(today, month, day)

    return read


def days_ahead(days: int) -> Reader:
    """A reader for "today", "tomorrow" and their like."""

    def read(match: re.Match[str], today: date) -> date | None:
        return today + timedelta(days=days)

    return read


def quarter_of(today: date) -> int:
    """The number of the calendar quarter that a day lies in."""
    return (today.month - 1) // 3 + 1
