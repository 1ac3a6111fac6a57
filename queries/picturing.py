"""The rows behind a picture: every assignment of every task in which an agency has a part, 市知识产权局 牵头 …, with its words.

Not a saved question, because a picture wants all that stands around its rows; asked in the same subset of Cypher.
"""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from queries.agency_names import find_agencies, known_agencies
from queries.answering import TIMEOUT, default_workspace, engine_for
from queries.marked import refuse_marked
from queries.own_names import learn_names
from queries.wording import SCHEMES, Wording

_ROWS = """
MATCH (asked:Agency|AgencyClass)<-[:ASSIGNED_TO]-(:Assignment)<-[:HAS_ASSIGNMENT]-(work:PolicyTask)<-[:STATES]-(source:PolicyDocument)
WHERE asked.uri IN $agency
UNWIND work.start AS start
WITH work, source, min(start) AS position
MATCH (work)-[:HAS_ASSIGNMENT]->(part:Assignment)-[:ASSIGNED_TO]->(who:Agency|AgencyClass)
RETURN work.uri AS task, work.text AS text, work.path AS path, work.ordinal AS ordinal, work.clause AS clause, work.quote AS quote,
       source.title AS document, source.number AS number, part.role AS role, who.name AS agency, part.surface AS surface,
       source.status AS status, source.status_reason AS status_reason, work.corrected_by + part.corrected_by AS corrected_by
ORDER BY coalesce(source.date, '') DESC, source.uri, position, work.uri, part.uri
"""


@dataclass(frozen=True, slots=True)
class AgencyRows:
    """The names of the agencies that were meant, and the rows; a remark where the name found several or none."""

    names: tuple[str, ...]
    rows: list[Any]
    remarks: tuple[Wording, ...]


def agency_rows(workspace: str | os.PathLike[str] | None, name: str, *, allow_marked: bool = False) -> AgencyRows:
    """What the picture of an agency shows. A document that is no longer in force, and a task that a person corrected, say so."""
    folder = default_workspace(workspace)
    learn_names(folder)
    engine = engine_for(folder)
    if not allow_marked:
        refuse_marked(engine)
    found = find_agencies(engine, name)
    if not found.uris:
        return AgencyRows((), [], found.remarks)
    answer = engine.run(_ROWS, {"agency": found.uris}, timeout=TIMEOUT)
    rows = _noted([dict(zip(answer.columns, row, strict=True)) for row in answer.rows])
    names = {one.uri: one.name for one in known_agencies(engine)}
    return AgencyRows(tuple(names[uri] for uri in found.uris), rows, found.remarks)


def _noted(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows as a picture takes them, what is to be said of a document and a task put behind their words."""
    corrected: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        corrected[row["task"]].update(dict.fromkeys(row.pop("corrected_by") or ()))
    for row in rows:
        status, reason = row.pop("status"), row.pop("status_reason")
        row["document"] = row["document"] or row["number"] or "（无标题）"
        if status in ("repealed", "expired"):
            row["document"] = f"{row['document']}〔{SCHEMES['status'][status].zh}：{reason}〕"
        if who := corrected[row["task"]]:
            row["text"] = f"{row['text']}〔更正：{'、'.join(who)}〕"
    return rows
