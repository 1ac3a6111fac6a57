"""Queries in a process of their own: what comes back is what the engine gives, and what goes wrong costs that query alone, in plain words."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from pyoxigraph import NamedNode

from graph.dataset import open_dataset
from graph.generation import Generation, current
from graph.workspace import Workspace
from queries.apart import Limits, Pool
from queries.apart_answer import Asked
from queries.engines import embedded
from queries.errors import BusyError, EngineError, MalformedQueryError, RefusedQueryError, StoppedError, TookTooLongError, TooMuchError, UnacceptableError
from queries.given import prefixes
from queries.sparql_gate import Verdict
from tests.alone import run_alone

JSON = {"rows": "application/sparql-results+json", "boolean": "application/sparql-results+json", "graph": "text/turtle"}
EVERYTHING = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
UNCOUNTED = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ENDLESS = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b UNWIND range(1, 1000) AS c RETURN count(a * b * c) AS x"
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what other systems do not have")


@pytest.fixture(scope="module")
def generation(city: Path) -> Iterator[Generation]:
    with current(Workspace(city)) as generation:
        yield generation


@pytest.fixture(scope="module")
def pool(generation: Generation) -> Iterator[Pool]:
    pool = Pool(generation, size=2, limits=Limits(wall=60))
    yield pool
    pool.close()


def rows(asked: Asked) -> list[list[object]]:
    with asked:
        return list(asked.rows())


def text(asked: Asked) -> str:
    with asked:
        return b"".join(asked).decode()


def test_the_snapshot_gives_the_rows_that_it_gives_here(pool: Pool, city: Path) -> None:
    cypher = "MATCH (a:Agency) WHERE a.name CONTAINS $word OR a.uri IN $meant RETURN a.name AS name, a.full_name AS full ORDER BY a.uri"
    parameters = {"word": "财政", "meant": ["https://policygraph.example/id/none"]}
    with pool.cypher(cypher, parameters) as asked:
        assert (asked.kind, asked.columns) == ("rows", ("name", "full"))
        assert [tuple(row) for row in asked.rows()] == list(embedded(city).run(cypher, parameters).rows) != []
        assert not asked.more


def test_the_dataset_answers_in_the_formats_of_the_field(pool: Pool, generation: Generation) -> None:
    select = "SELECT ?name { ?agency a pg:Agency ; skos:prefLabel ?name } ORDER BY ?name"
    names = [row["name"]["value"] for row in json.loads(text(pool.sparql(select, JSON, prefixes=prefixes())))["results"]["bindings"]]
    assert "示例市财政局" in names
    [head, *read] = csv.reader(io.StringIO(text(pool.sparql(select, {"rows": "text/csv"}, prefixes=prefixes()))))
    assert (head, [row[0] for row in read]) == (["name"], names)
    assert json.loads(text(pool.sparql("ASK { ?task a pg:Agency }", JSON, prefixes=prefixes())))["boolean"] is True
    construct = "CONSTRUCT WHERE { ?agency skos:prefLabel ?name }"
    triples = open_dataset(generation.dataset).query(construct, prefixes=prefixes(), use_default_graph_as_union=True)
    given = text(pool.sparql(construct, {"graph": "application/n-triples"}, prefixes=prefixes()))
    assert sorted(given.splitlines()) == sorted(f"{triple} ." for triple in triples)  # type: ignore[union-attr]


def test_terms_come_as_rows_where_no_format_is_asked_for(pool: Pool) -> None:
    query = "SELECT ?one ?two ?three { BIND(<https://example.org/> AS ?one) BIND(7 AS ?two) }"
    assert rows(pool.sparql(query)) == [[["https://example.org/"], ["7", "http://www.w3.org/2001/XMLSchema#integer"], None]]
    assert rows(pool.sparql("ASK {}")) == [[True]]


def test_values_are_handed_over_by_functions(pool: Pool) -> None:
    query = 'SELECT (given:value("word") AS ?word) { FILTER(given:among("meant", <https://example.org/a>)) }'
    given = {"word": '") } #', "meant": ["https://example.org/a"]}
    assert [row[0][0] for row in rows(pool.sparql(query, given=given, prefixes=prefixes()))] == ['") } #']  # type: ignore[index]


def test_graphs_of_the_request_come_before_those_of_the_query(pool: Pool, generation: Generation) -> None:
    graphs = sorted(graph.value for graph in open_dataset(generation.dataset).named_graphs())
    count = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c }"
    store = open_dataset(generation.dataset)
    one, other = (len(list(store.quads_for_pattern(None, None, None, NamedNode(name)))) for name in graphs[:2])
    assert one != other
    assert rows(pool.sparql(count, default_graphs=graphs[:1]))[0][0][0] == str(one)  # type: ignore[index]
    assert rows(pool.sparql(f"SELECT (COUNT(*) AS ?n) FROM <{graphs[1]}> {{ ?a ?b ?c }}"))[0][0][0] == str(other)  # type: ignore[index]
    from_one = f"SELECT (COUNT(*) AS ?n) FROM <{graphs[1]}> {{ ?a ?b ?c }}"
    assert rows(pool.sparql(from_one, default_graphs=graphs[:1]))[0][0][0] == str(one)  # type: ignore[index]
    assert rows(pool.sparql(count, named_graphs=graphs[:1]))[0][0][0] == "0"  # type: ignore[index]


def test_a_graph_that_is_not_here_is_refused_and_not_fetched(pool: Pool) -> None:
    for query, graphs in (("SELECT * FROM <http://127.0.0.1:1/x> { ?a ?b ?c }", None), ("ASK {}", ["http://127.0.0.1:1/x"])):
        with pytest.raises(RefusedQueryError, match=r"127\.0\.0\.1:1/x"):
            rows(pool.sparql(query, default_graphs=graphs))


def test_an_answer_is_read_while_it_is_made(pool: Pool) -> None:
    began = time.monotonic()
    with pool.sparql(EVERYTHING, JSON) as asked:
        pieces = iter(asked)
        taken = sum(len(next(pieces)) for _ in range(20))
        assert taken > 500_000
        assert psutil.Process(asked._process.pid).memory_info().rss < 300 << 20
    assert time.monotonic() - began < 30, "billions of rows would have taken longer"


def test_a_short_answer_comes_together_with_its_end(pool: Pool) -> None:
    for _ in range(100):  # which of two messages a reader finds is chance
        with pool.sparql("SELECT * { ?a ?b ?c } LIMIT 10", JSON) as asked:
            pieces = iter(asked)
            assert len(json.loads(next(pieces))["results"]["bindings"]) == 10
            assert asked.ready()
            assert next(pieces, None) is None


def test_rows_beyond_the_limit_are_cut_off_and_it_is_said(pool: Pool) -> None:
    for asked in (pool.cypher("UNWIND range(1, 100000) AS x RETURN x", limits=Limits(rows=250)), pool.sparql(EVERYTHING, limits=Limits(rows=250))):
        assert len(rows(asked)) == 250
        assert asked.more
    assert not (exact := pool.cypher("UNWIND range(1, 250) AS x RETURN x", limits=Limits(rows=250))).more
    assert len(rows(exact)) == 250
    assert not exact.more


def test_bytes_beyond_the_limit_end_the_answer(pool: Pool) -> None:
    small = Limits(bytes=200_000)
    for asked in (pool.sparql(EVERYTHING, JSON, limits=small), pool.cypher("UNWIND range(1, 1000000) AS x RETURN x", limits=small)):
        with asked, pytest.raises(TooMuchError, match="大小上限"):
            for _ in asked:
                pass


@pytest.mark.parametrize(
    "cypher",
    [
        "UNWIND range(1, 1000000000) AS x RETURN collect(x) AS x",
        "RETURN size(range(1, 10000000000)) AS x",
        "MATCH (a:PolicyTask), (b:PolicyTask), (c:PolicyTask) RETURN collect(a.text + b.text + c.text) AS x",
    ],
)
@LINUX
def test_cypher_that_wants_all_memory_gets_none(pool: Pool, cypher: str) -> None:
    with pytest.raises(TooMuchError, match="内存超过上限"):
        rows(pool.cypher(cypher, limits=Limits(memory=256 << 20)))


@pytest.mark.parametrize("query", ["SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d))) AS ?x) { ?a ?b ?c . ?d ?e ?f }", f"{EVERYTHING} ORDER BY ?i"])
@LINUX
def test_sparql_that_wants_all_memory_gets_none(pool: Pool, query: str) -> None:
    with pytest.raises(TooMuchError, match="内存超过上限"):
        rows(pool.sparql(query, limits=Limits(memory=128 << 20)))


def test_a_query_that_brings_the_engine_down_costs_itself_alone(pool: Pool) -> None:
    path = "/".join(["<x:y>"] * 50_000)
    with pytest.raises(TooMuchError, match="弄垮"):
        rows(pool.sparql(Verdict(f"ASK {{ ?a {path} ?b }}", "ASK")))  # as if the gate had let it through
    assert rows(pool.sparql("ASK {}")) == [[True]]


def test_the_clock_ends_what_takes_too_long(pool: Pool) -> None:
    began = time.monotonic()
    for asked in (pool.cypher(ENDLESS, limits=Limits(wall=0.5)), pool.sparql(UNCOUNTED, limits=Limits(wall=0.5))):
        with pytest.raises(TookTooLongError, match=r"0\.5 秒"):
            rows(asked)
    assert time.monotonic() - began < 30


@LINUX
def test_the_system_ends_what_computes_too_long(pool: Pool) -> None:
    with pytest.raises(TookTooLongError, match="1 秒"):
        rows(pool.sparql(UNCOUNTED, limits=Limits(cpu=1, wall=0)))


def test_whoever_asked_can_stop_it(pool: Pool) -> None:
    with pool.cypher(ENDLESS) as asked:
        threading.Timer(0.5, asked.cancel).start()
        with pytest.raises(StoppedError):
            list(asked.rows())
    with pytest.raises(StoppedError):
        list(asked.rows())


def test_an_event_loop_is_not_held_up(pool: Pool) -> None:
    async def beside() -> tuple[int, int]:
        ticks = 0
        asked = pool.cypher(ENDLESS, limits=Limits(wall=1))

        async def read() -> int:
            return sum([len(piece) async for piece in asked])

        reading = asyncio.create_task(read())
        while not reading.done():
            await asyncio.sleep(0.05)
            ticks += 1
        with pytest.raises(TookTooLongError):
            await reading
        return ticks, sum([len(piece) async for piece in pool.sparql("ASK {}", JSON)])

    ticks, size = run_alone(beside())
    assert ticks > 5
    assert size == len('{"head":{},"boolean":true}')


def test_when_every_process_is_taken_it_says_so(generation: Generation) -> None:
    pool = Pool(generation, size=1, limits=Limits(wait=0.2))
    with pool.sparql(EVERYTHING, JSON), pytest.raises(BusyError):
        pool.sparql("ASK {}")
    assert rows(pool.sparql("ASK {}")) == [[True]]
    assert [row[0] for row in rows(pool.cypher("RETURN 1 AS one"))] == [1], "one process makes room for the other language"
    pool.close()
    with pytest.raises(BusyError):
        pool.sparql("ASK {}")


def test_a_process_serves_many_queries_and_none_is_left(generation: Generation) -> None:
    pool = Pool(generation, size=1)
    used = set()
    for _ in range(5):
        with pool.sparql("ASK {}") as asked:
            assert list(asked.rows()) == [[True]]
            used.add(asked._process.pid)
    assert len(used) == 1
    pool.close()
    assert not psutil.pid_exists(used.pop())


def test_what_cannot_be_read_is_told_with_line_and_column(pool: Pool) -> None:
    for ask, query, line, column in (
        (pool.sparql, "SELECT *\n{\n  ?a ?b\n}", 4, 2),
        (pool.sparql, "SELECT *\n{ ?a unknown:name ?c }", 2, 6),
        (pool.cypher, "MATCH (a:Agency)\nRETRUN a", 2, 1),
        (pool.cypher, "MATCH (a:Agency)\nRETURN a.name,\n  a.nmae", 3, 3),
        (pool.cypher, "MATCH (a:Agnecy)\nRETURN a.name", 1, 10),
    ):
        with pytest.raises(MalformedQueryError) as told:
            rows(ask(query))
        assert (told.value.line, told.value.column) == (line, column)
    with pytest.raises(MalformedQueryError, match=r"前缀没有声明：unknown:name"):
        rows(pool.sparql("SELECT * { ?a unknown:name ?c }"))
    with pytest.raises(MalformedQueryError, match=r"第 2 行第 8 列：读到“SELECT \* \{ \?a \?b”读不下去了"):
        rows(pool.sparql("SELECT *\n{ ?a ?b"))


def test_a_kind_of_answer_that_was_not_asked_for_is_told(pool: Pool) -> None:
    with pytest.raises(UnacceptableError, match="graph"):
        text(pool.sparql("CONSTRUCT WHERE { ?a ?b ?c }", {"rows": "text/csv"}))
    with pytest.raises(UnacceptableError):
        text(pool.sparql("ASK {}", {"boolean": "image/png"}))


def test_a_query_that_may_do_more_than_read_is_refused(pool: Pool, tmp_path: Path) -> None:
    for cypher in (
        "LOAD FROM '/etc/passwd' (file_format='csv', delim=':') RETURN *",
        f"COPY (RETURN 1) TO '{tmp_path}/x.csv'",
        "INSTALL json",
        "CALL show_tables() RETURN *",
    ):
        with pytest.raises((RefusedQueryError, EngineError)):
            rows(pool.cypher(cypher))
    assert not list(tmp_path.iterdir())


CONFINED = """
import os, socket, sys
from pathlib import Path
from queries.confined import leave_all_files_but, leave_the_network, write_no_file
kept, port = Path(sys.argv[1]), int(sys.argv[2])
assert leave_the_network(), "network"
write_no_file()
assert leave_all_files_but([kept]), "files"
assert kept.read_text() == "kept"
for forbidden in (lambda: open("/etc/passwd"), lambda: open(kept, "a"), lambda: kept.unlink(), lambda: os.mkdir(f"{kept}.d"), lambda: os.listdir("/"),
                  lambda: os.rename(kept, f"{kept}.x"), lambda: socket.create_connection(("127.0.0.1", port), 2), lambda: os.execv("/bin/sh", ["sh"])):
    try:
        forbidden()
    except OSError:
        continue
    raise SystemExit("it was let through")
"""


@LINUX
def test_a_confined_process_reads_its_folder_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("kept", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        done = subprocess.run(
            [sys.executable, "-c", CONFINED, str(tmp_path / "kept"), str(server.getsockname()[1])],
            capture_output=True, text=True, check=False, timeout=60, cwd=Path(__file__).parents[2],
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


@LINUX
def test_service_finds_no_network_even_where_nobody_refused_it(pool: Pool) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        query = f"SELECT * {{ SERVICE <http://127.0.0.1:{server.getsockname()[1]}/> {{ ?a ?b ?c }} }}"
        with pytest.raises(EngineError):
            rows(pool.sparql(Verdict(query, "SELECT")))
        with pytest.raises(TimeoutError):
            server.accept()
