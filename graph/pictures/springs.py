"""Springs between blocks of a picture, and the pushing apart of those that would cover each other. Plain Python, no random number.

A block is a node with its own leaves beside it (a 文件 and what it alone cites). Work grows with the blocks that are near each
other and not with all pairs, so that some thousand of them take seconds.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from graph.pictures.columns import without_touching

Place = tuple[float, float]
Size = tuple[float, float]

_GOLDEN = math.pi * (3 - math.sqrt(5))
_REACH = 2.5
"""How far blocks push each other, in lengths of a spring."""
_PASSES, _PUSHED = 60, 150
"""Rounds of pushing before all is drawn wider; more blocks than can be pushed are put into rows."""
_SHEET = 1.4


def drawn_together(pulls: Sequence[tuple[int, int]], sizes: Sequence[Size]) -> list[Place]:
    """Where springs and repulsion bring the middles of blocks to rest, starting from a spiral in the order of their neighbourhood.

    Measured in units of a mean block; what comes out is as much wider than high as a screen is.
    """
    count = len(sizes)
    if not count:
        return []
    places = [[0.0, 0.0] for _ in sizes]
    for turn, block in enumerate(_by_neighbourhood(pulls, count)):
        radius = 1.1 * math.sqrt(turn)
        places[block] = [radius * math.cos(turn * _GOLDEN), radius * math.sin(turn * _GOLDEN)]
    rounds = 0 if count < 3 else min(100, max(20, 30_000 // count))
    degrees = [1] * count
    for one, other in pulls:
        degrees[one] += 1
        degrees[other] += 1
    for turn in range(rounds):
        _step(places, pulls, degrees, warmth=1.2 * (1 - turn / rounds) + 0.05)
    area = sum(width * height for width, height in sizes) / count
    across, down = math.sqrt(area * _SHEET), math.sqrt(area / _SHEET)
    return [(x * across, y * down) for x, y in places]


def _by_neighbourhood(pulls: Sequence[tuple[int, int]], count: int) -> Iterator[int]:
    """The best linked block first, then its neighbours, then theirs."""
    near: list[list[int]] = [[] for _ in range(count)]
    for one, other in pulls:
        near[one].append(other)
        near[other].append(one)
    seen: set[int] = set()
    for start in sorted(range(count), key=lambda block: (-len(near[block]), block)):
        waiting = [start]
        for block in waiting:
            if block not in seen:
                seen.add(block)
                yield block
                waiting += [other for other in near[block] if other not in seen]


def _step(places: list[list[float]], pulls: Sequence[tuple[int, int]], degrees: Sequence[int], warmth: float) -> None:
    """One round: all move by what pushes and pulls them, but no farther than the warmth."""
    moves = [[-0.012 * x, -0.012 * y] for x, y in places]
    cells: dict[tuple[int, int], list[int]] = {}
    for block, (x, y) in enumerate(places):
        cells.setdefault((int(x // _REACH), int(y // _REACH)), []).append(block)
    for (column, row), held in cells.items():
        around = [other for across in (-1, 0, 1) for down in (-1, 0, 1) for other in cells.get((column + across, row + down), ())]
        for block in held:
            x, y = places[block]
            move = moves[block]
            for other in around:
                across, down = x - places[other][0], y - places[other][1]
                square = across * across + down * down
                if block != other and square < _REACH * _REACH:
                    push = 1.0 / (square + 0.05)
                    move[0] += across * push + (1e-4 if not square and block < other else 0)
                    move[1] += down * push
    for one, other in pulls:
        across, down = places[other][0] - places[one][0], places[other][1] - places[one][1]
        pull = 0.35 * math.hypot(across, down)
        for block, sign in ((one, 1), (other, -1)):
            moves[block][0] += sign * across * pull / degrees[block]
            moves[block][1] += sign * down * pull / degrees[block]
    for place, (across, down) in zip(places, moves, strict=True):
        length = math.hypot(across, down)
        scale = min(1.0, warmth / length) if length else 0.0
        place[0] += across * scale
        place[1] += down * scale


def apart(places: Sequence[Place], sizes: Sequence[Size]) -> list[Place]:
    """The places moved until no block covers another: pushed where they touch, and all drawn wider where pushing alone does not do."""
    if len(places) > _PUSHED:
        return _in_rows(places, sizes)
    moved = [list(place) for place in places]
    while True:
        for _ in range(_PASSES):
            if not _push(moved, sizes):
                return [(x, y) for x, y in moved]
        moved = [[x * 1.15 + index * 0.01, y * 1.15] for index, (x, y) in enumerate(moved)]


def _in_rows(places: Sequence[Place], sizes: Sequence[Size]) -> list[Place]:
    """Blocks in rows from top to bottom, each row as wide as the sheet, each block in it as near as can be to where it was."""
    sheet = math.sqrt(sum(width * height for width, height in sizes) * _SHEET)
    spread = max(x for x, _ in places) - min(x for x, _ in places)
    moved: list[Place] = [(0.0, 0.0)] * len(places)
    top = 0.0
    row: list[int] = []
    order = sorted(range(len(places)), key=lambda block: (places[block][1], block))
    for place, block in enumerate(order):
        row.append(block)
        if sum(sizes[one][0] for one in row) < sheet and place + 1 < len(order):
            continue
        row.sort(key=lambda one: (places[one][0], one))
        scale = sheet / spread if spread else 1.0
        middles = without_touching([places[one][0] * scale for one in row], [sizes[one][0] for one in row])
        high = max(sizes[one][1] for one in row)
        for one, middle in zip(row, middles, strict=True):
            moved[one] = (middle, top + high / 2)
        top += high
        row = []
    return moved


def _push(places: list[list[float]], sizes: Sequence[Size]) -> bool:
    """Pushes every two blocks that cover each other apart, along the shorter way; whether there were any."""
    order = sorted(range(len(places)), key=lambda block: (places[block][0] - sizes[block][0] / 2, block))
    any_pushed = False
    open_blocks: list[int] = []
    for block in order:
        width, height = sizes[block]
        left = places[block][0] - width / 2
        open_blocks = [other for other in open_blocks if places[other][0] + sizes[other][0] / 2 > left + 0.01]
        for other in open_blocks:
            across, down = places[block][0] - places[other][0], places[block][1] - places[other][1]
            over_x = (width + sizes[other][0]) / 2 - abs(across)
            over_y = (height + sizes[other][1]) / 2 - abs(down)
            if over_x > 0.01 and over_y > 0.01:
                any_pushed = True
                side = 0 if over_x < over_y else 1
                way = (across, down)[side]
                push = ((over_x, over_y)[side] + 0.02) / 2 * (1 if way > 0 or (not way and block > other) else -1)
                places[block][side] += push
                places[other][side] -= push
        open_blocks.append(block)
    return any_pushed
