"""The files in a .zip, each to be read as if it lay in a folder: 材料.zip/附件2.docx. Names of Windows archives (GBK without a word of it) come out right.

Nothing is unpacked to disk. What a folder would not show either (__MACOSX, ~$方案.docx, .DS_Store) is left out; every other file is read, or refused by name:
an archive within the archive, a name that leads out of it (../方案.docx), a name that stands there twice, a file that unpacks to more than any document has.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePath, PurePosixPath

from loaders.archive import MAX_RATIO, MAX_TOTAL, SMALL, Archive, hostile, open_zip
from loaders.encoding import decode
from loaders.errors import BinaryContentError, LoadError, SeveralFilesError, TooLargeError, UnreadableError, Words
from loaders.kinds import SUFFIXES, refuse_suffix
from loaders.opening import MAX_BYTES, read_file, too_large

MAX_FILES = 1_000
_UTF8 = 0x800
_LEADS_OUT = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|[\x00-\x1f\x7f]")
_UNSAFE = re.compile(r"^[A-Za-z]:|\.\.|[\x00-\x1f\x7f]")
_UNPACK = Words("请解压到文件夹后再读", "Unpack it into a folder and read that")


@dataclass(slots=True)
class Members:
    """The files of an archive by the path within it, each to be unpacked or refused."""

    path: str
    file: zipfile.ZipFile
    entries: dict[str, zipfile.ZipInfo | LoadError] = field(default_factory=dict)

    def read(self, name: str) -> bytes:
        """The bytes of one file; raises `LoadError`."""
        entry = self.entries.get(name)
        if entry is None:
            raise UnreadableError(
                f"{self.path}/{name}", Words("压缩包里没有这份文件", "the archive holds no such file"), Words("请检查文件名", "Check the name")
            )
        if isinstance(entry, LoadError):
            raise entry
        return Archive(f"{self.path}/{name}", self.file).read(entry, MAX_BYTES)


def members(path: Path | str) -> Members:
    """The files in the archive at this path; raises `LoadError` where it cannot be opened or holds none."""
    given = PurePath(path).as_posix()
    try:
        status = Path(path).stat()
        key = status.st_mtime_ns, status.st_size
    except (OSError, ValueError):
        key = 0, 0  # `read_file` says why
    return _members(given, *key)


def member_of(path: Path | str) -> tuple[Path, str] | None:
    """The archive and the path within it, where a path leads into a .zip: 材料.zip/通知/方案.docx."""
    inner = Path(path)
    if ".zip" not in inner.as_posix().lower():
        return None
    for outer in inner.parents:
        if outer.suffix.lower() == ".zip" and outer.is_file():
            return outer, inner.relative_to(outer).as_posix()
    return None


def paths_in(path: Path | str) -> Iterator[str]:
    """The path of each file in the archive; raises `LoadError` as `members` does."""
    found = members(path)
    yield from (f"{found.path}/{name}" for name in found.entries)


@lru_cache(maxsize=1)
def _members(path: str, _changed: int, _size: int) -> Members:
    """The archive, remembered until another is opened: its files are asked for one after the other."""
    file = open_zip(read_file(path), path)
    if "[Content_Types].xml" in file.NameToInfo:
        reason = Words("名为压缩包，其实是一份 Office 文件", "it is named like an archive, but is an Office file")
        raise BinaryContentError(path, reason, Words("请把后缀改成 .docx 或 .xlsx", "Rename it to .docx or .xlsx"))
    kept = [(entry, name) for entry, name in _named(file) if not _unseen(name)]
    if not kept:
        raise SeveralFilesError(path, Words("压缩包里没有文件", "the archive holds no file"), Words("请检查压缩包", "Look at the archive"))
    if len(kept) > MAX_FILES:
        raise TooLargeError(path, Words(f"压缩包里多于 {MAX_FILES} 份文件", f"the archive holds more than {MAX_FILES} files"), _UNPACK)
    found = Members(path, file)
    times = Counter(name for _, name in kept)
    for entry, name in kept:
        shown = _shown(name, found.entries) if _LEADS_OUT.search(name) else name
        found.entries[shown] = _problem(entry, name, f"{path}/{shown}", times[name]) or entry
    if sum(entry.file_size for entry in found.entries.values() if isinstance(entry, zipfile.ZipInfo)) > MAX_TOTAL:
        raise hostile(path, f"压缩包解开后超过 {MAX_TOTAL >> 20} MiB", f"it unpacks to more than {MAX_TOTAL >> 20} MiB")
    return found


def _problem(entry: zipfile.ZipInfo, name: str, path: str, times: int) -> LoadError | None:
    """Why a file of an archive is not read, as far as that can be told before it is unpacked."""
    suffix = PurePosixPath(name).suffix.lower()
    if _LEADS_OUT.search(name):
        return hostile(path, f"文件名指到压缩包之外，或含有控制字符（{name!r}）", f"its name leads out of the archive or holds control characters ({name!r})")
    if times > 1:
        reason = Words("压缩包里有几份同名文件，不知以哪一份为准", "the archive holds several files of this name, and nothing says which one counts")
        return SeveralFilesError(path, reason, _UNPACK)
    if suffix == ".zip":
        reason = Words("压缩包里又有压缩包，不再展开", "it is an archive within an archive, which is not unpacked")
        return SeveralFilesError(path, reason, Words("请先解压", "Unpack it first"))
    if suffix not in SUFFIXES:
        return refuse_suffix(path, suffix)
    if entry.file_size > SMALL and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        return hostile(path, f"压缩比超过 {MAX_RATIO}", f"it unpacks to more than {MAX_RATIO} times its size")
    return too_large(path, entry.file_size, MAX_BYTES) if entry.file_size > MAX_BYTES else None


def _shown(name: str, taken: dict[str, zipfile.ZipInfo | LoadError]) -> str:
    """A name that leads out of the archive as one that can be listed below it."""
    shown = _UNSAFE.sub("_", name).strip("/") or "_"
    while shown in taken:
        shown += "_"
    return shown


def _unseen(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return any(part == "__MACOSX" or part.startswith((".", "~$")) for part in parts if part != "..") or not parts or parts[-1] == "Thumbs.db"


def _named(file: zipfile.ZipFile) -> Iterator[tuple[zipfile.ZipInfo, str]]:
    """The files with their names as they were meant: Chinese Windows writes them in GBK or Big5 and does not say so; all of an archive are in one encoding."""
    entries = [entry for entry in file.infolist() if not entry.is_dir() and not entry.orig_filename.endswith("\\")]
    raw = [None if entry.flag_bits & _UTF8 else _raw(entry.orig_filename) for entry in entries]
    encoding = "utf-8"
    if any(name is not None and not name.isascii() for name in raw):
        try:
            _, encoding = decode(b"\n".join(name for name in raw if name is not None), "")
        except LoadError:
            encoding = "gb18030"
    for entry, name in zip(entries, raw, strict=True):
        yield entry, _plain(entry.orig_filename if name is None else name.decode(encoding, "backslashreplace"))


def _raw(name: str) -> bytes | None:
    """The bytes of a name that was taken to be in the code page of the first PCs, as every unmarked name is."""
    try:
        return name.encode("cp437")
    except UnicodeEncodeError:
        return None


def _plain(name: str) -> str:
    """With the separators of any folder, and without a needless ./ in front."""
    return re.sub(r"^(?:\./)+", "", name.replace("\\", "/"))
