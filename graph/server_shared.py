"""Brings agencies, places and cited documents on a server up to what one workspace states of them, beside what others state.

What others state too stays when this workspace drops 广州市财政局, and is no longer said to be stated by it; what it alone stated goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.server_claims import claimed, joined, others
from graph.server_rows import TYPES, differs, remove, write
from graph.server_stated import SHARED, Changes, Ends, Stated

if TYPE_CHECKING:
    from neo4j import Transaction


def renew_shared(transaction: Transaction, new: Stated, workspace: str) -> Changes:
    """`new` is all that the workspace states of shared things; writes only what differs, in one transaction."""
    query = f"MATCH (node:Resource {{stated_in: {SHARED}}}) RETURN labels(node) AS labels, properties(node) AS properties, elementId(node) AS id"
    there = {row["properties"]["uri"]: row for row in transaction.run(query)}
    difference = Stated(SHARED, by=new.by)
    wanted: set[str] = set()
    for kind, rows in new.nodes.items():
        for row in rows:
            wanted.add(row["uri"])
            found = there.get(row["uri"])
            whole = joined(kind, row, found["properties"] if found else {}, workspace)
            if found is None or differs(kind, whole, found):
                difference.nodes.setdefault(kind, []).append(whole)
    changes = Changes()
    difference.edges = _relationships(transaction, new, workspace, changes)
    changes.add(write(transaction, [difference], {uri: row["id"] for uri, row in there.items()}))
    alone, left = _parted({uri: row["properties"].get("stated_by") for uri, row in there.items() if uri not in wanted}, workspace)
    changes.nodes_updated += len(left)
    if left:
        transaction.run("UNWIND $left AS one MATCH (node:Resource {uri: one[0]}) SET node.stated_by = one[1]", left=left).consume()
    changes.add(remove(transaction, alone))
    return changes


def _parted(dropped: dict[str, list[str] | None], workspace: str) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """Of what this workspace does not state: what nobody does then, and what others do that it stated too, with these others."""
    besides = {key: others(by, workspace) for key, by in dropped.items()}
    alone = [key for key in dropped if not besides[key]]
    return alone, [(key, besides[key]) for key, by in dropped.items() if besides[key] and workspace in (by or ())]


def _relationships(transaction: Transaction, new: Stated, workspace: str, changes: Changes) -> dict[Ends, list[tuple[str, str]]]:
    """Brings the relationships that are there up to date; gives those that are wanting."""
    query = (
        f"MATCH (:Resource {{stated_in: {SHARED}}})-[edge:{TYPES[True]} {{stated_in: {SHARED}}}]-() WITH DISTINCT edge"
        " RETURN elementId(edge) AS id, type(edge) AS kind, startNode(edge).uri AS start, endNode(edge).uri AS end, edge.stated_by AS by"
    )
    wanted = {(ends.kind, *pair) for ends, pairs in new.edges.items() for pair in pairs}
    found: set[tuple[str, str, str]] = set()
    dropped: dict[str, list[str] | None] = {}
    stated: list[tuple[str, list[str] | None]] = []
    for row in transaction.run(query):
        edge, by = (row["kind"], row["start"], row["end"]), row["by"]
        if edge in found:
            dropped[row["id"]] = None  # a second of the same, nobody's
            continue
        found.add(edge)
        if edge not in wanted:
            dropped[row["id"]] = by
        elif workspace and workspace not in (by or ()):
            stated.append((row["id"], claimed(others(by, workspace), workspace)))
    alone, left = _parted(dropped, workspace)
    said: list[tuple[str, list[str] | None]] = [*stated, *left]
    if said:
        _run(transaction, "UNWIND $said AS one MATCH ()-[edge]->() WHERE elementId(edge) = one[0] SET edge.stated_by = one[1]", said=said)
    if alone:
        _run(transaction, "UNWIND $alone AS id MATCH ()-[edge]->() WHERE elementId(edge) = id DELETE edge", alone=alone)
    changes.relationships_updated += len(said)
    changes.relationships_deleted += len(alone)
    missing = {ends: [pair for pair in pairs if (ends.kind, *pair) not in found] for ends, pairs in new.edges.items()}
    return {ends: pairs for ends, pairs in missing.items() if pairs}


def _run(transaction: Transaction, query: str, **parameters: Any) -> None:
    transaction.run(query, parameters).consume()
