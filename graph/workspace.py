"""The workspace: a folder that holds the records of the documents, what is known of their files, and the built generations.

    workspace.json            schema version, base IRI and identity (both set at the first build), roots
    records/<sha256>-<rules>.json   what one file says: the truth that everything else is made from
    earlier/                  what earlier builds said and this one does not, to tell what changed
    builds/<id>.json          what one build knew of every file: which document it gave, or why none
    generations/<id>/         snapshot and dataset of one build, never written again
    current                   names the build and the generation that answer

Every file is written beside its place, synced and then put there, so that a killed process leaves the old one or the new one. A
workspace of another schema version, another base IRI or a file that is not ours is refused with what to do, e.g. `--base
https://a.example/` on a workspace whose base is another.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from graph.locks import hold_alone

if TYPE_CHECKING:
    from ontology.records import Extraction

SCHEMA = 1
BASE = "https://policygraph.example/"
"""The base IRI of a workspace that was not given another."""

WAITING_TO_REPLACE = ".new-"


class WorkspaceError(Exception):
    """The workspace cannot be used as asked; says which file or value, and what to do."""


class BuildRunningError(WorkspaceError):
    """Another build holds the workspace."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What `workspace.json` holds. Roots are absolute paths, in the order they were given."""

    base: str = BASE
    roots: tuple[str, ...] = ()
    identity: str = ""
    """By which a server that several workspaces publish to knows what this one states; empty before the first build."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace folder; nothing is read or written until it is asked for."""

    path: Path

    @property
    def records(self) -> Path:
        return self.path / "records"

    @property
    def earlier(self) -> Path:
        return self.path / "earlier"

    @property
    def builds(self) -> Path:
        return self.path / "builds"

    @property
    def generations(self) -> Path:
        return self.path / "generations"

    @property
    def pointer(self) -> Path:
        return self.path / "current"

    def exists(self) -> bool:
        return (self.path / "workspace.json").is_file()

    def settings(self) -> Settings:
        """What the workspace was told; a new workspace's where there is none yet."""
        file = self.path / "workspace.json"
        if not file.exists():
            return Settings()
        found = read_json(file)
        if found.get("schema") != SCHEMA:
            version = found.get("schema")
            raise WorkspaceError(
                f"{file}: schema {version!r} 不是本程序的 {SCHEMA}；请用写它的版本打开，或另建工作区 "
                f"(schema {version!r} is not {SCHEMA}: use the version that wrote it, or a new workspace)"
            )
        return Settings(str(found["base"]), tuple(found["roots"]), str(found.get("identity", "")))

    def keep_settings(self, settings: Settings) -> None:
        self.path.mkdir(parents=True, exist_ok=True)
        write_json(self.path / "workspace.json", {"schema": SCHEMA, "base": settings.base, "identity": settings.identity, "roots": list(settings.roots)})

    def identity(self) -> str:
        """The identity of a workspace that was built; one that a version without identities built gets its own now."""
        settings = self.settings()
        if not settings.identity:
            settings = replace(settings, identity=_new_identity())
            self.keep_settings(settings)
        return settings.identity

    def open_for_build(self, base: str | None = None, roots: Iterable[Path] = ()) -> Settings:
        """Settles the base IRI (at the first build) and adds roots; refuses a base that differs from the one in use."""
        settings = self.settings()
        if base is not None:
            base = _checked_base(base)
            if self.exists() and base != settings.base:
                raise WorkspaceError(
                    f"--base {base}: 工作区 {self.path} 的基准 IRI 已是 {settings.base}，不能更改；请另建工作区 "
                    f"(its base IRI has been {settings.base} since its first build: use a new workspace)"
                )
            settings = replace(settings, base=base)
        added = dict.fromkeys((*settings.roots, *(str(absolute(root)) for root in roots)))
        settings = replace(settings, roots=tuple(added), identity=settings.identity or _new_identity())
        for folder in (self.records, self.builds, self.generations):
            folder.mkdir(parents=True, exist_ok=True)
        if settings != self.settings() or not self.exists():
            self.keep_settings(settings)
        return settings

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One build at a time: refuses while another process builds; a dead one does not count."""
        self.path.mkdir(parents=True, exist_ok=True)
        held = hold_alone(self.path / "build.lock")
        if held is None:
            raise BuildRunningError(f"{self.path}: 另一个 build 正在进行；等它结束再试 (another build is running here: try again when it has ended)")
        try:
            yield
        finally:
            held.release()

    def record_path(self, record: str) -> Path:
        return self.records / f"{record}.json"

    def keep_record(self, extraction: Extraction) -> str:
        """Writes the records of one document and gives the name they are kept under."""
        record = record_name(extraction.source.sha256, extraction.rules)
        write_bytes(self.record_path(record), extraction.model_dump_json(indent=1).encode())
        return record

    def load_record(self, record: str) -> Extraction | None:
        """The records kept under a name; null where there are none, or none that this version can read: the file is read again."""
        from ontology.records import Extraction  # pydantic is not needed to ask a question

        try:
            return Extraction.model_validate_json(self.record_path(record).read_bytes())
        except (FileNotFoundError, ValueError):
            return None

    def prune_records(self, keep: Iterable[str]) -> None:
        """Removes records that no file stands behind any more, and what a killed build left half written."""
        names = {f"{record}.json" for record in keep}
        for file in self.records.iterdir():
            if file.name not in names:
                file.unlink(missing_ok=True)


def record_name(digest: str, rules: str) -> str:
    return f"{digest}-{re.sub(r'[^0-9A-Za-z._-]', '_', rules)}"


def absolute(path: Path) -> Path:
    """The path as a root is remembered; links are kept as they were given."""
    return Path(os.path.abspath(path))  # noqa: PTH100  Path.absolute() keeps `..`


def file_digest(path: Path) -> str:
    from hashlib import sha256

    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def read_json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except ValueError as error:
        raise WorkspaceError(f"{path}: 不是 JSON ({error})；请从备份恢复，或删除后重建 (not JSON: restore it, or delete it and build again)") from error
    if not isinstance(found, dict):
        raise WorkspaceError(f"{path}: 应是一个 JSON 对象；请从备份恢复，或删除后重建 (should be one JSON object: restore it, or delete it and build again)")
    return found


def write_json(path: Path, value: object) -> None:
    write_bytes(path, json.dumps(value, ensure_ascii=False, indent=1).encode())


def write_bytes(path: Path, content: bytes) -> None:
    """Beside its place, synced, then put there: whoever reads finds the old content or the new, whole."""
    new = path.with_name(f"{WAITING_TO_REPLACE}{os.getpid()}-{path.name}")
    with new.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def sync_tree(folder: Path) -> None:
    """Sees that a folder's files and names are on the disk before anything points to them."""
    for parent, _, names in os.walk(folder):
        for name in names:
            _sync(Path(parent) / name, os.O_RDWR)
        if os.name == "posix":
            _sync(Path(parent), os.O_RDONLY)
    if os.name == "posix":
        _sync(folder.parent, os.O_RDONLY)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _new_identity() -> str:
    return os.urandom(8).hex()


def _checked_base(base: str) -> str:
    parts = urlsplit(base)
    if parts.scheme not in ("http", "https") or not parts.netloc or re.search(r'[\s<>"{}|\\^`#?]', base) or not base.isascii():
        raise WorkspaceError(f"--base {base}: 应是 http(s) 地址，如 https://data.example.cn/ (must be an http or https IRI such as https://data.example.cn/)")
    return base if base.endswith("/") else base + "/"
