"""Drafts of tasks: spans of the text with the bodies named in them, before names are completed.

Every convention gives drafts; `extraction.py` turns them into records once it knows what the whole document says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from grammar.clauses import Clause
from grammar.outlining import Item
from ontology.records import Role

Span = tuple[int, int]


class Mention(NamedTuple):
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
    when: list[Span] = field(default_factory=list)
    """Cells of its row that say when it is to be done."""
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
    return tuple([Mention(offset + start, offset + end, role, run, group, tail) for start, end, role, run, group, tail in clause.bodies])


def trimmed(shadow: str, start: int, end: int, strip: str = " \t\n。;,、:") -> Span:
    """A span without the white space around it and without a stop before it."""
    while start < end and shadow[start] in strip:
        start += 1
    while end > start and shadow[end - 1].isspace():
        end -= 1
    return start, end


def together(found: Sequence[Found], shadow: str) -> list[Found]:
    """Clauses that stand side by side make one: （牵头单位：A）（责任单位：B）, or two lines."""
    rows: list[list[Found]] = []
    for clause in found:
        if rows and not shadow[rows[-1][-1].end : clause.start].strip(" \n\t;,。、"):
            rows[-1].append(clause)
        else:
            rows.append([clause])
    return [row[0] if len(row) == 1 else _joined(row) for row in rows]


def _joined(row: Sequence[Found]) -> Found:
    mentions: list[Mention] = []
    shift = 0
    for clause in row:
        mentions += [mention._replace(run=mention.run + shift, group=mention.group + shift) for mention in clause.mentions]
        shift = 1 + max((mention.run for mention in mentions[-len(clause.mentions) :]), default=shift) if clause.mentions else shift
    return Found(
        spans=tuple(span for clause in row for span in clause.spans),
        mentions=tuple(mentions),
        open_ended=any(clause.open_ended for clause in row),
        starts_open=row[0].starts_open,
        alone=any(clause.alone for clause in row),
    )
