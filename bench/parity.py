"""Whether every saved question gives the same rows, in the same order, from the embedded graph, from SPARQL and from a real Neo4j.

    python -m bench.parity [DOCUMENTS]

Documents (the invented city, where none are named) are built into a folder that goes again and published to a server that goes too.
Each question is asked as it stands, by its examples, for all documents, and for the agencies that have most to do. The table says how
many rows were compared and what an answer takes on each engine; exit code 1 where rows differ, which are named.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from unittest.mock import patch

from bench.table import Measure, show
from graph.generation import each_document
from graph.server import publish
from graph.state import load_state
from graph.workspace import Workspace
from policygraph import build
from queries.answering import Answer, ask
from queries.catalogue import catalogue
from queries.catalogue import question as find
from queries.head import Question
from tests.neo4j_server.process import named, running

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "documents"
AGENCIES = 10
"""How many of the busiest agencies each question about an agency is asked for."""


def main(documents: Path) -> int:
    """Asks all questions of all engines, prints the table and tells whether any rows differ."""
    with tempfile.TemporaryDirectory(prefix="policygraph-parity-") as folder:
        workspace = Path(folder, "workspace")
        build([documents], workspace=workspace, allow_marked=True)
        server = named()
        if server is not None:
            return _compared(workspace, server.uri, server.auth)
        with running() as server:
            return _compared(workspace, server.uri, server.auth)


def _compared(workspace: Path, uri: str, auth: tuple[str, str]) -> int:
    place = Workspace(workspace)
    publish(each_document(place, load_state(place)), uri, auth)
    busiest = [str(row["agency"]) for row in _ask(workspace, "busiest-agencies", {}, "embedded").records()[:AGENCIES]]
    differing: list[str] = []
    with patch.dict(os.environ, NEO4J_USERNAME=auth[0], NEO4J_PASSWORD=auth[1]):
        measures = [_measured(workspace, question, {"embedded": "embedded", "sparql": "sparql", "neo4j": uri}, busiest, differing) for question in catalogue()]
    status = show("三个引擎的行 / the rows of three engines", measures)
    for one in differing:
        print(f"  不同 / different: {one}")
    return 1 if differing else status


def _measured(workspace: Path, question: Question, engines: dict[str, str], busiest: list[str], differing: list[str]) -> Measure:
    rows = 0
    seconds: dict[str, list[float]] = {name: [] for name in engines}
    for values in _askings(question, busiest):
        answers = {}
        for name, on in engines.items():
            began = time.perf_counter()
            answers[name] = _ask(workspace, question.name, values, on)
            seconds[name].append(time.perf_counter() - began)
        rows += len(answers["embedded"].rows)
        differing += [f"{question.name} {values} {name}" for name, answer in answers.items() if answer.rows != answers["embedded"].rows]
    taken = ", ".join(f"{name} {median(times) * 1000:.0f} ms" for name, times in seconds.items() if name != "embedded")
    return Measure(question.name, median(seconds["embedded"]), f"{taken}, {rows} 行 / rows")


def _askings(question: Question, busiest: list[str]) -> Iterator[dict[str, str]]:
    yield {}
    yield {one.name: one.example for one in question.parameters}
    agencies = [one.name for one in question.parameters if one.type in ("agency", "agencies")]
    others = {one.name: "0" if one.type == "integer" else "" for one in question.parameters if one.name not in agencies}
    for name in busiest if agencies else ("",):
        yield {**others, **dict.fromkeys(agencies, name)}


def _ask(workspace: Path, name: str, values: dict[str, str], on: str) -> Answer:
    return ask(workspace, name, values, on=on, limit=0, timeout=0, include=find(name).include, allow_marked=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES))
