"""Several workspaces in one Neo4j: each takes away only what it alone stated, and what they share stays while one of them names it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from graph import server_publication
from graph.canonical import canonical
from graph.facts import Facts, facts, whole
from graph.server import PublishReport, Seen, publish, read_canonical
from ontology.records import Extraction
from tests.neo4j_server.process import Server

Draft = Callable[..., Extraction]


def document(draft: Draft, number: int, *agencies: str, **fields: Any) -> Facts:
    """A document whose tasks are led by these agencies, one each."""
    tasks = tuple((f"一/{place}", f"做第{place}件事。", (("lead", agency),)) for place, agency in enumerate(agencies, 1))
    return facts(draft(number=f"穗示〔2026〕{number}号", title=f"计划{number}", tasks=tasks, **fields))


def put(server: Server, workspace: str, documents: Sequence[Facts], **options: Any) -> PublishReport:
    return publish(documents, server.uri, server.auth, workspace=workspace, **options)


def held(server: Server) -> set[str]:
    """The facts that the server holds, each once, whoever states them."""
    lines = list(read_canonical(server.uri, server.auth))
    assert len(lines) == len(set(lines))
    return set(lines)


def sees(server: Server, workspace: str, documents: Sequence[Facts]) -> bool:
    """Whether the server holds of this workspace just what these documents state."""
    seen = Seen(workspace, lambda: whole(documents))
    return set(read_canonical(server.uri, server.auth, seen=seen)) == set(canonical(whole(documents)))


def of(documents: Sequence[Facts]) -> set[str]:
    return set(canonical(whole(documents)))


@pytest.fixture
def documents(draft: Draft) -> list[Facts]:
    """Three, each of which has an agency of its own and one that all name."""
    return [document(draft, number, "广州市财政局", agency) for number, agency in enumerate(("广州市教育局", "广州市水务局", "广州市公安局"), 1)]


def test_overlapping_workspaces_end_in_the_union_and_each_takes_away_its_own(each_empty_neo4j: Server, documents: list[Facts]) -> None:
    server, (first, both, last) = each_empty_neo4j, documents
    put(server, "one", [first, both])
    report = put(server, "two", [both, last])
    assert (report.documents_new, report.documents_unchanged, report.documents_removed) == (1, 1, 0)
    assert held(server) == of(documents)
    assert sees(server, "one", [first, both])
    assert sees(server, "two", [both, last])
    assert [put(server, "one", [both, first]).changes, put(server, "two", [last, both], again=True).changes] == [0, 0]

    report = put(server, "one", [])
    assert (report.documents_removed, report.documents_left) == (1, 1)
    assert held(server) == of([both, last])
    assert not server.run("MATCH (a:Agency {name: '广州市教育局'}) RETURN a")
    assert put(server, "two", [both, last]).changes == 0
    put(server, "two", [])
    assert not server.run("MATCH (n:Resource) RETURN n")


def test_what_both_state_keeps_the_names_and_files_of_both_until_one_leaves(empty_neo4j: Server, draft: Draft) -> None:
    short, long = document(draft, 1, "广州市发展改革委"), document(draft, 2, "广州市发展和改革委员会")
    here, there = (document(draft, 3, "广州市财政局", path=path) for path in ("甲/三.txt", "乙/三.txt"))
    put(empty_neo4j, "one", [short, here])
    put(empty_neo4j, "two", [long, there])
    names = "MATCH (a:Agency {full_name: '广州市发展和改革委员会'}) RETURN a.name AS name, a.names AS names, a.short_name AS short"
    both = {"name": "广州市发展改革委", "names": ["广州市发展和改革委员会", "广州市发展改革委"], "short": "市发展改革委"}
    assert empty_neo4j.run(names) == [both]
    files = "MATCH (d:PolicyDocument {number: '穗示〔2026〕3号'}) RETURN d.sources AS sources"
    assert empty_neo4j.run(files) == [{"sources": ["乙/三.txt", "甲/三.txt"]}]
    assert sees(empty_neo4j, "one", [short, here])
    assert sees(empty_neo4j, "two", [long, there])
    assert put(empty_neo4j, "one", [short, here]).changes == 0

    put(empty_neo4j, "one", [])
    put(empty_neo4j, "two", [long, there])
    assert empty_neo4j.run(names) == [{"name": "广州市发展和改革委员会", "names": ["广州市发展和改革委员会"], "short": "市发展和改革委员会"}]
    assert held(empty_neo4j) == of([long, there])


def test_a_name_that_nobody_states_is_seen(empty_neo4j: Server, documents: list[Facts]) -> None:
    put(empty_neo4j, "one", documents[:2])
    put(empty_neo4j, "two", documents[1:])
    empty_neo4j.run("MATCH (a:Agency {name: '广州市财政局'}) SET a.level = '省'")
    assert not sees(empty_neo4j, "one", documents[:2])
    put(empty_neo4j, "one", documents[:2])
    assert sees(empty_neo4j, "one", documents[:2])


def test_of_two_versions_the_one_published_last_stands_whole_and_that_is_told(each_empty_neo4j: Server, draft: Draft) -> None:
    server = each_empty_neo4j
    old, new = document(draft, 1, "广州市教育局", "广州市水务局"), document(draft, 1, "广州市公安局")
    assert put(server, "one", [old]).documents_replaced == 0
    report = put(server, "two", [new])
    assert (report.documents_changed, report.documents_replaced) == (1, 1)
    assert {line for line in held(server) if "Agency" not in line} >= {line for line in of([new]) if "Agency" not in line}
    assert sees(server, "two", [new])
    assert not sees(server, "one", [old])
    assert put(server, "two", [new]).changes == 0
    assert put(server, "one", [old]).documents_replaced == 1
    assert sees(server, "one", [old])
    put(server, "one", [])
    assert put(server, "two", [new]).documents_changed == 1
    assert held(server) == of([new])


def test_what_a_killed_publisher_wrote_keeps_its_agencies_when_another_drops_them(
    empty_neo4j: Server, documents: list[Facts], monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    put(empty_neo4j, "two", documents[1:])
    with monkeypatch.context() as patch:
        patch.setattr(server_publication, "renew_shared", die)
        with pytest.raises(KeyboardInterrupt):
            put(empty_neo4j, "one", documents[:1])
    put(empty_neo4j, "two", [])
    assert empty_neo4j.run("MATCH (:Assignment)-[:ASSIGNED_TO]->(a:Agency {name: '广州市财政局'}) RETURN a.stated_by AS by") == [{"by": ["one"]}]
    put(empty_neo4j, "one", documents[:1])
    assert held(empty_neo4j) == of(documents[:1])


def test_what_lost_its_document_by_hand_goes_or_is_written_again_by_whoever_states_it(empty_neo4j: Server, documents: list[Facts]) -> None:
    put(empty_neo4j, "one", documents[:1])
    put(empty_neo4j, "two", documents[1:])
    empty_neo4j.run("MATCH (d:PolicyDocument {number: '穗示〔2026〕2号'}) DETACH DELETE d")
    put(empty_neo4j, "one", documents[:1])
    assert held(empty_neo4j) >= of(documents[:1])
    put(empty_neo4j, "two", documents[1:])
    assert held(empty_neo4j) == of(documents)
