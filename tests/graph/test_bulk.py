"""Filling a real Neo4j through its own import tool: what it holds then is what publishing would have put there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.bulk import StoreError, bulk
from graph.canonical import canonical
from graph.facts import Facts, facts, whole
from graph.neo4j_csv import ARGUMENTS, INDEXES, SeparatorError, write_csv
from graph.server import publish, read_canonical
from ontology.records import Extraction
from tests.neo4j_server.process import Server, running

Draft = Callable[..., Extraction]
ODD = '甲说：“好”，乙说："\\n不好", 丙\\说；=1+1\n又一行，"'
TASKS = (
    ("一/1", ODD, (("lead", "广州市知识产权局"), ("support", "广州市财政局"))),
    ("一/2", "加强宣传。", (("responsible", "广州市文化广电旅游局"),)),
)


def documents(draft: Draft) -> list[Facts]:
    numbers = ("穗示〔2026〕1号", "穗示〔2026〕2号")
    return [facts(draft(number=number, title=f"示例计划{number}", tasks=TASKS, path=f"{number}.txt")) for number in numbers]


@pytest.fixture(scope="module")
def filled(draft: Draft) -> Iterator[Server]:
    """A server whose database was filled before it first started."""
    with running(filling=lambda home: _fill(home, draft)) as server:
        yield server


def _fill(home: Path, draft: Draft) -> None:
    assert bulk(documents(draft), home, workspace="here") > 0
    assert not list((home / "import").iterdir()), "the files for the tool are gone"
    with pytest.raises(StoreError, match="库里已有数据"):
        bulk(documents(draft), home)


@pytest.mark.neo4j
def test_the_store_holds_what_the_documents_state(filled: Server, draft: Draft) -> None:
    lines = list(read_canonical(filled.uri, filled.auth))
    assert len(lines) == len(set(lines))
    assert set(lines) == set(canonical(whole(documents(draft))))
    assert ODD in [row["text"] for row in filled.run("MATCH (task:PolicyTask) RETURN task.text AS text")]


@pytest.mark.neo4j
def test_publishing_to_it_changes_nothing(filled: Server, draft: Draft) -> None:
    report = publish(documents(draft), filled.uri, filled.auth, workspace="here")
    assert (report.changes, report.documents_unchanged) == (0, 2)
    assert publish([], filled.uri, filled.auth, workspace="there").changes == 0, "what this workspace filled in is no other's to take away"


@pytest.mark.neo4j
def test_a_running_store_is_refused(filled: Server, draft: Draft) -> None:
    assert filled.home is not None
    with pytest.raises(StoreError, match="正在运行"):
        bulk(documents(draft), filled.home)


def test_what_is_no_installation_is_refused(tmp_path: Path, draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for home, word in ((tmp_path / "nowhere", "没有这个文件夹"), (tmp_path, "找不到 neo4j-admin")):
        with pytest.raises(StoreError, match=word):
            bulk(documents(draft), home)


def test_the_files_say_how_they_are_read(tmp_path: Path, draft: Draft) -> None:
    write_csv(documents(draft), tmp_path)
    arguments = (tmp_path / ARGUMENTS).read_text(encoding="utf-8").splitlines()
    named = {line.rpartition("=")[2] for line in arguments if line.startswith(("--nodes", "--relationships"))}
    assert named == {path.name for path in tmp_path.iterdir()} - {ARGUMENTS, INDEXES}
    assert "--nodes=Resource:PolicyTask=nodes-PolicyTask.csv" in arguments
    assert "CREATE CONSTRAINT policygraph_PolicyTask" in (tmp_path / INDEXES).read_text(encoding="utf-8")


def test_a_text_that_the_tool_would_misread_is_refused(tmp_path: Path, draft: Draft) -> None:
    odd = facts(draft(number="穗示〔2026〕9号", title="示例", tasks=(("一", "甲\x1f乙", ()),), path="x.txt"))
    with pytest.raises(SeparatorError, match="task"):
        write_csv([odd], tmp_path)
