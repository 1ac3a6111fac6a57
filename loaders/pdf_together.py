"""A table that goes on over the end of a page as one: its heading that is printed again left out, a row that the page cut put together. 市知识产 / 权局

Two tables are one where their columns stand in the same places and nothing but furniture stands between.
"""

from __future__ import annotations

import re

from loaders.grid import OpenCell
from loaders.pdf_lines import joined
from loaders.pdf_tables import Grid

_NEAR = 6.0
_ENDED = re.compile(r"[。；;！？）)]$")
_SERIAL = re.compile(r"\s*\d{1,4}\s*[.、．]?\s*")
_HEADING_ROWS = 3


def carry_on(first: Grid, second: Grid) -> bool:
    """Adds the rows of the second table to the first where it is its continuation; whether it was."""
    if second.page == first.pages[-1] or second.page > first.pages[-1] + 1 or first.ruled != second.ruled:
        return False
    if len(first.columns) != len(second.columns):
        return False
    shift = first.columns[0] - second.columns[0]
    if any(abs(one - other - shift) > _NEAR for one, other in zip(first.columns, second.columns, strict=True)):
        return False
    rows = second.rows[_repeated(first, second) :]
    if rows and _cut(first, rows[0]):
        for column, cell in _own(rows[0]).items():
            above = first.rows[-1][column]
            above.text = joined(above.text, cell.text)
        rows = rows[1:]
    if rows and first.ruled:
        _reach_over(first.rows, rows)
    first.rows += rows
    first.pages += [second.page] * len(rows)
    return True


def _reach_over(above: list[dict[int, OpenCell]], rows: list[dict[int, OpenCell]]) -> None:
    """Gives the cells that are empty in front of the first row the words of the merged cell that the end of the page cut."""
    for column in sorted(rows[0]):
        empty, cell = rows[0][column], above[-1][column]
        if empty.text or not cell.text:
            return
        merged = (len(above) > 1 and above[-2].get(column) is cell) or (len(rows) > 1 and rows[1][column] is empty)
        if not merged:
            return
        for row in rows:
            for place, one in row.items():
                if one is empty:
                    row[place] = cell


def _words(row: dict[int, OpenCell]) -> list[str]:
    return ["".join(row[column].text.split()) for column in sorted(row)]


def _repeated(first: Grid, second: Grid) -> int:
    """How many rows at the top of the second table say again what those of the first say."""
    same = 0
    while same < min(_HEADING_ROWS, len(first.rows), len(second.rows)) and _words(first.rows[same]) == _words(second.rows[same]):
        same += 1
    return same


def _own(row: dict[int, OpenCell]) -> dict[int, OpenCell]:
    """The cells with words, each in its first column."""
    found: dict[int, OpenCell] = {}
    for column, cell in sorted(row.items()):
        if cell.text and all(cell is not other for other in found.values()):
            found[column] = cell
    return found


def _cut(table: Grid, row: dict[int, OpenCell]) -> bool:
    """Whether the row is the rest of the last one: what every other row has in front (a number, a name) is missing, and words were broken off."""
    words = _own(row)
    last = table.rows[-1]
    body = table.rows[1:] or table.rows
    if not words or not body or any(not last[column].text for column in words):
        return False
    serial = next((column for column in sorted(last)[:2] if sum(1 for line in body if _SERIAL.fullmatch(line[column].text)) > 0.6 * len(body)), None)
    if serial is not None:
        return not row[serial].text
    front = min(last)
    if row[front].text or not last[front].text:
        return False
    return any(not _ENDED.search(last[column].text) for column in words)
