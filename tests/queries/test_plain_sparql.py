"""The examples are the saved questions: sent as plain SPARQL, without any function of ours, they give the rows of the question."""

from __future__ import annotations

from pathlib import Path

import pytest

from queries.catalogue import catalogue
from queries.plain_sparql import examples, plain_sparql
from queries.sparql import Sparql, sparql

CATALOGUE = catalogue()


@pytest.fixture(scope="module")
def engine(city: Path) -> Sparql:
    return sparql(city)


def test_values_stand_in_values_and_nothing_else_changes() -> None:
    twin = 'SELECT ?x (given:value("n") AS ?n) WHERE { FILTER given:among("who", ?who) ?x pg:a ?who . FILTER EXISTS { ?x pg:b given:value("it") } }'
    text = plain_sparql(twin, {"n": 3, "who": ["urn:a", "urn:b"], "it": 'a "word"'})
    assert text.splitlines() == [
        "PREFIX pg: <https://policygraph.example/ontology#>",
        'SELECT ?x (3 AS ?n) WHERE { VALUES ?who { <urn:a> <urn:b> } ?x pg:a ?who . FILTER EXISTS { VALUES ?given_it { "a \\"word\\"" } ?x pg:b ?given_it } }',
    ]


def test_every_question_whose_values_the_city_has_is_an_example_and_gives_its_rows(engine: Sparql, city: Path) -> None:
    from queries.parameters import prepare

    shown = examples(engine, city)
    assert len(shown) > len(CATALOGUE) / 2
    with_rows = 0
    for question, text in shown:
        assert "given:" not in text
        plain = [tuple(str(term) for term in row) for row in engine.store.query(text, use_default_graph_as_union=True)]  # type: ignore[union-attr]
        values = prepare(question, {one.name: one.example or one.default for one in question.parameters if one.type != "document"}, engine).values
        few = {name: value[:5] if isinstance(value, list) else value for name, value in values.items()}
        asked = engine.answer(question, few)
        assert len(plain) == len(asked.rows), question.name
        with_rows += bool(plain)
    assert with_rows > len(shown) / 2
