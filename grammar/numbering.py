"""Numbers of headings and items as GB/T 9704 has them, in any width: 第一章, 第一条 (第 1 0 条), 一、, （一）, 1., （1）, 1）, ①.

Patterns match on the shadow. A number that belongs to the words (1.5亿元, 2018年) is none.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

RANKS = ("attachment", "part", "chapter", "section", "article", "一、", "(一)", "1.", "(1)", "1)", "①")
"""Kinds of numbers, outermost first; a number closes every open one of its own rank or below."""

_CN = "〇零一二三四五六七八九十百"
_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_IN_ONE_CHARACTER = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
"""（一） to （十） as one character."""

_NUMBER = re.compile(
    rf"""
      第\ ?(?P<ordinal>[{_CN}]{{1,5}}|\d(?:\ ?\d){{0,2}})\ ?(?P<unit>[编篇章节条])(?![件款例])[、.:]?
    | (?P<chinese>[{_CN}]{{1,4}})\ ?(?:、|\.(?!\d)|,(?=[^\d{_CN}]))
    | \(\ ?(?P<bracketed_chinese>[{_CN}]{{1,4}})\ ?\)[、.]?
    | (?P<arabic>\d{{1,3}})\ ?(?:、|\.\ ?(?![\d.])|\.(?=\d{{4}}年|\d{{1,2}}月))
    | \(\ ?(?P<bracketed_arabic>\d{{1,2}})\ ?\)[、.]?
    | (?P<half_bracketed>\d{{1,2}})\)[、.]?
    | (?P<circled>[{_CIRCLED}])[、.]?
    | (?P<one_character>[{_IN_ONE_CHARACTER}])[、.]?
    """,
    re.VERBOSE,
)
_UNIT_RANK = {"编": 1, "篇": 1, "章": 2, "节": 3, "条": 4}
_GROUP_RANK = {"chinese": 5, "bracketed_chinese": 6, "arabic": 7, "bracketed_arabic": 8, "half_bracketed": 9, "circled": 10, "one_character": 6}

_INITIALS = frozenset(f"第({_CN}{_CIRCLED}{_IN_ONE_CHARACTER}")
"""What a number begins with, but for digits; most words begin with none of them, and need no further look."""

STOPS = "。)]!?”:;"
INSIDE = re.compile(
    rf"""
    (?P<first>[{re.escape(STOPS)}(第])
      (?:
        (?<=[{re.escape(STOPS)}])\ *(?=[第{_CN}(\d{_CIRCLED}])
          (?=第[{_CN}]{{1,4}}[编章节条]|[{_CN}]{{1,4}}[、.]|\([{_CN}]{{1,4}}\)|\d{{1,2}}[、.](?!\d)|\(\d{{1,2}}\)|[{_CIRCLED}])
      | (?<=\()(?=[{_CN}]{{1,3}}\)\ *[\u4e00-\u9fff“])
      | (?<=第)(?=[{_CN}\d]{{1,3}}条\ *[\u4e00-\u9fff“])
      )
    """,
    re.VERBOSE,
)
"""Where a number may stand inside a line, after a stop or after the words of a heading; whether it does is for the outline to say.

All three begin with one class of characters: a search passes over everything else at once."""


class Number(NamedTuple):
    """A number in front of a heading or item: `text[start:end]`, what it counts as, and how it is written in a path."""

    start: int
    end: int
    rank: int
    value: int
    label_end: int
    """Where the label that goes into a path ends: （一） of （一）、, 一 of 一、."""


@lru_cache(maxsize=1024)
def value_of(digits: str) -> int:
    """十二 → 12, 〇 → 0, 21 → 21, ③ → 3; 1 0, as a scan parts it, → 10."""
    digits = digits.replace(" ", "")
    if digits.isdecimal():
        return int(digits)
    if digits in _CIRCLED:
        return _CIRCLED.index(digits) + 1
    if digits in _IN_ONE_CHARACTER:
        return _IN_ONE_CHARACTER.index(digits) + 1
    hundreds, _, rest = digits.rpartition("百")
    tens, ten, units = rest.rpartition("十")
    total = (_DIGITS.get(hundreds, 1) * 100 if hundreds or "百" in digits else 0) + (_DIGITS.get(tens, 1) * 10 if ten else 0)
    return total + (_DIGITS.get(units[-1], 0) if units else 0)


_DECIMAL = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})\.?(?![\d.])(?=\s*(?![元亿万倍米吨个人年岁度分克千百家件条名])[\u4e00-\u9fff“])")
_DECIMAL_TOP = re.compile(r"(?P<number>\d{1,2})\s+(?=[\u4e00-\u9fff])")
DECIMAL_LINE = re.compile(rf"\n[ \t]*{_DECIMAL.pattern}")
"""2.1 组织机构: headings of emergency plans are numbered so (GB/T 1.1); behind the break of the line before, which a search finds at once."""


def decimal_at(shadow: str, position: int) -> Number | None:
    """The decimal number that stands at `position` (2, 2.1, 2.1.1), in a document that is numbered so; null where none does."""
    found = _DECIMAL.match(shadow, position) or _DECIMAL_TOP.match(shadow, position)
    if not found:
        return None
    parts = found["number"].split(".")
    rank = min(RANKS.index("一、") + len(parts) - 1, RANKS.index("1."))
    return Number(position, found.end(), rank, int(parts[-1]), found.end("number"))


def number_at(shadow: str, position: int) -> Number | None:
    """The number that stands at `position`; null where none does."""
    first = shadow[position : position + 1]
    if first not in _INITIALS and not first.isdecimal():
        return None
    found = _NUMBER.match(shadow, position)
    if not found:
        return None
    group = found.lastgroup or ""
    if group == "unit":
        return Number(position, found.end(), _UNIT_RANK[found["unit"]], value_of(found["ordinal"]), found.end("unit"))
    label_end = found.end(group)
    if group.startswith("bracketed") or group == "half_bracketed":
        label_end = shadow.index(")", label_end) + 1
    return Number(position, found.end(), _GROUP_RANK[group], value_of(found[group]), label_end)
