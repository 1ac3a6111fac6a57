"""A file as text: what every loader gives and the grammar reads. 示例市人民政府关于印发…的通知⏎各区人民政府：⏎…

Holds the text, the tables in it, where each passage stands in the file (page, sheet and row, paragraph), and what of the file was not read.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ontology.records import Source


class Cell(NamedTuple):
    """The words of one table cell: `text[start:end]`; start == end where it is empty."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table of data (never one that only lays out the page), as a full grid.

    A cell that spans rows or columns stands in every place that it covers, as the same span.
    In the text a row is a line and its cells are parted by tabs; line breaks within a cell are spaces.
    """

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands in its file, in the terms in which a person looks for it, counted from one.

    PDF: the page. Workbook: the sheet and its row as the program shows it. Word: the paragraph (those without words not counted), or the table and its row.
    Text and web pages: the line of the text.
    """

    page: int | None = None
    sheet: str | None = None
    table: int | None = None
    row: int | None = None
    paragraph: int | None = None

    @property
    def zh(self) -> str:
        parts = [
            f"第{self.page}页" if self.page else "",
            f"工作表“{self.sheet}”" if self.sheet else "",
            f"第{self.table}个表" if self.table else "",
            f"第{self.row}行" if self.row else "",
            f"第{self.paragraph}段" if self.paragraph else "",
        ]
        return "".join(parts)

    @property
    def en(self) -> str:
        parts = [
            f"page {self.page}" if self.page else "",
            f"sheet “{self.sheet}”" if self.sheet else "",
            f"table {self.table}" if self.table else "",
            f"row {self.row}" if self.row else "",
            f"paragraph {self.paragraph}" if self.paragraph else "",
        ]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person should know of the reading; `unread` where something of the file is not in the text: 第3页没有文字层."""

    zh: str
    en: str
    place: Place | None = None
    unread: bool = True

    @property
    def with_place(self) -> tuple[str, str]:
        """In Chinese and in English, after the place where the words themselves do not say it: 第12段：这一段有隐藏的文字."""
        if self.place is None or not (self.place.paragraph or self.place.row):
            return self.zh, self.en
        return f"{self.place.zh}：{self.zh}", f"{self.place.en}: {self.en}"


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file, a line a paragraph, with the tables in it, in order."""

    text: str
    tables: tuple[Table, ...]
    source: Source
    places: tuple[tuple[int, Place], ...] = ()
    """From which offset on which place holds, by offset; empty where the lines of the text are those of the file."""
    remarks: tuple[Remark, ...] = ()
    """Documents that were read in part have one that is `unread`."""

    @property
    def whole(self) -> bool:
        """Whether nothing of the file is missing."""
        return not any(remark.unread for remark in self.remarks)


def place_of(document: Document, offset: int) -> Place:
    """Where the character at `offset` stands in the file."""
    if not document.places:
        return Place(paragraph=document.text.count("\n", 0, max(offset, 0)) + 1)
    index = bisect_right(document.places, offset, key=lambda entry: entry[0])
    return document.places[max(index - 1, 0)][1]
