"""What a client sees of an answer on its connection: one packet where the answer is short, heads alone where nothing else was asked for."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from contextlib import closing

import pytest

Address = tuple[str, int]
GET = b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\nHost: localhost\r\n\r\n"
HEAD = GET.replace(b"GET", b"HEAD", 1)
TRUE = b'{"head":{},"boolean":true}'


@pytest.fixture
def connection(server_address: Address) -> Iterator[socket.socket]:
    with closing(socket.create_connection(server_address, timeout=10)) as connection:
        yield connection


def read_until(connection: socket.socket, end: bytes) -> bytes:
    read = b""
    while not read.endswith(end):
        more = connection.recv(1 << 16)
        assert more, read
        read += more
    return read


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux counts packets for everybody")
def test_a_short_answer_comes_in_one_packet(connection: socket.socket) -> None:
    for number in range(1, 10):
        connection.sendall(GET)
        read_until(connection, TRUE)
        assert packets(connection) == number


def packets(connection: socket.socket) -> int:
    """How many came in that held anything (`tcpi_data_segs_in`)."""
    told = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 156)
    return int.from_bytes(told[152:156], sys.byteorder)


def test_heads_alone_keep_their_place_among_requests_that_are_sent_at_once(connection: socket.socket) -> None:
    connection.sendall(HEAD + GET + HEAD)
    read = b""
    while read.count(b"\r\n\r\n") < 3:
        more = connection.recv(1 << 16)
        assert more, read
        read += more
    first, second, third, nothing = read.split(b"\r\n\r\n")
    assert third.startswith(TRUE)
    assert nothing == b""
    third = third.removeprefix(TRUE)
    for head in (first, second, third):
        assert head.startswith(b"HTTP/1.1 200 OK\r\n")
        assert f"content-length: {len(TRUE)}".encode() in head


def test_what_has_no_body_is_sent_too(connection: socket.socket) -> None:
    connection.sendall(GET)
    [tag] = [line for line in read_until(connection, TRUE).split(b"\r\n") if line.startswith(b"etag: ")]
    connection.sendall(GET.removesuffix(b"\r\n") + tag.replace(b"etag", b"If-None-Match") + b"\r\n\r\n")
    assert read_until(connection, b"\r\n\r\n").startswith(b"HTTP/1.1 304 ")


def test_who_asks_whether_to_send_the_body_is_told_before_it_comes(connection: socket.socket) -> None:
    said = b"Content-Type: application/sparql-query\r\nContent-Length: 6\r\nExpect: 100-continue\r\n\r\n"
    connection.sendall(b"POST /sparql HTTP/1.1\r\nHost: localhost\r\n" + said)
    assert read_until(connection, b"\r\n\r\n").startswith(b"HTTP/1.1 100 ")
    connection.sendall(b"ASK {}")
    assert read_until(connection, TRUE).startswith(b"HTTP/1.1 200 ")
