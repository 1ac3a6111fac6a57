"""A .xlsx as sheets: openpyxl reads the cells row by row, this the merged ones and those that are hidden. A cell at XFD1048576 does not make a billion.

What a formula gave when the file was last saved is read, never computed. Hidden sheets are not read and are reported; hidden rows are read and reported.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
from typing import Any

import openpyxl
from lxml import etree

from loaders.archive import Archive, damaged, open_package
from loaders.composing import Composed, Composer
from loaders.document import Place, Remark
from loaders.grid import MAX_PLACES
from loaders.number_formats import shown, shown_date
from loaders.sheets import Merged, Sheet, too_large, write_sheets
from loaders.word import parse, targets
from loaders.word_markup import local, value

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
_MAX_MERGED = 20_000
_MAX_EMPTY = 2_000_000
"""Cells without words that are passed over before a sheet is refused; formatted to the last row they come to millions."""


def column_number(letters: str) -> int:
    """Counted from zero.

    >>> column_number("A"), column_number("AB")
    (0, 27)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def read(data: bytes, path: str) -> Composed:
    """The document in the bytes of a .xlsx."""
    archive = open_package(data, path)
    parts = _parts(archive)
    composer = Composer()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl leaves out: drawings, validations
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    sheets: list[Sheet] = []
    for found in book.worksheets:
        if found.sheet_state != "visible":
            composer.remarks.append(Remark(f"隐藏的工作表“{found.title}”没有读", f"the hidden sheet “{found.title}” was not read", Place(sheet=found.title)))
            continue
        sheet = Sheet(found.title)
        _cells(found, sheet, path)
        if found.title in parts:
            _layout(archive, parts[found.title], sheet, composer)
        sheets.append(sheet)
    for name in parts.keys() - {found.title for found in book.worksheets}:
        composer.remarks.append(
            Remark(f"工作表“{name}”打不开或只有图表，没有读", f"the sheet “{name}” cannot be opened or is a chart, and was not read", Place(sheet=name))
        )
    write_sheets(sheets, composer, path)
    return composer.composed()


def _parts(archive: Archive) -> dict[str, str]:
    """The part of the package that holds each sheet."""
    main = next((name for kind, name in targets(archive, "").values() if kind == "officeDocument"), "xl/workbook.xml")
    if not archive.has(main):
        raise damaged(archive.path, "缺少工作簿", "it has no workbook")
    links = targets(archive, main)
    named = [one for one in parse(archive, main).iter() if local(one) == "sheet"]
    return {value(one, "name") or "": links[value(one, "id") or ""][1] for one in named if (value(one, "id") or "") in links}


def _cells(found: Any, sheet: Sheet, path: str) -> None:
    found.reset_dimensions()  # what the sheet says of its size may be anything
    words = empty = 0
    for row in found.iter_rows():
        for cell in row:
            text = _text(cell) if cell.value is not None else ""
            if text.strip():
                sheet.put(cell.row - 1, cell.column - 1, text)
                words += 1
            else:
                empty += 1
        empty += 1
        if words > MAX_PLACES or empty > _MAX_EMPTY:
            raise too_large(path, sheet.name)


def _text(cell: Any) -> str:
    held = cell.value
    if isinstance(held, str):
        return held
    if isinstance(held, bool):
        return "TRUE" if held else "FALSE"
    if isinstance(held, dt.timedelta):
        return str(held)
    code = cell.number_format or "General"
    if isinstance(held, dt.datetime | dt.date | dt.time):
        return shown_date(held, code)
    return shown(held, code) if isinstance(held, int | float) else str(held)


def _layout(archive: Archive, part: str, sheet: Sheet, composer: Composer) -> None:
    """Merged cells, and rows that are hidden though they have words."""
    hidden: list[int] = []
    walk = etree.iterparse(_stream(archive.read(part)), events=("end",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    for _, element in walk:
        name = local(element)
        if name == "mergeCell" and len(sheet.merged) < _MAX_MERGED and (area := _area(value(element, "ref"))):
            sheet.merged.append(area)
        elif name == "row":
            number = value(element, "r") or ""
            if value(element, "hidden") in {"1", "true"} and number.isdecimal() and int(number) - 1 in sheet.cells:
                hidden.append(int(number))
            element.clear()
    if hidden:
        zh, en = f"有 {len(hidden)} 行是隐藏的，也已读入", f"hidden rows were read too: {len(hidden)}"
        composer.remarks.append(Remark(zh, en, Place(sheet=sheet.name, row=hidden[0]), unread=False))


def _stream(data: bytes) -> io.BytesIO:
    return io.BytesIO(data)


def _area(words: str | None) -> Merged | None:
    found = _RANGE.fullmatch(words or "")
    return (int(found[2]) - 1, column_number(found[1]), int(found[4]) - 1, column_number(found[3])) if found else None
