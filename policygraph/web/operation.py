"""A request of the SPARQL 1.1 Protocol as an operation: `GET /sparql?query=ASK%20{}&default-graph-uri=…`, a form, or the query itself.

Refuses, with the status that the protocol or HTTP has for it, whatever is not exactly one query: none or two of them, text that is no UTF-8,
another media type, another method. An update is told apart and always refused, because nothing is written here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import unquote_to_bytes

from policygraph.web.refusal import refused

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

METHODS = "GET, HEAD, POST, OPTIONS"
LARGEST_BODY = 1 << 20
"""Bytes of a request: more than a query may have, encoded."""
BODY_SECONDS = 10.0
"""Within which the whole body has to be there."""
FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_USING = ("using-graph-uri", "using-named-graph-uri")
_GRAPHS = ("default-graph-uri", "named-graph-uri")


@dataclass(frozen=True, slots=True)
class Operation:
    """What is asked. `query` is None where a GET asks nothing: then it is about the service itself."""

    query: str | None
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    """The dataset of the request; both None where it names none."""
    format: str | None = None


async def operation(scope: Scope, headers: Mapping[str, str], receive: Receive) -> Operation:
    """The operation of a request; raises `policygraph.web.refusal.RefusalError`."""
    method = scope["method"]
    if method not in ("GET", "HEAD", "POST"):
        raise refused(405, "method", method=method, allowed=METHODS, headers={"allow": METHODS})
    parameters = _parameters(scope["query_string"], "URL")
    if method != "POST":
        if "update" in parameters:
            raise refused(400, "update_by_get")
        return _query(parameters, required=len(parameters) > len(parameters.keys() & {"format"}))
    media, charset = _content_type(headers.get("content-type", ""))
    if media not in (FORM, QUERY, UPDATE):
        raise refused(415, "media_type", given=media or "—")
    if charset not in ("", "utf-8", "utf8"):
        raise refused(415, "charset", given=charset)
    body = await _body(headers, receive)
    if media == FORM:
        for name, values in _parameters(body, "form").items():
            parameters.setdefault(name, []).extend(values)
    else:
        parameters.setdefault("query" if media == QUERY else "update", []).append(_text(body, "body"))
    if "update" in parameters:
        _refuse_update(parameters)
    return _query(parameters, required=True)


def _query(parameters: Mapping[str, list[str]], *, required: bool) -> Operation:
    queries = parameters.get("query", [])
    if len(queries) > 1:
        raise refused(400, "queries")
    if any(name in parameters for name in _USING):
        raise refused(403, "using")
    if len(parameters.get("version", [])) > 1 or len(parameters.get("format", [])) > 1:
        raise refused(400, "twice")
    if not queries and required:
        raise refused(400, "no_query")
    default, named = (_graphs(parameters, name) for name in _GRAPHS)
    form = parameters["format"][0] if "format" in parameters else None
    query = queries[0] if queries else None
    return Operation(query, default, named, form) if default or named else Operation(query, format=form)


def _graphs(parameters: Mapping[str, list[str]], name: str) -> tuple[str, ...]:
    """The graphs of a parameter. A client that encoded the `&` between them too (the W3C's own `query_multiple_dataset` does) is understood."""
    return tuple(graph for value in parameters.get(name, ()) for graph in value.split(f"&{name}="))


def _refuse_update(parameters: Mapping[str, list[str]]) -> None:
    from policygraph.web.updates import refuse_update

    updates = parameters["update"]
    if len(updates) > 1 or "query" in parameters:
        raise refused(400, "updates")
    refuse_update(updates[0], names_graphs=any(name in parameters for name in _USING))


def _parameters(encoded: bytes, where: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for pair in encoded.split(b"&"):
        if pair:
            name, _, value = pair.replace(b"+", b" ").partition(b"=")
            found.setdefault(_text(unquote_to_bytes(name), where), []).append(_text(unquote_to_bytes(value), where))
    return found


def _text(encoded: bytes, where: str) -> str:
    try:
        return encoded.decode("utf-8")
    except UnicodeDecodeError as error:
        raise refused(400, "utf8", where=where, byte=error.start + 1) from error


@lru_cache(maxsize=100)
def _content_type(said: str) -> tuple[str, str]:
    """The media type of the body and its charset, both in small letters."""
    media, *parameters = (piece.strip().lower() for piece in said.split(";"))
    charsets = [piece.partition("=")[2].strip('" ') for piece in parameters if piece.partition("=")[0].strip() == "charset"]
    return media, charsets[0] if charsets else ""


async def _body(headers: Mapping[str, str], receive: Receive) -> bytes:
    length = headers.get("content-length", "")
    if length.isdigit() and int(length) > LARGEST_BODY:
        raise refused(413, "body", most=LARGEST_BODY)
    pieces: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise refused(400, "no_query")  # nobody is left to read it
                pieces.append(message.get("body", b""))
                size += len(pieces[-1])
                if size > LARGEST_BODY:
                    raise refused(413, "body", most=LARGEST_BODY)
                if not message.get("more_body"):
                    return b"".join(pieces)
    except TimeoutError as error:
        raise refused(408, "slow_body", seconds=f"{BODY_SECONDS:g}", headers={"connection": "close"}) from error
