"""The picture of an agency: which tasks it has, in which document, with whom. 广州市知识产权局 → 行动计划 → 推进专利导航 → 市财政局.

A name that finds several agencies (市知识产权局, one in each city) gives one picture with all of them under the words that were asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.pictures.net import Heading, Net, NetMaker
from graph.pictures.tasks import HEADINGS, ROLES, PicturedTask, cells_of, moments_of
from graph.pictures.timeline import Moment
from graph.pictures.tree import Branch
from graph.words import Words

_COLUMNS = (("asked",), ("centre",), ("document",), ("task",), ("agency", "class"))


def agency_net(agency_names: Sequence[str], tasks: Sequence[PicturedTask], *, asked: str | None = None) -> Net:
    """The picture of these agencies; `asked` are the words that were asked, which head it where they found more or less than one.

    `tasks`: every task in which one of them has a part; one that two of them share stands under both.
    """
    several = len(agency_names) != 1
    title = (asked or "、".join(agency_names)) if several else agency_names[0]
    net = NetMaker()
    root = net.node("asked", title, "asked") if several else None
    centres = {name: net.node("centre", name, "agency", name) for name in agency_names}
    if root is not None:
        for centre in centres.values():
            net.link(root, centre, "holds")
    moments: list[Moment] = []
    tree = Branch("centre", title, root if several else centres.get(title))
    for name in agency_names:
        below = tree if not several else Branch("centre", name, centres[name])
        if several:
            tree.branches.append(below)
        for task in tasks:
            own = next((part for part in task.parts if part.agency == name), None)
            if own is not None:
                _add(net, task, name, own.role, centres, below, moments)
    columns = (Heading(Words("角色", "role"), "role", brief=True), *HEADINGS)
    return Net(
        subject=title,
        topic=Words("任务与分工", "what it has to do, with whom, and in which words of which document"),
        how=Words("从左到右：机关、文件、任务、共同承担的机关。", "Left to right: agency, document, task, those who share it."),
        headings=columns,
        nodes=tuple(net.nodes),
        links=net.links,
        facts=tuple(net.facts),
        roles=ROLES,
        links_too=False,
        columns=_COLUMNS,
        spine="task",
        empty=Words("读过的文件没有给它任务。", "No document that was read gives it a task."),
        moments=tuple(moments),
        tree=tree if tree.tasks else None,
    )


def _add(net: NetMaker, task: PicturedTask, name: str, role: str, centres: dict[str, int], below: Branch, moments: list[Moment]) -> None:
    """One task under one agency: its nodes, its links, its row, its place in the tree."""
    agencies = dict(centres)
    for part in task.parts:
        if part.agency not in agencies:
            agencies[part.agency] = net.node("class" if part.group else "agency", part.agency, "other", part.agency)
    document = net.node("document", task.document, "document", task.source, name, notes=(task.number,))
    node = net.node("task", task.text, "task", task.iri, name, role=role)
    marks = [part.surface for part in task.parts if part.agency == name and part.surface]
    nodes = [node, centres[name], document, *(agencies[part.agency] for part in task.parts)]
    fact = net.fact([role, *cells_of(task, agencies, net.name(document))], nodes, roles=(role,), document=task.document, marks=marks)
    net.link(centres[name], document, "holds", fact)
    net.link(document, node, role, fact)
    branch = Branch("task", task.text, node, fact, role)
    for part in task.parts:
        if part.agency not in centres:
            net.link(node, agencies[part.agency], part.role, fact)
            branch.branches.append(Branch("class" if part.group else "agency", part.agency, agencies[part.agency], None, part.role))
    held = next((one for one in below.branches if one.node == document), None)
    if held is None:
        held = Branch("document", task.document, document)
        below.branches.append(held)
    held.branches.append(branch)
    moments += [replace(moment, role=role) for moment in moments_of(task, fact)]
