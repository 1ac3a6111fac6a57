"""Every number of a document with its sentence, its clause and the words that are about it, read once for all kinds.

    知识产权专项资金占区财政一般预算支出达0.21%以上;授权3件以上专利企业数量达50家

A clause ends at a comma, colon or semicolon; a bracket that opens or closes beyond it is a stop, so that a responsibility
clause is none of its words. In a list (企业50家、企业500家) each number has the words behind the number before it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from grammar.drafts import Span
from grammar.quantities import Quantity, find_quantities
from grammar.units import Measure
from grammar.view import View

_WHO = re.compile(r"牵头|负责|单位|部门|配合")
CLAUSE_BEFORE = re.compile(
    r"\([^()]{0,200}(?:\([^()]{0,40}\)[^()]{0,200}){0,9}?(?:牵头|负责|单位|部门|配合)[^()]{0,200}(?:\([^()]{0,40}\)[^()]{0,200}){0,9}\)"
    r"|\[[^\[\]]{0,200}(?:牵头|负责|单位|部门|配合)[^\[\]]{0,200}\]"
)
"""A responsibility clause that a sentence begins behind."""
_LONGEST_BETWEEN = 20
_STOPS_BETWEEN = re.compile(r"[,。;、:\n\t]")
_APART = re.compile(r"[,。;、:+\n\t()和及与由奖补]|进入|有|达到|实现|完成|提供|组织|提高|增加|解决|给予|最高|连续|[共合]计")
"""What says that two numbers are of two things."""
_NOUN_BEHIND = re.compile(r"的(?!目标|任务|要求|水平|比例)(?=[^,。;、:\s])|(?<=以[上下])[^,。;、:(及和与\s]")
_SHARE_OF_THEM = re.compile(r"[^,。;、\d]{2,16}(?:率|比[例重]|浓度)(?:均)?(?:达到?|控制在|保持在|稳定在|为)?")
"""9个断面优良水体比例达到100%: of how many."""
_REACHES = re.compile(r"的|达|控制|占|为|在|到|率|比[例重]|数量")
_LISTED = re.compile(r"[^,。;:等\d]*$")
_CLAUSE_STOP = re.compile(r"[,;。:\t]")
_FURTHEST = 600
"""A sentence is looked at no further than this from its number, as a text without stops is one sentence."""


class Place(NamedTuple):
    """Where a quantity stands: its sentence, its clause (between commas) and its own part of the clause."""

    sentence: Span
    clause: Span
    part: int
    """Where the words about this number begin, after the number before it in the clause."""
    qualifies: bool
    """It says what the next number counts: 授权3件以上专利企业数量达50家."""


class Spans:
    """Spans that may lie in one another, asked whether one of them holds a place."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = sorted(spans)
        self.starts = [start for start, _ in self.spans]
        self.furthest = list(accumulate([end for _, end in self.spans], max))

    def holds(self, position: int) -> bool:
        """Whether a span holds this place."""
        index = bisect_right(self.starts, position) - 1
        return index >= 0 and position < self.furthest[index]

    def holding(self, position: int) -> Iterator[Span]:
        """The spans that hold this place, the last first."""
        index = bisect_right(self.starts, position)
        while index and self.furthest[index - 1] > position:
            index -= 1
            if self.spans[index][1] > position:
                yield self.spans[index]


def places(view: View) -> Iterator[tuple[Quantity, Place]]:
    """The quantities of the document proper with their sentence and clause."""
    shadow = view.shadow
    before = -1
    sentence = clause = (-1, -1)
    cells = Spans((table.start, table.end) for table in view.tables)
    found = find_quantities(shadow, view.body[0], view.end)
    if view.tables:  # 1⇥项目 is no number
        found = [quantity for quantity in found if not (cells.holds(quantity.number) and "\t" in view.text[quantity.number : quantity.unit_end])]
    for index, quantity in enumerate(found):
        if quantity.number >= sentence[1]:
            sentence = view.sentence_at(quantity.number, _FURTHEST)
            if cells.holds(quantity.number):  # each cell of a row speaks for itself
                sentence = _cell(view.text, quantity, sentence)
            item = view.outline.item_at(quantity.number)
            if item and sentence[0] < item.start <= quantity.start:
                sentence = item.start, sentence[1]
            if clause_before := CLAUSE_BEFORE.match(shadow, sentence[0], quantity.start):
                sentence = clause_before.end(), sentence[1]
        if quantity.number >= clause[1] or quantity.number < clause[0]:
            clause = _clause(shadow, quantity, sentence)
        part = max(clause[0], before)
        qualifies = (
            index + 1 < len(found)
            and found[index + 1].start < clause[1]
            and (_qualifies(shadow, quantity, found[index + 1]) or sums_up(shadow[part : quantity.start], quantity, shadow[quantity.end : clause[1]]))
        )
        yield quantity, Place(sentence, clause, part, qualifies)
        if not qualifies:
            before = quantity.end


def sums_up(before: str, quantity: Quantity, after: str) -> bool:
    """限制人员聚集、加强消毒2项措施: the number only says how many were listed."""
    if quantity.measure is not Measure.COUNT or quantity.stated or isinstance(quantity.value, tuple) or not after or after[0] in ",。;、":
        return False
    listed = _LISTED.search(before)
    if listed is None or "、" not in listed[0] or listed[0].endswith("、"):
        return False
    several = listed[0].count("、") + 1
    return several <= quantity.value <= several + listed[0].count("和")


def _cell(text: str, quantity: Quantity, row: Span) -> Span:
    """The cell of a row of a table that holds a number."""
    tab = text.find("\t", quantity.end, row[1])
    return text.rfind("\t", row[0], quantity.number) + 1 or row[0], tab if tab >= 0 else row[1]


def _qualifies(shadow: str, quantity: Quantity, following: Quantity) -> bool:
    """授权3件以上专利企业数量达50家: the first number says what the second counts."""
    between = shadow[quantity.end : following.start]
    if not 0 < len(between) <= _LONGEST_BETWEEN or between.endswith("“"):  # 新建4个“15分钟生活圈”
        return False
    if quantity.measure is Measure.COUNT and _SHARE_OF_THEM.fullmatch(between):
        return True
    if quantity.measure is Measure.COUNT and _NOUN_BEHIND.match(shadow, following.end) and not _REACHES.search(between):
        return False  # 建成20个年接待游客300万人次以上的景区: it is the second that says what the first counts
    if between.startswith("的") and not between.endswith("有") and not _STOPS_BETWEEN.search(between):
        return True
    return not between.startswith(("提", "增", "降", "下", "调")) and not _APART.search(between.rstrip("("))


def _clause(shadow: str, quantity: Quantity, sentence: Span) -> Span:
    """The words between the stops around a number; a bracket that opens or closes beyond it is a stop."""
    start, end = sentence
    for stop in ",:;\t":
        start = shadow.rfind(stop, start, quantity.start) + 1 or start
    if stop_behind := _CLAUSE_STOP.search(shadow, quantity.end, end):
        end = stop_behind.start()
    for opening, closing in ("()", "[]"):  # 〔〕 and 【】 are [] in the shadow
        closed = shadow.rfind(closing, start, quantity.start)
        if closed >= 0 and shadow.find(opening, start, closed) < 0:
            start = closed + 1
        opened = shadow.find(opening, quantity.end, end)
        if opened >= 0 and ((shut := shadow.find(closing, opened, end)) < 0 or _WHO.search(shadow, opened, shut)):
            end = opened
    return start, end
