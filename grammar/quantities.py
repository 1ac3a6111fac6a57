"""Numbers with units: their value, unit and the words that say how they bound what is counted.

    5-10家                       range 5, 10      家
    1.5亿元                      = 150000000      元
    不低于600人次/年              >= 600           人次/年
    分别达到7件和18件以上          >= 7 件, >= 18 件
    由30%提高至40%以上            >= 40            %       (30% is what it was)

Numbers that name or date something are none: 2020年, 第76次常委会, 〔2018〕21号, 世界500强. Spelled numbers count
where they are large, an operator stands beside them (至少一家, 十个百分点) or each of several is given them (每个乡镇一所), not in 一个平台.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from grammar.grant_words import GRANT
from grammar.units import FIRST_OF_UNITS, UNIT, Measure, measure_of
from ontology.records import Operator

_PER = r"平方公里|平方米|立方米|人次|人[·.]?月|人[·.]?年|人|年|月|天|日|套|台|亩|户|家|件|次|项|个|辆|间|床|吨|公里|千瓦时|千瓦|千人|万人|生|株|场|课时|学年"
_SCALE = r"万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千(?![瓦米克伏])|百(?!分)"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d++(?:\.\d++)?"
"""All digits that stand together: no unit begins with one."""
_SCALES = {
    "万亿": 10**12,
    "千亿": 10**11,
    "百亿": 10**10,
    "十亿": 10**9,
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "万": 10**4,
    "千": 1000,
    "百": 100,
}

_PRINTED = re.compile(
    rf"""
    (?<![\d.A-Za-z])(?=\d)
    (?:(?P<low>{_DIGITS})\s?(?P<low_scale>{_SCALE})?\s?(?P<low_unit>{UNIT})?\s?(?P<joint>[-—–―~]{{1,2}}|至|到)\s?)?
    (?P<number>{_DIGITS})\s?(?P<scale>{_SCALE})?(?P<more>余|多)?\s?(?P<unit>{UNIT})
    (?P<per>/\s?[十百千万]{{0,2}}(?:{_PER})|每立方米|每平方公里)?
    """,
    re.VERBOSE,
)
"""5-10家, 1.5亿元, 600人次/年, 10%—15%."""
_BARE = re.compile(
    rf"(?P<number>{_DIGITS})(?P<scale>{_SCALE})(?:(?=的?(?:一次性)?(?:{GRANT}))|(?<=(?:奖励|补助|补贴|资助|奖补)\d[万亿])(?=[,。;、\n])|(?<=(?:奖励|补助|补贴|资助|奖补)\d\d[万亿])(?=[,。;、\n]))"
)
"""给予30万奖励, 补助5万: money without its unit."""
_SPELLED = re.compile(
    rf"(?P<per>[百千])分之(?P<share>[一二三四五六七八九十百]+)|(?<![第一二两三四五六七八九十百千\d])(?P<number>[一二两三四五六七八九十百千]+)(?P<scale>万|亿)?(?P<unit>{UNIT})"
)
_AFTER = re.compile(
    r"\s?(?:\(含\))?(?:及|或者?)?(?:(?P<least>以上|之上)|(?P<most>以下|以内|之内|之下|内(?![部容外地设陆河蒙控涵]))|(?P<about>左右|上下)|(?P<range>之间|区间))(?:\(不?含[^()]{0,10}\))?"
)
_BEFORE = re.compile(
    r"""
    (?: (?P<least> [≥>]=? | 不(?:得|能|应|可)?(?:低于|少于|小于)[^,。;、\d于过]{0,6}?
                | (?<!不)(?<!得)(?:超过|突破|高于|多于|大于|(?<!赶)超) | 至少(?:[^,。;、\d]{0,10}?) | 最少 | 最低 )
      | (?P<most> [≤<]=? | 不(?:得|能|应|可)?(?:高于|超过|多于|大于|超)[^,。;、\d于过]{0,6}?
                | (?<!不)(?<!得)(?:低于|少于|小于) | 最(?:高|多|长)[^,。;、:“”\d]{0,12}? | 上限 )
      | (?P<about> 大约 | 约 | 接近 | 近 )
    )
    (?:达到|达|为|是|有|在|到|至|:)? \s* $
    """,
    re.VERBOSE,
)
_BEFORE_NOUN = re.compile(
    r"(?:(?P<least>不(?:得|能|应|可)?(?:低于|少于|小于)|(?<!不)(?<!得)(?:超过|高于))|(?P<most>不(?:得|能|应|可)?(?:高于|超过|多于|大于)|(?<!不)(?<!得)低于))[^,。;、:于过]{2,24}的$"
)
"""不超过2021年度出让地价的12%: the operator stands before what the share is of."""
_BOUND = re.compile(r"[≥≤><于过破超高少约近低多长限至]")
_BEFORE_REACH = 20
_BEFORE_NOUN_REACH = 34
_BOUND_AFTER = re.compile(r"以[上下内]|左右|上下|之内")
_GOES_ON = re.escape("-—–―~至到余多万亿千百十" + FIRST_OF_UNITS)
_FOLLOWS = rf"(?:[{_GOES_ON}]|[.,]\d| \s{{0,2}}[{_GOES_ON}])"
_DIGIT = re.compile(rf"[0-9](?<!\d\d)\d*+(?={_FOLLOWS})(?!年(?<=(?<!\d)(?:19|20)\d\d年))")
"""All digits that stand together, before what a number may go on with; most number items, dates (2018年) and documents."""
_NUMERAL = "一二两三四五六七八九十百千"
_NUMERALS = re.compile(rf"[{_NUMERAL}](?<![{_NUMERAL}]{{2}})[{_NUMERAL}]*+(?=[{_GOES_ON}., 伏])")
"""The same for numerals; 伏 stands behind the 千 of 千伏安."""
_EACH_BODY = re.compile(r"每(?![年季月周天日次])[^,。;、\d]{1,24}$")
STOCK = re.compile(r"(?:以上)?的?(?:销量|用量|消费量|供应量|储备|库存|口粮)")
"""三个月销量: what a length of time measures."""
_JOINT = re.compile(r"\s*(?:、|和|及|以及|与|,)\s*")
_FROM = ("由", "从")
_FROM_YEAR = re.compile(r"[由从](?:19|20)\d\d年(?:底|末)?(?:的|约|近)?$")
"""由2024年的35%提高到2026年的50%."""
_FROM_BEFORE = re.compile(r"[由从][^,。;、\d]{0,12}$")
_LONGEST_FROM = 10
_MOVES = frozenset("提降调上下增减放扩至到压缩延")
"""由50万元调整为60万元: what follows the number before."""
_EACH = re.compile(r"分别[^,。;\d]{0,8}$")
_LISTED = re.compile(rf"分别[^,。;\d]{{0,12}}(?P<numbers>(?:(?:{_DIGITS})(?:{_SCALE})?[、和及]){{1,9}})$")
"""分别给予10、20、30万元, 分别奖励3万、1.5万、0.5万元: the unit is printed once."""
_ONE_OF_LIST = re.compile(rf"(?P<number>{_DIGITS})(?P<scale>{_SCALE})?")
_LONGEST_LIST = 60
_CALENDAR = re.compile(r"(?:\d{1,2}\.)?(?:19|20)\d\d$")
"""A year, behind the number of its item too: 2．2025年."""
_DIGIT_VALUES = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2}
_STEPS = {"十": 10, "百": 100, "千": 1000}
_LEAST_SPELLED = 10
_WIDTH = re.compile(r"(?<![一二三四五六七八九十\d])(?P<scale>[万千百])兆(?=[到进入至])")
_INDEX = re.compile(r"(?:指数|系数|收入比)[^,。;、:\d]{0,8}(?:达|到|至|为|在)\s?(?P<number>\d+(?:\.\d+)?)(?=以[上内]|左右|[,。;、\n])")
_DOUBLED = re.compile(r"翻(?P<number>[一二两三四1-4])?番(?!,?(?:达到?|突破|超过)\d)")
_BARE_SCALE = re.compile(r"(?:突破|超过?|达到?)(?P<number>(?:万?亿))(?P<unit>元)")
_ARTICLES = re.compile(rf"第[{_NUMERAL}]+[条款项]?[、和至]$")
"""第二十六、二十七条."""
_ONES = frozenset("个家所名处座支件辆套条项")
"""What 每个乡镇建设一所 counts; 每季度召开一次 is a cadence."""

Number = int | float


class Quantity(NamedTuple):
    """A number with its unit at `shadow[start:end]`, operator words included; the number itself begins at `number`."""

    start: int
    number: int
    unit_end: int
    end: int
    value: Number | tuple[Number, Number]
    unit: str
    measure: Measure
    op: Operator
    stated: bool
    """An operator stands beside it: 以上, 不低于, 约."""
    was: bool = False
    """What it was before: the first number of 由30%提高至40%."""


def find_quantities(shadow: str, start: int, end: int) -> list[Quantity]:
    """The quantities between two places, in order; in 分别达到7件和18件以上 each has the operator of the last."""
    found = sorted(
        [
            *_printed(shadow, start, end),
            *_spelled(shadow, start, end),
            *_widths(shadow, start, end),
            *_indices(shadow, start, end),
            *_doublings(shadow, start, end),
            *_bare_scales(shadow, start, end),
        ],
        key=lambda quantity: quantity.number,
    )
    return _shared(found, shadow)


def _printed(shadow: str, start: int, end: int) -> Iterator[Quantity]:
    done = start
    for digits in _DIGIT.finditer(shadow, start, end):
        if digits.start() < done:
            continue
        if not (match := _PRINTED.match(shadow, digits.start(), end)):
            if bare := _BARE.match(shadow, digits.start(), end):
                yield _bounded(shadow, bare.start(), bare.end(), _value(bare["number"], bare["scale"]), "元", Measure.MONEY)
            continue
        done = match.end()
        begin, unit = match.start(), match["unit"]
        before = shadow[begin - 1 : begin]
        if _dated(match, before):
            continue
        measure = measure_of(unit)
        if unit == "G" and before not in ("至", "到", "达"):  # 4G、5G are names
            continue
        if before in "第前" and before:
            if before == "第" and unit not in "位名":
                continue
            measure = Measure.RANK if unit in "位名" else measure
        high = _value(match["number"], match["scale"])
        value: Number | tuple[Number, Number] = high
        number = begin
        if measure is Measure.RANK:
            number -= 1
        if match["low"]:
            low = _value(match["low"], match["low_scale"] or (match["scale"] if not match["low_unit"] else None))
            if match["joint"] in ("至", "到") and before in ("由", "从"):
                number = match.start("number")
            elif low < high and (not match["low_unit"] or measure_of(match["low_unit"]) is measure):
                value = (low, high)
        found = _bounded(shadow, number, match.end(), value, unit + (match["per"] or "").replace(" ", ""), measure, more=bool(match["more"]))
        if before in "、和及" and before:
            yield from _listed(shadow, max(start, begin - _LONGEST_LIST), match, found)
        yield found


def _listed(shadow: str, start: int, last: re.Match[str], found: Quantity) -> Iterator[Quantity]:
    """The numbers of a list before the one that has the unit of all."""
    if not (listed := _LISTED.search(shadow, start, last.start())):
        return
    for match in _ONE_OF_LIST.finditer(listed["numbers"]):
        begin, end = (listed.start("numbers") + place for place in match.span())
        value = _value(match["number"], match["scale"] or last["scale"])
        yield found._replace(start=begin, number=begin, unit_end=end, end=end, value=value, op=Operator.EQUAL, stated=False)


def _dated(match: re.Match[str], before: str) -> bool:
    """2020年, 12月5日内, 2019—2021年: a date."""
    if match["unit"] in "年起":
        return not match["scale"] and bool(_CALENDAR.match(match["number"]))
    return match["unit"] == "日" and before == "月"


def _spelled(shadow: str, start: int, end: int) -> Iterator[Quantity]:
    """至少一家, 十个百分点, 百分之八十."""
    for words in _NUMERALS.finditer(shadow, start, end):
        if shadow[words.start() - 1 : words.start()] in ("前", "第") and shadow[words.end() : words.end() + 1] in ("位", "名"):
            if rank := spelled(words.group()):
                yield _bounded(shadow, words.start() - 1, words.end() + 1, rank, shadow[words.end()], Measure.RANK)
            continue
        small = "十" not in words.group() and "百" not in words.group()
        each = small and _for_each(shadow, start, words)
        if small and not (each or _is_bounded(shadow, start, words) or shadow.startswith(("个月", "分之"), words.end())):
            continue
        if _ARTICLES.search(shadow, max(start, words.start() - _BEFORE_REACH), words.start()):
            continue
        match = _SPELLED.match(shadow, words.start(), end)
        value = spelled(match["share"] or match["number"]) if match else None
        if match is None or value is None:
            continue
        if match["share"]:
            yield _bounded(shadow, match.start(), match.end(), value, "%" if match["per"] == "百" else "‰", Measure.SHARE)
            continue
        value *= _SCALES[match["scale"]] if match["scale"] else 1
        found = _bounded(shadow, match.start(), match.end(), value, match["unit"], measure_of(match["unit"]))
        if found.measure is Measure.TIME and not STOCK.match(shadow, found.end):
            continue
        if found.stated or each or (value >= _LEAST_SPELLED and match["number"][0] not in "百千") or found.measure is Measure.TIME:
            yield found


def _widths(shadow: str, start: int, end: int) -> Iterator[Quantity]:
    """万兆到旗县区、千兆到乡镇: how wide a line reaches where; 千兆光网 is a name."""
    if shadow.find("兆", start, end) >= 0:
        for match in _WIDTH.finditer(shadow, start, end):
            yield _bounded(shadow, match.start(), match.end(), _SCALES[match["scale"]], "兆", Measure.EXTENT)


def _indices(shadow: str, start: int, end: int) -> Iterator[Quantity]:
    """示例指数达到65, 城乡居民收入比控制在1.8左右: what has no unit."""
    if any(shadow.find(name, start, end) >= 0 for name in ("指数", "系数", "收入比")):
        for match in _INDEX.finditer(shadow, start, end):
            yield _bounded(shadow, match.start("number"), match.end(), _value(match["number"], None), "", Measure.COUNT)


def _doublings(shadow: str, start: int, end: int) -> Iterator[Quantity]:
    """比2020年翻一番, 实现翻番: how many times it doubles; 翻一番,达到2000家 says in the second number what comes of it."""
    if shadow.find("番", start, end) >= 0:
        for match in _DOUBLED.finditer(shadow, start, end):
            times = match["number"] or "一"
            yield _bounded(shadow, match.start(), match.end(), int(times) if times.isdigit() else spelled(times) or 1, "番", Measure.MULTIPLE)


def _bare_scales(shadow: str, start: int, end: int) -> Iterator[Quantity]:
    """税收突破亿元: a scale without a numeral."""
    if shadow.find("亿元", start, end) >= 0:
        for match in _BARE_SCALE.finditer(shadow, start, end):
            yield _bounded(shadow, match.start("number"), match.end(), _SCALES[match["number"]], match["unit"], Measure.MONEY)


def _is_bounded(shadow: str, start: int, words: re.Match[str]) -> bool:
    """Whether an operator stands near a spelled number."""
    before = _BOUND.search(shadow, max(start, words.start() - _BEFORE_REACH), words.start())
    return bool(before or _BOUND_AFTER.search(shadow, words.end(), words.end() + 8))


def _for_each(shadow: str, start: int, words: re.Match[str]) -> bool:
    """每个乡镇建设一所."""
    return shadow[words.end() : words.end() + 1] in _ONES and bool(_EACH_BODY.search(shadow, max(start, words.start() - _BEFORE_REACH), words.start()))


def spelled(words: str) -> int | None:
    """三百二十 is 320; null for what is no number (三四, 百百)."""
    total, digit = 0, 0
    last_step = 10**4
    for character in words:
        if character in _STEPS:
            step = _STEPS[character]
            if step >= last_step:
                return None
            total += (digit or 1) * step
            digit, last_step = 0, step
        elif digit:
            return None
        else:
            digit = _DIGIT_VALUES[character]
    return total + digit


def _value(digits: str, scale: str | None) -> Number:
    if "." not in digits:
        return int(digits.replace(",", "")) * (_SCALES[scale] if scale else 1)
    value = Decimal(digits.replace(",", "")) * (_SCALES[scale] if scale else 1)
    return int(value) if value == value.to_integral_value() else float(value)


def _bounded(shadow: str, number: int, unit_end: int, value: Number | tuple[Number, Number], unit: str, measure: Measure, *, more: bool = False) -> Quantity:
    """The quantity with the operator words around it."""
    after = _AFTER.match(shadow, unit_end)
    before = _BEFORE.search(shadow, max(0, number - _BEFORE_REACH), number) if _BOUND.search(shadow, max(0, number - _BEFORE_REACH), number) else None
    if not before and measure is Measure.SHARE and shadow[number - 1 : number] == "的":
        before = _BEFORE_NOUN.search(shadow, max(0, number - _BEFORE_NOUN_REACH), number)
    op, stated = Operator.EQUAL, True
    if isinstance(value, tuple):
        op = Operator.RANGE
    elif after and (after["least"] or after["most"] or after["about"]):
        op = Operator.AT_LEAST if after["least"] else Operator.AT_MOST if after["most"] else Operator.ABOUT
    elif before:
        op = Operator.AT_LEAST if before["least"] else Operator.AT_MOST if before["most"] else Operator.ABOUT
    elif more:
        op = Operator.AT_LEAST
    else:
        stated = False
    start = before.start() if before else number
    end = after.end() if after else unit_end
    was = shadow[number - 1 : number] in _FROM or shadow[start - 1 : start] in _FROM or bool(_FROM_YEAR.search(shadow, max(0, start - _LONGEST_FROM), start))
    if not was and shadow[end : end + 1] in _MOVES:
        was = bool(_FROM_BEFORE.search(shadow, max(0, start - _BEFORE_REACH), start))
    return Quantity(start, number, unit_end, end, value, unit, measure, op, stated, was)


def _shared(found: list[Quantity], shadow: str) -> list[Quantity]:
    """分别达到7件和18件以上, 分别不低于22%和30%: one operator for all of them."""
    shared = [_as_before(found[index - 1], here) if index and found[index - 1].was else here for index, here in enumerate(found)]
    led: Quantity | None = None
    for index, here in enumerate(shared):
        if here.start < here.number and _EACH.search(shadow, max(0, here.start - 12), here.start):
            led = here
        elif led and not here.stated and here.measure is led.measure and _JOINT.fullmatch(shadow, shared[index - 1].end, here.start):
            shared[index] = here._replace(op=led.op, stated=True)  # 分别不低于22%和30%
        else:
            led = None
    for index in range(len(shared) - 2, -1, -1):
        here, following = shared[index], shared[index + 1]
        third = found[index + 2] if index + 2 < len(found) else None
        if third and third.stated and found[index + 1].stated and _JOINT.fullmatch(shadow, following.end, third.start):
            continue  # 分别下降8%、10%以上、12%以上: each its own
        if here.stated or not following.stated or following.op is Operator.RANGE or following.start != following.number:
            continue
        if here.measure is following.measure and _JOINT.fullmatch(shadow, here.end, following.start) and _leads(shared, index, shadow):
            shared[index] = here._replace(op=following.op, stated=True)
    return shared


def _as_before(was: Quantity, here: Quantity) -> Quantity:
    """最高额度由60万元提高至80万元: what bounds the one bounds the other."""
    return here if here.stated or not was.stated or was.op is Operator.RANGE else here._replace(op=was.op, stated=True)


def _leads(found: list[Quantity], index: int, shadow: str) -> bool:
    """Whether 分别达到 stands before the list that this quantity belongs to."""
    while index and _JOINT.fullmatch(shadow, found[index - 1].end, found[index].start):
        index -= 1
    start = found[index].start
    return bool(_EACH.search(shadow, max(0, start - 12), start))
