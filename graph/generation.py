"""Generations: what answers now, and how the next one takes its place.

A build writes a new folder `generations/<id>/` with snapshot and dataset, closes and syncs both, and then replaces the one small
file `current`. A process killed before that leaves the last generation answering; nothing that is read is ever written.
Readers hold a lock on their generation that dies with them; a generation that nobody holds goes at the next build.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from graph.locks import Held, hold_alone, hold_shared
from graph.workspace import WAITING_TO_REPLACE, Workspace, WorkspaceError, read_json, sync_tree, write_json

if TYPE_CHECKING:
    from graph.applying import Applied
    from graph.collection import Collection
    from graph.provenance import Run
    from graph.state import Kept, State
    from graph.things import Facts

_TRIES = 20
"""A reader that resolves `current` while builds follow one another begins again."""


class RecordError(WorkspaceError):
    """The records of a document cannot be read: the file that held them is gone or damaged."""

    def __init__(self, message: str, file: Path) -> None:
        super().__init__(message)
        self.file = file


@dataclass(frozen=True, slots=True)
class Generation:
    """A built graph that stays where it is until `close`, or until nothing refers to it, or until this process ends."""

    id: str
    build: str
    folder: Path
    held: Held

    @property
    def snapshot(self) -> Path:
        return snapshot_path(self.folder)

    @property
    def dataset(self) -> Path:
        return dataset_path(self.folder)

    def close(self) -> None:
        self.held.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def snapshot_path(folder: Path) -> Path:
    return folder / "snapshot.lbug"


def dataset_path(folder: Path) -> Path:
    return folder / "dataset"


def new_id() -> str:
    """Sorts by time; two builds never share one."""
    import secrets  # brings hashing along, which nobody needs who only reads

    return f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{secrets.token_hex(2)}"


def current(workspace: Workspace) -> Generation:
    """The generation that answers now, held for reading; says what to do where nothing was built yet."""
    for _ in range(_TRIES):
        if not workspace.pointer.exists():
            raise WorkspaceError(f"{workspace.path}: 还没有建过图；先运行 policygraph build 文件夹 (nothing was built here yet: policygraph build FOLDER)")
        named = read_json(workspace.pointer)
        folder = workspace.generations / str(named["generation"])
        if held := hold_shared(_lock(folder)):
            return Generation(str(named["generation"]), str(named["build"]), folder, held)
    raise WorkspaceError(f"{workspace.pointer}: 所指的版本不在了；请再运行 policygraph build (the generation it names is gone: build again)")


def each_record(workspace: Workspace, state: State, *, proving: bool = False) -> Iterator[tuple[Kept, Applied]]:
    """The records of each document as they stand after people's corrections.

    `proving` holds each passage against its text first, and refuses records in which one is not there.
    """
    for kept in state.documents:
        yield kept, _records_of(workspace, state, kept, proving)


def records_of(workspace: Workspace, state: State, document: str) -> Applied | None:
    """The records of the document of that IRI, after people's corrections; nothing where the graph does not hold it."""
    kept = next((one for one in state.documents if one.document == document), None)
    return _records_of(workspace, state, kept, proving=False) if kept else None


def _records_of(workspace: Workspace, state: State, kept: Kept, proving: bool) -> Applied:
    from graph.applying import apply
    from graph.validation import evidence_breaches

    extraction = workspace.load_record(kept.record)
    if extraction is None or (proving and any(evidence_breaches(extraction))):
        file = workspace.record_path(kept.record)
        raise RecordError(f"{file}: 记录缺失或损坏；请再运行 build，会重读原文件 (missing or damaged: build again, which reads the file anew)", file)
    return apply(extraction, kept.document, state.corrections)


def collection_of(workspace: Workspace, state: State, *, proving: bool = False) -> Collection:
    """What each document of the state can know of the others."""
    from graph.collection import Collection, known

    return Collection((known(one.extraction, kept.document) for kept, one in each_record(workspace, state, proving=proving)), state.as_of)


def each_document(workspace: Workspace, state: State, collection: Collection | None = None) -> Iterator[Facts]:
    """Each document's whole facts from its records, those about shared things among them."""
    from graph.facts import facts

    collection = collection or collection_of(workspace, state)
    for kept, one in each_record(workspace, state):
        yield facts(one.extraction, state.base, uri=kept.document, sources=kept.sources, stale=kept.stale, collection=collection, corrected=one.corrected)


def stream(workspace: Workspace, state: State, collection: Collection | None = None) -> Iterator[Facts]:
    """The whole graph from the records: each document's own facts, then what they share. The same for every projection."""
    from graph.facts import whole

    return whole(each_document(workspace, state, collection))


def write_generation(workspace: Workspace, facts: Iterable[Facts], base: str, run: Run | None = None) -> str:
    """Writes a new generation, whole and synced, and gives its id; `point` makes it the one that answers. `run` is the build that writes it."""
    from graph import dataset, snapshot

    generation = new_id()
    folder = workspace.generations / generation
    folder.mkdir(parents=True)
    _lock(folder).touch()
    tables = snapshot.Tables()

    def passing() -> Iterator[Facts]:
        for one in facts:
            tables.add(one)
            yield one

    dataset.write(passing(), dataset_path(folder), base, run)
    tables.write(snapshot_path(folder))
    sync_tree(folder)
    return generation


def point(workspace: Workspace, *, build: str, generation: str) -> None:
    """From here on this generation answers."""
    write_json(workspace.pointer, {"build": build, "generation": generation})


def clear_away(workspace: Workspace) -> None:
    """Removes generations that neither answer nor are read, and what killed builds left. Only under the build's lock."""
    named = read_json(workspace.pointer)["generation"] if workspace.pointer.exists() else None
    for folder in workspace.generations.iterdir():
        if folder.name != named:
            _remove(folder)
    for place in (workspace.path, workspace.records, workspace.earlier, workspace.builds):
        for left in place.glob(f"{WAITING_TO_REPLACE}*"):
            left.unlink(missing_ok=True)


def _remove(folder: Path) -> None:
    held = hold_alone(_lock(folder)) if _lock(folder).exists() else None
    if held is None and _lock(folder).exists():
        return  # somebody reads it
    going = folder.with_name(f".gone-{folder.name.removeprefix('.gone-')}")
    try:
        if held:
            held.release()  # an open file keeps Windows from renaming its folder
        folder.rename(going)
    except OSError:
        return  # somebody has a file of it open: the next build tries again
    shutil.rmtree(going, ignore_errors=True)


def _lock(folder: Path) -> Path:
    return folder / "readers.lock"
