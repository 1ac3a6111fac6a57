"""A document's records: one pass over all that the rules can read, and what is left over as omissions.

text → shadow → outline → head → each kind of statement → records. Nothing raises on any text.
"""

from __future__ import annotations

import gc

from grammar.citations import read_citations
from grammar.funding import read_funding
from grammar.goals import read_numbers
from grammar.idle_spaces import without_idle_spaces
from grammar.lineage import read_lineage
from grammar.memberships import read_memberships
from grammar.number_omissions import find_number_omissions, words_of
from grammar.omissions import find_omissions
from grammar.phases import read_phases
from grammar.stated import Stated, recorded
from grammar.targets import read_targets
from grammar.tasks import read_tasks
from grammar.version import RULES
from grammar.view import view_of
from loaders.document import Document
from ontology.records import Extraction, FilePlace


def extract(document: Document) -> Extraction:
    """All that a document says, each fact with its words; every sentence with a trigger word or a number with a unit is in a record or an omission.

    Thousands of small things that stay until the end would set Python's collector to work again and again, for nothing: it rests until the document is read.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        closed = without_idle_spaces(document)
        return recorded(closed.opened(_read(closed.document)) if closed else _read(document))
    finally:
        if collecting:
            gc.enable()


def _read(document: Document) -> Stated:
    view = view_of(document)
    tasks, read = read_tasks(view)
    citations = read_citations(view)
    numbers = read_numbers(view, tasks)
    targets = read_targets(view, numbers, tasks)
    funding = read_funding(view, tasks, numbers)
    memberships = read_memberships(view)
    phases = read_phases(view)
    lineage = read_lineage(view, citations)
    omissions = list(find_omissions(view, read))
    of_head = [(piece.start, piece.end) for piece in view.head.fields.evidence]
    said = [*read, *of_head, *words_of(*citations, *targets, *funding, *memberships, *phases, *lineage)]
    return Stated(
        source=document.source,
        rules=RULES,
        text=document.text,
        places=[FilePlace(start=start, page=at.page, sheet=at.sheet, table=at.table, row=at.row, paragraph=at.paragraph) for start, at in document.places],
        document=view.head.fields,
        citations=citations,
        tasks=tasks,
        targets=targets,
        funding=funding,
        memberships=memberships,
        phases=phases,
        lineage=lineage,
        omissions=[*omissions, *find_number_omissions(view, numbers, said, omissions)],
    )
