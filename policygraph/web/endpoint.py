"""`/sparql` after the SPARQL 1.1 Protocol: the request becomes a query, a process answers it, and its answer streams to the client.

    curl 'http://127.0.0.1:8000/sparql' --data-urlencode 'query=SELECT * { ?task a pg:Task } LIMIT 10' -H 'Accept: text/csv'

Written against ASGI itself, because a framework's empty answer costs more than most queries. An answer that breaks off (its time is over, it grew too
large) ends its connection, so that no client takes a part for the whole; a client that goes away ends its query.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from hashlib import blake2b
from typing import TYPE_CHECKING, ParamSpec, TypeVar
from urllib.parse import quote

from graph.schema import PREFIXES
from policygraph.web.answer import Answer
from policygraph.web.lanes import Lanes, busy
from policygraph.web.media import GRAPHS, ROWS, SHORT, chosen, takes_gzip, wants_graph
from policygraph.web.operation import METHODS, Operation, Receive, Scope, Send, operation
from policygraph.web.refusal import RefusalError, of_error, refused
from queries.errors import QueryError, StoppedError
from queries.sparql_gate import Verdict, judge, refuse_unheld

if TYPE_CHECKING:
    from policygraph.web.description import Description
    from policygraph.web.source import Served, Source

_CHANGING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\b", re.IGNORECASE)
"""Functions whose answer is another one each time."""
_UNWATCHED = 0.03
"""Seconds that a query runs before anybody looks whether its client is still there."""
_HOST = re.compile(r"[A-Za-z0-9.-]+(?::\d+)?|\[[0-9A-Fa-f:.]+\](?::\d+)?")
_LONG_IN_THREAD = 10_000
"""Characters of a query from which on judging it would hold others up."""

P = ParamSpec("P")
T = TypeVar("T")


class Endpoint:
    """An ASGI application for one path. Lanes, threads and what is served belong to the whole server."""

    def __init__(self, source: Source, lanes: Lanes, description: Description, *, seconds: float) -> None:
        self._source = source
        self._lanes = lanes
        self._description = description
        self._seconds = seconds
        self._threads = ThreadPoolExecutor(lanes.places + 2, thread_name_prefix="policygraph-query")

    def close(self) -> None:
        """Lets the threads go."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        if scope["method"] == "OPTIONS":
            return await _send(send, 204, {"allow": METHODS}, b"")
        try:
            asked = await operation(scope, headers, receive)
            if asked.query is None:
                return await self._about(scope, headers, asked, send)
            await self._query(scope, headers, asked, asked.query, receive, send)
        except RefusalError as refusal:
            await _refuse(scope, headers, send, refusal)
        except QueryError as error:
            await _refuse(scope, headers, send, of_error(error))

    async def _about(self, scope: Scope, headers: dict[str, str], asked: Operation, send: Send) -> None:
        """What the service itself is, for a client that asks nothing."""
        accept = headers.get("accept")
        if not (wants_graph(accept) or asked.format):
            raise refused(400, "no_query")
        form = _form(asked, GRAPHS, accept)
        if self._source.must_renew():
            await self._run(self._source.renew)
        with self._source.opened() as served:
            body = await self._run(self._description.of_service, served, _address(scope, headers), form)
        await _send(send, 200, {"content-type": _content_type(form), "vary": "accept"}, body, head=scope["method"] == "HEAD")

    async def _query(self, scope: Scope, headers: dict[str, str], asked: Operation, text: str, receive: Receive, send: Send) -> None:
        base = _address(scope, headers)
        if len(text) > _LONG_IN_THREAD:
            verdict = await self._run(judge, text, prefixes=PREFIXES, base=base)
        else:
            verdict = judge(text, prefixes=PREFIXES, base=base)
        form = _form(asked, GRAPHS if verdict.gives_triples else ROWS, headers.get("accept"))
        packed = takes_gzip(headers.get("accept-encoding"))
        if self._source.must_renew():
            await self._run(self._source.renew)
        with self._source.opened() as served:
            if asked.default is None:
                refuse_unheld(verdict, served)
            said = partial(_said, served, asked, verdict, base, form, packed=packed)
            if "if-none-match" in headers and scope["method"] != "POST" and _known(headers["if-none-match"], said()):
                return await _send(send, 304, said(), None)
            with contextlib.closing(Answer(served, asked, verdict, base, form, said, packed=packed)) as answer:
                await self._answer(answer, scope["method"] == "HEAD", receive, send)
        return None

    async def _answer(self, answer: Answer, head: bool, receive: Receive, send: Send) -> None:
        """The answer from its first piece to its last; one that had to make room before it began is asked again in the slow lane."""
        watcher = _Watcher(receive, answer)
        try:
            for _ in range(2):
                async with self._lanes.turn(answer.verdict.text) as turn:
                    if watcher.has_gone():
                        return None
                    turn.stop = answer.stop
                    try:
                        body = await self._begun(answer)
                        turn.begun = True
                        if answer.ended:
                            return await _send(send, 200, answer.headers(), body, head=head)
                        return await self._stream(answer, body, head, send)
                    except StoppedError:
                        if watcher.has_gone():
                            return None
                        if not turn.late or turn.begun:
                            raise
            raise busy()
        finally:
            watcher.close()

    async def _begun(self, answer: Answer) -> bytes:
        """The first piece: in this thread where a process waits for a query, else in another, which may have to start one."""
        if not answer.may_begin_here():
            return await self._run(answer.begin)
        body = await answer.begin_here()
        return await self._run(answer.gather) if body is None else body

    async def _stream(self, answer: Answer, first: bytes, head: bool, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": _encoded(answer.headers())})
        if head:
            return await send({"type": "http.response.body", "body": b""})
        piece: bytes | None = first
        try:
            async with asyncio.timeout(self._seconds):
                while piece is not None:
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
                    piece = await self._run(answer.next)
        except (QueryError, TimeoutError, OSError):
            return None  # without the last piece the connection breaks off, and the client knows that the rest is missing
        return await send({"type": "http.response.body", "body": b""})

    async def _run(self, function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, partial(function, *arguments, **named))


class _Watcher:
    """Looks, once a query has run for a moment, whether its client is still there, and stops it when it is not."""

    def __init__(self, receive: Receive, answer: Answer) -> None:
        self._gone = False
        self._receive = receive
        self._answer = answer
        self._task: asyncio.Task[None] | None = None
        self._clock = asyncio.get_running_loop().call_later(_UNWATCHED, self._begin)

    def has_gone(self) -> bool:
        return self._gone

    def close(self) -> None:
        self._clock.cancel()
        if self._task:
            self._task.cancel()

    def _begin(self) -> None:
        self._task = asyncio.create_task(self._watch())

    async def _watch(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._gone = True
        self._answer.stop()


def _form(asked: Operation, offers: tuple[str, ...], accept: str | None) -> str:
    """The media type of the answer; raises the refusal where the client takes none."""
    if asked.format is not None:
        named = [one for one in SHORT.get(asked.format.lower(), (asked.format.lower(),)) if one in offers]
        if not named:
            known = ", ".join(name for name, forms in SHORT.items() if set(forms) & set(offers))
            raise refused(406, "format", given=asked.format[:40], known=known)
        return named[0]
    form = chosen(accept, offers)
    if form is None:
        raise refused(406, "acceptable", offers=", ".join(offers))
    return form


def _content_type(form: str) -> str:
    return f"{form}; charset=utf-8" if form.startswith("text/") else form


def _said(served: Served, asked: Operation, verdict: Verdict, base: str, form: str, *, packed: bool) -> dict[str, str]:
    """The headers of an answer, whatever it is."""
    said = {"content-type": _content_type(form), "vary": "accept, accept-encoding", "x-content-type-options": "nosniff"}
    if _CHANGING.search(verdict.text):
        return {**said, "cache-control": "no-store"}
    return {**said, "etag": _tag(served, asked, verdict, base, form, packed=packed), "cache-control": "no-cache"}


def _tag(served: Served, asked: Operation, verdict: Verdict, base: str, form: str, *, packed: bool) -> str:
    """Names an answer: the state of the graph, the question and the form. Weak, because the order of rows is only as firm as the query makes it."""
    question = "\x1f".join((verdict.text, base, form, str(packed), *(asked.default or ("",)), "\x1e", *(asked.named or ("",))))
    return f'W/"{served.id}-{blake2b(question.encode("utf-8", "surrogatepass"), digest_size=9).hexdigest()}"'


def _known(if_none_match: str, said: Mapping[str, str]) -> bool:
    """Whether a client has the answer already, so far as it is one that stays."""
    tag = said.get("etag", "")
    return bool(tag) and any(one.strip() in ("*", tag, tag[2:]) for one in if_none_match.split(","))


def _address(scope: Scope, headers: Mapping[str, str]) -> str:
    """The IRI of the endpoint as the client named it: what relative IRIs of a query are relative to."""
    return _iri(scope.get("scheme", "http"), headers.get("host", ""), scope.get("root_path", ""))


@lru_cache(maxsize=100)
def _iri(scheme: str, host: str, root: str) -> str:
    if not _HOST.fullmatch(host):
        host = "localhost"
    return f"{scheme}://{host}{quote(root + '/sparql')}"


async def _refuse(scope: Scope, headers: Mapping[str, str], send: Send, refusal: RefusalError) -> None:
    said, body = refusal.page(headers.get("accept"))
    await _send(send, refusal.status, {**said, "vary": "accept"}, body, head=scope["method"] == "HEAD")


async def _send(send: Send, status: int, headers: Mapping[str, str], body: bytes | None, *, head: bool = False) -> None:
    encoded = _encoded(headers)
    if body is not None and status != 204:
        encoded.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": encoded})
    await send({"type": "http.response.body", "body": b"" if head or body is None else body})


def _encoded(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
