"""Tasks as pictures take them: rows of the graph, one an assignment, put together to one task with all who do it.

The pictures of an agency, of a document and of who works with whom are made of the same tasks and show the same columns:
任务、牵头、负责、配合、时限、文件、文号、位置、责任条款、原文.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from graph.pictures.net import Cell, Heading, Name
from graph.pictures.timeline import Moment
from graph.words import Words

ROLES = ("lead", "responsible", "support")


class Row(TypedDict):
    """One assignment of one task; keys have the names of the graph's own columns, so that a query's answer can be handed over as it is."""

    task: str
    """IRI of the task."""
    text: str
    path: str
    """`二/(一)/1`"""
    ordinal: int
    clause: str | None
    quote: list[str]
    """The words of the source that the task rests on."""
    document: str
    """Title of the document."""
    source: str
    """IRI of the document."""
    number: str | None
    role: str | None
    """`lead`, `responsible` or `support`; null, with the agency, where nobody is named."""
    agency: str | None
    """Completed name."""
    surface: str | None
    """The words in the clause that name the agency."""
    group: bool
    """Whether the agency is a class of agencies: 各区政府."""


class DueRow(TypedDict):
    """One time of one task; days are ISO or null."""

    task: str
    surface: str
    first_day: str | None
    last_day: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """An agency with its role in a task, and where it stands in the words of the clause."""

    agency: str
    role: str
    surface: str
    group: bool


@dataclass(frozen=True, slots=True)
class PicturedTask:
    """A task with all who do it, those who lead first."""

    iri: str
    text: str
    path: tuple[str, ...]
    clause: str
    quote: tuple[str, ...]
    document: str
    source: str
    number: str
    parts: tuple[Part, ...]
    dues: tuple[DueRow, ...]

    def named(self, role: str, nodes: Mapping[str, int]) -> tuple[Name, ...]:
        """Those who have that role, as they stand in a cell."""
        return tuple(dict.fromkeys(Name(nodes[part.agency], part.agency) for part in self.parts if part.role == role))


def tasks_of(rows: Iterable[Row], dues: Iterable[DueRow] = ()) -> list[PicturedTask]:
    """Rows of one task together, in the order in which they came."""
    by_task: dict[str, list[Row]] = {}
    for row in rows:
        by_task.setdefault(row["task"], []).append(row)
    times: dict[str, list[DueRow]] = {}
    for due in dues:
        times.setdefault(due["task"], []).append(due)
    return [_task(iri, held, times.get(iri, ())) for iri, held in by_task.items()]


def _task(iri: str, rows: Sequence[Row], dues: Sequence[DueRow]) -> PicturedTask:
    first = rows[0]
    parts = [Part(row["agency"], row["role"] or "", row["surface"] or "", row["group"]) for row in rows if row["agency"]]
    return PicturedTask(
        iri=iri,
        text=first["text"],
        path=tuple(filter(None, first["path"].split("/"))),
        clause=first["clause"] or "",
        quote=tuple(first["quote"]),
        document=first["document"],
        source=first["source"],
        number=first["number"] or "",
        parts=tuple(dict.fromkeys(sorted(parts, key=lambda part: ROLES.index(part.role) if part.role in ROLES else len(ROLES)))),
        dues=tuple(dues),
    )


HEADINGS = (
    Heading(Words("任务", "task"), brief=True, main=True),
    Heading(Words("牵头", "lead"), "names"),
    Heading(Words("负责", "responsible"), "names"),
    Heading(Words("配合", "support"), "names"),
    Heading(Words("时限", "due")),
    Heading(Words("文件", "document"), "names"),
    Heading(Words("文号", "number")),
    Heading(Words("位置", "path")),
    Heading(Words("责任条款", "clause"), "clause"),
    Heading(Words("原文", "words of the source"), "words"),
)
"""The columns of a table of tasks."""


def cells_of(task: PicturedTask, agencies: Mapping[str, int], document: Name | str) -> list[Cell]:
    """The row of a task, under `HEADINGS`; the document is a node of the picture, or only words."""
    return [
        task.text,
        *(task.named(role, agencies) for role in ROLES),
        "；".join(dict.fromkeys(due["surface"] for due in task.dues)),
        document if isinstance(document, str) else (document,),
        task.number,
        " › ".join(task.path),
        task.clause,
        task.quote,
    ]


def moments_of(task: PicturedTask, fact: int, role: str = "") -> list[Moment]:
    """The times of a task for the time line."""
    return [Moment(task.text, due["surface"], due["first_day"], due["last_day"], fact, role) for due in task.dues]
