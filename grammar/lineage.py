"""To be written."""

from __future__ import annotations

from collections.abc import Sequence

from grammar.view import View
from ontology.records import Citation, Lineage


def read_lineage(view: View, citations: Sequence[Citation]) -> tuple[Lineage, ...]:
    """To be written."""
    return ()
