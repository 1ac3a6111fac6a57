"""The facts of a collection many times over, as if that many offices had issued the same documents under numbers of their own.

Every kind of record is multiplied, each copy with IRIs, a number and a title of its own; agencies, places and cited documents are shared by
all copies, so that what an agency has to do grows with them. Nothing is read again: rows are renamed, which is quick enough for millions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from graph.things import Edge, Facts, Node


def multiplied(many: Iterable[Facts], times: int) -> Iterator[Facts]:
    """Each document's facts, and behind them those of its copies: none where `times` is 1."""
    for one in many:
        yield one
        own = one.own()
        for number in range(1, times):
            yield _copy(own, number)


def _copy(own: Facts, number: int) -> Facts:
    renamed = {node.uri: f"{node.uri}-{number}" for node in own.nodes}
    nodes = [Node(node.kind, _row(node, renamed, number)) for node in own.nodes]
    edges = [Edge(edge.kind, edge.start_kind, renamed.get(edge.start, edge.start), edge.end_kind, renamed.get(edge.end, edge.end)) for edge in own.edges]
    return Facts(renamed[own.document] if own.document else None, nodes, edges)


def _row(node: Node, renamed: dict[str, str], number: int) -> dict[str, Any]:
    row: dict[str, Any] = dict(node.row)
    for column in ("uri", "document"):
        if column in row:
            row[column] = renamed.get(str(row[column]), row[column])
    if node.kind == "PolicyDocument":
        for column in ("number", "title"):
            if row[column]:
                row[column] = f"{row[column]}之{number}"
    return row
