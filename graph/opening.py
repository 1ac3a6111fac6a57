"""Opening a snapshot or a dataset to be read, apart from all that writes one: whoever asks 市知识产权局牵头哪些任务 waits for nothing else."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ladybug
    from pyoxigraph import Store

READING_POOL = 512 << 20
"""At most; a question whose rows are put in order takes what they take: with half of it, `who-does` failed on a hundred times the documents at hand."""
MAXIMUM_SIZE = 1 << 35
"""Of address space: the engine's default of 8 TB fails where a process may not use much memory."""


def open_snapshot(path: Path, threads: int = 0) -> ladybug.Database:
    """The snapshot, read-only: any number of processes may have it open. A query takes so many threads; with 0, as many as there are cores."""
    _put_off("asyncio")  # the engine imports it for connections of a kind that nothing here makes, and that takes longer than most answers
    import ladybug

    return ladybug.Database(path, read_only=True, buffer_pool_size=READING_POOL, max_db_size=MAXIMUM_SIZE, max_num_threads=threads)


def open_dataset(path: Path) -> Store:
    """The store, read-only. Ask it with `use_default_graph_as_union=True`."""
    from pyoxigraph import Store

    return Store.read_only(str(path))


def _put_off(name: str) -> None:
    """A module that nobody has imported yet comes in when something of it is first asked for."""
    sys.modules.setdefault(name, _Later(name))


class _Later(ModuleType):
    """Stands for a module until then. (`importlib.util.LazyLoader` does not wait: `import` itself asks for the module's `__spec__`.)"""

    def __getattr__(self, attribute: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), attribute)
