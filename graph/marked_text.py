"""A document's text cut into pieces by the facts that rest on its words, so that a page can mark them where they stand.

（市知识产权局牵头，市财政局配合）is a clause, and in it stand the names of two agencies: pieces of it belong to both. Joined, the pieces
are the text, character by character.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from graph.passages import KINDS, passages

if TYPE_CHECKING:
    from ontology.records import Extraction


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of the text, and which kinds of fact rest on it; `begins` where a passage begins with it."""

    start: int
    text: str
    kinds: tuple[str, ...]
    begins: bool


def pieces(extraction: Extraction) -> list[Piece]:
    """The text in pieces, in its order."""
    kinds_at: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    starts: set[int] = set()
    for kind, evidence in passages(extraction):
        kinds_at[evidence.start][kind] += 1
        kinds_at[evidence.end][kind] -= 1
        starts.add(evidence.start)
    bounds = sorted({0, len(extraction.text), *kinds_at})
    open_kinds: dict[str, int] = defaultdict(int)
    found: list[Piece] = []
    for start, end in pairwise(bounds):
        for kind, change in kinds_at.get(start, {}).items():
            open_kinds[kind] += change
        found.append(Piece(start, extraction.text[start:end], tuple(kind for kind in KINDS if open_kinds[kind]), start in starts))
    return found
