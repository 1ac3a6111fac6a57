"""The open face of the graph: SPARQL, descriptions and examples over HTTP. `application(".policygraph")` is an ASGI application.

One subject a file, each with its own router; `assembly.py` puts them together. Reads only: nothing here writes to a workspace.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policygraph.web.assembly import application as application

__all__ = ["application"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'policygraph.web' has no attribute {name!r}")
    from policygraph.web.assembly import application

    return application
