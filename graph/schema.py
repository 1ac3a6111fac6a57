"""The one table of kinds: what stands in the graph, under which label, with which columns, and by which terms RDF says it.

The snapshot's tables, the server's constraints, the dataset, the exports and `check` are all written from `NODES` and `EDGES`;
a test holds the table against `ontology/policy.ttl` both ways. A kind or a column that is not here cannot be written anywhere:
a 牵头单位 is an Assignment with the role `lead`, and LEADS is only the short cut that is derived from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

VERSION = "1"
"""Of the table: goes up when a kind or a column changes, so that a server knows rows of another table."""

VOCABULARY = "https://policygraph.example/ontology#"
"""Where our own terms live; fixed, also where a workspace has a base IRI of its own."""

PREFIXES = {
    "pg": VOCABULARY,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "sh": "http://www.w3.org/ns/shacl#",
}


class Type(Enum):
    """What a column holds. A value that is not known is null, a list without members empty; both are left out of RDF."""

    STRING = "string"
    DATE = "date"
    """An ISO string of any precision (2018, 2018-01, 2018-01-18); typed in RDF, a string elsewhere."""
    INTEGER = "integer"
    BOOLEAN = "boolean"
    STRINGS = "strings"
    INTEGERS = "integers"

    @property
    def is_list(self) -> bool:
        return self in (Type.STRINGS, Type.INTEGERS)


@dataclass(frozen=True, slots=True)
class Column:
    """A property of a node. `term` is its RDF property; null for `uri` and for the parallel lists of evidence.

    With `scheme`, the value names a concept of our vocabulary: role `lead` is `pg:role-lead`.
    """

    name: str
    type: Type = Type.STRING
    term: str | None = None
    scheme: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Parallel list columns that hold passages of the document, and the property that links to them in RDF.

    The columns are `<prefix>quote`, `<prefix>start` and `<prefix>end`; with `field`, also `field`: the value that the words gave.
    """

    term: str
    prefix: str = ""
    field: bool = False

    @property
    def columns(self) -> tuple[Column, ...]:
        lists = (
            Column(self.prefix + "quote", Type.STRINGS),
            Column(self.prefix + "start", Type.INTEGERS),
            Column(self.prefix + "end", Type.INTEGERS),
        )
        return (*lists, Column("field", Type.STRINGS)) if self.field else lists


@dataclass(frozen=True, slots=True)
class NodeKind:
    """One label. Shared things (agencies, places) are said by many documents and live in a named graph of their own."""

    name: str
    term: str
    values: tuple[Column, ...]
    evidence: tuple[Evidence, ...] = ()
    shared: bool = False
    also: tuple[str, ...] = ()
    """Classes of other vocabularies that RDF says beside ours, for readers that do not infer."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns in order, `uri` (the key) first."""
        return (URI, *self.values, *(column for evidence in self.evidence for column in evidence.columns))


@dataclass(frozen=True, slots=True)
class EdgeKind:
    """One relationship type; `ends` are the pairs of labels that it joins. `derived` ones say again what assignments say."""

    name: str
    term: str
    ends: tuple[tuple[str, str], ...]
    shared: bool = False
    derived: bool = False


URI = Column("uri")

_AGENCY = (
    Column("name", term="skos:prefLabel"),
    Column("names", Type.STRINGS, "skos:altLabel"),
    Column("short_name", term="pg:shortName"),
    Column("full_name", term="pg:fullName"),
    Column("level", term="pg:level"),
    Column("function", term="pg:function"),
    Column("place_code", term="pg:placeCode"),
)

NODES: tuple[NodeKind, ...] = (
    NodeKind(
        "PolicyDocument",
        "pg:PolicyDocument",
        (
            Column("title", term="eli:title"),
            Column("notice_title", term="pg:noticeTitle"),
            Column("number", term="eli:id_local"),
            Column("issuers", Type.STRINGS, "pg:issuer"),
            Column("date", Type.DATE, "eli:date_document"),
            Column("addressees", Type.STRINGS, "pg:addressee"),
            Column("period_from", term="pg:periodFrom"),
            Column("period_to", term="pg:periodTo"),
            Column("jurisdiction", term="pg:jurisdiction"),
            Column("sources", Type.STRINGS, "pg:sourcePath"),
            Column("sha256", term="pg:sourceDigest"),
            Column("loader", term="pg:loader"),
            Column("encoding", term="pg:encoding"),
            Column("rules", term="pg:rules"),
            Column("stale", Type.BOOLEAN, "pg:stale"),
        ),
        (Evidence("pg:fieldEvidence", field=True),),
        also=("eli:LegalResource",),
    ),
    NodeKind(
        "PolicyTask",
        "pg:PolicyTask",
        (
            Column("document", term="pg:documentTitle"),
            Column("number", term="pg:documentNumber"),
            Column("path", term="pg:path"),
            Column("ordinal", Type.INTEGER, "pg:ordinal"),
            Column("text", term="pg:text"),
            Column("clause", term="pg:clause"),
            Column("open_ended", Type.BOOLEAN, "pg:openEnded"),
        ),
        (Evidence("pg:evidence"), Evidence("pg:clauseEvidence", "clause_")),
    ),
    NodeKind(
        "Assignment",
        "pg:Assignment",
        (
            Column("role", term="pg:role", scheme="role"),
            Column("agency", term="pg:agencyName"),
            Column("surface", term="pg:surface"),
            Column("implied", Type.BOOLEAN, "pg:implied"),
            Column("unresolved", term="pg:unresolved", scheme="unresolved"),
        ),
        (Evidence("pg:evidence"),),
    ),
    NodeKind("Agency", "pg:Agency", _AGENCY, shared=True, also=("org:Organization",)),
    NodeKind("AgencyClass", "pg:AgencyClass", _AGENCY, shared=True, also=("foaf:Group",)),
    NodeKind("Place", "pg:Place", (Column("code", term="pg:divisionCode"), Column("name", term="skos:prefLabel")), shared=True, also=("dcterms:Location",)),
    NodeKind("Omission", "pg:Omission", (Column("reason", term="pg:reason", scheme="reason"),), (Evidence("pg:evidence"),)),
)

_ACTORS_TO_TASK = (("Agency", "PolicyTask"), ("AgencyClass", "PolicyTask"))

EDGES: tuple[EdgeKind, ...] = (
    EdgeKind("STATES", "pg:states", (("PolicyDocument", "PolicyTask"),)),
    EdgeKind("HAS_ASSIGNMENT", "pg:assignment", (("PolicyTask", "Assignment"),)),
    EdgeKind("ASSIGNED_TO", "pg:assignedTo", (("Assignment", "Agency"), ("Assignment", "AgencyClass"))),
    EdgeKind("LEADS", "pg:leads", _ACTORS_TO_TASK, derived=True),
    EdgeKind("SUPPORTS", "pg:supports", _ACTORS_TO_TASK, derived=True),
    EdgeKind("RESPONSIBLE_FOR", "pg:responsibleFor", _ACTORS_TO_TASK, derived=True),
    EdgeKind("ISSUED_BY", "eli:passed_by", (("PolicyDocument", "Agency"),)),
    EdgeKind("IN_PLACE", "dcterms:spatial", (("Agency", "Place"), ("AgencyClass", "Place")), shared=True),
    EdgeKind("PART_OF", "dcterms:isPartOf", (("Place", "Place"),), shared=True),
    EdgeKind("OMITS", "pg:omits", (("PolicyDocument", "Omission"),)),
)

NODE = {kind.name: kind for kind in NODES}
EDGE = {kind.name: kind for kind in EDGES}


def iri(term: str) -> str:
    """The whole IRI of a term written with a prefix: `pg:role-lead`."""
    prefix, _, local = term.partition(":")
    return PREFIXES[prefix] + local
