"""Lines of pages as paragraphs: a line that runs to the margin goes on in the next, over the end of a page too; running heads and page numbers are left out.

A paragraph begins where a line is set in (　　一、…), where the one above ended short, where the letters change size, or with a number after a full stop.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from loaders.pdf_lines import Line, joined
from loaders.pdf_page import Page

_PAGE_NUMBER = re.compile(
    r"(?:[-—–―－·•.\s]*\d{1,4}[-—–―－·•.\s]*|第?\s*\d{1,4}\s*页?\s*[,，/／共]+\s*第?\s*\d{1,4}\s*页?|第\s*[\d一二三四五六七八九十百]{1,5}\s*页|[pP]age\s*\d+(?:\s*of\s*\d+)?|[ivxIVX]{1,6})"
)
_CONTENTS = re.compile(r"\S.*?(?:[.．·…⋯‥]\s*){4,}\s*[-—(（]?\s*\d{1,4}\s*[-—)）]?$")
_ENDED = re.compile(r"[。；;：:！？!?]$|[。；：！？][”’）)》】]$")
_STOPPED = re.compile(r"[。：！？][”’）)》】]?$")
_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．是]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}\s*[.．、](?!\d)|[①-⑳]|第[一二三四五六七八九十百零〇\d]{1,5}[章节条编]|附件|附：|抄送)"
)
_DOCUMENT_NUMBER = re.compile(r"[^，。；、（(《》]{1,24}[〔\[［【]\s*\d{4}\s*[〕\]］】]\s*第?\s*\d{1,5}\s*[号號]")
_TOGETHER = re.compile(r"[A-Za-z0-9.,%-]")
_CLOSING = re.compile(r"[，。；：、？！）》】〉”’%]")
_DIGITS = re.compile(r"\d+")
_EDGE = 0.14


@dataclass(slots=True)
class Frame:
    """Where the text of a column of a page begins and ends."""

    left: float
    right: float
    em: float
    pitch: float
    indented: bool


def without_furniture(pages: Sequence[Page], lines: list[list[Line]]) -> list[list[Line]]:
    """The lines of each page without running heads, page numbers and lines of a table of contents."""
    counts: Counter[tuple[str, int, bool]] = Counter()
    edges: list[dict[int, tuple[str, int, bool]]] = []
    counted = _counted(pages, lines)
    for page, found in zip(pages, lines, strict=True):
        marks: dict[int, tuple[str, int, bool]] = {}
        for index in {*range(min(2, len(found))), *range(max(len(found) - 2, 0), len(found))}:
            line = found[index]
            if line.bottom < _EDGE * page.height or line.top > (1 - _EDGE) * page.height:
                marks[index] = (_DIGITS.sub("#", line.text.replace(" ", "")), round(line.middle / 6), line.middle < page.height / 2)
        edges.append(marks)
        counts.update({(words, at + near, head) for words, at, head in marks.values() for near in (-1, 0, 1)})
    kept: list[list[Line]] = []
    least = max(2, len(pages) // 2) if len(pages) < 6 else max(3, len(pages) // 4)
    for page, found, marks in zip(pages, lines, edges, strict=True):
        inside: list[Line] = []
        for index, line in enumerate(found):
            words = line.text.strip()
            repeated = index in marks and len(pages) > 1 and counts[marks[index]] >= least and len(words) < 60
            numbered = (page.number, index) in counted or (index in marks and _PAGE_NUMBER.fullmatch(words))
            if not repeated and not numbered and not _CONTENTS.fullmatch(words):
                inside.append(line)
        kept.append(inside)
    return kept


def _counted(pages: Sequence[Page], lines: list[list[Line]]) -> set[tuple[int, int]]:
    """Bare numbers at the top or the foot of pages that count the pages, wherever they stand: by page and line."""
    found: dict[int, list[tuple[int, int]]] = {}
    for page, inside in zip(pages, lines, strict=True):
        for index in {0, len(inside) - 1} if inside else set():
            words = re.sub(r"[-—–―－·•\s第页]", "", inside[index].text)
            if words.isdecimal() and len(words) < 5:
                found.setdefault(int(words) - page.number, []).append((page.number, index))
    return {one for places in found.values() if len(places) > 2 for one in places}


def frames(pages: Sequence[Page], lines: list[list[Line]]) -> dict[tuple[int, int], Frame]:
    """For each column of each page where its text stands; taken from the other pages where it has too few lines to tell."""
    by_column: dict[tuple[int, int], list[Line]] = {}
    for page, found in zip(pages, lines, strict=True):
        for line in found:
            by_column.setdefault((line.column, round(page.width / 20)), []).append(line)
    usual = {column: _frame(found, None) for column, found in by_column.items()}
    made: dict[tuple[int, int], Frame] = {}
    for page, found in zip(pages, lines, strict=True):
        for column in {line.column for line in found}:
            inside = [line for line in found if line.column == column]
            made[page.number, column] = _frame(inside, usual[column, round(page.width / 20)])
    return made


def _frame(lines: list[Line], usual: Frame | None) -> Frame:
    em = median(line.em for line in lines)
    body = [line for line in lines if abs(line.em - (usual.em if usual else em)) < 0.15 * em]
    long = [line for line in body if len(line.text) > 12] or body or lines
    if usual is not None and len(long) < 6:
        left = min((line.left for line in long if abs(line.left - usual.left) < 6 * em), default=usual.left)
        shift = left - usual.left if left < usual.left or len(long) > 3 else 0.0
        return Frame(usual.left + min(shift, 0.0), usual.right + min(shift, 0.0), usual.em, usual.pitch, usual.indented)
    starts = Counter(round(line.left / 3) for line in long)
    left = 3.0 * min(start for start, count in starts.items() if count >= max(starts.values()) * 0.25 or count > 4)
    ends = sorted(line.right for line in long)
    right = ends[int(0.85 * (len(ends) - 1))]
    gaps = [second.top - first.top for first, second in pairwise(body) if second.top > first.top]
    set_in = sum(1 for line in long if em < line.left - left < 3.2 * em)
    return Frame(left, right, em, median(gaps) if gaps else 2 * em, set_in > 0.05 * len(long))


def goes_on(first: Line, second: Line, frame: Frame, following: Frame, *, same_page: bool) -> bool:
    """Whether the second line belongs to the paragraph of the first."""
    em = first.em
    if abs(first.em - second.em) > 0.2 * max(first.em, second.em):
        return False
    if second.left - following.left > 1.1 * em or (first.right + _first_word(second) < frame.right - 0.7 * em and not _CLOSING.match(second.text)):
        return False
    if _NUMBERED.match(second.text) and (_ENDED.search(first.text) or (first.left - frame.left > 1.1 * em and len(first.text) < 12)):
        return False
    if _DOCUMENT_NUMBER.fullmatch(second.text.strip()):  # below a title that fills its line
        return False
    if same_page and second.top - first.top > 1.7 * max(frame.pitch, em):
        return False
    if not frame.indented and _STOPPED.search(first.text):
        return same_page and second.top - first.top < 1.15 * frame.pitch and first.right > frame.right - 0.6 * em and not _NUMBERED.match(second.text)
    return True


def _first_word(line: Line) -> float:
    """How wide what stands together at the beginning of a line is: 2026, or one character and the comma behind it. It did not fit on the line above."""
    last = line.glyphs[0]
    for glyph in line.glyphs[1:16]:
        if not (_TOGETHER.match(last.text) and _TOGETHER.match(glyph.text)) and not _CLOSING.match(glyph.text):
            break
        last = glyph
    return last.right - line.left


@dataclass(slots=True)
class Paragraph:
    """Words with the page on which each part of them stands."""

    text: str
    parts: list[tuple[int, int]]
    """From which character on which page."""
    last: Line

    def add(self, line: Line, page: int) -> None:
        text = joined(self.text, line.text)
        if self.parts[-1][1] != page:
            self.parts.append((len(text) - len(line.text), page))
        self.text, self.last = text, line
