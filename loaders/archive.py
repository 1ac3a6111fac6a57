"""ZIP files from strangers, which .docx and .xlsx are too: `word/document.xml` that unpacks from kilobytes to gigabytes is refused before it does.

Every size is checked twice: as the archive declares it, before anything is unpacked, and as it comes out, for what is declared may be a lie. Nothing is
written to disk, and no name from an archive is ever used as a path.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from loaders.errors import DamagedFileError, HostileFileError, LoadError, LockedError, MacroError, Words
from loaders.kinds import kind_of

MAX_ENTRIES = 4_000
MAX_MEMBER = 64 << 20
"""Bytes of one member, unpacked."""
MAX_TOTAL = 256 << 20
"""Bytes of all members, unpacked."""
MAX_RATIO = 300
"""How many times larger a member may become; the most repetitive table of a real document stays below half of it."""
SMALL = 4 << 20
"""Members below this size do no harm, whatever their ratio."""
_CHUNK = 1 << 20
_MARKUP = (".xml", ".rels", ".vml", ".xhtml", ".html")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00D\x00O\x00C\x00|\x00<\x00!\x00D\x00O\x00C", re.IGNORECASE)
_FETCH = Words("请重新下载，或在原软件中打开后另存", "Fetch it again, or open it in its own program and save it anew")
_DOUBT = Words(
    "请勿打开来历不明的文件；确需读取的，请在原软件中另存后再试", "Do not open files of unknown origin; where it is needed, save it anew in its own program"
)


@dataclass(slots=True)
class Archive:
    """An archive whose declared sizes are within the limits."""

    path: str
    file: zipfile.ZipFile
    left: int = MAX_TOTAL

    def names(self) -> list[str]:
        return [entry.filename for entry in self.file.infolist() if not entry.is_dir()]

    def has(self, name: str) -> bool:
        return name in self.file.NameToInfo

    def read(self, entry: str | zipfile.ZipInfo, limit: int = MAX_MEMBER) -> bytes:
        """The bytes of one member, counted as they come out."""
        parts: list[bytes] = []
        size = 0
        try:
            with self.file.open(entry) as member:
                while chunk := member.read(_CHUNK):
                    size += len(chunk)
                    if size > limit or size > self.left:
                        raise hostile(
                            self.path,
                            f"压缩包里的“{_name(entry)}”解开后超过 {limit >> 20} MiB",
                            f"“{_name(entry)}” in it unpacks to more than {limit >> 20} MiB",
                        )
                    parts.append(chunk)
        except KeyError as error:
            raise damaged(self.path, f"缺少“{_name(entry)}”", f"“{_name(entry)}” is missing") from error
        except RuntimeError as error:  # what zipfile says of a member under a password
            raise locked(self.path) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise damaged(self.path, f"“{_name(entry)}”解压失败", f"“{_name(entry)}” cannot be unpacked") from error
        self.left -= size
        return b"".join(parts)


def _name(entry: str | zipfile.ZipInfo) -> str:
    name = entry if isinstance(entry, str) else entry.filename
    return name[-60:]


def hostile(path: str, zh: str, en: str) -> LoadError:
    return HostileFileError(path, Words(zh, en), _DOUBT)


def damaged(path: str, zh: str, en: str) -> LoadError:
    return DamagedFileError(path, Words(f"文件损坏：{zh}", f"it is damaged: {en}"), _FETCH)


def locked(path: str) -> LoadError:
    return LockedError(path, Words("文件有密码", "it asks for a password"), Words("请在原软件中去掉密码后再读", "Take the password off in its own program"))


def open_zip(data: bytes, path: str) -> zipfile.ZipFile:
    """What the bytes say that they hold; raises `LoadError` where they are no archive, or one of more files than any has."""
    if not data.startswith(b"PK"):
        kind_of(data, ".zip", path)
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
        entries = file.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeError) as error:
        raise damaged(path, "压缩结构不完整", "the archive is not complete") from error
    if len(entries) > MAX_ENTRIES:
        raise hostile(path, f"压缩包里多于 {MAX_ENTRIES} 个文件", f"it holds more than {MAX_ENTRIES} files")
    return file


def open_archive(data: bytes, path: str) -> Archive:
    """The archive in these bytes; raises `LoadError` where it is damaged or would unpack to more than any document has."""
    file = open_zip(data, path)
    entries = file.infolist()
    for entry in entries:
        if entry.file_size > MAX_MEMBER:
            raise hostile(
                path, f"压缩包里的“{_name(entry)}”解开后超过 {MAX_MEMBER >> 20} MiB", f"“{_name(entry)}” in it unpacks to more than {MAX_MEMBER >> 20} MiB"
            )
        if entry.file_size > SMALL and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise hostile(path, f"压缩包里的“{_name(entry)}”压缩比超过 {MAX_RATIO}", f"“{_name(entry)}” in it unpacks to more than {MAX_RATIO} times its size")
    if sum(entry.file_size for entry in entries) > MAX_TOTAL:
        raise hostile(path, f"压缩包解开后超过 {MAX_TOTAL >> 20} MiB", f"it unpacks to more than {MAX_TOTAL >> 20} MiB")
    return Archive(path, file)


def open_package(data: bytes, path: str) -> Archive:
    """An Office file: an archive whose markup declares no entities and that carries no macros."""
    archive = open_archive(data, path)
    names = archive.names()
    if "[Content_Types].xml" not in names:
        raise damaged(path, "不是 Office 文件", "it is no Office file")
    kinds = archive.read("[Content_Types].xml")
    if any(name.lower().endswith("vbaproject.bin") for name in names) or b"macroEnabled" in kinds:
        reason = Words("文件带有宏（程序）", "it carries macros (a program)")
        raise MacroError(
            path, reason, Words("请在原软件中另存为不带宏的 .docx 或 .xlsx 后再读", "Save it in its own program as .docx or .xlsx, without macros")
        )
    for name in names:
        if name.lower().endswith(_MARKUP) and _DOCTYPE.search(archive.read(name)):
            raise hostile(path, f"“{_name(name)}”里有 DOCTYPE 或实体声明", f"“{_name(name)}” in it declares a DOCTYPE or entities")
    archive.left = MAX_TOTAL
    return archive
