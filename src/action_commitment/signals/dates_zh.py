"""Chinese dates and periods: an ordered table, the more telling pattern first."""

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

_DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_WEEKDAYS = {**{char: number for number, char in enumerate("一二三四五六")}, "日": 6, "天": 6, "末": 6}
_NUMBER = r"(?:\d{1,2}|[一二两三四五六七八九十廿卅]{1,3})"


def read_number(text: str) -> int:
    """A number below 100 in Arabic or Chinese figures.

    >>> [read_number(t) for t in ("15", "十五", "二十", "廿八", "三")]
    [15, 15, 20, 28, 3]
    """
    if text.isdigit():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.partition("十")
    if not ten:
        return _DIGITS[text]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def _month_day(match: re.Match[str], today: date) -> date | None:
    return coming_day(today, read_number(match["month"]), read_number(match["day"]))


def _full_date(match: re.Match[str], today: date) -> date | None:
    return date(int(match["year"]), int(match["month"]), int(match["day"]))


def _day(match: re.Match[str], today: date) -> date | None:
    return coming_day_of_month(today, read_number(match["day"]))


def _weekday(match: re.Match[str], today: date) -> date | None:
    which = match["which"] or ""
    weeks = -1 if "上" in which else which.count("下") if which else None
    return weekday_of(today, _WEEKDAYS[match["weekday"]], weeks)


def _week(match: re.Match[str], today: date) -> date | None:
    which = match["which"]
    return weekday_of(today, 6, -1 if "上" in which else which.count("下"))


def _month(match: re.Match[str], today: date) -> date | None:
    found = coming_month(today, read_number(match["month"]))
    part = match["part"] or ""
    return found.replace(day={"初": 10, "上旬": 10, "中": 20, "中旬": 20}.get(part, found.day))


def _relative_month(match: re.Match[str], today: date) -> date | None:
    which = match["which"] or ""
    found = end_of_month(today.year, today.month + which.count("下") - which.count("上"))
    return found.replace(day={"初": 10, "中": 20}.get(match["part"] or "", found.day))


def _part_of_month(match: re.Match[str], today: date) -> date | None:
    if match["part"] == "底" or match["part"] == "末":
        return end_of_month(today.year, today.month)
    return coming_day_of_month(today, 10 if match["part"] == "初" else 20)


def _quarter(match: re.Match[str], today: date) -> date | None:
    return coming_quarter(today, read_number(match["quarter"]))


def _relative_quarter(match: re.Match[str], today: date) -> date | None:
    which = match["which"] or ""
    return end_of_quarter(today.year, quarter_of(today) + which.count("下") - which.count("上"))


def _year(match: re.Match[str], today: date) -> date | None:
    shift = {"今年": 0, "年底": 0, "年末": 0, "年内": 0, "明年": 1, "后年": 2, "去年": -1}.get(match["which"])
    if shift is None:
        return None
    half = match["half"] or ""
    return date(today.year + shift, 6, 30) if "上" in half else date(today.year + shift, 12, 31)


def _within(match: re.Match[str], today: date) -> date | None:
    number = read_number(match["count"])
    return today + timedelta(days=number * (7 if match["unit"] in ("周", "星期") else 30 if "月" in match["unit"] else 1))


# Things of the customer's that happen on a day, so that "before" them is a date.
_EVENT = (
    r"(?:审计|稽核|内审|外审|监审|年审|复审|评审|复评|等保|验厂|查厂|董事会|股东会|经营会|常务会|党委会|班子会|办公会|党组会|经理会|例会|周会|月会|"
    r"季度会|晨会|评标|开标|投标|截标|招标|挂网|上会|过会|检查|督查|巡查|飞检|抽检|年检|验收|大修|检修|停产|停机|投产|量产|试产|开机|开业|开张|"
    r"开学|放假|寒假|暑假|收假|复工|开工|完工|竣工|交付|交房|封顶|入冬|供暖|采暖|旺季|淡季|春耕|秋收|收割|双十一|大促|年会|展会|开展|换届|搬厂|搬迁|"
    r"到期|封账|关账|结账|预算冻结|预算会|预算申报|报预算|定标|发布会|首发|上市|交车|sop|sor|ppap|割接|切换|演练|汛期|雨季|雨水|封冻|上冻|梅雨|高温)"
)

CHINESE: tuple[tuple[str, DueKind, Reader], ...] = (
    (r"(?P<year>20\d\d)[年./-](?P<month>\d{1,2})[月./-](?P<day>\d{1,2})[日号]?", DueKind.DAY, _full_date),
    (rf"(?P<month>{_NUMBER})月(?:份)?(?P<day>{_NUMBER})[日号]?(?![个家台])", DueKind.DAY, _month_day),
    (r"(?<![\d./])(?P<month>1[0-2]|[1-9])/(?P<day>3[01]|[12]\d|[1-9])(?![\d/%.]|[\u3400-\u9fff]?寸)", DueKind.DAY, _month_day),
    (r"(?<![\d.])(?P<month>1[0-2]|[1-9])[.-](?P<day>3[01]|[12]\d|[1-9])(?=号|日|之?前|到|上午|下午)", DueKind.DAY, _month_day),
    (rf"(?P<month>{_NUMBER})月(?:份)?(?P<part>底|末|初|中旬|上旬|下旬|中)?(?![\u4e00-\u9fff]?度[^假])", DueKind.MONTH, _month),
    (r"(?P<which>下下|本|这个?|下个?|上个?)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天末])(?!次|遍|报)", DueKind.WEEKDAY, _weekday),
    (r"(?P<which>下下|本|这一?|下一?|上)个?(?:周|星期|礼拜)(?![期边围转])", DueKind.WEEK, _week),
    (r"(?P<which>本|这|当|下下?|上)个?月(?P<part>底|末|初|中)?", DueKind.MONTH, _relative_month),
    (r"(?<![\d一二三四五六七八九十])月(?P<part>底|末|初|中)(?!旬)", DueKind.MONTH, _part_of_month),
    (r"(?P<which>本|这|当|下|上)个?季度?末?(?!节)", DueKind.QUARTER, _relative_quarter),
    (r"(?:q|第)(?P<quarter>[1-4一二三四])(?:季度?)?(?![a-z\d])(?<!第[1-4一二三四])", DueKind.QUARTER, _quarter),
    (r"第?(?P<quarter>[1-4一二三四])季度", DueKind.QUARTER, _quarter),
    (r"(?P<which>)季度?末|季末", DueKind.QUARTER, no_day),
    (
        r"(?P<which>今年|明年|后年|去年)(?P<half>上半年|下半年)?(?:年?底|年?初|开年)?|(?P<half2>[上下]半年)",
        DueKind.YEAR,
        lambda m, d: _year(m, d) if m["which"] else no_day(m, d),
    ),
    (r"(?P<which>年底|年末|年内)(?P<half>)", DueKind.YEAR, _year),
    (r"20\d\d年", DueKind.YEAR, no_day),
    (r"(?<!多)(?:过完?年|年前|年后|开年|年初|节前|节后|开春|入秋|入冬|入夏)|(?:春|夏|秋|冬)(?:季|天)(?=[前后之])", DueKind.PERIOD, no_day),
    (r"大后天", DueKind.DAY, days_ahead(3)),
    (r"后天", DueKind.DAY, days_ahead(2)),
    (r"明(?:天|日|早|晚|儿|后天)", DueKind.DAY, days_ahead(1)),
    (r"今(?:天|日|早|晚|儿)|当(?:天|晚|日)|本日", DueKind.DAY, days_ahead(0)),
    (r"昨(?:天|日|晚|儿)", DueKind.DAY, days_ahead(-1)),
    (r"前天|大前天", DueKind.DAY, days_ahead(-2)),
    (
        r"(?<![\d.a-z第#])(?P<day>3[01]|[12]\d|[1-9]|[一二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅)[号](?!线|机|楼|厂|门|炉|车|仓|库|料|样|井|站|泵|釜|塔|窑|罐|产|病|馆|店|院|文|令|床|工|模|位|桥|坑|矿|地|棚|池|柜|阀|锅|主|变|配|压|厅|棟|栋|房|码|段|标|[a-z])",
        DueKind.DAY,
        _day,
    ),
    (r"初[一二三四五六七八九十]|(?:正|腊|冬)月[初十廿]?[一二三四五六七八九十]?", DueKind.DAY, no_day),
    (rf"(?P<count>{_NUMBER})个?(?P<unit>工作日|天|日|周|星期|月)(?:之内|以内|内)", DueKind.PERIOD, _within),
    (rf"(?:{_NUMBER}|半)个?(?:天|周|星期|月|年|小时)(?:之后|以后|后)(?![的续])", DueKind.PERIOD, no_day),
    (r"(?:这|近)(?:几|两|一两)天(?!内?[^\u4e00-\u9fff]?没)|这阵子|月内|周内|当月|本旬|[上中下]旬|近期内", DueKind.PERIOD, no_day),
    (r"(?:国庆|十一长假|十一(?=前|后|之前|放假))(?:节|前后|长假)?", DueKind.HOLIDAY, fixed(10, 1)),
    (r"元旦", DueKind.HOLIDAY, fixed(1, 1)),
    (r"五一(?:节)?", DueKind.HOLIDAY, fixed(5, 1)),
    (r"双十一|双11|六一八|618", DueKind.HOLIDAY, lambda m, d: fixed(6, 18)(m, d) if m.group()[0] in "六6" else fixed(11, 11)(m, d)),
    (r"圣诞(?:节)?", DueKind.HOLIDAY, fixed(12, 25)),
    (
        r"(?:春节|中秋|端午|清明|元宵|农历年|小年|除夕|重阳|七夕|尾牙|复活节|感恩节)(?:节)?(?=前|后|之|$|[^\u4e00-\u9fff]|[\u4e00-\u9fff])",
        DueKind.HOLIDAY,
        no_day,
    ),
    (
        r"(?:上午|下午|中午|晚上|早上|傍晚|一早|晚班|早班)?(?:\d{1,2}|[一二两三四五六七八九十]{1,2})点(?:半|整|钟|\d{1,2}分?)?(?=前|之前|[来到开见签过在把给])",
        DueKind.PART_OF_DAY,
        no_day,
    ),
    (r"(?:上午|下午|中午|晚上|早上|下班前|傍晚)", DueKind.PART_OF_DAY, no_day),
    (rf"{_EVENT}(?:会|结束|开始|启动|期)?(?:之前|以前|前|当天|那天|期间|时候?)", DueKind.EVENT, no_day),
    (r"赶在[^,。;\s]{1,14}?前", DueKind.EVENT, no_day),
    (r"(?:大修|检修|停机|停产|寒假|暑假|春耕|汛期)(?=期|的时候|里|中)", DueKind.EVENT, no_day),
)

# One of these characters stands in every match of the pattern at the same place of `CHINESE`; a test holds it.
# Most notes then need only a few of the patterns.
CHINESE_KEYS: tuple[frozenset[str], ...] = tuple(
    frozenset(characters)
    for characters in [
        "2",
        "月",
        "/",
        "-.",
        "月",
        "周星礼",
        "周星礼",
        "月",
        "月",
        "季",
        "q第",
        "季",
        "季",
        "年",
        "年",
        "2",
        "年节春夏秋冬",
        "大",
        "后",
        "明",
        "今当本",
        "昨",
        "前大",
        "号",
        "初月",
        "内",
        "后",
        "这近内当旬",
        "十国",
        "元",
        "五",
        "6六双",
        "圣",
        "七中元农复小尾感春清端重除",
        "点",
        "上下中傍早晚",
        "前当时期那",
        "赶",
        "停大寒春暑检汛",
    ]
)
