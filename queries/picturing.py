"""The rows behind a picture: every assignment of every task in which an agency has a part, 市知识产权局 牵头 …, with its words.

Not a saved question, because a picture wants all that stands around its rows; asked in the same subset of Cypher.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

from queries.agency_names import find_agencies, known_agencies
from queries.answering import TIMEOUT, default_workspace, engine_for
from queries.own_names import learn_names
from queries.wording import Wording

_ROWS = """
UNWIND $agency AS uri
MATCH (asked:Agency|AgencyClass {uri: uri})<-[:ASSIGNED_TO]-(:Assignment)<-[:HAS_ASSIGNMENT]-(task:PolicyTask)<-[:STATES]-(document:PolicyDocument)
UNWIND task.start AS start
WITH task, document, min(start) AS position
MATCH (task)-[:HAS_ASSIGNMENT]->(assignment:Assignment)-[:ASSIGNED_TO]->(agency:Agency|AgencyClass)
RETURN task.uri AS task, task.text AS text, task.path AS path, task.ordinal AS ordinal, task.clause AS clause, task.quote AS quote,
       document.title AS document, document.number AS number, assignment.role AS role, agency.name AS agency, assignment.surface AS surface
ORDER BY coalesce(document.date, '') DESC, document.uri, position, task.uri, assignment.uri
"""


@dataclass(frozen=True, slots=True)
class AgencyRows:
    """The names of the agencies that were meant, and the rows; a remark where the name found several or none."""

    names: tuple[str, ...]
    rows: list[Any]
    remarks: tuple[Wording, ...]


def agency_rows(workspace: str | os.PathLike[str] | None, name: str) -> AgencyRows:
    """What the picture of an agency shows."""
    folder = default_workspace(workspace)
    learn_names(folder)
    engine = engine_for(folder)
    found = find_agencies(engine, name)
    if not found.uris:
        return AgencyRows((), [], found.remarks)
    answer = engine.run(_ROWS, {"agency": found.uris}, timeout=TIMEOUT)
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    names = {one.uri: one.name for one in known_agencies(engine)}
    return AgencyRows(tuple(names[uri] for uri in found.uris), rows, found.remarks)
