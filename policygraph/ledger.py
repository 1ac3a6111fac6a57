"""Rows as a workbook that staff work on (任务分工台账): one sheet of rows under a header that stays, and one that says what was asked.

Made to be filtered, printed on A4 across and filled in by hand. Everything but numbers is text, dates too, so that 2026-06 stays what the
document says; a cell that begins with `=`, `+`, `-` or `@` is text to Excel, and stays so when somebody edits it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from policygraph.messages import told
from policygraph.pages import columns_of
from policygraph.settings import WrongUseError
from policygraph.tables import shown
from queries.head import Column
from queries.wording import Language

if TYPE_CHECKING:
    from openpyxl import Workbook

    from queries.answering import Answer

MOST_ROWS = 1_048_575
"""What a sheet holds below its header."""
_MOST_IN_CELL = 32_767
_NARROWEST, _PAPER = 9, 210
"""Characters of a column, and of all together: on A4 across, 210 can still be read."""
_LINE, _TALLEST = 15, 409
"""Points."""
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_A4 = 9
_INK, _HEADER, _LINES = "FFFFFF", "1F4E79", "BFBFBF"


def as_xlsx(columns: Sequence[Column], rows: Sequence[Sequence[Any]], language: Language, title: str = "", notes: Sequence[tuple[str, str]] = ()) -> bytes:
    """The workbook. `notes` are what was asked and what is to be said about the answer, in pairs, for the second sheet."""
    from openpyxl import Workbook

    if len(rows) > MOST_ROWS:
        raise WrongUseError(told("xlsx.rows", most=MOST_ROWS), "ask")
    book = Workbook(write_only=True)
    book.properties.creator, book.properties.title = "policygraph", title
    cells = [[_value(value, column, language) for value, column in zip(row, columns, strict=True)] for row in rows]
    _rows_sheet(book, columns, cells, language, title or told("xlsx.rows_sheet")[language])
    if notes:
        _notes_sheet(book, notes, told("xlsx.notes_sheet")[language], language)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def notes(answer: Answer, language: Language) -> list[tuple[str, str]]:
    """What was asked, and what there is to say about the answer."""
    asked = answer.question
    given = [(one.help[language], answer.given.get(one.name, one.default)) for one in asked.parameters]
    said = [(told("xlsx.remark")[language], one[language]) for one in answer.remarks]
    return [(told("xlsx.question")[language], f"{asked.title[language]}（{asked.name}）"), *((what, value) for what, value in given if value), *said]


def _rows_sheet(book: Workbook, columns: Sequence[Column], cells: list[list[str | int | float]], language: Language, title: str) -> None:
    from openpyxl.utils import get_column_letter

    sheet: Any = book.create_sheet(_sheet_name(title))
    titles = [column.title[language] for column in columns]
    empty = [bool(cells) and all(row[place] == "" for row in cells) for place in range(len(columns))]
    widths = _widths(titles, cells, empty)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(cells) + 1}"
    for place, width in enumerate(widths):
        dimension = sheet.column_dimensions[get_column_letter(place + 1)]
        dimension.width = width
        dimension.hidden = empty[place]  # nothing to see or to print
    _to_print(sheet, title, language)
    sheet.row_dimensions[1].height = _height(titles, widths, empty) + _LINE / 2
    sheet.append(list(_header(sheet, titles)))
    for number, row in enumerate(cells, 2):
        sheet.row_dimensions[number].height = _height(row, widths, empty)
        sheet.append(list(_cells(sheet, row)))


def _notes_sheet(book: Workbook, notes: Sequence[tuple[str, str]], name: str, language: Language) -> None:
    sheet: Any = book.create_sheet(_sheet_name(name))
    widths = [max(_NARROWEST, *(columns_of(what) + 2 for what, _ in notes)), 100.0]
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = widths
    _to_print(sheet, name, language)
    for number, note in enumerate(notes, 1):
        row = [_clean(text) for text in note]
        sheet.row_dimensions[number].height = _height(row, widths, [False, False])
        sheet.append(list(_cells(sheet, row)))


def _widths(titles: Sequence[str], cells: Sequence[Sequence[object]], empty: Sequence[bool]) -> list[float]:
    """Characters across: what the widest line takes; where all together are too wide for paper, the widest are made narrower and wrap."""
    wanted = []
    for place, title in enumerate(titles):
        longest = max((columns_of(line) for row in cells for line in str(row[place]).split("\n")), default=0)
        wanted.append(float(max(_NARROWEST, longest + 2, columns_of(title) + 4)))  # the button of the filter takes its place too
    most = _PAPER
    while most > _NARROWEST and sum(min(one, most) for one, nothing in zip(wanted, empty, strict=True) if not nothing) > _PAPER:
        most -= 1
    return [min(one, most) for one in wanted]


def _height(row: Sequence[object], widths: Sequence[float], empty: Sequence[bool]) -> float:
    """Points: as many lines as the fullest cell takes. Not every program that opens a workbook works this out by itself."""
    lines = [
        sum(max(1, -(-columns_of(line) // max(1, int(width) - 1))) for line in str(value).split("\n"))
        for value, width, nothing in zip(row, widths, empty, strict=True)
        if not nothing
    ]
    return min(_TALLEST, max(lines, default=1) * _LINE + 3)


def _to_print(sheet: Any, title: str, language: Language) -> None:
    """A4 across, as wide as the page and as long as it takes, the header on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.75, 0.6, 0.35, 0.3
    sheet.HeaderFooter.oddHeader.center.text = title.replace("&", "&&")
    sheet.HeaderFooter.oddHeader.center.size = 14
    sheet.HeaderFooter.oddFooter.center.text = told("xlsx.page")[language]


def _header(sheet: Any, titles: Sequence[str]) -> Iterator[Any]:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    side = Side(style="thin", color=_LINES)
    font, fill = Font(bold=True, color=_INK), PatternFill("solid", start_color=_HEADER)
    alignment, border = Alignment(horizontal="center", vertical="center", wrap_text=True), Border(side, side, side, side)
    for title in titles:
        cell = WriteOnlyCell(sheet, _clean(title))
        cell.font, cell.fill, cell.alignment, cell.border = font, fill, alignment, border
        yield cell


def _cells(sheet: Any, values: Sequence[str | int | float]) -> Iterator[Any]:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Side

    side = Side(style="thin", color=_LINES)
    alignment, border = Alignment(vertical="top", wrap_text=True), Border(side, side, side, side)
    for value in values:
        cell: Any = WriteOnlyCell(sheet, value)
        cell.alignment, cell.border = alignment, border
        if isinstance(value, str):
            cell.data_type = "s"
            cell.number_format = "@"
            cell.quotePrefix = value.startswith(_FORMULA)
        yield cell


def _value(value: object, column: Column, language: Language) -> str | int | float:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    return _clean(shown(value, column, language))


def _clean(text: str) -> str:
    """What a cell can hold: no control characters, and not more than fits."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    kept = ILLEGAL_CHARACTERS_RE.sub("", text)
    return kept if len(kept) <= _MOST_IN_CELL else kept[: _MOST_IN_CELL - 1] + "…"


def _sheet_name(title: str) -> str:
    return _NOT_IN_A_NAME.sub(" ", title).strip()[:31] or "1"
