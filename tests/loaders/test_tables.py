"""Tables of data as full grids: cells over several rows, headings over several columns, 序号⇥任务⇥责任单位 in plain text."""

from __future__ import annotations

import pytest

import loaders
from loaders.document import Document, Table


def _page(table: str) -> Document:
    return loaders.from_text(
        f'<div id="zoom"><p>一、重点任务，按下表分工，请各单位认真落实。</p>{table}<p>二、工作要求，各单位要按季度报送进展。</p></div>', page=True
    )


def _words(document: Document, table: Table) -> list[list[str]]:
    return [[document.text[cell.start : cell.end] for cell in row] for row in table.rows]


def test_a_table_is_a_line_a_row_and_a_tab_a_cell() -> None:
    document = _page("<table><tr><th>序号</th><th>任务</th><th>责任单位</th></tr><tr><td>1</td><td>保护</td><td>市知识产权局</td></tr></table>")
    [table] = document.tables
    assert document.text[table.start : table.end] == "序号\t任务\t责任单位\n1\t保护\t市知识产权局"
    assert _words(document, table) == [["序号", "任务", "责任单位"], ["1", "保护", "市知识产权局"]]


def test_a_cell_over_rows_is_printed_once_and_stands_in_each() -> None:
    document = _page(
        "<table><tr><th>任务</th><th>内容</th><th>责任单位</th></tr><tr><td rowspan=2>保护</td><td>执法</td><td rowspan=2>市公安局</td></tr>"
        "<tr><td>宣传</td></tr></table>"
    )
    [table] = document.tables
    assert _words(document, table)[1:] == [["保护", "执法", "市公安局"], ["保护", "宣传", "市公安局"]]
    assert table.rows[1][0] == table.rows[2][0]
    assert table.rows[1][2] == table.rows[2][2]
    assert document.text[table.start : table.end].split("\n")[2] == "\t宣传\t"


def test_a_heading_over_columns_stands_over_each() -> None:
    document = _page(
        "<table><tr><td rowspan='2'>任务</td><td colspan='2'>分工</td></tr><tr><td>牵头</td><td>配合</td></tr>"
        "<tr><td>保护</td><td>市知识产权局</td><td>市公安局</td></tr></table>"
    )
    [table] = document.tables
    assert _words(document, table) == [["任务", "分工", "分工"], ["任务", "牵头", "配合"], ["保护", "市知识产权局", "市公安局"]]


def test_a_cell_that_spans_rows_ends_with_its_section() -> None:
    document = _page(
        "<table><thead><tr><th rowspan=9>任务</th><th>单位</th></tr></thead><tbody><tr><td>保护</td><td>甲局</td></tr>"
        "<tr><td rowspan=0>服务</td><td>乙局</td></tr><tr><td>丙局</td></tr></tbody></table>"
    )
    assert _words(document, document.tables[0]) == [["任务", "单位"], ["保护", "甲局"], ["服务", "乙局"], ["服务", "丙局"]]


def test_rows_of_different_length_are_filled_with_empty_cells() -> None:
    document = _page("<table><tr><td>任务</td><td>内容</td><td>单位</td></tr><tr><td>保护</td></tr></table>")
    assert _words(document, document.tables[0])[1] == ["保护", "", ""]


def test_breaks_and_paragraphs_in_a_cell_become_spaces() -> None:
    document = _page(
        "<table><tr><td>任务</td><td>单位</td></tr><tr><td><p>保护</p><p>执法</p></td><td>市公安局、<br>市法院\n、<ul><li>市司法局</li></ul></td></tr></table>"
    )
    assert _words(document, document.tables[0])[1] == ["保护 执法", "市公安局、 市法院、 市司法局"]


def test_the_caption_stands_above_the_table() -> None:
    document = _page("<table><caption>任务分工表</caption><tr><td>任务</td><td>单位</td></tr><tr><td>保护</td><td>甲局</td></tr></table>")
    assert document.text.split("\n")[1] == "任务分工表"
    assert document.text[document.tables[0].start :].startswith("任务\t单位\n")


@pytest.mark.parametrize(
    "markup",
    [
        "<table><tr><td><p>保护专利，打击侵权。</p></td></tr><tr><td><p>服务企业，提高质量。</p></td></tr></table>",
        "<table><tr><td>保护专利，打击侵权。</td><td>服务企业，提高质量。</td></tr></table>",
        "<table role=presentation><tr><td>保护专利，打击侵权。</td><td>a</td></tr><tr><td>服务企业，提高质量。</td><td>b</td></tr></table>",
        "<table><tr><td>左</td><td>"
        "<p>"
        + "保护专利，打击侵权。" * 20
        + "</p>" * 1
        + ("<p>" + "服务企业，提高质量。" * 20 + "</p>") * 6
        + "</td></tr><tr><td>脚</td><td></td></tr></table>",
    ],
    ids=["one column", "one row", "said to be layout", "a page laid out"],
)
def test_refuses_to_take_layout_for_a_table(markup: str) -> None:
    document = _page(markup)
    assert document.tables == ()
    assert "\t" not in document.text
    assert "保护专利，打击侵权。" in document.text


def test_a_table_of_data_within_a_table_of_layout_is_kept() -> None:
    inner = "<table><tr><td>任务</td><td>单位</td></tr><tr><td>保护</td><td>甲局</td></tr></table>"
    document = _page(f"<table><tr><td>左</td><td><p>说明文字，见下表。</p>{inner}</td></tr><tr><td>脚</td><td>注</td></tr></table>")
    assert [_words(document, table) for table in document.tables] == [[["任务", "单位"], ["保护", "甲局"]]]


def test_a_document_that_is_nearly_all_table_keeps_its_title_and_notes() -> None:
    rows = "".join(f"<tr><td>{number}</td><td>完成第{number}项工作，形成可复制的经验，向全市推广。</td><td>市知识产权局</td></tr>" for number in range(1, 40))
    table = f"<table><tr><th>序号</th><th>任务</th><th>责任单位</th></tr>{rows}</table>"
    page = f"<div class='nav'><a href='#'>首页</a></div><div><p>重点任务分工表</p>{table}<p>注：按季调度。</p></div>"
    document = loaders.from_text(page, page=True)
    assert document.text.startswith("重点任务分工表\n序号\t任务\t责任单位\n")
    assert document.text.endswith("\n注：按季调度。\n")
    assert len(document.tables[0].rows) == 40


def test_a_table_in_plain_text_is_read_from_its_tabs() -> None:
    document = loaders.from_text("分工如下\n序号\t任务\t责任单位\n1\t 保护 \t市知识产权局\n2\t服务\t\n以上\n")
    [table] = document.tables
    assert document.text[table.start : table.end] == "序号\t任务\t责任单位\n1\t 保护 \t市知识产权局\n2\t服务\t"
    assert _words(document, table) == [["序号", "任务", "责任单位"], ["1", "保护", "市知识产权局"], ["2", "服务", ""]]


@pytest.mark.parametrize(
    "text",
    ["甲\t乙\n丙\t丁\n", "\t\t一、保护\n\t\t二、服务\n", "序号\t任务\t单位\n", "保护专利。\t服务企业；\t提高质量！\n1\t2\t3\n"],
    ids=["one tab", "indents", "one line", "sentences"],
)
def test_refuses_to_take_indents_for_a_table(text: str) -> None:
    assert loaders.from_text(text).tables == ()
