"""The graph as Parquet, a file a kind: typed columns, lists as lists, whole days as days, numbers as numbers.

`pyarrow.parquet.read_table("图/nodes-PolicyTask.parquet")`, pandas, DuckDB and R's arrow read them. The term that RDF says a column by
stands in the field's metadata. Rows are written in groups as they come, so that a graph of any size takes little memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from graph.columns import Column, Type
from graph.schema import iri
from graph.tabular import DAYS, TABLES, Table, rows
from graph.things import Facts

SUFFIX = ".parquet"
_GROUP = 20_000
"""Rows of a kind that are held until they are written."""


def write_parquet(many: Iterable[Facts], folder: Path) -> int:
    """Writes a file for each table into the folder; gives how many rows they hold."""
    with ExitStack() as stack:
        files = {table.kind: _File(table, folder, stack) for table in TABLES}
        for facts in many:
            for kind, row in rows(facts):
                files[kind].add(row)
        for file in files.values():
            file.flush()
        return sum(file.rows for file in files.values())


class _File:
    """One kind's file and the rows that wait for it, column by column."""

    def __init__(self, table: Table, folder: Path, stack: ExitStack) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        self._arrow = pa
        self._columns = table.columns
        self._schema = pa.schema([self._field(column) for column in table.columns])
        self._writer = stack.enter_context(parquet.ParquetWriter(folder / f"{table.name}{SUFFIX}", self._schema, compression="zstd"))
        self._waiting: list[list[Any]] = [[] for _ in table.columns]
        self.rows = 0

    def add(self, row: Iterable[object]) -> None:
        for waiting, value in zip(self._waiting, row, strict=True):
            waiting.append(value)
        self.rows += 1
        if len(self._waiting[0]) == _GROUP:
            self.flush()

    def flush(self) -> None:
        if not self._waiting[0]:
            return
        arrays = [
            self._arrow.array([day and date.fromisoformat(day) for day in values] if column.name in DAYS else values, type=field.type)
            for column, field, values in zip(self._columns, self._schema, self._waiting, strict=True)
        ]
        self._writer.write_table(self._arrow.Table.from_arrays(arrays, schema=self._schema))
        self._waiting = [[] for _ in self._columns]

    def _field(self, column: Column) -> Any:
        arrow = self._arrow
        types = {
            Type.STRING: arrow.string(),
            Type.DATE: arrow.date32() if column.name in DAYS else arrow.string(),
            Type.INTEGER: arrow.int64(),
            Type.NUMBER: arrow.float64(),
            Type.BOOLEAN: arrow.bool_(),
            Type.STRINGS: arrow.list_(arrow.string()),
            Type.INTEGERS: arrow.list_(arrow.int64()),
        }
        return arrow.field(column.name, types[column.type], metadata={"term": iri(column.term)} if column.term else None)
