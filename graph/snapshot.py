"""The snapshot: the graph in a Ladybug database, for Cypher, without a server.

Written once, by bulk COPY from typed Arrow tables (a text such as `[附件1]` has been misread from CSV), checkpointed and closed;
afterwards only opened read-only. Tables come from `graph.schema`; a value that does not fit its column is refused by Arrow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.canonical import edge_line, node_line
from graph.opening import open_snapshot
from graph.schema import EDGES, NODES, EdgeKind, NodeKind, Type
from graph.workspace import WorkspaceError

if TYPE_CHECKING:
    import ladybug

    from graph.things import Facts

__all__ = ["BATCH", "Tables", "canonical_lines", "edge_table", "gather", "node_table", "open_snapshot", "write"]

_CYPHER_TYPES = {
    Type.STRING: "STRING",
    Type.DATE: "STRING",
    Type.INTEGER: "INT64",
    Type.NUMBER: "DOUBLE",
    Type.BOOLEAN: "BOOL",
    Type.STRINGS: "STRING[]",
    Type.INTEGERS: "INT64[]",
}
BATCH = 20_000
"""Rows that are gathered in Python before they become an Arrow batch, which takes a tenth of the memory."""


def write(many: Iterable[Facts], path: Path) -> None:
    """Writes a new snapshot from a stream of facts (`graph.facts.whole`): one file, checkpointed and closed."""
    gather(many).write(path)


def gather(many: Iterable[Facts]) -> Tables:
    tables = Tables()
    for facts in many:
        tables.add(facts)
    return tables


class Tables:
    """The rows of a snapshot, gathered document by document."""

    def __init__(self) -> None:
        self._nodes = {kind.name: _Batches([(column.name, column.type) for column in kind.columns]) for kind in NODES}
        self._edges: dict[tuple[str, str, str], _Batches] = defaultdict(lambda: _Batches([("start", Type.STRING), ("end", Type.STRING)]))

    def add(self, facts: Facts) -> None:
        for node in facts.nodes:
            self._nodes[node.kind].add(tuple(node.row.values()))
        for edge in facts.edges:
            self._edges[edge.kind, edge.start_kind, edge.end_kind].add((edge.start, edge.end))

    def write(self, path: Path) -> None:
        """Nodes first, then relationships."""
        import ladybug

        database = ladybug.Database(path, auto_checkpoint=False)
        connection = ladybug.Connection(database)
        try:
            for node in NODES:
                connection.execute(node_table(node))
                self._copy(connection, f"COPY {node.name} FROM $rows", self._nodes[node.name])
            for edge in EDGES:
                connection.execute(edge_table(edge))
                for start, end in edge.ends:
                    pair = f"(from='{start}', to='{end}')" if len(edge.ends) > 1 else ""
                    self._copy(connection, f"COPY {edge.name} FROM $rows {pair}", self._edges[edge.name, start, end])
            connection.execute("CHECKPOINT")
        finally:
            connection.close()
            database.close()

    @staticmethod
    def _copy(connection: ladybug.Connection, statement: str, rows: _Batches) -> None:
        table = rows.table()
        if table.num_rows:
            connection.execute(statement, {"rows": table})


def node_table(kind: NodeKind) -> str:
    """The statement that makes a kind's table; names are quoted, since `end` is a word of Cypher's."""
    columns = ", ".join(f"`{column.name}` {_CYPHER_TYPES[column.type]}" for column in kind.columns)
    return f"CREATE NODE TABLE {kind.name} ({columns}, PRIMARY KEY (uri))"


def edge_table(kind: EdgeKind) -> str:
    ends = ", ".join(f"FROM {start} TO {end}" for start, end in kind.ends)
    return f"CREATE REL TABLE {kind.name} ({ends})"


def canonical_lines(path: Path) -> Iterator[str]:
    """The canonical lines of what the snapshot holds. Raises `WorkspaceError` where a version with other kinds wrote it."""
    import ladybug

    with open_snapshot(path) as database, ladybug.Connection(database) as connection:
        for node in NODES:
            names = [column.name for column in node.columns]
            wanted = ", ".join(f"n.`{name}`" for name in names)
            for row in _rows(connection, f"MATCH (n:{node.name}) RETURN {wanted}"):
                yield node_line(node.name, dict(zip(names, row, strict=True)))
        for edge in EDGES:
            for start, end in edge.ends:
                for row in _rows(connection, f"MATCH (a:{start})-[:{edge.name}]->(b:{end}) RETURN a.uri, b.uri"):
                    yield edge_line(edge.name, row[0], row[1])


def _rows(connection: ladybug.Connection, query: str) -> Iterator[list[Any]]:
    try:
        result = connection.execute(query)
    except RuntimeError as error:
        if not str(error).startswith("Binder exception"):
            raise
        lacks = str(error).removeprefix("Binder exception: ").rstrip(". ")
        raise WorkspaceError(
            f"内置图由另一版程序写成（{lacks}）；先运行 policygraph build (the snapshot was written by another version, {lacks}: run policygraph build)"
        ) from error
    assert not isinstance(result, list)
    while result.has_next():
        row = result.get_next()
        yield list(row) if not isinstance(row, dict) else list(row.values())


class _Batches:
    """Rows as columns, turned into Arrow batches as they come."""

    def __init__(self, columns: list[tuple[str, Type]]) -> None:
        self._columns = columns
        self._rows: list[tuple[Any, ...]] = []
        self._batches: list[Any] = []

    def add(self, row: tuple[Any, ...]) -> None:
        self._rows.append(row)
        if len(self._rows) >= BATCH:
            self._flush()

    def table(self) -> Any:
        import pyarrow as pa

        self._flush()
        return pa.Table.from_batches(self._batches, self._schema())

    def _flush(self) -> None:
        import pyarrow as pa

        if self._rows:
            schema = self._schema()
            arrays = [pa.array(values, type=field.type) for values, field in zip(zip(*self._rows, strict=True), schema, strict=True)]
            self._batches.append(pa.record_batch(arrays, schema=schema))
            self._rows = []

    def _schema(self) -> Any:
        import pyarrow as pa

        types = {
            Type.STRING: pa.string(),
            Type.DATE: pa.string(),
            Type.INTEGER: pa.int64(),
            Type.NUMBER: pa.float64(),
            Type.BOOLEAN: pa.bool_(),
            Type.STRINGS: pa.list_(pa.string()),
            Type.INTEGERS: pa.list_(pa.int64()),
        }
        return pa.schema([(name, types[kind]) for name, kind in self._columns])
