"""The account of a build: every file with what became of it, and the totals; nothing that lay under a root is passed over.

方案.txt was read, 方案.pdf refused (PDF 文件, no loader yet), 旧方案.txt is gone. `report` makes the same account later from what the
workspace remembers of the build.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from queries.engines import embedded
from queries.wording import Wording

if TYPE_CHECKING:
    from graph.state import Entry, State
    from graph.workspace import Workspace

RESULTS = {
    "read": Wording("已读", "read"),
    "part": Wording("部分已读", "read in part"),
    "duplicate": Wording("重复", "duplicate"),
    "refused": Wording("拒绝", "refused"),
    "broken": Wording("不合规", "broken"),
    "waiting": Wording("待定", "waiting"),
    "replaced": Wording("已被取代", "replaced"),
    "forgotten": Wording("已忘掉", "forgotten"),
    "unreachable": Wording("读不到", "unreachable"),
}
"""What may have become of a file. `part`: pages, sheets or pictures of it are not in the text, the remarks say which. `duplicate`: its words stand in another
file too, so its document has several sources."""

CHANGES = {
    "new": Wording("新增", "new"),
    "changed": Wording("有改动", "changed"),
    "unchanged": Wording("未变", "unchanged"),
    "gone": Wording("没有了", "gone"),
}
FELL_SHORT = ("part", "refused", "broken", "waiting", "unreachable")

FATES = {
    "applied": Wording("已采用", "applied"),
    "agreed": Wording("规则已同", "agreed"),
    "pending": Wording("尚未建图", "not built yet"),
    "gone": Wording("原文已无", "words gone"),
    "unclear": Wording("所指不明", "unclear"),
    "invalid": Wording("不可采用", "invalid"),
    "no-document": Wording("没有此文件", "no such document"),
    "unreadable": Wording("读不了", "unreadable"),
}
"""What may have become of a correction."""

_COUNTS = """
MATCH (document:PolicyDocument)
OPTIONAL MATCH (document)-[:STATES]->(task:PolicyTask)
WITH document, count(task) AS tasks
OPTIONAL MATCH (document)-[:STATES]->(:PolicyTask)-[:HAS_ASSIGNMENT]->(assignment:Assignment)
WITH document, tasks, count(assignment) AS assignments
OPTIONAL MATCH (document)-[:OMITS]->(omission:Omission)
RETURN document.uri AS uri, document.title AS title, document.number AS number, tasks, assignments, count(omission) AS omissions
ORDER BY uri
"""
_REASONS = "MATCH (omission:Omission) RETURN omission.reason AS reason, count(omission) AS times ORDER BY times DESC, reason"
_UNRESOLVED = """
MATCH (assignment:Assignment) WHERE assignment.unresolved IS NOT NULL
RETURN assignment.agency AS name, assignment.unresolved AS reason, count(assignment) AS times ORDER BY times DESC, name, reason
"""


@dataclass(frozen=True, slots=True)
class FileAccount:
    """One file. The counts are those of its document as it stands in the graph; none where it gave none."""

    path: str
    result: str
    change: str
    title: str | None = None
    number: str | None = None
    tasks: int | None = None
    assignments: int | None = None
    omissions: int | None = None
    stale: bool = False
    remarks: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class CorrectionAccount:
    """One correction, and what became of it."""

    file: str
    fate: str
    document: str
    kind: str
    quote: str
    signed: str
    remark: Wording

    @property
    def fell_short(self) -> bool:
        return self.fate not in ("applied", "agreed", "pending")

    @property
    def words(self) -> Wording:
        """The correction in one line for people."""
        what, fate = f"{self.kind}“{self.quote}”（{self.signed}）" if self.quote else "", FATES[self.fate]
        return Wording(f"更正 {self.file}：{fate.zh}。{what}{self.remark.zh}", f"correction {self.file}: {fate.en}. {what} {self.remark.en}".rstrip())


@dataclass(frozen=True, slots=True)
class Account:
    """One build, and what differs from an earlier one (`since`; the one before where nothing else was asked)."""

    workspace: str
    build: str
    at: str
    since: str
    files: tuple[FileAccount, ...]
    documents: int
    tasks: int
    assignments: int
    omissions: int
    reasons: dict[str, int] = field(default_factory=dict)
    unresolved: tuple[tuple[str, str, int], ...] = ()
    corrections: tuple[CorrectionAccount, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every file gave what it holds, and every correction could be made."""
        return not any(file.result in FELL_SHORT for file in self.files) and not any(one.fell_short for one in self.corrections)

    def results(self) -> dict[str, int]:
        """How many files had each result, in the order of `RESULTS`."""
        counted = Counter(file.result for file in self.files)
        return {name: counted[name] for name in RESULTS if counted[name]}

    def as_json(self) -> dict[str, Any]:
        """The whole account as `report --format json` prints it."""

        def one(file: FileAccount) -> dict[str, Any]:
            remarks = [in_both(words) for words in file.remarks]
            return {name: getattr(file, name) for name in FileAccount.__dataclass_fields__ if name != "remarks"} | {"remarks": remarks}

        return {
            "workspace": self.workspace,
            "build": self.build,
            "at": self.at,
            "since": self.since,
            "totals": {name: getattr(self, name) for name in ("documents", "tasks", "assignments", "omissions")},
            "results": self.results(),
            "files": [one(file) for file in self.files],
            "omissions": self.reasons,
            "unresolved": [{"name": name, "reason": reason, "times": times} for name, reason, times in self.unresolved],
            "corrections": [
                {name: getattr(one, name) for name in CorrectionAccount.__dataclass_fields__ if name != "remark"} | {"remark": in_both(one.remark)}
                for one in self.corrections
            ],
        }


def in_both(words: Wording) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}


def account_of(workspace: Workspace, state: State, before: State, unreachable: Iterable[tuple[str, str]] = (), *, only_changed: bool = False) -> Account:
    """The account of `state`, with what is new, changed or gone since `before`."""
    engine = embedded(workspace.path)
    counts = {str(uri): values for uri, *values in engine.run(_COUNTS, {}).rows}
    earlier = before.by_path()
    first_of: dict[str, str] = {}
    files = []
    for entry in state.entries:
        result = str(entry.result)
        if result == "read" and first_of.setdefault(entry.document, entry.path) != entry.path:
            result = "duplicate"
        if result in {"read", "duplicate"} and entry.part:
            result = "part"
        files.append(_file(entry, result, _change(entry, earlier.get(entry.path)), counts))
    now = state.by_path()
    opened = {parent for path in now for parent in _archives(path)}
    files += [FileAccount(path, "forgotten", "gone") for path in earlier if path not in now and path not in opened]
    files += [FileAccount(path, "unreachable", "unchanged", remarks=(Wording(why, why),)) for path, why in unreachable]
    if only_changed:
        files = [file for file in files if file.change != "unchanged"]
    totals = [sum(int(str(values[place])) for values in counts.values()) for place in (2, 3, 4)]
    return Account(
        workspace=str(workspace.path),
        build=state.build,
        at=state.at,
        since=before.build,
        files=tuple(sorted(files, key=lambda file: file.path)),
        documents=len(counts),
        tasks=totals[0],
        assignments=totals[1],
        omissions=totals[2],
        reasons={str(reason): int(times) for reason, times in _rows(engine, _REASONS)},
        corrections=_corrections(workspace, state),
        unresolved=tuple((str(name), str(reason), int(times)) for name, reason, times in _rows(engine, _UNRESOLVED)),
    )


def _archives(path: str) -> list[str]:
    """The archive that a file lies in: one that could not be opened before is not gone when its files are read."""
    return [str(parent) for parent in PurePath(path).parents if parent.suffix.lower() == ".zip"] if ".zip" in path.lower() else []


def _corrections(workspace: Workspace, state: State) -> tuple[CorrectionAccount, ...]:
    """Every correction of the workspace as it stands now, in the order of the files' names."""
    if not state.corrections and not (workspace.path / "corrections").is_dir():
        return ()
    from graph.correcting import fates

    found = []
    for one in fates(workspace, state):
        given, remark = one.correction, Wording(one.words.zh, one.words.en)
        about = (given.document, given.kind, given.quote, given.signed) if given else ("", "", "", "")
        found.append(CorrectionAccount(one.file, str(one.fate), *about, remark))
    return tuple(found)


def _rows(engine: Any, query: str) -> Any:
    return engine.run(query, {}).rows


def _file(entry: Entry, result: str, change: str, counts: dict[str, Any]) -> FileAccount:
    held = counts.get(entry.document) if entry.holds else None
    remarks = tuple(Wording(words.zh, words.en) for words in (*entry.remarks, *entry.notes))
    if held is None:
        return FileAccount(entry.path, result, change, remarks=remarks)
    title, number, tasks, assignments, omissions = held if not entry.marks else (None, None, *held[2:])  # shown only with the word for it
    return FileAccount(entry.path, result, change, title, number, tasks, assignments, omissions, entry.stale, remarks)


def _change(entry: Entry, was: Entry | None) -> str:
    if was is None:
        return "new"
    same = (entry.sha256, entry.result, entry.document, entry.record) == (was.sha256, was.result, was.document, was.record)
    return "unchanged" if same else "changed"
