"""The same Cypher gives the same rows, in the same order, from the snapshot and from a real Neo4j of either line."""

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
from queries.head import Question
from tests.neo4j_server.process import Server
from tests.queries.by_hand import askings

QUESTIONS = catalogue()
NAMED = ("agency", "agencies", "document")


@pytest.fixture(scope="module", params=["city", "every_kind"])
def graph(request: pytest.FixtureRequest) -> Path:
    """The invented city, and records of every kind written by hand."""
    return Path(request.getfixturevalue(request.param))


@pytest.fixture(scope="module")
def published(graph: Path, each_neo4j: Server) -> Server:
    place = Workspace(graph)
    each_neo4j.clear()
    publish(each_document(place, load_state(place)), each_neo4j.uri, each_neo4j.auth)
    return each_neo4j


@pytest.fixture(autouse=True)
def _password(published: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_USERNAME", published.username)
    monkeypatch.setenv("NEO4J_PASSWORD", published.password)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_the_rows_are_equal(graph: Path, published: Server, question: Question) -> None:
    for parameters, include in askings(question):
        embedded = ask(graph, question.name, parameters, include=include)
        server = ask(graph, question.name, parameters, on=published.uri, include=include)
        assert server.rows == embedded.rows
        assert server.remarks == embedded.remarks


def test_the_choices_are_equal(graph: Path, published: Server) -> None:
    with closing(engine_for(graph, published.uri)) as server:
        for question in QUESTIONS:
            for parameter in question.parameters:
                assert choices(server, parameter) == choices(engine_for(graph), parameter)


def test_the_server_finds_agencies_and_documents_by_their_index(published: Server) -> None:
    with published.driver() as driver:
        driver.execute_query("CALL db.prepareForReplanning(60)")  # else the planner may still believe the server empty, and scan
        for question in QUESTIONS:
            if any(parameter.type in NAMED for parameter in question.parameters) and question.name != "groups-of-agency":  # it reads every membership
                values = {parameter.name: [] if parameter.type in NAMED else "" for parameter in question.parameters} | {"repealed": False}
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
