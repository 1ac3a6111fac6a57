"""Where every node of a net stands, beforehand: in columns where the net has them and they stay short enough, else spread out.

Where people may leave out links of little weight (谁和谁一起做), each weight has its own places, so that what is left fills the sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.pictures.boxes import Box, box_of
from graph.pictures.columns import Point, in_columns
from graph.pictures.net import Net
from graph.pictures.spread import spread

LONGEST_COLUMN = 400
"""More nodes above each other cannot be looked through: they are spread."""
_WEIGHTS = (1, 2, 3, 5, 10, 20, 50)
_SEEN_AT_ONCE = 60


@dataclass(frozen=True, slots=True)
class Level:
    """The nodes that are shown where links of less weight than `least` are left out, and where each stands."""

    least: int
    shown: tuple[int, ...]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """The levels, which of them is seen first, and whether the net stands in columns."""

    levels: tuple[Level, ...]
    first: int
    columns: bool


def stands_in_columns(net: Net) -> bool:
    """Whether the net has columns, and none is longer than people look through."""
    longest = max((sum(node.kind in column for node in net.nodes) for column in net.columns), default=0)
    return bool(net.columns) and longest <= LONGEST_COLUMN


def boxes_of(net: Net) -> list[Box]:
    """The box of every node; in a column all are as wide as the widest."""
    boxes = [box_of(node.kind, node.name) for node in net.nodes]
    if not stands_in_columns(net):
        return boxes
    for column in net.columns:
        held = [place for place, node in enumerate(net.nodes) if node.kind in column]
        widest = max((boxes[place].width for place in held), default=0)
        for place in held:
            boxes[place] = replace(boxes[place], width=widest)
    return boxes


def placed(net: Net, boxes: Sequence[Box]) -> Placed:
    """Places for all nodes of the net, at every level that it has."""
    if not net.least:
        every = tuple(range(len(net.nodes)))
        in_line = stands_in_columns(net)
        if in_line:
            ends = [(link.source, link.target) for link in net.links]
            points = in_columns([node.kind for node in net.nodes], boxes, net.columns, ends, net.spine)
        else:
            points = spread(boxes, net.links)
        return Placed((Level(1, every, tuple(points)),), 0, in_line)
    levels: list[Level] = []
    for least in _WEIGHTS:
        links = [link for link in net.links if link.weight >= least]
        shown = sorted({end for link in links for end in (link.source, link.target)}) if least > 1 else list(range(len(net.nodes)))
        if least > 1 and not links:
            break
        index = {node: place for place, node in enumerate(shown)}
        moved = [replace(link, source=index[link.source], target=index[link.target]) for link in links]
        levels.append(Level(least, tuple(shown), tuple(spread([boxes[node] for node in shown], moved))))
    first = next((place for place, level in enumerate(levels) if len(level.shown) <= _SEEN_AT_ONCE), len(levels) - 1)
    return Placed(tuple(levels), first, False)
