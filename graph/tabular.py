"""The graph as tables for files: one a kind of node, one a kind of edge; what CSV and Parquet write, and what describes them.

Every table is there, also one without rows, so that a program that reads them finds each. A row of `PolicyTask` holds the columns of the
schema and the document that states it; a row of `LEADS` its two ends, their kinds and the document. What several documents share has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.columns import Column
from graph.schema import EDGES, NODE, NODES
from graph.things import Facts

STATED_IN = Column("stated_in")
"""The IRI of the document that states it; null for what documents share."""
ENDS = (Column("start"), Column("end"), Column("start_kind"), Column("end_kind"))
DAYS = ("first_day", "last_day")
"""Columns that hold whole days of the calendar (`graph.dates`), where others keep the precision of the words: 2019-06."""


@dataclass(frozen=True, slots=True)
class Table:
    """One file: `nodes-PolicyTask`, `edges-LEADS`."""

    name: str
    kind: str
    columns: tuple[Column, ...]
    node: bool


TABLES: tuple[Table, ...] = (
    *(Table(f"nodes-{kind.name}", kind.name, (*kind.columns, STATED_IN), node=True) for kind in NODES),
    *(Table(f"edges-{kind.name}", kind.name, (*ENDS, STATED_IN), node=False) for kind in EDGES),
)


def rows(facts: Facts) -> Iterator[tuple[str, Sequence[object]]]:
    """Each row of a stream item with the kind that it is of; values in the order of the table's columns."""
    document = facts.document
    for node in facts.nodes:
        yield node.kind, (*(node.row[column.name] for column in NODE[node.kind].columns), document)
    for edge in facts.edges:
        yield edge.kind, (edge.start, edge.end, edge.start_kind, edge.end_kind, document)
