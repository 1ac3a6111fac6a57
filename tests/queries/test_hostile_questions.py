"""Questions of people's own that try more than to read, or take more than there is: each is refused or ended on each engine, named with file and line.

What `tests/queries/test_reading_only.py` holds against the judge of plans, this holds against `ask` as a whole.
"""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from queries.answering import Answer, ask
from queries.errors import EngineError, MalformedQueryError, QueryError, RefusedQueryError, TookTooLongError, TooLargeQueryError, TooMuchError
from tests.neo4j_server.process import Server

HEAD = """\
/*
title: {zh: 自己的问题, en: One's own}
help: {zh: 试, en: A try}
columns:
  name: {zh: 名称, en: name}
*/

"""
FIRST = HEAD.count("\n") + 1
"""The line of the file on which a query begins."""
ROWS = "UNWIND range(1, 300) AS one UNWIND range(1, 1000) AS other RETURN one * 1000 + other AS name"


@pytest.fixture(scope="module")
def own(city: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = tmp_path_factory.mktemp("hostile") / "workspace"
    shutil.copytree(city, workspace)
    (workspace / "queries").mkdir()
    return workspace


@pytest.fixture
def bolt(empty_neo4j: Server, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("NEO4J_USERNAME", empty_neo4j.username)
    monkeypatch.setenv("NEO4J_PASSWORD", empty_neo4j.password)
    return empty_neo4j.uri


def answer(workspace: Path, cypher: str, twin: str = "", on: str = "embedded", **options: float) -> Answer:
    file = workspace / "queries" / "own-one.cypher"
    file.write_text(HEAD + cypher, encoding="utf-8")
    file.with_suffix(".rq").write_text(twin, encoding="utf-8")
    return ask(workspace, "own-one", on=on, limit=int(options.get("limit", 0)), timeout=options.get("timeout", 20))


@pytest.mark.parametrize(
    ("cypher", "error"),
    [
        ("LOAD FROM '/etc/passwd' (file_format='csv', delim=':') RETURN column0 AS name", RefusedQueryError),
        ("COPY (MATCH (a:Agency) RETURN a.name AS name) TO '{folder}/out.csv'", RefusedQueryError),
        ("INSTALL json", (RefusedQueryError, EngineError)),
        ("CALL show_tables() RETURN name", RefusedQueryError),
        ("CALL show_functions() RETURN name", RefusedQueryError),
        ("MATCH (a:Agency) SET a.name = 'x' RETURN a.name AS name", (RefusedQueryError, EngineError)),
        (f"RETURN {'(' * 10_000}1{')' * 10_000} AS name", TooLargeQueryError),
        (f"RETURN {'NOT ' * 10_000}true AS name", TooLargeQueryError),
        ("MATCH (a:PolicyTask), (b:PolicyTask), (c:PolicyTask), (d:PolicyTask) RETURN count(a.text + b.text + c.text + d.text) AS name", TookTooLongError),
        ("UNWIND range(1, 1000000000) AS x RETURN collect(x) AS name", TooMuchError),
        ("MATCH (a)-[*1..30]-(b) RETURN count(*) AS name", (TookTooLongError, TooMuchError)),  # whichever is reached first
    ],
)
def test_the_embedded_engine(own: Path, tmp_path: Path, cypher: str, error: type[QueryError] | tuple[type[QueryError], ...]) -> None:
    ends = error in (TookTooLongError, (TookTooLongError, TooMuchError))
    began = time.monotonic()
    with pytest.raises(error, match=rf"own-one\.cypher:{FIRST}："):
        answer(own, cypher.replace("{folder}", str(tmp_path)), timeout=1 if ends else 10)
    assert time.monotonic() - began < 30
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("twin", "error"),
    [
        ("SELECT ?name { SERVICE <http://127.0.0.1:1/> { ?a ?b ?name } }", RefusedQueryError),
        ("SELECT ?name FROM <http://127.0.0.1:1/> { ?a ?b ?name }", RefusedQueryError),
        ("LOAD <file:///etc/passwd>", RefusedQueryError),
        (f"SELECT ?name {'{' * 10_000} ?a ?b ?name {'}' * 10_000}", TooLargeQueryError),
        (f"SELECT ?name {{ ?a ?b ?name FILTER({'!' * 3_900}?a) }}", TooLargeQueryError),
        ("SELECT (STR(COUNT(*)) AS ?name) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", TookTooLongError),
        ("SELECT (COUNT(*) AS ?name) { ?a (<x:>|!<x:>)* ?b . ?c (<x:>|!<x:>)* ?d . ?e (<x:>|!<x:>)* ?f }", TookTooLongError),
        ("CONSTRUCT WHERE { ?a ?b ?c }", QueryError),
        ("ASK {}", QueryError),
    ],
)
def test_the_dataset(own: Path, twin: str, error: type[QueryError]) -> None:
    began = time.monotonic()
    with pytest.raises(error, match=r"own-one\."):
        answer(own, "RETURN 1 AS name", twin, on="sparql", timeout=1 if error is TookTooLongError else 10)
    assert time.monotonic() - began < 30


@pytest.mark.neo4j
@pytest.mark.parametrize(
    ("cypher", "error"),
    [
        ("LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line[0] AS name", RefusedQueryError),
        ("CALL dbms.listConfig() YIELD name RETURN name", RefusedQueryError),
        ("RETURN apoc.cypher.runFirstColumnSingle('RETURN 1', {}) AS name", (RefusedQueryError, EngineError)),
        ("MATCH (a:Agency) FOREACH (x IN [1] | SET a.y = x) RETURN a.name AS name", (RefusedQueryError, EngineError)),
        ("UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN count(a * b) AS name", TookTooLongError),
        (f"RETURN {'(' * 10_000}1{')' * 10_000} AS name", TooLargeQueryError),
        (f"RETURN {'NOT ' * 1_000}true AS name", TooLargeQueryError),
        (f"RETURN {'CASE WHEN true THEN ' * 300}1{' END' * 300} AS name", TooLargeQueryError),
        ("RETURN \\u0027\\u0027 + " + "\\u0028" * 1_000 + "1" + ")" * 1_000 + " AS name", TooLargeQueryError),
    ],
)
def test_the_server(own: Path, bolt: str, cypher: str, error: type[QueryError]) -> None:
    began = time.monotonic()
    with pytest.raises(error, match=rf"own-one\.cypher:{FIRST}："):
        answer(own, cypher, on=bolt, timeout=1 if error is TookTooLongError else 10)
    assert time.monotonic() - began < 30


@pytest.mark.neo4j
def test_what_is_just_not_too_large_is_answered(own: Path, bolt: str) -> None:
    deep = f"RETURN {'(' * 90}1{')' * 90} AS name"
    wide = f"MATCH (a:Agency) WHERE {' OR '.join(['a.name = $word'] * 100)} RETURN a.name AS name ORDER BY name".replace("$word", "'((((('")
    for cypher, rows in ((deep, ((1,),)), (wide, ())):
        assert [answer(own, cypher, on=on).rows for on in ("embedded", bolt)] == [rows, rows]


def test_a_result_of_many_rows_is_cut_off_and_it_is_said(own: Path) -> None:
    cut = answer(own, ROWS, limit=1000)
    assert len(cut.rows) == 1000
    assert "只给出前 1000 行" in cut.remarks[-1].zh
    assert len(answer(own, ROWS).rows) == 300_000


@pytest.mark.parametrize(
    ("cypher", "line"),
    [
        ("MATCH (agency:Agency)\nRETRUN agency.name AS name", FIRST + 1),
        ("MATCH (agency:Agency)\n\nRETURN agency.nmae AS name", FIRST + 2),
        ("MATCH (agency:Agnecy)\nRETURN agency.name AS name", FIRST),
        ("MATCH (agency:Agency)\nWITH agency\nRETURN uper(agency.name) AS name", FIRST + 2),
    ],
)
def test_a_question_that_breaks_is_named_with_its_line(own: Path, cypher: str, line: int) -> None:
    with pytest.raises(MalformedQueryError, match=rf"own-one\.cypher:{line}：.*第 {line} 行") as told:
        answer(own, cypher)
    assert told.value.line == line


def test_so_is_a_twin(own: Path) -> None:
    with pytest.raises(MalformedQueryError, match=r"own-one\.rq:3：.*pgg:Agency"):
        answer(own, "RETURN 1 AS name", "SELECT ?name\nWHERE {\n  ?name a pgg:Agency }", on="sparql")


@pytest.mark.neo4j
def test_so_is_one_that_the_server_cannot_read(own: Path, bolt: str) -> None:
    with pytest.raises(MalformedQueryError, match=rf"own-one\.cypher:{FIRST + 1}："):
        answer(own, "MATCH (agency:Agency)\nRETRUN agency.name AS name", on=bolt)
