"""The bytes of a file, once it is known to be one that may be read: 方案.docx, of at most so many MiB. Refuses folders, devices, links to nowhere, giants.

Reads the whole file at once and looks at no byte of it: what is in it is for `loaders.kinds` to tell.
"""

from __future__ import annotations

import stat
from pathlib import Path, PurePath

from loaders.errors import EmptyFileError, LoadError, TooLargeError, UnreadableError, Words
from loaders.kinds import SUFFIXES, refuse_suffix

MAX_BYTES = 32 * 1024 * 1024
"""More than any document has: the longest that are known stay below a tenth of it."""
MAX_ARCHIVE = 256 * 1024 * 1024
"""Of a .zip of documents."""

LOOK = Words("请检查文件内容，必要时重新下载", "Look at the file and fetch it again where needed")


def read_file(path: Path | str) -> bytes:
    """The bytes of the file, once it is known to be one that may be read; raises `LoadError`."""
    given = PurePath(path).as_posix()
    suffix = PurePath(path).suffix.lower()
    limit = MAX_ARCHIVE if suffix == ".zip" else MAX_BYTES
    path = Path(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableError(given, Words("这是一个文件夹", "it is a folder"), Words("请给出其中的文件", "Name the files in it"))
        if suffix not in SUFFIXES:
            raise refuse_suffix(given, suffix)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError(given, Words("这不是普通文件", "it is no regular file"), Words("请先复制成普通文件", "Copy it into a regular file first"))
        if status.st_size > limit:
            raise too_large(given, status.st_size, limit)
        with path.open("rb") as file:
            data = file.read(limit + 1)
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
    if len(data) > limit:
        raise too_large(given, len(data), limit)
    if not data:
        raise nothing_in(given)
    return data


def nothing_in(path: str) -> EmptyFileError:
    """The error for a file without a byte."""
    return EmptyFileError(path, Words("文件是空的，没有一个字节", "it is empty, without a byte"), LOOK)


def too_large(path: str, size: int, limit: int = MAX_BYTES) -> LoadError:
    """The error for a file of so many bytes."""
    megabytes, most = size / 1024**2, limit // 1024**2
    reason = Words(f"文件有 {megabytes:.1f} MiB，超过上限 {most} MiB", f"it has {megabytes:.1f} MiB, more than the limit of {most} MiB")
    return TooLargeError(path, reason, Words("请拆分成几份文件，或去掉其中的图片", "Split it, or take its pictures out"))
