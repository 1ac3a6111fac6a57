"""A .xls as sheets, read by xlrd with its merged cells and number formats. The 任务分工表 that an office has kept since Excel 2003.

Hidden sheets are not read and are reported. Nothing is computed.
"""

from __future__ import annotations

import datetime as dt
import os

import xlrd

from loaders.archive import locked
from loaders.composing import Composed, Composer
from loaders.document import Place, Remark
from loaders.errors import LoadError
from loaders.grid import MAX_PLACES
from loaders.number_formats import plain, shown, shown_date
from loaders.sheets import Sheet, too_large, write_sheets


def read(data: bytes, path: str) -> Composed:
    """The document in the bytes of a .xls."""
    try:
        with open(os.devnull, "w", encoding="utf-8") as log:  # noqa: PTH123 (a device)
            book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=log, ragged_rows=True)
    except xlrd.biffh.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise _locked(path) from error
        raise
    composer = Composer()
    sheets: list[Sheet] = []
    for found in book.sheets():
        if found.visibility:
            composer.remarks.append(Remark(f"隐藏的工作表“{found.name}”没有读", f"the hidden sheet “{found.name}” was not read", Place(sheet=found.name)))
            continue
        sheets.append(_sheet(book, found, path))
    write_sheets(sheets, composer, path)
    return composer.composed()


def _locked(path: str) -> LoadError:
    return locked(path)


def _sheet(book: xlrd.Book, found: xlrd.sheet.Sheet, path: str) -> Sheet:
    sheet = Sheet(found.name)
    sheet.merged = [(top, left, bottom - 1, right - 1) for top, bottom, left, right in found.merged_cells]
    words = 0
    for row in range(found.nrows):
        for column in range(found.row_len(row)):
            text = _text(book, found.cell(row, column))
            if text.strip():
                sheet.put(row, column, text)
                words += 1
        if words > MAX_PLACES:
            raise too_large(path, sheet.name)
    return sheet


def _text(book: xlrd.Book, cell: xlrd.sheet.Cell) -> str:
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype not in {xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE}:
        return ""
    style = book.xf_list[cell.xf_index] if cell.xf_index is not None else None
    known = book.format_map.get(style.format_key) if style is not None else None
    code = known.format_str if known is not None else "General"
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return shown(float(cell.value), code)
    try:
        moment: dt.datetime = xlrd.xldate_as_datetime(float(cell.value), book.datemode)
    except (ValueError, OverflowError, xlrd.xldate.XLDateError):
        return plain(float(cell.value))
    return shown_date(moment, code)
