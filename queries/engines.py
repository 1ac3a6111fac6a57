"""What runs Cypher: the embedded snapshot (here, read-only) or a Neo4j server (`queries.bolt`). Both give plain rows.

A value comes out the same from either: text, whole number, yes or no, null, or a list of these (Ladybug's `Decimal('3')` is 3).
Opened snapshots are kept, one a workspace, because opening one takes longer than most answers.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from queries.errors import EngineError, NothingBuiltError, TookTooLongError

if TYPE_CHECKING:
    from graph.workspace import Workspace

Value = str | int | float | bool | None | list[Any]
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """What an engine gave: the names of the columns, and the rows up to the limit; `more` where the limit cut some off."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    more: bool = False


class Engine(Protocol):
    """Answers Cypher, reading only."""

    name: str
    kept: dict[str, Any]
    """What was looked up before and stays true as long as the engine: an immutable snapshot's agencies. Empty where nothing does."""
    keeps: bool

    def run(self, cypher: str, parameters: Mapping[str, object], *, limit: int = 0, timeout: float = 0) -> Rows:
        """The rows; all of them where the limit is 0, without end where the timeout is."""

    def refuse_unless_reading(self, cypher: str, parameters: Mapping[str, object]) -> None:
        """Raises `RefusedQueryError` where the query may do more than read the graph."""

    def close(self) -> None:
        """Lets go of what is not kept for the next question."""


@dataclass(slots=True)
class Embedded:
    """The snapshot of one generation, which never changes. The lock of its readers is held as long as this is."""

    generation: str
    connection: Any
    held: object
    name: str = "embedded"
    kept: dict[str, Any] = field(default_factory=dict)
    keeps: bool = True

    def run(self, cypher: str, parameters: Mapping[str, object], *, limit: int = 0, timeout: float = 0) -> Rows:
        timer = threading.Timer(timeout, self.connection.interrupt) if timeout else None
        try:
            if timer:
                timer.daemon = True
                timer.start()
            result = self.connection.execute(cypher, dict(parameters))
            columns = tuple(result.get_column_names())
            return _taken(columns, _rows(result), limit)
        except RuntimeError as error:
            if timer and "nterrupted" in str(error):
                raise took_too_long(timeout) from error
            raise EngineError(f"嵌入式引擎不能执行此查询：{error}", f"the embedded engine cannot run the query: {error}") from error
        finally:
            if timer:
                timer.cancel()

    def refuse_unless_reading(self, cypher: str, parameters: Mapping[str, object]) -> None:
        from queries.readonly import refuse_on_snapshot

        refuse_on_snapshot(self.connection, cypher, parameters)

    def close(self) -> None:
        """Nothing: the snapshot stays open for the next question."""


_opened: dict[Path, Embedded] = {}
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
        if known is None or known.generation != read_json(place.pointer)["generation"]:
            known = _opened[workspace] = _open(place)
    return known


def _open(place: Workspace) -> Embedded:
    import ladybug

    from graph.generation import current
    from graph.snapshot import open_snapshot

    generation = current(place)
    database = open_snapshot(generation.snapshot)
    return Embedded(generation.id, ladybug.Connection(database), (generation, database))


def _rows(result: Any) -> Iterable[list[object]]:
    while result.has_next():
        yield result.get_next()


def _taken(columns: tuple[str, ...], rows: Iterable[Iterable[object]], limit: int) -> Rows:
    taken: list[Row] = []
    for row in rows:
        if limit and len(taken) == limit:
            return Rows(columns, tuple(taken), more=True)
        taken.append(tuple(plain(value) for value in row))
    return Rows(columns, tuple(taken))


def plain(value: object) -> Value:
    """An engine's value as every engine gives it."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return str(value)


def took_too_long(timeout: float) -> TookTooLongError:
    return TookTooLongError(
        f"{timeout:g} 秒内没有答完，已中止。请缩小范围，或用 --timeout 放宽",
        f"no answer within {timeout:g} s, stopped. Ask for less, or allow more with --timeout",
    )
