"""What a page states twice: a text for the screen and one for the printer, or the same part in a frame of its own.

    一、示例目标  示例覆盖率达到80%。  一、示例目标  示例覆盖率达到80%。      one record, at its first place

A copy has the same words under the same numbers. What one part says twice in itself (甲级给予100万元奖励;乙级给予100万元奖励)
is no copy, where the reader says what a part is.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

Record = TypeVar("Record")


def stated_once(records: Iterable[Record], words: Callable[[Record], Hashable], part: Callable[[Record], object] | None = None) -> Iterator[Record]:
    """Records without those that come again: with the same `words` and in another `part`, or anywhere where no part is asked for."""
    seen: dict[Hashable, object] = {}
    for record in records:
        here = part(record) if part else record
        if seen.setdefault(words(record), here) is here:
            yield record
