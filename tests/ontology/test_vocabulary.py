"""The vocabulary says just what the graph says, each term with what it means; the table of kinds is held against it both ways."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, URIRef

from graph import provenance
from graph.collection import Collection, Status, known
from graph.facts import facts
from graph.identity import BASE, document_uri
from graph.rdf import DATES, TYPE, triples
from graph.schema import EDGES, NODE, NODES, PREFIXES, VOCABULARY, concept, iri
from ontology.records import Cadence, DocumentFields, DueKind, LineageKind, Operator, Reason, Relation, Role, Unresolved
from ontology.units import units
from queries.terms import terms_of
from tests.graph.conftest import draft
from tests.graph.shape_breaks import sound

SH = rdflib.SH
ONTOLOGY = Path(__file__).parents[2] / "ontology"
QUESTIONS = Path(__file__).parents[2] / "queries"
CLOSED_LISTS: dict[str, type[StrEnum] | list[str]] = {
    "role": Role,
    "unresolved": Unresolved,
    "reason": Reason,
    "due": DueKind,
    "relation": Relation,
    "lineage": LineageKind,
    "status": Status,
    "unit": list(units()),
}
"""Values that are concepts, by the scheme that a column names."""
NOTATIONS = {
    "operators": {str(one) for one in Operator},
    "cadences": {str(one) for one in Cadence},
    "datePrecisions": {"YYYY", "YYYY-MM", "YYYY-MM-DD"},
    "fields": set(DocumentFields.model_fields) - {"evidence"},
}
"""Values that are written as texts, by the scheme whose notations they are."""
PASSAGES = (
    *("oa:TextQuoteSelector", "oa:TextPositionSelector", "oa:SpecificResource", "pg:FieldEvidence"),
    *("oa:hasSource", "oa:hasSelector", "oa:exact", "oa:start", "oa:end", "pg:field", "pg:filePlace"),
)
"""How RDF says a passage, which is no kind of its own."""


@cache
def vocabulary() -> rdflib.Graph:
    return rdflib.Graph().parse(ONTOLOGY / "policy.ttl", format="turtle")


@cache
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(ONTOLOGY / "shapes.ttl", format="turtle")


def schemes() -> set[str]:
    return {str(one) for one in vocabulary().subjects(RDF.type, SKOS.ConceptScheme)}


def terms() -> set[str]:
    """Everything that the vocabulary describes, terms of others too, without the schemes and the vocabulary itself."""
    described = {str(term) for term in vocabulary().subjects() if isinstance(term, URIRef)}
    return described - schemes() - {VOCABULARY.rstrip("#")}


def own_terms() -> set[str]:
    return {term for term in terms() if term.startswith(VOCABULARY)}


def notations() -> set[str]:
    """The concepts whose notation is what is written."""
    return {str(concept) for name in NOTATIONS for concept in vocabulary().subjects(SKOS.inScheme, URIRef(iri(f"pg:{name}")))}


def written_terms() -> set[str]:
    """Every term that a build can write."""
    classes = {iri(term) for kind in NODES for term in (kind.term, *kind.also)}
    columns = {iri(column.term) for kind in NODES for column in kind.values if column.term}
    evidence = {iri(one.term) for kind in NODES for one in kind.evidence} | {iri(term) for term in PASSAGES}
    concepts = {concept(name, str(value)) for name, values in CLOSED_LISTS.items() for value in values}
    build = {iri(term) for term in (*provenance.TERMS, provenance.BUILD)}
    return classes | columns | evidence | {iri(edge.term) for edge in EDGES} | concepts | build


def test_every_term_that_is_written_stands_in_the_vocabulary_and_no_other() -> None:
    assert terms() - notations() == written_terms()


def test_what_is_really_written_is_described_and_what_is_described_is_really_written() -> None:
    given = draft()
    fields = given.document.model_copy(update={"notice_title": "通知", "marks": ("内部资料",)})
    money = given.funding[0].model_copy(update={"unit": "元/亩", "amount": (100, 200), "op": Operator.RANGE})
    whole = given.model_copy(update={"document": fields, "funding": (money, *given.funding[1:])})
    stated = [said for _, about in sound(whole).values() for said in about]
    written = {str(predicate) for _, predicate, _ in stated} | {str(value) for _, predicate, value in stated if predicate == RDF.type}
    everything = Collection([known(whole, document_uri(BASE, whole.document, whole.text))], "2026-03-01")
    for one in triples(facts(whole, collection=everything, corrected={("document",): ("张三 2026-11-22",)})):
        written |= {one.predicate} | ({one.object} if one.predicate == TYPE else set())
    of_kind = {kind: {str(term) for term in vocabulary().subjects(RDF.type, kind)} for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)}
    assert written - {TYPE} == set.union(*of_kind.values()) & terms()


@pytest.mark.parametrize("file", sorted(QUESTIONS.glob("*.rq")), ids=lambda file: str(file.stem))
def test_saved_questions_ask_only_for_terms_that_are_written(file: Path) -> None:
    asked = terms_of(file.read_text(encoding="utf-8"))
    assert asked
    assert {iri(term) for term in asked} <= terms()


def test_every_column_and_edge_has_a_term() -> None:
    for kind in NODES:
        assert all(column.term for column in kind.values), kind.name
    assert {column.scheme for kind in NODES for column in kind.values if column.scheme} == set(CLOSED_LISTS)


def classes_of(node: Any) -> set[str]:
    """A class, or the classes of a union."""
    union = vocabulary().value(node, OWL.unionOf)
    return {str(member) for member in vocabulary().items(union)} if union else {str(node)}


def test_properties_say_what_they_are_said_of() -> None:
    domains: dict[str, set[str]] = {iri("pg:field"): {iri("pg:FieldEvidence")}, iri("pg:filePlace"): {iri("oa:SpecificResource")}}
    ranges: dict[str, set[str]] = {}
    for kind in NODES:
        for term in (*(column.term for column in kind.values if column.term), *(one.term for one in kind.evidence)):
            domains.setdefault(iri(term), set()).add(iri(kind.term))
    for edge in EDGES:
        domains.setdefault(iri(edge.term), set()).update(iri(NODE[start].term) for start, _ in edge.ends)
        ranges.setdefault(iri(edge.term), set()).update(iri(NODE[end].term) for _, end in edge.ends)
    domains[iri("pg:rules")].add(iri(provenance.BUILD))
    own = {term for term in own_terms() if vocabulary().value(URIRef(term), RDF.type) in (OWL.ObjectProperty, OWL.DatatypeProperty)}
    for term in own:
        assert classes_of(vocabulary().value(URIRef(term), RDFS.domain)) == domains[term], term
        if term in ranges:
            assert classes_of(vocabulary().value(URIRef(term), RDFS.range)) == ranges[term], term
        assert vocabulary().value(URIRef(term), RDFS.range), term


def test_terms_of_others_say_whose_they_are_and_claim_nothing_else() -> None:
    for term in terms() - own_terms():
        said = set(vocabulary().predicates(URIRef(term)))
        assert RDFS.isDefinedBy in said, term
        assert not said & {RDFS.domain, RDFS.range, RDFS.subClassOf, RDFS.subPropertyOf}, term


def test_every_term_says_what_it_means_in_both_languages_with_an_example() -> None:
    for term in terms() | schemes():
        concept_like = vocabulary().value(URIRef(term), RDF.type) in (SKOS.Concept, SKOS.ConceptScheme)
        for said in (SKOS.prefLabel if concept_like else RDFS.label, SKOS.definition):
            assert sorted(str(getattr(one, "language", "")) for one in vocabulary().objects(URIRef(term), said)) == ["en", "zh"], term
            assert all(str(one).strip() for one in vocabulary().objects(URIRef(term), said)), term
        assert list(vocabulary().objects(URIRef(term), SKOS.example)), term


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
        assert above == {iri(also) for also in kind.also}, kind.name


def test_closed_lists_hold_the_values_of_the_records_and_no_other() -> None:
    concepts = {str(one) for one in vocabulary().subjects(RDF.type, SKOS.Concept)}
    assert concepts - notations() == {concept(name, str(value)) for name, values in CLOSED_LISTS.items() for value in values}
    for one in concepts:
        scheme = vocabulary().value(URIRef(one), SKOS.inScheme)
        assert str(scheme) in schemes()
        assert vocabulary().value(URIRef(one), SKOS.topConceptOf) == scheme


@pytest.mark.parametrize("scheme", NOTATIONS)
def test_lists_of_texts_hold_the_values_of_the_records_and_no_other(scheme: str) -> None:
    concepts = list(vocabulary().subjects(SKOS.inScheme, URIRef(iri(f"pg:{scheme}"))))
    assert sorted(str(vocabulary().value(one, SKOS.notation)) for one in concepts) == sorted(NOTATIONS[scheme])


def test_precisions_name_the_datatypes_that_dates_are_written_with() -> None:
    concepts = vocabulary().subjects(SKOS.inScheme, URIRef(iri("pg:datePrecisions")))
    assert {str(vocabulary().value(one, RDFS.seeAlso)) for one in concepts} == set(DATES.values())


def test_every_list_is_named_by_the_properties_that_take_from_it() -> None:
    assert {str(one) for one in vocabulary().objects(None, RDFS.seeAlso)} - set(DATES.values()) == schemes()


def test_shapes_name_only_terms_that_are_written() -> None:
    prefixes = tuple(PREFIXES[name] for name in PREFIXES if name not in ("sh", "rdf", "rdfs", "xsd", "owl"))
    named = {str(node) for triple in shapes() for node in triple if str(node).startswith(prefixes)}
    assert {term for term in named if not term.endswith("Shape")} <= terms()


def held_by_shapes() -> dict[str, set[str]]:
    """By class, the properties that its shapes look at; those looked at from the other end with ^ in front."""
    held: dict[str, set[str]] = {}
    for shape in shapes().subjects(RDF.type, SH.NodeShape):
        for target in shapes().objects(shape, SH.targetClass):
            for one in shapes().objects(shape, SH.property):
                path = shapes().value(one, SH.path)
                inverse = shapes().value(path, SH.inversePath)
                held.setdefault(str(target), set()).add(f"^{inverse}" if inverse else str(path))
    return held


def test_every_column_and_relationship_is_held_by_a_shape() -> None:
    held = held_by_shapes()
    for kind in NODES:
        for term in (*(column.term for column in kind.values), *(one.term for one in kind.evidence)):
            assert iri(str(term)) in held[iri(kind.term)] or term in ("pg:clauseEvidence", "pg:fieldEvidence"), (kind.name, term)
    for edge in EDGES:
        if not edge.derived:  # those say again what stands in others
            for start, end in edge.ends:
                assert iri(edge.term) in held[iri(NODE[start].term)] or f"^{iri(edge.term)}" in held[iri(NODE[end].term)], (edge.name, start, end)


def test_shapes_list_every_value_of_the_closed_lists() -> None:
    listed = {str(member) for head in shapes().objects(None, URIRef(iri("sh:in"))) for member in shapes().items(head)}
    concepts = {concept(name, str(value)) for name, values in CLOSED_LISTS.items() if name != "unit" for value in values}
    assert listed == concepts | NOTATIONS["operators"] | NOTATIONS["cadences"]


@pytest.mark.parametrize("shape", ["pg:UnitShape", "pg:PerUnitShape"])
def test_the_shapes_of_units_take_each_of_the_table_and_no_other(shape: str) -> None:
    (pattern,) = shapes().objects(URIRef(iri(shape)), SH.pattern)
    units_listed = [one for one in re.split(r"[()|]", str(pattern)) if one and "/" not in one and one not in ("^", "$")]
    assert sorted(units_listed) == sorted(CLOSED_LISTS["unit"])
    assert all(re.search(str(pattern), concept("unit", str(code))) for code in CLOSED_LISTS["unit"])
    assert not re.search(str(pattern), concept("unit", "MI"))


def test_the_version_has_its_row_in_the_table_of_changes() -> None:
    version = str(vocabulary().value(URIRef(VOCABULARY.rstrip("#")), OWL.versionInfo))
    rows = (ONTOLOGY / "CHANGES.md").read_text(encoding="utf-8")
    assert re.search(rf"^\| {re.escape(version)} \|", rows, re.MULTILINE)


def test_prefixes_agree_with_those_of_the_graph() -> None:
    for file in ("policy.ttl", "shapes.ttl"):
        for prefix, full in re.findall(r"^@prefix (\w+): <([^>]+)> \.", (ONTOLOGY / file).read_text(encoding="utf-8"), re.MULTILINE):
            assert PREFIXES[prefix] == full
