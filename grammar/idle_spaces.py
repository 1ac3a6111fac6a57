"""Spaces that say nothing: 到 2027 年，市财政局 （市国资委） 负责 is read as 到2027年，市财政局（市国资委）负责.

Typists and programs leave spaces around marks and figures, also behind the last mark of a line. They are taken out before a document is
read, and every place is moved back to where its words stand in the text. What may part two things stays: a space between two
ideographs (示例市知识产权局 示例市财政局), two or more wide ones, one behind a number that opens a line (1 总则), one before a
date that ends a line (示例市人民政府 2025年3月10日), tabs, and line breaks but those within a paragraph (`line_ends.py`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any

from grammar.line_ends import idle_breaks
from grammar.stated import Quoted, Stated
from loaders.document import Cell, Document, Table
from ontology.records import FieldEvidence

_RUNS = tuple(re.compile(f"{space}[ \u3000\xa0]*") for space in " \u3000\xa0")
"""One for each character that a run begins with: a search for one character is much faster than for any of three."""
_MARKS = frozenset("，。；、：！？（）〔〕［］【】《》〈〉“”()[]|,;:")
_NARROW = frozenset("()[]|,;:")
"""Marks of other languages too: they count beside an ideograph or a figure."""
_FIGURE = re.compile(r"\d[\d.,]*[ \xa0]?[\u3400-\u9fff%‰—~～-]")
_DATE_AT_THE_END = re.compile(r"\d{4}[ \xa0]?年[ \xa0]?\d{1,2}[ \xa0]?月[ \xa0]?\d{1,2}[ \xa0]?日(?:[ \xa0]?印发)?[ \u3000\xa0]*(?:\n|\Z)")
_NUMBER = re.compile(r"[\d.]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_NUMBER = 40


class Closed:
    """A document without its idle spaces, and the way back."""

    def __init__(self, document: Document, idle: list[tuple[int, int]]) -> None:
        kept, position = [], 0
        self.cuts: list[int] = []
        """Where something was taken out, as offsets into what is left."""
        self.taken: list[int] = [0]
        """How much was taken out before each of them, and behind the last."""
        self.starts = [start for start, _ in idle]
        for start, end in idle:
            kept.append(document.text[position:start])
            self.cuts.append(start - self.taken[-1])
            self.taken.append(self.taken[-1] + end - start)
            position = end
        kept.append(document.text[position:])
        self.text = document.text
        tables = tuple([self._closed_table(table) for table in document.tables])
        self.document = Document("".join(kept), tables, document.source, document.places)  # places are given back as they came: of the text as it stands

    def _closed_table(self, table: Table) -> Table:
        start, end = self._closed(table.start), self._closed(table.end)
        shift = table.start - start
        if table.end - end == shift:  # nothing was taken out of it
            rows = tuple([tuple([Cell(left - shift, right - shift) for left, right in row]) for row in table.rows])
        else:
            rows = tuple([tuple([Cell(self._closed(left), self._closed(right)) for left, right in row]) for row in table.rows])
        return Table(start, end, rows)

    def _closed(self, offset: int) -> int:
        """An offset into the text as one into what is left of it."""
        index = bisect_left(self.starts, offset)
        return min(offset - self.taken[index], self.cuts[index]) if index < len(self.cuts) else offset - self.taken[index]

    def _opened(self, offset: int) -> int:
        """Where a character of what is left stands in the text."""
        return offset + self.taken[bisect_right(self.cuts, offset)]

    def opened(self, stated: Stated) -> Stated:
        """What was read, with its words as they stand in the text."""
        head = stated["document"]
        of_head = tuple(FieldEvidence(field=words.field, **self._back(words.start, words.end)) for words in head.evidence)
        self._move(stated)
        return {**stated, "text": self.text, "document": head.model_copy(update={"evidence": of_head})}

    def _back(self, start: int, end: int) -> Quoted:
        """Words of what is left as they stand in the text."""
        start, end = self._opened(start), self._opened(end - 1) + 1
        return {"start": start, "end": end, "quote": self.text[start:end]}

    def _move(self, said: Any) -> None:
        """Move all words in a record that is stated, and in those that it holds, back to their places in the text."""
        if "quote" in said:
            said.update(self._back(said["start"], said["end"]))
            return
        for value in said.values():
            if isinstance(value, list) and value and isinstance(value[0], dict):
                for one in value:
                    self._move(one)


def without_idle_spaces(document: Document) -> Closed | None:
    """The document without its idle spaces; null where it has none, which most documents have not."""
    idle = [*_idle(document.text), *((position, position + 1) for position in idle_breaks(document.text))]
    idle.sort()
    return Closed(document, idle) if idle else None


def _idle(text: str) -> Iterator[tuple[int, int]]:
    for start, end in (found.span() for runs in _RUNS for found in runs.finditer(text)):
        left, right = text[start - 1 : start], text[end : end + 1]
        if not left or left.isspace():
            continue  # an indent, or the rest of a run
        if (right == "\n" and left in _MARKS) or (
            _little(text, start, end) and (_beside_a_mark(left, right) or _beside_a_figure(text, start, end, left, right))
        ):
            yield start, end


def _little(text: str, start: int, end: int) -> bool:
    return end - start == 1 or (end - start == 2 and "\u3000" not in text[start:end])


def _beside_a_mark(left: str, right: str) -> bool:
    for mark, other in ((left, right), (right, left)):
        if mark in _MARKS and (mark not in _NARROW or _is_ideograph(other) or other.isdigit() or other in _MARKS):
            return True
    return False


def _beside_a_figure(text: str, start: int, end: int, left: str, right: str) -> bool:
    if end - start > 1 or text[start] == "\u3000":
        return False
    if (left.isdigit() and right in "%‰") or (left in "%‰" and _is_ideograph(right)):
        return True
    if _is_ideograph(left) and right.isdigit():
        return bool(_FIGURE.match(text, end)) and not _DATE_AT_THE_END.match(text, end)
    if left.isdigit() and _is_ideograph(right):
        before = text[max(text.rfind("\n", 0, start) + 1, start - _LONGEST_NUMBER) : start].lstrip()
        return not _NUMBER.fullmatch(before) or (right == "年" and bool(_YEAR.fullmatch(before)))
    return False


def _is_ideograph(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"
