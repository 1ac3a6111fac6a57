"""What agencies of the graph are to each other: members of a class that was named, and bodies that a reform made of others.

广州市各区政府 has the member 广州市越秀区政府 where both are named in documents; 广州市市场监督管理局 was made of 广州市工商行政管理局 in the
reform of 2018. Both come from reference data (`ontology.members`, `ontology.reforms`), not from words of documents, and only join
agencies that documents name: no agency comes into the graph by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from graph.identity import agency_identity, segment
from graph.things import Edge, Facts, Node, Value
from ontology.agencies import full_name
from ontology.members import expand
from ontology.places import by_code
from ontology.reforms import Change, Level, level_of, predecessors

Key = tuple[str | None, str]
"""Code of its place, and its function; for bodies without a place, their full name."""


def kinship(agencies: Iterable[Node]) -> Facts:
    """Nodes and edges that join these agencies; agencies known within one document only are left alone."""
    wide = [node for node in agencies if "/id/document/" not in node.uri]
    by_key = {_key(node.row): node.uri for node in wide if node.kind == "Agency"}
    found = Facts(None)
    for node in wide:
        if node.kind == "AgencyClass":
            found.edges += [Edge("HAS_MEMBER", "AgencyClass", node.uri, "Agency", uri) for uri in _members(node, by_key)]
        elif node.kind == "Agency":
            for change, predecessor in _changes(node, by_key):
                event = f"{node.uri}/formed-from/{segment(change.predecessor)}/{change.date}"
                found.nodes.append(Node("ChangeEvent", _row(event, change)))
                found.edges.append(Edge("CHANGED_FROM", "ChangeEvent", event, "Agency", predecessor))
                found.edges.append(Edge("RESULTED_IN", "ChangeEvent", event, "Agency", node.uri))
    return found


def _key(row: Mapping[str, object]) -> Key:
    code = row["place_code"]
    return (str(code), str(row["function"])) if code else (None, str(row["full_name"]))


def _members(node: Node, by_key: Mapping[Key, str]) -> Iterator[str]:
    for key in _member_keys(str(node.row["full_name"])):
        if uri := by_key.get(key):
            yield uri


@lru_cache(maxsize=10_000)
def _member_keys(class_name: str) -> tuple[Key, ...]:
    """What the members of a class would be called, by today's divisions."""
    named = (agency_identity(name, None) for name in expand(class_name).members)
    return tuple((one.place.code, one.function) for one in named if one.place)


def _changes(node: Node, by_key: Mapping[Key, str]) -> Iterator[tuple[Change, str]]:
    """The reforms that made an agency, with the IRI of the agency that each made it of."""
    code, name = _key(node.row)
    level = level_of(by_code()[code]) if code else Level.NATIONAL
    for change in predecessors(name, level, code or ""):
        if uri := by_key.get((code, full_name(change.predecessor) if code else change.predecessor)):
            yield change, uri


def _row(uri: str, change: Change) -> dict[str, Value]:
    return {
        "uri": uri,
        "date_from": change.date,
        "date_to": change.by or None,
        "duties": change.duties or None,
        "source": change.source,
        "note": change.note or None,
    }
