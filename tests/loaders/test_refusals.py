"""What `load` refuses, each by name, with file, reason and next step in both languages."""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import loaders
from loaders import opening
from loaders.errors import (
    BinaryContentError,
    EmptyFileError,
    LoadError,
    MacroError,
    NotReadYetError,
    TooLargeError,
    UnknownKindError,
    UnreadableError,
    WrongEncodingError,
)


def _refused(path: Path | str, kind: type[LoadError]) -> LoadError:
    with pytest.raises(kind) as refused:
        loaders.load(path)
    error = refused.value
    assert Path(path).name in str(error)
    assert Path(path).name in error.en
    assert error.reason.zh in str(error)
    assert error.next_step.zh in str(error)
    assert error.reason.en in error.en
    assert error.next_step.en in error.en
    return error


def _file(folder: Path, name: str, data: bytes) -> Path:
    file = folder / name
    file.write_bytes(data)
    return file


def _zip(member: str) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr(member, "x")
    return memory.getvalue()


def test_refuses_a_missing_file(tmp_path: Path) -> None:
    _refused(tmp_path / "没有.txt", UnreadableError)


def test_refuses_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "文件.txt"
    folder.mkdir()
    assert "文件夹" in str(_refused(folder, UnreadableError))


def test_refuses_a_path_with_a_nul() -> None:
    with pytest.raises(UnreadableError):
        loaders.load("a\0b.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_refuses_a_pipe_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.txt")
    _refused(tmp_path / "管道.txt", UnreadableError)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything may be read here")
def test_refuses_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    file = _file(tmp_path, "密.txt", b"a")
    file.chmod(0)
    assert "权限" in str(_refused(file, UnreadableError))


def test_refuses_a_file_without_a_byte(tmp_path: Path) -> None:
    _refused(_file(tmp_path, "空.txt", b""), EmptyFileError)


def test_refuses_white_space(tmp_path: Path) -> None:
    _refused(_file(tmp_path, "空白.txt", " \r\n\u3000\t".encode()), EmptyFileError)


def test_refuses_a_page_without_words(tmp_path: Path) -> None:
    error = _refused(_file(tmp_path, "空.html", b"<html><body><script>load()</script><p> &nbsp; </p></body></html>"), EmptyFileError)
    assert "网页" in str(error)


def test_refuses_more_bytes_than_any_document_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_BYTES", 1024 * 1024)
    error = _refused(_file(tmp_path, "大.txt", b"a" * (1024 * 1024 + 1)), TooLargeError)
    assert "1 MiB" in str(error)


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF 文件"),
        (_zip("word/document.xml"), "Word 文档"),
        (_zip("xl/workbook.xml"), "Excel 表格"),
        (_zip("OFD.xml"), "OFD 版式文件"),
        (_zip("a.txt"), "压缩包"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504, "旧版 Office 或 WPS 文件"),
        (b"{\\rtf1\\ansi a}", "RTF 文档"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "图片"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "图片"),
        (b"MZ\x90\0\x03\0\0\0", "Windows 程序"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n", "网页归档"),
    ],
)
@pytest.mark.parametrize("name", ["方案.txt", "方案.html"])
def test_refuses_other_kinds_under_the_names_txt_and_html(tmp_path: Path, name: str, data: bytes, named: str) -> None:
    assert named in str(_refused(_file(tmp_path, name, data), BinaryContentError))


def test_reads_text_that_begins_like_a_program(tmp_path: Path) -> None:
    assert loaders.load(_file(tmp_path, "a.txt", "MZ001号文件".encode())).text == "MZ001号文件"


@pytest.mark.parametrize("suffix", [".ofd", ".rtf", ".odt", ".ppt", ".et", ".rar", ".jpg", ".OFD"])
def test_refuses_kinds_that_have_no_loader_yet(tmp_path: Path, suffix: str) -> None:
    error = _refused(_file(tmp_path, f"方案{suffix}", b"a"), NotReadYetError)
    assert suffix.lower() in error.zh
    assert "尚不能读取" in error.zh


def test_tells_what_to_do_with_a_kind_that_is_not_read(tmp_path: Path) -> None:
    error = _refused(_file(tmp_path, "方案.ofd", _zip("OFD.xml")), NotReadYetError)
    assert error.zh.endswith("方案.ofd：OFD 版式文件（.ofd）尚不能读取。请在原软件中另存为 .docx、.xlsx、.pdf 或 .txt 后再读。")
    assert error.en.endswith("方案.ofd: an OFD file (.ofd) cannot be read yet. Save it as .docx, .xlsx, .pdf or .txt in its own program and read that.")


@pytest.mark.parametrize("suffix", [".docx", ".doc", ".wps", ".xlsx", ".xls", ".pdf", ".zip"])
@pytest.mark.parametrize("data", ["各区人民政府：".encode(), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\0" * 600], ids=["text", "picture", "nothing"])
def test_refuses_other_content_under_the_names_of_binary_kinds(tmp_path: Path, suffix: str, data: bytes) -> None:
    _refused(_file(tmp_path, f"方案{suffix}", data), BinaryContentError)


@pytest.mark.parametrize("suffix", [".docm", ".xlsm"])
def test_refuses_the_names_of_files_with_macros(tmp_path: Path, suffix: str) -> None:
    assert "宏" in str(_refused(_file(tmp_path, f"方案{suffix}", b"a"), MacroError))


def test_reads_a_page_that_is_named_like_a_workbook(tmp_path: Path) -> None:
    page = "<html><body><table><tr><td>任务</td><td>单位</td></tr><tr><td>保护</td><td>市公安局</td></tr></table></body></html>"
    document = loaders.load(_file(tmp_path, "分工.xls", page.encode()))
    assert (document.text, document.source.loader) == ("任务\t单位\n保护\t市公安局\n", "web")


@pytest.mark.parametrize("name", ["方案.xyz", "方案"])
def test_refuses_unknown_suffixes(tmp_path: Path, name: str) -> None:
    _refused(_file(tmp_path, name, b"a"), UnknownKindError)


def test_refuses_half_a_surrogate_pair() -> None:
    with pytest.raises(WrongEncodingError):
        loaders.from_text("市\ud800")


def test_refuses_a_nul_in_text() -> None:
    with pytest.raises(BinaryContentError):
        loaders.from_text("市\0")


def test_an_error_survives_the_way_between_processes() -> None:
    with pytest.raises(LoadError) as refused:
        loaders.load("没有.txt")
    copy = pickle.loads(pickle.dumps(refused.value))
    assert type(copy) is type(refused.value)
    assert copy.zh == refused.value.zh


def test_the_source_says_where_and_how(tmp_path: Path) -> None:
    document = loaders.load(_file(tmp_path, "要点.TXT", "市政府".encode()))
    assert document.source.path == (tmp_path / "要点.TXT").as_posix()
    assert document.source.loader == "text"
    assert len(document.source.sha256) == 64
    assert loaders.load(_file(tmp_path, "a.htm", "<p>市政府</p>".encode())).source.loader == "web"


def test_a_page_named_txt_is_read_as_a_page_and_text_named_html_as_text(tmp_path: Path) -> None:
    page = loaders.load(_file(tmp_path, "a.txt", "\n<!DOCTYPE html><html><body><p>市政府</p></body></html>".encode()))
    assert (page.text, page.source.loader) == ("市政府\n", "web")
    text = loaders.load(_file(tmp_path, "a.html", "甲\n乙 < 丙\n".encode()))
    assert (text.text, text.source.loader) == ("甲\n乙 < 丙\n", "text")


def test_import_stays_light() -> None:
    heavy = ("lxml", "pydantic", "openpyxl", "pypdfium2", "subprocess")
    program = f"import sys, loaders; loaders.SUFFIXES, loaders.LoadError; print([name for name in {heavy} if name in sys.modules])"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
