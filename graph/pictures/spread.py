"""A net that has no columns: what hangs together stands together, no box covers another, and the pieces fill a sheet like a page's.

Who works with whom, which document cites which. A node's own leaves (《商标法》, cited by one document only) stand beside it as a
block, so that words can be read in rows; the blocks are drawn together by springs and pushed apart by their sizes. Computed
beforehand without any random number: the same facts give the same picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from graph.pictures.boxes import Box
from graph.pictures.columns import Point
from graph.pictures.net import Link, components
from graph.pictures.springs import apart, drawn_together

_GAP, _LEAF_GAP, _BESIDE, _BETWEEN_PIECES = 26, 8, 56, 44
_SHEET = 1.5
"""Width to height of what the pieces fill."""
_LONG_BLOCK = 6

Place = tuple[float, float]


def spread(boxes: Sequence[Box], links: Sequence[Link]) -> list[Point]:
    """A point for each node."""
    near: list[set[int]] = [set() for _ in boxes]
    for link in links:
        if link.source != link.target:
            near[link.source].add(link.target)
            near[link.target].add(link.source)
    pieces = [_piece(piece, boxes, near) for piece in components(len(boxes), links)]
    places: list[Place] = [(0.0, 0.0)] * len(boxes)
    for piece, (left, top) in zip(pieces, _on_a_sheet([_extent(piece, boxes) for piece in pieces]), strict=True):
        x, y, _, _ = _extent(piece, boxes)
        for node, place in piece.items():
            places[node] = (place[0] - x + left, place[1] - y + top)
    return [Point(round(x), round(y)) for x, y in places]


def _piece(piece: list[int], boxes: Sequence[Box], near: Sequence[set[int]]) -> dict[int, Place]:
    """The places of nodes that hang together."""
    hub = max(piece, key=lambda node: (len(near[node]), -node))
    leaves: dict[int, list[int]] = {}
    for node in piece:
        if node != hub and len(near[node]) == 1:
            leaves.setdefault(next(iter(near[node])), []).append(node)
    own = {leaf for held in leaves.values() for leaf in held}
    core = [node for node in piece if node not in own]
    blocks = {node: _block(node, leaves.get(node, []), boxes) for node in core}
    extents = {node: _extent(block, boxes) for node, block in blocks.items()}
    sizes = [(right - left + _GAP, bottom - top + _GAP) for left, top, right, bottom in (extents[node] for node in core)]
    index = {node: place for place, node in enumerate(core)}
    pulls = [(index[node], index[other]) for node in core for other in sorted(near[node]) if other in index and node < other]
    middles = apart(drawn_together(pulls, sizes), sizes)
    places: dict[int, Place] = {}
    for node, (x, y) in zip(core, middles, strict=True):
        left, top, right, bottom = extents[node]
        for one, (across, down) in blocks[node].items():
            places[one] = (x + across - (left + right) / 2, y + down - (top + bottom) / 2)
    return places


def _block(hub: int, leaves: Sequence[int], boxes: Sequence[Box]) -> dict[int, Place]:
    """A node in the middle of its leaves: one column to its right where they are few, else columns on both sides."""
    places: dict[int, Place] = {hub: (0.0, 0.0)}
    if not leaves:
        return places
    count = 1 if len(leaves) <= _LONG_BLOCK else max(2, round(math.sqrt(len(leaves) / _LONG_BLOCK)))
    rows = math.ceil(len(leaves) / count)
    step = max(boxes[leaf].height for leaf in leaves) + _LEAF_GAP
    edges = {1: boxes[hub].width / 2 + _BESIDE, -1: -boxes[hub].width / 2 - _BESIDE}
    for column in range(count):
        held = leaves[column * rows : (column + 1) * rows]
        if not held:
            break
        side = 1 if column % 2 == 0 else -1
        for row, leaf in enumerate(held):  # the near edge of all boxes of a column stands on one line
            places[leaf] = (edges[side] + side * boxes[leaf].width / 2, (row - (len(held) - 1) / 2) * step)
        edges[side] += side * (max(boxes[leaf].width for leaf in held) + _GAP)
    return places


def _extent(places: dict[int, Place], boxes: Sequence[Box]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what nodes take."""
    return (
        min(x - boxes[node].width / 2 for node, (x, _) in places.items()),
        min(y - boxes[node].height / 2 for node, (_, y) in places.items()),
        max(x + boxes[node].width / 2 for node, (x, _) in places.items()),
        max(y + boxes[node].height / 2 for node, (_, y) in places.items()),
    )


def _on_a_sheet(extents: Sequence[tuple[float, float, float, float]]) -> list[Place]:
    """The upper left corner of each piece: in rows, the highest first, each row as wide as the sheet."""
    sizes = [(right - left, bottom - top) for left, top, right, bottom in extents]
    area = sum((width + _BETWEEN_PIECES) * (height + _BETWEEN_PIECES) for width, height in sizes)
    sheet = max([math.sqrt(area * _SHEET), *(width for width, _ in sizes)])
    corners: list[Place] = [(0.0, 0.0)] * len(sizes)
    x = y = deepest = 0.0
    for piece in sorted(range(len(sizes)), key=lambda place: (-sizes[place][1], place)):
        width, height = sizes[piece]
        if x and x + width > sheet:
            x, y, deepest = 0.0, y + deepest + _BETWEEN_PIECES, 0.0
        corners[piece] = (x, y)
        x, deepest = x + width + _BETWEEN_PIECES, max(deepest, height)
    return corners
