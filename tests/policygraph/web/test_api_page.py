"""What docs/api.md tells consumers to type works: its curl lines, its Python, its queries, and the addresses that it lists."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
WRITTEN = "http://127.0.0.1:8000"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def here(server_address: tuple[str, int]) -> str:
    return "http://{}:{}".format(*server_address)


@pytest.mark.parametrize("line", [line for block in blocks("sh") for line in block.splitlines()])
def test_each_curl_line_gets_an_answer(here: str, line: str) -> None:
    done = subprocess.run(shlex.split(line.replace(WRITTEN, here)), capture_output=True, text=True, encoding="utf-8", check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout) > 10


@pytest.mark.parametrize("code", blocks("python"))
def test_each_python_example_runs(here: str, code: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", code.replace(WRITTEN, here)], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert ("print" not in code) or len(done.stdout.splitlines()) > 3


@pytest.mark.parametrize("query", blocks("sparql"))
def test_each_query_has_rows(here: str, query: str) -> None:
    answer = httpx2.post(f"{here}/sparql", data={"query": query}, timeout=60)
    assert answer.status_code == 200, answer.text
    assert answer.json()["results"]["bindings"]


@pytest.mark.parametrize("query", re.findall(r'query(?: <-|\s*=) [\'"](SELECT .*?)[\'"][,;\n]', PAGE))
def test_each_query_in_another_language_has_rows(here: str, query: str) -> None:
    answer = httpx2.get(f"{here}/sparql", params={"query": query, "format": "csv"}, timeout=60)
    assert answer.status_code == 200, answer.text
    assert len(answer.text.splitlines()) > 3


def test_r_javascript_and_excel_are_among_them() -> None:
    assert len(re.findall(r'query(?: <-|\s*=) [\'"](SELECT .*?)[\'"][,;\n]', PAGE)) == 3


@pytest.mark.parametrize("path", ["/sparql?query=ASK%7B%7D", "/questions", "/", "/examples", "/reference", "/openapi.json", "/health"])
def test_each_address_of_the_table_answers(here: str, path: str) -> None:
    assert f"`{path.partition('?')[0]}`" in PAGE
    assert httpx2.get(here + path, headers={"accept": "text/turtle, */*;q=0.5"}, follow_redirects=True, timeout=60).status_code == 200
