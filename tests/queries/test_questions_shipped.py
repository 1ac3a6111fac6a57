"""Each question that comes with the program is complete, keeps to the graph's own names and to what both engines speak."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.collection import Status
from graph.schema import EDGE, NODE
from ontology.records import LineageKind, Operator, Reason, Role
from queries.answering import ask, choices, engine_for
from queries.catalogue import OURS, catalogue
from queries.head import Question
from queries.wording import SCHEMES

QUESTIONS = catalogue()
NAMES = [question.name for question in QUESTIONS]
EACH = pytest.mark.parametrize("question", QUESTIONS, ids=NAMES)

LABELS = re.compile(r"\(\s*\w*\s*:\s*([A-Za-z:|\s]+?)\s*[){]")
TYPES = re.compile(r"\[\s*\w*\s*:\s*([A-Z_|\s]+?)\s*[]*{]")
PROPERTIES = re.compile(r"\b([a-z]\w*)\.([a-z_]+)\b")
ONE_ENGINE_ONLY = ("toString", "head(", "last(", "CALL", "FOREACH", "shortestPath", "type(", "labels(", "substring", "IS :: ", "elementId", "id(")


FUNCTIONS = re.compile(r"given:(value|among)\(\"(\w+)\"")


def queries_of(question: Question) -> list[str]:
    return [question.cypher, *(one.choices for one in question.parameters if isinstance(one.choices, str) and one.choices)]


def test_the_first_questions_are_there() -> None:
    assert set(NAMES) >= {"tasks-led-by", "tasks-of-agency", "agencies-of-document", "who-does", "tasks-of-document"}


def test_every_question_has_its_twin_and_no_twin_stands_alone() -> None:
    assert sorted(NAMES) == sorted(path.stem for path in OURS.glob("*.rq"))


@EACH
def test_the_twin_takes_the_same_parameters_and_is_of_use_to_others_as_an_example(question: Question) -> None:
    text = question.twin.read_text(encoding="utf-8")
    used = {name for _, name in FUNCTIONS.findall(text)}
    assert used - {"repealed"} == {one.name for one in question.parameters}
    assert ("repealed" in used) == ("$repealed" in question.cypher)
    assert "SERVICE" not in text
    assert "ORDER BY" in text


@EACH
def test_the_twin_names_no_term_that_the_graph_does_not_write(question: Question) -> None:
    schemes = {f"pg:{column.scheme}-" for kind in NODE.values() for column in kind.values if column.scheme}
    terms = (
        {kind.term for kind in NODE.values()}
        | {kind.term for kind in EDGE.values()}
        | {column.term for kind in NODE.values() for column in kind.values if column.term}
    )
    terms |= {evidence.term for kind in NODE.values() for evidence in kind.evidence} | {"pg:filePlace"}
    named = set(re.findall(r"\b(?:pg|eli|skos|org|dcterms):\w[\w-]*", question.twin.read_text(encoding="utf-8")))
    assert named
    assert not {term for term in named if term not in terms and not term.startswith(tuple(schemes))}


def test_every_code_of_a_column_has_a_name_for_people() -> None:
    assert set(SCHEMES["reason"]) == set(Reason)
    assert set(SCHEMES["lineage"]) == set(LineageKind)
    assert set(SCHEMES["operator"]) == set(Operator)
    assert set(SCHEMES["status"]) == set(Status)
    assert set(SCHEMES["role"]) == set(Role)


def test_every_file_is_a_question_of_the_catalogue() -> None:
    assert sorted(NAMES) == sorted(path.stem for path in OURS.glob("*.cypher"))


@EACH
def test_no_label_or_relationship_type_is_named_that_the_graph_does_not_hold(question: Question) -> None:
    for cypher in queries_of(question):
        labels = {label.strip() for group in LABELS.findall(cypher) for label in re.split(r"[|:]", group)}
        types = {kind.strip() for group in TYPES.findall(cypher) for kind in group.split("|")}
        assert labels
        assert labels <= set(NODE), labels - set(NODE)
        assert types <= set(EDGE), types - set(EDGE)


@EACH
def test_no_property_is_named_that_no_kind_has(question: Question) -> None:
    known = {column.name for kind in NODE.values() for column in kind.columns}
    for cypher in queries_of(question):
        assert {name for _, name in PROPERTIES.findall(cypher)} <= known


@EACH
def test_texts_are_there_in_both_languages_and_differ(question: Question) -> None:
    for words in (question.title, question.help, *(one.help for one in question.parameters), *(one.title for one in question.columns)):
        assert re.search(r"[\u4e00-\u9fff]", words.zh)
        assert not re.search(r"[\u4e00-\u9fff]", words.en)


@EACH
def test_each_parameter_has_an_example_or_a_default(question: Question) -> None:
    assert question.parameters
    for parameter in question.parameters:
        assert parameter.example or parameter.default


@EACH
def test_the_rows_have_one_order(question: Question) -> None:
    order = question.cypher.rpartition("ORDER BY")[2]
    assert "ORDER BY" in question.cypher
    assert re.search(r"\buri\b", order), "an order ends in what tells rows apart"
    for column in question.columns:
        if column.scheme:
            assert column.scheme in SCHEMES


@EACH
def test_nothing_is_used_that_only_one_engine_speaks(question: Question) -> None:
    for cypher in queries_of(question):
        assert not [word for word in ONE_ENGINE_ONLY if word in cypher]
        assert not re.search(r"\w\[\d", cypher), "lists count from 0 in one engine and from 1 in the other"
        assert "$" not in cypher or "IS NULL" not in cypher, "parameters are never null"


@EACH
def test_no_variable_is_called_like_a_column(question: Question) -> None:
    """After RETURN, Neo4j takes `task.uri` for a property of the column `task`, Ladybug for one of the node."""
    variables = set(re.findall(r"[([](\w+):", question.cypher))
    assert variables
    assert not variables & {column.name for column in question.columns}


@EACH
def test_it_answers_with_its_defaults_and_with_its_examples(question: Question, city: Path) -> None:
    assert ask(city, question.name).columns == question.columns
    answer = ask(city, question.name, {one.name: one.example for one in question.parameters})
    assert answer.columns == question.columns


@EACH
def test_its_choices_are_what_it_takes(question: Question, city: Path) -> None:
    for parameter in question.parameters:
        offered = choices(engine_for(city), parameter)
        if isinstance(parameter.choices, str) and parameter.choices:
            assert offered
            assert len(set(offered)) == len(offered)
            answer = ask(city, question.name, {parameter.name: offered[0]})
            assert not [remark for remark in answer.remarks if "没有" in remark.zh]


def test_a_task_that_is_implied_shows_the_statement_that_implies_it(city: Path) -> None:
    rows = engine_for(city).run("MATCH (assignment:Assignment) WHERE assignment.implied RETURN DISTINCT assignment.agency AS agency ORDER BY agency", {}).rows
    assert rows, "the examples hold a statement made once for the whole document"
    for (agency,) in rows:
        words = [row["words"] for row in ask(city, "tasks-of-agency", {"agency": str(agency)}).records()]
        assert all(isinstance(one, list) and one for one in words)
