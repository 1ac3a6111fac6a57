"""Targets: numbers that are to be reached, with what they count.

    全区每万人发明专利拥有量达到30件以上              >= 30 件     metric 全区每万人发明专利拥有量
    培育50家以上知识产权密集型企业                   >= 50 家     metric 知识产权密集型企业
    新增高新技术企业50家、科技型企业500家             = 50 家, = 500 家
    专利质押融资金额年均增长20%以上                   >= 20 %     metric 专利质押融资金额年均增长

A number that qualifies what is counted (年收入不低于1000万元的机构), a condition (面积为90平方米以下的), a rule in force
(按1%的税率, 首付款比例不低于20%), what has been reached already and money that is provided are no targets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from grammar.copies import stated_once
from grammar.deadlines import Deadlines
from grammar.goals import AND_SO_ON, Numbered, builds_up
from grammar.indicator_tables import read_indicators
from grammar.numbered import Place, Spans
from grammar.quantities import Quantity, find_quantities
from grammar.refusals import TASK_OF
from grammar.stated import StatedTarget, StatedTask
from grammar.units import Measure
from grammar.view import View

_LEADING_VERB = re.compile(
    r"(?:(?:每年)?组织[^,。;、:\d]{1,12}?参加|其中:?|分别|将|把|确定|今年|明年|本年度|并|且|以及|和(?!平|谐)|再建|再|还|力争|争取|要|计划(?!生育|外|单列)|预计|努力|确保|推动|推进|加快|着力|重点(?!研发|项目|企业|产业|领域|工程|地区|人群)|大力|积极|保持|使|实现|全面|全力|培育|培养|开展|支持|打造|形成|建成|建设|实施|争创|带动|遴选|评选|认定|新认定|新培育认定|推出|引进|招引|引育|选派|选聘|选树|推荐|创建|组建|举办|组织|配备|完成|达到|全年|累计|到期?末|"
    r"力争全年|建立|\d{1,2}月底?前|年底?前|年内|第?[一二三四]季度|[上下]半年|(?:(?:用|经过|通过|利用|力争)?[一二三四五六七八九十两\d][-—–―~至]?[一二三四五六七八九十两\d]?年(?:左右)?(?:以?内|(?:的)?(?:时间|努力)))"
    r"|(?:到|至)?(?:(?:19|20)\d\d[-—–―~至]{1,2})?(?:19|20)\d\d年(?:度|年?[底末]|[上下]半年)?前?|“?十[一二三四五六]?五”?(?:期间|时期|末)|[—–]{1,2}|[一二三四五六七八九十]是|(?:具体|主要)指标(?:包括|是|为)|0\d(?=\s|[\u4e00-\u9fff])|,|、|:|\s)+"
)
_TRAILING = re.compile(
    r"(?:(?:控制|预期)?目标(?:值|任务)?)?(?:\[\d{1,3}\])?(?:原则上)?(?:分别|各|均|总数|总体|力争|争取|要|应|需|应当|须)?(?:达到|达|提高到|提高至|提升到|提升至|增加到|增加至|增至|升至|上升到|(?:扩容|扩大|压缩|压减|缩短|精简|减少)(?:到|至|为)|下降到|下降至|降低到|降至|稳定在|保持在|控制在|保持|稳定|控制|突破|超过|完成|实现|在|为|到|至|有)?\s*$"
)
_LONGEST_TRAILING = 16
_NOUN_END = re.compile(
    r"[,。;:!?\n\t()]|(?:做大做强|提供|开展|进行|实现|达到|通过|参加|建立|纳入)|(?:、|和|及|与)(?=\d)|、(?=[万千百]兆)|、(?=[^、]{0,30}\d[^、,。;的]{0,8}(?:[、,。;\n]|$))"
)
_RANKED = re.compile(r"(?:在全[国省市区县州][^,。;、]{0,4}中)?均?(?:(?:位居|位列|排名|跻身|稳居|进入)(?:全[国省市区县州]|世界|前列)?)?$")
_WAS = re.compile(r"[由从](?=[^,。;、]{0,12}\d)")
_COMPARED = r"(?:较|比)(?:上年|上一年|去年|(?:上年)?同期|(?:19|20)\d\d年(?:底|末)?|[“”十一二三四五]+末)"
_BARE_GROWTH = re.compile(rf"(?:{_COMPARED}|同比|年均|每年|累计)*(?:再)?(?:增长|增幅|增速|提高|提升|下降|降低|减少|占比)?")
_SCOPE = re.compile(r"\s*(?:其中:?|实现|推动|确保|力争|使)?(?:全[国省市区县州域])?\s*")
_SHARE_FOR = re.compile(r"^(?:的?比例)?(?:专门|专项|单独)?(?:用于|面向)?")
_QUOTE_ENDS = re.compile('[”"]')
_STOPS = frozenset("、,;。:(及和与\n")
_YEAR_BEHIND = re.compile(r"(?<=[\u4e00-\u9fff])(?:到|至)?(?:19|20)\d\d年(?:底|末)?$")
_NOTHING = re.compile(r"(?:(?:19|20)\d\d年(?:底|末)?)?(?:达到?|完成|实现)?")
"""国家高新技术企业数量在2024年基础上翻一番,达到2000家; 规模2026年达到500亿元,2027年达到800亿元: counted is what was said before."""
_FROM_WHERE = re.compile(r"(?:力争|争取|要|确保|实现)*(?:(?:较|比|在)[^,。;、]{0,12}(?:年|末|底)(?:的?(?:基础上?|水平))?)?(?:实现)?$")
"""地区生产总值力争比2020年翻一番, 到2024年在2020年基础上翻一番."""
_DIGITS = re.compile(r"(?<![A-Za-z\d.])\d(?!\d*[A-Za-z])")
"""Not those of a name: 5G基站, PM2.5浓度."""
_SUBJECT = re.compile(r"[^,。;、:\d]{2,10}[将要](?=力争|争取|确保|实现|完成|达到|新增|建成)")
"""示例市将完成造林3000亩: what is counted, not by whom."""
_YEARLY = re.compile(r"年均|每年")
_SINCE = re.compile(r"在$|在(?=上年|去年)|较|比(?=上年|去年)")
_OF_PEOPLE = re.compile(r"达到?(?:全[国省市区县州]|常住)*总?人[口ロ](?:总数)?$")
"""社会体育指导员人数达到总人口的千分之三."""
_MOVED = re.compile(r"[^,。;、\d]{2,14}(?:将|把)(?=[^,。;]*(?:占|比例|比重|率))")
"""带动合作机构逐步将支小支农担保金额占全部担保金额的比例提高到80%: what is moved, not by whom."""
_VERB_ALONE = re.compile(rf"{_LEADING_VERB.pattern}(?:新增|新建|新认定|建|分别)?\s*")
_SET_AGAINST = re.compile(rf"{_COMPARED}$")
_GROWTH = re.compile(r"下降|降低|减少|压减|增长|增加(?!到|至)|提高(?!到|至)|提升(?!到|至)")
_EACH = re.compile(r"分别(?:达到|达|为|提高到|提高至|增长|增加|提升到)?(?=[^,。;]{0,4}\d)")


def read_targets(view: View, numbers: Sequence[Numbered], tasks: Sequence[StatedTask]) -> list[StatedTarget]:
    """Every number that is to be reached, in the document's order, those of its tables of indicators among them."""
    found = list(read_indicators(view))
    cells = Spans((piece["start"], piece["end"]) for target in found for piece in target["evidence"])
    deadlines = Deadlines(view, tasks)
    for quantity, place, target in numbers:
        if target and not cells.holds(quantity.number):
            found += _targets(view, quantity, place, deadlines)
    found.sort(key=lambda target: target["evidence"][0]["start"])
    return list(
        stated_once(
            found,
            lambda target: (target["path"], target["text"], target["metric"], target["op"], target["value"], target["unit"]),
            lambda target: view.outline.item_at(target["evidence"][0]["start"]),
        )
    )


def _targets(view: View, quantity: Quantity, place: Place, deadlines: Deadlines) -> Iterator[StatedTarget]:
    start, end = place.clause
    metric = _metric(view, quantity, place)
    if metric is None:
        return
    while view.shadow[start].isspace():
        start += 1
    item = view.outline.item_at(quantity.number)
    if item and item.number.start <= start < item.start:
        start = item.start
    yield StatedTarget(
        path=view.path_at(quantity.number),
        text=view.value(start, end),
        metric=metric,
        op=quantity.op,
        value=quantity.value,
        unit=quantity.unit or None,
        by=_by(view, quantity, place, deadlines),
        evidence=[view.quoted(start, end)],
    )


def _by(view: View, quantity: Quantity, place: Place, deadlines: Deadlines) -> str | None:
    """By when; 到2025年和2030年,覆盖率分别达到80%和90% gives each number its own year."""
    ends = deadlines.listed(quantity.number, place.sentence)
    if len(ends) > 1:
        own = [other for other in find_quantities(view.shadow, *place.clause) if other.unit == quantity.unit]
        if len(own) == len(ends) and quantity.number in (numbers := [other.number for other in own]):
            return ends[numbers.index(quantity.number)]
    return deadlines.at(quantity.start, place.sentence)


def _metric(view: View, quantity: Quantity, place: Place) -> str | None:
    """What is counted: the noun after the number, or the words before it without the verb that reaches it."""
    shadow, (start, end) = view.shadow, place.clause
    begin, stop = place.part, quantity.start
    after_start = _behind_bracket(shadow, quantity.end, end)
    after = shadow[after_start:end]
    noun = _NOUN_END.search(after)
    after_end = after_start + (noun.start() if noun else len(after))
    if quantity.measure is Measure.SHARE and _SCOPE.fullmatch(shadow, begin, stop):
        return view.value(after_start, end).removeprefix("的") or None  # 90%的重点企业纳入平台
    building = builds_up(shadow[begin:stop]) or builds_up(shadow[begin : quantity.number])
    counted = (
        after.strip()
        and after.lstrip()[0] not in "、,;。:(及和与"
        and not (TASK_OF.match(after) or AND_SO_ON.match(after))
        and (
            quantity.measure is Measure.COUNT
            or quantity.unit == "兆"
            or building
            or (quantity.measure is Measure.EXTENT and begin < stop and shadow[stop - 1] == "、")
        )
    )
    if counted and (words := _SHARE_FOR.sub("", view.value(after_start, after_end)).lstrip("的").strip("、,")):
        return words
    if was := _WAS.search(shadow, begin, stop) or _WAS.search(shadow, start, stop):
        begin, stop = start, was.start()
    stop = begin + len(_without_verb(shadow[begin:stop])) if stop > begin else stop
    if each := _EACH.search(shadow, start, quantity.unit_end):
        return _own_share(view, quantity, place, each)
    if (opened := shadow.rfind("“", begin, stop)) >= 0 and not _QUOTE_ENDS.search(shadow, opened, stop):
        begin = opened + 1
    if subject := _SUBJECT.match(shadow, begin, stop):
        begin = subject.end()
    leading = _LEADING_VERB.match(shadow, begin, stop)
    if leading and stop - leading.end() >= 2:
        begin = leading.end()
    if quantity.measure is Measure.SHARE and (moved := _MOVED.match(shadow, begin, stop)):
        begin = moved.end()
    words = view.value(begin, stop).strip("、,:;").removesuffix("的")
    words = _YEAR_BEHIND.sub("", _FROM_WHERE.sub("", words) if quantity.unit == "番" else words)
    if quantity.measure is Measure.RANK:
        words = _RANKED.sub("", words) or words
    elif quantity.measure is Measure.SHARE:
        words = _OF_PEOPLE.sub("", words) or words
    if _BARE_GROWTH.fullmatch(words) and place.part > start:
        words = _without_verb(_before_digits(view.value(start, place.part))) + words
    elif (_BARE_GROWTH.fullmatch(words) or _NOTHING.fullmatch(words)) and start > place.sentence[0]:
        previous = view.value(shadow.rfind(",", place.sentence[0], start - 1) + 1 or place.sentence[0], start - 1)
        growth = _NOTHING.sub("", words)
        words = _YEAR_BEHIND.sub("", _without_verb(_SINCE.split(_before_digits(previous), maxsplit=1)[0])).removesuffix(growth) + growth
    if len(words) >= 2 and not (quantity.measure is Measure.COUNT and _VERB_ALONE.fullmatch(shadow, begin, stop)):
        return words
    if (shared := _noun_ahead(view, quantity, place)) or len(words) >= 2:
        return shared or words
    if quantity.measure is Measure.EXTENT and after[:1] not in _STOPS and (words := view.value(after_start, after_end).lstrip("的").strip("、,")):
        return words  # 完成450万亩145万吨粮食
    first = next(iter(find_quantities(shadow, start, place.part)), None) if place.part > start else None
    if first and not view.value(begin, stop).strip("、,和及"):  # 建成示例站10座、15座
        leading = _LEADING_VERB.match(shadow, start, first.start)
        return _without_verb(view.value(leading.end() if leading and first.start - leading.end() >= 2 else start, first.start)) or None
    return view.value(place.part, end).strip("、,") or None


def _noun_ahead(view: View, quantity: Quantity, place: Place) -> str | None:
    """2025年培育5家,2026年培育10家示例企业: what the last number of the list counts, all of them count."""
    shadow, end = view.shadow, place.sentence[1]
    for other in find_quantities(shadow, quantity.end, end):
        if other.unit != quantity.unit:
            return None
        noun = _NOUN_END.search(shadow, other.end, end)
        if words := view.value(other.end, noun.start() if noun else end).lstrip("的"):
            return words
    return None


def _before_digits(words: str) -> str:
    """The words before the first number that is no year, without a time that opens them."""
    opening = _LEADING_VERB.match(words)
    return _DIGITS.split(words[opening.end() if opening else 0 :], maxsplit=1)[0]


def _without_verb(words: str) -> str:
    """What is counted, without the words behind it that lead to its number: 专利拥有量 of 专利拥有量力争达到."""
    words = words.rstrip()
    trailing = _TRAILING.search(words, max(0, len(words) - _LONGEST_TRAILING))
    return words[: trailing.start()] if trailing else words


def _behind_bracket(shadow: str, start: int, end: int) -> int:
    """Where the words about a number go on: 新增2400户(累计约3600户)大中型餐饮单位, behind the bracket that holds or follows it."""
    if shadow[start : start + 1] in ("(", ")"):
        shut = shadow.find(")", start, end)
        if shut >= 0 and shadow[shut + 1 : shut + 2] not in ("", *_STOPS):
            return shut + 1
    return start


def _own_share(view: View, quantity: Quantity, place: Place, each: re.Match[str]) -> str | None:
    """A和B分别达到7件和18件: the words that belong to this number; all of them where they cannot be told apart."""
    start = place.clause[0]
    words = _SET_AGAINST.sub("", view.value(start, each.start()))
    yearly = words[-2:] if _YEARLY.fullmatch(words[-2:]) else ""
    words = words.removesuffix(yearly)
    growth = _GROWTH.search(view.shadow, each.start(), quantity.number)
    change = yearly + growth.group() if growth else ""
    numbers = find_quantities(view.shadow, each.end(), place.clause[1])
    names = re.split("和|及|与", words)
    listed = words.split("、")
    as_numbers = len(numbers) == len(listed) > 1 and view.shadow[numbers[0].end] == "、"  # 甲、乙分别下降20%、15%
    if as_numbers or (len(names) == 1 and len({name[:2] for name in listed}) == 1):
        common = listed[-1][listed[-1].rfind("的") :] if "的" in listed[-1] else ""
        names = [name if "的" in name else name + common for name in listed]  # 旅游人次、旅游收入; 有机构、有活动的企业占比
    own = next((index for index, other in enumerate(numbers) if other.number == quantity.number), 0)
    return (names[own] if len(names) == len(numbers) else words) + change or None
