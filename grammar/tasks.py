"""Tasks and assignments: the clauses of every convention, what they govern, and the names completed.

drafts of brackets, lines, tables, duties and running text → what is said once for the whole document → records.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from grammar.bracketed import find_bracketed
from grammar.clause_lines import find_clause_lines
from grammar.copies import stated_once
from grammar.drafts import Draft, Found, Mention, Span, together
from grammar.due import read_due
from grammar.duties import read_duties
from grammar.governing import governed, ruled, unassigned, unnumbered
from grammar.names import Head, complete, head_of
from grammar.outlining import Outline
from grammar.running import read_running
from grammar.sections import Kind
from grammar.standing import Standing, find_standing, implied_for, with_leads
from grammar.stated import StatedAssignment, StatedTask
from grammar.task_tables import read_table
from grammar.view import View
from ontology.records import Role

_STRENGTH = {Role.LEAD: 0, Role.RESPONSIBLE: 1, Role.SUPPORT: 2}
_start = attrgetter("start")


class Tasks(NamedTuple):
    """The tasks of a document in its order, and every span that was read for them."""

    tasks: list[StatedTask]
    read: list[Span]


def read_tasks(view: View) -> Tasks:
    """Every task with its assignments, each with its words."""
    drafts, read = _drafts(view)
    clauses = [span for draft in drafts for span in draft.clause]
    standings = find_standing(view.shadow, view.body[0], len(view.text), clauses)
    implying = [standing for standing in standings if standing.implied]
    tasks = [_task(draft, standings, implying, view) for draft in stated_once(drafts, lambda draft: _words(draft, view.text))]
    read += [span for draft in drafts for span in (*draft.text, *draft.clause)]
    read += [(standing.start, standing.end) for standing in standings]
    return Tasks(tasks, read)


def _drafts(view: View) -> tuple[list[Draft], list[Span]]:
    """The tasks of every convention in the document's order, and what else was read. A place read by one is left alone by the next."""
    outlined, body = view.outline, view.body
    in_tables: list[Draft] = []
    read: list[Span] = []
    for table in view.tables:
        rows, header = read_table(table, outlined)
        in_tables += rows
        read += header
    duties = read_duties(outlined, view.kinds, body[0], view.end)
    taken = [(table.start, table.end) for table in view.tables] + [span for draft in duties for span in (*draft.text, *draft.clause)]
    found = [clause for clause in _clauses(outlined, body[0], view.end) if not _within(clause, taken)]
    drafts, covered = governed(together(found, view.shadow), outlined, view.kinds, body)
    covered.update(draft.item for draft in (*duties, *in_tables) if draft.item)
    others = unassigned(outlined, view.kinds, covered, body)
    for draft in others:
        read_running(draft, view.shadow)
    drafts = [*in_tables, *duties, *drafts, *others]
    stated = [
        *unassigned(outlined, view.kinds, covered, body, Kind.CLOSING),
        *unassigned(outlined, view.kinds, covered, body, Kind.DUTIES),
        *ruled(outlined, view.kinds, covered, body),
        *unnumbered(outlined, view.kinds, drafts, body),
    ]
    drafts += [draft for draft in stated if read_running(draft, view.shadow)]
    return sorted(drafts, key=lambda draft: draft.position), read


def _words(draft: Draft, text: str) -> tuple[tuple[str, ...], str, str]:
    """What a draft states, by which a second one is told to be a copy."""
    return draft.path, "".join([text[start:end] for start, end in draft.text]), "".join([text[start:end] for start, end in draft.clause])


def _clauses(outlined: Outline, start: int, end: int) -> list[Found]:
    bracketed = list(find_bracketed(outlined.shadow, start, end))
    spans = [(clause.start, clause.end) for clause in bracketed]
    lines = [clause for clause in find_clause_lines(outlined, start, end) if not _overlaps(clause, spans)]
    return sorted([*bracketed, *lines], key=lambda clause: clause.start)


def _overlaps(clause: Found, spans: Sequence[Span]) -> bool:
    """Whether a clause shares words with one of the spans, which are in order and apart."""
    index = bisect_left(spans, (clause.end, 0))
    return index > 0 and spans[index - 1][1] > clause.start


def _within(clause: Found, spans: Iterable[Span]) -> bool:
    return any(start <= clause.start and clause.end <= end for start, end in spans)


def _task(draft: Draft, standings: Sequence[Standing], implying: Sequence[Standing], view: View) -> StatedTask:
    """What a draft states; `implying` are those of the statements that give bodies to other clauses."""
    own = _assignments(with_leads(draft, standings, view.shadow), view, implied=False)
    assignments = list(own.values())
    for standing in implied_for(draft, implying):
        elsewhere = not any(begin <= standing.start < end for begin, end in draft.clause)
        assignments += [assigned for agency, assigned in _assignments(standing.implied, view, implied=elsewhere).items() if agency not in own]
    return {
        "path": draft.path,
        "text": "".join([view.value(start, end) for start, end in draft.text]),
        "clause": ";".join([view.value(start, end) for start, end in draft.clause]) if draft.clause else None,
        "assignments": assignments,
        "due": read_due(view, draft),
        "open_ended": draft.open_ended,
        "evidence": [view.quoted(start, end) for start, end in draft.text],
        "clause_evidence": [view.quoted(start, end) for start, end in draft.clause],
    }


def _assignments(mentions: Sequence[Mention], view: View, *, implied: bool) -> dict[str, StatedAssignment]:
    """The bodies by their full names; one named twice keeps the stronger role."""
    found: dict[str, StatedAssignment] = {}
    head: Head | None = None
    own = view.head.own
    for start, end, role, _, _, tail in sorted(mentions, key=_start) if mentions else ():
        surface = view.value(start, end)
        name = surface + tail
        agency, unresolved = complete(name, head, own)
        head = head_of(name) or head
        if agency in found and _STRENGTH[found[agency]["role"]] <= _STRENGTH[role]:
            continue
        found[agency] = {
            "role": role,
            "agency": agency,
            "surface": surface,
            "implied": implied,
            "unresolved": unresolved,
            "evidence": [view.quoted(start, end)],
        }
    return found
