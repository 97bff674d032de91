"""Read one clause: who does what, in which mood.

A clause is walked once from left to right. Whoever stands before the verb does it, unless a preposition or
a request comes between: 我们要求客户…, 客户要求我们…, "asked him to", "gave us". What the walk finds is an
`Event`; the rules work on events and never on words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import Enum

from action_commitment.results import Step
from action_commitment.signals.dates import DateSignal
from action_commitment.signals.inflect import Form
from action_commitment.signals.match import Signal
from action_commitment.signals.people import Person, Side


class Happening(Enum):
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


@dataclass(frozen=True, slots=True)
class Event:
    """What one clause presents, with the words that show it (offsets of the folded text)."""

    happening: Happening
    start: int
    end: int
    clause: int
    because: str  # the signal or pattern that said so
    actor: tuple[int, int] | None = None
    agreed: bool = False
    offered: bool = False
    done: bool = False
    conditional: bool = False
    vague: bool = False
    joint: bool = False
    question: bool = False
    pushed: bool = False
    agreed_by_word: bool = False  # 答应, agreed, 定了: not only "the customer will"
    sure: bool = True  # False where no word but only the form of the clause said so
    step: Step | None = None


@dataclass(slots=True)
class Clause:
    """A clause of the folded text with all that was found in it."""

    index: int
    start: int
    end: int
    people: list[Person] = field(default_factory=list)
    signals: list[Signal] = field(default_factory=list)
    dates: list[DateSignal] = field(default_factory=list)

    def first(self, *kinds: str) -> Signal | None:
        """The first signal of one of these kinds."""
        for signal in self.signals:
            if signal.kind in kinds:
                return signal
        return None

    def family(self, family: str) -> list[Signal]:
        """All signals whose kind begins with `family`."""
        return [signal for signal in self.signals if signal.kind.startswith(family)]


# Words before a person that make the person an object or a companion and not the doer.
_BEFORE_OBJECT_ZH_RE = re.compile(r"(?:给|跟|向|和|与|同|为|替|帮|对|把|被|找|问|约|陪|见|访|联系|拜访|致电|电联|发|送|寄|教|劝|求|按|据|照|由于|关于|通过|于|在|到|去|谢|约见|约了|问了|见了|加了|打|拉|带|拿|了|过|用|看|提醒|告诉|通知|接|回复|回|及)\s*$")
_BEFORE_OBJECT_EN_RE = re.compile(
    r"(?:\b(?:to|for|with|w/|from|at|of|by|about|re|on|onto|in|into|via|through|like|than|behind|between|against|over|under|after|before|around|without|"
    r"met|meet|call|called|emailed|email|saw|see|visit|visited|sent|send|gave|give|show|showed|shown|walked|took|take|brought|bring|thank|thanked|cc|cc'd|"
    r"spoke w|spk w|help|helped|helping|paid|pay|remind|reminded|invite|invited|lunch|text|texted|phone|phoned|rang|ring|tell|told|f/u|lvm|sending|giving|taking|calling|"
    r"showing|meeting|buy|bought|had|has|have|get|got|getting|pinged|ping|chased|chase|and|&|per))\s*(?:the |a |an )?$"
)
_JOINT_RE = re.compile(r"(?:一起|共同|双方|联合|大家|各出|together|jointly|joint|both sides|side by side)")
_QUESTION_RE = re.compile(r"\?|(?:吗|么|呢|没有)\s*$")
_US_OBJECT_RE = re.compile(r"(?:给|发|寄|交|传|推|转|借|还|供|告诉|通知|带|邀请?|约|请|找|来)(?:了)?(?:给)?(?:我们?|我司|我方|咱们?|咱)(?!的)|\b(?:us|me)\b|\bour (?:office|plant|site|shop|dc|lab|team|facility|way)\b|来我(?:们|司)?|到我(?:们|司)?|过来|来(?:厂|访|看|参观|考察|我)")
_DONE_TAIL_RE = re.compile(r"(?:了|过了|完|好了|完成|下来了?|到位|出来了?)(?:[,。;!\s]|$)|已经?|已")
_WILL_RE = re.compile(r"\b(?:will|'ll|to|going to|gonna)\b")
_VERB_SHAPE_RE = re.compile(r"\b(?!thing|nothing|something|everything|anything|morning|evening|during|pricing|need|ceiling|wedding|bring|spring|string|building|king|red|bed|feed|speed|shed|hundred|hired|used|interested|concerned|worried|tired)[a-z]{2,}(?:ing|ed)\b")

_OWN_PLANS = frozenset({"打算", "计划", "准备", "拟", "planning to", "plan to"})
_QUESTION_END_RE = re.compile(r"[?]\s*[\"')]*\s*$|(?:吗|么|不|没|行不|中不|成不)\s*[?!。]?\s*$")
_AGREED_OPINION_RE = re.compile(r"(?:agree|agreed|agrees)(?! to)\b.*\b(?:is|are|was|were|matters?|makes? sense|fair|right|good|better|costs?|costing)\b|同意(?:我们?|咱们?|俺们?|个|这个)?的?(?:价|报价|说|看法|观点|理)|同意.{0,8}(?:好|合理|不错|公道|对|重要|有道理|便宜|可以接受)")
_MEAL_RE = re.compile(r"[请约][^,。;]{0,8}(?:吃|喝|唱|钓|打球|坐坐)|(?:参加|出席|来听|听)(?:我们|我司|咱|我方)")
_TO_US_RE = re.compile(r"(?:给|发|寄|交|传|推|转|借|拿|送|丢|告诉|通知)(?:了)?(?:给)?(?:我们?|我司|我方|咱们?|咱|俺们?)(?!的)|\b(?:us|me)\b|(?:过来|过嚟)")
_TASK_RE = re.compile(r"(?:要求?|让|叫|喊|催|请|求|逼|希望|盼着?|托|嘱咐?|问)(?:我们?|我司|我方|咱们?|俺们?)(?!的|去|来|进|见|看|参)")
_NOT_BEFORE_RE = re.compile(r"(?:(?<![能可行好要是肯会敢愿得])(?:不|没有?|未|唔|别)(?!错|过|少|良|同|符|足|够|稳|断|管|仅|但|问题|着|用|必)[\u4e00-\u9fff]{0,3}|\b(?:not|n't|never|nor|no longer|dont|wont|didnt|isnt|cant)\b(?: \w+){0,2} )$")
_YOU = frozenset({"您", "你", "你们", "贵司", "you"})
_MAKE_THEM_RE = re.compile(r"\s*(?:[-*•]\s*)?(?:have|make|let) (?!us\b|me\b|to\b|a\b|been\b)")
_BARE_GET_RE = re.compile(r"\s*(?:[-*•]\s*)?(?:need to |must |gotta |have to |try to |to )?get(?:ting)?\b")

_STANCES = (
    ("stance.waiting", Happening.WAITING),
    ("stance.continuation", Happening.CONTINUATION),
    ("stance.hypothetical", Happening.HYPOTHETICAL),
)
_REQUESTS = ("request.ask", "request.push", "request.obtain", "request.hope", "request.question")
_YES = ("assent.agree", "assent.offer", "assent.decide", "assent.order")


@dataclass(slots=True)
class _Walk:
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
    objects: list[Person] = field(default_factory=list)
    joint: bool = False


def read_clause(clause: Clause, text: str, inherited: Person | None = None) -> Event:
    """What the clause says; `inherited` is who acted in the clause before, for clauses without a subject."""
    words = text[clause.start : clause.end]
    walk = _walk(clause, text)
    for judge in (_read_condition, _read_task, _read_request, _read_refusal, _read_stance, _read_customer, _read_seller, _read_bare):
        event = judge(clause, walk, words, text, inherited)
        if event is not None:
            return event
    return _event(clause, Happening.NOTHING, "no_sign", clause.start, clause.end, sure=False)


def _walk(clause: Clause, text: str) -> _Walk:
    walk = _Walk()
    items: list[tuple[int, int, Person | Signal]] = [(p.start, 0, p) for p in clause.people]
    items += [(s.start, 1, s) for s in clause.signals if not s.kind.startswith("person.")]
    items.sort(key=lambda item: item[:2])
    for _, _, item in items:
        if isinstance(item, Person):
            _meet_person(walk, item, clause, text)
        else:
            _meet_signal(walk, item)
    if walk.subject is None and walk.request is None:
        walk.subject = _unknown_subject(clause, text)
    walk.joint = _JOINT_RE.search(text, clause.start, clause.end) is not None
    return walk


# "hector is taking", "OIM releasing": up to four words that no lexicon knows, before a verb, are whoever acts.
_UNKNOWN_SUBJECT_RE = re.compile(r"[\s\"'(-]*((?!no\b|not\b|good\b|great\b|nice\b|new\b|price|pricing|budget|contract|lead|next|still|there|this|that|it\b|all\b|just\b|also\b)[a-z][\w&/.'-]*(?: [\w&/.'-]+){0,3}?)\s*$")


def _unknown_subject(clause: Clause, text: str) -> Person | None:
    verb = next((s for s in clause.signals if s.kind.startswith(("act.", "assent.")) and s.kind != "act.noun" and s.kind != "assent.condition"), None)
    if verb is None or verb.start - clause.start < 2 or not text[verb.start].isascii():
        return None
    if any(s.start < verb.start for s in clause.signals) or clause.people and clause.people[0].start < verb.start:
        return None
    match = _UNKNOWN_SUBJECT_RE.match(text, clause.start, verb.start)
    if match is None or match.end() != verb.start:
        return None
    if verb.form is Form.PAST and not _BACK_TO_THEM_RE.search(text, verb.end, clause.end):
        return None
    if verb.form is Form.BASE or (verb.kind.startswith("act.") and verb.form is None):
        return None
    return Person(match.start(1), match.end(1), Side.CUSTOMER)


_BACK_TO_THEM_RE = re.compile(r"\b(?:us|our|me|my|his|her|their|over)\b(?! (?:to him|to her|to them))")


def _meet_person(walk: _Walk, person: Person, clause: Clause, text: str) -> None:
    if person.owner and not _stands_alone(person, clause, text):
        return
    if _is_our_object(person, clause, text):
        if (walk.request or walk.order) is not None and walk.addressee is None and walk.act is None:
            walk.addressee = person
        walk.objects.append(person)
        return
    pending = walk.request or walk.order
    if pending is not None and walk.addressee is None and walk.act is None and person.start >= pending.end:
        walk.addressee = person
    elif walk.act is not None or (walk.noun is not None and walk.subject is None) or _is_object(person, clause, text):
        walk.objects.append(person)
    elif walk.subject is None:
        walk.subject = person
    elif walk.subject.side is person.side and person.start - walk.subject.end <= 12 and walk.yes is None:
        walk.subject = Person(walk.subject.start, person.end, person.side, person.pronoun)
    elif walk.yes is not None or person.side is not walk.subject.side:
        walk.addressee = walk.addressee or person
    else:
        walk.objects.append(person)


_US_RE = re.compile(r"us|me")
_SUBJECT_BEFORE_RE = re.compile(r"(?:^|[^\u4e00-\u9fff]|次|步|天|周|月|日|号|午|后|前|时|以|是|由|望|为|上|底|边|里|年|晚|早|季|点|但|而|所|因|果|则|便|就|于|且|[一二三四五六])$")


def _is_our_object(person: Person, clause: Clause, text: str) -> bool:
    """"us" never acts; 我们 in the middle of a clause, behind a verb or before 的, is what the verb is about."""
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
    """"her" in "asked her to", not "her boss"."""
    return text[person.start : person.end] == "her" and re.match(r" (?:to|for|if|and|about|on|by)\b|$", text[person.end : clause.end]) is not None


def _is_object(person: Person, clause: Clause, text: str) -> bool:
    before = text[max(clause.start, person.start - 16) : person.start]
    pattern = _BEFORE_OBJECT_EN_RE if before.rstrip()[-1:].isascii() and before.strip() else _BEFORE_OBJECT_ZH_RE
    return pattern.search(before) is not None


def _meet_signal(walk: _Walk, signal: Signal) -> None:
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
    elif kind.startswith("act.") and walk.act is None:
        walk.act = signal


def _event(
    clause: Clause,
    happening: Happening,
    because: str,
    start: int,
    end: int,
    *,
    actor: Person | None = None,
    **marks: bool,
) -> Event:
    act = clause.first("act.buyer", "act.either", "act.seller") or clause.first("act.noun")
    step = next((s.step for s in clause.signals if s.kind in ("act.buyer", "act.either") and s.step), None)
    if step is None:
        step = next((s.step for s in clause.signals if s.kind == "act.noun" and s.step), act.step if act else None)
    conditional = clause.first("assent.condition") is not None
    return Event(
        happening,
        start,
        end,
        clause.index,
        because,
        actor=None if actor is None else (actor.start, actor.end),
        step=step,
        conditional=conditional,
        agreed_by_word=happening in (Happening.CUSTOMER_ACT, Happening.CUSTOMER_ORDER) and clause.first("assent.agree", "assent.offer") is not None,
        vague=clause.first("stance.vague") is not None and clause.first("act.buyer") is None,
        **marks,
    )


def _read_condition(clause: Clause, walk: _Walk, words: str, text: str, inherited: Person | None) -> Event | None:
    """A clause that opens with "if" and has no consequence in it only says what must happen first."""
    counterfactual = _COUNTERFACTUAL_RE.search(words)
    if counterfactual is not None:
        start = clause.start + counterfactual.start()
        return _event(clause, Happening.HYPOTHETICAL, "counterfactual", start, clause.start + counterfactual.end())
    for signal in clause.signals:
        if text[signal.start] in "就才再方后":
            continue  # 就签, 再付: the consequence, not the condition
        if signal.kind == "assent.condition" and signal.start - clause.start <= 4 and not _has_consequence(clause, signal, text):
            return _event(clause, Happening.CONDITION, signal.name, signal.start, signal.end)
    return None


_COUNTERFACTUAL_RE = re.compile(r"(?:要是|如果|若|要不是|假如)[^,。]{0,8}(?:早|当初|当时|当年|归他|是我|换(?:作|成)我)|早(?:两年|几年|知道|认识|碰上)[^,。]{0,8}(?:的话|就|,)|\b(?:had (?:we|he|she|they)|would have|would've|were (?:he|she|it|they|i)\b)")
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


def _read_request(clause: Clause, walk: _Walk, words: str, text: str, inherited: Person | None) -> Event | None:
    request = walk.request
    if request is None:
        return _read_implicit_request(clause, walk, words, text)
    if walk.request_by is None and request.form is Form.THIRD and request.kind == "request.ask":
        return _event(clause, Happening.WISH, request.name, request.start, request.end)
    if _MEAL_RE.search(words):
        return _event(clause, Happening.SELLER_ACT, "invitation", request.start, request.end)
    if walk.yes is not None and walk.yes.start < request.start and walk.yes.kind == "assent.agree":
        return None
    if walk.request_by is Side.CUSTOMER or (walk.request_by is Side.THIRD):
        return _read_their_request(clause, walk, request, text)
    if walk.request_by is None and inherited is not None and inherited.side is Side.CUSTOMER and _asks_us(walk):
        return _read_their_request(clause, walk, request, text)
    target = walk.addressee
    if target is not None and target.side is not Side.CUSTOMER:
        return _event(clause, Happening.SELLER_ACT, request.name, request.start, request.end)
    if target is None and walk.act is not None and walk.act.kind == "act.seller" and request.kind != "request.push":
        return _event(clause, Happening.SELLER_ACT, walk.act.name, walk.act.start, walk.act.end)
    question = request.kind == "request.question"
    sure = target is not None or walk.act is not None or walk.noun is not None
    return _event(
        clause, Happening.REQUEST, request.name, request.start, request.end, actor=target,
        question=question, pushed=request.kind == "request.push", sure=sure,
    )  # fmt: skip


def _read_implicit_request(clause: Clause, walk: _Walk, words: str, text: str) -> Event | None:
    """A demand without a word of asking: a bare question, "get" before a thing of theirs, a threat."""
    theirs = walk.act is not None and walk.act.kind == "act.buyer" or walk.noun is not None
    pressure = clause.first("pressure")
    if pressure is not None and walk.yes is None and walk.no is None:
        return _event(clause, Happening.REQUEST, pressure.name, pressure.start, pressure.end, actor=walk.subject, pushed=True)
    if walk.subject is not None and walk.subject.side is Side.SELLER:
        return None
    asked_you = walk.subject is not None and text[walk.subject.start : walk.subject.end] in _YOU
    if (theirs or asked_you and walk.act is not None) and walk.yes is None and _QUESTION_END_RE.search(words):
        sign = walk.act or walk.noun
        assert sign is not None
        return _event(clause, Happening.REQUEST, "bare_question", sign.start, sign.end, actor=walk.subject, question=True)
    if walk.subject is None and clause.people and _MAKE_THEM_RE.match(words):
        return _event(clause, Happening.REQUEST, "make_them", clause.start, clause.people[0].end, actor=clause.people[0])
    if walk.subject is None and _BARE_GET_RE.match(words) and (theirs or clause.people):
        return _event(clause, Happening.REQUEST, "bare_get", clause.start, clause.start + 3)
    return None


def _asks_us(walk: _Walk) -> bool:
    return walk.addressee is not None and walk.addressee.side is Side.SELLER


def _read_their_request(clause: Clause, walk: _Walk, request: Signal, text: str) -> Event:
    target = walk.addressee
    if target is not None and target.side is Side.CUSTOMER and not (target.pronoun and walk.act is None):
        return _event(clause, Happening.CUSTOMER_ORDER, request.name, request.start, request.end, actor=target, agreed=True)
    if target is not None:
        return _event(clause, Happening.TASK, request.name, request.start, request.end)
    if _MAY_WE_RE.search(text, request.start, clause.end) and walk.act is not None and walk.act.kind != "act.seller":
        return _event(clause, Happening.CUSTOMER_ACT, "offers_by_asking", request.start, request.end, actor=walk.subject, offered=True, question=True)
    if request.kind == "request.ask" and _SOMEBODY_RE.match(text, request.end, clause.end):
        return _event(clause, Happening.CUSTOMER_ORDER, request.name, request.start, request.end, actor=walk.subject, agreed=True)
    return _event(clause, Happening.WISH, request.name, request.start, request.end)


_MAY_WE_RE = re.compile(r"能否|能不能|可不可以|可否|是否可以|可以先|能先|\b(?:if|whether) (?:they|he|she) (?:can|could|may|might)\b")
# Whom they set to work may be anybody who is not us: "both elevators to", HRBP, 各分店.
_SOMEBODY_RE = re.compile(r" (?!us\b|me\b|for\b|our\b|if\b|about\b|a\b|to\b)[a-z].{0,40}? to \w|(?!我|咱|俺|我们)(?:各|下面|手下|底下|所有|两个|[a-z]{2,5}(?=[\u4e00-\u9fff]))")


def _read_refusal(clause: Clause, walk: _Walk, words: str, text: str, inherited: Person | None) -> Event | None:
    if walk.subject is not None and walk.subject.side is Side.SELLER:
        return None
    if walk.no is None and (no_noun := _NO_NOUN_RE.match(words)):
        return _event(clause, Happening.REFUSAL, "no_noun", clause.start, clause.start + no_noun.end())
    if walk.no is None:
        verb = walk.yes or walk.act
        if verb is None or verb.kind == "act.seller" or not _is_negated(verb, clause, text):
            return None
        return _event(clause, Happening.REFUSAL, "negated", verb.start, verb.end, actor=walk.subject)
    if walk.no is not None and walk.yes is not None and walk.yes.start > walk.no.end:
        return None
    return _event(clause, Happening.REFUSAL, walk.no.name, walk.no.start, walk.no.end, actor=walk.subject)


def _is_negated(signal: Signal, clause: Clause, text: str) -> bool:
    return _NOT_BEFORE_RE.search(text, max(clause.start, signal.start - 24), signal.start) is not None


_SETS_US_RE = re.compile(r"\s*(?:要求|让|叫|喊|催|问)(?:我们|我司|我方|咱们|俺们)")
_INVITED_RE = re.compile(r".{0,10}?(?:去|进|到|来|过去).{0,8}?(?:他|厂|现场|车间|看|量|测|谈|开会|交流|讲|参观|汇报|见)")


def _read_task(clause: Clause, walk: _Walk, words: str, text: str, inherited: Person | None) -> Event | None:
    """要我们, 让我司: they set us to work, unless what we are let do is to come and see."""
    if walk.act is not None and walk.act.kind == "act.buyer" or walk.yes is not None:
        return None
    if walk.subject is None and inherited is None and not _SETS_US_RE.match(words) or walk.subject is not None and walk.subject.side is not Side.CUSTOMER:
        return None
    match = _TASK_RE.search(words)
    if match is None:
        return None
    if _INVITED_RE.match(words, match.end()):
        return _event(clause, Happening.CUSTOMER_ACT, "invites_us", clause.start + match.start(), clause.start + match.end(), actor=walk.subject, agreed=True)
    return _event(clause, Happening.TASK, "sets_us_to_work", clause.start + match.start(), clause.start + match.end())


def _read_stance(clause: Clause, walk: _Walk, words: str, text: str, inherited: Person | None) -> Event | None:
    if walk.yes is not None and walk.yes.kind != "assent.decide":
        talk = clause.first("stance.continuation")
        if talk is None or talk.start < walk.yes.start or clause.dates or (walk.act is not None and walk.act.kind == "act.buyer"):
            return None
        return _event(clause, Happening.CONTINUATION, talk.name, talk.start, talk.end)
    for kind, happening in _STANCES:
        signal = clause.first(kind)
        if signal is not None:
            return _event(clause, happening, signal.name, signal.start, signal.end)
    return None


def _read_customer(clause: Clause, walk: _Walk, words: str, text: str, inherited: Person | None) -> Event | None:
    subject = walk.subject
    theirs = subject is not None and subject.side is Side.CUSTOMER
    yes = walk.yes
    if subject is not None and subject.side is not Side.CUSTOMER and not (walk.joint and walk.yes):
        return None
    if yes is not None and yes.kind == "assent.decide" and not theirs and text[yes.start : yes.end] in _OWN_PLANS:
        if walk.act is None or walk.act.kind != "act.buyer":
            return _event(clause, Happening.SELLER_ACT, yes.name, yes.start, yes.end)
    if yes is not None:
        if yes.kind == "assent.agree" and _AGREED_OPINION_RE.search(words):
            return _event(clause, Happening.ATTITUDE, "agreed_opinion", yes.start, yes.end)
        if walk.act is None and walk.noun is None and clause.first("stance.attitude") and yes.kind == "assent.agree":
            return _simple(clause, Happening.ATTITUDE, "stance.attitude")
        doer = walk.addressee if walk.order is yes and walk.addressee is not None else subject
        happening = Happening.CUSTOMER_ORDER if walk.order is yes and walk.addressee is not None else Happening.CUSTOMER_ACT
        return _event(
            clause, happening, yes.name, yes.start, yes.end, actor=doer, agreed=yes.kind != "assent.offer",
            offered=yes.kind == "assent.offer", joint=walk.joint,
        )  # fmt: skip
    if not theirs:
        return None
    assert subject is not None
    will = clause.first("assent.will")
    done = clause.first("assent.done") or _DONE_TAIL_RE.search(words)
    act = walk.act
    if act is not None and act.kind != "act.seller":
        return _event(
            clause, Happening.CUSTOMER_ACT, act.name, act.start, act.end, actor=subject, agreed=True,
            done=done is not None and will is None or act.form is Form.PAST, joint=walk.joint,
        )  # fmt: skip
    for kind, happening in (
        ("stance.wish", Happening.WISH),
        ("stance.attitude", Happening.ATTITUDE),
        ("stance.information", Happening.INFORMATION),
    ):
        if clause.first(kind):
            return _simple(clause, happening, kind)
    if clause.first("stance.vague"):
        return _simple(clause, Happening.CUSTOMER_ACT, "stance.vague", actor=subject, agreed=True)
    if walk.noun is not None or will is not None or act is not None:
        sign = will or walk.noun or act
        assert sign is not None
        return _event(
            clause, Happening.CUSTOMER_ACT, sign.name, sign.start, sign.end, actor=subject, agreed=True,
            done=done is not None and will is None, sure=will is not None,
        )  # fmt: skip
    shape = _VERB_SHAPE_RE.search(words)
    if shape or _US_OBJECT_RE.search(words) or done:
        return _event(
            clause, Happening.CUSTOMER_ACT, "customer_verb", clause.start, clause.end, actor=subject, agreed=True,
            done=done is not None, sure=False,
        )  # fmt: skip
    if clause.dates and subject.start - clause.start <= 8 and not clause.dates[0].past:
        return _event(clause, Happening.CUSTOMER_ACT, "customer_dated", clause.start, clause.end, actor=subject, agreed=True, sure=False)
    return _event(clause, Happening.INFORMATION, "customer_named", subject.start, subject.end, actor=subject, sure=False)


def _simple(clause: Clause, happening: Happening, kind: str, *, actor: Person | None = None, agreed: bool = False) -> Event:
    signal = clause.first(kind)
    assert signal is not None
    return _event(clause, happening, signal.name, signal.start, signal.end, actor=actor, agreed=agreed)


def _read_seller(clause: Clause, walk: _Walk, words: str, text: str, inherited: Person | None) -> Event | None:
    subject = walk.subject
    if subject is None or subject.side is Side.CUSTOMER:
        return None
    if subject.side is Side.THIRD:
        return _event(clause, Happening.THIRD_PARTY_ACT, "third_party", subject.start, subject.end)
    return _event(clause, Happening.SELLER_ACT, "seller_subject", subject.start, subject.end)


def _read_bare(clause: Clause, walk: _Walk, words: str, text: str, inherited: Person | None) -> Event | None:
    act = walk.act
    then = _THEN_THEY_RE.search(words)
    if then is not None and (act is None or act.kind != "act.seller"):
        return replace(
            _event(clause, Happening.CUSTOMER_ACT, "then_they", clause.start + then.start(1), clause.end, agreed=True), conditional=True
        )
    if act is not None and act.kind == "act.buyer" and _GO_OUT_RE.match(words):
        return _event(clause, Happening.SELLER_ACT, "goes_out", act.start, act.end)
    their_turn = inherited is not None and inherited.side is Side.CUSTOMER
    done = clause.first("assent.done") is not None or _DONE_TAIL_RE.search(words) is not None
    if act is not None:
        done = done or act.form is Form.PAST
        toward_us = _US_OBJECT_RE.search(words) is not None or (act.form is Form.ING and act.start - clause.start <= 2)
        if act.kind == "act.buyer" or (act.kind == "act.either" and (toward_us or their_turn)):
            return _event(clause, Happening.CUSTOMER_ACT, act.name, act.start, act.end, actor=None, agreed=True, done=done, sure=act.kind == "act.buyer")
        if act.kind == "act.seller" or walk.noun is None:
            return _event(clause, Happening.SELLER_ACT, act.name, act.start, act.end, sure=act.kind == "act.seller")
    for kind, happening in (
        ("stance.attitude", Happening.ATTITUDE),
        ("stance.wish", Happening.WISH),
        ("stance.information", Happening.INFORMATION),
    ):
        if clause.first(kind):
            return _simple(clause, happening, kind)
    if clause.first("stance.vague"):
        return _simple(clause, Happening.CUSTOMER_ACT, "stance.vague", agreed=True)
    if act is not None:
        return _event(clause, Happening.SELLER_ACT, act.name, act.start, act.end, sure=False)
    if walk.noun is not None and _OPEN_ITEM_RE.search(words):
        return _event(clause, Happening.INFORMATION, "open_item", walk.noun.start, walk.noun.end)
    if walk.noun is not None:
        noun = walk.noun
        return _event(clause, Happening.CUSTOMER_ACT, noun.name, noun.start, noun.end, agreed=True, done=done, sure=False)
    to_us = _TO_US_RE.search(words)
    if to_us is not None:
        return _event(clause, Happening.CUSTOMER_ACT, "toward_us", clause.start, clause.end, agreed=True, done=done, sure=False)
    return None
