"""The answer of a query that runs apart (`queries.apart`): what comes through the pipe, piece by piece, and what it means when it ends early.

A process that dies says nothing, so the way it died is put into words here: killed by its clock, out of memory, or brought down by a query that
nests too deep.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import struct
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Any, Protocol, Self

from queries import errors
from queries.errors import EngineError, MalformedQueryError, QueryError, StoppedError, TooMuchError, took_too_long
from queries.problems import out_of_memory
from queries.watch import running

_FRAME = struct.Struct(">cI")
_LENGTH = struct.Struct(">I")
_AT_ONCE = 256 << 10
"""Bytes that are read at once where there are so many."""
_OUT_OF_TIME = -24
"""How a process ends that computed longer than it may (SIGXCPU)."""
_OUT_OF_MEMORY = (-6, -9)
"""SIGABRT, with which an engine gives up that gets no memory, and SIGKILL, with which a system without memory ends whom it likes."""


@dataclass(slots=True, eq=False)
class Child:
    """One process and the pipes to it."""

    process: subprocess.Popen[bytes]
    language: str
    memory: int
    queries: int = 0

    def alive(self) -> bool:
        return self.process.poll() is None

    def end(self) -> int:
        """Ends the process, whatever it does; how it ended."""
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):  # what was still to be written has nobody to read it
                if pipe is not None:
                    pipe.close()
        return self.process.wait()


class _Return(Protocol):
    def __call__(self, child: Child, *, usable: bool) -> None: ...


class Asked:
    """A running query and its answer. One thread reads it; any may `cancel` it."""

    def __init__(self, child: Child, query: bytes, wall: float, cpu: float, give_back: _Return) -> None:
        self._child: Child | None = child
        self._process = child.process
        self._allowed = wall, cpu
        self._give_back = give_back
        self._head: bytes | None = None
        self._last: bytes | None = None
        self._late = self._cancelled = False
        self._read = bytearray()
        self._clock = running(self, wall)
        child.queries += 1
        try:
            assert child.process.stdin is not None
            child.process.stdin.write(_LENGTH.pack(len(query)) + query)
            child.process.stdin.flush()
        except OSError:
            pass  # it has died: reading says how

    @property
    def kind(self) -> str:
        """`rows`, `boolean` or `graph`; waits for it."""
        return str(json.loads(self._begun())["kind"])

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns of rows; waits for them."""
        return tuple(json.loads(self._begun())["columns"])

    @property
    def more(self) -> bool:
        """Whether rows were cut off; known once the answer has been read."""
        return self._last is not None and bool(json.loads(self._last)["more"])

    def __iter__(self) -> Iterator[bytes]:
        """The pieces of the answer as they come, in the format that was asked for."""
        self._begun()
        while (piece := self._piece()) is not None:
            yield piece

    def rows(self) -> Iterator[list[Any]]:
        """The rows of an answer for which no format was asked. From Cypher, plain values; from SPARQL terms: `[iri]`, `[text, datatype]`, None."""
        for piece in self:
            yield from json.loads(piece)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The same pieces, waited for in a thread; a reader that goes away stops the query."""
        try:
            while (piece := await asyncio.to_thread(self._first_or_next)) is not None:
                yield piece
        finally:
            self.close()

    def fileno(self) -> int:
        """What an event loop watches until there is something to read; the first piece can then be taken without waiting long."""
        pipe = self._process.stdout
        if self._child is None or pipe is None:
            raise StoppedError("查询已停止", "the query was stopped")
        return pipe.fileno()

    def ready(self) -> bool:
        """Whether the next piece, or the end, has come already."""
        if self._child is None:
            return True
        if len(self._read) < _FRAME.size:
            return False
        return len(self._read) >= _FRAME.size + int(_FRAME.unpack_from(self._read)[1])

    def cancel(self) -> None:
        """Kills the query, wherever it is; whoever reads it gets `StoppedError`. Nothing where it has ended."""
        if self._child is not None:
            self._cancelled = True
            self._process.kill()

    def interrupt(self) -> None:
        """What the clock does when the time is over."""
        self._late = True
        self._process.kill()
        self._clock.end()

    def close(self) -> None:
        """Lets the process go; kills it where the answer was not read to its end."""
        if self._child is not None:
            self.cancel()
            self._end(usable=False)

    def __del__(self) -> None:
        self.close()  # nobody can read it any more

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _begun(self) -> bytes:
        """What is said of the answer before it; waits for it."""
        if self._head is None:
            letter, self._head = self._frame()
            assert letter == b"H"
        return self._head

    def _first_or_next(self) -> bytes | None:
        self._begun()
        return self._piece()

    def _piece(self) -> bytes | None:
        if self._child is None:
            return None
        letter, payload = self._frame()
        if letter == b"D":
            return payload
        self._last = payload
        self._end(usable=True)
        return None

    def _frame(self) -> tuple[bytes, bytes]:
        pipe = self._process.stdout
        if self._child is None or pipe is None:
            raise StoppedError("查询已停止", "the query was stopped")
        try:
            head = self._take(pipe, _FRAME.size)
            letter, length = _FRAME.unpack(head) if len(head) == _FRAME.size else (b"", 0)
            payload = self._take(pipe, length)
        except (OSError, ValueError):  # closed by whoever stopped it
            letter, length, payload = b"", 0, b""
        if not letter or len(payload) < length:
            raise self._died()
        if letter == b"X":
            said = json.loads(payload)
            self._end(usable=not said["ends"])
            raise _error(said)
        return letter, payload

    def _take(self, pipe: IO[bytes], size: int) -> bytes:
        """So many bytes of what comes through the pipe; fewer where it ends."""
        while len(self._read) < size:
            more = pipe.read(max(_AT_ONCE, size - len(self._read)))  # unbuffered: gives what there is
            if not more:
                break
            self._read += more
        taken = bytes(memoryview(self._read)[:size])
        del self._read[:size]
        return taken

    def _end(self, *, usable: bool) -> None:
        child, self._child = self._child, None
        self._clock.end()
        if child is not None:
            self._give_back(child, usable=usable and not self._late and not self._cancelled)

    def _died(self) -> QueryError:
        self._process.kill()
        ended = self._process.wait()
        self._end(usable=False)
        wall, cpu = self._allowed
        if self._cancelled:
            return StoppedError("查询已停止", "the query was stopped")
        if self._late or ended == _OUT_OF_TIME:
            return took_too_long(wall if self._late else cpu)
        if ended in _OUT_OF_MEMORY:
            return out_of_memory()
        return TooMuchError(
            f"引擎被此查询弄垮了（{ended}），多半是套得太深或太长。请写得简单些",
            f"the query brought the engine down ({ended}), most likely because it nests too deep or is too long. Write it more simply",
        )


def _error(said: dict[str, Any]) -> QueryError:
    kind: Callable[..., QueryError] = getattr(errors, said["kind"], EngineError)
    if kind is MalformedQueryError:
        return MalformedQueryError(said["zh"], said["en"], said["line"], said["column"])
    return kind(said["zh"], said["en"])
