"""Opening a snapshot to be read, apart from all that writes one: whoever asks 市知识产权局牵头哪些任务 waits for nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ladybug

READING_POOL = 256 << 20
MAXIMUM_SIZE = 1 << 35
"""Of address space: the engine's default of 8 TB fails where a process may not use much memory."""


def open_snapshot(path: Path) -> ladybug.Database:
    """The snapshot, read-only: any number of processes may have it open."""
    import ladybug

    return ladybug.Database(path, read_only=True, buffer_pool_size=READING_POOL, max_db_size=MAXIMUM_SIZE)
