"""Tables of indicators: a row a target, its value in the columns of the years that are to be reached.

    指标 | 单位 | 2020年 | 2025年 | 属性              年份 | 示例产值（亿元）
    全员劳动生产率 | 万元/人 | 14.4 | 18.5 | 预期性      2025年（目标） | 200

A table without a column of indicators or without one of values to reach (目标值, 2025年) is none; the earliest of several
years is where it starts from. A cell that holds no number, or a sentence, is left alone: 达到国家要求.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from grammar.quantities import find_quantities
from grammar.stated import StatedTarget
from grammar.view import View
from loaders.document import Cell, Table
from ontology.records import Operator

_NAME = re.compile(r"(?:主要|核心|具体|发展|二级|三级|绩效|重点|工作|年度)?(?:指标|目标|任务|目标任务|工作任务)(?:名称|内容)?|(?:项目|名称)")
_UNIT = re.compile(r"(?:计量|计算)?单位")
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)\s?年?")
_GOAL = re.compile(r"目标|规划值|预期值|计划[值数]|预计|指标值|任务[数量]")
_DUE = re.compile(r"(?:完成|达成|截止)?(?:时限|时间|期限|日期|时间节点)(?:要求)?")
_AS_YEARS = re.compile(r"年份|年度|时间|时期")
_BASE = re.compile(r"基期|基数|现状|实际|完成(?:值|数|情况)|基础值|基准")
_GROWTH = re.compile(r"年均|累计|增速|\[|五年")
_CUMULATED = re.compile(r"\[(?P<number>[^\[\]]{1,12})\]")
"""〔18〕 in the column 年均增速〔累计〕: what the years of the plan come to."""
_NUMBER = re.compile(
    r"(?P<before>[≥≤><]|不低于|不少于|不高于|不超过|大于|小于|高于|低于|达到|突破|超过|约|左右)?=?\s*\[?(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\]?(?:[-—~](?P<high>\d+(?:\.\d+)?))?\s?(?P<unit>%|‰)?\s*(?P<after>以上|以下|以内|左右)?"
)
_OPERATORS = {
    **dict.fromkeys(("≥", ">", "不低于", "不少于", "大于", "高于", "突破", "超过", "以上"), Operator.AT_LEAST),
    **dict.fromkeys(("≤", "<", "不高于", "不超过", "小于", "低于", "以下", "以内"), Operator.AT_MOST),
    **dict.fromkeys(("约", "左右"), Operator.ABOUT),
}
_SCALES = (("亿", 10**8), ("万", 10**4))
_UNIT_IN_NAME = re.compile(r"\((?P<unit>[^()]{1,10})\)\s*$")
_YEARLY_GROWTH = re.compile(r"年均(?:增速|增长|递增|增幅)|年均/|累计|\[")
_COUNTER = re.compile(r"^(?:\d+[.、]?|\(\d+\)|[①-⑳])")
_HEADER_ROWS = 3
_FEWEST_YEARS = 3


class _Columns(NamedTuple):
    header: int
    name: int
    unit: int | None
    goals: tuple[tuple[int, str | None], ...]
    """The columns of values to be reached, each with its year."""
    due: int | None
    """The column that says by when."""
    growth: int | None
    """The column of the yearly growth or of what is cumulated, for what has no other value: 地区生产总值 | — | 6%."""


def read_indicators(view: View) -> Iterator[StatedTarget]:
    """The targets of all tables of indicators."""
    for table in view.tables:
        if columns := _columns(table, view):
            yield from _rows(table, columns, view)
        elif years := _years_down(table, view):
            yield from _transposed(table, years, view)
        else:
            yield from _across(table, view)


def _columns(table: Table, view: View) -> _Columns | None:
    header = table.rows[:_HEADER_ROWS]
    if not header or not any(sign in view.shadow[table.start : header[-1][-1].end if header[-1] else table.end] for sign in "标务"):
        return None
    for index in range(len(header)):
        names = [_header_words(header[: index + 1], column, view) for column in range(len(header[index]))]
        name = next((column for column in range(len(names) - 1, -1, -1) if _NAME.fullmatch(names[column][-1])), None)
        if name is None:
            continue
        unit = next((column for column, words in enumerate(names) if _UNIT.fullmatch(words[-1])), None)
        due = next((column for column, words in enumerate(names) if _DUE.fullmatch(words[-1])), None)
        growth = next((column for column, words in enumerate(names) if column != name and _YEARLY_GROWTH.search(words[-1])), None)
        goals = tuple(_goals(names, name, view.head.fields.date))
        below = table.rows[index + 1] if index + 1 < len(table.rows) else ()
        if any(_YEAR.search(view.shadow[cell.start : cell.end]) for column, cell in enumerate(below) if column > name and column != due):
            continue  # the years stand in a second row of the header
        if goals:
            return _Columns(index, name, unit, goals, due, growth)
    return None


def _header_words(rows: Sequence[Sequence[Cell]], column: int, view: View) -> list[str]:
    return [view.value(row[column].start, row[column].end) for row in rows if column < len(row)]


def _goals(names: list[list[str]], name: int, date: str | None) -> Iterator[tuple[int, str | None]]:
    """Columns of values to reach: those that say so, else those of the years that are to come."""
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
    return iter(stated) if stated else _to_come(years, date)


def _to_come(years: list[tuple[int, str]], date: str | None) -> Iterator[tuple[int, str]]:
    """Of several years all but the first, which the plan starts from, as far as they are not over; one alone where it is to come."""
    first = min((year for _, year in years), default="")
    for column, year in years:
        if (year > first or (date and year > date[:4])) and (not date or year >= date[:4]):
            yield column, year


def _rows(table: Table, columns: _Columns, view: View) -> Iterator[StatedTarget]:
    for row in table.rows[columns.header + 1 :]:
        if columns.name >= len(row):
            continue
        unit = _words(row, columns.unit, view) if columns.unit is not None else None
        due = _YEAR.search(_words(row, columns.due, view)) if columns.due is not None else None
        found: list[StatedTarget] = []
        for column, year in columns.goals:
            if column < len(row) and row[column] != row[columns.name]:
                found += _target(view, table, row[columns.name], row[column], unit, year or (due["year"] if due else None))
        if not found and columns.growth is not None and columns.growth < len(row):
            grown = row[columns.growth]
            if _CUMULATED.fullmatch(view.shadow[grown.start : grown.end].strip()):
                found += _target(view, table, row[columns.name], grown, unit, columns.goals[-1][1])
            elif "%" in _words(row, columns.growth, view):
                found += _target(view, table, row[columns.name], grown, "%", columns.goals[-1][1], counts="年均增速")
        yield from found


def _words(row: Sequence[Cell], column: int, view: View) -> str:
    return view.value(row[column].start, row[column].end) if column < len(row) else ""


def _years_down(table: Table, view: View) -> list[tuple[int, str]]:
    """The rows of the years to be reached, where a table has a row a year: 2025年（目标）."""
    if len(table.rows) < _FEWEST_YEARS or not table.rows[0] or not _AS_YEARS.fullmatch(_words(table.rows[0], 0, view)):
        return []
    named = [(index, words) for index, row in enumerate(table.rows[1:], 1) if (words := _words(row, 0, view))]
    years = [(index, year["year"]) for index, words in named if (year := _YEAR.match(words)) and not _BASE.search(words)]
    stated = [(index, year["year"]) for index, words in named if _GOAL.search(words) and (year := _YEAR.match(words))]
    return stated or list(_to_come(years, view.head.fields.date))


def _transposed(table: Table, years: list[tuple[int, str]], view: View) -> Iterator[StatedTarget]:
    """The targets of a table with an indicator a column."""
    for index, year in years:
        for name, cell in zip(table.rows[0][1:], table.rows[index][1:], strict=False):
            if _UNIT_IN_NAME.search(view.value(name.start, name.end)):
                yield from _target(view, table, name, cell, None, year)


def _across(table: Table, view: View) -> Iterator[StatedTarget]:
    """The targets of a table with a row of indicators above the row of their values: 主要指标 | 示例产值; 2025年目标值 | 6亿元."""
    for names, values in itertools.pairwise(table.rows):
        said = _words(values, 0, view)
        if not _NAME.fullmatch(_words(names, 0, view)) or not _GOAL.search(said) or _BASE.search(said) or _NAME.fullmatch(said):
            continue
        year = _YEAR.search(said)
        for name, cell in zip(names[1:], values[1:], strict=False):
            yield from _target(view, table, name, cell, None, year["year"] if year else None)


def _target(view: View, table: Table, name: Cell, cell: Cell, unit: str | None, year: str | None, *, counts: str = "") -> Iterator[StatedTarget]:
    """The target of one cell; none where it holds no number. `counts`: what of the indicator it measures."""
    metric = _COUNTER.sub("", view.value(name.start, name.end))
    own = _UNIT_IN_NAME.search(metric)
    if not metric or not (read := _value(view.shadow[cell.start : cell.end].strip(), unit if unit is not None else own["unit"] if own else "")):
        return
    op, value, counted = read
    yield StatedTarget(
        path=view.path_at(table.start),
        text=":".join(view.value(piece.start, piece.end) for piece in (name, cell)),
        metric=(metric[: own.start()] if own and unit is None else metric) + counts,
        op=op,
        value=value,
        unit=counted or None,
        by=year,
        evidence=[view.quoted(piece.start, piece.end) for piece in sorted((name, cell), key=lambda piece: piece.start)],
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
