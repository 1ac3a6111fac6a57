"""The vocabulary says just what the graph says, each term with what it means; the table of kinds is held against it both ways."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from pathlib import Path

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, URIRef

from graph.collection import Status
from graph.schema import EDGES, NODES, PREFIXES, VOCABULARY, iri
from ontology.records import DueKind, LineageKind, Operator, Reason, Relation, Role, Unresolved

ONTOLOGY = Path(__file__).parents[2] / "ontology"
CLOSED_LISTS: dict[str, type[StrEnum]] = {
    "role": Role,
    "unresolved": Unresolved,
    "reason": Reason,
    "due": DueKind,
    "relation": Relation,
    "lineage": LineageKind,
    "status": Status,
}
SCHEMES = {iri(f"pg:{name}") for name in ("roles", "unresolvedReasons", "omissionReasons", "dueKinds", "relations", "lineageKinds", "statuses")}
CADENCES = {"year", "half-year", "quarter", "month", "week"}


@cache
def vocabulary() -> rdflib.Graph:
    return rdflib.Graph().parse(ONTOLOGY / "policy.ttl", format="turtle")


@cache
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(ONTOLOGY / "shapes.ttl", format="turtle")


def own_terms() -> set[str]:
    return {str(term) for term in vocabulary().subjects() if str(term).startswith(VOCABULARY)}


def written_terms() -> set[str]:
    """Every term that a build can write."""
    classes = {iri(kind.term) for kind in NODES} | {iri("pg:FieldEvidence")}
    columns = {iri(column.term) for kind in NODES for column in kind.values if column.term}
    evidence = {iri(one.term) for kind in NODES for one in kind.evidence} | {iri("pg:field"), iri("pg:filePlace")}
    concepts = {iri(f"pg:{name}-{value}") for name, values in CLOSED_LISTS.items() for value in values}
    return classes | columns | evidence | {iri(edge.term) for edge in EDGES} | concepts


def test_every_own_term_that_is_written_stands_in_the_vocabulary_and_no_other() -> None:
    written = {term for term in written_terms() if term.startswith(VOCABULARY)}
    assert own_terms() - SCHEMES == written


def test_every_column_and_edge_has_a_term() -> None:
    for kind in NODES:
        assert all(column.term for column in kind.values), kind.name
    assert {column.scheme for kind in NODES for column in kind.values if column.scheme} == set(CLOSED_LISTS)


@pytest.mark.parametrize("term", sorted(own_terms() - SCHEMES))
def test_every_own_term_says_what_it_means_in_both_languages_with_an_example(term: str) -> None:
    for said in (RDFS.label, SKOS.definition):
        assert sorted(str(getattr(one, "language", "")) for one in vocabulary().objects(URIRef(term), said)) == ["en", "zh"]
    assert list(vocabulary().objects(URIRef(term), SKOS.example))


def test_terms_have_the_kind_that_they_are_used_as() -> None:
    kinds = {str(term): str(kind) for term, kind in vocabulary().subject_objects(RDF.type)}
    for kind in NODES:
        assert kinds[iri(kind.term)] == str(OWL.Class)
        for column in kind.values:
            if column.term and column.term.startswith("pg:"):
                assert kinds[iri(column.term)] == str(OWL.ObjectProperty if column.scheme else OWL.DatatypeProperty), column.name
    for edge in EDGES:
        assert kinds.get(iri(edge.term), str(OWL.ObjectProperty)) == str(OWL.ObjectProperty)


def test_what_a_kind_is_besides_agrees_with_its_class() -> None:
    for kind in NODES:
        above = {str(parent) for parent in vocabulary().objects(URIRef(iri(kind.term)), RDFS.subClassOf)}
        assert above == {iri(also) for also in kind.also}


def test_closed_lists_hold_the_values_of_the_records_and_no_other() -> None:
    concepts = {str(concept) for concept in vocabulary().subjects(RDF.type, SKOS.Concept)}
    assert concepts == {iri(f"pg:{name}-{value}") for name, values in CLOSED_LISTS.items() for value in values}
    for concept in concepts:
        assert str(vocabulary().value(URIRef(concept), SKOS.inScheme)) in SCHEMES


def test_shapes_name_only_terms_that_exist() -> None:
    named = {str(node) for triple in shapes() for node in triple if str(node).startswith(VOCABULARY)}
    assert {term for term in named if not term.endswith("Shape")} <= own_terms()


def test_shapes_list_every_value_of_the_closed_lists() -> None:
    listed = {str(member) for head in shapes().objects(None, URIRef(iri("sh:in"))) for member in shapes().items(head)}
    assert listed == {iri(f"pg:{name}-{value}") for name, values in CLOSED_LISTS.items() for value in values} | set(Operator) | CADENCES


def test_the_version_has_its_row_in_the_table_of_changes() -> None:
    version = str(vocabulary().value(URIRef(VOCABULARY.rstrip("#")), OWL.versionInfo))
    rows = (ONTOLOGY / "CHANGES.md").read_text(encoding="utf-8")
    assert re.search(rf"^\| {re.escape(version)} \|", rows, re.MULTILINE)


def test_prefixes_agree_with_those_of_the_graph() -> None:
    for file in ("policy.ttl", "shapes.ttl"):
        for prefix, full in re.findall(r"^@prefix (\w+): <([^>]+)> \.", (ONTOLOGY / file).read_text(encoding="utf-8"), re.MULTILINE):
            assert PREFIXES[prefix] == full
