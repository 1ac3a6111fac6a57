"""What is served: the generation of a workspace that `current` names, an Oxigraph dataset, a file of RDF, or a store from Python.

A build puts another generation in place while requests run: the next request sees it, those that run end on theirs, and the last of them lets
it go. Whatever is asked from outside runs in a process of its own (`queries.apart`); this one reads only which graphs there are.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from graph.opening import open_dataset
from queries.apart import Limits, Pool
from queries.errors import BusyError, NothingBuiltError
from queries.marked import refuse

if TYPE_CHECKING:
    from pyoxigraph import Store

    from graph.generation import Generation


@dataclass(frozen=True, slots=True)
class Place:
    """A dataset on the disk that belongs to no workspace."""

    dataset: Path

    @property
    def snapshot(self) -> Path:
        """None: it is only there to be what `queries.apart` expects."""
        return self.dataset.with_name("none")


class Served:
    """One state of the graph. `id` names it; `holds` tells whether a named graph is in it."""

    def __init__(self, identity: str, place: Place | Generation, pool: Pool, *, union: bool) -> None:
        self.id = identity
        self.made: datetime | None = None
        """When the graph was built, and `base` its IRIs begin with; None of a dataset of one's own."""
        self.base: str | None = None
        self.pool = pool
        self.union = union
        self.marked = 0
        """How many documents bear a mark of secrecy."""
        self.store = open_dataset(place.dataset)
        self.readers = 0
        self.leaving = False
        self._place = place
        self._held = lru_cache(maxsize=10_000)(self._holds)

    def __contains__(self, graph: object) -> bool:
        return self._held(str(graph))

    def _holds(self, graph: str) -> bool:
        from pyoxigraph import NamedNode

        try:
            return self.store.contains_named_graph(NamedNode(graph))
        except ValueError:  # no IRI
            return False

    def close(self) -> None:
        self.pool.close()
        if not isinstance(self._place, Place):
            self._place.close()


class Source:
    """Something to serve. `with source.served() as served:` is what answers now, kept as long as the block lasts.

    Opening what a build has put in place takes too long for an event loop: it looks whether it `must_renew`, has a thread `renew`, and then
    takes what is `opened`.
    """

    def __init__(self, given: Store | str | os.PathLike[str], *, union: bool | None, processes: int, limits: Limits, allow_marked: bool = False) -> None:
        self._allow_marked = allow_marked
        self._processes = processes
        self._limits = limits
        self._lock = threading.Lock()
        self._renewing = threading.Lock()
        self._seen: tuple[int, int] | None = None
        self._served: Served | None = None
        self._made: Path | None = None
        path = Path(given) if isinstance(given, (str, os.PathLike)) else None
        self.workspace = path.absolute() if path and _is_workspace(path) else None
        if self.workspace is None:
            dataset = path if path and path.is_dir() and (path / "CURRENT").exists() else self._made_of(given)
            place = Place(dataset.absolute())
            stat = place.dataset.stat()
            self._served = Served(f"{stat.st_ino:x}-{stat.st_mtime_ns:x}", place, self._pool(place, union=bool(union)), union=bool(union))

    @contextmanager
    def served(self) -> Iterator[Served]:
        """What answers now, opened first where it is new. Raises `NothingBuiltError` where there is nothing yet, and what `opened` raises."""
        if self.must_renew():
            self.renew()
        with self.opened() as served:
            yield served

    def must_renew(self) -> bool:
        """Whether a build has put another graph in place, or the first; raises `NothingBuiltError` where none has yet."""
        return self.workspace is not None and self._pointer(self.workspace) != self._seen

    def renew(self) -> None:
        """Opens the graph that is in place, unless that has been done; requests that run end on the one before."""
        assert self.workspace is not None
        with self._renewing:
            if not self.must_renew():
                return
            seen = self._pointer(self.workspace)
            new = self._opened(self.workspace)
            with self._lock:
                going = self._served if new is not self._served else None
                self._served, self._seen = new, seen
                if going:
                    going.leaving = True
                    going = None if going.readers else going
            if going:
                going.close()

    @contextmanager
    def opened(self) -> Iterator[Served]:
        """What was opened last; raises `MarkedError` where it holds what is not to be shown."""
        served = self._enter()
        try:
            if served.marked and not self._allow_marked:
                refuse(served.marked)
            yield served
        finally:
            self._leave(served)

    def close(self) -> None:
        """Lets everything go."""
        with self._lock:
            served, self._served = self._served, None
            if served:
                served.leaving = True
            going = served if served and not served.readers else None
        if going:
            going.close()
        if self._made:
            shutil.rmtree(self._made, ignore_errors=True)

    def _enter(self) -> Served:
        with self._lock:
            if self._served is None:
                raise BusyError("服务正在停止", "the server is going down")
            self._served.readers += 1
            return self._served

    def _leave(self, served: Served) -> None:
        with self._lock:
            served.readers -= 1
            going = served.leaving and not served.readers
        if going:
            threading.Thread(target=served.close, name="policygraph-leaving").start()  # an event loop must not wait for processes that end

    @staticmethod
    def _pointer(workspace: Path) -> tuple[int, int]:
        """Which state of the file `current` it is."""
        try:
            stat = (workspace / "current").stat()
        except FileNotFoundError:
            raise _nothing_built(workspace) from None
        return stat.st_mtime_ns, stat.st_ino

    def _opened(self, workspace: Path) -> Served:
        from graph.generation import current
        from graph.state import load_state
        from graph.workspace import Workspace

        generation = current(Workspace(workspace))
        if self._served is not None and self._served.id == generation.id:
            generation.close()
            return self._served
        state = load_state(Workspace(workspace), generation.build)
        served = Served(generation.id, generation, self._pool(generation, union=True), union=True)
        served.marked, served.base = len(state.marked), state.base
        served.made = datetime.strptime(generation.id.partition("-")[0], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
        return served

    def _pool(self, place: Place | Generation, *, union: bool) -> Pool:
        return Pool(place, size=self._processes, limits=self._limits, union=union)

    def _made_of(self, given: Store | str | os.PathLike[str]) -> Path:
        """A dataset of our own from a store or a file of RDF."""
        from pyoxigraph import RdfFormat, Store

        self._made = Path(tempfile.mkdtemp(prefix="policygraph-"))
        target = self._made / "dataset"
        store = Store(target)
        if isinstance(given, (str, os.PathLike)):
            store.bulk_load(path=str(given))
        else:
            dump = self._made / "store.nq"
            given.dump(str(dump), RdfFormat.N_QUADS)
            store.bulk_load(path=str(dump), format=RdfFormat.N_QUADS)
            dump.unlink()
        store.flush()
        del store
        return target


def _is_workspace(path: Path) -> bool:
    with suppress(OSError):
        return not path.exists() or (path.is_dir() and not (path / "CURRENT").exists())
    return False


def _nothing_built(workspace: Path) -> NothingBuiltError:
    return NothingBuiltError(
        f"{workspace}：这里还没有图。先读入文件：policygraph build 文件夹",
        f"{workspace}: no graph has been built here. Read documents first: policygraph build FOLDER",
    )
