"""Who is answered when: the latest first in the quick lane, one after the other in the slow one, and an end to both."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine

import pytest

from policygraph.web import lanes as module
from policygraph.web.lanes import Lane, Lanes
from queries.errors import BusyError
from tests.alone import run_alone


def run(test: Coroutine[None, None, None]) -> None:
    async def limited() -> None:
        await asyncio.wait_for(test, 20)

    run_alone(limited())


async def order_of(lane: Lane, waiting: int) -> list[int]:
    """In which order those that wait get the one place."""
    order: list[int] = []

    async def one(number: int) -> None:
        await lane.enter()
        order.append(number)
        lane.leave()

    await lane.enter()
    tasks = []
    for number in range(waiting):
        tasks.append(asyncio.create_task(one(number)))
        await asyncio.sleep(0)
    lane.leave()
    await asyncio.gather(*tasks)
    assert lane.taken == 0
    return order


def test_the_latest_comes_first_in_one_lane_and_the_first_in_the_other() -> None:
    async def test() -> None:
        assert await order_of(Lane(1, 10, 5, latest_first=True), 4) == [3, 2, 1, 0]
        assert await order_of(Lane(1, 10, 5, latest_first=False), 4) == [0, 1, 2, 3]

    run(test())


def test_a_full_queue_sends_away_the_newcomer_or_the_one_that_waits_longest() -> None:
    async def test() -> None:
        for latest_first, sent_away in ((False, 2), (True, 0)):
            lane = Lane(1, 2, 5, latest_first=latest_first)
            await lane.enter()
            waiting = []
            for _ in range(3):
                waiting.append(asyncio.create_task(lane.enter()))
                await asyncio.sleep(0)
            await asyncio.sleep(0.05)
            assert [one.done() for one in waiting] == [number == sent_away for number in range(3)]
            with pytest.raises(BusyError):
                await waiting[sent_away]
            for one in waiting:
                one.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)
            lane.leave()
            assert (lane.taken, lane.waiting) == (0, [])

    run(test())


def test_nobody_waits_for_ever_and_who_gives_up_takes_no_place() -> None:
    async def test() -> None:
        lane = Lane(1, 10, 0.05, latest_first=True)
        await lane.enter()
        with pytest.raises(BusyError):
            await lane.enter()
        gone = asyncio.create_task(lane.enter())
        await asyncio.sleep(0.01)
        gone.cancel()
        await asyncio.gather(gone, return_exceptions=True)
        lane.leave()
        assert lane.take()
        assert not lane.take()

    run(test())


def test_a_query_that_takes_long_moves_over_and_the_next_has_to_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.05)

    async def test() -> None:
        lanes = Lanes(quick=1, slow=1)
        stopped: list[str] = []
        async with lanes.turn("slow one") as first:
            await asyncio.sleep(0.3)
            assert first.lane is lanes.slow
            assert lanes.known_slow("slow one")
            async with lanes.turn("slow two") as second:
                second.stop = lambda: stopped.append("two")
                await asyncio.sleep(0.3)
                assert (second.late, stopped) == (True, ["two"])
            async with lanes.turn("quick"):
                assert (lanes.quick.taken, lanes.slow.taken) == (1, 1)
        async with lanes.turn("slow two") as again:
            assert again.lane is lanes.slow
        assert (lanes.quick.taken, lanes.slow.taken) == (0, 0)

    run(test())
