"""The graph, or the rows of a question, as a networkx graph, for whatever an analyst wants to do with it.

    network_of(whole(documents))                                  every node and edge with its columns
    network_of_rows(answer.records(), "agency", "document")       an edge a row between the values of two columns

Nodes of the whole are IRIs with `kind` and their columns; edges have `kind` as their key. What reads like 广州市知识产权局 in two documents is
one node, because it is one in the graph; 广州市各区政府 is a node of the kind AgencyClass, which is not the agencies that it stands for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from graph.things import Facts

if TYPE_CHECKING:
    import networkx as nx


def network_of(many: Iterable[Facts]) -> nx.MultiDiGraph[str]:
    """The graph of a stream of facts in which shared things are merged (`graph.facts.whole`). It stands in memory."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for facts in many:
        for node in facts.nodes:
            graph.add_node(node.uri, kind=node.kind, **{_free(name): value for name, value in node.row.items() if name != "uri"})
        for edge in facts.edges:
            graph.add_edge(edge.start, edge.end, key=edge.kind, kind=edge.kind, stated_in=facts.document)
    return graph


def network_of_rows(records: Iterable[Mapping[str, Any]], start: str, end: str) -> nx.MultiDiGraph[str]:
    """An edge for each row, from the value of one column to that of another, with the rest of the row on it. Lists are several ends.

    Nodes have the name of the column as their `kind`. A row without one of the two is left out. Raises `KeyError` for a column that is not there.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for record in records:
        rest = {name: value for name, value in record.items() if name not in (start, end)}
        for one in _members(record[start]):
            for other in _members(record[end]):
                graph.add_node(one, kind=start)
                graph.add_node(other, kind=end)
                graph.add_edge(one, other, **{_free(name): value for name, value in rest.items()})
    return graph


def graph_ml(graph: nx.Graph[Any]) -> str:
    """A network as GraphML, for Gephi. Lists are written as texts, their members parted by …; what is null is left out."""
    import networkx as nx

    plain = graph.copy()
    for _, data in plain.nodes(data=True):
        _make_plain(data)
    for *_, data in plain.edges(data=True):
        _make_plain(data)
    lines = "\n".join(nx.generate_graphml(plain))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{lines}\n'


def _members(value: object) -> list[str]:
    if isinstance(value, (list, tuple)):
        return [str(one) for one in value]
    return [] if value is None or value == "" else [str(value)]


def _free(name: str) -> str:
    """A column's name that is not taken by the kind of a node or the key of an edge."""
    return f"{name}_" if name in ("kind", "key") else name


def _make_plain(data: dict[str, Any]) -> None:
    for name, value in list(data.items()):
        if value is None:
            del data[name]
        elif isinstance(value, (list, tuple)):
            data[name] = " … ".join(map(str, value))
