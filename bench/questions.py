"""What a saved question costs beyond the bare call of the engine with the same Cypher and the same values, on the snapshot and on Neo4j.

    python -m bench.questions [DOCUMENTS] [--times 100] [--on snapshot|neo4j] [--plans]

Documents (the invented city, where none are named; or a workspace that holds them) are built into a folder that goes again and loaded into a
server that goes too. Each question is asked about the agency with most assignments and the document with most tasks among them. With
`--times`, their facts are asked once more at so many times their size (`bench.multiplied`). Both ways run in turn on one open snapshot or
connection; what is compared on the snapshot is all that `ask` adds: finding the question, looking up the name, checking and converting the
rows, by the processor's time, so that a busy machine does not matter. On Neo4j names are looked up beforehand. It may add a millisecond, or
a fifth where the engine itself takes long. Where an answer takes longer by more than it has more rows, that is said, and `--plans` prints
how the engine goes about it. Exit code 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple
from unittest.mock import patch

from bench.multiplied import multiplied
from bench.table import Measure, show
from graph import snapshot
from graph.bulk import bulk
from graph.facts import whole
from graph.generation import each_document, new_id, point
from graph.server_rows import constraints
from graph.state import load_state
from graph.things import Facts
from graph.workspace import Workspace
from policygraph import ask, build
from queries.answering import engine_for
from queries.bolt import Bolt
from queries.catalogue import catalogue
from queries.engines import Embedded, Engine
from queries.errors import QueryError
from queries.head import Question
from queries.parameters import prepare
from tests.neo4j_server.process import Server, running

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "documents"
ENGINES = ("snapshot", "neo4j")
ROUNDS, LEAST = 150, 7
SECONDS = 1.0
"""After so long, fewer rounds do."""
MORE = 0.001
LONG, TIMES = 0.02, 0.2
"""Of an engine that takes so long, a question may take this share more."""
FASTER = 2.0
"""An answer that grows by more than this beyond its rows has its plan looked at; less is noise."""


class Taken(NamedTuple):
    """Seconds by the clock, and of the processor in this program."""

    clock: float
    processor: float


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of one question: the whole answer (half of the times, and all but a twentieth), the engine alone, and what lies between the two."""

    half: float
    most: float
    engine: float
    more: float
    rows: int


Costs = dict[str, Cost]
"""By the name of the question."""
Names = dict[str, str]
"""Who or what is asked about, by the type of the parameter."""


def main(documents: Path, times: int, *, on: tuple[str, ...] = ENGINES, plans: bool = False) -> int:
    """Measures each saved question at each size, prints the tables and tells whether the targets are met."""
    status = 0
    with tempfile.TemporaryDirectory(prefix="policygraph-bench-") as folder:
        read = Workspace(documents)
        if not read.pointer.exists():
            read = Workspace(Path(folder, "read"))
            build([documents], workspace=read.path, allow_marked=True)
        originals = list(each_document(read, load_state(read)))
        sizes = list(dict.fromkeys((1, times)))
        workspaces = [_written(Path(folder, str(size)), multiplied(originals, size)) for size in sizes]
        names = _busiest(workspaces[0])
        gc.freeze()  # all documents at once stand in memory only here: collecting must not go through them, whoever's turn it is
        for engine in on:
            costs: list[Costs] = []
            for size, workspace in zip(sizes, workspaces, strict=True):
                if engine == "snapshot":
                    costs.append(_on_snapshot(workspace, names))
                else:
                    with _server(multiplied(originals, size)) as server:
                        costs.append(_on_server(server, workspace, names, costs, plans=plans))
                status |= len(costs[-1]) < len(catalogue())
                status |= show(f"保存的问题 / saved questions, {documents} × {size}, {engine}", [line for item in costs[-1].items() for line in _lines(*item)])
            if times > 1:
                _growth(engine, *costs)
            if plans and times > 1 and engine == "snapshot":
                _plans(workspaces[-1], names, costs)
    return status


def _written(path: Path, many: Iterable[Facts]) -> Path:
    """A workspace that holds a snapshot of these facts and nothing else."""
    place = Workspace(path)
    generation = new_id()
    folder = place.generations / generation
    folder.mkdir(parents=True)
    (folder / "readers.lock").touch()
    snapshot.write(whole(many), folder / "snapshot.lbug")
    point(place, build=generation, generation=generation)
    return path


@contextmanager
def _server(many: Iterable[Facts]) -> Iterator[Server]:
    def fill(home: Path) -> None:
        bulk(many, home)

    with running(heap="2g", java=(), filling=fill) as server, server.driver() as driver:
        for statement in constraints():
            driver.execute_query(statement)
        driver.execute_query("CALL db.awaitIndexes(600)")
        yield server


def _busiest(workspace: Path) -> Names:
    """Whom and what the questions are asked about: what is not in the documents would be answered without asking the engine."""
    engine = engine_for(workspace)
    assert isinstance(engine, Embedded)
    [agency] = engine.connection.execute("MATCH (a:Agency)<-[:ASSIGNED_TO]-() RETURN a.name, count(*) AS times ORDER BY times DESC, a.name LIMIT 1").get_all()
    [document] = engine.connection.execute(
        "MATCH (d:PolicyDocument)-[:STATES]->() RETURN coalesce(d.number, d.title) AS name, count(*) AS times ORDER BY times DESC, name LIMIT 1"
    ).get_all()
    return {"agency": str(agency[0]), "agencies": str(agency[0]), "document": str(document[0])}


def _values(question: Question, names: Names) -> dict[str, str]:
    return {one.name: names.get(one.type, one.default) for one in question.parameters}


def _prepared(question: Question, names: Names, engine: Engine) -> dict[str, Any]:
    prepared = prepare(question, _values(question, names), engine)
    if prepared.nothing:
        raise AssertionError(f"{question.name}: {names} is not in the graph; nothing would be measured")
    return prepared.values


def _on_snapshot(workspace: Path, names: Names) -> Costs:
    engine = engine_for(workspace)
    assert isinstance(engine, Embedded)
    costs = {}
    for question in catalogue():
        values = _values(question, names)
        prepared = _prepared(question, names, engine)

        def bare(question: Question = question, prepared: dict[str, object] = prepared) -> int:
            return len(_executed(engine, question.cypher, prepared))

        def asked(question: Question = question, values: dict[str, str] = values) -> int:
            return len(ask(workspace, question.name, values, limit=0, timeout=0, allow_marked=True).rows)

        if cost := _measured(question.name, bare, asked):
            costs[question.name] = cost
    return costs


def _executed(engine: Embedded, cypher: str, values: dict[str, object]) -> list[Any]:
    """The engine alone; on a new connection where the last one holds all memory, as the program does it."""
    rows: list[Any]
    try:
        rows = engine.connection.execute(cypher, values).get_all()
    except RuntimeError:
        engine.connection.close()
        engine.connection = engine.connect()
        rows = engine.connection.execute(cypher, values).get_all()
    return rows


def _on_server(server: Server, workspace: Path, names: Names, before: list[Costs], *, plans: bool) -> Costs:
    local = engine_for(workspace)
    costs = {}
    with patch.dict(os.environ, NEO4J_USERNAME=server.username, NEO4J_PASSWORD=server.password):
        engine = Bolt(server.uri)
    with server.driver() as driver, driver.session(default_access_mode="READ") as session:
        for question in catalogue():
            prepared = _prepared(question, names, local)

            def bare(question: Question = question, prepared: dict[str, Any] = prepared) -> int:
                return len(list(session.run(question.cypher, prepared)))

            def asked(question: Question = question, prepared: dict[str, object] = prepared) -> int:
                return len(engine.answer(question, prepared).rows)

            if cost := _measured(question.name, bare, asked):
                costs[question.name] = cost
            if plans and before and question.name in _faster(before[0], costs):
                summary = session.run(f"EXPLAIN {question.cypher}", prepared).consume()
                print(f"\n{question.name}\n{summary.plan['args'].get('string-representation', '') if summary.plan else ''}")
    engine.close()
    return costs


def _measured(name: str, bare: Callable[[], int], asked: Callable[[], int]) -> Cost | None:
    """What a question costs; None where the engine cannot answer it at all."""
    try:
        rows = asked()
    except QueryError as error:
        print(f"{name}: {error}")
        return None
    if bare() != rows:
        raise AssertionError(f"{name}: the engine and the question give different rows")
    pairs: list[tuple[Taken, Taken]] = []
    began = time.perf_counter()
    while len(pairs) < ROUNDS and (len(pairs) < LEAST or time.perf_counter() - began < SECONDS):
        pairs.append((_taken(bare), _taken(asked)))
    wholes = sorted(whole.clock for _, whole in pairs)
    return Cost(
        half=median(wholes),
        most=wholes[int(len(wholes) * 0.95)],
        engine=median(alone.clock for alone, _ in pairs),
        more=median(whole.processor - alone.processor for alone, whole in pairs),
        rows=rows,
    )


def _lines(name: str, cost: Cost) -> Iterator[Measure]:
    remark = f"95% ≤ {cost.most * 1000:.3g} ms, 引擎 / engine {cost.engine * 1000:.3g} ms, {cost.rows} 行 / rows"
    yield Measure(name, cost.half, remark)
    yield Measure("  多用 / more than the engine", cost.more, most=max(MORE, cost.engine * TIMES if cost.engine >= LONG else 0))


def _growth(engine: str, once: Costs, many: Costs) -> None:
    """How much longer each answer takes, beside how many more rows it has."""
    lines = [
        Measure(
            name,
            many[name].engine / cost.engine,
            f"行 / rows × {many[name].rows / max(cost.rows, 1):.3g}{'  比行数长得快 / faster than its rows' if name in _faster(once, many) else ''}",
            unit="×",
        )
        for name, cost in once.items()
        if name in many
    ]
    show(f"增长 / growth, {engine}", lines)


def _faster(once: Costs, many: Costs) -> list[str]:
    """The questions whose answers take longer by more than they have more rows, of those that were asked at both sizes."""
    return [name for name, cost in many.items() if cost.engine / once[name].engine > FASTER * max(1, cost.rows / max(once[name].rows, 1))]


def _plans(workspace: Path, names: Names, costs: list[Costs]) -> None:
    engine = engine_for(workspace)
    assert isinstance(engine, Embedded)
    for question in catalogue():
        if question.name in _faster(*costs):
            plan = engine.connection.execute(f"EXPLAIN {question.cypher}", _prepared(question, names, engine)).get_all()
            print(f"\n{question.name}\n{plan[0][0]}")


def _taken(job: Callable[[], object]) -> Taken:
    clock, processor = time.perf_counter(), time.process_time()
    job()
    return Taken(time.perf_counter() - clock, time.process_time() - processor)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.questions")
    parser.add_argument("documents", nargs="?", type=Path, default=EXAMPLES)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--plans", action="store_true")
    parser.add_argument("--on", choices=ENGINES)
    given = parser.parse_args()
    sys.exit(main(given.documents, given.times, on=(given.on,) if given.on else ENGINES, plans=given.plans))
