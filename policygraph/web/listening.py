"""The server around the application: where it listens, and what it does about clients that are slow on purpose.

A connection that has not sent a whole request head in time is closed (uvicorn itself waits for ever, for a head of any length); heads and
connections have a limit. Requests are read by httptools, and run on uvloop where there is one: both together take two thirds off the cost of an answer.
Whoever listens elsewhere than on loopback needs a token.
"""

from __future__ import annotations

import asyncio
import ipaddress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

if TYPE_CHECKING:
    from fastapi import FastAPI

HEAD_SECONDS = 10.0
"""For the first line and headers of a request."""
LARGEST_HEAD = 128 << 10
"""Bytes of them; a query by GET stands there."""
CONNECTIONS = 500
"""At one time; further ones get 503."""
KEEP_ALIVE = 15
SHORTEST_TOKEN = 16
"""Characters."""


class _Together:
    """A connection as one answer sees it: the head goes out with the first piece of the body, so that the client wakes once, and not in between."""

    def __init__(self, cycle: RequestResponseCycle) -> None:
        self._cycle = cycle
        self._transport = cycle.transport
        self._head: bytes | None = None
        self._sent = False

    def write(self, data: bytes) -> None:
        if self._sent or not self._cycle.response_started:  # which `100 Continue` comes before
            self._transport.write(data)
        elif self._head is None:
            self._head = data
        else:
            self._sent = True
            self._transport.writelines((self._head, data))

    def close(self) -> None:
        if self._head is not None and not self._sent:
            self._transport.write(self._head)
        self._transport.close()

    def is_closing(self) -> bool:
        return self._transport.is_closing()


class Impatient(HttpToolsProtocol):
    """HTTP/1.1 as uvicorn speaks it, that gives up on a request head which does not come, or does not end."""

    _clock: asyncio.TimerHandle | None = None
    _in_head = True
    _head = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        if self._in_head:
            self._head += len(data)
            if self._head > LARGEST_HEAD:
                self.send_400_response("The head of the request is too long.")
                return
        super().data_received(data)
        if self._in_head and self._head and self._clock is None:  # not after a whole request, whose answer may take longer
            self._wait()

    def on_headers_complete(self) -> None:
        self._in_head = False
        self._stop_waiting()
        super().on_headers_complete()
        if self.scope["method"] != "HEAD":  # whose answer is nothing but a head
            self.cycle.transport = _Together(self.cycle)  # type: ignore[assignment]

    def on_message_complete(self) -> None:
        self._in_head, self._head = True, 0
        super().on_message_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._clock = self.loop.call_later(HEAD_SECONDS, self.transport.abort)

    def _stop_waiting(self) -> None:
        if self._clock:
            self._clock.cancel()
            self._clock = None


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server that listens there."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def token_in(file: Path) -> str:
    """The token that a file holds; empty where it is too short to keep anybody out. Raises `OSError` or `UnicodeDecodeError`."""
    token = file.read_text(encoding="utf-8-sig").strip()
    return token if len(token) >= SHORTEST_TOKEN else ""


def server(application: FastAPI, **options: Any) -> uvicorn.Server:
    """A server that is ready to run; the options are uvicorn's (`host`, `port`, `fd`)."""
    config = uvicorn.Config(
        application,
        http=Impatient,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=5,
        ws="none",
        access_log=False,
        log_level="critical",
        server_header=False,
        **options,
    )
    return uvicorn.Server(config)
