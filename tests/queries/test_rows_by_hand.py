"""Questions about how documents stand to each other, on a small chain of plans that was put together for them; the rows were worked out by hand.

国家纲要 ◀── 省级计划 ◀── 市级方案          预警机制: state, province, city
    ▲────── 市级办法                        培训师资: province, city
    ▲────── 过期规划 (out of its time)
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from queries.answering import ask
from tests.graph.conftest import draft
from tests.queries.by_hand import workspace_of

ENGINES = pytest.mark.parametrize("on", ["embedded", "sparql"])
WARNING, TEACHERS = "建立预警机制。", "培训师资。"


def plan(number: str, title: str, date: str, *, basis: tuple[str, str | None] | None = None, tasks: tuple[str, ...] = (), **more: Any) -> Any:
    options: dict[str, Any] = {"citations": (), "statements": False, "valid": None, "omissions": ()} | more
    lineage = (("basis", *basis),) if basis else ()
    return draft(number=number, title=title, date=date, lineage=lineage, tasks=tuple(("一", text, ()) for text in tasks), **options)


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspace_of(
        tmp_path_factory.mktemp("chain"),
        plan("国示〔2025〕1号", "国家纲要", "2025-01-01", jurisdiction="中国", issuers=("国务院",), tasks=(WARNING,)),
        plan("粤示〔2025〕2号", "省级计划", "2025-02-01", jurisdiction="广东省", basis=("国家纲要", "国示〔2025〕1号"), tasks=(WARNING, TEACHERS)),
        plan("穗示〔2025〕3号", "市级方案", "2025-03-01", basis=("省级计划", "粤示〔2025〕2号"), tasks=(WARNING, "办好展会。")),
        plan("穗示〔2025〕4号", "市级办法", "2025-04-01", basis=("国家纲要", None), tasks=(TEACHERS,)),
        plan("穗示〔2025〕5号", "过期规划", "2025-05-01", basis=("国家纲要", None), tasks=("清理档案。",), valid=("2025-05-01", "2025-12-31")),
    )


def rows(workspace: Path, name: str, parameters: dict[str, str], columns: str, **options: Any) -> list[tuple[object, ...]]:
    return [tuple(row[column] for column in columns.split()) for row in ask(workspace, name, parameters, **options).records()]


@ENGINES
def test_what_builds_on_a_document_step_by_step(chain: Path, on: str) -> None:
    columns = "step through later later_number words"
    assert rows(chain, "built-on-document", {"document": "国示〔2025〕1号"}, columns, on=on) == [
        (1, "国家纲要", "省级计划", "粤示〔2025〕2号", ["《国家纲要》"]),
        (1, "国家纲要", "市级办法", "穗示〔2025〕4号", ["《国家纲要》"]),
        (2, "省级计划", "市级方案", "穗示〔2025〕3号", ["《省级计划》"]),
    ]
    assert rows(chain, "built-on-document", {"document": "省级计划"}, columns, on=on) == [(1, "省级计划", "市级方案", "穗示〔2025〕3号", ["《省级计划》"])]
    assert rows(chain, "built-on-document", {"document": "市级方案"}, columns, on=on) == []


@ENGINES
def test_what_is_out_of_its_time_builds_on_nothing_unless_asked_for(chain: Path, on: str) -> None:
    found = rows(chain, "built-on-document", {"document": "国家纲要"}, "step later status", on=on, include=["repealed"])
    assert found == [(1, "省级计划", "unknown"), (1, "市级办法", "unknown"), (1, "过期规划", "expired"), (2, "市级方案", "unknown")]


@ENGINES
def test_all_that_builds_on_anything_the_newest_document_first(chain: Path, on: str) -> None:
    assert rows(chain, "built-on-document", {}, "document step later", on=on) == [
        ("省级计划", 1, "市级方案"),
        ("国家纲要", 1, "省级计划"),
        ("国家纲要", 1, "市级办法"),
        ("国家纲要", 2, "市级方案"),
    ]


@ENGINES
def test_the_same_task_from_state_to_city(chain: Path, on: str) -> None:
    columns = "documents task document jurisdiction path words"
    assert rows(chain, "repeated-tasks", {}, columns, on=on) == [
        (3, WARNING, "国家纲要", "中国", "一", [WARNING]),
        (3, WARNING, "省级计划", "广东省", "一", [WARNING]),
        (3, WARNING, "市级方案", "广州市", "一", [WARNING]),
        (2, TEACHERS, "省级计划", "广东省", "一", [TEACHERS]),
        (2, TEACHERS, "市级办法", "广州市", "一", [TEACHERS]),
    ]


@ENGINES
def test_tasks_are_compared_among_the_named_documents_only(chain: Path, on: str) -> None:
    assert rows(chain, "repeated-tasks", {"document": "市级"}, "task", on=on) == []
    assert rows(chain, "repeated-tasks", {"document": "计划"}, "task", on=on) == []
