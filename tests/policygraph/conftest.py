"""The command line as people run it: `run` and, as a process of its own, `process`; `workspace` holds the invented city."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest

from policygraph.cli import main
from policygraph.pipeline import build

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "documents"

UNCLEAN = ("POLICYGRAPH_", "NEO4J_", "LC_", "LANG", "COLUMNS")


@dataclass(frozen=True, slots=True)
class Done:
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]
"""`run(*arguments, workspace=, environment=)`"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `policygraph ARGUMENTS` within this process, in an empty folder and a clean environment, in Chinese unless it says otherwise."""

    def runner(*arguments: str | Path, workspace: Path | None = None, environment: dict[str, str] | None = None) -> Done:
        where = ["--workspace", str(workspace)] if workspace else []
        with monkeypatch.context() as patch:
            for name in [name for name in os.environ if name.startswith(UNCLEAN)]:
                patch.delenv(name)
            for name, value in (environment or {}).items():
                patch.setenv(name, value)
            patch.chdir(tmp_path)
            with redirect_stdout(StringIO()) as stdout, redirect_stderr(StringIO()) as stderr:
                code = main([*where, *map(str, arguments)])
        return Done(code, stdout.getvalue(), stderr.getvalue())

    return runner


@pytest.fixture
def process(tmp_path: Path) -> Run:
    """The same as a process of its own: what a person at a shell gets, bytes and exit code."""

    def runner(*arguments: str | Path, workspace: Path | None = None, environment: dict[str, str] | None = None) -> Done:
        cleared = {name: value for name, value in os.environ.items() if not name.startswith(UNCLEAN)}
        where = ["--workspace", str(workspace)] if workspace else []
        command = [sys.executable, "-m", "policygraph", *where, *map(str, arguments)]
        names = {**cleared, "PYTHONPATH": str(ROOT), **(environment or {})}
        done = subprocess.run(command, cwd=tmp_path, env=names, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120)
        return Done(done.returncode, done.stdout, done.stderr)

    return runner


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("city") / "workspace"
    assert build([EXAMPLES], folder).complete
    return folder


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """A folder with two documents that can be read and one that cannot."""
    folder = tmp_path / "文件"
    folder.mkdir()
    (folder / "甲.txt").write_text(PLAN.format(number=1, task="建设平台"), encoding="utf-8")
    (folder / "乙.txt").write_text(PLAN.format(number=2, task="培育机构"), encoding="gb18030")
    (folder / "丙.pdf").write_bytes(b"%PDF-1.7\n")
    return folder


PLAN = """\
广州市人民政府办公厅关于试验工作的通知（之{number}）

穗府办〔2031〕{number}号

各区人民政府，市政府各部门：

现将有关事项通知如下。

一、重点任务

（一）{task}。抓好落实。（市知识产权局牵头，市财政局配合）

广州市人民政府办公厅
2031年1月{number}日
"""
