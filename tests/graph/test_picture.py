"""The picture's page and layout without a browser: what is in it, what it may load, where the nodes stand."""

from __future__ import annotations

import json
import re
from itertools import pairwise

import pytest

from graph.layout import Column, layered
from graph.picture import Row, agency_page

COLUMNS = (Column("agency", 100, 50), Column("task", 200, 50), Column("other", 100, 40))


def assignment(task: str, agency: str, role: str, **changes: str) -> Row:
    """One row: of 推进专利导航 unless the changes say otherwise."""
    words = changes.get("text", "推进专利导航")
    return {
        "task": task,
        "text": words,
        "path": "二/(一)/1",
        "ordinal": 1,
        "clause": changes.get("clause", "(市知识产权局牵头,市财政局配合)"),
        "quote": [words],
        "document": changes.get("document", "示例市行动计划"),
        "number": "示府〔2025〕1号",
        "role": role,
        "agency": agency,
        "surface": changes.get("surface", agency.removeprefix("示例")),
    }


def data_of(page: str) -> dict[str, list[dict[str, str]]]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, list[dict[str, str]]] = json.loads(found[1])
    return data


def test_a_task_stands_once_with_all_who_share_it() -> None:
    page = agency_page(["示例市知识产权局"], [assignment("t1", "示例市财政局", "support"), assignment("t1", "示例市知识产权局", "lead")])
    nodes, edges = data_of(page)["nodes"], data_of(page)["edges"]
    assert [(node["kind"], node["label"]) for node in nodes] == [
        ("agency", "示例市知识产权局"),
        ("document", "示例市行动计划"),
        ("task", "推进专利导航"),
        ("other", "示例市财政局"),
    ]
    assert [edge["role"] for edge in edges] == ["holds", "lead", "support"]
    assert "(<mark>市知识产权局</mark>牵头,市财政局配合)" in page


def test_a_name_found_in_two_cities_gives_one_page_with_both() -> None:
    names = ["示例市知识产权局", "邻近市知识产权局"]
    page = agency_page(names, [assignment("t1", names[1], "lead"), assignment("t2", names[0], "lead")], asked="市知识产权局")
    assert [node["label"] for node in data_of(page)["nodes"] if node["kind"] in ("asked", "agency")] == ["市知识产权局", *names]
    assert "<h1>市知识产权局：任务与分工</h1>" in page


def test_an_agency_without_tasks_gives_a_page_that_says_so() -> None:
    page = agency_page(["示例市知识产权局"], [])
    assert "没有给它任务" in page
    assert data_of(page) == {"nodes": [{**data_of(page)["nodes"][0], "label": "示例市知识产权局"}], "edges": []}


@pytest.mark.parametrize(
    "hostile", ["</script><script>alert(1)</script>", "<!--<script>", "<img src=x onerror=alert(1)>", "\u2028", '" onclick="alert(1)', "{{ 7*7 }}"]
)
def test_no_words_of_a_document_become_markup(hostile: str) -> None:
    innocent = agency_page(["示例市知识产权局"], [assignment("t1", "示例市知识产权局", "lead", text="词", clause="词", document="词", surface="词")])
    page = agency_page(["示例市知识产权局"], [assignment("t1", "示例市知识产权局", "lead", text=hostile, clause=hostile, document=hostile, surface=hostile)])
    for sign in ("<script", "</script", "<img", "<!--", 'onclick="', "49"):
        assert page.count(sign) == innocent.count(sign)
    assert hostile[:17] in data_of(page)["nodes"][2]["label"].replace("\n", "")


def test_the_page_names_nothing_that_a_browser_would_load() -> None:
    page = agency_page(["示例市知识产权局"], [assignment("t1", "示例市知识产权局", "lead")])
    outside_scripts = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    assert not re.search(r"\bsrc=|url\(|@import|https?:|<link", outside_scripts)
    assert "default-src &#39;none&#39;; script-src &#39;sha256-" in page
    assert "unsafe" not in page[: page.index("<style>")]


def test_tasks_keep_their_order_and_others_stand_beside_their_tasks() -> None:
    kinds = {"a": "agency", "t1": "task", "t2": "task", "t3": "task", "x": "other", "y": "other"}
    places = layered(kinds, COLUMNS, [("a", "t1"), ("a", "t2"), ("a", "t3"), ("t3", "x"), ("t1", "y")], spine="task")
    assert [places[key].y for key in ("t1", "t2", "t3")] == [0, 50, 100]
    assert places["a"].y == 50
    assert (places["y"].y, places["x"].y) == (0, 100)
    assert places["a"].x < places["t1"].x < places["x"].x


def test_nodes_of_one_column_never_overlap() -> None:
    kinds = {"a": "agency", "t": "task"} | {f"o{number}": "other" for number in range(20)}
    places = layered(kinds, COLUMNS, [("a", "t"), *(("t", f"o{number}") for number in range(20))], spine="task")
    heights = sorted(places[key].y for key, kind in kinds.items() if kind == "other")
    assert all(below - above >= 40 for above, below in pairwise(heights))
    assert sum(heights) == 0
