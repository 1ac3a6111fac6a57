"""The stages of a timetable: each heading, line or row that gives a stage its time.

    四、进度安排
    （一）启动实施（2019年9月）
    前期准备阶段：2017年6月前。制定工作方案……
    2019年上半年，试点城市政府印发实施方案。

A stage is called by its name or, where it has none, by the words that say what is done. The steps of an application are
none, nor is a time that only describes (对2019年以前建成的……).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from grammar.dates import Time, When, resolve, year_in
from grammar.drafts import Span
from grammar.governing import own_paragraphs
from grammar.outlining import Item
from grammar.sections import Kind
from grammar.stage_lines import COUNTED, bounding, called_behind, is_dated_stage, stage_lines
from grammar.stated import StatedPhase
from grammar.undue import is_due
from grammar.view import View
from loaders.document import Table

_GENERIC = re.compile(r".{0,8}(?:时间|进度|步骤|安排|划分|计划|要求|方法|进程|日程)")
_ALL_STAGES = re.compile(r"(?:工作|实施|时间|各)?阶段")
"""As the heading of a part; under one it names a stage."""
_ORDER = r"(?:第[一二三四五六七八九十\d]{1,2}(?:阶段|步)\s*[:,、]\s*|[一二三四五六七八九十]{1,2}是)"
_WHEN = re.compile(r"[\u4e00-\u9fff]{0,6}时间[\s:(]*")
"""工作时间： before a time is no stage's name."""
_NAMED = re.compile(
    r"^\s*(?:\d{1,2}[.、]|[一二三四五六七八九十]{1,3}、|[(\[][一二三四五六七八九十\d]{1,3}[)\]])?\s*"
    rf"{_ORDER}?(?P<label>[^:,。;()\n]{{2,24}}?(?<![于在自从到至要须应将]))\s*[:(,]?\s*(?:时间)?(?:为|是)?:?\s*\(?$"
)
"""前期准备阶段： before a time; 第一阶段：准备阶段（ is called 准备阶段."""
_ORDERED = re.compile(_ORDER)
_BY_NAME = re.compile(r"(?:阶段|[:(])\s*$")
_IN_STAGES = re.compile(r"分(?:为|成)?\s*[一二两三四五六七八九十\d]{1,2}\s*(?:个|大)?(?:阶段|步骤|环节|批次|步)")
"""整治时间从4月至12月，分三个阶段: the time of them all is no stage's."""
_COUNTED_STAGE = re.compile(r"第[一二三四五六七八九十\d]{1,2}(?:阶段|步)[:,。\s]*(?P<name>[^:。;()\n]{2,40})[。:;]?$")
"""第一阶段：宣传发动。 on a line of its own, above （一）工作时间： and （二）工作要求：."""
_SCHEDULE = re.compile(r"(?:安排|部署|计划|进程)\s*$")
_TIME_AT_END = re.compile(r"\([^()]*[年月日季][^()]*\)\s*[。:]?\s*$")
_EDGES = " \t\n,。:;、()[]—-"
_FILLERS = re.compile(r"[\s,。:;、)\]]*(?:为|是|作为|主要|完成时限)?[\s:]*")
_FIRST_STOP = re.compile(r"[,。;:!?\n]|、(?=\d)")
_STAGE = re.compile(r"阶段")
_LONGEST_NAME = 30
_LONGEST_WORDS = 120


@dataclass(slots=True)
class _Timetable:
    """What has been read of the document's stages."""

    view: View
    phases: list[StatedPhase] = field(default_factory=list)
    year: int | None = None
    """That of the stage before."""
    since: str | None = None
    """When the stage before began."""

    def add(self, path: tuple[str, ...], label: Span, time: Time, heading: int | None) -> None:
        """A stage with its name and its time."""
        view = self.view
        if order := _ORDERED.match(view.shadow, *label):
            label = order.end(), label[1]
        when = self._resolved(time, heading)
        surface, name = view.value(time.start, time.end), view.value(*label)
        if not name:
            return
        self.year, self.since = when.year or self.year, when.from_ or when.to or self.since
        evidence = [view.quoted(*label), view.quoted(time.start, time.end)]
        self.phases.append(StatedPhase(path=path, label=name, from_=when.from_, to=when.to, surface=surface, unresolved=when.unresolved, evidence=evidence))

    def begin(self, time: Time, heading: int | None) -> None:
        """The time of all the stages together, which gives the first of them its year."""
        when = self._resolved(time, heading)
        self.year, self.since = int(when.from_[:4]) if when.from_ else when.year, when.from_

    def _resolved(self, time: Time, heading: int | None) -> When:
        fields = self.view.head.fields
        when = resolve(time, before=self.year, heading=heading, document_date=fields.date, period=fields.period)
        begins = when.from_ or when.to
        if time.lacks_year and self.year and begins and self.since and begins < self.since[: len(begins)]:  # 9月至12月, then 1月至3月: of the year after
            return resolve(time, before=self.year + 1, document_date=fields.date, period=fields.period)
        return when


def read_phases(view: View) -> list[StatedPhase]:
    """The stages of every timetable, in the document's order."""
    found = _Timetable(view)
    tables: dict[Item | None, list[Table]] = {}
    for table in view.tables:
        tables.setdefault(view.outline.item_at(max(0, table.start - 1)), []).append(table)
    timetable: Item | None = None
    stages: set[Item] = set()
    for item in view.outline.items:
        if not item.attachment and not view.body[0] <= item.number.start < view.body[1]:
            continue
        planned = view.kinds[item] is Kind.TIMETABLE or _is_scheduled(view, item)
        if planned or _STAGE.search(view.shadow, item.start, item.title_end):
            top = _top(view, item) if planned else item.parent
            if top is not timetable:
                timetable, found.year, found.since = top, None, None
            inside = any(above in stages for above in item.ancestors())  # what is done in a stage is none, but for a stage within it
            if (not inside or _STAGE.search(view.shadow, item.start, item.title_end)) and _read_item(found, item, whole=planned and not inside):
                stages.add(item)
        if planned:
            for table in tables.get(item, ()):
                _read_rows(found, table, item)
    _read_lines(found)
    return sorted(found.phases, key=lambda phase: phase["evidence"][-1]["start"])


def _is_scheduled(view: View, item: Item) -> bool:
    """Whether a heading and those beside it under 工作安排 each end with their time in brackets."""
    above = item.parent
    if above is None or not _SCHEDULE.search(view.shadow, above.start, above.title_end):
        return False
    return len(above.children) > 1 and all(_TIME_AT_END.search(view.shadow, part.start, part.title_end) for part in above.children)


def _top(view: View, item: Item) -> Item:
    """The heading of the timetable that an item belongs to."""
    return next((above for above in reversed(list(item.ancestors())) if view.kinds[above] is Kind.TIMETABLE), item)


def _heading_year(view: View, item: Item) -> int | None:
    return next((year for above in item.ancestors() if (year := year_in(view.shadow[above.start : above.title_end]))), None)


def _read_item(found: _Timetable, item: Item, *, whole: bool) -> bool:
    """A heading with its time, or else the sentences under it; whether it is a heading with its time."""
    view = found.view
    heading = _heading_year(view, item)
    end = min(item.title_end, item.own_end)
    alone = end - item.start <= 2 * _LONGEST_NAME and not COUNTED.search(view.shadow, item.start, end)
    if alone and (times := bounding(view, (item.start, end))):
        time = times[0]
        found.add(item.path, _beside(view, item.start, time, end) or _after(view, time, item.own_end), time, heading)
        return True
    if whole:
        _read_sentences(found, item, heading)
    return False


def _trim(view: View, start: int, end: int) -> Span:
    while start < end and view.shadow[start] in _EDGES:
        start += 1
    while end > start and view.shadow[end - 1] in _EDGES:
        end -= 1
    return start, end


def _beside(view: View, start: int, time: Time, end: int) -> Span | None:
    """The name of a stage in its heading: before its time, or else behind it (2019年1月至3月为准备阶段)."""
    before = _trim(view, start, time.start)
    if (opened := view.shadow.rfind("(", *before)) >= 0 and ")" not in view.shadow[opened : before[1]]:  # 示例阶段(获得称号起至2011年
        before = _trim(view, before[0], opened)
    if before[1] - before[0] >= 2:
        return before
    filler = _FILLERS.match(view.shadow, time.end, end)
    after = _trim(view, filler.end() if filler else time.end, end)
    return after if after[1] - after[0] >= 2 else None


def _after(view: View, time: Time, end: int) -> Span:
    """What is done then: the words behind a time up to the first stop."""
    end = min(end, time.end + _LONGEST_WORDS)
    filler = _FILLERS.match(view.shadow, time.end, end)
    start = filler.end() if filler else time.end
    stop = _FIRST_STOP.search(view.shadow, start, end)
    return _trim(view, start, stop.start() if stop else end)


def _read_sentences(found: _Timetable, item: Item, heading: int | None) -> None:
    """Lines that begin with a stage's name, and sentences that say what is done when."""
    view = found.view
    reach = len(view.shadow) if item.attachment else view.body[1]
    spans = [(max(block.content_start, item.start), min(block.content_end, item.own_end)) for block in own_paragraphs(item, view.outline, reach)]
    times = [(time, span) for span in spans for time in bounding(view, span) if is_due(view.shadow, time, span)]
    title = _trim(view, item.start, item.title_end)
    generic = _GENERIC.fullmatch(view.shadow, *title) or (item.parent is None and _ALL_STAGES.fullmatch(view.shadow, *title))
    named = title[1] - title[0] <= _LONGEST_NAME and not generic
    if named and times and _STAGE.search(view.shadow, *title):
        del times[1:]  # 启动阶段。2025年3月底前召开会议。……: what else is dated is done in that stage
    whole = [pair for pair in times if _IN_STAGES.search(view.shadow, pair[0].end, view.sentence_at(pair[0].start, _LONGEST_WORDS)[1])][:1]
    times = [pair for pair in times if pair not in whole]
    for time, _ in whole:
        found.begin(time, heading)
    if any(is_dated_stage(view, part) for part in item.children):
        return  # 省级规划上半年完成,具体安排如下: before the stages themselves
    if not named and len(times) == 1 and (stage := _counted_stage(view, item)):
        title, named = stage, True
    before, called = 0, (-1, -1)
    for time, span in times:
        label, sure = _name_of(view, time, span, before)
        before = time.end
        if not sure and called == span:
            continue  # a deadline in the paragraph of a stage that has its name
        if sure:
            called = span
        if label is None:
            label = title if named and len(times) == 1 else _after(view, time, span[1])
        found.add(item.path, _trim(view, *label), time, heading)


def _name_of(view: View, time: Time, span: Span, before: int) -> tuple[Span | None, bool]:
    """The name of a stage beside its time, and whether its words say that it is one."""
    shadow = view.shadow
    if called := called_behind(view, time, span[1]):
        return called, True
    near = max(span[0], time.start - 2 * _LONGEST_NAME, before)
    begins = max(near, *(shadow.rfind(stop, near, time.start) + 1 for stop in "。;\n"))
    if before > span[0] and begins == before:
        return None, False  # 3月底前完成调查，5月底前完成编制: what stands between is done at the time before
    colon = shadow.rfind(":", begins, time.start)
    for first in (colon + 1, begins):  # 分三个阶段进行：一是宣传发动阶段（
        found = _NAMED.match(shadow[first : time.start]) if (first or begins) >= begins else None
        if found and not _WHEN.fullmatch(found[0], found.start("label")):
            start, end = found.span("label")
            return (first + start, first + end), bool(_BY_NAME.search(shadow, first + start, time.start))
    return None, False


def _counted_stage(view: View, item: Item) -> Span | None:
    """The stage under whose line (第一阶段：宣传发动。) an item stands that only says when it is."""
    start = item.parent.start if item.parent else 0
    for line in reversed(view.shadow[start : item.number.start].splitlines()):
        if found := _COUNTED_STAGE.fullmatch(line.strip()):
            begins = view.shadow.rindex(found["name"], start, item.number.start)
            return begins, begins + len(found["name"])
    return None


def _read_lines(found: _Timetable) -> None:
    """Under any other heading: lines that say themselves that they are stages, and sentences that count them."""
    view = found.view
    known = {piece["start"] for phase in found.phases for piece in phase["evidence"]}
    top: Item | None = None
    for label, time in stage_lines(view):
        if time.start in known:
            continue
        item = view.outline.item_at(label[0])
        if item is not top:
            top, found.year, found.since = item, None, None
        found.add(item.path if item else (), _trim(view, *label), time, _heading_year(view, item) if item else None)


def _read_rows(found: _Timetable, table: Table, item: Item) -> None:
    """Rows of a timetable: a cell that is a time, and what is done then in another."""
    view = found.view
    heading = year_in(view.shadow[item.start : item.title_end]) or _heading_year(view, item)
    for row in table.rows:
        cells = [(cell.start, cell.end) for cell in row if cell.end > cell.start]
        for cell in cells:
            time = next((time for time in bounding(view, cell) if 2 * (time.end - time.start) >= cell[1] - cell[0]), None)
            if time and (name := next(_names(view, cells, cell), None)):
                stop = re.compile(r"[。;\n]").search(view.shadow, *name)
                found.add(item.path, _trim(view, name[0], stop.start() if stop else name[1]), time, heading)
                break


def _names(view: View, cells: Sequence[Span], time: Span) -> Iterator[Span]:
    return (cell for cell in cells if cell != time and re.search(r"[\u4e00-\u9fff]{2}", view.shadow[slice(*cell)]))
