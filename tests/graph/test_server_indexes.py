"""What publishing makes on a real Neo4j beside the facts: constraints for each label, and indexes of the words that people look for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.facts import Facts, facts
from graph.schema import NODES
from graph.server import publish
from tests.neo4j_server.process import Server

if TYPE_CHECKING:
    from tests.graph.conftest import Draft


@pytest.fixture
def documents(draft: Draft) -> list[Facts]:
    tasks = (("一/1", "建立快速维权机制。", (("lead", "广州市知识产权局"),)), ("一/2", "加强宣传。", (("responsible", "广州市财政局"),)))
    return [facts(draft(tasks=tasks))]


def test_each_label_has_a_unique_uri_and_each_node_is_a_resource(each_empty_neo4j: Server, documents: list[Facts]) -> None:
    each_empty_neo4j.clear(constraints=True)
    publish(documents, each_empty_neo4j.uri, each_empty_neo4j.auth)
    found = each_empty_neo4j.run("SHOW CONSTRAINTS")
    unique = [[row["labelsOrTypes"], row["properties"]] for row in found if str(row["type"]).endswith("UNIQUENESS")]  # newer ones: NODE_PROPERTY_UNIQUENESS
    for label in ("Resource", *(kind.name for kind in NODES)):
        assert [[label], ["uri"]] in unique
    assert not each_empty_neo4j.run("MATCH (n) WHERE n.stated_in IS NOT NULL AND NOT n:Resource RETURN n")


def test_words_of_tasks_and_agencies_are_found_and_no_others(each_empty_neo4j: Server, documents: list[Facts]) -> None:
    publish(documents, each_empty_neo4j.uri, each_empty_neo4j.auth)
    each_empty_neo4j.run("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
    found = "CALL db.index.fulltext.queryNodes($index, $words) YIELD node RETURN DISTINCT coalesce(node.text, node.name) AS found"
    assert each_empty_neo4j.run(found, index="policygraph_words_PolicyTask", words='"维权"') == [{"found": "建立快速维权机制。"}]
    assert each_empty_neo4j.run(found, index="policygraph_words_PolicyTask", words='"权维"') == []
    assert each_empty_neo4j.run(found, index="policygraph_words_Agency", words='"知识产权"') == [{"found": "广州市知识产权局"}]
