"""A document that bears 秘密★1年 is given away by no verb that does not say `--allow-marked`: one clear message, exit code 1."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.neo4j_server.process import Server
from tests.policygraph.conftest import PLAN, Run

SECRET = "秘密★1年\n\n" + PLAN.format(number=7, task="试验机密平台")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "文件"
    folder.mkdir()
    (folder / "公开.txt").write_text(PLAN.format(number=1, task="建设平台"), encoding="utf-8")
    (folder / "秘密.txt").write_text(SECRET, encoding="utf-8")
    return folder


@pytest.fixture
def allowed(files: Path, run: Run, tmp_path: Path) -> Path:
    workspace = tmp_path / "allowed"
    assert run("build", files, "--allow-marked", workspace=workspace).returncode == 0
    return workspace


def test_a_build_refuses_it_with_its_mark_and_takes_the_others(run: Run, files: Path, tmp_path: Path) -> None:
    done = run("build", files, workspace=tmp_path / "w")
    assert done.returncode == 1
    assert "秘密★1年" in done.stdout
    assert "--allow-marked" in done.stdout
    asked = run("ask", "tasks-of-document", workspace=tmp_path / "w")
    assert asked.returncode == 0
    assert "建设平台" in asked.stdout
    assert "机密" not in asked.stdout


def test_extract_refuses_it_too(run: Run, files: Path) -> None:
    done = run("extract", files / "秘密.txt")
    assert (done.returncode, done.stdout) == (1, "")
    assert "--allow-marked" in done.stderr
    assert json.loads(run("extract", files / "秘密.txt", "--allow-marked").stdout)["document"]["marks"] == ["秘密★1年"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "tasks-of-document"),
        ("show", "agency", "市知识产权局", "-o", "x.html"),
        ("show", "document", "计划", "-o", "x.html"),
        ("show", "together", "-o", "x.html"),
        ("show", "citations", "-o", "x.html"),
        ("show", "question", "tasks-of-document", "-o", "x.html"),
        ("export", "turtle", "-o", "x.ttl"),
        ("publish", "bolt://127.0.0.1:1"),
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_no_verb_gives_it_away_without_the_word(run: Run, allowed: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    for language in ("zh", "en"):
        done = run("--lang", language, *arguments, workspace=allowed)
        assert (done.returncode, done.stdout) == (1, "")
        assert "--allow-marked" in done.stderr
    assert not [file for file in tmp_path.iterdir() if "x." in file.name]
    if arguments[0] != "publish":
        assert run(*arguments, "--allow-marked", workspace=allowed).returncode == 0


def test_publish_with_the_word(run: Run, allowed: Path, empty_neo4j: Server) -> None:
    environment = {"NEO4J_USERNAME": empty_neo4j.username, "NEO4J_PASSWORD": empty_neo4j.password}
    assert run("publish", empty_neo4j.uri, "--allow-marked", workspace=allowed, environment=environment).returncode == 0
    assert run("ask", "tasks-of-document", "--on", empty_neo4j.uri, workspace=allowed, environment=environment).returncode == 1


def test_neither_lists_nor_reports_name_what_it_is_called(run: Run, allowed: Path) -> None:
    assert "之7" not in run("questions", "--format", "json", workspace=allowed).stdout
    assert "之7" not in run("report", "--format", "json", workspace=allowed).stdout


def test_check_says_that_something_differs_but_not_what(run: Run, allowed: Path) -> None:
    import ladybug

    [snapshot] = allowed.glob("generations/*/snapshot.lbug")
    with ladybug.Database(snapshot) as database, ladybug.Connection(database) as connection:
        connection.execute("MATCH (task:PolicyTask) WHERE task.text CONTAINS '机密' SET task.text = '别的'")
    withheld = run("check", workspace=allowed)
    assert withheld.returncode == 1
    assert "different\tPolicyTask" in withheld.stdout
    assert "--allow-marked" in withheld.stdout
    assert "机密" not in withheld.stdout
    assert "%E7%A4%BA" not in withheld.stdout, "the IRI of a document holds its number"
    assert "机密" in run("check", "--allow-marked", workspace=allowed).stdout


def test_the_next_build_without_the_word_takes_it_out(run: Run, allowed: Path) -> None:
    assert run("build", workspace=allowed).returncode == 1
    assert "机密" not in run("ask", "tasks-of-document", workspace=allowed).stdout
