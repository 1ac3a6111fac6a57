"""`load`: a file as a `Document`. Refuses, with file, reason and next step, what is missing, too large, empty, no text, or of a kind not read yet.

The text that offsets count in is that of the file with its byte order mark left out and its line ends (\\r\\n, \\r) made \\n; a web page's is what
`loaders.web` makes of it. 方案.txt that begins with <!DOCTYPE html> is read as the page that it is, 方案.html without a tag as the text that it is.
"""

from __future__ import annotations

import re
import stat
from hashlib import sha256
from pathlib import Path, PurePath

from loaders.document import Document
from loaders.encoding import decode
from loaders.errors import EmptyFileError, LoadError, TooLargeError, UnreadableError, Words, WrongEncodingError
from loaders.kinds import SUFFIXES, WEB_SUFFIXES, refuse_binary, refuse_suffix
from loaders.plain import tab_tables
from ontology.records import Source

MAX_BYTES = 32 * 1024 * 1024
"""More than any document has: the longest that are known stay below a tenth of it."""

_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_LOOK = Words("请检查文件内容，必要时重新下载", "Look at the file and fetch it again where needed")


def load(path: Path | str) -> Document:
    """The document in the file; raises `LoadError` where it cannot be read, and nothing else."""
    given = PurePath(path).as_posix()
    suffix = PurePath(path).suffix.lower()
    data = _bytes(Path(path), given, suffix)
    text, encoding = decode(data, given, page=suffix in WEB_SUFFIXES)
    page = _TAG.search(text) is not None if suffix in WEB_SUFFIXES else _PAGE.match(text) is not None
    return _document(text, given, sha256(data).hexdigest(), encoding, page=page)


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


def _bytes(path: Path, given: str, suffix: str) -> bytes:
    """The bytes of the file, once it is known to be one that may be read."""
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


__all__ = ["MAX_BYTES", "LoadError", "from_text", "load"]
