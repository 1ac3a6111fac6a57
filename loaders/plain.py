"""Tables in plain text: lines parted by tabs, as a table copied out of a spreadsheet or a page is. 序号⇥重点任务⇥责任单位.

A table is two lines or more, one after the other, with the same number of tabs, two at the least, whose first looks like a heading: short words in every
cell, no sentence among them. Lines that a tab merely indents are none.
"""

from __future__ import annotations

import re

from loaders.document import Cell, Table

_LEAST_TABS = 2
_LONGEST_HEADING = 24
_SENTENCE = re.compile(r"[。；;！？]")


def tab_tables(text: str) -> tuple[Table, ...]:
    """The tables of a plain text, in order."""
    if "\t" not in text:
        return ()
    tables: list[Table] = []
    run: list[tuple[int, str]] = []
    start = 0
    for line in [*text.split("\n"), ""]:
        tabs = line.count("\t")
        if run and tabs != run[0][1].count("\t"):
            tables.extend(_table(run))
            run = []
        if tabs >= _LEAST_TABS and (run or _heading(line)):
            run.append((start, line))
        start += len(line) + 1
    return tuple(tables)


def _heading(line: str) -> bool:
    return all(0 < len(cell.strip()) <= _LONGEST_HEADING and not _SENTENCE.search(cell) for cell in line.split("\t"))


def _table(run: list[tuple[int, str]]) -> list[Table]:
    if len(run) < 2:
        return []
    rows = tuple(_cells(start, line) for start, line in run)
    return [Table(start=run[0][0], end=run[-1][0] + len(run[-1][1]), rows=rows)]


def _cells(start: int, line: str) -> tuple[Cell, ...]:
    cells = []
    for words in line.split("\t"):
        kept = words.strip()
        left = start + len(words) - len(words.lstrip()) if kept else start
        cells.append(Cell(left, left + len(kept)))
        start += len(words) + 1
    return tuple(cells)
