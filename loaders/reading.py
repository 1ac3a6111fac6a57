"""`load`: a file as a `Document`; `load_all`: those in an archive. Refuses, with file, reason and next step, what is missing, too large or of no kind read.

The text that offsets count in is that of the file with its byte order mark left out and its line ends (\\r\\n, \\r) made \\n; a web page's is what
`loaders.web` makes of it. 方案.txt that begins with <!DOCTYPE html> is read as the page that it is, 方案.html without a tag as the text that it is.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path, PurePath

from loaders.document import Document
from loaders.encoding import decode
from loaders.errors import EmptyFileError, LoadError, SeveralFilesError, TooLargeError, UnreadableError, Words, WrongEncodingError
from loaders.kinds import SUFFIXES, Kind, kind_of, refuse_binary, refuse_suffix
from loaders.plain import tab_tables
from ontology.records import Source

MAX_BYTES = 32 * 1024 * 1024
"""More than any document has: the longest that are known stay below a tenth of it."""

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
_LOOK = Words("请检查文件内容，必要时重新下载", "Look at the file and fetch it again where needed")


def load(path: Path | str) -> Document:
    """The document in the file; raises `LoadError` where it cannot be read, and nothing else."""
    given = PurePath(path).as_posix()
    return read_bytes(read_file(path), given)


def load_all(path: Path | str) -> Iterator[Document | LoadError]:
    """Every document in the file, or why one was not read: one for most files, one for each file in a .zip. Raises nothing.

    A document out of an archive has the path 材料.zip/方案.docx.
    """
    given = PurePath(path).as_posix()
    try:
        data = read_file(path)
    except LoadError as error:
        yield error
        return
    if PurePath(path).suffix.lower() == ".zip":
        from loaders.several import members  # noqa: PLC0415 (archives are rare)

        for found in members(data, given):
            yield found if isinstance(found, LoadError) else _or_error(*found)
    else:
        yield _or_error(data, given)


def _or_error(data: bytes, given: str) -> Document | LoadError:
    try:
        return read_bytes(data, given)
    except LoadError as error:
        return error


def read_bytes(data: bytes, given: str) -> Document:
    """The document in the bytes of the file that is `given` by this path; raises `LoadError`."""
    suffix = PurePath(given).suffix.lower()
    if suffix not in SUFFIXES:
        raise refuse_suffix(given, suffix)
    if not data:
        raise EmptyFileError(given, Words("文件是空的，没有一个字节", "it is empty, without a byte"), _LOOK)
    if len(data) > MAX_BYTES:
        raise _too_large(given, len(data))
    kind = kind_of(data, suffix, given)
    digest = sha256(data).hexdigest()
    if kind in {Kind.TEXT, Kind.WEB}:
        text, encoding = decode(data, given, page=kind is Kind.WEB)
        page = _TAG.search(text) is not None if kind is Kind.WEB else _PAGE.match(text) is not None
        return _document(text, given, digest, encoding, page=page)
    if kind is Kind.ARCHIVE:
        reason = Words("这是压缩包，里面可能有几份文件", "it is an archive, which may hold several files")
        raise SeveralFilesError(given, reason, Words("请解压后再读其中的文件，或用 load_all", "Unpack it and read the files in it, or use load_all"))
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
        raise EmptyFileError(given, Words("文件中没有文字", "it has no words"), _LOOK)
    source = Source(path=given, sha256=digest, loader=_LOADERS[kind], encoding=encoding)
    return Document(text=composed.text, tables=composed.tables, source=source, places=composed.places, remarks=composed.remarks)


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


def read_file(path: Path | str) -> bytes:
    """The bytes of the file, once it is known to be one that may be read; raises `LoadError`."""
    given = PurePath(path).as_posix()
    suffix = PurePath(path).suffix.lower()
    path = Path(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableError(given, Words("这是一个文件夹", "it is a folder"), Words("请给出其中的文件", "Name the files in it"))
        if suffix not in SUFFIXES:
            raise refuse_suffix(given, suffix)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError(given, Words("这不是普通文件", "it is no regular file"), Words("请先复制成普通文件", "Copy it into a regular file first"))
        if status.st_size > MAX_BYTES:
            raise _too_large(given, status.st_size)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise UnreadableError(given, Words("文件不存在", "it does not exist"), Words("请检查路径和文件名", "Check the path and the name")) from error
    except PermissionError as error:
        raise UnreadableError(
            given, Words("没有读取权限", "it may not be read"), Words("请修改文件权限后再试", "Change its permissions and try again")
        ) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        said = getattr(error, "strerror", None) or str(error)
        raise UnreadableError(
            given, Words(f"无法打开（{said}）", f"it cannot be opened ({said})"), Words("请检查路径和磁盘", "Check the path and the disk")
        ) from error
    if len(data) > MAX_BYTES:
        raise _too_large(given, len(data))
    if not data:
        raise EmptyFileError(given, Words("文件是空的，没有一个字节", "it is empty, without a byte"), _LOOK)
    return data


def _too_large(path: str, size: int) -> TooLargeError:
    limit = MAX_BYTES // 1024**2
    megabytes = size / 1024**2
    reason = Words(f"文件有 {megabytes:.1f} MiB，超过上限 {limit} MiB", f"it has {megabytes:.1f} MiB, more than the limit of {limit} MiB")
    return TooLargeError(path, reason, Words("请拆分成几份文件，或去掉其中的图片", "Split it, or take its pictures out"))


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
        raise EmptyFileError(path, nothing, _LOOK)
    return Document(text=text, tables=tables, source=Source(path=path, sha256=digest, loader=loader, encoding=encoding))


__all__ = ["MAX_BYTES", "LoadError", "from_text", "load", "load_all", "read_bytes", "read_file"]
