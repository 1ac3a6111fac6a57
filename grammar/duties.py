"""Parts that list duties (职责分工, 工作职责): each paragraph is a task of the bodies it begins with.

    市财政局：负责安排专项资金，……
    （二）市教育局负责……
    市知识产权局牵头组织实施……

A paragraph that begins with no body (领导小组下设办公室……) is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from grammar.clauses import read_clause
from grammar.drafts import Draft, mentions_of, trimmed
from grammar.governing import CLOSING_LINE
from grammar.names import looks_like_a_body, may_be_a_body
from grammar.outlining import Block, Item, Outline
from grammar.running import NAMES_AT_START
from grammar.sections import Kind
from grammar.signature import DATE_LINE
from ontology.records import Role

_COLON = re.compile(r"(?P<names>[^。;:,]{2,300}(?:,[^。;:]{2,60})?)(?P<mark>:)")
_LEADS = re.compile(r"\s*(?:负责)?牵头(?!单位|部门)(?:负责)?")
"""市房产局：负责牵头组织…: the colon names the body, and the verb behind it says that it leads."""
_VERB = re.compile(
    r"(?P<names>[\u4e00-\u9fff、()\[\]和及与]{2,300}?)(?<![应要须])(?:(?:按照?|根据|依据)[^。;:,]{2,40},){0,2}(?P<verb>负责牵头|牵头负责|(?:主要|具体|共同|分别)?负责(?!人)|牵头(?!单位|部门)|配合|协助|承担)"
)
_MEMBERS = re.compile(r"\s*(?:副?组\s*长|成\s*员|组\s*员|副?主\s*任|召集人|副?总指挥)(?:单位)?\s*:")
_ITS_DUTIES = re.compile(r"(?:主要|工作|岗位)?职责\s*:")
"""工作职责： behind the members of a part of a group: what follows is the part's."""
_MADE_UP = re.compile(r"下设|设在|由.+组成")
_OTHERS = re.compile(r"(?P<names>其他(?:各)?(?:有关|相关|成员)?(?:部门|单位))(?!的)")
"""其他有关部门……做好配合工作: the last of a list of duties, whose bodies are told by their number alone."""
_UNNUMBERED_TITLE = re.compile(r"[^。;:,]{0,50}(?:职责分工|任务分工|责任分工|工作组分工|小组分工|工作分工|工作职责|部门职责|职责任务|主要职责|职责)")
_TITLE_ENDS = ("职责", "分工", "任务", ":")
_OF_SOMEWHERE = re.compile(r"[省市区县州]|各|自治区|国家|国务院|中国|全国|中央|[\u4e00-\u9fff]{2,4}[省市区县州]")
"""How a name begins that no verb follows: with its level or place. 完成国家…指挥部交办的工作 begins with a verb."""
_ORDINAL = re.compile(r"第[一二三四五六七八九十\d]+|(?:组织|工作|领导|办事|内设|常设)?(?:机构|架构)(?:设置)?$")
"""第一组, 组织机构: what stands where a body would, and names none."""
_STOP = re.compile(r"(?P<names>[^。;:,]{2,60})(?P<mark>。)(?=.)")
_TITLE_LINE = re.compile(
    r"(?P<names>[^。;:,]{2,40}?)(?:(?:及其?|的)?(?:主要|工作)?职责(?:主要)?(?:是|为|如下|包括|有)?|(?:应当?|要|须)?(?:履行|承担|负有)(?:以下|下列|如下)[^,。;:]{0,10}(?:职责|责任|工作))?"
)
_SHARED_ENDING = re.compile(r"(?:[\u4e00-\u9fff]{2,6}[、和]){1,8}[\u4e00-\u9fff]{2,6}(?:部门|单位|机关)")
"""建设、规划、城管部门: bodies that share their last word."""
_WORKING_GROUP = re.compile(r"(?P<group>[\u4e00-\u9fff]{2,12}组)(?:\([^()]{2,20}\))?:\s*由?(?P<names>[\u4e00-\u9fff、()]{2,80}?)(?:负责)?牵头(?:负责)?")
"""监测预警组：市农业农村局牵头，负责…: a part of a group, and the body that leads it."""
_COMPOSED = re.compile(r"(?:总指挥|组长|召集人|主任)由|任(?:总指挥|组长|召集人)|为成员")
_LEADS_IN = re.compile(r"职责(?:分工|任务)?(?:是|为|如下|有|包括|分别)*\s*:$")
"""…办公室承担以下职责： how a paragraph under a body's title ends before the duties that are numbered below it."""
_TELLS_DUTIES = re.compile(r"(?:职责|任务|分工|责任)[^。;,:]{0,10}(?:如下|明确)[^。;,:]{0,4}\s*:$")
"""现将有关部门承担的工作职责明确如下： above a list that has no title."""
_FEWEST_DUTIES = 3
_NO_DUTIES = (Kind.AIM, Kind.TIMETABLE, Kind.PROCEDURE)
_NOBODY_DOES = re.compile(r"(?:决定)?(?:成立|组建)|副?[局厅处科院署部]?长|书记|下设|设在|设立|为组长|主任|负责人|由|的|是指")
"""What follows a name that begins a paragraph on how a body is made up, not on what it does."""


def read_duties(outline: Outline, kinds_of: Mapping[Item, Kind], start: int, end: int) -> list[Draft]:
    """The tasks of every part that lists duties."""
    drafts: list[Draft] = []
    heading: Draft | None = None
    named: Draft | None = None
    """The last title that names a body, also behind the list of its members."""
    members = False
    """In a list of members."""
    listing = False
    """Under a title that has no number, as in an annex: 附件 / 部门职责分工."""
    led_in: Item | None = None
    """An item whose own words say that duties follow on lines without numbers: 5.各部门要各司其职。职责分工为："""
    listed = _listed(outline, kinds_of)
    in_parts = bool(listed) or Kind.DUTIES in kinds_of.values()
    for block in outline.blocks:
        if block.kind == "attachment":
            listing = False
        if block.kind != "text" or block.content_start < start or block.content_end > end:
            continue
        ends_so = outline.shadow.endswith(_TITLE_ENDS, block.content_start, block.content_end)
        if not (in_parts or listing or led_in or ends_so):
            heading = None
            continue
        item = outline.item_at(block.content_start)
        if item is not led_in or item is None:
            led_in = None
        if item and ends_so and kinds_of[item] is not Kind.DUTIES and _leads_in(outline.shadow, block):
            led_in, heading = item, None
            continue
        if item is None:
            span = block.content_start, block.content_end
            listing = listing or bool(_UNNUMBERED_TITLE.fullmatch(outline.shadow, *span) or (ends_so and _TELLS_DUTIES.search(outline.shadow, *span)))
        if not (listing if item is None else item is led_in or item in listed or kinds_of[item] is Kind.DUTIES):
            heading = None
            continue
        path = item.path if item else ()
        begins = block.number.end if block.number else block.content_start
        begins, ends = trimmed(outline.shadow, begins, block.content_end)
        words = outline.shadow[begins:ends]
        if CLOSING_LINE.match(words) or DATE_LINE.match(words):
            heading = None
            continue
        if _MEMBERS.match(words):  # 总指挥：… under a body's name: how it is made up
            heading, members = None, True
            continue
        if _ITS_DUTIES.fullmatch(words):
            heading, members = named, False
            continue
        if not words.endswith("。") and block.number is None and (members or _ORDINAL.match(words)):
            members = True
            continue
        members = False
        if heading is not None and block.number is None and _LEADS_IN.search(words):
            continue
        if heading is not None and not _begins_with_bodies(words):
            if _COMPOSED.search(words) and "职责" not in words:  # 市政府成立示例指挥部,总指挥由副市长担任
                continue
            if block.number is None:  # 1.市财政局 on a line of its own, its duty below
                heading.text = [(heading.text[0][0], ends)] if heading.text else [(begins, ends)]
                continue
            if item and heading.item and heading.item in item.ancestors():  # its duties numbered below: each a task
                drafts.append(replace(heading, path=path, text=[(begins, ends)], item=item))
                continue
        heading = None
        draft = _duty(words, begins, path)
        if draft:
            draft.item = item
            drafts.append(draft)
            if not draft.text:
                heading = named = draft
    return [draft for draft in drafts if draft.text]


def _leads_in(shadow: str, block: Block) -> bool:
    """Whether a line under an item says that duties follow it: …职责分工为： or, as a title of its own, 工作组分工."""
    span = block.content_start, block.content_end
    return bool(_LEADS_IN.search(shadow, *span) or (block.number is None and _UNNUMBERED_TITLE.fullmatch(shadow, *span)))


def _listed(outline: Outline, kinds_of: Mapping[Item, Kind]) -> set[Item]:
    """Items side by side that list duties whatever stands above them: most begin with a body and a colon, or it is said before the first."""
    found: set[Item] = set()
    lists: dict[tuple[Item | None, int, int], list[Item]] = {}
    for item in outline.items:
        if kinds_of[item] not in _NO_DUTIES:
            lists.setdefault((item.parent, item.attachment, item.number.rank), []).append(item)
    for items in lists.values():
        if len(items) < _FEWEST_DUTIES:
            continue
        before = outline.shadow[max(0, items[0].number.start - 60) : items[0].number.start].rstrip()
        told = bool(before.endswith(":") and _TELLS_DUTIES.search(before))
        named = [item for item in items if _is_a_duty(outline.shadow, item, told)]
        if len(named) >= _FEWEST_DUTIES and 4 * len(named) >= 3 * len(items):
            found.update(named)
    return found


def _is_a_duty(shadow: str, item: Item, told: bool) -> bool:
    """Whether an item is a duty of the bodies it begins with: before a colon or, where duties are told before the list, before their verb."""
    if not told and not shadow.startswith(":", item.title_end):
        return False
    draft = _duty(shadow[item.start : item.own_end].partition("\n")[0], item.start, ())
    return draft is not None and bool(draft.text) and (told or draft.clause[0][1] > item.title_end)


def _begins_with_bodies(words: str) -> bool:
    return _duty(words, 0, ()) is not None


def _name_bodies(words: str, names: list[str], *, colon: bool) -> bool:
    """Whether names are those of bodies; before a colon one without an ending may stand among others (电信公司、广电网络：)."""
    if _SHARED_ENDING.fullmatch(words) and looks_like_a_body(words):
        return True
    if not colon:
        return all(map(looks_like_a_body, names))
    return sum(map(looks_like_a_body, names)) * 2 >= len(names) and all(looks_like_a_body(name) or may_be_a_body(name) for name in names)


def _duty(words: str, offset: int, path: tuple[str, ...]) -> Draft | None:
    """The duty that a paragraph states; without text where the bodies stand alone on their line."""
    if _MEMBERS.match(words):
        return None
    if found := _WORKING_GROUP.match(words):
        role, text_from = Role.LEAD, found.end()
    elif (found := _TITLE_LINE.fullmatch(words.rstrip("。:"))) and found.end("names") < found.end() and looks_like_a_body(found["names"]):
        role, text_from = Role.RESPONSIBLE, len(words)
    elif (found := _COLON.match(words)) or ((found := _STOP.match(words)) and _name_bodies(found["names"], found["names"].split("、"), colon=False)):
        leads = _LEADS.match(words, found.end())
        role, text_from = (Role.LEAD, leads.end()) if leads else (Role.RESPONSIBLE, found.end())
    elif found := _VERB.match(words):
        role = {"牵头": Role.LEAD, "牵头负责": Role.LEAD, "负责牵头": Role.LEAD, "配合": Role.SUPPORT, "协助": Role.SUPPORT}.get(
            found["verb"], Role.RESPONSIBLE
        )
        text_from = found.end()
    elif (found := _TITLE_LINE.fullmatch(words.rstrip("。:"))) and looks_like_a_body(found["names"]):
        role, text_from = Role.RESPONSIBLE, len(words)
    elif (
        (found := NAMES_AT_START.match(words))
        and _OF_SOMEWHERE.match(words)
        and looks_like_a_body(found["names"])
        and not _NOBODY_DOES.match(words, found.end())
    ) or (found := _OTHERS.match(words)):
        role, text_from = Role.RESPONSIBLE, found.end()
    else:
        return None
    clause = read_clause(found["names"], role)
    if (
        clause is None
        or not (clause.bodies or found.re is _OTHERS)
        or _MADE_UP.search(found["names"])
        or _MEMBERS.match(words, text_from)
        or _ORDINAL.match(found["names"])
        or not _name_bodies(found["names"], [found["names"][body.start : body.end] for body in clause.bodies], colon=found.re is _COLON)
    ):
        return None
    text = trimmed(words, text_from, len(words))
    return Draft(
        path=path,
        text=[(offset + text[0], offset + text[1])] if text[1] - text[0] >= 2 else [],
        clause=[(offset + (0 if found.re is _WORKING_GROUP else found.start("names")), offset + text_from)],
        mentions=list(mentions_of(clause, offset + found.start("names"))),
        open_ended=clause.open_ended,
    )
