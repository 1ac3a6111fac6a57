"""Every passage of a document that a record rests on, and of what kind the record is.

（市知识产权局牵头，市财政局配合）is a passage of a clause, 市知识产权局 in it one of an assignment. Nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ontology.records import Evidence, Extraction

KINDS = ("field", "task", "clause", "assignment", "due", "target", "funding", "citation", "membership", "phase", "lineage", "omission")
"""What words can be the evidence of, in the order in which people read of it."""


def passages(extraction: Extraction) -> Iterator[tuple[str, Evidence]]:
    """Each passage with one of `KINDS`."""
    yield from (("field", one) for one in extraction.document.evidence)
    for task in extraction.tasks:
        yield from (("task", one) for one in task.evidence)
        yield from (("clause", one) for one in task.clause_evidence)
        yield from (("assignment", one) for assignment in task.assignments for one in assignment.evidence)
        yield from (("due", one) for due in task.due for one in due.evidence)
    for kind, records in (
        ("target", extraction.targets),
        ("funding", extraction.funding),
        ("citation", extraction.citations),
        ("membership", extraction.memberships),
        ("phase", extraction.phases),
        ("lineage", extraction.lineage),
        ("omission", extraction.omissions),
    ):
        for record in records:
            yield from ((kind, one) for one in record.evidence)
