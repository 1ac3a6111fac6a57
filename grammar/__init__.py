"""text -> outline -> records. Two verbs: `outline` and `extract`; neither raises on any text.

Each kind of statement has a file of its own with its examples beside it: `bracketed.py` reads （X牵头，Y配合） and
`bracketed.examples.yaml` shows what it reads and what it must not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grammar.extraction import extract as extract
    from grammar.outlining import outline as outline
    from grammar.version import RULES as RULES

_HOMES = {"extract": "grammar.extraction", "outline": "grammar.outlining", "RULES": "grammar.version"}


def __getattr__(name: str) -> Any:
    """Resolve the verbs on first use: reading rules costs nothing to those who only ask."""
    if name not in _HOMES:
        raise AttributeError(f"module 'grammar' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
