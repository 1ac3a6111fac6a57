"""When: the phases of a document and the times by which its tasks are due, as bars and marks on one scale of years or months.

2019年6月底前 is a mark at 2019-06-30, 2017—2020年 a bar. What has no day (长期坚持, 每年) is listed below the scale and not drawn on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

_MONTHS_SHOWN = 20
"""A span of fewer months is marked by months, a longer one by years."""
_MOST_TICKS = 9


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in the words of the source. Days are ISO; `last` alone is a deadline; without both there is nothing to draw."""

    label: str
    surface: str
    first: str | None
    last: str | None
    fact: int
    """The row that it belongs to."""
    role: str = ""
    phase: bool = False

    @property
    def dated(self) -> bool:
        return bool(self.last or self.first)


@dataclass(frozen=True, slots=True)
class Bar:
    """A moment on the scale: where it begins and how long it is, in hundredths of the width; a deadline has no length."""

    moment: Moment
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """The scale with its ticks (place and words), the bars on it, and what has no day."""

    ticks: tuple[tuple[float, str], ...]
    bars: tuple[Bar, ...]
    undated: tuple[Moment, ...]


def timeline(moments: Iterable[Moment]) -> Timeline | None:
    """The time line; null where nothing has a day. Phases come first, in their order, then what is due, the earliest first."""
    held = list(moments)
    dated = [moment for moment in held if moment.dated]
    if not dated:
        return None
    days = [_day(day) for moment in dated for day in (moment.first, moment.last) if day]
    edges = _edges(min(days), max(days))
    start, whole = edges[0][0], (edges[-1][0] - edges[0][0]).days

    def at(day: date) -> float:
        return round(100 * (day - start).days / whole, 2)

    dated.sort(key=lambda moment: (not moment.phase, "" if moment.phase else moment.last or moment.first or ""))
    bars = []
    for moment in dated:
        left = at(_day(moment.first or moment.last or ""))
        right = at(_day(moment.last)) if moment.last else 100.0
        bars.append(Bar(moment, left, round(right - left, 2) if moment.first else 0.0))
    return Timeline(tuple((at(day), words) for day, words in edges), tuple(bars), tuple(moment for moment in held if not moment.dated))


def _edges(first: date, last: date) -> Sequence[tuple[date, str]]:
    """The ticks: the beginnings of years or months from the one that holds the first day to the one after the last."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months < _MONTHS_SHOWN:
        step = 1 if months <= _MOST_TICKS else 3
        start = first.year * 12 + (first.month - 1) // step * step
        end = last.year * 12 + last.month
        places = list(range(start, end + step, step))
        named = [(date(place // 12, place % 12 + 1, 1), place) for place in places]
        return [(day, f"{day.year}年{day.month}月" if index == 0 or day.month == 1 else f"{day.month}月") for index, (day, _) in enumerate(named)]
    step = max(1, -(-(last.year - first.year + 1) // _MOST_TICKS))
    return [(date(year, 1, 1), f"{year}年") for year in range(first.year, last.year + step + 1, step)]


def _day(text: str) -> date:
    return date.fromisoformat(text)
