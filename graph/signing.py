"""Records as plain data while people's corrections are applied, each signed by who corrected it: 张三 2026-11-22.

A signature is no part of a record: it is taken off before the record is made again, and becomes a column of what it stands on.
"""

from __future__ import annotations

from typing import Any

from graph.corrections import Correction
from graph.writing import Corrected

LISTS = {"target": "targets", "funding": "funding", "citation": "citations", "membership": "memberships", "phase": "phases", "lineage": "lineage"}
"""The list of the records that a kind stands in; assignments and dues stand in their task."""

IN_TASK = {"assignment": "assignments", "due": "due"}
_BY = "corrected by"


def sign(record: dict[str, Any], one: Correction) -> None:
    record[_BY] = (*record.get(_BY, ()), one.signed)


def copied(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: copied(value) for key, value in data.items()}
    return [copied(value) for value in data] if isinstance(data, (list, tuple)) else data


def without_signatures(data: Any) -> Any:
    """Without the signatures, which are no part of a record."""
    if isinstance(data, dict):
        return {key: without_signatures(value) for key, value in data.items() if key != _BY}
    return [without_signatures(value) for value in data] if isinstance(data, (list, tuple)) else data


def signatures(data: dict[str, Any]) -> dict[Corrected, tuple[str, ...]]:
    """Who corrected which record, by list and index."""
    found: dict[Corrected, tuple[str, ...]] = {}

    def look(record: dict[str, Any], *key: str | int) -> None:
        if signed := record.get(_BY):
            found[key] = tuple(dict.fromkeys(signed))

    look(data["document"], "document")
    for place, task in enumerate(data["tasks"]):
        look(task, "tasks", place)
        for name in IN_TASK.values():
            for inner, record in enumerate(task[name]):
                look(record, "tasks", place, name, inner)
    for name in LISTS.values():
        for place, record in enumerate(data[name]):
            look(record, name, place)
    return found
