"""To be written."""

from __future__ import annotations

from grammar.view import View
from ontology.records import Citation


def read_citations(view: View) -> tuple[Citation, ...]:
    """To be written."""
    return ()
