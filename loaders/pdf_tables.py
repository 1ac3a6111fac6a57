"""Tables of a page, by the rules around their cells, and how the lines of a cell join: 序号 | 重点任务 | 牵头单位

A frame around text is no table. Cells that no rule parts are one, in every place that it covers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from loaders.grid import MAX_PLACES, OpenCell
from loaders.pdf_drawings import Rule
from loaders.pdf_lines import Line, as_lines, joined
from loaders.pdf_page import Glyph, Page

_NEAR = 4.0
_NUMBERED = re.compile(r"\s*(?:\d{1,2}\s*[.．、）)]|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|[①-⑳])")
_ENDED = re.compile(r"[。；;：:！？]$")
_BODY = re.compile(r"(?:局|委|办|厅|部|院|会|府|署|行|司|室|中心|集团|公司)$")
_LEVEL = re.compile(r"[市省区县各]")


@dataclass(slots=True)
class Grid:
    """A table of a page: for each row the cell in each column."""

    page: int
    top: float
    bottom: float
    columns: list[float]
    """Where its columns begin, and where the last one ends."""
    rows: list[dict[int, OpenCell]] = field(default_factory=list)
    ruled: bool = True
    pages: list[int] = field(default_factory=list)
    """The page of each row."""
    lines: list[Line] = field(default_factory=list)
    """What it is where it turns out to be no more than a frame around text, and the rest of no other table."""


def _grouped(values: Sequence[float], near: float = _NEAR) -> list[float]:
    """Values that are the same but for how rules are drawn, once each."""
    groups: list[list[float]] = []
    for one in sorted(values):
        if groups and one - groups[-1][0] <= near:
            groups[-1].append(one)
        else:
            groups.append([one])
    return [sum(group) / len(group) for group in groups]


def _frames(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The rules that touch each other, together."""
    parents = list(range(len(rules)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    across = sorted((index for index, rule in enumerate(rules) if rule.across), key=lambda index: rules[index].top)
    tops = [rules[index].top for index in across]
    for index, rule in enumerate(rules):
        if rule.across:
            continue
        for other in across[bisect_right(tops, rule.top - _NEAR) : bisect_right(tops, rule.bottom + _NEAR)]:
            if rules[other].left - _NEAR <= rule.left <= rules[other].right + _NEAR:
                parents[root(other)] = root(index)
    groups: dict[int, list[Rule]] = {}
    for index, rule in enumerate(rules):
        groups.setdefault(root(index), []).append(rule)
    return [group for group in groups.values() if len(group) > 3]


def ruled_tables(page: Page) -> list[Grid]:
    """The tables that rules part into cells, from the top; their characters are taken from the page. One of a single row may be the rest of another."""
    if len(page.rules) > 20_000:
        return []
    tables: list[Grid] = []
    low = max(_NEAR, 0.6 * median(glyph.em for glyph in page.glyphs)) if page.glyphs else _NEAR  # no row is lower than its words
    for frame in sorted(_frames(page.rules), key=lambda group: min(rule.top for rule in group)):
        rows = _grouped([rule.top for rule in frame if rule.across] + [end for rule in frame if not rule.across for end in (rule.top, rule.bottom)], low)
        columns = _grouped([rule.left for rule in frame if not rule.across] + [end for rule in frame if rule.across for end in (rule.left, rule.right)])
        if len(rows) < 2 or len(columns) < 3 or (len(rows) - 1) * (len(columns) - 1) > MAX_PLACES:
            continue
        table = _filled(frame, rows, columns, page, low)
        if table is not None:
            tables.append(table)
    return tables


def _filled(frame: list[Rule], rows: list[float], columns: list[float], page: Page, low: float) -> Grid | None:
    """The cells with their words; None where fewer than two rows or columns have any."""
    cells = _cells(frame, rows, columns, low)
    inside: dict[int, list[Glyph]] = {}
    kept: list[Glyph] = []
    for glyph in page.glyphs:
        row, column = bisect_right(rows, glyph.middle) - 1, bisect_right(columns, glyph.center) - 1
        if 0 <= row < len(rows) - 1 and 0 <= column < len(columns) - 1:
            inside.setdefault(cells[row][column], []).append(glyph)
        else:
            kept.append(glyph)
    bounds: dict[int, tuple[float, float]] = {}
    for line in cells:
        for column, cell in enumerate(line):
            left, right = bounds.get(cell, (columns[column], columns[column + 1]))
            bounds[cell] = (min(left, columns[column]), max(right, columns[column + 1]))
    if not inside:
        return None
    made = {cell: OpenCell(0, 1, 1, 0, text=cell_text(as_lines(glyphs), *bounds[cell])) for cell, glyphs in inside.items()}
    table = Grid(page.number, rows[0], rows[-1], columns)
    for line in cells:
        row_cells = {column: made.get(cell) or OpenCell(0, 1, 1, 0) for column, cell in enumerate(line)}
        if any(cell.text for cell in row_cells.values()) and not (table.rows and _same(table.rows[-1], row_cells)):
            table.rows.append(row_cells)
    if max((len({id(cell) for cell in row.values() if cell.text}) for row in table.rows), default=0) < 2:
        if not table.rows or len(columns) < 4:
            return None
        table.lines = as_lines([glyph for glyphs in inside.values() for glyph in glyphs])
    page.glyphs = kept
    table.pages = [page.number] * len(table.rows)
    return table


def _same(first: dict[int, OpenCell], second: dict[int, OpenCell]) -> bool:
    """Whether a rule parts nothing: both rows are the same cells."""
    return all(first[column] is second[column] or not (first[column].text or second[column].text) for column in first) and any(
        cell.text for cell in first.values()
    )


def _cells(frame: list[Rule], rows: list[float], columns: list[float], low: float) -> list[list[int]]:
    """For each place of the grid the number of the cell that it belongs to."""
    height, width = len(rows) - 1, len(columns) - 1
    walls: set[tuple[int, int]] = set()
    floors: set[tuple[int, int]] = set()
    for rule in frame:
        if rule.across:
            reached = [column for column in range(width) if _covers(rule.left, rule.right, columns, column)]
            floors.update((row, column) for row in _at(rows, rule.top, low) for column in reached)
        else:
            passed = [row for row in range(height) if _covers(rule.top, rule.bottom, rows, row)]
            walls.update((row, column) for column in _at(columns, rule.left, _NEAR) for row in passed)
    numbers = [[-1] * width for _ in range(height)]
    count = 0
    for row in range(height):
        for column in range(width):
            if numbers[row][column] >= 0:
                continue
            waiting = [(row, column)]
            numbers[row][column] = count
            while waiting:
                y, x = waiting.pop()
                for below, right, wall in (
                    (y, x + 1, (y, x + 1) in walls),
                    (y, x - 1, (y, x) in walls),
                    (y + 1, x, (y + 1, x) in floors),
                    (y - 1, x, (y, x) in floors),
                ):
                    if not wall and 0 <= below < height and 0 <= right < width and numbers[below][right] < 0:
                        numbers[below][right] = count
                        waiting.append((below, right))
            count += 1
    return numbers


def _at(values: list[float], wanted: float, near: float) -> list[int]:
    nearest = min(range(len(values)), key=lambda index: abs(values[index] - wanted))
    return [nearest] if abs(values[nearest] - wanted) <= near else []


def _covers(first: float, last: float, values: list[float], index: int) -> bool:
    middle = (values[index] + values[index + 1]) / 2
    return first - _NEAR <= middle <= last + _NEAR


def cell_text(lines: list[Line], left: float, right: float) -> str:
    """The words of a cell: lines that were full go on in the next one, others end with a space."""
    text = ""
    widest = max((line.right - line.left for line in lines), default=0.0)
    inner = max(widest, min(right - left, right - left) - 1.2 * (lines[0].em if lines else 0) - _NEAR)
    for number, line in enumerate(lines):
        words = line.text
        if number:
            above = lines[number - 1]
            short = above.right - above.left < min(inner - 1.1 * line.em, 0.85 * inner)
            begins = (_ENDED.search(above.text) is not None and _NUMBERED.match(words) is not None) or (
                _BODY.search(above.text) is not None and _LEVEL.match(words) is not None
            )
            text = f"{text} {words}" if short or begins else joined(text, words)
        else:
            text = words
    return text
