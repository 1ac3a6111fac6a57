"""Time expressions of Chinese documents as ISO dates at the precision of the words.

    2019年6月底前   自2022年10月1日至2025年12月31日   二〇二〇年上半年   每年12月底前   “十四五”末   本意见印发之日起30日内

`find_times` reads the words, `resolve` gives the year that is not printed and counts from the document's date or through
its period. Whether an expression bounds a task, a target or a stage is for its reader to say: the past, names and
descriptions are found here too. Words without a date (近期, 适时, 春节前) are none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from grammar.moments import Anchor, Moment, counted, moment_of, number, read_point
from grammar.time_words import BEFORE_MARK, EXPRESSION, FIRST, LENGTH, MARK
from ontology.records import Cadence, DueKind, Unresolved

_REACH = 26
_LONGEST = 90
_CADENCES = {
    "年": Cadence.YEAR.value,
    "季": Cadence.QUARTER.value,
    "半年": Cadence.HALF_YEAR.value,
    "月": Cadence.MONTH.value,
    "周": Cadence.WEEK.value,
    "星期": Cadence.WEEK.value,
}


class Time(NamedTuple):
    """A time expression: `shadow[start:end]`, with its preposition and its 前, 起 or 止."""

    start: int
    end: int
    kind: DueKind
    from_: Moment | None
    to: Moment | None
    every: str | None = None
    """`year`, `half-year`, `quarter`, `month` or `week`, where `kind` is `every`; null for another cadence (每两年)."""
    past: bool = False
    """Says 以来 or 去年: what has been."""

    @property
    def lacks_year(self) -> bool:
        """Whether the year is not printed, and comes from what stands before or around it (6月底前, 年内)."""
        if self.kind is DueKind.EVERY:
            return False
        return (self.from_ is not None and self.from_.lacks_year) or (self.to is not None and self.to.lacks_year)


class When(NamedTuple):
    """A time as ISO values: `2019-06`, `2019-06-30`, `2019`; null where it is open or could not be resolved."""

    from_: str | None
    to: str | None
    unresolved: Unresolved | None = None

    @property
    def year(self) -> int | None:
        """The year that a following expression without one takes over."""
        last = self.to or self.from_
        return int(last[:4]) if last and last[:4].isdigit() else None  # 06 of 每年6月 is no year


def find_times(shadow: str, start: int, end: int) -> Iterator[Time]:
    """The time expressions between two places of the shadow, in order, none inside another.

    `shadow` is `view.shadow` (either script and width is folded already); digits may be Arabic or Chinese.
    """
    return _around(MARK.finditer(shadow, start, end), shadow, start, end)


class Times:
    """The time expressions of one text, asked for piece by piece: their marks are looked for once, and most pieces hold none."""

    def __init__(self, shadow: str) -> None:
        self.shadow = shadow
        self.marks = list(MARK.finditer(shadow))
        self.starts = [mark.start() for mark in self.marks]

    def marked(self, start: int, end: int) -> bool:
        """Whether a time may stand between two places."""
        first = bisect_left(self.starts, start)
        return first < len(self.starts) and self.starts[first] < end

    def between(self, start: int, end: int) -> Iterable[Time]:
        """What `find_times` finds between two places."""
        marks = self.marks[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        if marks and marks[-1].end() > end:
            marks.pop()
        return _around(marks, self.shadow, start, end) if marks else ()


def _around(marks: Iterable[re.Match[str]], shadow: str, start: int, end: int) -> Iterator[Time]:
    """The expressions that hold one of the marks."""
    read = start
    last: Time | None = None
    for mark in marks:
        if mark.start() < read:
            continue
        left = _left(shadow, mark, read)
        until = min(end, mark.end() + _LONGEST)
        while left <= mark.start():
            found = EXPRESSION.match(shadow, left, until) if shadow[left] in FIRST else None
            if found is None:
                left += 1
                continue
            read = left = found.end()
            if (time := _time(found, shadow, until)) is not None:
                last = _listed(last, time, shadow)
                yield last
                read = left = time.end


def _listed(last: Time | None, time: Time, shadow: str) -> Time:
    """A bare year listed after an end is an end too: 到2020年和2025年."""
    listed = last and last.kind is DueKind.BY and shadow[last.start] == "到" and shadow[last.end : time.start].strip() in ("和", "及", "、", "与")
    return time._replace(kind=DueKind.BY, from_=None) if listed and time.kind is DueKind.DURING and time.from_ == time.to else time


def _left(shadow: str, mark: re.Match[str], read: int) -> int:
    """Where an expression that holds this mark may begin."""
    position = mark.start()
    if mark[0].endswith(("起", "后")):
        return max(read, position - _REACH)
    limit = max(read, position - _REACH)
    while position > limit and shadow[position - 1] in BEFORE_MARK:
        position -= 1
    return position


def _time(found: re.Match[str], shadow: str, until: int) -> Time | None:
    start, end = found.span()
    start, end = start + len(found[0]) - len(found[0].lstrip()), end - len(found[0]) + len(found[0].rstrip())
    if found["issue"]:
        return _from_issue(found, start, end)
    if found["every"]:
        return _every(found, start, end)
    if years := found["years"] or found["within_years"]:
        return Time(start, end, DueKind.BY, None, Moment(anchor=Anchor.PERIOD, length=(number(years), "year")))
    time = _bounded(found, start, end)
    return _with_length(time, shadow, until) if time and time.kind is DueKind.FROM else time


def _from_issue(found: re.Match[str], start: int, end: int) -> Time | None:
    """自印发之日起, 即日起至…, 自公布之日起30日内."""
    issue = Moment(anchor=Anchor.ISSUE)
    if found["after"]:
        unit = found["after_unit"]
        length = (6, "month") if (found["after"], unit) == ("半", "年") else (number(found["after"]), _unit(unit))
        return Time(start, end, DueKind.BY, None, issue._replace(length=length))
    until = read_point(found, "z")
    if until is None:
        return Time(start, end, DueKind.FROM, issue, None)
    return Time(start, end, DueKind.DURING, issue, until.last)


def _unit(word: str) -> str:
    if "工作日" in word:
        return "workday"
    return "month" if "月" in word else "week" if "周" in word and "年" not in word else "year" if "年" in word else "day"


def _every(found: re.Match[str], start: int, end: int) -> Time:
    """每年, 每季度, 每年12月底前, 每两年."""
    cadence, each = found["cadence"], found["each"]
    if each == "半":
        cadence, each = f"半{cadence}", None
    every = _CADENCES.get(cadence.removesuffix("度")) if not each or each in ("1", "一") else None
    last = read_point(found, "x") or read_point(found, "y")
    return Time(start, end, DueKind.EVERY, None, last.last if last and every == "year" else None, every)


def _bounded(found: re.Match[str], start: int, end: int) -> Time | None:
    """A point or a range, with the words that make it an end, a beginning or a stretch."""
    first, second = read_point(found, "a"), read_point(found, "b")
    lead, tail = found["lead"] or "", found["tail"] or ""
    if first is None or (first.plan and not second and lead not in ("到", "至") and not tail):
        return None
    past = first.past or tail in ("以来", "来", "至今", "迄今")
    if second:
        return Time(start, end, DueKind.DURING, first.first, second.last, past=past)
    if first.first.anchor is Anchor.START:  # 次年1月 without a beginning: of the year after the document's
        first = first._replace(first=first.first._replace(anchor=None), last=first.last._replace(anchor=None))
    if "起" in found[0][-2:] or tail in ("开始", "以后", "之后", "后") or (lead in ("自", "从") and not tail):
        return Time(start, end, DueKind.FROM, first.first, None, past=past)
    if tail.endswith(("前", "止", "内")) or lead.startswith(("至", "到", "截")) or (first.at_end and not tail):
        return Time(start, end, DueKind.BY, None, first.last, past=past)
    return Time(start, end, DueKind.DURING, first.first, first.last, past=past)


def _with_length(begun: Time, shadow: str, until: int) -> Time:
    """A start with a length is a stretch: 自2025年5月起开展为期半年的整治."""
    found = LENGTH.match(shadow, begun.end, until)
    if found is None:
        return begun
    count, unit = found["count"] or found["within"], found["unit"] or found["within_unit"]
    length = (6, "month") if (count, unit) == ("半", "年") else (number(count), _unit(unit))
    return begun._replace(kind=DueKind.DURING, to=Moment(anchor=Anchor.START, length=length))


def resolve(
    time: Time, *, before: int | None = None, heading: int | None = None, document_date: str | None = None, period: tuple[str, str] | None = None
) -> When:
    """The ISO values of a time. A year that is not printed is that of the expression before it in the same item (`before`,
    the `When.year` of it), of the headings above (`heading`, from `year_in`), of the document's date, or of its period
    where that is one year. `三年内` ends with the period where there is one, else the document's year and three.
    `document_date` and `period` are `view.head.fields.date` and `.period`.
    """
    if time.kind is DueKind.EVERY:
        return When(None, time.to.within() if time.to else None)
    year = before or heading or _own_year(document_date, period)
    if time.from_ and time.from_.lacks_year and time.to and time.to.year:  # 9月至2019年8月
        later = (time.from_.month or 1) > (time.to.month or 12)
        year = time.to.year - later
    first, reason = _dated(time.from_, year, document_date, period)
    if time.to and time.to.anchor is Anchor.START:
        last, late = _after(first, time.to), reason
    else:
        to = time.to
        if to and to.month is None and to.day and time.from_:  # 6月1日至15日
            to = to._replace(month=time.from_.month)
        last, late = _dated(to, first.year if first and to and to.lacks_year else year, document_date, period)
    if first and last and time.to and time.to.lacks_year and first.year == last.year and (last.month or 12) < (first.month or 1):
        last = last._replace(year=(last.year or 0) + 1)
    return When(first.iso() if first else None, last.iso() if last else None, reason or late)


def _own_year(document_date: str | None, period: tuple[str, str] | None) -> int | None:
    """The document's year; a plan for one later year (2024年工作要点, of December 2023) means that one."""
    dated = int(document_date[:4]) if document_date else None
    one = int(period[0]) if period and period[0] == period[1] else None
    return max(dated, one) if dated and one else dated or one


def _dated(moment: Moment | None, year: int | None, document_date: str | None, period: tuple[str, str] | None) -> tuple[Moment | None, Unresolved | None]:
    """A moment with its year; null with the reason where there is none."""
    if moment is None or moment.year:
        return moment, None
    if moment.anchor is Anchor.PERIOD and moment.length:
        if period:
            return Moment(int(period[1])), None
        return (Moment(int(document_date[:4]) + moment.length[0]), None) if document_date else (None, Unresolved.NO_PERIOD)
    if moment.anchor is Anchor.ISSUE:
        if not document_date:
            return None, Unresolved.NO_DATE
        if moment.length and moment.length[1] == "workday":
            return None, Unresolved.WORKING_DAYS
        return counted(moment_of(document_date), *(moment.length or (0, "day"))), None
    if moment.years_on is not None:
        year = _own_year(document_date, period)
        return (moment._replace(year=year + moment.years_on, years_on=None), None) if year else (None, Unresolved.NO_YEAR)
    return (moment._replace(year=year), None) if year else (None, Unresolved.NO_YEAR)


def _after(first: Moment | None, last: Moment) -> Moment | None:
    """The end of a stretch that is counted from its beginning: for half a year, until 次年3月."""
    if first is None or first.year is None:
        return None
    return first.on(*last.length) if last.length else last._replace(year=first.year + (last.years_on or 0), anchor=None, years_on=None)


_YEAR = re.compile(r"(?:19|20)\d\d(?<!\d{5})(?=年(?!以来))")


def year_in(words: str) -> int | None:
    """The one year that a heading prints (2019年重点任务); null where it prints none or several."""
    years = {int(found[0]) for found in _YEAR.finditer(words)}
    return years.pop() if len(years) == 1 else None
