"""To be written."""

from __future__ import annotations

from grammar.drafts import Draft
from grammar.view import View
from ontology.records import Due


def read_due(view: View, draft: Draft) -> tuple[Due, ...]:
    """To be written."""
    return ()
