"""What the readers state, as plain data: the records of a document are made of it in one step, at the end (`extraction.py`).

One type for each kind of record (`ontology/records.py`), with the same fields. A folder holds thousands of records: to make and
check them one by one costs more than to read some kinds of statement, and the words of a document that was read without
its idle spaces are moved back to their places before there are records that would have to be made again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from ontology.records import DocumentFields, DueKind, FilePlace, LineageKind, Operator, Reason, Relation, Role, Source, Unresolved


class Quoted(TypedDict):
    """What an `Evidence` is made of."""

    start: int
    end: int
    quote: str


class StatedDue(TypedDict):
    """What a `Due` is made of."""

    kind: DueKind
    from_: str | None
    to: str | None
    every: str | None
    surface: str
    unresolved: Unresolved | None
    evidence: list[Quoted]


class StatedAssignment(TypedDict):
    """What an `Assignment` is made of."""

    role: Role
    agency: str
    surface: str
    implied: bool
    unresolved: Unresolved | None
    evidence: list[Quoted]


class StatedTask(TypedDict):
    """What a `Task` is made of."""

    path: tuple[str, ...]
    text: str
    clause: str | None
    assignments: list[StatedAssignment]
    due: list[StatedDue]
    open_ended: bool
    evidence: list[Quoted]
    clause_evidence: list[Quoted]


class StatedTarget(TypedDict):
    """What a `Target` is made of."""

    path: tuple[str, ...]
    text: str
    metric: str
    op: Operator
    value: int | float | tuple[int | float, int | float]
    unit: str | None
    by: str | None
    evidence: list[Quoted]


class StatedFunding(TypedDict):
    """What a `Funding` is made of."""

    path: tuple[str, ...]
    text: str
    amount: int | float | tuple[int | float, int | float] | None
    op: Operator | None
    unit: str | None
    ratio: str | None
    funders: tuple[str, ...]
    kind: str
    task: int | None
    evidence: list[Quoted]


class StatedCitation(TypedDict):
    """What a `Citation` is made of."""

    title: str
    number: str | None
    relation: Relation
    evidence: list[Quoted]


class StatedMembership(TypedDict):
    """What a `Membership` is made of."""

    body: str
    role: str
    member: str
    evidence: list[Quoted]


class StatedPhase(TypedDict):
    """What a `Phase` is made of."""

    path: tuple[str, ...]
    label: str
    from_: str | None
    to: str | None
    surface: str
    unresolved: Unresolved | None
    evidence: list[Quoted]


class StatedValidity(TypedDict):
    """What a `Validity` is made of."""

    from_: str | None
    to: str | None


class StatedLineage(TypedDict):
    """What a `Lineage` is made of."""

    kind: LineageKind
    title: str | None
    number: str | None
    valid: StatedValidity | None
    evidence: list[Quoted]


class StatedOmission(TypedDict):
    """What an `Omission` is made of."""

    reason: Reason
    evidence: list[Quoted]


class Stated(TypedDict):
    """What an `Extraction` is made of."""

    source: Source
    rules: str
    text: str
    places: list[FilePlace]
    document: DocumentFields
    """A record already: other readers ask what the head says."""
    citations: Sequence[StatedCitation]
    tasks: Sequence[StatedTask]
    targets: Sequence[StatedTarget]
    funding: Sequence[StatedFunding]
    memberships: Sequence[StatedMembership]
    phases: Sequence[StatedPhase]
    lineage: Sequence[StatedLineage]
    omissions: Sequence[StatedOmission]
