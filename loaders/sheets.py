"""A sheet as text: its title and notes as lines, what lies between as a `Table`, merged cells in every place that they cover. 重点任务分工表⏎序号⇥任务⇥单位

Rows above and below the table that hold a single cell (a title, 单位：万元, 备注：…) are lines; a row like that behind an empty row begins another table. Finds
no header: that is the grammar's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from loaders.composing import Composer, clean
from loaders.document import Place
from loaders.errors import LoadError, TooLargeError, Words
from loaders.grid import MAX_PLACES, OpenCell, draft_of

_UNNAMED = re.compile(r"(?:Sheet|Feuil|工作表|表)\s*\d*", re.IGNORECASE)
Merged = tuple[int, int, int, int]
"""First row, first column, last row, last column of a merged cell, counted from zero."""


@dataclass(slots=True)
class Sheet:
    """The words of a sheet as its program shows them, by row and column counted from zero; cells without words are left out."""

    name: str
    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: list[Merged] = field(default_factory=list)

    def put(self, row: int, column: int, words: str) -> None:
        if text := clean(words):
            self.cells.setdefault(row, {})[column] = text


def too_large(path: str, sheet: str) -> LoadError:
    return TooLargeError(
        path,
        Words(f"工作表“{sheet}”多于 {MAX_PLACES} 格", f"the sheet “{sheet}” has more than {MAX_PLACES} cells"),
        Words("请删去多余的行列，或拆分成几份文件", "Delete rows and columns that are not needed, or split the file"),
    )


def write_sheets(sheets: Iterable[Sheet], composer: Composer, path: str) -> None:
    """All sheets with words in them; their names where there are several that have one of their own."""
    filled = [sheet for sheet in sheets if sheet.cells]
    for sheet in filled:
        first = Place(sheet=sheet.name, row=min(sheet.cells) + 1)
        if len(filled) > 1 and not _UNNAMED.fullmatch(sheet.name.strip()):
            composer.line(sheet.name, (0, first))
        _write_sheet(sheet, composer, path)


def _write_sheet(sheet: Sheet, composer: Composer, path: str) -> None:
    columns = sorted({column for row in sheet.cells.values() for column in row})
    if len(columns) * len(sheet.cells) > MAX_PLACES:
        raise too_large(path, sheet.name)
    grid = _grid(sheet, set(columns))
    block: list[int] = []
    for row in [*sorted(grid), None]:
        begins = row is not None and block and row > block[-1] + 1 and _words(grid[row]) == 1
        if row is None or begins:
            _write_block(block, grid, sheet.name, composer)
            block = []
        if row is not None:
            block.append(row)


def _grid(sheet: Sheet, columns: set[int]) -> dict[int, dict[int, OpenCell]]:
    """For each row with words the cell in each column with words."""
    order = {column: number for number, column in enumerate(sorted(columns))}
    grid = {row: {order[column]: OpenCell(0, 1, 1, 0, text=text) for column, text in sorted(cells.items())} for row, cells in sorted(sheet.cells.items())}
    rows = sorted(grid)
    for top, left, bottom, right in sheet.merged:
        text = sheet.cells.get(top, {}).get(left, "")
        if not text:
            continue
        cell = grid[top][order[left]]
        for row in _between(rows, top, bottom):
            for column in _between(sorted(columns), left, right):
                grid[row].setdefault(order[column], cell)
    width = len(columns)
    for line in grid.values():
        for column in range(width):
            line.setdefault(column, OpenCell(0, 1, 1, 0))
    return grid


def _between(numbers: list[int], first: int, last: int) -> list[int]:
    return [number for number in numbers if first <= number <= last]


def _words(row: Mapping[int, OpenCell]) -> int:
    return len({id(cell) for cell in row.values() if cell.text})


def _write_block(block: list[int], grid: dict[int, dict[int, OpenCell]], name: str, composer: Composer) -> None:
    """A table with the lines above and below it."""
    first, last = 0, len(block)
    while first < last and _words(grid[block[first]]) < 2:
        first += 1
    while last > first and _words(grid[block[last - 1]]) < 2 and not _reaches_down(grid[block[last - 2]], grid[block[last - 1]]):
        last -= 1
    table = last - first > 1
    for number, row in enumerate(block):
        if not table or not first <= number < last:
            seen: dict[int, str] = {id(cell): cell.text for cell in grid[row].values() if cell.text}
            composer.line(" ".join(seen.values()), (0, Place(sheet=name, row=row + 1)))
        elif number == first:
            rows = block[first:last]
            composer.table(draft_of([_used(grid[one], rows, grid) for one in rows]), [Place(sheet=name, row=one + 1) for one in rows])


def _reaches_down(above: Mapping[int, OpenCell], row: Mapping[int, OpenCell]) -> bool:
    """Whether a merged cell of the row above goes on in this one."""
    return any(cell.text and any(cell is other for other in above.values()) for cell in row.values())


def _used(row: Mapping[int, OpenCell], rows: list[int], grid: dict[int, dict[int, OpenCell]]) -> dict[int, OpenCell]:
    """The row without the columns that are empty in all of the table."""
    used = [column for column in sorted(row) if any(grid[one][column].text for one in rows)]
    return {number: row[column] for number, column in enumerate(used)}
