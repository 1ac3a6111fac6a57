"""The verbs that look around: `questions` lists what can be asked, `show agency 市知识产权局 -o 图.html` draws it.

A question of one's own that cannot be read is named with file and line, and the others are listed all the same.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from policygraph import console
from policygraph.asking import format_for, give, option_of
from policygraph.command import settings_of
from policygraph.messages import told
from policygraph.settings import Settings
from queries.head import Column, Question
from queries.wording import Wording


def questions(
    context: typer.Context,
    form: Annotated[str | None, typer.Option("--format", metavar="FORMAT")] = None,
) -> int:
    settings = settings_of(context)
    form = format_for(form, None, ("table", "tsv", "json"), "questions")
    from queries.catalogue import readable

    found, broken = readable(settings.workspace)
    for error in broken:
        console.failed(settings, error.words)
    if form == "json":
        console.out(json.dumps([_described(one, settings) for one in found], ensure_ascii=False, indent=1) + "\n")
    else:
        columns = (
            Column("name", Wording("名称", "name")),
            Column("title", Wording("问题", "question")),
            Column("parameters", Wording("参数", "parameters")),
        )
        rows = [(one.name, one.title[settings.language], " ".join(f"--{option_of(each.name)}" for each in one.parameters)) for one in found]
        give(settings, columns, rows, form, None)
    return 1 if broken else 0


def show_agency(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE")],
    allow_marked: Annotated[bool, typer.Option("--allow-marked")] = False,
) -> int:
    settings = settings_of(context)
    from graph.picture import agency_page
    from queries.picturing import agency_rows

    found = agency_rows(settings.workspace, name, allow_marked=allow_marked)
    for one in found.remarks:
        console.remark(settings, one)
    if not found.names:
        return 0
    page = agency_page(found.names, found.rows, asked=name if list(found.names) != [name] else None)
    with console.opened_for_writing(output) as file:
        file.write(page)
    console.remark(settings, told("written", path=output))
    return 0


def _described(asked: Question, settings: Settings) -> dict[str, Any]:
    """A question as programs read it; choices are those that the workspace's graph offers, where there is one."""
    from queries.answering import choices, engine_for
    from queries.errors import MarkedError, NothingBuiltError
    from queries.marked import refuse_marked

    def offered(parameter: Any) -> list[str]:
        try:
            engine = engine_for(settings.workspace)
            refuse_marked(engine)  # titles and numbers of marked documents would be among them
            return choices(engine, parameter, shipped=asked.shipped)
        except (NothingBuiltError, MarkedError):
            return list(parameter.choices) if isinstance(parameter.choices, tuple) else []

    def both(words: Wording) -> dict[str, str]:
        return {"zh": words.zh, "en": words.en}

    return {
        "name": asked.name,
        "title": both(asked.title),
        "help": both(asked.help),
        "parameters": [
            {"name": one.name, "type": one.type, "help": both(one.help), "default": one.default, "example": one.example, "choices": offered(one)}
            for one in asked.parameters
        ],
        "include": list(asked.include),
        "columns": [{"name": one.name, "title": both(one.title)} for one in asked.columns],
    }
