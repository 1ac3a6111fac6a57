"""The page for Neo4j's users does what it says: its commands and queries are run as they stand, on a real server; compose.yaml says the same."""

from __future__ import annotations

import re

import pytest
import yaml

from bench.score import ROOT
from policygraph.cli import main
from policygraph.pipeline import build
from tests.neo4j_server.process import LONG_TERM, Server

PAGE = (ROOT / "docs" / "neo4j.md").read_text(encoding="utf-8")
COMPOSE = (ROOT / "compose.yaml").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
QUERIES = [query for page in (README, PAGE) for query in re.findall(r"```cypher\n(.*?)```", page, re.DOTALL)]
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines() if line.startswith("policygraph")]
AGAIN = re.findall(r"`policygraph (publish --again [^`]+)`", PAGE)


@pytest.fixture(scope="module")
def published(neo4j_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """A server that the page's commands have been run on, in their order."""
    neo4j_server.clear()
    workspace = tmp_path_factory.mktemp("page") / "workspace"
    build([ROOT / "examples" / "documents"], workspace)
    typed = [line.removeprefix("policygraph ") for line in COMMANDS if "--bulk" not in line] + AGAIN
    assert {line.split()[0] for line in typed} == {"publish", "check", "ask"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEO4J_USERNAME", neo4j_server.username)
        patch.setenv("NEO4J_PASSWORD", neo4j_server.password)
        for line in typed:
            assert main([*line.replace("bolt://127.0.0.1:7687", neo4j_server.uri).split(), "--workspace", str(workspace)]) == 0, line
    neo4j_server.run("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
    return neo4j_server


def test_every_query_of_the_page_finds_something(published: Server) -> None:
    assert QUERIES
    for query in QUERIES:
        if ":Gone" in query:
            published.run("MATCH (t:PolicyTask) WHERE t.note IS NOT NULL SET t:Gone:Resource")  # as when its document drops it
        assert published.run(query), query


def test_the_compose_file_runs_the_line_that_the_page_names() -> None:
    service = yaml.safe_load(COMPOSE)["services"]["neo4j"]
    line = ".".join(LONG_TERM.version.split(".")[:2])
    assert service["image"] == f"neo4j:{line}-community"
    assert f"Neo4j {line}" in PAGE
    assert service["image"] in PAGE
    assert service["environment"]["NEO4J_AUTH"].startswith("neo4j/${NEO4J_PASSWORD:?")
    assert {port.rpartition(":")[2] for port in service["ports"]} == {"7474", "7687"}
    assert all(port.startswith("${NEO4J_LISTEN:-127.0.0.1}:") for port in service["ports"])
    assert [volume.split(":")[1] for volume in service["volumes"]] == ["/data"]
