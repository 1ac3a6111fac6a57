"""The rows behind the pictures, from a real graph: what the invented city's documents say, and every question's answer as a net."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.pictures.answer import answer_net
from graph.pictures.looks import KINDS
from graph.words import Words
from queries.answering import ask
from queries.catalogue import catalogue
from queries.errors import BrokenQuestionError
from queries.head import PICTURED, Question, read_question
from queries.picturing import agency_tasks, document_tasks, tasks_together
from queries.picturing_answers import NAMED, picture_columns
from queries.picturing_citations import citation_rows


def test_an_agency_has_every_task_with_all_who_share_it(places: Path) -> None:
    found = agency_tasks(places, "广州市知识产权局")
    assert found.names == ("广州市知识产权局",)
    [task] = found.tasks
    assert task.text.startswith("建设试验平台")
    assert {(part.agency, part.role) for part in task.parts} == {
        ("广州市知识产权局", "lead"),
        ("广州市发展和改革委员会", "support"),
        ("广州市财政局", "support"),
    }
    assert agency_tasks(places, "没有这个局").names == ()


def test_a_document_has_its_tasks_also_those_of_nobody_and_the_headings_of_its_parts(places: Path) -> None:
    [document] = document_tasks(places, "穗府〔2031〕1号").documents
    assert (document.title, document.notes[0]) == ("广州市知识产权试验计划", "2031-01-18")
    assert [(task.text[:6], len(task.parts)) for task in document.tasks] == [("建设试验平台", 3), ("培育试验机构", 1), ("加强宣传。组", 0)]
    assert document.headings[("一",)] == "重点任务"
    assert document_tasks(places, "没有这份文件").documents == []
    assert "请写明文件" in document_tasks(places, " ").remarks[0].zh


def test_a_document_has_its_phases_and_the_times_of_its_tasks(every_kind: Path) -> None:
    [document] = document_tasks(every_kind, "示例行动计划").documents
    assert {phase["phase"] for phase in document.phases} == {"启动阶段"}
    assert ("2027年6月底前", "2027-06-30") in {(due["surface"], due["last_day"]) for task in document.tasks for due in task.dues}


def test_tasks_together_are_those_of_all_documents(places: Path) -> None:
    tasks, remarks = tasks_together(places)
    assert len(tasks) == 4
    assert remarks == ()


def test_citations_say_what_is_held(every_kind: Path) -> None:
    rows, _ = citation_rows(every_kind, repealed=True)
    said = {(row["relation"], row["cited"], row["held"]) for row in rows}
    assert {("basis", "上级纲要", True), ("basis", "根本法", False), ("repeals", "旧计划", True)} <= said
    assert all(row["quote"] for row in rows)


@pytest.mark.parametrize("question", catalogue(), ids=lambda question: question.name)
def test_every_question_can_be_pictured(city: Path, question: Question) -> None:
    answer = ask(city, question.name, {one.name: one.example or one.default for one in question.parameters})
    net = answer_net("", Words(question.title.zh, question.title.en), picture_columns(answer), answer.rows)
    assert len(net.facts) == len(answer.rows)
    assert net.nodes or not net.facts
    assert {node.kind for node in net.nodes} <= set(KINDS)


def test_what_a_column_may_be_is_drawn() -> None:
    assert set(NAMED.values()) <= set(PICTURED) <= set(KINDS)


def test_a_question_of_ones_own_may_say_what_its_columns_are(places: Path) -> None:
    (places / "queries").mkdir(exist_ok=True)
    own = places / "queries" / "offices.cypher"
    head = "/*\ntitle: {zh: 处室, en: offices}\nhelp: {zh: 处室, en: offices}\nparameters: {}\ncolumns:\n  office: {zh: 处室, en: office, node: agency}\n*/\n"
    own.write_text(head + "MATCH (who:Agency) RETURN who.name AS office ORDER BY office", encoding="utf-8")
    try:
        answer = ask(places, "offices")
        assert {node.kind for node in answer_net("", Words("", ""), picture_columns(answer), answer.rows).nodes} == {"agency"}
    finally:
        own.unlink()


def test_a_kind_that_cannot_be_drawn_is_refused_with_those_that_can(tmp_path: Path) -> None:
    own = tmp_path / "offices.cypher"
    own.write_text(
        "/*\ntitle: {zh: 处, en: o}\nhelp: {zh: 处, en: o}\nparameters: {}\ncolumns:\n  office: {zh: 处, en: o, node: star}\n*/\nRETURN 1 AS office",
        encoding="utf-8",
    )
    with pytest.raises(BrokenQuestionError, match="agency, document"):
        read_question(own)
