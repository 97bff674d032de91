"""English dates and periods: an ordered table, the more telling pattern first."""

from __future__ import annotations

import re
from datetime import date, timedelta

from action_commitment.results import DueKind
from action_commitment.signals.calendar import (
    Reader,
    coming_day,
    coming_day_of_month,
    coming_month,
    coming_quarter,
    days_ahead,
    end_of_month,
    end_of_quarter,
    fixed,
    no_day,
    quarter_of,
    weekday_of,
)

_DAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_MONTHS = {name: n for n, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)}
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "couple": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_SURE_MONTH = _MONTH.replace("mar(?:ch)?|", "").replace("may|", "").replace("(?P<month>", "(?P<month>")
_SURE_DAY = r"(?P<weekday>mon(?:day)?|tue(?:s|sday)?|weds?|wednesday|thu(?:r|rs|rsday)?|fri(?:day)?|saturday|sunday)s?"
_DAY_OF_MONTH = r"(?P<day>3[01]|[12]\d|0?[1-9])"
# Words that make a shaky abbreviation ("sat", "may", "march") a date.
_LEAD = r"(?:on|by|before|till?|until|this|next|last|from|in|of|end|mid|early|late|after|since|every|come|through|thru|for)"

_EVENT = (
    r"(?:audit|inspection|board(?: meeting)?|committee|steerco|steering committee|review|go-live|golive|launch|shutdown|turnaround|outage|startup|start-up|"
    r"start up|harvest|planting|season|semester|term|budget (?:cycle|freeze|meeting|round|submission|season)|close|freeze|cutover|renewal|expiry|expiration|contract (?:end|"
    r"expir\w+)|lease (?:end|expir\w+)|tender|bid(?: date)?|rfp|kick-?off|visit|offsite|off-site|agm|town hall|meeting|peak(?: season)?|rush|opening|"
    r"holidays?|vacation|leave|race|show|trade show|expo|conference|exam|exams|closing|handover|sprint|release|recert\w*|certification|surveillance|accreditation|"
    r"joint commission(?: survey)?|survey|fda\b[^,.;]{0,12}|hearing|deadline|wet season|monsoon|calving|lambing|milking|shearing|frost|freeze-up|break-?up|thaw|snow|winter|summer|spring|"
    r"standup|qbr|capex meeting|planning|year end|year-end|school|orientation|move-?in|install)"
)


def _weekday(match: re.Match[str], today: date) -> date | None:
    which = match.groupdict().get("which") or ""
    number = _DAYS[match["weekday"][:3]]
    return weekday_of(today, number, {"next": 1, "this": 0, "last": -1}.get(which.strip()))


def _month_day(match: re.Match[str], today: date) -> date | None:
    return coming_day(today, _MONTHS[match["month"][:3]], int(match["day"]))


def _slash(match: re.Match[str], today: date) -> date | None:
    first, second = int(match["month"]), int(match["day"])
    month, day = (first, second) if first <= 12 else (second, first)
    return coming_day(today, month, day)


def _iso(match: re.Match[str], today: date) -> date | None:
    return date(int(match["year"]), int(match["month"]), int(match["day"]))


def _month_name(match: re.Match[str], today: date) -> date | None:
    return coming_month(today, _MONTHS[match["month"][:3]])


def _ordinal(match: re.Match[str], today: date) -> date | None:
    return coming_day_of_month(today, int(match["day"]))


def _unit_end(today: date, unit: str, ahead: int) -> date | None:
    if unit.startswith(("w", "eow")):
        return weekday_of(today, 6, ahead)
    if unit.startswith("m"):
        return end_of_month(today.year, today.month + ahead)
    if unit.startswith("q"):
        return end_of_quarter(today.year, quarter_of(today) + ahead)
    if unit.startswith("y"):
        return date(today.year + ahead, 12, 31)
    return today if unit.startswith("d") else None


def _relative(match: re.Match[str], today: date) -> date | None:
    return _unit_end(today, match["unit"], {"next": 1, "last": -1}.get(match["which"], 0))


def _end_of(match: re.Match[str], today: date) -> date | None:
    return _unit_end(today, match["unit"], 1 if match["which"] else 0)


def _abbreviated_end(match: re.Match[str], today: date) -> date | None:
    return _unit_end(today, match.group()[2], 0)


def _quarter(match: re.Match[str], today: date) -> date | None:
    return coming_quarter(today, int(match["quarter"]))


def _within(match: re.Match[str], today: date) -> date | None:
    count = int(match["count"]) if match["count"].isdigit() else _NUMBERS.get(match["count"])
    if count is None:
        return None
    unit = match["unit"]
    return today + timedelta(days=count * (7 if unit.startswith("w") else 30 if unit.startswith("m") else 1))


ENGLISH: tuple[tuple[str, DueKind, Reader], ...] = (
    (r"\b(?P<year>20\d\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b", DueKind.DAY, _iso),
    (rf"\b{_MONTH}\.? {_DAY_OF_MONTH}(?:st|nd|rd|th)?\b(?! (?:pallets|units|cases|tons|pcs))", DueKind.DAY, _month_day),
    (rf"\b{_DAY_OF_MONTH}(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH}\b", DueKind.DAY, _month_day),
    (
        r"(?<![\d./$])(?P<month>0?[1-9]|[12]\d|3[01])/(?P<day>3[01]|[12]\d|0?[1-9])(?:/(?:20)?\d\d)?(?![\d/%\"]|\s?(?:inch|in\.|hp|scale|day support))(?<!24/7)(?<!1/2)(?<!3/4)(?<!1/4)",
        DueKind.DAY,
        _slash,
    ),
    (rf"\b(?:(?P<which>next|this|last) )?{_SURE_DAY}\b(?!')", DueKind.WEEKDAY, _weekday),
    (rf"\b{_LEAD} (?P<weekday>sat|sun)\b", DueKind.WEEKDAY, _weekday),
    (r"\b(?P<weekday>sat|sun)\b(?=[ ]?(?:am|pm|morning|night|for|at|\d|,|;|\.|$))", DueKind.WEEKDAY, _weekday),
    (rf"\b(?:(?:end|mid|middle|early|late|beginning|start|first week)(?: of |[ -]))?{_SURE_MONTH}\b", DueKind.MONTH, _month_name),
    (rf"\b{_LEAD}(?: of)?[ -](?P<month>may|mar(?:ch)?)\b(?! (?:be|have|not|need|take|want|go))", DueKind.MONTH, _month_name),
    (
        r"\b(?:on|by|before|till?|until|the|after|for|from|w/c|wc|week of)(?: the)? (?P<day>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b(?! (?:party|shift|floor|line|gen|round|time|stage|phase|plant|site|attempt|call|draft|street|st\b|ave|and|quarter|qtr))",
        DueKind.DAY,
        _ordinal,
    ),
    (
        r"\b(?P<day>3[01]|[12]\d|[4-9])(?:th|st)\b(?! (?:party|shift|floor|line|gen|round|time|stage|phase|plant|site|attempt|call|draft|street|st\b|ave|quarter|qtr))",
        DueKind.DAY,
        _ordinal,
    ),
    (r"\bday after tomorrow\b", DueKind.DAY, days_ahead(2)),
    (r"\b(?:tomorrow|tmrw|tmr|tmw|tomoz|tom'w)\b", DueKind.DAY, days_ahead(1)),
    (r"\b(?:today|tonight|tonite|this (?:morning|afternoon|evening|arvo))\b", DueKind.DAY, days_ahead(0)),
    (r"\byesterday\b", DueKind.DAY, days_ahead(-1)),
    (
        r"\b(?:end|close|start|beginning|middle|back end|first half|second half) of (?:the |this |their )?(?P<which>next )?(?P<unit>week|wk|month|mth|quarter|qtr|year|yr|day|play|business)\b",
        DueKind.PERIOD,
        _end_of,
    ),
    (r"\b(?P<unit>week|month|quarter|qtr|year|yr|day)(?:'s)?[ -]end\b(?P<which>)", DueKind.PERIOD, _end_of),
    (r"\b(?:eod|eow|eom|eoq|eoy|cob)\b", DueKind.PERIOD, lambda m, d: d if m.group() == "cob" else _abbreviated_end(m, d)),
    (
        r"\b(?P<which>next|this|last|coming|following) (?:coming |working |business )?(?P<unit>week|wk|month|mth|mo|quarter|qtr|year|yr|fortnight|sprint|fall|spring|summer|winter|autumn|season|term|semester|shift|weekend|cycle|fy)\b",
        DueKind.PERIOD,
        _relative,
    ),
    (r"\bq(?P<quarter>[1-4])\b", DueKind.QUARTER, _quarter),
    (r"\b(?:h[12]|fy ?'?\d\d(?:\d\d)?|cw ?\d{1,2}|kw ?\d{1,2}|wk ?\d{1,2}|week \d{1,2})\b", DueKind.PERIOD, no_day),
    (r"\b(?:first|second|third|fourth|1st|2nd|3rd|4th) (?:quarter|qtr|half)\b", DueKind.QUARTER, no_day),
    (r"\bweek (?:of|commencing|beginning)\b|\bw/c\b", DueKind.WEEK, no_day),
    (
        r"\b(?:in|by|before|during|over|for) (?:the |early |late )?(?:spring|summer|fall|autumn|winter|new year|weekend)\b",
        DueKind.PERIOD,
        no_day,
    ),
    (
        r"\b(?:within|in|inside)(?: the)?(?: next)? (?P<count>\d{1,2}|a|an|one|two|three|four|five|six|ten|couple)(?: of)? (?:working |business )?(?P<unit>days?|weeks?|wks?|months?|mths?)\b",
        DueKind.PERIOD,
        _within,
    ),
    (
        r"\b(?P<count>\d{1,2}|a|one|two|three|four|couple)(?: of)? (?P<unit>days?|weeks?|wks?|months?|mos?) (?:from now|out|time)\b",
        DueKind.PERIOD,
        _within,
    ),
    (r"\b(?:this|next|the|over the|by the) weekend\b", DueKind.WEEK, no_day),
    (r"\b(?:after|before|by|over|until|till?|at) (?:the )?(?:holidays|break)\b", DueKind.HOLIDAY, no_day),
    (r"\b(?:christmas|xmas)\b", DueKind.HOLIDAY, fixed(12, 25)),
    (r"\bnew year'?s?(?: day| eve)?\b", DueKind.HOLIDAY, fixed(1, 1)),
    (r"\b(?:july 4th|fourth of july|4th of july)\b", DueKind.HOLIDAY, fixed(7, 4)),
    (r"\b(?:anzac day)\b", DueKind.HOLIDAY, fixed(4, 25)),
    (
        r"\b(?:thanksgiving|labou?r day|memorial day|easter|diwali|deepavali|holi|eid|ramadan|hari raya|cny|chinese new year|lunar new year|golden week|obon|"
        r"black friday|cyber monday|good friday|pongal|onam|bank holiday|half[- ]term|carnival|sallah|canada day|victoria day|boxing day)\b",
        DueKind.HOLIDAY,
        no_day,
    ),
    (
        r"\b(?:by|at|before|around|after|from|until) (?:noon|lunch|midday|\d{1,2}(?::\d\d)? ?(?:am|pm|a\.m\.|p\.m\.)?(?=$|[ ,.;]))(?! (?:%|percent|units|pallets|cases|days|weeks|months|bucks|cents|rpm|psi|bar))(?! ?[a-z%$])",
        DueKind.PART_OF_DAY,
        no_day,
    ),
    (r"\b\d{1,2}(?::\d\d)? ?(?:am|pm)\b|\b(?:[01]?\d|2[0-3]):[0-5]\d\b", DueKind.PART_OF_DAY, no_day),
    (
        rf"\b(?:before|ahead of|prior to|in time for|after|by|during|at|until|till?|come|for)(?: the| their| his| her| its| they| next| this| annual| quarterly| monthly| big| spring| fall| winter| summer| upcoming| iso| fda| external| internal| customer| q\d)*(?:[ -][a-z]{{2,12}}){{0,2}}? (?<!our ){_EVENT}s?\b",
        DueKind.EVENT,
        no_day,
    ),
)
