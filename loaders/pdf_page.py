"""One page of a PDF as PDFium gives it: its characters with their boxes, the rules drawn on it, how much of it is pictures. 一 at (90, 120)–(106, 136)

All in points from the upper left corner of the page as it is shown, turned pages turned. Characters that stand across the page (watermarks), outside it, or
twice in one place (bold by double printing) are left out. Nothing is rendered.
"""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass, field
from functools import lru_cache

import pypdfium2.raw as pdfium

from loaders.pdf_drawings import Handle, Rule, View, read_drawings, view_of

MAX_GLYPHS = 60_000
"""Characters of one page; the densest table stays below a tenth of it."""
_UPSIDE_DOWN = 2
_SQUARE = 4.0
"""Points: a quarter of the letters of a text."""
_CROWD = 8
"""The same character so many times in one square is no text."""
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


def read_page(page: Handle, number: int) -> Page:
    """The page behind a handle of PDFium."""
    view = view_of(page)
    width, height = view.size
    found = Page(number, width, height)
    words = pdfium.FPDFText_LoadPage(page)
    if words:
        try:
            _read_glyphs(words, found, view)
        finally:
            pdfium.FPDFText_ClosePage(words)
    drawings = read_drawings(page, view)
    found.rules, found.pictured, found.drawn = drawings.rules, drawings.pictured, drawings.drawn
    if found.sideways in {1, 3}:
        boxes = [_turned(found.sideways, found, rule.left, rule.top, rule.right, rule.bottom) for rule in found.rules]
        found.rules = [Rule(*box) for box in boxes]
        found.width, found.height = found.height, found.width
    return found


def _read_glyphs(words: Handle, found: Page, view: View) -> None:
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    quarters: list[tuple[int, Glyph]] = []
    high = 0
    # Five calls for each character: looking their names up would take as long as some of them.
    code_of, is_generated, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_IsGenerated, pdfium.FPDFText_GetLooseCharBox
    angle_of, origin_of = pdfium.FPDFText_GetCharAngle, pdfium.FPDFText_GetCharOrigin
    for index in range(min(pdfium.FPDFText_CountChars(words), MAX_GLYPHS)):
        code = code_of(words, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
        text, wide = _character(code)
        if not text or is_generated(words, index) == 1 or not box_of(words, index, box):
            continue
        angle = angle_of(words, index)
        quarter = round(angle / (math.pi / 2))  # clockwise
        if abs(angle - quarter * math.pi / 2) > 0.1:
            continue  # written across: a watermark
        if wide is None:
            found.unmapped += 1
        left, top, right, bottom = view.box(box.left, box.bottom, box.right, box.top)
        if right <= 0 or bottom <= 0 or left >= found.width or top >= found.height:
            continue
        base = (left, bottom - 0.12 * (bottom - top))
        if origin_of(words, index, x, y):
            base = view.box(x.value, y.value, x.value, y.value)[:2]
        upright = (quarter + view.turned) % 2 == 0
        em = (right - left if upright else bottom - top) if wide else 0.8 * (bottom - top if upright else right - left)
        quarters.append(((-quarter - view.turned) % 4, Glyph(text, left, top, right, bottom, max(em, 1.0), base)))
    _take(quarters, found)


@lru_cache(maxsize=1 << 14)
def _character(code: int) -> tuple[str, bool | None]:
    """The character, empty where it is white space; and whether it is a wide one, null where the font does not say which it is."""
    text = "-" if code in {2, 0xAD, 0xFFFE} else chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    if text.isspace() or text in "\u200b\ufeff":
        return "", False
    return text, None if _UNMAPPED.match(text) else _WIDE.match(text) is not None


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
    seen: dict[tuple[str, int, int], list[Glyph]] = {}
    kept: list[Glyph] = []
    for glyph in glyphs:
        text, left, top = glyph.text, glyph.left, glyph.top
        near = 0.25 * glyph.em
        again = False
        # Squares of twice the distance: what is near lies in one of four.
        for x in (int((left - _SQUARE) // (2 * _SQUARE)), int((left + _SQUARE) // (2 * _SQUARE))):
            for y in (int((top - _SQUARE) // (2 * _SQUARE)), int((top + _SQUARE) // (2 * _SQUARE))):
                for other in seen.get((text, x, y), ())[-_CROWD:]:
                    again |= abs(other.left - left) < near and abs(other.top - top) < near
        if not again:
            seen.setdefault((text, int(left // (2 * _SQUARE)), int(top // (2 * _SQUARE))), []).append(glyph)
            kept.append(glyph)
    return kept
