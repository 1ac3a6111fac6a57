"""What a part of a document is for, read from its title: work to be done, aims, a timetable, a procedure, duties, rules.

Only parts that say what is to be done hold tasks without a clause. A part has the kind of the part above unless its own
title says otherwise: （三）建设目标 under 总体要求 states aims, （一）组织保障 under 保障措施 is work.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from enum import Enum, auto
from functools import lru_cache

from grammar.outlining import Item, Outline


class Kind(Enum):
    """What a part is for."""

    WORK = auto()
    AIM = auto()
    TIMETABLE = auto()
    PROCEDURE = auto()
    DUTIES = auto()
    RULE = auto()
    CLOSING = auto()


_SUBJECT = (
    r"(?:总体|总的|工作|主要|发展|建设|具体|行动|阶段性?|预期|年度|改革|实施|试点|创建|近期|远期|战略|规划|活动|指导|基本|整治|考核|任务|攻坚|培育|绩效)*"
)
_MENDING = "优化|简化|规范|完善|改进|压缩|严格|健全|明确|精简|调整|落实|加强|强化|建立|深化|创新|推行|细化|再造|整合"
"""Verbs of work: 优化申报程序 is to be done, 申报程序 is gone through."""
_TITLES: Mapping[Kind, re.Pattern[str]] = {
    Kind.AIM: re.compile(
        rf"^(?:{_SUBJECT}(?:要求|思路|目标|原则|思想|方针|理念|定位|愿景|目的|宗旨|依据|指标|意义|范围|对象|背景)(?:(?:和|与|及|、){_SUBJECT}(?:要求|思路|目标|原则|思想|方针|定位|任务目标|指标|背景|意义))*(?:\(.*\))?$"
        r"|.*(?:重要意义|重大意义|重要性|必要性|紧迫性|现实意义)|(?:面临的?)(?:形势|环境|挑战).*|现状|形势|发展(?:现状|基础|环境|形势|回顾)|现实基础|规划背景|编制(?:依据|背景|目的)|总则$|(?:目标|形势)任务$|存在的?(?:主要)?问题"
        r"|工作(?:背景|概况|回顾)|基本情况|有关(?:概念|定义)|术语|名词解释|指标体系$|适用(?:范围|原则|对象|情形|条件|主体)(?:(?:和|与|及|、).{1,8})?$|(?:深刻|充分)(?:认识|领会|理解).*|.*(?:时期|年)目标$|目标(?:要求|指标)|整体思路|战略(?:目标|定位)|时间(?:范围)?$|整治(?:范围|对象|内容和范围)|(?:活动|年度|宣传)?(?:主题|名称|口号)$)"
    ),
    Kind.TIMETABLE: re.compile(
        r"^.{0,10}(?:进度安排|(?:方法)?(?:步骤|进度|时间|阶段)(?:及|和|与|、)(?:工作)?(?:要求|时间|安排|步骤|方法)|时间安排|时间节点|时间进度|阶段安排|步骤安排|步骤|推进计划|工作进度|实施进度|规划进度|时序安排|实施阶段|工作阶段|方法步骤|日程安排|进程安排|实施计划|阶段划分|活动安排|时间表)(?:(?:和|与|及)(?:方法|要求|时间))?(?:\(.*\))?$"
        r"|^[^,。;]{2,16}阶段\([^()]*\d{1,4}[年月日][^()]*\)$"
    ),
    Kind.PROCEDURE: re.compile(
        rf"^(?!{_MENDING}).{{0,12}}(?:申报|申请|评选|认定|推荐|遴选|报名|评审|办理|兑现|审批|受理)(?:的)?(?:对象|条件|程序|流程|材料|方式|要求|范围|时间|指南|办法|须知|主体|资格|原则)(?:(?:和|与|及|、).{{1,8}})*$"
        rf"|^(?!{_MENDING}).{{0,8}}(?:申领|领取|发放|使用|操作|实施|核销|兑付|审核|结算)(?:流程|程序)$"
        rf"|^(?!{_MENDING}).{{0,12}}(?:具备|必备|入选|入围|准入|参评|入库|设立|评定)的?(?:基本)?(?:条件|标准)$|^基本条件$"
        r"|^.{0,12}(?:奖补|补贴|资助|补助|支持|奖励)(?:对象|条件|程序|流程|材料)$|^(?:政策|资金|奖补|奖励|补贴)兑现$|^.{0,6}报名(?:申请)?$|^(?:材料及程序|工作程序|工作流程|实施程序|操作流程|操作程序|办事流程|联系方式|联系人|其[他它](?:有关|相关)?(?:事项|事宜)|有关(?:事项|事宜)|考试(?:时间|内容|方式|纪律).*|考核(?:对象|时间|方式).*|参加(?:人员|对象|范围)|参会(?:人员|要求)|(?:活动|会议|培训|演出)(?:时间|地点|场地|对象).*|注意事项)$"
    ),
    Kind.DUTIES: re.compile(
        r"^(?!.*(?:重点|任务|措施|内容)[及和与、]).{0,14}(?:职责分工|工作职责|部门职责|职责任务|责任分工|任务分工|主要职责|单位职责|成员单位职责|工作分工|职能分工|机构及职责|机构与职责|机构和职责|组织机构及职责|组织体系(?:及|与|和)职责|职责)(?:\(.*\))?$|^(?:(?:组成|成员|领导小组)?(?:人员|成员)(?:组成|构成)?(?:名单)?|组织机构|组织架构|机构设置|领导机构|工作机构)$"
    ),
    Kind.RULE: re.compile(rf"^(?!{_MENDING}).{{0,8}}(?:(?:工作|议事|会议)规则|会议制度)$"),
    Kind.CLOSING: re.compile(
        r"^(?:附则|(?:其他|其它)(?:(?:相关|有关)?(?:规定|说明))?|解释权|施行日期|附件|有关说明|实施(?:日期|时间)|执行(?:时间|期限)|有效期限?)$"
    ),
}
_LEADS_IN: Mapping[Kind, re.Pattern[str]] = {
    Kind.DUTIES: re.compile(
        r"职责(?:分工|任务)?(?:如下|分别)?(?:为|是|有|包括)?\s*:$|(?:履行|承担|负有)(?:以下|下列|如下)[^,。;:]{0,10}(?:职责|责任|工作)\s*:$"
    ),
    Kind.PROCEDURE: re.compile(r"(?:流程|程序)(?:如下|为|是)\s*:$"),
}
"""市卫生局应当履行下列职责：, ……等单位的工作职责如下：, 遴选流程如下：: how an item's own words say what the items below it are."""
_RUNS_INTO_AIMS = re.compile(
    r"^(?:总体要求|指导思想|基本原则|工作原则|总体目标|工作目标|主要目标|总体思路|工作思路|重要意义|重大意义)(?:[和与及、](?:工作|总体|基本)?(?:理念|原则|目标|要求|思路))?(?=\s?(?:工作思路|总体思路|以|坚持|深入|全面|到|至|通过|高举|认真|贯彻|按照|围绕|紧紧|牢固|立足|力争))"
)
"""指导思想以……为指导: a title that runs into its paragraph, in a text whose line breaks were lost."""
_WORK = re.compile(r"任务|措施|举措|保障|重点|内容|工程|支撑|行动|实施|推进|加强|完善|强化|建立|健全|落实|组织领导|要求$")
_RATES = re.compile(r"[^和与及、]{0,20}(?:补贴|补助|奖补|资助|奖励)标准$")
"""三、“人才房票”补贴标准: a part of its own that only says how much is given."""
_NO_PLAN = re.compile(r"(?:办法|规定|条例|细则|规则|章程|令|通报|批复|公告|通告|名单|目录|目录清单|清单|讲话|总结|报告)(?:\(.*\))?$")
_DEMANDS = re.compile(r"(?:工作|有关|几点|相关|具体|组织|活动|实施|保障)?(?:工作)?要求")
_PLAN_TITLE = re.compile(r"方案|计划|措施|任务|要点|意见|分工|行动")
_FORM_TITLE = re.compile(
    r"技术(?:方案|要求|规范|标准|规程)"
    r"|(?:承诺书|申请书|申请表|申报表|申报书|登记表|协议书?|合同|告知书|倡议书|证明|回执|模板|样式)(?:\(.*\))?$",
    re.MULTILINE,
)
"""《……方案》参与单位承诺书, 整治技术方案: a form to be filled in or a standard to be met, though its title names a plan."""
_TIMED = re.compile(r"阶段|[年月日周]|季度|学期|第[一二三四五\d]步|步骤|批次|[前后]期")
_OPENING = 60
_LAYS_DOWN = re.compile(r"(?:制定|制订)本(?:实施|管理|暂行)?(?:办法|规定|细则|规则|条例|章程|制度|准则|规程)")
_FIRST_ARTICLE_WITHIN = 3
_LONGEST_LEAD_IN = 40
_ARTICLES = 4
"""The rank of 第X条: a document numbered in articles is a regulation."""


def is_plan(title: str | None) -> bool:
    """Whether a document of this title may hold tasks without a clause; a regulation, report or announcement does not."""
    return not (title and _NO_PLAN.search(title))


def kinds(outline: Outline, title: str | None) -> dict[Item, Kind]:
    """The kind of every item."""
    default = Kind.WORK if is_plan(title) and not _is_regulation(outline) else Kind.RULE
    found: dict[Item, Kind] = {}
    for item in outline.items:
        above = found[item.parent] if item.parent else _kind_of_attachment(outline, item) if item.attachment else default
        own = _own_kind(outline, item)
        if own is Kind.AIM and item.children and item is not outline.items[0] and _DEMANDS.fullmatch(_title(outline, item)):
            own = Kind.WORK  # 工作要求 closes a plan as its 保障措施; at its head it states aims
        if own is Kind.TIMETABLE and item.children and not any(_TIMED.search(_opening(outline, child)) for child in item.children):
            own = Kind.WORK  # 行动步骤, whose items are actions without a time
        if default is Kind.RULE and own in (Kind.WORK, Kind.AIM):
            own = Kind.RULE
        if above is Kind.CLOSING and own is Kind.WORK and not item.parent:
            own = None  # 二、技术要求 in a standard that is attached
        found[item] = own or above
    return found


def _is_regulation(outline: Outline) -> bool:
    """Whether the first article says so, whatever the title: 第一条 为规范示例管理,制定本办法。"""
    first = next((item for item in outline.items[:_FIRST_ARTICLE_WITHIN] if item.number.rank == _ARTICLES), None)
    return first is not None and bool(_LAYS_DOWN.search(outline.shadow, first.start, first.own_end))


def _title(outline: Outline, item: Item) -> str:
    return outline.shadow[item.start : min(item.title_end, item.own_end)].strip().rstrip("。:,; ")


def _opening(outline: Outline, item: Item) -> str:
    """The first words of an item, where a stage has its name and its time."""
    return outline.shadow[item.start : item.start + _OPENING]


def _kind_of_attachment(outline: Outline, item: Item) -> Kind:
    """An attachment holds tasks where its title says that it is a plan; notes to a table and forms do not."""
    start = outline.attachments[item.attachment - 1]
    head = itertools.islice((block for block in outline.blocks_from(start) if block.kind in ("attachment", "text") and block.end <= item.number.start), 4)
    title = "\n".join(outline.shadow[block.content_start : block.content_end] for block in head)
    return Kind.WORK if _PLAN_TITLE.search(title) and not _FORM_TITLE.search(title) else Kind.CLOSING


def _own_kind(outline: Outline, item: Item) -> Kind | None:
    """What the title itself says; null where it says nothing."""
    title = _title(outline, item)
    if item.children and (kind := _kind_led_in(outline.shadow[max(item.start, item.own_end - _LONGEST_LEAD_IN) : item.own_end].rstrip())):
        return kind
    if _RUNS_INTO_AIMS.match(title):
        return Kind.AIM
    if len(title) > 30:
        return None
    if item.parent is None and _RATES.fullmatch(title):
        return Kind.PROCEDURE
    if kind := _kind_of_title(title):
        alone = item.children or outline.shadow[item.title_end : item.title_end + 2].strip("。: ")[:1] in ("", "\n")
        return kind if kind is not Kind.DUTIES or alone else None
    top = item.parent is None
    return Kind.WORK if top and _WORK.search(title) and item.number.rank != _ARTICLES else None


def _kind_led_in(words: str) -> Kind | None:
    """What the last words before the items of a part say that they are; null where they say nothing."""
    return next((kind for kind, pattern in _LEADS_IN.items() if pattern.search(words)), None) if words.endswith(":") else None


@lru_cache(maxsize=1024)
def _kind_of_title(title: str) -> Kind | None:
    """What a title names, wherever it stands: the same titles come again in document after document."""
    for kind, pattern in _TITLES.items():
        if pattern.match(title):
            return kind
    return None


def inside(item: Item | None, kinds_of: Mapping[Item, Kind], wanted: Iterable[Kind]) -> bool:
    """Whether an item or one above it is of one of these kinds by its own title."""
    return item is not None and kinds_of[item] in wanted
