"""What answers: the embedded snapshot (here, read-only), a Neo4j server (`queries.bolt`) or the dataset (`queries.sparql`). All give plain rows.

A value comes out the same from each: text, whole number, yes or no, null, or a list of these (`Decimal('3')` and `3.0` are 3).
The last snapshots that were opened are kept, one a workspace, because opening one takes longer than most answers.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from queries.errors import EngineError, NothingBuiltError, took_too_long
from queries.head import Question
from queries.watch import within

if TYPE_CHECKING:
    from graph.generation import Generation
    from graph.workspace import Workspace
    from queries.apart import Pool

Kept = TypeVar("Kept")
Value = str | int | float | bool | None | list[Any]
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """What an engine gave: the names of the columns, and the rows up to the limit; `more` where the limit cut some off."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    more: bool = False


class Engine(Protocol):
    """Answers questions, reading only. Names are looked up in Cypher."""

    name: str
    kept: dict[str, Any]
    """What was looked up before and stays true as long as the engine: an immutable snapshot's agencies. Empty where nothing does."""
    keeps: bool

    def run(self, cypher: str, parameters: Mapping[str, object], *, limit: int = 0, timeout: float = 0) -> Rows:
        """The rows; all of them where the limit is 0, without end where the timeout is."""

    def answer(self, question: Question, parameters: Mapping[str, object], *, limit: int = 0, timeout: float = 0) -> Rows:
        """The rows of a saved question; one that did not come with the program is first held to reading."""

    def refuse_unless_reading(self, cypher: str, parameters: Mapping[str, object]) -> None:
        """Raises `RefusedQueryError` where the query may do more than read the graph."""

    def run_apart(self, cypher: str, parameters: Mapping[str, object], *, limit: int = 0, timeout: float = 0) -> Rows:
        """The rows of a query that did not come with the program: held to reading, and run where it can be killed."""

    def close(self) -> None:
        """Lets go of what is not kept for the next question."""


class _FullError(EngineError):
    """The memory that a snapshot may take is full."""


class SpeaksCypher:
    """An engine that is asked a question as its file stands."""

    __slots__ = ()

    def answer(self: Engine, question: Question, parameters: Mapping[str, object], *, limit: int = 0, timeout: float = 0) -> Rows:
        if question.shipped:
            return self.run(question.cypher, parameters, limit=limit, timeout=timeout)
        from queries.problems import in_file

        with in_file(question.path, question.line):
            return self.run_apart(question.located, parameters, limit=limit, timeout=timeout)


@dataclass(slots=True)
class Embedded(SpeaksCypher):
    """The snapshot of one generation, which never changes. The lock of its readers is held as long as this is."""

    generation: Generation
    connect: Callable[[], Any]
    connection: Any
    name: str = "embedded"
    kept: dict[str, Any] = field(default_factory=dict)
    keeps: bool = True
    one_at_a_time: threading.Lock = field(default_factory=threading.Lock)
    pool: Pool | None = None
    """Processes for queries that did not come with the program; made when one is asked."""

    def run(self, cypher: str, parameters: Mapping[str, object], *, limit: int = 0, timeout: float = 0) -> Rows:
        with self.one_at_a_time:
            with suppress(_FullError):
                return self._run(cypher, parameters, limit, timeout)
            # A connection keeps the memory of each different query that it ran; a new one has it back.
            self.connection.close()
            self.connection = self.connect()
            return self._run(cypher, parameters, limit, timeout)

    def _run(self, cypher: str, parameters: Mapping[str, object], limit: int, timeout: float) -> Rows:
        with within(self.connection, timeout) as query:
            try:
                result = self.connection.execute(cypher, dict(parameters))
                rows = result.get_n(limit + 1) if limit else result.get_all()
                odd = [place for place, kind in enumerate(result.get_column_data_types()) if kind not in PLAIN]
                return _taken(tuple(result.get_column_names()), rows, odd, limit)
            except RuntimeError as error:
                if query.late:
                    raise took_too_long(timeout) from error
                kind = _FullError if "buffer pool is full" in str(error) else EngineError
                raise kind(f"嵌入式引擎不能执行此查询：{error}", f"the embedded engine cannot run the query: {error}") from error

    def refuse_unless_reading(self, cypher: str, parameters: Mapping[str, object]) -> None:
        from queries.readonly import refuse_on_snapshot

        refuse_on_snapshot(self.connection, cypher, parameters)

    def run_apart(self, cypher: str, parameters: Mapping[str, object], *, limit: int = 0, timeout: float = 0) -> Rows:
        from queries.apart import Limits, with_limits

        with self.apart().cypher(cypher, parameters, limits=with_limits(Limits(), rows=limit, wall=timeout)) as asked:
            columns = asked.columns
            return Rows(columns, tuple(map(tuple, asked.rows())), more=asked.more)

    def apart(self) -> Pool:
        """Processes over this generation, in which its dataset can be asked too."""
        from queries.apart import Pool

        with self.one_at_a_time:
            if self.pool is None:
                self.pool = Pool(self.generation)
            return self.pool

    def close(self) -> None:
        """Nothing: the snapshot stays open for the next question."""


PLAIN = frozenset({"STRING", "INT64", "BOOL", "STRING[]", "INT64[]"})
"""Types of Ladybug whose values come as every engine gives them."""

KEPT_OPEN = 4
"""Workspaces whose snapshot stays open: each holds up to a buffer pool of memory."""
_opened: dict[Path, Embedded] = {}
"""The one that was asked last stands last."""
_opening = threading.Lock()


def embedded(workspace: Path) -> Embedded:
    """The engine over the workspace's current generation; raises `NothingBuiltError` where there is none.

    The last snapshot stays open: as long as `current` names it, the next question only reads that one small file.
    """
    from graph.workspace import Workspace, read_json

    place = Workspace(workspace)
    if not place.pointer.exists():
        raise NothingBuiltError(
            f"{workspace}：这里还没有图。先读入文件：policygraph build 文件夹（或用 --workspace 指明别处）",
            f"{workspace}: no graph has been built here. Read documents first: policygraph build FOLDER (or name another place with --workspace)",
        )
    with _opening:
        known = _opened.get(workspace)
        if known is None or known.generation.id != read_json(place.pointer)["generation"]:
            known = _open(place)
        return keep(_opened, workspace, known)


def keep(opened: dict[Path, Kept], workspace: Path, engine: Kept) -> Kept:
    """Puts the engine among those that stay open, last; the first goes, and closes when whoever is still asking it has let go."""
    opened.pop(workspace, None)
    opened[workspace] = engine
    while len(opened) > KEPT_OPEN:
        del opened[next(iter(opened))]
    return engine


def _open(place: Workspace) -> Embedded:
    from graph.generation import current
    from graph.opening import open_snapshot

    generation = current(place)
    database = open_snapshot(generation.snapshot)
    import ladybug

    return Embedded(generation, connect := partial(ladybug.Connection, database), connect())


def _taken(columns: tuple[str, ...], rows: Sequence[list[Any]], odd: list[int], limit: int) -> Rows:
    """The rows as tuples; only what stands in an odd column needs a look, which keeps large answers quick."""
    more = bool(limit) and len(rows) > limit
    for row in rows if odd else ():
        for place in odd:
            row[place] = plain(row[place])
    return Rows(columns, tuple(map(tuple, rows[:limit] if more else rows)), more)


def plain(value: object) -> Value:
    """An engine's value as every engine gives it."""
    if isinstance(value, (Decimal, float)):
        return int(value) if value == value // 1 else float(value)
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return str(value)
