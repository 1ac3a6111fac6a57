"""Tables that divide work (任务分工表): a row a task, who does it in a column.

    序号 | 重点任务 | 具体措施 | 牵头单位 | 配合单位 | 完成时限

A table without a column of bodies or without one of work is none: its trigger words are reported. A cell that spans
several rows says its words for each of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from grammar.clauses import read_clause
from grammar.drafts import Draft, Span, mentions_of, trimmed
from grammar.numbering import number_at
from grammar.outlining import Outline
from grammar.shadow import normalise, squeezed
from loaders.document import Cell, Table
from ontology.records import Role

_ROLES = (
    (Role.LEAD, re.compile(r"牵头|主办|主责")),
    (Role.SUPPORT, re.compile(r"配合|协办|协助|协同|参与|参加|会办|支持")),
    (
        Role.RESPONSIBLE,
        re.compile(
            r"责任(?!人|领导|目标)|承办|实施(?:单位|部门|主体)|落实(?:单位|部门)|负责(?:单位|部门|机构)|主管部门|指导(?:单位|部门)|属地|主体责任|分工(?:单位|部门)|完成单位|职能部门"
        ),
    ),
)
_PERSON = re.compile(r"责任人|领导|负责人|联系人|联络员")
_NUMBER = re.compile(r"^(?:序号|编号|序|号|No\.?)$", re.IGNORECASE)
_WHEN = re.compile(r"时限|时间|期限|进度|节点|频次|周期")
_REMARK = re.compile(r"备注|说明|依据|来源|类别|类型|领域|分类|一级|联系|电话|完成情况|进展")
_TEXT = re.compile(
    r"具体(?:任务|措施|举措|内容|事项|工作)|工作(?:内容|措施|举措|要求|任务)|任务(?:内容|措施|事项|描述)|主要(?:任务|内容|措施|举措)|重点(?:任务|工作|举措|事项)|改革(?:事项|举措|任务|内容)|(?:实施)?(?:内容|措施|举措|任务|事项|要求|项目|指标)"
)
_TITLE = re.compile(r"名称|题目|标题|项目|事项|任务|工作|目标")
_BARE_BODIES = re.compile(r"单位|部门|机构|单位名称|部门名称|分工")
"""A header that names bodies without a role: 单位 | 工作任务."""
_OF_PEOPLE = re.compile(r"姓名|人员|职务|性别")
"""姓名 | 职务 | 单位: a list of people."""
_HEADER_ROWS = 3


@dataclass(slots=True)
class Columns:
    """What each column of a table is for."""

    header: int
    """Index of the last row of the header."""
    number: int | None = None
    title: int | None = None
    text: int | None = None
    roles: list[tuple[int, Role]] = field(default_factory=list)
    when: list[int] = field(default_factory=list)


def _words(shadow: str, cell: Cell) -> str:
    return squeezed(shadow[cell.start : cell.end])


def columns_of(table: Table, shadow: str) -> Columns | None:
    """Read the header; null where no row of it has both a column of bodies and one of work."""
    for header, row in enumerate(table.rows[:_HEADER_ROWS]):
        names = [_words(shadow, cell) for cell in row]
        if header + 1 < len(table.rows):  # a header of two rows: 责任单位 above 牵头 and 配合
            below = table.rows[header + 1]
            if _spans_both(row, below) and any(_role(_words(shadow, cell)) or _role(_above(row, i, shadow)) for i, cell in enumerate(below)):
                continue
        above = table.rows[header - 1] if header and _spans_both(table.rows[header - 1], row) else ()
        found = Columns(header)
        for index, name in enumerate(names):
            if len(name) > 24 or not name or (index and row[index] == row[index - 1]):
                continue
            if _WHEN.search(name) and not _role(name):
                found.when.append(index)
            elif role := _role(name) or _role(_above(above, index, shadow)):
                found.roles.append((index, role))
            elif _NUMBER.match(name):
                found.number = index
        if not found.roles and not any(_OF_PEOPLE.fullmatch(name) for name in names):
            found.roles = [(index, Role.RESPONSIBLE) for index, name in enumerate(names) if _BARE_BODIES.fullmatch(name)]
        taken = {index for index, _ in found.roles} | {found.number}
        work = [i for i, name in enumerate(names) if i not in taken and name and len(name) <= 24 and not _WHEN.search(name) and not _REMARK.search(name)]
        texts = [i for i in work if _TEXT.search(names[i])]
        if found.roles and (texts or work):
            found.text = (texts or work)[-1]
            titles = [i for i in work if i < found.text and _TITLE.search(names[i])]
            titles = [i for i in titles if "目标" not in names[i]] or titles
            found.title = titles[-1] if titles else None
            return found
    return None


def _spans_both(row: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether two rows share a cell, as those of one header do: 序号 beside 责任单位, which stands above 牵头 and 配合."""
    return any(cell == row[index] for index, cell in enumerate(below[: len(row)]))


def _above(row: Sequence[Cell], index: int, shadow: str) -> str:
    """The words of a cell that spans several columns: 责任单位 above 市级 and 区级."""
    beside = [row[at] for at in (index - 1, index + 1) if 0 <= at < len(row)]
    return _words(shadow, row[index]) if index < len(row) and row[index] in beside else ""


def _role(header: str) -> Role | None:
    if _PERSON.search(header):
        return None
    if re.search(r"牵头责任|牵头考核|总牵头", header):
        return Role.LEAD
    return next((role for role, pattern in _ROLES if pattern.search(header)), None)


def read_table(table: Table, outline: Outline) -> tuple[list[Draft], list[Span]]:
    """The tasks of a table, a row each, and the cells of its header; nothing where it does not divide work."""
    shadow = outline.shadow
    columns = columns_of(table, shadow)
    if columns is None or columns.text is None:
        return [], []
    item = outline.item_at(max(0, table.start - 1))
    path = item.path if item else ()
    drafts: list[Draft] = []
    header = [[_words(shadow, cell) for cell in row] for row in table.rows[: columns.header + 1]]
    read = [(cell.start, cell.end) for row in table.rows[: columns.header + 1] for cell in row]
    for row in table.rows[columns.header + 1 :]:
        if [_words(shadow, cell) for cell in row] in header:  # printed again at the head of a page
            read += [(cell.start, cell.end) for cell in row]
        elif draft := _row(row, columns, path, shadow):
            draft.item = item
            drafts.append(draft)
    return drafts, read


def _row(row: Sequence[Cell], columns: Columns, path: tuple[str, ...], shadow: str) -> Draft | None:
    if columns.text is None or len(row) <= max(columns.text, *(index for index, _ in columns.roles)):
        return None
    text = row[columns.text]
    if text.end - text.start < 2 or any(row[index] == text for index, _ in columns.roles):
        return None  # an empty row, or a line across the table that names a group of rows
    start, end = trimmed(shadow, text.start, text.end)
    number = normalise(shadow[row[columns.number].start : row[columns.number].end]) if columns.number is not None else ""
    printed = number_at(shadow, start) if not number else None
    if printed and printed.end < end:  # 1.建设…: the number stands in the cell itself
        number, start = normalise(shadow[printed.start : printed.label_end]), printed.end
    spans = [trimmed(shadow, start, end)]
    if columns.title is not None and row[columns.title] != text and row[columns.title].end > row[columns.title].start:
        begins, ends = trimmed(shadow, row[columns.title].start, row[columns.title].end)
        if not number and (printed := number_at(shadow, begins)) and printed.end < ends and columns.number is None:
            number, begins = normalise(shadow[printed.start : printed.label_end]), printed.end
        spans.insert(0, trimmed(shadow, begins, ends))
    when = [(row[index].start, row[index].end) for index in columns.when if index < len(row) and row[index].end > row[index].start and row[index] != text]
    draft = Draft(path=(*path, number.rstrip(".、")) if number else path, text=spans, when=when)
    for index, role in columns.roles:
        cell = row[index]
        if cell.end <= cell.start or (cell.start, cell.end) in draft.clause:
            continue
        clause = read_clause(shadow[cell.start : cell.end].rstrip("。; "), role)
        if clause:
            shift = 1 + max((mention.run for mention in draft.mentions), default=0)
            draft.clause.append((cell.start, cell.end))
            draft.mentions += [m._replace(run=m.run + shift) for m in mentions_of(clause, cell.start)]
            draft.open_ended = draft.open_ended or clause.open_ended
    return draft
