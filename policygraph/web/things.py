"""IRIs that can be followed: `/id/…` gives a person a page, and a program the statements about the thing.

    GET /id/document/…    with Accept: text/html            what it says, its text with the words of every fact marked
    GET /id/agency/…      with Accept: text/turtle           the triples: Turtle, N-Triples, JSON-LD, RDF/XML

`?format=ttl` (nt, jsonld, rdf, html) stands for an Accept header. An IRI that the graph does not hold is a 404 that says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from fastapi import APIRouter, Request
from fastapi.responses import Response

from graph.describing import Thing, describe, statements
from graph.generation import records_of
from graph.json_ld import json_ld_of
from graph.marked_text import Piece, pieces
from graph.passages import KINDS, passages
from graph.rdf import Triple, from_oxigraph
from graph.rdf_text import ntriples_of, rdfxml_of, turtle_of
from graph.schema import PREFIXES, iri
from graph.state import load_state
from graph.workspace import Workspace
from graph.xml_text import UnwritableError
from policygraph.web.negotiation import preferred
from policygraph.web.refusal import RefusalError, of_error
from policygraph.web.rendering import failed, page
from queries.engines import Embedded
from queries.errors import QueryError
from queries.marked import refuse_marked
from queries.sparql import Sparql, sparql
from queries.wording import Wording

TYPES = {"ttl": "text/turtle", "html": "text/html", "nt": "application/n-triples", "jsonld": "application/ld+json", "rdf": "application/rdf+xml"}
_DOCUMENT = iri("pg:PolicyDocument")
KIND_NAMES = {
    "field": Wording("标题、文号、日期", "title, number, date"),
    "task": Wording("任务", "task"),
    "clause": Wording("责任条款", "clause"),
    "assignment": Wording("机关", "agency"),
    "due": Wording("时限", "due"),
    "target": Wording("目标", "target"),
    "funding": Wording("资金", "funding"),
    "citation": Wording("引用", "citation"),
    "membership": Wording("成员", "membership"),
    "phase": Wording("阶段", "phase"),
    "lineage": Wording("沿革", "lineage"),
    "omission": Wording("未采用", "omission"),
}
ABOUT_DOCUMENT = {
    "tasks-of-document": Wording("任务", "tasks"),
    "agencies-of-document": Wording("机关", "agencies"),
    "targets-of-document": Wording("目标", "targets"),
    "money-of-document": Wording("资金", "money"),
    "phases-of-document": Wording("阶段", "phases"),
    "basis-of-document": Wording("依据", "what it rests on"),
    "not-read": Wording("未采用的句子", "what was not read"),
}
"""The questions that a document's page leads to."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document's text."""

    pieces: tuple[Piece, ...]


def router(workspace: Path, *, allow_marked: bool = False) -> APIRouter:
    """The routes over the graph of a workspace, whichever generation answers at the time."""
    routes = APIRouter(tags=["things"])

    @routes.get("/id/{name:path}", summary="图中的一件事物 / a thing of the graph")
    def thing(request: Request, name: str, format: str = "") -> Response:  # noqa: A002
        """What the graph says of a document, a task, an agency, a place …; `name` is the end of its IRI."""
        form = format if format in TYPES else preferred(request.headers.get("accept", ""), {kind: one for one, kind in TYPES.items()}) or "ttl"
        try:
            engine = sparql(workspace)
            if not allow_marked:
                refuse_marked(engine)
        except QueryError as error:
            return failed(request, of_error(error), people=form == "html")
        base = Workspace(workspace).settings().base
        asked = base + "id/" + quote(unquote(name), safe="/()")
        found = describe(engine.store, asked)
        if found is None:
            words = Wording(
                f"图里没有 {unquote(asked)}。看看有哪些问题可问，或用问题找到它", f"the graph holds no {unquote(asked)}. Find it through a question"
            )
            return failed(request, RefusalError(404, words), people=form == "html")
        if form != "html":
            return _for_programs(request, engine, asked, form, base)
        return _document(request, engine, found, base) if _DOCUMENT in {kind.iri for kind in found.kinds} else _thing(request, found, base)

    return routes


def _for_programs(request: Request, engine: Sparql, asked: str, form: str, base: str) -> Response:
    said = dict.fromkeys(from_oxigraph(quad) for quad in statements(engine.store, asked))
    try:
        body = text_of(form, said, base)
    except UnwritableError as error:
        return failed(request, RefusalError(406, Wording(error.zh, error.en)), people=False)
    return Response(body, media_type=TYPES[form], headers={"Vary": "Accept", "X-Content-Type-Options": "nosniff"})


def text_of(form: str, said: Iterable[Triple], base: str) -> str:
    """Triples as `ttl`, `nt`, `jsonld` (with the context of `ontology/context.jsonld`) or `rdf`; those of a subject together, subjects as they come."""
    triples = list(said)
    first = {subject: place for place, subject in reversed(list(enumerate(one.subject for one in triples)))}
    triples.sort(key=lambda one: first[one.subject])
    texts = {"ttl": turtle_of, "nt": ntriples_of, "rdf": rdfxml_of}
    return "".join(json_ld_of(triples, base) if form == "jsonld" else texts[form](triples))


def _thing(request: Request, found: Thing, base: str) -> Response:
    return page(request, "thing.html", thing=found, base=base, path_of=_path_of(base))


def _document(request: Request, engine: Sparql, found: Thing, base: str) -> Response:
    workspace, build = _built(engine.snapshot)
    held = records_of(workspace, load_state(workspace, build), found.iri)
    assert held is not None  # the dataset was made of these records
    counts = Counter(kind for kind, _, _ in {(kind, one.start, one.end) for kind, one in passages(held.extraction)})
    return page(
        request,
        "document.html",
        thing=found,
        document=held.extraction.document,
        lines=_lines(pieces(held.extraction)),
        kinds=[(kind, KIND_NAMES[kind], counts[kind]) for kind in KINDS],
        questions=ABOUT_DOCUMENT,
        base=base,
        path_of=_path_of(base),
    )


def _built(snapshot: Embedded) -> tuple[Workspace, str]:
    """The workspace of the generation that is asked, and the build that made it."""
    return Workspace(snapshot.generation.folder.parent.parent), snapshot.generation.build


def _lines(cut: list[Piece]) -> list[Line]:
    """The pieces line by line; empty lines are left out, as a page needs none."""
    lines: list[list[Piece]] = [[]]
    for piece in cut:
        start = piece.start
        for number, text in enumerate(piece.text.split("\n")):
            if number:
                lines.append([])
            if text:
                lines[-1].append(Piece(start, text, piece.kinds, piece.begins and start == piece.start))
            start += len(text) + 1
    return [Line(tuple(line)) for line in lines if any(piece.text.strip() for piece in line)]


def _path_of(base: str) -> Callable[[str | None], str | None]:
    """Where this server answers for an IRI; null for the IRIs of others."""

    def path(name: str | None) -> str | None:
        if name is None:
            return None
        if name.startswith(base + "id/"):
            return "/" + name.removeprefix(base)
        return "/ontology#" + name.removeprefix(PREFIXES["pg"]) if name.startswith(PREFIXES["pg"]) else None

    return path
