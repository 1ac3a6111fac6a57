"""What somebody sends who means harm, or has a bad day, to a real server: each gets its answer, and the next request gets its own."""

from __future__ import annotations

import http.client
import socket
import time
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import psutil
import pytest

from policygraph.web import application, operation
from policygraph.web import listening as limits
from queries.apart import Limits
from tests.policygraph.web.conftest import listening

Address = tuple[str, int]
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(STR(?c) != '%s') }"
ASK = "ASK { ?task a pg:PolicyTask }"


def ask(address: Address, query: str, *, timeout: float = 60, **headers: str) -> tuple[int, bytes]:
    """The status and body of a query; a connection that breaks off raises."""
    connection = http.client.HTTPConnection(*address, timeout=timeout)
    try:
        connection.request("POST", "/sparql", query.encode(), {"Content-Type": "application/sparql-query", **headers})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


@pytest.fixture(autouse=True)
def still_answers(server_address: Address) -> None:
    """Whatever the test before did, the server answers."""
    assert ask(server_address, ASK)[0] == 200


VALUES = " ".join(f"VALUES ?v{number} {{ {' '.join(map(str, range(60)))} }}" for number in range(8))
GROWING = " ".join(f"BIND(CONCAT({', '.join([f'?{before}'] * 60)}) AS ?{after})" for before, after in pairwise("abcdefghi"))
HOSTILE = {
    "an update": ("DELETE WHERE { ?s ?p ?o }", 403),
    "LOAD": ("LOAD <file:///etc/passwd>", 403),
    "SERVICE": ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 403),
    "SERVICE spelled out": (r"SELECT * { \u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 403),
    "SERVICE behind what looks like an IRI": ("SELECT * { FILTER('a'<'>')SERVICE <http://127.0.0.1:1/> {} FILTER('b'='y') #'\n }", 403),
    "FROM a file": ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", 403),
    "FROM the network": ("SELECT * FROM NAMED <http://127.0.0.1:1/> { GRAPH ?g { ?s ?p ?o } }", 403),
    "ten thousand braces": (f"SELECT * {{ {'{' * 10_000} {'}' * 10_000} }}", 400),
    "ten thousand steps of a path": (f"SELECT * {{ ?s <urn:a>{'/<urn:a>' * 10_000} ?o }}", 400),
    "ten thousand unions": (f"SELECT * {{ {{}}{' UNION {}' * 10_000} }}", 400),
    "a path bomb": ("SELECT (COUNT(*) AS ?n) { ?a (!<urn:none>)*/(!<urn:none>)*/(!<urn:none>)* ?b . ?c (!<urn:none>|^!<urn:none>)* ?d }", 504),
    "a Cartesian product": (ENDLESS % "x", 504),
    "a product of values": (f"SELECT (COUNT(*) AS ?n) {{ {VALUES} }}", 504),
    "a text that grows": (f"SELECT ?x {{ BIND('xxxxxxxxxx' AS ?a) {GROWING} BIND(STRLEN(?i) AS ?x) }}", "500 or 504"),
    "a pattern that backtracks": ("SELECT * { FILTER REGEX('" + "a" * 5000 + "!', '^(a+)+$') }", 200),
    "an unknown function": ("SELECT (<http://127.0.0.1:1/f>(1) AS ?x) {}", 400),
    "a broken text": ("SELECT * { ?s ?p 'open }", 400),
    "nothing": ("", 400),
    "null characters": ("SELECT * { ?s ?p '\0' }", 200),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_query_gets_an_answer_and_costs_itself_alone(server_address: Address, name: str) -> None:
    query, status = HOSTILE[name]
    began = time.monotonic()
    assert str(ask(server_address, query)[0]) in str(status)
    assert time.monotonic() - began < 30


def test_an_answer_that_grows_too_large_breaks_off_so_that_nobody_takes_it_for_whole(server_address: Address) -> None:
    with pytest.raises((http.client.IncompleteRead, ConnectionError)):
        ask(server_address, "SELECT * { ?a ?b ?c . ?d ?e ?f }", Accept="text/csv")


def test_a_flood_of_slow_queries_leaves_quick_ones_and_health_answering(server_address: Address) -> None:
    flood = [socket.create_connection(server_address, timeout=60) for _ in range(24)]
    for number, client in enumerate(flood):
        client.sendall(f"GET /sparql?query={quote(ENDLESS % number)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    time.sleep(0.5)
    waited: list[float] = []
    for number in range(6):
        began = time.monotonic()
        assert ask(server_address, f"{ASK} # {number}")[0] == 200
        waited.append(time.monotonic() - began)
        connection = http.client.HTTPConnection(*server_address, timeout=10)
        began = time.monotonic()
        connection.request("GET", "/health")
        assert connection.getresponse().status == 200
        assert time.monotonic() - began < 3
        connection.close()
    assert sorted(waited)[len(waited) // 2] < 6
    said = flood[0].recv(12)
    for client in flood:
        client.close()
    assert said in (b"HTTP/1.1 503", b"HTTP/1.1 504")


def test_a_client_that_goes_away_ends_its_query(served_workspace: Path) -> None:
    before = {child.pid for child in psutil.Process().children(recursive=True)}

    def computing() -> bool:
        children = [child for child in psutil.Process().children(recursive=True) if child.pid not in before]
        with suppress(psutil.NoSuchProcess):
            used = sum(sum(child.cpu_times()[:2]) for child in children)
            time.sleep(0.3)
            return sum(sum(child.cpu_times()[:2]) for child in children) - used > 0.03
        return False

    def until(wanted: bool) -> bool:
        end = time.monotonic() + 20
        while time.monotonic() < end:
            if computing() == wanted:
                return True
        return False

    with listening(application(served_workspace, limits=Limits(wall=120, cpu=120))) as address:
        with socket.create_connection(address) as client:
            query = quote(ENDLESS % "gone")
            client.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            assert until(True)
            time.sleep(1)
            assert computing()
        assert until(False)


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /sparql?query=ASK%20%7B%7D HTTP/9.9\r\n\r\n",
        b"GET /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /sparql?query=" + b"a" * 300_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"y" * 300_000 + b"\r\n\r\n",
    ],
)
def test_bytes_that_are_no_request_get_400_or_nothing(server_address: Address, sent: bytes) -> None:
    with socket.create_connection(server_address, timeout=20) as client, suppress(OSError):
        client.sendall(sent)
        client.shutdown(socket.SHUT_WR)
        assert client.recv(12) in (b"HTTP/1.1 400", b"")


def test_a_head_that_does_not_come_is_not_waited_for(server_address: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "HEAD_SECONDS", 0.6)

    def trickles(first: bytes) -> None:
        with socket.create_connection(server_address, timeout=20) as client:
            client.sendall(first)
            began = time.monotonic()
            with suppress(ConnectionError):
                while time.monotonic() - began < 10:
                    client.sendall(b"X-Slow: 1\r\n")
                    time.sleep(0.1)
            assert time.monotonic() - began < 5

    trickles(b"GET /health HTTP/1.1\r\nHost: a\r\n")
    with socket.create_connection(server_address, timeout=20) as client:  # says nothing at all
        began = time.monotonic()
        with suppress(ConnectionError):
            assert client.recv(100) == b""
        assert time.monotonic() - began < 5


def test_an_answer_may_take_longer_than_a_head(server_address: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "HEAD_SECONDS", 0.6)
    began = time.monotonic()
    assert ask(server_address, ENDLESS % "head")[0] == 504
    assert time.monotonic() - began > 1


def test_a_body_that_does_not_come_is_408(server_address: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operation, "BODY_SECONDS", 0.5)
    with socket.create_connection(server_address, timeout=20) as client:
        client.sendall(b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\nContent-Length: 100\r\n\r\nASK")
        assert client.recv(100).startswith(b"HTTP/1.1 408")


def test_a_client_that_does_not_read_lets_the_others_be(server_address: Address) -> None:
    query = quote("SELECT * { ?a ?b ?c . ?d ?e ?f }")
    stuck = [socket.create_connection(server_address) for _ in range(6)]
    try:
        for client in stuck:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        time.sleep(1)
        began = time.monotonic()
        assert ask(server_address, ASK)[0] == 200
        assert time.monotonic() - began < 8
    finally:
        for client in stuck:
            client.close()


def test_more_connections_than_there_may_be_are_told_so(server_address: Address) -> None:
    held = [socket.create_connection(server_address) for _ in range(50)]
    try:
        assert ask(server_address, ASK)[0] == 200
    finally:
        for client in held:
            client.close()
