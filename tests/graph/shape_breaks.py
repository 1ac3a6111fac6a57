"""One way to break each constraint of each shape: made from `shapes.ttl`, so that a constraint without one cannot be added.

A constraint is broken on one thing with what lies next to it: `sh:minCount 1` by taking its values away, `sh:datatype` by the word 错. Nothing
but that thing is looked at afterwards.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

import rdflib
from rdflib import RDF, XSD, Literal, URIRef

from graph.facts import facts
from graph.provenance import Run, run_triples
from graph.rdf import STRING, triples
from graph.schema import iri
from graph.things import Edge, Facts, Node
from graph.validation import _shapes
from ontology.records import Extraction

SH = rdflib.SH
Statement = tuple[Any, Any, Any]
BASE = "https://broken.example/"
_SAID_OF_A_SHAPE = {SH.path, SH.message, SH.name}
_WRONG = Literal("错")
_OTHERS = {
    XSD.date: "2001-01-0{}",
    XSD.gYearMonth: "2001-0{}",
    XSD.gYear: "200{}",
    XSD.dateTime: "2001-01-0{}T00:00:00Z",
    XSD.integer: "700{}",
    XSD.decimal: "70.{}",
}
"""Another value of a datatype."""
_CLASS, _IN, _OR = (URIRef(f"{SH}{name}") for name in ("class", "in", "or"))  # words of Python
_ENOUGH = 2
"""Of a document's tasks and passages, two stand for all."""


@dataclass(frozen=True)
class Constraint:
    """One constraint of a property shape (or, without a path, of a node shape)."""

    shape: Any
    target: Any
    path: Any
    inverse: bool
    kind: Any
    value: Any
    messages: frozenset[str]

    def __str__(self) -> str:
        name = str(self.path).rpartition("#")[2].rpartition("/")[2] if self.path else ""
        return f"{str(self.shape).rpartition('#')[2]}-{'^' if self.inverse else ''}{name}-{str(self.kind).rpartition('#')[2]}"

    @property
    def component(self) -> URIRef:
        """What pySHACL's report calls it."""
        name = str(self.kind).rpartition("#")[2]
        return URIRef(f"{SH}{name[0].upper()}{name[1:]}ConstraintComponent")


@cache
def constraints() -> list[Constraint]:
    """Every constraint of `shapes.ttl`, once for each class that its shape is for."""
    shapes, found = _shapes(), []
    for shape in shapes.subjects(RDF.type, SH.NodeShape):
        for target in shapes.objects(shape, SH.targetClass):
            held = [(shape, None, False), *((one, *_path(one)) for one in shapes.objects(shape, SH.property))]
            for one, path, inverse in held:
                messages = frozenset(str(message) for message in shapes.objects(one, SH.message))
                said = ((kind, value) for kind, value in shapes.predicate_objects(one) if kind not in _SAID_OF_A_SHAPE)
                for kind, value in said:
                    if str(kind).startswith(str(SH)) and kind not in (SH.targetClass, SH.property):
                        found.append(Constraint(shape, target, path, inverse, kind, value, messages))
    return sorted(found, key=lambda one: (str(one), str(one.target)))


def _path(shape: Any) -> tuple[Any, bool]:
    path = _shapes().value(shape, SH.path)
    inverse = _shapes().value(path, SH.inversePath)
    return (inverse, True) if inverse else (path, False)


def sound(extraction: Extraction) -> dict[str, tuple[Node | None, list[Statement]]]:
    """By IRI of each sound thing: its node, where it is one, and its statements with the classes of what lies next to it."""
    document = facts(extraction, BASE)
    reform = Node(
        "ChangeEvent", {"uri": f"{BASE}id/reform", "date_from": "2018-03", "date_to": "2019-06", "duties": "专利管理", "source": "方案", "note": "注"}
    )
    agencies = [node.uri for node in document.nodes if node.kind == "Agency"]
    group = next(node.uri for node in document.nodes if node.kind == "AgencyClass")
    reformed = Facts(
        None,
        [reform],
        [
            Edge("CHANGED_FROM", "ChangeEvent", reform.uri, "Agency", agencies[0]),
            Edge("RESULTED_IN", "ChangeEvent", reform.uri, "Agency", agencies[1]),
            Edge("HAS_MEMBER", "AgencyClass", group, "Agency", agencies[0]),
        ],
    )
    run = Run("20260101T000000", extraction.rules, datetime(2026, 1, 1, tzinfo=UTC))
    built = run_triples(run, BASE, [f"{BASE}graph"], datetime(2026, 1, 2, tzinfo=UTC))
    stated = [_statement(one) for one in (*triples(document), *triples(reformed), *built)]
    classes: dict[Any, list[Statement]] = defaultdict(list)
    near: dict[Any, list[Statement]] = defaultdict(list)
    upwards = {one.path for one in constraints() if one.inverse}
    seen: Counter[Any] = Counter()
    for one in stated:
        subject, predicate, value = one
        if predicate == RDF.type:
            classes[subject].append(one)
        seen[subject, predicate] += 1
        if seen[subject, predicate] <= _ENOUGH:
            near[subject].append(one)
        if predicate in upwards:
            near[value].append(one)
    nodes = {node.uri: node for node in (*document.nodes, reform)}
    found = {}
    for thing in classes:
        about = near[thing]
        others = {end for subject, _, value in about for end in (subject, value) if end != thing}
        found[str(thing)] = (nodes.get(str(thing)), [*about, *(kind for other in others for kind in classes.get(other, ()))])
    return found


def _statement(one: Any) -> Statement:
    value = URIRef(one.object) if one.datatype is None else Literal(one.object, datatype=None if one.datatype == STRING else URIRef(one.datatype))
    return URIRef(one.subject), URIRef(one.predicate), value


def broken(one: Constraint, thing: URIRef, about: Iterable[Statement]) -> Iterator[Statement]:
    """The statements about a thing, so that it breaks the constraint."""
    if one.path is None:  # a clause without its words
        yield from (said for said in about if said[1] != URIRef(iri("pg:clauseEvidence")))
        return
    here = [said for said in about if said[1] == one.path and said[2 if one.inverse else 0] == thing]
    yield from (said for said in about if said not in here)
    values = [said[0 if one.inverse else 2] for said in here]
    for value in _values(one, values, thing, about):
        yield (value, one.path, thing) if one.inverse else (thing, one.path, value)


def _values(one: Constraint, values: list[Any], thing: URIRef, about: Iterable[Statement]) -> list[Any]:
    """What stands there instead."""
    if one.kind == SH.minCount:
        return values[: int(one.value) - 1]
    if one.kind == SH.maxCount:
        return [*values, *(_another(values, number) for number in range(int(one.value) + 1 - len(values)))]
    if one.kind == SH.minLength:
        return [Literal("")]
    if one.kind in (_CLASS, _IN) or (one.kind == _OR and values and isinstance(values[0], URIRef)):
        return [URIRef(f"{BASE}nothing")] if not values or isinstance(values[0], URIRef) else [_WRONG]
    if one.kind == SH.minInclusive:
        return [Literal(int(one.value) - 1)]
    if one.kind in (SH.lessThan, SH.lessThanOrEquals):
        other = next(value for subject, path, value in about if (subject, path) == (thing, one.value))
        later = {
            XSD.integer: Literal(int(other) + 1 if other.datatype == XSD.integer else 0),
            XSD.dateTime: Literal("2999-01-01T00:00:00Z", datatype=XSD.dateTime),
        }
        return [later.get(other.datatype, Literal("9999"))]
    return [Literal(1) if one.value == XSD.string else _WRONG]


def _another(values: list[Any], number: int) -> Any:
    """One value more, of the kind of those that are there."""
    if values and isinstance(values[0], URIRef):
        return URIRef(f"{values[0]}/another/{number}")
    kind: Any = values[0].datatype if values else None
    if kind == XSD.boolean:
        return Literal("false" if str(values[0]) == "true" else "true", datatype=kind)
    return Literal(_OTHERS.get(kind, "另一{}").format(number + 1), datatype=kind)
