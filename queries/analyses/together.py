"""Who works with whom: pairs of agencies that have a part in the same tasks, by how closely. 市知识产权局 and 市财政局, in four tasks.

`weight` is that of `queries.analyses.parts`; `leads` and `led` say how often the first led and the second did not, and the other way round.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from queries.analyses import Found, Wanted
from queries.analyses.parts import AGENCY, SOURCES, Work, column, documents_of, drawn, most_telling, parts_in
from queries.analyses.parts import together as network

if TYPE_CHECKING:
    from queries.engines import Engine

COLUMNS = (
    *AGENCY,
    column("partner", "协作机关", "partner"),
    column("partner_kind", "协作机关类别", "kind of partner", "agency-kind"),
    column("tasks", "共同任务数", "tasks together"),
    column("weight", "协作强度", "weight"),
    column("leads", "前者牵头", "first leads"),
    column("led", "后者牵头", "second leads"),
    *SOURCES,
)


def run(engine: Engine, wanted: Wanted) -> Found:
    """A row a pair, the closest first."""
    parts = parts_in(engine, wanted.documents)
    graph = network(parts)
    rows = []
    for one, other, data in sorted(graph.edges(data=True), key=lambda edge: (-edge[2]["weight"], -len(edge[2]["tasks"]), edge[0], edge[1])):
        tasks: list[Work] = data["tasks"]
        sample = most_telling(tasks)
        first, second = parts.actors[one], parts.actors[other]
        led = [("lead" in task.parts[one], "lead" in task.parts[other]) for task in tasks]
        counts = len(tasks), round(data["weight"], 3), led.count((True, False)), led.count((False, True))
        rows.append((first.name, first.kind, second.name, second.kind, *counts, documents_of(tasks), sample.text, sample.quote))
    return Found(COLUMNS, tuple(rows), drawn(graph))
