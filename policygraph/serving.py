"""The verb `serve`: the graph over HTTP, for programs (SPARQL, IRIs) and people (questions), until Ctrl+C ends it.

Listens on this machine alone unless told otherwise, and then asks for a token. Refuses a graph with marked documents, like every way out of it.
"""

from __future__ import annotations

import contextlib
import socket
from pathlib import Path
from typing import Annotated

import typer

from policygraph import console
from policygraph.command import settings_of
from policygraph.messages import told
from policygraph.settings import WrongUseError
from queries.errors import NothingBuiltError

PORT = 8000


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option("--host", metavar="HOST")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535)] = PORT,
    token_file: Annotated[Path | None, typer.Option("--token-file", metavar="FILE")] = None,
    allow_marked: Annotated[bool, typer.Option("--allow-marked")] = False,
) -> int:
    settings = settings_of(context)
    from graph.state import load_state
    from graph.workspace import Workspace
    from policygraph.web import application
    from policygraph.web.listening import is_loopback, server
    from queries.marked import refuse

    if token_file is None and not is_loopback(host):
        raise WrongUseError(told("serve.needs_token", host=host), "serve")
    token = _token(token_file) if token_file else None
    place = Workspace(settings.workspace)
    if not place.pointer.exists():
        words = told("not_yet_built", workspace=settings.workspace)
        raise NothingBuiltError(words.zh, words.en)
    marked = load_state(place).marked
    if marked and not allow_marked:
        refuse(len(marked))
    listening = _listening(host, port)
    with contextlib.closing(listening):
        bound = listening.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        console.remark(settings, told("serving", address=f"http://{shown}:{bound}/"))
        with contextlib.suppress(KeyboardInterrupt):
            server(application(settings.workspace, token=token, allow_marked=allow_marked)).run(sockets=[listening])
    console.remark(settings, told("served"))
    return 0


def _token(file: Path) -> str:
    from policygraph.web.listening import SHORTEST_TOKEN, token_in

    try:
        token = token_in(file)
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUseError(told("serve.cannot_read_token", file=file, why=getattr(error, "strerror", None) or error), "serve") from error
    if not token:
        raise WrongUseError(told("serve.short_token", file=file, least=SHORTEST_TOKEN), "serve")
    return token


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens; a port that is taken is told with what to do."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
            listening.listen(256)
        except BaseException:
            listening.close()
            raise
    except OSError as error:
        raise WrongUseError(told("serve.cannot_listen", host=host, port=port, why=error.strerror or error), "serve") from error
    return listening
