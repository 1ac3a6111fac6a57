"""To be written."""

from __future__ import annotations

from grammar.view import View
from ontology.records import Membership


def read_memberships(view: View) -> tuple[Membership, ...]:
    """To be written."""
    return ()
