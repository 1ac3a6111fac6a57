"""A build that is killed at any moment changes nothing: the last generation answers, and the next build completes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.check import check
from graph.workspace import Workspace
from policygraph import ask, build

ROOT = Path(__file__).parents[2]
MOMENTS = 20
PLAN = """\
示例市人民政府关于第{number}项试验工作的通知

示府〔2031〕{number}号

各区人民政府，市政府各部门：

一、重点任务

（一）编制试验清单第{version}版。（市知识产权局牵头，市财政局配合）

（二）抓好落实。（市水务局、市教育局负责）

示例市人民政府
2031年1月{number}日
"""


def put(folder: Path, version: int) -> None:
    """Three documents that change with each version, and one that comes and goes."""
    for number in (1, 2, 3):
        (folder / f"{number}.txt").write_text(PLAN.format(number=number, version=version), encoding="utf-8")
    passing = folder / "4.txt"
    if version % 2:
        passing.write_text(PLAN.format(number=4, version=version), encoding="utf-8")
    else:
        passing.unlink(missing_ok=True)


def answered(workspace: Path) -> list[tuple[object, ...]]:
    """Who does what in the lists, by the generation that answers now."""
    return [tuple(row) for row in ask(workspace, "who-does", {"word": "试验清单"}).rows]


def start(folder: Path, workspace: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "policygraph", "--workspace", str(workspace), "--quiet", "build", str(folder)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def kill(process: subprocess.Popen[bytes]) -> bool:
    """SIGKILL to the build and all that it started; whether it was still at work."""
    working = process.poll() is None
    if working:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return working


@pytest.mark.kill
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_the_last_generation_answers_after_a_kill_at_any_moment_and_the_next_build_completes(tmp_path: Path) -> None:
    folder, workspace = tmp_path / "文件", tmp_path / "图"
    folder.mkdir()
    put(folder, 0)
    begun = time.monotonic()
    assert start(folder, workspace).wait() == 0
    whole = time.monotonic() - begun
    chance = random.Random(20)
    killed = replaced = 0
    for version in range(1, MOMENTS + 1):
        before = answered(workspace)
        assert before
        put(folder, version)
        process = start(folder, workspace)
        # Loading Python takes the first third, in which there is little to break.
        time.sleep(chance.uniform(0.2, 1.0) * whole)
        killed += kill(process)
        after = answered(workspace)

        assert build([folder], workspace).complete
        completed = answered(workspace)
        assert len(completed) == 2 * (3 + version % 2)
        assert all(f"第{version}版" in str(row[0]) for row in completed)
        assert after in (before, completed)
        replaced += after == completed
    assert killed >= MOMENTS // 2
    assert replaced < MOMENTS
    assert check(Workspace(workspace)).sound
    left = {entry.name for entry in workspace.rglob("*") if entry.name.startswith(".new-")}
    assert not left
    assert len(list((workspace / "generations").iterdir())) <= 2


@pytest.mark.kill
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_first_build_that_is_killed_can_be_done_again(tmp_path: Path) -> None:
    folder, workspace = tmp_path / "文件", tmp_path / "图"
    folder.mkdir()
    put(folder, 1)
    for delay in (0.3, 0.6):
        process = start(folder, workspace)
        time.sleep(delay)
        kill(process)
    assert build([folder], workspace).complete
    assert len(answered(workspace)) == 8
