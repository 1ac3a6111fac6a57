"""The vocabulary as a page: each term of `policy.ttl` with its definition, an example, what it is said of and the questions that use it.

    alone()                                the page as one file that works offline: `make docs` writes docs/ontology.html
    GET /ontology                          the same on the server; a program gets the Turtle of `policy.ttl`

A term is found by its anchor: `/ontology#leads` is `pg:leads`, `/ontology#eli-title` is `eli:title`. Chinese comes first, English with it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from graph.schema import EDGES, NODE, NODES, PREFIXES, VOCABULARY, iri
from policygraph.web.negotiation import preferred
from policygraph.web.rendering import asset, page, rendered
from queries.terms import questions_by_term
from queries.wording import Wording

if TYPE_CHECKING:
    import rdflib

    from queries.head import Question

_SECTIONS = (
    ("classes", Wording("类", "Classes"), Wording("图里有哪几类事物", "what kinds of things there are")),
    ("relationships", Wording("关系", "Relationships"), Wording("事物之间怎样相连", "how things are joined")),
    ("properties", Wording("属性", "Properties"), Wording("事物有哪些值", "what values things have")),
    ("lists", Wording("清单", "Lists"), Wording("封闭清单里的每个值", "each value of the closed lists")),
)
_DATATYPES = {
    "string": Wording("文字", "text"),
    "integer": Wording("整数", "whole number"),
    "decimal": Wording("数", "number"),
    "boolean": Wording("是否", "yes or no"),
    "date": Wording("日", "day"),
    "gYearMonth": Wording("月", "month"),
    "gYear": Wording("年", "year"),
    "dateTime": Wording("时刻", "moment"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """Another term, by name and label; without an anchor it stands elsewhere."""

    name: str
    label: Wording
    anchor: str


@dataclass(frozen=True, slots=True)
class Term:
    """One term as the page shows it."""

    name: str
    """With its prefix: `pg:leads`."""
    anchor: str
    label: Wording
    other: Wording | None
    """Another label that people use: 措施 for a task."""
    definition: Wording
    examples: tuple[str, ...]
    above: tuple[Link, ...]
    domain: tuple[Link, ...]
    range: tuple[Link, ...]
    columns: tuple[str, ...]
    """What the embedded graph and Neo4j call it: `PolicyTask.open_ended`, `LEADS`."""
    list_: Link | None
    """The list that its values come from."""
    notation: str
    """How a value of a list is written, where it is written as a text."""
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: classes, relationships …; of the lists, each with its values."""

    anchor: str
    title: Wording
    about: Wording
    terms: tuple[Term, ...]
    lists: tuple[tuple[Term, tuple[Term, ...]], ...] = ()


def turtle() -> str:
    """The vocabulary itself."""
    return files("ontology").joinpath("policy.ttl").read_text(encoding="utf-8")


@cache
def parts() -> tuple[Part, ...]:
    """Everything that the page shows, terms of ours before those of others, each in the order of `policy.ttl`."""
    return _Vocabulary().parts()


def version() -> str:
    """Of the vocabulary."""
    return _Vocabulary().version


def alone() -> str:
    """The page as one file: its style inside, nothing fetched, links that stay within it."""
    return rendered("ontology-alone.html", parts=parts(), version=version(), style=asset("pages.css") + asset("ontology.css"), leads_to=None)


def router() -> APIRouter:
    """`/ontology`: the page for people, Turtle for programs."""
    routes = APIRouter(tags=["things"])

    @routes.get("/ontology", summary="词汇 / the vocabulary")
    def ontology(request: Request, format: str = "") -> Response:  # noqa: A002
        """Every term with what it means; `?format=ttl` or `Accept: text/turtle` gives it as Turtle."""
        kinds = {"text/turtle": "ttl", "text/html": "html"}  # of two that are liked alike, the first
        if (format or preferred(request.headers.get("accept", ""), kinds) or "ttl") == "ttl":
            return Response(turtle(), media_type="text/turtle", headers={"Vary": "Accept"})
        return page(request, "ontology.html", parts=parts(), version=version(), leads_to="questions")

    @routes.get("/assets/ontology.css", include_in_schema=False)
    def style() -> Response:
        return Response(asset("ontology.css"), media_type="text/css", headers={"Cache-Control": "max-age=3600"})

    return routes


class _Vocabulary:
    """`policy.ttl` as a graph, and what the table of kinds and the questions add to it."""

    def __init__(self) -> None:
        import rdflib

        self.rdf = rdflib
        self.graph = rdflib.Graph().parse(data=turtle(), format="turtle")
        self.order = {one: place for place, one in enumerate(_subjects(turtle()))}
        self.version = str(self.graph.value(rdflib.URIRef(VOCABULARY.rstrip("#")), rdflib.OWL.versionInfo))
        self.columns = dict(_columns())
        self.said_of = _said_of()
        self.asked = questions_by_term()

    def parts(self) -> tuple[Part, ...]:
        owl, skos = self.rdf.OWL, self.rdf.SKOS
        kinds = (owl.Class, owl.ObjectProperty, owl.DatatypeProperty)
        found = []
        for (anchor, title, about), kind in zip(_SECTIONS, kinds, strict=False):
            found.append(Part(anchor, title, about, tuple(self.term(one) for one in self.of_kind(kind))))
        schemes = [
            (self.term(one), tuple(self.term(value) for value in self.in_order(self.graph.subjects(skos.inScheme, one))))
            for one in self.of_kind(skos.ConceptScheme)
        ]
        anchor, title, about = _SECTIONS[-1]
        return (*found, Part(anchor, title, about, (), tuple(schemes)))

    def of_kind(self, kind: rdflib.URIRef) -> list[Any]:
        return self.in_order(self.graph.subjects(self.rdf.RDF.type, kind))

    def in_order(self, terms: Any) -> list[Any]:
        named = [term for term in terms if isinstance(term, self.rdf.URIRef)]
        return sorted(named, key=lambda term: (not str(term).startswith(VOCABULARY), self.order.get(_short(str(term)), 0)))

    def term(self, one: Any) -> Term:
        rdfs, skos = self.rdf.RDFS, self.rdf.SKOS
        name = _short(str(one))
        others = self.words(one, skos.altLabel)
        lists = [self.link(seen) for seen in self.graph.objects(one, rdfs.seeAlso) if (seen, self.rdf.RDF.type, skos.ConceptScheme) in self.graph]
        return Term(
            name=name,
            anchor=_anchor(name),
            label=self.words(one, rdfs.label) or self.words(one, skos.prefLabel) or Wording(name, name),
            other=others,
            definition=self.words(one, skos.definition) or Wording("", ""),
            examples=tuple(str(example) for example in self.graph.objects(one, skos.example)),
            above=tuple(self.link(above) for term in (rdfs.subClassOf, rdfs.subPropertyOf) for above in self.graph.objects(one, term)),
            domain=tuple(self.link(self.rdf.URIRef(iri(kind))) for kind in self.said_of.get(name, ())),
            range=tuple(self.link(end) for node in self.graph.objects(one, rdfs.range) for end in self.members(node)),
            columns=self.columns.get(name, ()),
            list_=lists[0] if lists else None,
            notation=str(self.graph.value(one, skos.notation) or ""),
            questions=self.asked.get(name, ()),
        )

    def members(self, node: Any) -> list[Any]:
        """A class, or the classes of a union."""
        union = self.graph.value(node, self.rdf.OWL.unionOf)
        return list(self.graph.items(union)) if union else [node]

    def words(self, one: Any, said: Any) -> Wording | None:
        by_language = {str(getattr(value, "language", "")): str(value) for value in self.graph.objects(one, said)}
        return Wording(by_language["zh"], by_language["en"]) if {"zh", "en"} <= set(by_language) else None

    def link(self, one: Any) -> Link:
        name = _short(str(one))
        label = self.words(one, self.rdf.RDFS.label) or self.words(one, self.rdf.SKOS.prefLabel)
        known = label or _DATATYPES.get(name.partition(":")[2]) or Wording(name, name)
        return Link(name, known, _anchor(name) if label else "")


def _subjects(text: str) -> Iterator[str]:
    """The terms in the order in which `policy.ttl` describes them."""
    for line in text.splitlines():
        name, _, rest = line.partition(" a ")
        if rest and ":" in name and not name.startswith((" ", "#", "@", "<")):
            yield name


def _said_of() -> dict[str, tuple[str, ...]]:
    """What each property or relationship is said of, terms of others too; in the order of the table of kinds."""
    found: dict[str, dict[str, None]] = {"pg:field": {"pg:FieldEvidence": None}, "pg:filePlace": {"oa:SpecificResource": None}}
    for kind in NODES:
        for term in (*(column.term for column in kind.values if column.term), *(one.term for one in kind.evidence)):
            found.setdefault(term, {})[kind.term] = None
    for edge in EDGES:
        for start, _ in edge.ends:
            found.setdefault(edge.term, {})[NODE[start].term] = None
    return {term: tuple(kinds) for term, kinds in found.items()}


def _columns() -> Iterator[tuple[str, tuple[str, ...]]]:
    """What Cypher calls each term."""
    found: dict[str, list[str]] = {}
    for kind in NODES:
        found.setdefault(kind.term, []).append(kind.name)
        for column in kind.values:
            found.setdefault(str(column.term), []).append(f"{kind.name}.{column.name}")
        for one in kind.evidence:
            found.setdefault(one.term, []).append(f"{kind.name}.{one.columns[0].name}")
    for edge in EDGES:
        found.setdefault(edge.term, []).append(edge.name)
    return ((term, tuple(names)) for term, names in found.items())


def _short(term: str) -> str:
    """A term with its prefix."""
    for prefix, full in PREFIXES.items():
        if term.startswith(full):
            return f"{prefix}:{term.removeprefix(full)}"
    return term


def _anchor(name: str) -> str:
    """Where it stands on the page: our own by their local name, as their IRIs end; others with their prefix."""
    return name.removeprefix("pg:").replace(":", "-")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(alone(), encoding="utf-8", newline="\n")
