"""To be written."""

from __future__ import annotations

from grammar.view import View
from ontology.records import Target


def read_targets(view: View) -> tuple[Target, ...]:
    """To be written."""
    return ()
