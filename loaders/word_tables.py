"""Tables in the body of a Word document: rows and cells with what merges them, through the same grid as those of web pages. <w:vMerge w:val="restart"/>

Rows that a tracked change deleted are left out. A table that only lays out the page becomes lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.document import Place
from loaders.grid import Draft, OpenCell, OpenTable, as_data
from loaders.word_markup import Element, cells_of, child, rows_of, value, whole

if TYPE_CHECKING:
    from loaders.word_body import Body

_MAX_SPAN = 1_000


@dataclass(slots=True)
class Line:
    """A line of the document; a row where it has a table."""

    text: str
    place: Place
    table: Draft | None = None


def read_table(body: Body, element: Element) -> None:
    """The rows of a table, into the lines of the body."""
    table = OpenTable(len(body.lines), role="")
    body.open_tables.append(table)
    above: dict[int, OpenCell] = {}
    for row in rows_of(element):
        properties = child(row, "trPr")
        if child(properties, "del") is not None:
            continue
        above = _row(body, row, table, above, whole(value(child(properties, "gridBefore"))))
    body.open_tables.pop()
    _close(body, table)


def _row(body: Body, row: Element, table: OpenTable, above: dict[int, OpenCell], skipped: int) -> dict[int, OpenCell]:
    """Reads a row; gives the cells that may go on below, by their first column."""
    cells: list[OpenCell] = []
    reaching: dict[int, OpenCell] = {}
    column = 0
    if 0 < skipped <= _MAX_SPAN:
        cells.append(OpenCell(len(body.lines), skipped, 1, 0, len(body.lines)))
        column = skipped
    for element in cells_of(row):
        properties = child(element, "tcPr")
        columns = min(max(whole(value(child(properties, "gridSpan")), 1), 1), _MAX_SPAN)
        merge = child(properties, "vMerge")
        first = len(body.lines)
        body.blocks(element)
        if cells and (flat := child(properties, "hMerge")) is not None and value(flat) != "restart":
            cells[-1].columns += columns
            cells[-1].last = len(body.lines)
        elif merge is not None and value(merge) != "restart" and column in above and first == len(body.lines):
            above[column].rows += 1
            reaching[column] = above[column]
        else:
            cell = OpenCell(first, columns, 1, 0, len(body.lines))
            cells.append(cell)
            if merge is not None:
                reaching[column] = cell
        column += columns
    table.rows.append(cells)
    return reaching


def _close(body: Body, table: OpenTable) -> None:
    """Puts rows in place of the lines of a table of data."""
    lines = body.lines[table.first :]
    draft = as_data(table, [line.text for line in lines]) if lines else None
    if draft is None:
        if not body.open_tables:
            for line in lines:
                body.paragraphs += 1
                line.place = Place(paragraph=body.paragraphs) if line.table is None else line.place
        return
    body.lines[table.first :] = []
    if body.open_tables:
        body.open_tables[-1].holds_data = True
    body.tables += 1
    for number, text in enumerate(draft.texts):
        body.lines.append(Line(text, Place(table=body.tables, row=number + 1), draft))
