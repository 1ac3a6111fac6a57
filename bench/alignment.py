"""Which extracted task is which task of the answer: by their words, best pairs first, each used once.

A task whose text runs on into the next one, or holds less than half of it, is a different task.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

ALIKE = 0.8
"""Share of the characters that two texts must have in common to be one task."""
_SHORTEST = 0.5
"""Length of the shorter text by that of the longer one, below which they are not compared."""


def likeness(one: str, other: str) -> float:
    """0 to 1; exact for texts that are at least `ALIKE`, else 0."""
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    if min(len(one), len(other)) < _SHORTEST * max(len(one), len(other)):
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() <= ALIKE or matcher.quick_ratio() <= ALIKE:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= ALIKE else 0.0


def pairs(expected: Sequence[str], found: Sequence[str]) -> dict[int, int]:
    """Index in `found` → index in `expected` of the same task."""
    candidates = [
        (-ratio, number, other) for number, text in enumerate(expected) for other, candidate in enumerate(found) if (ratio := likeness(text, candidate))
    ]
    paired: dict[int, int] = {}
    taken: set[int] = set()
    for _, number, other in sorted(candidates):
        if number not in taken and other not in paired:
            paired[other] = number
            taken.add(number)
    return paired
