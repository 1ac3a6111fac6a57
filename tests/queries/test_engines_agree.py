"""The same Cypher gives the same rows, in the same order, from the snapshot and from a real Neo4j."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from graph.generation import each_document
from graph.server import publish
from graph.state import load_state
from graph.workspace import Workspace
from queries.answering import ask, choices, engine_for
from queries.catalogue import catalogue
from tests.neo4j_server.process import Server

QUESTIONS = catalogue()
ASKED = [
    ("tasks-led-by", {"agency": "市知识产权局"}),
    ("tasks-led-by", {"agency": "示例市财政局"}),
    ("tasks-of-agency", {"agency": "市知识产权局"}),
    ("tasks-of-agency", {"agency": "市财政局", "role": "support"}),
    ("tasks-of-agency", {"agency": "各区县政府"}),
    ("tasks-of-agency", {"agency": "没有这个局"}),
    ("agencies-of-document", {}),
    ("agencies-of-document", {"document": "示府〔2025〕6号"}),
    ("who-does", {"word": "知识产权"}),
    ("who-does", {"word": "專利"}),
    ("tasks-of-document", {}),
    ("tasks-of-document", {"document": "行动"}),
]


@pytest.fixture(scope="module")
def published(city: Path, neo4j_server: Server) -> Server:
    place = Workspace(city)
    documents = list(each_document(place, load_state(place)))
    neo4j_server.clear()
    publish(documents, neo4j_server.uri, neo4j_server.auth)
    return neo4j_server


@pytest.fixture(autouse=True)
def _password(published: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_USERNAME", published.username)
    monkeypatch.setenv("NEO4J_PASSWORD", published.password)


@pytest.mark.parametrize(("name", "parameters"), ASKED, ids=[f"{name}-{'-'.join(values.values())}" for name, values in ASKED])
def test_the_rows_are_equal(city: Path, published: Server, name: str, parameters: dict[str, str]) -> None:
    embedded = ask(city, name, parameters)
    server = ask(city, name, parameters, on=published.uri)
    assert server.rows == embedded.rows
    assert server.remarks == embedded.remarks
    assert embedded.rows or parameters.get("agency") == "没有这个局"


def test_every_question_is_asked_of_both() -> None:
    assert {name for name, _ in ASKED} == {question.name for question in QUESTIONS}


def test_the_choices_are_equal(city: Path, published: Server) -> None:
    with closing(engine_for(city, published.uri)) as server:
        for question in QUESTIONS:
            for parameter in question.parameters:
                assert choices(server, parameter) == choices(engine_for(city), parameter)


def test_the_server_finds_agencies_and_documents_by_their_index(published: Server) -> None:
    with published.driver() as driver:
        driver.execute_query("CALL db.prepareForReplanning(60)")  # else the planner may still believe the server empty, and scan
        for question in QUESTIONS:
            if any(parameter.type in ("agency", "document") for parameter in question.parameters):
                values = {parameter.name: [] if parameter.type in ("agency", "document") else "" for parameter in question.parameters}
                plan = str(driver.execute_query(f"EXPLAIN {question.cypher}", values).summary.plan)
                assert "NodeUniqueIndexSeek" in plan or "NodeIndexScan" in plan, question.name  # of a dozen documents the index may as well be read whole
                assert "NodeByLabelScan" not in plan, question.name


def test_a_server_that_does_not_answer_is_told_with_the_next_step(city: Path) -> None:
    with pytest.raises(Exception, match=r"bolt://127\.0\.0\.1:1") as caught:
        ask(city, "tasks-led-by", on="bolt://127.0.0.1:1")
    assert type(caught.value).__name__ == "UnreachableError"


def test_a_wrong_password_is_told_with_the_next_step(city: Path, published: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "wrong")
    with pytest.raises(Exception, match="NEO4J_PASSWORD") as caught:
        ask(city, "tasks-led-by", on=published.uri)
    assert type(caught.value).__name__ == "PasswordError"
