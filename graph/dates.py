"""Days of a date that was printed with less: 2019年6月底前 is 2019-06, which begins on 2019-06-01 and ends on 2019-06-30.

Dates keep the precision of the words; to sort and compare them, a query wants days. What is no date of the calendar
(2019-13, 十四五) has no days.
"""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, timedelta

_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def first_day(iso: str | None) -> str | None:
    """The day that the year, month or day begins with."""
    return _day(iso, last=False)


def last_day(iso: str | None) -> str | None:
    """The day that it ends with."""
    return _day(iso, last=True)


def day_after(day: str) -> str:
    """The next day: when what ended on `day` is over."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day < date.max.isoformat() else day


def today() -> str:
    """The day on this machine's calendar."""
    return datetime.now(UTC).astimezone().date().isoformat()


def _day(iso: str | None, *, last: bool) -> str | None:
    found = _ISO.fullmatch(iso or "")
    if not found:
        return None
    year = int(found[1])
    month = int(found[2] or (12 if last else 1))
    try:
        return date(year, month, int(found[3] or (calendar.monthrange(year, month)[1] if last else 1))).isoformat()
    except ValueError:  # 2019-02-30; IllegalMonthError is one too
        return None
