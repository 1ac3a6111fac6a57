"""A marked document is served by nothing without the word for it, also where a build brings it in under a running server."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from policygraph.cli import main
from policygraph.pipeline import build
from policygraph.web import application
from tests.policygraph.conftest import PLAN

QUERY = {"query": "SELECT ?text { ?task a pg:PolicyTask ; pg:text ?text }"}
MARKED = "秘密★1年\n\n" + PLAN.format(number=7, task="试验机密平台")


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "文件"
    folder.mkdir()
    (folder / "公开.txt").write_text(PLAN.format(number=1, task="建设平台"), encoding="utf-8")
    return folder


def test_a_build_that_brings_one_in_closes_the_running_server(documents: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "workspace"
    build([documents], workspace)
    with TestClient(application(workspace)) as client:
        before = client.get("/sparql", params=QUERY)
        assert "建设平台" in before.text
        (documents / "秘密.txt").write_text(MARKED, encoding="utf-8")
        build([documents], workspace, allow_marked=True)
        known = {"if-none-match": before.headers["etag"]}
        for path in ("/sparql", "/", "/examples"):
            answer = client.get(path, params=QUERY if path == "/sparql" else {}, headers={"accept": "*/*" if path == "/sparql" else "text/turtle", **known})
            assert answer.status_code == 403, path
            assert "--allow-marked" in answer.text
            assert "机密" not in answer.text


def test_with_the_word_it_is_served_but_not_to_pages_of_other_places(documents: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "workspace"
    (documents / "秘密.txt").write_text(MARKED, encoding="utf-8")
    build([documents], workspace, allow_marked=True)
    with TestClient(application(workspace, allow_marked=True)) as client:
        answer = client.get("/sparql", params=QUERY)
        assert "试验机密平台" in answer.text
        assert "access-control-allow-origin" not in answer.headers
        assert "access-control-allow-origin" not in client.options("/sparql", headers={"access-control-request-method": "GET"}).headers
    assert main(["--workspace", str(workspace), "--lang", "zh", "serve", "--port", "0"]) == 1
