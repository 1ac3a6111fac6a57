"""The parts that agencies have in tasks, read once for every analysis; and who works with whom, as a network.

In `（市知识产权局牵头，市财政局、各区政府配合）` three have a part, and each two of them work together. A task of two binds them more than a task that
twenty share, so its weight is parted: each pair gets 1 ÷ (parts − 1), after Newman's way of weighing joint papers, so that what a task gives to an
agency adds up to one however many share it. 各区政府 is one node, marked as a class, beside the agencies that it may stand for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from queries.answering import TIMEOUT
from queries.head import Column
from queries.wording import SCHEMES, Wording

if TYPE_CHECKING:
    from networkx import Graph

    from queries.engines import Engine

SCHEMES["agency-kind"] = {"Agency": Wording("机关", "agency"), "AgencyClass": Wording("一类机关", "class of agencies")}

_PARTS = """
MATCH (source:PolicyDocument)-[:STATES]->(work:PolicyTask)-[:HAS_ASSIGNMENT]->(part:Assignment)-[:ASSIGNED_TO]->(who:{kind})
WHERE source.uri IN $document
RETURN work.uri AS task, who.uri AS agency, who.name AS name, who.full_name AS full_name, part.role AS role
ORDER BY task, agency, role
"""
_TASKS = """
MATCH (source:PolicyDocument)-[:STATES]->(work:PolicyTask)
WHERE source.uri IN $document
RETURN work.uri AS task, work.text AS text, work.path AS path, work.quote AS quote, work.clause_quote AS clause, work.start AS start,
       source.uri AS document, source.number AS number, coalesce(source.title, source.notice_title) AS title, source.sources AS files,
       source.jurisdiction AS jurisdiction, coalesce(source.date, '') AS date
ORDER BY date DESC, document, task
"""


@dataclass(slots=True)
class Work:
    """One task, where it stands, and who has which part in it."""

    uri: str
    text: str
    path: str
    quote: list[str]
    """Its words, those of its clause behind them."""
    start: int
    document: str
    number: str
    """Of the document; its title where it has none."""
    title: str
    """Of the document; its file where it has none."""
    jurisdiction: str
    parts: dict[str, set[str]] = field(default_factory=dict)
    """Roles by the IRI of the agency."""


@dataclass(frozen=True, slots=True)
class Actor:
    """An agency, or a class of them."""

    uri: str
    name: str
    kind: str
    full_name: str


@dataclass(frozen=True, slots=True)
class Parts:
    """All tasks of the documents, the latest documents first and in their order; and who has a part in any."""

    tasks: tuple[Work, ...]
    actors: dict[str, Actor]

    def tasks_of(self) -> dict[str, list[Work]]:
        """The tasks of each agency."""
        found: dict[str, list[Work]] = defaultdict(list)
        for task in self.tasks:
            for uri in task.parts:
                found[uri].append(task)
        return found


def parts_in(engine: Engine, documents: Sequence[str]) -> Parts:
    """Reads them from the snapshot."""
    tasks: dict[str, Work] = {}
    answer = engine.run(_TASKS, {"document": list(documents)}, timeout=TIMEOUT)
    for row in answer.rows:
        uri, text, path, quote, clause, start, document, number, title, files, jurisdiction, _ = row
        first = min((int(one) for one in start), default=0) if isinstance(start, list) else 0
        called = str(title or number or (PurePath(_texts(files)[0]).name if _texts(files) else document))
        words = [*_texts(quote), *_texts(clause)]
        tasks[str(uri)] = Work(str(uri), str(text), str(path or ""), words, first, str(document), str(number or called), called, str(jurisdiction or ""))
    actors: dict[str, Actor] = {}
    for kind in ("Agency", "AgencyClass"):
        for task, uri, name, full_name, role in engine.run(_PARTS.format(kind=kind), {"document": list(documents)}, timeout=TIMEOUT).rows:
            actors[str(uri)] = Actor(str(uri), str(name), kind, str(full_name or name))
            tasks[str(task)].parts.setdefault(str(uri), set()).add(str(role))
    place = {document: number for number, document in enumerate(dict.fromkeys(one.document for one in tasks.values()))}
    return Parts(tuple(sorted(tasks.values(), key=lambda one: (place[one.document], one.start, one.uri))), actors)


def together(found: Parts) -> Graph[str]:
    """The network: agencies that have a part in one task are joined, by how many tasks and with which weight. In the order of their IRIs.

    An edge has `tasks` (the tasks themselves), `weight` and `distance`, its inverse.
    """
    import networkx as nx

    graph: Graph[str] = nx.Graph()
    for uri, actor in sorted(found.actors.items()):
        graph.add_node(uri, label=actor.name, kind=actor.kind, full_name=actor.full_name)
    shared: dict[tuple[str, str], list[Work]] = defaultdict(list)
    for task in found.tasks:
        for pair in combinations(sorted(task.parts), 2):
            shared[pair].append(task)
    for (one, other), tasks in sorted(shared.items()):
        weight = sum(1 / (len(task.parts) - 1) for task in tasks)
        graph.add_edge(one, other, tasks=tasks, weight=weight, distance=1 / weight)
    return graph


def drawn(graph: Graph[str], **more: dict[str, Any]) -> Graph[str]:
    """The network as it is written for Gephi: tasks counted, documents named; `more` are further attributes of nodes, by IRI."""
    plain = graph.copy()
    for one, other, data in plain.edges(data=True):
        tasks = data.pop("tasks")
        plain.edges[one, other].update(tasks=len(tasks), documents=documents_of(tasks))
    for name, values in more.items():
        for uri, value in values.items():
            plain.nodes[uri][name] = value
    return plain


def documents_of(tasks: Iterable[Work]) -> list[str]:
    """Number or title of the documents, each once."""
    return list(dict.fromkeys(task.number for task in tasks))


def most_telling(tasks: Sequence[Work]) -> Work:
    """Of several tasks the one that fewest share; of these the first."""
    return min(tasks, key=lambda one: len(one.parts))


def closest(graph: Graph[str], uri: str, among: Iterable[str] | None = None) -> tuple[str, Work] | None:
    """With whom an agency works most, and the task that says so best; null where it does all alone."""
    near = [one for one in (graph[uri] if among is None else among) if one in graph[uri]]
    if not near:
        return None
    partner = min(near, key=lambda one: (-graph[uri][one]["weight"], graph.nodes[one]["full_name"], one))
    return partner, most_telling(graph[uri][partner]["tasks"])


def column(name: str, zh: str, en: str, scheme: str | None = None, holds: str | None = None) -> Column:
    """A column of an analysis."""
    return Column(name, Wording(zh, en), scheme, holds)


AGENCY = (column("agency", "机关", "agency"), column("kind", "类别", "kind", "agency-kind"))
SOURCES = (
    column("documents", "文件", "documents", holds="names"),
    column("task", "如：任务", "such as: task"),
    column("quote", "原文", "words", holds="words"),
)
"""What every row ends with: the documents that it was counted from, and one of the tasks with its words."""


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []
