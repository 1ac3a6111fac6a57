"""Tables that divide work, pasted as text: each cell a line of its own, or each row a line with its cells between strokes.

    序号                      序号 | 重点任务 | 牵头单位 |
    重点任务                  1 | 建设示例平台。 | 市科技局 |
    牵头单位
    1
    建设示例平台。
    市科技局

The header must name work and who does it, and every row must name bodies where the header does; whatever else stands in lines is no table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from grammar.clauses import read_clause
from grammar.names import looks_like_a_body
from grammar.task_tables import Columns, columns_of
from loaders.document import Cell, Table

_FIRST_NAME = re.compile(r"^[ \t|]*(?:序[ \t]*号|编[ \t]*号)[ \t|]*$", re.MULTILINE)
_LINE = re.compile(r"[^\n]+")
_NUMBER = re.compile(r"\d{1,3}[.、]?")
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]{1,3}[章节部]")
_LONGEST_NAME = 14
_FEWEST, _MOST = 3, 10
"""Columns."""
_MORE_LINES = 8
"""Lines that the words of one row may have beyond its cells; what follows the last row is not looked at further."""
_LONGEST_LIST = 240
_STROKES = 3
_RULE = re.compile(r"[-: ]*")


def tables_in_lines(shadow: str, tables: Sequence[Table]) -> list[Table]:
    """The tables that stand in the lines between those that the file has as tables, in order."""
    found = [table for header in _FIRST_NAME.finditer(shadow) for table in _cell_by_cell(shadow, header.start())] if "号" in shadow else []
    if shadow.count("|") > _STROKES * 2:
        found += _row_by_row(shadow)
    alone: list[Table] = []
    for table in sorted(found, key=lambda table: table.start):
        taken = [*tables, *alone]
        if not any(other.start < table.end and table.start < other.end for other in taken):
            alone.append(table)
    return alone


def _cell_by_cell(shadow: str, start: int) -> Iterator[Table]:
    """The table whose header begins at a place, parted where a heading stands between its rows."""
    names: list[Cell] = []
    segments: list[list[list[Cell]]] = [[]]
    spans: list[int] = [start]
    row: list[Cell] | None = None
    for line in _LINE.finditer(shadow, start):
        words = line[0].strip(" \t|")
        begins = line.start() + (line[0].find(words) if words else 0)
        cell = Cell(begins, begins + len(words))
        is_number, is_heading = bool(_NUMBER.fullmatch(words)), bool(_HEADING.match(words))
        if is_heading and (names or row):
            segments.append([])
            spans.append(line.end())
            row = None
        elif is_number and len(names) >= _FEWEST:
            row = [cell]
            segments[-1].append(row)
        elif row is not None:
            if words or "|" in line[0]:
                row.append(cell)
            if len(row) > len(names) + _MORE_LINES:
                break
        elif words and len(words) <= _LONGEST_NAME and not any(segments) and len(names) < _MOST and len(spans) == 1:
            names.append(cell)
        elif words:
            break
    header = tuple(names)
    columns = columns_of(Table(start, start, (header,)), shadow) if len(names) >= _FEWEST else None
    if columns is None:
        return
    widths = Counter(len(row) for rows in segments for row in rows)
    last = next((rows[-1] for rows in reversed(segments) if rows), [])
    del last[min(len(header), widths.most_common(1)[0][0] if widths else 0) :]  # whatever follows its last row is no table's
    for begins, rows in zip(spans, segments, strict=True):
        yield from _fitting(begins, header, rows, columns, shadow)


def _fitting(begins: int, header: tuple[Cell, ...], rows: Sequence[Sequence[Cell]], columns: Columns, shadow: str) -> Iterator[Table]:
    """The rows of a segment as tables: one that does not fit its header parts them."""
    fitting: list[tuple[Cell, ...]] = []
    for row in [*rows, ()]:
        cells = _fitted(row, len(header), columns, shadow)
        if cells is not None:
            fitting.append(cells)
        elif fitting:
            first = begins if fitting[0][0] is rows[0][0] else fitting[0][0].start
            yield Table(first, max(cell.end for cell in fitting[-1]), (header, *fitting))
            fitting = []


def _fitted(row: Sequence[Cell], width: int, columns: Columns, shadow: str) -> tuple[Cell, ...] | None:
    """A row with as many cells as its header: empty ones lost at its end, or lines of its words joined; null where no bodies stand in their columns."""
    if not row or columns.text is None:
        return None
    last_needed = max(columns.text, *(index for index, _ in columns.roles))
    ways = [row[:width]]
    if (extra := len(row) - width) > 0:
        text = columns.text
        ways.insert(0, [*row[:text], Cell(row[text].start, row[text + extra].end), *row[text + extra + 1 :]])
    for way in ways:
        if len(way) > last_needed and _names_bodies(way, columns, shadow):
            end = way[-1].end
            return (*way, *[Cell(end, end)] * (width - len(way)))
    return None


def _names_bodies(row: Sequence[Cell], columns: Columns, shadow: str) -> bool:
    """Whether bodies stand in the columns of bodies, in one of them at least, and nothing else."""
    named = 0
    for index, role in columns.roles:
        words = shadow[row[index].start : row[index].end].strip(" 。;")
        if not words:
            continue
        clause = read_clause(words, role) if len(words) <= _LONGEST_LIST and "。" not in words else None
        if clause is None or not all(looks_like_a_body(words[body.start : body.end] + body.tail) for body in clause.bodies):
            return False
        named += 1
    return bool(named)


def _row_by_row(shadow: str) -> Iterator[Table]:
    """Tables whose rows are lines with strokes between the cells; a cell that spans rows is printed in the first of them alone."""
    lines: list[tuple[int, list[Cell]]] = []
    for line in _LINE.finditer(shadow):
        strokes = line[0].count("|")
        if not line[0].strip():
            continue
        if strokes < _STROKES:
            yield from _with_strokes(lines, shadow)
            lines = []
        else:
            lines.append((line.start(), _between_strokes(line[0], line.start())))
    yield from _with_strokes(lines, shadow)


def _between_strokes(line: str, offset: int) -> list[Cell]:
    """The cells of a line; strokes at its ends hold none outside them."""
    first = len(line) - len(line.lstrip()) + line.lstrip().startswith("|")
    last = len(line.rstrip()) - line.rstrip().endswith("|")
    edges = [first - 1, *(place for place in range(first, last) if line[place] == "|"), last]
    cells = []
    for before, after in pairwise(edges):
        words = line[before + 1 : after]
        start = offset + before + 1 + len(words) - len(words.lstrip())
        cells.append(Cell(start, start + len(words.strip())))
    return cells


def _with_strokes(lines: Sequence[tuple[int, list[Cell]]], shadow: str) -> Iterator[Table]:
    if len(lines) < 2:
        return
    header = tuple(lines[0][1])
    columns = columns_of(Table(lines[0][0], lines[0][0], (header,)), shadow)
    if columns is None or columns.text is None or not _FEWEST <= len(header) <= _MOST:
        return
    rows: list[tuple[Cell, ...]] = []
    for _, cells in lines[1:]:
        if all(_RULE.fullmatch(shadow, cell.start, cell.end) for cell in cells):
            continue
        row = (*rows[-1][: len(header) - len(cells)], *cells) if rows and len(cells) < len(header) else tuple(cells)
        if len(row) == len(header) and _names_bodies(row, columns, shadow):
            rows.append(row)
    if rows:
        yield Table(lines[0][0], max(cell.end for cell in rows[-1]), (header, *rows))
