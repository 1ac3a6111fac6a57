"""The parsed page as lines: what a reader would see, top to bottom, and which element each line stands in. <p>一、<b>重点</b>任务<br>（一）…</p>

One pass over the tree, without recursion. Leaves out what nobody sees (scripts, styles, comments, templates, buttons, `display:none`); chooses nothing else.
White space of the markup collapses as in a browser: a break between two Chinese characters vanishes, any other run is one space. `&nbsp;` and the full-width
space are characters of the text and stay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from lxml import etree

from loaders.grid import Draft, OpenTable, as_data
from loaders.markers import Numbering, numbered
from loaders.vocabulary import vocabulary

Element: TypeAlias = Any  # lxml carries no types

_INLINE, _UNSEEN, _BLOCK, _BREAK, _LINK = range(5)
_ROLES = dict.fromkeys(vocabulary("unseen"), _UNSEEN) | dict.fromkeys(vocabulary("blocks"), _BLOCK) | {"br": _BREAK, "a": _LINK}
_HIDDEN = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff“”‘’…—]")
_BLANK = "\u200b\ufeff\u2060"


@dataclass(slots=True, eq=False)
class Container:
    """A block element and the lines in it: `lines[first:last]`."""

    tag: str
    names: str
    """Its class and id, in lower case."""
    parent: Container | None
    first: int
    last: int = 0
    children: list[Container] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Line:
    """One line of the page; `linked` counts the characters of it that lead elsewhere."""

    text: str
    owner: Container
    linked: int = 0
    table: Draft | None = None
    row: int = 0


@dataclass(slots=True)
class Flow:
    """All lines of a page and the tree of the elements around them."""

    lines: list[Line]
    root: Container


def _collapse(found: re.Match[str]) -> str:
    run = found[0]
    if "\n" not in run and "\r" not in run:
        return " "
    text, start, end = found.string, found.start(), found.end()
    between = start > 0 and end < len(text) and _WIDE.match(text[start - 1]) and _WIDE.match(text[end])
    return "" if between else " "


def _hidden(element: Element) -> bool:
    """Whether the element itself says that it is not to be seen."""
    style = element.get("style")
    if style is not None:
        lower = style.lower()
        if ("none" in lower or "hid" in lower) and _HIDDEN.search(lower) is not None:
            return True
    return element.get("hidden") is not None


class _Reader:
    """The state of the one pass."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.pieces: list[str] = []
        self.linked = 0
        self.links = 0
        self.preformatted = 0
        self.marker = ""
        self.lists: list[Numbering | None] = []
        self.container = self.root = Container("", "", None, 0)
        self.tables: list[OpenTable] = []

    def text(self, words: str) -> None:
        if self.preformatted and "\n" in words:
            for line in words.split("\n"):
                self.pieces.append(line.replace("\t", "    "))
                self.flush()
            return
        self.pieces.append(words)
        if self.links:
            self.linked += len(words)

    def flush(self) -> None:
        """Ends the line; one without words is none."""
        if not self.pieces:
            return
        text = "".join(self.pieces) if len(self.pieces) > 1 else self.pieces[0]
        self.pieces.clear()
        linked, self.linked = self.linked, 0
        if not text or text.isspace():
            return
        if not self.preformatted:
            text = text.strip(" \t\n\r\f")
            if "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text:
                text = _SPACES.sub(_collapse, text)
        text = text.strip(_BLANK)
        if not text or text.isspace():
            return
        if self.marker:
            text, self.marker = numbered(self.marker, text), ""
        self.lines.append(Line(text, self.container, min(linked, len(text))))

    def open(self, element: Element, tag: str) -> None:
        self.flush()
        names = f"{element.get('class', '')} {element.get('id', '')}".lower()
        self.container = Container(tag, names, self.container, len(self.lines))
        if tag == "table":
            self.tables.append(OpenTable(len(self.lines), role=element.get("role") or ""))
        elif tag in {"ol", "ul"}:
            self.lists.append(Numbering(element) if tag == "ol" else None)
        elif tag == "li":
            self.marker = self.lists[-1].next(element) if self.lists and self.lists[-1] is not None else ""
        elif tag == "pre":
            self.preformatted += 1
        elif self.tables:
            self.tables[-1].open(element, tag, len(self.lines))

    def close(self, tag: str) -> None:
        self.flush()
        closed = self.container
        closed.last = len(self.lines)
        self.container = closed.parent or self.root
        if tag == "pre":
            self.preformatted -= 1
        elif tag in {"ol", "ul"}:
            self.lists.pop()
        elif tag == "li":
            self.marker = ""
        elif tag == "table" and self.tables:
            self.close_table(closed)
        elif self.tables:
            self.tables[-1].close(tag, len(self.lines))
        if closed.last > closed.first:
            self.container.children.append(closed)

    def close_table(self, closed: Container) -> None:
        """Puts rows in place of the lines of a table of data; the lines of one that lays out the page stay."""
        table = self.tables.pop()
        if table.lays_out:  # known before its lines are looked at, which tables around tables share
            return
        lines = self.lines[table.first :]
        draft = as_data(table, [line.text for line in lines]) if lines else None
        if draft is None:
            return
        links = sum(line.linked for line in lines) * 2 > sum(len(line.text) for line in lines)
        self.lines[table.first :] = [lines[number] for number in table.beside(len(lines))]
        for number, text in enumerate(draft.texts):
            self.lines.append(Line(text, closed, len(text) if links else 0, draft, number))
        closed.children.clear()
        closed.last = len(self.lines)
        if self.tables:
            self.tables[-1].holds_data = True


def read_flow(root: Element, *, unhide: bool = False) -> Flow:
    """The lines of the page; with `unhide` also those that the markup hides."""
    reader = _Reader()
    skipped: Element = None
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        role = _ROLES.get(element.tag, _INLINE)
        if event == "start":
            if role == _UNSEEN or (not unhide and _hidden(element)):
                walk.skip_subtree()
                skipped = element
                continue
            if role == _BLOCK:
                reader.open(element, element.tag)
            elif role == _BREAK:
                reader.flush()
            elif role == _LINK:
                reader.links += 1
            words = element.text
        else:
            if element is skipped:
                skipped = None
            elif role == _BLOCK:
                reader.close(element.tag)
            elif role == _LINK:
                reader.links -= 1
            words = element.tail
        if words:
            reader.text(words)
    reader.flush()
    reader.root.last = len(reader.lines)
    return Flow(reader.lines, reader.root)
