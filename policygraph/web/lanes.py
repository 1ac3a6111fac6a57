"""Who is answered when: two lanes before the processes that answer, so that a flood of slow queries leaves quick ones answering.

Every query begins in the quick lane. What has not begun to answer there in a moment (the shorter, the more are waiting) is stopped and goes to
the slow lane, and its text is remembered, so that the same text goes there at once. In the quick lane the latest comes first: of those that wait
long, most are slow. Both lanes have an end, beyond which a client is asked to come again.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from queries.errors import BusyError

_REMEMBERED = 5_000
_FORGOTTEN_AFTER = 600.0
"""Seconds after which a slow text gets another chance."""
_PATIENCE = 1.0
_LEAST_PATIENCE = 0.15


@dataclass(slots=True)
class Lane:
    """So many places, and so many that may wait for one, for so many seconds."""

    places: int
    most_waiting: int
    seconds: float
    latest_first: bool
    taken: int = 0
    waiting: list[asyncio.Future[None]] = field(default_factory=list)

    async def enter(self) -> None:
        """Takes a place; raises `BusyError` where none comes free in time."""
        if self.taken < self.places:
            self.taken += 1
            return
        if len(self.waiting) >= self.most_waiting:
            if not self.latest_first:
                raise busy()
            self.waiting.pop(0).set_exception(busy())
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.waiting.append(place)
        try:
            await asyncio.wait_for(asyncio.shield(place), self.seconds)
        except TimeoutError:
            self._gives_up(place)
            raise busy() from None
        except asyncio.CancelledError:
            self._gives_up(place)
            raise

    def _gives_up(self, place: asyncio.Future[None]) -> None:
        """Waits no longer; a place that was given in the same moment goes to the next."""
        if place in self.waiting:
            self.waiting.remove(place)
        elif place.done() and not place.cancelled() and place.exception() is None:
            self.leave()

    def take(self) -> bool:
        """Takes a place if one is free now."""
        if self.taken >= self.places or self.waiting:
            return False
        self.taken += 1
        return True

    def leave(self) -> None:
        """Gives a place back, to whoever waits for it."""
        while self.waiting:
            place = self.waiting.pop(-1 if self.latest_first else 0)
            if not place.done():
                place.set_result(None)
                return
        self.taken -= 1


@dataclass(slots=True)
class Turn:
    """A query's stay in a lane, as long as an `async with` lasts. `stop` is what ends the query; `late` becomes true when it was ended because others wait."""

    lanes: Lanes
    text: str
    lane: Lane
    late: bool = False
    begun: bool = False
    stop: Callable[[], None] | None = None
    _clock: asyncio.TimerHandle | None = None

    async def __aenter__(self) -> Self:
        await self.lane.enter()
        if self.lane is self.lanes.slow:
            return self
        if self.lanes.known_slow(self.text):  # which came out while it waited
            self.lane.leave()
            await self.lanes.slow.enter()
            self.lane = self.lanes.slow
            return self
        patience = max(_LEAST_PATIENCE, _PATIENCE / (1 + len(self.lane.waiting) / 4))
        self._clock = asyncio.get_running_loop().call_later(patience, self.look)
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._clock:
            self._clock.cancel()
        self.lane.leave()

    def look(self) -> None:
        """After a moment in the quick lane: moves over to the slow one, or has to make room."""
        if self.lane is not self.lanes.quick:
            return
        self.lanes.remember(self.text)
        if self.lanes.slow.take():
            self.lane.leave()
            self.lane = self.lanes.slow
        else:
            self.late = True
            if self.stop:
                self.stop()


class Lanes:
    """The two lanes, and the texts that are known to be slow."""

    def __init__(self, *, quick: int, slow: int) -> None:
        self.quick = Lane(quick, most_waiting=128, seconds=10, latest_first=True)
        self.slow = Lane(slow, most_waiting=16, seconds=30, latest_first=False)
        self._slow_texts: OrderedDict[int, float] = OrderedDict()

    @property
    def places(self) -> int:
        return self.quick.places + self.slow.places

    def known_slow(self, text: str) -> bool:
        since = self._slow_texts.get(hash(text))
        return since is not None and time.monotonic() - since < _FORGOTTEN_AFTER

    def remember(self, text: str) -> None:
        key = hash(text)
        self._slow_texts[key] = time.monotonic()
        self._slow_texts.move_to_end(key)
        if len(self._slow_texts) > _REMEMBERED:
            self._slow_texts.popitem(last=False)

    def turn(self, text: str) -> Turn:
        """A place for a query, to be taken with `async with`."""
        return Turn(self, text, self.slow if self.known_slow(text) else self.quick)


def busy() -> BusyError:
    return BusyError("同时进行的查询太多，请稍后再试", "too many queries are running; try again in a moment")
