"""Where a document comes from stands among the facts and says no time; when a build was made stands apart, and no export has it."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph import dataset
from graph.check import check
from graph.exports import FORMS, export
from graph.generation import current, each_document
from graph.provenance import Run, is_provenance, run_triples
from graph.schema import iri
from graph.state import load_state
from graph.validation import judge_triples

if TYPE_CHECKING:
    from tests.graph.conftest import Draft, Folder

BASE = "https://policygraph.example/"
PREFIXES = "PREFIX pg: <https://policygraph.example/ontology#> PREFIX prov: <http://www.w3.org/ns/prov#> "


@pytest.fixture
def built(folder: Folder, draft: Draft) -> Folder:
    folder.put("a.txt", draft())
    folder.put("b.txt", draft(number="穗示〔2026〕2号"))
    folder.build_all()
    return folder


def rows(folder: Folder, query: str) -> list[list[str]]:
    with current(folder.workspace) as generation:
        store = dataset.open_dataset(generation.dataset)
        return [[getattr(value, "value", "") for value in row] for row in store.query(PREFIXES + query, use_default_graph_as_union=True)]  # type: ignore[union-attr]


def test_each_document_says_its_file_its_reading_and_the_program(built: Folder) -> None:
    state = load_state(built.workspace)
    digests = {entry.document: entry.sha256 for entry in state.entries}
    query = """SELECT ?document ?digest ?rules ?program WHERE {
      ?document prov:wasDerivedFrom ?file ; prov:wasGeneratedBy ?reading . ?file a prov:Entity ; pg:sourceDigest ?digest .
      ?reading a prov:Activity ; prov:used ?file ; pg:rules ?rules ; prov:wasAssociatedWith ?program . ?program a prov:SoftwareAgent ; pg:rules ?rules }"""
    assert {(document, digest) for document, digest, _, _ in rows(built, query)} == set(digests.items())
    assert {(rules, program) for _, _, rules, program in rows(built, query)} == {("1", f"{BASE}id/software/1")}


def test_the_build_says_when_it_was_made_and_which_graphs_it_wrote(built: Folder) -> None:
    query = "SELECT ?build ?began ?ended ?graph WHERE { ?build a pg:Build ; prov:startedAtTime ?began ; prov:endedAtTime ?ended ; prov:generated ?graph }"
    found = rows(built, query)
    state = load_state(built.workspace)
    assert {build for build, *_ in found} == {f"{BASE}id/build/{state.build}"}
    assert {graph for *_, graph in found} == {*(f"{kept.document}/graph" for kept in state.documents), f"{BASE}id/graph/shared"}
    began, ended = (datetime.fromisoformat(moment) for moment in found[0][1:3])
    assert datetime.now(UTC) - timedelta(minutes=10) < began <= ended <= datetime.now(UTC)


def test_a_build_without_change_keeps_the_times_of_the_one_that_wrote(built: Folder) -> None:
    query = "SELECT ?build ?ended WHERE { ?build prov:endedAtTime ?ended }"
    before = rows(built, query)
    built.build()
    assert rows(built, query) == before


def exported(folder: Folder, form: str, path: Path) -> bytes:
    state = load_state(folder.workspace)
    export(form, list(each_document(folder.workspace, state)), state.base, path)
    return b"".join(file.read_bytes() for file in ([path] if path.is_file() else sorted(path.rglob("*"))) if file.is_file())


def test_two_builds_of_the_same_files_give_the_same_facts_and_exports(built: Folder, tmp_path: Path) -> None:
    forms = [form for form in FORMS if form in ("turtle", "ntriples", "trig", "jsonld", "graphml")]
    assert forms
    first = {form: exported(built, form, tmp_path / f"1-{form}") for form in forms}
    with current(built.workspace) as generation:
        lines = set(dataset.canonical_lines(generation.dataset))
        wrote = generation.id
    built.workspace.pointer.unlink()  # as if nothing had been built: everything is written anew
    built.build_all()
    with current(built.workspace) as generation:
        assert generation.id != wrote
        assert set(dataset.canonical_lines(generation.dataset)) == lines
    assert {form: exported(built, form, tmp_path / f"2-{form}") for form in forms} == first
    assert not [form for form, content in first.items() if b"startedAtTime" in content or b"pg:Build" in content]


def test_check_names_what_does_not_belong_beside_the_build(built: Folder) -> None:
    import pyoxigraph

    assert check(built.workspace).sound
    with current(built.workspace) as generation:
        store = pyoxigraph.Store(str(generation.dataset))
        (graph,) = [one for one in store.named_graphs() if is_provenance(str(getattr(one, "value", "")))]
        odd = io.BytesIO(f"<{BASE}x> <{iri('pg:leads')}> <{BASE}y> .".encode())
        store.load(odd, pyoxigraph.RdfFormat.N_TRIPLES, to_graph=graph)
        store.flush()
        del store
    (difference,) = check(built.workspace).differences
    assert (difference.projection, difference.uri) == ("dataset", f"{BASE}x")


def test_a_build_keeps_its_shape() -> None:
    began = datetime(2026, 1, 1, tzinfo=UTC)
    run = Run("20260101T000000", "1", began)
    stated = list(run_triples(run, BASE, [f"{BASE}graph"], began))
    assert judge_triples(stated) == []
    backwards = list(run_triples(run, BASE, [f"{BASE}graph"], began - timedelta(seconds=1)))
    assert {breach.message.en for breach in judge_triples(backwards)} == {"a build must have the time when it began, which is not after its end"}
