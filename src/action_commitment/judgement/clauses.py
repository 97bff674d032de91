"""Read one clause: who does what, in which mood. What is found is an `Event`; the rules work on events, never on words."""

from __future__ import annotations

import re

from action_commitment.judgement.events import Clause, Event, Happening
from action_commitment.judgement.requests import read_request, read_task
from action_commitment.judgement.walk import Walk, make_event, walk_clause
from action_commitment.signals.inflect import Form
from action_commitment.signals.match import Signal
from action_commitment.signals.people import Person, Side

_US_OBJECT_RE = re.compile(
    r"(?:给|发|寄|交|传|推|转|借|还|供|告诉|通知|带|邀请?|约|请|找|来)(?:了)?(?:给)?(?:我们?|我司|我方|咱们?|咱)(?!的)|\b(?:us|me)\b|\bour (?:office|plant|site|shop|dc|lab|team|facility|way)\b|来我(?:们|司)?|到我(?:们|司)?|过来|来(?:厂|访|看|参观|考察|我)"
)

_DONE_TAIL_RE = re.compile(r"(?:了|过了|完|好了|完成|下来了?|到位|出来了?)(?:[,。;!\s]|$)|已经?|已")

_VERB_SHAPE_RE = re.compile(
    r"\b(?!thing|nothing|something|everything|anything|morning|evening|during|pricing|need|ceiling|wedding|bring|spring|string|building|king|red|bed|feed|speed|shed|hundred|hired|used|interested|concerned|worried|tired)[a-z]{2,}(?:ing|ed)\b"
)

_OWN_PLANS = frozenset({"打算", "计划", "准备", "拟", "planning to", "plan to"})

_AGREED_OPINION_RE = re.compile(
    r"(?:agree|agreed|agrees)(?! to)\b.*\b(?:is|are|was|were|matters?|makes? sense|fair|right|good|better|costs?|costing)\b|同意(?:我们?|咱们?|俺们?|个|这个)?的?(?:价|报价|说|看法|观点|理)|同意.{0,8}(?:好|合理|不错|公道|对|重要|有道理|便宜|可以接受)"
)

_TO_US_RE = re.compile(
    r"(?:给|发|寄|交|传|推|转|借|拿|送|丢|告诉|通知)(?:了)?(?:给)?(?:我们?|我司|我方|咱们?|咱|俺们?)(?!的)|\b(?:us|me)\b|(?:过来|过嚟)"
)

_NOT_BEFORE_RE = re.compile(
    r"(?:(?<![能可行好要是肯会敢愿得])(?:不|没有?|未|唔|别)(?!错|过|少|良|同|符|足|够|稳|断|管|仅|但|问题|着|用|必)[\u4e00-\u9fff]{0,3}|\b(?:not|n't|never|nor|no longer|dont|wont|didnt|isnt|cant)\b(?: \w+){0,2} )$"
)

_STANCES = (
    ("stance.waiting", Happening.WAITING),
    ("stance.continuation", Happening.CONTINUATION),
    ("stance.hypothetical", Happening.HYPOTHETICAL),
)


def read_clause(clause: Clause, text: str) -> Event:
    """What the clause says."""
    words = text[clause.start : clause.end]
    walk = walk_clause(clause, text)
    for judge in (_read_condition, read_task, read_request, _read_refusal, _read_stance, _read_customer, _read_seller, _read_bare):
        event = judge(clause, walk, words, text)
        if event is not None:
            return event
    return make_event(clause, Happening.NOTHING, "no_sign", clause.start, clause.end, sure=False)


def _read_condition(clause: Clause, walk: Walk, words: str, text: str) -> Event | None:
    """A clause that opens with "if" and has no consequence in it only says what must happen first."""
    counterfactual = _COUNTERFACTUAL_RE.search(words)
    if counterfactual is not None:
        start = clause.start + counterfactual.start()
        return make_event(clause, Happening.HYPOTHETICAL, "counterfactual", start, clause.start + counterfactual.end())
    for signal in clause.signals:
        if text[signal.start] in "就才再方后":
            continue  # 就签, 再付: the consequence, not the condition
        if signal.kind == "assent.condition" and signal.start - clause.start <= 4 and not _has_consequence(clause, signal, text):
            return make_event(clause, Happening.CONDITION, signal.name, signal.start, signal.end)
    return None


_COUNTERFACTUAL_RE = re.compile(
    r"(?:要是|如果|若|要不是|假如)[^,。]{0,8}(?:早|当初|当时|当年|归他|是我|换(?:作|成)我)|早(?:两年|几年|知道|认识|碰上)[^,。]{0,8}(?:的话|就|,)|\b(?:had (?:we|he|she|they)|would have|would've|were (?:he|she|it|they|i)\b)"
)

_NO_NOUN_RE = re.compile(r"\s*(?:no (?:joy|luck|chance|trial|pilot|demo|po|sign|test|intro|meeting|visit|site|ref|data)|no to)\b")

_OPEN_ITEM_RE = re.compile(r"未|没|还没|尚|\b(?:not|unpaid|overdue|open|outstanding|pending|still)\b")

_THEN_THEY_RE = re.compile(r"[^,。]{2,14}(就(?:把|付|签|订|换|上|买|下|做|开|推|转|续|全|先|正式|定|拿|批|走|安排|立项|报))")

_GO_OUT_RE = re.compile(r"[^,。]{0,6}带.{1,8}?(?:去|到)")

_THEN_RE = re.compile(r"[就便才]|\bthen\b")


def _has_consequence(clause: Clause, condition: Signal, text: str) -> bool:
    if _THEN_RE.search(text, condition.start + 1, clause.end):
        return True
    later = [s for s in clause.signals if s.start >= condition.end]
    people = [p for p in clause.people if p.start >= condition.end and p.side is Side.CUSTOMER]
    if people and any(s.kind.startswith("act.") and s.start >= people[-1].end for s in later) and condition.start == clause.start:
        return True
    will = [s for s in later if s.kind == "assent.will" and text[s.start : s.end] not in ("to", "要", "先", "会", "将")]
    return bool(will) and (text[will[-1].start : will[-1].end] == "就" or bool(people and will[-1].start >= people[-1].end))


def _read_refusal(clause: Clause, walk: Walk, words: str, text: str) -> Event | None:
    if walk.subject is not None and walk.subject.side is Side.SELLER:
        return None
    if walk.no is None and (no_noun := _NO_NOUN_RE.match(words)):
        return make_event(clause, Happening.REFUSAL, "no_noun", clause.start, clause.start + no_noun.end())
    if walk.no is None:
        verb = walk.yes or walk.act
        if verb is None or verb.kind == "act.seller" or not _is_negated(verb, clause, text):
            return None
        return make_event(clause, Happening.REFUSAL, "negated", verb.start, verb.end, actor=walk.subject)
    if walk.no is not None and walk.yes is not None and walk.yes.start > walk.no.end:
        return None
    return make_event(clause, Happening.REFUSAL, walk.no.name, walk.no.start, walk.no.end, actor=walk.subject)


def _is_negated(signal: Signal, clause: Clause, text: str) -> bool:
    return _NOT_BEFORE_RE.search(text, max(clause.start, signal.start - 24), signal.start) is not None


def _read_stance(clause: Clause, walk: Walk, words: str, text: str) -> Event | None:
    if walk.yes is not None and walk.yes.kind != "assent.decide":
        talk = clause.kinds.get("stance.continuation")
        if talk is None or talk.start < walk.yes.start or clause.dates or (walk.act is not None and walk.act.kind == "act.buyer"):
            return None
        return make_event(clause, Happening.CONTINUATION, talk.name, talk.start, talk.end)
    for kind, happening in _STANCES:
        signal = clause.kinds.get(kind)
        if signal is not None:
            return make_event(clause, happening, signal.name, signal.start, signal.end)
    return None


def _read_customer(clause: Clause, walk: Walk, words: str, text: str) -> Event | None:
    subject = walk.subject
    theirs = subject is not None and subject.side is Side.CUSTOMER
    yes = walk.yes
    if subject is not None and subject.side is not Side.CUSTOMER and not (walk.joint and walk.yes):
        return None
    own_plan = yes is not None and yes.kind == "assent.decide" and not theirs and text[yes.start : yes.end] in _OWN_PLANS
    if yes is not None and own_plan and (walk.act is None or walk.act.kind != "act.buyer"):
        return make_event(clause, Happening.SELLER_ACT, yes.name, yes.start, yes.end)
    if yes is not None:
        if yes.kind == "assent.agree" and _AGREED_OPINION_RE.search(words):
            return make_event(clause, Happening.ATTITUDE, "agreed_opinion", yes.start, yes.end)
        if walk.act is None and walk.noun is None and clause.kinds.get("stance.attitude") and yes.kind == "assent.agree":
            return _simple(clause, Happening.ATTITUDE, "stance.attitude")
        doer = walk.addressee if walk.order is yes and walk.addressee is not None else subject
        happening = Happening.CUSTOMER_ORDER if walk.order is yes and walk.addressee is not None else Happening.CUSTOMER_ACT
        return make_event(
            clause, happening, yes.name, yes.start, yes.end, actor=doer, offered=yes.kind == "assent.offer", joint=walk.joint,
        )  # fmt: skip
    if not theirs:
        return None
    assert subject is not None
    will = clause.kinds.get("assent.will")
    done = _is_done(clause, words)
    act = walk.act
    wish = clause.kinds.get("stance.wish")
    if wish is not None and act is not None and wish.start < act.start and act.kind != "act.buyer":
        return _simple(clause, Happening.WISH, "stance.wish")
    if act is not None and act.kind != "act.seller":
        return make_event(
            clause, Happening.CUSTOMER_ACT, act.name, act.start, act.end, actor=subject,
            done=(done and will is None) or act.form is Form.PAST, joint=walk.joint,
        )  # fmt: skip
    for kind, happening in (
        ("stance.wish", Happening.WISH),
        ("stance.attitude", Happening.ATTITUDE),
        ("stance.information", Happening.INFORMATION),
    ):
        if kind in clause.kinds:
            return _simple(clause, happening, kind)
    if "stance.vague" in clause.kinds:
        return _simple(clause, Happening.CUSTOMER_ACT, "stance.vague", actor=subject)
    if walk.noun is not None or will is not None or act is not None:
        sign = will or walk.noun or act
        assert sign is not None
        return make_event(
            clause, Happening.CUSTOMER_ACT, sign.name, sign.start, sign.end, actor=subject,
            done=done and will is None, sure=will is not None,
        )  # fmt: skip
    shape = _VERB_SHAPE_RE.search(words)
    if shape or _US_OBJECT_RE.search(words) or done:
        return make_event(
            clause, Happening.CUSTOMER_ACT, "customer_verb", clause.start, clause.end, actor=subject,
            done=done, sure=False,
        )  # fmt: skip
    if clause.dates and subject.start - clause.start <= 8 and not clause.dates[0].past:
        return make_event(clause, Happening.CUSTOMER_ACT, "customer_dated", clause.start, clause.end, actor=subject, sure=False)
    return make_event(clause, Happening.INFORMATION, "customer_named", subject.start, subject.end, actor=subject, sure=False)


def _simple(clause: Clause, happening: Happening, kind: str, *, actor: Person | None = None) -> Event:
    signal = clause.kinds.get(kind)
    assert signal is not None
    return make_event(clause, happening, signal.name, signal.start, signal.end, actor=actor)


def _read_seller(clause: Clause, walk: Walk, words: str, text: str) -> Event | None:
    subject = walk.subject
    if subject is None or subject.side is Side.CUSTOMER:
        return None
    if subject.side is Side.THIRD:
        return make_event(clause, Happening.THIRD_PARTY_ACT, "third_party", subject.start, subject.end)
    return make_event(clause, Happening.SELLER_ACT, "seller_subject", subject.start, subject.end)


def _read_bare(clause: Clause, walk: Walk, words: str, text: str) -> Event | None:
    act = walk.act
    then = _THEN_THEY_RE.search(words) if "就" in words else None
    if then is not None and (act is None or act.kind != "act.seller"):
        event = make_event(clause, Happening.CUSTOMER_ACT, "then_they", clause.start + then.start(1), clause.end)
        event.conditional = True
        return event
    if act is not None and act.kind == "act.buyer" and _GO_OUT_RE.match(words):
        return make_event(clause, Happening.SELLER_ACT, "goes_out", act.start, act.end)
    if act is not None:
        if act.kind == "act.buyer" or (act.kind == "act.either" and (clause.before is Side.CUSTOMER or _is_toward_us(clause, act, words))):
            done = act.form is Form.PAST or _is_done(clause, words)
            sure = act.kind == "act.buyer"
            return make_event(clause, Happening.CUSTOMER_ACT, act.name, act.start, act.end, done=done, sure=sure)
        if act.kind == "act.seller" or walk.noun is None:
            return make_event(clause, Happening.SELLER_ACT, act.name, act.start, act.end, sure=act.kind == "act.seller")
    for kind, happening in (
        ("stance.attitude", Happening.ATTITUDE),
        ("stance.wish", Happening.WISH),
        ("stance.information", Happening.INFORMATION),
    ):
        if kind in clause.kinds:
            return _simple(clause, happening, kind)
    if "stance.vague" in clause.kinds:
        return _simple(clause, Happening.CUSTOMER_ACT, "stance.vague")
    if act is not None:
        return make_event(clause, Happening.SELLER_ACT, act.name, act.start, act.end, sure=False)
    if walk.noun is not None and _OPEN_ITEM_RE.search(words):
        return make_event(clause, Happening.INFORMATION, "open_item", walk.noun.start, walk.noun.end)
    if walk.noun is not None:
        noun, done = walk.noun, _is_done(clause, words)
        return make_event(clause, Happening.CUSTOMER_ACT, noun.name, noun.start, noun.end, done=done, sure=False)
    if _TO_US_RE.search(words):
        done = _is_done(clause, words)
        return make_event(clause, Happening.CUSTOMER_ACT, "toward_us", clause.start, clause.end, done=done, sure=False)
    return None


def _is_done(clause: Clause, words: str) -> bool:
    return "assent.done" in clause.kinds or _DONE_TAIL_RE.search(words) is not None


def _is_toward_us(clause: Clause, act: Signal, words: str) -> bool:
    return (act.form is Form.ING and act.start - clause.start <= 2) or _US_OBJECT_RE.search(words) is not None
