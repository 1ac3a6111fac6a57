"""What earlier builds said: their records, kept beside those that stand now, so that a reissued document can be held against its old text.

    earlier/<sha256>-<rules>.json.gz   what a document said that now says something else, or is gone
    earlier/index.json                 by record: the last build that held it, and the files it was read from

Kept as long as a build that held it is remembered. Nothing is kept of what people took out with `forget`, nor of a document
that bears a mark (秘密★1年) or is refused for one. The folder may be deleted at any time; then `report --since` says
which documents it can no longer compare.
"""

from __future__ import annotations

import gzip
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.state import Result, State, build_names
from graph.survey import under
from graph.workspace import Workspace, WorkspaceError, read_json, write_bytes, write_json

if TYPE_CHECKING:
    from ontology.records import Extraction

_SUFFIX = ".json.gz"


@dataclass(frozen=True, slots=True)
class Held:
    """An earlier record: the last build that held it, and the files (whole paths) that it was read from."""

    build: str
    paths: tuple[str, ...]


def keep_earlier(workspace: Workspace, before: State, now: State, forgotten: Collection[str] = ()) -> None:
    """Keeps what `before` held and `now` does not, before its records go. `forgotten` are the files that people took out."""
    index = _index(workspace)
    standing = {kept.record for kept in now.documents}
    files: dict[str, list[str]] = {}
    for entry in before.entries:
        if entry.holds and entry.record and entry.record not in standing:
            files.setdefault(entry.record, []).append(entry.path)
    for record in {kept.record for kept in before.documents if not kept.marks} - standing:
        source = workspace.record_path(record)
        if source.exists():
            workspace.earlier.mkdir(exist_ok=True)
            if not _path(workspace, record).exists():
                write_bytes(_path(workspace, record), gzip.compress(source.read_bytes(), mtime=0))
            index[record] = Held(before.build, tuple(sorted(files.get(record, ()))))
    if not workspace.earlier.is_dir():
        return
    silenced = {entry.path for entry in now.entries if entry.result is Result.REFUSED and entry.marks}
    remembered = {*build_names(workspace), before.build}
    index = {
        record: held
        for record, held in index.items()
        if record not in standing
        and held.build in remembered
        and not any(path in silenced or any(under(path, folder) for folder in forgotten) for path in held.paths)
    }
    write_json(workspace.earlier / "index.json", {record: {"build": held.build, "paths": held.paths} for record, held in index.items()})
    for file in workspace.earlier.glob(f"*{_SUFFIX}"):
        if file.name.removesuffix(_SUFFIX) not in index:
            file.unlink(missing_ok=True)


def load_earlier(workspace: Workspace, record: str) -> Extraction | None:
    """A record that stands now or stood in an earlier build; null where it is no longer kept, or was written in another form."""
    found = workspace.load_record(record)
    if found is not None or not _path(workspace, record).exists():
        return found
    from ontology.records import Extraction

    try:
        return Extraction.model_validate_json(gzip.decompress(_path(workspace, record).read_bytes()))
    except (OSError, EOFError, ValueError):
        return None


def _path(workspace: Workspace, record: str) -> Path:
    return workspace.earlier / f"{record}{_SUFFIX}"


def _index(workspace: Workspace) -> dict[str, Held]:
    """What is known of the records kept; a damaged index means that none of them are."""
    file = workspace.earlier / "index.json"
    try:
        return {record: Held(str(one["build"]), tuple(one["paths"])) for record, one in read_json(file).items()} if file.exists() else {}
    except (WorkspaceError, KeyError, TypeError):
        return {}
