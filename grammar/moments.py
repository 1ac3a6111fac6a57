"""Points in time as they are printed: numerals, years, months, quarters, five-year plans, and their ISO values.

    2019年6月15日   二〇一九年六月   2022年第三季度   今年上半年   “十四五”末   2019.06

A point has a first and a last moment: 第三季度 reaches from July to September. What is not printed stays open; a month 13
or a day 32 is none.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from enum import Enum, auto
from typing import NamedTuple

GAP = r"[ ]{0,2}"
YEAR = r"(?:19|20)\d\d|[一二][〇○零Oo0一二三四五六七八九]{3}"
SMALL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
DASH = rf"{GAP}(?:[-—–―─−~]{{1,2}}|至|到){GAP}"
_DIGITS = {character: index for index, character in enumerate("〇一二三四五六七八九")} | dict.fromkeys("○零Oo", 0) | {"两": 2, "半": 0}
_RELATIVE = {"今年": 0, "本年": 0, "明年": 1, "去年": -1, "上年": -1, "上一年": -1}
_NEXT = ("次年", "翌年")
_BEFORE_PLANS = 1951
"""From 七五 on every plan begins five years after the one before: 十四五 in 2021."""


class Anchor(Enum):
    """What a time is counted from, where it is no date itself."""

    ISSUE = auto()
    """The day of the document: 即日起, 自印发之日起30日内."""
    PERIOD = auto()
    """The plan's period: 经过三年努力, 三年内."""
    START = auto()
    """Where the time itself begins: 自2025年5月起…为期半年, 10月至次年3月."""


class Moment(NamedTuple):
    """One end of a time, as printed. What the words do not give is null; a year without a month is a whole year."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    years_on: int | None = None
    """今年 is 0, 明年 is 1: counted from the document's year."""
    anchor: Anchor | None = None
    length: tuple[int, str] | None = None
    """Counted from the anchor: (30, "day"), (6, "month"), (3, "year"), (5, "workday"), (1, "week")."""

    @property
    def lacks_year(self) -> bool:
        """Whether no word says which year it is."""
        return self.year is None and self.years_on is None and self.anchor is None

    def iso(self) -> str:
        """The value of a moment whose year is known."""
        return "-".join([f"{self.year:04}", *[f"{part:02}" for part in (self.month, self.day) if part]])

    def within(self) -> str | None:
        """Month or day of a moment of every year: `12`, `12-31`."""
        return "-".join(f"{part:02}" for part in (self.month, self.day) if part) or None

    def on(self, count: int, unit: str) -> Moment:
        """The last moment of a stretch of this length that begins here, at the precision of the beginning."""
        year, month, day = self.year or 0, self.month, self.day
        if unit == "year" and month is None:
            return self._replace(year=year + count - 1)
        months = count * 12 if unit == "year" else count
        if day is None:
            last = year * 12 + (month or 1) - 1 + months - 1
            return self._replace(year=last // 12, month=last % 12 + 1)
        return _from_date(_months_on(self, months) - timedelta(days=1))


def counted(start: Moment, count: int, unit: str) -> Moment:
    """The moment so many days, weeks, months or years after a moment, at its precision."""
    if unit == "year":
        return start._replace(year=(start.year or 0) + count) if start.day is None else _from_date(_months_on(start, 12 * count))
    if unit == "month" or start.day is None:
        if start.day is not None:
            return _from_date(_months_on(start, count))
        last = (start.year or 0) * 12 + (start.month or 1) - 1 + (count if unit == "month" else 0)
        return start._replace(year=last // 12, month=last % 12 + 1)
    return _from_date(date(start.year or 1, start.month or 1, start.day) + timedelta(days=count * 7 if unit == "week" else count))


def _months_on(start: Moment, months: int) -> date:
    total = (start.year or 1) * 12 + (start.month or 1) - 1 + months
    year, month = total // 12, total % 12 + 1
    return date(year, month, min(start.day or 1, calendar.monthrange(year, month)[1]))


def _from_date(day: date) -> Moment:
    return Moment(day.year, day.month, day.day)


def moment_of(iso: str) -> Moment:
    """`2018-01-18`, `2018-01` or `2018` as a moment."""
    year, month, day = [*(int(part) for part in iso.split("-")), None, None][:3]
    return Moment(year, month, day)


def number(words: str) -> int:
    """A small numeral: 12, 十二, 两."""
    if words.isdigit():
        return int(words)
    tens, ten, units = words.rpartition("十")
    return (_digits(tens) if tens else 1) * 10 * bool(ten) + (_digits(units) if units else 0)


def _digits(words: str) -> int:
    value = 0
    for character in words:
        value = value * 10 + (int(character) if character.isdigit() else _DIGITS.get(character, 0))
    return value


def years_of_plan(numeral: str) -> tuple[int, int]:
    """First and last year of a five-year plan: 十四 (of 十四五) → 2021, 2025."""
    begins = _BEFORE_PLANS + 5 * number(numeral)
    return begins, begins + 4


def point(mark: str, *, second: bool = False) -> str:
    """The pattern of a point; its groups end in `mark`. The second point of a range may be a day alone (6月1日至15日)."""
    month = rf"(?P<month{mark}>{SMALL})(?:{GAP}月份?|(?={DASH}{SMALL}{GAP}月))"
    day = rf"(?P<day{mark}>{SMALL})(?:{GAP}[日号]|(?={DASH}{SMALL}{GAP}[日号]))"
    day_alone = rf"| (?P<only{mark}>{SMALL}){GAP}[日号]" if second else rf"| (?P<only{mark}>(?!))"
    return rf"""(?P<point{mark}>
        (?P<dotted{mark}>(?:19|20)\d\d(?P<by{mark}>[./-])(?:1[0-2]|0?[1-9])(?:(?P=by{mark})(?:3[01]|[12]\d|0?[1-9]))?)(?![\d万亿元%年月])
      | [“"]?(?P<plan{mark}>十[一二三四五六])五[”"]?{GAP}
          (?P<plan_name{mark}>(?:规划)?(?:(?:时期|期间|期(?!末))?(?P<plan_end{mark}>期?末期?)|时期|期间|期))?
      | (?P<head{mark}>
            (?P<year{mark}>{YEAR}) (?: {GAP}年度? | (?={DASH}(?:{YEAR}){GAP}年) )
          | (?P<relative{mark}>今年|本年度?|明年|去年|上年度?|上一年度?|次年|翌年)
        )?
        (?: {GAP},?{GAP} (?:
              {month} (?: {GAP}{day} | {GAP}(?P<edge{mark}>[上中下]旬|月?(?:初(?![级步中始期次])|[底末])|中(?![心国小医学])) )?
            | 第?(?P<quarter{mark}>[一二三四1-4])(?:{GAP}季度?|(?={DASH}第?[一二三四1-4]{GAP}季))(?P<quarter_end{mark}>[底末])?
            | (?P<half{mark}>[上下])半年(?P<half_end{mark}>[底末])?
            | (?(head{mark})[春秋]季?学期|(?!))
            {day_alone} )
          | {GAP}(?P<edge_of{mark}>(?(head{mark})
                (?:年?[底末终]|年[初中]|初(?![级步中始期次])|全年)
              | (?<![\d一二三四五六七八九十两几多数])(?:年[底末终初中]|全年|年(?=度?内))))
          | (?(head{mark})|(?!))
        )
    )"""


class Point(NamedTuple):
    """A point as printed, with the first and the last moment that it may mean."""

    first: Moment
    last: Moment
    at_end: bool = False
    """It says 底 or 末: the end of a stretch, by which something is done."""
    past: bool = False
    """去年."""
    plan: bool = False
    """A five-year plan: its name alone is no time (“十四五”规划)."""


_PARTS = "point dotted plan plan_end plan_name relative year edge edge_of quarter quarter_end half half_end month day only".split()
_GROUPS = {mark: [f"{part}{mark}" for part in _PARTS] for mark in "abxyz"}
"""The groups of `point(mark)`, for each mark that a pattern uses."""


def read_point(found: re.Match[str], mark: str) -> Point | None:
    """The point that a match of `point(mark)` prints; null where it is no date."""
    if not found[f"point{mark}"]:
        return None
    _, dotted, plan, plan_end, plan_name, relative, year, edge, edge_of, quarter, quarter_end, half, half_end, month, day, only = found.group(*_GROUPS[mark])
    if dotted:
        moment = moment_of("-".join(re.split(r"[./-]", dotted)))
        return Point(moment, moment) if _exists(moment) else None
    if plan:
        begins, ends = years_of_plan(plan)
        return Point(Moment(begins), Moment(ends), at_end=plan_end is not None, plan=plan_name is None)
    relative = (relative or "").removesuffix("度")
    base = Moment(years_on=1, anchor=Anchor.START) if relative in _NEXT else Moment(year=_digits(year) if year else None, years_on=_RELATIVE.get(relative))
    edge = f"{edge or ''}{edge_of or ''}{quarter_end or ''}{half_end or ''}"
    if quarter:
        first, last = base._replace(month=3 * number(quarter) - 2), base._replace(month=3 * number(quarter))
    elif half:
        first, last = (base._replace(month=1), base._replace(month=6)) if half == "上" else (base._replace(month=7), base._replace(month=12))
    elif month:
        first = last = base._replace(month=number(month), day=number(day) if day else None)
    elif only:
        first = last = base._replace(day=number(only))
    else:
        first = last = base._replace(month=6) if edge == "年中" else base
    return Point(first, last, at_end=edge[-1:] in ("底", "末", "终"), past=(base.years_on or 0) < 0) if _exists(last) else None


def _exists(moment: Moment) -> bool:
    """Whether there is such a month and such a day in it."""
    if moment.month is None:
        return moment.day is None or 1 <= moment.day <= 31
    if not 1 <= moment.month <= 12:
        return False
    return moment.day is None or 1 <= moment.day <= calendar.monthrange(moment.year or 2000, moment.month)[1]
