"""One document as the rules see it: its text, shadow and values place by place, its outline, head and parts.

Every kind of statement is read from a view (`read_tasks(view)`), so that nothing is folded, outlined or looked up twice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from grammar.dates import Times
from grammar.drafts import Span
from grammar.head import Head, read_head
from grammar.line_tables import tables_in_lines
from grammar.outlining import Item, Outline, outline
from grammar.sections import Kind, kinds
from grammar.shadow import cast
from grammar.stated import Quoted
from loaders.document import Document, Table

_STOP = re.compile(r"[。;!?\n]")
_STOPS_WITHIN_A_LINE = "。;!?"


@dataclass(frozen=True, slots=True)
class View:
    """Text, shadow and values have the same length: an offset in one is an offset in all."""

    text: str
    shadow: str
    values: str
    tables: Sequence[Table]
    outline: Outline
    head: Head
    kinds: Mapping[Item, Kind]
    """What each numbered part is for."""
    body: Span
    """The document proper: from behind its title to its signature."""
    end: int
    """The end of what may hold statements: the signature, but for attachments that stand behind it."""
    times: Times
    """The time expressions, passage by passage."""

    def value(self, start: int, end: int) -> str:
        """A span as a value: normalised, without white space."""
        return "".join(self.values[start:end].split())

    def quoted(self, start: int, end: int) -> Quoted:
        """A span as it stands in the text."""
        return {"start": start, "end": end, "quote": self.text[start:end]}

    def path_at(self, position: int) -> tuple[str, ...]:
        """The numbers of the headings above a place, outermost first."""
        item = self.outline.item_at(position)
        return item.path if item else ()

    def kind_at(self, position: int) -> Kind | None:
        """What the part at a place is for; null outside every numbered part."""
        item = self.outline.item_at(position)
        return self.kinds[item] if item else None

    def sentence_at(self, position: int, furthest: int | None = None) -> Span:
        """The sentence that holds a place, its stop included, without white space around it; perhaps no more than so far to each side."""
        shadow = self.shadow
        first, last = (0, len(shadow)) if furthest is None else (max(0, position - furthest), min(len(shadow), position + furthest))
        start = max(first, shadow.rfind("\n", first, position) + 1)
        for mark in _STOPS_WITHIN_A_LINE:
            start = shadow.rfind(mark, start, position) + 1 or start
        stop = _STOP.search(shadow, position, last)
        end = stop.end() if stop else last
        while start < end and shadow[start].isspace():
            start += 1
        while end > start and shadow[end - 1].isspace():
            end -= 1
        return start, end


def view_of(document: Document) -> View:
    """Fold, outline and read the head and the parts of a document, once."""
    shadow, valued = cast(document.text)
    tables = sorted([*document.tables, *tables_in_lines(shadow, document.tables)], key=attrgetter("start"))
    outlined = outline(document.text, tables, shadow)
    head = read_head(document.text, outlined)
    if outlined.items and outlined.items[0].number.start < head.body_start:
        outlined.begin_anew(head.body_start)
    return View(
        text=document.text,
        shadow=outlined.shadow,
        values=valued,
        tables=tables,
        outline=outlined,
        head=head,
        kinds=kinds(outlined, head.fields.title),
        body=(head.body_start, head.tail_start),
        end=len(document.text) if outlined.attachments else head.tail_start,
        times=Times(outlined.shadow),
    )
