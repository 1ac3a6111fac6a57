"""Drafts of tasks: spans of the text with the bodies named in them, before names are completed.

Every convention gives drafts; `extraction.py` turns them into records once it knows what the whole document says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from grammar.clauses import Clause
from grammar.outline import Item
from ontology.records import Role

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """One body named in the text, in a role; bodies of one run share their head."""

    start: int
    end: int
    role: Role
    run: int
    group: int
    tail: str = ""
    """What it shares with the last name of its run: 区政府 for 越秀 in 越秀、天河区政府."""


@dataclass(slots=True)
class Found:
    """A responsibility clause in the text, with its brackets or label, and what it says."""

    spans: tuple[Span, ...]
    """More than one where lines or brackets side by side make one clause."""
    mentions: tuple[Mention, ...]
    open_ended: bool
    starts_open: bool
    alone: bool
    """It stands on a line of its own."""

    @property
    def start(self) -> int:
        """Where the clause begins."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where the clause ends."""
        return self.spans[-1][1]


@dataclass(slots=True)
class Draft:
    """A task to be."""

    path: tuple[str, ...]
    text: list[Span]
    clause: list[Span] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    open_ended: bool = False
    starts_open: bool = False
    item: Item | None = None

    @property
    def position(self) -> int:
        """Where the draft stands in the document's order."""
        return self.text[0][0] if self.text else self.clause[0][0]


def mentions_of(clause: Clause, offset: int) -> tuple[Mention, ...]:
    """The bodies of a clause as mentions in the text, whose words begin at `offset`."""
    return tuple(Mention(offset + body.start, offset + body.end, body.role, body.run, body.group, body.tail) for body in clause.bodies)


def trimmed(shadow: str, start: int, end: int, strip: str = " \t\n。;,、:") -> Span:
    """A span without the white space around it and without a stop before it."""
    while start < end and shadow[start] in strip:
        start += 1
    while end > start and shadow[end - 1].isspace():
        end -= 1
    return start, end


def together(found: Sequence[Found], shadow: str) -> list[Found]:
    """Clauses that stand side by side make one: （牵头单位：A）（责任单位：B）, or two lines."""
    joined: list[Found] = []
    for clause in found:
        before = joined[-1] if joined else None
        if before and not shadow[before.end : clause.start].strip(" \n\t;,。、"):
            shift = 1 + max((mention.run for mention in before.mentions), default=0)
            moved = tuple(replace(m, run=m.run + shift, group=m.group + shift) for m in clause.mentions)
            joined[-1] = Found(
                before.spans + clause.spans, before.mentions + moved, before.open_ended or clause.open_ended, before.starts_open, before.alone or clause.alone
            )
        else:
            joined.append(clause)
    return joined
