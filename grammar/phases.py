"""To be written."""

from __future__ import annotations

from grammar.view import View
from ontology.records import Phase


def read_phases(view: View) -> tuple[Phase, ...]:
    """To be written."""
    return ()
