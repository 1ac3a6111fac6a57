"""One answer on its way from the process that gives it to the client: its first piece, then the next ones, packed where the client takes that.

What stands here is called from threads, and waits, but for `begin_here`. Only `stop` may be called at any time from anywhere.
"""

from __future__ import annotations

import asyncio
import os
import sys
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from graph.schema import PREFIXES
from queries.errors import StoppedError

if TYPE_CHECKING:
    from policygraph.web.operation import Operation
    from policygraph.web.source import Served
    from queries.apart_answer import Asked
    from queries.sparql_gate import Verdict

_AT_ONCE = 256 << 10
"""Bytes up to which an answer is sent in one piece, with its length."""
_SMALL = 1 << 10
"""Bytes below which packing does not pay."""
_THROUGH_THE_PIPE = 8_000
"""Characters of a query that a pipe takes without waiting for its reader."""
_LEVEL = 4
_GZIP = 31
"""What makes zlib write the frame of gzip."""
_KINDS = {"SELECT": "rows", "ASK": "boolean", "CONSTRUCT": "graph", "DESCRIBE": "graph"}


class Answer:
    """The answer of a query to what is served; nothing is asked before `begin`, which may be called again after a stop."""

    def __init__(self, served: Served, asked: Operation, verdict: Verdict, base: str, form: str, said: Callable[[], dict[str, str]], *, packed: bool) -> None:
        """`said` makes the headers that are there whatever the answer is; it is called when the query is on its way."""
        self.verdict = verdict
        self.ended = False
        """Whether the first piece was all of it."""
        self._served = served
        self._operation = asked
        self._base = base
        self._form = form
        self._takes_gzip = packed
        self._said = said
        self._headers: dict[str, str] = {}
        self._asked: Asked | None = None
        self._pieces: Iterator[bytes] = iter(())
        self._gathered: list[bytes] = []
        self._packing: zlib._Compress | None = None
        self._stopped = False

    def may_begin_here(self) -> bool:
        """Whether `begin_here` would not wait: a process is free, the query goes through its pipe in one go, and the loop can watch pipes."""
        return sys.platform != "win32" and len(self.verdict.text) < _THROUGH_THE_PIPE and self._served.pool.waits_for_sparql()

    async def begin_here(self) -> bytes | None:
        """What `begin` does, but in the event loop, which saves a short query half of its way; None where more is to come that has to be waited for."""
        loop = asyncio.get_running_loop()
        self._stopped = self.ended = False
        self._gathered.clear()
        self._asked = asked = self._ask()
        answered: asyncio.Future[None] = loop.create_future()
        pipe = asked.fileno()
        loop.add_reader(pipe, _done, answered)
        try:
            self._headers = self._said()
            await answered
        finally:
            loop.remove_reader(pipe)
            os.set_blocking(pipe, True)  # uvloop has made it another one
        self._pieces = iter(asked)
        while True:
            piece = next(self._pieces, None)
            if piece is None:
                self.ended = True
                break
            self._gathered.append(piece)
            if not asked.ready():
                return None
        return self._first()

    def begin(self) -> bytes:
        """Asks, and waits for the first piece; raises `queries.errors.QueryError` where there is none."""
        self._stopped = self.ended = False
        self._gathered.clear()
        self._asked = self._ask()
        if self._stopped:  # while the process was being started
            self._asked.cancel()
        self._headers = self._said()
        self._pieces = iter(self._asked)
        return self.gather()

    def gather(self) -> bytes:
        """Waits for as much as is sent at once, or for all there is."""
        size = sum(map(len, self._gathered))
        while size < _AT_ONCE:
            piece = next(self._pieces, None)
            if piece is None:
                self.ended = True
                break
            self._gathered.append(piece)
            size += len(piece)
        return self._first()

    def _first(self) -> bytes:
        body = b"".join(self._gathered)
        self._gathered.clear()
        if not self._takes_gzip or len(body) < _SMALL:
            self._takes_gzip = self._takes_gzip and not self.ended
            return body
        self._packing = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
        return self._packing.compress(body) + self._packing.flush(zlib.Z_FINISH if self.ended else zlib.Z_SYNC_FLUSH)

    def next(self) -> bytes | None:
        """The next piece; None after the last."""
        piece = next(self._pieces, None)
        while piece is not None and len(piece) < _AT_ONCE and self._asked is not None and self._asked.ready():
            more = next(self._pieces, None)
            if more is None:
                break
            piece += more
        if self._packing is None:
            return piece
        if piece is None:
            last, self._packing = self._packing.flush(zlib.Z_FINISH), None
            return last or None
        return self._packing.compress(piece) + self._packing.flush(zlib.Z_SYNC_FLUSH)

    def headers(self) -> dict[str, str]:
        """The headers, with how the answer is packed; to be called after `begin`."""
        return {**self._headers, "content-encoding": "gzip"} if self._packing else self._headers

    def stop(self) -> None:
        """Ends the query wherever it is; whoever waits for a piece gets `StoppedError`."""
        self._stopped = True
        if self._asked:
            self._asked.cancel()

    def close(self) -> None:
        """Lets the process go, and ends what it still does."""
        if self._asked:
            self._asked.close()

    def _ask(self) -> Asked:
        served, operation = self._served, self._operation
        asked = served.pool.sparql(
            self.verdict,
            {_KINDS[self.verdict.kind]: self._form},
            prefixes=PREFIXES,
            base=self._base,
            default_graphs=self._held(operation.default),
            named_graphs=self._held(operation.named),
        )
        if self._stopped:
            asked.close()
            raise StoppedError("查询已停止", "the query was stopped")
        return asked

    def _held(self, graphs: tuple[str, ...] | None) -> list[str] | None:
        """The graphs of the request that are there. One that is not holds nothing: the protocol's own tests name one, and want an answer."""
        return None if graphs is None else [graph for graph in graphs if graph in self._served]


def _done(said: asyncio.Future[None]) -> None:
    if not said.done():
        said.set_result(None)
