"""Before every request: the token, where one is asked for, and what lets pages of other places read the answers (CORS).

The token comes as `Authorization: Bearer …`, or as the password of Basic, which browsers ask for by themselves; it is compared in a time that
tells nothing. Whoever has no token gets a sentence, not a page. `/health` answers everybody.
"""

from __future__ import annotations

import hmac
from base64 import b64decode
from collections.abc import Awaitable, Callable

from policygraph.web.operation import METHODS, Message, Receive, Scope, Send
from policygraph.web.refusal import refused

_OPEN = ("/health",)
_ASKS = 'Bearer realm="policygraph", Basic realm="policygraph", charset="UTF-8"'
_EXPOSED = "ETag, Retry-After, Content-Encoding, WWW-Authenticate"

Application = Callable[[Scope, Receive, Send], Awaitable[None]]


class Guard:
    """An ASGI application around another. Without `token` everybody may ask; with `shared`, pages of every origin may read the answers."""

    def __init__(self, app: Application, *, token: str | None, shared: bool) -> None:
        self._inner = app
        self._token = token.encode() if token else None
        self._shared = [(b"access-control-allow-origin", b"*"), (b"access-control-expose-headers", _EXPOSED.encode())] if shared else []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._inner(scope, receive, send)
        headers = dict(scope["headers"])

        async def answering(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *self._shared]
            await send(message)

        if scope["method"] == "OPTIONS" and b"access-control-request-method" in headers:
            return await self._preflight(headers, answering)
        if self._token is not None and scope["path"] not in _OPEN and not self._admits(headers.get(b"authorization", b"")):
            refusal = refused(401, "token", headers={"www-authenticate": _ASKS})
            said, body = refusal.page(headers.get(b"accept", b"").decode("latin-1"))
            encoded = [(name.encode(), value.encode()) for name, value in said.items()]
            await answering({"type": "http.response.start", "status": 401, "headers": [*encoded, (b"content-length", str(len(body)).encode())]})
            return await answering({"type": "http.response.body", "body": body})
        return await self._inner(scope, receive, answering)

    async def _preflight(self, headers: dict[bytes, bytes], send: Send) -> None:
        wanted = headers.get(b"access-control-request-headers", b"")
        said = [
            (b"access-control-allow-methods", METHODS.encode()),
            (b"access-control-allow-headers", wanted or b"Accept, Authorization, Content-Type, If-None-Match"),
            (b"access-control-max-age", b"86400"),
            (b"vary", b"access-control-request-headers"),
        ]
        await send({"type": "http.response.start", "status": 204, "headers": said if self._shared else []})
        await send({"type": "http.response.body", "body": b""})

    def _admits(self, authorization: bytes) -> bool:
        assert self._token is not None
        scheme, _, value = authorization.strip().partition(b" ")
        given = value.strip()
        if scheme.lower() == b"basic":
            try:
                given = b64decode(given, validate=True).partition(b":")[2]
            except ValueError:
                return False
        elif scheme.lower() != b"bearer":
            return False
        return hmac.compare_digest(given, self._token)
