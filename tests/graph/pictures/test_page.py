"""The page without a browser: what is in it, what it may load, that no words become markup."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from graph.pictures.agency import agency_net
from graph.pictures.page import page_of
from graph.pictures.tasks import tasks_of
from tests.graph.pictures.made import IP, PLAN, nets_saying, row, tasks


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_the_table_says_all_without_a_script() -> None:
    page = page_of(agency_net([IP], tasks()))
    for words in ("推进专利导航，原文第1段。", "设立风险补偿资金池，原文第2段。", "示府〔2025〕1号", "二 › (一) › 1", "2026年6月底前", PLAN):
        assert f"{words}<" in page


def test_nodes_and_links_are_those_that_pyvis_makes() -> None:
    data = data_of(page_of(agency_net([IP], tasks())))
    assert {(node["kind"], node["name"]) for node in data["nodes"]} >= {("centre", IP), ("document", PLAN), ("task", "推进专利导航")}
    assert all(edge["arrows"] == "to" for edge in data["edges"])
    assert all(node["shape"] == "custom" for node in data["nodes"])


def test_the_same_net_gives_the_same_page() -> None:
    assert page_of(agency_net([IP], tasks())) == page_of(agency_net([IP], tasks()))


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">',
    '\'" onclick="alert(1)',
    "</td></table><b>",
    "\u2028",
    "{{ 7*7 }}",
    "]]>",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_words_of_a_document_become_markup(hostile: str) -> None:
    for harmless, net in zip(nets_saying("词"), nets_saying(hostile), strict=True):
        innocent, page = page_of(harmless), page_of(net)
        for sign in ("<script", "</script", "<img", "<!--", 'onclick="', "<a href", "</table>", "49", "]]>"):
            assert page.count(sign) == innocent.count(sign), (net.topic.zh, sign)
        assert any(hostile.strip() in node["name"] for node in data_of(page)["nodes"])


def test_marks_of_direction_turn_nothing_but_their_own_words() -> None:
    page = page_of(nets_saying("\u202e反转")[0])
    assert "<title>反转：任务与分工</title>" in page
    assert "<h1><bdi>\u202e反转</bdi>：任务与分工</h1>" in page


def test_the_page_names_nothing_that_a_browser_would_load() -> None:
    page = page_of(agency_net([IP], tasks()))
    outside_scripts = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    assert not re.search(r"\bsrc=|url\(|@import|https?:|<link", outside_scripts)
    assert "default-src &#39;none&#39;; script-src &#39;sha256-" in page
    assert "unsafe" not in page[: page.index("<style>")]
    assert not re.search(r"\sstyle=|\son[a-z]+=", outside_scripts)


def test_an_agency_without_tasks_gives_a_page_that_says_so() -> None:
    page = page_of(agency_net([IP], []))
    assert "没有给它任务" in page
    assert data_of(page)["facts"] == []


def test_a_remark_stands_at_the_top_of_the_page() -> None:
    net = agency_net([IP], tasks_of([row(number, IP, "lead", f"任务{number}") for number in range(5100)]))
    page = page_of(net)
    assert re.search(r'class="remark" role="status">共 5102 个节点，一幅图里看不过来：任务按文件归并。表中各行俱全。', page)
    assert len(re.findall("<tr[ >]", page)) == 5101
