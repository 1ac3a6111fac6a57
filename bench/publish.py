"""What publishing to Neo4j costs beside the bare way of loading the same rows: `UNWIND $rows AS row MERGE …` in large batches.

    python -m bench.publish

An invented document is multiplied over many numbers and cities, and both ways load the same nodes, columns and relationships
into one real server, in turn, after both have run once to warm it. The bare way has the best of several batch sizes and the same
constraints, and does less: no `:Resource`, no word of who stated what, no whole documents, no lock. Exit code 1 where the target is missed.
"""

from __future__ import annotations

import gc
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from bench.table import Measure, show
from grammar import extract
from graph.facts import Facts, facts, whole
from graph.server import publish
from loaders import load
from ontology.records import Assignment, Extraction
from tests.neo4j_server.process import Server, named, running

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "documents" / "strong-city-plan.txt"
CITIES = ("广州市", "深圳市", "成都市", "武汉市", "杭州市", "西安市", "南京市", "沈阳市", "济南市", "长沙市", "昆明市", "兰州市")
DOCUMENTS = 1_000
ROWS = 80_000
BATCHES = (5_000, 10_000, 20_000)
ROUNDS = 5
TIMES = 1.3
Rows = dict[str, list[Any]]
"""What one statement loads, by its Cypher."""


def main() -> int:
    """Measures both ways, prints the table and tells whether the target is met."""
    documents = _documents()
    rows = _bare_rows(documents)
    count = sum(map(len, rows.values()))
    gc.freeze()  # all documents at once stand in memory only here: collecting must not go through them again and again
    with _server() as server:
        publish(documents, server.uri, server.auth)  # makes the constraints
        for _ in BATCHES:  # warms, as often as the bare way
            _timed(server, lambda: publish(documents, server.uri, server.auth))
        sizes = {size: _timed(server, lambda size=size: _bare(server, rows, size)) for size in (BATCHES[0], *BATCHES)}  # type: ignore[misc]
        best = min(BATCHES, key=lambda size: sizes[size])
        pairs = []
        ways: list[Callable[[], object]] = [lambda: _bare(server, rows, best), lambda: publish(documents, server.uri, server.auth)]
        for number in range(ROUNDS):  # each goes first in turn, so that a machine that slows down slows both
            seconds = {way: _timed(server, ways[way]) for way in ((1, 0) if number % 2 else (0, 1))}
            pairs.append((seconds[0], seconds[1]))
        server.clear()
        publish(documents, server.uri, server.auth)
        start = time.perf_counter()
        publish(documents, server.uri, server.auth)
        unchanged = time.perf_counter() - start
        server.clear()
    return show(
        f"发布到 Neo4j / publishing to Neo4j: {len(documents)} 份文件 / documents, {count} 行 / rows",
        [
            Measure("直接分批 / bare UNWIND … MERGE", median(bare for bare, _ in pairs), f"每批 / batches of {best}"),
            Measure("发布 / publish", median(ours for _, ours in pairs)),
            Measure("  倍数 / ratio", median(ours / bare for bare, ours in pairs), unit="", most=TIMES, remark=_spread(pairs)),
            Measure("再发布，无改动 / again, nothing changed", unchanged),
        ],
    )


def _spread(pairs: list[tuple[float, float]]) -> str:
    ratios = sorted(ours / bare for bare, ours in pairs)
    return f"{ratios[0]:.2f} – {ratios[-1]:.2f}, {len(pairs)} 轮 / rounds"


def _documents() -> list[Facts]:
    """The example under many numbers, as many of its tasks as give the rows that are wanted."""
    example = extract(load(EXAMPLE))
    tasks = next(count for count in range(1, len(example.tasks) + 1) if _size(facts(_variant(example, 0, count)).own()) * DOCUMENTS >= ROWS)
    return [facts(_variant(example, number, tasks)) for number in range(DOCUMENTS)]


def _size(one: Facts) -> int:
    return len(one.nodes) + len(one.edges)


def _variant(example: Extraction, number: int, tasks: int) -> Extraction:
    """The same document by another city, under another number."""
    city = CITIES[number % len(CITIES)]
    old = example.document.jurisdiction or ""

    def moved(one: Assignment) -> Assignment:
        return one.model_copy(update={"agency": one.agency.replace(old, city)})

    document = example.document.model_copy(update={"number": f"示例〔2026〕{number + 1}号", "jurisdiction": city, "issuers": (f"{city}人民政府",)})
    return example.model_copy(
        update={
            "document": document,
            "tasks": tuple(task.model_copy(update={"assignments": tuple(map(moved, task.assignments))}) for task in islice(example.tasks, tasks)),
        }
    )


def _bare_rows(documents: list[Facts]) -> Rows:
    """Nodes, then relationships, by the statement that loads them."""
    nodes: Rows = defaultdict(list)
    edges: Rows = defaultdict(list)
    for one in whole(documents):
        for node in one.nodes:
            nodes[f"UNWIND $rows AS row MERGE (n:{node.kind} {{uri: row.uri}}) SET n += row"].append(node.row)
        for edge in one.edges:
            query = (
                f"UNWIND $rows AS row MATCH (a:{edge.start_kind} {{uri: row.start}}) MATCH (b:{edge.end_kind} {{uri: row.end}}) MERGE (a)-[:{edge.kind}]->(b)"
            )
            edges[query].append({"start": edge.start, "end": edge.end})
    return {**nodes, **edges}


def _bare(server: Server, rows: Rows, size: int) -> None:
    with server.driver() as driver, driver.session() as session:
        for query, given in rows.items():
            for start in range(0, len(given), size):
                session.run(query, rows=given[start : start + size]).consume()


def _timed(server: Server, load_all: Callable[[], object]) -> float:
    """Into an empty database."""
    server.clear()
    start = time.perf_counter()
    load_all()
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
