"""The dataset: the graph as RDF in an Oxigraph store, one named graph a document, shared things in one of their own.

The store's own default graph stays empty: queries run over the union of the named graphs (`use_default_graph_as_union`). It is
written once, by bulk loading, and afterwards only opened to be read. Exports stream: Turtle and N-Triples hold the union, each
triple once; TriG holds the whole with its graphs. A text such as `"[附件]\\n` comes back as it went in.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from graph.identity import document_graph, shared_graph
from graph.opening import open_dataset
from graph.rdf import STRING, TYPE, Triple, lines, triples
from graph.schema import PREFIXES
from graph.things import Facts

if TYPE_CHECKING:
    from pyoxigraph import Quad

__all__ = ["FORMATS", "canonical_lines", "export", "graph_turtle", "open_dataset", "write"]

FORMATS = {"turtle": ".ttl", "ntriples": ".nt", "trig": ".trig"}
"""The exports, with the suffix that their files carry."""

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f]')
_PREFIX_LINES = re.compile(rb"\A(?:@prefix [^\n]*\n)+")
_PREFIXED = re.compile(r"[A-Za-z][\w-]*")


def write(many: Iterable[Facts], path: Path, base: str) -> None:
    """Writes a new store from a stream of facts (`graph.facts.whole`) and leaves it flushed and closed."""
    from pyoxigraph import RdfFormat, Store

    path.mkdir(parents=True)
    store = Store(path)
    store.bulk_load(cast("BinaryIO", _Reader(_trig(many, base))), RdfFormat.TRIG, lenient=True)  # we wrote the IRIs ourselves
    store.optimize()
    store.flush()
    del store  # closes it


def export(path: Path, form: str, output: BinaryIO) -> None:
    """Writes the dataset as `turtle`, `ntriples` or `trig`, graph by graph in the order of their names.

    No triple stands in two named graphs (a document's graph holds only what is its own), so one after the other they are the union.
    """
    from pyoxigraph import RdfFormat

    store = open_dataset(path)
    if form == "trig":
        store.dump(output, RdfFormat.TRIG, prefixes=PREFIXES)
        return
    kind = RdfFormat.TURTLE if form == "turtle" else RdfFormat.N_TRIPLES
    if form == "turtle":
        output.write("".join(f"@prefix {prefix}: <{full}> .\n" for prefix, full in PREFIXES.items()).encode())
    for graph in sorted(store.named_graphs(), key=str):
        content = store.dump(None, kind, from_graph=graph, prefixes=PREFIXES) or b""
        output.write(_PREFIX_LINES.sub(b"", content))


def canonical_lines(path: Path) -> Iterator[str]:
    """The canonical lines of what the store holds, graph by graph; statements outside the named graphs are lines too."""
    from pyoxigraph import DefaultGraph

    store = open_dataset(path)
    for graph in (*store.named_graphs(), DefaultGraph()):
        yield from lines(_triple(quad) for quad in store.quads_for_pattern(None, None, None, graph))


def graph_turtle(facts: Facts, base: str) -> Iterator[str]:
    """One stream item as TriG: a named graph."""
    name = document_graph(facts.document) if facts.document else shared_graph(base)
    yield f"<{name}> {{\n"
    before = None
    for subject, predicate, value, datatype in triples(facts):
        lead = " ;\n " if subject == before else (f"{' .' if before else ''}\n<{subject}>")
        said = "a" if predicate == TYPE else _short(predicate)
        yield f"{lead} {said} {_object(value, datatype)}"
        before = subject
    yield f"{' .' if before else ''}\n}}\n"


def _trig(many: Iterable[Facts], base: str) -> Iterator[str]:
    yield "".join(f"@prefix {prefix}: <{full}> .\n" for prefix, full in PREFIXES.items())
    for facts in many:
        yield "".join(graph_turtle(facts, base))


_SHORT: dict[str, str] = {}


def _short(term: str) -> str:
    """A term with its prefix, where it has one of ours and a plain local name."""
    if term not in _SHORT:
        _SHORT[term] = f"<{term}>"
        for prefix, full in PREFIXES.items():
            if term.startswith(full) and _PREFIXED.fullmatch(term[len(full) :]):
                _SHORT[term] = f"{prefix}:{term[len(full) :]}"
    return _SHORT[term]


def _object(value: str, datatype: str | None) -> str:
    if datatype is None:
        return f"<{value}>"
    quoted = f'"{_ESCAPED.sub(_escape, value)}"'
    return quoted if datatype == STRING else f"{quoted}^^{_short(datatype)}"


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04X}"


def _triple(quad: Quad) -> Triple:
    from pyoxigraph import Literal, NamedNode

    subject = quad.subject.value if isinstance(quad.subject, NamedNode) else str(quad.subject)
    if isinstance(quad.object, Literal):
        return Triple(subject, quad.predicate.value, quad.object.value, quad.object.datatype.value)
    return Triple(subject, quad.predicate.value, quad.object.value if isinstance(quad.object, NamedNode) else str(quad.object), None)


class _Reader(io.RawIOBase):
    """A stream of texts as a file that can be read once, so that a whole dataset never stands in memory."""

    def __init__(self, texts: Iterator[str]) -> None:
        super().__init__()
        self._texts = texts
        self._rest = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while size < 0 or len(self._rest) < size:
            text = next(self._texts, None)
            if text is None:
                break
            self._rest += text.encode()
        given, self._rest = (self._rest, b"") if size < 0 else (self._rest[:size], self._rest[size:])
        return given
