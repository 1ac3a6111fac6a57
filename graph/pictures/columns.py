"""Columns from left to right: 机关 → 文件 → 任务 → 机关, the members of a column in the order that crosses least.

Computed beforehand and always the same for the same facts, so that a picture can be compared with last month's and nothing
moves while it is read; a physics simulation stalls browsers beyond a few hundred nodes. It refuses cycles by not looking at
them: a link only pulls its far end towards the height of its near one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.pictures.boxes import Box

BETWEEN, BEFORE_SPINE = 130, 72
"""Between two columns, in pixels: room for lines that cross, and for those that only branch."""
GAP = 14
"""Between two boxes of a column."""


@dataclass(frozen=True, slots=True)
class Point:
    """The middle of a node, in pixels at full size; y grows downwards."""

    x: int
    y: int


def in_columns(kinds: Sequence[str], boxes: Sequence[Box], columns: Sequence[Sequence[str]], links: Iterable[tuple[int, int]], spine: str) -> list[Point]:
    """A point for each node, by its kind's column; columns without members take no room.

    The members of the column that holds the kind `spine` stand in the order given. Left of it each stands beside the first of what
    it holds, as a heading does; right of it, in the order of what they hang on, spread over the whole height so that lines stay short.
    """
    members = [[node for node, kind in enumerate(kinds) if kind in column] for column in columns]
    at = next((place for place, column in enumerate(columns) if spine in column and members[place]), None)
    used = [place for place, held in enumerate(members) if held]
    if not used:
        return []
    at = used.index(at) if at is not None else 0
    members = [members[place] for place in used]
    neighbours: dict[int, list[int]] = {node: [] for node in range(len(kinds))}
    for left, right in links:
        neighbours[left].append(right)
        neighbours[right].append(left)
    heights = _stacked(members[at], boxes)
    tallest = sum(boxes[node].height + GAP for node in members[at])
    for held in reversed(members[:at]):
        heights |= pushed_apart({node: min((heights[near] for near in neighbours[node] if near in heights), default=0.0) for node in held}, boxes)
    for held in members[at + 1 :]:
        wanted = {node: _mean([heights[near] for near in neighbours[node] if near in heights]) for node in held}
        heights |= _over_the_height(wanted, boxes, tallest)
    middles: dict[int, int] = {}
    left_side = 0
    for held in members:
        width = max(boxes[node].width for node in held)
        middles |= dict.fromkeys(held, left_side + width // 2)
        left_side += width + (BETWEEN if held in members[at:] else BEFORE_SPINE)
    return [Point(middles[node], round(heights[node])) for node in range(len(kinds))]


def _stacked(nodes: Sequence[int], boxes: Sequence[Box]) -> dict[int, float]:
    heights: dict[int, float] = {}
    top = 0.0
    for node in nodes:
        heights[node] = top + boxes[node].height / 2
        top += boxes[node].height + GAP
    return heights


def _over_the_height(wanted: Mapping[int, float], boxes: Sequence[Box], tallest: float) -> dict[int, float]:
    """Evenly over a height that has more room than they need; else where they want to be, pushed apart."""
    spare = tallest - sum(boxes[node].height + GAP for node in wanted)
    if len(wanted) < 3 or spare <= 0:
        return pushed_apart(wanted, boxes)
    heights: dict[int, float] = {}
    top = 0.0
    for node in sorted(wanted, key=lambda node: (wanted[node], node)):
        heights[node] = top + boxes[node].height / 2
        top += boxes[node].height + GAP + spare / len(wanted)
    return heights


def _mean(heights: Sequence[float]) -> float:
    return sum(heights) / len(heights) if heights else 0.0


def pushed_apart(wanted: Mapping[int, float], boxes: Sequence[Box]) -> dict[int, float]:
    """Heights whose boxes do not touch, in the wanted order; a crowd that has to be spread keeps its middle where its members want it."""
    order = sorted(wanted, key=lambda node: (wanted[node], node))
    return dict(zip(order, without_touching([wanted[node] for node in order], [boxes[node].height + GAP for node in order]), strict=True))


def without_touching(wanted: Sequence[float], lengths: Sequence[float]) -> list[float]:
    """Middles along a line, each as near as can be to where it wants to be, none within another's length. `wanted` goes upwards."""
    offsets: list[float] = []
    for place, length in enumerate(lengths):
        offsets.append(offsets[-1] + (lengths[place - 1] + length) / 2 if place else 0.0)
    crowds: list[tuple[float, int]] = []  # the mean of what its members want, and their number
    for middle, offset in zip(wanted, offsets, strict=True):
        crowds.append((middle - offset, 1))
        while len(crowds) > 1 and crowds[-2][0] > crowds[-1][0]:
            (above, more), (below, fewer) = crowds[-2:]
            crowds[-2:] = [((above * more + below * fewer) / (more + fewer), more + fewer)]
    shifts = [shift for shift, size in crowds for _ in range(size)]
    return [offset + shift for offset, shift in zip(offsets, shifts, strict=True)]
