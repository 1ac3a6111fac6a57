"""Tables of a page or a Word document: which hold data and which only lay the page out, and a table of data as a full grid. 序号 | 任务 | 责任单位

A cell that spans rows or columns stands in each place that it covers; its words are printed once, in its first place. In the text every row has the same number
of tabs. Spans that would make a grid of unreasonable size are not followed (`rowspan="100000"`): such a table keeps its rows as text and is no `Table`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from loaders.particulars import is_label

Element: TypeAlias = Any  # lxml carries no types

MAX_PLACES = 100_000
"""Places of one grid, spans counted; the largest tables of indicators stay far below."""
MAX_COLUMNS_SPANNED = 1000
"""As the HTML standard limits colspan."""
MAX_ROWS_SPANNED = 65534
"""As the HTML standard limits rowspan."""

_DIGITS = re.compile(r"\s*(\d{1,9})", re.ASCII)
_SHORT = 24
_BOX = 30  # rows; no box of particulars has more
_PROSE = 600


@dataclass(slots=True)
class OpenCell:
    """A cell while it is read: its lines are `lines[first:last]`."""

    first: int
    columns: int
    rows: int
    section: int
    last: int = 0
    text: str = ""


@dataclass(slots=True)
class OpenTable:
    """A table while it is read; tells nothing until it is closed."""

    first: int
    role: str
    rows: list[list[OpenCell]] = field(default_factory=list)
    section: int = 0
    cells: list[OpenCell] = field(default_factory=list)
    holds_data: bool = False
    tangled: bool = False

    def open(self, element: Element, tag: str, at: int) -> None:
        if tag in {"thead", "tbody", "tfoot"}:
            self.section += 1
        elif tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            if not self.rows:
                self.rows.append([])
            self.tangled |= bool(self.cells)
            columns, rows = _span(element.get("colspan"), MAX_COLUMNS_SPANNED), _span(element.get("rowspan"), MAX_ROWS_SPANNED)
            cell = OpenCell(at, max(columns, 1), rows or MAX_ROWS_SPANNED, self.section)
            self.cells.append(cell)
            self.rows[-1].append(cell)

    @property
    def lays_out(self) -> bool:
        """Whether its markup alone shows that it holds no data: other tables stand in it, or cells in cells."""
        return self.holds_data or self.tangled or self.role in {"presentation", "none"}

    def close(self, tag: str, at: int) -> None:
        if tag in {"td", "th"} and self.cells:
            self.cells.pop().last = at

    def beside(self, count: int) -> list[int]:
        """Which of the table's lines stand in no cell: those of the caption."""
        inside: set[int] = set()
        for row in self.rows:
            for cell in row:
                inside.update(range(cell.first - self.first, cell.last - self.first))
        return [number for number in range(count) if number not in inside]


@dataclass(slots=True)
class Draft:
    """A table of data before its place in the text is known."""

    texts: list[str]
    """A line a row."""
    places: list[list[tuple[int, int, int]]]
    """For each place of the grid the row, start and end within the row's line where its words are printed; empty where the spans were not followed."""


def _span(words: str | None, limit: int) -> int:
    found = _DIGITS.match(words) if words else None
    return min(int(found[1]), limit) if found else 1


def as_data(table: OpenTable, texts: list[str]) -> Draft | None:
    """The table as rows; None where it lays out the page, lists the particulars of one, or is a single row or column."""
    rows = [row for row in table.rows if row]
    if table.lays_out or len(rows) < 2 or max(map(len, rows)) < 2:
        return None
    for row in rows:
        for cell in row:
            cell.text = " ".join(text.strip() for text in texts[cell.first - table.first : cell.last - table.first])
    words = [cell for row in rows for cell in row if cell.text]
    if len(words) < 2 or _lays_out(rows, words) or _describes(rows):
        return None
    grid = _grid(rows)
    if grid is None:
        return Draft(["\t".join(cell.text for cell in row) for row in rows], [])
    return draft_of(grid)


def _lays_out(rows: list[list[OpenCell]], words: list[OpenCell]) -> bool:
    """Whether one cell holds nearly all the words, in many lines, and no row of headings stands above it."""
    largest = max(words, key=lambda cell: len(cell.text))
    if len(largest.text) < _PROSE or largest.last - largest.first < 5 or len(largest.text) < 0.7 * sum(len(cell.text) for cell in words):
        return False
    return not (len(rows[0]) > 1 and all(0 < len(cell.text) <= _SHORT for cell in rows[0]))


def _describes(rows: list[list[OpenCell]]) -> bool:
    """Whether it is the box of particulars above a document (索引号, 发文字号, 成文日期): labels in several rows, each before its value."""
    rows = rows[:_BOX]
    with_colon = sum(1 for row in rows for cell in row if is_label(cell.text, colon=True))
    labelled = [row for row in rows if any(is_label(cell.text) for cell in row[::2])]
    return with_colon > 2 or len(labelled) > 1


def _grid(rows: list[list[OpenCell]]) -> list[dict[int, OpenCell]] | None:
    """For each row the cell in each column that one covers; None where there would be too many places."""
    grid: list[dict[int, OpenCell]] = []
    running: dict[int, tuple[OpenCell, int]] = {}
    section = -1
    places = width = 0
    for row in rows:
        if row[0].section != section:
            section, running = row[0].section, {}
        covered = {column: cell for column, (cell, _) in running.items()}
        running = {column: (cell, left - 1) for column, (cell, left) in running.items() if left > 1}
        column = 0
        for cell in row:
            while column in covered:
                column += 1
            for _ in range(cell.columns):
                if column in covered:
                    break
                covered[column] = cell
                if cell.rows > 1:
                    running[column] = (cell, cell.rows - 1)
                column += 1
            if places + len(covered) > MAX_PLACES:
                return None
        places += len(covered)
        width = max(width, max(covered, default=-1) + 1)
        if width * len(rows) > MAX_PLACES:
            return None
        grid.append(covered)
    return grid


def draft_of(grid: list[dict[int, OpenCell]]) -> Draft:
    """The rows of a grid as lines; a cell that stands in several places is printed in the first."""
    width = max((max(row, default=-1) for row in grid), default=-1) + 1
    printed: dict[int, tuple[int, int, int]] = {}
    texts: list[str] = []
    places: list[list[tuple[int, int, int]]] = []
    for number, row in enumerate(grid):
        at = 0
        words: list[str] = []
        line: list[tuple[int, int, int]] = []
        for column in range(width):
            cell = row.get(column)
            place = (number, at, at) if cell is None else printed.get(id(cell))
            text = ""
            if place is None and cell is not None:
                text = cell.text
                place = printed[id(cell)] = (number, at, at + len(text))
            line.append(place or (number, at, at))
            words.append(text)
            at += len(text) + 1
        texts.append("\t".join(words))
        places.append(line)
    return Draft(texts, places)
