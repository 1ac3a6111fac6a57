"""Who provides money, as printed: 省财政, 各地, 失业保险基金, 市、区县(市).

    由中央财政专项与区财政设立引导基金              中央财政, 区财政
    从中小企业发展专项资金中,对……给予……           中小企业发展专项资金
    统筹设立10亿元省科技攻坚专项资金                省
    补贴资金由市、区县(市)按照1:1比例承担           市, 区县(市)

A body that only pays what others decide (在各地奖励基础上) and the seat of an office (财政局) are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from grammar.drafts import Span
from grammar.grant_words import GRANT
from ontology.places import place_of

_LEVELS = (
    r"中央|国家|省级?|市级?|区级?|县级?|州级?|自治区|各级|同级|地方|本级|当地|政府|各[市区县州]{1,3}|省市县?|市区|[市区]县|县区|两级|(?![和与及由年])[一-龥]{2,3}(?:省|(?<!上)市|区|县|州)"
    r"|(?:县级市|市县|区县|[市县区])\([市县区级、]{1,5}\)|本[市县区]"
)
_LEVEL_BEFORE = re.compile(rf"(?:(?:各|属地|受益地|土地受益|(?:项目)?所在地)?(?:{_LEVELS})(?:[两三四]级|本级)?|属地|受益地|土地受益|(?:项目)?所在地)$")
_LEVEL_AND = re.compile(rf"(?<![一-龥])(?:{_LEVELS})(?:、|和|与|及)$|(?<=[由入])(?:{_LEVELS})(?:、|和|与|及)$")
"""省级和市县(区)财政: the level before the one that 财政 is printed with."""
_TREASURY = re.compile(
    r"财政(?:资金)?(?!贡献|存款|厅|局|部|所|税|性|收|专户|支[持付出]|补贴(?!标准|资金|每|\d)|补助(?!标准|资金|每|\d)|扣|奖(?![补励](?:资金|每|\d))|贴|政策|审|评|监|管|等|投资|体|重点|困|兜|供|规定|存量|资源|能力|可承受|结构"
    r"|统筹(?:地|区)|事|经|贴息|总规模|全额[贴补]|(?:资金)?(?:最高补贴|实际补贴|具体补贴)|[、,]?(?:[一-龥]{0,2}(?:部门|局)))"
)
_OWN_GRANT = re.compile(rf"(?:每[^,。;]{{0,12}}元(?:/[一-龥]{{1,3}})?的?|\d[万千]?元的?)(?P<name>(?:{_LEVELS}|属地|受益地)?财政)(?=补贴|补助|奖励|奖补|贴息)")
"""给予每平方米200元的财政补贴: the word stands in the name of the grant."""
_LONGEST_LEVEL = 10
_LOCAL = re.compile(
    r"(?<![在非对])(?:地方政府(?=专项债)|各地(?!区|级|方)(?:区)?|各(?:设区|县级|地级以上)?[市县区](?:[市县区]|\([市县区级、]{1,5}\)|、(?=[县市区]))*(?:人民政府|政府)?(?!级|类|直|财政|场|域|\(|、?[市县区])"
    r"|地方(?=(?:各级)?(?:人民)?政府(?!债)|建立|设立|统筹|给予|安排|承担|开展|探索|出台|采取)|(?<![一-龥])(?:中央|[省市县区]级)(?=可|要|应|每年|统筹)|地\(市\)|各级(?:人民)?政府"
    r"|有条件的(?:[一-龥]{0,6}?(?:园区|开发区|地区|地方|区域|高校|院校|企业|市县|县区|区县|乡镇|市|县|区)))"
)
_MAY_BE_LOCAL = re.compile(r"各|地方|地\(|有条件|中央|省级|市级|县级|区级")
_MAY_ACT = re.compile(rf"{GRANT}|安排|筹|投入|出资|拿出|[承负分]担|配套|组建|设立|给予|对")
_MAY_BE_BODY = re.compile(r"[省市区县州级府会组]|中央|国家|地方")
_EACH = re.compile(r"(?<![一-龥])各(?:镇街|乡镇|街道|园区|部门|单位|高校|学校|镇\(街道\)|乡\(镇\))(?=[、和及]|也?[要应]|每年|安排|统筹)")
"""Bodies of every kind, where the clause has them set money aside: 各镇街、各部门也要安排一定的经费."""
_FUND = (
    r"(?:(?!安排|统筹|给予|列支|发放|支出|承担|从|设立|规定)[一-龥“”]|\([一-龥]{1,4}\)|(?<=[省市县])、(?=[市区县])){2,18}?"
    r"(?:基金|专项资金|引导资金|补助资金|奖补资金|奖励资金|发展资金|项目资金|公益金|资金|教育经费|工作经费|公用经费|工会经费)"
)
_FROM_FUND = re.compile(
    rf"(?:从|由|在(?!于)|使用|通过|可由)(?P<funds>(?:[一-龥]{{2,14}}(?:补贴|补助)[及和、])?{_FUND}(?:[、及和或]{_FUND})*)"
    r"(?:预算)?(?:中|内)?(?:每年)?(?=列支|支出|安排|承担|解决|予以|给予|发放|按|支付|支持|统筹|,对)"
)
_FUND_GIVES = re.compile(
    rf"(?<![^,。;:)、\n .．])(?:可?由)?(?P<fund>{_FUND})(?:可|应|优先|要|按规定|安排)*(?=给予|予以|对[^,。;]{{1,60}}(?:给予|予以)|应?优先为)"
)
_LEVEL_FUND = re.compile(
    r"(?:安排|设立|统筹|用好|给予|利用|拨付|推荐|筹集|下达|(?<![^,。;:)\n .．的])|落实)(?:\d[\d.]*[万亿]*元(?:以上)?)?"
    r"(?P<levels>(?:中央|国家|各级|省级?|市级?|自治区级?)(?:[、和](?:中央|国家|省级?|市级?|区级?|县级?|地方))*)"
    r"(?!财政|政府|级以|(?<=市)[场知直民属委县区]|(?<=省)[直属委])(?:(?!采取|给予|支持|补贴|争取)[一-龥“”]){0,16}?(?:资金|基金|专项借款)(?![会业局监管])"
)
_LEVEL_GIVES = re.compile(
    r"(?<![一-龥])(?P<of>中央|[省市区县]级)(?=[^,。;\d]{2,40}(?:资金|基金)安排\d)|(?:安排|下达|统筹)(?P<budget>中央)(?=预算内投资)|发放(?P<kind>[省市区县]级)(?=[^,。;\d]{0,8}(?:消费券|补贴))"
)
"""市级示例投入等专项资金安排10亿元; 统筹中央预算内投资2亿元; 发放市级惠民消费券50万元."""
_LEVEL_OF_MONEY = re.compile(rf"(?P<level>[省市区县州]级)(?:{GRANT}|专项|引导|激励)(?:资金|经费)")
"""提前下达学前生均公用经费省级奖补资金1亿元."""
_POLICY = re.compile(r"落实(?P<level>中央)[^,。;]{0,24}政策")
_SHARERS = re.compile(
    r"由(?P<names>[^,。;由]{1,40}?)(?:(?:按照?|根据|各自?|自行|共同|分别|全额|统一|先行|负责)[^,。;由]{0,14})?(?:承担|负担|分担)|(?P<both>[市省区县州][^,。;由]{0,12}?)各承担"
)
_BY = re.compile(
    r"由(?P<names>[^,。;由]{1,24}?)(?:(?:按照?|根据|参照|按规定|每年|自行|各自|共同|分别|全额|统一|先行|优先|适当|统筹|予以|一次性|转移支付|预算|连动|联动|据实)[^,。;由]{0,14}?)?"
    r"(?P<verb>解决|给予|扶持|返还|贴息|筹[措集]|配套|提供担保|作为|核拨|安排|落实|兑现|保障|出资|拨补|补贴|补助|奖励|支持)"
)
_PAYS = re.compile(r"(?:财政|政府|地方|[省市区县州]级?|本级|\(市\)|\(区\)|基金|资金|经费)$")
_GIVES = re.compile(r"(?:财政|政府|财政部门|单位|企业|地方|[省市区县州]级?|本级|\(市\)|\(区\)|基金|资金|经费|银行|公司|集团)$")
_RAISES = re.compile(r"(?:财政|政府|[省市区县]级?|单位|企业|农户|集体)$")
_INVESTS = re.compile(r"(?:财政|政府|地方|[省市区县州]级?|本级|\(市\)|\(区\)|基金|资金|经费|银行|公司|集团)$")
_BEARS = re.compile(
    rf"(?:(?<![一-龥])(?:其中:?|和|由)?(?P<name>(?:{_LEVELS})(?:财政|政府)?)|(?<![及和与、])(?P<treasury>(?:{_LEVELS})财政))(?:承担|负担|分担|配套|补助|补贴)\s*$"
    rf"|(?<=[(+])(?P<part>(?:{_LEVELS})(?:财政|政府)?)\s*$"
)
"""省级财政承担60%; 每台补贴15万元(省级8万元+市级7万元)."""
_LONGEST_BEARER = 16
_SETS_ASIDE = re.compile(r"(?:财政|政府|财政(?:部门|局|厅|部)|地方|本级)$")
_WHO = {
    **dict.fromkeys(("给予", "补贴", "补助", "奖励", "兑现", "扶持", "返还", "贴息", "配套", "提供担保"), _GIVES),
    **dict.fromkeys(("解决", "拨补", "作为", "核拨"), _PAYS),
    **dict.fromkeys(("筹措", "筹集"), _RAISES),
    **dict.fromkeys(("安排", "落实", "保障", "支持"), _SETS_ASIDE),
    "出资": _INVESTS,
}
"""Who may provide money by each verb: what others give by 安排 is no money."""
_BEARS_ITS_OWN = re.compile(r"(?:企业|个人|用户|业主|购房[人者]|申请人|当事人|消费者|学员|患者|家庭|方|使用人|责任人|本人)$")
"""Who pays for what is its own provides nothing: 费用由企业承担."""
_SUBJECT = re.compile(
    r"\s*(?P<name>(?!让)[一-龥()、]{0,16}?(?:财政(?:部门|厅|局|部|金融局)?|人民政府|政府|银行|集团|公司|管委会))(?:[。:]|负责|要|应|须|按照|每年|将|可|履行|对|给予|筹[措集]|安排|下达|拨付|参照|决定|出台|投入|设立)"
)
"""Whom a duty is said of: 财政部负责安排……经费; 省级人民政府应……,安排必要的经费."""
_YIELD = re.compile(r"(?P<name>(?:住房公积金增值|土地出让净?|国有资本经营)(?:收益|收入))(?=中?(?:计提|安排|提取)的?资金)")
_SHARE_BEFORE = re.compile(r"(?P<name>(?:(?:(?![由与和及金])[一-龥]){1,6}(?:省|市|区|县|州)|省|市|区|县))(?:按照?|以)\s?\d+[:∶]\d+")
_NO_NAME = "(?![对由经在从按向与和把以鼓支引])"
_BODY = (
    rf"(?:(?:各级|各地|当地|地方|(?:{_NO_NAME}[一-龥]{{2,4}})?[省市区县州镇乡])?(?:人民)?政府|{_NO_NAME}[一-龥]{{2,12}}?(?:管委会|领导小组|新区|开发区)"
    rf"|(?:{_LEVELS})(?:[两三四]级|级|本级)?|我[省市区县州])"
)
_ACTS = re.compile(
    rf"(?<![一-龥)、])(?P<names>{_BODY}(?:[、和]{_BODY})*)"
    rf"(?=(?:将|可|要|应|每年|另行|另|再|也|各|新增|预算|分别|共同|原则上|一次性|连续.年)*(?:安排|投入|出资|拿出|筹[措集]|[承负分]担|配套|组建|设立|给予|补[贴助]标准|(?:{GRANT})(?=[^,。;“”的]{{0,12}}\d))|(?:对|按照?)[^,。;]{{1,40}}(?:给予|予以|进行)(?![省市区县]级)[^,。;]{{0,10}}(?:{GRANT}))"
    rf"|(?<![我全该本入至到])(?P<level>[省市区县])(?=(?:奖补|补助|配套)\d)"
)
"""县(区)新增安排40万元, 市、区县共同组建示例基金, 政府一次性奖励4万元, 省对示例企业也进行奖励, 每家工厂县奖补10万元."""
_ENCOURAGED = re.compile(
    rf"(?:鼓励|支持|引导)(?P<name>[一-龥]{{0,8}}(?:单位|企业|机构|高校|院校|协会|商会))(?=(?:另行|适当|再|对[^,。;]{{1,30}})*(?:给予|发放|提供)[^,。;]{{0,16}}(?:{GRANT}))"
)
"""鼓励用人单位另行给予配套奖励."""
_PUBLIC = re.compile(r"(?P<name>(?<!院)政府)(?=(?!采购|购买|特殊|补贴|补助|奖励)[一-龥]{2,4}(?:补贴|补助|津贴))")
"""享受政府薪酬补贴."""
_BANKS = re.compile(r"(?P<name>合作银行|合作金融机构|承贷银行)")
_OTHERS = re.compile(r"(?P<name>社会资本)(?=[^,。;]{0,12}(?:设立|组建|参与设立|参与组建))")
_TOGETHER = re.compile(r"与(?P<name>[一-龥]{3,14}(?:集团|公司|银行|基金|机构))共同(?:组建|设立|出资)")
_NAMED = (
    ("共同", _TOGETHER, "name"),
    ("社会资本", _OTHERS, "name"),
    ("比例", _SHARE_BEFORE, "name"),
    ("落实中央", _POLICY, "level"),
    ("合作", _BANKS, "name"),
    ("承贷", _BANKS, "name"),
    ("资金", _YIELD, "name"),
    ("励", _ENCOURAGED, "name"),
    ("政府", _PUBLIC, "name"),
)
_ON_TOP = re.compile(r"[^,。;\d]{0,12}基础上")
_PLACE = re.compile(r"[一-龥]{2,3}(?:省|市|区|县|州)(?=财政|本级)")
_FUND_END = re.compile(r"(?:资金|基金|经费|补贴|补助|公司|单位|企业)$")
_AND_OTHERS = re.compile(r"等(?:相关|有关)?资金$")
_BARE = re.compile(r"^(?:所需|补贴|奖励|贴息|上述|相关|不足|部分|该|其|配套|专项|有关|各类|此|资助|补助|奖补|安排|统筹|政策)*(?:资金|经费|基金)$")
_LEADING = re.compile(r"^(?:并|按规定|所需(?:资金|经费)|资金|费用|由|从|可|按规定|省里|充分发挥|发挥|用好|对|其|和|及|与|统筹|整合|利用|安排)+")


def funders_in(shadow: str, start: int, end: int) -> list[Span]:
    """The bodies or funds between two places that provide money, in order, none inside another."""
    found: list[Span] = []
    for span in sorted(_candidates(shadow, start, end)):
        if found and span[0] < found[-1][1]:
            if span[1] - span[0] > found[-1][1] - found[-1][0]:
                found[-1] = span
            continue
        found.append(span)
    shared = any(shadow[span[0] - 1] == "由" for span in found)
    return [span for span in found if not (_ON_TOP.match(shadow, span[1]) or (shared and shadow[slice(*span)] == "财政" and shadow[span[0] - 1] != "由"))]


def bearer_of(shadow: str, start: int, number: int) -> Span | None:
    """省级承担60%、市级承担40%: who bears the figure that begins at `number`; its words begin at `start`."""
    found = _BEARS.search(shadow, max(start, number - _LONGEST_BEARER), number)
    return found.span(found.lastgroup or 0) if found else None


def level_of_money(shadow: str, start: int, end: int) -> list[Span]:
    """Whose money it is by its name, where nobody is said to give it: 省级奖补资金."""
    found = _LEVEL_OF_MONEY.search(shadow, start, end)
    return [found.span("level")] if found else []


def subject_of(shadow: str, start: int, end: int) -> list[Span]:
    """The body that a sentence begins with, where its duty is to find the money."""
    subject = _SUBJECT.match(shadow, start, end)
    return [subject.span("name")] if subject else []


def _candidates(shadow: str, start: int, end: int) -> Iterator[Span]:
    """What may provide money; each pattern is tried only where its own word stands."""
    words = shadow[start:end]
    if "财政" in words:
        after = start
        for match in _TREASURY.finditer(shadow, start, end):
            yield from _levelled(shadow, after, match)
            after = match.end()
        for match in _OWN_GRANT.finditer(shadow, start, end):
            yield match.span("name")
    if _MAY_BE_LOCAL.search(words):
        for match in _LOCAL.finditer(shadow, start, end):
            yield match.span()
    for word, pattern, group in _NAMED:
        if word in words:
            for match in pattern.finditer(shadow, start, end):
                yield match.span(group)
    if "资金" in words or "基金" in words or "经费" in words:
        for match in _FROM_FUND.finditer(shadow, start, end):
            yield from _listed(shadow, *match.span("funds"))
        for match in _FUND_GIVES.finditer(shadow, start, end):
            yield from _listed(shadow, *match.span("fund"))
        for match in _LEVEL_FUND.finditer(shadow, start, end):
            yield from _split(shadow, *match.span("levels"))
        if "各" in words and ("安排" in words or "统筹" in words):
            for match in _EACH.finditer(shadow, start, end):
                yield match.span()
    if _MAY_BE_BODY.search(words) and _MAY_ACT.search(words):
        for match in _ACTS.finditer(shadow, start, end):
            yield from _split(shadow, *match.span(match.lastgroup or 0))
    if "级" in words or "中央" in words:
        for match in _LEVEL_GIVES.finditer(shadow, start, end):
            yield match.span(match.lastgroup or 0)
    if "担" in words:
        for match in _SHARERS.finditer(shadow, start, end):
            shared = [*_split(shadow, *match.span("names" if match["names"] else "both"))]
            if len(shared) > 1 or not _BEARS_ITS_OWN.search(shadow[slice(*shared[0])]):
                yield from shared
    if "由" in words:
        yield from _by(shadow, start, end)


def _by(shadow: str, start: int, end: int) -> Iterator[Span]:
    """由各级政府和用人单位给予, 由财政部门每年安排, 由受益地财政按照相关规定兑现: whoever is named must be one that has money to give."""
    for match in _BY.finditer(shadow, start, end):
        who = _WHO[match["verb"]]
        names = [*_split(shadow, *match.span("names"))]
        if all(who.search(shadow[slice(*name)]) for name in names):
            yield from names


def _levelled(shadow: str, start: int, treasury: re.Match[str]) -> Iterator[Span]:
    """财政 with the level it is printed with, and the levels joined to that: 省级和市县(区)财政."""
    level = _LEVEL_BEFORE.search(shadow, max(start, treasury.start() - _LONGEST_LEVEL), treasury.start())
    first = level.start() if level else treasury.start()
    yield _trimmed(shadow, first, treasury.end())
    while level and (joined := _LEVEL_AND.search(shadow, max(start, first - _LONGEST_LEVEL), first)):
        yield joined.start(), joined.end() - 1
        first = joined.start()


def _trimmed(shadow: str, start: int, end: int) -> Span:
    """整合重庆市财政: the place and no words before it; 专项与区财政: the level word alone."""
    if place := _PLACE.match(shadow, start, end):
        last = place.end() - 1
        start = next((begin for begin in range(start, last - 1) if place_of(shadow[begin : place.end()])), last)
    return start, end


def from_funds(shadow: str, start: int, end: int) -> list[Span]:
    """Funds that the money is taken from: 从……专项资金中."""
    if shadow.find("金", start, end) < 0 and shadow.find("经费", start, end) < 0:
        return []
    return [span for match in _FROM_FUND.finditer(shadow, start, end) for span in _listed(shadow, *match.span("funds"))]


def _listed(shadow: str, start: int, end: int) -> Iterator[Span]:
    """自治区购房补贴及地(市)购房配套资金: each by itself, but 工业和信息化专项资金; words that name no fund (所需资金) are none."""
    pieces = [*_split(shadow, start, end)]
    each = all(_FUND_END.search(shadow[first:until]) for first, until in pieces)
    for first, until in pieces if each else [(start, end)]:
        lead = _LEADING.match(shadow[first:until])
        begin = first + lead.end() if lead else first
        others = _AND_OTHERS.search(shadow, first, until)
        last = others.start() if others else until
        if last - begin >= 4 and not _BARE.match(shadow[begin:last]):
            yield begin, last


def _split(shadow: str, start: int, end: int) -> Iterator[Span]:
    begin = start
    for stop in re.finditer(r"、|及|和|或|与(?!会)", shadow[start:end]):
        if shadow[begin : start + stop.start()].count("(") > shadow[begin : start + stop.start()].count(")"):
            continue
        yield begin, start + stop.start()
        begin = start + stop.end()
    if begin < end:
        yield begin, end
