"""Walk once through a clause from left to right, and keep who stands where.

Whoever stands before the verb does it, unless a preposition or a request comes between: 我们要求客户…,
客户要求我们…, "asked him to", "gave us".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from action_commitment.judgement.events import Clause, Event, Happening, step_of
from action_commitment.signals.inflect import Form
from action_commitment.signals.match import Signal
from action_commitment.signals.people import BY_START, Person, Side

# Words before a person that make the person an object or a companion and not the doer.
_BEFORE_OBJECT_ZH_RE = re.compile(
    r"(?:给|跟|向|和|与|同|为|替|帮|对|把|被|找|问|约|陪|见|访|联系|拜访|致电|电联|发|送|寄|教|劝|求|按|据|照|由于|关于|通过|于|在|到|去|谢|约见|约了|问了|见了|加了|打|拉|带|拿|了|过|用|看|提醒|告诉|通知|接|回复|回|及)\s*$"
)

_BEFORE_OBJECT_EN_RE = re.compile(
    r"(?:\b(?:to|for|with|w/|from|at|of|by|about|re|on|onto|in|into|via|through|like|than|behind|between|against|over|under|after|before|around|without|"
    r"met|meet|call|called|emailed|email|saw|see|visit|visited|sent|send|gave|give|show|showed|shown|walked|took|take|brought|bring|thank|thanked|cc|cc'd|"
    r"spoke w|spk w|help|helped|helping|paid|pay|remind|reminded|invite|invited|lunch|text|texted|phone|phoned|rang|ring|tell|told|f/u|lvm|sending|giving|taking|calling|"
    r"showing|meeting|buy|bought|had|has|have|get|got|getting|pinged|ping|chased|chase|and|&|per))\s*(?:the |a |an )?$"
)

_JOINT_RE = re.compile(r"(?:一起|共同|双方|联合|大家|各出|together|jointly|joint|both sides|side by side)")

_REQUESTS = ("request.ask", "request.push", "request.obtain", "request.hope", "request.question")

_YES = ("assent.agree", "assent.offer", "assent.decide", "assent.order")

_MET = frozenset({*_REQUESTS, *_YES, "assent.refuse", "assent.cannot", "act.buyer", "act.seller", "act.either", "act.noun"})

# "hector is taking", "OIM releasing": up to four words that no lexicon knows, before a verb, are whoever acts.
_UNKNOWN_SUBJECT_RE = re.compile(
    r"[\s\"'(-]*((?!no\b|not\b|good\b|great\b|nice\b|new\b|price|pricing|budget|contract|lead|next|still|there|this|that|it\b|all\b|just\b|also\b)[a-z][\w&/.'-]*(?: [\w&/.'-]+){0,3}?)\s*$"
)

_BACK_TO_THEM_RE = re.compile(r"\b(?:us|our|me|my|his|her|their|over)\b(?! (?:to him|to her|to them))")

_US_RE = re.compile(r"us|me")

_SUBJECT_BEFORE_RE = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|次|步|天|周|月|日|号|午|后|前|时|以|是|由|望|为|上|底|边|里|年|晚|早|季|点|但|而|所|因|果|则|便|就|于|且|[一二三四五六])$"
)


@dataclass(slots=True)
class Walk:
    """What has been met so far on the way through a clause."""

    subject: Person | None = None
    addressee: Person | None = None
    request: Signal | None = None
    request_by: Side | None = None
    order: Signal | None = None
    yes: Signal | None = None
    no: Signal | None = None
    act: Signal | None = None
    noun: Signal | None = None
    joint: bool = False


def walk_clause(clause: Clause, text: str) -> Walk:
    """Who acts, who is asked, and which verbs say so, by their order in the clause."""
    walk = Walk()
    items: list[Person | Signal] = [*clause.people, *(s for s in clause.signals if s.kind in _MET)]
    items.sort(key=BY_START)  # which leaves a person before the words that begin at the same place
    for item in items:
        if isinstance(item, Person):
            _meet_person(walk, item, clause, text)
        else:
            _meet_signal(walk, item)
    if walk.subject is None and walk.request is None:
        walk.subject = _unknown_subject(clause, text)
    walk.joint = _JOINT_RE.search(text, clause.start, clause.end) is not None
    return walk


def _unknown_subject(clause: Clause, text: str) -> Person | None:
    verb = next(
        (s for s in clause.signals if s.kind.startswith(("act.", "assent.")) and s.kind != "act.noun" and s.kind != "assent.condition"),
        None,
    )
    if verb is None or verb.start - clause.start < 2 or not text[verb.start].isascii():
        return None
    if any(s.start < verb.start for s in clause.signals) or (clause.people and clause.people[0].start < verb.start):
        return None
    match = _UNKNOWN_SUBJECT_RE.match(text, clause.start, verb.start)
    if match is None or match.end() != verb.start:
        return None
    if verb.form is Form.PAST and not _BACK_TO_THEM_RE.search(text, verb.end, clause.end):
        return None
    if verb.form is Form.BASE or (verb.kind.startswith("act.") and verb.form is None):
        return None
    return Person(match.start(1), match.end(1), Side.CUSTOMER)


def _meet_person(walk: Walk, person: Person, clause: Clause, text: str) -> None:
    if person.owner and not _stands_alone(person, clause, text):
        return
    if _is_our_object(person, clause, text):
        if (walk.request or walk.order) is not None and walk.addressee is None and walk.act is None:
            walk.addressee = person
        return
    pending = walk.request or walk.order
    if pending is not None and walk.addressee is None and walk.act is None and person.start >= pending.end:
        walk.addressee = person
    elif walk.act is not None or (walk.noun is not None and walk.subject is None) or _is_object(person, clause, text):
        return  # an object or a companion
    elif walk.subject is None:
        walk.subject = person
    elif walk.subject.side is person.side and person.start - walk.subject.end <= 12 and walk.yes is None:
        walk.subject = Person(walk.subject.start, person.end, person.side, person.pronoun)
    elif walk.yes is not None or person.side is not walk.subject.side:
        walk.addressee = walk.addressee or person


def _is_our_object(person: Person, clause: Clause, text: str) -> bool:
    """ "us" never acts; 我们 in the middle of a clause, behind a verb or before 的, is what the verb is about."""
    if person.side is not Side.SELLER:
        return False
    word = text[person.start : person.end]
    if _US_RE.fullmatch(word):
        return True
    if word.isascii():
        return False
    if text.startswith(("的", "这个", "这款", "这边的", "家的", "牌子"), person.end):
        return True
    return _SUBJECT_BEFORE_RE.search(text[clause.start : person.start]) is None


def _stands_alone(person: Person, clause: Clause, text: str) -> bool:
    """ "her" in "asked her to", not "her boss"."""
    return (
        text[person.start : person.end] == "her"
        and re.match(r" (?:to|for|if|and|about|on|by)\b|$", text[person.end : clause.end]) is not None
    )


def _is_object(person: Person, clause: Clause, text: str) -> bool:
    before = text[max(clause.start, person.start - 16) : person.start]
    pattern = _BEFORE_OBJECT_EN_RE if before.rstrip()[-1:].isascii() and before.strip() else _BEFORE_OBJECT_ZH_RE
    return pattern.search(before) is not None


def _meet_signal(walk: Walk, signal: Signal) -> None:
    kind = signal.kind
    if kind == "request.question" and walk.subject is not None and walk.subject.side is Side.CUSTOMER and signal.name == "zh.help":
        return  # 陆主任帮我们引荐: they help, nobody asks
    if signal.end - signal.start == 1 and kind == "request.obtain" and (walk.subject is not None or walk.act is not None):
        return  # 要 and 拿 ask for a thing only where they open the clause
    if kind == "request.obtain" and walk.subject is not None and walk.subject.side is Side.CUSTOMER:
        walk.act = walk.act or signal
    elif kind in _REQUESTS:
        if walk.request is None and walk.yes is None:
            walk.request = signal
            walk.request_by = walk.subject.side if walk.subject is not None else None
    elif kind == "assent.order" and walk.order is None:
        walk.order = signal
        walk.yes = walk.yes or signal
    elif kind == "assent.agree" and signal.form is Form.BASE and walk.subject is None:
        walk.act = walk.act or signal  # "commit to six pumps today" orders, it does not report
    elif kind in _YES:
        walk.yes = walk.yes or signal
    elif kind in ("assent.refuse", "assent.cannot"):
        walk.no = walk.no or signal
    elif kind == "act.noun":
        walk.noun = walk.noun or signal
    elif walk.act is None:
        walk.act = signal


_THEIR_ACTS = frozenset({Happening.CUSTOMER_ACT, Happening.CUSTOMER_ORDER})


def make_event(
    clause: Clause,
    happening: Happening,
    because: str,
    start: int,
    end: int,
    *,
    actor: Person | None = None,
    **marks: bool,
) -> Event:
    """An event of this clause; its stair, condition and vagueness follow from the clause's signals."""
    kinds = clause.kinds
    return Event(
        happening,
        start,
        end,
        clause.index,
        because,
        actor=None if actor is None else (actor.start, actor.end),
        step=step_of(clause.signals),
        conditional="assent.condition" in kinds,
        agreed_by_word=happening in _THEIR_ACTS and ("assent.agree" in kinds or "assent.offer" in kinds),
        vague="stance.vague" in kinds and "act.buyer" not in kinds,
        **marks,
    )
