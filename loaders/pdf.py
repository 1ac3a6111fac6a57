"""A .pdf with a text layer as lines and tables: PDFium gives the characters and rules of each page, what they are in the document is found here. 8号.pdf

A page without a text layer is reported by its number, and a file with no other page is refused: its words would have to be recognised first. A recogniser's
place is `_recognised`: what it gives for a page goes the same way as characters that the file itself holds.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

import pypdfium2.raw as pdfium

from loaders.archive import damaged, locked
from loaders.composing import Composed, Composer
from loaders.document import Place, Remark
from loaders.errors import LoadError, NoTextLayerError, TooLargeError, Words
from loaders.grid import MAX_PLACES, OpenCell, draft_of
from loaders.pdf_lines import Line, as_lines, in_columns
from loaders.pdf_page import Glyph, Page, read_page
from loaders.pdf_paragraphs import Frame, Paragraph, frames, goes_on, without_furniture
from loaders.pdf_placed import placed_tables
from loaders.pdf_tables import Grid, ruled_tables
from loaders.pdf_together import carry_on

MAX_PAGES = 1_500
_FEW = 30
"""Characters on a page that a picture covers: a page number or a stamp of the scanner, not its words."""
_OUTLINES = 150
_SCANNED = Words("没有文字层（扫描件或图片）", "it has no text layer (a scan or a picture)")
_UNMAPPED = Words("的字体没有文字对应表，读不出文字", "its font does not say which characters it draws")
_BROKEN = Words("打不开", "it cannot be opened")
_LAYERS = 3
"""Lines of furniture under each other: a page number, an issuer's name below it."""
_RECOGNISE = Words("请先识别成文字（OCR），存为带文字层的 PDF 或 .txt 后再读", "Recognise its words (OCR) and save it as a PDF with text or as .txt")


def _recognised(_page: Page) -> list[Glyph]:
    """The characters of a page that is a picture. None: recognising is no part of this reader, and the page is reported."""
    return []


def read(data: bytes, path: str) -> Composed:
    """The document in the bytes of a .pdf."""
    composer = Composer()
    pages = _pages(data, path)
    for page in pages:
        if _unread(page):
            page.glyphs = _recognised(page)
    unread = [page for page in pages if not page.glyphs and (page.broken or _unread(page))]
    if unread and not any(page.glyphs for page in pages):
        if all(page.broken for page in unread):
            raise damaged(path, "没有一页能打开", "none of its pages can be opened")
        reason = Words(f"全部 {len(pages)} 页都没有文字层，是扫描件或图片", f"none of its pages ({len(pages)}) has a text layer: they are scans or pictures")
        raise NoTextLayerError(path, reason, _RECOGNISE)
    composer.remarks += _told(unread)
    _write(pages, composer)
    return composer.composed()


def _told(unread: list[Page]) -> Iterator[Remark]:
    """Which pages were not read and why, those that follow each other together."""

    def why(page: Page) -> Words:
        return _BROKEN if page.broken else _UNMAPPED if page.unmapped else _SCANNED

    for (reason, _), run in groupby(enumerate(unread), lambda one: (why(one[1]), one[1].number - one[0])):
        numbers = [page.number for _, page in run]
        first, last = numbers[0], numbers[-1]
        zh, en = (f"第{first}页", f"page {first} was") if first == last else (f"第{first}—{last}页", f"pages {first} to {last} were")
        yield Remark(f"{zh}{reason.zh}，没有读", f"{en} not read: {reason.en}", Place(page=first))


def _unread(page: Page) -> bool:
    """Whether the characters of the page are not its words."""
    if page.unmapped > 0.3 * (len(page.glyphs) or 1):
        page.glyphs = []
        return True
    if page.pictured > 0.5 and len(page.glyphs) < _FEW:
        page.glyphs = []
        return True
    return not page.glyphs and (page.pictured > 0.02 or page.drawn > _OUTLINES)


def _pages(data: bytes, path: str) -> list[Page]:
    pdfium.FPDF_InitLibrary()
    buffer = (ctypes.c_ubyte * len(data)).from_buffer_copy(data)
    document = pdfium.FPDF_LoadMemDocument64(buffer, len(data), None)
    if not document:
        raise _refusal(path, pdfium.FPDF_GetLastError())
    try:
        count = pdfium.FPDF_GetPageCount(document)
        if count > MAX_PAGES:
            reason = Words(f"多于 {MAX_PAGES} 页", f"it has more than {MAX_PAGES} pages")
            raise TooLargeError(path, reason, Words("请拆分成几份文件", "Split it"))
        if count < 1:
            raise damaged(path, "没有一页能打开", "none of its pages can be opened")
        return [_page(document, index) for index in range(count)]
    finally:
        pdfium.FPDF_CloseDocument(document)


def _page(document: object, index: int) -> Page:
    handle = pdfium.FPDF_LoadPage(document, index)
    if not handle:
        return Page(index + 1, 1, 1, broken=True)
    try:
        return read_page(handle, index + 1)
    finally:
        pdfium.FPDF_ClosePage(handle)


def _refusal(path: str, error: int) -> LoadError:
    if error in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
        return locked(path)
    return damaged(path, "PDF 结构不完整", "the PDF is not complete")


@dataclass(slots=True)
class _Flow:
    """Paragraphs and tables in the order of reading."""

    parts: list[Paragraph | Grid] = field(default_factory=list)

    def add(self, line: Line, page: int, around: dict[tuple[int, int], Frame]) -> None:
        """Puts a line to the paragraph above it, or begins another."""
        before = self.parts[-1] if self.parts and isinstance(self.parts[-1], Paragraph) else None
        if before is not None:
            above, column = before.parts[-1][1], before.last.column
            same = above == page and column == line.column
            if goes_on(before.last, line, around[above, column], around[page, line.column], same_page=same):
                before.add(line, page)
                return
        self.parts.append(Paragraph(line.text, [(0, page)], line))


def _write(pages: list[Page], composer: Composer) -> None:
    tables = [ruled_tables(page) for page in pages]
    lines = [as_lines(page.glyphs) for page in pages]
    for _ in range(_LAYERS):
        lines = without_furniture(pages, lines)
    ordered = [_ordered(found, page, ruled) for found, page, ruled in zip(lines, pages, tables, strict=True)]
    around = frames(pages, [[line for part in parts for line in ([part] if isinstance(part, Line) else part.lines)] for parts in ordered])
    flow = _Flow()
    for page, parts in zip(pages, ordered, strict=True):
        for part in parts:
            if isinstance(part, Line):
                flow.add(part, page.number, around)
            elif not (flow.parts and isinstance(last := flow.parts[-1], Grid) and carry_on(last, part)):
                if part.lines:
                    for line in part.lines:
                        flow.add(line, page.number, around)
                else:
                    flow.parts.append(part)
    for written in flow.parts:
        if isinstance(written, Paragraph):
            composer.line(written.text, *((start, Place(page=page)) for start, page in written.parts))
        else:
            _write_table(written, composer)


def _ordered(lines: list[Line], page: Page, ruled: list[Grid]) -> list[Line | Grid]:
    """Lines and tables of a page from the top, its columns one after the other."""
    parts: list[Line | Grid] = []
    waiting = lines
    for table in [*ruled, None]:
        above = [line for line in waiting if table is None or line.middle < table.top]
        waiting = waiting[len(above) :] if table is not None else []
        parts += _with_placed(above, page)
        if table is not None:
            parts.append(table)
    return parts


def _with_placed(lines: list[Line], page: Page) -> list[Line | Grid]:
    columns = in_columns(lines, page.width)
    if columns is not lines:
        return list(columns)
    parts: list[Line | Grid] = []
    at = 0
    for start, end, table in placed_tables(lines, page):
        parts += [*lines[at:start], table]
        at = end
    return parts + lines[at:]


def _write_table(table: Grid, composer: Composer) -> None:
    used = [column for column in sorted(table.rows[0]) if any(row[column].text for row in table.rows)]
    if len(table.rows) * len(used) > MAX_PLACES or len(table.rows) < 2:
        for row, page in zip(table.rows, table.pages, strict=True):
            composer.line(" ".join({id(cell): cell.text for cell in row.values() if cell.text}.values()), (0, Place(page=page)))
        return
    grid: list[dict[int, OpenCell]] = [{number: row[column] for number, column in enumerate(used)} for row in table.rows]
    for row in grid:
        for cell in row.values():
            cell.text = " ".join(cell.text.split())
    composer.table(draft_of(grid), [Place(page=page) for page in table.pages])
