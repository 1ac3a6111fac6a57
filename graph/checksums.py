"""Checksums beside what is exported, in the form of `sha256sum`: `sha256sum -c 图.ttl.sha256`, and `SHA256SUMS` within a folder."""

from __future__ import annotations

import hashlib
from pathlib import Path

SUFFIX = ".sha256"
SUMS = "SHA256SUMS"
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}


def line_of(path: Path, name: str) -> str:
    """The line of a file that is called `name` where the line will be read; a name with a line break is written as `sha256sum` does."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    written = "".join(_ESCAPES.get(character, character) for character in name)
    return f"{'' if written == name else chr(92)}{digest}  {written}\n"


def write_sums(folder: Path) -> None:
    """The checksums of all files of a folder, by their names."""
    lines = [line_of(path, path.name) for path in sorted(folder.iterdir()) if path.name != SUMS]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")
