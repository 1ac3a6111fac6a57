"""From the documents to the answer: the saved questions give for the invented city the rows that reading the documents gives, apart from the program."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from bench.score import ROOT
from bench.spelling import normalise
from queries.catalogue import catalogue

EXAMPLES = ROOT / "examples"


def cases() -> list[Any]:
    file = EXAMPLES / "answers" / "questions.yaml"
    read = yaml.safe_load(file.read_text(encoding="utf-8"))
    return [pytest.param(name, case, id=f"{name}-{number}") for name, group in read.items() for number, case in enumerate(group)]


def policygraph(workspace: Path, *arguments: str) -> str:
    command = [sys.executable, "-c", "from policygraph.cli import main; main()", "--workspace", str(workspace), "--quiet", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("city") / "workspace"
    policygraph(folder, "build", str(EXAMPLES / "documents"))
    return folder


def comparable(row: dict[str, Any], columns: set[str]) -> str:
    """The columns of a row that the answer gives, spelled as the answer spells them."""
    if "begins" in columns:
        row = {**row, "begins": row.get("begins") or normalise(row["task"])[:12]}
    return json.dumps(
        {name: normalise(value) if isinstance(value, str) else value for name, value in row.items() if name in columns}, ensure_ascii=False, sort_keys=True
    )


def test_every_question_is_worked_out_by_hand() -> None:
    assert {case.values[0] for case in cases()} == {question.name for question in catalogue()}


@pytest.mark.parametrize(("name", "case"), cases())
def test_the_rows_are_those_of_the_answer(workspace: Path, name: str, case: dict[str, Any]) -> None:
    # Whatever day it is: a document of the city that has run out by then is asked for all the same.
    options = [word for key, value in case["parameters"].items() for word in (f"--{key}", str(value))] + ["--include", "repealed"]
    rows = json.loads(policygraph(workspace, "ask", name, *options, "--format", "json"))
    columns = set(case["rows"][0] if case["rows"] else ())
    assert sorted(comparable(row, columns) for row in rows) == sorted(comparable(row, columns) for row in case["rows"])
