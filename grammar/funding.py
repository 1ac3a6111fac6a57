"""Funding: money that the document provides, sets up, matches, lends, guarantees or sets aside.

    省财政安排资金81亿元充实省新兴产业引导基金        = 8100000000 元  省财政   引导基金
    按照设备购置额10%给予最高500万元补助             <= 5000000 元    10%     补助
    江北区按照1:2比例配套建设资金                    1:2             江北区   配套
    探索设立知识产权质押融资担保基金                  no figure                担保基金

A general promise (给予支持), a relief of taxes and fees (减按1%征收), an amount in a condition (对年产值超过1亿元的企业)
and money without figure that names nobody who provides it are no funding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from grammar.copies import stated_once
from grammar.drafts import Span
from grammar.funders import funders_in
from grammar.goals import Numbered
from grammar.grant_words import GRANT, PAID_OUT
from grammar.numbered import CLAUSE_BEFORE, Place, Spans
from grammar.provided import KIND, Provided, providers, without_figure
from grammar.quantities import Quantity
from grammar.refusals import in_condition
from grammar.shadow import squeezed
from grammar.stated import StatedFunding, StatedTask
from grammar.units import Measure
from grammar.view import View
from ontology.records import Operator

_MARKER = re.compile(rf"{PAID_OUT}|财政|给予|元|资金|经费|拨款|基金|奖|拨付|列支|担保|券|增发")
_GIVES_BEFORE = re.compile(
    rf"{PAID_OUT}|给予|发放|等奖|安排|设立|组建|拨付|统筹|最高|额度|限额|注资|出资|筹集|筹措|拿出|认捐|提供|承担|标准|下达|预拨|新增|可贷|生均\d|(?:{GRANT}|专项|引导|发展|保障|工作)(?:资金|经费)\d"
    r"|(?:财政|政府|[省市县区级]|每年|计划)[^,。;]{0,8}投入|投入[^,。;]{0,12}资金"
)
_FUNDED = re.compile(r"设立|组建|安排|筹集|统筹(?:利用|安排|使用)?(?:中央|国家|省级|上级|各级|地方)")
_GIVES_EARLIER = re.compile(rf"{GRANT}|给予|贷款最高额度|标准")
_GIVEN_AFTER = re.compile(rf"^[^,。;、\d]{{0,14}}?(?:{PAID_OUT}|资金|基金|券|支持|标准|现金|加油卡|生活费|激励)")
_SHARE_WORDS = re.compile(
    rf"{GRANT}|激励资金|返还|补偿|[承负]担|配套|贷款额度|贷款限额|上浮|给予[^,。;]{{0,40}}支持|资金支持|支持$|给予[^,。;]{{0,40}}%的资金|预拨|增发|分[担摊]|\d%安排"
)
_NO_SHARE = re.compile(
    r"容积率|首付|减征|减按|收取|抵扣|抵减|加计|税率|征收|折优惠|减免(?!、)|免收(?!的)|计入|风险责任|担保费率|可提取|提取额度|提取比例"
    r"|[助补]面|留足|留存(?!部分)|使用额度|利率上浮|利率下浮|裁员率|份额|(?:政府|面向[^,。;]{0,12})采购|通行费|中标|缴费比例|报销|保证金|暂退|占比|比重|自筹|增速|增长|出资比例"
)
_NO_MONEY = re.compile(
    r"价格|缴费|罚款|收取|征收|免收|免缴|减收|保证金|提取额度|起征|免征|税前|扣减|扣除|抵扣|注册资本|门槛|单价|工资标准|缴费基数"
    r"|(?:产值|收入|销售额|交易额|投资额?|融资|业绩总额|营业额|贡献|进出口额|税收|零售额|(?<!贴息)(?<!补贴)(?<!补助)(?<!奖励)(?<!奖补)(?<!资助)(?<![家个]企业)金额|规模|强度|销量)(?:首次|累计|达到|达|超过|在|为|不低于|完成)*$"
)
_NOT_GIVEN = re.compile(r"(?:亿?级|的部分|的优惠|退[回还])|[^,。;]{0,12}罚款")
_THEN_GIVES = re.compile(rf"^\(含\)|^[^,。;、\d]{{0,8}}(?:{GRANT})[^,。;、\d]{{0,6}}\d")
"""车价10万元以下补贴2000元: the first is for whom the second is."""
_GRANT_NEXT = re.compile(rf"[,:][^。;]{{0,20}}?(?:{GRANT}|给予)[^,。;]{{0,12}}?\d")
"""在300万元至500万元的前五名,一次性奖励1万元: a bare amount before it says for whom."""
_DONE = re.compile(r"近年来|以来,|截至|已(?:累计)?(?:投入|下达|安排|拨付|兑现|提供|发放)")
_OF_SUCH = re.compile(rf"的(?![^,。;]*(?:{GRANT}|资金|基金|标准|额度))")
"""投资1亿元以上的示例项目: which ones."""
_SUM = re.compile(r"[^,。;\d]{0,8},?(?:[共合总]计|总[量额])(?:达到?|为)?")
"""每县1000万元,共计2.3亿元: what it comes to."""
_STEP = re.compile(r"每(?:(?:新?增[加长]?|超[过出]?|达到?|满|完成|实现|多|提高|[进出]口|投资|销售|[上实]?缴纳?|到位)[^,。;\d]{0,10})?$")
"""每增加1000万元奖励6万元, 每5万美元给予1万元: how much of what is done earns the next amount."""
_ASIDE = re.compile(r"\((?:不?含|包括)[^()]*$|“[^”,。;\n给奖补]{0,10}$")
"""投资1亿元以上(含1亿元,不含……), “两个10万元”工程: said of the number before, or a name."""
_INSTALMENT = re.compile(r"待[^,。;]{0,20}兑现|(?:分别|再|剩余)[^,。;]{0,4}拨付|拨付\d|分[两二三四五\d][年期次]")
"""分别拨付70%、30%的补助资金, 分三年按4:3:3给予补助: when the money comes, not how much."""
_GRANT_TITLE = re.compile(rf"(?:给予|发放)[^,。;]{{0,24}}(?:{GRANT}|安家费)\s*$")
"""16. 给予……专项生活补贴。……本科生每月800元: the title says what its figures are."""
_PAID_LATER = re.compile(rf"{GRANT}|标准")
_RATIO = re.compile(r"(?<![\d:∶.])\d{1,3}(?:\.\d)?(?:[:∶]\d{1,3}(?:\.\d)?){1,3}(?![\d:∶])")
_FRACTION = re.compile(r"(?<![\d/年])\d{1,2}/\d{1,2}(?![\d/])(?![^,。;]{0,3}(?:时|以上|不足))|(?<![百千万第\d])[二三四五六七八九十]分之[一二三四五六七八九]")
"""补贴标准不超过实际缴费的2/3."""
_GIVEN_NEXT = re.compile(rf",由[^,。;]{{1,20}}?(?:{GRANT}|给予|返还|安排|作为)")
"""企业所得税县级留存部分的50%,由县财政补助给企业."""
_PART_OF_MONEY = re.compile(rf"(?:{GRANT}|返还)[^,。;]*$")
_PART_GIVEN = re.compile(rf"(?:的(?:比例|标准))?(?:给予|予以)[^,。;]{{0,8}}(?:{GRANT})")
_NEAR = 24
_SOON = 8
_SHORT = 12
_WHOLE = re.compile(rf"(?:全额|等额)(?=[^,。;]{{0,8}}(?:{GRANT}|再贷款|返还))")
_RAISED = re.compile(r"(?:上浮|增加|提高)$")
_ALSO_RAISED = re.compile(r"(?:上浮|增加|提高)(?=\d[\d.]*%[和、及])")
_MOST = re.compile(r"(?:最高|最多)(?:不超过)?$")
_PER = re.compile(
    r"(?:每(?:新?(?:招用|吸纳|新增|招收|培训|引进|建成)[1一]?)?|单[个一]?|同一)(?P<one>人次|人|户|家|台|套|辆|亩|件|吨|平方米|个|名|株|头|张|项目|项|次|间|床位|床|公里|企业|展会|法人主体|店|品种|单位|机构|月)(?P<time>每[年月天日])?"
)
_SET_ASIDE = re.compile(r"(?:统筹)?(?:安排|新增)$")
_ACTS = ("承担", "支持", "安排", "列支", "拨付")
"""奖励资金由市、区两级财政各承担50%: what is done with the money is not what it is."""
_PAUSES = ",。;、和\n"
_FULL_STOP = re.compile(r"[。!?\n\t]")
_CLAUSE_STOP = re.compile(r"[,;。\n\t]")
_FURTHEST = 600
_LONGEST_TITLE = 60


def read_funding(view: View, tasks: Sequence[StatedTask], numbers: Sequence[Numbered]) -> list[StatedFunding]:
    """All money that is provided, in the document's order, each with the task in whose words it stands."""
    indexes = {(piece["start"], piece["end"]): index for index, task in reversed([*enumerate(tasks)]) for piece in task["evidence"]}
    words = Spans(indexes)
    found: list[Provided] = []
    figures = _by_sentence(view, numbers)
    for sentence in _sentences(view):
        here = _figures(view, sentence, figures.get(sentence[1], ()))
        here += without_figure(view, sentence, here, found)
        found += sorted(here, key=lambda one: one.start)
    return list(
        stated_once(
            (_record(view, one, words, indexes) for one in found),
            lambda money: (money["path"], money["text"], money["kind"], money["amount"], money["op"], money["unit"], money["ratio"], money["funders"]),
            lambda money: view.outline.item_at(money["evidence"][0]["start"]),
        )
    )


def _sentences(view: View) -> Iterator[Span]:
    """The sentences (to the full stop: a fund named first pays for all that follows) that speak of money."""
    shadow, done = view.shadow, view.body[0]
    stops = [stop for stop in "\n。!?\t" if stop in shadow]
    while marker := _MARKER.search(shadow, done, view.end):
        start, place = done, marker.start()
        for stop in stops:
            start = shadow.rfind(stop, start, place) + 1 or start
        done = _stop(view, place)
        item = view.outline.item_at(place)
        if item and start < item.start <= place:
            start = item.start
        clause = CLAUSE_BEFORE.match(shadow, start, done)
        yield clause.end() if clause else start, done


def _stop(view: View, position: int) -> int:
    """Where the sentence ends, its stop included."""
    stop = _FULL_STOP.search(view.shadow, position, view.end)
    return stop.end() if stop else view.end


def _by_sentence(view: View, numbers: Sequence[Numbered]) -> dict[int, list[Numbered]]:
    """The numbers of money, shares and multiples by the end of their sentence."""
    found: dict[int, list[Numbered]] = {}
    stop = -1
    for number in numbers:
        if number.quantity.measure in (Measure.MONEY, Measure.SHARE, Measure.MULTIPLE):
            stop = stop if number.quantity.end < stop else _stop(view, number.quantity.end)
            found.setdefault(stop, []).append(number)
    return found


def _figures(view: View, sentence: Span, numbers: Sequence[Numbered]) -> list[Provided]:
    """The figures of a sentence that are provided; a share and the cap after it are one (按10%给予最高500万元补助)."""
    shadow = view.shadow
    found: list[Provided] = []
    share: Provided | None = None
    for quantity, place, target in numbers:
        first = max(sentence[0], quantity.start - _FURTHEST)
        piece = max(first, shadow.rfind(";", first, quantity.start) + 1)
        words = shadow[place.clause[0] : quantity.unit_end]
        budget = target and "专项资金占" in words
        if quantity.was or place.qualifies or (target and not budget) or in_condition(shadow, quantity, place):
            continue
        summed = bool(found) and found[-1].amount is not None and _SUM.fullmatch(shadow, found[-1].end, quantity.start) is not None
        continued = bool(found) and not shadow[found[-1].end : quantity.start].strip("、和及与 ") and found[-1].end > place.clause[0]
        if quantity.measure is Measure.MONEY:
            if not (continued or summed or _is_given(view, quantity, place, (first, sentence[1]))):
                continue
            if share and quantity.op is Operator.AT_MOST and share.start >= piece and not _by_itself(view, found, share, piece, place.clause):
                share.amount, share.op, share.unit, share.end = quantity.value, quantity.op, _unit(shadow, quantity, place), max(quantity.end, share.end)
                share = None
                continue
            one = Provided(place.clause[0], quantity.end, _kind(view, quantity, place), quantity.value, quantity.op, _unit(shadow, quantity, place))
        else:
            if not (budget or (continued and share) or _is_shared(shadow, quantity, place)):
                continue
            one = Provided(place.clause[0], quantity.end, _kind(view, quantity, place), ratio=_as_written(view, quantity))
            one.op = quantity.op if quantity.op is not Operator.EQUAL and quantity.op is not Operator.RANGE else None
            share = one
        own = funders_in(shadow, place.part, quantity.number) if place.part > place.clause[0] else []  # 统筹中央预算内投资2亿元、地方政府专项债券5亿元
        one.funders = found[-1].funders if summed else own or providers(view, sentence, piece, one, (place.part, quantity.number))
        found.append(one)
    ratios = list(_ratios(view, sentence))
    for one in ratios:
        _cap(shadow, one, found)
    return [*found, *ratios]


def _cap(shadow: str, one: Provided, found: list[Provided]) -> None:
    """给予1:1配套奖励,最高不超过100万元: the cap behind a ratio is of the same grant; the ratio in which a cost is borne has none."""
    cap = next((figure for figure in found if figure.start > one.end), None)
    if (
        cap
        and cap.op is Operator.AT_MOST
        and not (cap.ratio or one.funders[1:])
        and ";" not in shadow[one.end : cap.start]
        and "承担" not in shadow[one.start : one.end]
    ):
        one.amount, one.op, one.unit, one.end = cap.amount, cap.op, cap.unit, cap.end
        found.remove(cap)


def _by_itself(view: View, found: Sequence[Provided], share: Provided, piece: int, clause: Span) -> bool:
    """前2年给予80%的奖励,后3年给予50%的奖励,最高不超过……: the cap is for both; 单个企业市级财政最高奖励……: it has a provider of its own."""
    if any(one.ratio and one.amount is None and piece <= one.start < share.start for one in found):
        return True
    return clause[0] > share.end and bool(funders_in(view.shadow, *clause))


def _ratios(view: View, sentence: Span) -> Iterator[Provided]:
    """按照1:2比例配套, 补贴标准不超过缴费的2/3, 全额契税补贴, 等额再贷款支持."""
    shadow = view.shadow
    words = shadow[slice(*sentence)]
    matches = [
        match
        for match in (_RATIO.finditer(shadow, *sentence) if ":" in words or "∶" in words else ())
        if re.search(r"比例|配套|承担|匹配|出资|配比", shadow[match.start() - 12 : match.end() + 8])
    ]
    parts = [
        match
        for match in (_FRACTION.finditer(shadow, *sentence) if "/" in words or "分之" in words else ())
        if _PART_OF_MONEY.search(shadow, max(sentence[0], match.start() - _NEAR), match.start()) or _PART_GIVEN.match(shadow, match.end(), sentence[1])
    ]
    for match in [*matches, *parts] or (_WHOLE.finditer(shadow, *sentence) if "额" in words else ()):
        if "兑现" in shadow[match.start() - 4 : match.start()] or _INSTALMENT.search(shadow, max(sentence[0], match.start() - _SOON), match.start()):
            continue
        first = max(sentence[0], match.start() - _FURTHEST)
        start = max(first, *(shadow.rfind(stop, first, match.start()) + 1 for stop in ",;。:\n"))
        last = min(sentence[1], match.end() + _FURTHEST)
        end = min((stop for sign in ",;。" if (stop := shadow.find(sign, match.end(), last)) >= 0), default=last)
        spans = ((match.end(), end), (start, match.start()), (first, match.start()))
        kinds = (kind.group() for span in spans for kind in KIND.finditer(shadow, *span) if kind.group() not in ("承担", "安排", "支持"))
        one = Provided(start, end, next(kinds, "配套"), ratio=match.group().replace("∶", ":"))
        one.funders = providers(view, sentence, max(first, shadow.rfind(";", first, match.start()) + 1), one)
        yield one


def _is_given(view: View, quantity: Quantity, place: Place, sentence: Span) -> bool:
    """Whether an amount is provided, not earned, paid or required."""
    shadow = view.shadow
    before = shadow[place.clause[0] : quantity.unit_end]
    own = shadow[place.part : quantity.number]
    after = shadow[quantity.end : place.clause[1]]
    said = shadow[sentence[0] : place.clause[0]]
    funded = _FUNDED.search(before) or (own.startswith(("首期", "首批", "总规模")) and "基金" in (said or shadow[slice(*_title(view, quantity.number))]))
    if (_NO_MONEY.search(shadow[place.clause[0] : quantity.start]) and not funded) or _NOT_GIVEN.match(after):
        return False
    if _DONE.search(shadow, sentence[0], quantity.start) or (quantity.op is Operator.AT_LEAST and _OF_SUCH.match(after)):
        return False
    if _THEN_GIVES.match(after) or _STEP.search(shadow, place.part, quantity.start) or _ASIDE.search(shadow, sentence[0], quantity.start):
        return False
    if funded or _GIVES_BEFORE.search(before) or _GIVEN_AFTER.match(after) or _PAID_LATER.search(after):
        return True
    earlier = shadow[sentence[0] : place.clause[0]]
    named = _GIVES_EARLIER.search(earlier) or _GRANT_TITLE.search(shadow, *_title(view, quantity.number))
    if not named or _PER.search(own):
        return bool(named)
    return quantity.op is Operator.AT_MOST or (len(own) <= _SHORT and not _GRANT_NEXT.match(shadow, place.clause[1], sentence[1]))


def _is_shared(shadow: str, quantity: Quantity, place: Place) -> bool:
    """Whether a share or multiple is one of money that is provided."""
    clause = squeezed(shadow[slice(*place.clause)])
    if _NO_SHARE.search(clause) or _INSTALMENT.search(clause):
        return False
    if quantity.unit in ("个百分点", "百分点") and "贴息" not in clause:
        return False
    if quantity.measure is Measure.MULTIPLE:
        return bool(re.search(r"额度|限额|补|奖", clause))
    earlier = shadow[place.sentence[0] : place.clause[0]]
    if _GIVEN_NEXT.match(shadow, place.clause[1]):
        return True
    return bool(_SHARE_WORDS.search(clause)) or ("标准" in clause and bool(re.search(r"(?:返还|补贴|补助|奖励)标准", earlier)))


def _as_written(view: View, quantity: Quantity) -> str:
    """The share as printed, with 最高 or 上浮 beside it; in 分别增加20%和30% also for the second."""
    shadow = view.shadow
    words = view.value(quantity.number, quantity.end)
    before = shadow[max(0, quantity.number - 8) : quantity.number]
    if most := _MOST.search(before):
        return most.group() + words
    if raised := _RAISED.search(before) or (_ALSO_RAISED.search(shadow, max(0, quantity.number - 12), quantity.number) if before[-1:] in "和、及" else None):
        return raised.group() + words
    return words


def _unit(shadow: str, quantity: Quantity, place: Place) -> str:
    """元, or with what it is paid for: 元/亩 for 每亩补贴50元."""
    if "/" in quantity.unit:
        return quantity.unit
    unit = quantity.unit.replace("人民币", "").strip() or "元"
    per = [*_PER.finditer(shadow, place.clause[0], quantity.number)]
    return f"{unit}/{per[-1]['one']}{(per[-1]['time'] or '')[1:]}" if per else unit


def _kind(view: View, quantity: Quantity, place: Place) -> str:
    """The document's word for the money: after the number, else before it in its clause, else in the sentence before it."""
    shadow = view.shadow
    beside = [kind for kind in KIND.finditer(shadow, place.part, quantity.start) if kind.end() == quantity.start and kind.group() not in _ACTS]
    if beside and shadow[quantity.end : quantity.end + 1] in ("", *_PAUSES):  # 一等奖10万元、二等奖5万元
        return _noun(view.value(*beside[-1].span()))
    after = KIND.search(shadow, quantity.end, min(place.clause[1], quantity.end + 40))
    if after and (after.group() != "支持" or shadow[after.end() : after.end() + 1] in ("", *_PAUSES) or not KIND.search(shadow, place.part, quantity.number)):
        return _noun(view.value(*after.span()), verb=shadow[after.end() : after.end() + 1] not in ("", *_PAUSES))
    for start in (place.part, place.clause[0], place.sentence[0]):
        if before := [*KIND.finditer(shadow, start, quantity.number)]:
            named = [kind for kind in before if kind.group() not in _ACTS]
            return _noun(view.value(*(named or before)[-1].span()))
    titled = [kind for kind in KIND.finditer(shadow, *_title(view, quantity.number)) if kind.group() not in _ACTS]
    return view.value(*titled[-1].span()) if titled else "资金"


def _title(view: View, position: int) -> Span:
    """The title of the item that holds a place; nothing where what stands first is no title but all that there is."""
    item = view.outline.item_at(position)
    return (item.start, item.title_end) if item and item.start < item.title_end <= item.start + _LONGEST_TITLE else (position, position)


def _noun(kind: str, *, verb: bool = False) -> str:
    """专项资金安排10亿元, 5000万元专项资金支持示例产业 (`verb`: words follow): the money, not what is done with it."""
    kind = _SET_ASIDE.sub("", kind) or kind
    kind = "资金" if kind in ("财政", "安排") else kind
    return (kind.removesuffix("支持") or kind) if verb else kind


def _record(view: View, one: Provided, words: Spans, indexes: Mapping[Span, int]) -> StatedFunding:
    """The record of what is provided; `indexes` says of which task each of the `words` is."""
    start, end = one.start, one.end
    stop = _CLAUSE_STOP.search(view.shadow, end, min(view.end, end + _FURTHEST))
    end = stop.start() if stop else end
    while view.shadow[start].isspace():
        start += 1
    item = view.outline.item_at(start)
    if item and item.number.start <= start < item.start < end:
        start = item.start
    funders = tuple(dict.fromkeys([view.value(*span) for span in one.funders]))
    own = any(funder.endswith("财政") and funder != "财政" for funder in funders)
    return StatedFunding(
        path=view.path_at(start),
        text=view.value(start, end),
        amount=one.amount,
        op=one.op,
        unit=one.unit,
        ratio=one.ratio,
        funders=funders,
        kind=one.kind.removeprefix("财政") if own else one.kind,  # 省级财政补贴50元: 财政 is of who gives
        task=min((indexes[span] for span in words.holding(start)), default=None),
        evidence=[view.quoted(start, end)],
    )
