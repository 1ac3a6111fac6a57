"""`sparql` as people run it: rows, yes or no, triples; what is refused, and where a query is wrong."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat

from graph.schema import PREFIXES
from policygraph import console
from tests.policygraph.conftest import ROOT, Done, Run

LEADERS = 'SELECT ?name (COUNT(?task) AS ?tasks) { ?agency pg:leads ?task ; skos:prefLabel ?name FILTER(?name = "示例市商务局") } GROUP BY ?name'
"""The invented city's bureau of commerce leads three tasks (examples/answers)."""
TRIPLES = "CONSTRUCT { ?agency skos:prefLabel ?name ; pg:level ?level } { ?agency skos:prefLabel ?name ; pg:level ?level ; a pg:Agency }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture
def ask(run: Run, workspace: Path, tmp_path: Path) -> object:
    """Writes the query into a file and runs it."""

    def asking(query: str, *options: str | Path) -> Done:
        (tmp_path / "问.rq").write_text(query, encoding="utf-8")
        return run("sparql", tmp_path / "问.rq", *options, workspace=workspace)

    return asking


def test_rows_come_in_every_form(ask: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask(LEADERS).stdout == '?name\t?tasks\n"示例市商务局"\t3\n'
    assert list(csv.reader(io.StringIO(ask(LEADERS, "--format", "csv").stdout))) == [["name", "tasks"], ["示例市商务局", "3"]]
    [row] = json.loads(ask(LEADERS, "--format", "json").stdout)["results"]["bindings"]
    assert (row["name"]["value"], row["tasks"]["value"]) == ("示例市商务局", "3")
    assert "<literal>示例市商务局</literal>" in ask(LEADERS, "--format", "xml").stdout
    done = ask(LEADERS, "-o", tmp_path / "行.json")
    assert (done.returncode, done.stdout) == (0, "")
    assert json.loads((tmp_path / "行.json").read_text(encoding="utf-8"))["head"] == {"vars": ["name", "tasks"]}
    monkeypatch.setattr(console, "to_terminal", lambda: True)
    shown = ask("SELECT ?role ?agency ?nothing { ?one pg:role ?role ; pg:assignedTo ?agency } ORDER BY ?agency ?role LIMIT 1")
    assert "pg:role-" in shown.stdout
    assert "https://policygraph.example/id/agency" in shown.stdout
    assert "%" not in shown.stdout, "a person reads characters, not their codes"


def test_yes_and_no(ask: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask("ASK { ?agency pg:leads ?task }").stdout == "true\n"
    assert json.loads(ask("ASK { ?agency pg:leads ?agency }", "--format", "json").stdout)["boolean"] is False
    monkeypatch.setattr(console, "to_terminal", lambda: True)
    assert ask("ASK { ?agency pg:leads ?agency }").stdout == "否\n"


def test_triples_come_in_every_form_as_the_same(ask: Run, tmp_path: Path) -> None:
    turtle, ntriples, jsonld = (ask(TRIPLES, "--format", form).stdout for form in ("turtle", "ntriples", "jsonld"))
    forms = ((turtle, RdfFormat.TURTLE), (ntriples, RdfFormat.N_TRIPLES), (jsonld, RdfFormat.JSON_LD))
    first, *others = [{str(quad.triple) for quad in pyoxigraph.parse(text, form)} for text, form in forms]
    assert others == [first, first]
    assert len(first) > 10
    assert ask(TRIPLES).stdout == turtle
    assert ask(TRIPLES, "-o", tmp_path / "x.jsonld").returncode == 0
    assert (tmp_path / "x.jsonld").read_text(encoding="utf-8") == jsonld
    described = ask("DESCRIBE ?agency { ?agency pg:fullName '示例市商务局' }", "--format", "jsonld").stdout
    assert '"fullName": "示例市商务局"' in described


def test_texts_with_languages_and_things_without_names_are_kept(ask: Run) -> None:
    query = 'CONSTRUCT { [] rdfs:label "牵头"@zh, "行一\\n\\"二\\""@zh-Hant ; rdfs:seeAlso [ pg:value 1.5 ] } {}'
    for form, known in (("turtle", RdfFormat.TURTLE), ("jsonld", RdfFormat.JSON_LD)):
        read = [quad.triple for quad in pyoxigraph.parse(ask(query, "--format", form).stdout, known)]
        labels = {(one.object.value, one.object.language) for one in read if isinstance(one.object, pyoxigraph.Literal) and one.object.language}
        assert labels == {("牵头", "zh"), ('行一\n"二"', "zh-hant")}
        assert sum(isinstance(one.subject, pyoxigraph.BlankNode) for one in read) == 4


def test_who_says_so_is_a_question_about_graphs(ask: Run) -> None:
    done = ask("SELECT ?graph (COUNT(*) AS ?n) { GRAPH ?graph { ?task a pg:PolicyTask } } GROUP BY ?graph ORDER BY DESC(?n) LIMIT 1")
    graph = done.stdout.splitlines()[1].partition("\t")[0]
    within = ask(f"SELECT (COUNT(*) AS ?n) FROM {graph} {{ ?task a pg:PolicyTask }}")
    assert within.stdout.splitlines()[1] == done.stdout.splitlines()[1].rpartition("\t")[2]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }", "第 1 行第 12 列"),
        ("SELECT *\n{ \\u0053ERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }", "SERVICE"),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", "INSERT 会改动数据"),
        ("LOAD <file:///etc/passwd>", "LOAD 会改动数据"),
        ("SELECT * FROM <file:///etc/passwd> { ?a ?b ?c }", "没有图 <file:///etc/passwd>"),
        ("SELECT * " + "{" * 5000 + "}" * 5000, "100 层"),
        ("SELECT *\n{ ?task pg:leads }", "第 2 行第 18 列"),
        ("SELECT * { ?task nobody:knows ?it }", "nobody:"),
        ("SELEC * {}", "SELECT？"),
        ("", "没有查询"),
    ],
)
def test_what_may_not_or_cannot_be_run_is_told_with_its_place(ask: Run, query: str, words: str) -> None:
    done = ask(query)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("query", "form"), [(LEADERS, "turtle"), ("ASK {}", "ntriples"), (TRIPLES, "csv"), (TRIPLES, "table"), (LEADERS, "excel")])
def test_a_form_that_does_not_suit_the_query_is_refused_with_those_that_do(ask: Run, query: str, form: str) -> None:
    done = ask(query, "--format", form)
    assert done.returncode == 2
    assert ("jsonld" if query == TRIPLES else "json、csv") in done.stderr


def test_a_query_ends_when_its_time_is_over(ask: Run) -> None:
    began = time.monotonic()
    done = ask(ENDLESS, "--timeout", "1")
    assert time.monotonic() - began < 20
    assert done.returncode == 2
    assert "1 秒内没有答完" in done.stderr


def test_a_query_is_read_from_the_standard_input(workspace: Path, tmp_path: Path, run: Run) -> None:
    command = [sys.executable, "-m", "policygraph", "--workspace", str(workspace), "sparql", "-"]
    done = subprocess.run(command, cwd=ROOT, input=LEADERS.encode(), capture_output=True, check=True, timeout=60)
    assert done.stdout.decode() == '?name\t?tasks\n"示例市商务局"\t3\n'
    (tmp_path / "gb.rq").write_bytes("SELECT * { ?a ?b '市' }".encode("gb18030"))
    for file, words in (("gb.rq", "UTF-8"), ("nowhere.rq", "读不了")):
        wrong = run("sparql", tmp_path / file, workspace=workspace)
        assert wrong.returncode == 2
        assert words in wrong.stderr


def test_prefixes_need_not_be_declared(ask: Run) -> None:
    assert ask("ASK { ?a " + " ; ".join(f"{prefix}:nothing ?b" for prefix in PREFIXES) + " }").stdout == "false\n"
