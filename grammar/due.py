"""When a task is to be done, reached or in force: the times of its words, its clause and its row that say so.

    2019年6月底前出台方案。   （市科技局牵头，6月底完成）   序号 | 任务 | 责任单位 | 完成时限: 长期坚持

What the time is of decides: the past, names, the description of those whom a measure is for, rates (每年2.4万元) and
the document's own validity are not due. See `undue.py`.
"""

from __future__ import annotations

import re
from functools import cached_property

from grammar.dates import Time, When, resolve, year_in
from grammar.drafts import Draft, Span
from grammar.stated import StatedDue
from grammar.undue import gives_no_year, is_due, is_over
from grammar.view import View
from ontology.records import DueKind

_ONGOING = re.compile(
    r"(?:长期|常年|持续|常态化?|经常)(?:性)?(?:地)?(?:坚持|推进|实施|开展|落实|执行|进行|推动|抓好|工作|任务|有效|化推进)?|坚持长期|(?:长期)?坚持|日常工作|贯穿始终"
)
_ONGOING_AT_END = re.compile(
    r"[,。;:、(\[]\s*(?P<words>长期坚持|长期推进|长期实施|长期|持续推进|持续实施|持续开展|持续坚持|常态化推进|常态化开展|常态化)\s*[。;,)\]]*\s*$"
)
_ONGOING_BESIDE = re.compile(r"(?:[,。;:(\[]|并|且)\s*(?P<words>(?:长期|持续|常态化)(?:坚持|推进|实施|开展|推动|优化|完善|落实))(?=\s*[,。;)\]])")
"""Beside the bodies of a clause: 5月底取得明显成效并持续推进，牵头单位：X."""
_LABELLED = re.compile(
    r"[\s。;,]*[(\[]?(?:完成|工作|实施|推进|办理|落实)?(?:时限|时间|期限|进度|时间节点|时间进度)(?:要求|安排|节点)?\s*:\s*(?P<words>[^\n。;)\]]{2,40})"
)
"""A deadline on a line of its own after the clause: 完成时限：2019年6月底前."""
_LONGEST_END = 16
_HELD_UNTIL = re.compile(r"有效期(?:截?至|到)(?P<year>(?:19|20)\d\d)年")
"""An undated document that says until when it holds: 全年 is of that year."""
_CLOSING = 600
_BARE_YEAR = re.compile(r"\s*(?P<year>(?:19|20)\d\d)\s*")


class _Reading:
    """What has been read of one task."""

    def __init__(self, view: View, draft: Draft) -> None:
        self.view = view
        self.draft = draft
        self.before: int | None = None
        """The year of the time before."""
        self.found: dict[tuple[object, ...], StatedDue] = {}

    @cached_property
    def heading(self) -> int | None:
        """The year that the nearest heading prints."""
        item, shadow = self.draft.item, self.view.shadow
        if item is None:
            return None
        above = [*([item] if self.draft.position >= item.title_end else []), *item.ancestors()]
        return next((year for heading in above if (year := year_in(shadow[heading.start : heading.title_end]))), None)

    def add(self, start: int, end: int, kind: DueKind, when: When, every: str | None) -> None:
        """One record for each value, with every place that gives it."""
        surface = self.view.value(start, end)
        key = (kind, when.from_, when.to, every, surface if when.unresolved or (kind is DueKind.EVERY and every is None) else None)
        evidence = self.view.quoted(start, end)
        if key in self.found:
            self.found[key]["evidence"].append(evidence)
            return
        self.found[key] = {
            "kind": kind,
            "from_": when.from_,
            "to": when.to,
            "every": every,
            "surface": surface,
            "unresolved": when.unresolved,
            "evidence": [evidence],
        }

    def resolved(self, time: Time) -> When:
        """The values of a time here."""
        fields = self.view.head.fields
        period = fields.period
        if (
            time.lacks_year
            and not (fields.date or period)
            and (held := _HELD_UNTIL.search(self.view.shadow, max(0, self.view.body[1] - _CLOSING), self.view.body[1]))
        ):
            period = held["year"], held["year"]
        return resolve(time, before=self.before, heading=self.heading, document_date=fields.date, period=period)


def read_due(view: View, draft: Draft) -> list[StatedDue]:
    """Every time that bounds a task, once for each value."""
    label = None if draft.when else _LABELLED.match(view.shadow, max([end for _, end in [*draft.text, *draft.clause]]))
    if not (label or draft.when or _speaks_of_time(view, draft)):
        return []
    reading = _Reading(view, draft)
    for span in draft.text:
        _running_text(reading, span)
    for span in draft.clause:
        _statement(reading, span)
    for span in draft.when:
        _cell(reading, span)
    if label:
        _cell(reading, label.span("words"))
    return list(reading.found.values())


def _speaks_of_time(view: View, draft: Draft) -> bool:
    """A quick look: most tasks say nothing of when."""
    for start, end in draft.text:
        if view.times.marked(start, end) or _may_be_ongoing(view.shadow[max(start, end - _LONGEST_END) : end]):
            return True
    return any(view.times.marked(start, end) or _may_be_ongoing(view.shadow[start:end]) for start, end in draft.clause)


def _running_text(reading: _Reading, span: Span) -> None:
    """The sentences of a task: what a time is of decides whether the task is bound by it."""
    view = reading.view
    last: Time | None = None
    for found in view.times.between(*span):
        again = last and last.every == "year" and found.lacks_year and view.shadow[last.end : found.start].strip() in ("和", "及", "、", "与")
        time = found._replace(kind=DueKind.EVERY, every="year", from_=None) if again else found  # 每年3—6月和9—12月
        last = time
        when = reading.resolved(time)
        if is_over(time, when, view.head.fields) or gives_no_year(view.shadow, time, span):
            continue
        if is_due(view.shadow, time, span):
            reading.add(time.start, time.end, time.kind, when, time.every)
        reading.before = when.year or reading.before
    _ongoing_at_end(reading, span)


def _statement(reading: _Reading, span: Span) -> None:
    """A clause: a deadline that stands beside the bodies (6月底完成，牵头单位：X)."""
    shadow = reading.view.shadow
    for time in reading.view.times.between(*span):
        if gives_no_year(shadow, time, span):
            continue
        when = reading.resolved(time)
        reading.add(time.start, time.end, time.kind, when, time.every)
        reading.before = when.year or reading.before
    if _may_be_ongoing(shadow[slice(*span)]):
        for found in _ONGOING_BESIDE.finditer(shadow, *span):
            reading.add(*found.span("words"), DueKind.ONGOING, When(None, None), None)
        _ongoing_at_end(reading, span)


def _may_be_ongoing(words: str) -> bool:
    """A quick look: most words say nothing of it."""
    return "长期" in words or "持续" in words or "常态" in words


def _ongoing_at_end(reading: _Reading, span: Span) -> None:
    """…。长期坚持。 as the last statement."""
    shadow = reading.view.shadow
    first = max(span[0], span[1] - _LONGEST_END)
    if _may_be_ongoing(shadow[first : span[1]]) and (found := _ONGOING_AT_END.search(shadow, first, span[1])):
        start, end = found.span("words")
        reading.add(start, end, DueKind.ONGOING, When(None, None), None)


def _cell(reading: _Reading, span: Span) -> None:
    """A cell or a label that says nothing but when: 2019年6月, 长期坚持, 2019."""
    shadow = reading.view.shadow
    if year := _BARE_YEAR.fullmatch(shadow, *span):
        reading.add(*year.span("year"), DueKind.DURING, When(year["year"], year["year"]), None)
        return
    for time in reading.view.times.between(*span):
        when = reading.resolved(time)
        reading.add(time.start, time.end, time.kind, when, time.every)
        reading.before = when.year or reading.before
    start = span[0]
    for part in re.split(r"[,。;、]", shadow[slice(*span)]):
        words = part.strip()
        if words and _ONGOING.fullmatch(re.sub(r"\s+", "", words)):
            begin = start + part.index(words)
            reading.add(begin, begin + len(words), DueKind.ONGOING, When(None, None), None)
        start += len(part) + 1
