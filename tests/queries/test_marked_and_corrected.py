"""Answers say what is no longer in force and what a person corrected; what bears a mark of secrecy is not given without the word for it.

The records are written by hand, so that these answers do not hang on what the rules read.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.corrections import Correction, write_correction
from graph.generation import each_document
from graph.server import publish
from graph.state import load_state
from graph.workspace import Workspace
from queries.answering import ask
from queries.errors import MarkedError
from queries.picturing import agency_tasks
from tests.graph.conftest import draft
from tests.neo4j_server.process import Server
from tests.queries.by_hand import DAY, OLD, workspace_of


def rows(workspace: Path, name: str, parameters: dict[str, str], **options: Any) -> list[dict[str, object]]:
    """The rows, those of documents that are not in force among them."""
    return ask(workspace, name, parameters, include=("repealed",), **options).records()


@pytest.fixture(scope="module")
def revised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan that repeals an older one, one whose time is over, and a correction."""
    path = tmp_path_factory.mktemp("revised")
    new = draft(lineage=(("repeals", "旧计划", None),))
    over = draft(**{**OLD, "number": "穗示〔2021〕1号", "title": "短期计划", "valid": ("2021-01-01", "2022-12-31")})
    place = Workspace(path / "workspace")
    quote = "广州市发展改革委"
    write_correction(place, Correction("", "穗示〔2026〕1号", "assignment", quote, new.text.rindex(quote), {"role": "lead"}, "张三", DAY))
    return workspace_of(path, new, draft(**OLD, valid=None), over)


@pytest.mark.parametrize(
    ("question", "parameters"),
    [
        ("tasks-led-by", {"agency": "广州市知识产权局"}),
        ("tasks-of-agency", {"agency": "广州市知识产权局"}),
        ("agencies-of-document", {}),
        ("tasks-of-document", {}),
        ("who-does", {"word": "机制"}),
    ],
)
def test_every_question_says_what_is_in_force(revised: Path, question: str, parameters: dict[str, str]) -> None:
    found = {str(row["number"]): row for row in rows(revised, question, parameters)}
    assert {number: row["status"] for number, row in found.items()} == {
        "穗示〔2026〕1号": "in-force",
        "穗示〔2020〕1号": "repealed",
        "穗示〔2021〕1号": "expired",
    }
    if question != "agencies-of-document":
        assert found["穗示〔2020〕1号"]["status_reason"] == "被《示例行动计划》(穗示〔2026〕1号)废止"
        assert found["穗示〔2021〕1号"]["status_reason"] == "有效期至2022-12-31"


def test_what_is_not_in_force_is_left_out_and_that_is_said(revised: Path) -> None:
    for on in ("embedded", "sparql"):
        answer = ask(revised, "tasks-led-by", {"agency": "广州市知识产权局"}, on=on)
        assert {row["number"] for row in answer.records()} == {"穗示〔2026〕1号"}
        assert answer.remarks[-1].zh == "已废止或已过有效期的 2 份文件没有列入；要列入请加 --include repealed"


def test_a_document_that_is_named_is_given_whatever_its_status(revised: Path) -> None:
    answer = ask(revised, "tasks-of-document", {"document": "穗示〔2020〕1号"})
    assert {row["status"] for row in answer.records()} == {"repealed"}
    assert not answer.remarks


def test_every_question_says_what_was_corrected(revised: Path) -> None:
    corrected = {"agency": "广州市发展改革委"}
    [led] = rows(revised, "tasks-led-by", corrected)
    assert (led["number"], led["corrected_by"]) == ("穗示〔2026〕1号", ["张三 2026-11-22"])
    assert sorted(map(str, (row["corrected_by"] for row in rows(revised, "tasks-of-agency", corrected)))) == ["['张三 2026-11-22']", "[]", "[]"]
    for question, parameters in (("tasks-of-document", {}), ("who-does", {"word": "。"})):
        found = [row for row in rows(revised, question, parameters) if row["corrected_by"]]
        assert [(row["agency"], row["number"]) for row in found] == [("广州市发展改革委", "穗示〔2026〕1号")]
        assert any(row["agency"] is None and row["corrected_by"] == [] for row in rows(revised, question, parameters))
    counts = [(row["agency"], row["corrected"]) for row in rows(revised, "agencies-of-document", {}) if row["corrected"]]
    assert counts == [("广州市发展改革委", 1)]


def test_a_picture_says_so_too(revised: Path) -> None:
    found = agency_tasks(revised, "广州市知识产权局").tasks
    assert any("〔已废止：被《示例行动计划》" in task.document for task in found)
    assert any("〔已过有效期：有效期至2022-12-31〕" in task.document for task in found)
    assert any(task.text.endswith("〔更正：张三 2026-11-22〕") for task in found)


def test_a_server_gives_the_same_rows(revised: Path, empty_neo4j: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_USERNAME", empty_neo4j.username)
    monkeypatch.setenv("NEO4J_PASSWORD", empty_neo4j.password)
    place = Workspace(revised)
    publish(each_document(place, load_state(place)), empty_neo4j.uri, empty_neo4j.auth)
    for question, parameters in (("tasks-of-document", {}), ("agencies-of-document", {}), ("tasks-of-agency", {"agency": "广州市发展改革委"})):
        assert rows(revised, question, parameters, on=empty_neo4j.uri) == rows(revised, question, parameters)


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    return workspace_of(tmp_path, draft(marks=("秘密★1年",)), draft(**OLD, valid=None), allow_marked=True)


def test_a_graph_with_a_marked_document_answers_only_with_the_word(marked: Path) -> None:
    with pytest.raises(MarkedError, match="--allow-marked"):
        ask(marked, "tasks-of-document")
    with pytest.raises(MarkedError, match="--allow-marked"):
        agency_tasks(marked, "广州市知识产权局")
    assert ask(marked, "tasks-of-document", allow_marked=True).rows
    assert agency_tasks(marked, "广州市知识产权局", allow_marked=True).tasks


def test_a_server_that_holds_one_answers_only_with_the_word(marked: Path, empty_neo4j: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_USERNAME", empty_neo4j.username)
    monkeypatch.setenv("NEO4J_PASSWORD", empty_neo4j.password)
    place = Workspace(marked)
    publish(each_document(place, load_state(place)), empty_neo4j.uri, empty_neo4j.auth)
    with pytest.raises(MarkedError, match="--allow-marked"):
        ask(marked, "tasks-of-document", on=empty_neo4j.uri)
    assert ask(marked, "tasks-of-document", on=empty_neo4j.uri, allow_marked=True).rows
