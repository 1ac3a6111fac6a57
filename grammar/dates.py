"""Time expressions of Chinese documents as ISO dates at the precision of the words.

    2019年6月底前   自2022年10月1日至2025年12月31日   二〇二〇年上半年   每年12月底前   “十四五”末   本意见印发之日起30日内

`find_times` reads the words, `resolve` gives the year that is not printed and counts from the document's date or through
its period. Whether an expression bounds a task, a target or a stage is for its reader to say: the past, names and
descriptions are found here too. Words without a date (近期, 适时, 春节前) are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from ontology.records import DueKind, Unresolved


class Anchor(Enum):
    """What a time is counted from, where it is no date itself."""

    ISSUE = auto()
    """The day of the document: 即日起, 自印发之日起30日内."""
    PERIOD = auto()
    """The plan's period: 经过三年努力, 三年内."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One end of a time, as printed. What the words do not give is null; a year without a month is a whole year."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    years_on: int | None = None
    """今年 is 0, 明年 is 1: counted from the document's year."""
    anchor: Anchor | None = None
    length: tuple[int, str] | None = None
    """Counted from the anchor: (30, "day"), (1, "month"), (3, "year"), (5, "workday")."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression: `shadow[start:end]`, with its preposition and its 前, 起 or 止."""

    start: int
    end: int
    kind: DueKind
    from_: Moment | None
    to: Moment | None
    every: str | None = None
    """`year`, `half-year`, `quarter`, `month` or `week`, where `kind` is `every`; null for another cadence (每两年)."""
    past: bool = False
    """Says 以来: what has been, or 去年."""

    @property
    def lacks_year(self) -> bool:
        """Whether the year is not printed, and comes from what stands before or around it (6月底前, 年内)."""
        ends = [end for end in (self.from_, self.to) if end]
        return self.kind is not DueKind.EVERY and any(end.year is None and end.anchor is None and end.years_on is None for end in ends)


class When(NamedTuple):
    """A time as ISO values: `2019-06`, `2019-06-30`, `2019`; null where it is open or could not be resolved."""

    from_: str | None
    to: str | None
    unresolved: Unresolved | None

    @property
    def year(self) -> int | None:
        """The year that a following expression without one takes over."""
        last = self.to or self.from_
        return int(last[:4]) if last and len(last) >= 4 and last[:4].isdigit() else None


def find_times(shadow: str, start: int, end: int) -> Iterator[Time]:
    """The time expressions between two places of the shadow, in order, none inside another.

    `shadow` is `view.shadow` (either script and width is folded already); digits may be Arabic or Chinese.
    """
    return iter(())


def resolve(time: Time, *, before: int | None = None, heading: int | None = None, document_date: str | None = None, period: tuple[str, str] | None = None) -> When:
    """The ISO values of a time. A year that is not printed is that of the expression before it in the same item (`before`,
    the `When.year` of it), of the headings above (`heading`, from `year_in`), of the document's date, or of its period
    where that is one year. `三年内` ends with the period where there is one, else the document's year and three.
    `document_date` and `period` are `view.head.fields.date` and `.period`.
    """
    return When(None, None, None)


def year_in(words: str) -> int | None:
    """The one year that a heading prints (2019年重点任务); null where it prints none or several."""
    return None
