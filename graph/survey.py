"""What lies under the roots now: files found, files gone, and places that could not be reached.

A file counts as gone only when its root (and the folder it lay in) could be read in this run and it was not there; a network
drive that is not mounted forgets nothing, nor does an archive that cannot be opened. Hidden files, Word's `~$…` lock files and the
workspace itself are passed over. The files in a .zip are found one by one, as if it were a folder: 材料.zip/通知/方案.docx.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from graph.words import Words
from graph.workspace import absolute, file_digest


@dataclass(frozen=True, slots=True)
class Found:
    """A file under a root."""

    path: str
    sha256: str | None
    """Null where the file could not be opened; `problem` says why."""
    problem: Words | None = None


@dataclass(slots=True)
class Survey:
    """Everything that was seen in one run, by path."""

    found: dict[str, Found] = field(default_factory=dict)
    unreachable: dict[str, str] = field(default_factory=dict)
    """Roots and folders that could not be read, and why."""
    closed: list[str] = field(default_factory=list)
    """Archives that could not be opened: each is a file that was found, and what lay in it before is not gone."""
    read: list[str] = field(default_factory=list)
    """The roots that could be read."""

    def gone(self, known: Iterable[str]) -> list[str]:
        """The known files that lay under a root read in this run, and are no longer there."""
        blocked = [*self.unreachable, *self.closed]
        return [
            path
            for path in known
            if path not in self.found and any(under(path, root) for root in self.read) and not any(under(path, place) for place in blocked)
        ]


def survey(roots: Sequence[str], workspace: Path) -> Survey:
    """Looks through files and folders; each file once, however many roots it lies under."""
    seen = Survey()
    own = str(absolute(workspace))
    for root in roots:
        path = Path(root)
        try:
            if path.is_dir():
                _walk(path, own, seen)
            elif path.exists():
                _take(path, seen)
                seen.read.append(root)
            else:
                seen.unreachable[root] = "不存在或无法访问 (does not exist or cannot be reached)"
        except OSError as error:
            seen.unreachable[root] = str(error)
    return seen


def under(path: str, folder: str) -> bool:
    """Whether a path is the folder (or file) itself or lies in it."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def shown(path: str, roots: Iterable[str]) -> str:
    """How the graph names a file: from the name of its outermost root on, without the way to it on this machine."""
    over = min((root for root in roots if under(path, root)), key=len, default=path)
    inside = Path(path).relative_to(over)
    return (Path(Path(over).name) / inside).as_posix()


def _walk(root: Path, own: str, seen: Survey) -> None:
    def refuse(error: OSError) -> None:
        seen.unreachable[str(error.filename)] = str(error.strerror)

    for parent, folders, names in os.walk(root, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and str(Path(parent) / name) != own)
        for name in sorted(names):
            file = Path(parent) / name
            if not name.startswith((".", "~$")) and str(file) not in seen.found:
                _take(file, seen)
    if str(root) not in seen.unreachable:
        seen.read.append(str(root))


def _take(file: Path, seen: Survey) -> None:
    if file.suffix.lower() == ".zip":
        _unpack(file, seen)
        return
    try:
        seen.found[str(file)] = Found(str(file), file_digest(file))
    except OSError as error:
        seen.found[str(file)] = Found(str(file), None, Words(f"无法打开: {error.strerror}", f"cannot be opened: {error.strerror}"))


def _unpack(file: Path, seen: Survey) -> None:
    """Takes what lies in an archive; the archive itself where it cannot be opened."""
    from loaders.errors import LoadError
    from loaders.several import members

    try:
        archive = members(file)
    except LoadError as error:
        seen.found[str(file)] = Found(str(file), None, Words(error.zh, error.en))
        seen.closed.append(str(file))
        return
    for name in archive.entries:
        path = str(file / name)
        try:
            seen.found[path] = Found(path, sha256(archive.read(name)).hexdigest())
        except LoadError as error:
            seen.found[path] = Found(path, None, Words(error.zh, error.en))
