"""One page of a PDF as PDFium gives it: its characters with their boxes, the rules drawn on it, how much of it is pictures. 一 at (90, 120)–(106, 136)

All in points from the upper left corner of the page as it is shown, turned pages turned. Characters that stand across the page (watermarks), outside it, or
twice in one place (bold by double printing) are left out. Nothing is rendered.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, TypeAlias

import pypdfium2.raw as pdfium

Handle: TypeAlias = Any  # what PDFium hands out
Matrix: TypeAlias = tuple[float, float, float, float, float, float]

MAX_GLYPHS = 60_000
"""Characters of one page; the densest table stays below a tenth of it."""
MAX_OBJECTS = 60_000
MAX_DEPTH = 8
_UPSIDE_DOWN = 2
_THIN = 3.0
_SHORTEST = 6.0
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\U00020000-\U0003ffff]")
_UNMAPPED = re.compile("[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")


@dataclass(slots=True)
class Glyph:
    """A character and its box."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    em: float
    base: tuple[float, float] = (0.0, 0.0)
    """Where its line stands: fonts differ in their boxes, characters of one line do not in this."""

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def center(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along or across the page; one of its extents is nothing."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def across(self) -> bool:
        return self.right - self.left >= self.bottom - self.top


@dataclass(slots=True)
class Page:
    """What a page holds."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictured: float = 0.0
    """The share of the page that its largest picture covers."""
    unmapped: int = 0
    """Characters that the file draws without saying which they are."""
    drawn: int = 0
    """Lines and shapes; words that were turned into outlines are hundreds of them."""
    broken: bool = False
    sideways: int = 0
    """By how many quarters the writing is turned against the page."""


@dataclass(frozen=True, slots=True)
class _View:
    """Turns the coordinates of the file, from the lower left corner, into those of the page as it is shown."""

    left: float
    bottom: float
    right: float
    top: float
    turned: int

    @property
    def size(self) -> tuple[float, float]:
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turned % 2 else (width, height)

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Left, top, right and bottom as shown."""
        x0, x1 = left - self.left, right - self.left
        y0, y1 = self.top - top, self.top - bottom
        width, height = self.right - self.left, self.top - self.bottom
        match self.turned:
            case 1:
                return height - y1, x0, height - y0, x1
            case 2:
                return width - x1, height - y1, width - x0, height - y0
            case 3:
                return y0, width - x1, y1, width - x0
        return x0, y0, x1, y1


def read_page(page: Handle, number: int) -> Page:
    """The page behind a handle of PDFium."""
    view = _view(page)
    width, height = view.size
    found = Page(number, width, height)
    words = pdfium.FPDFText_LoadPage(page)
    if words:
        try:
            _read_glyphs(words, found, view)
        finally:
            pdfium.FPDFText_ClosePage(words)
    _read_objects(page, found, view)
    if found.sideways in {1, 3}:
        boxes = [_turned(found.sideways, found, rule.left, rule.top, rule.right, rule.bottom) for rule in found.rules]
        found.rules = [Rule(*box) for box in boxes]
        found.width, found.height = found.height, found.width
    return found


def _view(page: Handle) -> _View:
    box = pdfium.FS_RECTF()
    turned = pdfium.FPDFPage_GetRotation(page)
    if pdfium.FPDF_GetPageBoundingBox(page, box) and box.right > box.left and box.top > box.bottom:
        return _View(box.left, box.bottom, box.right, box.top, turned)
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    return _View(0, 0, height if turned % 2 else width, width if turned % 2 else height, turned)


def _read_glyphs(words: Handle, found: Page, view: _View) -> None:
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    quarters: list[tuple[int, Glyph]] = []
    high = 0
    for index in range(min(pdfium.FPDFText_CountChars(words), MAX_GLYPHS)):
        code = pdfium.FPDFText_GetUnicode(words, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
        text = "-" if code in {2, 0xAD, 0xFFFE} else chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if text.isspace() or text in "\u200b\ufeff" or pdfium.FPDFText_IsGenerated(words, index) == 1:
            continue
        if not pdfium.FPDFText_GetLooseCharBox(words, index, box):
            continue
        angle = pdfium.FPDFText_GetCharAngle(words, index)
        quarter = round(angle / (math.pi / 2))  # clockwise
        if abs(angle - quarter * math.pi / 2) > 0.1:
            continue  # written across: a watermark
        if _UNMAPPED.match(text):
            found.unmapped += 1
        left, top, right, bottom = view.box(box.left, box.bottom, box.right, box.top)
        if right <= 0 or bottom <= 0 or left >= found.width or top >= found.height:
            continue
        base = (left, bottom - 0.12 * (bottom - top))
        if pdfium.FPDFText_GetCharOrigin(words, index, x, y):
            base = view.box(x.value, y.value, x.value, y.value)[:2]
        upright = (quarter + view.turned) % 2 == 0
        em = (right - left if upright else bottom - top) if _WIDE.match(text) else 0.8 * (bottom - top if upright else right - left)
        quarters.append(((-quarter - view.turned) % 4, Glyph(text, left, top, right, bottom, max(em, 1.0), base)))
    _take(quarters, found)


def _take(quarters: list[tuple[int, Glyph]], found: Page) -> None:
    """The characters of the direction in which most of the page is written; where that is sideways, the page is turned."""
    if not quarters:
        return
    counts = [sum(1 for quarter, _ in quarters if quarter == wanted) for wanted in range(4)]
    main = counts.index(max(counts))
    glyphs = [glyph for quarter, glyph in quarters if quarter == main]
    if main in {1, 3}:  # a table that lies on its side
        for glyph in glyphs:
            glyph.left, glyph.top, glyph.right, glyph.bottom = _turned(main, found, glyph.left, glyph.top, glyph.right, glyph.bottom)
            glyph.base = _turned(main, found, *glyph.base, *glyph.base)[:2]
    if main != _UPSIDE_DOWN:
        for glyph in glyphs:
            glyph.top, glyph.bottom = glyph.base[1] - 0.88 * glyph.em, glyph.base[1] + 0.12 * glyph.em
    found.glyphs = _once(glyphs)
    found.sideways = main


def _turned(quarter: int, page: Page, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
    return (page.height - bottom, left, page.height - top, right) if quarter == 1 else (top, page.width - right, bottom, page.width - left)


def _once(glyphs: list[Glyph]) -> list[Glyph]:
    """Without those that are printed again in the same place."""
    seen: dict[tuple[str, int, int], tuple[float, float]] = {}
    kept: list[Glyph] = []
    for glyph in glyphs:
        column, row = int(glyph.left // 4), int(glyph.top // 4)
        again = False
        for key in ((glyph.text, column + x, row + y) for x in (-1, 0, 1) for y in (-1, 0, 1)):
            if key in seen and abs(seen[key][0] - glyph.left) < 0.25 * glyph.em and abs(seen[key][1] - glyph.top) < 0.25 * glyph.em:
                again = True
                break
        if not again:
            seen[glyph.text, column, row] = (glyph.left, glyph.top)
            kept.append(glyph)
    return kept


def _read_objects(page: Handle, found: Page, view: _View) -> None:
    left = MAX_OBJECTS
    sheet = max(found.width * found.height, 1.0)
    for handle, matrix in _objects(page):
        left -= 1
        if left < 0:
            return
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            x0, y0, x1, y1 = _box_of([_at(matrix, x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))])
            found.pictured = max(found.pictured, (x1 - x0) * (y1 - y0) / sheet)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            found.drawn += 1
            for points in _strokes(handle, matrix):
                found.rules.extend(_as_rules(*view.box(*_box_of(points))))


def _objects(page: Handle) -> Iterator[tuple[Handle, Matrix]]:
    """All objects with their matrices, those in forms too."""
    identity = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    waiting = [(pdfium.FPDFPage_GetObject(page, index), identity, 0) for index in range(min(pdfium.FPDFPage_CountObjects(page), MAX_OBJECTS))]
    waiting.reverse()
    while waiting:
        handle, outer, depth = waiting.pop()
        given = pdfium.FS_MATRIX()
        own = (given.a, given.b, given.c, given.d, given.e, given.f) if pdfium.FPDFPageObj_GetMatrix(handle, given) else identity
        matrix = _times(own, outer)
        if pdfium.FPDFPageObj_GetType(handle) == pdfium.FPDF_PAGEOBJ_FORM:
            if depth < MAX_DEPTH and len(waiting) < MAX_OBJECTS:
                waiting.extend(
                    (pdfium.FPDFFormObj_GetObject(handle, index), matrix, depth + 1)
                    for index in range(min(max(pdfium.FPDFFormObj_CountObjects(handle), 0), MAX_OBJECTS))
                )
        else:
            yield handle, matrix


def _times(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _box_of(points: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    columns, rows = [x for x, _ in points], [y for _, y in points]
    return min(columns), min(rows), max(columns), max(rows)


def _strokes(handle: Handle, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """The straight pieces of a path; the whole of one that is closed and thin, as rules are drawn by Word."""
    x, y = ctypes.c_float(), ctypes.c_float()
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(handle, fill, stroke)
    runs: list[list[tuple[float, float]]] = []
    for index in range(min(pdfium.FPDFPath_CountSegments(handle), 2_000)):
        segment = pdfium.FPDFPath_GetPathSegment(handle, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        point = _at(matrix, x.value, y.value)
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not runs:
            runs.append([point])
        else:
            runs[-1].append(point)
        if pdfium.FPDFPathSegment_GetClose(segment) and runs[-1]:
            runs[-1].append(runs[-1][0])
    for run in runs:
        left, bottom, right, top = _box_of(run)
        if min(right - left, top - bottom) <= _THIN:
            yield run
        elif stroke.value:
            for first, second in pairwise(run):
                if min(abs(first[0] - second[0]), abs(first[1] - second[1])) <= 1:
                    yield [first, second]


def _as_rules(left: float, top: float, right: float, bottom: float) -> list[Rule]:
    if right - left >= _SHORTEST and bottom - top <= _THIN:
        middle = (top + bottom) / 2
        return [Rule(left, middle, right, middle)]
    if bottom - top >= _SHORTEST and right - left <= _THIN:
        center = (left + right) / 2
        return [Rule(center, top, center, bottom)]
    return []
