"""Saved questions over HTTP give the rows that `ask` gives, as a page, as data and as files, and refuse as `ask` does."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from policygraph import ask
from queries.catalogue import catalogue
from tests.policygraph.web.conftest import PERSON, assert_problem, pages_over

LED = "/questions/tasks-led-by"


def test_the_list_names_every_question_to_programs_and_to_people(client: TestClient) -> None:
    listed = client.get("/questions").json()
    assert {one["name"] for one in listed} == {one.name for one in catalogue()}
    agency = next(one for one in listed if one["name"] == "tasks-led-by")["parameters"][0]
    assert (agency["name"], agency["default"]) == ("agency", "市知识产权局")
    assert "示例市知识产权局" in agency["choices"]
    page = client.get("/questions", headers=PERSON)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert all(f'href="/questions/{one.name}"' in page.text for one in catalogue())


def test_an_answer_is_that_of_ask(client: TestClient, served_workspace: Path) -> None:
    expected = ask(served_workspace, "tasks-led-by", {"agency": "市知识产权局"}).records()
    assert expected
    assert client.get(LED, params={"agency": "市知识产权局"}).json() == expected
    assert client.get(LED, params={"agency": "市知识产权局", "limit": 2}).json() == expected[:2]
    rows = list(csv.DictReader(io.StringIO(client.get(LED, params={"agency": "市知识产权局", "format": "csv"}).text.lstrip("\ufeff"))))
    assert [row["任务"] for row in rows] == [row["task"] for row in expected]


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/html;q=0.2, text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("*/*", "application/json"),
        (PERSON["Accept"], "text/html; charset=utf-8"),
    ],
)
def test_the_form_is_the_one_that_is_liked_best(client: TestClient, accept: str, kind: str) -> None:
    answer = client.get(LED, params={"agency": "市知识产权局"}, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
    assert answer.headers["vary"] == "Accept"


def test_the_page_fills_its_form_and_its_links_take_the_whole_answer_away(client: TestClient) -> None:
    page = client.get(LED, headers=PERSON).text
    assert 'value="市知识产权局"' in page
    assert '<option value="示例市知识产权局">' in page
    rows = page.count("<tr>") - 1
    [link] = re.findall(r'href="(/questions/tasks-led-by\?[^"]*format=json[^"]*)"', page.replace("&amp;", "&"))
    assert len(client.get(link).json()) == rows > 0


def test_a_box_that_is_ticked_is_asked_and_stays_ticked(client: TestClient) -> None:
    page = client.get(LED, params={"agency": "市知识产权局", "include": ["predecessors", "classes"]}, headers=PERSON).text
    assert len(re.findall(r'name="include" value="(?:predecessors|classes)" checked', page)) == 2
    assert 'value="repealed" checked' not in page


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/questions/tasks-led-bye", 404, "tasks-led-by"),
        ("/questions/..%2f..%2fetc", 404, "not"),
        ("/questions/tasks-led-by?agenzy=x", 400, "agency"),
        ("/questions/tasks-led-by?agency=", 400, "市知识产权局"),
        ("/questions/due-before?agency=市知识产权局&before=年底", 400, "年底"),
        ("/questions/tasks-led-by?agency=市知识产权局&include=nothing", 400, "predecessors"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_next_step(client: TestClient, path: str, status: int, said: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert_problem(answer, status)
    assert said in answer.text.lower() or said in answer.text
    if "%2f" not in path:
        page = client.get(path, headers=PERSON)
        assert page.status_code == status
        assert said in page.text


def test_whatever_is_asked_is_escaped(client: TestClient) -> None:
    hostile = '"><script>alert(1)</script><a href="javascript:x">\u202e'
    page = client.get("/questions/who-does", params={"word": hostile}, headers=PERSON)
    assert page.status_code == 200
    assert "<script" not in page.text
    assert 'href="javascript' not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_ones_own_question_is_there_and_one_that_writes_is_refused(served_workspace: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "workspace"
    shutil.copytree(served_workspace, workspace)
    (workspace / "queries").mkdir()
    head = "/*\ntitle: {zh: 自己的, en: own}\nhelp: {zh: 试, en: try}\ncolumns:\n  name: {zh: 名称, en: name}\n*/\n"
    (workspace / "queries" / "own-names.cypher").write_text(head + "MATCH (a:Agency) RETURN a.name AS name ORDER BY name LIMIT 2", encoding="utf-8")
    (workspace / "queries" / "own-theft.cypher").write_text(
        head + "LOAD FROM '/etc/passwd' (file_format='csv', delim=':') RETURN column0 AS name", encoding="utf-8"
    )
    client = TestClient(pages_over(workspace))
    assert len(client.get("/questions/own-names").json()) == 2
    assert client.get("/questions/own-theft").status_code == 403
