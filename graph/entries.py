"""What becomes of one file in a build, without reading it: unchanged, as it was before, failed with its older facts, or refused for its mark.

方案.pdf that can no longer be opened keeps what it said, marked stale; one that bears 秘密★1年 gives nothing unless people say so.
"""

from __future__ import annotations

from dataclasses import replace

from graph.state import Entry, Result
from graph.survey import Found, Survey, under
from graph.words import Words
from graph.workspace import Workspace, record_name


def without_marked(entry: Entry) -> Entry:
    """A file whose document bears a mark gives nothing: not what it says now, and not what it said before."""
    if not entry.marks or (entry.result is Result.REFUSED and entry.record is None):
        return entry
    marks = "、".join(entry.marks)
    words = Words(
        f"文件标有“{marks}”，不读入；确可读入时请用 --allow-marked", f"bears the mark “{marks}” and is not taken; where it may be, use --allow-marked"
    )
    return Entry(entry.path, entry.sha256, entry.rules, Result.REFUSED, (words,), marks=entry.marks)


def failed(file: Found, rules: str, result: Result, remarks: tuple[Words, ...], was: Entry | None) -> Entry:
    """A file that gave nothing this time: what it said before stays, marked stale."""
    entry = Entry(file.path, file.sha256 or "", rules, result, remarks)
    if was is None or not was.holds:
        return entry
    return replace(was, sha256=entry.sha256, rules=rules, result=result, remarks=remarks)


def kept_from_before(entry: Entry, seen: Survey, rules: str) -> Entry:
    """A file that was not looked at in this run; one in an archive that could not be opened says so."""
    closed = next((archive for archive in seen.closed if under(entry.path, archive)), None)
    if closed is None:
        return entry
    words = Words(f"{closed} 打不开", f"{closed} cannot be opened")
    return failed(Found(entry.path, None), rules, Result.REFUSED, (words,), entry)


def unchanged(workspace: Workspace, was: Entry, digest: str, rules: str) -> bool:
    """The same bytes, read by the same rules, with a result that another reading would not change."""
    good = was.result in (Result.READ, Result.WAITING, Result.REPLACED)
    return good and was.sha256 == digest and was.rules == rules and was.record is not None and workspace.record_path(was.record).exists()


def usable(workspace: Workspace, was: Entry | None, rules: str) -> Entry | None:
    """What a file said before, where its records can still be read: those of older rules may have another form."""
    if was is None or was.record is None:
        return None
    current = was.record == record_name(was.sha256, rules) and workspace.record_path(was.record).exists()
    return was if current or workspace.load_record(was.record) else None
