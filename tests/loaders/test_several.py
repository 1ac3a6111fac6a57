"""Archives, Markdown and old Word files: each file of a .zip is read or refused by name; a .doc without LibreOffice says how to get on."""

from __future__ import annotations

import io
import os
import time
import zipfile
from pathlib import Path

import pytest

import loaders
from loaders import Document, LoadError, office
from loaders.errors import BinaryContentError, DamagedFileError, HostileFileError, LimitExceededError, MissingProgramError, NotReadYetError, SeveralFilesError
from tests.loaders.office_files import packed, paragraph, word_parts

GOOD = "各区人民政府："
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "WordDocument\0".encode("utf-16-le")


def _found(file: Path) -> dict[str, str]:
    return {
        one.source.path if isinstance(one, Document) else one.path: one.text if isinstance(one, Document) else type(one).__name__
        for one in loaders.load_all(file)
    }


def test_every_file_of_an_archive_is_read_or_refused(tmp_path: Path) -> None:
    file = tmp_path / "材料.zip"
    file.write_bytes(
        packed(
            {
                "通知/方案.docx": packed(word_parts(paragraph(GOOD))),
                "通知/要点.txt": GOOD.encode("gb18030"),
                "坏.docx": b"x",
                "图.png": b"x",
                "里.zip": packed({"a.txt": GOOD}),
                "__MACOSX/._a.txt": b"x",
                "~$方案.docx": b"x",
            }
        )
    )
    root = file.as_posix()
    assert _found(file) == {
        f"{root}/通知/方案.docx": f"{GOOD}\n",
        f"{root}/通知/要点.txt": GOOD,
        f"{root}/坏.docx": BinaryContentError.__name__,
        f"{root}/图.png": NotReadYetError.__name__,
        f"{root}/里.zip": SeveralFilesError.__name__,
    }


def test_an_archive_is_no_document(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed({"a.txt": GOOD}))
    with pytest.raises(SeveralFilesError):
        loaders.load(tmp_path / "a.zip")


def test_names_in_gbk_come_out_right(tmp_path: Path) -> None:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("NAME.txt", GOOD)
    name = "方案".encode("gb18030") + b".txt"
    assert len(name) == len("NAME.txt")
    (tmp_path / "a.zip").write_bytes(memory.getvalue().replace(b"NAME.txt", name))
    assert list(_found(tmp_path / "a.zip").values()) == [GOOD]
    assert next(iter(_found(tmp_path / "a.zip"))).endswith("/方案.txt")


def test_an_archive_that_unpacks_without_end_is_refused_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed({"a.txt": b" " * (90 << 20)}))
    [error] = loaders.load_all(tmp_path / "a.zip")
    assert isinstance(error, HostileFileError)
    (tmp_path / "b.zip").write_bytes(packed({"a.txt": GOOD})[:-30])
    [error] = loaders.load_all(tmp_path / "b.zip")
    assert isinstance(error, DamagedFileError)
    [error] = loaders.load_all(tmp_path / "c.zip")
    assert isinstance(error, LoadError)
    (tmp_path / "d.txt").write_text(GOOD)
    [document] = loaders.load_all(tmp_path / "d.txt")
    assert isinstance(document, Document)


def test_an_old_word_file_without_libreoffice_says_how(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_SOFFICE", str(tmp_path / "no-such-program"))
    for name in ("方案.doc", "方案.wps"):
        (tmp_path / name).write_bytes(OLD)
        with pytest.raises(MissingProgramError) as refused:
            loaders.load(tmp_path / name)
        assert "libreoffice" in refused.value.zh
        assert ".docx" in refused.value.en


@pytest.mark.skipif(os.name != "posix", reason="the program that stands in for LibreOffice is a shell script")
@pytest.mark.parametrize(("does", "kind"), [("sleep 60", LimitExceededError), ("exit 1", DamagedFileError)])
def test_a_file_that_libreoffice_cannot_convert_is_refused_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str, kind: type[LoadError]
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("POLICYGRAPH_SOFFICE", str(program))
    monkeypatch.setattr(office, "SECONDS", 1)
    (tmp_path / "慢.doc").write_bytes(OLD)
    started = time.monotonic()
    with pytest.raises(kind) as refused:
        loaders.load(tmp_path / "慢.doc")
    assert time.monotonic() - started < 20
    assert "慢.doc" in refused.value.zh
    (tmp_path / "好.txt").write_text(GOOD, encoding="utf-8")
    assert loaders.load(tmp_path / "好.txt").text == GOOD


def test_a_doc_that_is_a_docx_or_a_page_needs_no_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_SOFFICE", str(tmp_path / "no-such-program"))
    (tmp_path / "a.doc").write_bytes(packed(word_parts(paragraph(GOOD))))
    (tmp_path / "b.doc").write_bytes(f"<html><body><p>{GOOD}</p></body></html>".encode("gb18030"))
    assert loaders.load(tmp_path / "a.doc").source.loader == "docx"
    assert loaders.load(tmp_path / "b.doc").text == f"{GOOD}\n"


def test_markdown_loses_its_signs_and_keeps_its_lines(tmp_path: Path) -> None:
    text = (
        f"# 示例市方案\n\n{GOOD}\n**请**认真落实。\n\n## 一、总体要求\n\n1. 加强[保护](http://example.org)\n2. 优化服务\n\n"
        "    （一）缩进一段\n\n| 任务 | 单位 |\n| --- | --- |\n| 保护 | 市公安局 |\n"
    )
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    document = loaders.load(tmp_path / "a.md")
    assert document.text.splitlines() == [
        "示例市方案",
        GOOD,
        "请认真落实。",
        "一、总体要求",
        "1.加强保护",
        "2.优化服务",
        "（一）缩进一段",
        "任务\t单位",
        "保护\t市公安局",
    ]
    assert len(document.tables) == 1
    assert document.source.loader == "markdown"


def test_places_in_text_are_its_lines() -> None:
    document = loaders.from_text("甲\n乙\n丙")
    assert loaders.place_of(document, 4).zh == "第3段"
    assert loaders.place_of(document, 4).en == "paragraph 3"
