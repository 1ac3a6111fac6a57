"""The files in a .zip, each to be read as if it lay in a folder: 材料.zip/附件2.docx. Names of Windows archives (GBK without a word of it) come out right.

Nothing is unpacked to disk. What a folder would not show either (__MACOSX, ~$方案.docx, .DS_Store) is left out; every other file is read or refused by name.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from loaders.archive import Archive, open_archive
from loaders.errors import LoadError, SeveralFilesError, TooLargeError, Words

MAX_FILES = 1_000
MAX_DOCUMENT = 32 << 20
_UTF8 = 0x800


def members(data: bytes, path: str) -> Iterator[tuple[bytes, str] | LoadError]:
    """Bytes and path of each file in the archive, or why it was not read."""
    try:
        archive = open_archive(data, path)
    except LoadError as error:
        yield error
        return
    entries = [entry for entry in archive.file.infolist() if not entry.is_dir()]
    kept = [(entry, name) for entry in entries if not _unseen(name := _name(entry))]
    if not kept:
        yield SeveralFilesError(path, Words("压缩包里没有文件", "the archive holds no file"), Words("请检查压缩包", "Look at the archive"))
    if len(kept) > MAX_FILES:
        reason = Words(f"压缩包里多于 {MAX_FILES} 份文件", f"the archive holds more than {MAX_FILES} files")
        yield TooLargeError(path, reason, Words("请解压到文件夹后再读", "Unpack it into a folder and read that"))
        return
    for entry, name in kept:
        yield _member(archive, entry, f"{path}/{name}")


def _member(archive: Archive, entry: zipfile.ZipInfo, path: str) -> tuple[bytes, str] | LoadError:
    if path.lower().endswith(".zip"):
        reason = Words("压缩包里又有压缩包，不再展开", "it is an archive within an archive, which is not unpacked")
        return SeveralFilesError(path, reason, Words("请先解压", "Unpack it first"))
    try:
        return Archive(path, archive.file, archive.left).read(entry, MAX_DOCUMENT), path
    except LoadError as error:
        return error


def _unseen(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return any(part == "__MACOSX" or part.startswith((".", "~$")) for part in parts if part != "..") or not parts or parts[-1] == "Thumbs.db"


def _name(entry: zipfile.ZipInfo) -> str:
    """The name as it was meant: without the flag for UTF-8, Chinese Windows wrote it in GBK."""
    name = entry.filename
    if not entry.flag_bits & _UTF8:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            return name
        for encoding in ("utf-8", "gb18030"):
            try:
                return raw.decode(encoding).replace("\\", "/")
            except UnicodeDecodeError:
                continue
    return name
