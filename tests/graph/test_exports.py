"""What is taken away is the graph: programs that are not ours read every form back as the same facts, whatever their texts hold."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pyoxigraph
import pytest
import rdflib
from pyarrow import parquet, types
from pyoxigraph import RdfFormat

from graph.checksums import SUMS
from graph.exports import FORMS, export
from graph.facts import Facts, facts, whole
from graph.json_ld import context, json_ld_of
from graph.rdf import TYPE, Triple, triples
from graph.schema import EDGES, NODES, PREFIXES, iri
from graph.tabular import DAYS
from graph.xml_text import UnwritableError
from tests.graph.hard_texts import HARD, hard
from tests.jena.riot import riot

if TYPE_CHECKING:
    from tests.graph.conftest import Draft

BASE = "https://policygraph.example/"
RDF = {
    "turtle": (RdfFormat.TURTLE, "turtle"),
    "ntriples": (RdfFormat.N_TRIPLES, "nt"),
    "trig": (RdfFormat.TRIG, "trig"),
    "rdfxml": (RdfFormat.RDF_XML, "xml"),
    "jsonld": (RdfFormat.JSON_LD, "json-ld"),
}
FORBIDDEN_IN_XML = "\x07\x0c"


@pytest.fixture(scope="module")
def documents(draft: Draft) -> list[Facts]:
    """Every hard text in every place; without what XML has no way to write."""
    kept = [words for words in HARD if not set(FORBIDDEN_IN_XML) & set(words)]
    sources = ["[甲].txt", "b\"c'.txt"]
    return [facts(one, BASE, sources=sources) for one in (*hard(draft, kept), draft(number="穗示〔2026〕99号"))]


@pytest.fixture(scope="module")
def stated(documents: list[Facts]) -> set[Triple]:
    return {one for item in whole(documents) for one in triples(item)}


@pytest.fixture(scope="module")
def folder(documents: list[Facts], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph in every form, each under its name."""
    place = tmp_path_factory.mktemp("exports")
    for form, suffix in FORMS.items():
        export(form, documents, BASE, place / f"{form}{suffix}")
    return place


@pytest.mark.parametrize("form", RDF)
def test_oxigraph_reads_the_same_triples(folder: Path, stated: set[Triple], form: str) -> None:
    read = [quad.triple for quad in pyoxigraph.parse(path=folder / f"{form}{FORMS[form]}", format=RDF[form][0])]
    assert len(read) == len(set(read)), "no triple is stated twice"
    assert {_ours(one) for one in read} == stated


@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")  # rdflib's own parser of TriG calls what rdflib deprecates
@pytest.mark.parametrize("form", RDF)
def test_rdflib_reads_the_same_triples(folder: Path, stated: set[Triple], form: str) -> None:
    read = rdflib.Dataset(default_union=True)
    read.parse(folder / f"{form}{FORMS[form]}", format=RDF[form][1])
    found = {Triple(str(s), str(p), str(o), _datatype(o)) for s, p, o in read.triples((None, None, None))}
    assert found == stated
    assert (len([graph for graph in read.graphs() if len(graph)]) > 1) == (form == "trig")


def test_jena_reads_the_same_triples(folder: Path, stated: set[Triple], tmp_path: Path) -> None:
    forms = [form for form in RDF if form != "trig"]
    for form, read in zip(forms, riot([folder / f"{form}{FORMS[form]}" for form in forms], tmp_path), strict=True):
        assert {_ours(quad.triple) for quad in pyoxigraph.parse(read, RdfFormat.N_TRIPLES)} == stated, form


def test_a_text_that_xml_cannot_carry_is_refused_and_nothing_is_left(draft: Draft, tmp_path: Path) -> None:
    documents = [facts(draft(title="bell\x07"), BASE)]
    for form in ("rdfxml", "graphml"):
        with pytest.raises(UnwritableError, match=r"U\+0007.*turtle"):
            export(form, documents, BASE, tmp_path / form)
    assert not list(tmp_path.iterdir())
    export("jsonld", documents, BASE, tmp_path / "x.jsonld")
    assert "bell\\u0007" in (tmp_path / "x.jsonld").read_text(encoding="utf-8")


def test_json_ld_holds_a_document_with_all_that_stands_in_it(folder: Path) -> None:
    things = json.loads((folder / "jsonld.jsonld").read_text(encoding="utf-8"))["@graph"]
    [document] = [one for one in things if one.get("number") == "穗示〔2026〕99号" and "PolicyDocument" in one["type"]]
    [task] = [one for one in document["tasks"] if one["text"] == "建立知识产权快速维权机制。"]
    assert document["date"] == "2026-01-18"
    assert task["path"] == "二/(一)/1"
    assert [name.rpartition("/")[0] for name in task["ledBy"]] == ["at:agency/440100"]
    assert [(one["role"], one["agencyName"]) for one in task["assignments"]] == [("lead", "广州市知识产权局"), ("support", "广州市发展改革委")]
    due = {one["dueKind"]: one for one in task["due"] if "unresolved" not in one}
    assert due["by"]["dateTo"] == {"@value": "2027-06", "@type": iri("xsd:gYearMonth")}
    assert due["by"]["lastDay"] == "2027-06-30"
    [passage] = task["evidence"]
    assert {one.get("quote", task["text"]) for one in passage["selectors"]} == {task["text"]}


def test_the_context_has_a_key_for_everything_that_is_written_and_no_other() -> None:
    terms = {iri(column.term) for kind in NODES for column in kind.values if column.term}
    terms |= {iri(edge.term) for edge in EDGES} | {iri(kind.term) for kind in NODES} | {iri(one.term) for kind in NODES for one in kind.evidence}
    passages = "oa:SpecificResource oa:TextQuoteSelector oa:TextPositionSelector oa:exact oa:start oa:end oa:hasSource oa:hasSelector pg:FieldEvidence pg:field"
    terms |= {iri(term) for term in (*passages.split(), "pg:filePlace", "rdfs:label", "skos:definition")}
    found: dict[str, str] = {}
    prefixes: dict[str, str] = {}
    for name, said in context().items():
        term = said if isinstance(said, str) else said.get("@id") or said["@reverse"]
        if isinstance(said, str) and "/" in said:
            prefixes[name] = said
        elif not term.startswith("@"):
            assert iri(term) not in found, f"{name} and {found[iri(term)]} say the same"
            found[iri(term)] = name
    assert set(found) == terms
    assert prefixes.items() <= PREFIXES.items()


def test_labels_are_maps_of_languages_and_chains_end(tmp_path: Path) -> None:
    concept = iri("pg:role-lead")
    said = [
        Triple(concept, TYPE, iri("skos:Concept"), None),
        Triple(concept, iri("rdfs:label"), "牵头", "@zh"),
        Triple(concept, iri("rdfs:label"), "lead", "@en"),
        *(Triple(f"{BASE}{number}", iri("pg:funds"), f"{BASE}{number + 1}", None) for number in range(3000)),
        Triple(f"{BASE}id/x", iri("pg:by"), "2026", iri("xsd:gYear")),
        Triple(f"{BASE}id/x", iri("pg:relation"), iri("pg:relation-amends"), None),
        Triple(f"{BASE}id/x", iri("pg:reason"), iri("pg:reason-sources"), None),  # no concept of ours, and the name of a key
        Triple(f"{BASE}id/x", "https://elsewhere.example/其他", "x", "@fr"),
    ]
    text = "".join(json_ld_of(said, BASE))
    first = json.loads(text)["@graph"][0]
    assert (first["type"], first["label"]) == ("skos:Concept", {"zh": "牵头", "en": "lead"})
    read = {_ours(quad.triple) for quad in pyoxigraph.parse(text, RdfFormat.JSON_LD)}
    assert read == set(said)


def test_networkx_reads_the_graphml(folder: Path, documents: list[Facts]) -> None:
    read = nx.read_graphml(folder / "graphml.graphml")
    items = list(whole(documents))
    assert {(about, data["kind"]) for about, data in read.nodes(data=True)} == {(node.uri, node.kind) for item in items for node in item.nodes}
    found = sorted((start, end, data["kind"]) for start, end, data in read.edges(data=True))
    assert found == sorted((edge.start, edge.end, edge.kind) for item in items for edge in item.edges)
    tasks = [node for item in items for node in item.nodes if node.kind == "PolicyTask"]
    for node in tasks:
        data = read.nodes[node.uri]
        assert data["text"] == node.row["text"]
        assert data["quote"] == " … ".join(map(str, node.row["quote"] or ()))  # type: ignore[arg-type]
        assert len(data["label"]) <= 40
        assert data["open_ended"] is False
    [phase] = [data for _, data in read.nodes(data=True) if data.get("phase_label")][:1]
    assert (phase["first_day"], phase["last_day"]) == ("2026-01-01", "2026-03-31")
    roles = {(data["kind"], data.get("role")) for _, _, data in read.edges(data=True)}
    assert {("LEADS", "lead"), ("SUPPORTS", "support"), ("HAS_ASSIGNMENT", "responsible"), ("ASSIGNED_TO", "lead"), ("STATES", None)} <= roles


def test_parquet_holds_the_rows_typed(folder: Path, documents: list[Facts]) -> None:
    items = list(whole(documents))
    for kind in NODES:
        table = parquet.read_table(folder / "parquet" / f"nodes-{kind.name}.parquet")
        rows = [{**node.row, "stated_in": item.document} for item in items for node in item.nodes if node.kind == kind.name]
        assert [_days_as_text(row) for row in table.to_pylist()] == rows, kind.name
        for column in kind.values:
            field = table.schema.field(column.name)
            assert types.is_list(field.type) == column.type.is_list
            assert types.is_date32(field.type) == (column.name in DAYS)
            assert field.metadata == {b"term": iri(str(column.term)).encode()}
    for edge in EDGES:
        table = parquet.read_table(folder / "parquet" / f"edges-{edge.name}.parquet", columns=["start", "end"])
        assert table.num_rows == sum(one.kind == edge.name for item in items for one in item.edges)


def test_what_stands_in_a_place_is_replaced_only_where_that_loses_nothing(documents: list[Facts], tmp_path: Path) -> None:
    file = tmp_path / "图.ttl"
    file.write_text("older", encoding="utf-8")
    export("turtle", documents, BASE, file)
    assert file.read_text(encoding="utf-8").startswith("@prefix")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").touch()
    (tmp_path / "empty").mkdir()
    with pytest.raises(OSError, match="not empty"):
        export("csv", documents, BASE, tmp_path / "full")
    export("csv", documents, BASE, tmp_path / "empty")
    assert {path.name for path in tmp_path.iterdir()} == {"图.ttl", "图.ttl.sha256", "full", "empty"}
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine"]


def test_sha256sum_finds_every_file_as_it_was_written(documents: list[Facts], tmp_path: Path) -> None:
    for name in ("图 1.nt", "back\\slash.nt", "line\nbreak.nt"):
        export("ntriples", documents[-1:], BASE, tmp_path / name)
        _check_sums(tmp_path, f"{name}.sha256")
    for form in ("csv", "parquet", "neo4j-csv"):
        export(form, documents[-1:], BASE, tmp_path / form)
        _check_sums(tmp_path / form, SUMS)
        listed = (tmp_path / form / SUMS).read_text(encoding="utf-8").splitlines()
        assert len(listed) == len(list((tmp_path / form).iterdir())) - 1, "every file but the list itself"
    (tmp_path / "图 1.nt").write_text("", encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError):
        _check_sums(tmp_path, "图 1.nt.sha256")


def _check_sums(folder: Path, name: str) -> None:
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", name], cwd=folder, check=True, capture_output=True)


def _ours(one: pyoxigraph.Triple) -> Triple:
    assert isinstance(one.subject, pyoxigraph.NamedNode)
    if isinstance(one.object, pyoxigraph.Literal):
        kind = f"@{one.object.language}" if one.object.language else one.object.datatype.value
        return Triple(one.subject.value, one.predicate.value, one.object.value, kind)
    assert isinstance(one.object, pyoxigraph.NamedNode)
    return Triple(one.subject.value, one.predicate.value, one.object.value, None)


def _datatype(term: Any) -> str | None:
    return str(term.datatype or iri("xsd:string")) if isinstance(term, rdflib.Literal) else None


def _days_as_text(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if name in DAYS and value else value for name, value in row.items()}
