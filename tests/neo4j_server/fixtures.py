"""The fixtures for tests that ask a real Neo4j: `neo4j_server`, one for the session, and `empty_neo4j`, the same with nothing in it.

Whoever uses either is marked `neo4j`, so that `-m "not neo4j"` leaves them out. A server that cannot be had fails the tests:
nothing measured is not a pass.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.neo4j_server.process import Server, named, running


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "neo4j_server" in getattr(item, "fixturenames", ()):
            item.add_marker("neo4j")
            item.add_marker(pytest.mark.xdist_group("neo4j"))  # one server for all of them


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Server]:
    """A server that the tests may wipe: `.uri`, `.auth`, `.run(query)`."""
    server = named()
    if server is not None:
        yield server
        return
    with running() as server:
        yield server


@pytest.fixture
def empty_neo4j(neo4j_server: Server) -> Server:
    """The server with nothing in it but the tests' marker."""
    neo4j_server.clear()
    return neo4j_server
