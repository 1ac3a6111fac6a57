"""The server around the application: where it listens, and what it does about clients that are slow on purpose.

A connection that has not sent a whole request head in time is closed (uvicorn itself waits for ever); heads and connections have a limit.
Whoever listens elsewhere than on loopback needs a token.
"""

from __future__ import annotations

import asyncio
import ipaddress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

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


class Impatient(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, that gives up on a request head which does not come."""

    _clock: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop_waiting()
        elif self._clock is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._clock = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def _stop_waiting(self) -> None:
        if self._clock:
            self._clock.cancel()
            self._clock = None

    def _give_up(self) -> None:
        self._clock = None
        if self.conn.their_state is h11.IDLE:
            self.transport.abort()


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
        h11_max_incomplete_event_size=LARGEST_HEAD,
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
