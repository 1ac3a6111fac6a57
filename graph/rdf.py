"""Facts as RDF triples, and triples as facts again.

A passage is a Web Annotation: `<document#char=12,34>` is an oa:SpecificResource whose source is the document, with a
TextQuoteSelector (`oa:exact`, the words) and a TextPositionSelector (`oa:start`, `oa:end`, counted in code points); `pg:filePlace` says
where in the file they stand (page=3). Passages have
IRIs, never blank nodes, so that two builds can be compared line by line. A date keeps the precision it was printed with:
2018年1月 is an xsd:gYearMonth. What cannot be said in the terms of `graph.schema` is not written, and what stands in a dataset
beside them is told, not passed over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from graph.canonical import edge_line, node_line
from graph.schema import EDGES, NODE, NODES, PREFIXES, Evidence, NodeKind, Type, concept, iri, value_of
from graph.things import Facts, Node

if TYPE_CHECKING:
    import pyoxigraph as ox

XSD = PREFIXES["xsd"]
STRING = XSD + "string"
TYPE = iri("rdf:type")
DATES = {"%Y": XSD + "gYear", "%Y-%m": XSD + "gYearMonth", "%Y-%m-%d": XSD + "date"}
DATATYPES = {Type.STRING: STRING, Type.STRINGS: STRING, Type.INTEGER: XSD + "integer", Type.NUMBER: XSD + "decimal", Type.BOOLEAN: XSD + "boolean"}

_EXACT, _START, _END = iri("oa:exact"), iri("oa:start"), iri("oa:end")
_SELECTOR, _SOURCE = iri("oa:hasSelector"), iri("oa:hasSource")
_QUOTE, _POSITION = iri("oa:TextQuoteSelector"), iri("oa:TextPositionSelector")
_PASSAGE, _FIELD_PASSAGE, _FIELD = iri("oa:SpecificResource"), iri("pg:FieldEvidence"), iri("pg:field")
_PLACE = iri("pg:filePlace")
_EDGE_TERMS = {edge.name: iri(edge.term) for edge in EDGES}


class Triple(NamedTuple):
    """One statement; `datatype` is null where the object is an IRI."""

    subject: str
    predicate: str
    object: str
    datatype: str | None


def from_oxigraph(one: ox.Quad | ox.Triple) -> Triple:
    """A triple as Oxigraph has it; the datatype of a text with a language is the language: `@zh`. Blank nodes are `_:` and their name."""
    kind, language = getattr(one.object, "datatype", None), getattr(one.object, "language", None)
    return Triple(_text(one.subject), one.predicate.value, _text(one.object), f"@{language}" if language else kind.value if kind else None)


def _text(term: object) -> str:
    written = str(term)
    return written if written.startswith("_:") else str(getattr(term, "value", written))


def triples(facts: Facts) -> Iterator[Triple]:
    """Everything that a stream item says, subjects together."""
    outgoing: dict[str, list[Triple]] = defaultdict(list)
    for edge in facts.edges:
        outgoing[edge.start].append(Triple(edge.start, _EDGE_TERMS[edge.kind], edge.end, None))
    passages: dict[str, Triple] = {}
    for node in facts.nodes:
        yield from _node(node, facts.document or "", passages)
        yield from outgoing.pop(node.uri, ())
    for rest in outgoing.values():  # from an agency, which is described in the graph of shared things, to this document's tasks
        yield from rest
    yield from passages.values()


@lru_cache(maxsize=10_000)
def date_type(value: str) -> str:
    """The datatype of a date by its precision; a date that does not exist (2018-13) stays a text, and breaks a shape."""
    for form, datatype in DATES.items():
        try:
            if datetime.strptime(value, form).strftime(form) == value:  # noqa: DTZ007  a calendar date has no time zone
                return datatype
        except ValueError:
            continue
    return STRING


def decimal(value: float) -> tuple[str, str]:
    """A number and its datatype: 150000000, 0.21; what is no number stays a text, and breaks a shape."""
    return (format(Decimal(repr(value)).normalize(), "f"), DATATYPES[Type.NUMBER]) if isfinite(value) else (repr(value), STRING)


def _node(node: Node, document: str, passages: dict[str, Triple]) -> Iterator[Triple]:
    kind, row, subject = NODE[node.kind], node.row, node.uri
    yield Triple(subject, TYPE, iri(kind.term), None)
    for also in kind.also:
        yield Triple(subject, TYPE, iri(also), None)
    for column in kind.values:
        value = row[column.name]
        if value is None or column.term is None:
            continue
        term = iri(column.term)
        for one in value if isinstance(value, list) else (value,):
            if column.scheme:
                yield Triple(subject, term, concept(column.scheme, str(one)), None)
            elif column.type is Type.DATE:
                yield Triple(subject, term, str(one), date_type(str(one)))
            elif column.type is Type.NUMBER:
                yield Triple(subject, term, *decimal(float(one)))
            else:
                yield Triple(subject, term, str(one).lower() if column.type is Type.BOOLEAN else str(one), DATATYPES[column.type])
    for evidence in kind.evidence:
        yield from _evidence(node, evidence, document, passages)


def _evidence(node: Node, evidence: Evidence, document: str, passages: dict[str, Triple]) -> Iterator[Triple]:
    lists = [node.row[column.name] for column in evidence.columns]
    for quote, start, end, place, *field in zip(*(one if isinstance(one, list) else [] for one in lists), strict=True):
        span = f"{start},{end}"
        if field:
            passage = f"{document}#{field[0]}={span}"
            _say(passages, passage, _FIELD, str(field[0]), STRING)
        else:
            passage = f"{document}#char={span}"
        yield Triple(node.uri, iri(evidence.term), passage, None)
        if (key := passage + _SOURCE) in passages:
            continue
        words, position = f"{document}#quote={span}", f"{document}#position={span}"
        _say(passages, passage, TYPE, _FIELD_PASSAGE if field else _PASSAGE, None)
        passages[key] = Triple(passage, _SOURCE, document, None)
        _say(passages, passage, _PLACE, str(place), STRING)
        passages[passage + words] = Triple(passage, _SELECTOR, words, None)
        passages[passage + position] = Triple(passage, _SELECTOR, position, None)
        _say(passages, words, TYPE, _QUOTE, None)
        _say(passages, words, _EXACT, str(quote), STRING)
        _say(passages, position, TYPE, _POSITION, None)
        _say(passages, position, _START, str(start), XSD + "integer")
        _say(passages, position, _END, str(end), XSD + "integer")


def _say(passages: dict[str, Triple], subject: str, predicate: str, value: str, datatype: str | None) -> None:
    passages[subject + predicate] = Triple(subject, predicate, value, datatype)


def lines(graph: Iterable[Triple]) -> Iterator[str]:
    """The canonical lines of one named graph's triples; a triple that no kind accounts for is a line of its own."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in graph:
        found[one.subject][one.predicate].append(one.object)
    kinds = {iri(kind.term): kind for kind in NODES}
    edges = {term: name for name, term in _EDGE_TERMS.items()}
    used: set[str] = set()
    for subject, said in found.items():
        kind = next((kinds[name] for name in said.get(TYPE, ()) if name in kinds), None)
        if kind:
            yield node_line(kind.name, _row(subject, kind, said, found, used))
        for predicate, name in edges.items():
            for end in said.pop(predicate, ()):
                yield edge_line(name, subject, end)
    for subject, said in found.items():
        if subject not in used:
            for predicate, values in said.items():
                for value in values:
                    yield f"?\t{subject}\t{predicate} {value}"


def _row(subject: str, kind: NodeKind, said: dict[str, list[str]], found: dict[str, dict[str, list[str]]], used: set[str]) -> dict[str, object]:
    """The columns of one node, taken out of what was said, so that what is left over shows."""
    row: dict[str, object] = {"uri": subject}
    _take(said, TYPE, {iri(kind.term), *map(iri, kind.also)})
    for column in kind.values:
        values: list[str] = said.pop(iri(column.term), []) if column.term else []
        if column.scheme:
            values = [value_of(column.scheme, value) for value in values]
        if column.type.is_list or len(values) > 1:
            row[column.name] = values if column.type.is_list else " | ".join(sorted(values))
        elif values:
            row[column.name] = values[0] == "true" if column.type is Type.BOOLEAN else values[0]
    for evidence in kind.evidence:
        columns: list[list[object]] = [[] for _ in evidence.columns]
        for passage in said.pop(iri(evidence.term), ()):
            about = _about(passage, found, used)
            values = [about.get(_EXACT, ""), about.get(_START, "-1"), about.get(_END, "-1"), about.get(_PLACE, ""), about.get(_FIELD, "")]
            for column_values, value in zip(columns, values, strict=False):
                column_values.append(value)
        row.update({column.name: values for column, values in zip(evidence.columns, columns, strict=True)})
    return row


def _about(passage: str, found: dict[str, dict[str, list[str]]], used: set[str]) -> dict[str, str]:
    """What a passage and its selectors say, in one."""
    about: dict[str, str] = {}
    for subject in (passage, *found.get(passage, {}).get(_SELECTOR, ())):
        used.add(subject)
        about.update({predicate: " | ".join(sorted(values)) for predicate, values in found.get(subject, {}).items()})
    return about


def _take(said: dict[str, list[str]], predicate: str, expected: set[str]) -> None:
    left = [value for value in said.get(predicate, ()) if value not in expected]
    said.pop(predicate, None)
    if left:
        said[predicate] = left
