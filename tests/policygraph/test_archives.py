"""An archive in a build: each file of it is a document of its own, read again only where it changed; an archive that breaks forgets nothing."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from policygraph.pipeline import build, forget
from tests.policygraph.conftest import PLAN, Run

FIRST = PLAN.format(number=1, task="建设平台")
SECOND = PLAN.format(number=2, task="培育机构")


def _pack(file: Path, **members: str) -> Path:
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in members.items():
            archive.writestr(f"通知/{name}.txt", text)
        archive.writestr("通知/坏.docx", "x")
    return file


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "文件").mkdir()
    return _pack(tmp_path / "文件" / "材料.zip", 甲=FIRST, 乙=SECOND)


def _results(folder: Path, workspace: Path) -> dict[str, str]:
    return {Path(file.path).name: f"{file.result} {file.change}" for file in build([folder], workspace).files}


def test_each_file_of_an_archive_is_a_document_and_a_broken_one_is_told(archive: Path, tmp_path: Path, run: Run) -> None:
    workspace = tmp_path / "ws"
    built = build([archive.parent], workspace)
    assert {(file.path, file.result) for file in built.files} == {
        (f"{archive}/通知/甲.txt", "read"),
        (f"{archive}/通知/乙.txt", "read"),
        (f"{archive}/通知/坏.docx", "refused"),
    }
    assert (built.documents, built.tasks) == (2, 2)
    assert run("check", workspace=workspace).returncode == 0
    records = [json.loads(file.read_bytes())["source"]["path"] for file in (workspace / "records").iterdir()]
    assert sorted(records) == sorted([f"{archive.as_posix()}/通知/甲.txt", f"{archive.as_posix()}/通知/乙.txt"])
    assert run("report", "--format", "json", workspace=workspace).returncode == 1


def test_only_what_changed_in_it_is_read_again_and_what_is_gone_is_forgotten(archive: Path, tmp_path: Path) -> None:
    assert _results(archive, tmp_path / "ws") == {"甲.txt": "read new", "乙.txt": "read new", "坏.docx": "refused new"}
    _pack(archive, 甲=FIRST.replace("建设平台", "建设中心"))
    assert _results(archive, tmp_path / "ws") == {"甲.txt": "read changed", "乙.txt": "forgotten gone", "坏.docx": "refused unchanged"}
    assert _results(archive, tmp_path / "ws") == {"甲.txt": "read unchanged", "坏.docx": "refused unchanged"}


def test_an_archive_that_cannot_be_opened_forgets_nothing(archive: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "ws"
    build([archive.parent], workspace)
    whole = archive.read_bytes()
    archive.write_bytes(whole[:-30])
    broken = build([], workspace)
    assert broken.documents == 2
    assert not broken.complete
    assert {(Path(file.path).name, file.result, file.stale) for file in broken.files} == {
        ("材料.zip", "refused", False),
        ("甲.txt", "refused", True),
        ("乙.txt", "refused", True),
        ("坏.docx", "refused", False),
    }
    archive.write_bytes(whole)
    mended = build([], workspace)
    assert [(Path(file.path).name, file.result) for file in mended.files] == [("乙.txt", "read"), ("坏.docx", "refused"), ("甲.txt", "read")]


def test_the_same_file_beside_the_archive_is_one_document(archive: Path, tmp_path: Path) -> None:
    (archive.parent / "甲.txt").write_text(FIRST, encoding="utf-8")
    built = build([archive.parent], tmp_path / "ws")
    assert built.documents == 2
    assert [file.result for file in built.files if Path(file.path).name == "甲.txt"] == ["read", "duplicate"]


def test_an_archive_or_a_file_in_it_can_be_forgotten(archive: Path, tmp_path: Path) -> None:
    build([archive], tmp_path / "ws")
    assert forget([archive / "通知" / "乙.txt"], tmp_path / "ws").documents == 1
    assert forget([archive], tmp_path / "ws").documents == 0


def test_extract_gives_each_file_and_names_the_broken_one(archive: Path, tmp_path: Path, run: Run) -> None:
    done = run("extract", archive, "-o", "out")
    assert done.returncode == 1
    assert "坏.docx" in done.stderr
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == ["乙.json", "甲.json"]
    alone = run("extract", archive / "通知" / "甲.txt")
    assert alone.returncode == 0
    assert json.loads(alone.stdout) == json.loads((tmp_path / "out" / "甲.json").read_text(encoding="utf-8"))
    archive.write_bytes(b"PK\x03\x04")
    refused = run("extract", archive, "-o", "out")
    assert refused.returncode == 2
    assert "压缩结构不完整" in refused.stderr
