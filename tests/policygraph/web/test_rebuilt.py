"""A build puts a new graph in place under a running server: every request is answered, from the old graph or the new, and the old one goes."""

from __future__ import annotations

import http.client
import json
import shutil
import threading
import time
from pathlib import Path

from policygraph.pipeline import build
from policygraph.web import application
from tests.policygraph.conftest import PLAN
from tests.policygraph.web.conftest import listening

COUNT = "SELECT (COUNT(?task) AS ?n) (COUNT(DISTINCT ?document) AS ?documents) { ?document a pg:PolicyDocument ; pg:states ?task }"


def counted(connection: http.client.HTTPConnection) -> tuple[int, str, int]:
    """Status, tag and how many documents there are."""
    connection.request("POST", "/sparql", COUNT, {"Content-Type": "application/sparql-query"})
    answer = connection.getresponse()
    body = answer.read()
    return answer.status, answer.headers.get("etag", ""), int(json.loads(body)["results"]["bindings"][0]["documents"]["value"]) if answer.status == 200 else -1


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
