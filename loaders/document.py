"""A file as text: what every loader gives and the grammar reads."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.records import Source


@dataclass(frozen=True, slots=True)
class Cell:
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
class Document:
    """The text of a file, a line a paragraph, with the tables in it, in order."""

    text: str
    tables: tuple[Table, ...]
    source: Source
