"""Queries that did not come with the program, each in a process that can be killed: without network, files or much memory.

    pool = Pool(generation, size=2)
    with pool.sparql("SELECT * { ?task a pg:Task }", {"rows": "application/sparql-results+json"}, prefixes=prefixes()) as asked:
        asked.kind                      # "rows", "boolean" or "graph"; waits until the engine has something to say
        for piece in asked: ...         # bytes as they come; `async for` does the same without holding up the event loop
    with pool.cypher("MATCH (agency:Agency) RETURN agency.name AS name", {}) as asked:
        asked.columns                   # ("name",)
        for row in asked.rows(): ...    # lists of plain values

An answer is never whole in memory, here or there; whoever reads slowly holds the engine up, until its time is over. `asked.cancel()`, from any
thread, kills the process, and so does leaving the `with` before the end. A process serves one query at a time and many after one another,
because starting one takes longer than most answers; a query that ends its process (10,000 nested braces do) costs itself alone, and the pool
starts another. What went wrong is a `queries.errors.QueryError`, raised where the answer is first looked at, or in the middle of it.
"""

from __future__ import annotations

import contextlib
import json
import marshal
import os
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from queries.apart_answer import Asked, Child
from queries.errors import BusyError
from queries.sparql_gate import Verdict, judge

_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from queries.apart_process import serve; serve(sys.argv[2], sys.argv[3], int(sys.argv[4]))"
_QUERIES = 10_000
"""How many queries one process answers: what an engine leaks goes with it."""
_IN_THE_PIPE = 256 << 10
"""Bytes."""
_KEPT_ENVIRONMENT = ("PATH", "LANG", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMP", "TEMP")
"""No password of a server is among them."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take. 0 is no limit, but for memory, which always has one."""

    memory: int = 768 << 20
    """Bytes of address space beyond what an open graph takes."""
    cpu: float = 60
    """Seconds of computing, on all cores together."""
    wall: float = 60
    """Seconds altogether, those in which the answer is read included."""
    rows: int = 1_000_000
    """Of an answer that is given as rows; `Asked.more` says that there were more."""
    bytes: int = 1 << 30
    """Of the whole answer as it goes through the pipe."""
    wait: float = 10
    """Seconds until `BusyError` where no process is free."""


class Place(Protocol):
    """Where a graph lies: `graph.generation.Generation` is one. Whoever makes a pool keeps it from being cleared away."""

    @property
    def snapshot(self) -> Path: ...
    @property
    def dataset(self) -> Path: ...


class Pool:
    """At most `size` processes over one generation; started when they are first needed. Any number of threads may ask."""

    def __init__(self, place: Place, *, size: int = 2, limits: Limits | None = None, union: bool = True) -> None:
        """With `union`, SPARQL's default graph is all named graphs together, which is how our datasets are kept."""
        self.limits = limits or Limits()
        self._places = {"cypher": place.snapshot, "sparql": place.dataset}
        self._size = size
        self._union = union
        self._free = threading.Condition()
        self._idle: list[Child] = []
        self._taken = 0
        self._closed = False
        self._finalizer = weakref.finalize(self, _end_all, self._idle)

    def cypher(self, text: str, parameters: Mapping[str, object] | None = None, *, limits: Limits | None = None) -> Asked:
        """Asks the snapshot, after the plan was held to reading. Parameters are texts, numbers, yes or no, and lists of them."""
        limits = limits or self.limits
        return self._ask("cypher", limits, {"text": text, "parameters": dict(parameters or {})})

    def sparql(
        self,
        query: str | Verdict,
        accept: Mapping[str, str] | None = None,
        *,
        given: Mapping[str, object] | None = None,
        prefixes: Mapping[str, str] | None = None,
        base: str | None = None,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
        limits: Limits | None = None,
    ) -> Asked:
        """Asks the dataset. `accept` is a media type for each kind of answer that can be taken (`rows`, `boolean`, `graph`); without it
        come rows, of terms as `Asked.rows` says.

        A text is first judged by `queries.sparql_gate`, so that no process sees SERVICE, updates or great depth. `given` are the values of
        `queries.given`. `default_graphs` and `named_graphs` are those of the SPARQL Protocol and come before the query's own FROM; a graph
        that the dataset does not hold is refused.
        """
        limits = limits or self.limits
        verdict = judge(query, prefixes=prefixes, base=base) if isinstance(query, str) else query
        asked: dict[str, Any] = {
            "text": verdict.text,
            "accept": None if accept is None else dict(accept),
            "parameters": dict(given or {}),
            "prefixes": _used(prefixes or {}, verdict),
            "base": base,
            "default_graphs": None if default_graphs is None else list(default_graphs),
            "named_graphs": None if named_graphs is None else list(named_graphs),
            "from": [*verdict.default, *verdict.named],
            "union": self._union,
        }
        return self._ask("sparql", limits, asked)

    def waits_for_sparql(self) -> bool:
        """Whether a process waits that would take the next query at once, without being started."""
        with self._free:
            return not self._closed and self._taken < self._size and any(one.language == "sparql" and one.memory == self.limits.memory for one in self._idle)

    def close(self) -> None:
        """Ends the processes that wait; those that answer end with their answer. No more queries are taken."""
        with self._free:
            self._closed = True
            self._free.notify_all()
        _end_all(self._idle)

    def _ask(self, language: str, limits: Limits, asked: dict[str, Any]) -> Asked:
        child = self._child(language, limits)
        asked = {**asked, "limit": limits.rows, "bytes": limits.bytes, "cpu": limits.cpu or 1e9}
        return Asked(child, marshal.dumps(asked), limits.wall, limits.cpu, self._give_back)

    def _child(self, language: str, limits: Limits) -> Child:
        """A process of that language and memory, for the caller alone: one that waits, else a new one."""
        until = time.monotonic() + limits.wait
        with self._free:
            while not self._closed and self._taken >= self._size:
                if not self._free.wait(until - time.monotonic() if limits.wait else None) and time.monotonic() >= until:
                    raise BusyError("同时进行的查询太多，请稍后再试", "too many queries are running; try again in a moment")
            if self._closed:
                raise BusyError("图已更新，请再试一次", "the graph has been replaced; ask again")
            self._taken += 1
            fitting = [one for one in self._idle if one.language == language and one.memory == limits.memory]
            going = fitting[-1:] or (self._idle[:1] if len(self._idle) + self._taken > self._size else [])
            for one in going:
                self._idle.remove(one)
        if fitting and going[0].alive():
            return going[0]
        for one in going:
            one.end()
        try:
            return _started(language, self._places[language], limits)
        except BaseException:
            self._release()
            raise

    def _give_back(self, child: Child, *, usable: bool) -> None:
        if not (usable and child.queries < _QUERIES):
            child.end()
            return self._release()
        with self._free:
            self._taken -= 1
            if keeping := not self._closed:
                self._idle.append(child)
            self._free.notify()
        if not keeping:
            child.end()
        return None

    def _release(self) -> None:
        with self._free:
            self._taken -= 1
            self._free.notify()


def _used(prefixes: Mapping[str, str], verdict: Verdict) -> dict[str, str]:
    """The prefixes that the text of a query may need, or all of them, where its answer is written with them."""
    return {name: iri for name, iri in prefixes.items() if verdict.gives_triples or f"{name}:" in verdict.text}


def _started(language: str, place: Path, limits: Limits) -> Child:
    path = json.dumps([str(Path(entry).resolve()) for entry in sys.path])
    environment = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ} | {"MALLOC_ARENA_MAX": "2", "RUST_BACKTRACE": "0"}
    process = subprocess.Popen(
        [sys.executable, "-I", "-c", _START, path, language, str(place), str(limits.memory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        env=environment,
    )
    assert process.stdout is not None
    _widen(process.stdout.fileno())
    return Child(process, language, limits.memory)


def _widen(pipe: int) -> None:
    """Lets a pipe hold more, so that a long answer changes hands less often; only Linux has that."""
    if sys.platform == "linux":
        import fcntl

        with contextlib.suppress(OSError):  # all that one user's pipes may hold is taken
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _IN_THE_PIPE)


def _end_all(idle: list[Child]) -> None:
    while idle:
        idle.pop().end()


def with_limits(limits: Limits, *, rows: int, wall: float) -> Limits:
    """The same, but for so many rows and seconds (0: no limit), as whoever asks has said. All cores may compute for as long."""
    return replace(limits, rows=rows, wall=wall, cpu=wall * (os.cpu_count() or 1))
