"""By when a number is to be reached: the time before it in its sentence, else the time that opens its part of the aims.

    到2020年底,按……总要求……。——创建……,全市通过……认证的单位达到1600家以上          by 2020
    经过三年努力,培育……企业100家,新增高新技术企业50家                             by the end of the plan

In a part that says what is to be done, the time of another sentence is not taken over: it is that sentence's own, unless it
opens its paragraph's aims (到2025年,示例企业达到10家。示例站达到20个。) or stands beside the bodies that are charged.
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
    read: dict[int, list[tuple[Time, When]]] = field(default_factory=dict)
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
        if index and self._goes_on(times[index - 1][0], position):
            return times[index - 1][1].to
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
        """Whether the sentences behind 到2025年,示例企业达到10家。 in its paragraph, up to the next time, speak of the same end;
        what stands behind 在“十四五”期间,选派100名; does so up to the full stop."""
        shadow = self.view.shadow
        if time.kind is DueKind.DURING and shadow[max(0, time.start - 2) : time.start].rstrip("“").endswith("在"):
            return shadow.find("。", time.end, position) < 0 and shadow.find("\n", time.end, position) < 0
        item = self.view.outline.item_at(time.start)
        opens = "" if item and item.start == time.start else shadow[max(0, time.start - 2) : time.start].strip()[-1:]
        return time.kind is DueKind.BY and shadow[time.start] in "到至" and opens in ("", "。", ";", ":") and shadow.find("\n", time.end, position) < 0

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
        if start not in self.read:
            self.read[start] = self._resolved(item, start, end)
        return self.read[start]

    def _line(self, sentence: Span) -> Span:
        shadow = self.view.shadow
        end = shadow.find("\n", sentence[1])
        return shadow.rfind("\n", 0, sentence[0]) + 1, end if end >= 0 else len(shadow)

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
            and time.kind in (DueKind.BY, DueKind.DURING)
            and shadow[time.start - 1 : time.start] not in ("较", "比", "于", "对")
            and shadow[time.start - 2 : time.start] != "较“"
        )
