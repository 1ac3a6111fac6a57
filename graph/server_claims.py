"""Which workspaces state what stands on a server, and what becomes of a thing that several of them state.

Every document, every shared thing and every relationship between shared things bears the identities of the workspaces that state
it, in `stated_by`; what a document states by itself goes with the document. A workspace takes away only what it alone stated:
广州市财政局 stays as long as one of them names it. A document that two workspaces have in different versions is there in the one
that was published last, whole; agencies keep the names that any of them uses, and documents the files that any of them read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from graph.columns import Column, Type

if TYPE_CHECKING:
    from graph.things import Facts

STATED_BY = Column("stated_by", Type.STRINGS)
"""On documents, and on nodes and relationships that documents share: the identities of the workspaces that state it, sorted."""

_LISTS = {"PolicyDocument": "sources", "Agency": "names", "AgencyClass": "names", "CitedDocument": "titles"}
"""By kind: the column in which workspaces may differ over one and the same thing; there it holds what any of them says."""
_PREFERRED = {"names": ("name", "short_name"), "titles": ("title",)}
"""Of these forms the one that is shown first, and what follows from it; it stays while others state the thing too."""


def others(stated_by: Iterable[str] | None, workspace: str) -> list[str]:
    """The other workspaces that state a thing."""
    return sorted({*(stated_by or ())} - {workspace})


def claimed(besides: Iterable[str], workspace: str) -> list[str] | None:
    """What `stated_by` is to say; null where nobody states it (his name is empty), and it belongs to whoever publishes next."""
    return sorted({*besides, workspace} - {""}) or None


def joined(kind: str, row: Mapping[str, Any], found: Mapping[str, Any], workspace: str) -> dict[str, Any]:
    """A row as the server is to hold it: `found` are the properties that the node has there, if it is there."""
    besides = others(found.get(STATED_BY.name), workspace)
    whole = {**row, STATED_BY.name: claimed(besides, workspace)}
    column = _LISTS.get(kind)
    if besides and column is not None:
        whole[column] = sorted({*(row[column] or ()), *(found.get(column) or ())})
        preferred = _PREFERRED.get(column, ())
        if preferred and found.get(preferred[0]) in whole[column]:
            whole |= {name: found.get(name) for name in preferred}
    return whole


class View:
    """What a server holds as one workspace sees it: a thing that others state too is as this one says, where it adds nothing but theirs.

    `stated` gives the facts of the workspace (`graph.generation.stream`), and is asked only where there is such a thing.
    """

    def __init__(self, workspace: str, stated: Callable[[], Iterable[Facts]]) -> None:
        self.workspace = workspace
        self._stated = stated
        self._rows: dict[tuple[str, str], Mapping[str, Any]] | None = None

    def of(self, kind: str, found: dict[str, Any]) -> Mapping[str, Any]:
        """The properties of a node, those that may differ put as the workspace has them."""
        column = _LISTS.get(kind)
        if column is None or not others(found.get(STATED_BY.name), self.workspace):
            return found
        if self._rows is None:
            self._rows = {(node.kind, node.uri): node.row for facts in self._stated() for node in facts.nodes if node.kind in _LISTS}
        row = self._rows.get((kind, found["uri"]))
        if row is None or joined(kind, row, found, self.workspace)[column] != found.get(column):
            return found
        return {**found, **{name: row[name] for name in (column, *_PREFERRED.get(column, ()))}}
