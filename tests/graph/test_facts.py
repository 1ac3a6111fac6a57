"""The stream of facts: complete rows, each thing once, shared things merged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.facts import Facts, facts, shared, whole
from graph.schema import EDGE, EDGES, NODE, NODES, Type

if TYPE_CHECKING:
    from tests.graph.conftest import Draft


RELATED = [
    ("一/1", "做一。", [("lead", "广州市市场监督管理局"), ("support", "广州市工商局")]),
    ("一/2", "做二。", [("responsible", "广州市各区政府"), ("support", "广州市越秀区政府")]),
]
"""Bodies that a reform joins, and a class with a member of it."""
NONE: dict[str, Any] = {"statements": False, "citations": (), "lineage": (), "valid": None}


def test_every_row_has_the_columns_of_its_kind_in_order(draft: Draft) -> None:
    stated = facts(draft(tasks=RELATED))
    assert {node.kind for node in (*stated.nodes, *shared([stated]).nodes)} == {kind.name for kind in NODES}
    for node in (*stated.nodes, *shared([stated]).nodes):
        assert list(node.row) == [column.name for column in NODE[node.kind].columns]
        for column in NODE[node.kind].columns:
            assert isinstance(node.row[column.name], list) == column.type.is_list
            assert isinstance(node.row[column.name], bool) == (column.type is Type.BOOLEAN)


def test_every_edge_joins_things_that_are_there_by_kinds_of_the_schema(draft: Draft) -> None:
    stated = facts(draft(tasks=RELATED))
    together = shared([stated])
    kinds = {node.uri: node.kind for node in (*stated.nodes, *together.nodes)}
    assert {edge.kind for edge in (*stated.edges, *together.edges)} == {kind.name for kind in EDGES}
    for one in (stated, together):
        for edge in one.edges:
            assert (kinds[edge.start], kinds[edge.end]) == (edge.start_kind, edge.end_kind)
            assert (edge.start_kind, edge.end_kind) in EDGE[edge.kind].ends
        assert len(set(one.edges)) == len(one.edges)


def test_every_statement_carries_words_of_its_document(draft: Draft) -> None:
    extraction = draft()
    for node in facts(extraction).nodes:
        if NODE[node.kind].evidence:
            quotes, starts, ends = (node.row[name] for name in ("quote", "start", "end"))
            assert isinstance(quotes, list)
            assert isinstance(starts, list)
            assert isinstance(ends, list)
            assert quotes
            for quote, start, end in zip(quotes, starts, ends, strict=True):
                assert extraction.text[int(str(start)) : int(str(end))] == quote


def test_shared_things_are_merged_under_the_form_most_documents_use(draft: Draft) -> None:
    forms = ["广州市发展改革委", "广州市发展和改革委员会", "广州市发展改革委"]
    stated = [facts(draft(number=f"穗示〔2026〕{i}号", tasks=[("一", "做。", [("lead", name)])])) for i, name in enumerate(forms)]
    found = [node.row for node in shared(stated).nodes if node.row.get("function") == "发展和改革委员会"]
    assert [(row["name"], row["names"], row["short_name"]) for row in found] == [("广州市发展改革委", sorted(set(forms)), "市发展改革委")]


def test_the_whole_states_shared_things_once_and_last(draft: Draft) -> None:
    stream = list(whole(facts(draft(number=f"穗示〔2026〕{i}号")) for i in range(2)))
    assert [one.document is None for one in stream] == [False, False, True]
    assert not [node for one in stream[:2] for node in one.nodes if NODE[node.kind].shared]
    uris = [node.uri for one in stream for node in one.nodes]
    assert len(uris) == len(set(uris))


def test_a_document_without_anything_is_still_a_document(draft: Draft) -> None:
    stated = facts(draft(title=None, number=None, issuers=(), date=None, period=None, jurisdiction=None, tasks=(), omissions=(), **NONE))
    assert [node.kind for node in stated.nodes] == ["PolicyDocument", "SourceFile", "Reading", "Software"]
    assert {edge.kind for edge in stated.edges} == {"DERIVED_FROM", "GENERATED_BY", "USED", "CARRIED_OUT_BY"}


def test_nothing_of_no_documents_is_an_empty_graph() -> None:
    assert list(whole([])) == [Facts(None)]
