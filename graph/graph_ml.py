"""The graph as GraphML, for Gephi, yEd and networkx: nodes with kind, label, words and dates; edges with kind and role.

A node `PolicyTask` has its text, its `quote` (several passages are parted by …) and where they stand; its label is short enough for a picture. Nodes stand
before edges, as some readers want it; edges wait in a file of their own until the nodes are written, so that nothing large is held in memory.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from tempfile import TemporaryFile
from typing import BinaryIO

from graph.columns import Column, Type
from graph.rdf import decimal
from graph.schema import NODE, NODES
from graph.things import Edge, Facts, Node
from graph.writing import ROLE_EDGES
from graph.xml_text import attribute, element_text

_TYPES = {Type.INTEGER: "long", Type.NUMBER: "double", Type.BOOLEAN: "boolean"}
_LABELS = ("name", "title", "text", "label", "surface", "metric", "agency", "member", "reason", "kind", "uri")
"""What a node is called in a picture: the first of these that it has."""
_LONGEST = 40
_BETWEEN_PASSAGES, _BETWEEN_NAMES = " … ", "、"
_EDGE_KEYS = ("kind", "role", "stated_in")
_ROLES = {kind: role.value for role, kind in ROLE_EDGES.items()}


def write_graph_ml(many: Iterable[Facts], output: BinaryIO) -> None:
    """Raises `graph.xml_text.UnwritableError`."""
    numbers = count(1)
    output.write(_head(_node_keys(), _EDGE_KEYS).encode())
    with TemporaryFile() as waiting:
        for facts in many:
            output.write("".join(map(_node, facts.nodes)).encode())
            waiting.write("".join(_edges(facts, numbers)).encode())
        waiting.seek(0)
        shutil.copyfileobj(waiting, output)
    output.write(b"</graph>\n</graphml>\n")


def _head(node_keys: Mapping[str, str], edge_keys: Iterable[str]) -> str:
    keys = [f'<key id="{name}" for="node" attr.name="{name}" attr.type="{kind}"/>' for name, kind in node_keys.items()]
    keys += [f'<key id="edge_{name}" for="edge" attr.name="{name}" attr.type="string"/>' for name in edge_keys]
    lines = "\n".join(keys)
    space = 'xmlns="http://graphml.graphdrawing.org/xmlns"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<graphml {space}>\n{lines}\n<graph id="policygraph" edgedefault="directed">\n'


def _node_keys() -> dict[str, str]:
    """All attributes of nodes with their types; those of a name are of one type in all kinds."""
    keys = {"kind": "string", "label": "string"}
    for kind in NODES:
        for column in kind.columns[1:]:
            keys[_attribute(kind.name, column)] = _TYPES.get(column.type, "string")
    return keys


def _attribute(kind: str, column: Column) -> str:
    """A column's name that says the same in every kind: what `kind` a Due is of is no kind of node, and `start` is no point in time."""
    if column.name in ("kind", "label"):
        return f"{kind.lower()}_{column.name}"
    return f"quote_{column.name}" if column.name in ("start", "end") else column.name


def _node(node: Node) -> str:
    about = attribute(node.uri)
    parts = [f'<node id="{about}"><data key="kind">{node.kind}</data><data key="label">{element_text(_label(node), node.uri)}</data>']
    for column in NODE[node.kind].columns[1:]:
        value = node.row[column.name]
        if value is None or value == []:
            continue
        parts.append(f'<data key="{_attribute(node.kind, column)}">{element_text(_plain(value, column), node.uri)}</data>')
    return "".join(parts) + "</node>\n"


def _label(node: Node) -> str:
    text = str(next(value for name in _LABELS if (value := node.row.get(name))))
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _plain(value: object, column: Column) -> str:
    if isinstance(value, list):
        between = _BETWEEN_NAMES if column.name in ("names", "titles", "issuers", "addressees", "funders", "corrected_by") else _BETWEEN_PASSAGES
        return between.join(map(str, value))
    if column.type is Type.NUMBER:
        return decimal(float(str(value)))[0]
    return str(value).lower() if column.type is Type.BOOLEAN else str(value)


def _edges(facts: Facts, numbers: Iterator[int]) -> Iterator[str]:
    roles = {node.uri: str(node.row["role"]) for node in facts.nodes if node.kind == "Assignment"}
    for edge in facts.edges:
        said = {"kind": edge.kind, "role": _role(edge, roles), "stated_in": facts.document}
        data = "".join(f'<data key="edge_{name}">{attribute(value)}</data>' for name, value in said.items() if value)
        yield f'<edge id="{next(numbers)}" source="{attribute(edge.start)}" target="{attribute(edge.end)}">{data}</edge>\n'


def _role(edge: Edge, roles: Mapping[str, str]) -> str | None:
    """What an agency is to the task that the edge is about; null where it is about something else."""
    return _ROLES.get(edge.kind) or roles.get(edge.start if edge.kind == "ASSIGNED_TO" else edge.end)
