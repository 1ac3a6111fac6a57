"""A machine without a network: what `make bundle` gathers installs by the one line that stands in it, and the program then does its main job."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools" / "bundle"


def _cut_off() -> list[str]:
    """How to run a command where there is no network at all; where the system allows nobody that, the addresses that it is given lead nowhere."""
    words = ["unshare", "--map-root-user", "--net"]
    return words if shutil.which("unshare") and subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0 else []


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundle") / "安装包"
    done = subprocess.run([TOOL, folder], cwd=ROOT, env={**os.environ, "BIN": str(Path(sys.executable).parent)}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


def test_its_one_line_installs_it_without_a_network_and_it_answers(bundle: Path, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHONPATH"))}
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    line = re.search(r"^  python3 (-m pip install .*)$", (bundle / "README.txt").read_text(encoding="utf-8"), re.MULTILINE)
    assert line

    def away(*words: str, folder: Path = bundle) -> str:
        command = [*_cut_off(), str(tmp_path / "venv" / "bin" / words[0]), *words[1:]]
        done = subprocess.run(command, cwd=folder, env={**environment, **nowhere}, capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    away("python", *line[1].split(), "--quiet", "--no-compile")
    away("policygraph", "--workspace", str(tmp_path / "workspace"), "build", str(ROOT / "examples" / "documents"), folder=tmp_path)
    assert "示例市知识产权局" in away(
        "policygraph", "--workspace", str(tmp_path / "workspace"), "ask", "tasks-led-by", "--agency", "市知识产权局", folder=tmp_path
    )


def test_its_checksums_are_those_of_its_files(bundle: Path) -> None:
    assert subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=bundle, check=False).returncode == 0
    named = {line.split()[1] for line in (bundle / "SHA256SUMS").read_text(encoding="utf-8").splitlines()}
    assert named == {path.name for path in bundle.iterdir()} - {"SHA256SUMS"}


@pytest.mark.parametrize(("folder", "system", "said"), [("安装包", "plan9", "linux-x86_64"), ("别人的", "", "别人的")])
def test_what_it_cannot_gather_or_would_overwrite_is_refused(tmp_path: Path, folder: str, system: str, said: str) -> None:
    (tmp_path / "别人的").mkdir()
    (tmp_path / "别人的" / "论文.txt").write_text("x")
    environment = {**os.environ, "BIN": str(Path(sys.executable).parent)}
    done = subprocess.run([TOOL, tmp_path / folder, system], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert said in done.stderr
    assert [path.name for path in tmp_path.rglob("*.*")] == ["论文.txt"]
