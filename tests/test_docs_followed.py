"""Pages that people follow step by step hold what they say: each of their commands is run as it stands, on the invented city."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLLOWED = ("staff.md",)


@pytest.mark.parametrize("name", FOLLOWED)
def test_a_page_can_be_followed_from_its_first_line_to_its_last(name: str, tmp_path: Path) -> None:
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    steps = re.findall(r"^```sh\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    assert steps
    shutil.copytree(ROOT / "examples" / "documents", tmp_path / "文件夹")
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "policygraph").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m policygraph "$@"\n', encoding="utf-8")
    (programs / "policygraph").chmod(0o755)
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("POLICYGRAPH_", "LC_", "LANG"))}
    environment = {**kept, "PATH": f"{programs}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    command = ["bash", "-e", "-x", "-c", "\n".join(steps)]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    for written in re.findall(r"-o (\S+)", "\n".join(steps)):
        assert (tmp_path / written).stat().st_size > 1000, written
    assert "示例市知识产权局" in done.stdout
