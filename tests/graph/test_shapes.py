"""Each constraint of each shape, broken once: the thing that breaks it is named, in plain words of both languages, with its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyshacl
import pytest
import rdflib
from rdflib import RDF, URIRef

from graph.things import Node
from graph.validation import Breach, _shapes, told
from graph.words import Words
from ontology.records import Extraction
from tests.graph.conftest import draft as drafted
from tests.graph.shape_breaks import Constraint, broken, constraints, sound

if TYPE_CHECKING:
    from tests.graph.conftest import Draft

SH = rdflib.SH
ALL = constraints()
Results = set[tuple[Any, Any, frozenset[str]]]
"""Of what broke a shape: the thing, the kind of constraint, the messages."""


def full(draft: Draft) -> Extraction:
    """A document that says everything a shape may look at."""
    whole = draft()
    document = whole.document.model_copy(update={"notice_title": "关于印发示例行动计划的通知", "marks": ("内部资料",)})
    return whole.model_copy(update={"document": document})


def results(statements: list[Any]) -> Results:
    data = rdflib.Graph()
    for one in statements:
        data.add(one)
    _, report, text = pyshacl.validate(data, shacl_graph=_shapes(), inplace=True)
    assert isinstance(report, rdflib.Graph), text
    return {
        (report.value(one, SH.focusNode), report.value(one, SH.sourceConstraintComponent), frozenset(map(str, report.objects(one, SH.resultMessage))))
        for one in report.subjects(RDF.type, SH.ValidationResult)
    }


def moved(statements: list[Any], number: int) -> list[Any]:
    """The same statements about things of their own, so that many cases can be judged together."""

    def away(term: Any) -> Any:
        return URIRef(f"{term}~{number}") if isinstance(term, URIRef) and "broken.example" in term else term

    return [(away(subject), predicate, away(value)) for subject, predicate, value in statements]


def case(one: Constraint, things: dict[str, Any]) -> tuple[URIRef, Node | None, list[Any]]:
    """A thing of the class that the constraint is for, if possible one of which the property is said."""
    of_class = [(URIRef(uri), node, about) for uri, (node, about) in things.items() if (URIRef(uri), RDF.type, one.target) in about]
    wanted = URIRef("https://policygraph.example/ontology#clause") if one.path is None else one.path
    return max(of_class, key=lambda each: any(said[1] == wanted and each[0] in (said[0], said[2]) for said in each[2]))


@pytest.fixture(scope="module")
def judged() -> dict[int, tuple[Results, URIRef, Node | None]]:
    """Every case, judged in one go."""
    things = sound(full(drafted))
    together: list[Any] = []
    chosen: dict[int, tuple[URIRef, Node | None]] = {}
    for number, one in enumerate(ALL):
        thing, node, about = case(one, things)
        chosen[number] = (thing, node)
        together += moved(list(broken(one, thing, about)), number)
    found = results(together)
    by_thing: dict[Any, Results] = {}
    for result in found:
        by_thing.setdefault(result[0], set()).add(result)
    return {number: (by_thing.get(URIRef(f"{thing}~{number}"), set()), thing, node) for number, (thing, node) in chosen.items()}


@pytest.mark.parametrize("number", range(len(ALL)), ids=[f"{one}-{str(one.target).rpartition('#')[2]}" for one in ALL])
def test_each_constraint_can_be_broken_and_says_so(judged: dict[int, tuple[Results, URIRef, Node | None]], number: int) -> None:
    one = ALL[number]
    found, _, node = judged[number]
    assert (one.component, one.messages) in {(component, messages) for _, component, messages in found}
    english, chinese = sorted(one.messages)  # Chinese stands behind ASCII
    assert english.isascii()
    if node:
        words = told(Breach("", "", Words(chinese, english)), node)
        sentence = words.zh.removeprefix(f"{chinese}：“").removesuffix("”")
        assert sentence
        assert words.en == f"{english}: “{sentence}”"


def test_things_that_are_sound_break_nothing() -> None:
    things = sound(full(drafted))
    together: list[Any] = []
    for number, (_, about) in enumerate(things.values()):
        together += moved(about, number)
    own = {URIRef(f"{uri}~{number}") for number, uri in enumerate(things)}
    assert not {result for result in results(together) if result[0] in own}


def test_the_things_are_of_every_class_that_has_a_shape() -> None:
    said = {value for _, about in sound(full(drafted)).values() for _, predicate, value in about if predicate == RDF.type}
    assert {one.target for one in ALL} <= said
