"""Every sentence that holds a trigger word and is in no record, with the reason.

    各有关单位要各司其职、密切配合。     general
    责任单位主要负责人要亲自抓。         name

A trigger is a word that tells who does what: 牵头, 负责, 配合, 责任单位, 会同, 主办, 协办 … The reason says where the sentence
stands or what it lacks; there is no reason "other".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from grammar.drafts import Span
from grammar.governing import CLOSING_LINE
from grammar.names import looks_like_a_body
from grammar.numbering import RANKS
from grammar.sections import Kind
from grammar.stated import StatedOmission
from grammar.view import View
from ontology.records import Reason

TRIGGER = re.compile(
    r"牵头|负责|配合|会(?<!委会)同(?!意|志|学|业|行)|主办|协办|承办"
    r"|责任(?:单位|部门)|落实(?:单位|部门)|实施(?:单位|部门)|参与(?:单位|部门)|参加(?:单位|部门)|协助(?:单位|部门)|主管(?:单位|部门)|指导(?:单位|部门)"
    r"|支持(?:单位|部门)|主体(?:单位|部门)|属地责任|主体责任|按职责|职责分工"
)
"""Every alternative begins with a plain character, so that a search passes over all other text at once."""
_LONGEST_TRIGGER = 8
"""With what has to stand behind it."""
_NAME = re.compile(
    r"负责人|负责同志|负责任(?:的)?|认真负责|责任制|不负责|对[^,。]{1,20}(?:真实性|合法性|准确性|质量|安全|结果|内容)[^,。]{0,10}负责|配合比|配合度|承办人|主办方|主办人|牵头人|牵头制|负责制(?!定|造|作|订|成)"
    r"|自行负责|后果[^,。]{0,6}负责|负责解释|支持单位|(?:分管|主要|具体|直接)负责|各负其责|谁[^,。]{1,6}谁负责"
)
_REFERENCE = re.compile(r"(?:以|为|的|等|向|对|与|由|个|各|该|本|和|同|有|级|及|、)(?:牵头|责任|承办|主办|协办|主管|配合|实施|落实|负责|参与)(?:单位|部门)")
_EACH = re.compile(
    r"各(?:级|有关|相关|地|部门|单位|市|区|县|镇|乡|街道|成员|责任|方面|行业)|有关(?:部门|单位|方面|地区)|相关(?:部门|单位|方面)|全体|全市|全省|全区|全县|部门(?:间|之间|协同|联动|配合)|密切配合|协调配合|协作配合|相互配合|积极配合|主动配合|互相配合|协同配合|上下|加强|强化|形成"
)
_WHO = re.compile(
    r"[\u4e00-\u9fff]{1,14}(?:局(?!面|部|势|限)|委(?!托|派|员|办)|办(?!法|理|公|学|好|案|事|证|结|成)|厅|部(?!门|分|署|位|件|队|级)|署|政府|管委会|委员会|办公室|领导小组|海关|法院|检察院|银行|协会|中心|公司|街道办)"
)
_BEFORE_NAME = re.compile(r"[由以经请并与和及、是为对]|报送?")
_SLOGAN = ("政府", "人民政府", "党委", "地方政府")
_LONGEST_HEADING = 40
_ARTICLE = RANKS.index("article")
_TITLES = re.compile(r"《[^》]*》|\([^()]{0,20}号\)")
_PLACES = {Kind.AIM: Reason.AIM, Kind.TIMETABLE: Reason.TIMETABLE, Kind.PROCEDURE: Reason.PROCEDURE, Kind.RULE: Reason.RULE, Kind.CLOSING: Reason.TAIL}


def find_omissions(view: View, read: Sequence[Span]) -> Iterator[StatedOmission]:
    """The sentences with a trigger word outside the spans that were `read`, each once."""
    position = 0
    for begin, until in _between(read, len(view.shadow)):
        position = max(position, begin)
        while position < until and (trigger := TRIGGER.search(view.shadow, position, until + _LONGEST_TRIGGER)) and trigger.start() < until:
            start, end = view.sentence_at(trigger.start())
            position = end
            yield StatedOmission(reason=_reason(view, start, end), evidence=[view.quoted(start, end)])


def _between(read: Sequence[Span], end: int) -> Iterator[Span]:
    """What stands between the spans that were read, which may lie in one another."""
    position = 0
    for start, until in sorted(read):
        if start > position:
            yield position, start
        position = max(position, until)
    if position < end:
        yield position, end


def reason_of_place(view: View, start: int, end: int) -> Reason | None:
    """Why a sentence that stands here is in no record; null where the place is no reason."""
    shadow, outline, body = view.shadow, view.outline, view.body
    words = shadow[start:end]
    if start < body[0]:
        return Reason.HEAD
    if any(table.start <= start < table.end for table in view.tables):
        return Reason.TABLE
    line = shadow[shadow.rfind("\n", 0, start) + 1 : end].strip()
    item = outline.item_at(start)
    if (start >= body[1] and not (item and item.attachment)) or CLOSING_LINE.match(line):
        return Reason.TAIL
    if item and start >= item.number.start and end <= item.title_end + 1 and end - start <= 40 and not words.endswith(("。", ";")):
        return Reason.HEADING
    if item and view.kinds[item] in _PLACES:
        return _PLACES[view.kinds[item]]
    if item is None and words == line and len(words) <= _LONGEST_HEADING and not words.endswith(("。", ";", ":")):
        return Reason.HEADING
    return Reason.RULE if item and item.number.rank == _ARTICLE and view.kinds[item] is not Kind.WORK else None


def _reason(view: View, start: int, end: int) -> Reason:
    """Why a sentence is in no record: first where it stands, then what its words are."""
    if place := reason_of_place(view, start, end):
        return place
    words = view.shadow[start:end]
    without_names = _NAME.sub("", _TITLES.sub("", words))
    if not TRIGGER.search(without_names):
        return Reason.NAME
    without_names = _REFERENCE.sub("", without_names)
    if not TRIGGER.search(without_names):
        return Reason.REFERENCE
    named = (_BEFORE_NAME.split(found[0])[-1] for found in _WHO.finditer(without_names))
    who = next((name for name in named if looks_like_a_body(name) and name not in _SLOGAN), None)
    if who and not re.match(r"(?:各|有关|相关)(?:级|有关|相关|地)?(?:部门|单位)", who):
        return Reason.UNNUMBERED
    return Reason.GENERAL if _EACH.search(words) else Reason.NO_AGENCY
