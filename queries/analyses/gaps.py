"""What a higher plan asks for and a lower one does not take up: tasks without a like task of an agency below.

A plan is lower than the one that it rests on or implements (根据《…》, 贯彻落实《…》), unless both are named; both must hold tasks. 省 asks for
建设知识产权保护中心: the nearest task of the city's plan is given with its likeness (`queries.analyses.text_likeness`), also where it is a poor
one, so that people can judge. Two reasons: no task is like it (below the least likeness), or the one that is names no agency. A lower
plan that leaves a task to a third document is seen as a gap here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from queries.analyses import Found, Wanted
from queries.analyses.parts import Parts, Work, column, parts_in
from queries.analyses.text_likeness import Likeness
from queries.answering import TIMEOUT
from queries.wording import SCHEMES, Wording

if TYPE_CHECKING:
    from networkx import DiGraph

    from queries.engines import Engine

SCHEMES["gap"] = {"no-task": Wording("没有相近的任务", "no like task"), "no-agency": Wording("相近的任务没有写明机关", "the like task names no agency")}
COLUMNS = (
    column("higher", "上级文件", "higher plan"),
    column("path", "位置", "path"),
    column("task", "任务", "task"),
    column("agencies", "机关", "agencies", holds="names"),
    column("lower", "下级文件", "lower plan"),
    column("gap", "缺口", "gap", "gap"),
    column("likeness", "相似度", "likeness"),
    column("nearest", "最近的任务", "nearest task"),
    column("nearest_path", "其位置", "its path"),
    column("nearest_agencies", "其机关", "its agencies", holds="names"),
    column("quote", "原文", "words", holds="words"),
    column("nearest_quote", "最近任务的原文", "words of the nearest", holds="words"),
)
_CITED = (
    """
    MATCH (low:PolicyDocument)-[:HAS_CITATION]->(words:Citation)-[:REFERS_TO]->(high:PolicyDocument)
    WHERE low.uri IN $lower AND high.uri IN $higher AND words.relation IN ['basis', 'implements']
    RETURN DISTINCT low.uri AS low, high.uri AS high
    """,
    "MATCH (low:PolicyDocument)-[:BASED_ON]->(high:PolicyDocument) WHERE low.uri IN $lower AND high.uri IN $higher RETURN low.uri AS low, high.uri AS high",
)


def run(engine: Engine, wanted: Wanted) -> Found:
    """A row a task of a higher plan and lower plan that does not take it up, in the order of the plans."""
    pairs = _pairs(engine, wanted)
    documents = sorted({one for pair in pairs for one in pair})
    parts = parts_in(engine, documents)
    tasks: dict[str, list[Work]] = {document: [] for document in documents}
    for task in parts.tasks:
        tasks[task.document].append(task)
    pairs = [(high, low) for high, low in pairs if tasks[high] and tasks[low]]
    likeness = Likeness(task.text for task in parts.tasks)
    names = {document: found[0].title for document, found in tasks.items() if found}
    rows = []
    network = _network()
    for high, low in pairs:
        nearest = likeness.nearest([task.text for task in tasks[high]], [task.text for task in tasks[low]])
        for task, (place, alike) in zip(tasks[high], nearest, strict=True):
            like = tasks[low][place]
            _join(network, task, like, alike)
            if alike >= wanted.likeness and like.parts:
                continue
            gap = "no-task" if alike < wanted.likeness else "no-agency"
            here, there = _agencies(parts, task), _agencies(parts, like)
            found = (names[high], task.path, task.text, here, names[low], gap, round(alike, 3))
            rows.append((*found, like.text, like.path, there, task.quote, like.quote))
    return Found(COLUMNS, tuple(rows), network, _remarks(pairs, names))


def _pairs(engine: Engine, wanted: Wanted) -> list[tuple[str, str]]:
    """Higher and lower plan: the second says that it rests on the first or implements it. Nothing is asked about a document and itself."""
    if wanted.named:
        return [(high, low) for high in wanted.documents for low in wanted.lower if high != low]
    found = {
        (str(high), str(low))
        for cited in _CITED
        for low, high in engine.run(cited, {"lower": list(wanted.lower), "higher": list(wanted.documents)}, timeout=TIMEOUT).rows
    }
    return sorted(pair for pair in found if pair[0] != pair[1])


def _agencies(parts: Parts, task: Work) -> list[str]:
    return sorted(parts.actors[uri].name for uri in task.parts)


def _network() -> DiGraph[str]:
    import networkx as nx

    return nx.DiGraph()


def _join(network: DiGraph[str], task: Work, like: Work, likeness: float) -> None:
    for one, level in ((task, "higher"), (like, "lower")):
        network.add_node(one.uri, label=one.text, kind=level, document=one.title, path=one.path)
    network.add_edge(task.uri, like.uri, likeness=round(likeness, 3), weight=round(likeness, 3))


def _remarks(pairs: list[tuple[str, str]], names: dict[str, str]) -> tuple[Wording, ...]:
    if not pairs:
        return (
            Wording(
                "没有一份带任务的文件以另一份带任务的文件为依据或予以落实；请把上级文件也读入，或用 --document 和 --lower 指明两份",
                "no document with tasks rests on another one with tasks or implements it: read the higher plan in, or name both: --document, --lower",
            ),
        )
    return tuple(Wording(f"比较：《{names[high]}》→《{names[low]}》", f"compared: 《{names[high]}》 → 《{names[low]}》") for high, low in pairs)
