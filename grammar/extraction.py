"""A document's records: one pass over all that the rules can read, and what is left over as omissions.

text → shadow → outline → head → each kind of statement → records. Nothing raises on any text.
"""

from __future__ import annotations

from grammar.omissions import find_omissions
from grammar.tasks import read_tasks
from grammar.version import RULES
from grammar.view import view_of
from loaders.document import Document
from ontology.records import Extraction


def extract(document: Document) -> Extraction:
    """All that a document says, each fact with its words; every sentence with a trigger word is in a record or an omission."""
    view = view_of(document)
    tasks, read = read_tasks(view)
    return Extraction(
        source=document.source,
        rules=RULES,
        text=document.text,
        document=view.head.fields,
        tasks=tasks,
        omissions=tuple(find_omissions(view, read)),
    )
