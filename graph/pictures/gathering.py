"""What is too much to be seen at once is put together: the tasks of a document to one node, then agencies of one kind, and it is said.

20,000 tasks in 800 documents become 800 nodes 《行动计划》的任务 that open in the table; 广州市财政局, 重庆市财政局 become 财政局. The table keeps
every row whatever the picture puts together. What is still too much after that is left out of the picture by weight, and that is said too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from graph.pictures.net import Cell, Link, Name, Net, Node, key_of
from graph.words import Words
from ontology.agencies import full_name, function_of

MOST_NODES = 5000
"""More are not drawn: a browser would need longer than a second for each look."""

_IN_DOCUMENTS = ("task", "measure", "value", "part", "group")


def gathered(net: Net, most: int = MOST_NODES) -> Net:
    """The same net where it can be seen; else one of at most so many nodes, with a remark on what was done."""
    whole = len(net.nodes)
    if whole <= most:
        return net
    document = {node: fact.document for fact in reversed(net.facts) for node in fact.nodes}

    def by_document(place: int, node: Node) -> str | None:
        return document.get(place, "") if node.kind in _IN_DOCUMENTS else None

    def by_kind(_: int, node: Node) -> str | None:
        return full_name(function_of(node.name)) if node.kind in ("agency", "class") else None

    done: list[Words] = []
    steps: tuple[tuple[Callable[[int, Node], str | None], str, Words], ...] = (
        (by_document, "《{}》的{}项内容", Words("任务按文件归并", "tasks are put together by document")),
        (by_kind, "{}（{}个机关）", Words("机关按职能归并", "agencies are put together by what they do")),
    )
    for group_of, label, words in steps:
        if len(net.nodes) > most:
            document = {node: fact.document for fact in reversed(net.facts) for node in fact.nodes}
            net = _together(net, group_of, label)
            done.append(words)
    if len(net.nodes) > most:
        net = _heaviest(net, most)
        done.append(Words(f"只画出联系最多的 {most} 个", f"only the {most} with most links are drawn"))
    zh, en = "，".join(one.zh for one in done), ", ".join(one.en for one in done)
    said = Words(f"共 {whole} 个节点，一幅图里看不过来：{zh}。表中各行俱全。", f"{whole} nodes are too many for one picture: {en}. The table has every row.")
    return replace(net, remarks=(*net.remarks, said))


def _together(net: Net, group_of: Callable[[int, Node], str | None], label: str) -> Net:
    """Nodes of one group as one node; a group of one stays as it is."""
    groups = [group_of(place, node) for place, node in enumerate(net.nodes)]
    sizes = Counter(group for group in groups if group is not None)
    nodes: list[Node] = []
    places: dict[int, int] = {}
    of_group: dict[str, int] = {}
    for place, (node, group) in enumerate(zip(net.nodes, groups, strict=True)):
        if group is None or sizes[group] == 1:
            places[place] = len(nodes)
            nodes.append(node)
            continue
        if group not in of_group:
            of_group[group] = len(nodes)
            nodes.append(Node(key_of("gathered", label, group), "gathered", label.format(group or "—", sizes[group]), node.role if node.kind == "task" else ""))
        places[place] = of_group[group]
    return _moved(net, nodes, places)


def _heaviest(net: Net, most: int) -> Net:
    """The nodes with most links, and the links between them."""
    weights = Counter(end for link in net.links for end in (link.source, link.target))
    kept = sorted(sorted(range(len(net.nodes)), key=lambda place: (-weights[place], place))[:most])
    return _moved(net, [net.nodes[place] for place in kept], {old: new for new, old in enumerate(kept)})


def _moved(net: Net, nodes: list[Node], places: dict[int, int]) -> Net:
    """The net with its nodes in new places; what has no place any more is named and not drawn."""
    links: dict[tuple[int, int, str], Link] = {}
    for link in net.links:
        if link.source in places and link.target in places and places[link.source] != places[link.target]:
            ends = (places[link.source], places[link.target], link.role)
            links.setdefault(ends, Link(*ends, link.label)).facts += link.facts

    def cell(held: Cell) -> Cell:
        if isinstance(held, str):
            return held
        return tuple(Name(places.get(one.node, -1), one.text) if isinstance(one, Name) else one for one in held)  # type: ignore[return-value]

    facts = []
    for fact in net.facts:
        kept = tuple(dict.fromkeys(places[node] for node in fact.nodes if node in places))
        facts.append(replace(fact, cells=tuple(map(cell, fact.cells)), nodes=kept))
    columns = net.columns
    if columns and any(node.kind == "gathered" for node in nodes):
        columns = tuple((*column, "gathered") if net.spine in column else column for column in columns)
    return replace(net, nodes=tuple(nodes), links=tuple(links.values()), facts=tuple(facts), columns=columns, tree=None)
