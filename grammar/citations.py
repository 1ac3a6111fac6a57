"""Citations: every document and law that the text names in 《》, once, with its number and what the document does with it.

    为贯彻落实《国务院关于印发盐业体制改革方案的通知》（国发〔2016〕25号）要求      a basis
    修订《广州市专利工作专项资金管理办法》                                       work to be done on another

A short form (以下简称《指导意见》) and the law without 中华人民共和国 are folded into the full name. Newspapers, contests,
books and certificates are no documents and are left out; so is the document's own name outside its notice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from grammar.named import Named, find_named, number_value
from grammar.relations import relations_of
from grammar.shadow import normalise, squeezed
from grammar.stated import StatedCitation
from grammar.view import View
from ontology.records import Relation

_MARKS = re.compile(r"[<>《》\s]")
_POLICY = re.compile(
    r"(?:通知|通报|通告|公告|公报|意见|办法|方案|计划|规划|措施|举措|规定|决定|决议|要点|细则|纲要|函|批复|条例|法|法典|法律|解释|令|准则|守则|章程|公约|协定|制度|规则|通则|规程|条令|议定书|议案|提案"
    r"|标准|规范|指南|指引|导则|手册|目录|名录|名单|清单|台账|指标|指标体系|条件|预案|安排|分工|任务书|责任书|责任状|政策|报告|报告书|备忘录|白皮书|蓝皮书|绿皮书|请示|纪要|总结|说明|建议|倡议|倡议书|宣言|声明"
    r"|表|申请书|承诺书|登记书|范本|文本|模板|样本|样表|图则|图集|教程|大纲|提纲|框架|路线图|时间表|机制|[条款]|讲话|公约|协议书)(?:\([^()]*\)|\[[^\[\]]*\]|\d{4}(?:年版?|版)?|第[一二三四五]版)*$"
)
"""The last word of a policy, law, standard, plan or form."""
_ABOUT = re.compile(r"关于|印发|20\d\d")
_NO_DOCUMENT = re.compile(
    r"(?:日报|晚报|时报|早报|商报|周报|学报|快报|周刊|月刊|期刊|杂志|新闻|联播|访谈|频道|网|许可证|许可书|合格证|证书|登记证|报到证|准考证|执照|证|证明|证明书|合同|协议|通知书|决定书|意见书|判决书|裁定书|告知书|提示函|监测报告"
    r"|检测报告|检验报告)$"
)
"""Newspapers and programmes; certificates, contracts and orders made out to somebody."""
_OF_THE_PRESS = re.compile(
    r"\s*(?:报[社纸刊]|杂志|期刊|栏目|专栏|节目|课程|一书|大赛|比赛|竞赛|论坛|展览|纪录片|专题片|宣传片|歌曲|等(?:媒体|报刊|刊物|栏目|节目|书籍|课程))"
)
_BARE_KIND = re.compile(
    r"(?:若干|实施|指导|工作|管理|暂行|行动|总体|具体|专项|发展)?(?:通知|意见|办法|方案|计划|规划|措施|政策|规定|决定|要点|细则|纲要|条例|标准|规范|目录|清单)"
)
_STATE = "中华人民共和国"
_BODY_BEFORE = re.compile(r"[\u4e00-\u9fff、,()]{2,60}")
_FORWARDING = re.compile(r"印发|转发|批转")
_PLAN_IN_ITS_NOTICE = re.compile(r"关于(?:印发|发布|公布|下发)(?P<plan>[^关印]{8,})的通知$")
"""《…关于印发示例行动方案的通知》 and 《示例行动方案》 after it are one; a plan that this document issues is another (an older one of its name)."""
_IN_BRACKETS = re.compile(r"(?:\([^()]*\))+$")
"""（试行）, （2024—2026年） at the end of a title."""


@dataclass(slots=True)
class _Cited:
    """One document, and every place that names it."""

    title: str
    key: str
    number: str | None
    places: list[tuple[Named, Relation]] = field(default_factory=list)


def read_citations(view: View) -> list[StatedCitation]:
    """Every document and law named, in the order in which they are first named."""
    names = find_named(view.shadow, _first(view), view.end)
    if not names:
        return []
    own = _key(view.head.fields.title or "")
    cited: list[_Cited] = []
    by_key: dict[str, list[_Cited]] = {}
    short: dict[str, str] = {}
    for named, relation in zip(names, relations_of(view, names), strict=True):
        key = _key(view.shadow[named.start : named.end])
        if named.short:
            short[_key(named.short)] = key
        key = short.get(key, key)
        if own and (_is_own(key, own, relation) or view.shadow.endswith("本", 0, named.marked[0])):
            key = own
        if not _is_document(view.shadow, named, relation):
            continue
        known = _known(key, view, named, cited, by_key)
        if known is None:
            if own and relation is not Relation.ISSUES and (key == own or (_BARE_KIND.fullmatch(key) and _IN_BRACKETS.sub("", own).endswith(key))):
                continue  # the document speaks of itself
            number = number_value(view.shadow, named.number) if named.number else None
            title = view.value(named.start, named.end)
            known = _Cited(max(title, view.head.fields.title or "", key=len) if key == own else title, key, number)
            cited.append(known)
            by_key.setdefault(key.removeprefix(_STATE), []).append(known)
        elif named.number and not known.number:
            known.number = number_value(view.shadow, named.number)
        known.places.append((named, Relation.ISSUES if own and key == own else relation))
    return [_citation(view, one) for one in _with_issuers_folded(cited)]


def _first(view: View) -> int:
    """Where the document begins, behind what a page puts before its title."""
    heads = [piece.start for piece in view.head.fields.evidence if piece.field in ("title", "notice_title", "addressees", "number")]
    return min(heads, default=0)


def _key(title: str) -> str:
    """A name without marks and white space: 国务院实施〈…法〉若干规定 and 国务院实施《…法》若干规定 are one."""
    return _MARKS.sub("", normalise(title))


def _is_own(key: str, own: str, relation: Relation) -> bool:
    """Whether a notice issues its own plan by this name, with or without the body that issues it."""
    if relation is Relation.ISSUES and own.endswith(("和" + key, "及" + key, "与" + key)):
        return False  # 关于印发甲办法和乙办法的通知: one of the two
    return relation is Relation.ISSUES and (own.endswith(key) or (key.endswith(own) and _only_a_body_before(key, own)))


def _is_document(shadow: str, named: Named, relation: Relation) -> bool:
    """Whether a name is a policy, law, standard, plan or form: by its words, its number, or what is done with it."""
    title = squeezed(shadow[named.start : named.end])
    if named.number:
        return True
    if _NO_DOCUMENT.search(title) or _OF_THE_PRESS.match(shadow, named.marked[1]):
        return False
    return bool(_POLICY.search(title) or _ABOUT.search(title)) or relation is not Relation.MENTIONS


def _known(key: str, view: View, named: Named, cited: Sequence[_Cited], by_key: Mapping[str, Sequence[_Cited]]) -> _Cited | None:
    """The document of this name that was named before, also by its short form; two of one name with two numbers are two."""
    number = number_value(view.shadow, named.number) if named.number else None
    for one in by_key.get(key.removeprefix(_STATE), ()):
        if not number or not one.number or number == one.number:
            if len(key) > len(one.key):
                one.key, one.title = key, view.value(named.start, named.end)
            return one
    if _BARE_KIND.fullmatch(key) and not number:
        return next((one for one in reversed(cited) if one.key != key and _IN_BRACKETS.sub("", one.key).endswith(key)), None)
    return None


def _with_issuers_folded(cited: Sequence[_Cited]) -> list[_Cited]:
    """国务院《关于…的意见》 and 《国务院关于…的意见》 are one, a plan and its notice too; where several have that name, nothing is folded."""
    fuller: dict[str, list[_Cited]] = {}
    for one in cited:
        if (about := one.key.find("关于")) > 0 and _only_a_body_before(one.key, one.key[about:]):
            fuller.setdefault(one.key[about:], []).append(one)
        if plan := _PLAN_IN_ITS_NOTICE.search(one.key):
            fuller.setdefault(plan["plan"], []).append(one)
    gone: set[int] = set()
    for one in cited:
        others = fuller.get(one.key, [])
        if (
            len(others) != 1
            or any(relation is Relation.ISSUES for _, relation in one.places)
            or (one.number and others[0].number and one.number != others[0].number)
        ):
            continue
        other = others[0]
        first, second = (one, other) if one.places[0][0].start < other.places[0][0].start else (other, one)
        first.title, first.number = other.title, first.number or second.number
        first.places = sorted([*one.places, *other.places], key=lambda place: place[0].start)
        gone.add(id(second))
    return [one for one in cited if id(one) not in gone]


def _only_a_body_before(full: str, name: str) -> bool:
    before = full[: len(full) - len(name)]
    return bool(_BODY_BEFORE.fullmatch(before)) and not _FORWARDING.search(before) and "关于" not in before


def _citation(view: View, one: _Cited) -> StatedCitation:
    """The first place that says more than the name gives the relation."""
    said = [relation for _, relation in one.places if relation is not Relation.MENTIONS]
    relation = Relation.ISSUES if Relation.ISSUES in said else said[0] if said else Relation.MENTIONS
    return StatedCitation(title=one.title, number=one.number, relation=relation, evidence=[view.quoted(*named.words) for named, _ in one.places])
