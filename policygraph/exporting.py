"""The verb that takes the graph away: `export turtle -o 图.ttl`, `export parquet -o 图`.

Everything is written beside its place, put there when it is whole, and gets a checksum. The graph is that of the build that answers now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policygraph import console
from policygraph.command import settings_of
from policygraph.messages import told
from policygraph.settings import Settings, WrongUseError
from queries.errors import NothingBuiltError

if TYPE_CHECKING:
    from graph.state import State
    from graph.things import Facts


def export(
    context: typer.Context,
    form: Annotated[str, typer.Argument(metavar="FORMAT")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="PATH")],
    allow_marked: Annotated[bool, typer.Option("--allow-marked")] = False,
) -> int:
    settings = settings_of(context)
    from graph.exports import FORMS
    from graph.exports import export as write
    from graph.generation import current
    from graph.neo4j_csv import ARGUMENTS, INDEXES
    from graph.state import load_state
    from graph.workspace import Workspace

    if form not in FORMS:
        raise WrongUseError(told("usage.choice", given=form, choices=", ".join(FORMS)), "export")
    refuse_unbuilt(settings)
    place = Workspace(settings.workspace)
    try:
        with current(place) as generation:
            state = load_state(place, generation.build)
            with counted_documents(settings, "exporting", state, allow_marked=allow_marked) as documents:
                rows = write(form, documents, state.base, output, place.identity())
    except OSError as error:
        raise WrongUseError(told("cannot_write", path=output, why=error.strerror or error), "export") from error
    if form == "neo4j-csv":
        console.remark(settings, told("neo4j_csv", path=output, rows=rows, arguments=ARGUMENTS, indexes=INDEXES))
    else:
        console.remark(settings, told("written_rows", path=output, rows=rows) if rows else told("written", path=output))
    return 0


@contextmanager
def counted_documents(settings: Settings, doing: str, state: State, *, allow_marked: bool) -> Iterator[Iterable[Facts]]:
    """Each document's facts, with progress on how many are done; refused as a whole where one bears a mark and nobody allows it."""
    from graph.generation import each_document
    from graph.workspace import Workspace

    refuse_marked(state, allowed=allow_marked)
    with console.progress(settings, told(doing)) as step:

        def counted() -> Iterator[Facts]:
            for done, one in enumerate(each_document(Workspace(settings.workspace), state)):
                step(done, len(state.documents), "")
                yield one

        yield counted()


def refuse_marked(state: State, *, allowed: bool) -> None:
    """Documents with a 密级 or 内部 mark leave this place only where somebody says so."""
    if state.marked and not allowed:
        from queries.marked import refuse

        refuse(len(state.marked))


def refuse_unbuilt(settings: Settings) -> None:
    """Says what to do where nothing was built yet."""
    from graph.workspace import Workspace

    if not Workspace(settings.workspace).pointer.exists():
        words = told("not_yet_built", workspace=settings.workspace)
        raise NothingBuiltError(words.zh, words.en)
