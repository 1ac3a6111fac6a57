"""Tables of indicators: a row a target, its value in the column of the year that is to be reached.

    指标 | 单位 | 2020年 | 2025年 | 属性
    全员劳动生产率 | 万元/人 | 14.4 | 18.5 | 预期性

A table without a column of indicators or without one of values to reach (目标值, 2025年) is none. A cell that holds no
number, or a sentence, is left alone: 达到国家要求.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from grammar.quantities import find_quantities
from grammar.view import View
from loaders.document import Cell, Table
from ontology.records import Operator, Target

_NAME = re.compile(r"(?:主要|核心|具体|发展|二级|三级|绩效)?(?:指标|目标)(?:名称|内容)?|(?:项目|名称)")
_UNIT = re.compile(r"(?:计量|计算)?单位")
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)\s?年?")
_GOAL = re.compile(r"目标|规划值|预期值|计划值|预计")
_BASE = re.compile(r"基期|基数|现状|实际|完成(?:值|数|情况)|基础值|基准")
_GROWTH = re.compile(r"年均|累计|增速|\[|五年")
_NUMBER = re.compile(
    r"(?P<before>[≥≤><]|不低于|不少于|不高于|不超过|大于|小于|高于|低于|达到|约|左右)?=?\s*\[?(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\]?(?:[-—~](?P<high>\d+(?:\.\d+)?))?\s?(?P<unit>%|‰)?\s*(?P<after>以上|以下|以内|左右)?"
)
_OPERATORS = {
    **dict.fromkeys(("≥", ">", "不低于", "不少于", "大于", "高于", "以上"), Operator.AT_LEAST),
    **dict.fromkeys(("≤", "<", "不高于", "不超过", "小于", "低于", "以下", "以内"), Operator.AT_MOST),
    **dict.fromkeys(("约", "左右"), Operator.ABOUT),
}
_SCALES = (("亿", 10**8), ("万", 10**4))
_UNIT_IN_NAME = re.compile(r"\((?P<unit>[^()]{1,10})\)\s*$")
_HEADER_ROWS = 3


class _Columns(NamedTuple):
    header: int
    name: int
    unit: int | None
    goals: tuple[tuple[int, str | None], ...]
    """The columns of values to be reached, each with its year."""


def read_indicators(view: View) -> Iterator[Target]:
    """The targets of all tables of indicators."""
    for table in view.tables:
        if columns := _columns(table, view):
            yield from _rows(table, columns, view)


def _columns(table: Table, view: View) -> _Columns | None:
    header = table.rows[:_HEADER_ROWS]
    if not header or "标" not in view.shadow[table.start : header[-1][-1].end if header[-1] else table.end]:
        return None
    for index in range(len(header)):
        names = [_header_words(header[: index + 1], column, view) for column in range(len(header[index]))]
        name = next((column for column in range(len(names) - 1, -1, -1) if _NAME.fullmatch(names[column][-1])), None)
        if name is None:
            continue
        unit = next((column for column, words in enumerate(names) if _UNIT.fullmatch(words[-1])), None)
        goals = tuple(_goals(names, name))
        below = table.rows[index + 1] if index + 1 < len(table.rows) else ()
        if any(_YEAR.search(view.shadow[cell.start : cell.end]) for cell in below[name + 1 :]):
            continue  # the years stand in a second row of the header
        if goals:
            return _Columns(index, name, unit, goals)
    return None


def _header_words(rows: Sequence[Sequence[Cell]], column: int, view: View) -> list[str]:
    return [view.value(row[column].start, row[column].end) for row in rows if column < len(row)]


def _goals(names: list[list[str]], name: int) -> Iterator[tuple[int, str | None]]:
    """Columns of values to reach: those that say so, else the one of the last year."""
    years: list[tuple[int, str]] = []
    stated: list[tuple[int, str | None]] = []
    for column, words in enumerate(names):
        joined = "".join(dict.fromkeys(words))
        if column == name or _BASE.search(joined) or len(joined) > 30:
            continue
        year = _YEAR.search(joined)
        if _GOAL.search(joined) and not _NAME.fullmatch(words[-1]) and not _GROWTH.search(joined):
            stated.append((column, year["year"] if year else None))
        elif year and not _GROWTH.search(joined):
            years.append((column, year["year"]))
    if stated:
        return iter(stated)
    return iter(sorted(years, key=lambda found: found[1])[-1:] if len(years) > 1 else [])


def _rows(table: Table, columns: _Columns, view: View) -> Iterator[Target]:
    for row in table.rows[columns.header + 1 :]:
        if columns.name >= len(row):
            continue
        name = row[columns.name]
        metric = re.sub(r"^(?:\d+[.、]?|\(\d+\)|[①-⑳])", "", view.value(name.start, name.end))
        if not metric:
            continue
        own = _UNIT_IN_NAME.search(metric)
        unit = (
            view.value(row[columns.unit].start, row[columns.unit].end) if columns.unit is not None and columns.unit < len(row) else own["unit"] if own else ""
        )
        for column, year in columns.goals:
            if column < len(row) and (read := _value(view.shadow[row[column].start : row[column].end].strip(), unit)):
                op, value, counted = read
                cells = [name, row[column]]
                yield Target(
                    path=view.path_at(table.start),
                    text=":".join(view.value(cell.start, cell.end) for cell in cells),
                    metric=metric[: own.start()] if own and columns.unit is None else metric,
                    op=op,
                    value=value,
                    unit=counted or None,
                    by=year,
                    evidence=tuple(view.evidence(cell.start, cell.end) for cell in cells),
                )


def _value(words: str, unit: str) -> tuple[Operator, int | float | tuple[int | float, int | float], str] | None:
    """≥95, 18.5, [1000], 90%以上; null where the cell says anything else."""
    match = _NUMBER.fullmatch(words)
    if match is None:
        found = find_quantities(words, 0, len(words))
        return (found[0].op, found[0].value, found[0].unit) if len(found) == 1 and found[0].start <= 2 and found[0].end == len(words) else None
    scale, counted = next(((factor, unit[1:]) for name, factor in _SCALES if unit.startswith(name) and len(unit) > 1), (1, unit))
    low = _scaled(match["value"], scale)
    op = _OPERATORS.get(match["after"] or match["before"] or "", Operator.EQUAL)
    if match["high"]:
        return Operator.RANGE, (low, _scaled(match["high"], scale)), match["unit"] or counted
    return op, low, match["unit"] or counted


def _scaled(digits: str, scale: int) -> int | float:
    value = float(digits.replace(",", "")) * scale
    return int(value) if value.is_integer() else round(value, 6)
