"""Publishers killed at twenty random moments: started again each ends in the same graph, and nobody finds half of a document.

Neo4j's readers see what is committed: a statement that runs just while a commit is being applied may see part of it (seen here twice
in ten thousand readings). So the reader looks again at once where it sees neither the old nor the new state; what it sees then stands.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import IO

import pytest

from graph.check import check
from graph.generation import each_document, stream
from graph.server import Seen, publish, read_canonical
from graph.state import load_state
from graph.workspace import Workspace
from tests.graph.conftest import Draft, Folder
from tests.neo4j_server.process import Server

KILLS = 20
DOCUMENTS = 12
PUBLISHER = """
import os, sys
from pathlib import Path
from graph.generation import each_document
from graph.server import publish
from graph.state import load_state
from graph.workspace import Workspace
import neo4j
places = [Workspace(Path(path)) for path in sys.argv[1:3]]
documents = [list(each_document(place, load_state(place))) for place in places]
for line in sys.stdin:
    child = os.fork()
    if not child:
        publish(documents[int(line)], sys.argv[3], (sys.argv[4], sys.argv[5]), workspace=places[0].identity())
        os._exit(0)
    print(child, flush=True)
    print(os.waitpid(child, 0)[1], flush=True)
"""
"""Publishes the version that it is told to in a process of its own, of which it says the number, and then how it ended."""
DOCUMENT = """
MATCH (d:PolicyDocument {uri: $uri})
OPTIONAL MATCH (node:Resource {stated_in: d.stated_in})
OPTIONAL MATCH (node)-[edge {stated_in: d.stated_in}]->(other)
WITH node, edge, other ORDER BY node.uri, type(edge), other.uri
RETURN collect([node.uri, node.text, node.role, node.title, node.quote, type(edge), other.uri]) AS state
"""
READER = """
import json, sys
from hashlib import sha256
import neo4j
uri, name, password, query = sys.argv[1:5]
known = json.loads(sys.stdin.readline())
reads = 0
with neo4j.GraphDatabase.driver(uri, auth=(name, password), notifications_min_severity="OFF") as driver:
    with driver.session(default_access_mode="READ") as session:
        while True:
            for document, states in known.items():
                for look in range(3):
                    state = session.run(query, uri=document).single()["state"]
                    digest = sha256(json.dumps(state).encode()).hexdigest()
                    if digest in states:
                        break
                reads += 1
                print(json.dumps([reads, document, states.index(digest) if digest in states else state]), flush=True)
"""


def states(server: Server, documents: list[str]) -> dict[str, str]:
    """What stands on the server of each document, as the reader sees it."""
    return {uri: sha256(json.dumps(server.run(DOCUMENT, uri=uri)[0]["state"]).encode()).hexdigest() for uri in documents}


@pytest.fixture
def versions(folder: Folder, draft: Draft, tmp_path: Path) -> list[Workspace]:
    """One workspace as it was built from the old files, and as it was built from the new ones."""
    found = []
    for version, tasks in enumerate(
        (
            (("一/1", "建立机制。", (("lead", "广州市财政局"), ("support", "广州市教育局"))), ("一/2", "加强宣传。", (("lead", "广州市教育局"),))),
            (("一/1", "建立更好的机制。", (("lead", "广州市水务局"),)), ("二/1", "换了。", (("support", "广州市财政局"),))),
        )
    ):
        for number in range(DOCUMENTS):
            folder.put(f"{number}.txt", draft(number=f"穗示〔2026〕{number}号", title=f"计划{number}", tasks=tasks, statements=False))
        folder.build_all()
        shutil.copytree(folder.workspace.path, tmp_path / f"version-{version}")
        found.append(Workspace(tmp_path / f"version-{version}"))
    assert found[0].identity() == found[1].identity()
    return found


@contextmanager
def started(code: str, *arguments: str, output: IO[str] | int = subprocess.PIPE) -> Iterator[tuple[IO[str], IO[str]]]:
    """A program, as what it reads and what it writes; killed at the end of the block."""
    with subprocess.Popen([sys.executable, "-c", code, *arguments], stdin=subprocess.PIPE, stdout=output, text=True) as process:
        try:
            assert process.stdin
            yield process.stdin, process.stdout or process.stdin
        finally:
            process.kill()


def say(to: IO[str], words: str) -> None:
    to.write(words + "\n")
    to.flush()


@pytest.mark.kill
@pytest.mark.timeout(400)
def test_killed_twenty_times_it_ends_in_the_same_graph_and_nobody_finds_half_a_document(empty_neo4j: Server, versions: list[Workspace], tmp_path: Path) -> None:
    server, chance = empty_neo4j, random.Random()
    facts = [list(each_document(place, load_state(place))) for place in versions]
    identity = versions[0].identity()

    def put(version: int) -> float:
        return publish(facts[version], server.uri, server.auth, workspace=identity, patience=20).seconds

    uris = [str(one.document) for one in facts[0]]
    put(1)
    put(0)
    old = states(server, uris)
    takes = put(1)
    new = states(server, uris)
    assert all(old[uri] != new[uri] for uri in uris)

    ended_whole = 0
    seen = tmp_path / "seen"
    with (
        seen.open("w") as output,
        started(READER, server.uri, *server.auth, DOCUMENT, output=output) as (reader, _),
        started(PUBLISHER, *(str(place.path) for place in versions), server.uri, *server.auth) as (publisher, told),
    ):
        say(reader, json.dumps({uri: [old[uri], new[uri]] for uri in uris}))
        for kill in range(KILLS):
            version = kill % 2
            say(publisher, str(version))
            child = int(told.readline())
            time.sleep(chance.uniform(0, takes))
            with suppress(ProcessLookupError):  # it was done
                os.kill(child, signal.SIGKILL)
            ended_whole += told.readline() == "0\n"
            put(version)
            view = Seen(identity, partial(stream, versions[version], load_state(versions[version])))
            report = check(versions[version], {server.uri: partial(read_canonical, server.uri, server.auth, seen=view)})
            assert report.sound, report.differences[:3]
    lines = [json.loads(line) for line in seen.read_text().splitlines()[:-1]]
    half = [state for *_, state in lines if state not in (0, 1)]
    assert not half, f"{len(half)} of {len(lines)}: {half[0]}"
    assert {state for *_, state in lines} == {0, 1}
    assert ended_whole < KILLS / 2, "most were killed while they published"
