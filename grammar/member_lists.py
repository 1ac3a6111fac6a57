"""Lists of the members of a group: labels with names in lines, and tables with a column of roles.

    组  长：张三  区委副书记、区长
    成  员：李四  区教育局局长
            王五  区财政局副局长
    组内职务⇥姓名⇥单位及职务

A line with a name and a post is one member; a line of short names or of bodies is split at its 、. A list under a group that
has only a number (第一组) is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from grammar.drafts import Span
from grammar.groups import Role, group_after, group_before, is_counted, is_role, part_before
from grammar.members import without_somebody
from grammar.names import AGENCY_END
from grammar.numbering import number_at
from grammar.shadow import squeezed
from grammar.signature import DATE_LINE
from grammar.view import View
from loaders.document import Table

_COLON = re.compile(r"[^\S\n]*(?:\([^()\n]{1,12}\))?[^\S\n]*:[^\S\n]*")
_INSIDE = re.compile(r"[\u4e00-\u9fff]$")
_LINE = re.compile(r"[^\n]+")
_GAP = re.compile(r"\s{2,}")
_NO_MEMBER = re.compile(r"[。:!?]|负责(?!人|同志)|下设|领导小组|办公室设|职责|如下|^\(|附件|^第.{1,4}组")
_LONG_LINE = 200
"""A line of this length lost its breaks: two spaces are one."""
_LONGEST = 60
_NEAR = 150
_MOST_LINES = 300
_PERSON = re.compile(r"[\u4e00-\u9fff](?:[\u4e00-\u9fff·]{1,2}|[^\S\n]{1,4}[\u4e00-\u9fff])(?:\([^()]{1,6}\))?")
_WITH_POST = re.compile(r"[\u4e00-\u9fff](?:[^\S\n]{0,4}[\u4e00-\u9fff]|[\u4e00-\u9fff·]{2,3})[^\S\n]+\S")
"""张　三　市教育局局长."""
_HOLDS_POST = re.compile(r"(?:局|委|办|部|院|中心|政府|公司)[^、]{0,6}(?:长|主任|书记|主席|经理|负责人|领导)$|(?:干部|干警|民警|队员)$")
_LISTED = re.compile("、")
_SPACED = re.compile(r"(?<=[\u4e00-\u9fff]{2})[^\S\n]+")
_ORDINAL = re.compile(r"序\s*号|\d{0,3}")


@dataclass(frozen=True, slots=True)
class Seat:
    """A member's place on a group; all spans of the text."""

    body: Span
    role: Role
    member: Span


def read_lists(view: View, named: Iterable[Role]) -> Iterator[Seat]:
    """The lists in lines, from the title to the end of the attachments."""
    shadow, first = view.shadow, view.head.body_start
    labels = list(_labels(shadow, first, named))
    body: Span | None = None
    for index, (role, content) in enumerate(labels):
        until = labels[index + 1][0].start if index + 1 < len(labels) else view.end
        if not index or not _runs_on(shadow, labels[index - 1][1], role.start):
            body = _body_of(view, role.start, first)
        if body:
            signed = view.head.tail_start if content <= view.head.tail_start else until
            for member in _listed(view, content, min(until, signed)):
                yield Seat(body, role, member)


def _labels(shadow: str, first: int, named: Iterable[Role]) -> Iterator[tuple[Role, int]]:
    """组　长：, 成员（单位）：, with the place behind it; a post before a colon (市教育局办公室主任：) is none."""
    for role in named:
        colon = _COLON.match(shadow, role.end, role.end + 30)
        if colon and not _INSIDE.search(shadow, max(first, role.start - 1), role.start):
            yield role, colon.end()


def _runs_on(shadow: str, start: int, end: int) -> bool:
    """Whether a label belongs to the list before it: nothing but members stands between."""
    between = shadow[start : min(end, start + 3001)]
    return len(between) <= 3000 and not _NO_MEMBER.search(re.sub(r"[。;]\s*$", "", between)) and "\n\n\n" not in between


def _body_of(view: View, position: int, first: int) -> Span | None:
    shadow = view.shadow
    named = group_before(shadow, position, 0)
    part = part_before(shadow, position, max(first, position - _NEAR))
    if part and is_counted(shadow[slice(*part)]):
        return None
    if part and (named is None or part[0] > named[1]):
        return part
    item = view.outline.item_at(position)
    return named or group_after(shadow, position, item.end if item else view.end)


def _listed(view: View, start: int, end: int) -> Iterator[Span]:
    """The members behind a label: the rest of its line, and the lines below it as long as they are members."""
    lines = list(islice(_lines(view.shadow, start, end), _MOST_LINES))
    dated = next((at for at, line in enumerate(lines) if DATE_LINE.match(view.shadow[slice(*line)].strip())), len(lines) + 1)
    for begin, until in lines[: max(dated - 1, 0)]:  # a date closes the document, and stands under the body that signs
        span = _trimmed(view.shadow, begin, until)
        words = view.shadow[slice(*span)]
        numbered = number_at(view.shadow, span[0])
        if not words:
            continue
        if (len(words) > _LONGEST and "、" not in words) or _NO_MEMBER.search(words) or (numbered and begin > start):
            return
        yield from _members_of(view.shadow, *span)


def _lines(shadow: str, start: int, end: int) -> Iterator[Span]:
    for line in _LINE.finditer(shadow, start, end):
        before = shadow.rfind("\n", max(0, line.start() - _LONG_LINE), line.start()) if line.start() == start else line.start()
        if (before >= 0 or line.start() <= _LONG_LINE) and line.end() - line.start() <= _LONG_LINE:
            yield line.span()
            if not shadow[line.end() : line.end() + 3].strip("\n"):
                return
            continue
        begin = line.start()
        for gap in _GAP.finditer(shadow, line.start(), line.end()):
            yield begin, gap.start()
            begin = gap.end()
        yield begin, line.end()


def _members_of(shadow: str, start: int, end: int) -> Iterator[Span]:
    """A line as one member, or as many where each part is a name, a body, or a body's post: 张三、李四; 张三 李四 王五."""
    for separator, alone, least in ((_LISTED, _stands_alone, 2), (_SPACED, _is_a_person, 3)):
        parts = []
        begin = start
        for found in separator.finditer(shadow, start, end):
            parts.append(_trimmed(shadow, begin, found.start()))
            begin = found.end()
        parts.append(_trimmed(shadow, begin, end))
        parts = without_somebody(shadow, parts)
        if len(parts) >= least and all(alone(shadow[slice(*part)]) for part in parts):
            yield from parts
            return
    yield start, end


def _stands_alone(words: str) -> bool:
    return _is_a_person(words) or (not _WITH_POST.match(words) and bool(_HOLDS_POST.search(words) or AGENCY_END.search(words)))


def _is_a_person(words: str) -> bool:
    return bool(_PERSON.fullmatch(words))


def _trimmed(shadow: str, start: int, end: int) -> Span:
    while start < end and (shadow[start].isspace() or shadow[start] in ",;、"):
        start += 1
    while end > start and (shadow[end - 1].isspace() or shadow[end - 1] in ",。;、"):
        end -= 1
    return start, end


def read_tables(view: View) -> Iterator[Seat]:
    """Tables with a column of roles: a row is a member, in the words of its other cells."""
    for table in view.tables:
        column = _role_column(view.shadow, table)
        body = group_before(view.shadow, table.start, 0) if column is not None else None
        if column is None or body is None:
            continue
        for row in table.rows:
            role = row[column] if column < len(row) else None
            if role is None or not is_role(words := squeezed(view.shadow[role.start : role.end])):
                continue
            cells = [cell for cell in (row[column + 1 :] or row[:column]) if cell.end > cell.start and cell != role]
            if column and column + 1 == len(row):
                cells = [cell for cell in row[:column] if not _ORDINAL.fullmatch(view.shadow, cell.start, cell.end)]
            if cells:
                yield Seat(body, Role(role.start, role.end, words), (cells[0].start, cells[-1].end))


def _role_column(shadow: str, table: Table) -> int | None:
    """The column in which roles stand, in more than one row."""
    width = max((len(row) for row in table.rows), default=0)
    for column in range(width):
        roles = sum(1 for row in table.rows if column < len(row) and is_role(shadow[row[column].start : row[column].end]))
        if roles > 1:
            return column
    return None
