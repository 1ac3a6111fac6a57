"""What publishing to Neo4j costs beside other ways of loading the same rows, and what it costs to publish again.

    python -m bench.publish

Invented documents (`bench.many_cities`) are loaded into one real server by each way in turn, after each has run once to warm it:
publishing; the bare way, `UNWIND $rows AS row MERGE …` in large batches; and rdflib-neo4j, which is given the same nodes, columns and
relationships as triples, made beforehand, in batches. The bare way has the best of several batch sizes and the same constraints, and
does less: no `:Resource`, no word of who stated what, no whole documents, no lock. Exit code 1 where a target is missed.
"""

from __future__ import annotations

import gc
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from statistics import median
from typing import Any

from bench.many_cities import changed, documents
from bench.table import Measure, show
from graph.facts import Facts, whole
from graph.schema import NODES, VOCABULARY
from graph.server import publish
from tests.neo4j_server.process import Server, named, running

DOCUMENTS = 1_000
ROWS = 80_000
BATCHES = (5_000, 20_000)
ROUNDS = 5
BARE, RDFLIB, UNCHANGED, ONE = 1.3, 0.8, 0.1, 2.0
"""Targets: times of the bare way, of rdflib-neo4j, of the first publishing; seconds for one changed document."""
Rows = dict[str, list[Any]]
"""What one statement loads, by its Cypher."""


def main() -> int:
    """Measures all ways, prints the table and tells whether the targets are met."""
    given = list(documents(DOCUMENTS, ROWS))
    rows, triples = _bare_rows(given), _triples(given)
    count = sum(map(len, rows.values()))
    gc.freeze()  # all documents at once stand in memory only here: collecting must not go through them again and again
    seconds: dict[str, list[float]] = defaultdict(list)
    with _server() as server:
        publish(given, server.uri, server.auth)  # makes the constraints
        for _ in BATCHES:  # warms, as often as the bare way
            _timed(server, lambda: publish(given, server.uri, server.auth))
        sizes = {size: _timed(server, lambda size=size: _bare(server, rows, size)) for size in (BATCHES[0], *BATCHES)}  # type: ignore[misc]
        best = min(BATCHES, key=lambda size: sizes[size])
        _timed(server, lambda: _rdflib(server, triples))
        ways: dict[str, Callable[[], object]] = {
            "bare": lambda: _bare(server, rows, best),
            "publish": lambda: publish(given, server.uri, server.auth),
            "rdflib": lambda: _rdflib(server, triples),
        }
        for number in range(ROUNDS):  # each goes first in turn, so that a machine that slows down slows all
            for way in [*ways][number % 3 :] + [*ways][: number % 3]:
                seconds[way].append(_timed(server, ways[way]))
                if way == "publish":
                    seconds["again"].append(_clocked(ways[way]))
        server.clear()
        publish(given, server.uri, server.auth)
        for number in range(ROUNDS):
            given[number] = changed(number)
            seconds["one"].append(_clocked(lambda: publish(given, server.uri, server.auth)))
        server.clear()
    return show(
        f"发布到 Neo4j / publishing to Neo4j: {len(given)} 份文件 / documents, {count} 行 / rows",
        [
            Measure("直接分批 / bare UNWIND … MERGE", median(seconds["bare"]), f"每批 / batches of {best}"),
            Measure("rdflib-neo4j", median(seconds["rdflib"]), f"{len(triples)} 三元组 / triples"),
            Measure("发布 / publish", median(seconds["publish"])),
            _ratio("÷ 直接分批 / bare", seconds["publish"], seconds["bare"], BARE),
            _ratio("÷ rdflib-neo4j", seconds["publish"], seconds["rdflib"], RDFLIB),
            Measure("再发布，无改动 / again, nothing changed", median(seconds["again"])),
            _ratio("÷ 首次 / first", seconds["again"], seconds["publish"], UNCHANGED),
            Measure("再发布，改一份 / again, one changed", median(seconds["one"]), most=ONE),
        ],
    )


def _ratio(name: str, ours: list[float], others: list[float], most: float) -> Measure:
    """Of the times of each round."""
    ratios = sorted(one / other for one, other in zip(ours, others, strict=True))
    return Measure(f"  {name}", median(ratios), f"{ratios[0]:.2f} – {ratios[-1]:.2f}, {len(ratios)} 轮 / rounds", unit="", most=most)


def _bare_rows(given: list[Facts]) -> Rows:
    """Nodes, then relationships, by the statement that loads them."""
    nodes: Rows = defaultdict(list)
    edges: Rows = defaultdict(list)
    for one in whole(given):
        for node in one.nodes:
            nodes[f"UNWIND $rows AS row MERGE (n:{node.kind} {{uri: row.uri}}) SET n += row"].append(node.row)
        for edge in one.edges:
            query = (
                f"UNWIND $rows AS row MATCH (a:{edge.start_kind} {{uri: row.start}}) MATCH (b:{edge.end_kind} {{uri: row.end}}) MERGE (a)-[:{edge.kind}]->(b)"
            )
            edges[query].append({"start": edge.start, "end": edge.end})
    return {**nodes, **edges}


def _triples(given: list[Facts]) -> list[tuple[Any, Any, Any]]:
    """The same rows as rdflib has them: a subject's triples together, as rdflib-neo4j wants them."""
    from rdflib import RDF, Literal, URIRef

    found: dict[str, list[tuple[Any, Any, Any]]] = defaultdict(list)
    for one in whole(given):
        for node in one.nodes:
            subject = URIRef(node.uri)
            found[node.uri].append((subject, RDF.type, URIRef(VOCABULARY + node.kind)))
            for name, value in node.row.items():
                members = value if isinstance(value, list) else [value] if value is not None and name != "uri" else []
                found[node.uri] += [(subject, URIRef(VOCABULARY + name), Literal(member)) for member in members]
        for edge in one.edges:
            found[edge.start].append((URIRef(edge.start), URIRef(VOCABULARY + edge.kind), URIRef(edge.end)))
    return [triple for triples in found.values() for triple in triples]


def _bare(server: Server, rows: Rows, size: int) -> None:
    with server.driver() as driver, driver.session() as session:
        for query, given in rows.items():
            for start in range(0, len(given), size):
                session.run(query, rows=given[start : start + size]).consume()


def _rdflib(server: Server, triples: list[tuple[Any, Any, Any]]) -> None:
    """With names as we write them, and lists kept as lists."""
    from rdflib import Graph, Namespace
    from rdflib_neo4j import HANDLE_MULTIVAL_STRATEGY, HANDLE_VOCAB_URI_STRATEGY, Neo4jStore, Neo4jStoreConfig

    lists = sorted({column.name for kind in NODES for column in kind.columns if column.type.is_list})
    config = Neo4jStoreConfig(
        auth_data={"uri": server.uri, "database": "neo4j", "user": server.username, "pwd": server.password},
        custom_prefixes={"pg": Namespace(VOCABULARY)},
        handle_vocab_uri_strategy=HANDLE_VOCAB_URI_STRATEGY.IGNORE,
        handle_multival_strategy=HANDLE_MULTIVAL_STRATEGY.ARRAY,
        multival_props_names=[("pg", name) for name in lists],
        batching=True,
    )
    with redirect_stdout(StringIO()):  # it says what it does
        store = Neo4jStore(config=config)
        graph = Graph(store=store)
        graph.open(config)
        for triple in triples:
            store.add(triple)
        store.close(commit_pending_transaction=True)
        store.driver.close()


def _timed(server: Server, load_all: Callable[[], object]) -> float:
    """Into an empty database."""
    server.clear()
    return _clocked(load_all)


def _clocked(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@contextmanager
def _server() -> Iterator[Server]:
    server = named()
    if server is not None:
        yield server
        return
    with running(heap="1g", java=()) as server:
        yield server


if __name__ == "__main__":
    sys.exit(main())
