"""What a stream of facts is made of: nodes with their columns, edges between them, and one document's whole facts.

A node is a row of its kind in `graph.schema`; an edge such as LEADS joins two of them by IRI. There is nothing else in the graph.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from graph.schema import EDGE, NODE

Value = str | int | float | bool | None | list[str] | list[int]


class Node(NamedTuple):
    """One thing: its kind, and its columns by name (`uri` among them), complete and in the order of the schema."""

    kind: str
    row: dict[str, Value]

    @property
    def uri(self) -> str:
        return str(self.row["uri"])


class Edge(NamedTuple):
    """One relationship, by the kinds and IRIs of its ends. There is at most one of a kind between two things."""

    kind: str
    start_kind: str
    start: str
    end_kind: str
    end: str


@dataclass(slots=True)
class Facts:
    """Whole facts of one document, or (where `document` is null) of what documents share."""

    document: str | None
    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)

    def own(self) -> Facts:
        """Without the nodes and edges of shared things, which `shared` gives merged."""
        nodes = [node for node in self.nodes if not NODE[node.kind].shared]
        return Facts(self.document, nodes, [edge for edge in self.edges if not EDGE[edge.kind].shared])
