"""What is made ahead comes in its order, is made while the one before is worked on, and fails in its turn."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from graph.ahead import ahead

PATIENCE = 30
"""Seconds after which a thread that should have come will not come."""


def test_the_next_is_made_while_one_is_worked_on() -> None:
    begun = threading.Event()

    def making() -> Iterator[int]:
        yield 1
        begun.set()
        yield 2

    for number in ahead(making()):
        assert number == 2 or begun.wait(PATIENCE)


def test_only_one_is_made_ahead() -> None:
    made: list[int] = []

    def making() -> Iterator[int]:
        for number in range(5):
            made.append(number)
            yield number

    worked = []
    for number in ahead(making()):
        assert len(made) <= number + 2
        worked.append(number)
    assert worked == made == [0, 1, 2, 3, 4]


def test_what_making_raises_comes_behind_the_items_before_it() -> None:
    def making() -> Iterator[int]:
        yield 1
        raise ValueError("示例")

    items = ahead(making())
    assert next(items) == 1
    with pytest.raises(ValueError, match="示例"):
        next(items)


def test_who_stops_early_leaves_no_thread() -> None:
    items = ahead(iter(range(3)))
    assert next(items) == 0
    items.close()  # type: ignore[attr-defined]  # a generator, though only an iterator is promised
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("ahead")]
