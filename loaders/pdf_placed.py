"""Tables of a page without rules, by how their words stand under each other: three pieces of a line or more, in columns. 序号  任务  单位

Refuses lines that reach over two columns, a few words set apart on one line, and columns of running text.
"""

from __future__ import annotations

from itertools import pairwise

from loaders.grid import OpenCell
from loaders.pdf_lines import Line, pieces
from loaders.pdf_page import Page
from loaders.pdf_tables import Grid, cell_text


def placed_tables(lines: list[Line], page: Page) -> list[tuple[int, int, Grid]]:
    """Tables without rules: first and last line (the last not included) and the grid of each."""
    found: list[tuple[int, int, Grid]] = []
    cut = [pieces(line) for line in lines]
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and (len(cut[end]) >= 3 or (end > start and _continues(cut[start:end], cut[end], lines[end - 1], lines[end]))):
            end += 1
        if sum(1 for line in cut[start:end] if len(line) >= 3) >= 3 and (table := _by_place(cut[start:end], lines[start:end], page)):
            found.append((start, end, table))
            start = end
        else:
            start = max(end, start + 1)
    return found


def _continues(above: list[list[Line]], line: list[Line], before: Line, this: Line) -> bool:
    """Whether a line holds the rest of cells: each piece stands under one column and none reaches over two."""
    if this.top - before.bottom > 1.5 * this.em or abs(this.em - before.em) > 0.15 * before.em:
        return False
    columns = _columns(above)
    return all(sum(1 for left, right in columns if piece.left < right and piece.right > left) == 1 and _under(piece, above) for piece in line)


def _under(piece: Line, above: list[list[Line]]) -> bool:
    """Whether it begins, or has its middle, where a piece above has."""
    center = piece.left + piece.right
    return any(abs(one.left - piece.left) < piece.em or abs(one.left + one.right - center) < 2 * piece.em for row in above for one in row)


def _columns(rows: list[list[Line]]) -> list[tuple[float, float]]:
    spans = sorted((piece.left, piece.right) for row in rows for piece in row)
    columns: list[tuple[float, float]] = []
    for left, right in spans:
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _by_place(rows: list[list[Line]], lines: list[Line], page: Page) -> Grid | None:
    columns = _columns(rows)
    if len(columns) < 3 or sum(1 for row in rows if len(row) >= 3) < 0.4 * len(rows):
        return None
    gaps = [second.top - first.top for first, second in pairwise(lines)]
    usual = min(gaps, default=0.0)
    by_gap = any(gap > 1.35 * usual for gap in gaps) and len({len(row) for row in rows}) > 1
    table = Grid(page.number, lines[0].top, lines[-1].bottom, [left for left, _ in columns] + [columns[-1][1]], ruled=False)
    groups: list[list[list[Line]]] = []
    for number, row in enumerate(rows):
        first = row[0].left < columns[0][1]
        begins = gaps[number - 1] > 1.35 * usual if number and by_gap else first
        if not groups or begins:
            groups.append([])
        groups[-1].append(row)
    for group in groups:
        cells: dict[int, list[Line]] = {}
        for row in group:
            for piece in row:
                column = next(index for index, (left, right) in enumerate(columns) if piece.left < right and piece.right > left)
                cells.setdefault(column, []).append(piece)
        table.rows.append(
            {index: OpenCell(0, 1, 1, 0, text=cell_text(cells[index], *columns[index]) if index in cells else "") for index in range(len(columns))}
        )
    table.pages = [page.number] * len(table.rows)
    return table if len(table.rows) > 1 else None
