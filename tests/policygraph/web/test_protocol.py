"""Each rule of the SPARQL 1.1 Protocol, and of HTTP as far as it goes with it, that W3C's own cases leave open."""

from __future__ import annotations

import gzip
import re
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import RdfFormat, Store, parse

from policygraph.web import application
from policygraph.web.operation import Receive, Scope, Send

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
TASKS = "SELECT ?task { ?task a pg:PolicyTask } ORDER BY ?task LIMIT 3"
GRAPH = "CONSTRUCT WHERE { ?task a pg:PolicyTask ; pg:text ?text }"


def get(endpoint: TestClient, query: str, accept: str | None = None, **more: str) -> Any:
    return endpoint.get("/sparql", params={"query": query, **more}, headers={"accept": accept} if accept else {"accept": ""})


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv", "text/csv"),
        ("text/*", "text/csv"),
        ("text/csv;q=0.5, text/tab-separated-values;q=0.9", "text/tab-separated-values"),
        ("application/sparql-results+xml, */*;q=0.1", "application/sparql-results+xml"),
        ("application/xml", "application/sparql-results+xml"),
        ("application/json;q=0.9, text/csv;q=0.8", "application/sparql-results+json"),
        ("text/csv;q=0, text/*", "text/tab-separated-values"),
        ("APPLICATION/SPARQL-RESULTS+XML", "application/sparql-results+xml"),
        ("nonsense;;q=x, text/csv", "text/csv"),
    ],
)
def test_rows_come_in_the_format_that_is_wanted_most(endpoint: TestClient, accept: str | None, given: str) -> None:
    answer = get(endpoint, TASKS, accept)
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == given
    assert "accept" in answer.headers["vary"]


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        (None, RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/ld+json, text/turtle;q=0.9", RdfFormat.JSON_LD),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("text/html, application/xml;q=0.9", RdfFormat.RDF_XML),
    ],
)
def test_graphs_come_in_the_format_that_is_wanted_most_and_are_the_same_in_each(endpoint: TestClient, accept: str | None, given: RdfFormat) -> None:
    answer = get(endpoint, GRAPH, accept)
    assert answer.headers["content-type"].partition(";")[0] == given.media_type
    triples = {str(quad.triple) for quad in parse(answer.content, given)}
    assert triples == {str(quad.triple) for quad in parse(get(endpoint, GRAPH).content, RdfFormat.TURTLE)}
    assert len(triples) > 20


def test_the_four_formats_of_rows_hold_the_same_rows(endpoint: TestClient) -> None:
    tasks = [row["task"]["value"] for row in get(endpoint, TASKS).json()["results"]["bindings"]]
    assert len(tasks) == 3
    assert re.findall(r"<uri>([^<]+)</uri>", get(endpoint, TASKS, "application/sparql-results+xml").text) == tasks
    assert get(endpoint, TASKS, "text/csv").text.split() == ["task", *tasks]
    assert get(endpoint, TASKS, "text/tab-separated-values").text.split() == ["?task", *(f"<{task}>" for task in tasks)]


@pytest.mark.parametrize(("query", "accept"), [(TASKS, "text/turtle"), (GRAPH, "text/csv"), (TASKS, "image/png"), (GRAPH, "text/turtle;q=0")])
def test_what_a_client_does_not_take_is_406_and_names_what_there_is(endpoint: TestClient, query: str, accept: str) -> None:
    answer = get(endpoint, query, accept)
    assert answer.status_code == 406
    assert ("text/turtle" if query == GRAPH else "text/csv") in answer.text


@pytest.mark.parametrize(("word", "media"), [("csv", "text/csv"), ("xml", "application/sparql-results+xml"), ("text/csv", "text/csv")])
def test_a_program_that_sends_no_header_names_its_format(endpoint: TestClient, word: str, media: str) -> None:
    assert get(endpoint, TASKS, "text/html", format=word).headers["content-type"].startswith(media)
    assert get(endpoint, TASKS, format="ttl").status_code == 406


@pytest.mark.parametrize("query", [TASKS, "ASK { ?task a pg:PolicyTask }", GRAPH, "DESCRIBE <urn:none>"])
def test_the_three_ways_to_ask_give_the_same(endpoint: TestClient, query: str) -> None:
    by_get = get(endpoint, query)
    by_form = endpoint.post("/sparql", data={"query": query}, headers={"accept": ""})
    directly = endpoint.post("/sparql", content=query.encode(), headers={"content-type": f"{QUERY};charset=utf-8", "accept": ""})
    assert by_get.status_code == 200
    assert by_get.content == by_form.content == directly.content


def test_head_is_get_without_a_body(endpoint: TestClient) -> None:
    head = endpoint.head("/sparql", params={"query": TASKS}, headers={"accept": "text/csv"})
    whole = get(endpoint, TASKS, "text/csv")
    assert (head.status_code, head.content) == (200, b"")
    assert {name: value for name, value in head.headers.items() if name != "date"} == {name: value for name, value in whole.headers.items() if name != "date"}
    assert endpoint.head("/sparql", params={"query": "ASK {"}).status_code == 400


def test_options_says_what_is_allowed_and_a_preflight_gets_its_leave(endpoint: TestClient) -> None:
    plain = endpoint.options("/sparql")
    assert (plain.status_code, plain.headers["allow"]) == (204, "GET, HEAD, POST, OPTIONS")
    asked = {"origin": "https://elsewhere.example", "access-control-request-method": "POST", "access-control-request-headers": "content-type, authorization"}
    leave = endpoint.options("/sparql", headers=asked)
    assert (leave.status_code, leave.headers["access-control-allow-origin"]) == (204, "*")
    assert "POST" in leave.headers["access-control-allow-methods"]
    assert leave.headers["access-control-allow-headers"] == "content-type, authorization"
    for answer in (get(endpoint, TASKS), get(endpoint, "ASK {")):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "ETag" in answer.headers["access-control-expose-headers"]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_are_405_and_say_which_there_are(endpoint: TestClient, method: str) -> None:
    answer = endpoint.request(method, "/sparql", params={"query": "ASK {}"})
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, POST, OPTIONS")


@pytest.mark.parametrize(
    ("address", "body", "media", "status"),
    [
        ("query=%ff", None, None, 400),
        ("query=ASK%7B%7D&default-graph-uri=%C3%28", None, None, 400),
        ("", b"query=%E4%BD", FORM, 400),
        ("", b"ASK { ?s ?p '\xff' }", QUERY, 400),
        ("", b"CLEAR \xff", UPDATE, 400),
        ("", "ASK {}".encode("gb18030"), f"{QUERY}; charset=gb18030", 415),
        ("", b"nothing=1", FORM, 400),
        ("", b"query=ASK%7B%7D&query=ASK%7B%7D", FORM, 400),
        ("query=ASK%7B%7D", b"ASK {}", QUERY, 400),
        ("", b"query=ASK%7B%7D&update=CLEAR+ALL", FORM, 400),
        ("", b"query=ASK%7B%7D&using-graph-uri=urn:a", FORM, 403),
        ("query=ASK%7B%7D&using-named-graph-uri=urn:a", None, None, 403),
        ("query=ASK%7B%7D&version=1.1&version=1.2", None, None, 400),
        ("default-graph-uri=urn:a", None, None, 400),
        ("", b"ASK {}", "multipart/form-data; boundary=x", 415),
        ("", b"q" * (2 << 20), QUERY, 413),
        ("", b"SELECT * { ?s ?p ?o } " + b" " * 500_000, QUERY, 400),
    ],
)
def test_a_request_that_is_not_exactly_one_query_is_refused(endpoint: TestClient, address: str, body: bytes | None, media: str | None, status: int) -> None:
    if body is None:
        answer = endpoint.get(f"/sparql?{address}")
    else:
        answer = endpoint.post(f"/sparql?{address}", content=body, headers={"content-type": media} if media else {})
    assert answer.status_code == status, answer.text
    assert len(answer.text.splitlines()) == 2


def test_a_layer_that_somebody_puts_around_everything_sees_queries_too() -> None:
    seen: list[str] = []

    class Watching:
        def __init__(self, app: Any) -> None:
            self.app = app

        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            seen.append(scope.get("path", ""))
            await self.app(scope, receive, send)

    watched = application(Store())
    watched.add_middleware(Watching)
    with TestClient(watched) as client:
        assert get(client, "ASK {}").json()["boolean"] is True
    assert "/sparql" in seen


def test_a_version_and_a_stray_parameter_do_no_harm(endpoint: TestClient) -> None:
    assert get(endpoint, "ASK {}", version="1.2", stray="x").json()["boolean"] is True


def test_plus_is_a_space_and_chinese_words_arrive(endpoint: TestClient) -> None:
    word = quote('"知识产权"')
    answer = endpoint.get(f"/sparql?query=SELECT+%28{word}+AS+?x%29+%7B%7D")
    assert answer.json()["results"]["bindings"][0]["x"]["value"] == "知识产权"


@pytest.mark.parametrize(
    ("query", "line", "column", "hint"),
    [
        ("SELECT * {\n ?s foo:bar ?o }", 2, 5, "foo:bar"),
        ("SELECT * {\n  ?s ?p 'open }", 2, 9, "quote"),
        ("SELCT * {}", 1, 1, "SELECT"),
        ("SELECT * {\n ?s pg:text ?text FILTER(STARTSWITH(?text, 'x')) }", 2, 26, "did you mean STRSTARTS?"),
        ("SELECT (1 AS ?one)\n (pg:upper-case('x') AS ?large) {}", 2, 3, "did you mean UCASE?"),
        ("ASK { FILTER(<urn:x>()) }", 1, 14, "no function urn:x"),
    ],
)
def test_an_error_says_line_column_and_what_is_wrong(endpoint: TestClient, query: str, line: int, column: int, hint: str) -> None:
    people = get(endpoint, query)
    assert people.status_code == 400
    assert f"line {line}, column {column}" in people.text
    assert hint in people.text
    program = get(endpoint, query, "application/sparql-results+json, application/problem+json")
    assert program.headers["content-type"].startswith("application/problem+json")
    assert (program.json()["status"], program.json()["line"], program.json()["column"]) == (400, line, column)


def test_a_dataset_of_the_request_comes_before_from(endpoint: TestClient) -> None:
    graphs = [
        row["g"]["value"]
        for row in get(endpoint, "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s a pg:PolicyTask } } GROUP BY ?g ORDER BY ?g").json()["results"]["bindings"]
    ]
    counts = [
        int(get(endpoint, f"SELECT (COUNT(*) AS ?n) FROM <{graph}> {{ ?s a pg:PolicyTask }}").json()["results"]["bindings"][0]["n"]["value"])
        for graph in graphs
    ]
    assert len(graphs) > 2
    assert min(counts) > 0

    def counted(query: str, **dataset: str) -> int:
        return int(get(endpoint, query, **dataset).json()["results"]["bindings"][0]["n"]["value"])

    every = "SELECT (COUNT(*) AS ?n) { ?s a pg:PolicyTask }"
    assert counted(every) == sum(counts)
    assert counted(every, **{"default-graph-uri": graphs[0]}) == counts[0]
    assert counted(f"SELECT (COUNT(*) AS ?n) FROM <{graphs[0]}> {{ ?s a pg:PolicyTask }}", **{"default-graph-uri": graphs[1]}) == counts[1]
    named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s a pg:PolicyTask } }"
    assert counted(named, **{"named-graph-uri": graphs[2]}) == counts[2]
    assert counted(every, **{"named-graph-uri": graphs[2]}) == 0
    assert counted(f"SELECT (COUNT(*) AS ?n) FROM NAMED <{graphs[1]}> {{ GRAPH ?g {{ ?s a pg:PolicyTask }} }}") == counts[1]
    both = endpoint.get("/sparql", params=[("query", every), ("default-graph-uri", graphs[0]), ("default-graph-uri", graphs[1])])
    assert int(both.json()["results"]["bindings"][0]["n"]["value"]) == counts[0] + counts[1]


def test_an_answer_has_a_tag_that_its_state_of_the_graph_and_its_form_decide(endpoint: TestClient) -> None:
    first = get(endpoint, TASKS)
    tag = first.headers["etag"]
    assert get(endpoint, TASKS).headers["etag"] == tag
    assert get(endpoint, TASKS, "text/csv").headers["etag"] != tag
    assert get(endpoint, TASKS + " ").headers["etag"] != tag
    for known in (tag, f'"other", {tag}', "*"):
        answer = endpoint.get("/sparql", params={"query": TASKS}, headers={"accept": "", "if-none-match": known})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["etag"] == tag
    assert endpoint.get("/sparql", params={"query": TASKS}, headers={"accept": "", "if-none-match": '"other"'}).status_code == 200
    changing = get(endpoint, "SELECT (UUID() AS ?x) {}")
    assert "etag" not in changing.headers
    assert changing.headers["cache-control"] == "no-store"


def test_what_is_worth_it_is_packed_for_those_who_take_that(endpoint: TestClient) -> None:
    def raw(query: str, coding: str) -> tuple[str | None, bytes]:
        with endpoint.stream("GET", "/sparql", params={"query": query}, headers={"accept-encoding": coding, "accept": "text/csv"}) as answer:
            return answer.headers.get("content-encoding"), b"".join(answer.iter_raw())

    large = "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o"
    coding, plain = raw(large, "identity")
    assert coding is None
    assert len(plain) > 1_000_000
    coding, packed = raw(large, "br, gzip;q=0.5")
    assert coding == "gzip"
    assert gzip.decompress(packed) == plain
    assert len(packed) < len(plain) / 4
    assert raw("ASK {}", "gzip") == (None, b"true")
    assert raw(large, "gzip;q=0")[0] is None


def test_the_service_describes_itself_to_a_client_of_rdf_that_asks_nothing(endpoint: TestClient) -> None:
    answer = endpoint.get("/sparql", headers={"accept": "text/turtle"})
    triples = {(str(quad.predicate), str(quad.object)) for quad in parse(answer.content, RdfFormat.TURTLE)}
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert (f"<{sd}endpoint>", "<http://testserver/sparql>") in triples
    assert (f"<{sd}supportedLanguage>", f"<{sd}SPARQL11Query>") in triples
    assert (f"<{sd}feature>", f"<{sd}UnionDefaultGraph>") in triples
    graphs = int(get(endpoint, "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g {} }").json()["results"]["bindings"][0]["n"]["value"])
    assert len([one for one in triples if one[0] == f"<{sd}name>"]) == graphs > 5
    assert endpoint.get("/sparql", headers={"accept": "text/html"}).status_code == 400
    assert endpoint.get("/sparql?format=nt", headers={"accept": "text/html"}).headers["content-type"] == "application/n-triples"


def test_the_dataset_is_described_at_its_root_with_counts_that_queries_give(endpoint: TestClient) -> None:
    described = list(parse(endpoint.get("/", headers={"accept": "application/ld+json"}).content, RdfFormat.JSON_LD))
    void = "http://rdfs.org/ns/void#"
    said = {quad.predicate.value: quad.object for quad in described if str(quad.subject) == "<http://testserver/>"}
    assert str(said[f"{void}sparqlEndpoint"]) == "<http://testserver/sparql>"
    total = get(endpoint, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").json()["results"]["bindings"][0]["n"]["value"]
    assert getattr(said[f"{void}triples"], "value") == total  # noqa: B009
    leads = endpoint.get("/", headers={"accept": "text/html"}, follow_redirects=False)
    assert (leads.status_code, leads.headers["location"]) == (303, "questions")


def test_example_queries_are_data_and_each_of_them_can_be_sent(endpoint: TestClient) -> None:
    quads = list(parse(endpoint.get("/examples", headers={"accept": "text/turtle"}).content, RdfFormat.TURTLE))
    queries = [getattr(quad.object, "value") for quad in quads if quad.predicate.value == "http://www.w3.org/ns/shacl#select"]  # noqa: B009
    labelled = {str(quad.subject) for quad in quads if quad.predicate.value.endswith("rdf-schema#comment")}
    assert len(queries) == len(labelled) > 10
    answers = [get(endpoint, query) for query in queries]
    assert {answer.status_code for answer in answers} == {200}
    assert len([answer for answer in answers if answer.json()["results"]["bindings"]]) > len(queries) / 2


def test_who_says_so_is_a_query_over_the_named_graphs(endpoint: TestClient) -> None:
    query = """SELECT ?document ?title ?quote {
        GRAPH ?document { ?task pg:text ?text ; pg:evidence/oa:hasSelector/oa:exact ?quote }
        ?document_itself eli:title ?title . FILTER(CONTAINS(STR(?document), STR(?document_itself)) || STR(?document) = STR(?document_itself))
    } LIMIT 5"""
    rows = get(endpoint, query).json()["results"]["bindings"]
    assert rows
    assert all(row["quote"]["value"] for row in rows)


def test_the_endpoint_is_in_the_description_of_the_interface(endpoint: TestClient) -> None:
    described = endpoint.get("/openapi.json").json()["paths"]["/sparql"]
    assert {one["name"] for one in described["get"]["parameters"]} == {"query", "default-graph-uri", "named-graph-uri", "format"}
    assert QUERY in described["post"]["requestBody"]["content"]
    page = endpoint.get("/reference", headers={"accept": "text/html"}).text
    assert "/sparql" in page
