"""What kind of document a name or the first bytes stand for: `.docx`, `%PDF-` under the name 方案.txt.

Holds the suffixes that are read, those that are known but not read yet, and the marks by which binary files are told: what is in a file counts for more than
its name, and a .doc is as often a web page or a .docx as it is one. Opens nothing.
"""

from __future__ import annotations

import re
from enum import StrEnum

from loaders.errors import BinaryContentError, LoadError, MacroError, NotReadYetError, UnknownKindError, Words

TEXT_SUFFIXES = frozenset({".txt"})
WEB_SUFFIXES = frozenset({".html", ".htm"})
OTHER_SUFFIXES = frozenset({".docx", ".doc", ".wps", ".pdf", ".xlsx", ".xls", ".csv", ".tsv", ".md", ".zip"})
SUFFIXES = TEXT_SUFFIXES | WEB_SUFFIXES | OTHER_SUFFIXES
"""Suffixes that are read, in lower case; of a .zip what is in it."""


class Kind(StrEnum):
    """What the bytes of a file are, and so which reader gets them."""

    TEXT = "text"
    WEB = "web"
    WORD = "word"
    OLD_WORD = "old word"
    PDF = "pdf"
    WORKBOOK = "workbook"
    OLD_WORKBOOK = "old workbook"
    SEPARATED = "separated"
    MARKDOWN = "markdown"
    ARCHIVE = "archive"
    LOCKED = "locked"


SAVE_AS = Words("请在原软件中另存为 .docx、.xlsx、.pdf 或 .txt 后再读", "Save it as .docx, .xlsx, .pdf or .txt in its own program and read that")

_WORD = Words("Word 文档", "a Word document")
_SHEET = Words("Excel 表格", "an Excel workbook")
_WPS = Words("WPS 文档", "a WPS document")

KNOWN: dict[str, Words] = {
    ".pdf": Words("PDF 文件", "a PDF file"),
    ".doc": _WORD,
    ".docx": _WORD,
    ".docm": _WORD,
    ".dot": _WORD,
    ".rtf": Words("RTF 文档", "an RTF document"),
    ".xls": _SHEET,
    ".xlsx": _SHEET,
    ".xlsm": _SHEET,
    ".et": Words("WPS 表格", "a WPS spreadsheet"),
    ".wps": _WPS,
    ".ofd": Words("OFD 版式文件", "an OFD file"),
    ".odt": Words("OpenDocument 文档", "an OpenDocument text"),
    ".ppt": Words("PowerPoint 演示文稿", "a PowerPoint presentation"),
    ".pptx": Words("PowerPoint 演示文稿", "a PowerPoint presentation"),
    ".csv": Words("CSV 表格", "a CSV table"),
    ".tsv": Words("TSV 表格", "a TSV table"),
    ".md": Words("Markdown 文本", "a Markdown text"),
    ".mht": Words("网页归档", "a web archive"),
    ".mhtml": Words("网页归档", "a web archive"),
    ".xml": Words("XML 文件", "an XML file"),
    ".json": Words("JSON 文件", "a JSON file"),
    ".zip": Words("压缩包", "a ZIP archive"),
    ".rar": Words("压缩包", "a RAR archive"),
    ".7z": Words("压缩包", "a 7z archive"),
    ".jpg": Words("图片", "a picture"),
    ".jpeg": Words("图片", "a picture"),
    ".png": Words("图片", "a picture"),
    ".tif": Words("图片", "a picture"),
    ".tiff": Words("图片", "a picture"),
}
"""Kinds that stand in folders of policy documents, whether they are read or not."""

_MACROS = {".docm": ".docx", ".xlsm": ".xlsx"}
_ARCHIVES = {".rar", ".7z"}
_PICTURES = {".jpg", ".jpeg", ".png", ".tif", ".tiff"}

_MARKS: tuple[tuple[bytes, Words], ...] = (
    (b"%PDF-", KNOWN[".pdf"]),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Words("旧版 Office 或 WPS 文件（.doc、.xls、.wps）", "an old Office or WPS file (.doc, .xls, .wps)")),
    (b"{\\rtf", KNOWN[".rtf"]),
    (b"Rar!\x1a\x07", KNOWN[".rar"]),
    (b"7z\xbc\xaf\x27\x1c", KNOWN[".7z"]),
    (b"\x1f\x8b\x08", Words("gzip 压缩文件", "a gzip archive")),
    (b"BZh9", Words("bzip2 压缩文件", "a bzip2 archive")),
    (b"\xfd7zXZ\x00", Words("xz 压缩文件", "an xz archive")),
    (b"\x89PNG\r\n\x1a\n", KNOWN[".png"]),
    (b"\xff\xd8\xff", KNOWN[".jpg"]),
    (b"GIF8", Words("图片", "a picture")),
    (b"II*\x00", KNOWN[".tif"]),
    (b"MM\x00*", KNOWN[".tif"]),
    (b"MZ", Words("Windows 程序", "a Windows program")),
    (b"\x7fELF", Words("Linux 程序", "a Linux program")),
    (b"SQLite format 3\x00", Words("SQLite 数据库", "an SQLite database")),
)
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_ZIP_MEMBERS: tuple[tuple[bytes, Words], ...] = (
    (b"word/", _WORD),
    (b"xl/", _SHEET),
    (b"ppt/", KNOWN[".pptx"]),
    (b"OFD.xml", KNOWN[".ofd"]),
    (b"application/vnd.oasis.opendocument", KNOWN[".odt"]),
)
# Marks of one or two letters also begin honest text (MZ001号文件): they count only beside a NUL, which text does not hold.
_WEB = re.compile(rb"(?i)<!doctype html|<html[\s>]|<table[\s>]|<meta[\s>]")
_SHORT_MARKS = {b"MZ", b"GIF8", b"BZh9"}


def refuse_suffix(path: str, suffix: str) -> LoadError:
    """The error for a file whose suffix (in lower case, with its dot) is not one that is read."""
    kind = KNOWN.get(suffix)
    if kind is None:
        named = Words(f"不认识的文件类型（{suffix or '没有后缀'}）", f"it is of no known kind ({suffix or 'no suffix'})")
        return UnknownKindError(
            path,
            named,
            Words(
                f"可读的有 {'、'.join(sorted(SUFFIXES))}；内容是其中一种的，请改用那种后缀",
                f"What is read: {', '.join(sorted(SUFFIXES))}; rename it if it is one of them",
            ),
        )
    if suffix in _MACROS:
        plain = _MACROS[suffix]
        reason = Words(f"{kind.zh}（{suffix}）带有宏（程序）", f"{kind.en} ({suffix}) carries macros (a program)")
        return MacroError(path, reason, Words(f"请在原软件中另存为不带宏的 {plain} 后再读", f"Save it in its own program as {plain}, without macros"))
    next_step = SAVE_AS
    if suffix in _ARCHIVES:
        next_step = Words("请先解压，再读其中的文件", "Unpack it and read the files in it")
    elif suffix in _PICTURES:
        next_step = Words("请先识别成文字，存为 .txt 后再读", "Recognise its words and save them as .txt")
    return NotReadYetError(path, Words(f"{kind.zh}（{suffix}）尚不能读取", f"{kind.en} ({suffix}) cannot be read yet"), next_step)


_STREAMS = (("EncryptedPackage", Kind.LOCKED), ("WordDocument", Kind.OLD_WORD), ("Workbook", Kind.OLD_WORKBOOK), ("Book", Kind.OLD_WORKBOOK))
"""What the compound files of old Office and WPS call their main stream."""
_BY_SUFFIX = {".md": Kind.MARKDOWN, ".csv": Kind.SEPARATED, ".tsv": Kind.SEPARATED, ".zip": Kind.ARCHIVE}


def kind_of(data: bytes, suffix: str, path: str) -> Kind:
    """Which reader gets a file of this content and suffix; raises `LoadError` for content that none reads."""
    if suffix in TEXT_SUFFIXES:
        return Kind.TEXT
    if suffix in WEB_SUFFIXES:
        return Kind.WEB
    if suffix in _BY_SUFFIX and not (suffix == ".zip" and not data.startswith((_ZIP, b"PK\x05\x06"))):
        return _BY_SUFFIX[suffix]
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.startswith(_COMPOUND):
        found = next((kind for name, kind in _STREAMS if f"{name}\0".encode("utf-16-le") in data), None)
        return found or _refused(path, suffix, binary_kind(data))
    if data.startswith(_ZIP):
        named = binary_kind(data)
        found = Kind.WORD if named is _WORD else Kind.WORKBOOK if named is _SHEET else None
        return found or _refused(path, suffix, named)
    if data.startswith(b"{\\rtf"):
        return Kind.OLD_WORD
    if suffix not in {".pdf", ".zip"} and binary_kind(data) is None and b"<" in data[:2048] and _WEB.search(data[:2048]):
        return Kind.WEB
    return _refused(path, suffix, binary_kind(data))


def _refused(path: str, suffix: str, found: Words | None) -> Kind:
    kind = KNOWN[suffix]
    zh, en = (found.zh, found.en) if found else ("别的东西", "something else")
    reason = Words(f"文件名是{kind.zh}，内容却是{zh}", f"it is named like {kind.en}, but is {en}")
    raise BinaryContentError(
        path, reason, Words("请确认文件没有损坏，或在原软件中重新另存", "See that the file is not damaged, or save it anew in its own program")
    )


def binary_kind(data: bytes) -> Words | None:
    """What the first bytes say that the file is, where that is no text; None where they say nothing."""
    if data.startswith(_ZIP):
        head = data[:65536] + data[-65536:]  # the names of the members stand at the end once more
        return next((kind for mark, kind in _ZIP_MEMBERS if mark in head), KNOWN[".zip"])
    for mark, kind in _MARKS:
        if data.startswith(mark) and (mark not in _SHORT_MARKS or b"\x00" in data[:4096]):
            return kind
    if data[:4096].lstrip().lower().startswith(b"mime-version:") and b"multipart/related" in data[:4096].lower():
        return KNOWN[".mht"]
    return None


def refuse_binary(path: str, kind: Words | None) -> LoadError:
    """The error for bytes that are not text; `kind` is what they are, where that is known."""
    if kind is None:
        reason = Words("内容不是文本（含有空字节）", "its content is not text (it holds NUL bytes)")
        return BinaryContentError(
            path, reason, Words("请确认文件没有损坏，并另存为 .txt 或 .html", "See that the file is not damaged, and save it as .txt or .html")
        )
    reason = Words(f"文件名是文本或网页，内容却是{kind.zh}", f"it is named like text, but is {kind.en}")
    return BinaryContentError(path, reason, SAVE_AS)
