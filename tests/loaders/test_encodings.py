"""Every encoding that documents come in, and what is taken for none: 《要点.txt》 in GB18030, Big5, UTF-16 without a mark."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

import loaders
from loaders.errors import BinaryContentError, WrongEncodingError

SIMPLIFIED = "各区人民政府，市政府各部门：\n一、加强知识产权保护。（市知识产权局牵头，市公安局、市场监管局配合）\n"
TRADITIONAL = "各區人民政府，市政府各部門：\n一、加強知識產權保護。（市知識產權局牽頭，市公安局、市場監管局配合）\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (SIMPLIFIED.encode(), "utf-8"),
        (TRADITIONAL.encode(), "utf-8"),
        (codecs.BOM_UTF8 + SIMPLIFIED.encode(), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + SIMPLIFIED.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + SIMPLIFIED.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + SIMPLIFIED.encode("utf-32-le"), "utf-32-le"),
        (codecs.BOM_UTF32_BE + SIMPLIFIED.encode("utf-32-be"), "utf-32-be"),
        (SIMPLIFIED.encode("utf-16-le"), "utf-16-le"),
        (SIMPLIFIED.encode("utf-16-be"), "utf-16-be"),
        (SIMPLIFIED.encode("utf-32-le"), "utf-32-le"),
        (SIMPLIFIED.encode("utf-32-be"), "utf-32-be"),
        (SIMPLIFIED.encode("gb18030"), "gb18030"),
        (SIMPLIFIED.encode("gbk"), "gb18030"),
        (TRADITIONAL.encode("gb18030"), "gb18030"),
        (TRADITIONAL.encode("big5"), "big5"),
        ("附件".encode("gb18030"), "gb18030"),
        ("联通".encode("gb18030"), "gb18030"),
        (b"1. task\n", "utf-8"),
    ],
)
def test_the_encoding_is_found_and_recorded(tmp_path: Path, data: bytes, encoding: str) -> None:
    file = tmp_path / "要点.txt"
    file.write_bytes(data)
    document = loaders.load(file)
    assert document.source.encoding == encoding
    assert document.text.encode(encoding.removesuffix("-sig")) == data.removeprefix(codecs.BOM_UTF8).removeprefix(_mark(encoding, data))


def _mark(encoding: str, data: bytes) -> bytes:
    marks = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE, "utf-32-le": codecs.BOM_UTF32_LE, "utf-32-be": codecs.BOM_UTF32_BE}
    mark = marks.get(encoding, b"")
    return mark if data.startswith(mark) else b""


def test_characters_beyond_gb2312_survive_gb18030(tmp_path: Path) -> None:
    text = "㙍镇、䶮城街道办事处和镕基中学的工作，由市政府负责。\U00020bb7"
    file = tmp_path / "a.txt"
    file.write_bytes(text.encode("gb18030"))
    assert loaders.load(file).text == text


@pytest.mark.parametrize(
    ("declared", "encoding", "text", "taken"),
    [
        ("utf-8", "gb18030", SIMPLIFIED, "gb18030"),
        ("gb2312", "gb18030", SIMPLIFIED + "（镕、䶮）", "gb18030"),
        ("gbk", "utf-8", SIMPLIFIED, "utf-8"),
        ("big5", "big5", TRADITIONAL, "big5"),
        ("gb2312", "big5", TRADITIONAL, "big5"),
        ("iso-8859-1", "gb18030", SIMPLIFIED, "gb18030"),
    ],
)
def test_what_a_page_declares_is_only_a_hint(tmp_path: Path, declared: str, encoding: str, text: str, taken: str) -> None:
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head><body><p>{text}</p></body></html>'
    file = tmp_path / "a.html"
    file.write_bytes(page.encode(encoding))
    document = loaders.load(file)
    assert document.source.encoding == taken
    assert text.split("\n")[1] in document.text


@pytest.mark.parametrize(
    "data",
    [
        SIMPLIFIED.encode() + b"\xff\xfe\xff",
        SIMPLIFIED.encode("gb18030")[:-1] + b"\x81",
        codecs.BOM_UTF8 + SIMPLIFIED.encode("gb18030"),
        "Größe, Ähnlichkeit; öffentlich, Übermaß.".encode("latin-1"),
        "知的財産権を保護する。".encode("euc-jp") + b"\xa0\xa0\xff",
    ],
)
def test_refuses_bytes_that_no_encoding_accounts_for(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "坏.txt"
    file.write_bytes(data)
    with pytest.raises(WrongEncodingError) as refused:
        loaders.load(file)
    assert "UTF-8" in refused.value.next_step.zh


@pytest.mark.parametrize("data", [b"a\x00b\x00\x00", SIMPLIFIED.encode() + b"\x00", codecs.BOM_UTF16_LE + "a\0b".encode("utf-16-le"), bytes(range(256)) * 4])
def test_refuses_nul_bytes(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    with pytest.raises(BinaryContentError):
        loaders.load(file)


def test_line_ends_become_line_feeds_and_nothing_else_changes() -> None:
    document = loaders.from_text("\ufeff甲\r\n乙\r丙\n\u3000\u3000丁\u2028戊\x0b己\r\n")
    assert document.text == "甲\n乙\n丙\n\u3000\u3000丁\u2028戊\x0b己\n"
