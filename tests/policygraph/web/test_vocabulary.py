"""The vocabulary as a page: every term is on it with what it means, it works offline, and a server can serve it."""

from __future__ import annotations

import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
import rdflib
from fastapi import FastAPI
from fastapi.testclient import TestClient
from rdflib import SKOS, URIRef

from graph.schema import EDGES, NODES, VOCABULARY
from policygraph.web import application
from policygraph.web.vocabulary import alone, parts, router, turtle, version
from queries.catalogue import catalogue
from queries.terms import kinds_of, questions_by_term, terms_of
from tests.policygraph.web.conftest import PERSON

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def page() -> str:
    return alone()


@pytest.fixture(scope="module")
def vocabulary() -> rdflib.Graph:
    return rdflib.Graph().parse(data=turtle(), format="turtle")


def test_every_term_has_its_place_with_words_in_both_languages(page: str, vocabulary: rdflib.Graph) -> None:
    text = unescape(page)
    described = {str(term) for term in vocabulary.subjects() if isinstance(term, URIRef)} - {VOCABULARY.rstrip("#")}
    assert len(described) == len(re.findall(r'<article id="', page))
    for term in described:
        for definition in vocabulary.objects(URIRef(term), SKOS.definition):
            assert str(definition) in text, term
        for example in vocabulary.objects(URIRef(term), SKOS.example):
            assert str(example) in text, term
        if term.startswith(VOCABULARY):  # where the server's links to terms lead
            assert f'<article id="{term.removeprefix(VOCABULARY)}"' in page


def test_links_within_the_page_lead_somewhere_and_each_anchor_is_there_once(page: str) -> None:
    anchors = re.findall(r' id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    linked = set(re.findall(r'href="([^"]+)"', page))
    assert {link for link in linked if not link.startswith("#")} == set()
    assert {link[1:] for link in linked} <= set(anchors)


def test_it_asks_nobody_for_anything(page: str) -> None:
    assert not re.findall(r'(?:src|srcset|action)="|url\(|@import|<script|<link', page)
    assert "default-src 'none'" in page
    assert "&gt;" not in page.partition("</style>")[0]


def test_a_term_says_where_it_is_used() -> None:
    terms = {term.name: term for part in parts() for term in (*part.terms, *(one for whole, values in part.lists for one in (whole, *values)))}
    leads = terms["pg:leads"]
    assert {one.name for one in leads.domain} == {"pg:Agency", "pg:AgencyClass"}
    assert [one.name for one in leads.range] == ["pg:PolicyTask"]
    assert leads.columns == ("LEADS",)
    assert terms["pg:openEnded"].columns == ("PolicyTask.open_ended",)
    assert {"open-ended-clauses"} <= {one.name for one in terms["pg:openEnded"].questions}
    assert terms["pg:role"].list_ is not None
    assert terms["pg:role"].list_.anchor == "roles"
    assert terms["pg:operator-at-least"].notation == ">="
    assert {one.label.zh for one in terms["pg:dateTo"].range} == {"日", "月", "年"}


def test_every_question_is_named_on_the_page_and_every_kind_of_thing_is_asked_for(page: str) -> None:
    assert {question.name for question in catalogue()} == {one.name for questions in questions_by_term().values() for one in questions}
    for question in catalogue():
        assert f"<code>{question.name}</code>" in page
    asked = set(questions_by_term())
    unasked = {kind.name for kind in NODES if kind.term not in asked} | {edge.name for edge in EDGES if edge.term not in asked}
    # what joins shared things, what PROV-O says and the short cuts of assignments are for queries of one's own
    assert unasked <= UNASKED


UNASKED = {"SourceFile", "Reading", "Software", "DERIVED_FROM", "GENERATED_BY", "USED", "CARRIED_OUT_BY"} | {
    *(
        "LEADS",
        "SUPPORTS",
        "RESPONSIBLE_FOR",
        "ChangeEvent",
        "Place",
        "IN_PLACE",
        "PART_OF",
        "HAS_MEMBER",
        "CHANGED_FROM",
        "RESULTED_IN",
        "FORWARDS",
        "AMENDS",
        "REPEALS",
    )
}


def test_terms_in_texts_and_comments_are_none() -> None:
    query = '# pg:leads\nSELECT ?x { ?x pg:supports "pg:role-lead" , <pg:omits> ; given:value("x") ; rdf:type oa:Annotation }'
    assert terms_of(query) == {"pg:supports", "oa:Annotation"}
    assert kinds_of("MATCH (a:Agency)-[:LEADS|SUPPORTS]->(:PolicyTask) WHERE a.name = ':Omission'") >= {"pg:Agency", "pg:leads", "pg:supports", "pg:PolicyTask"}


def test_a_server_gives_people_the_page_and_programs_the_turtle() -> None:
    alone_served = FastAPI()
    alone_served.include_router(router())
    client = TestClient(alone_served)
    shown = client.get("/ontology", headers={"Accept": "text/html"})
    assert shown.headers["content-type"].startswith("text/html")
    assert '<article id="leads"' in shown.text
    assert 'href="questions/tasks-led-by"' in shown.text
    assert client.get("/ontology?lang=en", headers={"Accept": "text/html"}).status_code == 200
    for given in (client.get("/ontology", headers={"Accept": "text/turtle"}), client.get("/ontology?format=ttl"), client.get("/ontology")):
        assert given.headers["content-type"].startswith("text/turtle")
        assert given.text == turtle()
    assert client.get("/assets/ontology.css").headers["content-type"].startswith("text/css")


def test_terms_that_a_page_links_to_are_on_it(served_workspace: Path, page: str) -> None:
    client = TestClient(application(served_workspace))
    address = re.findall(r'href="(/id/document/[^"#?]+)', client.get("/questions/documents", headers=PERSON).text)[0]
    linked = set(re.findall(r'href="/ontology#([^"]+)"', client.get(address, headers=PERSON).text))
    assert linked
    assert linked <= set(re.findall(r'<article id="([^"]+)"', page))
    assert client.get("/ontology", headers=PERSON).status_code == 200


def test_make_docs_writes_the_page(tmp_path: Path, page: str) -> None:
    assert "-m policygraph.web.vocabulary docs/ontology.html" in (ROOT / "Makefile").read_text(encoding="utf-8")
    subprocess.run([sys.executable, "-m", "policygraph.web.vocabulary", tmp_path / "ontology.html"], cwd=ROOT, check=True)
    assert (tmp_path / "ontology.html").read_text(encoding="utf-8") == page
    assert f"第 {version()} 版" in page
