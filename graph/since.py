"""What the documents of the workspace say differently since an earlier build, each change with its document and its cause.

A document is held against the one with the same IRI; else against the one that the same file held, so that a file that was edited in
place is compared even where its number was put right. A document whose mark (秘密★1年) keeps it out of sight is not compared. Documents
whose older records are no longer kept are named, not passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from graph.applying import apply
from graph.comparing import Change, Kind, compare, whole
from graph.dates import last_day
from graph.earlier import load_earlier
from graph.identity import fingerprint
from graph.state import Kept, State, build_names, load_state
from graph.workspace import Workspace, WorkspaceError
from ontology.records import Extraction

LAST = ("last", "上次")
"""What people call the build before the one that answers."""

_DATE = re.compile(r"(\d{4})(?:[-./年](\d{1,2})(?:[-./月](\d{1,2})日?|月)?|(\d\d)(\d\d))")
_BUILD = re.compile(r"(\d{8}T\d{6})")


class Cause(StrEnum):
    """Why a document says something else than before."""

    TEXT = "text"
    """The document's words are others: it was issued again, or its file was changed."""
    RULES = "rules"
    """The words are the same; newer rules, or names of one's own, read them otherwise."""
    CORRECTION = "correction"
    """The words are the same; a person corrected what was read."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A document that says something else, with every difference; or one that can no longer be compared (`lost`)."""

    document: str
    """Its IRI; of a document that is gone, the IRI that it had."""
    title: str
    number: str
    cause: Cause
    changes: tuple[Change, ...] = ()
    lost: bool = False

    @property
    def kind(self) -> Kind:
        """Whether the document is new, gone, or the same with other words."""
        first = self.changes[0] if self.changes else None
        return first.kind if first and first.what == "document" else Kind.ALTERED


def state_since(workspace: Workspace, words: str) -> State:
    """The state of an earlier build: by its id, by a day (the last build up to the end of it), or `last`.

    A day before the first build means that nothing was there. Refuses what names no build that is remembered.
    """
    now = load_state(workspace)
    if words in LAST:
        return load_state(workspace, now.before) if now.before else State()
    day, names = _day(words), build_names(workspace)
    if day is None:
        if words not in names:
            known = ", ".join(names[-5:])
            raise WorkspaceError(
                f"--since {words}: 没有这次建图；可写建图编号（最近的有 {known}）、日期（如 2026-11-20）或“上次” "
                f"(no such build: give the id of one (the last are listed), a day such as 2026-11-20, or last)"
            )
        return load_state(workspace, words)
    earlier = [name for name in names if (built := _built_on(name)) and built <= day]
    if earlier:
        return load_state(workspace, earlier[-1])
    first = load_state(workspace, names[0])
    if not first.before:
        return State()
    raise WorkspaceError(
        f"--since {words}: 那时的建图已不再保留；最早的一次是 {names[0]} (the builds of that time are no longer remembered; the first that is: {names[0]})"
    )


def changed_since(workspace: Workspace, before: State, now: State) -> Iterator[Changed]:
    """Every document that says something else now than in the earlier build, in the order of their IRIs; those that are gone come last."""
    pairs, gone = _pairs(before, now)
    for new, old in pairs:
        if new.marks or (old and old.marks):
            continue
        if old and old.record == new.record and before.corrections == now.corrections:
            continue
        if found := _changed(workspace, before, now, old, new):
            yield found
    for old in gone:
        if not old.marks:
            yield _gone(workspace, before, old)


def _pairs(before: State, now: State) -> tuple[list[tuple[Kept, Kept | None]], list[Kept]]:
    """Each document with what it was before, and what is gone: by IRI, else by the file that both were read from."""
    left = {kept.document: kept for kept in before.documents}
    found = {new.document: left.pop(new.document, None) for new in now.documents}
    for new in now.documents:
        if found[new.document] is None:
            same_file = [old for old in left.values() if set(old.sources) & set(new.sources)]
            if len(same_file) == 1:
                found[new.document] = left.pop(same_file[0].document)
    return [(new, found[new.document]) for new in now.documents], list(left.values())


def _changed(workspace: Workspace, before: State, now: State, old: Kept | None, new: Kept) -> Changed | None:
    after = _records(workspace, now, new)
    if after is None:
        return Changed(new.document, "", "", Cause.TEXT, lost=True)
    if old is None:
        return _said(new, after, Cause.TEXT, whole(after, Kind.ADDED))
    was = _records(workspace, before, old)
    if was is None:
        return _said(new, after, Cause.TEXT, (), lost=old.record != new.record)
    same_words = fingerprint(was.text) == fingerprint(after.text)
    cause = Cause.TEXT if not same_words else Cause.RULES if was.rules != after.rules else Cause.CORRECTION
    said = _said(new, after, cause, compare(was, after))
    return said if said.changes else None


def _gone(workspace: Workspace, before: State, old: Kept) -> Changed:
    was = _records(workspace, before, old)
    if was is None:
        return Changed(old.document, "", "", Cause.TEXT, lost=True)
    return _said(old, was, Cause.TEXT, whole(was, Kind.GONE))


def _said(kept: Kept, extraction: Extraction, cause: Cause, changes: Iterator[Change] | tuple[Change, ...], *, lost: bool = False) -> Changed:
    document = extraction.document
    return Changed(kept.document, document.title or document.notice_title or "", document.number or "", cause, tuple(changes), lost)


def _records(workspace: Workspace, state: State, kept: Kept) -> Extraction | None:
    """What a document said in a build, with the corrections of that time."""
    extraction = load_earlier(workspace, kept.record)
    return apply(extraction, kept.document, state.corrections).extraction if extraction else None


def _day(words: str) -> date | None:
    """The day that people write (2026-11-20, 2026年11月20日; of a month its last day); null where it is no date."""
    found = _DATE.fullmatch(words.strip())
    if not found:
        return None
    written = "-".join(part.zfill(2) for part in found.groups() if part)
    try:
        return date.fromisoformat(last_day(written) or "")
    except ValueError as error:
        raise WorkspaceError(f"--since {words}: 没有这一天 (there is no such day)") from error


def _built_on(build: str) -> date | None:
    """The day of a build here, where its name tells it in UTC."""
    found = _BUILD.match(build)
    return datetime.strptime(found[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC).astimezone().date() if found else None
