"""The verb that looks around: `questions` lists what can be asked, 某机关牵头的任务 and the others.

A question of one's own that cannot be read is named with file and line, and the others are listed all the same.
"""

from __future__ import annotations

import json
from typing import Annotated

import typer

from policygraph import console
from policygraph.asking import format_for, give, option_of
from policygraph.command import settings_of
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
