"""What has to hold before a document may stand in the graph: its evidence is in its text, and no fact breaks a shape.

pySHACL judges by `ontology/shapes.ttl`. It takes a tenth of a second for a document of usual size, most of it spent on facts that
differ in their words alone; so facts that no shape can tell apart (two assignments with the role `lead`, one agency and one passage
each) are judged once a run. `CARRIES` says what of a value a shape may look at; a test holds the shapes against it, and the
answers against pySHACL's on the whole document. A breach is told in plain words with the sentence: 任务应有原文依据：“建立快速维权机制”.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import isfinite
from typing import TYPE_CHECKING, Any

from graph.facts import facts
from graph.passages import passages
from graph.rdf import STRING, Triple, date_type, triples
from graph.schema import NODE, Column, Type
from graph.things import Facts, Node, Value
from graph.words import Words
from ontology.units import units

if TYPE_CHECKING:
    import rdflib

    from ontology.records import Extraction

Signature = tuple[object, ...]

WHOLE_VALUES = frozenset({"period_from", "period_to", "op", "every", "within"})
"""Columns of which shapes may test anything; of other texts only whether they are there and not empty (see `_carried`)."""

_SIX_DIGITS = re.compile(r"[0-9]{6}")
TESTED: dict[str, Callable[[object], bool]] = {
    "ordinal": lambda value: isinstance(value, int) and value >= 1,
    "place_code": lambda value: bool(_SIX_DIGITS.fullmatch(str(value))),
    "code": lambda value: bool(_SIX_DIGITS.fullmatch(str(value))),
    "unit_code": lambda value: value in units(),
    "per_code": lambda value: value in units(),
}
"""Columns of which shapes test one thing: every place has a code of its own, and one of them stands for all that are six digits."""

CARRIES = frozenset({"minCount", "maxCount", "minLength", "datatype", "class", "in"})
"""The constraints that shapes may put on other columns: those that facts of one signature share."""

_UPWARDS = ("STATES", "HAS_ASSIGNMENT", "OMITS", "HAS_DUE", "SETS", "PROVIDES", "HAS_MEMBERSHIP", "HAS_PHASE", "HAS_CITATION", "HAS_LINEAGE")
_OUTWARDS = ("ASSIGNED_TO", "ISSUED_BY", "IN_PLACE", "PART_OF", "FUNDS", "REFERS_TO", "DERIVED_FROM", "GENERATED_BY", "USED", "CARRIED_OUT_BY")
_CHECKED_BASE = "https://policygraph.example/checked/"
_SHOWN = 80


def breaches(extractions: Mapping[str, Extraction]) -> dict[str, tuple[Words, ...]]:
    """For each document that may not stand (by the key it was given under), why, in plain words."""
    found = {key: tuple(evidence_breaches(extraction)) for key, extraction in extractions.items()}
    sound = {key: extraction for key, extraction in extractions.items() if not found[key]}
    found.update(shape_breaches(sound))
    return {key: words for key, words in found.items() if words}


def evidence_breaches(extraction: Extraction) -> Iterator[Words]:
    """Every passage stands in the text where it says, and is not empty."""
    for kind, passage in passages(extraction):
        text = extraction.text[passage.start : passage.end] if passage.start >= 0 else ""
        if not passage.quote or text != passage.quote:
            place = f"{passage.start}–{passage.end}"
            yield Words(
                f"{kind} 的依据“{_shorten(passage.quote)}”不在原文 {place} 处，那里是“{_shorten(text)}”",
                f"the words of {kind}, “{_shorten(passage.quote)}”, are not at {place} of the text, which has “{_shorten(text)}”",
            )


def shape_breaches(extractions: Mapping[str, Extraction]) -> dict[str, tuple[Words, ...]]:
    """What the shapes say of each document; every kind of fact is judged once."""
    known: set[Signature] = set()
    members: dict[Signature, list[tuple[str, Node]]] = defaultdict(list)
    judged: list[Facts] = []
    signatures: dict[str, Signature] = {}  # of the facts that are judged
    beside: set[str] = set()  # what lies next to them, bare, and is judged where it is chosen itself
    keys = list(extractions)
    for number, (key, extraction) in enumerate(extractions.items()):
        stated = _Document(facts(extraction, f"{_CHECKED_BASE}{number}/"))  # documents that share an IRI must not mix here
        chosen = []
        for node in stated.facts.nodes:
            signature = stated.signature(node)
            members[signature].append((key, node))
            if signature not in known:
                known.add(signature)
                chosen.append(node.uri)
                signatures[node.uri] = signature
        if chosen:
            part = stated.around(chosen)
            judged.append(part)
            beside.update(node.uri for node in part.nodes if node.uri not in signatures)
    found: dict[str, dict[Words, None]] = defaultdict(dict)
    for breach in judge(judged):
        if breach.focus in beside:
            continue
        if breach.focus in signatures:
            broken = members[signatures[breach.focus]]
        else:  # a passage, which belongs to its document alone
            number = int(breach.focus.removeprefix(_CHECKED_BASE).partition("/")[0])
            broken = [(keys[number], Node("PolicyDocument", {"uri": breach.focus, "title": extractions[keys[number]].document.title}))]
        for key, node in broken:
            found[key][told(breach, node)] = None
    return {key: tuple(words) for key, words in found.items()}


def told(breach: Breach, node: Node) -> Words:
    """A breach in plain words with the sentence it is about; whoever asks knows the document."""
    words = _shown(node, breach.value)
    return Words(f"{breach.message.zh}：“{words}”", f"{breach.message.en}: “{words}”")


@dataclass(frozen=True, slots=True)
class Breach:
    """One result of pySHACL: what breaks a shape, the value at fault where it names one, and the shape's message."""

    focus: str
    value: str
    message: Words


def judge(many: Iterable[Facts]) -> list[Breach]:
    """pySHACL's verdict on facts, in the order of the things that break a shape."""
    return judge_triples([one for facts in many for one in triples(facts)])


def judge_triples(stated: Sequence[Triple]) -> list[Breach]:
    """The same of any triples."""
    if not stated:
        return []
    import pyshacl
    import rdflib

    data = rdflib.Graph()
    for one in stated:
        kind = rdflib.URIRef(one.datatype) if one.datatype and one.datatype != STRING else None
        value = rdflib.URIRef(one.object) if one.datatype is None else rdflib.Literal(one.object, datatype=kind)
        data.add((rdflib.URIRef(one.subject), rdflib.URIRef(one.predicate), value))
    conforms, report, text = pyshacl.validate(data, shacl_graph=_shapes(), inplace=True)
    if conforms:
        return []
    if not isinstance(report, rdflib.Graph):
        raise TypeError(f"shapes.ttl cannot be used: {text}")  # pySHACL hands back what went wrong in place of a report
    found = [_breach(report, result) for result in report.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult)]
    return sorted(found, key=lambda breach: (breach.focus, breach.message.zh, breach.value))


def _breach(report: rdflib.Graph, result: Any) -> Breach:
    import rdflib

    messages = {str(getattr(one, "language", "") or ""): str(one) for one in report.objects(result, rdflib.SH.resultMessage)}
    default = next(iter(messages.values()), "")
    value = report.value(result, rdflib.SH.value)
    shown = str(value) if isinstance(value, rdflib.Literal) else ""
    return Breach(str(report.value(result, rdflib.SH.focusNode)), shown, Words(messages.get("zh", default), messages.get("en", default)))


@cache
def _shapes() -> rdflib.Graph:
    import rdflib

    graph = rdflib.Graph()
    return graph.parse(data=files("ontology").joinpath("shapes.ttl").read_text(encoding="utf-8"), format="turtle")


class _Document:
    """One document's facts, with what is needed to tell its kinds of fact apart."""

    def __init__(self, stated: Facts) -> None:
        self.facts = stated
        self.nodes = {node.uri: node for node in stated.nodes}
        self.out: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.into: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for edge in stated.edges:
            if edge.kind in _OUTWARDS:
                self.out[edge.start].append((edge.kind, edge.end))
            elif edge.kind in _UPWARDS:
                self.into[edge.end].append((edge.kind, edge.start))

    def signature(self, node: Node) -> Signature:
        """All that a shape can see of a fact: facts with one signature keep or break the same shapes."""
        kind = NODE[node.kind]
        values = tuple(_carried(column, node.row[column.name]) for column in kind.values)
        evidence = tuple(bool(node.row[one.columns[0].name]) for one in kind.evidence)
        out = Counter((name, self.nodes[end].kind) for name, end in self.out[node.uri])
        into = Counter((name, self.nodes[start].kind) for name, start in self.into[node.uri])
        return (node.kind, values, evidence, frozenset(out.items()), frozenset(into.items()))

    def around(self, uris: list[str]) -> Facts:
        """Those facts with what lies next to them, and the document of their passages: of these no more than what they are."""
        wanted = set(uris)
        edges = [edge for edge in self.facts.edges if (edge.kind in _OUTWARDS and edge.start in wanted) or (edge.kind in _UPWARDS and edge.end in wanted)]
        near = dict.fromkeys(end for edge in edges for end in (edge.start, edge.end) if end not in wanted)
        if self.facts.document and self.facts.document not in wanted:
            near[self.facts.document] = None
        return Facts(self.facts.document, [*map(self.nodes.__getitem__, uris), *(_bare(self.nodes[uri]) for uri in near)], edges)


def _bare(node: Node) -> Node:
    """Only that there is such a thing."""
    nothing: dict[str, Value] = {column.name: [] if column.type.is_list else None for column in NODE[node.kind].columns}
    return Node(node.kind, nothing | {"uri": node.uri})


def _carried(column: Column, value: object) -> object:
    """What of a value a shape may look at: all of it, or only whether it is there and not empty."""
    if isinstance(value, list):
        return ("" in value, bool(value))
    if value is not None and column.type is Type.DATE:
        return date_type(str(value))
    if isinstance(value, float):
        return isfinite(value)
    if column.name in TESTED and value is not None:
        return TESTED[column.name](value)
    if column.name in WHOLE_VALUES or column.scheme or column.type is Type.BOOLEAN or value is None or value == "":
        return value
    return True


def _shown(node: Node, value: str) -> str:
    """The sentence that a breach is about: the words of the record, else what it says."""
    quotes = node.row.get("quote")
    words = value or next((str(one) for one in (quotes if isinstance(quotes, list) else ())), "")
    named = (node.row.get(name) for name in ("text", "surface", "agency", "title", "number", "name"))
    return _shorten(words or next((str(one) for one in named if one), node.kind))


def _shorten(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
