"""The time line's scale and the tree's parts, told by counting on the calendar and reading the numbers."""

from __future__ import annotations

import pytest

from graph.pictures.timeline import Moment, timeline
from graph.pictures.tree import Branch, Leaf, heading, tree_of


def moment(first: str | None, last: str | None, *, phase: bool = False) -> Moment:
    return Moment("推进", f"{first}—{last}", first, last, 0, phase=phase)


def test_a_deadline_is_a_mark_and_a_span_a_bar_on_a_scale_of_years() -> None:
    line = timeline([moment("2025-01-01", "2026-12-31"), moment(None, "2027-01-01"), moment(None, None)])
    assert line
    assert [words for _, words in line.ticks] == ["2025年", "2026年", "2027年", "2028年"]
    [span, mark] = line.bars
    assert (span.left, mark.width) == (0.0, 0.0)
    assert span.width == pytest.approx(100 * 729 / 1095, abs=0.01)
    assert mark.left == pytest.approx(100 * 730 / 1095, abs=0.01)
    assert len(line.undated) == 1


def test_a_short_span_is_marked_by_months() -> None:
    line = timeline([moment("2025-11-05", "2026-02-10")])
    assert line
    assert [words for _, words in line.ticks] == ["2025年11月", "12月", "2026年1月", "2月", "3月"]


def test_a_span_of_many_years_has_no_more_ticks_than_can_be_read() -> None:
    line = timeline([moment("1990-01-01", "2035-12-31")])
    assert line
    assert len(line.ticks) <= 11
    assert [at for at, _ in line.ticks] == sorted(at for at, _ in line.ticks)


def test_phases_come_first_and_what_begins_without_an_end_reaches_the_edge() -> None:
    line = timeline([moment(None, "2025-03-01"), moment("2025-06-01", None, phase=True)])
    assert line
    assert [bar.moment.phase for bar in line.bars] == [True, False]
    assert line.bars[0].left + line.bars[0].width == pytest.approx(100)


def test_nothing_is_drawn_where_nothing_has_a_day() -> None:
    assert timeline([moment(None, None)]) is None


def task(words: str) -> Branch:
    return Branch("task", words)


def test_a_task_stands_under_its_parts_and_is_no_part_of_its_own() -> None:
    placed = [("二/(一)/1", "甲"), ("二/(一)/2", "乙"), ("三", "丙"), ("三", "丁"), ("", "戊")]
    leaves = [Leaf(tuple(filter(None, path.split("/"))), task(words)) for path, words in placed]
    tree = tree_of("计划", 0, leaves, {("二",): "任务", ("三",): "保障"})
    assert [(branch.kind, branch.words) for branch in tree.branches] == [("part", "二、任务"), ("part", "三、保障"), ("task", "戊")]
    assert [branch.words for branch in tree.branches[0].branches[0].branches] == ["甲", "乙"]
    assert [branch.words for branch in tree.branches[1].branches] == ["丙", "丁"]
    assert tree.tasks == 5


HEADINGS = [("二", "任务", "二、任务"), ("(一)", "政策", "(一)政策"), ("1", "平台", "1. 平台"), ("第三章", "附则", "第三章 附则"), ("二", "", "二")]


@pytest.mark.parametrize(("path", "words", "said"), HEADINGS)
def test_a_heading_is_its_number_and_its_words(path: str, words: str, said: str) -> None:
    assert heading((path,), {(path,): words} if words else {}) == said
