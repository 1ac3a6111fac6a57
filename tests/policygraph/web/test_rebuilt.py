"""A build puts a new graph in place under a running server: every request is answered, from the old graph or the new, and the old one goes."""

from __future__ import annotations

import http.client
import json
import shutil
import threading
import time
from contextlib import closing
from pathlib import Path

from policygraph.pipeline import build
from policygraph.web import application
from policygraph.web.endpoint import Endpoint
from policygraph.web.source import Source
from queries.apart import Limits
from tests.policygraph.conftest import PLAN
from tests.policygraph.web.conftest import listening

COUNT = "SELECT (COUNT(?task) AS ?n) (COUNT(DISTINCT ?document) AS ?documents) { ?document a pg:PolicyDocument ; pg:states ?task }"


def counted(connection: http.client.HTTPConnection) -> tuple[int, str, int]:
    """Status, tag and how many documents there are."""
    connection.request("POST", "/sparql", COUNT, {"Content-Type": "application/sparql-query"})
    answer = connection.getresponse()
    body = answer.read()
    return answer.status, answer.headers.get("etag", ""), int(json.loads(body)["results"]["bindings"][0]["documents"]["value"]) if answer.status == 200 else -1


def rebuilt(workspace: Path, number: int) -> None:
    documents = workspace.with_name("documents")
    documents.mkdir(exist_ok=True)
    (documents / f"{number}.txt").write_text(PLAN.format(number=number, task="建设平台"), encoding="utf-8")
    assert build([documents], workspace).complete


def test_a_graph_is_opened_when_it_is_first_asked_and_the_one_before_goes_with_its_last_reader(tmp_path: Path) -> None:
    rebuilt(workspace := tmp_path / "workspace", 1)
    source = Source(workspace, union=None, processes=1, limits=Limits())
    with source.served() as before:
        rebuilt(workspace, 2)
        assert source.must_renew()
        with source.opened() as still:
            assert still is before
        source.renew()
        assert not source.must_renew()
        with source.opened() as after:
            assert after.id != before.id
        assert before.leaving
        assert before.readers == 1
    source.close()


def test_whoever_asks_for_nothing_new_does_not_wait_until_it_is_opened(tmp_path: Path) -> None:
    rebuilt(workspace := tmp_path / "workspace", 1)
    served = application(workspace)
    [endpoint] = [one.kwargs["endpoint"] for one in served.user_middleware if "endpoint" in one.kwargs]
    assert isinstance(endpoint, Endpoint)
    with listening(served) as address:
        found: list[int] = []

        def asks() -> None:
            with closing(http.client.HTTPConnection(*address, timeout=60)) as connection:
                found.append(counted(connection)[2])

        asks()
        rebuilt(workspace, 2)
        asker = threading.Thread(target=asks)
        with endpoint._source._renewing:  # which is held as long as a graph is being opened
            asker.start()
            time.sleep(0.3)
            with closing(http.client.HTTPConnection(*address, timeout=20)) as other:
                other.request("GET", "/health")
                assert other.getresponse().status == 200
            assert found == [1]
        asker.join(60)
    assert found == [1, 2]


def test_a_rebuild_under_a_running_server_fails_no_request(tmp_path: Path) -> None:
    documents, workspace = tmp_path / "documents", tmp_path / "workspace"
    documents.mkdir()

    def rebuild(number: int) -> None:
        (documents / f"{number}.txt").write_text(PLAN.format(number=number, task="建设平台"), encoding="utf-8")
        assert build([documents], workspace).complete

    rebuild(1)
    seen: list[tuple[int, str, int]] = []
    over = threading.Event()

    def asks(address: tuple[str, int]) -> None:
        connection = http.client.HTTPConnection(*address, timeout=60)
        while not over.is_set():
            seen.append(counted(connection))
        connection.close()

    with listening(application(workspace)) as address:
        askers = [threading.Thread(target=asks, args=(address,)) for _ in range(3)]
        for one in askers:
            one.start()
        for number in (2, 3, 4):
            rebuild(number)
            time.sleep(0.3)
        until = time.monotonic() + 30
        while seen[-1][2] != 4 and time.monotonic() < until:
            time.sleep(0.1)
        over.set()
        for one in askers:
            one.join()
        first = http.client.HTTPConnection(*address, timeout=60)
        assert counted(first)[2] == 4
        first.close()
    assert {status for status, _, _ in seen} == {200}
    assert {1, 4} <= {documents for _, _, documents in seen} <= {1, 2, 3, 4}
    by_tag = {tag: {found for _, other, found in seen if other == tag} for _, tag, _ in seen}
    assert all(len(found) == 1 for found in by_tag.values())
    rebuild(5)
    left = [folder.name for folder in (workspace / "generations").iterdir()]
    assert len(left) <= 2, left  # the one before may still be there, the others are gone
    shutil.rmtree(workspace)
