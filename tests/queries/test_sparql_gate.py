"""The gate lets through what reads and nothing else, and it reads a text as the engine does: no SERVICE that it passes is ever asked."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions, Store

from queries.catalogue import catalogue
from queries.errors import MalformedQueryError, QueryError, RefusedQueryError, TooLargeQueryError
from queries.sparql_gate import TWIN, UPDATES, Limits, judge, refuse_unheld

NOWHERE = "<http://127.0.0.1:9/>"
"""The engine refuses port 9 before it connects: an error, and no network."""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT"),
        ("# ASK\nbase <http://example.org/> prefix a: <b>\n aSk { a:DELETE a:select 'INSERT' }", "ASK"),
        ("PREFIX select: <urn:x> CONSTRUCT WHERE { ?s select:LOAD ?o }", "CONSTRUCT"),
        ("VERSION '1.2' DESCRIBE <urn:a>", "DESCRIBE"),
        (r"\u0053ELECT * { ?\u0073 ?p ?o }", "SELECT"),
    ],
)
def test_the_kind_is_that_of_the_first_word_after_the_prologue(text: str, kind: str) -> None:
    assert judge(text).kind == kind
    assert judge(text).gives_triples == (kind in ("CONSTRUCT", "DESCRIBE"))


@pytest.mark.parametrize("question", catalogue(), ids=lambda question: question.name)
def test_every_twin_that_is_shipped_passes_unchanged(question: object) -> None:
    text = Path(getattr(question, "twin")).read_text(encoding="utf-8")  # noqa: B009
    assert judge(text, TWIN).text == text


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?service <http://example.org/service> 'SERVICE <http://a/> {}' } # SERVICE <http://a/> {}",
        'SELECT * { ?s ?p """ " SERVICE <http://a/> { """, \'\'\'SERVICE <http://a/> {} \'\'\' }',
        "PREFIX service: <urn:x> SELECT ?service { ?service service:service service:load . _:service ?p 1 }",
        "SELECT * { VALUES (?a ?b) { (<http://a/#service> <http://b/#x>) (<http://a/it's> <http://service/>) } }",
        "SELECT * { ?s <http://example.org/from> ?from ; <urn:load> ?load ; <urn:delete> 'DELETE' . FILTER(?from < 1 && ?load > 2) }",
        "SELECT ?x { ?x ?p 'it\\'s', \"a \\\"word\\\"\", 'tab\\t', '\\u4E2D\\U00020000' }",
    ],
)
def test_words_alone_refuse_nothing(text: str) -> None:
    assert judge(text).text == text


SERVICES = [
    "SERVICE {0} {{}}",
    "serViCe SILENT {0} {{}}",
    "{{ {{ SERVICE#\n?g {{ ?s ?p ?o }} }} }}",
    r"\u0053ERVICE {0} {{}}",
    r"\U00000053ERVIC\u0045 {0} {{}}",
    "SERVICESILENT{0}{{}}",
    "SERVICE:x{{}}",
    "SERVICE :x.y {{}}",
    "OPTIONAL {{}}SERVICE{0}{{}}",
    "?s ?p 1SERVICE {0} {{}}",
    "?s ?p trueSERVICE {0} {{}}",
    "?s ?p 1.e5SERVICE {0} {{}}",
    "?s ?p ?o . FILTER(1<2)SERVICE?s#>\n{{}}",
    "FILTER('a'<'>')SERVICE {0} {{}} FILTER('b'='y')",
    "FILTER(1<2#>\n)SERVICE {0} {{}}",
    "#\rSERVICE {0} {{}}\n",
    "?s ?p '''' SERVICE {0} {{}} # \\uD800'''\n",
]


@pytest.mark.parametrize("clause", SERVICES)
def test_no_way_of_writing_service_passes(clause: str) -> None:
    text = f"PREFIX : {NOWHERE} SELECT * {{ {clause.format(NOWHERE)} }}"
    with pytest.raises((RefusedQueryError, MalformedQueryError)):
        judge(text)


PIECES = (
    *(f"SERVICE {NOWHERE} {{}}", f"SERVICESILENT{NOWHERE}{{}}", "SERVICE:x{}", "SERVICE ?g {}", " SERVICE", "SILENT ", f"{NOWHERE} {{}}"),
    *("FILTER(1<2)", "FILTER(1<'>')", "FILTER('b'>'a')", "<2)", "(1", "?s ?p ?o", "BIND('x' AS ?x)", "OPTIONAL {}", "VALUES ?v { '' 'x' }", "_:b", "@en"),
    *(r"\u0053", r"\u0022", r"\u0027", r"\u003C", r"\u0023", r"\uD800", "<urn:a'b>", "<urn:a#b>", ":a", r":a\'b", "::", "true", "1e5", "?s", " . "),
    *("'" * 3, '"' * 3, "||", "&&", *"<>'\"#\n\r \\{}()1[];,="),
)
ONE = Store()
ONE.update("INSERT DATA { <urn:a> <urn:b> <urn:c> }")


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join))
@example("FILTER('a'<'>')SERVICE <http://127.0.0.1:9/> {} FILTER('b'='y')")
@example("?s ?p ?o . FILTER(1<2)SERVICE:x#>\n{}")
def test_the_engine_never_asks_a_service_in_what_passed(middle: str) -> None:
    with suppress(QueryError):
        verdict = judge(f"PREFIX : {NOWHERE} SELECT * {{ {middle} }}")
        with suppress(SyntaxError):
            solutions = ONE.query(verdict.text)
            assert isinstance(solutions, QuerySolutions)
            for _ in solutions:  # an OSError or RuntimeError would come of asking a service
                pass


@pytest.mark.parametrize("word", UPDATES)
def test_updates_are_refused_by_the_word_that_they_begin_with(word: str) -> None:
    for text in (f"{word} <urn:a>", f"PREFIX a: <urn:b> # SELECT\n{word.lower()} {{}}", f"\\u00{ord(word[0]):X}{word[1:]} DATA {{}}"):
        with pytest.raises(RefusedQueryError, match=word):
            judge(text)


def test_the_graphs_that_a_query_names_are_told_as_iris() -> None:
    prologue = "BASE <http://e.org/a/> PREFIX g: <urn:g:> PREFIX h: <b/> "
    verdict = judge(prologue + r"SELECT * FROM <c> from named g:one\/x FROM NAMED <\u0062> FROM h:x { FILTER EXISTS { ?from ?p 'FROM <d>' } }")
    assert (verdict.default, verdict.named) == (("http://e.org/a/c", "http://e.org/a/b/x"), ("urn:g:one/x", "http://e.org/a/b"))
    assert judge("ASK FROM <x> FROM pg:y {}", base="http://b/", prefixes={"pg": "urn:pg:"}).default == ("http://b/x", "urn:pg:y")


def test_a_graph_that_is_not_held_is_refused_by_its_name() -> None:
    verdict = judge("SELECT * FROM <urn:here> FROM NAMED <http://elsewhere/data.ttl> {}")
    refuse_unheld(verdict, {"urn:here", "http://elsewhere/data.ttl"})
    with pytest.raises(RefusedQueryError, match=r"FROM <http://elsewhere/data\.ttl>"):
        refuse_unheld(verdict, {"urn:here"})


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("SELECT * {\n  ?s ?p 'a }", (2, 9), "never closed"),
        ("SELECT * { ?s ?p 'a\\q' }", (1, 18), "escape"),
        ("SELECT * {\n ?s \\ ?o }", (2, 5), "backslash"),
        ("\n\nSELCT * {}", (3, 1), "SELECT"),
        ("PREFIX a: <b>", (1, 14), "no query"),
        ("", (1, 1), "no query"),
        (r"SELECT * { \u005Cu0053ERVICE <http://a/> {} }", (1, 12), "backslash"),
    ],
)
def test_what_no_token_begins_is_told_with_line_and_column(text: str, place: tuple[int, int], said: str) -> None:
    with pytest.raises(MalformedQueryError, match=said) as raised:
        judge(text)
    assert (raised.value.line, raised.value.column) == place


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT * {{ {'{' * 200} {'}' * 200} }}",
        f"SELECT * {{ ?s ?p {'[ ?p ' * 200} }}",
        f"SELECT * {{ FILTER({'!' * 2000}1) }}",
        f"SELECT * {{ FILTER(1{'+1' * 2000}) }}",
        f"SELECT * {{ {{}}{' UNION {}' * 2000} }}",
        f"SELECT * {{ ?s <urn:a>{'/<urn:a>' * 2000} ?o }}",
        f"SELECT * {{ ?s <urn:a>{' ' * 300_000} ?o }}",
    ],
)
def test_what_the_engine_would_die_of_is_refused(text: str) -> None:
    with pytest.raises(TooLargeQueryError):
        judge(text)


def test_a_long_list_of_values_is_not_large() -> None:
    text = f"SELECT * {{ VALUES ?x {{ {' '.join(f'<urn:a/{number}>' for number in range(5_000))} -1 }} }}"
    assert judge(text).kind == "SELECT"


@pytest.mark.parametrize(
    "piece", ["a.", "a-", "a:b.", "<", "<a", "<a>", "<(>", '"a', "1.", "\\u0041", "#\n", ":service#\n", "service:", "\\u005Cu005C", "''' ", "\\", "{", "?a<'b>"]
)
def test_no_text_takes_long_to_judge(piece: str) -> None:
    text = "SELECT * { service " + piece * (100_000 // len(piece))
    began = time.process_time()
    with suppress(QueryError):
        judge(text, Limits(length=200_000, depth=10**6, steps=10**6))
    assert time.process_time() - began < 3
