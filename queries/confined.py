"""What a process gives up before it runs a query of somebody else's: memory, files of its own, other people's files, the network.

Linux has all of it, without any right to be asked for: limits, a name space without network, and Landlock, under which only the folders of
the graph can be opened and nothing can be written. Where a system or its kernel lacks one, the others hold; Windows has only the clock.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

_NEW_USER, _NEW_NET = 0x1000_0000, 0x4000_0000
_NO_NEW_PRIVILEGES = 38
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
"""System calls of Landlock; the same numbers on every architecture."""
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_KNOWN_TO = {1: 13, 2: 14, 3: 15, 4: 15}
"""How many kinds of access to files a version of Landlock knows; later ones 16."""
_WITH_NETWORK = 4
"""The version from which on Landlock refuses TCP too."""
_BIND_AND_CONNECT = 0b11
_until: list[int] = []
"""The second of its computing at which this process ends, once one is set."""


def leave_the_network() -> bool:
    """A name space of its own without any interface; False where that is not allowed. To be called while there is one thread."""
    if not sys.platform.startswith("linux"):
        return False
    system = ctypes.CDLL(None, use_errno=True)
    return 0 in (system.unshare(_NEW_NET), system.unshare(_NEW_USER | _NEW_NET))


def leave_all_files_but(folders: Iterable[Path]) -> bool:
    """From here on only what lies in these folders can be opened, to be read; False where the kernel has no Landlock.

    Holds for this thread and those that it starts.
    """
    if not sys.platform.startswith("linux"):
        return False
    system = ctypes.CDLL(None, use_errno=True)
    version = system.syscall(_CREATE_RULESET, None, 0, 1)
    if version < 1:
        return False
    handled = (1 << _KNOWN_TO.get(version, 16)) - 1
    attributes = struct.pack("=QQ", handled, _BIND_AND_CONNECT) if version >= _WITH_NETWORK else struct.pack("=Q", handled)
    rules = system.syscall(_CREATE_RULESET, attributes, len(attributes), 0)
    if rules < 0:
        return False
    for folder in folders:
        place = os.open(folder, os.O_PATH | os.O_CLOEXEC)
        allowed = _READ_FILE | (_READ_FOLDER if folder.is_dir() else 0)
        system.syscall(_ADD_RULE, rules, 1, struct.pack("=Qi", allowed, place), 0)
        os.close(place)
    system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    restricted: int = system.syscall(_RESTRICT_SELF, rules, 0)
    os.close(rules)
    return restricted == 0


def write_no_file() -> None:
    """No byte can be written to a file, and no image of the process is left when it dies."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Memory:
    """The address space of this process; made before its files are left, because the system tells it in one."""

    def __init__(self) -> None:
        self._told: BinaryIO | None = None
        with suppress(OSError):
            self._told = Path("/proc/self/statm").open("rb", buffering=0)  # noqa: SIM115 - as long as the process

    def limit(self, more: int) -> None:
        """From here on so many bytes more than the process has now, an open graph included, and no more."""
        try:
            import resource
        except ImportError:
            return
        if self._told is None:
            return  # without knowing what an open graph takes, a limit could keep every query from running
        self._told.seek(0)
        most = int(self._told.read().split()[0]) * resource.getpagesize() + more
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def allow_seconds(seconds: float) -> None:
    """Lets the process compute for so many seconds more; the system ends it then."""
    try:
        import resource
    except ImportError:
        return
    until = int(time.process_time() + seconds) + 1
    if _until == [until]:
        return  # whole seconds are all that the system knows, and most queries take less than one
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (until, hard))
    _until[:] = [until]
