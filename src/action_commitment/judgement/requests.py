"""Who asks whom: our demands, their tasks for us, their orders to their own people, their offers put as questions."""

from __future__ import annotations

import re

from action_commitment.judgement.events import Clause, Event, Happening
from action_commitment.judgement.walk import Walk, make_event
from action_commitment.signals.inflect import Form
from action_commitment.signals.match import Signal
from action_commitment.signals.people import Side

_QUESTION_END_RE = re.compile(r"[?]\s*[\"')]*\s*$|(?:吗|么|不|没|行不|中不|成不)\s*[?!。]?\s*$")

_MEAL_RE = re.compile(r"[请约][^,。;]{0,8}(?:吃|喝|唱|钓|打球|坐坐)|(?:参加|出席|来听|听)(?:我们|我司|咱|我方)")

_TASK_RE = re.compile(r"(?:要求?|让|叫|喊|催|请|求|逼|希望|盼着?|托|嘱咐?|问)(?:我们?|我司|我方|咱们?|俺们?)(?!的|去|来|进|见|看|参)")

_YOU = frozenset({"您", "你", "你们", "贵司", "you"})

_MAKE_THEM_RE = re.compile(r"\s*(?:[-*•]\s*)?(?:have|make|let) (?!us\b|me\b|to\b|a\b|been\b)")

_BARE_GET_RE = re.compile(r"\s*(?:[-*•]\s*)?(?:need to |must |gotta |have to |try to |to )?get(?:ting)?\b")

_MAY_WE_RE = re.compile(r"能否|能不能|可不可以|可否|是否可以|可以先|能先|\b(?:if|whether) (?:they|he|she) (?:can|could|may|might)\b")

# Whom they set to work may be anybody who is not us: "both elevators to", HRBP, 各分店.
_SOMEBODY_RE = re.compile(
    r" (?!us\b|me\b|for\b|our\b|if\b|about\b|a\b|to\b)[a-z].{0,40}? to \w|(?!我|咱|俺|我们)(?:各|下面|手下|底下|所有|两个|[a-z]{2,5}(?=[\u4e00-\u9fff]))"
)

_SETS_US_RE = re.compile(r"\s*(?:要求|让|叫|喊|催|问)(?:我们|我司|我方|咱们|俺们)")

_INVITED_RE = re.compile(r".{0,10}?(?:去|进|到|来|过去).{0,8}?(?:他|厂|现场|车间|看|量|测|谈|开会|交流|讲|参观|汇报|见)")


def read_request(clause: Clause, walk: Walk, words: str, text: str) -> Event | None:
    request = walk.request
    if request is None:
        return _read_implicit_request(clause, walk, words, text)
    if walk.request_by is None and request.form is Form.THIRD and request.kind == "request.ask":
        return make_event(clause, Happening.WISH, request.name, request.start, request.end)
    if _MEAL_RE.search(words):
        return make_event(clause, Happening.SELLER_ACT, "invitation", request.start, request.end)
    if walk.yes is not None and walk.yes.start < request.start and walk.yes.kind == "assent.agree":
        return None
    if walk.request_by in (Side.CUSTOMER, Side.THIRD):
        return _read_their_request(clause, walk, request, text)
    if walk.request_by is None and clause.before is Side.CUSTOMER and _asks_us(walk):
        return _read_their_request(clause, walk, request, text)
    target = walk.addressee
    if target is not None and target.side is not Side.CUSTOMER:
        return make_event(clause, Happening.SELLER_ACT, request.name, request.start, request.end)
    if target is None and walk.act is not None and walk.act.kind == "act.seller" and request.kind != "request.push":
        return make_event(clause, Happening.SELLER_ACT, walk.act.name, walk.act.start, walk.act.end)
    question = request.kind == "request.question"
    sure = target is not None or walk.act is not None or walk.noun is not None
    return make_event(
        clause, Happening.REQUEST, request.name, request.start, request.end, actor=target,
        question=question, sure=sure,
    )  # fmt: skip


def _read_implicit_request(clause: Clause, walk: Walk, words: str, text: str) -> Event | None:
    """A demand without a word of asking: a bare question, "get" before a thing of theirs, a threat."""
    theirs = (walk.act is not None and walk.act.kind == "act.buyer") or walk.noun is not None
    pressure = clause.kinds.get("pressure")
    if pressure is not None and walk.yes is None and walk.no is None:
        return make_event(clause, Happening.REQUEST, pressure.name, pressure.start, pressure.end, actor=walk.subject)
    if walk.subject is not None and walk.subject.side is Side.SELLER:
        return None
    asked_you = walk.subject is not None and text[walk.subject.start : walk.subject.end] in _YOU
    if (theirs or (asked_you and walk.act is not None)) and walk.yes is None and _QUESTION_END_RE.search(words):
        sign = walk.act or walk.noun
        assert sign is not None
        return make_event(clause, Happening.REQUEST, "bare_question", sign.start, sign.end, actor=walk.subject, question=True)
    if walk.subject is None and clause.people and _MAKE_THEM_RE.match(words):
        return make_event(clause, Happening.REQUEST, "make_them", clause.start, clause.people[0].end, actor=clause.people[0])
    if walk.subject is None and _BARE_GET_RE.match(words) and (theirs or clause.people):
        return make_event(clause, Happening.REQUEST, "bare_get", clause.start, clause.start + 3)
    return None


def _asks_us(walk: Walk) -> bool:
    return walk.addressee is not None and walk.addressee.side is Side.SELLER


def _read_their_request(clause: Clause, walk: Walk, request: Signal, text: str) -> Event:
    target = walk.addressee
    if target is not None and target.side is Side.CUSTOMER and not (target.pronoun and walk.act is None):
        return make_event(clause, Happening.CUSTOMER_ORDER, request.name, request.start, request.end, actor=target)
    if target is not None:
        return make_event(clause, Happening.TASK, request.name, request.start, request.end)
    if _MAY_WE_RE.search(text, request.start, clause.end) and walk.act is not None and walk.act.kind != "act.seller":
        return make_event(
            clause, Happening.CUSTOMER_ACT, "offers_by_asking", request.start, request.end, actor=walk.subject, offered=True, question=True
        )
    if request.kind == "request.ask" and _SOMEBODY_RE.match(text, request.end, clause.end):
        return make_event(clause, Happening.CUSTOMER_ORDER, request.name, request.start, request.end, actor=walk.subject)
    return make_event(clause, Happening.WISH, request.name, request.start, request.end)


def read_task(clause: Clause, walk: Walk, words: str, text: str) -> Event | None:
    """要我们, 让我司: they set us to work, unless what we are let do is to come and see."""
    if (walk.act is not None and walk.act.kind == "act.buyer") or walk.yes is not None:
        return None
    if (walk.subject is None and clause.before is None and not _SETS_US_RE.match(words)) or (
        walk.subject is not None and walk.subject.side is not Side.CUSTOMER
    ):
        return None
    match = _TASK_RE.search(words)
    if match is None:
        return None
    if _INVITED_RE.match(words, match.end()):
        return make_event(
            clause,
            Happening.CUSTOMER_ACT,
            "invites_us",
            clause.start + match.start(),
            clause.start + match.end(),
            actor=walk.subject,
        )
    return make_event(clause, Happening.TASK, "sets_us_to_work", clause.start + match.start(), clause.start + match.end())
