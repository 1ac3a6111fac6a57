"""The rows behind the pictures of tasks: of an agency, of documents, of agencies together; each assignment of a task, with its words.

    市知识产权局 牵头 推进专利导航 （穗府〔2018〕2号，二/(一)/1）

Not saved questions, because a picture wants all that stands around its rows; asked in the same subset of Cypher.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from queries.agency_names import find_agencies, known_agencies
from queries.answering import TIMEOUT, default_workspace, engine_for
from queries.document_names import PAST, find_documents, left_out
from queries.engines import Engine
from queries.marked import refuse_marked
from queries.own_names import learn_names
from queries.wording import SCHEMES, Wording

if TYPE_CHECKING:
    from graph.pictures.document import PicturedDocument
    from graph.pictures.tasks import PicturedTask

_COLUMNS = """
       work.uri AS task, work.text AS text, work.path AS path, work.ordinal AS ordinal, work.clause AS clause, work.quote AS quote,
       part.role AS role, who.name AS agency, part.surface AS surface, who.uri AS who, work.corrected_by AS task_by, part.corrected_by AS part_by,
       source.title AS document, source.uri AS source, source.number AS number, source.sources AS files,
       source.status AS status, source.status_reason AS status_reason
ORDER BY coalesce(source.date, '') DESC, source.uri, position, work.uri, part.uri
"""
_OF_AGENCY = f"""
MATCH (asked:Agency|AgencyClass)<-[:ASSIGNED_TO]-(:Assignment)<-[:HAS_ASSIGNMENT]-(work:PolicyTask)<-[:STATES]-(source:PolicyDocument)
WHERE asked.uri IN $agency
UNWIND work.start AS start
WITH work, source, min(start) AS position
MATCH (work)-[:HAS_ASSIGNMENT]->(part:Assignment)-[:ASSIGNED_TO]->(who:Agency|AgencyClass)
RETURN {_COLUMNS}"""
_OF_DOCUMENTS = f"""
MATCH (source:PolicyDocument)-[:STATES]->(work:PolicyTask)
WHERE source.uri IN $document
UNWIND work.start AS start
WITH work, source, min(start) AS position
OPTIONAL MATCH (work)-[:HAS_ASSIGNMENT]->(part:Assignment)-[:ASSIGNED_TO]->(who:Agency|AgencyClass)
RETURN {_COLUMNS}"""
_CLASSES = "MATCH (one:AgencyClass) RETURN one.uri AS uri"
_DUES = """
MATCH (source:PolicyDocument)-[:STATES]->(work:PolicyTask)-[:HAS_DUE]->(span:Due)
WHERE source.uri IN $document
RETURN work.uri AS task, span.surface AS surface, span.first_day AS first_day, span.last_day AS last_day
ORDER BY work.uri, span.uri
"""
_PHASES = """
MATCH (source:PolicyDocument)-[:HAS_PHASE]->(stage:Phase)
WHERE source.uri IN $document
UNWIND stage.start AS start
WITH source, stage, min(start) AS position
RETURN source.uri AS source, stage.label AS phase, stage.surface AS surface, stage.first_day AS first_day, stage.last_day AS last_day,
       stage.path AS path, stage.quote AS quote
ORDER BY source.uri, position, stage.uri
"""
_DOCUMENTS = """
MATCH (source:PolicyDocument)
WHERE source.uri IN $document
RETURN source.uri AS source, source.title AS document, source.number AS number, source.date AS date, source.issuers AS issuers,
       source.sources AS files, source.status AS status, source.status_reason AS status_reason, source.sha256 AS sha256, source.rules AS rules
ORDER BY coalesce(source.date, '') DESC, source.uri
"""


@dataclass(frozen=True, slots=True)
class AgencyTasks:
    """The names of the agencies that were meant and every task in which one has a part; a remark where the name found several or none."""

    names: tuple[str, ...]
    tasks: list[PicturedTask]
    remarks: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents that were meant, and remarks."""

    documents: list[PicturedDocument]
    remarks: tuple[Wording, ...]


def engine_to_picture(workspace: str | os.PathLike[str] | None, *, allow_marked: bool) -> Engine:
    """The workspace's snapshot, ready to be asked for a picture; refuses where it holds marked documents and nobody allowed them."""
    folder = default_workspace(workspace)
    learn_names(folder)
    engine = engine_for(folder)
    if not allow_marked:
        refuse_marked(engine)
    return engine


def agency_tasks(workspace: str | os.PathLike[str] | None, name: str, *, allow_marked: bool = False) -> AgencyTasks:
    """What the picture of an agency shows. A document that is no longer in force, and a task that a person corrected, say so."""
    engine = engine_to_picture(workspace, allow_marked=allow_marked)
    found = find_agencies(engine, name)
    if not found.uris:
        return AgencyTasks((), [], found.remarks)
    tasks = _tasks(engine, _OF_AGENCY, {"agency": found.uris})
    names = {one.uri: one.name for one in known_agencies(engine)}
    return AgencyTasks(tuple(dict.fromkeys(names[uri] for uri in found.uris)), tasks, found.remarks)


def document_tasks(workspace: str | os.PathLike[str] | None, name: str, *, allow_marked: bool = False) -> Documents:
    """What the picture of a document shows: its tasks, the stages of its timetable, and the headings of its parts where its text has them."""
    from graph.pictures.document import PicturedDocument

    folder = default_workspace(workspace)
    engine = engine_to_picture(workspace, allow_marked=allow_marked)
    found = find_documents(engine, name)
    if not found.uris or not name.strip():
        nothing = (Wording("请写明文件：文号、标题或其中一部分", "name a document, by number, title or part of it"),)
        return Documents([], found.remarks or nothing)
    tasks = _tasks(engine, _OF_DOCUMENTS, {"document": found.uris})
    phases: dict[str, list[Any]] = defaultdict(list)
    for row in _records(engine, _PHASES, {"document": found.uris}):
        phases[row.pop("source")].append(row)
    documents = []
    for row in _records(engine, _DOCUMENTS, {"document": found.uris}):
        paths = {task.path[:depth] for task in tasks if task.source == row["source"] for depth in range(1, len(task.path) + 1)}
        notes = (row["date"] or "", "、".join(row["issuers"] or ()))
        documents.append(
            PicturedDocument(
                iri=row["source"],
                title=named_document(row),
                number=row["number"] or "",
                notes=tuple(filter(None, notes)),
                tasks=tuple(task for task in tasks if task.source == row["source"]),
                phases=tuple(phases[row["source"]]),
                headings=_headings(folder, row["sha256"], row["rules"], paths),
            )
        )
    return Documents(documents, found.remarks)


def tasks_together(
    workspace: str | os.PathLike[str] | None, *, repealed: bool = False, allow_marked: bool = False
) -> tuple[list[PicturedTask], tuple[Wording, ...]]:
    """Every task of the documents in force, or with `repealed` of all, for the picture of who works with whom; remarks say what is left out."""
    engine = engine_to_picture(workspace, allow_marked=allow_marked)
    documents = find_documents(engine, "", repealed=repealed)
    return _tasks(engine, _OF_DOCUMENTS, {"document": documents.uris}), () if repealed else left_out(engine)


def named_document(row: dict[str, Any]) -> str:
    """A document's name in a picture, that of its file where it has neither title nor number, with what became of it."""
    file = re.split(r"[/\\]", (row["files"] or [""])[0])[-1]
    name = str(row["document"] or row["number"] or f"（无标题）{file}")
    return f"{name}〔{SCHEMES['status'][row['status']].zh}：{row['status_reason']}〕" if row["status"] in PAST else name


def _tasks(engine: Engine, query: str, parameters: dict[str, Any]) -> list[PicturedTask]:
    from graph.pictures.tasks import tasks_of

    rows = _records(engine, query, parameters)
    dues = _records(engine, _DUES, {"document": sorted({row["source"] for row in rows})}) if rows else []
    classes = {row["uri"] for row in _records(engine, _CLASSES, {})}
    return tasks_of(_noted(rows, classes), dues)


def _records(engine: Engine, query: str, parameters: dict[str, Any]) -> list[Any]:
    answer = engine.run(query, parameters, timeout=TIMEOUT)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def _noted(rows: Sequence[dict[str, Any]], classes: set[str]) -> list[Any]:
    """The rows as a picture takes them, what is to be said of a document and a task put behind their words."""
    corrected: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        corrected[row["task"]].update(dict.fromkeys([*(row.pop("task_by") or ()), *(row.pop("part_by") or ())]))
    for row in rows:
        row["document"] = named_document(row)
        row["group"] = row.pop("who") in classes
        if who := corrected[row["task"]]:
            row["text"] = f"{row['text']}〔更正：{'、'.join(who)}〕"
    return list(rows)


def _headings(folder: os.PathLike[str], digest: str, rules: str, paths: set[tuple[str, ...]]) -> dict[tuple[str, ...], str]:
    """The words of the headings with these paths, from the text that the records keep; a path that stands twice keeps its first."""
    from pathlib import Path

    from grammar.outlining import outline
    from graph.workspace import Workspace, record_name

    held = Workspace(Path(folder)).load_record(record_name(digest, rules))
    if held is None:
        return {}
    found: dict[tuple[str, ...], str] = {}
    for item in outline(held.text).items:
        if item.path in paths and item.path not in found:
            found[item.path] = held.text[item.start : item.title_end].strip().rstrip("。；：:;.")
    return found
