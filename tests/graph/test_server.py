"""Publishing to a real Neo4j: it ends with what the documents state, and what is other people's stays as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from graph.canonical import canonical
from graph.facts import Facts, facts, whole
from graph.server import PublishReport, publish, read_canonical
from graph.server_errors import ClashError
from ontology.records import Extraction
from tests.neo4j_server.process import Server

Draft = Callable[..., Extraction]
TASKS = (
    ("一/1", "建立快速维权机制。", (("lead", "广州市知识产权局"), ("support", "广州市财政局"))),
    ("一/2", "加强宣传。", (("responsible", "广州市文化广电旅游局"),)),
)


@pytest.fixture
def documents(draft: Draft) -> list[Facts]:
    """Three documents that share agencies and a place."""
    numbers = ("穗示〔2026〕1号", "穗示〔2026〕2号", "穗示〔2026〕3号")
    return [facts(draft(number=number, title=f"示例计划{number}", tasks=TASKS, path=f"{number}.txt")) for number in numbers]


def put(server: Server, documents: Iterable[Facts], **options: Any) -> PublishReport:
    return publish(documents, server.uri, server.auth, **options)


def holds(server: Server, documents: Iterable[Facts]) -> bool:
    """Whether the server holds just what these documents state, each fact once."""
    lines = list(read_canonical(server.uri, server.auth))
    assert len(lines) == len(set(lines))
    return set(lines) == set(canonical(whole(documents)))


def everything(server: Server) -> list[str]:
    """All nodes and relationships with all that is on them, whoever made them."""
    nodes = server.run("MATCH (n) RETURN elementId(n) AS id, labels(n) AS labels, properties(n) AS properties")
    edges = server.run("MATCH (a)-[r]->(b) RETURN elementId(r) AS id, type(r), properties(r) AS properties, elementId(a), elementId(b)")
    return sorted(repr(sorted(row.items())) for row in [*nodes, *edges])


def uri_of(documents: Iterable[Facts], kind: str, **columns: object) -> str:
    """The IRI of the one node of that kind with those values."""
    found = {node.uri for one in documents for node in one.nodes if node.kind == kind and columns.items() <= node.row.items()}
    assert len(found) == 1
    return found.pop()


def test_the_server_holds_what_the_documents_state(each_empty_neo4j: Server, documents: list[Facts]) -> None:
    report = put(each_empty_neo4j, documents)
    assert holds(each_empty_neo4j, documents)
    assert report.documents_new == 3
    assert report.done.nodes_created == sum(len(one.nodes) for one in whole(documents))
    assert report.done.relationships_created == sum(len(one.edges) for one in whole(documents))


def test_twice_changes_nothing_and_says_so(each_empty_neo4j: Server, documents: list[Facts]) -> None:
    put(each_empty_neo4j, documents)
    before = everything(each_empty_neo4j)
    report = put(each_empty_neo4j, documents)
    assert (report.changes, report.documents_unchanged) == (0, 3)
    assert everything(each_empty_neo4j) == before
    report = put(each_empty_neo4j, reversed(documents), again=True)
    assert (report.changes, report.documents_unchanged) == (0, 3)
    assert everything(each_empty_neo4j) == before


def test_a_changed_document_loses_the_facts_it_no_longer_states(each_empty_neo4j: Server, documents: list[Facts], draft: Draft) -> None:
    put(each_empty_neo4j, documents)
    tasks = (("一/1", "建立快速维权机制。", (("support", "广州市知识产权局"),)), ("三", "新的任务。", (("lead", "广州市教育局"),)))
    changed = facts(draft(number="穗示〔2026〕2号", title="示例计划穗示〔2026〕2号", tasks=tasks, omissions=()))
    documents[1] = changed
    report = put(each_empty_neo4j, documents)
    assert holds(each_empty_neo4j, documents)
    assert (report.documents_changed, report.documents_unchanged) == (1, 2)
    assert report.done.nodes_deleted
    assert report.done.relationships_deleted


def test_what_stays_in_a_changed_document_is_the_same_node(empty_neo4j: Server, documents: list[Facts], draft: Draft) -> None:
    put(empty_neo4j, documents)
    task = uri_of(documents[:1], "PolicyTask", path="一/1")
    before = empty_neo4j.run("MATCH (t:PolicyTask {uri: $uri}) RETURN elementId(t) AS id", uri=task)
    again = (("一/1", "建立更快的维权机制。", TASKS[0][2]),)
    documents[0] = facts(draft(number="穗示〔2026〕1号", title="示例计划穗示〔2026〕1号", tasks=again))
    put(empty_neo4j, documents)
    assert empty_neo4j.run("MATCH (t:PolicyTask {uri: $uri}) RETURN elementId(t) AS id", uri=task) == before
    assert empty_neo4j.run("MATCH (t:PolicyTask {uri: $uri}) RETURN t.text AS text", uri=task) == [{"text": "建立更快的维权机制。"}]


def test_a_document_that_left_the_workspace_goes_with_what_only_it_named(each_empty_neo4j: Server, documents: list[Facts], draft: Draft) -> None:
    alone = facts(draft(number="渝示〔2026〕9号", jurisdiction="重庆市", issuers=("重庆市人民政府",), tasks=(("一", "做事。", (("lead", "重庆市水利局"),)),)))
    put(each_empty_neo4j, [*documents, alone])
    assert each_empty_neo4j.run("MATCH (a:Agency {name: '重庆市水利局'}) RETURN a.name AS name")
    report = put(each_empty_neo4j, documents)
    assert report.documents_removed == 1
    assert holds(each_empty_neo4j, documents)
    assert not each_empty_neo4j.run("MATCH (n:Agency|Place) WHERE n.name STARTS WITH '重庆' RETURN n.name")
    put(each_empty_neo4j, [])
    assert not each_empty_neo4j.run("MATCH (n:Resource) RETURN n")


def test_an_agency_takes_the_name_that_most_documents_use(empty_neo4j: Server, draft: Draft) -> None:
    def of(number: int, agency: str) -> Facts:
        return facts(draft(number=f"穗示〔2026〕{number}号", title=f"计划{number}", tasks=(("一", "做事。", (("lead", agency),)),)))

    documents = [of(1, "广州市发展改革委"), of(2, "广州市发展和改革委员会"), of(3, "广州市发展和改革委员会")]
    put(empty_neo4j, documents[:1])
    assert holds(empty_neo4j, documents[:1])
    put(empty_neo4j, documents)
    assert holds(empty_neo4j, documents)


def test_peoples_own_nodes_and_what_they_wrote_on_ours_are_untouched(each_empty_neo4j: Server, documents: list[Facts], draft: Draft) -> None:
    put(each_empty_neo4j, documents)
    task = uri_of(documents[:1], "PolicyTask", path="一/1")
    each_empty_neo4j.run(
        "MATCH (t:PolicyTask {uri: $uri}), (a:Agency {name: '广州市文化广电旅游局'})"
        " SET t.note = '已约谈', t:Watched"
        " CREATE (:Person {name: '王'})-[:REVIEWS {since: 2026}]->(t), (a)-[:LEADS {by: '王'}]->(t), (:Agency {name: '我的公司'})",
        uri=task,
    )
    documents[0] = facts(draft(number="穗示〔2026〕1号", title="改名的计划", tasks=TASKS))
    put(each_empty_neo4j, documents)
    put(each_empty_neo4j, documents, again=True)
    assert holds(each_empty_neo4j, documents)
    seen = each_empty_neo4j.run("MATCH (p:Person)-[r:REVIEWS]->(t:Watched) RETURN p.name AS name, r.since AS since, t.note AS note, t.document AS document")
    assert seen == [{"name": "王", "since": 2026, "note": "已约谈", "document": "改名的计划"}]
    assert each_empty_neo4j.run("MATCH (:Agency)-[r:LEADS {by: '王'}]->(:Watched) RETURN count(r) AS n") == [{"n": 1}]
    assert each_empty_neo4j.run("MATCH (a:Agency {name: '我的公司'}) RETURN count(a) AS n") == [{"n": 1}]


@pytest.mark.parametrize(
    "theirs",
    ["CREATE (:Person)-[:REVIEWS]->(t)", "CREATE (t)-[:SEE]->(:Memo)", "SET t.note = '已约谈'", "SET t:Watched"],
    ids=["to", "from", "property", "label"],
)
def test_a_node_that_goes_stays_as_gone_while_something_of_somebodys_is_on_it(empty_neo4j: Server, documents: list[Facts], theirs: str) -> None:
    put(empty_neo4j, documents)
    task = uri_of(documents[:1], "PolicyTask", path="一/1")
    empty_neo4j.run(f"MATCH (t:PolicyTask {{uri: $uri}}) {theirs}", uri=task)
    before = empty_neo4j.run("MATCH (t {uri: $uri}) RETURN elementId(t) AS id", uri=task)
    report = put(empty_neo4j, documents[1:])
    assert report.done.nodes_gone == 1
    assert holds(empty_neo4j, documents[1:])
    gone = empty_neo4j.run("MATCH (t:Gone) RETURN t.uri AS uri, t.text AS text, t.gone_kind AS kind, t:Resource AS known")
    assert gone == [{"uri": task, "text": "建立快速维权机制。", "kind": "PolicyTask", "known": True}]
    assert not empty_neo4j.run("MATCH (t:PolicyTask {uri: $uri}) RETURN t", uri=task), "nobody's query takes it for a fact"
    assert put(empty_neo4j, documents[1:]).changes == 0

    put(empty_neo4j, documents)
    assert holds(empty_neo4j, documents)
    assert not empty_neo4j.run("MATCH (t:Gone) RETURN t")
    assert empty_neo4j.run("MATCH (t:PolicyTask {uri: $uri}) WHERE t.gone_kind IS NULL RETURN elementId(t) AS id", uri=task) == before


def test_an_agency_that_nobody_names_any_more_is_gone_while_somebody_refers_to_it(empty_neo4j: Server, documents: list[Facts], draft: Draft) -> None:
    alone = facts(draft(number="穗示〔2026〕9号", title="独", tasks=(("一", "做事。", (("lead", "广州市水务局"),)),)))
    put(empty_neo4j, [*documents, alone])
    empty_neo4j.run("MATCH (a:Agency {name: '广州市水务局'}) CREATE (:Person {name: '王'})-[:WORKS_AT]->(a)")
    put(empty_neo4j, documents)
    assert empty_neo4j.run("MATCH (:Person)-[:WORKS_AT]->(a:Gone) RETURN a.name AS name, labels(a) AS labels") == [
        {"name": "广州市水务局", "labels": ["Resource", "Gone"]}
    ]
    put(empty_neo4j, [*documents, alone])
    assert empty_neo4j.run("MATCH (:Person)-[:WORKS_AT]->(a:Agency) RETURN a.name AS name") == [{"name": "广州市水务局"}]
    assert holds(empty_neo4j, [*documents, alone])


def test_a_gone_node_goes_when_its_last_reference_does(empty_neo4j: Server, documents: list[Facts]) -> None:
    put(empty_neo4j, documents)
    empty_neo4j.run("MATCH (d:PolicyDocument {uri: $uri}) CREATE (:Person)-[:READ]->(d)", uri=documents[0].document)
    put(empty_neo4j, documents[1:])
    assert empty_neo4j.run("MATCH (d:Gone) RETURN count(d) AS n") == [{"n": 1}]
    empty_neo4j.run("MATCH (p:Person) DETACH DELETE p")
    put(empty_neo4j, documents[1:])
    assert not empty_neo4j.run("MATCH (d:Gone) RETURN d")


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (d:PolicyDocument) WITH d LIMIT 1 DETACH DELETE d",
        "MATCH (t:PolicyTask) WITH t LIMIT 1 DETACH DELETE t",
        "MATCH (a:Agency {name: '广州市财政局'}) DETACH DELETE a",
        "MATCH ()-[r:LEADS]->() WITH r LIMIT 1 DELETE r",
        "MATCH ()-[r:IN_PLACE]->() WITH r LIMIT 1 DELETE r",
        "MATCH (p:Place) SET p.name = '?'",
    ],
)
def test_what_somebody_deleted_by_hand_is_written_again(empty_neo4j: Server, documents: list[Facts], query: str) -> None:
    put(empty_neo4j, documents)
    empty_neo4j.run(query)
    assert not holds(empty_neo4j, documents)
    put(empty_neo4j, documents)
    assert holds(empty_neo4j, documents)


def test_values_changed_by_hand_are_put_right_when_asked_to_look_again(empty_neo4j: Server, documents: list[Facts]) -> None:
    put(empty_neo4j, documents)
    empty_neo4j.run("MATCH (t:PolicyTask {path: '一/1'}) SET t.text = '?', t.clause = null")
    put(empty_neo4j, documents, again=True)
    assert holds(empty_neo4j, documents)


def test_a_node_that_another_tool_made_of_our_export_becomes_one_with_ours(empty_neo4j: Server, documents: list[Facts]) -> None:
    task = uri_of(documents[:1], "PolicyTask", path="一/1")
    empty_neo4j.clear(constraints=True)
    empty_neo4j.run("CREATE CONSTRAINT n10s_unique_uri FOR (r:Resource) REQUIRE r.uri IS UNIQUE")
    empty_neo4j.run("CREATE (:Resource:pg__PolicyTask {uri: $uri, pg__text: '…'})", uri=task)
    put(empty_neo4j, documents)
    assert holds(empty_neo4j, documents)
    put(empty_neo4j, [])
    assert empty_neo4j.run("MATCH (n:Resource) RETURN n.uri AS uri, n.pg__text AS text") == [{"uri": task, "text": "…"}]


def test_a_strangers_node_under_our_label_and_iri_is_named(each_empty_neo4j: Server, documents: list[Facts]) -> None:
    agency = uri_of(documents[:1], "Agency", full_name="广州市财政局")
    each_empty_neo4j.run("CREATE (:Agency {uri: $uri, mine: true})", uri=agency)
    with pytest.raises(ClashError, match="再发布"):
        put(each_empty_neo4j, documents)
    assert each_empty_neo4j.run("MATCH (a:Agency {uri: $uri}) RETURN a.mine AS mine", uri=agency) == [{"mine": True}]
    each_empty_neo4j.run("MATCH (a:Agency {mine: true}) DELETE a")
    put(each_empty_neo4j, documents)
    assert holds(each_empty_neo4j, documents)


def test_words_that_look_like_cypher_stay_words(empty_neo4j: Server, draft: Draft) -> None:
    words = "'}) DETACH DELETE n //` $x {{a}} [1] \\u0027"
    documents = [facts(draft(title=words, tasks=(("一", words, (("lead", words),)),)))]
    put(empty_neo4j, documents)
    assert holds(empty_neo4j, documents)


def test_a_document_given_twice_is_refused(empty_neo4j: Server, documents: list[Facts]) -> None:
    with pytest.raises(ValueError, match="each document once"):
        put(empty_neo4j, [documents[0], documents[0]])


def test_progress_counts_documents(empty_neo4j: Server, documents: list[Facts]) -> None:
    told: list[tuple[int, str]] = []
    put(empty_neo4j, documents, progress=lambda count, words: told.append((count, words)))
    assert told[-1] == (3, "")
