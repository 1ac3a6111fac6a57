"""The graph as text of RDF: TriG, Turtle, N-Triples and RDF/XML, in the order of the documents and of what stands in them.

Turtle, N-Triples and RDF/XML hold the union: no triple stands in two named graphs (a document's graph holds only what is its own),
so one after the other they are the whole. Everything streams, a document at a time. A text such as `"[附件]\\n` comes back as it went in;
one with a control character that XML has no way to write (U+0007) is refused there, and only there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

from graph.identity import document_graph, shared_graph
from graph.rdf import STRING, TYPE, Triple, triples
from graph.schema import PREFIXES
from graph.things import Facts
from graph.xml_text import attribute, element_text

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f]')
_PREFIXED = re.compile(r"[A-Za-z][\w-]*")


def trig(many: Iterable[Facts], base: str) -> Iterator[str]:
    """The whole, one named graph a document."""
    yield _PREFIX_LINES
    for facts in many:
        name = document_graph(facts.document) if facts.document else shared_graph(base)
        yield f"<{name}> {{\n{_statements(triples(facts))}}}\n"


def turtle(many: Iterable[Facts], base: str) -> Iterator[str]:  # noqa: ARG001 - all forms are called alike
    """The union."""
    yield _PREFIX_LINES
    for facts in many:
        yield _statements(triples(facts))


def ntriples(many: Iterable[Facts], base: str) -> Iterator[str]:  # noqa: ARG001
    """The union, a triple a line."""
    for facts in many:
        yield from ntriples_of(triples(facts))


def rdfxml(many: Iterable[Facts], base: str) -> Iterator[str]:  # noqa: ARG001
    """The union; a thing is an element named by its class. Raises `graph.xml_text.UnwritableError`."""
    yield _XML_HEAD
    for facts in many:
        yield "".join(_elements(triples(facts)))
    yield _XML_END


def turtle_of(said: Iterable[Triple]) -> Iterator[str]:
    """Any triples; those of a subject stand together where they come together. A datatype such as `@zh` is a language."""
    yield _PREFIX_LINES
    yield _statements(said)


def ntriples_of(said: Iterable[Triple]) -> Iterator[str]:
    """Any triples, each a line."""
    yield "".join(f"{_full(subject, None)} <{predicate}> {_full(value, datatype)} .\n" for subject, predicate, value, datatype in said)


def rdfxml_of(said: Iterable[Triple]) -> Iterator[str]:
    """Any triples of things with IRIs whose properties have a prefix of ours; those of a subject stand together where they come together."""
    yield _XML_HEAD
    yield from _elements(said)
    yield _XML_END


def _statements(said: Iterable[Triple]) -> str:
    """Triples in Turtle, those of a subject together."""
    parts: list[str] = []
    before = None
    for subject, predicate, value, datatype in said:
        lead = " ;\n " if subject == before else f"{' .' if before else ''}\n{_object(subject, None)}"
        verb = "a" if predicate == TYPE else _short(predicate)
        parts.append(f"{lead} {verb} {_object(value, datatype)}")
        before = subject
    parts.append(f"{' .' if before else ''}\n")
    return "".join(parts)


def _elements(known: Iterable[Triple]) -> Iterator[str]:
    for subject, group in groupby(known, key=lambda one: one.subject):
        said = list(group)
        kind = _short(said[0].object) if said[0].predicate == TYPE else "rdf:Description"
        yield f'<{kind} rdf:about="{attribute(subject)}">\n'
        for _, predicate, value, datatype in said[kind != "rdf:Description" :]:
            name = _short(predicate)
            if datatype is None:
                yield f'  <{name} rdf:resource="{attribute(value)}"/>\n'
            else:
                kept = f' xml:lang="{attribute(datatype[1:])}"' if datatype.startswith("@") else f' rdf:datatype="{attribute(datatype)}"'
                typed = "" if datatype == STRING else kept
                yield f"  <{name}{typed}>{element_text(value, subject)}</{name}>\n"
        yield f"</{kind}>\n"


@lru_cache(maxsize=10_000)
def _short(term: str) -> str:
    """A term with its prefix, where it has one of ours and a plain local name."""
    for prefix, full in PREFIXES.items():
        if term.startswith(full) and _PREFIXED.fullmatch(term[len(full) :]):
            return f"{prefix}:{term[len(full) :]}"
    return f"<{term}>"


def _object(value: str, datatype: str | None) -> str:
    if datatype is None:
        return value if value.startswith("_:") else f"<{value}>"
    if datatype.startswith("@"):
        return _quoted(value) + datatype
    return _quoted(value) if datatype == STRING else f"{_quoted(value)}^^{_short(datatype)}"


def _full(value: str, datatype: str | None) -> str:
    if datatype is None:
        return value if value.startswith("_:") else f"<{value}>"
    if datatype.startswith("@"):
        return _quoted(value) + datatype
    return _quoted(value) if datatype == STRING else f"{_quoted(value)}^^<{datatype}>"


def _quoted(value: str) -> str:
    return f'"{_ESCAPED.sub(_escape, value)}"'


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04X}"


_PREFIX_LINES = "".join(f"@prefix {prefix}: <{full}> .\n" for prefix, full in PREFIXES.items())
_XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF' + "".join(f'\n  xmlns:{prefix}="{attribute(full)}"' for prefix, full in PREFIXES.items()) + ">\n"
_XML_END = "</rdf:RDF>\n"
