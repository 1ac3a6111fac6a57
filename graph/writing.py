"""Writes what a document says of itself, of its tasks and of who does them: the first half of `graph.facts`.

市知识产权局 in a document of 广州市 becomes an Agency with its place, an Assignment and the short cut LEADS. What cannot be resolved is
written as it was printed, with the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from graph.collection import Collection, validity
from graph.identity import agency_identity, assignment_uri, document_uri, file_uri, omission_uri, place_uri, reading_uri, segment, software_uri, task_uri
from graph.placing import placer
from graph.things import Edge, Node, Value
from ontology.places import Place, parent
from ontology.records import DocumentFields, Evidence, Extraction, Role, Task

Corrected = tuple[str | int, ...]
"""Names a record by its list and its index: `("tasks", 3, "assignments", 0)`, `("document",)`."""

PROGRAM = "policygraph"
"""What the program is called where it stands for itself."""

ROLE_EDGES = {Role.LEAD: "LEADS", Role.SUPPORT: "SUPPORTS", Role.RESPONSIBLE: "RESPONSIBLE_FOR"}


class Writer:
    """Collects one document's nodes and edges, each once, in order."""

    def __init__(self, extraction: Extraction, base: str, uri: str | None, collection: Collection, corrected: Mapping[Corrected, tuple[str, ...]]) -> None:
        self.extraction = extraction
        self.base = base
        self.uri = uri or document_uri(base, extraction.document, extraction.text)
        self.collection = collection
        self.corrected = corrected
        self.place_of = placer(extraction)
        self.nodes: dict[str, Node] = {}
        self.edges: dict[Edge, None] = {}

    def add(self, kind: str, uri: str, values: dict[str, Value]) -> None:
        self.nodes[uri] = Node(kind, {"uri": uri, **values})

    def join(self, kind: str, start_kind: str, start: str, end_kind: str, end: str) -> None:
        self.edges[Edge(kind, start_kind, start, end_kind, end)] = None

    def corrected_by(self, *record: str | int) -> list[str]:
        """Who corrected a record, named by its list and index: `tasks, 3, assignments, 0`."""
        return list(self.corrected.get(record, ()))

    def passages(self, evidence: Iterable[Evidence], prefix: str = "") -> dict[str, Value]:
        """The parallel lists of passages: their words, offsets and places in the file."""
        found = tuple(evidence)
        return {
            prefix + "quote": [one.quote for one in found],
            prefix + "start": [one.start for one in found],
            prefix + "end": [one.end for one in found],
            prefix + "place": [self.place_of(one.start) for one in found],
        }

    def write_document(self, sources: list[str], *, stale: bool) -> None:
        document, source = self.extraction.document, self.extraction.source
        period = document.period or (None, None)
        valid_from, valid_to = validity(self.extraction)
        status, reason = self.collection.status(self.uri)
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
                "marks": list(document.marks),
                "valid_from": valid_from,
                "valid_to": valid_to,
                "status": status.value,
                "status_reason": reason,
                "corrected_by": self.corrected_by("document"),
                **self.passages(document.evidence),
                "field": [one.field for one in document.evidence],
            },
        )
        for issuer in document.issuers:
            kind, uri = self.write_agency(issuer, unresolved=False, issuer=True)
            self.join("ISSUED_BY", "PolicyDocument", self.uri, kind, uri)

    def write_provenance(self) -> None:
        """The file that was read, the reading and the program: what PROV-O says of a document. Nothing here depends on when."""
        source, rules = self.extraction.source, self.extraction.rules
        file, reading, software = file_uri(self.base, source.sha256), reading_uri(self.base, source.sha256, rules), software_uri(self.base, rules)
        self.add("SourceFile", file, {"sha256": source.sha256, "encoding": source.encoding})
        self.add("Reading", reading, {"rules": rules, "loader": source.loader})
        self.add("Software", software, {"name": PROGRAM, "rules": rules})
        self.join("DERIVED_FROM", "PolicyDocument", self.uri, "SourceFile", file)
        self.join("GENERATED_BY", "PolicyDocument", self.uri, "Reading", reading)
        self.join("USED", "Reading", reading, "SourceFile", file)
        self.join("CARRIED_OUT_BY", "Reading", reading, "Software", software)

    def write_tasks(self) -> list[str]:
        """The tasks, and their IRIs in the order of the records."""
        ordinals: Counter[tuple[str, ...]] = Counter()
        written: list[str] = []
        for index, task in enumerate(self.extraction.tasks):
            path = tuple(map(segment, task.path))  # （一） and (一) are one path
            ordinals[path] += 1
            written.append(self.write_task(task, index, ordinals[path]))
        return written

    def write_task(self, task: Task, index: int, ordinal: int) -> str:
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
                "corrected_by": self.corrected_by("tasks", index),
                **self.passages(task.evidence),
                **self.passages(task.clause_evidence, "clause_"),
            },
        )
        self.join("STATES", "PolicyDocument", self.uri, "PolicyTask", uri)
        named: Counter[str] = Counter()
        for place, assignment in enumerate(task.assignments):
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
                    "corrected_by": self.corrected_by("tasks", index, "assignments", place),
                    **self.passages(assignment.evidence),
                },
            )
            kind, agency = self.write_agency(assignment.agency, unresolved=bool(unresolved), issuer=False)
            self.join("HAS_ASSIGNMENT", "PolicyTask", uri, "Assignment", own)
            self.join("ASSIGNED_TO", "Assignment", own, kind, agency)
            self.join(ROLE_EDGES[assignment.role], kind, agency, "PolicyTask", uri)
        return uri

    def write_omissions(self) -> None:
        for ordinal, omission in enumerate(self.extraction.omissions, 1):
            uri = omission_uri(self.uri, ordinal)
            self.add("Omission", uri, {"reason": omission.reason.value, **self.passages(omission.evidence)})
            self.join("OMITS", "PolicyDocument", self.uri, "Omission", uri)

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
