"""Which numbers of a document are to be reached, and why the others are not.

    培育50家以上企业                 a verb of building up before the number, a noun after it
    发明专利拥有量达到30件以上        an operator, or 达到, 增长, 提高 before the number
    科技型企业500家                  only in a list that goes on: 新增高新技术企业50家、科技型企业500家
    1个镇卫生院达到二级医院水平       in a sentence that names a year, 力争 or 确保

A deliverable (打造一个平台) has no number that quantities reads; money that is provided is for funding.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from grammar.numbered import Place, Spans, places
from grammar.numbering import RANKS
from grammar.outlining import Item
from grammar.quantities import STOCK, Quantity
from grammar.refusals import refusal
from grammar.sections import Kind
from grammar.stated import StatedTask
from grammar.units import Measure
from grammar.view import View
from ontology.records import Operator, Reason

_NOWHERE = (Kind.RULE, Kind.PROCEDURE, Kind.CLOSING)
_HOW = r"(?:重点|着力|大力|积极|加快|力争|争取|努力|确保|组织|统筹|联合|规范化|累计|分别|共|再|各|总体|每年|全年|推动|推进)*"
_VERBS = (
    r"培育认定|培育建设|培育创建|建设改造|新建改造|培育|培养|培训|新增|新建|新开工|新开通|新认定|新培育认定|新培育|新培养|新发展|新引进|新改建|新改扩建|新\([改扩迁、]{1,4}\)建|新型|建设|建成|改建|扩建|改造|改造提升|打造|创建|引进|引育|引导|开展|举办|举行|组织"
    r"|拿出|预留|留出|划出|腾出|明确|确保|保障|联通|打通|接入|代理|研发|攻克|组织发布|保有|升级|新创|创成|获评|入选|纳入|检查|抽检|排查|整改|回收|拆除|清理|化解|处置|收储|栽植|新栽|清淤|加固|铺设|安装|更换|更新|配置|投用|启用|开行|开辟|硬化|轮训|走访|结对|帮扶|惠及|接待|引入|招收|输送|转移|签订|建档"
    r"|组建|支持|扶持|资助|形成|推出|认定|评选|评定|遴选|选聘|选派|选树|选取|选择|选拔|实施|完成|发展|建立|设立|设置|布局|招引|招聘|招募|落地|转化|孵化|争取|争创|申报|获批|突破|配备|配建|投放|提供|筹集|筹建|供应|开工|竣工|投产|拥有|实现|达到|派发|发放|制定"
    r"|制修订|解决|带动|帮助|服务|覆盖|推广|应用|开发|储备|谋划储备|谋划|签约|吸纳|吸引|安置|安排|开设|开通|集聚|聚集|出台|发布|编制|完善|整治|治理|修复|关停|淘汰|退出|搬迁|推进|推动|共建|新注册|注册|上市|成功上市|盘活|严守|守住|坚守|利用|有效利用|生产|播种|种植|投入|派驻|入库|增加|净增|再建|参加|参与"
)
_VERB_BEFORE = re.compile(rf"(?:{_VERBS})(?:和|或|、|并|及)?(?:了|出|至少|不少于|剩余)?(?:全[国省市区县州域]|市本级|我[省市区县州])?$")
_VERB_ENDS = frozenset([*(verb[-1] for verb in _VERBS.split("|")), *"和或、并及了出少于余国省市区县州域级"])
_LONGEST_VERB = 14
_VERB_FIRST = re.compile(rf"\s*(?:其中:?|到|至|(?:19|20)\d\d年(?:底|末)?前?,?|全[市省区县州年]|每年|年底前?|力争|在[^,。;、]{{1,12}})*{_HOW}(?:{_VERBS})")
_NEW = re.compile(r"新增|新建|就业|开工|竣工|引进|完成|建成")
_VERB_AND_NAME = re.compile(rf"(?:{_VERBS})[^,。;:的\d]{{2,24}}$")
"""三年内培养高技能人才3万名: a verb, and what is counted between it and the number."""
_USED = re.compile(r"实际(?:使用|利用|到位)")
_BECOMES = re.compile(r"达到|达|实现|通过|建立|完成|具备|开展|接入|覆盖|网上|上市|入库|挂牌|投产|获评|入选|对接|衔接|进入|就读|享有|有(?=\d|一)|参加|建成|纳入")
_PAID = re.compile(r"补贴|补助|奖|资助|津贴")
_PROJECTS_COST = re.compile(r"总投资(?:额|规模)?[^,。;、\d]{0,3}$")
"""实事项目18项,总投资近12亿元: what they cost."""
_LISTED_WORKS = re.compile(rf"\s*{_HOW}(?:{_VERBS})[^,。;:\d]{{2,30}}等$")
"""建成开放示例公园等8个公园."""
_FUND_SIZE = re.compile(r"(?:首期|首批|一期|总)(?:募集|认缴)?(?:规模|资金)")
"""设立产业基金,首期规模不低于20亿元: what the fund will hold."""
_GRANT_HEAD = re.compile(r"(?:补贴|补助|奖励)(?:额度|标准|金额)?:")
"""政府补贴额度:……均为1万元."""
_REACHED = re.compile(
    r"(?:达到|达|实现|突破|超过|完成|增长|增加|增幅|增速|提高|提升|下降|降低|减少|压减|扩大|稳定|保持|控制|争取|力争|占比?|为|在|到|至|上升|翻)(?:了|到|至|在|为)?(?:(?:19|20)\d\d年(?:底|末)?的)?[^,。;、\d]{0,4}$|(?:达到?|占|相当于)[^,。;、\d]{2,9}的$"
)
_GROWTH = re.compile(r"(?:再降|缩短|压缩|压降|节约|增长|增幅|增速|提高|提升|增加|下降|降低|减少|压减|降幅|上升|扩大)(?:率|幅度?)?(?:达到|达|到|至|为|在)?\s*$")
_GIVEN = re.compile(
    r"单户|单笔|担保(?:金|余)?额(?:可|提|最)|授信额|给予|补贴|补助|奖励|奖补|资助|贴息|补偿|津贴|消费券|慰问|安家费|拨付|转移支付|列支|配套|额度|限额|最高|上限|注资|出资|基金|专项资金|引导资金|资金池|(?:安排|统筹|设立|筹[措集]|提供|下达|拿出|认捐)[^,。;]{0,24}$|每(?:人|户|家|台|套|辆|亩|件|吨|张|个|平方米|间|单)|标准|财政(?!总?收入|贡献|一般)[^,。;\d]{0,10}(?:投入|专项|资金)|再贷款"
)
_SHARED_OUT = re.compile(r"给予|补贴|补助|奖励|奖补|资助|贴息|津贴|额度|限额(?!满足)|最高|返还|承担|上浮|配套资金")
"""A share or multiple of money that is provided."""
_GOAL_PART = re.compile(r"力争|确保|目标|争取|力求|年(?<=\d{4}年)")
_GIVES_OR_RULES = re.compile(r"[对按为每补奖]|由(?<!理由)|给予")
_RANKED = re.compile(r"进入|位居|位列|跻身|保持|居|列|排名|达到")
_RATE_OF = re.compile(r"(?<![利税费汇缴年息])率\s*$")
_SET_ASIDE = re.compile(r"(?:拿出|预留|留出|划出|腾出|安排|配置)(?:不低于|不少于|至少)?\s*$")
_MONEY = re.compile(r"资金|经费|基金|收益|收入|出让|财政|预算|贷款|补|奖")
_WHOLE = re.compile(r"\s*(?:其中:?|实现|推动|确保|力争|使)?(?:全[国省市区县州域])?\s*")
_KEPT = re.compile(r"保持|保证|确保|储备|满足|达到|不[低少]于|按照?")
_NO_AIM = re.compile(r"(?:的|消除|杜绝|涉及|超过|含有?|具有|由|与|经|从事|满|连续|合计|有|同一|任何|任意)$")
_MUST = re.compile(r"必须|应当|不得|方可|须")
"""三根以上网线必须捆扎: what must be done with them."""
_WITHIN_THEM = re.compile(r"(?:^|[^现存所])在[^在]{0,40}$")
_FOR_THEM = re.compile(r"为(?:全[国省市区县州域])?[^为]{0,6}$")
_DONE = re.compile(r"开展|实施|推行|建设|推广|建成|建立|设立|布局|启动|提供|解决|发放|办理|配备|落实|增设|新设|开设")
_COMPLETES = re.compile(r"\s*(?:全面|高质量|按期|如期|确保|力争|年底前|基本)*完成")
_EACH_GETS = re.compile(r"每(?![年月周季天日次])[^,。;]{2,30}$")
_JOINS = re.compile(r"、|和|及|与|,")
_BRACKET = re.compile(r"\([^()]*\)")
_STOPS = "、,;。:(及和与"
AND_SO_ON = re.compile(r"\s*等(?:\s*$|[,。;、])")
_BEFORE_REACHED = 12
_BACKGROUND = re.compile(
    r"(?:现状|形势|基础|背景|回顾|问题|成效|成就|意义|必要性|重要性|基本情况|概况|(?:适用|补贴|补助|支持|奖励|享受|保障|申请|申报|救助|资助)(?:范围|对象|条件))\s*$"
)
_REVIEW = re.compile(r"(?:工作|发展|历程|情况)回顾\s*$|工作总结\s*$|(?:取得的?|主要)(?:工作)?成[绩就效]\s*$")
"""一、2023年工作回顾: what has been done, whatever stands in it."""
_LONGEST_TITLE = 24
_ARTICLE = RANKS.index("article")
_STOCK_NEAR = 10


class Numbered(NamedTuple):
    """A number of the document: where it stands, and whether it is to be reached."""

    quantity: Quantity
    place: Place
    target: bool


def read_numbers(view: View, tasks: Sequence[StatedTask]) -> tuple[Numbered, ...]:
    """The numbers of the document proper, each judged once; what somebody is charged with may hold targets wherever it stands."""
    found: list[Numbered] = []
    listed = False
    charged = Spans((piece["start"], piece["end"]) for task in tasks if task["clause"] for piece in task["evidence"])
    last: Item | None = None
    aimless = False
    for quantity, place in places(view):
        item = view.outline.item_at(quantity.number)
        if item is not last:  # most numbers stand in the same part as the one before
            last, aimless = item, item is not None and _is_nowhere(view, item)
        nowhere = item is not None and aimless and not (charged.holds(quantity.number) and not _in_article(item))
        target = not (quantity.was or nowhere) and _is_goal(view, quantity, place, listed) and reason_against(view, quantity, place) is None
        listed = listed if place.qualifies else target
        found.append(Numbered(quantity, place, target))
    return tuple(found)


def reason_against(view: View, quantity: Quantity, place: Place) -> Reason | None:
    """Why a number is not to be reached; null where no word says so."""
    return refusal(view, quantity, place, building=builds_up(view.shadow[place.part : quantity.start]))


def _is_nowhere(view: View, item: Item) -> bool:
    """Whether a part is no place for targets: a regulation, a procedure, the end, or what tells how things stand."""
    kind = view.kinds[item]
    titles = [view.shadow[part.start : part.title_end] for part in (item, *item.ancestors())]
    if any(len(title) <= _LONGEST_TITLE and _REVIEW.search(title) for title in titles):
        return True
    if kind is not Kind.AIM:
        return kind in _NOWHERE
    return any(len(title) <= _LONGEST_TITLE and _BACKGROUND.search(title) for title in titles) and not any("目标" in title for title in titles)


def _in_article(item: Item) -> bool:
    """Whether an item is an article of a regulation (第X条), or stands in one."""
    return any(part.number.rank == _ARTICLE for part in (item, *item.ancestors()))


def builds_up(words: str) -> bool:
    """Whether words end in a verb of building up: 重点培育, 建成全市, 新增至少."""
    words = words.rstrip()
    return words[-1:] in _VERB_ENDS and _VERB_BEFORE.search(words, max(0, len(words) - _LONGEST_VERB)) is not None


def _is_goal(view: View, quantity: Quantity, place: Place, listed: bool) -> bool:
    """Whether a number is to be reached; `listed` where the number before it was, which it may continue (50家、科技型企业500家)."""
    if place.qualifies:
        return False
    words = _Words(view, quantity, place, listed)
    match quantity.measure:
        case Measure.MONEY:
            return _money_is_goal(words, quantity)
        case Measure.MULTIPLE:
            return (words.reached or quantity.unit == "番") and not _SHARED_OUT.search(words.clause)
        case Measure.RANK:
            return bool(_RANKED.search(words.head)) and place.part <= place.clause[0] and not words.after.startswith("者")  # 2所大学进入前200名 counts schools
        case Measure.SHARE:
            return _share_is_goal(words, quantity)
        case Measure.TIME if words.noun:
            return bool(_KEPT.search(words.own) and STOCK.search(words.after[:_STOCK_NEAR]))
        case Measure.EXTENT if words.noun:
            return words.verb or words.continues
        case _ if words.noun:
            return len(words.after.strip()) >= 2 and _noun_is_goal(words, quantity)
    said = quantity.stated or words.reached or words.continues or words.verb or words.starts
    return said and (words.continues or len((words.before or words.after).strip()) >= 2)


class _Words:
    """The words around a number, and what they say of it where that is asked."""

    def __init__(self, view: View, quantity: Quantity, place: Place, listed: bool) -> None:
        shadow, (start, end) = view.shadow, place.clause
        self.view, self.quantity, self.place, self.listed = view, quantity, place, listed
        self.before, self.after = shadow[place.part : quantity.start], shadow[quantity.end : end]
        self.own = shadow[place.part : quantity.number]
        """With the operator: 为每人至少提供."""
        self.head = shadow[start : quantity.start]
        self.noun = bool(self.after.strip()) and self.after.lstrip()[0] not in _STOPS and not AND_SO_ON.match(self.after)

    @property
    def sentence(self) -> str:
        return self.view.shadow[slice(*self.place.sentence)]

    @property
    def clause(self) -> str:
        return self.view.shadow[slice(*self.place.clause)]

    @property
    def given(self) -> str:
        """The words that may say that the number is of money given."""
        return self.view.shadow[self.place.clause[0] : self.quantity.unit_end] + self.after[:22]

    @property
    def heads_grants(self) -> bool:
        return bool(_GRANT_HEAD.search(self.view.shadow, self.place.sentence[0], self.place.clause[0]))

    @property
    def verb(self) -> bool:
        return builds_up(self.before) or builds_up(self.own)

    @property
    def reached(self) -> bool:
        near = self.view.shadow[max(self.place.part, self.quantity.number - _BEFORE_REACHED) : self.quantity.number]
        return bool(_REACHED.search(near) or _GROWTH.search(self.before))

    @property
    def starts(self) -> bool:
        return bool(_VERB_FIRST.match(self.before) or _NEW.search(self.before) or _VERB_AND_NAME.search(self.before))

    @property
    def continues(self) -> bool:
        """Whether it goes on with a list of numbers that are to be reached."""
        start = self.place.clause[0]
        return self.listed and (
            self.place.part == self.quantity.number or bool(_JOINS.search(_BRACKET.sub("", self.before)))
            if self.place.part > start
            else _lists_on(self.view.shadow, self.quantity, start)
        )

    @property
    def aims(self) -> bool:
        opening = self.view.shadow[self.place.sentence[0] : self.quantity.start]
        return bool(_GOAL_PART.search(opening)) or self.view.kind_at(self.quantity.number) is Kind.AIM


def _money_is_goal(words: _Words, quantity: Quantity) -> bool:
    """年交易额达到10亿元, 新增贷款2000亿元以上; not what is given."""
    if words.heads_grants or ("/" in quantity.unit and _PAID.search(words.sentence)):
        return False
    if quantity.op is Operator.AT_MOST and _PAID.search(words.view.shadow, words.place.sentence[0], words.place.clause[0]):
        return False  # 单个项目补助不超过200万元,同一企业累计不超过500万元
    if _PROJECTS_COST.search(words.own):
        return False
    if _FUND_SIZE.match(words.own.strip()) and "基金" in words.sentence:
        return False
    said = quantity.stated or words.reached or words.verb or words.starts or bool(_USED.search(words.before))
    return said and not _GIVEN.search(words.given) and not (words.noun and not words.verb)


def _share_is_goal(words: _Words, quantity: Quantity) -> bool:
    """覆盖率达到90%, 90%的重点企业纳入平台, 拿出不低于30%比例专门用于招聘; not a share of money that is given."""
    if _SHARED_OUT.search(words.given):
        return False
    if not words.noun or re.match(r"\s*的?(?:幅度|速度|目标)", words.after):
        rate = _RATE_OF.search(words.before)
        return (quantity.stated or words.reached or words.continues or bool(rate)) and len(words.head.strip()) >= 2
    if _SET_ASIDE.search(words.own):
        return not _MONEY.search(words.clause)
    whole = bool(_WHOLE.fullmatch(words.before)) or (quantity.stated and words.after.startswith("的"))
    becomes = bool(_BECOMES.search(words.after)) and (words.aims or whole)
    return (words.verb and (quantity.stated or _COMPLETES.match(words.before) is not None)) or (becomes and (quantity.stated or words.after.startswith("的")))


def _noun_is_goal(words: _Words, quantity: Quantity) -> bool:
    """培育50家以上企业, 在10个重点产业开展导航, 为2万家企业解决用工, 每个乡镇建设一所学校; not 三家以上债权银行同意."""
    before = words.before.strip()
    if words.verb or words.continues or (quantity.stated and before and not _NO_AIM.search(before) and not _MUST.search(words.after)):
        return True
    if len(before) <= 2 and words.aims and _BECOMES.search(words.after):
        return True
    done = _WITHIN_THEM.search(words.before) or _FOR_THEM.search(words.before)
    if _LISTED_WORKS.match(words.before):
        return True
    return bool((done and _DONE.search(words.after)) or (_COMPLETES.match(words.before)) or _EACH_GETS.search(words.before))


def _lists_on(shadow: str, quantity: Quantity, start: int) -> bool:
    """新增市场主体2万户,规模以上工业企业30家; 示例率90%;示例人数5000人: a clause that is only another name and its number."""
    words = shadow[start : quantity.number].strip()
    return (
        quantity.measure in (Measure.COUNT, Measure.EXTENT)
        and shadow[start - 1 : start] in (",", ";")
        and 2 <= len(words) <= 24
        and not _GIVES_OR_RULES.search(words)
    )
