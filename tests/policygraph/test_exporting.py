"""`export` as people run it: files with their checksums, the same bytes from two builds, nothing half-written, nothing marked by accident."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from graph.checksums import SUMS
from graph.exports import FORMS
from graph.workspace import Workspace
from tests.policygraph.conftest import EXAMPLES, Run


def test_an_export_lies_in_its_place_with_its_checksum(run: Run, workspace: Path, tmp_path: Path) -> None:
    done = run("export", "turtle", "-o", tmp_path / "图.ttl", workspace=workspace)
    assert (done.returncode, done.stdout) == (0, "")
    assert "已写入" in done.stderr
    digest = hashlib.sha256((tmp_path / "图.ttl").read_bytes()).hexdigest()
    assert (tmp_path / "图.ttl.sha256").read_text(encoding="utf-8") == f"{digest}  图.ttl\n"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["图.ttl", "图.ttl.sha256"], "nothing half-written is left"


def test_two_builds_of_the_same_files_are_exported_as_the_same_bytes(run: Run, process: Run, workspace: Path, tmp_path: Path) -> None:
    """The second is built in two steps, the later half of the files first, by processes of their own in which sets have another order."""
    other, folder = tmp_path / "other", tmp_path / EXAMPLES.name
    folder.mkdir()
    files = sorted(EXAMPLES.iterdir())
    for half in (files[len(files) // 2 :], files[: len(files) // 2]):
        for file in half:
            shutil.copy(file, folder)
        assert process("build", folder, workspace=other, environment={"PYTHONHASHSEED": "7"}).returncode == 0
    for form, suffix in FORMS.items():
        for name, place in (("一", workspace), ("二", other)):
            assert run("export", form, "-o", tmp_path / f"{name}{suffix or form}", workspace=place).returncode == 0
        first, second = (contents(tmp_path / f"{name}{suffix or form}") for name in "一二")
        if form == "neo4j-csv":  # a server is to know which workspace states what
            first, second = (without(Workspace(place).identity(), found) for place, found in ((workspace, first), (other, second)))
        assert first == second, form


def contents(path: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in path.iterdir()} if path.is_dir() else {"": path.read_bytes()}


def without(identity: str, found: dict[str, bytes]) -> dict[str, bytes]:
    """The files without the identity of the workspace, and without the checksums, which it changes."""
    assert any(identity.encode() in content for content in found.values())
    return {name: content.replace(identity.encode(), b"") for name, content in found.items() if name != SUMS}


@pytest.mark.parametrize(("form", "word"), [("excel", "graphml"), ("", "turtle")])
def test_a_form_that_is_not_there_is_answered_with_those_that_are(run: Run, workspace: Path, tmp_path: Path, form: str, word: str) -> None:
    done = run("export", form, "-o", tmp_path / "x", workspace=workspace)
    assert done.returncode == 2
    assert word in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_is_told(run: Run, workspace: Path, tmp_path: Path) -> None:
    for form in ("jsonld", "csv"):
        done = run("export", form, "-o", tmp_path / "nowhere" / "x", workspace=workspace)
        assert done.returncode == 2
        assert "写不了" in done.stderr
    assert run("export", "jsonld", "-o", tmp_path / "x", workspace=tmp_path / "no workspace").returncode == 2
