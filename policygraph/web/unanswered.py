"""What the framework itself refuses, told as everything else is: no such address, another method, `limit=many`, a failure of our own.

A page for whoever asks for one, `application/problem+json` for programs.
"""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from policygraph.web.negotiation import preferred
from policygraph.web.refusal import RefusalError, refused
from policygraph.web.rendering import failed
from queries.wording import Wording

_MEMBERS = {"status": "integer", "title": "string", "detail": "string", "detail_zh": "string", "line": "integer", "column": "integer"}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    "4XX": {
        "description": "没有做成：为什么，下一步做什么 / what went wrong, and what to do next (RFC 9457)",
        "content": {"application/problem+json": {"schema": {"type": "object", "properties": {name: {"type": kind} for name, kind in _MEMBERS.items()}}}},
    }
}
"""For the description of the interface."""


def tell_alike(application: FastAPI) -> None:
    """Has every route of an application answer so."""
    application.add_exception_handler(HTTPException, _refused)
    application.add_exception_handler(RequestValidationError, _wrong)
    application.add_exception_handler(Exception, _failed)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return _told(request, refused(404, "no_page", path=request.url.path))
    headers = {name.lower(): value for name, value in (error.headers or {}).items()}
    if error.status_code == 405:
        return _told(request, refused(405, "method", method=request.method, allowed=headers.get("allow", "GET"), headers=headers))
    return _told(request, RefusalError(error.status_code, Wording(str(error.detail), str(error.detail)), headers))


def _wrong(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    [first, *_] = error.errors()
    return _told(request, refused(400, "parameter", name=first["loc"][-1], given=str(first.get("input"))[:40], said=first["msg"]))


def _failed(request: Request, _: Exception) -> Response:
    return _told(request, refused(500, "own_fault"))


def _told(request: Request, refusal: RefusalError) -> Response:
    liked = preferred(request.headers.get("accept", ""), {"application/json": "program", "application/problem+json": "program", "text/html": "person"})
    return failed(request, refusal, people=liked == "person")
