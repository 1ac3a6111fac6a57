"""The verb `analyse`: who works with whom, who stands in the middle, which groups there are, who leads too much, what nobody took up.

    policygraph analyse overload
    policygraph analyse together -o 协作.graphml

Tables go out in all forms of `ask`; a file whose name ends in .graphml gets the network that the table was made from, for Gephi.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policygraph import console, tables
from policygraph.asking import format_for, give
from policygraph.command import settings_of
from policygraph.messages import told
from policygraph.settings import Settings, WrongUseError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from queries.analyses import Found
    from queries.engines import Row

_GRAPHML = "graphml"


def analyse(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND")],
    document: Annotated[str, typer.Option("--document", metavar="DOCUMENT")] = "",
    lower: Annotated[str, typer.Option("--lower", metavar="DOCUMENT")] = "",
    likeness: Annotated[float | None, typer.Option("--likeness", metavar="NUMBER")] = None,
    include: Annotated[str, typer.Option("--include", metavar="WHAT")] = "",
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=0)] = 0,
    form: Annotated[str | None, typer.Option("--format", metavar="FORMAT")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")] = None,
    allow_marked: Annotated[bool, typer.Option("--allow-marked")] = False,
) -> int:
    settings = settings_of(context)
    drawn = form == _GRAPHML or (form is None and output is not None and output.suffix.lower() == f".{_GRAPHML}")
    if drawn and output is None:
        raise WrongUseError(told("analyse.graphml"), "analyse")
    chosen = _GRAPHML if drawn else format_for(form, output, tables.FORMATS, "analyse")
    if chosen == "xlsx" and output is None and console.to_terminal():
        raise WrongUseError(told("xlsx.output"), "analyse")
    from queries.analyses import LIKENESS
    from queries.analyses import analyse as found_by

    found = found_by(
        settings.workspace,
        kind,
        document=document,
        lower=lower,
        likeness=LIKENESS if likeness is None else likeness,
        include=tuple(filter(None, include.replace("，", ",").replace(" ", "").split(","))),
        allow_marked=allow_marked,
    )
    for one in found.remarks:
        console.remark(settings, one)
    if drawn and output is not None:
        from graph.network import graph_ml

        with console.opened_for_writing(output) as file:
            file.write(graph_ml(found.network))
        console.remark(settings, told("written", path=output))
        return 0
    rows = found.rows[:limit] if limit else found.rows
    if chosen == "table" and output is None and not rows:
        console.remark(settings, told("no_rows"))
        return 0
    if chosen == "xlsx":
        _give_workbook(settings, kind, found, rows, output)
    else:
        give(settings, found.columns, rows, chosen, output)
    if len(rows) < len(found.rows):
        console.remark(settings, told("some_rows", count=len(rows), all=len(found.rows)))
    return 0


def _give_workbook(settings: Settings, kind: str, found: Found, rows: Sequence[Row], output: Path | None) -> None:
    from policygraph.ledger import as_xlsx

    said = [(settings.say(told("xlsx.remark")), settings.say(one)) for one in found.remarks]
    data = as_xlsx(found.columns, rows, settings.language, settings.say(told(f"analyse.kind.{kind}")), said)
    if output is None:
        console.out_bytes(data)
        return
    with console.opened_for_writing(output, binary=True) as file:
        file.write(data)
    console.remark(settings, told("written", path=output))
