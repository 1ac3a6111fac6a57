"""What a picture is made of before it is drawn: nodes, links between them, and the facts that both rest on, a row of the table each.

    net = NetMaker()
    task = net.node("task", iri, "推进专利导航")
    net.link(agency, task, "lead", net.fact([...], nodes=(agency, task)))

A node has a kind, a link a role, of those that `graph.pictures.looks` knows; another is refused with a KeyError where it is drawn.
A link is one however many facts say it: its weight is their number. Nothing here knows where things stand or how they look.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from graph.pictures.timeline import Moment
from graph.pictures.tree import Branch
from graph.words import Words

Reads = Literal["text", "names", "words", "clause", "role"]
"""How a column is shown: `words` and `clause` are quoted from the source, `names` are nodes of the picture, a `role` is a code."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of the table of facts. The `main` one says in short what the row says; only `brief` ones stand beside the picture."""

    title: Words
    reads: Reads = "text"
    brief: bool = False
    main: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A node named in a cell."""

    node: int
    text: str


Cell = str | tuple[str, ...] | tuple[Name, ...]
"""One value, several passages of the source, or names of nodes."""


@dataclass(frozen=True, slots=True)
class Node:
    """Something that facts are about. `notes` are said of it where it is chosen: number, date, what became of it."""

    key: str
    kind: str
    name: str
    role: str = ""
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Link:
    """From one node to another (their places in the list), in a role; `label` is written beside it where it is looked at."""

    source: int
    target: int
    role: str
    label: str = ""
    facts: list[int] = field(default_factory=list)

    @property
    def weight(self) -> int:
        return max(1, len(self.facts))


@dataclass(frozen=True, slots=True)
class Fact:
    """A row: its cells, the nodes that it is about (its own first), the roles and the document by which it is filtered."""

    cells: tuple[Cell, ...]
    nodes: tuple[int, ...]
    roles: tuple[str, ...] = ()
    document: str = ""
    marks: tuple[str, ...] = ()
    """Words of the clause that name those whom the picture is about."""


_EMPTY = Words("没有可画的内容。", "There is nothing to be drawn.")


@dataclass(frozen=True, slots=True)
class Net:
    """A whole picture. `columns` names kinds from left to right where they stand in columns; without them the net spreads."""

    subject: str
    """Whom or what the picture is about, in words of the documents; empty where it is about all of them."""
    topic: Words
    """What it says of the subject: 任务与分工."""
    how: Words
    """How it is to be read."""
    headings: tuple[Heading, ...]
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    facts: tuple[Fact, ...]
    roles: tuple[str, ...] = ()
    """The roles that people may leave out; of `links_too`, each link has its own."""
    links_too: bool = True
    columns: tuple[tuple[str, ...], ...] = ()
    spine: str = ""
    empty: Words = _EMPTY
    remarks: tuple[Words, ...] = ()
    least: bool = False
    """Whether people may leave out links of little weight."""
    moments: tuple[Moment, ...] = ()
    tree: Branch | None = None


_SAME = {"cited": "document", "class": "agency"}
"""Kinds whose names are those of another kind: a document is one whether the graph holds it or not."""


class NetMaker:
    """Puts a net together; the same key is the same node, and the same ends in the same role are the same link."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.facts: list[Fact] = []
        self._places: dict[str, int] = {}
        self._links: dict[tuple[int, int, str], Link] = {}

    def node(self, kind: str, name: str, *identity: str | None, role: str = "", notes: Iterable[str | None] = ()) -> int:
        """The place of a node, made where it is new; without an identity of its own it is known by its name."""
        key = key_of(_SAME.get(kind, kind), *(identity or (name,)))
        if key not in self._places:
            self._places[key] = len(self.nodes)
            self.nodes.append(Node(key, kind, name, role, tuple(note for note in notes if note)))
        return self._places[key]

    def fact(self, cells: Sequence[Cell], nodes: Sequence[int], *, roles: Iterable[str] = (), document: str = "", marks: Iterable[str] = ()) -> int:
        """The place of a new row."""
        self.facts.append(Fact(tuple(cells), tuple(dict.fromkeys(nodes)), tuple(dict.fromkeys(roles)), document, tuple(dict.fromkeys(marks))))
        return len(self.facts) - 1

    def link(self, source: int, target: int, role: str, *facts: int, label: str = "") -> None:
        """A link, which rests on these rows too."""
        link = self._links.setdefault((source, target, role), Link(source, target, role, label))
        link.facts += [fact for fact in facts if fact not in link.facts[-1:]]

    def name(self, node: int, text: str | None = None) -> Name:
        """The node as it stands in a cell."""
        return Name(node, text or self.nodes[node].name)

    @property
    def links(self) -> tuple[Link, ...]:
        return tuple(self._links.values())


def key_of(*words: str | None) -> str:
    """A name for an element of the page that no text of a document can break: a letter and hexadecimal digits."""
    return "n" + hashlib.sha256("\0".join(word or "" for word in words).encode()).hexdigest()[:16]


def components(count: int, links: Iterable[Link]) -> Iterator[list[int]]:
    """The nodes that hang together, those of the largest piece first; within a piece in their order."""
    head = list(range(count))

    def root(one: int) -> int:
        while head[one] != one:
            head[one] = head[head[one]]
            one = head[one]
        return one

    for link in links:
        above, below = sorted((root(link.source), root(link.target)))
        head[below] = above
    pieces: dict[int, list[int]] = {}
    for one in range(count):
        pieces.setdefault(root(one), []).append(one)
    yield from sorted(pieces.values(), key=lambda piece: (-len(piece), piece[0]))
