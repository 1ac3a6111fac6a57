"""What one build knew: every file with its result, and the documents that its generation holds.

A file that gave no document says why, in Chinese and English; nothing that lay under a root is passed over in silence, and a
document whose file could not be read this time (`REFUSED`, `BROKEN`) keeps the facts it had, marked stale.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from graph.words import Words
from graph.workspace import Workspace, WorkspaceError, read_json, write_json

if TYPE_CHECKING:
    from graph.corrections import Correction
    from ontology.records import Extraction


class Result(StrEnum):
    """What became of a file."""

    READ = "read"
    """Its document is in the graph; the same text in several files is one document with several sources."""
    REFUSED = "refused"
    """It could not be loaded."""
    BROKEN = "broken"
    """What was read breaks a shape of the ontology or its evidence is not in the text: left out whole."""
    WAITING = "waiting"
    """Another text holds its number and title; it waits for `--replace`."""
    REPLACED = "replaced"
    """Another text took its place through `--replace`."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a reader gave no records for a file."""

    words: Words


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of a file, and what it remarks on the reading: 第3页没有文字层，没有读."""

    extraction: Extraction
    notes: tuple[Words, ...] = ()
    part: bool = False
    """Whether something of the file is missing from the text."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file. `record` names the records whose facts stand in the graph for it; null where there never were any."""

    path: str
    sha256: str
    """Of the bytes that were seen; empty where it could not be opened."""
    rules: str
    result: Result
    remarks: tuple[Words, ...] = ()
    notes: tuple[Words, ...] = ()
    """What was remarked when `record` was read: the encoding that was taken, pages without text."""
    part: bool = False
    """Whether `record` lacks something of the file; the notes say what."""
    record: str | None = None
    fingerprint: str = ""
    """Of the text of `record`: the same for two files that hold the same words."""
    document: str = ""
    """IRI of the document that `record` describes."""
    marks: tuple[str, ...] = ()
    """密级 and 内部 marks of the document, also where it was refused for them."""

    @property
    def stale(self) -> bool:
        """Its facts are from before: the file as it is now could not be used."""
        return self.record is not None and self.result in (Result.REFUSED, Result.BROKEN)

    @property
    def holds(self) -> bool:
        """Whether the graph holds its document from it."""
        return self.record is not None and self.result not in (Result.WAITING, Result.REPLACED)


@dataclass(frozen=True, slots=True)
class Kept:
    """One document of a generation: the records it is made from, and the files that hold it."""

    record: str
    document: str
    sources: tuple[str, ...]
    stale: bool
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """One build: who it was, what it saw, what its generation holds."""

    build: str = ""
    before: str = ""
    """The build before this one."""
    at: str = ""
    generation: str = ""
    base: str = ""
    rules: str = ""
    graph: str = ""
    """Version of the program's part that made the generation from the records."""
    entries: tuple[Entry, ...] = ()
    documents: tuple[Kept, ...] = field(default=())
    as_of: str = ""
    """The day on which the generation says what is in force."""
    until: str = ""
    """The first day after it on which time alone may change that; empty where there is none."""
    corrections: tuple[Correction, ...] = ()
    """People's corrections as this generation holds them."""

    @property
    def marked(self) -> tuple[Kept, ...]:
        """The documents that bear a 密级 or 内部 mark."""
        return tuple(kept for kept in self.documents if kept.marks)

    def by_path(self) -> dict[str, Entry]:
        return {entry.path: entry for entry in self.entries}


def load_state(workspace: Workspace, build: str | None = None) -> State:
    """The state of the build that answers now, or of an earlier one; an empty one before the first build."""
    if build is None:
        if not workspace.pointer.exists():
            return State()
        build = str(read_json(workspace.pointer)["build"])
    file = workspace.builds / f"{build}.json"
    if not file.exists():
        known = ", ".join(build_names(workspace)[-5:])
        raise WorkspaceError(f"{file}: 没有这次建图的记录；已有 {known} (no such build; the last ones are listed)")
    found = read_json(file)
    entries = tuple(_entry(one) for one in found.pop("entries"))
    documents = tuple(Kept(**{**one, **_tuples(one, "sources", "marks")}) for one in found.pop("documents"))
    given = found.pop("corrections", ())
    if not given:
        return State(**found, entries=entries, documents=documents)
    from graph.corrections import Correction  # who only asks needs no YAML

    return State(**found, entries=entries, documents=documents, corrections=tuple(Correction(**one) for one in given))


def save_state(workspace: Workspace, state: State) -> None:
    write_json(workspace.builds / f"{state.build}.json", asdict(state))


def build_names(workspace: Workspace) -> list[str]:
    """The builds that are remembered, oldest first."""
    return sorted(file.stem for file in workspace.builds.glob("[0-9]*.json"))


def forget_old_builds(workspace: Workspace, keep: int) -> None:
    """What older builds knew goes; the last `keep` stay, for reports of what changed since."""
    for name in build_names(workspace)[:-keep]:
        (workspace.builds / f"{name}.json").unlink(missing_ok=True)


def _entry(values: dict[str, Any]) -> Entry:
    """A file as `asdict` wrote it."""
    said = {name: tuple(Words(**one) for one in values.get(name, ())) for name in ("remarks", "notes")}
    return Entry(**{**values, **_tuples(values, "marks"), **said, "result": Result(values["result"])})


def _tuples(values: dict[str, Any], *names: str) -> dict[str, tuple[str, ...]]:
    """JSON has lists only."""
    return {name: tuple(values.get(name, ())) for name in names}
