"""What there is to ask, told to programs: the service (SPARQL 1.1 Service Description), the dataset (VoID and DCAT), example queries (SHACL).

    GET /            the dataset: how many of what, where its endpoint is; people are led to the questions
    GET /examples    the saved questions as SPARQL that any editor shows (sh:SPARQLExecutable, as SIB's examples are written)

`GET /sparql` without a query gives the description of the service. Counts are taken once a generation, in a process of their own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from graph.schema import PREFIXES, VOCABULARY
from policygraph.messages import told
from policygraph.web.media import GRAPHS, chosen, wants_graph
from policygraph.web.refusal import RefusalError, of_error, refused
from queries.errors import QueryError

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from policygraph.web.source import Served, Source

_TERMS = {
    **PREFIXES,
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "formats": "http://www.w3.org/ns/formats/",
    "schema": "https://schema.org/",
}
_FORMATS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples", "JSON-LD", "RDF_XML")
_MOST_GRAPHS = 10_000
"""Named graphs that are listed one by one."""
_COUNTS = {
    "triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "entities": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a ?class }",
    "classPartition": "SELECT ?of (COUNT(DISTINCT ?s) AS ?n) { ?s a ?of } GROUP BY ?of ORDER BY ?of",
    "propertyPartition": "SELECT ?of (COUNT(*) AS ?n) { ?s ?of ?o } GROUP BY ?of ORDER BY ?of",
}
_GRAPHS = f"SELECT DISTINCT ?of {{ GRAPH ?of {{}} }} ORDER BY ?of LIMIT {_MOST_GRAPHS}"


class Description:
    """Describes what is served. What was counted is kept as long as the same graph is."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[tuple[str, str], list[list[Any]]] = {}

    def router(self, source: Source) -> APIRouter:
        """The routes `/`, `/examples` and `/health`."""
        routes = APIRouter(tags=["dataset"])

        @routes.get("/", summary="数据集说明（VoID、DCAT）/ the dataset described")
        def dataset(request: Request) -> Response:
            """VoID and DCAT for programs; a person is led to the questions."""
            if source.workspace is not None and not wants_graph(request.headers.get("accept")):
                return RedirectResponse("questions", 303, headers={"Vary": "Accept"})
            return self._answer(request, source, self.of_dataset)

        @routes.get("/examples", summary="示例查询 / example queries")
        def examples(request: Request) -> Response:
            """The saved questions with values filled in, as SPARQL."""
            return self._answer(request, source, self._examples(source))

        @routes.get("/health", summary="是否在答 / whether it answers")
        def health() -> dict[str, str]:
            """Answers whatever the queries do."""
            return {"status": "ok"}

        return routes

    def of_service(self, served: Served, endpoint: str, form: str) -> bytes:
        """The service description."""
        return _written(self._service(served, endpoint), form)

    def of_dataset(self, served: Served, root: str, form: str) -> bytes:
        """VoID and DCAT."""
        return _written(self._dataset(served, root), form)

    def _answer(self, request: Request, source: Source, make: Callable[[Served, str, str], bytes]) -> Response:
        accept = request.headers.get("accept")
        try:
            form = chosen(accept, GRAPHS)
            if form is None:
                raise refused(406, "acceptable", offers=", ".join(GRAPHS))
            with source.served() as served:
                body = make(served, str(request.base_url), form)
        except (RefusalError, QueryError) as error:
            refusal = of_error(error) if isinstance(error, QueryError) else error
            said, page = refusal.page(accept)
            return Response(page, refusal.status, said)
        return Response(body, media_type=form, headers={"Vary": "Accept", "X-Content-Type-Options": "nosniff"})

    def _service(self, served: Served, endpoint: str) -> Iterator[Triple]:
        service, default = "_:service", "_:default"
        yield _triple(service, "rdf:type", "sd:Service")
        yield _triple(service, "sd:endpoint", endpoint)
        yield _triple(service, "sd:supportedLanguage", "sd:SPARQL11Query")
        for form in _FORMATS:
            yield _triple(service, "sd:resultFormat", f"formats:{form}")
        if served.union:
            yield _triple(service, "sd:feature", "sd:UnionDefaultGraph")
        yield _triple(service, "sd:defaultDataset", "_:dataset")
        yield _triple("_:dataset", "rdf:type", "sd:Dataset")
        yield _triple("_:dataset", "sd:defaultGraph", default)
        yield _triple(default, "rdf:type", "sd:Graph")
        yield _triple(default, "void:triples", self._counted(served, "triples")[0][0])
        for number, (graph,) in enumerate(self._counted(served, "graphs")):
            yield _triple("_:dataset", "sd:namedGraph", f"_:graph{number}")
            yield _triple(f"_:graph{number}", "rdf:type", "sd:NamedGraph")
            yield _triple(f"_:graph{number}", "sd:name", graph[0])

    def _dataset(self, served: Served, root: str) -> Iterator[Triple]:
        endpoint = f"{root}sparql"
        for kind in ("void:Dataset", "dcat:Dataset"):
            yield _triple(root, "rdf:type", kind)
        for key, term in (("title", "dcterms:title"), ("about", "dcterms:description")):
            words = told(f"web.dataset_{key}")
            yield _triple(root, term, words.zh, language="zh")
            yield _triple(root, term, words.en, language="en")
        yield _triple(root, "dcterms:identifier", served.id, literal=True)
        if served.made is not None:
            yield _triple(root, "dcterms:modified", served.made)
        yield _triple(root, "void:sparqlEndpoint", endpoint)
        yield _triple(root, "void:vocabulary", VOCABULARY)
        yield _triple(root, "rdfs:seeAlso", f"{root}examples")
        if served.base is not None:
            yield _triple(root, "void:uriSpace", f"{served.base}id/", literal=True)
        yield _triple(root, "dcat:landingPage", f"{root}questions")
        yield _triple(f"{endpoint}#service", "rdf:type", "dcat:DataService")
        yield _triple(f"{endpoint}#service", "dcat:endpointURL", endpoint)
        yield _triple(f"{endpoint}#service", "dcat:endpointDescription", endpoint)
        yield _triple(f"{endpoint}#service", "dcterms:conformsTo", "http://www.w3.org/TR/sparql11-protocol/")
        yield _triple(f"{endpoint}#service", "dcat:servesDataset", root)
        for name in ("triples", "entities"):
            yield _triple(root, f"void:{name}", self._counted(served, name)[0][0])
        for name, of, count in (("classPartition", "class", "entities"), ("propertyPartition", "property", "triples")):
            for number, (term, counted) in enumerate(self._counted(served, name)):
                part = f"_:{name}{number}"
                yield _triple(root, f"void:{name}", part)
                yield _triple(part, f"void:{of}", term[0])
                yield _triple(part, f"void:{count}", counted)

    def _examples(self, source: Source) -> Callable[[Served, str, str], bytes]:
        def made(_: Served, root: str, form: str) -> bytes:
            from queries.plain_sparql import examples
            from queries.sparql import sparql

            found = examples(sparql(source.workspace), source.workspace) if source.workspace else []
            triples: list[Triple] = []
            for question, text in found:
                name = f"{root}examples#{question.name}"
                triples += [_triple(name, "rdf:type", kind) for kind in ("sh:SPARQLExecutable", "sh:SPARQLSelectExecutable")]
                for language in ("zh", "en"):
                    words = f"{question.title[language]}：{question.help[language]}" if language == "zh" else f"{question.title.en}: {question.help.en}"
                    triples.append(_triple(name, "rdfs:label", question.title[language], language=language))
                    triples.append(_triple(name, "rdfs:comment", words, language=language))
                triples.append(_triple(name, "sh:select", text, literal=True))
                triples.append(_triple(name, "schema:target", f"{root}sparql"))
                triples.append(_triple(name, "schema:keywords", question.name, literal=True))
            return _written(iter(triples), form)

        return made

    def _counted(self, served: Served, name: str) -> list[list[Any]]:
        with self._lock:
            if (served.id, name) not in self._kept:
                if len(self._kept) > 100:
                    self._kept.clear()
                with served.pool.sparql(_GRAPHS if name == "graphs" else _COUNTS[name]) as asked:
                    self._kept[served.id, name] = list(asked.rows())
            return self._kept[served.id, name]


def _triple(subject: str, predicate: str, value: Any, *, language: str | None = None, literal: bool = False) -> Triple:
    """One statement. A value is a term (`sd:Service`), an IRI, a literal as the pool gives it ([text, datatype]), or a text."""
    from pyoxigraph import BlankNode, Literal, NamedNode, Triple

    def node(name: str) -> BlankNode | NamedNode:
        if name.startswith("_:"):
            return BlankNode(name[2:])
        prefix, _, local = name.partition(":")
        return NamedNode(_TERMS[prefix] + local if prefix in _TERMS else name)

    said: BlankNode | NamedNode | Literal
    if language:
        said = Literal(value, language=language)
    elif isinstance(value, datetime):
        said = Literal(value.astimezone(UTC).isoformat(timespec="seconds"), datatype=NamedNode(_TERMS["xsd"] + "dateTime"))
    elif isinstance(value, list):
        said = Literal(value[0], datatype=NamedNode(value[1]))
    else:
        said = Literal(value) if literal else node(value)
    predicate_node = node(predicate)
    assert isinstance(predicate_node, NamedNode)
    return Triple(node(subject), predicate_node, said)


def _written(triples: Iterator[Triple], form: str) -> bytes:
    from pyoxigraph import RdfFormat, serialize

    known = RdfFormat.from_media_type(form)
    assert known is not None
    return serialize(triples, format=known, prefixes=_TERMS) or b""
