"""By when a number is to be reached: the time before it in its sentence, else the time that opens its part of the aims.

    到2020年底,按……总要求……。——创建……,全市通过……认证的单位达到1600家以上          by 2020
    经过三年努力,培育……企业100家,新增高新技术企业50家                             by the end of the plan

    到2025年,主要目标是:  ——示例率达到80%。                                       by 2025: the line that heads a list

In a part that says what is to be done, the time of another sentence is not taken over: it is that sentence's own, unless it
opens its paragraph's aims (到2025年,示例企业达到10家。示例站达到20个。), heads them (2025年主要目标是:) or stands beside the
bodies that are charged.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from grammar.dates import Time, When, resolve, year_in
from grammar.drafts import Span
from grammar.outlining import Item
from grammar.sections import Kind
from grammar.stated import StatedTask
from grammar.view import View
from ontology.records import DueKind

_LONGEST_NAME = 60
_LISTED = re.compile(r"\s*(?:、|和|与|及|,)\s*")
_LEAD_IN = re.compile(
    r"(?:[^,。;:\d]{0,20}(?:提出|明确|要求|指出|强调|表示|目标|规划|方案|意见|方面|看|因素)[^,。;:\d]{0,6}[,:]\s?)?(?:到|至|在|力争|争取|建议|预计|计划|其中:?)*“?"
)
"""《示例规划》提出,到2025年,……: what may stand before the time that opens a paragraph."""
_ANY_LEAD_IN = re.compile(r"(?:[^,。;:\d]{0,24},)?(?:力争|争取|建议|预计|计划|其中:?)*|[^。;:\d]{0,60}(?:提出|明确|要求|指出)")
"""The same before 到2025年."""
_HEADS_LIST = re.compile(r"[^。;:\n]{0,40}(?:目标|任务|指标)[^。;:\n]{0,12}(?::|。\s*$)")
"""2025年全市发展主要预期目标是:……;……。 or, above the lines of a list, 确定了“十四五”时期的目标。"""
_LIST_LINE = re.compile(r"\s*(?:[—–－-]{1,2}|[·●▪◆]|[一二三四五六七八九十]{1,2}是)")
_AIMS_LINE = re.compile(r"\s*(?:全[国省市区县州])?(?:经济社会)?(?:发展)?的?(?:主要|总体|具体|年度)*(?:预期)?(?:目标|指标|任务)[^。;:\n]{0,12}:")
"""主要预期目标是:……, the line below 2023年全市工作的总体要求是:……"""
_BASE = re.compile(r"的?(?:实际)?(?:基础|水平|基数)")
"""在2020年基础上翻一番."""
_SET_FREE = ("在", "在“")
"""在“十四五”期间,选派100名……;引进……: wherever in its sentence it stands."""
_DIGIT = re.compile(r"\d")
_COMPARED = ("较", "比", "于", "对")
_FURTHEST_LINES = 12


def _beside(task: StatedTask) -> str | None:
    """By when a task is due by words outside its text: the clause, a cell of its own."""
    for due in task["due"]:
        if due["kind"] not in (DueKind.BY, DueKind.DURING):
            continue
        position = due["evidence"][0]["start"]
        if not any(piece["start"] <= position < piece["end"] for piece in task["evidence"]):
            return due["to"]
    return None


@dataclass(slots=True)
class Deadlines:
    """The times of one document's parts, read when they are first asked for."""

    view: View
    tasks: Sequence[StatedTask]
    read: dict[Span, list[tuple[Time, When]]] = field(default_factory=dict)
    clauses: list[tuple[int, int, str | None]] | None = None
    """The words of the tasks with the deadline that stands beside their bodies, in order."""

    def at(self, position: int, sentence: Span) -> str | None:
        """By when what stands at `position` is to be reached; null where nothing says so."""
        item = self.view.outline.item_at(position)
        times = self._times(item, sentence)
        index = bisect_left(times, position, key=lambda found: found[0].start)
        while index and times[index - 1][0].start >= sentence[0]:
            index -= 1
            if self._bounds(*times[index]):
                return times[index][1].to
        if beside := self._of_clause(position):
            return beside
        for time, when in reversed(times[:index]):
            if self.view.shadow[time.start - 1 : time.start] in _COMPARED:
                continue  # 比2020年下降10%
            another_line = self.view.shadow.find("\n", time.end, position) >= 0
            if self._bounds(time, when) and (self._heads(time, position) if another_line else self._goes_on(time, position)):
                return when.to
            if not another_line:
                break
        return self._of_part(item, position) if item and self.view.kinds[item] is Kind.AIM else self._of_titles(item)

    def listed(self, position: int, sentence: Span) -> list[str | None]:
        """The ends that are listed before a place in its sentence: 到2025年和2030年; empty where it is one or none."""
        times = self._times(self.view.outline.item_at(position), sentence)
        last = bisect_left(times, position, key=lambda found: found[0].start)
        first = last - 1
        while first > 0 and _LISTED.fullmatch(self.view.shadow, times[first - 1][0].end, times[first][0].start):
            first -= 1
        return [when.to for time, when in times[max(0, first) : last]] if last - first > 1 and times[first][0].start >= sentence[0] else []

    def _goes_on(self, time: Time, position: int) -> bool:
        """Whether what stands behind a time in its paragraph speaks of the same end: up to the full stop where the time opens
        the sentence or heads its list, further where it opens the paragraph or says 到2025年."""
        shadow = self.view.shadow
        opens = self._opening(time)
        if shadow.find("。", time.end, position) < 0:
            clause = shadow[time.start] in "到至" and shadow[time.start - 1] == "," and not _DIGIT.search(shadow, time.start - _LONGEST_NAME, time.start)
            return (
                opens is not None
                or clause
                or bool(_HEADS_LIST.match(shadow, time.end, position))
                or shadow.endswith(_SET_FREE, max(0, time.start - 2), time.start)
            )
        if _AIMS_LINE.match(shadow, shadow.rfind("。", time.end, position) + 1):
            return opens is not None
        if time.kind is DueKind.DURING:
            return opens == 0 and shadow.startswith(",", time.end)
        return opens is not None and shadow[time.start] in "到至"

    def _heads(self, time: Time, position: int) -> bool:
        """Whether a time stands in the words that head the list that a line is of, or opens the line above 主要目标是:."""
        shadow = self.view.shadow
        first, *lines = (line for line in shadow[time.end : position].split("\n") if line.strip())
        if len(lines) == 1 and _AIMS_LINE.match(lines[0]):
            return self._opening(time) == 0
        return bool(_HEADS_LIST.fullmatch(first)) and all(_LIST_LINE.match(line) for line in lines)

    def _opening(self, time: Time) -> int | None:
        """How far into its paragraph the sentence begins that a time opens; null where it does not open one."""
        shadow = self.view.shadow
        item = self.view.outline.item_at(time.start)
        line = max(shadow.rfind("\n", 0, time.start) + 1, item.start if item and item.start <= time.start else 0)
        sentence = max(line, *(shadow.rfind(stop, line, time.start) + 1 for stop in "。;:"))
        before = shadow[sentence : time.start].strip()
        opens = _LEAD_IN.fullmatch(before) or (shadow[time.start] in "到至" and _ANY_LEAD_IN.fullmatch(before))
        return len(shadow[line:sentence].strip()) if opens else None

    def _of_clause(self, position: int) -> str | None:
        """The deadline beside the bodies, or in the row, of the task that holds a place."""
        if self.clauses is None:
            self.clauses = sorted((piece["start"], piece["end"], _beside(task)) for task in self.tasks for piece in task["evidence"] if task["due"])
        index = bisect_right(self.clauses, position, key=lambda found: found[0]) - 1
        return self.clauses[index][2] if index >= 0 and position < self.clauses[index][1] else None

    def _of_part(self, item: Item, position: int) -> str | None:
        """The nearest time before in the part itself, or in the words that open the parts above it."""
        for part in (item, *item.ancestors()):
            limit = position if part is item else part.own_end
            for time, when in reversed(self._times(part, (0, 0))):
                if time.start < limit and self._bounds(time, when):
                    return when.to
        return None

    def _of_titles(self, item: Item | None) -> str | None:
        """The time in the title of the part (2025年工作目标)."""
        for part in (item, *item.ancestors()) if item else ():
            if "," in self.view.shadow[part.start : part.title_end]:
                continue  # the first sentence of its paragraph, not a title
            for time, when in self._times(part, (0, 0)):
                if time.end > part.title_end:
                    break
                if self._bounds(time, when):
                    return when.to
        return None

    def _times(self, item: Item | None, sentence: Span) -> list[tuple[Time, When]]:
        """The times of an item's own words, or of the line of a sentence outside every item, each with its values."""
        start, end = (item.number.start, item.own_end) if item else self._line(sentence)
        if (start, end) not in self.read:
            self.read[start, end] = self._resolved(item, start, end)
        return self.read[start, end]

    def _line(self, sentence: Span) -> Span:
        """The line of a sentence, with the lines of its list and the one that heads them."""
        shadow = self.view.shadow
        start = shadow.rfind("\n", 0, sentence[0]) + 1
        for _ in range(_FURTHEST_LINES):
            if not start or not (shadow[start] == "\n" or _LIST_LINE.match(shadow, start) or _AIMS_LINE.match(shadow, start)):
                break
            start = shadow.rfind("\n", 0, start - 1) + 1
        end = shadow.find("\n", sentence[1])
        return start, end if end >= 0 else len(shadow)

    def _resolved(self, item: Item | None, start: int, end: int) -> list[tuple[Time, When]]:
        fields = self.view.head.fields
        titles = [self.view.shadow[part.start : part.title_end] for part in (item, *item.ancestors())] if item else []
        heading = next((year for title in titles if (year := year_in(title))), None)
        found: list[tuple[Time, When]] = []
        before: int | None = None
        for time in self.view.times.between(start, end):
            when = resolve(time, before=before, heading=heading, document_date=fields.date, period=fields.period)
            if time.lacks_year and fields.date and (when.to or "9") < fields.date[:4]:  # 完成2022年35个小区改造,年底前……, said in 2023
                when = resolve(time, heading=heading, document_date=fields.date, period=fields.period)
            before = when.year or before
            found.append((time, when))
        return found

    def _bounds(self, time: Time, when: When) -> bool:
        """Whether a time says by when: neither a past nor a cadence, nor only a beginning, nor what is compared with (较“十三五”末)."""
        date = self.view.head.fields.date
        shadow = self.view.shadow
        named = shadow.rfind("《", max(0, time.start - _LONGEST_NAME), time.start)
        return (
            not (time.past or (date and when.to and when.to[:4] < date[:4]))
            and (named < 0 or shadow.find("》", named, time.start) >= 0)
            and shadow[time.end : time.end + 1] not in ("版", "第")
            and not _BASE.match(shadow, time.end)
            and time.kind in (DueKind.BY, DueKind.DURING)
            and shadow[time.start - 1 : time.start] not in ("较", "比", "于", "对")
            and shadow[time.start - 2 : time.start] != "较“"
        )
