"""What publishing has to write, as rows: one document's own facts under a mark of their own, and what documents share.

穗府〔2018〕2号 is stated under a number made from its IRI, which stands on everything that it states; a fingerprint tells whether anything
of it has changed since it was published. The files that it was found in are not in the fingerprint: two workspaces have their own.
"""

from __future__ import annotations

import marshal
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, NamedTuple

from graph.columns import Column, Type
from graph.schema import EDGE, EDGES, NODE, NODES
from graph.server_claims import STATED_BY, claimed, joined
from graph.things import Facts

STATED_IN = Column("stated_in", Type.INTEGER)
"""On everything of ours: the mark of the document that states it."""
FINGERPRINT = Column("fingerprint")
"""On a PolicyDocument: by which it is known to be unchanged."""
SHARED = 0
"""What `stated_in` says on things that several documents name."""

_TABLE = sha256(repr((NODES, EDGES)).encode()).hexdigest()
"""Stands for the table of kinds in fingerprints: where it changes, every document is looked at again."""


@dataclass(slots=True)
class Changes:
    """What was done to the server."""

    nodes_created: int = 0
    nodes_updated: int = 0
    nodes_deleted: int = 0
    nodes_gone: int = 0
    """Kept as :Gone, without our label, because something of somebody else's hangs on them."""
    relationships_created: int = 0
    relationships_updated: int = 0
    relationships_deleted: int = 0

    def add(self, other: Changes) -> None:
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def total(self) -> int:
        return sum(getattr(self, name) for name in self.__slots__)


class Ends(NamedTuple):
    """A relationship's type and the labels that it joins: what one statement can write."""

    kind: str
    start_kind: str
    end_kind: str


@dataclass(slots=True)
class Stated:
    """What one document states by itself (or `shared`), grouped as it is written."""

    mark: int
    nodes: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    edges: dict[Ends, list[tuple[str, str]]] = field(default_factory=dict)
    fingerprint: str = ""
    by: list[str] | None = None
    """What `stated_by` says on relationships: of shared things the workspace, of a document's own nothing."""
    claimed: list[str] = field(default_factory=list)
    """Shared things that are on the server, to be claimed for the workspace."""

    @property
    def document(self) -> dict[str, Any]:
        """The row of the document itself."""
        [row] = self.nodes["PolicyDocument"]
        return row

    @property
    def node_count(self) -> int:
        return sum(map(len, self.nodes.values()))

    @property
    def edge_count(self) -> int:
        return sum(map(len, self.edges.values()))


def mark_of(document: str) -> int:
    """The number of a document; JavaScript, and so the Neo4j browser, can still show it exactly."""
    return int(sha256(document.encode()).hexdigest()[:13], 16)


def stated(facts: Facts, workspace: str, found: Mapping[str, Any] | None = None) -> Stated:
    """The facts as rows, with the fingerprint by which an unchanged document is known.

    `workspace` is the identity of the one that states them; `found` are the properties of the document that the server has already.
    """
    nodes: dict[str, list[dict[str, Any]]] = defaultdict(list)
    edges: dict[Ends, list[tuple[str, str]]] = defaultdict(list)
    for kind, row in facts.nodes:
        nodes[kind].append(row if facts.document else joined(kind, row, {}, workspace))
    for kind, start_kind, start, end_kind, end in facts.edges:
        edges[Ends(kind, start_kind, end_kind)].append((start, end))
    if facts.document is None:
        return Stated(SHARED, nodes, edges, by=claimed((), workspace))
    [document] = nodes["PolicyDocument"]
    nodes["PolicyDocument"] = [{name: value for name, value in document.items() if name != "sources"}]
    # As marshal's second version writes it, which knows nothing but values: JSON takes several times as long.
    canonical = marshal.dumps([_TABLE, {**nodes}, [[*ends, rows] for ends, rows in edges.items()]], 2)
    fingerprint = sha256(canonical).hexdigest()
    nodes["PolicyDocument"] = [{**joined("PolicyDocument", document, found or {}, workspace), FINGERPRINT.name: fingerprint}]
    return Stated(mark_of(facts.document), nodes, edges, fingerprint)


def server_columns(kind: str) -> tuple[Column, ...]:
    """The columns of a node as the server has them: those of the schema, what we keep our own books with, the mark last."""
    ours = (FINGERPRINT, STATED_BY) if kind == "PolicyDocument" else (STATED_BY,) if NODE[kind].shared else ()
    return (*NODE[kind].columns, *ours, STATED_IN)


def split(facts: Facts) -> tuple[Facts, Facts]:
    """A document's own facts, and what it says of things that it shares with others."""
    shared = Facts(facts.document, [node for node in facts.nodes if NODE[node.kind].shared], [edge for edge in facts.edges if EDGE[edge.kind].shared])
    return facts.own(), shared
