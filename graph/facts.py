"""One stream: what one document says, as nodes and edges of the kinds in `graph.schema`.

`facts` makes a document's whole facts from its records and nothing else; agencies and places stand in the facts of every
document that names them, and `shared` merges them (one node an IRI, the same whatever the order of the documents).
Each fact carries its words: a task without a quote such as `(市知识产权局牵头)` is not made up here, it does not exist.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from graph.identity import (
    BASE,
    agency_identity,
    assignment_uri,
    document_uri,
    omission_uri,
    place_uri,
    segment,
    task_uri,
)
from graph.schema import EDGE, NODE
from ontology.places import Place, parent
from ontology.records import DocumentFields, Evidence, Extraction, FieldEvidence, Role, Task

Value = str | int | bool | None | list[str] | list[int]

ROLE_EDGES = {Role.LEAD: "LEADS", Role.SUPPORT: "SUPPORTS", Role.RESPONSIBLE: "RESPONSIBLE_FOR"}


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


def facts(extraction: Extraction, base: str = BASE, *, sources: Sequence[str] = (), stale: bool = False) -> Facts:
    """All that a document says. `sources` are the files it was found in (default: the one that was read)."""
    writer = _Writer(extraction, base)
    writer.write_document(sorted(sources) or [extraction.source.path], stale=stale)
    ordinals: Counter[tuple[str, ...]] = Counter()
    for task in extraction.tasks:
        path = tuple(map(segment, task.path))  # （一） and (一) are one path
        ordinals[path] += 1
        writer.write_task(task, ordinals[path])
    for ordinal, omission in enumerate(extraction.omissions, 1):
        uri = omission_uri(writer.uri, ordinal)
        writer.add("Omission", uri, {"reason": omission.reason.value, **_passages(omission.evidence)})
        writer.join("OMITS", "PolicyDocument", writer.uri, "Omission", uri)
    return Facts(writer.uri, list(writer.nodes.values()), list(writer.edges))


def shared(many: Iterable[Facts]) -> Facts:
    """Agencies and places of all documents, one node an IRI.

    `name` is the form that most documents use (the longer, then the first in code point order, where several are used alike);
    `names` are all of them.
    """
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    nodes: dict[str, Node] = {}
    edges: dict[Edge, None] = {}
    for document in many:
        for node in document.nodes:
            if NODE[node.kind].shared:
                nodes[node.uri] = node
                names = node.row.get("names")
                forms[node.uri].update(str(name) for name in names) if isinstance(names, list) else None
        edges.update(dict.fromkeys(edge for edge in document.edges if EDGE[edge.kind].shared))
    merged: list[Node] = []
    for uri, node in sorted(nodes.items()):
        if uri in forms:
            used = forms[uri]
            name = min(used, key=lambda form: (-used[form], -len(form), form))
            short_name = agency_identity(name, None).short_name
            row = {**node.row, "name": name, "names": sorted(used), "short_name": short_name}
            merged.append(Node(node.kind, row))
        else:
            merged.append(node)
    return Facts(None, merged, sorted(edges))


def whole(many: Iterable[Facts]) -> Iterator[Facts]:
    """The graph of several documents: each document's own facts, then once what they share, merged."""
    kept: list[Facts] = []
    for document in many:
        own = document.own()
        nodes = [node for node in document.nodes if NODE[node.kind].shared]
        kept.append(Facts(document.document, nodes, [edge for edge in document.edges if EDGE[edge.kind].shared]))
        yield own
    yield shared(kept)


class _Writer:
    """Collects one document's nodes and edges, each once, in order."""

    def __init__(self, extraction: Extraction, base: str) -> None:
        self.extraction = extraction
        self.base = base
        self.uri = document_uri(base, extraction.document, extraction.text)
        self.nodes: dict[str, Node] = {}
        self.edges: dict[Edge, None] = {}

    def add(self, kind: str, uri: str, values: dict[str, Value]) -> None:
        self.nodes[uri] = Node(kind, {"uri": uri, **values})

    def join(self, kind: str, start_kind: str, start: str, end_kind: str, end: str) -> None:
        self.edges[Edge(kind, start_kind, start, end_kind, end)] = None

    def write_document(self, sources: list[str], *, stale: bool) -> None:
        document, source = self.extraction.document, self.extraction.source
        period = document.period or (None, None)
        self.add(
            "PolicyDocument",
            self.uri,
            {
                "title": document.title,
                "notice_title": document.notice_title,
                "number": document.number,
                "issuers": list(document.issuers),
                "date": document.date,
                "addressees": list(document.addressees),
                "period_from": period[0],
                "period_to": period[1],
                "jurisdiction": document.jurisdiction,
                "sources": list(sources),
                "sha256": source.sha256,
                "loader": source.loader,
                "encoding": source.encoding,
                "rules": self.extraction.rules,
                "stale": stale,
                **_field_passages(document.evidence),
            },
        )
        for issuer in document.issuers:
            kind, uri = self.write_agency(issuer, unresolved=False, issuer=True)
            self.join("ISSUED_BY", "PolicyDocument", self.uri, kind, uri)

    def write_task(self, task: Task, ordinal: int) -> None:
        document: DocumentFields = self.extraction.document
        uri = task_uri(self.uri, task.path, ordinal)
        self.add(
            "PolicyTask",
            uri,
            {
                "document": document.title,
                "number": document.number,
                "path": "/".join(task.path),
                "ordinal": ordinal,
                "text": task.text,
                "clause": task.clause,
                "open_ended": task.open_ended,
                **_passages(task.evidence),
                **_passages(task.clause_evidence, "clause_"),
            },
        )
        self.join("STATES", "PolicyDocument", self.uri, "PolicyTask", uri)
        named: Counter[str] = Counter()
        for assignment in task.assignments:
            named[assignment.agency] += 1
            own = assignment_uri(uri, assignment.agency, named[assignment.agency])
            unresolved = assignment.unresolved.value if assignment.unresolved else None
            self.add(
                "Assignment",
                own,
                {
                    "role": assignment.role.value,
                    "agency": assignment.agency,
                    "surface": assignment.surface,
                    "implied": assignment.implied,
                    "unresolved": unresolved,
                    **_passages(assignment.evidence),
                },
            )
            kind, agency = self.write_agency(assignment.agency, unresolved=bool(unresolved), issuer=False)
            self.join("HAS_ASSIGNMENT", "PolicyTask", uri, "Assignment", own)
            self.join("ASSIGNED_TO", "Assignment", own, kind, agency)
            self.join(ROLE_EDGES[assignment.role], kind, agency, "PolicyTask", uri)

    def write_agency(self, name: str, *, unresolved: bool, issuer: bool) -> tuple[str, str]:
        """The agency that a completed name means, with its place and what that belongs to."""
        agency = agency_identity(name, self.extraction.document.jurisdiction, unresolved, issuer)
        uri = agency.uri(self.base, self.uri)
        known = self.nodes[uri].row["names"] if uri in self.nodes else None
        names = sorted({name, *map(str, known if isinstance(known, list) else ())})
        self.add(
            agency.kind,
            uri,
            {
                "name": names[0],
                "names": list(names),
                "short_name": agency.short_name,
                "full_name": agency.full_name,
                "level": agency.level,
                "function": agency.function,
                "place_code": agency.place.code if agency.place else None,
            },
        )
        if agency.place:
            self.join("IN_PLACE", agency.kind, uri, "Place", self.write_place(agency.place))
        return agency.kind, uri

    def write_place(self, place: Place) -> str:
        uri = place_uri(self.base, place)
        if uri not in self.nodes:
            self.add("Place", uri, {"code": place.code, "name": place.name})
            if above := parent(place):
                self.join("PART_OF", "Place", uri, "Place", self.write_place(above))
        return uri


def _passages(evidence: Iterable[Evidence], prefix: str = "") -> dict[str, Value]:
    found = tuple(evidence)
    return {
        prefix + "quote": [one.quote for one in found],
        prefix + "start": [one.start for one in found],
        prefix + "end": [one.end for one in found],
    }


def _field_passages(evidence: tuple[FieldEvidence, ...]) -> dict[str, Value]:
    return {**_passages(evidence), "field": [one.field for one in evidence]}
