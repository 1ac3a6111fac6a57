"""Money provided without a figure: funds to be set up, grants of a named provider, costs borne by a fund.

    探索建立政府引导、社会参与的知识产权发展基金          a fund to be set up counts without figure and provider
    支持地方建立……专项资金、融资补贴和风险补偿            three records of 地方
    鼓励各地对新能源汽车消费等给予补贴                    各地
    所需资金由失业保险基金列支                            失业保险基金, also for the figures before it
    省服务业发展引导资金优先支持……                        省

A rule about a fund (专项资金管理办法), its use (发挥……基金作用) and a grant that nobody is named for are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from grammar.drafts import Span
from grammar.funders import bearer_of, from_funds, funders_in, level_of_money, subject_of
from grammar.view import View
from ontology.records import Operator

KIND = re.compile(
    r"(?:一次性|租房|担保费|保险费|社会保险|社保|吸纳|风险|引导|专项|配套|消费券(?=补)|消费|惠民|普惠|购房|创业|契税|财政|扩岗|贷款|担保|激励|建设|奖励|补助|补偿|补贴|生活|就业|薪酬|安家|人才|租金|运营|发展|产业|基础|首次|文旅|综合|信用|知识价值|慰问|引才|展位费|保费|项目|奖补|融资|投资|知识产权|贴息|资金)*"
    r"(?:基金池|资金池|基金|预算内投资|专项债券|补偿资金|资金支持|资金扶持|扶持|资金|奖补|补助金|补助|补贴|奖励|再贷款|贷款|贴息|消费券|加油卡|津贴|资助|返还|配套|安家费|补偿|担保|支持|拨付|转移支付|统筹安排|统筹新增|安排|慰问金|奖金|[特一二三四]等奖|列支|承担)"
)
_SETS_UP = re.compile(
    r"(?:设立|建立|组建|成立|创设|筹建|发起)(?P<what>[^,。;\d]{0,44}?(?P<kind>(?:风险补偿|担保|转化|引导|发展|运营|投资|补偿|信用|产业|转贷|专项|纾困|母|子|保障|奖励|互助)*(?:基金(?:池)?|资金池|风险补偿(?:引导)?(?:资金|金)?|补偿资金|补偿金|引导资金|转贷资金|周转金|专项资金))(?:、(?P<second>融资补贴|贷款贴息|补贴|奖补)(?:和|、)(?P<third>风险补偿|补贴|补助))?)(?!会|业|管理|小镇|行业|公司|份额|监管|经理|运作|使用|绩效|账|库|的(?:作用|使用)|[^,。;]{0,6}办法|制度|机制)"
)
_NEXT_FUND = re.compile(r"[、和及](?P<kind>[^,。;、和\d]{2,16}?(?:基金(?!会|业)|资金池|补偿金))")
"""设立示例投资基金、示例风险补偿基金和示例担保机构: each fund of the list."""
_SET_UP_AGAIN = re.compile(r"(?:设立|建立|组建|成立|创设|筹建|发起)[^,。;]{0,44}?(?:基金|资金|补偿金|池)|(?:规模|出资|注资|安排|首期)[^,。;\d]{0,12}\d")
"""组建示例引导基金。由中央财政专项与区财政设立引导基金: the fund of the title, with more of it."""
_NEEDS_FUNDER = re.compile(r"专项资金|引导资金$")
_BEARS = r"(?![^,。;]{0,4}(?:机制|比例|能力|主体|责任|单位))"
_PAYS_FOR = re.compile(
    rf"列支{_BEARS}|支出(?!进行){_BEARS}|承担{_BEARS}|负担{_BEARS}|分担(?!资金){_BEARS}"
    r"|中(?:安排|解决)[^,。;]{0,4}资金|予以(?:适当|必要|全额|重点|优先|足额)?(?:支持|保障|解决)|兑现|由[^,。;]{1,30}兑付(?=[,。;]|$)|拨补|由[^,。;]{1,20}保障(?=[,。;]|$)|由[^,。;]{1,20}(?:补助(?!资金)|扶持|筹[措集]|返还|提供担保|核拨)|支付(?=[,。;]|$)|由[^,。;]{2,40}出资(?=[,。;]|$)"
    r"|发放失业保险金|列入[^,。;]{0,10}财政(?:年度|一般)?(?:支出)?预算|纳入[^,。;]{0,10}财政(?:年度|一般)?(?:支出)?预算"
)
_SPENT = re.compile(r"(?:(?![一-龥]?的)[一-龥]{2})?经费")
_NO_SUBJECT = re.compile(r"由|从|并?[列纳]入")
"""It speaks of the figure right before it: 最高不超过5万元,由土地受益财政承担."""
_TWO_KINDS = re.compile(r"(?P<one>消费券|[一-龥]{2,4}(?:资金|补贴|补助))(?:和|及|、)(?P<two>[一-龥]{0,4}(?:资金|补贴|补助|奖励))$")
_ABOVE_MONEY = re.compile(r"(?:上述|以上|所需|相关|补贴|奖励|奖补|补助|此项|该项|有关)(?:资金|经费|费用|补贴|补助)[^,。;]{0,10}$")
_GRANTS = re.compile(
    r"(?:给予|发放|安排|实施|予以|提供|落实好?|采取|出台|进行|实行|开展)(?P<between>[^,。;\d]{0,40}?)(?P<kind>(?:一次性|相应的|[一-龥]{0,8}?)(?:奖补|补助|补贴|贴息|奖励|资助|风险补偿(?!金)|资金扶持|消费券|专项资金|配套资金|担保支持|担保(?=[,。;]|$)|贷款贴息)(?:[、和](?:发放)?[一-龥]{1,6}(?:补贴|补助|贴息|减免|奖励|券))*)"
    r"(?!范围|对象|资格|比例|条件|机具|额|名单|信息|申请)"
)
_PROVIDES = re.compile(
    r"(?:安排|下达|落实|保障|统筹|筹集|筹措|建立)(?P<between>(?!人员)[^,。;\d纳]{0,24}?)(?P<kind>(?:首批|首期|组织管理|专项|工作|教育|活动|建设|管理|培训|运行|风险|补偿|补助|奖补|扶持|引导|配套|项目|土地|储备|帮扶|补贴|发展)*(?:经费|资金|基金|补偿金|贷款))"
    r"(?=需求|到位|补充机制|专项支持|[,。;]|用于|支持|予以|对|给予|$|,)"
)
"""安排必要的经费, 落实土地储备基金, 保障补贴资金需求, 建立……资金补充机制: with whoever has to."""
_SUPPORTS = re.compile(r"(?:资金|基金)要?(?:优先|重点|主要)?(?:支持|用于)|[给予]予[^,。;\d]{0,6}支持")
_USES = re.compile(
    r"(?:用好|利用|整合|统筹(?=中央|国家|省级|各级|上级)|推荐|申请|申报|争取)[^,。;\d]{0,24}(?:资金|专项借款)|专项资金[^,。;\d]{0,4}(?:与|占|不低于)[^,。;\d]{0,10}财政"
)
_ANY_TREASURY = re.compile(r"(?:用好|用活|盘活|管好)(?:用好|各类|各级)?财政资金")
"""用好财政资金: how money is used, and no fund of anybody."""
_OF_YIELD = re.compile(r"(?<=[益入])中?(?:计提|安排|提取)的?资金")
"""Two moneys, each of its own source: 用好住房公积金增值收益计提资金和土地出让净收益安排资金."""
_ONLY_SAID = re.compile(
    r"争取|多渠道筹[措集]|协助(?<=^协助)|推动(?<=^推动)|配合(?<=^配合)|指导(?<=^指导)|=|×|是指|系指|所称|没有|未获得|落实[^,。;]*(?:政策|工作)$|在(?<=^在)(?!政府)[^,。;]*时$|申请[^,。;]{0,20}资金|担保费率(?![^,。;]*补贴)|收费|风险责任"
)
"""Money of others that is asked for, named in passing or shared as a risk: 积极争取省财政资金支持, 落实……奖补政策."""
_HEADED = re.compile(r"(?P<name>政府|财政|企业|用人单位)(?:补贴|补助|奖励)[^,。;:]{0,24}:")
"""政府补贴“人才房票”补贴额度:……均为1万元."""
_GIVES_OUT = re.compile(r"给予|发放|出台|予以|进行")
_MAY_LEAD = re.compile(r"\s*(?=[一-龥]{0,6}财政|各|有条件|地方)")
_PAYER = re.compile(r"财政|政府$|[省市区县]级$|资金|基金|银行|中央|集团|公司")
_MONEY_WORDS = re.compile(r"财政|出资|资金|经费|费用|补贴|补助|贴息|基金|列支|保险")
_BY_WAY = re.compile(r"等(?:多种)?(?:方式|形式|手段)")
_SPEAKS_OF_MONEY = re.compile("金|出资|补|贴|奖|券|贷|费|财政|予|保险|列支|资助|拨款|担保")
"""What every pattern below asks for; 支持 and 承担 alone promise no money."""
_OF_MONEY = re.compile(r"金|出资|补|贴|奖|券|贷|支出|支付|承担|负担|分担|担保|经费|财政|给予[^,。;]{0,6}支持|予予[^,。;]{0,6}支持")
_GIVES = re.compile(r"安排|筹[措集]|下达|拨付|设立|出资|给予|奖|补")
_ENTERED = re.compile(r"纳入[^,。;]{0,6}$")
_GRANTED = re.compile(r"给予|奖|补")
_GIVES_WHOM = re.compile(r"(?:将|可)?(?:对|给予|参照|按照?|根据|每年)")
"""省政府将对……给予20万元奖励;……给予10万元奖励: who gives goes on through the sentence."""
_BASE = re.compile(r"(?:按照?|比照|参照|给予)[^,。;]{2,60}?(?:的|额|费用?|资金|利息|租金)(?:不超过|最高)?(?=\d[\d.]*(?:%|‰|[:∶]))")
_FURTHEST = 600
"""Who provides a figure stands no further before it than this, as a text without stops is one sentence."""
_LONGEST_TITLE = 14
_SOON = 8
_LONGEST_SUBJECT = 40
_STOP = re.compile(r"[,。;:]")
_KIND_LISTED = re.compile(r"(?:贷款|购房|物业费|租房|契税|生活|消费)?(?:补贴|补助|贴息|奖励|券)")


class Clause(NamedTuple):
    """Words between two stops."""

    start: int
    end: int


@dataclass(slots=True)
class Provided:
    """Money to be, from the start of its words to their end, with its figure or share and who provides it."""

    start: int
    end: int
    kind: str
    amount: int | float | tuple[int | float, int | float] | None = None
    op: Operator | None = None
    unit: str | None = None
    ratio: str | None = None
    funders: list[Span] = field(default_factory=list)


def providers(view: View, sentence: Span, piece: int, one: Provided, number: Span | None = None) -> list[Span]:
    """Who provides a figure: who is said to bear it right before its number, else the funds that the sentence takes it from,
    else the bodies named before it, else after it (由X承担)."""
    shadow = view.shadow
    if number and (bearer := bearer_of(shadow, *number)):
        return [bearer]
    first = max(sentence[0], one.start - _FURTHEST)
    piece = max(piece, first)
    until = _clause_end(shadow, one.end, sentence[1])
    inside = funders_in(shadow, one.start, until)
    if any(by := [shadow[span[0] - 1] == "由" for span in inside]):
        return inside[by.index(True) :]
    if taken := from_funds(shadow, first, one.end):
        return taken
    if named := [span for span in inside if not _in_base(shadow, one.start, one.end, span)]:
        return [span for span in named if span[1] <= one.end or "承担" in shadow[span[0] : until] or shadow[span[0] - 1] in "0元的"]
    if level := level_of_money(shadow, one.start, one.end):
        return level
    named = _nearest(
        shadow, [span for span in funders_in(shadow, piece, until) if _PAYER.search(shadow[slice(*span)]) and not _ENTERED.search(shadow, piece, span[0])]
    )
    if not named and (headed := _HEADED.match(shadow, *sentence)):
        return [headed.span("name")]
    if not named and _GIVES.search(shadow, one.start, until):
        own = subject_of(shadow, one.start, one.end)
        goes_on = not own and _GRANTED.search(shadow, one.start, until)
        return [span for span in subject_of(shadow, first, one.start) if _GIVES_WHOM.match(shadow, span[1])] if goes_on else own
    return [span for span in named if shadow[span[0] - 1] not in "元的" or (one.op is Operator.AT_MOST and shadow.count(",", span[1], one.start) == 1)]


def _nearest(shadow: str, named: list[Span]) -> list[Span]:
    """Those of the last clause that names any: 市财政给予奖励,由区财政配套."""
    return [span for span in named if not _STOP.search(shadow, span[1], named[-1][0])]


def _in_base(shadow: str, start: int, end: int, span: Span) -> bool:
    """按照市县财政出资额的20%给予补助: whose money the share is of."""
    return any(base.start() <= span[0] and span[1] <= base.end() for base in _BASE.finditer(shadow, start, end))


def without_figure(view: View, sentence: Span, here: Sequence[Provided], earlier: Sequence[Provided]) -> list[Provided]:
    """What a sentence provides beside the figures that were read in it."""
    shadow = view.shadow
    found: list[Provided] = []
    taken = sorted((one.start, _clause_end(shadow, one.end, sentence[1])) for one in here)
    figure = 0
    giver: Sequence[Span] | Clause = ()
    done = sentence[0]
    while money := _OF_MONEY.search(shadow, done, sentence[1]):
        start = done
        for stop in ",;。:":
            start = shadow.rfind(stop, start, money.start()) + 1 or start
        giver = giver if start == done else ()
        end = _clause_end(shadow, money.end(), sentence[1])
        done = end + 1
        while figure < len(taken) and taken[figure][1] <= start:
            figure += 1
        if figure < len(taken) and taken[figure][0] < end:
            giver = ()
            continue
        read = _of_clause(view, start, end, sentence, (earlier, here, found), giver)
        if read and _is_title(view, start, end):
            read = [one for one in read if one.funders or not _said_again(view, end)]
        giver = read[-1].funders if read else Clause(start, end)
        found += read
    return found


def _leading(shadow: str, clause: Clause) -> list[Span]:
    """属地县级财政对……进行审核后,给予贷款贴息: who begins a clause goes on in the next."""
    begin = _MAY_LEAD.match(shadow, clause.start, clause.end)
    return [span for span in funders_in(shadow, clause.start, min(clause.end, clause.start + _LONGEST_SUBJECT)) if span[0] == begin.end()] if begin else []


def _charged(shadow: str, sentence: Span) -> list[Span]:
    """各地可根据需要,对……的人员,给予交通补助: who may or must, through the whole of a sentence; whoever is only encouraged, not."""
    return [span for span in _leading(shadow, Clause(*sentence)) if shadow[span[1] : span[1] + 1] in ("可", "要", "应")]


def _is_title(view: View, start: int, end: int) -> bool:
    """14. 组建……引导基金。: the title of an item whose words follow it."""
    item = view.outline.item_at(start)
    if not item or start > item.start or item.title_end != end:
        return False
    line = view.shadow.find("\n", end)
    return bool(view.shadow[end + 1 : line if line >= 0 else len(view.shadow)].strip()) or view.shadow[end : end + 1] == "\n"


def _said_again(view: View, end: int) -> bool:
    """Whether the words under a title that ends here set up its fund themselves."""
    item = view.outline.item_at(end - 1)
    return item is not None and _SET_UP_AGAIN.search(view.shadow, end, min(item.end, end + _FURTHEST)) is not None


def _of_clause(view: View, start: int, end: int, sentence: Span, before: Sequence[Sequence[Provided]], giver: Sequence[Span] | Clause) -> list[Provided]:
    """One clause; `giver` provided what the clause before it grants (由同级财政给予补贴,购房的给予购房补助), or is that clause."""
    shadow = view.shadow
    if not _SPEAKS_OF_MONEY.search(shadow, start, end + _SOON) or _ONLY_SAID.search(shadow[start:end]):
        return []
    if (
        shadow.startswith("由", start)
        and (named := funders_in(shadow, start, end))
        and named[0][0] == start + 1
        and _adds_to_last(shadow, before[1], start, named)
    ):
        return []
    if _PAYS_FOR.search(shadow, start, end) and (_MONEY_WORDS.search(shadow, start, end) or "拨款" in shadow[end : end + _SOON]):
        return _paid(view, start, end, sentence, before)
    if (up := _SETS_UP.search(shadow, start, end)) and not _BY_WAY.search(shadow, up.end(), end):
        return _set_up(view, up, start, end, sentence, before[1])
    provides, grants = _PROVIDES.search(shadow, start, end), _GRANTS.search(shadow, start, end)
    supports = _SUPPORTS.search(shadow, start, end) or _USES.search(shadow, start, end)
    if not (provides or grants or supports) or _ANY_TREASURY.search(shadow, start, end):
        return []
    named = funders_in(shadow, start, end)
    if not named and not shadow.startswith("由", start) and (provides or grants):
        named = _leading(shadow, giver) if isinstance(giver, Clause) else list(giver)
        named = named or (_charged(shadow, sentence) if grants and _GIVES_OUT.match(grants.group()) else [])
    if not named and (provides or grants):
        named = _subject(view, sentence, start) if provides else subject_of(shadow, start, end)
    if not named:
        return []
    if grants and shadow.rfind("《", start, grants.start("kind")) <= shadow.rfind("》", start, grants.start("kind")):
        kinds = _KIND_LISTED.findall(grants["kind"]) if "、" in grants["kind"] else [grants["kind"].rpartition("给予")[2].removeprefix("相应的").lstrip("的")]
        return [Provided(start, end, kind, funders=named) for kind in kinds]
    if len(yields := [*_OF_YIELD.finditer(shadow, start, end)]) == len(named) > 1:
        return [Provided(start, end, one.group(), funders=[span]) for one, span in zip(yields, named, strict=True)]
    if provides:
        return [Provided(start, end, provides["kind"], funders=named)]
    if supports:
        kind = KIND.search(shadow, start, end)
        return [Provided(start, end, kind.group() if kind else "资金", funders=named)]
    return []


def _subject(view: View, sentence: Span, start: int) -> list[Span]:
    """Whose duty a clause says, from the start of its sentence or the title of its item (6. 省财政厅。统筹安排……经费)."""
    item = view.outline.item_at(start)
    titled = item and item.title_end and item.start < item.title_end < start and item.title_end - item.start <= _LONGEST_TITLE
    shadow = view.shadow
    said = subject_of(shadow, start, start + _LONGEST_SUBJECT) or subject_of(shadow, sentence[0], start + _LONGEST_TITLE)
    return said or (subject_of(shadow, item.start, start) if item and titled else [])


def _set_up(view: View, up: re.Match[str], start: int, end: int, sentence: Span, here: Sequence[Provided]) -> list[Provided]:
    """A fund to be set up, unless with the figure right before it (安排5000万元,设立专项资金); a special budget only with its funder."""
    shadow = view.shadow
    guiding = [span for span in funders_in(shadow, max(sentence[0], start - _FURTHEST), start) if shadow.startswith("引导作用", span[1])]
    named = [*guiding, *funders_in(shadow, start, end)]
    if _NEEDS_FUNDER.search(up["kind"]) and not (named or up["kind"] != "专项资金"):
        return []
    if not named and any(one.amount is not None and _clause_end(shadow, one.end, start) + 1 == start for one in here):
        return []
    kinds = [up["kind"], *(kind for kind in (up["second"], up["third"]) if kind)]
    further = up.end()
    while following := _NEXT_FUND.match(shadow, further, end):
        kinds.append(following["kind"])
        further = following.end()
    return [Provided(start, end, kind, funders=named) for kind in kinds]


def _adds_to_last(shadow: str, here: Sequence[Provided], start: int, named: list[Span]) -> bool:
    """企业所得税县级留存部分的50%,由县财政补助给企业: whoever is named gives the figure right before."""
    last = [one for one in here if one.end < start and not one.funders and _clause_end(shadow, one.end, start) + 1 == start]
    for one in last:
        one.funders = named
    return bool(last)


def _paid(view: View, start: int, end: int, sentence: Span, before: Sequence[Sequence[Provided]]) -> list[Provided]:
    """所需资金由失业保险基金列支: the provider of what was said just before, else a record of its own."""
    shadow = view.shadow
    named = funders_in(shadow, start, end)
    if not named:
        return []
    item = view.outline.item_at(start)
    lead = shadow[start : named[0][0]]
    if _NO_SUBJECT.fullmatch(lead.strip()) and _adds_to_last(shadow, [one for records in before[1:] for one in records], start, named):
        return []
    if _ABOVE_MONEY.search(lead):
        figures = [
            one
            for records in before
            for one in records
            if view.outline.item_at(one.start) is item and not one.funders and (one.amount is not None or one.ratio)
        ]
        if item and figures:
            for one in figures:
                one.funders = named
            return []
    earlier = max(sentence[0], *(shadow.rfind(stop, sentence[0], max(sentence[0], start - 1)) + 1 for stop in ",;:"))
    if two := _TWO_KINDS.search(shadow, max(earlier, start - _LONGEST_SUBJECT), max(earlier, start - 1)):
        return [Provided(earlier, end, kind, funders=named) for kind in two.groups()]
    kind = KIND.search(shadow, start, end)
    spent = _SPENT.search(shadow, start, end)
    return [Provided(start, end, kind.group() if kind else spent.group() if spent else "列支", funders=named)]


def _clause_end(shadow: str, position: int, end: int) -> int:
    end = min(end, position + _FURTHEST)
    stop = _STOP.search(shadow, position, end)
    return stop.start() if stop else end
