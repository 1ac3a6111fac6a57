"""What the readers state, as plain data: the records of a document are made of it in one step, at the end (`extraction.py`).

One type for each kind of record (`ontology/records.py`), with the same fields and values of the same types, so that the records
need not be validated one by one: a folder holds thousands. The words of a document that was read without its idle spaces are
moved back to their places before there are records that would have to be made again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict, TypeVar

from pydantic import BaseModel

from ontology.records import (
    Assignment,
    Citation,
    DocumentFields,
    Due,
    DueKind,
    Evidence,
    Extraction,
    FilePlace,
    Funding,
    Lineage,
    LineageKind,
    Membership,
    Omission,
    Operator,
    Phase,
    Reason,
    Record,
    Relation,
    Role,
    Source,
    Target,
    Task,
    Unresolved,
    Validity,
)


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


_KINDS: Mapping[str, type[Record]] = {
    "citations": Citation,
    "tasks": Task,
    "targets": Target,
    "funding": Funding,
    "memberships": Membership,
    "phases": Phase,
    "lineage": Lineage,
    "omissions": Omission,
}
_PARTS: Mapping[type[Record], Sequence[tuple[str, type[Record]]]] = {
    Task: (("assignments", Assignment), ("due", Due), ("evidence", Evidence), ("clause_evidence", Evidence)),
    Evidence: (),
}
_EVIDENCE_ALONE = (("evidence", Evidence),)
"""The fields that hold records: nearly every kind has but its evidence."""
_GIVEN: Mapping[type[Record], set[str]] = {kind: set(kind.model_fields) for kind in Record.__subclasses__()}
_set_fields, _set_given, _set_extra, _set_private = (vars(BaseModel)[slot].__set__ for slot in BaseModel.__slots__)
Kind = TypeVar("Kind", bound=Record)


def recorded(stated: Stated) -> Extraction:
    """The records of what was stated, which becomes theirs."""
    fields: dict[str, Any] = {**stated}
    for lineage in fields["lineage"]:
        if lineage["valid"]:
            lineage["valid"] = Validity(**lineage["valid"])
    fields.update((name, tuple(records_of(kind, fields[name]))) for name, kind in _KINDS.items())
    return Extraction(**fields)


def records_of(kind: type[Kind], stated: Sequence[dict[str, Any]]) -> list[Kind]:
    """The records of stated fields, which become their own: whoever stated them does not keep them.

    The readers are type-checked, and a test validates all that they state. Nothing is validated here: for the thousands of records of a folder that would
    cost as much as reading a kind of statement. Records that come from anywhere else (a file of the workspace) go through `model_validate`.
    """
    parts, given = _PARTS.get(kind, _EVIDENCE_ALONE), _GIVEN[kind]
    records: list[Kind] = []
    for fields in stated:
        for name, part in parts:
            fields[name] = tuple(records_of(part, fields[name]))
        record = kind.__new__(kind)
        _set_fields(record, fields)
        _set_given(record, given)
        _set_extra(record, None)
        _set_private(record, None)
        records.append(record)
    return records
