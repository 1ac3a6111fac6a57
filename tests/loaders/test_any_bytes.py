"""Whatever the bytes: a document or a `LoadError`, and nothing else; and every cell lies in the text."""

from __future__ import annotations

import itertools
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

import loaders
from loaders.document import Document

PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div id=zoom>",
        "<div class='share'>",
        "</div>",
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "<td rowspan=2>",
        "<td colspan=3>",
        "<td rowspan=0>",
        "<th rowspan=99999>",
        "</td>",
        "<thead>",
        "<tbody>",
        "<caption>",
        "<ol>",
        "<ol start=-3 type=i>",
        "<li>",
        "<li value=9>",
        "</ol>",
        "<br>",
        "<pre>",
        "</pre>",
        "<span>",
        "</span>",
        "<a href=#>",
        "</a>",
        "<b hidden>",
        "<i style='display:none'>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "&nbsp;",
        "&#0;",
        "&lt;",
        "\t",
        "\n",
        "\r\n",
        " ",
        "\u3000",
        "\u200b",
        "索引号：",
        "发文字号",
        "[成文日期]",
        "2025-01-01",
        "一、",
        "市知识产权局牵头，市公安局配合。",
        "上一篇：",
        "【打印】",
        "各区人民政府，市政府各部门：" * 9,
        "x",
        "<",
        ">",
        '"',
        "<h1>",
        "<html>",
        "<body>",
        "<head>",
        "<title>",
        "<select>",
        "<svg>",
        "<o:p>",
        "<![CDATA[",
        "<?xml ?>",
        "<meta name=ArticleTitle content='关于印发方案的通知'>",
    ]
)


def _sound(document: Document) -> None:
    text = document.text
    assert text.strip()
    assert "\r" not in text
    assert "\x00" not in text
    for table in document.tables:
        assert 0 <= table.start <= table.end <= len(text)
        lines = text[table.start : table.end].split("\n")
        assert len(lines) == len(table.rows) >= 2
        assert table.start == 0 or text[table.start - 1] == "\n"
        assert {len(row) for row in table.rows} == {len(table.rows[0])}
        for cell in itertools.chain.from_iterable(table.rows):
            assert table.start <= cell.start <= cell.end <= table.end
            assert not {"\t", "\n"} & set(text[cell.start : cell.end])
        spans = sorted({(cell.start, cell.end) for row in table.rows for cell in row if cell.start < cell.end})
        assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    assert all(first.end < second.start for first, second in itertools.pairwise(document.tables))


def _load(name: str, data: bytes) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(data)
        try:
            document = loaders.load(file)
        except loaders.LoadError:
            return
        _sound(document)
        assert document.source.encoding is not None


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html"]))
@settings(deadline=None, max_examples=150)
def test_any_bytes_give_a_document_or_a_refusal(data: bytes, name: str) -> None:
    _load(name, data)


@given(st.text(max_size=200), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030", "utf-32"]), st.sampled_from(["a.txt", "a.htm"]))
@settings(deadline=None, max_examples=150)
def test_any_text_in_any_encoding_gives_a_document_or_a_refusal(text: str, encoding: str, name: str) -> None:
    _load(name, text.encode(encoding, "ignore"))


@given(st.lists(PIECES, max_size=60).map("".join))
@settings(deadline=None, max_examples=400)
def test_any_markup_gives_sound_tables(page: str) -> None:
    try:
        document = loaders.from_text(page, page=True)
    except loaders.LoadError:
        return
    _sound(document)


@given(st.lists(st.sampled_from(["序号", "任务", "\t", "\t", "\n", "。", "1", " ", "\r"]), max_size=60).map("".join))
@settings(deadline=None, max_examples=200)
def test_any_tabs_give_sound_tables(text: str) -> None:
    try:
        document = loaders.from_text(text)
    except loaders.LoadError:
        return
    _sound(document)


@given(st.lists(st.sampled_from("各区人民政府要加强知识产权保护，落实责任。（）一二三市的和在"), min_size=8, max_size=200).map("".join))
@settings(deadline=None, max_examples=100)
def test_chinese_comes_back_from_every_encoding_whole(text: str) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "a.txt"
        for encoding in ("utf-8", "gb18030", "utf-16", "utf-8-sig"):
            file.write_bytes(text.encode(encoding))
            assert loaders.load(file).text == text
