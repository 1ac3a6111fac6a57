"""What two versions of one document say differently: tasks, agencies, roles, times, targets and money that were added, are gone or altered.

A supervision office asks this of a document that was issued again: 市财政局 no longer supports the task, its end is no longer 2027年6月底 but
2026年底. Each change carries the words of both versions. Numbers that shift because an item was put in are no change, nor are white
space and the width of marks.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.identity import agency_identity, segment
from graph.likeness import pair
from ontology.records import Assignment, Due, Evidence, Extraction, Funding, Role, Target, Task


class What(StrEnum):
    """What a change is about."""

    DOCUMENT = "document"
    TASK = "task"
    AGENCY = "agency"
    ROLE = "role"
    """The agency had the task before and has it now, in another role."""
    DUE = "due"
    TARGET = "target"
    FUNDING = "funding"


class Kind(StrEnum):
    """What became of it."""

    ADDED = "added"
    GONE = "gone"
    ALTERED = "altered"


Words = tuple[str, ...]
"""Passages as printed, in the order of the text."""


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that two versions state differently. `path` is that of the newer one, where it has one."""

    what: What
    kind: Kind
    path: str = ""
    agency: str = ""
    """Of an agency or role, its name as completed."""
    old_role: str = ""
    new_role: str = ""
    old: Words = ()
    new: Words = ()
    old_value: str = ""
    """What a time, target or sum was read as: the words 6月底前 may stay while the year above them changes."""
    new_value: str = ""


@dataclass(frozen=True, slots=True)
class _Stated:
    """A record that two versions may both have, reduced to what is compared."""

    text: str
    place: tuple[str, ...]
    values: tuple[object, ...]
    """Where these are equal nothing was altered, however it is worded."""
    quotes: Words
    value: str
    """The values in one line."""


def compare(old: Extraction, new: Extraction) -> Iterator[Change]:
    """Everything that differs, in the order of the newer document; what is gone comes behind what stays, list by list."""
    yield from _document(old, new)
    pairs, gone, _ = pair(old.tasks, new.tasks, lambda task: task.text, lambda task: _place(task.path))
    stays = {id(task): before for before, task in pairs}
    for task in new.tasks:
        yield from _task(stays[id(task)], task, old, new) if id(task) in stays else whole_task(task, Kind.ADDED)
    for task in gone:
        yield from whole_task(task, Kind.GONE)
    yield from _listed(What.TARGET, map(_target, old.targets), map(_target, new.targets))
    yield from _listed(What.FUNDING, map(_funding, old.funding), map(_funding, new.funding))


def whole(extraction: Extraction, kind: Kind) -> Iterator[Change]:
    """A document that is new, or gone, with everything that it says."""
    named = _head(extraction)
    yield Change(What.DOCUMENT, kind, new=named) if kind is Kind.ADDED else Change(What.DOCUMENT, kind, old=named)
    for task in extraction.tasks:
        yield from whole_task(task, kind)
    for what, stated in ((What.TARGET, map(_target, extraction.targets)), (What.FUNDING, map(_funding, extraction.funding))):
        yield from (_one_sided(what, kind, "/".join(one.place), one.quotes, one.value) for one in stated)


def whole_task(task: Task, kind: Kind) -> Iterator[Change]:
    """A task that is new, or gone, with who has it and until when."""
    path = "/".join(task.path)
    yield _one_sided(What.TASK, kind, path, _quotes(task.evidence))
    for one in task.assignments:
        yield _agency(kind, path, one, task)
    yield from (_one_sided(What.DUE, kind, path, stated.quotes, stated.value) for stated in (_due(due, path) for due in task.due))


def _document(old: Extraction, new: Extraction) -> Iterator[Change]:
    """Title, number or day of issue are others: the same file holds another edition."""
    if _head(old) != _head(new):
        yield Change(What.DOCUMENT, Kind.ALTERED, old=_head(old), new=_head(new))


def _task(old: Task, new: Task, before: Extraction, now: Extraction) -> Iterator[Change]:
    path = "/".join(new.path)
    if old.text != new.text:
        yield Change(What.TASK, Kind.ALTERED, path, old=_quotes(old.evidence), new=_quotes(new.evidence))
    had, has = _by_agency(old, before), _by_agency(new, now)
    for agency, assignments in has.items():
        yield from _roles(path, had.get(agency, []), assignments, old, new)
    for agency, assignments in had.items():
        if agency not in has:
            yield from (_agency(Kind.GONE, path, one, old) for one in assignments)
    yield from _listed(What.DUE, (_due(due, path) for due in old.due), (_due(due, path) for due in new.due))


def _by_agency(task: Task, extraction: Extraction) -> dict[tuple[str, str], list[Assignment]]:
    """Who has the task, by who they are: 发展改革委 and 发展和改革委员会 are one."""
    found: dict[tuple[str, str], list[Assignment]] = defaultdict(list)
    for one in task.assignments:
        agency = agency_identity(one.agency, extraction.document.jurisdiction, bool(one.unresolved))
        found[agency.kind, agency.full_name].append(one)
    return found


def _roles(path: str, had: Sequence[Assignment], has: Sequence[Assignment], old: Task, new: Task) -> Iterator[Change]:
    """One agency in one task: it came, or its role is another."""
    if not had:
        yield from (_agency(Kind.ADDED, path, one, new) for one in has)
        return
    same = Counter(one.role for one in had) & Counter(one.role for one in has)
    lost, won = _beyond(had, same), _beyond(has, same)
    for before, now in zip(lost, won, strict=False):
        words = _clause(before, old), _clause(now, new)
        yield Change(What.ROLE, Kind.ALTERED, path, now.agency, before.role.value, now.role.value, *words)
    for one in lost[len(won) :]:
        yield Change(What.ROLE, Kind.GONE, path, one.agency, old_role=one.role.value, old=_clause(one, old), new=_clause(has[0], new))
    for one in won[len(lost) :]:
        yield Change(What.ROLE, Kind.ADDED, path, one.agency, new_role=one.role.value, old=_clause(had[0], old), new=_clause(one, new))


def _beyond(assignments: Sequence[Assignment], same: Counter[Role]) -> list[Assignment]:
    """Those in roles that the other version does not have."""
    left = Counter(same)
    beyond = []
    for one in assignments:
        if left[one.role] > 0:
            left[one.role] -= 1
        else:
            beyond.append(one)
    return beyond


def _agency(kind: Kind, path: str, one: Assignment, task: Task) -> Change:
    words = _clause(one, task)
    if kind is Kind.ADDED:
        return Change(What.AGENCY, kind, path, one.agency, new_role=one.role.value, new=words)
    return Change(What.AGENCY, kind, path, one.agency, old_role=one.role.value, old=words)


def _clause(one: Assignment, task: Task) -> Words:
    """The words that give the agency its role: the clause that names it; its own where they stand elsewhere (以下均需各区政府落实)."""
    around = [
        passage for passage in (*task.clause_evidence, *task.evidence) if any(passage.start <= name.start and name.end <= passage.end for name in one.evidence)
    ]
    return _quotes(around[:1] or one.evidence)


def _listed(what: What, old: Iterable[_Stated], new: Iterable[_Stated]) -> Iterator[Change]:
    """Records of a list: equal values are no change; the rest is paired by place and words."""
    left = list(old)
    others: list[_Stated] = []
    for one in new:
        same = next((before for before in left if before.values == one.values), None)
        if same is None:
            others.append(one)
        else:
            left.remove(same)
    pairs, gone, added = pair(left, others, lambda one: one.text, lambda one: one.place)
    if what is What.DUE and len(gone) == len(added) == 1:  # a task that had one time and has another
        pairs, gone, added = [*pairs, (gone[0], added[0])], [], []
    for before, now in pairs:
        yield Change(what, Kind.ALTERED, "/".join(now.place), old=before.quotes, new=now.quotes, old_value=before.value, new_value=now.value)
    yield from (_one_sided(what, Kind.ADDED, "/".join(one.place), one.quotes, one.value) for one in added)
    yield from (_one_sided(what, Kind.GONE, "/".join(one.place), one.quotes, one.value) for one in gone)


def _due(due: Due, path: str) -> _Stated:
    values = (due.kind, due.from_, due.to, due.every, due.surface if due.unresolved or not (due.from_ or due.to or due.every) else None)
    ends = f"{due.from_ or ''}/{due.to or ''}" if due.from_ else due.to
    return _Stated(due.surface, (path,), values, _quotes(due.evidence), _line(due.every, ends))


def _target(target: Target) -> _Stated:
    values = (target.metric, target.op, target.value, target.unit, target.by)
    said = _line(target.metric, target.op, _number(target.value), target.unit, target.by)
    return _Stated(target.text, target.path, values, _quotes(target.evidence), said)


def _funding(funding: Funding) -> _Stated:
    values = (funding.kind, funding.amount, funding.op, funding.unit, funding.ratio, frozenset(funding.funders))
    said = _line(funding.kind, funding.op, _number(funding.amount), funding.unit, funding.ratio, "、".join(funding.funders))
    return _Stated(funding.text, funding.path, values, _quotes(funding.evidence), said)


def _line(*values: str | None) -> str:
    return " ".join(filter(None, values))


def _number(value: float | tuple[float, float] | None) -> str:
    """A number as people write it; both ends of a range."""
    return "" if value is None else "–".join(f"{one:,}" for one in value) if isinstance(value, tuple) else f"{value:,}"


def _one_sided(what: What, kind: Kind, path: str, words: Words, value: str = "") -> Change:
    if kind is Kind.ADDED:
        return Change(what, kind, path, new=words, new_value=value)
    return Change(what, kind, path, old=words, old_value=value)


def _head(extraction: Extraction) -> Words:
    """Title, number and day of issue, as far as there are any."""
    document = extraction.document
    return tuple(filter(None, (document.title or document.notice_title, document.number, document.date)))


def _place(path: Sequence[str]) -> tuple[str, ...]:
    """（一） and (一) are one place."""
    return tuple(map(segment, path))


def _quotes(evidence: Iterable[Evidence]) -> Words:
    return tuple(one.quote for one in evidence)
