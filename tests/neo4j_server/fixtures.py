"""The fixtures for tests that ask a real Neo4j, one server a line for the whole session.

`neo4j_server` is the long-term line and `empty_neo4j` the same with nothing in it; with `each_neo4j` and `each_empty_neo4j` a test
is run on both lines. Whoever uses one is marked `neo4j`, so that `-m "not neo4j"` leaves it out. A server that cannot be had fails
the tests: nothing measured is not a pass. Where `POLICYGRAPH_TEST_NEO4J` names a server, that one stands for both lines.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.neo4j_server.process import LINES, LONG_TERM, Line, Server, named, running

Started = Callable[[Line], Server]
EACH = LINES if not os.environ.get("POLICYGRAPH_TEST_NEO4J") else (LONG_TERM,)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "started_neo4j" in getattr(item, "fixturenames", ()):
            item.add_marker("neo4j")
            item.add_marker(pytest.mark.xdist_group(f"neo4j-{_line(item).name}"))  # one server for all of a line


def _line(item: pytest.Item) -> Line:
    """The line that a test asks for."""
    called = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    found = called.get("each_neo4j", LONG_TERM)
    assert isinstance(found, Line)
    return found


@pytest.fixture(scope="session")
def started_neo4j() -> Iterator[Started]:
    """Gives the server of a line, started when it is first asked for."""
    with ExitStack() as stack:
        servers: dict[Line, Server] = {}

        def of(line: Line) -> Server:
            if line not in servers:
                servers[line] = named() or stack.enter_context(running(line))
            return servers[line]

        yield of


@pytest.fixture(scope="session")
def neo4j_server(started_neo4j: Started) -> Server:
    """A server that the tests may wipe: `.uri`, `.auth`, `.run(query)`."""
    return started_neo4j(LONG_TERM)


@pytest.fixture
def empty_neo4j(neo4j_server: Server) -> Server:
    """The server with nothing in it but the tests' marker."""
    neo4j_server.clear()
    return neo4j_server


@pytest.fixture(scope="session", params=EACH, ids=lambda line: line.name)
def each_neo4j(request: pytest.FixtureRequest, started_neo4j: Started) -> Server:
    """The server of each line in turn."""
    return started_neo4j(request.param)


@pytest.fixture
def each_empty_neo4j(each_neo4j: Server) -> Server:
    """The server of each line in turn, with nothing in it but the tests' marker."""
    each_neo4j.clear()
    return each_neo4j
