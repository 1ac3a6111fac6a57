"""The formats of the field, and which of them an answer gets: `Accept: text/csv;q=0.5, */*;q=0.1` against what can be given."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from policygraph.web.negotiation import preferred

JSON, XML, CSV, TSV = "application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"
TURTLE, NTRIPLES, JSON_LD, RDF_XML = "text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"

ROWS = (JSON, XML, CSV, TSV)
"""For SELECT and ASK, the first where no wish is said."""
GRAPHS = (TURTLE, NTRIPLES, JSON_LD, RDF_XML)
"""For CONSTRUCT and DESCRIBE."""
_ALSO_CALLED: Mapping[str, tuple[str, ...]] = {
    JSON: ("application/json",),
    XML: ("application/xml", "text/xml"),
    TURTLE: ("application/x-turtle", "text/n3"),
    NTRIPLES: ("text/plain",),
    JSON_LD: ("application/json",),
    RDF_XML: ("application/xml", "text/xml"),
}
"""Names under which clients ask for them; the answer bears its own."""
SHORT: Mapping[str, tuple[str, ...]] = {
    "json": (JSON, JSON_LD),
    "xml": (XML, RDF_XML),
    "csv": (CSV,),
    "tsv": (TSV,),
    "ttl": (TURTLE,),
    "nt": (NTRIPLES,),
    "jsonld": (JSON_LD,),
    "rdf": (RDF_XML,),
}
"""What `format=` may say, for programs that cannot send a header (a spreadsheet)."""


@lru_cache(maxsize=1_000)
def chosen(accept: str | None, offers: tuple[str, ...]) -> str | None:
    """The offer that a client wants most, the first where it says nothing; None where it takes none."""
    accept = accept or ""
    said = accept.lower()
    names = {name: offer for offer in offers for name in (offer, *(one for one in _ALSO_CALLED.get(offer, ()) if one in said))}
    return preferred(accept, names)


@lru_cache(maxsize=1_000)
def wants_graph(accept: str | None) -> bool:
    """Whether a client names a format of RDF, or a family of them, above HTML; `*/*` names none."""
    named = ",".join(one for one in (accept or "").split(",") if one.partition(";")[0].strip() != "*/*")
    return bool(named) and preferred(named, {"text/html": "", **dict.fromkeys(GRAPHS, "graph")}) == "graph"


@lru_cache(maxsize=100)
def takes_gzip(accept: str | None) -> bool:
    """Whether `Accept-Encoding` takes gzip."""
    codings = ",".join(f"coding/{one.strip()}" if not one.strip().startswith("*") else one.strip().replace("*", "*/*", 1) for one in (accept or "").split(","))
    return bool(accept) and preferred(codings, {"coding/gzip": "gzip"}) == "gzip"
