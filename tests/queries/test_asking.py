"""`ask` as a whole: rows, limits, time, people's own questions, and what is said when it cannot answer."""

from __future__ import annotations

import gc
import shutil
import time
from pathlib import Path

import psutil
import pytest

from policygraph.pipeline import build
from queries.answering import ask, engine_for
from queries.engines import KEPT_OPEN
from queries.errors import BrokenQuestionError, EngineError, NothingBuiltError, ParameterError, RefusedQueryError, TookTooLongError

HEAD = """\
/*
title: {{zh: 自己的问题, en: One's own}}
help: {{zh: 试, en: A try}}
columns:
  name: {{zh: 名称, en: name}}
*/
{cypher}
"""


@pytest.fixture
def own(city: Path, tmp_path: Path) -> Path:
    workspace = tmp_path / "workspace"
    shutil.copytree(city, workspace)
    (workspace / "queries").mkdir()
    return workspace


def add(workspace: Path, cypher: str, name: str = "own-one") -> None:
    (workspace / "queries" / f"{name}.cypher").write_text(HEAD.format(cypher=cypher), encoding="utf-8")


def test_rows_come_as_tuples_and_as_records(city: Path) -> None:
    answer = ask(city, "tasks-led-by", {"agency": "市知识产权局"})
    columns = "agency role task due last_day document number path clause words status status_reason corrected_by by".split()
    assert [column.name for column in answer.columns] == columns
    assert len(answer.rows) == len(answer.records())
    assert {row["role"] for row in answer.records()} == {"lead"}
    assert all(isinstance(row["words"], list) and row["words"] for row in answer.records())


def test_what_was_cut_off_is_said(city: Path) -> None:
    answer = ask(city, "tasks-led-by", {"agency": "市知识产权局"}, limit=2)
    assert len(answer.rows) == 2
    assert "只给出前 2 行" in answer.remarks[-1].zh
    whole = ask(city, "tasks-led-by", {"agency": "市知识产权局"}, limit=0)
    assert not [one for one in whole.remarks if "只给出" in one.zh]
    assert whole.rows[:2] == answer.rows


def test_a_parameter_that_the_question_does_not_have_is_refused(city: Path) -> None:
    with pytest.raises(ParameterError, match="它有：agency"):
        ask(city, "tasks-led-by", {"agancy": "x"})


def test_a_choice_that_is_not_offered_is_refused(city: Path) -> None:
    with pytest.raises(ParameterError, match="lead、responsible、support"):
        ask(city, "tasks-of-agency", {"role": "leader"})


def test_an_empty_workspace_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NothingBuiltError, match="policygraph build"):
        ask(tmp_path, "tasks-led-by")


def test_one_s_own_question_is_asked_like_ours(own: Path) -> None:
    add(own, "MATCH (agency:Agency) RETURN agency.name AS name ORDER BY name, agency.uri")
    assert len(ask(own, "own-one").rows) > 3


def test_columns_that_the_head_does_not_say_are_named(own: Path) -> None:
    add(own, "MATCH (agency:Agency) RETURN agency.name AS title ORDER BY title")
    with pytest.raises(BrokenQuestionError, match="title"):
        ask(own, "own-one")


def test_a_query_that_the_engine_does_not_take_is_told_by_the_engine(own: Path) -> None:
    add(own, "MATCH (agency:Agency) RETURN agency.nmae AS name ORDER BY name")
    with pytest.raises(EngineError, match="nmae"):
        ask(own, "own-one")


def test_one_s_own_question_may_not_read_files(own: Path) -> None:
    add(own, "LOAD FROM '/etc/passwd' (file_format='csv', delim=':') RETURN column0 AS name")
    with pytest.raises(RefusedQueryError):
        ask(own, "own-one")


def test_an_answer_that_takes_too_long_is_stopped(own: Path) -> None:
    add(own, "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b UNWIND range(1, 1000) AS c RETURN count(a * b * c) AS name")
    began = time.monotonic()
    with pytest.raises(TookTooLongError, match="--timeout"):
        ask(own, "own-one", timeout=0.5)
    assert time.monotonic() - began < 20


def test_the_next_build_is_asked_without_being_told(own: Path, tmp_path: Path) -> None:
    before = engine_for(own)
    assert engine_for(own) is before, "an open snapshot is kept"
    more = tmp_path / "more"
    more.mkdir()
    (more / "one.txt").write_text("示例市试验方案\n\n一、重点任务\n\n（一）试一试。做一件事。（市试验局牵头）\n", encoding="utf-8")
    build([more], own)
    assert engine_for(own) is not before
    assert ask(own, "who-does", {"word": "试一试"}).rows


def test_who_asks_many_workspaces_keeps_few_of_them_open(city: Path, tmp_path: Path) -> None:
    for number in range(KEPT_OPEN + 4):
        workspace = tmp_path / str(number)
        shutil.copytree(city, workspace)
        assert ask(workspace, "tasks-led-by", {"agency": "市知识产权局"}).rows
    gc.collect()
    still = {Path(file.path).relative_to(tmp_path).parts[0] for file in psutil.Process().open_files() if Path(file.path).is_relative_to(tmp_path)}
    assert still >= {str(number) for number in range(4, KEPT_OPEN + 4)}
    assert len(still) <= KEPT_OPEN + 1  # one more while somebody has not yet let go of it
