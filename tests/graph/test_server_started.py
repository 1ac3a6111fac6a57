"""The Neo4j that the tests start: it asks for a password, it is empty, and it is never somebody's own."""

from __future__ import annotations

import pytest

from tests.neo4j_server.process import MARKER, NotOursError, Server


def test_a_server_with_somebodys_nodes_is_refused(each_empty_neo4j: Server) -> None:
    each_empty_neo4j.run(f"MATCH (m:{MARKER}) DELETE m CREATE (:Person {{name: '王'}})")
    try:
        with pytest.raises(NotOursError, match="别人的数据"):
            each_empty_neo4j.mark()
        with pytest.raises(NotOursError, match="不予清空"):
            each_empty_neo4j.clear()
        assert each_empty_neo4j.run("MATCH (p:Person) RETURN p.name AS name") == [{"name": "王"}]
    finally:
        each_empty_neo4j.run(f"MATCH (p:Person) DELETE p CREATE (:{MARKER})")


def test_the_server_asks_for_the_password(each_empty_neo4j: Server) -> None:
    from neo4j.exceptions import AuthError

    stranger = Server(each_empty_neo4j.uri, each_empty_neo4j.username, "wrong")
    with pytest.raises(AuthError):
        stranger.run("RETURN 1")
