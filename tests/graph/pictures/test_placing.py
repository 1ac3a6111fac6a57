"""Where nodes stand: no box covers another, columns keep their order, the same facts give the same places."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.pictures.boxes import LINE, Box, box_of, width_of, wrapped
from graph.pictures.columns import Point, in_columns
from graph.pictures.net import Link, components
from graph.pictures.placing import boxes_of, placed
from graph.pictures.spread import spread
from graph.pictures.together import together_net
from tests.graph.pictures.made import tasks

COLUMNS = (("agency",), ("task",), ("other",))
BOX = Box("词", 100, 30)


def linked(*pairs: tuple[int, int]) -> list[Link]:
    return [Link(one, other, "linked") for one, other in pairs]


def covering(points: Sequence[Point], boxes: Sequence[Box]) -> list[tuple[int, int]]:
    """Pairs of nodes whose boxes have a point in common; a pixel is lost where places are rounded."""
    return [
        (one, other)
        for one, other in combinations(range(len(points)), 2)
        if abs(points[one].x - points[other].x) < (boxes[one].width + boxes[other].width) / 2 - 1
        and abs(points[one].y - points[other].y) < (boxes[one].height + boxes[other].height) / 2 - 1
    ]


def test_tasks_keep_their_order_and_an_agency_stands_beside_the_first() -> None:
    kinds = ["agency", "task", "task", "task", "other", "other"]
    points = in_columns(kinds, [BOX] * 6, COLUMNS, [(0, 1), (0, 2), (0, 3), (3, 4), (1, 5)], spine="task")
    heights = [point.y for point in points]
    assert heights[1] < heights[2] < heights[3]
    assert heights[0] == heights[1]
    assert heights[5] < heights[4]
    assert points[0].x < points[1].x < points[4].x


@given(st.integers(1, 30), st.integers(1, 30), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_nodes_of_one_column_never_cover_each_other(tasks: int, others: int, random: object) -> None:
    kinds = ["agency", *["task"] * tasks, *["other"] * others]
    boxes = [Box("词", 100, 30 + 18 * (number % 2)) for number in range(len(kinds))]
    ends = [(1 + getattr(random, "randrange")(tasks), 1 + tasks + number) for number in range(others)]  # noqa: B009
    points = in_columns(kinds, boxes, COLUMNS, [*((0, 1 + number) for number in range(tasks)), *ends], spine="task")
    assert covering(points, boxes) == []


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=90), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_nothing_covers_anything_where_nets_are_spread(pairs: list[tuple[int, int]], random: object) -> None:
    boxes = [Box("词", 60 + getattr(random, "randrange")(180), 30 + 18 * getattr(random, "randrange")(3)) for _ in range(41)]  # noqa: B009
    points = spread(boxes, linked(*pairs))
    assert covering(points, boxes) == []
    assert points == spread(boxes, linked(*pairs))


def test_a_star_has_its_leaves_in_rows_beside_it() -> None:
    points = spread([BOX] * 5, linked((0, 1), (0, 2), (0, 3), (0, 4)))
    assert len({point.x for point in points[1:]}) == 1
    assert points[1].x > points[0].x
    assert sum(point.y for point in points[1:]) == 4 * points[0].y


def test_a_thousand_nodes_take_seconds_and_fill_a_sheet() -> None:
    pairs = [(number, (number * 7) % 1000) for number in range(1000)] + [(number, (number * 13 + 5) % 1000) for number in range(1000)]
    points = spread([BOX] * 1000, linked(*pairs))
    wide, high = (max(side) - min(side) for side in ([point.x for point in points], [point.y for point in points]))
    assert 0.5 < wide / high < 4


def test_pieces_are_the_nodes_that_hang_together_the_largest_first() -> None:
    assert list(components(6, linked((0, 5), (1, 2), (2, 3)))) == [[1, 2, 3], [0, 5], [4]]


def test_each_weight_that_people_may_choose_has_its_own_places() -> None:
    net = together_net([*tasks(), *tasks()[:1], *tasks()[:1], *tasks()[1:2]])
    where = placed(net, boxes_of(net))
    assert [(level.least, len(level.shown)) for level in where.levels] == [(1, 3), (2, 3), (3, 2)]


def test_a_label_has_lines_of_about_one_length_and_none_begins_with_a_stop() -> None:
    text = "推进知识产权管理体制机制改革，按照国家和省有关部署"
    one, other = wrapped(text, 268, 2)
    assert one + other == text
    assert abs(len(one) - len(other)) <= 2
    assert other[0] not in "，。"
    assert wrapped("长" * 100, 280, 2)[1].endswith("…")
    assert all(width_of(line) <= 280 for line in wrapped("长" * 100, 280, 2))


def test_a_box_is_as_large_as_its_label_wants() -> None:
    assert box_of("agency", "市财政局").height == LINE + 12
    assert box_of("agency", "市财政局").width < box_of("agency", "示例市发展和改革委员会").width
    assert box_of("task", "词\u202e词").label == "词词"
