"""The clock over running queries: one thread for all of them, because starting one for each takes longer than most answers.

A query that runs past its time is interrupted. Where the engine does not heed that (it has been seen to run on for a minute and
more), `when_stuck` is called, with which the command line ends its process: 60 秒内没有答完.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

GRACE = 3.0
"""Seconds that an interrupted engine gets to heed it."""
_LOOK = 0.05
_IDLE = 2.0
"""Seconds without a query after which the clock stops looking: waking it for each query would cost more than the look."""

when_stuck: Callable[[float], None] | None = None
"""What is done about an engine that does not heed the interruption; told the time that was given."""


@dataclass(slots=True, eq=False)
class Running:
    """One query under the clock, from `begin` to `end`. `late` once it was interrupted."""

    connection: Any
    allowed: float
    until: float
    late: bool = False

    def begin(self) -> Self:
        if self.allowed:
            _start()
            _running.add(self)
            if not _wake.is_set():
                _wake.set()
        return self

    def end(self) -> None:
        _running.discard(self)


_running: set[Running] = set()
_wake = threading.Event()
_starting = threading.Lock()
_thread: threading.Thread | None = None


@contextmanager
def within(connection: Any, seconds: float) -> Iterator[Running]:
    """Interrupts the connection's query where what stands in the block takes longer; 0 is no end."""
    query = running(connection, seconds)
    try:
        yield query
    finally:
        query.end()


def running(connection: Any, seconds: float) -> Running:
    """The same for a query that ends elsewhere than it begins; whoever asked calls `end`."""
    return Running(connection, seconds, time.monotonic() + seconds).begin()


def _start() -> None:
    global _thread  # noqa: PLW0603 - one thread for the process
    if _thread is not None and _thread.is_alive():
        return
    with _starting:
        if _thread is None or not _thread.is_alive():
            _thread = threading.Thread(target=_watch, name="policygraph-watch", daemon=True)
            _thread.start()


def _watch() -> None:
    idle_since = time.monotonic()
    while True:
        _wake.wait()
        now = time.monotonic()
        queries = tuple(_running)
        for query in queries:
            if now >= query.until and query in _running:
                query.late = True
                query.connection.interrupt()
                if now >= query.until + GRACE and when_stuck is not None:
                    when_stuck(query.allowed)
        idle_since = now if queries else idle_since
        if now - idle_since > _IDLE:
            _wake.clear()
            if _running:  # one began just then
                _wake.set()
        time.sleep(_LOOK)
