"""`load`: a file as a `Document`; `load_all`: those in an archive. Refuses, with file, reason and next step, what is missing, too large or of no kind read.

The text that offsets count in is that of the file with its byte order mark left out and its line ends (\\r\\n, \\r) made \\n; a web page's is what
`loaders.web` makes of it. 方案.txt that begins with <!DOCTYPE html> is read as the page that it is, 方案.html without a tag as the text that it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path, PurePath

from loaders import several
from loaders.document import Document, Remark
from loaders.encoding import decode
from loaders.errors import EmptyFileError, LoadError, SeveralFilesError, Words, WrongEncodingError
from loaders.kinds import SUFFIXES, Kind, kind_of, refuse_binary, refuse_suffix
from loaders.opening import LOOK, MAX_BYTES, nothing_in, read_file, too_large
from loaders.plain import tab_tables
from ontology.records import Source

_LOADERS = {
    Kind.WORD: "docx",
    Kind.OLD_WORD: "doc",
    Kind.PDF: "pdf",
    Kind.WORKBOOK: "xlsx",
    Kind.OLD_WORKBOOK: "xls",
    Kind.SEPARATED: "csv",
    Kind.MARKDOWN: "markdown",
}
_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")


def load(path: Path | str) -> Document:
    """The document in the file; raises `LoadError` where it cannot be read, and nothing else.

    A path may lead into an archive: 材料.zip/通知/方案.docx.
    """
    if inside := several.member_of(path):
        outer, name = inside
        archive = several.members(outer)
        return read_bytes(archive.read(name), f"{archive.path}/{name}")
    if PurePath(path).suffix.lower() == ".zip":
        several.members(path)  # says why, where it cannot be opened
    return read_bytes(read_file(path), PurePath(path).as_posix())


def load_all(path: Path | str) -> Iterator[Document | LoadError]:
    """Every document in the file, or why one was not read: one for most files, one for each file in a .zip. Raises nothing.

    A document out of an archive has the path 材料.zip/方案.docx.
    """
    try:
        paths = list(several.paths_in(path)) if PurePath(path).suffix.lower() == ".zip" else [path]
    except LoadError as error:
        yield error
        return
    for one in paths:
        yield _or_error(one)


def _or_error(path: Path | str) -> Document | LoadError:
    try:
        return load(path)
    except LoadError as error:
        return error


def read_bytes(data: bytes, given: str) -> Document:
    """The document in the bytes of the file that is `given` by this path; raises `LoadError`."""
    suffix = PurePath(given).suffix.lower()
    if suffix not in SUFFIXES:
        raise refuse_suffix(given, suffix)
    if not data:
        raise nothing_in(given)
    if suffix != ".zip" and len(data) > MAX_BYTES:
        raise too_large(given, len(data), MAX_BYTES)
    kind = kind_of(data, suffix, given)
    digest = sha256(data).hexdigest()
    if kind in {Kind.TEXT, Kind.WEB}:
        text, encoding = decode(data, given, page=kind is Kind.WEB)
        page = _TAG.search(text) is not None if kind is Kind.WEB else _PAGE.match(text) is not None
        return _document(text, given, digest, encoding, page=page)
    if kind is Kind.ARCHIVE:
        reason = Words("这是压缩包，里面可能有几份文件", "it is an archive, which may hold several files")
        step = Words("请读其中的文件（压缩包.zip/文件名），或用 load_all", "Read the files in it (ARCHIVE.zip/NAME), or use load_all")
        raise SeveralFilesError(given, reason, step)
    if kind is Kind.LOCKED:
        from loaders.archive import locked  # noqa: PLC0415

        raise locked(given)
    return _composed(data, given, digest, kind)


def _composed(data: bytes, given: str, digest: str, kind: Kind) -> Document:
    """What the readers give that put a text together; those of binary formats in a process of their own."""
    encoding = None
    if kind is Kind.SEPARATED:
        from loaders.separated import read_separated  # noqa: PLC0415

        text, encoding = decode(data, given, page=False)
        composed = read_separated(text, given)
    else:
        from loaders.worker import read_in_worker  # noqa: PLC0415 (a folder of text files needs no other process)

        if kind is Kind.OLD_WORD:
            from loaders.office import as_docx  # noqa: PLC0415

            composed = read_in_worker("word", as_docx(data, given), given)
        elif kind is Kind.MARKDOWN:
            text, encoding = decode(data, given, page=False)
            composed = read_in_worker("markdown", text.encode(), given)
        else:
            composed = read_in_worker(kind.value, data, given)
    if not composed.text.strip():
        raise EmptyFileError(given, Words("文件中没有文字", "it has no words"), LOOK)
    source = Source(path=given, sha256=digest, loader=_LOADERS[kind], encoding=encoding)
    remarks = (*composed.remarks, *_of_encoding(encoding))
    return Document(text=composed.text, tables=composed.tables, source=source, places=composed.places, remarks=remarks)


def _of_encoding(encoding: str | None) -> tuple[Remark, ...]:
    """A word on the encoding that was taken, where it is not the usual one."""
    if encoding in {None, "utf-8", "utf-8-sig"}:
        return ()
    return (Remark(f"按 {encoding} 编码读出", f"read in the encoding {encoding}", unread=False),)


def from_text(text: str, path: str = "text.txt", *, page: bool = False) -> Document:
    """The document that a file with this text would give; `page` where the text is HTML.

    >>> from_text("市知识产权局牵头\\r\\n").text
    '市知识产权局牵头\\n'
    """
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        reason = Words(f"第 {error.start + 1} 个字符是半个代理对", f"character {error.start + 1} is half of a surrogate pair")
        raise WrongEncodingError(path, reason, Words("请在读入时按原编码严格解码", "Decode it strictly where it is read")) from error
    if "\x00" in text:
        raise refuse_binary(path, None)
    return _document(text.removeprefix("\ufeff"), path, sha256(data).hexdigest(), None, page=page)


def _document(text: str, path: str, digest: str, encoding: str | None, *, page: bool) -> Document:
    if page:
        from loaders.web import read_page  # noqa: PLC0415 (a parser of HTML, which a folder of text files does not need)

        text, tables = read_page(text, path)
        loader, nothing = "web", Words("网页中没有可读的文字", "the page has no words")
    else:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        tables = tab_tables(text)
        loader, nothing = "text", Words("文件中只有空白", "it holds only white space")
    if not text.strip():
        raise EmptyFileError(path, nothing, LOOK)
    return Document(text=text, tables=tables, source=Source(path=path, sha256=digest, loader=loader, encoding=encoding), remarks=_of_encoding(encoding))


__all__ = ["MAX_BYTES", "LoadError", "from_text", "load", "load_all", "read_bytes", "read_file"]
