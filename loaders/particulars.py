"""The box above a document on a government page, as lines `label：value`: 索引号, 发文字号, 成文日期, 发文机关. Number and date often stand only there.

Reads them in every build that the boxes have: 【发文字号】 before its value, 文　号： and value in one cell, label and value in two.
Refuses what is no particular of the document: counts of visits, sizes of type, who edited the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from loaders.vocabulary import vocabulary

if TYPE_CHECKING:
    from loaders.flow import Line

_TELLS = frozenset(vocabulary("telling"))
_LABELS = _TELLS | frozenset(vocabulary("other"))
_GAP = r"[\s\u3000\xa0]*"
_ANY = "|".join(_GAP.join(label) for label in sorted({*_LABELS, *vocabulary("unwanted")}, key=len, reverse=True))
_FOUND = re.compile(rf"(?:(?<=[\s\u3000\xa0|｜\[【（(;；.])|^)({_ANY}){_GAP}(?:[:：]|(?<=.)[\]】]{_GAP}[:：]?)")
_SPACE = re.compile(r"[\s\u3000\xa0]+")
_PADDING = " \t\n\u3000\xa0\u200b\ufeff|｜[【（(;；"
_NOTHING = frozenset({"无", "暂无", "-", "--", "/", "空"})
_LONGEST = 200
_SHORT = 8
"""Characters of a count, a size of type or a date beside a label that is not wanted."""


def _plain(words: str) -> str:
    return _SPACE.sub("", words).strip("[]【】:：")


def is_label(words: str, *, colon: bool = False) -> bool:
    """Whether the words are a label, alone; with `colon` also one that its value follows."""
    if not words or len(words) > _LONGEST:
        return False
    if colon:
        found = _FOUND.match(words)
        return found is not None and _plain(found[1]) in _LABELS
    return len(words) < 20 and _plain(words) in _LABELS


def _pairs(lines: Sequence[Line]) -> Iterator[tuple[int, int, str, str]]:
    """Each label with its value, and the first and last line that they stand in."""
    last = -1
    for number, line in enumerate(lines):
        text = line.text
        if number <= last or len(text) > _LONGEST or line.table is not None:
            continue
        found = list(_FOUND.finditer(text))
        following = lines[number + 1] if number + 1 < len(lines) else None
        beside = following is not None and _beside(line, following)
        if not found and beside and following is not None and is_label(text):
            last = number + 1
            yield number, last, _plain(text), following.text.strip(_PADDING)
        for place, label in enumerate(found):
            ends = found[place + 1].start() if place + 1 < len(found) else len(text)
            value, last = text[label.end() : ends].strip(_PADDING), number
            # A count of visits that a script fills in (日期：2025-04-22 浏览次数：) does not take the number of the document below it.
            if not value and len(found) == 1 and beside and following is not None and (_plain(label[1]) in _LABELS or len(following.text) <= _SHORT):
                value, last = following.text.strip(_PADDING), number + 1
            yield number, last, _plain(label[1]), value


def _beside(label: Line, value: Line) -> bool:
    """Whether the second line is the neighbour that holds the value of the first: the next cell of the row, the next item of the list."""
    if label.owner is value.owner or label.owner.parent is not value.owner.parent or len(value.text) > _LONGEST:
        return False
    return not _FOUND.search(value.text) and not is_label(value.text)


def particulars(lines: Sequence[Line]) -> tuple[list[str], set[int]]:
    """`label：value` of each particular, once, and the numbers of the lines that say them (with those that only say what is not wanted)."""
    said: dict[str, str] = {}
    spoken: set[int] = set()
    for first, last, name, value in _pairs(lines):
        spoken.update(range(first, last + 1))
        if value and value not in _NOTHING and name in _LABELS:
            said.setdefault(name, _SPACE.sub(" ", value))
    return [f"{name}：{value}" for name, value in said.items()], spoken


def describes(text: str) -> bool:
    """Whether the line begins with a label, of the document or of the page."""
    return len(text) <= _LONGEST and _FOUND.match(text.lstrip("[【")) is not None if ":" in text or "：" in text else False


def several(text: str) -> bool:
    """Whether the line holds more than one label: 发布时间：2025-02-20 来源：市政府 字号：大 中 小."""
    return len(text) <= _LONGEST and len(_FOUND.findall(text)) > 1


def tells(lines: Sequence[str]) -> bool:
    """Whether such lines are of a box: among them one that only boxes have (索引号, 文号, 成文日期), not just a source and a time."""
    return len(lines) > 1 and any(line.partition("：")[0] in _TELLS for line in lines)
