"""Whatever is refused, wherever: programs get one shape, people a page or plain words."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from policygraph.web.unanswered import tell_alike
from tests.policygraph.web.conftest import PERSON, assert_problem

JSON = {"Accept": "application/json"}


@pytest.mark.parametrize(
    ("method", "path", "accept", "status", "said"),
    [
        ("GET", "/sparql?query=SELCT", "application/sparql-results+json", 400, "SELECT"),
        ("GET", "/sparql?query=SELCT", "application/ld+json, */*;q=0.1", 400, "SELECT"),
        ("GET", "/sparql?query=ASK%7B%7D&format=xlsx", "application/json", 406, "xlsx"),
        ("DELETE", "/sparql", "application/json", 405, "DELETE"),
        ("GET", "/examples", "application/problem+json", 406, "text/turtle"),
        ("GET", "/questions/none", "text/csv", 404, "none"),
        ("GET", "/questions/tasks-led-by?limit=many", "*/*", 400, "many"),
        ("GET", "/id/nothing", "application/json", 404, "id/nothing"),
        ("GET", "/nowhere", "application/json", 404, "/nowhere"),
        ("POST", "/questions", "application/json", 405, "POST"),
    ],
)
def test_programs_get_one_shape_everywhere(endpoint: TestClient, method: str, path: str, accept: str, status: int, said: str) -> None:
    answer = endpoint.request(method, path, headers={"Accept": accept})
    assert_problem(answer, status)
    assert said in answer.json()["detail"]


@pytest.mark.parametrize(("path", "status"), [("/questions/none", 404), ("/questions/tasks-led-by?limit=many", 400), ("/nowhere", 404)])
def test_people_get_a_page(endpoint: TestClient, path: str, status: int) -> None:
    answer = endpoint.get(path, headers=PERSON)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")


def test_who_reads_no_json_gets_plain_words(endpoint: TestClient) -> None:
    for headers in ({}, {"Accept": "*/*"}, {"Accept": "text/csv"}):
        answer = endpoint.get("/sparql?query=SELCT", headers=headers)
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        assert len(answer.text.splitlines()) == 2


def test_a_method_that_is_not_there_names_those_that_are(endpoint: TestClient) -> None:
    answer = endpoint.post("/questions")
    assert answer.headers["allow"] == "GET"


def test_a_failure_of_our_own_is_told_without_what_failed() -> None:
    application = FastAPI()
    tell_alike(application)

    @application.get("/")
    def fails() -> None:
        raise ZeroDivisionError("a secret")

    answer = TestClient(application, raise_server_exceptions=False).get("/", headers=JSON)
    assert_problem(answer, 500)
    assert "secret" not in answer.text


def test_the_description_of_the_interface_knows_the_shape(endpoint: TestClient) -> None:
    described = endpoint.get("/openapi.json").json()
    for path in ("/questions/{name}", "/id/{name}", "/examples"):
        answers = described["paths"][path]["get"]["responses"]
        assert "application/problem+json" in answers["4XX"]["content"]
        assert "422" not in answers
