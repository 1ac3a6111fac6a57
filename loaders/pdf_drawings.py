"""What is drawn on a page of a PDF beside its characters: rules around the cells of a table, pictures, shapes. In points from the upper left corner.

A thin filled box is a rule, as Word draws them, and so is each straight piece of an outline. Nothing is rendered, and no picture is looked at.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, TypeAlias

import pypdfium2.raw as pdfium

Handle: TypeAlias = Any  # what PDFium hands out
Matrix: TypeAlias = tuple[float, float, float, float, float, float]

MAX_OBJECTS = 60_000
MAX_DEPTH = 8
_THIN = 3.0
_SHORTEST = 6.0


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


@dataclass(frozen=True, slots=True)
class View:
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


def view_of(page: Handle) -> View:
    box = pdfium.FS_RECTF()
    turned = pdfium.FPDFPage_GetRotation(page)
    if pdfium.FPDF_GetPageBoundingBox(page, box) and box.right > box.left and box.top > box.bottom:
        return View(box.left, box.bottom, box.right, box.top, turned)
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    return View(0, 0, height if turned % 2 else width, width if turned % 2 else height, turned)


@dataclass(slots=True)
class Drawings:
    """What is drawn on a page."""

    rules: list[Rule] = field(default_factory=list)
    pictured: float = 0.0
    """The share of the page that its largest picture covers."""
    drawn: int = 0
    """Lines and shapes; words that were turned into outlines are hundreds of them."""


def read_drawings(page: Handle, view: View) -> Drawings:
    """The rules, pictures and shapes of the page behind a handle of PDFium."""
    found = Drawings()
    width, height = view.size
    sheet = max(width * height, 1.0)
    for kind, handle, matrix in _objects(page):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            x0, y0, x1, y1 = _box_of([_at(matrix, x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))])
            found.pictured = max(found.pictured, (x1 - x0) * (y1 - y0) / sheet)
        else:
            found.drawn += 1
            for points in _strokes(handle, matrix):
                found.rules.extend(_as_rules(*view.box(*_box_of(points))))
    return found


def _objects(page: Handle) -> Iterator[tuple[int, Handle, Matrix]]:
    """Pictures and shapes with their kinds and matrices, those in forms too; words, which most objects are, are passed over untouched."""
    wanted = {pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM}
    kind_of, given = pdfium.FPDFPageObj_GetType, pdfium.FS_MATRIX()
    left = MAX_OBJECTS

    def inside(get: Callable[..., Handle], holder: Handle, count: int) -> Iterator[tuple[int, Handle]]:
        nonlocal left
        for index in range(min(count, left)):
            left -= 1
            handle = get(holder, index)
            kind = kind_of(handle)
            if kind in wanted:
                yield kind, handle

    identity = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    waiting = [(kind, handle, identity, 0) for kind, handle in inside(pdfium.FPDFPage_GetObject, page, pdfium.FPDFPage_CountObjects(page))]
    waiting.reverse()
    while waiting:
        kind, handle, outer, depth = waiting.pop()
        own = (given.a, given.b, given.c, given.d, given.e, given.f) if pdfium.FPDFPageObj_GetMatrix(handle, given) else identity
        matrix = own if outer is identity else _times(own, outer)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield kind, handle, matrix
        elif depth < MAX_DEPTH:
            held = inside(pdfium.FPDFFormObj_GetObject, handle, max(pdfium.FPDFFormObj_CountObjects(handle), 0))
            waiting.extend((inner, one, matrix, depth + 1) for inner, one in held)


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
