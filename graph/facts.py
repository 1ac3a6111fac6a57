"""One stream: what one document says, as nodes and edges of the kinds in `graph.schema`.

`facts` makes a document's whole facts from its records and, where it is given, from the collection that it stands in: which other
document a name in 《》 means, and whether this one is still in force. Agencies, places and documents that are only named stand in the
facts of every document that names them, and `shared` merges them (one node an IRI, the same whatever the order of the documents).
Each fact carries its words: a task without a quote such as `(市知识产权局牵头)` is not made up here, it does not exist.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.collection import Collection
from graph.identity import BASE, agency_identity
from graph.kinship import kinship
from graph.schema import EDGE, NODE
from graph.statements import write_statements
from graph.things import Edge, Facts, Node
from graph.writing import Corrected, Writer
from ontology.records import Extraction

__all__ = ["Edge", "Facts", "Node", "facts", "shared", "whole"]


def facts(
    extraction: Extraction,
    base: str = BASE,
    *,
    uri: str | None = None,
    sources: Sequence[str] = (),
    stale: bool = False,
    collection: Collection | None = None,
    corrected: Mapping[Corrected, tuple[str, ...]] | None = None,
) -> Facts:
    """All that a document says. `sources` are the files it was found in (default: the one that was read).

    `uri` is what it was called before people corrected its number or title; `corrected` says who corrected what.
    """
    writer = Writer(extraction, base, uri, collection or Collection(), corrected or {})
    writer.write_document(sorted(sources) or [extraction.source.path], stale=stale)
    writer.write_provenance()
    tasks = writer.write_tasks()
    write_statements(writer, tasks)
    writer.write_omissions()
    return Facts(writer.uri, list(writer.nodes.values()), list(writer.edges))


def shared(many: Iterable[Facts]) -> Facts:
    """Agencies, places and cited documents of all documents, one node an IRI, and what agencies are to each other.

    `name` (or `title`) is the form that most documents use (the longer, then the first in code point order, where several are used alike);
    `names` (`titles`) are all of them.
    """
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    nodes: dict[str, Node] = {}
    edges: dict[Edge, None] = {}
    for document in many:
        for node in document.nodes:
            if NODE[node.kind].shared:
                nodes[node.uri] = node
                names = node.row.get("names" if "names" in node.row else "titles")
                forms[node.uri].update(str(name) for name in names) if isinstance(names, list) else None
        edges.update(dict.fromkeys(edge for edge in document.edges if EDGE[edge.kind].shared))
    merged: list[Node] = []
    for uri, node in sorted(nodes.items()):
        if uri in forms:
            used = forms[uri]
            name = min(used, key=lambda form: (-used[form], -len(form), form))
            if node.kind == "CitedDocument":
                merged.append(Node(node.kind, {**node.row, "title": name, "titles": sorted(used)}))
                continue
            short_name = agency_identity(name, None).short_name
            row = {**node.row, "name": name, "names": sorted(used), "short_name": short_name}
            merged.append(Node(node.kind, row))
        else:
            merged.append(node)
    joined = kinship(node for node in merged if node.kind in ("Agency", "AgencyClass"))
    return Facts(None, [*merged, *joined.nodes], sorted([*edges, *joined.edges]))


def whole(many: Iterable[Facts]) -> Iterator[Facts]:
    """The graph of several documents: each document's own facts, then once what they share, merged."""
    kept: list[Facts] = []
    for document in many:
        own = document.own()
        nodes = [node for node in document.nodes if NODE[node.kind].shared]
        kept.append(Facts(document.document, nodes, [edge for edge in document.edges if EDGE[edge.kind].shared]))
        yield own
    yield shared(kept)
