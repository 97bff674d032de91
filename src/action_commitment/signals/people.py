"""Who is named in a note, and on whose side they stand.

Lexicon words (client, 采购部, we, 竞品) say their side themselves. A name says nothing of itself: it counts
as the customer's unless the caller's `Context` says otherwise, since a visit note is about the customer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from operator import attrgetter

from action_commitment.context import Context
from action_commitment.signals.match import Signal
from action_commitment.text.normalise import Folded, fold

BY_START = attrgetter("start")


class Side(StrEnum):
    """On whose side somebody stands."""

    CUSTOMER = "customer"
    SELLER = "seller"
    THIRD = "third_party"


@dataclass(slots=True)
class Person:
    """Somebody in the folded text; `owner` for "our", "their", 我们的, which stand before a noun, `named` for a name."""

    start: int
    end: int
    side: Side
    pronoun: bool = False
    owner: bool = False
    named: bool = False


_SIDES = {
    "person.customer": Side.CUSTOMER,
    "person.customer_role": Side.CUSTOMER,
    "person.department": Side.CUSTOMER,
    "person.pronoun": Side.CUSTOMER,
    "person.seller": Side.SELLER,
    "person.seller_role": Side.SELLER,
    "person.third_party": Side.THIRD,
}
OWNERS = frozenset({"our", "my", "his", "her", "their", "its", "your"})

_SURNAME = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由"
)
_TITLE = (
    "总监|总工|总经理|副总裁|副总|总裁|总|经理|主任|主管|主席|科长|处长|厂长|院长|所长|局长|部长|队长|组长|班长|站长|店长|校长|行长|董事长|董|理事长|书记|秘书|老师|教授|博士|医生|大夫|护士长|护长|护士|护理长|会计|出纳|工程师|工|师傅|姐|哥|叔|嫂|老板|老总|"
    "先生|小姐|女士|太太|生|厨师长|主厨|律师|法官|专员|助理|顾问|课长|協理|协理|襄理|处座|局|科|处|院|所|厂|区|队|校|秘"
)
_LONG_TITLE = "总监|总工|经理|副总裁|副总|总裁|主任|主管|科长|处长|厂长|院长|所长|局长|部长|队长|组长|班长|站长|店长|校长|行长|董事长|书记|老师|教授|博士|医生|护士长|护长|会计|工程师|师傅|先生|小姐|女士|课长|协理"
# 张总, 李主任, 王建国主任; 老周, 小陈, 阿标.
_SURE_SURNAME = "王李张刘陈杨黄赵吴周徐孙朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔钟谭陆汪范廖贾夏韦邹孟熊秦邱薛闫阎侯龙陶黎贺顾毛郝龚邵钱戴莫孔汤"
_CHINESE_NAME_RE = re.compile(
    rf"(?:[{_SURE_SURNAME}][\u4e00-\u9fff]{{1,2}}?(?:{_LONG_TITLE})|[{_SURNAME}](?:{_TITLE})(?![\u4e00-\u9fff]?厂房))|(?:(?<![\u4e00-\u9fff])[老小阿][{_SURNAME}](?![\u4e00-\u9fff]?板))|(?:[老小阿][{_SURNAME}](?=[说讲答同会要把给在带让叫来去发也那这已没不拿签定做约问跟和与,:。;]|$))"
)
# A Latin name in Chinese, or a capitalised word inside an English sentence.
_LATIN_NAME_RE = re.compile(r"[A-Z][a-z]+(?:[-'][A-Z][a-z]+)?(?: [A-Z][a-z]+)?")
_NAME_FOLLOWER_RE = re.compile(
    r"(?:'ll|'s|'d| (?:will|to|is|are|was|has|had|said|says|agreed|wants|want|wanted|asked|told|and|in|from|at|over|on|going|can|can't|won't|would|confirmed|"
    r"gave|sent|signed|promised|offered|needs|took|got|may|might|does|doesn't|didn't|did|also|just|already|now|signs|brings|sends|gets|takes|calls|"
    r"thinks|likes|loves|keeps|of|the|who|happy|ok|okay|fine|pulling|bringing|sending|getting|taking|putting|setting|running|plans|wrote|himself|herself)\b|,| \(|:)"
)
# Words that open an English sentence with a capital and are no names.
_NOT_NAMES = frozenset(
    [
        "the",
        "a",
        "an",
        "and",
        "but",
        "or",
        "if",
        "so",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "off",
        "on",
        "onto",
        "out",
        "over",
        "per",
        "to",
        "up",
        "via",
        "with",
        "after",
        "before",
        "when",
        "while",
        "once",
        "until",
        "since",
        "because",
        "this",
        "that",
        "these",
        "those",
        "there",
        "here",
        "it",
        "its",
        "he",
        "she",
        "they",
        "we",
        "i",
        "you",
        "his",
        "her",
        "their",
        "our",
        "my",
        "your",
        "who",
        "what",
        "which",
        "how",
        "why",
        "where",
        "all",
        "any",
        "both",
        "each",
        "every",
        "few",
        "more",
        "most",
        "no",
        "none",
        "not",
        "nothing",
        "one",
        "two",
        "three",
        "some",
        "such",
        "only",
        "just",
        "also",
        "then",
        "than",
        "too",
        "very",
        "now",
        "next",
        "last",
        "first",
        "new",
        "old",
        "still",
        "yet",
        "again",
        "also",
        "good",
        "great",
        "best",
        "minimum",
        "min",
        "max",
        "yes",
        "ok",
        "okay",
        "please",
        "pls",
        "thanks",
        "hi",
        "hello",
        "dear",
        "re",
        "fwd",
        "fw",
        "note",
        "notes",
        "call",
        "email",
        "meeting",
        "visit",
        "demo",
        "trial",
        "quote",
        "order",
        "update",
        "plan",
        "action",
        "customer",
        "client",
        "buyer",
        "prospect",
        "account",
        "wants",
        "needs",
        "will",
        "would",
        "could",
        "should",
        "can",
        "may",
        "might",
        "must",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "do",
        "does",
        "did",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct",
        "nov",
        "dec",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "christmas",
        "easter",
        "thanksgiving",
        "diwali",
        "q1",
        "q2",
        "q3",
        "q4",
        "english",
        "chinese",
        "german",
        "european",
        "american",
        "china",
        "india",
        "excel",
        "word",
        "teams",
        "zoom",
        "outlook",
        "salesforce",
        "linkedin",
        "google",
        "microsoft",
        "sap",
        "oracle",
        "iso",
        "fda",
        "gmp",
        "sent",
        "got",
        "get",
        "met",
        "spoke",
        "talked",
        "left",
        "went",
        "had",
        "gave",
        "took",
        "asked",
        "told",
        "need",
        "want",
        "waiting",
        "awaiting",
        "pending",
        "following",
        "follow",
        "send",
        "schedule",
        "scheduled",
        "discussed",
        "presented",
        "confirmed",
        "agreed",
        "signed",
    ]
)


def find_people(folded: Folded, signals: Iterable[Signal], context: Context) -> list[Person]:
    """Everybody named in the note, in order; where two readings overlap the caller's names win, then the longer.

    >>> [p.side.value for p in find_people(fold("张总 asked our SE"), [], Context(seller_names=["张总"]))]
    ['seller']
    """
    text = folded.text
    found: list[Person] = []
    for names, side in ((context.seller_names, Side.SELLER), (context.customer_names, Side.CUSTOMER)):
        for name in names:
            found.extend(Person(start, end, side, named=True) for start, end in _iter_name(text, fold(name).text))
    words = {}
    for signal in signals:
        side_of_kind = _SIDES.get(signal.kind)
        if side_of_kind is None:
            words[signal.start] = signal.end
        else:
            word = text[signal.start : signal.end]
            found.append(Person(signal.start, signal.end, side_of_kind, signal.kind == "person.pronoun", word in OWNERS))
    if not text.isascii():
        found += [Person(m.start(), m.end(), Side.CUSTOMER, named=True) for m in _CHINESE_NAME_RE.finditer(text) if m.start() not in words]
    if _LATIN_NAME_RE.search(folded.cased):
        found += _cut_words(_latin_names(folded), words)
    return _without_overlaps(found)


def _cut_words(names: Iterable[Person], words: dict[int, int]) -> Iterable[Person]:
    """ "Hope Wanda" is Wanda: a capitalised word of the lexicons before a name is no part of it."""
    for name in names:
        end = words.get(name.start)
        if end is None:
            yield name
        elif end < name.end - 1:
            yield Person(end + 1, name.end, name.side, named=True)


def _iter_name(text: str, name: str) -> Iterable[tuple[int, int]]:
    place = text.find(name)
    while place >= 0:
        end = place + len(name)
        cut_word = name[0].isascii() and (text[place - 1 : place].isalnum() or text[end : end + 1].isalnum())
        if not cut_word or not text[place - 1 : place].isascii():
            yield place, end
        place = text.find(name, end)


def _latin_names(folded: Folded) -> Iterable[Person]:
    cased = folded.cased
    for match in _LATIN_NAME_RE.finditer(cased):
        start, end = match.span()
        before = cased[:start].rstrip(" \"'(-*•")[-1:] if start else ""
        words = match.group().split()
        opens_sentence = before in ("", ".", "!", "?", "\n", ":", ";") and (start == 0 or not cased[start - 1 : start].isalnum())
        if words[0].lower() in _NOT_NAMES:
            if len(words) == 1 or words[-1].lower() in _NOT_NAMES:
                continue
            start += len(words[0]) + 1
        elif opens_sentence and not ("\u3400" <= cased[end : end + 1] <= "\u9fff") and _NAME_FOLLOWER_RE.match(cased, end) is None:
            continue
        yield Person(start, end, Side.CUSTOMER, named=True)


def _without_overlaps(people: list[Person]) -> list[Person]:
    ordered = sorted(people, key=BY_START)
    if all(first.end <= second.start for first, second in pairwise(ordered)):
        return ordered
    kept: dict[int, Person] = {}  # by the character that they stand on
    for person in people:  # the caller's names stand first, then the lexicon's, then what looks like a name
        places = range(person.start, person.end)
        if not kept.keys().isdisjoint(places):
            clashes = {id(other): other for place in places if (other := kept.get(place)) is not None}
            other = next(iter(clashes.values()))
            if len(clashes) > 1 or not _extends(person, other):
                continue
            person = Person(min(person.start, other.start), max(person.end, other.end), other.side, named=True)
            places = range(person.start, person.end)
        for place in places:
            kept[place] = person
    return sorted({id(person): person for person in kept.values()}.values(), key=BY_START)


def _extends(person: Person, other: Person) -> bool:
    return other.side is Side.CUSTOMER and not other.pronoun and person.end - person.start > other.end - other.start
