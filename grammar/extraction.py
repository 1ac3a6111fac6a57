"""A document's records: the way through the grammar, from text to tasks and omissions.

text → shadow → outline → head → clauses of every convention → drafts → names completed → records; what is left over is
reported as omissions. Nothing raises on any text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from grammar.bracketed import find_bracketed
from grammar.clause_lines import find_clause_lines
from grammar.drafts import Draft, Found, Mention, Span, together
from grammar.duties import read_duties
from grammar.governing import governed, unassigned
from grammar.head import read_head
from grammar.jurisdiction import Jurisdiction
from grammar.names import Head, complete, head_of
from grammar.omissions import find_omissions
from grammar.outlining import Item, Outline, outline
from grammar.running import read_running
from grammar.sections import Kind, kinds
from grammar.shadow import squeezed, values
from grammar.standing import Standing, find_standing, implied_for, with_leads
from grammar.task_tables import read_table
from grammar.version import RULES
from loaders.document import Document, Table
from ontology.records import Assignment, Evidence, Extraction, Role, Task

_STRENGTH = {Role.LEAD: 0, Role.RESPONSIBLE: 1, Role.SUPPORT: 2}


def extract(document: Document) -> Extraction:
    """Every task, assignment and omission of a document, each with its words."""
    text = document.text
    outlined = outline(text, document.tables)
    head = read_head(text, outlined)
    kinds_of = kinds(outlined, head.fields.title)
    body = (head.body_start, head.tail_start)
    drafts, read = _drafts(outlined, kinds_of, document.tables, body)
    clauses = [span for draft in drafts for span in draft.clause]
    standings = find_standing(outlined.shadow, body[0], len(text), clauses)
    words = Words(text, values(text), outlined.shadow)
    tasks = tuple(_task(draft, standings, words, head.own) for draft in _stated_once(drafts, text))
    read += [span for draft in drafts for span in (*draft.text, *draft.clause)]
    read += [(standing.start, standing.end) for standing in standings]
    omissions = tuple(find_omissions(text, outlined, kinds_of, document.tables, body, read))
    return Extraction(source=document.source, rules=RULES, text=text, document=head.fields, tasks=tasks, omissions=omissions)


def _drafts(outlined: Outline, kinds_of: Mapping[Item, Kind], tables: Sequence[Table], body: Span) -> tuple[list[Draft], list[Span]]:
    """The tasks of every convention in the document's order, and what else was read. A place read by one is left alone by the next."""
    shadow = outlined.shadow
    end = _end_of_body(outlined, body)
    in_tables: list[Draft] = []
    read: list[Span] = []
    for table in tables:
        rows, header = read_table(table, outlined)
        in_tables += rows
        read += header
    duties = read_duties(outlined, kinds_of, body[0], end)
    taken = [(table.start, table.end) for table in tables] + [span for draft in duties for span in (*draft.text, *draft.clause)]
    found = [clause for clause in _clauses(outlined, body[0], end) if not _within(clause, taken)]
    drafts, covered = governed(together(found, shadow), outlined, kinds_of, body)
    covered.update(draft.item for draft in (*duties, *in_tables) if draft.item)
    others = unassigned(outlined, kinds_of, covered, body)
    for draft in others:
        read_running(draft, shadow)
    return sorted([*in_tables, *duties, *drafts, *others], key=lambda draft: draft.position), read


def _stated_once(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """Drafts without those that a page states twice in the same words under the same numbers."""
    seen: set[tuple[tuple[str, ...], str, str]] = set()
    kept: list[Draft] = []
    for draft in drafts:
        key = (draft.path, "".join(text[start:end] for start, end in draft.text), "".join(text[start:end] for start, end in draft.clause))
        if key not in seen:
            seen.add(key)
            kept.append(draft)
    return kept


def _clauses(outlined: Outline, start: int, end: int) -> list[Found]:
    bracketed = list(find_bracketed(outlined.shadow, start, end))
    spans = [(clause.start, clause.end) for clause in bracketed]
    lines = [clause for clause in find_clause_lines(outlined, start, end) if not any(clause.start < until and begin < clause.end for begin, until in spans)]
    return sorted([*bracketed, *lines], key=lambda clause: clause.start)


def _within(clause: Found, spans: Iterable[Span]) -> bool:
    return any(start <= clause.start and clause.end <= end for start, end in spans)


def _end_of_body(outlined: Outline, body: Span) -> int:
    """The end of what may hold tasks: the signature, but for attachments that stand behind it."""
    return len(outlined.shadow) if any(item.attachment for item in outlined.items) else body[1]


class Words(NamedTuple):
    """The text and the same as values are written, place by place."""

    text: str
    values: str
    shadow: str

    def value(self, start: int, end: int) -> str:
        """A span as a value."""
        return squeezed(self.values[start:end])

    def evidence(self, start: int, end: int) -> Evidence:
        """A span as it stands in the text."""
        return Evidence(start=start, end=end, quote=self.text[start:end])


def _task(draft: Draft, standings: Sequence[Standing], words: Words, own: Jurisdiction) -> Task:
    assignments = _assignments(with_leads(draft, standings, words.shadow), words, own, implied=False)
    named = {assignment.agency for assignment in assignments}
    implied = [
        assignment
        for standing in implied_for(draft, standings)
        for assignment in _assignments(standing.implied, words, own, implied=not any(begin <= standing.start < end for begin, end in draft.clause))
    ]
    return Task(
        path=draft.path,
        text="".join(words.value(*span) for span in draft.text),
        clause=";".join(words.value(*span) for span in draft.clause) if draft.clause else None,
        assignments=(*assignments, *(assignment for assignment in implied if assignment.agency not in named)),
        open_ended=draft.open_ended,
        evidence=tuple(words.evidence(*span) for span in draft.text),
        clause_evidence=tuple(words.evidence(*span) for span in draft.clause),
    )


def _assignments(mentions: Sequence[Mention], words: Words, own: Jurisdiction, *, implied: bool) -> list[Assignment]:
    """The bodies with their full names; one named twice keeps the stronger role."""
    found: dict[str, Assignment] = {}
    head: Head | None = None
    for mention in sorted(mentions, key=lambda mention: mention.start):
        surface = words.value(mention.start, mention.end)
        agency, unresolved = complete(surface + mention.tail, head, own)
        head = head_of(surface + mention.tail) or head
        if agency in found and _STRENGTH[found[agency].role] <= _STRENGTH[mention.role]:
            continue
        found[agency] = Assignment(
            role=mention.role, agency=agency, surface=surface, implied=implied, unresolved=unresolved, evidence=(words.evidence(mention.start, mention.end),)
        )
    return list(found.values())
