"""The picture of a document: its parts, their tasks, and the agencies that lead, do or support each. 行动计划 → 二、主要任务 → 推进专利导航 → 市知识产权局.

Several documents that one name finds stand in one picture. Tasks that name nobody stand there too: that is what a reader looks for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypedDict

from graph.pictures.net import Cell, Net, NetMaker
from graph.pictures.tasks import HEADINGS, ROLES, PicturedTask, cells_of, moments_of
from graph.pictures.timeline import Moment
from graph.pictures.tree import Branch, Leaf, heading, tree_of
from graph.words import Words

_COLUMNS = (("document",), ("part",), ("task", "measure"), ("agency", "class"))

Headings = Mapping[tuple[str, ...], str]


class PhaseRow(TypedDict):
    """One stage of a timetable; days are ISO or null."""

    phase: str
    surface: str
    first_day: str | None
    last_day: str | None
    path: str
    quote: list[str]


@dataclass(frozen=True, slots=True)
class PicturedDocument:
    """A document with its tasks, the stages of its timetable, and the headings of its parts by their path."""

    iri: str
    title: str
    number: str
    notes: tuple[str, ...]
    tasks: tuple[PicturedTask, ...]
    phases: tuple[PhaseRow, ...]
    headings: Headings


def document_net(documents: Sequence[PicturedDocument], *, asked: str | None = None) -> Net:
    """The picture of these documents; `asked` heads it where they are several."""
    title = documents[0].title if len(documents) == 1 else asked or ""
    net = NetMaker()
    moments: list[Moment] = []
    trees = [_add(net, document, moments) for document in documents]
    tree = trees[0] if len(trees) == 1 else Branch("asked", title, branches=trees)
    headings = tuple(replace(one, brief=one.main or one.title.en == "lead") for one in HEADINGS)
    return Net(
        subject=title,
        topic=Words("任务与机关", "its parts, their tasks, and who leads, does or supports each"),
        how=Words("从左到右：文件、部分、任务、机关；线型表示角色。", "Left to right: document, part, task, agency; the stroke tells the role."),
        headings=headings,
        nodes=tuple(net.nodes),
        links=net.links,
        facts=tuple(net.facts),
        roles=ROLES,
        columns=_COLUMNS,
        spine="task",
        empty=Words("这份文件里没有读出任务。", "No task was read in it."),
        moments=tuple(moments),
        tree=tree if tree.tasks else None,
    )


def _add(net: NetMaker, document: PicturedDocument, moments: list[Moment]) -> Branch:
    root = net.node("document", document.title, "document", document.iri, notes=(document.number, *document.notes))
    several_parts = len({task.path[:1] for task in document.tasks if len(task.path) > 1}) > 1
    leaves: list[Leaf] = []
    for task in document.tasks:
        agencies = {part.agency: net.node("class" if part.group else "agency", part.agency, "agency", part.agency) for part in task.parts}
        node = net.node("task", task.text, "task", task.iri)
        roles = [part.role for part in task.parts]
        several = several_parts and len(task.path) > 1
        top = task.path[:1]
        above = net.node("part", heading(top, document.headings), "part", document.iri, *top) if several else root
        nodes = [node, above, root, *agencies.values()]
        fact = net.fact(cells_of(task, agencies, net.name(root)), nodes, roles=roles, document=document.title)
        if several:
            net.link(root, above, "holds", fact)
        net.link(above, node, "holds", fact)
        branch = Branch("task", task.text, node, fact)
        for part in task.parts:
            net.link(node, agencies[part.agency], part.role, fact)
            branch.branches.append(Branch("class" if part.group else "agency", part.agency, agencies[part.agency], None, part.role))
        leaves.append(Leaf(task.path, branch))
        moments += moments_of(task, fact)
    for phase in document.phases:
        label, where, words = phase["phase"] or phase["surface"], phase["path"].replace("/", " › "), tuple(phase["quote"])
        node = net.node("measure", label, "phase", document.iri, phase["path"], label, phase["surface"])
        cells: list[Cell] = [label, (), (), (), phase["surface"], (net.name(root),), document.number, where, "", words]
        fact = net.fact(cells, [node, root], document=document.title)
        net.link(root, node, "holds", fact)
        moments.append(Moment(phase["phase"] or phase["surface"], phase["surface"], phase["first_day"], phase["last_day"], fact, phase=True))
    return tree_of(document.title, root, leaves, document.headings)
