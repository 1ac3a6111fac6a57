"""`publish` and `check` as people run them, on a real Neo4j where one is asked for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.neo4j_server.process import Server
from tests.policygraph.conftest import EXAMPLES, Run


@pytest.fixture
def password(neo4j_server: Server) -> dict[str, str]:
    return {"NEO4J_USERNAME": neo4j_server.username, "NEO4J_PASSWORD": neo4j_server.password}


def test_check_says_that_all_is_well(run: Run, workspace: Path) -> None:
    done = run("check", workspace=workspace)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 1
    assert "一致" in done.stderr


def test_check_names_what_differs(run: Run, workspace: Path, tmp_path: Path) -> None:
    import ladybug

    broken = tmp_path / "broken"
    shutil.copytree(workspace, broken)
    [snapshot] = broken.glob("generations/*/snapshot.lbug")
    with ladybug.Database(snapshot) as database, ladybug.Connection(database) as connection:
        connection.execute("MATCH (task:PolicyTask) WHERE task.text STARTS WITH '推进商标品牌建设' SET task.text = '别的'")
    done = run("check", workspace=broken)
    assert done.returncode == 1
    assert "different\tPolicyTask" in done.stdout
    assert "不一致" in done.stderr


def test_publish_ask_and_check_on_a_real_server(run: Run, workspace: Path, empty_neo4j: Server, password: dict[str, str]) -> None:
    first = run("publish", empty_neo4j.uri, workspace=workspace, environment=password)
    assert first.returncode == 0, first.stderr
    assert first.stdout == ""
    assert f"新增 {len(list(EXAMPLES.iterdir()))} 份" in first.stderr
    again = run("publish", empty_neo4j.uri, workspace=workspace, environment=password)
    assert "新增 0 份文件，更新 0 份" in again.stderr
    assert run("check", "--on", empty_neo4j.uri, workspace=workspace, environment=password).returncode == 0
    asked = ("ask", "tasks-led-by", "--agency", "市知识产权局")
    assert run(*asked, "--on", empty_neo4j.uri, workspace=workspace, environment=password) == run(*asked, workspace=workspace)
    empty_neo4j.run("MATCH (task:PolicyTask) WITH task LIMIT 1 SET task.text = '别的'")
    differing = run("check", "--on", empty_neo4j.uri, workspace=workspace, environment=password)
    assert differing.returncode == 1
    assert f"{empty_neo4j.uri}\tdifferent\tPolicyTask" in differing.stdout
    assert run("publish", empty_neo4j.uri, "--again", workspace=workspace, environment=password).returncode == 0
    assert run("check", "--on", empty_neo4j.uri, workspace=workspace, environment=password).returncode == 0


def test_another_workspace_adds_its_documents_and_takes_only_its_own_away(
    run: Run, workspace: Path, tmp_path: Path, empty_neo4j: Server, password: dict[str, str]
) -> None:
    mine = tmp_path / "own.txt"
    mine.write_text((EXAMPLES / "strong-city-plan.txt").read_text(encoding="utf-8").replace("推进商标品牌建设", "推进商标建设"), encoding="utf-8")
    assert run("build", mine, workspace=tmp_path / "other").returncode == 0
    for place, told in ((workspace, "新增"), (tmp_path / "other", "另一个工作区也有"), (workspace, "另一个工作区也有")):
        done = run("publish", empty_neo4j.uri, workspace=place, environment=password)
        assert done.returncode == 0, done.stderr
        assert told in done.stderr
    assert run("check", "--on", empty_neo4j.uri, workspace=workspace, environment=password).returncode == 0
    assert run("forget", mine, workspace=tmp_path / "other").returncode == 0
    left = run("publish", empty_neo4j.uri, workspace=tmp_path / "other", environment=password)
    assert "别的工作区还有，留着" in left.stderr
    assert run("publish", empty_neo4j.uri, workspace=workspace, environment=password).returncode == 0  # own.txt is nobody's any more
    assert run("check", "--on", empty_neo4j.uri, workspace=workspace, environment=password).returncode == 0


def test_a_server_that_cannot_be_used_is_told_with_the_next_step(run: Run, workspace: Path, neo4j_server: Server) -> None:
    wrong = {"NEO4J_PASSWORD": "wrong"}
    for arguments, told in (
        (["publish", "http://127.0.0.1:7474"], "bolt://"),
        (["publish", "bolt://127.0.0.1:1"], "7687"),
        (["publish", neo4j_server.uri], "NEO4J_PASSWORD"),
        (["check", "--on", neo4j_server.uri], "NEO4J_PASSWORD"),
        (["ask", "tasks-led-by", "--on", neo4j_server.uri], "NEO4J_PASSWORD"),
        (["ask", "tasks-led-by", "--on", "neo5j"], "bolt://127.0.0.1:7687"),
    ):
        done = run(*arguments, workspace=workspace, environment=wrong)
        assert done.returncode == 2, arguments
        assert done.stdout == ""
        assert told in done.stderr
        assert "Traceback" not in done.stderr


def test_a_database_that_is_not_there_is_told(run: Run, workspace: Path, neo4j_server: Server, password: dict[str, str]) -> None:
    done = run("ask", "tasks-led-by", "--on", neo4j_server.uri, "--database", "nowhere", workspace=workspace, environment=password)
    assert done.returncode == 2
    assert "nowhere" in done.stderr
