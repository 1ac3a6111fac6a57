"""To be written."""

from __future__ import annotations

from collections.abc import Sequence

from grammar.view import View
from ontology.records import Funding, Task


def read_funding(view: View, tasks: Sequence[Task]) -> tuple[Funding, ...]:
    """To be written."""
    return ()
