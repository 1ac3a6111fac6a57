"""The cases of W3C's protocol suite (sparql11/protocol) over its own graphs: queries work, bad requests get 4xx, updates 403, because we are read-only.

Written after the requests that the suite's manifest describes. An update of the suite expects to be carried out; a server that takes none refuses it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import Literal, NamedNode, Quad, Store

from policygraph.web import application

DATA = "http://kasei.us/2009/09/sparql/data/data"
FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
PREFIXES = "PREFIX dc: <http://purl.org/dc/terms/>\nPREFIX foaf: <http://xmlns.com/foaf/0.1/>\n"
BOOLEAN = ("application/sparql-results+json", "application/sparql-results+xml")
TABLE = (*BOOLEAN, "text/csv", "text/tab-separated-values")
GRAPH = ("application/rdf+xml", "text/turtle", "application/n-triples", "application/ld+json")


@dataclass(frozen=True, slots=True)
class Case:
    """A request of the suite, and what has to come back: a status, and of a query also one of these media types and whether it says true."""

    name: str
    method: str = "POST"
    address: str = ""
    body: bytes = b""
    media: str | None = None
    status: int = 200
    forms: tuple[str, ...] = ()
    true: bool = False


def graphs(name: str, *numbers: int) -> str:
    return "&".join(f"{name}-graph-uri={quote(f'{DATA}{number}.rdf', safe='')}" for number in numbers)


def types(*numbers: int, named: bool = False) -> str:
    patterns = (f"<{DATA}{number}.rdf> a ?type" for number in numbers)
    return " ".join(f"GRAPH ?g{place} {{ {one} }}" for place, one in enumerate(patterns)) if named else " . ".join(patterns)


def asks(name: str, text: str, *, method: str = "POST", graphs: str = "", direct: bool = True) -> Case:
    if method == "GET":
        return Case(name, "GET", "&".join(filter(None, (f"query={quote(text)}", graphs))), forms=BOOLEAN, true=True)
    body = text.encode() if direct else f"query={quote(text)}".encode()
    return Case(name, address=graphs, body=body, media=QUERY if direct else FORM, forms=BOOLEAN, true=True)


def gives(name: str, text: str, forms: tuple[str, ...]) -> Case:
    return Case(name, address=graphs("default", 0), body=text.encode(), media=QUERY, forms=forms)


def updates(name: str, text: str, address: str = "") -> Case:
    return Case(name, address=address, body=text.encode(), media=UPDATE, status=403)


def inserts(where: str = "?s a foaf:Document") -> str:
    data = "".join(f"GRAPH <{DATA}{n}.rdf> {{ <{DATA}{n}.rdf> a foaf:Document }} " for n in (1, 2, 3))
    return (
        f"{PREFIXES}CLEAR ALL ; INSERT DATA {{ {data} }} ; INSERT {{ GRAPH <http://example.org/x/> {{ ?s a dc:BibliographicResource }} }} WHERE {{ {where} }}"
    )


TWICE = quote(f"{DATA}1.rdf&named-graph-uri={DATA}2.rdf", safe="")
CONFLICT = "WITH <http://example/addresses> DELETE { ?p foaf:givenName 'Bill' } INSERT { ?p foaf:givenName 'William' } WHERE { ?p foaf:givenName 'Bill' }"
QUERIES = (
    asks("query_post_form", "ASK {}", graphs=graphs("default", 0), direct=False),
    asks("query_dataset_default_graphs_get", f"ASK {{ {types(1, 2)} }}", method="GET", graphs=graphs("default", 1, 2)),
    asks("query_dataset_default_graphs_post", f"ASK {{ {types(1, 2)} }}", graphs=graphs("default", 1, 2)),
    asks("query_dataset_named_graphs_post", f"ASK {{ {types(1, 2, named=True)} }}", graphs=graphs("named", 1, 2)),
    asks("query_dataset_named_graphs_get", f"ASK {{ {types(1, 2, named=True)} }}", method="GET", graphs=graphs("named", 1, 2)),
    asks("query_dataset_full", f"ASK {{ {types(3)} {types(1, 2, named=True)} }}", graphs=f"{graphs('default', 3)}&{graphs('named', 1, 2)}"),
    asks("query_multiple_dataset", f"ASK FROM <{DATA}3.rdf> {{ {types(1, 2, named=True)} }}", graphs=f"named-graph-uri={TWICE}"),
    asks("query_get", "ASK {}", method="GET", graphs=graphs("default", 0)),
    asks("query_post_direct", "ASK {}", graphs=graphs("default", 0)),
    gives("query_content_type_select", "SELECT (1 AS ?value) {}", TABLE),
    gives("query_content_type_ask", "ASK {}", BOOLEAN),
    gives("query_content_type_describe", "DESCRIBE <http://example.org/>", GRAPH),
    gives("query_content_type_construct", "CONSTRUCT { <s> <p> 1 } WHERE {}", GRAPH),
)
BAD = (
    Case("bad_query_method", "PUT", "query=ASK%20%7B%7D", status=405),
    Case("bad_multiple_queries", "GET", "query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D", status=400),
    Case("bad_query_wrong_media_type", body=b"ASK {}", media="text/plain", status=415),
    Case("bad_query_missing_form_type", body=b"query=ASK%20%7B%7D", status=415),
    Case("bad_query_missing_direct_type", body=b"ASK {}", status=415),
    Case("bad_query_non_utf8", body="ASK {}".encode("utf-16"), media=f"{QUERY}; charset=UTF-16", status=415),
    Case("bad_query_syntax", "GET", "query=ASK%20%7B", status=400),
    Case("bad_update_get", "GET", "update=CLEAR%20ALL", status=400),
    Case("bad_multiple_updates", body=b"update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", media=FORM, status=400),
    Case("bad_update_wrong_media_type", body=b"CLEAR NAMED", media="text/plain", status=415),
    Case("bad_update_missing_form_type", body=b"update=CLEAR%20NAMED", status=415),
    Case("bad_update_non_utf8", body="CLEAR NAMED".encode("utf-16"), media=f"{UPDATE}; charset=UTF-16", status=415),
    Case("bad_update_syntax", body=b"update=CLEAR%20XYZ", media=FORM, status=400),
    Case(
        "bad_update_dataset_conflict",
        address="using-named-graph-uri=http%3A%2F%2Fexample%2Fpeople",
        body=(PREFIXES + CONFLICT).encode(),
        media=UPDATE,
        status=400,
    ),
)
UPDATES = (
    updates("update_dataset_default_graph", inserts(), graphs("using", 1)),
    updates("update_dataset_default_graphs", inserts(), graphs("using", 1, 2)),
    updates("update_dataset_named_graphs", inserts("GRAPH ?g { ?s a foaf:Document }"), graphs("using-named", 1, 2)),
    updates("update_dataset_full", inserts("GRAPH ?g { ?s a foaf:Document } ?a a ?b"), f"{graphs('using', 1)}&{graphs('using-named', 2)}"),
    Case("update_post_form", body=b"update=CLEAR%20ALL", media=FORM, status=403),
    updates("update_post_direct", "CLEAR ALL"),
    updates("update_base_uri", "CLEAR GRAPH <http://example.org/x/> ; INSERT DATA { GRAPH <http://example.org/x/> { <http://example.org/s> <p> <test> } }"),
)


@pytest.fixture(scope="module")
def suite() -> Iterator[TestClient]:
    """The suite's own graphs, behind our application."""
    store = Store()
    rdf, foaf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "http://xmlns.com/foaf/0.1/Document"
    for number in (1, 2, 3):
        graph = NamedNode(f"{DATA}{number}.rdf")
        store.add(Quad(graph, NamedNode(rdf), NamedNode(foaf), graph))
        store.add(Quad(graph, NamedNode("http://purl.org/dc/terms/title"), Literal(str(number)), graph))
    with TestClient(application(store)) as client:
        yield client


@pytest.mark.parametrize("case", [*QUERIES, *BAD, *UPDATES], ids=lambda case: case.name)
def test_the_case_gets_what_the_suite_wants(suite: TestClient, case: Case) -> None:
    headers = {"content-type": case.media} if case.media else {}
    answer = suite.request(case.method, f"/sparql/?{case.address}", content=case.body, headers=headers)
    assert answer.status_code == case.status, answer.text
    if case.forms:
        assert answer.headers["content-type"].partition(";")[0] in case.forms
    if case.true:
        assert answer.json()["boolean"] is True
    if case.status >= 400:
        assert answer.text.strip()


def test_no_case_of_the_suite_is_missing() -> None:
    assert (len(QUERIES), len(BAD), len(UPDATES)) == (13, 14, 7)
    assert len({case.name for case in (*QUERIES, *BAD, *UPDATES)}) == 34
