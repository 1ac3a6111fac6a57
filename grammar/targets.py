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
from collections.abc import Iterator
from typing import NamedTuple

from grammar.deadlines import Deadlines
from grammar.drafts import Span
from grammar.indicator_tables import read_indicators
from grammar.quantities import Measure, Quantity, find_quantities
from grammar.sections import Kind
from grammar.view import View
from ontology.records import Target

_NOWHERE = (Kind.RULE, Kind.PROCEDURE, Kind.CLOSING)
_VERBS = (
    r"(?:重点|着力|大力|积极|加快|力争|争取|努力|确保|组织|统筹|联合|规范化|累计|分别|共|再|各|总体|每年|全年|推动|推进)*"
    r"(?:培育认定|培育建设|培育创建|建设改造|新建改造|培育|培养|培训|新增|新建|新开工|新开通|新认定|新培育认定|新培育|新培养|新发展|新引进|新改建|新改扩建|新型|建设|建成|改建|扩建|改造|改造提升|打造|创建|引进|引育|引导|开展|举办|举行|组织"
    r"|组建|支持|扶持|资助|形成|推出|认定|评选|评定|遴选|选聘|选派|选树|选取|选择|选拔|实施|完成|发展|建立|设立|设置|布局|招引|招聘|招募|落地|转化|孵化|争取|争创|申报|获批|突破|配备|配建|投放|提供|筹集|筹建|供应|开工|竣工|投产|拥有|实现|达到|派发|发放|制定"
    r"|制修订|解决|带动|帮助|服务|覆盖|推广|应用|开发|储备|谋划储备|谋划|签约|吸纳|吸引|安置|安排|开设|开通|集聚|聚集|出台|发布|编制|完善|整治|治理|修复|关停|淘汰|退出|搬迁|推进|推动|共建|新注册|注册|上市|成功上市|盘活|利用|有效利用|生产|播种|种植|投入|派驻|入库|增加|净增|参加|参与)"
)
_VERB_BEFORE = re.compile(rf"{_VERBS}(?:和|或|、|并|及)?(?:{_VERBS})?(?:了|出|不少于)?\s*$")
_VERB_FIRST = re.compile(rf"\s*(?:其中:?|到|至|(?:19|20)\d\d年(?:底|末)?前?,?|全[市省区县州年]|每年|年底前?|力争|在[^,。;、]{{1,12}})*{_VERBS}")
_NEW = re.compile(r"新增|新建|就业|开工|竣工|引进|完成|建成")
_BECOMES = re.compile(r"达到|达|实现|通过|建立|完成|具备|开展|接入|覆盖|网上|对接|衔接|进入|就读|享有|参加|建成|纳入")
_PAID = re.compile(r"补贴|补助|奖|资助|津贴")
_REACHED = re.compile(r"(?:达到|达|实现|突破|超过|完成|增长|增加|增幅|增速|提高|提升|下降|降低|减少|压减|扩大|稳定|保持|控制|争取|力争|占比?|为|在|到|至|上升|翻)(?:了|到|至|在|为)?[^,。;、\d]{0,4}$")
_GROWTH = re.compile(r"(?:增长|增幅|增速|提高|提升|增加|下降|降低|减少|压减|降幅|上升|扩大)(?:率|幅度?)?(?:达到|达|到|至|为|在)?\s*$")
_LEADING_VERB = re.compile(
    r"(?:其中:?|并|且|以及|和|再|还|力争|争取|努力|确保|推动|推进|加快|着力|重点|大力|积极|保持|使|实现|全面|全力|培育|培养|开展|支持|打造|形成|建成|建设|遴选|评选|认定|新认定|新培育认定|推出|引进|举办|组织|配备|完成|达到|全年|累计|到期?末|"
    r"力争全年|建立|(?:到|至)?(?:19|20)\d\d年(?:底|末)?前?|,|、|:|\s)+"
)
_TRAILING = re.compile(r"(?:分别|各|均|总数|力争|争取|要|应|需|应当|须)?(?:达到|达|提高到|提高至|提升到|提升至|增加到|增加至|扩大到|下降到|下降至|降低到|降至|稳定在|保持在|控制在|保持|稳定|控制|突破|超过|完成|实现|在|为|到|至|有)?\s*$")
_NOUN_END = re.compile(r"[,。;:!?\n\t()]|(?:做大做强|提供|开展|进行|实现|达到|通过|参加|建立)|(?:、|和|及|与)(?=\d)|、(?=[^、]{0,30}\d[^、,。;的]{0,8}(?:[、,。;\n]|$))")
_PAST = re.compile(
    r"以来|近年|去年|上年(?!度)|已(?!经济)[^,。;]{0,10}$|目前|截至|截止|现有|历年|原有|曾|当前[^,。;]{0,8}有|[^实]现已|为基数|共有|累计已|(?:我市|我省|全省|全市|全国)(?:共|现)有"
)
_RULE = re.compile(
    r"税率|首付|征收|预征|征税|征收率|个税|利率|基点|收费|收取|收缴|减按|抵扣|抵减|扣除|计税|计征|计入|计算(?!机)|容积率|罚款|处以|费率(?=[^,。;]{0,4}(?:降低|下调|降))|缴费|缴存|缴纳|保证金|折扣|票价|[^0-9]折|不得|配建(?!.*(?:任务|目标))"
    r"|免征|减征|减免|免收|免缴|加计|起征|贴现|定价|车位|提取额度|绿地率|比率为|标准为|标准按|加分|分值|权重|积分|单价|预付(?!款比例)|报销|清算|享受"
)
_GIVEN = re.compile(
    r"给予|补贴|补助|奖励|奖补|资助|贴息|补偿|津贴|消费券|慰问|安家费|拨付|列支|配套|额度|限额|最高|上限|注资|出资|基金|专项资金|资金池|(?:安排|统筹|设立|筹措|提供|下达)[^,。;]{0,16}$|每(?:人|户|家|台|套|辆|亩|件|吨|张|个|平方米|间|单)|标准"
)
_SHARED_OUT = re.compile(r"给予|补贴|补助|奖励|奖补|资助|贴息|津贴|额度|限额(?!满足)|最高|返还|承担|上浮")
"""A share or multiple of money that is provided."""
_CONDITION_START = re.compile(r"(?:^|[,;:)])(?:对于?|凡|属于?|若|如|经|符合|当年?|被|获得?|首次|纳入|满足|申请|年度)")
_OF = re.compile(r"^[^,。;、\d]{0,40}的\s*(?=[,;。]|$)|^的")
_GOAL_PART = re.compile(r"(?:到|至)\s?(?:19|20)\d\d年|力争|确保|目标|争取|力求|\d\d\d\d年")
_NAME_AFTER = re.compile(r"^(?:级|强(?!化|制)|米深|制|化|型|版|以上学历|工程|计划(?!外|生育)|行动|条措施|条意见|大(?!学|型|力|幅|于)|[日号](?!以)|世纪|代)")
_TEXT_START = re.compile(r"[,。;!?\n\t]")
_SHORTER = re.compile(r"压缩|缩短|压减|减至|精简|提速|控制在")
_LASTING = re.compile(r"寿命|年限|储备|期限不低于|库存|时长")
_WAS = re.compile(r"[由从](?=[^,。;、]{0,12}\d)")
_BARE_GROWTH = re.compile(r"(?:同比|年均|比上年|每年|累计)*(?:增长|增幅|增速|提高|提升|下降|降低|减少|占比)?")
_EACH = re.compile(r"分别(?:达到|达|为|提高到|提高至|增长|增加|提升到)?(?=[^,。;]{0,4}\d)")
_PAYS = re.compile(r"(?:给予|奖励|奖补|补贴|补助|返还|资助)[^;。]{0,25}\d|\d+[^;。,]{0,6}(?:给予|奖励|奖补|补贴|补助|资助)")
_WHO = re.compile(r"牵头|负责|单位|部门|配合")
_CLAUSE_BEFORE = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*(?:牵头|负责|单位|部门|配合)[^()]*(?:\([^()]*\)[^()]*)*\)")
_WITHIN = re.compile(r"《[^》\n]*》|“[^”\n]{0,30}”")


class Place(NamedTuple):
    """Where a quantity stands: its sentence, its clause (between commas) and its own part of the clause."""

    sentence: Span
    clause: Span
    part: int
    """Where the words about this number begin, after the number before it in the clause."""
    qualifies: bool
    """It says what the next number counts: 授权3件以上专利企业数量达50家."""


class Judged(NamedTuple):
    """A number and what it is to the document."""

    quantity: Quantity
    place: Place
    target: bool


def read_targets(view: View) -> tuple[Target, ...]:
    """Every number that is to be reached, in the document's order, those of its tables of indicators among them."""
    found = list(read_indicators(view))
    tables = [target.evidence[0].start for target in found]
    listed = False
    deadlines = Deadlines(view)
    for quantity, place in places(view):
        if place.qualifies:
            continue
        listed = judged(view, quantity, place, listed)
        if listed and not any(start == place.clause[0] for start in tables):
            if target := _target(view, quantity, place, deadlines):
                found.append(target)
            else:
                listed = False
    return tuple(sorted(found, key=lambda target: target.evidence[0].start))


def places(view: View) -> Iterator[tuple[Quantity, Place]]:
    """The quantities of the document proper with their sentence and clause."""
    shadow = view.shadow
    before = -1
    sentence = clause = (-1, -1)
    found = find_quantities(shadow, view.body[0], view.end)
    for index, quantity in enumerate(found):
        if quantity.number >= sentence[1]:
            sentence = view.sentence_at(quantity.number)
            if clause_before := _CLAUSE_BEFORE.match(shadow, sentence[0], quantity.start):
                sentence = clause_before.end(), sentence[1]
        if quantity.number >= clause[1] or quantity.number < clause[0]:
            clause = _clause(shadow, quantity, sentence)
        part = before if before > clause[0] else clause[0]
        qualifies = index + 1 < len(found) and found[index + 1].start < clause[1] and _qualifies(shadow, quantity, found[index + 1])
        yield quantity, Place(sentence, clause, part, qualifies)
        if not qualifies:
            before = quantity.end


def _qualifies(shadow: str, quantity: Quantity, following: Quantity) -> bool:
    """授权3件以上专利企业数量达50家: the first number says what the second counts."""
    between = shadow[quantity.end : following.start]
    return 0 < len(between) <= 20 and not re.search(r"[,。;、:\n\t()]|和|及|与|进入|达到|实现|完成|提供|组织|由|提高|增加|解决", between.rstrip("(")) and not between.startswith(("提", "增", "降", "下", "调"))


def _clause(shadow: str, quantity: Quantity, sentence: Span) -> Span:
    """The words between the stops around a number; a bracket that opens or closes beyond it is a stop."""
    start, end = sentence
    for stop in ",:;\t":
        start = max(start, shadow.rfind(stop, start, quantity.start) + 1)
    ends = [found for stop in ",;。:\t" if (found := shadow.find(stop, quantity.end, end)) >= 0]
    end = min(ends, default=end)
    closed = shadow.rfind(")", start, quantity.start)
    if closed >= 0 and shadow.find("(", start, closed) < 0:
        start = closed + 1
    opened = shadow.find("(", quantity.end, end)
    if opened >= 0 and ((shut := shadow.find(")", opened, end)) < 0 or _WHO.search(shadow, opened, shut)):
        end = opened
    return start, end


def judged(view: View, quantity: Quantity, place: Place, listed: bool) -> bool:
    """Whether a number is to be reached; `listed` where the number before it was, which it may continue (50家、科技型企业500家)."""
    shadow = view.shadow
    item = view.outline.item_at(quantity.number)
    if item and view.kinds[item] in _NOWHERE or quantity.was:
        return False
    start, end = place.clause
    before, after = shadow[place.part : quantity.start], shadow[quantity.end : end]
    head = shadow[start : quantity.start]
    if _refused(view, quantity, place, before, after):
        return False
    verb = bool(_VERB_BEFORE.search(before))
    reached = bool(_REACHED.search(shadow[max(place.part, quantity.number - 12) : quantity.number])) or bool(_GROWTH.search(before))
    continues = listed and (bool(re.search(r"、|和|及|与|,", before)) if place.part > start else _lists_on(shadow, quantity, start))
    starts = bool(_VERB_FIRST.match(before)) or bool(_NEW.search(before))
    aims = bool(_GOAL_PART.search(shadow[place.sentence[0] : quantity.start])) or view.kind_at(quantity.number) is Kind.AIM
    noun = bool(after.strip()) and after.lstrip()[0] not in "、,;。:(及和与" 
    if quantity.measure is Measure.MONEY:
        if "/" in quantity.unit and _PAID.search(shadow[place.sentence[0] : place.sentence[1]]):
            return False
        return (quantity.stated or reached or verb or starts) and not _GIVEN.search(shadow[start : quantity.unit_end] + after[:14]) and not (noun and not verb)
    if quantity.measure is Measure.MULTIPLE:
        return reached and not _SHARED_OUT.search(shadow[start:end])
    if quantity.measure is Measure.RANK:
        return bool(re.search(r"进入|位居|位列|跻身|保持|居|列|排名|达到", head))
    if quantity.measure is Measure.SHARE and _SHARED_OUT.search(shadow[start : quantity.unit_end] + after[:14]):
        return False
    if quantity.measure is Measure.SHARE:
        if noun and not re.match(r"\s*的?(?:幅度|速度|目标)", after):
            return (verb and quantity.stated) or (aims and quantity.stated and bool(_BECOMES.search(after)))
        sure = bool(re.search(r"率\s*$", before)) and bool(re.search(r"确保|力争|争取", shadow[place.sentence[0] : quantity.start]))
        return (quantity.stated or reached or continues or sure) and len(head.strip()) >= 2
    if noun:
        if quantity.measure is Measure.EXTENT:
            return verb
        becomes = aims and len(before.strip()) <= 2 and bool(_BECOMES.search(after))
        return (verb or (quantity.stated and not before.strip().endswith("的")) or continues or becomes) and len(after.strip()) >= 2
    return (quantity.stated or reached or continues or verb or starts) and (continues or len((before or after).strip()) >= 2)


def _lists_on(shadow: str, quantity: Quantity, start: int) -> bool:
    """新增市场主体2万户,规模以上工业企业30家: a clause that is only another name and its number."""
    words = shadow[start : quantity.number].strip()
    return quantity.measure is Measure.COUNT and shadow[start - 1 : start] == "," and 2 <= len(words) <= 24 and not re.search(r"[对按为由每]|给予|补|奖", words)


def _refused(view: View, quantity: Quantity, place: Place, before: str, after: str) -> bool:
    """Conditions, rules in force, what has been reached, lengths of time, names and qualifiers."""
    shadow, (start, end) = view.shadow, place.clause
    clause = shadow[start:end]
    head = shadow[start if len(before.strip()) > 4 else place.sentence[0] : quantity.start]
    if _NAME_AFTER.match(after) or _quoted(shadow, quantity, place.sentence):
        return True
    if quantity.measure is Measure.TIME and not (_SHORTER.search(clause) or _LASTING.search(clause)):
        return True
    if _RULE.search(head) or _RULE.search(after[:12]) or _PAST.search(shadow[place.sentence[0] : quantity.start]) or _past_year(view, quantity, place):
        return True
    if in_condition(shadow, quantity, place) or _paid_for(shadow, end, place.sentence[1]):
        return True
    goal = _VERB_BEFORE.search(before)
    return bool(_OF.match(after)) and not (goal or quantity.measure is Measure.SHARE)


def in_condition(shadow: str, quantity: Quantity, place: Place) -> bool:
    """对进出口额6500万美元以上重点企业…的, 面积为90平方米以下的: it says for whom a measure is."""
    start, end = place.clause
    after = shadow[quantity.end : end]
    if re.search(r"的\s*$", after) and not re.search(r"给予|奖|补", shadow[start : quantity.start]):
        return True
    words = shadow[place.sentence[0] : quantity.start]
    opened = None
    for opened in _CONDITION_START.finditer(words):
        pass
    if opened is None:
        return False
    between = words[opened.end() :]
    if re.search(r"的[,;]|给予|奖励|奖补|补贴|补助|发放|按|分别|一次性|可|最高|实行|实现|提供|达到目标", between):
        return False
    if "," in between:
        return bool(re.search(r"的\s*(?:,|$|[^,。;]{0,20}(?:,|给予|奖))", after)) or "的" in shadow[quantity.end : min(place.sentence[1], quantity.end + 60)].split(";")[0].split("给予")[0].split("。")[0][-1:]
    return opened.group().strip(",;:、") in ("对", "对于", "凡") or bool(re.match(r"[^,。;]{0,20}(?:的|,(?:给予|奖|可|按|每))", after))


def _paid_for(shadow: str, start: int, end: int) -> bool:
    """组织不少于300人的团队,分别给予1万元奖补: what money is given for."""
    stop = shadow.find(";", start, end)
    return bool(_PAYS.search(shadow, start, stop if stop >= 0 else end))


def _quoted(shadow: str, quantity: Quantity, sentence: Span) -> bool:
    """Within the name of a document or a slogan."""
    start, end = sentence
    words = shadow[start:end]
    if "《" not in words and "“" not in words:
        return False
    return any(found.start() + start <= quantity.number < found.end() + start for found in _WITHIN.finditer(words))


def _past_year(view: View, quantity: Quantity, place: Place) -> bool:
    """2015年,全市达到……: a year before the document's own."""
    date = view.head.fields.date or (view.head.fields.period or (None,))[0]
    if not date:
        return False
    years = re.findall(r"(?<!\d)((?:19|20)\d\d)年", view.shadow[place.sentence[0] : quantity.start])
    return bool(years) and int(years[-1]) < int(date[:4]) and not re.search(r"到|至", view.shadow[place.sentence[0] : quantity.start])


def _target(view: View, quantity: Quantity, place: Place, deadlines: Deadlines) -> Target | None:
    start, end = place.clause
    metric = _metric(view, quantity, place)
    if metric is None:
        return None
    while view.shadow[start].isspace():
        start += 1
    item = view.outline.item_at(quantity.number)
    if item and item.number.start <= start < item.start:
        start = item.start
    return Target(
        path=view.path_at(quantity.number),
        text=view.value(start, end),
        metric=metric,
        op=quantity.op,
        value=quantity.value,
        unit=quantity.unit,
        by=deadlines.at(quantity.start, place.sentence),
        evidence=(view.evidence(start, end),),
    )


def _metric(view: View, quantity: Quantity, place: Place) -> str | None:
    """What is counted: the noun after the number, or the words before it without the verb that reaches it."""
    shadow, (start, end) = view.shadow, place.clause
    begin, stop = place.part, quantity.start
    after = shadow[quantity.end : end]
    noun = _NOUN_END.search(after)
    after_end = quantity.end + (noun.start() if noun else len(after))
    if after.strip() and after.lstrip()[0] not in "、,;。:(及和与" and (_VERB_BEFORE.search(shadow[begin:stop]) or quantity.measure is Measure.COUNT):
        if words := view.value(quantity.end, after_end).lstrip("的").strip("、,"):
            return words
    if was := _WAS.search(shadow, begin, stop) or _WAS.search(shadow, start, stop):
        begin, stop = start, was.start()
    stop = begin + len(_TRAILING.sub("", shadow[begin:stop], count=1)) if stop > begin else stop
    if each := _EACH.search(shadow, start, quantity.start):
        return _own_share(view, quantity, place, each)
    leading = _LEADING_VERB.match(shadow, begin, stop)
    if leading and stop - leading.end() >= 2:
        begin = leading.end()
    words = view.value(begin, stop).strip("、,:;")
    if _BARE_GROWTH.fullmatch(words) and start > place.sentence[0]:
        previous = view.value(shadow.rfind(",", place.sentence[0], start - 1) + 1 or place.sentence[0], start - 1)
        words = _TRAILING.sub("", re.split(r"\d", previous, maxsplit=1)[0], count=1) + words
    if len(words) >= 2:
        return words
    return view.value(place.part, end).strip("、,") or None


def _own_share(view: View, quantity: Quantity, place: Place, each: re.Match[str]) -> str | None:
    """A和B分别达到7件和18件: the words that belong to this number; all of them where they cannot be told apart."""
    start = place.clause[0]
    words = view.value(start, each.start())
    names = re.split("、|和|及|与", words)
    numbers = find_quantities(view.shadow, each.end(), place.clause[1])
    own = next((index for index, other in enumerate(numbers) if other.number == quantity.number), 0)
    return (names[own] if len(names) == len(numbers) else words) or None
