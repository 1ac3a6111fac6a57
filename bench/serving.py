"""What our endpoint costs beside others on the same graph and queries: `oxigraph serve-read-only`, and `rdflib-endpoint`.

    python -m bench.serving [--rounds N] [--without-rdflib]

The invented city is built and its documents are multiplied until the graph has a million triples; the servers run as processes of their own, and
requests go to them in turn, to each first every other time, over connections that stay open. Each request has a text of its own, so that nothing
kept by text helps. The peer reads its queries without limits of memory, rows and bytes and in its own process: what we may take more is a
millisecond a request, or a fifth where it takes long. Exit code 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

import psutil
from pyoxigraph import RdfFormat, Store

from bench.table import Measure, show
from graph.generation import current
from graph.schema import VOCABULARY
from graph.workspace import Workspace
from policygraph import build

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "documents"
TRIPLES = 1_000_000
MORE, LONG, TIMES, RDFLIB = 0.001, 0.02, 1.2, 0.1
CLIENTS, MANY = 32, 10_000
PG = f"PREFIX pg: <{VOCABULARY}> PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
QUERIES = {
    "ASK": "ASK { ?task a pg:PolicyTask }",
    "一项任务 / one task": "SELECT ?says ?what { <TASK> ?says ?what }",
    "一份文件的任务和原文 / a document's tasks and words": """SELECT ?text ?quote { <DOCUMENT> pg:states ?task . ?task a pg:PolicyTask ; pg:text ?text ;
        pg:evidence/oa:hasSelector/oa:exact ?quote } ORDER BY ?text ?quote""",
    "两千行 / 2,000 rows": "SELECT ?task ?text { ?task a pg:PolicyTask ; pg:text ?text } LIMIT 2000",
    "各角色的次数 / how often each role": "SELECT ?role (COUNT(?part) AS ?times) { ?part pg:role ?role } GROUP BY ?role ORDER BY ?role",
    "各机关的任务 / tasks of each agency": """SELECT ?name (COUNT(?task) AS ?tasks) { ?task pg:assignment ?part . ?part pg:assignedTo ?who .
        ?who skos:prefLabel ?name } GROUP BY ?name ORDER BY DESC(?tasks) ?name""",
    "五万行 / 50,000 rows": "SELECT ?task ?text { ?task a pg:PolicyTask ; pg:text ?text } LIMIT 50000",
}


def main(rounds: int, *, with_rdflib: bool) -> int:
    """Measures, prints the table and tells whether the targets are met."""
    with tempfile.TemporaryDirectory(prefix="policygraph-bench-") as folder, ExitStack() as running:
        dataset, triples = _multiplied(Path(folder))
        fill = _filler(dataset)
        ours = running.enter_context(_server([sys.executable, "-m", "bench.serving", "--serve", str(dataset), "--port", "{port}"]))
        oxigraph = Path(sys.executable).with_name("oxigraph")
        flags = ["--union-default-graph", "--timeout-s", "60"]
        peer = running.enter_context(_server([str(oxigraph), "serve-read-only", "--location", str(dataset), "--bind", "127.0.0.1:{port}", *flags], "/query"))
        measures, longest = _compared(fill, ours, peer, rounds)
        measures += _throughput(fill, ours, peer)
        measures += _memory(fill, ours)
        if with_rdflib:
            measures += _beside_rdflib(Path(folder), dataset, ours, longest)
        return show(f"SPARQL over HTTP, {triples:,} triples, {os.cpu_count()} CPU", measures)


class _Client:
    """One connection that stays open."""

    def __init__(self, server: _Running) -> None:
        self.server = server
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=600)

    def ask(self, query: str) -> bytes:
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/sparql-results+json"}
        self.connection.request("POST", self.server.path, urlencode({"query": PG + query}), headers)
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise AssertionError(f"{answer.status} {body[:300]!r}")
        return body


class _Running:
    """A server that runs: its port, the path of its endpoint, its process."""

    def __init__(self, port: int, path: str, process: subprocess.Popen[bytes]) -> None:
        self.port, self.path, self.process = port, path, process

    def memory(self) -> int:
        """Bytes that it and its children hold alone."""
        family = [psutil.Process(self.process.pid), *psutil.Process(self.process.pid).children(recursive=True)]
        return sum(one.memory_full_info().uss for one in family)


class _Filler:
    """Texts of queries, no two alike."""

    def __init__(self, tasks: list[str], documents: list[str]) -> None:
        self.tasks, self.documents = itertools.cycle(tasks), itertools.cycle(documents)
        self.number = itertools.count()

    def text(self, query: str) -> str:
        return f"{query.replace('TASK', next(self.tasks)).replace('DOCUMENT', next(self.documents))} # {next(self.number)}"


def _filler(dataset: Path) -> _Filler:
    store = Store.read_only(str(dataset))

    def iris(kind: str) -> list[str]:
        rows = store.query(f"SELECT ?x {{ ?x a <{VOCABULARY}{kind}> }} LIMIT 5000", use_default_graph_as_union=True)
        return [row["x"].value for row in rows]  # type: ignore[union-attr]

    return _Filler(iris("PolicyTask"), iris("PolicyDocument"))


def _multiplied(folder: Path) -> tuple[Path, int]:
    """A dataset with so many copies of the city's documents that it has enough triples; their shared things are there once."""
    build([EXAMPLES], workspace=folder / "city", allow_marked=True)
    with current(Workspace(folder / "city")) as generation:
        Store.read_only(str(generation.dataset)).dump(str(folder / "city.nq"), RdfFormat.N_QUADS)
    lines = (folder / "city.nq").read_text(encoding="utf-8").splitlines()
    own = [line for line in lines if "/id/document/" in line.rsplit("<", 1)[1]]
    with (folder / "all.nq").open("w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
        for number in range(TRIPLES // len(own) + 1):
            file.writelines(line.replace("/id/document/", f"/id/document/{number}-") + "\n" for line in own)
    store = Store(folder / "dataset")
    store.bulk_load(path=str(folder / "all.nq"), format=RdfFormat.N_QUADS)
    store.optimize()
    store.flush()
    return folder / "dataset", len(store)


@contextmanager
def _server(command: list[str], path: str = "/sparql", patience: float = 60) -> Iterator[_Running]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen([part.format(port=port) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        running = _Running(port, path, process)
        until = time.monotonic() + patience
        while True:
            try:
                _Client(running).ask("ASK {}")
                break
            except OSError:
                if time.monotonic() > until or process.poll() is not None:
                    raise
                time.sleep(0.2)
        yield running
    finally:
        process.terminate()
        process.wait()


def _compared(fill: _Filler, ours: _Running, peer: _Running, rounds: int) -> tuple[list[Measure], dict[str, str]]:
    measures: list[Measure] = []
    longest: dict[str, str] = {}
    first, second = _Client(ours), _Client(peer)
    for name, query in QUERIES.items():
        text = fill.text(query)
        if len(first.ask(text)) < 0.5 * len(second.ask(text)):
            raise AssertionError(f"{name}: the answers differ")
        pairs: list[tuple[float, float]] = []
        began = time.perf_counter()
        while len(pairs) < rounds and (time.perf_counter() - began < 15 or len(pairs) < 7):
            text = fill.text(query)
            if len(pairs) % 2:  # whoever comes second finds the pages of the text warm
                alone = _seconds(second, text)
                pairs.append((_seconds(first, text), alone))
            else:
                pairs.append((_seconds(first, text), _seconds(second, text)))
        whole, alone = median(one for one, _ in pairs), median(one for _, one in pairs)
        measures.append(Measure(name, whole, f"oxigraph {alone * 1000:.3g} ms, {len(pairs)} 遍 / rounds"))
        if alone >= LONG:
            longest[name] = query
            measures.append(Measure("  ÷ oxigraph", whole / alone, most=TIMES, unit="×"))
        else:
            measures.append(Measure("  多用 / more", median(one - other for one, other in pairs), most=MORE))
    return measures, longest


def _throughput(fill: _Filler, ours: _Running, peer: _Running) -> list[Measure]:
    query = QUERIES["一项任务 / one task"]
    rates = {name: _rate(fill, server, query) for name, server in (("ours", ours), ("oxigraph", peer))}
    return [
        Measure(f"{CLIENTS} 个客户端，每次 / {CLIENTS} clients, a request", 1 / rates["ours"], f"{rates['ours']:.0f}/s, oxigraph {rates['oxigraph']:.0f}/s")
    ]


def _rate(fill: _Filler, server: _Running, query: str, each: int = 100) -> float:
    texts = [[fill.text(query) for _ in range(each)] for _ in range(CLIENTS)]

    def asks(own: list[str]) -> None:
        client = _Client(server)
        for text in own:
            client.ask(text)

    threads = [threading.Thread(target=asks, args=(own,)) for own in texts]
    began = time.perf_counter()
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return CLIENTS * each / (time.perf_counter() - began)


def _memory(fill: _Filler, ours: _Running) -> list[Measure]:
    """What the server and its processes hold after many queries, against after a tenth of them."""
    client = _Client(ours)
    queries = itertools.cycle([QUERIES[name] for name in list(QUERIES)[:3]])
    held: list[int] = []
    for number in range(1, MANY + MANY // 10 + 1):
        client.ask(fill.text(next(queries)))
        if number in (MANY // 10, MANY + MANY // 10):
            held.append(ours.memory())
    remark = f"{held[0] >> 20} → {held[1] >> 20} MiB"
    return [Measure(f"内存，{MANY} 次查询之后 ÷ 之前 / memory after {MANY} queries ÷ before", held[1] / held[0], remark, most=1.1, unit="×")]


def _beside_rdflib(folder: Path, dataset: Path, ours: _Running, queries: dict[str, str]) -> list[Measure]:
    """The long queries only, a few rounds: it takes seconds for each."""
    file = folder / "all.nt"
    with file.open("wb") as output:
        store = Store.read_only(str(dataset))
        for graph in store.named_graphs():
            store.dump(output, RdfFormat.N_TRIPLES, from_graph=graph)
    command = [str(Path(sys.executable).with_name("rdflib-endpoint")), "serve", str(file), "--host", "127.0.0.1", "--port", "{port}"]
    measures: list[Measure] = []
    with _server(command, "/", patience=900) as other:
        first, second = _Client(ours), _Client(other)
        for name, query in queries.items():
            pairs = [(_seconds(first, query), _seconds(second, query)) for _ in range(3)]
            whole, alone = median(one for one, _ in pairs), median(one for _, one in pairs)
            measures.append(Measure(f"{name} ÷ rdflib-endpoint", whole / alone, f"{alone:.3g} s", most=RDFLIB, unit="×"))
    return measures


def _seconds(client: _Client, text: str) -> float:
    start = time.perf_counter()
    client.ask(text)
    return time.perf_counter() - start


def _serve(dataset: str, port: int) -> None:
    from policygraph.web import application
    from policygraph.web.listening import server

    server(application(dataset, union=True), host="127.0.0.1", port=port).run()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--without-rdflib", action="store_true")
    parser.add_argument("--serve")
    parser.add_argument("--port", type=int)
    given = parser.parse_args()
    if given.serve:
        _serve(given.serve, given.port)
    else:
        sys.exit(main(given.rounds, with_rdflib=not given.without_rdflib))
