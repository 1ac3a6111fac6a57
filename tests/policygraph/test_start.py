"""Whoever asks does not wait: nothing heavy is imported on the way to the embedded snapshot, and the packages are our own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.policygraph.conftest import ROOT, Run

HEAVY = (
    "asyncio",
    "pydantic",
    "typer",
    "rich",
    "rdflib",
    "pyoxigraph",
    "pyshacl",
    "neo4j",
    "pyarrow",
    "networkx",
    "pyvis",
    "lxml",
    "selectolax",
    "jinja2",
    "pandas",
    "numpy",
)


def imported_by(*arguments: str) -> set[str]:
    """The top-level modules that a command brings in, by the account of the interpreter itself."""
    command = [sys.executable, "-X", "importtime", "-m", "policygraph", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    lines = [line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.partition(".")[0] for line in lines}


@pytest.mark.parametrize("arguments", [["--help"], ["ask", "--help"], ["ask", "tasks-led-by", "--help"]], ids=" ".join)
def test_help_brings_in_nothing_heavy(arguments: list[str]) -> None:
    assert not imported_by(*arguments) & {*HEAVY, "ladybug"}


@pytest.mark.parametrize("question", ["tasks-led-by", "agencies-of-document"])
def test_asking_brings_in_nothing_heavy(workspace: Path, question: str) -> None:
    modules = imported_by("--workspace", str(workspace), "ask", question)
    assert "ladybug" in modules
    assert not modules & set(HEAVY)


def test_what_asking_puts_off_is_there_for_others(workspace: Path) -> None:
    program = (
        f"import sys, policygraph; policygraph.ask({str(workspace)!r}, 'tasks-led-by'); put_off = 'asyncio.events' not in sys.modules\n"
        "import asyncio\n"
        "async def seven(): return 7\n"
        "print(put_off, asyncio.run(seven()), 'asyncio.events' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.split() == ["True", "7", "True"]


def test_the_verbs_of_python_are_those_of_the_command_line(workspace: Path, tmp_path: Path) -> None:
    import policygraph

    file = ROOT / "examples" / "documents" / "strong-city-plan.txt"
    assert set(policygraph.__all__) == {"analyse", "ask", "build", "extract", "load", "network"}
    extraction = policygraph.extract(policygraph.load(file))
    assert extraction.tasks
    account = policygraph.build([file], tmp_path / "workspace")
    assert account.complete
    assert account.tasks == len(extraction.tasks)
    assert policygraph.ask(tmp_path / "workspace", "tasks-led-by", {"agency": "市知识产权局"}).rows
    assert policygraph.ask(workspace, "who-does", {"word": "专利"}).records()
    assert policygraph.analyse(workspace, "together").records()
    assert len(policygraph.network(tmp_path / "workspace")) > account.tasks
    with pytest.raises(AttributeError, match="nothing"):
        getattr(policygraph, "nothing")  # noqa: B009


@pytest.mark.parametrize("folder", ["graph", "queries", "ontology"])
@pytest.mark.parametrize("kind", ["file", "folder", "bare folder"])
def test_a_stranger_of_the_same_name_is_told_by_its_place(tmp_path: Path, folder: str, kind: str) -> None:
    if kind == "file":
        (tmp_path / f"{folder}.py").write_text("", encoding="utf-8")
    else:
        (tmp_path / folder).mkdir()
        if kind == "folder":
            (tmp_path / folder / "__init__.py").write_text("", encoding="utf-8")
    program = f"import sys; sys.path[:0] = [{str(tmp_path)!r}, {str(ROOT)!r}]; import policygraph"
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    if kind == "bare folder":
        assert done.returncode == 0, "a folder that is no package hides nothing"
    else:
        assert done.returncode == 1
        assert f"ImportError: policygraph 需要自己的 {folder} 包" in done.stderr
        assert str(tmp_path) in done.stderr


def test_a_stranger_that_was_imported_before_is_told_too(tmp_path: Path) -> None:
    (tmp_path / "graph.py").write_text("", encoding="utf-8")
    program = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import graph; sys.path[0] = {str(ROOT)!r}; import policygraph"
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert "ImportError: policygraph 需要自己的 graph 包" in done.stderr


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").stdout.startswith("policygraph ")


def test_a_pipe_is_utf_8_whatever_the_machine_speaks(process: Run, workspace: Path) -> None:
    done = process("ask", "who-does", "--word", "专利", "--format", "json", workspace=workspace, environment={"PYTHONIOENCODING": "cp936", "PYTHONUTF8": "0"})
    assert json.loads(done.stdout)
    assert "注：" not in done.stdout
