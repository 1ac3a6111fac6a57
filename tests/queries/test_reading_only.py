"""A query that we did not ship may only read the graph: whatever else it tries is refused by its plan, on each engine, and leaves no trace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest

from queries.answering import engine_for
from queries.bolt import Bolt
from queries.engines import Engine
from queries.errors import EngineError, RefusedQueryError
from tests.neo4j_server.process import Server

READING = (
    "MATCH (agency:Agency) RETURN agency.name AS name ORDER BY name LIMIT 3",
    "MATCH (a:Agency)<-[:ASSIGNED_TO]-(:Assignment)<-[:HAS_ASSIGNMENT]-(t:PolicyTask) WITH a, count(t) AS n WHERE n > 1 RETURN a.name, n ORDER BY n",
    "MATCH (t:PolicyTask) OPTIONAL MATCH (t)-[:HAS_ASSIGNMENT]->(a:Assignment) RETURN t.uri, collect(a.role) AS roles ORDER BY t.uri SKIP 1 LIMIT 2",
    "MATCH (a:Agency), (b:AgencyClass) WHERE a.name < b.name RETURN count(*) AS n",
    "MATCH (task:PolicyTask) WHERE NOT EXISTS { MATCH (task)-[:HAS_ASSIGNMENT]->(:Assignment) } RETURN DISTINCT task.document AS d ORDER BY d",
    "MATCH (place:Place)-[:PART_OF*1..3]->(above:Place) RETURN place.name, above.name ORDER BY place.name, above.name",
    "MATCH (a:Agency) RETURN a.name AS name UNION MATCH (a:AgencyClass) RETURN a.name AS name",
    "UNWIND [3, 1, 2] AS number RETURN number ORDER BY number",
    "MATCH (task:PolicyTask) UNWIND task.quote AS words RETURN words // LOAD CSV FROM 'x' AS line\nORDER BY words",
    "MATCH (t:PolicyTask) WHERE t.text CONTAINS 'COPY TO' /* INSTALL */ RETURN t.text AS x ORDER BY x",
)

READING_ON_THE_SERVER = (
    "MATCH (a:Place) ((:Place)-[:PART_OF]->(:Place)){1,3} (b:Place) RETURN a.name, b.name ORDER BY a.name, b.name",
    "MATCH path = shortestPath((a:Place)-[:PART_OF*..4]->(b:Place)) WHERE a <> b RETURN length(path) AS steps",
    "MATCH (a:Agency)<-[:ASSIGNED_TO]-(x)<-[:HAS_ASSIGNMENT]-(t) WHERE NOT (a)-[:LEADS]->(t) RETURN a.name, t.text",
    "MATCH (a:Agency)-->(b)-->(c) WHERE NOT (a)-->(c) RETURN a.name, c.name",
    "MATCH (t:PolicyTask) OPTIONAL MATCH (t)<-[:STATES]-(d) USING JOIN ON t RETURN t.uri, d.title",
    "MATCH (n:$('Agency')) RETURN n.name AS name",
    "MATCH (t:PolicyTask) CALL (t) { MATCH (t)<-[:LEADS]-(a) RETURN count(a) AS n } RETURN t.uri, n",
)
"""What one may write for Neo4j alone."""

ON_THE_SNAPSHOT = (
    "LOAD FROM '/etc/passwd' (file_format='csv', delim=':') RETURN *",
    "/* harmless */ lOaD /**/ FROM '/etc/passwd' (file_format='csv', delim=':') RETURN column0",
    "MATCH (a:Agency) LOAD FROM '/etc/passwd' (file_format='csv', delim=':') RETURN a.name, column0",
    "COPY (MATCH (a:Agency) RETURN a.name) TO '{folder}/out.csv'",
    "COPY Agency FROM '{folder}/in.csv'",
    "MATCH (a:Agency) RETURN a.name; COPY (RETURN 1) TO '{folder}/out.csv'",
    ";COPY (RETURN 1) TO '{folder}/out.csv'",
    "RETURN 1; INSTALL json",
    "INSTALL json",
    "LOAD EXTENSION json",
    "ATTACH '{folder}/x.db' AS other (dbtype sqlite)",
    "EXPORT DATABASE '{folder}/all'",
    "IMPORT DATABASE '{folder}/all'",
    "CREATE (:Agency {{uri: 'x'}})",
    "MATCH (a:Agency) SET a.name = 'x'",
    "MATCH (a:Agency) DETACH DELETE a",
    "MERGE (:Place {{uri: 'x'}})",
    "CREATE NODE TABLE Own(id INT64, PRIMARY KEY (id))",
    "DROP TABLE Agency",
    "ALTER TABLE Agency ADD x STRING",
    "CALL show_tables() RETURN *",
    "CALL threads=1",
    "CALL current_setting('threads') RETURN *",
    "MATCH (a:Agency) CALL show_tables() RETURN *",
    "BEGIN TRANSACTION",
    "CHECKPOINT",
    "PROFILE COPY (RETURN 1) TO '{folder}/out.csv'",
    "EXPLAIN MATCH (a:Agency) RETURN a.name",
    "LOGICAL MATCH (a:Agency) RETURN a.name",
    "CREATE MACRO own(x) AS x + 1",
    "MATCH (a:Agency) RETURN a.name AS `Function: READ_FTABLE`",
    "MATCH (a:Agency) RETURN '\\u0041' AS x",
)

ON_THE_SERVER = (
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "load /* */ csv FROM 'https://example.org/x' AS line RETURN line",
    "\\u004cOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "MATCH (a:Agency) CALL { WITH a LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line } RETURN a, line",
    "CREATE (:Agency {uri: 'x'})",
    "MATCH (a:Agency) SET a.name = 'x'",
    "MATCH (a:Agency) REMOVE a.name",
    "MATCH (a:Agency) DETACH DELETE a",
    "MATCH (a:Agency) FOREACH (x IN [1] | SET a.y = x)",
    "MERGE (:Agency {uri: 'x'})",
    "CALL dbms.components()",
    "CALL db.labels() YIELD label RETURN label",
    "MATCH (a:Agency) CALL dbms.listConfig() YIELD name RETURN name",
    "CREATE INDEX own FOR (a:Agency) ON (a.name)",
    "DROP CONSTRAINT agency_uri IF EXISTS",
    "SHOW DATABASES",
    "SHOW USERS",
    "CREATE DATABASE other",
    "TERMINATE TRANSACTIONS 'x'",
    "MATCH (a:Agency) RETURN apoc.cypher.runFirstColumnSingle('RETURN 1', {}) AS x",
    "MATCH (a:Agency) RETURN `apoc`.`load`(a.name) AS x",
    "MATCH (a:Agency) RETURN a.name AS x; CREATE (:Own)",
    "CYPHER 25 LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "CYPHER 25 MATCH (a:Agency) SET a.name = 'x'",
    "CYPHER runtime=slotted LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "SHOW PROCEDURES YIELD name RETURN name",
    "SHOW SETTINGS YIELD name, value RETURN name, value",
    "USE system SHOW USERS",
)


@pytest.fixture(scope="module")
def snapshot(city: Path) -> Engine:
    return engine_for(city)


@pytest.fixture(scope="module")
def server(each_neo4j: Server) -> Server:
    each_neo4j.run("MERGE (:Agency:Untouched {uri: 'untouched', name: '试'})")
    return each_neo4j


@pytest.fixture
def bolt(server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bolt]:
    monkeypatch.setenv("NEO4J_USERNAME", server.username)
    monkeypatch.setenv("NEO4J_PASSWORD", server.password)
    engine = Bolt(server.uri)
    yield engine
    engine.close()


@pytest.mark.parametrize("cypher", READING)
def test_reading_is_let_through_on_the_snapshot(snapshot: Engine, cypher: str) -> None:
    snapshot.refuse_unless_reading(cypher, {})
    snapshot.run(cypher, {})


@pytest.mark.parametrize("cypher", [*READING, *READING_ON_THE_SERVER])
def test_reading_is_let_through_on_the_server(bolt: Bolt, cypher: str) -> None:
    bolt.refuse_unless_reading(cypher, {})
    bolt.run(cypher, {})


@pytest.mark.parametrize("cypher", ON_THE_SNAPSHOT)
def test_everything_else_is_refused_on_the_snapshot(snapshot: Engine, tmp_path: Path, cypher: str) -> None:
    (tmp_path / "in.csv").write_text("x\n", encoding="utf-8")
    with pytest.raises((RefusedQueryError, EngineError)):
        snapshot.refuse_unless_reading(cypher.format(folder=tmp_path), {})
    assert [file.name for file in tmp_path.iterdir()] == ["in.csv"]


@pytest.mark.parametrize("cypher", ON_THE_SNAPSHOT[:4])
def test_the_first_of_them_would_have_run(snapshot: Engine, cypher: str) -> None:
    """The list is worth something: what it names is refused, not merely unknown to the engine."""
    with pytest.raises(RefusedQueryError):
        snapshot.refuse_unless_reading(cypher.format(folder="/tmp"), {})


@pytest.mark.parametrize("cypher", ON_THE_SERVER)
def test_everything_else_is_refused_on_the_server(bolt: Bolt, server: Server, cypher: str) -> None:
    before = server.run("MATCH (n) RETURN count(n) AS nodes")
    with pytest.raises((RefusedQueryError, EngineError)):
        bolt.refuse_unless_reading(cypher, {})
    assert server.run("MATCH (n) RETURN count(n) AS nodes") == before
    assert server.run("MATCH (a:Untouched) RETURN a.name AS name") == [{"name": "试"}]


def test_the_server_itself_refuses_to_write_for_us(bolt: Bolt, server: Server) -> None:
    with pytest.raises(EngineError):
        bolt.run("CREATE (:Own)", {})
    assert server.run("MATCH (n:Own) RETURN count(n) AS nodes") == [{"nodes": 0}]
    assert neo4j.READ_ACCESS == "READ"


def test_a_verdict_is_kept_and_a_refusal_is_not_forgotten(snapshot: Engine) -> None:
    for _ in range(2):
        snapshot.refuse_unless_reading(READING[0], {})
        with pytest.raises(RefusedQueryError):
            snapshot.refuse_unless_reading("CALL show_tables() RETURN *", {})
