"""The verbs that look around: `questions` lists what can be asked, `show agency 市知识产权局 -o 图.html` draws it.

A question of one's own that cannot be read is named with file and line, and the others are listed all the same.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from policygraph import console
from policygraph.asking import format_for, give, option_of
from policygraph.command import settings_of
from policygraph.messages import told
from queries.head import Column
from queries.wording import Wording


def questions(
    context: typer.Context,
    form: Annotated[str | None, typer.Option("--format", metavar="FORMAT")] = None,
) -> int:
    settings = settings_of(context)
    form = format_for(form, None, ("table", "tsv", "json"), "questions")
    from policygraph.question_data import described
    from queries.catalogue import readable

    found, broken = readable(settings.workspace)
    for error in broken:
        console.failed(settings, error.words)
    if form == "json":
        console.out(json.dumps([described(one, settings.workspace) for one in found], ensure_ascii=False, indent=1) + "\n")
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
