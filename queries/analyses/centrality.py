"""Which agencies stand in the middle: by partners, by standing between others, and by the weight of those that they work with.

- `partners` (degree): with how many others it has a task in common.
- `between` (betweenness, distance = 1 ÷ weight): the share of the shortest ways between two others that lead over it: who is needed to bring others together.
- `rank` (PageRank, damping .85): how much of all cooperation comes its way, that of well-joined partners counting more. Not the eigenvector, which
  is zero for all but the largest part of a network that falls apart, as one of many cities does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from queries.analyses import Found, Wanted
from queries.analyses.parts import AGENCY, SOURCES, closest, column, documents_of, drawn, most_telling, parts_in, together
from queries.wording import Wording

if TYPE_CHECKING:
    from networkx import Graph

    from queries.engines import Engine

COLUMNS = (
    *AGENCY,
    column("rank", "PageRank", "PageRank"),
    column("partners", "协作机关数", "partners"),
    column("between", "中介度", "betweenness"),
    column("tasks", "任务数", "tasks"),
    column("leads", "牵头数", "leads"),
    column("closest", "协作最多的机关", "closest partner"),
    *SOURCES,
)
MOST = 1_000
"""Agencies up to which betweenness is counted over all pairs; beyond, over the ways from `SAMPLE` of them, drawn alike each time."""
SAMPLE = 500
_SEED = 20170118
_DAMPING, _ROUNDS, _CLOSE_ENOUGH = 0.85, 200, 1e-10


def run(engine: Engine, wanted: Wanted) -> Found:
    """A row an agency, the highest rank first."""
    import networkx as nx

    parts = parts_in(engine, wanted.documents)
    graph = together(parts)
    sampled = len(graph) > MOST
    between = nx.betweenness_centrality(graph, k=SAMPLE if sampled else None, weight="distance", seed=_SEED)
    rank = page_rank(graph)
    tasks = parts.tasks_of()
    rows = []
    for uri in sorted(graph, key=lambda one: (-round(rank[one], 9), one)):
        actor, own = parts.actors[uri], tasks[uri]
        near = closest(graph, uri)
        sample = near[1] if near else most_telling(own)
        leads = sum("lead" in task.parts[uri] for task in own)
        counts = round(rank[uri], 5), graph.degree(uri), round(between[uri], 5), len(own), leads
        partner = parts.actors[near[0]].name if near else None
        rows.append((actor.name, actor.kind, *counts, partner, documents_of(own), sample.text, sample.quote))
    rounded = {name: {uri: round(value, 9) for uri, value in values.items()} for name, values in (("rank", rank), ("between", between))}
    zh = f"机关超过 {MOST} 个，中介度由其中 {SAMPLE} 个估出"
    remark = Wording(zh, f"more than {MOST} agencies: betweenness is estimated from {SAMPLE} of them")
    return Found(COLUMNS, tuple(rows), drawn(graph, **rounded), (remark,) if sampled else ())


def page_rank(graph: Graph[str]) -> dict[str, float]:
    """PageRank by weight; the sum is 1. networkx's own wants numpy and scipy, which nothing else here needs."""
    count = len(graph)
    rank = dict.fromkeys(graph, 1 / count) if count else {}
    strength = {uri: sum(data["weight"] for data in graph[uri].values()) for uri in graph}
    for _ in range(_ROUNDS):
        idle = sum(rank[uri] for uri in graph if not strength[uri])  # who works alone passes its rank on to all
        fresh = {
            uri: (1 - _DAMPING) / count + _DAMPING * (idle / count + sum(rank[one] * data["weight"] / strength[one] for one, data in graph[uri].items()))
            for uri in graph
        }
        change = sum(abs(fresh[uri] - rank[uri]) for uri in graph)
        rank = fresh
        if change < _CLOSE_ENOUGH:
            break
    return rank
