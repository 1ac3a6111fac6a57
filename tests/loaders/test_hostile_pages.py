"""Pages built to exhaust their reader: each is read or refused by name, quickly. <div><div><div>… a hundred thousand times."""

from __future__ import annotations

import time

import pytest

import loaders
from loaders.errors import HostileMarkupError, LoadError

REFUSED = {
    "nested tags": "<div>" * 100_000 + "x" + "</div>" * 100_000,
    "nested tables": "<table><tr><td>" * 20_000 + "x",
    "attributes": "<p " + " ".join(f"a{number}=1" for number in range(50_000)) + ">x",
    "attributes that quote the end of a tag": "<p " + " ".join(f"a{number}='>'" for number in range(50_000)) + ">x",
    "tags": "<b>x" * 600_000,
}
BOUNDED = {
    "open formatting": "".join(f"<p><b a={number}>x</p>" for number in range(10_000)),
    "as many attributes as a tag may have": ("<p " + " ".join(f"a{number}=1" for number in range(120)) + ">x") * 20_000,
    "tables around tables": "<table><tr><td>" * 70 + "<p>各区人民政府，要</p>" * 60_000 + "</table>" * 70,
    "elements around elements": "<div><p>各区人民政府，要</p>" * 240 + "<p>各区人民政府，要</p>" * 60_000 + "</div><p>各区人民政府，要</p>" * 240,
    "rows of a table": "<table>" + "<tr><td rowspan=50>a<td>b</tr>" * 60_000 + "</table>",
    "closing tags": "</b>" * 200_000 + "x",
    "a long attribute": f'<p class="{"a" * 3_000_000}">x',
    "entities": "&amp;" * 500_000,
    "entity declarations": "<!DOCTYPE html [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><p>&b;x",
    "an outside entity": "<!DOCTYPE html SYSTEM 'http://127.0.0.1:9/x.dtd' [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><p>&x;x",
    "rowspan": "<table>" + "<tr><td rowspan=100000 colspan=100000>a<td>b</tr>" * 1_000 + "</table>",
    "colspan": "<table>" + ("<tr>" + "<td colspan=1000>a</td>" * 20 + "</tr>") * 500 + "</table>",
    "comments": "<!--" * 100_000 + "x",
    "scripts": "<script>" * 100_000 + "x",
    "open angle brackets": "<" * 400_000,
    "labels": "<p>" + "索引号 " * 20_000,
    "spaces": "<p>a" + " " * 2_000_000 + "b",
    "lists": "<ol>" * 900 + "<li>x" * 20_000,
    "references to no character": "<p>&#0;&#xD800;&#x110000;x</p>",
}


def _seconds(page: str) -> tuple[float, LoadError | None]:
    started = time.process_time()
    try:
        loaders.from_text(page, "坏.html", page=True)
    except LoadError as error:
        return time.process_time() - started, error
    return time.process_time() - started, None


@pytest.mark.parametrize("page", REFUSED.values(), ids=list(REFUSED))
def test_refuses_pages_that_no_document_needs(page: str) -> None:
    seconds, error = _seconds(page)
    assert isinstance(error, HostileMarkupError)
    assert "坏.html" in str(error)
    assert seconds < 5


@pytest.mark.parametrize("page", BOUNDED.values(), ids=list(BOUNDED))
def test_reads_the_rest_in_bounded_time(page: str) -> None:
    seconds, error = _seconds(page)
    assert not isinstance(error, HostileMarkupError)
    assert seconds < 5


def test_an_outside_entity_brings_nothing_in() -> None:
    assert "root" not in loaders.from_text(BOUNDED["an outside entity"], page=True).text


def test_a_table_whose_spans_are_not_followed_keeps_its_words() -> None:
    document = loaders.from_text(BOUNDED["rowspan"], page=True)
    assert document.tables == ()
    assert document.text.count("b") == 1_000


def test_ten_times_the_page_takes_about_ten_times_as_long() -> None:
    def page(size: int) -> str:
        table = "<table><tr><td>任务</td><td>单位</td></tr><tr><td>保护</td><td>甲局</td></tr></table>"
        return "<div>" + f"<p>各区人民政府要认真落实，<span>切实抓好</span>各项工作。</p>{table}" * size

    loaders.from_text(page(10), page=True)
    small = min(_seconds(page(300))[0] for _ in range(3))
    large = min(_seconds(page(3_000))[0] for _ in range(2))
    assert large < 25 * small
