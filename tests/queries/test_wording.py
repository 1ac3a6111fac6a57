"""Answers and the vocabulary call one value by one name, so that nobody wonders whether 文头 and 文件首部 are the same."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import rdflib
from rdflib import SKOS, URIRef

from graph.schema import VOCABULARY, concept
from queries.wording import SCHEMES, Wording

CONCEPTS = ("role", "status", "lineage", "reason")
"""Schemes of answers whose values are concepts named after them."""


@cache
def vocabulary() -> rdflib.Graph:
    return rdflib.Graph().parse(Path(__file__).parents[2] / "ontology" / "policy.ttl", format="turtle")


def called(term: URIRef) -> Wording:
    by_language = {name.language: str(name) for name in vocabulary().objects(term, SKOS.prefLabel) if isinstance(name, rdflib.Literal)}
    return Wording(by_language["zh"], by_language["en"])


@pytest.mark.parametrize(("scheme", "code"), [(scheme, code) for scheme in CONCEPTS for code in SCHEMES[scheme]])
def test_a_value_is_called_the_same_in_answers_and_in_the_vocabulary(scheme: str, code: str) -> None:
    assert called(URIRef(concept(scheme, code))) == SCHEMES[scheme][code]


def test_an_operator_is_called_the_same_in_answers_and_in_the_vocabulary() -> None:
    operators = list(vocabulary().subjects(SKOS.inScheme, URIRef(VOCABULARY + "operators")))
    assert {str(vocabulary().value(one, SKOS.notation)): called(URIRef(str(one))) for one in operators} == SCHEMES["operator"]
