"""The one table of kinds: what stands in the graph, under which label, with which columns, and by which terms RDF says it.

The snapshot's tables, the server's constraints, the dataset, the exports and `check` are all written from `NODES` and `EDGES`;
a test holds the table against `ontology/policy.ttl` both ways. A kind or a column that is not here cannot be written anywhere:
a 牵头单位 is an Assignment with the role `lead`, and LEADS is only the short cut that is derived from it.
"""

from __future__ import annotations

from graph.columns import Column, EdgeKind, Evidence, NodeKind, Type

__all__ = [
    "EDGE",
    "EDGES",
    "NODE",
    "NODES",
    "PREFIXES",
    "VERSION",
    "VOCABULARY",
    "Column",
    "EdgeKind",
    "Evidence",
    "NodeKind",
    "Type",
    "concept",
    "iri",
    "value_of",
]

VERSION = "5"
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
    "time": "http://www.w3.org/2006/time#",
    "qudt": "http://qudt.org/schema/qudt/",
    "unit": "http://qudt.org/vocab/unit/",
}


_CORRECTED = Column("corrected_by", Type.STRINGS, "pg:correctedBy")
_UNRESOLVED = Column("unresolved", term="pg:unresolved", scheme="unresolved")
_PATH = (Column("path", term="pg:path"), Column("ordinal", Type.INTEGER, "pg:ordinal"), Column("text", term="pg:text", searched=True))
_OTHER = (Column("title", term="pg:citedTitle"), Column("number", term="pg:citedNumber"))
_SPAN = (
    Column("date_from", Type.DATE, "pg:dateFrom"),
    Column("date_to", Type.DATE, "pg:dateTo"),
    Column("first_day", Type.DATE, "pg:firstDay"),
    Column("last_day", Type.DATE, "pg:lastDay"),
)
"""Dates at the precision of the words, and the days that they begin and end with: 2019-06 ends on 2019-06-30. Days sort and compare."""

_UNIT = (
    Column("unit", term="pg:unit"),
    Column("unit_code", term="qudt:hasUnit", scheme="unit"),
    Column("per_code", term="pg:perUnit", scheme="unit"),
)
"""As printed (元/亩), and which unit that is: of `ontology/units.tsv`."""

_AGENCY = (
    Column("name", term="skos:prefLabel", searched=True),
    Column("names", Type.STRINGS, "skos:altLabel"),
    Column("short_name", term="pg:shortName"),
    Column("full_name", term="pg:fullName", searched=True),
    Column("level", term="pg:level"),
    Column("function", term="pg:function"),
    Column("place_code", term="pg:placeCode"),
)

NODES: tuple[NodeKind, ...] = (
    NodeKind(
        "PolicyDocument",
        "pg:PolicyDocument",
        (
            Column("title", term="eli:title", searched=True),
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
            Column("marks", Type.STRINGS, "pg:mark"),
            Column("valid_from", Type.DATE, "eli:first_date_entry_in_force"),
            Column("valid_to", Type.DATE, "eli:date_no_longer_in_force"),
            Column("status", term="pg:status", scheme="status"),
            Column("status_reason", term="pg:statusReason"),
            _CORRECTED,
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
            *_PATH,
            Column("clause", term="pg:clause"),
            Column("open_ended", Type.BOOLEAN, "pg:openEnded"),
            _CORRECTED,
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
            _UNRESOLVED,
            _CORRECTED,
        ),
        (Evidence("pg:evidence"),),
    ),
    NodeKind(
        "Due",
        "pg:Due",
        (
            Column("kind", term="pg:dueKind", scheme="due"),
            *_SPAN,
            Column("every", term="pg:every"),
            Column("within", term="pg:within"),
            Column("surface", term="pg:surface"),
            _UNRESOLVED,
            _CORRECTED,
        ),
        (Evidence("pg:evidence"),),
    ),
    NodeKind(
        "Target",
        "pg:Target",
        (
            *_PATH,
            Column("metric", term="pg:metric"),
            Column("op", term="pg:operator"),
            Column("value", Type.NUMBER, "pg:value"),
            Column("value_high", Type.NUMBER, "pg:valueHigh"),
            *_UNIT,
            Column("by", Type.DATE, "pg:by"),
            Column("last_day", Type.DATE, "pg:lastDay"),
            _CORRECTED,
        ),
        (Evidence("pg:evidence"),),
    ),
    NodeKind(
        "Funding",
        "pg:Funding",
        (
            *_PATH,
            Column("amount", Type.NUMBER, "pg:amount"),
            Column("amount_high", Type.NUMBER, "pg:amountHigh"),
            Column("op", term="pg:operator"),
            *_UNIT,
            Column("ratio", term="pg:ratio"),
            Column("funders", Type.STRINGS, "pg:funder"),
            Column("kind", term="pg:fundingKind"),
            _CORRECTED,
        ),
        (Evidence("pg:evidence"),),
    ),
    NodeKind("Citation", "pg:Citation", (*_OTHER, Column("relation", term="pg:relation", scheme="relation"), _CORRECTED), (Evidence("pg:evidence"),)),
    NodeKind(
        "Lineage",
        "pg:Lineage",
        (
            Column("kind", term="pg:lineageKind", scheme="lineage"),
            *_OTHER,
            Column("valid_from", Type.DATE, "pg:dateFrom"),
            Column("valid_to", Type.DATE, "pg:dateTo"),
            _CORRECTED,
        ),
        (Evidence("pg:evidence"),),
    ),
    NodeKind(
        "Membership",
        "pg:Membership",
        (Column("body", term="pg:body"), Column("role", term="pg:post"), Column("member", term="pg:member"), _CORRECTED),
        (Evidence("pg:evidence"),),
        also=("org:Membership",),
    ),
    NodeKind(
        "Phase",
        "pg:Phase",
        (
            Column("path", term="pg:path"),
            Column("ordinal", Type.INTEGER, "pg:ordinal"),
            Column("label", term="pg:label"),
            *_SPAN,
            Column("surface", term="pg:surface"),
            _UNRESOLVED,
            _CORRECTED,
        ),
        (Evidence("pg:evidence"),),
        also=("time:ProperInterval",),
    ),
    NodeKind(
        "CitedDocument",
        "pg:CitedDocument",
        (Column("title", term="eli:title"), Column("titles", Type.STRINGS, "dcterms:alternative"), Column("number", term="eli:id_local")),
        shared=True,
        also=("eli:LegalResource",),
    ),
    NodeKind("Agency", "pg:Agency", _AGENCY, shared=True, also=("org:Organization",)),
    NodeKind("AgencyClass", "pg:AgencyClass", _AGENCY, shared=True, also=("foaf:Group",)),
    NodeKind(
        "ChangeEvent",
        "pg:ChangeEvent",
        (
            Column("date_from", Type.DATE, "pg:dateFrom"),
            Column("date_to", Type.DATE, "pg:dateTo"),
            Column("duties", term="pg:duties"),
            Column("source", term="dcterms:source"),
            Column("note", term="skos:note"),
        ),
        shared=True,
        also=("org:ChangeEvent",),
    ),
    NodeKind("Place", "pg:Place", (Column("code", term="pg:divisionCode"), Column("name", term="skos:prefLabel")), shared=True, also=("dcterms:Location",)),
    NodeKind(
        "SourceFile",
        "pg:SourceFile",
        (Column("sha256", term="pg:sourceDigest"), Column("encoding", term="pg:encoding")),
        also=("prov:Entity",),
    ),
    NodeKind("Reading", "pg:Reading", (Column("rules", term="pg:rules"), Column("loader", term="pg:loader")), also=("prov:Activity",)),
    NodeKind("Software", "pg:Software", (Column("name", term="skos:prefLabel"), Column("rules", term="pg:rules")), shared=True, also=("prov:SoftwareAgent",)),
    NodeKind("Omission", "pg:Omission", (Column("reason", term="pg:reason", scheme="reason"),), (Evidence("pg:evidence"),)),
)

_TO_DOCUMENT = (("PolicyDocument", "PolicyDocument"), ("PolicyDocument", "CitedDocument"))
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
    EdgeKind("HAS_MEMBER", "foaf:member", (("AgencyClass", "Agency"),), shared=True),
    EdgeKind("CHANGED_FROM", "org:originalOrganization", (("ChangeEvent", "Agency"),), shared=True),
    EdgeKind("RESULTED_IN", "org:resultingOrganization", (("ChangeEvent", "Agency"),), shared=True),
    EdgeKind("OMITS", "pg:omits", (("PolicyDocument", "Omission"),)),
    EdgeKind("HAS_DUE", "pg:due", (("PolicyTask", "Due"),)),
    EdgeKind("SETS", "pg:sets", (("PolicyDocument", "Target"),)),
    EdgeKind("PROVIDES", "pg:provides", (("PolicyDocument", "Funding"),)),
    EdgeKind("FUNDS", "pg:funds", (("Funding", "PolicyTask"),)),
    EdgeKind("HAS_MEMBERSHIP", "pg:membership", (("PolicyDocument", "Membership"),)),
    EdgeKind("HAS_PHASE", "pg:phase", (("PolicyDocument", "Phase"),)),
    EdgeKind("HAS_CITATION", "pg:citation", (("PolicyDocument", "Citation"),)),
    EdgeKind("HAS_LINEAGE", "pg:lineage", (("PolicyDocument", "Lineage"),)),
    EdgeKind("REFERS_TO", "pg:refersTo", tuple((start, end) for start in ("Citation", "Lineage") for end in ("PolicyDocument", "CitedDocument"))),
    EdgeKind("DERIVED_FROM", "prov:wasDerivedFrom", (("PolicyDocument", "SourceFile"),)),
    EdgeKind("GENERATED_BY", "prov:wasGeneratedBy", (("PolicyDocument", "Reading"),)),
    EdgeKind("USED", "prov:used", (("Reading", "SourceFile"),)),
    EdgeKind("CARRIED_OUT_BY", "prov:wasAssociatedWith", (("Reading", "Software"),)),
    EdgeKind("CITES", "eli:cites", _TO_DOCUMENT, derived=True),
    EdgeKind("BASED_ON", "eli:based_on", _TO_DOCUMENT, derived=True),
    EdgeKind("AMENDS", "eli:amends", _TO_DOCUMENT, derived=True),
    EdgeKind("REPEALS", "eli:repeals", _TO_DOCUMENT, derived=True),
    EdgeKind("FORWARDS", "pg:forwards", _TO_DOCUMENT, derived=True),
)

NODE = {kind.name: kind for kind in NODES}
EDGE = {kind.name: kind for kind in EDGES}


def iri(term: str) -> str:
    """The whole IRI of a term written with a prefix: `pg:role-lead`."""
    prefix, _, local = term.partition(":")
    return PREFIXES[prefix] + local


def concept(scheme: str, value: str) -> str:
    """The IRI of a coded value: role `lead` is `pg:role-lead`, unit `PERCENT` is QUDT's own, unit `mu` is ours."""
    return iri(f"unit:{value}") if scheme == "unit" and value[:1].isupper() else iri(f"pg:{scheme}-{value}")


def value_of(scheme: str, concept: str) -> str:
    """The coded value that an IRI stands for; an IRI of no concept of the scheme is given back as it is."""
    prefixes = (iri(f"pg:{scheme}-"), *((iri("unit:"),) if scheme == "unit" else ()))
    return next((concept.removeprefix(prefix) for prefix in prefixes if concept.startswith(prefix)), concept)
