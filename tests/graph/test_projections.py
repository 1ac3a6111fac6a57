"""Facts come back from every projection as they went in, whatever their texts hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import ladybug
import pyoxigraph
import pytest

from graph import dataset, snapshot
from graph.canonical import canonical, node_line
from graph.facts import Facts, facts, whole
from graph.identity import document_graph, shared_graph
from graph.schema import NODE, PREFIXES
from tests.graph.hard_texts import hard

if TYPE_CHECKING:
    from tests.graph.conftest import Draft

BASE = "https://policygraph.example/"


@pytest.fixture
def stream(draft: Draft) -> list[Facts]:
    return list(whole(facts(one, BASE, sources=["[甲].txt", "b\"c'.txt"]) for one in (*hard(draft), draft(number="穗示〔2026〕99号"))))


def test_the_snapshot_gives_back_every_fact(stream: list[Facts], tmp_path: Path) -> None:
    snapshot.write(stream, tmp_path / "snapshot.lbug")
    assert sorted(snapshot.canonical_lines(tmp_path / "snapshot.lbug")) == sorted(canonical(stream))


def test_the_dataset_gives_back_every_fact(stream: list[Facts], tmp_path: Path) -> None:
    dataset.write(stream, tmp_path / "dataset", BASE)
    assert sorted(dataset.canonical_lines(tmp_path / "dataset")) == sorted(canonical(stream))


def test_an_empty_graph_is_written_and_read(tmp_path: Path) -> None:
    snapshot.write([Facts(None)], tmp_path / "snapshot.lbug")
    dataset.write([Facts(None)], tmp_path / "dataset", BASE)
    assert list(snapshot.canonical_lines(tmp_path / "snapshot.lbug")) == []
    assert list(dataset.canonical_lines(tmp_path / "dataset")) == []


def test_a_snapshot_is_one_file_that_refuses_to_be_written(stream: list[Facts], tmp_path: Path) -> None:
    snapshot.write(stream, tmp_path / "snapshot.lbug")
    assert [file.name for file in tmp_path.iterdir()] == ["snapshot.lbug"]
    with (
        snapshot.open_snapshot(tmp_path / "snapshot.lbug") as database,
        ladybug.Connection(database) as connection,
        pytest.raises(RuntimeError, match="read-only"),
    ):
        connection.execute("MATCH (t:PolicyTask) DELETE t")


def test_each_document_has_a_named_graph_and_shared_things_another(stream: list[Facts], tmp_path: Path) -> None:
    dataset.write(stream, tmp_path / "dataset", BASE)
    store = dataset.open_dataset(tmp_path / "dataset")
    graphs = {str(graph.value) for graph in store.named_graphs()}
    assert graphs == {*(document_graph(one.document) for one in stream if one.document), shared_graph(BASE)}
    assert not list(store.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph()))
    asked = store.query(f"PREFIX pg: <{PREFIXES['pg']}> SELECT ?t {{ ?a a pg:Agency ; pg:leads ?t }}", use_default_graph_as_union=True)
    assert isinstance(asked, pyoxigraph.QuerySolutions)
    assert len(list(asked)) == sum(edge.kind == "LEADS" for one in stream for edge in one.edges)


def test_evidence_is_a_web_annotation_with_words_and_position(draft: Draft, tmp_path: Path) -> None:
    extraction = draft()
    dataset.write(whole([facts(extraction, BASE)]), tmp_path / "dataset", BASE)
    asked = dataset.open_dataset(tmp_path / "dataset").query(
        """SELECT ?words ?start ?end { ?task a pg:PolicyTask ; pg:text "编制年度计划。" ; pg:evidence ?passage .
           ?passage a oa:SpecificResource ; oa:hasSource/a pg:PolicyDocument ; oa:hasSelector ?quote, ?position .
           ?quote a oa:TextQuoteSelector ; oa:exact ?words . ?position a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end }""",
        prefixes=PREFIXES,
        use_default_graph_as_union=True,
    )
    assert isinstance(asked, pyoxigraph.QuerySolutions)
    found = [tuple(term.value for term in row if isinstance(term, pyoxigraph.Literal)) for row in asked]
    start = extraction.text.index("编制")
    assert found == [("编制年度计划。", str(start), str(start + 7))]


def test_a_statement_of_nobody_shows_as_a_line_of_its_own(draft: Draft, tmp_path: Path) -> None:
    dataset.write(whole([facts(draft(), BASE)]), tmp_path / "dataset", BASE)
    before = set(dataset.canonical_lines(tmp_path / "dataset"))
    store = pyoxigraph.Store(tmp_path / "dataset")
    node = pyoxigraph.NamedNode(f"{BASE}id/agency/440100/x")
    store.add(pyoxigraph.Quad(node, pyoxigraph.NamedNode("https://a.example/says"), pyoxigraph.Literal("x"), pyoxigraph.NamedNode(shared_graph(BASE))))
    store.flush()
    del store
    assert [line.partition("\t")[0] for line in set(dataset.canonical_lines(tmp_path / "dataset")) - before] == ["?"]


def test_canonical_lines_pass_over_what_people_added_and_the_order_of_lists() -> None:
    row = {"uri": "x", "name": "甲", "names": ["乙", "甲", "甲"], "mine": 1}
    assert node_line("Agency", row) == node_line("Agency", {"names": ["甲", "乙"], "name": "甲", "uri": "x", "level": None})
    assert NODE["Agency"].shared
