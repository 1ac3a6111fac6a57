"""Which of the items of two versions of a document are the same one: by their words first, then by place and likeness.

建立快速维权机制 and 建立健全快速维权机制 under one number are one task that was altered; a task of other words under that number is
another. Likeness is difflib's ratio on normalised text (simplified script, one width, no white space). On a corpus of real documents it is below
.47 for ninety-nine of a hundred pairs of neighbouring tasks and below .53 for 999 of a thousand pairs of different tasks of one
document; the two thresholds stand above these. What reaches neither is one item gone and one added, never a guess.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

SAME_PLACE = 0.5
"""From here on two texts under the same number are one item. Numbers shift when something is put in: the words must still be half the same."""
ELSEWHERE = 0.7
"""From here on two texts at different places are one item that moved: well above what different tasks of one document have in common."""

Item = TypeVar("Item")
Pairs = list[tuple[Item, Item]]


def pair(
    old: Sequence[Item], new: Sequence[Item], words: Callable[[Item], str], place: Callable[[Item], Hashable]
) -> tuple[Pairs[Item], list[Item], list[Item]]:
    """The items that are the same in both, in the order of the new ones; those that are gone, and those that were added."""
    found: dict[int, int] = {}  # new by old
    taken: set[int] = set()
    by_words: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(new):
        by_words[words(item)].append(index)
    for stays in (True, False):  # of several with the same words, those at the same place belong together
        for index, item in enumerate(old):
            same = (one for one in by_words.get(words(item), ()) if one not in taken and (not stays or place(new[one]) == place(item)))
            if index not in found and (match := next(same, None)) is not None:
                found[index] = match
                taken.add(match)
    for _, index, match in _alike(old, new, words, place, found, taken):
        if index not in found and match not in taken:
            found[index] = match
            taken.add(match)
    pairs = [(old[index], new[match]) for index, match in sorted(found.items(), key=lambda one: one[1])]
    gone = [item for index, item in enumerate(old) if index not in found]
    return pairs, gone, [item for index, item in enumerate(new) if index not in taken]


def _alike(
    old: Sequence[Item], new: Sequence[Item], words: Callable[[Item], str], place: Callable[[Item], Hashable], found: dict[int, int], taken: set[int]
) -> list[tuple[float, int, int]]:
    """What is left, pairs that are like enough, the most alike first."""
    alike: list[tuple[float, int, int]] = []
    matcher = SequenceMatcher(autojunk=False)  # or characters that are frequent in a long Chinese text would count for nothing
    for match, item in enumerate(new):
        if match in taken:
            continue
        matcher.set_seq2(words(item))
        for index, other in enumerate(old):
            if index in found:
                continue
            least = SAME_PLACE if place(other) == place(item) else ELSEWHERE
            matcher.set_seq1(words(other))
            if matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least and (ratio := matcher.ratio()) >= least:
                alike.append((-ratio - (0.5 if least == SAME_PLACE else 0), index, match))
    return sorted(alike)
