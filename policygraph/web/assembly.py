"""`application(".policygraph")`: everything that is served, as one ASGI application.

    uvicorn.run(application("我的图"))
    application(store)                     # over any pyoxigraph store, dataset folder or file of RDF: the endpoint and its descriptions alone

Over a workspace come the saved questions, the pages of things and the reference as well.
"""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig

from policygraph.web.description import Description
from policygraph.web.endpoint import Endpoint
from policygraph.web.guard import Guard
from policygraph.web.lanes import Lanes
from policygraph.web.operation import Receive, Scope, Send
from policygraph.web.rendering import asset
from policygraph.web.source import Source
from policygraph.web.unanswered import PROBLEMS, tell_alike
from queries.apart import Limits

if TYPE_CHECKING:
    from pyoxigraph import Store

SECONDS = 60.0
"""That a query may take where nobody says otherwise."""
_SLOW = 2
"""Processes for slow queries, beside those for quick ones."""
_UNOBSERVED: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False}
"""Nothing is told to anybody about requests, and no request has to look whether somebody wants to know."""


def application(
    given: Store | str | os.PathLike[str],
    *,
    union: bool | None = None,
    token: str | None = None,
    allow_marked: bool = False,
    limits: Limits | None = None,
) -> FastAPI:
    """The application over a workspace, or over a dataset of one's own.

    With `union`, a query's default graph is all named graphs together, as in a workspace; a dataset of one's own has the default graph that it has.
    Of `limits`, the time for waiting is the lanes'. A graph with a marked document is served only with `allow_marked`, and then not
    to the pages of other places, unless there is a token.
    """
    limits = limits or Limits(wall=SECONDS, cpu=SECONDS, rows=0)
    lanes = Lanes(quick=(os.cpu_count() or 1) + 1, slow=_SLOW)
    source = Source(given, union=union, processes=lanes.places, limits=limits, allow_marked=allow_marked)
    description = Description()
    endpoint = Endpoint(source, lanes, description, seconds=limits.wall or SECONDS)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        endpoint.close()
        source.close()

    made = _Application(title="policygraph", docs_url=None, redoc_url=None, lifespan=lifespan, telemetry=_UNOBSERVED, responses=PROBLEMS)
    tell_alike(made)
    made.include_router(description.router(source))
    if source.workspace is not None:
        from policygraph.web import questions, reference, things, vocabulary

        made.include_router(questions.router(source.workspace, allow_marked=allow_marked))
        made.include_router(things.router(source.workspace, allow_marked=allow_marked))
        made.include_router(vocabulary.router())
        made.include_router(reference.router(made))
    _describe_endpoint(made)
    made.add_middleware(_SparqlFirst, endpoint=endpoint)
    shared = token is not None or not allow_marked
    made.add_middleware(Guard, token=token, shared=shared)
    made.take_short_cut(Guard(endpoint, token=token, shared=shared))
    return made


def _describe_endpoint(made: FastAPI) -> None:
    """Puts `/sparql`, of which the framework knows nothing, into the description of the interface."""
    routes = made.openapi

    def whole() -> dict[str, Any]:
        schema = routes()
        schema["paths"].setdefault("/sparql", json.loads(asset("sparql.json")))
        return schema

    setattr(made, "openapi", whole)  # noqa: B010 - how FastAPI has it extended


class _Application(FastAPI):
    """The framework's application, but `/sparql` goes past its layers, which cost as much as a short query.

    Where somebody has put a layer of their own around it, that goes first, as with every other address.
    """

    _past: Guard | None = None
    _layers = 0

    def take_short_cut(self, past: Guard) -> None:
        """From here on `past` answers `/sparql`, as long as no layer is added."""
        self._past, self._layers = past, len(self.user_middleware)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._past and _is_sparql(scope) and len(self.user_middleware) == self._layers:
            await self._past(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


class _SparqlFirst:
    """Sends `/sparql` to the endpoint and everything else on."""

    def __init__(self, app: Any, endpoint: Endpoint) -> None:
        self._inner = app
        self._endpoint = endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if _is_sparql(scope):
            await self._endpoint(scope, receive, send)
        else:
            await self._inner(scope, receive, send)


def _is_sparql(scope: Scope) -> bool:
    return bool(scope["type"] == "http" and scope["path"].rstrip("/") == "/sparql")
