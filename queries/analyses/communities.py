"""Groups of agencies that work more with one another than with others: Louvain's method with a fixed seed, the same result each time.

Agencies that share no task with any other belong to none and are left out. `inside` is the share of an agency's cooperation that stays in its group: 1 is
an agency that works with nobody else, .5 one that stands between two. A group is a way of looking at the network, not a fact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from queries.analyses import Found, Wanted
from queries.analyses.parts import AGENCY, SOURCES, closest, column, documents_of, drawn, parts_in, together
from queries.wording import Wording

if TYPE_CHECKING:
    from networkx import Graph

    from queries.engines import Engine

COLUMNS = (
    column("community", "群", "community"),
    column("members", "成员数", "members"),
    *AGENCY,
    column("inside", "群内协作占比", "share inside"),
    column("tasks", "任务数", "tasks"),
    column("closest", "群内协作最多的机关", "closest within it"),
    *SOURCES,
)
_SEED = 20170118


def run(engine: Engine, wanted: Wanted) -> Found:
    """A row an agency, by community, the largest first; within it those that work together most first."""
    import networkx as nx

    parts = parts_in(engine, wanted.documents)
    graph = together(parts)
    groups = communities(graph)
    tasks = parts.tasks_of()
    rows = []
    for number, members in enumerate(groups, 1):
        strength = {uri: sum(data["weight"] for data in graph[uri].values()) for uri in members}
        inside = {uri: sum(data["weight"] for one, data in graph[uri].items() if one in members) for uri in members}
        for uri in sorted(members, key=lambda one: (-round(inside[one], 9), one)):
            actor, own = parts.actors[uri], tasks[uri]
            near = closest(graph, uri, among=sorted(members))
            partner, sample = (parts.actors[near[0]].name, near[1]) if near else (None, own[0])
            share = round(inside[uri] / strength[uri], 3)
            rows.append((number, len(members), actor.name, actor.kind, share, len(own), partner, documents_of(own), sample.text, sample.quote))
    alone = len(graph) - sum(map(len, groups))
    remarks = []
    if groups:
        modularity = nx.community.modularity(graph.subgraph(set().union(*groups)), groups)
        remarks.append(Wording(f"{len(groups)} 个群，模块度 {modularity:.2f}", f"{len(groups)} communities, modularity {modularity:.2f}"))
    if alone:
        remarks.append(Wording(f"{alone} 个机关没有和别的机关同做一项任务，没有列入", f"{alone} agencies share no task with another and are left out"))
    numbers = {uri: number for number, members in enumerate(groups, 1) for uri in members}
    return Found(COLUMNS, tuple(rows), drawn(graph, community=numbers), tuple(remarks))


def communities(graph: Graph[str]) -> list[set[str]]:
    """The groups, the largest first, then in the order of their IRIs."""
    import networkx as nx

    # Sets of texts have another order in each process, sets of numbers have not.
    names = [uri for uri in graph if graph.degree(uri)]
    numbered: Graph[int] = nx.Graph()
    place = {uri: number for number, uri in enumerate(names)}
    numbered.add_nodes_from(range(len(names)))
    numbered.add_weighted_edges_from((place[one], place[other], data["weight"]) for one, other, data in graph.edges(data=True))
    if not names:
        return []
    found = [{names[number] for number in group} for group in nx.community.louvain_communities(numbered, weight="weight", seed=_SEED)]
    return sorted(found, key=lambda group: (-len(group), min(group)))
