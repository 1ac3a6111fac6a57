"""One publisher at a time, also when one is killed: the lock is freed, no document is there by half, the next run completes."""

from __future__ import annotations

import pickle
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.canonical import canonical
from graph.facts import Facts, facts, whole
from graph.server import connected, publish, read_canonical
from graph.server_errors import BusyError
from graph.server_lock import only_publisher
from graph.server_stated import stated
from ontology.records import Extraction
from tests.neo4j_server.process import Server

Draft = Callable[..., Extraction]
PUBLISHER = """
import pickle, sys
from graph import server_rows
from graph.server import publish
server_rows.ROWS = 60  # a transaction every other document
with open(sys.argv[1], "rb") as file:
    documents = pickle.load(file)
publish(documents, sys.argv[2], (sys.argv[3], sys.argv[4]), progress=lambda count, words: print(count, words, flush=True))
"""


@contextmanager
def publishing(server: Server, documents: list[Facts], folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that publishes and says how far it is; killed at the end of the block."""
    given = folder / "facts"
    given.write_bytes(pickle.dumps(documents))
    command = [sys.executable, "-c", PUBLISHER, str(given), server.uri, *server.auth]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def documents(draft: Draft) -> list[Facts]:
    return [facts(draft(number=f"穗示〔2026〕{number}号", title=f"示例计划{number}")) for number in range(1, 41)]


@pytest.mark.kill
def test_a_killed_publisher_leaves_whole_documents_and_a_free_lock(empty_neo4j: Server, documents: list[Facts], draft: Draft, tmp_path: Path) -> None:
    chance = random.Random(7)
    new = [
        facts(draft(number=f"穗示〔2026〕{number}号", title=f"示例计划{number}", tasks=(("九", "换了。", (("lead", "广州市教育局"),)),)))
        for number in (3, 9, 27)
    ]
    # Killed while all is new, while some have changed, and while some have gone.
    for given in (documents, [*documents[:2], *new, *documents[28:]]):
        stages = {one.mark: one.node_count for one in (stated(each.own(), "") for each in [*documents, *given])}
        before = {one.mark: one.node_count for one in (stated(each.own(), "") for each in documents)}
        for _ in range(3):
            with publishing(empty_neo4j, given, tmp_path) as process:
                assert process.stdout
                for _ in range(chance.randint(1, 6)):
                    process.stdout.readline()
                time.sleep(chance.random() / 50)
            found = empty_neo4j.run("MATCH (n:Resource) WHERE n.stated_in <> 0 RETURN n.stated_in AS document, count(*) AS n")
            assert found
            for row in found:
                mark = int(str(row["document"]))
                assert row["n"] in (stages[mark], before.get(mark))
        publish(given, empty_neo4j.uri, empty_neo4j.auth, patience=10)
        assert set(read_canonical(empty_neo4j.uri, empty_neo4j.auth)) == set(canonical(whole(given)))
        assert publish(given, empty_neo4j.uri, empty_neo4j.auth).changes == 0


def test_a_second_publisher_is_told_who_holds_the_lock(each_empty_neo4j: Server, documents: list[Facts]) -> None:
    told: list[str] = []
    with (
        connected(each_empty_neo4j.uri, each_empty_neo4j.auth) as driver,
        only_publisher(driver, each_empty_neo4j.uri, None, 1, told.append),
        pytest.raises(BusyError, match=r"pid \d+ @ .*等它结束再试"),
    ):
        publish(documents, each_empty_neo4j.uri, each_empty_neo4j.auth, patience=1, progress=lambda _count, words: told.append(words))
    assert told
    assert "pid" in told[0]


def test_two_publishers_at_once_end_in_one_graph(each_empty_neo4j: Server, documents: list[Facts], tmp_path: Path) -> None:
    with publishing(each_empty_neo4j, documents, tmp_path) as other:
        assert other.stdout
        other.stdout.readline()
        publish(documents, each_empty_neo4j.uri, each_empty_neo4j.auth)
        assert other.wait(60) == 0
    assert sorted(read_canonical(each_empty_neo4j.uri, each_empty_neo4j.auth)) == sorted(set(canonical(whole(documents))))


def test_the_lock_leaves_no_name_behind(each_empty_neo4j: Server, documents: list[Facts]) -> None:
    publish(documents[:1], each_empty_neo4j.uri, each_empty_neo4j.auth)
    assert each_empty_neo4j.run("MATCH (l:PolicygraphLock) RETURN properties(l) AS l") == [{"l": {"name": "lock"}}]
