"""`analyse` as people run it: every kind as a table and as a network, the same in each process; wrong calls answered with what there is."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from openpyxl import load_workbook

from policygraph import console
from queries.analyses import KINDS
from tests.policygraph.conftest import ROOT, Run

PAGE = (ROOT / "docs" / "analysis.md").read_text(encoding="utf-8")


def test_what_the_page_on_analysis_says_runs(run: Run, workspace: Path) -> None:
    [commands] = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    words = [shlex.split(line) for line in commands.splitlines()]
    assert {line[2] for line in words} == set(KINDS)
    for line in words:
        done = run(*line[1:], workspace=workspace)
        assert done.returncode == 0, done.stderr
    [code] = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    given: dict[str, Any] = {"workspace": workspace}
    exec(compile(code, "docs/analysis.md", "exec"), given)
    assert len(given["tasks"]) > 50
    assert given["strongest"][2] == max(record["weight"] for record in given["found"].records())


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_a_table_in_every_form_and_a_network(run: Run, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    plans = ("--document", "示范政办发〔2024〕27号", "--lower", "示府〔2025〕6号") if kind == "gaps" else ()
    tsv = run("analyse", kind, *plans, workspace=workspace)
    assert tsv.returncode == 0
    header, *lines = tsv.stdout.splitlines()
    records = json.loads(run("analyse", kind, *plans, "--format", "json", workspace=workspace).stdout)
    assert len(records) == len(lines) > 3
    assert header.split("\t") == list(records[0])
    assert all(record["quote"] for record in records), "every row has words of a document"
    monkeypatch.setattr(console, "to_terminal", lambda: True)
    shown = run("analyse", kind, *plans, "--limit", "3", workspace=workspace)
    assert "原文" in shown.stdout
    assert f"{len(records)} 行中的前 3 行" in shown.stderr
    drawn = run("analyse", kind, *plans, "-o", tmp_path / "图.graphml", workspace=workspace)
    assert (drawn.returncode, drawn.stdout) == (0, "")
    assert nx.read_graphml(tmp_path / "图.graphml").number_of_edges() > 3


def test_classes_of_agencies_are_marked_as_such(run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "to_terminal", lambda: True)
    shown = run("analyse", "together", workspace=workspace).stdout
    assert "一类机关" in shown
    assert "class of agencies" in run("--lang", "en", "analyse", "together", workspace=workspace).stdout


def test_two_processes_find_the_same(process: Run, workspace: Path) -> None:
    first, second = (process("analyse", "communities", workspace=workspace, environment={"PYTHONHASHSEED": seed}) for seed in "12")
    assert first == second
    assert first.returncode == 0


def test_a_workbook_has_the_rows_and_what_is_said_about_them(run: Run, workspace: Path, tmp_path: Path) -> None:
    assert run("analyse", "communities", "-o", tmp_path / "群.xlsx", workspace=workspace).returncode == 0
    rows, remarks = load_workbook(tmp_path / "群.xlsx").worksheets
    cells = [[cell.value for cell in row] for row in rows.iter_rows()]
    assert any("示例市知识产权局" in row and "机关" in row for row in cells)
    assert any("模块度" in str(cell.value) for row in remarks.iter_rows() for cell in row)


def test_a_wrong_call_is_answered_with_what_there_is(run: Run, workspace: Path) -> None:
    for arguments, words in (
        (("friends",), "together、centrality"),
        (("gaps", "--likeness", "7"), "0 和 1"),
        (("together", "--format", "graphml"), "-o"),
        (("together", "--format", "excel"), "tsv"),
        (("overload", "--lower", "x"), "gaps"),
    ):
        done = run("analyse", *arguments, workspace=workspace)
        assert (done.returncode, done.stdout) == (2, "")
        assert words in done.stderr


def test_where_nothing_is_compared_it_says_why(run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "to_terminal", lambda: True)
    done = run("analyse", "gaps", "--document", "示府规〔2025〕1号", workspace=workspace)
    assert (done.returncode, done.stdout) == (0, "")
    assert "--document 和 --lower" in done.stderr
