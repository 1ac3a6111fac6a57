"""file -> Document: text, tables, and where they came from. One verb: `load`.

Light to import: the parser of web pages and the records come in with the first use (`loaders.load`, `loaders.from_text`, `loaders.decode`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.errors import LoadError
from loaders.kinds import SUFFIXES

if TYPE_CHECKING:
    from loaders.document import Cell, Document, Table
    from loaders.encoding import decode
    from loaders.reading import from_text, load

__all__ = ["SUFFIXES", "Cell", "Document", "LoadError", "Table", "decode", "from_text", "load"]

_LAZY = {
    "Cell": "loaders.document",
    "Document": "loaders.document",
    "Table": "loaders.document",
    "decode": "loaders.encoding",
    "from_text": "loaders.reading",
    "load": "loaders.reading",
}


def __getattr__(name: str) -> object:
    if name not in _LAZY:
        raise AttributeError(f"module 'loaders' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_LAZY[name]), name)
