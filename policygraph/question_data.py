"""A saved question as programs read it: name, title and help in both languages, parameters with what may be chosen, columns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from queries.answering import choices, engine_for
from queries.errors import MarkedError, NothingBuiltError
from queries.head import Parameter, Question
from queries.marked import refuse_marked
from queries.wording import Wording


def described(asked: Question, workspace: Path, *, allow_marked: bool = False) -> dict[str, Any]:
    """What `policygraph questions --format json` says of a question; choices are those that the workspace's graph offers, where there is one."""
    return {
        "name": asked.name,
        "title": _both(asked.title),
        "help": _both(asked.help),
        "parameters": [
            {
                "name": one.name,
                "type": one.type,
                "help": _both(one.help),
                "default": one.default,
                "example": one.example,
                "choices": offered(asked, one, workspace, allow_marked=allow_marked),
            }
            for one in asked.parameters
        ],
        "include": list(asked.include),
        "columns": [{"name": one.name, "title": _both(one.title)} for one in asked.columns],
    }


def offered(asked: Question, parameter: Parameter, workspace: Path, *, allow_marked: bool = False) -> list[str]:
    """The values that a form offers for a parameter; without a graph, those that the question's file lists."""
    try:
        engine = engine_for(workspace)
        if not allow_marked:
            refuse_marked(engine)  # titles and numbers of marked documents would be among them
        if not engine.keeps:
            return choices(engine, parameter, shipped=asked.shipped)
        key = f"choices {asked.path} {parameter.name} {parameter.choices}"
        if key not in engine.kept:
            engine.kept[key] = choices(engine, parameter, shipped=asked.shipped)
        return list(engine.kept[key])
    except (NothingBuiltError, MarkedError):
        return list(parameter.choices) if isinstance(parameter.choices, tuple) else []


def _both(words: Wording) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}
