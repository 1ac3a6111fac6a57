"""The dataset: the graph as RDF in an Oxigraph store, one named graph a document, shared things in one of their own.

The store's own default graph stays empty: queries run over the union of the named graphs (`use_default_graph_as_union`). It is
written once, by bulk loading, and afterwards only opened to be read. A text such as `"[附件]\\n` comes back as it went in.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from graph.identity import document_graph, shared_graph
from graph.opening import open_dataset
from graph.provenance import Run, is_provenance, odd_lines, provenance_trig
from graph.rdf import from_oxigraph, lines
from graph.rdf_text import trig
from graph.things import Facts

__all__ = ["canonical_lines", "open_dataset", "write"]


def write(many: Iterable[Facts], path: Path, base: str, run: Run | None = None) -> None:
    """Writes a new store from a stream of facts (`graph.facts.whole`) and leaves it flushed and closed; `run` is the build that does so."""
    from pyoxigraph import RdfFormat, Store

    graphs: list[str] = []

    def texts() -> Iterator[str]:
        def noted() -> Iterator[Facts]:
            for facts in many:
                graphs.append(document_graph(facts.document) if facts.document else shared_graph(base))
                yield facts

        yield from trig(noted(), base)
        if run:
            yield from provenance_trig(run, base, graphs)

    path.mkdir(parents=True)
    store = Store(path)
    store.bulk_load(cast("BinaryIO", _Reader(texts())), RdfFormat.TRIG, lenient=True)  # we wrote the IRIs ourselves
    store.optimize()
    store.flush()
    del store  # closes it


def canonical_lines(path: Path) -> Iterator[str]:
    """The canonical lines of what the store holds, graph by graph; statements outside the named graphs are lines too."""
    from pyoxigraph import DefaultGraph

    store = open_dataset(path)
    for graph in (*store.named_graphs(), DefaultGraph()):
        stated = (from_oxigraph(quad) for quad in store.quads_for_pattern(None, None, None, graph))
        yield from odd_lines(stated) if is_provenance(getattr(graph, "value", "")) else lines(stated)


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
