"""The workspace folder: what it refuses, and that a write is whole or not at all."""

from __future__ import annotations

import json
import multiprocessing
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.workspace import BuildRunningError, Settings, Workspace, WorkspaceError, write_bytes

if TYPE_CHECKING:
    from tests.graph.conftest import Draft


def test_a_new_workspace_has_the_default_base_and_no_roots(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "new")
    assert not workspace.exists()
    assert workspace.settings() == Settings("https://policygraph.example/", ())


def test_the_base_is_set_at_the_first_build_and_refuses_to_change(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    assert workspace.open_for_build("https://data.example.cn/policies").base == "https://data.example.cn/policies/"
    assert workspace.open_for_build().base == "https://data.example.cn/policies/"
    with pytest.raises(WorkspaceError, match=r"--base https://b\.example/.*不能更改"):
        workspace.open_for_build("https://b.example/")


def test_the_identity_is_made_once_and_differs_from_others(tmp_path: Path) -> None:
    here, there = Workspace(tmp_path / "here"), Workspace(tmp_path / "there")
    identity = here.open_for_build().identity
    assert identity
    assert here.open_for_build(roots=[tmp_path]).identity == here.identity() == identity
    assert there.open_for_build().identity != identity


def test_a_workspace_from_before_there_were_identities_gets_one_and_keeps_it(tmp_path: Path) -> None:
    (tmp_path / "workspace.json").write_text(json.dumps({"schema": 1, "base": "https://a.example/", "roots": ["/x"]}))
    identity = Workspace(tmp_path).identity()
    assert identity
    assert Workspace(tmp_path).settings() == Settings("https://a.example/", ("/x",), identity)


@pytest.mark.parametrize(
    "base", ["data.example.cn", "ftp://a.example/", "https://", "https://a.example/?x=", "https://a.example/#", "https://政策.cn/", "https://a .cn/"]
)
def test_a_base_that_is_no_plain_http_iri_is_refused(tmp_path: Path, base: str) -> None:
    with pytest.raises(WorkspaceError, match="--base"):
        Workspace(tmp_path).open_for_build(base)


def test_another_schema_version_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "workspace.json").write_text(json.dumps({"schema": 99, "base": "x", "roots": []}))
    with pytest.raises(WorkspaceError, match=r"workspace\.json.*99"):
        Workspace(tmp_path).settings()


@pytest.mark.parametrize("content", ["{", "[]", ""])
def test_a_damaged_workspace_file_is_told_by_name(tmp_path: Path, content: str) -> None:
    (tmp_path / "workspace.json").write_text(content)
    with pytest.raises(WorkspaceError, match=r"workspace\.json"):
        Workspace(tmp_path).settings()


def test_records_come_back_as_they_were_kept(tmp_path: Path, draft: Draft) -> None:
    workspace = Workspace(tmp_path)
    workspace.open_for_build()
    extraction = draft(rules="1-a/b c")
    name = workspace.keep_record(extraction)
    assert name == f"{extraction.source.sha256}-1-a_b_c"
    assert workspace.load_record(name) == extraction


@pytest.mark.parametrize("content", [b"", b"{", b'{"schema": "policygraph/0"}', b"\xff"])
def test_records_of_another_form_count_as_none(tmp_path: Path, content: bytes) -> None:
    workspace = Workspace(tmp_path)
    workspace.open_for_build()
    workspace.record_path("x").write_bytes(content)
    assert workspace.load_record("x") is None
    assert workspace.load_record("y") is None


def test_a_write_that_fails_leaves_the_old_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "current"
    write_bytes(file, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_bytes(file, b"new")
    assert file.read_bytes() == b"old"


def test_two_builds_cannot_run_at_once(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    with workspace.locked(), pytest.raises(BuildRunningError, match="另一个 build"), workspace.locked():
        pass
    with workspace.locked():
        pass


def _hold_and_die(path: Path) -> None:
    with Workspace(path).locked():
        os._exit(9)


def test_a_dead_holder_frees_the_lock(tmp_path: Path) -> None:
    process = multiprocessing.get_context("spawn").Process(target=_hold_and_die, args=(tmp_path,))
    process.start()
    process.join()
    assert process.exitcode == 9
    with Workspace(tmp_path).locked():
        pass
