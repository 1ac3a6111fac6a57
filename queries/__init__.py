"""Saved questions: one a file, named by its question, asked alike of every engine. Three verbs: `catalogue`, `question`, `ask`.

A question such as `tasks-led-by` (某机关牵头哪些任务) is a Cypher file with its titles, parameters and columns in its head. Imports the
graph and what lies below it, never the door; nothing is imported before it is needed, because asking has to be quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from queries.answering import Answer as Answer
    from queries.answering import ask as ask
    from queries.catalogue import catalogue as catalogue
    from queries.catalogue import question as question

_HOMES = {"Answer": "queries.answering", "ask": "queries.answering", "catalogue": "queries.catalogue", "question": "queries.catalogue"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'queries' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
