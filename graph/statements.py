"""Writes what else a document states: targets, money, times, citations, lineage, memberships, phases: the second half of `graph.facts`.

A time is a node of its own, since a task may have several and each has its words: 2019年6月底前 is a Due whose `date_to` is 2019-06 and
whose `last_day` is 2019-06-30, by which queries sort and filter. Money hangs on its task where it stands in one, and on the document with
its path anyway. A citation keeps its relation and words; it refers to a document of the collection or to a CitedDocument.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from graph.collection import Named, number_key, title_key
from graph.dates import first_day, last_day
from graph.identity import cited_uri, part_uri, segment
from graph.things import Value
from graph.writing import Writer
from ontology.records import Citation, Due, DueKind, Lineage, LineageKind
from ontology.units import unit_codes

LINEAGE_EDGES = {LineageKind.BASIS: "BASED_ON", LineageKind.AMENDS: "AMENDS", LineageKind.REPEALS: "REPEALS", LineageKind.FORWARDS: "FORWARDS"}
_EARLIER = (LineageKind.AMENDS, LineageKind.REPEALS)

Bounds = int | float | tuple[int | float, int | float] | None


def write_statements(writer: Writer, tasks: Sequence[str]) -> None:
    """All of them; `tasks` are the IRIs of the document's tasks, in order."""
    for index, task in enumerate(writer.extraction.tasks):
        for place, due in enumerate(task.due):
            _write_due(writer, due, tasks[index], place, writer.corrected_by("tasks", index, "due", place))
    _write_targets(writer)
    _write_funding(writer, tasks)
    _write_memberships(writer)
    _write_phases(writer)
    _write_citations(writer)
    _write_lineage(writer)


def _write_due(writer: Writer, due: Due, task: str, place: int, corrected: list[str]) -> None:
    uri = part_uri(task, "due", (), place + 1)
    yearly = due.kind is DueKind.EVERY
    values: dict[str, Value] = {
        "kind": due.kind.value,
        **_span(due.from_, None if yearly else due.to),
        "every": due.every,
        "within": due.to if yearly else None,
        "surface": due.surface,
        "unresolved": due.unresolved.value if due.unresolved else None,
        "corrected_by": list(corrected),
    }
    writer.add("Due", uri, values | writer.passages(due.evidence))
    writer.join("HAS_DUE", "PolicyTask", task, "Due", uri)


def _write_targets(writer: Writer) -> None:
    ordinals: Counter[tuple[str, ...]] = Counter()
    for index, target in enumerate(writer.extraction.targets):
        ordinal = _next(ordinals, target.path)
        uri = part_uri(writer.uri, "target", target.path, ordinal)
        low, high = _bounds(target.value)
        values: dict[str, Value] = {
            "path": "/".join(target.path),
            "ordinal": ordinal,
            "text": target.text,
            "metric": target.metric,
            "op": target.op.value,
            "value": low,
            "value_high": high,
            **_unit(target.unit),
            "by": target.by,
            "last_day": last_day(target.by),
            "corrected_by": writer.corrected_by("targets", index),
        }
        writer.add("Target", uri, values | writer.passages(target.evidence))
        writer.join("SETS", "PolicyDocument", writer.uri, "Target", uri)


def _write_funding(writer: Writer, tasks: Sequence[str]) -> None:
    ordinals: Counter[tuple[str, ...]] = Counter()
    for index, funding in enumerate(writer.extraction.funding):
        ordinal = _next(ordinals, funding.path)
        uri = part_uri(writer.uri, "funding", funding.path, ordinal)
        low, high = _bounds(funding.amount)
        values: dict[str, Value] = {
            "path": "/".join(funding.path),
            "ordinal": ordinal,
            "text": funding.text,
            "amount": low,
            "amount_high": high,
            "op": funding.op.value if funding.op else None,
            **_unit(funding.unit),
            "ratio": funding.ratio,
            "funders": list(funding.funders),
            "kind": funding.kind,
            "corrected_by": writer.corrected_by("funding", index),
        }
        writer.add("Funding", uri, values | writer.passages(funding.evidence))
        writer.join("PROVIDES", "PolicyDocument", writer.uri, "Funding", uri)
        if funding.task is not None and 0 <= funding.task < len(tasks):
            writer.join("FUNDS", "Funding", uri, "PolicyTask", tasks[funding.task])


def _write_memberships(writer: Writer) -> None:
    ordinals: Counter[tuple[str, ...]] = Counter()
    for index, one in enumerate(writer.extraction.memberships):
        names = (one.body, one.role, one.member)
        uri = part_uri(writer.uri, "membership", names, _next(ordinals, names))
        values: dict[str, Value] = {"body": one.body, "role": one.role, "member": one.member, "corrected_by": writer.corrected_by("memberships", index)}
        writer.add("Membership", uri, values | writer.passages(one.evidence))
        writer.join("HAS_MEMBERSHIP", "PolicyDocument", writer.uri, "Membership", uri)


def _write_phases(writer: Writer) -> None:
    ordinals: Counter[tuple[str, ...]] = Counter()
    for index, phase in enumerate(writer.extraction.phases):
        ordinal = _next(ordinals, phase.path)
        uri = part_uri(writer.uri, "phase", phase.path, ordinal)
        values: dict[str, Value] = {
            "path": "/".join(phase.path),
            "ordinal": ordinal,
            "label": phase.label,
            **_span(phase.from_, phase.to),
            "surface": phase.surface,
            "unresolved": phase.unresolved.value if phase.unresolved else None,
            "corrected_by": writer.corrected_by("phases", index),
        }
        writer.add("Phase", uri, values | writer.passages(phase.evidence))
        writer.join("HAS_PHASE", "PolicyDocument", writer.uri, "Phase", uri)


def _write_citations(writer: Writer) -> None:
    ordinals: Counter[tuple[str, ...]] = Counter()
    for index, citation in enumerate(writer.extraction.citations):
        uri = part_uri(writer.uri, "citation", (citation.number or citation.title,), _next(ordinals, (citation.number or citation.title,)))
        values: dict[str, Value] = {
            "title": citation.title,
            "number": citation.number,
            "relation": citation.relation.value,
            "corrected_by": writer.corrected_by("citations", index),
        }
        writer.add("Citation", uri, values | writer.passages(citation.evidence))
        writer.join("HAS_CITATION", "PolicyDocument", writer.uri, "Citation", uri)
        _refer(writer, "Citation", uri, citation, "CITES", earlier=False)


def _write_lineage(writer: Writer) -> None:
    ordinals: Counter[tuple[str, ...]] = Counter()
    for index, one in enumerate(writer.extraction.lineage):
        names = (one.kind.value, one.number or one.title or "")
        uri = part_uri(writer.uri, "lineage", names, _next(ordinals, names))
        values: dict[str, Value] = {
            "kind": one.kind.value,
            "title": one.title,
            "number": one.number,
            "valid_from": one.valid.from_ if one.valid else None,
            "valid_to": one.valid.to if one.valid else None,
            "corrected_by": writer.corrected_by("lineage", index),
        }
        writer.add("Lineage", uri, values | writer.passages(one.evidence))
        writer.join("HAS_LINEAGE", "PolicyDocument", writer.uri, "Lineage", uri)
        if one.kind in LINEAGE_EDGES and (one.title or one.number):
            _refer(writer, "Lineage", uri, one, LINEAGE_EDGES[one.kind], earlier=one.kind in _EARLIER)


def _refer(writer: Writer, kind: str, uri: str, one: Citation | Lineage, short_cut: str, *, earlier: bool) -> None:
    """Joins a citation to the document that it means, and the two documents by the short cut; a document is no short cut to itself."""
    end_kind, end = "PolicyDocument", writer.collection.resolve(Named(one.title, one.number), writer.uri, earlier=earlier)
    if end is None:
        end_kind, end = "CitedDocument", cited_uri(writer.base, number_key(one.number), title_key(one.title))
        titles = [one.title] if one.title else []
        if end in writer.nodes:
            known = writer.nodes[end].row["titles"]
            titles = sorted({*titles, *map(str, known if isinstance(known, list) else ())})
        title = min(titles, key=lambda form: (-len(form), form), default=None)
        writer.add("CitedDocument", end, {"title": title, "titles": list(titles), "number": number_key(one.number) or None})
    writer.join("REFERS_TO", kind, uri, end_kind, end)
    if end != writer.uri:
        writer.join(short_cut, "PolicyDocument", writer.uri, end_kind, end)


def _span(begins: str | None, ends: str | None) -> dict[str, Value]:
    return {"date_from": begins, "date_to": ends, "first_day": first_day(begins), "last_day": last_day(ends)}


def _unit(printed: str | None) -> dict[str, Value]:
    """A unit as printed, and which one it is."""
    unit, each = unit_codes(printed)
    return {"unit": printed, "unit_code": unit, "per_code": each}


def _bounds(value: Bounds) -> tuple[float | None, float | None]:
    """A value as columns hold it: the number, or both ends of a range."""
    if value is None:
        return None, None
    return (_number(value[0]), _number(value[1])) if isinstance(value, tuple) else (_number(value), None)


def _number(value: float) -> float:
    try:
        return float(value)
    except OverflowError:  # a number of four hundred digits, which breaks a shape
        return float("inf")


def _next(ordinals: Counter[tuple[str, ...]], names: Sequence[str]) -> int:
    """Which of those with the same IRI it is."""
    key = tuple(map(segment, names))
    ordinals[key] += 1
    return ordinals[key]
