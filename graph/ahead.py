"""Work done ahead: while the server writes one batch of documents, the next is being made.

What waits on a server leaves the processor idle; what makes rows of facts needs nothing but the processor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")


def ahead(items: Iterable[Item]) -> Iterator[Item]:
    """The items in their order, each made in a thread of its own while the one before it is worked on; one ahead, never more.

    What making an item raises is raised here in its turn, after the items before it.
    """
    nothing = object()
    making = iter(items)
    with ThreadPoolExecutor(1, "ahead") as thread:
        coming = thread.submit(next, making, nothing)
        while (item := coming.result()) is not nothing:
            coming = thread.submit(next, making, nothing)
            yield item  # type: ignore[misc]  # not `nothing`
