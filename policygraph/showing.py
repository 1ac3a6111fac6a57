"""The verbs that draw: `show agency 市知识产权局 -o 图.html`, and likewise a document, who works with whom, citations, any question.

Each writes one HTML file and says so; a name that finds nothing writes none, as an answer without rows is no error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policygraph import console
from policygraph.command import settings_of
from policygraph.messages import told
from policygraph.settings import Settings, WrongUseError
from queries.wording import Wording

if TYPE_CHECKING:
    from graph.pictures.net import Net

_Output = Annotated[Path, typer.Option("--output", "-o", metavar="FILE")]
_Include = Annotated[str, typer.Option("--include", metavar="WHAT,WHAT")]
_Marked = Annotated[bool, typer.Option("--allow-marked")]

PARAMETERS_TOO = {"allow_extra_args": True, "ignore_unknown_options": True}
"""Settings of the verb that takes a question's parameters as options."""
_ROWS = 20_000
"""Rows of an answer that a picture takes: its table holds them all."""


def show_agency(context: typer.Context, name: Annotated[str, typer.Argument(metavar="NAME")], output: _Output, allow_marked: _Marked = False) -> int:
    settings = settings_of(context)
    from graph.pictures.agency import agency_net
    from queries.picturing import agency_tasks

    found = agency_tasks(settings.workspace, name, allow_marked=allow_marked)
    _say(settings, found.remarks)
    if not found.names:
        return 0
    return _write(settings, agency_net(found.names, found.tasks, asked=name if list(found.names) != [name] else None), output)


def show_document(context: typer.Context, name: Annotated[str, typer.Argument(metavar="DOCUMENT")], output: _Output, allow_marked: _Marked = False) -> int:
    settings = settings_of(context)
    from graph.pictures.document import document_net
    from queries.picturing import document_tasks

    found = document_tasks(settings.workspace, name, allow_marked=allow_marked)
    _say(settings, found.remarks)
    if not found.documents:
        return 0
    return _write(settings, document_net(found.documents, asked=name), output)


def show_together(context: typer.Context, output: _Output, include: _Include = "", allow_marked: _Marked = False) -> int:
    settings = settings_of(context)
    from graph.pictures.together import together_net
    from queries.picturing import tasks_together

    tasks, remarks = tasks_together(settings.workspace, repealed=_repealed(include), allow_marked=allow_marked)
    _say(settings, remarks)
    return _write(settings, together_net(tasks), output)


def show_citations(context: typer.Context, output: _Output, include: _Include = "", allow_marked: _Marked = False) -> int:
    settings = settings_of(context)
    from graph.pictures.citations import citations_net
    from queries.picturing_citations import citation_rows

    rows, remarks = citation_rows(settings.workspace, repealed=_repealed(include), allow_marked=allow_marked)
    _say(settings, remarks)
    return _write(settings, citations_net(rows), output)


def show_question(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME")],
    output: _Output,
    include: _Include = "",
    allow_marked: _Marked = False,
) -> int:
    settings = settings_of(context)
    from graph.pictures.answer import answer_net
    from graph.words import Words
    from policygraph.asking import included, parameters_of, read_call
    from queries.answering import ask
    from queries.catalogue import question
    from queries.picturing_answers import picture_columns

    asked = question(name, settings.workspace)
    call = read_call([name, *context.args])
    if call.options:
        raise WrongUseError(told("usage.option", option=f"--{next(iter(call.options))}"), "show question")
    values = parameters_of(asked, call.values)
    answer = ask(settings.workspace, name, values, limit=_ROWS, include=included(include), allow_marked=allow_marked)
    _say(settings, answer.remarks)
    subject = "，".join(value for value in values.values() if value)
    return _write(settings, answer_net(subject, Words(asked.title.zh, asked.title.en), picture_columns(answer), answer.rows), output)


KINDS: dict[str, Callable[..., int]] = {
    "agency": show_agency,
    "document": show_document,
    "together": show_together,
    "citations": show_citations,
    "question": show_question,
}
"""What can be shown, in the order of help."""


def _repealed(include: str) -> bool:
    """Whether documents that are no longer in force are wanted; nothing else may be, where no agency is asked for."""
    from policygraph.asking import included

    for one in included(include):
        if one != "repealed":
            raise WrongUseError(told("usage.invalid", what="--include", message=told("usage.choice", given=one, choices="repealed").zh), "show")
    return bool(included(include))


def _say(settings: Settings, remarks: Iterable[Wording]) -> None:
    for one in remarks:
        console.remark(settings, one)


def _write(settings: Settings, net: Net, output: Path) -> int:
    from graph.pictures.page import page_of

    with console.progress(settings, told("show.drawing")) as step:
        page = page_of(net, lambda done, of: step(done, of, ""))
    for one in net.remarks:
        console.remark(settings, Wording(one.zh, one.en))
    with console.opened_for_writing(output) as file:
        file.write(page)
    console.remark(settings, told("written", path=output))
    return 0
