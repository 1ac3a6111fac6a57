"""What a networkx analysis finds in the graph: `analyse(".policygraph", "together")` gives columns, rows with their sources, and a network.

Each kind of analysis is a file of its own. What is counted are assignments: an agency, its role, a task. Nothing here is a fact of a document;
every row names the documents and the words that it was counted from, so that people can judge it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from contextlib import closing
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from queries.answering import default_workspace, engine_for
from queries.document_names import find_documents, left_out
from queries.errors import ParameterError
from queries.head import Column
from queries.marked import refuse_marked
from queries.own_names import learn_names
from queries.wording import Wording

if TYPE_CHECKING:
    from networkx import Graph, MultiDiGraph

    from queries.engines import Engine, Row

KINDS = ("together", "centrality", "communities", "overload", "gaps")
LIKENESS = 0.14
"""From here on two tasks are taken to be about the same, where nobody says otherwise: between real documents paired at random, the nearest
task stays below it in 99 of 100, and above it nearly all are about one matter (住房公积金 in two cities)."""


@dataclass(frozen=True, slots=True)
class Found:
    """What an analysis found: a table, the network that it was found in, and what is to be said about both."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    network: Graph[Any]
    remarks: tuple[Wording, ...] = ()

    def records(self) -> list[dict[str, Any]]:
        """The rows as objects, by the names of the columns."""
        names = [column.name for column in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an analysis is to look at: IRIs of documents; for `gaps`, those of the lower plans too, and the least likeness."""

    documents: tuple[str, ...]
    lower: tuple[str, ...]
    likeness: float
    named: bool
    """Whether both were named: then they are compared whether or not they cite each other."""


def analyse(
    workspace: str | os.PathLike[str] | None,
    kind: str,
    *,
    document: str = "",
    lower: str = "",
    likeness: float = LIKENESS,
    include: Collection[str] = (),
    allow_marked: bool = False,
) -> Found:
    """One of `KINDS` over the documents in force, with `include={"repealed"}` over all; `document` and `lower` name some by number, title or part of it.

    Raises `ParameterError`, and `MarkedError` as questions do.
    """
    _refuse_wrong(kind, lower, likeness, include)
    folder = default_workspace(workspace)
    learn_names(folder)
    repealed = "repealed" in include
    with closing(engine_for(folder)) as engine:
        if not allow_marked:
            refuse_marked(engine)
        named = [find_documents(engine, asked, repealed=repealed) for asked in (document, lower)]
        remarks = [remark for one in named for remark in one.remarks]
        if not repealed and not (document and lower):
            remarks += left_out(engine)
        run: Callable[[Engine, Wanted], Found] = import_module(f"queries.analyses.{kind}").run
        higher, below = (tuple(one.uris) for one in named)
        found = run(engine, Wanted(higher, below, likeness, bool(document and lower)))
    return Found(found.columns, found.rows, found.network, (*remarks, *found.remarks))


def network(workspace: str | os.PathLike[str] | None, *, allow_marked: bool = False) -> MultiDiGraph[str]:
    """The whole graph of the build that answers, as `graph.network.network_of` makes it. Raises as questions do."""
    from graph.facts import whole
    from graph.generation import current, each_document
    from graph.network import network_of
    from graph.state import load_state
    from graph.workspace import Workspace

    folder = default_workspace(workspace)
    with closing(engine_for(folder)) as engine:
        if not allow_marked:
            refuse_marked(engine)
    place = Workspace(folder)
    with current(place) as generation:
        return network_of(whole(each_document(place, load_state(place, generation.build))))


def _refuse_wrong(kind: str, lower: str, likeness: float, include: Collection[str]) -> None:
    if kind not in KINDS:
        raise ParameterError(f"没有“{kind}”这种分析，可用：{'、'.join(KINDS)}", f"there is no analysis {kind!r}; there are {', '.join(KINDS)}")
    if lower and kind != "gaps":
        raise ParameterError("--lower 只用于 gaps", "--lower is for gaps only")
    if not 0 <= likeness <= 1:
        raise ParameterError(f"--likeness 应在 0 和 1 之间，不是 {likeness:g}", f"--likeness must be between 0 and 1, not {likeness:g}")
    if wrong := set(include) - {"repealed"}:
        raise ParameterError(f"--include {min(wrong)}：分析只认 repealed", f"--include {min(wrong)}: an analysis knows repealed only")
