"""What a reader of Word, PDF or Excel files puts together: lines, tables and places, with the offsets of each. 一、总体要求⏎序号⇥任务⇥责任单位⏎…

Holds the one way in which such a text is written, so that every reader keeps the same promises: a line a paragraph, a row a line with its cells parted by
tabs, no tab elsewhere. Knows no format, and imports nothing that a parser's process would have to wait for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.document import Cell, Place, Remark, Table
from loaders.grid import Draft

_WHITE = re.compile(r"[\t\n\r\f\v\x85\u2028\u2029]+")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff\u200b\u2060\ufffe\uffff\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Composed:
    """A text without its source."""

    text: str
    tables: tuple[Table, ...]
    places: tuple[tuple[int, Place], ...]
    remarks: tuple[Remark, ...]


def clean(words: str) -> str:
    """The words on one line: no tab, no break, no character that nobody sees."""
    return _UNSEEN.sub("", _WHITE.sub(" ", words)).strip(" ")


@dataclass(slots=True)
class Composer:
    """A text while it is written."""

    lines: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    places: list[tuple[int, Place]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    at: int = 0

    def line(self, words: str, *parts: tuple[int, Place]) -> None:
        """One paragraph; `parts` say from which of its characters on which place holds. One without words is none."""
        text = clean(words)
        if not text or text.isspace():
            return
        for start, place in parts:
            self.mark(min(start, len(text) - 1), place)
        self._write(text)

    def mark(self, start: int, place: Place) -> None:
        if not self.places or self.places[-1][1] != place:
            self.places.append((self.at + start, place))

    def table(self, draft: Draft, places: Sequence[Place]) -> None:
        """The rows of a table with the place of each; no `Table` where its spans could not be followed."""
        starts: list[int] = []
        for text, place in zip(draft.texts, places, strict=True):
            self.mark(0, place)
            starts.append(self.at)
            self._write(text)
        if draft.places and len(draft.texts) > 1:
            rows = tuple(tuple(Cell(starts[row] + start, starts[row] + end) for row, start, end in line) for line in draft.places)
            self.tables.append(Table(starts[0], self.at - 1, rows))

    def _write(self, text: str) -> None:
        self.lines.append(text)
        self.at += len(text) + 1

    def composed(self) -> Composed:
        text = "\n".join(self.lines) + "\n" if self.lines else ""
        return Composed(text, tuple(self.tables), tuple(self.places), tuple(self.remarks))
