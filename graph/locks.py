"""Locks that a dead holder frees: one build at a time, and generations that are kept while somebody reads them.

The operating system keeps the lock, so a process that is killed leaves nothing behind to clear away by hand. On POSIX these are
`flock` locks; on Windows an exclusive byte lock for the build, and for readers the open file itself, which keeps its folder
from being renamed. A lock that somebody else holds is refused at once, never waited for.
"""

from __future__ import annotations

import os
import sys
import weakref
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class Held:
    """A lock that is held until `release`, until nothing refers to it, or until the process ends."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self._finalizer = weakref.finalize(self, os.close, descriptor)

    def release(self) -> None:
        self._finalizer()


def hold_alone(path: Path) -> Held | None:
    """The exclusive lock of a file, made where it is missing; null where somebody holds it, alone or with others."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return Held(descriptor)


def hold_shared(path: Path) -> Held | None:
    """A reader's lock of a file that exists; null where it is gone or about to go. Needs no right to write."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    if sys.platform != "win32":
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            return None
        if not path.exists():  # renamed away between opening and locking
            os.close(descriptor)
            return None
    return Held(descriptor)
