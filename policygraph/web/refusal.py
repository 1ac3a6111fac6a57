"""What a client is told that gets no answer: a status, and in plain words what is wrong, where, and what to do next.

    400  第 3 行第 8 列……            the query, or the request around it, cannot be read
    403  只能读这张图……              an update, SERVICE, a graph from elsewhere
    503  同时进行的查询太多……        with Retry-After

Text for people, both languages; `application/problem+json` (RFC 9457) for a client that reads any kind of JSON. Never a traceback.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from policygraph.messages import told
from policygraph.web.media import JSON, JSON_LD, chosen
from queries import errors
from queries.wording import Wording

_STATUS: tuple[tuple[type[errors.QueryError], int], ...] = (
    (errors.UnknownQuestionError, 404),
    (errors.ParameterError, 400),
    (errors.MalformedQueryError, 400),
    (errors.TooLargeQueryError, 400),
    (errors.RefusedQueryError, 403),
    (errors.MarkedError, 403),
    (errors.UnacceptableError, 406),
    (errors.TookTooLongError, 504),
    (errors.BusyError, 503),
    (errors.NothingBuiltError, 503),
)
"""The status of each kind of error; what is not listed is ours or the engine's: 500."""
RETRY_AFTER = 5
"""Seconds."""
_TEXT, _PROBLEM = "text/plain", "application/problem+json"
_READS_JSON = ("application/json", JSON, JSON_LD)


@dataclass(eq=False)
class RefusalError(Exception):
    """A request that gets no answer."""

    status: int
    words: Wording
    headers: Mapping[str, str] = field(default_factory=dict)
    line: int | None = None
    column: int | None = None

    def page(self, accept: str | None) -> tuple[dict[str, str], bytes]:
        """Headers and body, as the client likes to read them."""
        if (chosen(accept, (_TEXT, _PROBLEM, *_READS_JSON)) or _TEXT) != _TEXT:
            return self.problem()
        return self._headers(_TEXT), f"{self.words.zh}\n{self.words.en}\n".encode()

    def problem(self) -> tuple[dict[str, str], bytes]:
        """Headers and body for a program: `detail_zh` beside the members of the RFC, and the place in a query that is wrong."""
        said: dict[str, object] = {"status": self.status, "title": HTTPStatus(self.status).phrase, "detail": self.words.en, "detail_zh": self.words.zh}
        if self.line:
            said |= {"line": self.line, "column": self.column or 1}
        return self._headers(_PROBLEM), (json.dumps(said, ensure_ascii=False) + "\n").encode("utf-8", "replace")

    def _headers(self, media: str) -> dict[str, str]:
        return {"content-type": f"{media}; charset=utf-8", "cache-control": "no-store", "x-content-type-options": "nosniff", **self.headers}


def refused(status: int, key: str, /, *, headers: Mapping[str, str] | None = None, **blanks: object) -> RefusalError:
    """The refusal whose words stand under `web.KEY` in the messages."""
    return RefusalError(status, told(f"web.{key}", **blanks), headers or {})


def status_of(error: errors.QueryError) -> int:
    """How HTTP says what went wrong with a query or a question."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def of_error(error: errors.QueryError) -> RefusalError:
    """What an error of a query is to a client."""
    status = status_of(error)
    headers = {"retry-after": str(RETRY_AFTER)} if status == 503 else {}
    line, column = (error.line, error.column) if isinstance(error, errors.MalformedQueryError) else (None, None)
    return RefusalError(status, error.words, headers, line, column)
