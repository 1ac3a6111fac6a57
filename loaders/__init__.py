"""file -> Document: text, tables, and where they came from. One verb: `load`, and `load_all` for archives.

Light to import: parsers and the records come in with the first use (`loaders.load`, `loaders.from_text`, `loaders.decode`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.errors import LoadError
from loaders.kinds import SUFFIXES

if TYPE_CHECKING:
    from loaders.document import Cell, Document, Place, Remark, Table, place_of
    from loaders.encoding import decode
    from loaders.reading import from_text, load, load_all, read_bytes
    from loaders.several import paths_in

__all__ = [
    "SUFFIXES",
    "Cell",
    "Document",
    "LoadError",
    "Place",
    "Remark",
    "Table",
    "decode",
    "from_text",
    "load",
    "load_all",
    "paths_in",
    "place_of",
    "read_bytes",
]

_LAZY = {
    "Cell": "loaders.document",
    "Document": "loaders.document",
    "Place": "loaders.document",
    "Remark": "loaders.document",
    "Table": "loaders.document",
    "decode": "loaders.encoding",
    "from_text": "loaders.reading",
    "load": "loaders.reading",
    "load_all": "loaders.reading",
    "paths_in": "loaders.several",
    "place_of": "loaders.document",
    "read_bytes": "loaders.reading",
}


def __getattr__(name: str) -> object:
    if name not in _LAZY:
        raise AttributeError(f"module 'loaders' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_LAZY[name]), name)
