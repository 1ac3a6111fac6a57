"""Canonical lines: one line a node and one a relationship, the same for every projection that holds the same fact.

`check` compares these lines as sets. Null values and empty lists are left out (RDF has neither), lists are sorted and hold each
member once (RDF keeps no order), and the parallel lists of evidence become one list of [start, end, quote, place]. A line such as
`Agency ⇥ …/agency/440100/… ⇥ {"name":"广州市知识产权局", …}` says nothing about where it was read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from graph.schema import EDGE, NODE, Column, Type

if TYPE_CHECKING:
    from graph.things import Facts


def node_line(kind: str, row: Mapping[str, object]) -> str:
    """One node; `row` holds its columns by name, whatever else it holds is passed over (people's own properties)."""
    node = NODE[kind]
    values: dict[str, object] = {}
    for column in node.values:
        value = row.get(column.name)
        if value is not None and value != []:
            values[column.name] = sorted(set(_members(value, column)), key=str) if column.type.is_list else _plain(value, column)
    for evidence in node.evidence:
        lists = [_members(row.get(column.name), column) for column in evidence.columns]
        quotes, starts, ends, *others = lists
        passages = sorted(set(zip(starts, ends, quotes, *others, strict=True)), key=str)
        if passages:
            values[evidence.columns[0].name] = passages
    return f"{kind}\t{row['uri']}\t{json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(',', ':'))}"


def edge_line(kind: str, start: str, end: str) -> str:
    """One relationship of a kind between two things."""
    return f"{EDGE[kind].name}\t{start}\t{end}"


def canonical(many: Iterable[Facts]) -> Iterator[str]:
    """The lines of a stream of facts, in which shared things are merged (`graph.facts.whole`); in no order."""
    for facts in many:
        for node in facts.nodes:
            yield node_line(node.kind, node.row)
        for edge in facts.edges:
            yield edge_line(edge.kind, edge.start, edge.end)


def _members(value: object, column: Column) -> list[object]:
    """A list column's members; an engine's null is an empty list."""
    if value is None:
        return []
    if not isinstance(value, (list, tuple)):
        return [value]
    return [int(one) for one in value] if column.type is Type.INTEGERS else [str(one) for one in value]


def _plain(value: object, column: Column) -> object:
    if column.type is Type.BOOLEAN:
        return bool(value)
    if column.type is Type.NUMBER:
        return float(str(value))
    return int(str(value)) if column.type is Type.INTEGER else str(value)
