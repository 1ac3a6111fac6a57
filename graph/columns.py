"""What a kind of node or relationship is made of: columns and their types, lists of evidence, labels and the terms of RDF.

The kinds themselves stand in `graph.schema`. A column that RDF cannot say (a parallel list of evidence) has no term; a value such
as 1600 (of 1600家以上) is a `NUMBER`, which is kept as a float everywhere, so that 1 and 1.5 stand in one column.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Type(Enum):
    """What a column holds. A value that is not known is null, a list without members empty; both are left out of RDF."""

    STRING = "string"
    DATE = "date"
    """An ISO string of any precision (2018, 2018-01, 2018-01-18); typed in RDF, a string elsewhere."""
    INTEGER = "integer"
    NUMBER = "number"
    """A count, share or amount: a float."""
    BOOLEAN = "boolean"
    STRINGS = "strings"
    INTEGERS = "integers"

    @property
    def is_list(self) -> bool:
        return self in (Type.STRINGS, Type.INTEGERS)


@dataclass(frozen=True, slots=True)
class Column:
    """A property of a node. `term` is its RDF property; null for `uri` and for the parallel lists of evidence.

    With `scheme`, the value names a concept of our vocabulary: role `lead` is `pg:role-lead`.
    """

    name: str
    type: Type = Type.STRING
    term: str | None = None
    scheme: str | None = None
    searched: bool = False
    """People look for words in it: a server keeps a full-text index of it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Parallel list columns that hold passages of the document, and the property that links to them in RDF.

    The columns are `<prefix>quote`, `<prefix>start`, `<prefix>end` and `<prefix>place`; with `field`, also `field`: the value that the words gave.
    """

    term: str
    prefix: str = ""
    field: bool = False

    @property
    def columns(self) -> tuple[Column, ...]:
        lists = (
            Column(self.prefix + "quote", Type.STRINGS),
            Column(self.prefix + "start", Type.INTEGERS),
            Column(self.prefix + "end", Type.INTEGERS),
            Column(self.prefix + "place", Type.STRINGS),
        )
        return (*lists, Column("field", Type.STRINGS)) if self.field else lists


@dataclass(frozen=True, slots=True)
class NodeKind:
    """One label. Shared things (agencies, places) are said by many documents and live in a named graph of their own."""

    name: str
    term: str
    values: tuple[Column, ...]
    evidence: tuple[Evidence, ...] = ()
    shared: bool = False
    also: tuple[str, ...] = ()
    """Classes of other vocabularies that RDF says beside ours, for readers that do not infer."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns in order, `uri` (the key) first."""
        return (URI, *self.values, *(column for evidence in self.evidence for column in evidence.columns))


@dataclass(frozen=True, slots=True)
class EdgeKind:
    """One relationship type; `ends` are the pairs of labels that it joins. `derived` ones say again what assignments say."""

    name: str
    term: str
    ends: tuple[tuple[str, str], ...]
    shared: bool = False
    derived: bool = False


URI = Column("uri")
