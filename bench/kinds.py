"""What is compared of each kind of record, as a table: a kind that comes later is one more row.

A kind stands in an answer or it does not: where its key is missing nobody read it, and nothing is measured.
What belongs to a task counts only where the task was found: an assignment is (task, role, agency), 牵头 and 配合 of the same
agency being two; a time is (task, kind, from, to, every). 到2027年达到15件以上 is compared by value, unit, operator and year; how
the words are cut (`text`, `metric`, `surface`) is not compared here, the tests of the rules do that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bench.alignment import pairs
from bench.spelling import agency_key, normalise, without_end

Records = Mapping[str, Any]
"""The JSON object of one document, an answer or an extraction."""
Keys = Counter[Any]
_MARKS = re.compile("[<>《》〈〉]")
_LABEL = 12
"""How much of a stage's name is compared: those without a name are labelled by their first words."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record and what makes two of them the same."""

    name: str
    read: Callable[[Records], bool]
    """Whether this answer was written with the kind in mind."""
    keys: Callable[[Records, Mapping[int, int] | None], Keys]
    """The comparable keys of a document; the mapping tells which task of the answer an extracted one is, None for the answer itself."""


def _identities(document: Records, paired: Mapping[int, int] | None) -> list[tuple[Hashable, Any]]:
    tasks = document.get("tasks", [])
    if paired is None:
        return list(enumerate(tasks))
    return [(paired.get(number, f"extra {number}"), task) for number, task in enumerate(tasks)]


def _tasks(document: Records, paired: Mapping[int, int] | None) -> Keys:
    return Counter(identity for identity, _ in _identities(document, paired))


def _assignments(document: Records, paired: Mapping[int, int] | None) -> Keys:
    return Counter(
        (identity, given["role"], agency_key(given["agency"])) for identity, task in _identities(document, paired) for given in task.get("assignments", [])
    )


def _paths(document: Records, paired: Mapping[int, int] | None) -> Keys:
    return Counter((identity, normalise("".join(task["path"]))) for identity, task in _identities(document, paired))


def _due(document: Records, paired: Mapping[int, int] | None) -> Keys:
    """The same time twice in a task is one record."""
    return Counter((identity, *when) for identity, task in _identities(document, paired) for when in {_ends(due) for due in task.get("due", [])})


def _ends(due: Records) -> tuple[Any, ...]:
    return due["kind"], due.get("from"), due.get("to"), due.get("every")


def _target(target: Records) -> Hashable:
    return _number(target["value"]), normalise(target.get("unit") or ""), target["op"], str(target.get("by") or "")[:4]


def _funding(funding: Records) -> Hashable:
    funders = "、".join(sorted(map(normalise, funding.get("funders") or [])))
    return _number(funding.get("amount")), normalise(funding.get("ratio") or ""), funders


def _number(value: Any) -> Hashable:
    if isinstance(value, list | tuple):
        return tuple(map(_number, value))
    return None if value is None else round(float(value), 6)


def _citation(citation: Records) -> Hashable:
    return _title(citation), normalise(citation.get("number") or "")


def _relation(citation: Records) -> Hashable:
    return _title(citation), citation.get("relation")


def _title(citation: Records) -> str:
    return _MARKS.sub("", normalise(citation["title"]))


def _membership(membership: Records) -> Hashable:
    return tuple(normalise(membership[field]) for field in ("body", "role", "member"))


def _phase(phase: Records) -> Hashable:
    return normalise(phase.get("label") or "")[:_LABEL], phase.get("from"), phase.get("to")


def _metadata(document: Records, _: Mapping[int, int] | None) -> Keys:
    fields = document.get("document", {})
    keys: Keys = Counter((field, normalise(str(fields[field]))) for field in ("title", "number", "date") if fields.get(field))
    keys.update(("issuer", agency_key(issuer)) for issuer in fields.get("issuers") or [])
    if fields.get("period"):
        keys["period", "-".join(str(year)[:4] for year in fields["period"])] += 1
    return keys


def _holds(key: str) -> Callable[[Records], bool]:
    return lambda answer: key in answer


def _times_were_read(answer: Records) -> bool:
    return any("due" in task for task in answer.get("tasks", []))


def _each(key: str, of: Callable[[Records], Hashable]) -> Callable[[Records, Mapping[int, int] | None], Keys]:
    """Records that stand in a list of the document and are compared one by one."""

    def keys(document: Records, _: Mapping[int, int] | None) -> Keys:
        records: Iterable[Records] = document.get(key, ())
        return Counter(map(of, records))

    return keys


KINDS = (
    Kind("tasks", _holds("tasks"), _tasks),
    Kind("assignments", _holds("tasks"), _assignments),
    Kind("paths", _holds("tasks"), _paths),
    Kind("due", _times_were_read, _due),
    Kind("targets", _holds("targets"), _each("targets", _target)),
    Kind("funding", _holds("funding"), _each("funding", _funding)),
    Kind("citations", _holds("citations"), _each("citations", _citation)),
    Kind("relations", _holds("citations"), _each("citations", _relation)),
    Kind("memberships", _holds("memberships"), _each("memberships", _membership)),
    Kind("phases", _holds("phases"), _each("phases", _phase)),
    Kind("metadata", _holds("document"), _metadata),
)


def compare(answer: Records, extracted: Records) -> dict[str, tuple[Keys, Keys]]:
    """For each kind that the answer holds, the keys of the answer and of what was extracted."""
    paired = pairs([without_end(task["text"]) for task in answer.get("tasks", [])], [without_end(task["text"]) for task in extracted.get("tasks", [])])
    return {kind.name: (kind.keys(answer, None), kind.keys(extracted, paired)) for kind in KINDS if kind.read(answer)}
