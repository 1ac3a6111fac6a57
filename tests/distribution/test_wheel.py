"""What is installed: the wheel holds every data file, its entry point answers, and no other distribution owns one of our names."""

from __future__ import annotations

import importlib.metadata
import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
FOLDERS: list[str] = SETTINGS["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked wheel, in a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (archive,) = folder.glob("policygraph-*.whl")
    with zipfile.ZipFile(archive) as files:
        files.extractall(folder / "unpacked")
    return folder / "unpacked"


def test_no_other_distribution_owns_a_name_of_ours() -> None:
    owners = importlib.metadata.packages_distributions()
    assert {name: set(owners.get(name, [])) - {"policygraph"} for name in FOLDERS} == {name: set() for name in FOLDERS}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_of_a_folder_is_in_the_wheel(wheel: Path, folder: str) -> None:
    ours = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert ours
    assert {name for name in ours if not (wheel / name).is_file()} == set()


def test_nothing_else_is_in_the_wheel(wheel: Path) -> None:
    others = {path.name for path in wheel.iterdir()} - set(FOLDERS)
    assert [name.endswith(".dist-info") for name in others] == [True]


def test_the_entry_point_of_the_wheel_builds_and_answers_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    points = next(wheel.glob("*.dist-info/entry_points.txt")).read_text(encoding="utf-8")
    assert "policygraph = policygraph.cli:main" in points
    start = f"import sys; sys.path.insert(0, {str(wheel)!r}); from policygraph.cli import main; main()"

    def policygraph(*words: str) -> str:
        environment = {**os.environ, "POLICYGRAPH_WORKSPACE": str(tmp_path / "workspace"), "PYTHONUTF8": "1", "PYTHONPATH": ""}
        done = subprocess.run([sys.executable, "-c", start, *words], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "build" in policygraph("--help")
    policygraph("build", str(ROOT / "examples" / "documents"))
    assert "示例市" in policygraph("ask", "tasks-led-by", "--agency", "市知识产权局")
