"""The twin of a question gives the rows of its Cypher, in the same order; what has no twin, or reaches beyond the dataset, is told."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from queries.answering import ask
from queries.catalogue import catalogue
from queries.errors import EngineError, RefusedQueryError, TwinlessError
from queries.head import Question
from tests.queries.by_hand import askings

QUESTIONS = catalogue()
EACH = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)

OWN = """\
/*
title: {zh: 自己的问题, en: One's own}
help: {zh: 试, en: A try}
parameters:
  word: {type: text, help: {zh: 词, en: word}, default: ''}
columns:
  name: {zh: 名称, en: name}
*/
MATCH (agency:Agency) WHERE $word = '' OR agency.name CONTAINS $word RETURN agency.name AS name ORDER BY name, agency.uri
"""
TWIN = 'SELECT ?name WHERE { ?agency a pg:Agency ; skos:prefLabel ?name FILTER CONTAINS(?name, given:value("word")) } ORDER BY ?name STR(?agency)'


@pytest.mark.parametrize("graph", ["city", "every_kind"])
@EACH
def test_the_rows_are_equal(graph: str, question: Question, request: pytest.FixtureRequest) -> None:
    workspace = request.getfixturevalue(graph)
    for parameters, include in askings(question):
        cypher = ask(workspace, question.name, parameters, include=include)
        sparql = ask(workspace, question.name, parameters, include=include, on="sparql")
        assert [(row, [type(value) for value in row]) for row in sparql.rows] == [(row, [type(value) for value in row]) for row in cypher.rows]
        assert sparql.remarks == cypher.remarks


@EACH
def test_no_question_is_only_ever_compared_without_rows(every_kind: Path, question: Question) -> None:
    assert any(ask(every_kind, question.name, parameters, include=include).rows for parameters, include in askings(question))


@pytest.fixture
def own(city: Path, tmp_path: Path) -> Path:
    workspace = tmp_path / "workspace"
    shutil.copytree(city, workspace)
    (workspace / "queries").mkdir()
    (workspace / "queries" / "own-one.cypher").write_text(OWN, encoding="utf-8")
    return workspace


def twin(workspace: Path, text: str) -> None:
    (workspace / "queries" / "own-one.rq").write_text(text, encoding="utf-8")


def test_a_question_without_a_twin_says_so(own: Path) -> None:
    with pytest.raises(TwinlessError, match=r"own-one 没有 SPARQL 写法"):
        ask(own, "own-one", on="sparql")
    assert ask(own, "own-one").rows


def test_one_s_own_twin_is_asked_and_gets_values_as_values(own: Path) -> None:
    twin(own, TWIN)
    assert ask(own, "own-one", {"word": "财政"}, on="sparql").rows == ask(own, "own-one", {"word": "财政"}).rows
    for hostile in ('") } #', "' || true || '", "财政\\", "?name", '") SERVICE <http://x>'):
        assert ask(own, "own-one", {"word": hostile}, on="sparql").rows == ()


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?name WHERE { SERVICE <http://127.0.0.1:1/> { ?agency skos:prefLabel ?name } }",
        "SELECT ?name WHERE { serViCe SILENT <http://127.0.0.1:1/> { ?agency skos:prefLabel ?name } }",
        "SELECT ?name FROM <https://elsewhere.example/> WHERE { ?agency skos:prefLabel ?name }",
        "LOAD <file:///etc/passwd>",
        "SELECT ?name WHERE { \\u0053ERVICE <http://127.0.0.1:1/> { ?agency skos:prefLabel ?name } }",
        f"SELECT ?name WHERE {'{' * 5000} ?agency skos:prefLabel ?name {'}' * 5000}",
        f"SELECT ?name WHERE {'{' * 60} ?agency skos:prefLabel ?name {'}' * 60}",
        f"SELECT ?name WHERE {{ ?agency {'/'.join(['skos:prefLabel'] * 300)} ?name }}",
    ],
)
def test_a_twin_that_reaches_beyond_the_dataset_is_refused(own: Path, text: str) -> None:
    twin(own, text)
    with pytest.raises(RefusedQueryError, match=r"own-one\.rq"):
        ask(own, "own-one", on="sparql")


def test_a_twin_that_cannot_be_read_is_told_with_its_file(own: Path) -> None:
    for text in ("SELECT ?name WHERE { ?agency skos:prefLabel }", "SELECT ?name {} LOAD <file:///etc/passwd>", "SELECT ?name { ?name 'a }"):
        twin(own, text)
        with pytest.raises(EngineError, match=r"own-one\.rq"):
            ask(own, "own-one", on="sparql")


def test_a_twin_may_not_write(own: Path) -> None:
    twin(own, "DELETE WHERE { ?thing ?says ?what }")
    with pytest.raises(RefusedQueryError, match=r"own-one\.rq.*DELETE"):
        ask(own, "own-one", on="sparql")


def test_a_twin_that_takes_too_long_ends_with_its_process(own: Path) -> None:
    twin(own, "SELECT (STR(COUNT(*)) AS ?name) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    command = [sys.executable, "-m", "policygraph", "--workspace", str(own), "--lang", "zh", "ask", "own-one", "--on", "sparql", "--timeout", "0.5"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=60)
    assert done.returncode == 2
    assert "0.5 秒内没有答完" in done.stderr
