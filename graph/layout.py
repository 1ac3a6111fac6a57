"""Where the nodes of a picture stand: columns from left to right, the members of a column in the order that crosses least.

Computed beforehand and always the same for the same facts, so that a picture can be compared with last month's and nothing
moves while it is read; a physics simulation stalls browsers beyond a few hundred nodes. It refuses cycles by not looking at
them: an edge only pulls its right end towards the height of its left end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_ROW_HEIGHT = 58
_COLUMN_GAP = 110


@dataclass(frozen=True, slots=True)
class Point:
    """The middle of a node, in pixels at full size; y grows downwards."""

    x: int
    y: int


def layered(kinds: Mapping[str, str], columns: Sequence[str], edges: Iterable[tuple[str, str]], widths: Mapping[str, int]) -> dict[str, Point]:
    """A point for each key of `kinds`; the kind names the column.

    The column with the most rows sets the height. Each other column stands at the mean height of its neighbours, pushed apart
    as far as the height of a row wants it.
    """
    members = {column: [key for key, kind in kinds.items() if kind == column] for column in columns}
    neighbours: dict[str, list[str]] = {key: [] for key in kinds}
    for left, right in edges:
        neighbours[left].append(right)
        neighbours[right].append(left)
    spine = max(columns, key=lambda column: (column == "task", len(members[column])))
    heights = {key: float(row * _ROW_HEIGHT) for row, key in enumerate(members[spine])}
    at = columns.index(spine)
    for column in [*reversed(columns[:at]), *columns[at + 1 :]]:
        heights |= _pushed_apart({key: _mean([heights[near] for near in neighbours[key] if near in heights]) for key in members[column]})
    lefts = dict.fromkeys(columns, 0)
    x = 0
    for column in columns:
        lefts[column] = x + widths[column] // 2
        x += widths[column] + _COLUMN_GAP
    return {key: Point(lefts[kind], round(heights[key])) for key, kind in kinds.items()}


def _mean(heights: list[float]) -> float:
    return sum(heights) / len(heights) if heights else 0.0


def _pushed_apart(wanted: Mapping[str, float]) -> dict[str, float]:
    """Heights at least a row apart, in the wanted order, with the same mean as the wanted ones within each crowd."""
    crowds: list[list[tuple[float, str]]] = []
    for height, key in sorted((height, key) for key, height in wanted.items()):
        crowds.append([(height, key)])
        while len(crowds) > 1 and _top(crowds[-1]) - _top(crowds[-2]) < len(crowds[-2]) * _ROW_HEIGHT:
            crowds[-2:] = [crowds[-2] + crowds[-1]]
    return {key: _top(crowd) + row * _ROW_HEIGHT for crowd in crowds for row, (_, key) in enumerate(crowd)}


def _top(crowd: list[tuple[float, str]]) -> float:
    """Where the first of a crowd stands when its middle is the mean of what its members want."""
    return _mean([height for height, _ in crowd]) - (len(crowd) - 1) * _ROW_HEIGHT / 2
