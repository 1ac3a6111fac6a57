"""What is compared of each kind of record, as a table: a kind that comes later is one more row.

A kind stands in an answer or it does not: a key that is missing there was not read by anyone, and nothing is measured.
An assignment counts only where its task was found: (task, role, agency), 牵头 and 配合 of the same agency being two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from bench.alignment import pairs
from bench.spelling import agency_key, normalise, without_end

Records = Mapping[str, Any]
"""The JSON object of one document, an answer or an extraction."""
Keys = Counter[Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record and what makes two of them the same."""

    name: str
    needs: str
    """The key of the answer without which the kind was not read."""
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
    return Counter((identity, given["role"], agency_key(given["agency"])) for identity, task in _identities(document, paired) for given in task["assignments"])


def _paths(document: Records, paired: Mapping[int, int] | None) -> Keys:
    return Counter((identity, normalise("".join(task["path"]))) for identity, task in _identities(document, paired))


def _metadata(document: Records, _: Mapping[int, int] | None) -> Keys:
    fields = document.get("document", {})
    keys: Keys = Counter((field, normalise(str(fields[field]))) for field in ("title", "number", "date") if fields.get(field))
    keys.update(("issuer", agency_key(issuer)) for issuer in fields.get("issuers") or [])
    if fields.get("period"):
        keys["period", "-".join(str(year)[:4] for year in fields["period"])] += 1
    return keys


KINDS = (
    Kind("tasks", "tasks", _tasks),
    Kind("assignments", "tasks", _assignments),
    Kind("paths", "tasks", _paths),
    Kind("metadata", "document", _metadata),
)


def compare(answer: Records, extracted: Records) -> dict[str, tuple[Keys, Keys]]:
    """For each kind that the answer holds, the keys of the answer and of what was extracted."""
    paired = pairs([without_end(task["text"]) for task in answer.get("tasks", [])], [without_end(task["text"]) for task in extracted.get("tasks", [])])
    return {kind.name: (kind.keys(answer, None), kind.keys(extracted, paired)) for kind in KINDS if kind.needs in answer}
