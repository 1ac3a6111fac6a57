"""Brings a workspace up to date: what lies under the roots, what has to be read, what stands in the next generation.

    outcome = build(workspace, reader, rules=RULES, paths=[Path("文件")])

`reader` is given the files that are new or changed and gives for each either its records or why there are none. Unchanged files
are not read again. A document is forgotten only when its file lay under a root read in this run and is no longer there, or by
`forget`; a root that cannot be reached forgets nothing. What cannot be used is left out whole and told; what it said before stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from itertools import islice
from pathlib import Path

from graph import generation
from graph.corrections import read_corrections
from graph.dates import today
from graph.duplicates import documents, settle
from graph.earlier import keep_earlier
from graph.entries import failed, kept_from_before, unchanged, usable, without_marked
from graph.provenance import Run
from graph.state import Entry, Reading, Refusal, Result, State, forget_old_builds, load_state, save_state
from graph.survey import Found, Survey, survey, under
from graph.workspace import Settings, Workspace, WorkspaceError, absolute

BUILDS_REMEMBERED = 50
WRITERS = (
    *("columns.py", "schema.py", "identity.py", "placing.py", "dates.py", "collection.py", "things.py", "writing.py", "statements.py", "facts.py"),
    *("signing.py", "applying.py", "rdf.py", "provenance.py", "dataset.py", "snapshot.py"),
)
BATCH = 500
"""Documents that are checked together, and then leave memory."""

Reader = Callable[[Sequence[Path]], "Iterable[tuple[Path, Reading | Refusal]]"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did. `state` accounts for every file; exit code 1 where `complete` is false."""

    state: State
    before: State
    read: tuple[str, ...]
    """The files that were read in this run."""
    gone: tuple[str, ...]
    """The files that are forgotten: their document too, unless another file holds it."""
    unreachable: tuple[tuple[str, str], ...]
    """Roots and folders that could not be read, and why; they forget nothing."""

    @property
    def rebuilt(self) -> bool:
        """Whether a new generation was written; false where nothing had changed."""
        return self.state.generation != self.before.generation

    @property
    def complete(self) -> bool:
        return not self.unreachable and all(entry.result in (Result.READ, Result.REPLACED) for entry in self.state.entries)


def build(
    workspace: Workspace,
    reader: Reader,
    *,
    rules: str,
    paths: Sequence[Path] = (),
    base: str | None = None,
    replacing: bool = False,
    allow_marked: bool = False,
    day: str | None = None,
) -> Outcome:
    """Adds `paths` as roots and reads them, or reads all roots again where none are given.

    Documents that bear a 密级 or 内部 mark are refused unless `allow_marked`, those of earlier builds too. `day` is the day on which
    the graph says what is in force; today where none is given.
    """
    started = datetime.now(UTC)
    with workspace.locked():
        for path in paths:
            if str(absolute(path)) not in workspace.settings().roots and not path.exists():
                raise WorkspaceError(f"{path}: 没有这个文件或文件夹；请检查路径 (no such file or folder: check the path)")
        settings = workspace.open_for_build(base, paths)
        generation.clear_away(workspace)
        before = load_state(workspace)
        seen = survey([str(absolute(path)) for path in paths] or settings.roots, workspace.path)
        known = _named(workspace, before, settings.base)
        gone = seen.gone(known)
        kept = [kept_from_before(entry, seen, rules) for path, entry in known.items() if path not in seen.found and path not in gone]
        entries, read = _look_through(workspace, seen, known, reader, rules, settings.base)
        entries = [entry if allow_marked else without_marked(entry) for entry in (*kept, *entries)]
        entries = settle(entries, known, replacing=replacing)
        state = _bring_forward(workspace, settings, before, entries, rules, started=started, day=day)
        return Outcome(state, before, tuple(read), tuple(gone), tuple(seen.unreachable.items()))


def forget(workspace: Workspace, paths: Sequence[Path], *, rules: str) -> Outcome:
    """Drops files and folders from the roots, and every document that no other file holds."""
    with workspace.locked():
        settings = workspace.settings()
        before = load_state(workspace)
        dropped = [str(absolute(path)) for path in paths]
        gone = [entry.path for entry in before.entries if any(under(entry.path, folder) for folder in dropped)]
        for path in dropped:
            if path not in settings.roots and not any(under(entry, path) for entry in gone):
                raise WorkspaceError(f"{path}: 工作区里没有它；policygraph report 列出所有文件 (not in this workspace: policygraph report lists its files)")
        settings = replace(settings, roots=tuple(root for root in settings.roots if not any(under(root, folder) for folder in dropped)))
        workspace.keep_settings(settings)
        generation.clear_away(workspace)
        entries = settle([entry for entry in before.entries if entry.path not in gone], before.by_path(), replacing=False)
        state = _bring_forward(workspace, settings, before, entries, rules, started=datetime.now(UTC), forgotten=dropped)
        return Outcome(state, before, (), tuple(gone), ())


def _named(workspace: Workspace, before: State, base: str) -> dict[str, Entry]:
    """The files known so far, their documents named as this version of the program names them."""
    if before.graph == written_by():
        return before.by_path()
    from graph.identity import document_uri, fingerprint

    known = before.by_path()
    for path, entry in known.items():
        if entry.record and (extraction := workspace.load_record(entry.record)):
            document = document_uri(base, extraction.document, extraction.text)
            known[path] = replace(entry, document=document, fingerprint=fingerprint(extraction.text))
    return known


@cache
def written_by() -> str:
    """The version of what makes a graph from records: a changed table of kinds or way of naming builds a generation anew."""
    here = Path(__file__).parent
    return sha256(b"".join((here / name).read_bytes() for name in WRITERS)).hexdigest()[:10]


def _bring_forward(
    workspace: Workspace,
    settings: Settings,
    before: State,
    entries: list[Entry],
    rules: str,
    *,
    started: datetime,
    day: str | None = None,
    forgotten: Sequence[str] = (),
) -> State:
    """Writes the next generation, where anything differs, and lets it answer. `forgotten` are files and folders of which nothing is kept."""
    as_of = day or today()
    state = State(
        build=generation.new_id(),
        before=before.build,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        generation=before.generation,
        base=settings.base,
        rules=rules,
        graph=written_by(),
        entries=tuple(entries),
        documents=documents(entries, settings.roots),
        as_of=before.as_of,
        until=before.until,
        corrections=read_corrections(workspace)[0],
    )
    same = (state.documents, state.graph, state.base, state.corrections) == (before.documents, before.graph, before.base, before.corrections)
    timely = before.as_of <= as_of and (not before.until or as_of < before.until)
    if not same or not timely or not (workspace.generations / before.generation).is_dir() or not before.generation:
        state = replace(state, as_of=as_of)
        try:
            collection = generation.collection_of(workspace, state, proving=True)
            facts = generation.stream(workspace, state, collection)
            run = Run(state.build, rules, started)
            state = replace(state, until=collection.changes_after(), generation=generation.write_generation(workspace, facts, settings.base, run))
        except generation.RecordError as error:
            error.file.unlink(missing_ok=True)  # so that the next build reads its file anew
            raise
    keep_earlier(workspace, before, state, forgotten)
    save_state(workspace, state)
    generation.point(workspace, build=state.build, generation=state.generation)
    generation.clear_away(workspace)
    forget_old_builds(workspace, BUILDS_REMEMBERED)
    workspace.prune_records({entry.record for entry in entries if entry.record})
    return state


def _look_through(workspace: Workspace, seen: Survey, known: dict[str, Entry], reader: Reader, rules: str, base: str) -> tuple[list[Entry], list[str]]:
    """The entry of every file found, and which of them were read."""
    entries: list[Entry] = []
    read: list[str] = []
    to_read: dict[str, list[Found]] = {}  # by digest: the same bytes are read once
    for file in seen.found.values():
        was = known.get(file.path)
        if file.sha256 is None:
            entries.append(failed(file, rules, Result.REFUSED, (file.problem,) if file.problem else (), usable(workspace, was, rules)))
        elif was and unchanged(workspace, was, file.sha256, rules):
            entries.append(was)
        else:
            to_read.setdefault(file.sha256, []).append(file)
    by_path = {files[0].path: digest for digest, files in to_read.items()}
    given = iter(reader([Path(path) for path in by_path]))
    while batch := {by_path[str(path)]: result for path, result in islice(given, BATCH)}:
        for digest, taken in _taken(workspace, batch, rules, base):
            for file in to_read.pop(digest):
                was = usable(workspace, known.get(file.path), rules)
                entries.append(replace(taken, path=file.path) if taken.record else failed(file, rules, taken.result, taken.remarks, was))
                read.append(file.path)
    if to_read:
        raise ValueError(f"the reader gave nothing for {', '.join(files[0].path for files in to_read.values())}")
    return entries, read


def _taken(workspace: Workspace, batch: dict[str, Reading | Refusal], rules: str, base: str) -> Iterator[tuple[str, Entry]]:
    """What was read, by digest: checked against the shapes, and kept as records where it is good. Paths are filled in by the caller."""
    from graph.identity import document_uri, fingerprint
    from graph.validation import breaches

    broken = breaches({digest: result.extraction for digest, result in batch.items() if not isinstance(result, Refusal)})
    for digest, result in batch.items():
        if isinstance(result, Refusal):
            yield digest, Entry("", digest, rules, Result.REFUSED, (result.words,))
        elif digest in broken:
            yield digest, Entry("", digest, rules, Result.BROKEN, broken[digest])
        else:
            found = result.extraction
            document = document_uri(base, found.document, found.text)
            entry = Entry("", digest, rules, Result.READ, (), result.notes, result.part, workspace.keep_record(found))
            yield digest, replace(entry, fingerprint=fingerprint(found.text), document=document, marks=found.document.marks)
