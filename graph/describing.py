"""What the graph says of one thing: the statements about it, those that lead to it, and the words that they rest on.

What a page about 广州市知识产权局, or a program that follows its IRI, is given. Passages (oa:SpecificResource and its two selectors) are
read as one `Passage`; the names of terms are those of `ontology/policy.ttl`. A thing that no statement is about is not there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import unquote

from graph.schema import PREFIXES, iri

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Quad, Store

LEADING_HERE = 200
"""Of statements that lead to a thing by one term, how many are listed; the rest are counted."""

_TYPE, _LABEL, _CONCEPT_LABEL = iri("rdf:type"), iri("rdfs:label"), iri("skos:prefLabel")
_NAMES = tuple(map(iri, ("skos:prefLabel", "eli:title", "pg:text", "pg:citedTitle", "pg:label", "pg:surface", "pg:member", "pg:metric", "eli:id_local")))
"""What a thing is called by, the best first."""
_SELECTOR, _SOURCE = iri("oa:hasSelector"), iri("oa:hasSource")
_EXACT, _START, _END, _PLACE = iri("oa:exact"), iri("oa:start"), iri("oa:end"), iri("pg:filePlace")


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property with its names for people; one that has none is called by the end of its IRI."""

    iri: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a document: `text[start:end]`, and where in the file they stand (page=3)."""

    document: str
    start: int
    end: int
    words: str
    place: str


@dataclass(frozen=True, slots=True)
class Value:
    """What is said: a text, another thing (with its name), or a passage."""

    text: str
    iri: str | None = None
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One term and all that it says; `more` are left out of `values`."""

    term: Term
    values: tuple[Value, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing of the graph."""

    iri: str
    name: str
    kinds: tuple[Term, ...]
    says: tuple[Said, ...]
    leading_here: tuple[Said, ...]


def describe(store: Store, thing: str) -> Thing | None:
    """Everything about the thing of that IRI, or nothing where no statement is about it."""
    from pyoxigraph import NamedNode

    node = _node(thing)
    about: dict[str, list[Value]] = defaultdict(list)
    kinds: list[Term] = []
    for quad in store.quads_for_pattern(node, None, None, None) if node else ():
        if quad.predicate.value == _TYPE:
            kinds.append(term(_iri(quad.object)))
        else:
            about[quad.predicate.value].append(_value(store, quad.object))
    if not about and not kinds:
        return None
    leading: dict[str, list[NamedNode]] = defaultdict(list)
    for quad in store.quads_for_pattern(None, None, node, None):
        if isinstance(quad.subject, NamedNode) and not _is_passage(store, quad.subject):
            leading[quad.predicate.value].append(quad.subject)
    return Thing(
        iri=thing,
        name=_name(store, node) if node else thing,
        kinds=tuple(sorted(kinds, key=lambda kind: not kind.iri.startswith(PREFIXES["pg"]))),
        says=tuple(Said(term(name), tuple(sorted(values, key=_by_place))) for name, values in sorted(about.items(), key=_by_weight)),
        leading_here=tuple(
            Said(term(name), tuple(Value(_name(store, one), one.value) for one in sorted(nodes, key=str)[:LEADING_HERE]), max(0, len(nodes) - LEADING_HERE))
            for name, nodes in sorted(leading.items())
        ),
    )


def statements(store: Store, thing: str) -> Iterator[Quad]:
    """The same for a program: the statements about the thing, those of the passages that they rest on, and those that lead to it."""
    from pyoxigraph import NamedNode

    node = _node(thing)
    if node is None:
        return
    for quad in store.quads_for_pattern(node, None, None, None):
        yield quad
        if isinstance(quad.object, NamedNode) and _is_passage(store, quad.object):
            for about in store.quads_for_pattern(quad.object, None, None, None):
                yield about
                if about.predicate.value == _SELECTOR and isinstance(about.object, NamedNode):
                    yield from store.quads_for_pattern(about.object, None, None, None)
    yield from store.quads_for_pattern(None, None, node, None)


@cache
def _terms() -> dict[str, Term]:
    """The names of the ontology's terms, and those of the members of its lists (牵头)."""
    from pyoxigraph import Literal, NamedNode, RdfFormat, Store

    store = Store()
    store.load(files("ontology").joinpath("policy.ttl").read_bytes(), RdfFormat.TURTLE)
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for name in (_CONCEPT_LABEL, _LABEL):
        for quad in store.quads_for_pattern(None, NamedNode(name), None, None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal) and quad.object.language:
                names[quad.subject.value][quad.object.language] = quad.object.value
    return {one: Term(one, said.get("zh", _end(one)), said.get("en", _end(one))) for one, said in names.items()}


def term(name: str) -> Term:
    """A term by its IRI."""
    return _terms().get(name) or Term(name, _end(name), _end(name))


def _end(name: str) -> str:
    return unquote(name.rstrip("/").replace("#", "/").rpartition("/")[2])


def _node(name: str) -> NamedNode | None:
    """Null where the words are no IRI at all."""
    from pyoxigraph import NamedNode

    try:
        return NamedNode(name)
    except ValueError:
        return None


def _iri(value: object) -> str:
    return str(getattr(value, "value", value))


def _value(store: Store, value: object) -> Value:
    from pyoxigraph import NamedNode

    if not isinstance(value, NamedNode):
        return Value(_iri(value))
    if passage := _passage(store, value):
        return Value(passage.words, None, passage)
    known = _terms().get(value.value)
    return Value(known.zh if known else _name(store, value), value.value)


def _name(store: Store, node: NamedNode) -> str:
    from pyoxigraph import NamedNode

    for name in _NAMES:
        if found := next(iter(store.quads_for_pattern(node, NamedNode(name), None, None)), None):
            return _iri(found.object)
    return _end(node.value)


def _is_passage(store: Store, node: NamedNode) -> bool:
    from pyoxigraph import NamedNode

    return "#" in node.value and next(iter(store.quads_for_pattern(node, NamedNode(_SOURCE), None, None)), None) is not None


def _passage(store: Store, node: NamedNode) -> Passage | None:
    """A passage with its two selectors; null where the thing is none."""
    from pyoxigraph import NamedNode

    if "#" not in node.value:
        return None
    about = {quad.predicate.value: quad.object for quad in store.quads_for_pattern(node, None, None, None) if quad.predicate.value != _SELECTOR}
    if _SOURCE not in about:
        return None
    said = {place: _iri(value) for place, value in about.items()}
    for selector in store.quads_for_pattern(node, _node(_SELECTOR), None, None):
        if isinstance(selector.object, NamedNode):
            said |= {quad.predicate.value: _iri(quad.object) for quad in store.quads_for_pattern(selector.object, None, None, None)}
    return Passage(said[_SOURCE], int(said.get(_START, 0)), int(said.get(_END, 0)), said.get(_EXACT, ""), said.get(_PLACE, ""))


def _by_place(value: Value) -> tuple[int, str]:
    return (value.passage.start if value.passage else 0, value.text)


def _by_weight(said: tuple[str, list[Value]]) -> tuple[int, int, str]:
    """What a thing is called stands first, the words it rests on last."""
    name, values = said
    return (_NAMES.index(name) if name in _NAMES else len(_NAMES), int(any(value.passage for value in values)), name)
