"""Who works with whom: agencies that share tasks, the more the thicker the line. 市知识产权局 —— 市财政局, with the tasks and their words.

A pair that shares one task only is left out first, where there are more than can be seen; people may have them back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from graph.pictures.net import Net, NetMaker
from graph.pictures.tasks import HEADINGS, PicturedTask, cells_of
from graph.words import Words


def together_net(tasks: Sequence[PicturedTask]) -> Net:
    """The picture of all tasks that two agencies or more have a part in; a task that one does alone is no row of it."""
    net = NetMaker()
    for task in tasks:
        if len({part.agency for part in task.parts}) < 2:
            continue
        agencies = {part.agency: net.node("class" if part.group else "agency", part.agency) for part in task.parts}
        cells = cells_of(task, agencies, task.document)
        fact = net.fact(cells, list(agencies.values()), roles=[part.role for part in task.parts], document=task.document)
        for one, other in combinations(sorted(set(agencies.values())), 2):
            net.link(one, other, "together", fact)
    return Net(
        subject="",
        topic=Words("谁和谁一起做", "who works with whom: agencies that share tasks"),
        how=Words(
            "线越粗，共同承担的任务越多；点选机关或连线可见这些任务。",
            "The thicker the line, the more tasks they share; choose an agency or a line to see them.",
        ),
        headings=tuple(replace(one, brief=one.main) for one in HEADINGS),
        nodes=tuple(net.nodes),
        links=net.links,
        facts=tuple(net.facts),
        links_too=False,
        empty=Words("没有两个机关共同承担的任务。", "No task is shared by two agencies."),
        least=True,
    )
