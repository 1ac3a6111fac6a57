"""IRIs can be followed: people get the document with its words marked, programs the triples that the dataset holds."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import RdfFormat, parse

from graph.schema import iri
from policygraph.pipeline import build
from policygraph.web.negotiation import preferred
from queries.sparql import sparql
from tests.policygraph.web.conftest import EXAMPLES, PERSON, assert_problem, pages_over

PLAN = "/id/document/" + quote("示府〔2025〕6号")
OFFICE = "/id/agency/" + quote("示例市知识产权局")
BASE = "https://policygraph.example"


def test_a_document_is_its_text_with_the_words_of_its_facts_marked(client: TestClient) -> None:
    page = client.get(PLAN, headers=PERSON)
    assert page.status_code == 200
    article = re.search(r'<article class="text">(.*?)</article>', page.text, re.DOTALL)
    assert article
    shown = [html.unescape(re.sub(r"<[^>]+>", "", line)) for line in re.findall(r"<p>(.*?)</p>", article[1], re.DOTALL)]
    printed = (EXAMPLES / "strong-city-plan.txt").read_text(encoding="utf-8").splitlines()
    assert shown == [line for line in printed if line.strip()]
    clauses = [html.unescape(re.sub(r"<[^>]+>", "", one)) for one in re.findall(r'<span[^>]* class="k clause[^"]*">(.*?)</span>', article[1])]
    assert any("市知识产权局" in one or "牵头" in one for one in clauses)


def test_every_passage_of_a_fact_leads_to_a_place_on_the_page_of_its_document(client: TestClient) -> None:
    task = client.get(f"{PLAN}/task/" + quote("二/(一)/1/1", safe="/()"), headers=PERSON).text
    places = re.findall(r'<blockquote>(.*?)<cite><a href="([^"#]+)#(at\d+)"', task, re.DOTALL)
    assert places
    for words, path, place in places:
        found = re.search(rf'<span id="{place}"[^>]*>([^<]+)</span>', client.get(html.unescape(path), headers=PERSON).text)
        assert found
        assert html.unescape(words).startswith(html.unescape(found[1])[:10])


@pytest.mark.parametrize(
    ("form", "accept", "read"),
    [
        ("ttl", "text/turtle", RdfFormat.TURTLE),
        ("nt", "application/n-triples", RdfFormat.N_TRIPLES),
        ("jsonld", "application/ld+json", RdfFormat.JSON_LD),
        ("rdf", "application/rdf+xml", RdfFormat.RDF_XML),
    ],
)
def test_a_program_gets_the_statements_of_the_dataset_in_the_form_it_asks_for(
    client: TestClient, served_workspace: Path, form: str, accept: str, read: RdfFormat
) -> None:
    answer = client.get(OFFICE, headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == accept
    said = {(str(one.subject), str(one.predicate), str(one.object)) for one in parse(answer.content, format=read)}
    assert said == {(str(one.subject), str(one.predicate), str(one.object)) for one in parse(client.get(f"{OFFICE}?format={form}").content, format=read)}
    store = sparql(served_workspace).store
    query = f"SELECT ?s ?p ?o WHERE {{ {{ BIND(<{BASE}{OFFICE}> AS ?s) ?s ?p ?o }} UNION {{ BIND(<{BASE}{OFFICE}> AS ?o) ?s ?p ?o }} }}"
    assert said == {(str(row["s"]), str(row["p"]), str(row["o"])) for row in store.query(query, use_default_graph_as_union=True)}  # type: ignore[union-attr]


def test_json_ld_reads_as_one_would_write_it(client: TestClient) -> None:
    answer = client.get(PLAN, headers={"Accept": "application/ld+json"}).json()
    document = answer["@graph"][0]
    assert answer["@context"]["tasks"]["@id"] == "pg:states", "the context is there: nothing has to be fetched"
    assert (document["number"], document["type"][0]) == ("示府〔2025〕6号", "PolicyDocument")
    assert document["title"] == "示例市建设知识产权强市行动计划(2025—2027年)"
    assert all(task.startswith("at:document/") for task in document["tasks"])


def test_a_document_for_programs_holds_the_words_that_its_fields_rest_on(client: TestClient) -> None:
    said = [one.triple for one in parse(client.get(PLAN, headers={"Accept": "text/turtle"}).content, format=RdfFormat.TURTLE)]
    assert "示府〔2025〕6号" in {one.object.value for one in said if one.predicate.value == iri("oa:exact")}


@pytest.mark.parametrize("path", ["/id/agency/nobody", "/id/", "/id/document/%FF%00", "/id/a b<script>"])
def test_what_is_not_there_is_a_404_that_says_so(client: TestClient, path: str) -> None:
    page = client.get(path, headers=PERSON)
    assert page.status_code == 404
    assert "图里没有" in page.text
    assert "<script" not in page.text
    assert_problem(client.get(path), 404)


def test_the_same_name_written_otherwise_is_the_same_thing(client: TestClient) -> None:
    assert client.get("/id/document/示府〔2025〕6号", headers=PERSON).status_code == 200
    assert client.get(PLAN + "/task/" + quote("二/(一)/1/1", safe="/"), headers=PERSON).status_code == 200


def test_a_marked_document_is_served_only_where_that_was_said(tmp_path: Path) -> None:
    secret = tmp_path / "密件.txt"
    secret.write_text("秘密★1年\n\n" + (EXAMPLES / "strong-city-plan.txt").read_text(encoding="utf-8"), encoding="utf-8")
    build([secret], workspace := tmp_path / "workspace", allow_marked=True)
    answer = TestClient(pages_over(workspace)).get(PLAN, headers=PERSON)
    assert answer.status_code == 403
    assert "行动计划" not in answer.text


def test_the_interface_page_names_every_route(client: TestClient) -> None:
    page = client.get("/reference", headers=PERSON).text
    for path in client.get("/openapi.json").json()["paths"]:
        assert f"<code>{path}</code>" in page
    assert "http" not in re.sub(r"https?://policygraph\.example", "", page)


@pytest.mark.parametrize(
    ("accept", "liked"),
    [
        ("", "html"),
        ("*/*", "html"),
        ("text/turtle", "ttl"),
        ("text/html;q=0.5, text/turtle;q=0.9", "ttl"),
        ("text/*;q=0.3, text/turtle;q=0", "html"),
        ("application/json", None),
        ("text/html;q=nonsense", None),
    ],
)
def test_quality_values_are_heeded(accept: str, liked: str | None) -> None:
    assert preferred(accept, {"text/html": "html", "text/turtle": "ttl"}) == liked
