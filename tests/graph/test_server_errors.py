"""What people hear when a server cannot be used: where, why, and what to do, in Chinese and English."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from graph.server import publish, read_canonical
from graph.server_errors import (
    AddressError,
    DatabaseError,
    EncryptionError,
    PasswordError,
    ServerError,
    UnreachableError,
    VersionError,
    check_version,
)
from tests.neo4j_server.process import Server


def refused(uri: str, auth: tuple[str, str], database: str | None = None) -> ServerError:
    """The error of `publish`, which names the place, in both languages; `read_canonical` must raise the same."""
    with pytest.raises(ServerError) as raised:
        publish([], uri, auth, database)
    error = raised.value
    with pytest.raises(type(error)):
        list(read_canonical(uri, auth, database))
    assert error.zh.startswith(uri)
    assert error.en.startswith(uri)
    assert any("\u4e00" <= letter <= "\u9fff" for letter in error.zh)
    return error


@contextmanager
def something_else() -> Iterator[int]:
    """A port on which something answers that is no Neo4j."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(100)
                    connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        threading.Thread(target=answer, daemon=True).start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)


def test_a_wrong_password_says_so(each_neo4j: Server) -> None:
    error = refused(each_neo4j.uri, (each_neo4j.username, "wrong"))
    assert isinstance(error, PasswordError)
    assert "NEO4J_PASSWORD" in error.zh


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_database_that_is_not_there_says_so(each_neo4j: Server, scheme: str) -> None:
    uri = each_neo4j.uri.replace("bolt", scheme)
    error = refused(uri, each_neo4j.auth, "nope")
    assert isinstance(error, DatabaseError)
    assert "nope" in error.en


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_server_that_is_down_says_so(scheme: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    error = refused(f"{scheme}://127.0.0.1:{port}", ("neo4j", "x"))
    assert isinstance(error, UnreachableError)
    assert "refused" in error.en


def test_a_host_that_nobody_knows_says_so() -> None:
    assert isinstance(refused("bolt://nowhere.invalid:7687", ("neo4j", "x")), UnreachableError)


@pytest.mark.parametrize("scheme", ["bolt+s", "bolt+ssc", "neo4j+s"])
def test_tls_towards_a_server_without_it_says_so(neo4j_server: Server, scheme: str) -> None:
    error = refused(neo4j_server.uri.replace("bolt", scheme), neo4j_server.auth)
    assert isinstance(error, EncryptionError)
    assert "bolt://" in error.en


def test_a_port_where_something_else_answers_says_so() -> None:
    with something_else() as port:
        assert isinstance(refused(f"bolt://127.0.0.1:{port}", ("neo4j", "x")), UnreachableError)


@pytest.mark.parametrize("uri", ["http://localhost:7474", "localhost:7687", "bolt://", "bolt://localhost:port", "穗府", ""])
def test_what_is_no_bolt_uri_is_refused_at_once(uri: str) -> None:
    assert isinstance(refused(uri, ("neo4j", "x")), AddressError)


def test_the_system_database_is_no_place_to_publish_to(each_neo4j: Server) -> None:
    refused(each_neo4j.uri, each_neo4j.auth, "system")


@pytest.mark.parametrize(("agent", "refusal"), [("Neo4j/4.4.48", True), ("Neo4j/5.26.30", False), ("Neo4j/2026.08.1", False), ("Other/dev", False)])
def test_a_server_too_old_says_so(agent: str, refusal: bool) -> None:
    if refusal:
        with pytest.raises(VersionError, match=r"4\.4\.48.*Neo4j 5"):
            check_version("bolt://localhost:7687", agent)
    else:
        check_version("bolt://localhost:7687", agent)
