"""Who signs and when: the lines at the end of a notice or a document, 落款 and 成文日期 (GB/T 9704 §7.3.5).

    广州市人民政府
    2018年1月18日

Also 二〇一八年一月十八日, several bodies on lines of their own or parted by spaces, and a date whose 年月日 the page
lost (2017 / 227 on two lines). A date that could be read two ways is not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from grammar.names import AGENCY_END

_DIGITS = {character: str(value) for value, character in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0", "O": "0", "0": "0", "Ｏ": "0"}
_CHINESE_DATE = re.compile(r"([一二三四五六七八九〇零○O0]{4})年([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})日)?")
_ISO_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})(?!\d)")
_ARABIC_DATE = re.compile(r"((?:19|20)\d\d)\s*年\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?")
DATE_LINE = re.compile(rf"^\(?\s*(?:{_ARABIC_DATE.pattern}|{_CHINESE_DATE.pattern})\s*\)?$")
_AFTER_BODY = re.compile(rf"^(?P<bodies>[^\d。:;]{{4,80}}?)\s*(?P<date>{_ARABIC_DATE.pattern}|{_CHINESE_DATE.pattern})$")
_DATE_ENDS = frozenset("月日)0123456789")
"""How the line of a date ends: most lines end otherwise."""
_LOST_YEAR = re.compile(r"^(?:19|20)\d\d$")
_LOST_MARKS = re.compile(r"^(?P<year>(?:19|20)\d\d)(?P<digits>\d{2,4})$")
_NO_SIGNER = re.compile(r"[。:;,、《]|\d{2}|^(?:责任|牵头|配合|协办|承办|主办|落实|参与)(?:单位|部门)")
_PRINTED = re.compile(r"印发$|印制$|发布$|通过|起施行")


class Line(NamedTuple):
    """A line of the text without the white space around it: `shadow[start:end]`."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs and when; `at` is the index of its first line, `until` the one after its last."""

    issuers: tuple[tuple[int, int], ...]
    date: str | None
    date_span: tuple[int, int] | None
    at: int
    until: int


def iso_date(words: str) -> str | None:
    """2018年1月18日 → 2018-01-18, 二〇一三年四月 → 2013-04; null where no date stands or it is none of the calendar."""
    day: int | None
    if found := _ISO_DATE.search(words):
        year, month, day = found[1], int(found[2]), int(found[3])
    elif found := _ARABIC_DATE.search(words):
        year, month, day = found[1], int(found[2]), int(found[3]) if found[3] else None
    elif found := _CHINESE_DATE.search(words):
        year = "".join(_DIGITS[character] for character in found[1])
        month, day = _small(found[2]), _small(found[3]) if found[3] else None
    else:
        return None
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    return f"{year}-{month:02}" + (f"-{day:02}" if day else "")


def _small(words: str) -> int:
    tens, ten, units = words.rpartition("十")
    return (int(_DIGITS[tens]) if tens else 1) * 10 * bool(ten) + (int(_DIGITS[units]) if units else 0)


def _lost_marks(year: str, digits: str) -> str | None:
    """`2017` and `227`: 2017-02-27. Read only where the digits are a month and a day in one way."""
    ways = set()
    for cut in (1, 2):
        month, day = digits[:cut], digits[cut:]
        if month and day and not month.startswith("0") and not day.startswith("0") and 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
            ways.add(f"{year}-{int(month):02}-{int(day):02}")
    return ways.pop() if len(ways) == 1 else None


def _bodies(line: Line, shadow: str) -> list[tuple[int, int]] | None:
    """The bodies that a line names, parted by spaces; null where it is no line of a signature."""
    if not line.words or len(line.words) > 80 or _NO_SIGNER.search(line.words):
        return None
    parts = [(found.start(), found.end()) for found in re.finditer(r"\S+", shadow[line.start : line.end])]
    spans = [(line.start + start, line.start + end) for start, end in parts]
    if all(AGENCY_END.search(shadow[start:end]) or shadow[start:end] in ("国务院", "中共中央") for start, end in spans):
        return spans
    joined = re.sub(r"\s+", "", line.words)
    return [(line.start, line.end)] if AGENCY_END.search(joined) and len(joined) <= 40 else None


def find_signature(lines: list[Line], shadow: str, first: int, last: int, *, latest: bool) -> Signature | None:
    """The signature among `lines[first:last]`: a line that is a date, with the bodies on the lines before it (or the same).

    `latest` takes the last such date (the end of a document), else the first (the end of a notice before its plan).
    """
    order = range(last - 1, first - 1, -1) if latest else range(first, last)
    for index in order:
        line = lines[index]
        if line.words[-1:] not in _DATE_ENDS or _PRINTED.search(line.words):
            continue
        date, span, until, bodies = None, (line.start, line.end), index + 1, []
        if DATE_LINE.match(line.words):
            date = iso_date(line.words)
        elif line.words.endswith(("月", "日")) and (found := _AFTER_BODY.match(line.words)):
            inner = Line(line.start, line.start + found.end("bodies"), found["bodies"])
            if (spans := _bodies(inner, shadow)) is None:
                continue
            bodies, date = spans, iso_date(found["date"])
            span = (line.start + found.start("date"), line.end)
        elif found := _LOST_MARKS.match(line.words):
            date = _lost_marks(found["year"], found["digits"])
        elif _LOST_YEAR.match(line.words) and index + 1 < last and re.fullmatch(r"\d{2,4}", lines[index + 1].words):
            date, span, until = _lost_marks(line.words, lines[index + 1].words), (line.start, lines[index + 1].end), index + 2
        if date is None:
            continue
        at = index
        while at > first and not lines[at - 2].words.endswith(":") and (spans := _bodies(lines[at - 1], shadow)) is not None:
            bodies = spans + bodies
            at -= 1
        if not bodies and not latest and line.words.startswith("("):
            continue
        return Signature(tuple(bodies), date, span, at, until)
    return None
