"""Which words a clause governs: from the end of the clause before it, or the start of its numbered item, to itself.

    1.加强A（甲局负责）。推进B（乙局负责）        two tasks of item 1
    二、优化信贷  （一）…  （二）…  责任部门：丙   one task: the section's heading with its items

A clause at the end of a heading governs the heading; one that closes several items without clauses of their own governs
their section. An item that has no clause, at the lowest level of numbering, in a part that says what is to be done, is a
task without bodies.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from grammar.drafts import Draft, Found, Span, trimmed
from grammar.outlining import Block, Item, Outline
from grammar.sections import Kind

_NO_TASKS = (Kind.TIMETABLE,)
_SHORTEST_TASK = 4
_LONGEST_TITLE = 12
_CONDITIONS = re.compile(r"(?:以下|下列|如下)[^,。;]{0,6}(?:条件|情形|情况|行为|要求|表现)")
_AS_FOLLOWS = re.compile("以下|下列|如下")
_NO_WORK_BELOW = re.compile(
    r"(?:(?:符合|满足|具备|有|出现|存在|属于|具有|发生)(?:以下|下列|如下)[^,。;]{0,6}(?:条件|情形|情况|行为|要求|表现)|(?:包括|包含|载明|提供|提交|报送|携带)(?:以下|下列|如下)[^,。;]{0,6}(?:内容|材料|资料|信息|文件))"
)
"""有下列情形之一的, 应当包括以下内容: what is numbered below is no work, however it ends."""
_FOLLOWS = re.compile(r"(?:以下|下列|如下)[^,。;:]{0,8}的?,[^。:]{4,}")
"""满足以下条件的,可以另行享受补贴: what follows from the conditions is said before they are listed."""
CLOSING_LINE = re.compile(
    r"^(?:注\s*:|说明\s*:|特此(?:通知|公告|函)|附件?\s*[\d一二三四五六七八九十]*\s*[:.]|附件(?:下载|列表)?$|相关(?:信息|文件|附件|链接)|文件下载|抄送|主送|\(?此件|联系(?:人|电话|方式|单位)|"
    r"(?:本|以上|上述)(?:意见|方案|措施|通知|办法|政策|规定|计划|行动|实施|若干|文件|工作|细则|条|举措)(?:的(?:执行|实施|有效)(?:时间|期限|期)|自|从|由[^。]{2,40}解释|[^。]{0,30}(?:有效期|起施行|起执行|起实施|负责解释))|(?:\[?我要纠错|责任编辑|扫一扫|分享|打印|关闭|来源)|\S{0,20}(?:办公室|办公厅|秘书处)\s*\d{4}年\d+月\d+日印发)"
)
"""A line that closes the document and belongs to no item."""
_WHO_HOLDS_IT = re.compile(r"(?:(?:主办|承办|协办|主承办|组织|举办|支持)[、和及]?)+单位[。:]?")
"""一、主承办单位: whoever holds an event is given no task by it."""
_WHOSE_LINE = re.compile(r"\n\s*(?:(?:牵头|责任|包保|分管|挂钩|联系)(?:[省市区县])?领导|责任人|负责人|联系人)\s*:[^\n。]{2,30}$")
_LONGEST_PERSON = 45
"""牵头领导：李四 on the line above a clause is no word of the task."""
_ASKS_ALL = re.compile(r"各(?:地|级|市|区|县|省|乡|镇|街道|有关|相关|部门|单位)[^。;]{0,20}[要应须]")
_RUN_ON_TAIL = re.compile(
    r"[。)](?P<tail>\s*)(?:附件\s*:|\(此件|(?:[\u4e00-\u9fff]{4,24}(?:政府|局|委|委员会|办公室|办公厅|厅)\s*)?\d{4}年\d{1,2}月\d{1,2}日\s*(?:\(|$))"
)
"""Closing words that run on from the last item of a text whose line breaks were lost."""
_IN_A_TAIL = ("日", "附件", "此件")


def own_paragraphs(item: Item, outline: Outline, tail_start: int) -> list[Block]:
    """The blocks of an item's own words: its line, and the paragraphs under it up to its first child or a closing line."""
    blocks: list[Block] = []
    for block in outline.blocks_from(item.number.start):
        if block.content_start >= item.own_end or block.content_start >= tail_start:
            break
        if block.kind == "blank" or block.end <= item.number.start:
            continue
        if block.kind != "text" or (blocks and CLOSING_LINE.match(outline.shadow[block.content_start : block.content_end])):
            break
        blocks.append(block)
    return blocks


def governed(found: Sequence[Found], outline: Outline, kinds_of: Mapping[Item, Kind], body: Span) -> tuple[list[Draft], set[Item]]:
    """Drafts for the clauses, and the items that they cover."""
    drafts: list[Draft] = []
    covered: set[Item] = set()
    ends: dict[Item | None, int] = {}
    holding = [outline.item_at(clause.start) for clause in found]
    with_clause = {item for item in holding if item}
    for clause, own in zip(found, holding, strict=True):
        item = own
        if item and kinds_of[item] in _NO_TASKS:
            continue
        if item and clause.alone:
            item = _section_closed(item, with_clause)
        start = item.start if item else _paragraph_start(outline, clause.start)
        start = max(start, ends.get(item, 0), *(ends.get(below, 0) for below in (item.children if item else ())), body[0] if not item else 0)
        text = trimmed(outline.shadow, start, clause.start)
        if item and text[1] - text[0] < _SHORTEST_TASK and start == item.start and _is_only(clause, item, found):
            text = trimmed(outline.shadow, clause.end, min(item.own_end, body[1]))
        if person := _WHOSE_LINE.search(outline.shadow, max(text[0], text[1] - _LONGEST_PERSON), text[1]):
            text = trimmed(outline.shadow, text[0], person.start())
        ends[item] = clause.end
        if item and _WHO_HOLDS_IT.fullmatch(outline.shadow, *text):
            covered.add(item)
            continue
        if text[1] - text[0] < _SHORTEST_TASK:
            continue
        drafts.append(
            Draft(
                path=item.path if item else (),
                text=[text],
                clause=list(clause.spans),
                mentions=list(clause.mentions),
                open_ended=clause.open_ended,
                starts_open=clause.starts_open,
                item=item,
            )
        )
        if item:
            covered.add(item)
            covered.update(below for below in _below(item) if below is own or below not in with_clause)
    return drafts, covered


def _is_only(clause: Found, item: Item, found: Sequence[Found]) -> bool:
    """Whether an item has one clause, beside the words that it begins with: 1.（市商务局牵头）建设园区。"""
    return not clause.alone and not any(item.start <= other.start < item.end for other in found if other is not clause)


def _below(item: Item) -> list[Item]:
    """The items under an item: an item's clause governs them, but for what has clauses of its own."""
    return [below for child in item.children for below in (child, *_below(child))] if item.children else []


def _section_closed(item: Item, with_clause: set[Item]) -> Item:
    """The section that a clause on a line of its own closes: the item itself, or one above it whose earlier items have no clause."""
    while (above := item.parent) and above.children[-1] is item and len(above.children) > 1:
        earlier = [below for child in above.children[:-1] for below in (child, *_below(child))]
        if any(below in with_clause for below in earlier):
            break
        item = above
    return item


def _paragraph_start(outline: Outline, position: int) -> int:
    return outline.shadow.rfind("\n", 0, position) + 1


def _lists_conditions(item: Item, outline: Outline) -> bool:
    """Whether the items under an item are conditions and no tasks: 有以下情形的，……。 1.……的； 2.……的。"""
    if any(child.children for child in item.children):
        return False
    if not _AS_FOLLOWS.search(outline.shadow, item.start, item.own_end):
        return False
    if _NO_WORK_BELOW.search(outline.shadow, item.start, item.own_end):
        return True
    return bool(_CONDITIONS.search(outline.shadow, item.start, item.own_end)) and all(
        outline.shadow[child.start : child.own_end].partition("\n")[0].rstrip(";。 ").endswith("的") for child in item.children
    )


def _says_what_to_do(item: Item, outline: Outline) -> bool:
    """Whether a sentence of its own stands before its list, and not only a title and a lead-in (须同时符合以下条件：)."""
    words = outline.shadow[item.start : item.own_end].rstrip()
    return words.endswith("。") or bool(_FOLLOWS.search(words)) or words.rfind("。") > item.title_end - item.start + _LONGEST_TITLE


def _until_general(blocks: Sequence[Block], outline: Outline) -> int:
    """How many paragraphs stand before one that asks all bodies in general (各地各部门要…), as the closing paragraph of a document does."""
    return next((index for index, block in enumerate(blocks) if index and _ASKS_ALL.match(outline.shadow, block.content_start)), len(blocks))


def _reach(item: Item, blocks: Sequence[Block], outline: Outline) -> int:
    """How many paragraphs are the last item's of its part: all where another part follows, else those before the closing one."""
    part = (item, *item.ancestors())[-1]
    follows = any(not other.parent and other.attachment == part.attachment and other.number.start > part.number.start for other in outline.items)
    return len(blocks) if follows and item is not part else _until_general(blocks, outline)


def unassigned(outline: Outline, kinds_of: Mapping[Item, Kind], covered: set[Item], body: Span, kind: Kind = Kind.WORK) -> list[Draft]:
    """Drafts for the items of the lowest level that have no clause, in parts that say what is to be done (or in parts of another kind)."""
    drafts: list[Draft] = []
    several: set[Item | None] = set()
    """The parts of which an item that is not the last has several paragraphs: so may the last."""
    wanted = [item for item in outline.items if kinds_of[item] is kind]
    listing = {item for item in outline.items if item.children and _lists_conditions(item, outline)} if wanted else set()
    for item in wanted:
        if (
            (item.children and not (item in listing and _says_what_to_do(item, outline)))
            or item.parent in listing
            or item in covered
            or item.number.start < body[0]
        ):
            continue
        if (item.number.start >= body[1] and not item.attachment) or (item.attachment and kind is not Kind.WORK):
            continue
        blocks = own_paragraphs(item, outline, len(outline.shadow) if item.attachment else body[1])
        if not blocks:
            continue
        title = outline.shadow[item.start : item.title_end]
        one_sentence = "," in title and len(title) > _LONGEST_TITLE  # 优化窗口，推行一窗办理。 is all there is to the item
        title_alone = not one_sentence and (item.title_end >= blocks[0].content_end or outline.shadow.startswith(("。\n", ":\n"), item.title_end))
        last_of_many = item.parent is not None and len(item.parent.children) > 1 and item.parent.children[-1] is item
        if last_of_many or item is outline.items[-1]:  # what follows the last item may belong to its section
            blocks = blocks[: _reach(item, blocks, outline) if item.parent in several and not (item.parent and item.parent.parent) else 2 if title_alone else 1]
        elif len(blocks) > (2 if title_alone else 1):
            several.add(item.parent)
        end = blocks[-1].content_end if item.attachment else min(blocks[-1].content_end, body[1])
        if item.children:
            end = own_paragraphs(item.children[-1], outline, body[1])[0].content_end
        words = outline.shadow[item.start - 1 : end]
        if any(word in words for word in _IN_A_TAIL) and (tail := _RUN_ON_TAIL.search(outline.shadow, item.start - 1, end)):
            end = tail.start("tail")
        text = trimmed(outline.shadow, item.start, end)
        if text[1] - text[0] >= _SHORTEST_TASK and not CLOSING_LINE.match(outline.shadow[slice(*text)]):
            drafts.append(Draft(path=item.path, text=[text], item=item))
    return drafts


def ruled(outline: Outline, kinds_of: Mapping[Item, Kind], covered: set[Item], body: Span) -> list[Draft]:
    """Drafts for the own words of every item of a regulation: tasks if they carry a clause (第五条 市财政局负责……)."""
    drafts: list[Draft] = []
    for item in outline.items:
        if kinds_of[item] is Kind.RULE and not item.attachment and item not in covered and body[0] <= item.number.start < body[1]:
            blocks = own_paragraphs(item, outline, body[1])
            if item.children and _lists_conditions(item, outline):
                blocks += own_paragraphs(item.children[-1], outline, body[1])
            if blocks:
                drafts.append(Draft(path=item.path, text=[trimmed(outline.shadow, item.start, min(blocks[-1].content_end, body[1]))], item=item))
    return drafts


def unnumbered(outline: Outline, kinds_of: Mapping[Item, Kind], drafts: Sequence[Draft], body: Span) -> list[Draft]:
    """Drafts for the paragraphs without a number in parts that say what is to be done, where none of `drafts` has them: tasks if they carry a clause."""
    taken = sorted((start, end) for draft in drafts for start, end in (*draft.text, *draft.clause))
    starts = [start for start, _ in taken]
    found: list[Draft] = []
    for block in outline.blocks:
        if block.kind != "text" or block.number or block.content_start < body[0] or block.content_end > body[1]:
            continue
        if not outline.shadow.endswith("。", block.content_start, block.content_end):
            continue
        item = outline.item_at(block.content_start)
        if item is None or kinds_of[item] is not Kind.WORK:
            continue
        index = bisect_left(starts, block.content_end) - 1
        if (index < 0 or taken[index][1] <= block.content_start) and not CLOSING_LINE.match(outline.shadow[block.content_start : block.content_end]):
            within = item.parent if item.parent and item.parent.children[-1] is item else item  # what stands behind the last item is its section's
            found.append(Draft(path=within.path, text=[trimmed(outline.shadow, block.content_start, block.content_end)], item=within))
    return found
