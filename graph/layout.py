"""Where the nodes of a picture stand: columns from left to right, the members of a column in the order that crosses least.

Computed beforehand and always the same for the same facts, so that a picture can be compared with last month's and nothing
moves while it is read; a physics simulation stalls browsers beyond a few hundred nodes. It refuses cycles by not looking at
them: an edge only pulls its right end towards the height of its left end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_COLUMN_GAP = 110


@dataclass(frozen=True, slots=True)
class Column:
    """The nodes of one kind: how wide they are drawn, and how far apart at least their middles stand."""

    kind: str
    width: int
    step: int


@dataclass(frozen=True, slots=True)
class Point:
    """The middle of a node, in pixels at full size; y grows downwards."""

    x: int
    y: int


def layered(kinds: Mapping[str, str], columns: Sequence[Column], edges: Iterable[tuple[str, str]], spine: str) -> dict[str, Point]:
    """A point for each key of `kinds`; the kind names the column, and columns without members take no room.

    The members of the column `spine` stand in the order given, evenly. Those of each other column stand at the mean height
    of their neighbours, pushed apart as far as the column's step wants it.
    """
    used = [column for column in columns if column.kind in kinds.values()]
    members = {column.kind: [key for key, kind in kinds.items() if kind == column.kind] for column in used}
    neighbours: dict[str, list[str]] = {key: [] for key in kinds}
    for left, right in edges:
        neighbours[left].append(right)
        neighbours[right].append(left)
    at = next((place for place, column in enumerate(used) if column.kind == spine), 0)
    heights = {key: float(row * column.step) for column in used[at : at + 1] for row, key in enumerate(members[column.kind])}
    for column in [*reversed(used[:at]), *used[at + 1 :]]:
        wanted = {key: _mean([heights[near] for near in neighbours[key] if near in heights]) for key in members[column.kind]}
        heights |= _pushed_apart(wanted, column.step)
    middles: dict[str, int] = {}
    left_side = 0
    for column in used:
        middles[column.kind] = left_side + column.width // 2
        left_side += column.width + _COLUMN_GAP
    return {key: Point(middles[kind], round(heights[key])) for key, kind in kinds.items()}


def _mean(heights: list[float]) -> float:
    return sum(heights) / len(heights) if heights else 0.0


def _pushed_apart(wanted: Mapping[str, float], step: int) -> dict[str, float]:
    """Heights at least a step apart, in the wanted order; a crowd that has to be spread keeps its middle where its members want it."""

    def top(crowd: list[tuple[float, str]]) -> float:
        return _mean([height for height, _ in crowd]) - (len(crowd) - 1) * step / 2

    crowds: list[list[tuple[float, str]]] = []
    for height, key in sorted((height, key) for key, height in wanted.items()):
        crowds.append([(height, key)])
        while len(crowds) > 1 and top(crowds[-1]) - top(crowds[-2]) < len(crowds[-2]) * step:
            crowds[-2:] = [crowds[-2] + crowds[-1]]
    return {key: top(crowd) + row * step for crowd in crowds for row, (_, key) in enumerate(crowd)}
