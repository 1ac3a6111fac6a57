"""The Cypher that publishing runs: whole documents written, one brought up to date, what is no longer stated taken away.

Labels, types and properties come from `graph.schema` alone, values are parameters. Everything of ours says in `stated_in` which
document states it, by a number that stands on the PolicyDocument too (0 for agencies and places): what lacks it is somebody else's
and is never changed. So a LEADS that a colleague drew by hand between 市财政局 and a task stays, and so does the task when its
document drops it: without our label, so that nobody's query takes it for a fact, as `:Resource:Gone` with its `uri` and words, and
with what it was in `gone_kind`. When the fact comes back it is the same node again.

What makes loading fast, as measured: rows are lists, since packing their keys took as long as their values; and relationships
find their ends by the ids that writing the nodes gave back in the same transaction, not by their long IRIs again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from graph.schema import EDGES, NODE, NODES
from graph.server_claims import STATED_BY
from graph.server_stated import FINGERPRINT, STATED_IN, Changes, Ends, Stated, server_columns

if TYPE_CHECKING:
    from neo4j import Transaction

ROWS = 5_000
"""Rows of one transaction, about: it ends with the document that fills it."""

GONE_KIND = "gone_kind"
"""On a node that is :Gone: the label that it bore."""
_LABELS = ["Resource", "Gone", *(kind.name for kind in NODES)]
_COLUMNS = {kind.name: [column.name for column in server_columns(kind.name)[:-1]] for kind in NODES}
_KEYS = {kind.name: [*(column.name for column in server_columns(kind.name)), GONE_KIND] for kind in NODES}
"""By label: a `note` is ours on a ChangeEvent, and somebody's own on a PolicyTask."""
_BOOKS = ", ".join(f"node.{column.name}" for column in (STATED_IN, STATED_BY, FINGERPRINT))
TYPES = {shared: "|".join(kind.name for kind in EDGES if kind.shared is shared) for shared in (True, False)}
"""Relationship types for a pattern: those between shared things, and those that a document states."""

Late = set[tuple[int, Ends, tuple[str, str]]]
"""Relationships with the mark of their document, one end of which is not there yet: a document that cites a later one."""


def write(transaction: Transaction, many: Iterable[Stated], known: Mapping[str, str] | None = None, late: Late | None = None) -> Changes:
    """Writes nodes and claims shared ones, then relationships that are not there yet, one statement a kind for all documents together.

    `known` are the ids of nodes that relationships may need and that are there already; others are looked up. Relationships to
    documents that are still to come are put into `late`.
    """
    changes = Changes()
    nodes: dict[str, list[tuple[int, list[dict[str, Any]]]]] = defaultdict(list)
    edges: dict[Ends, list[tuple[int, list[str] | None, list[tuple[str, str]]]]] = defaultdict(list)
    for one in many:
        for kind, rows in one.nodes.items():
            nodes[kind].append((one.mark, rows))
        for ends, pairs in one.edges.items():
            edges[ends].append((one.mark, one.by, pairs))
        if one.claimed:
            changes.nodes_updated += _claim(transaction, one)
    ids = dict(known or {})
    for kind, written in nodes.items():
        _write_nodes(transaction, kind, written, ids, changes)
    wanted = {uri for groups in edges.values() for *_, pairs in groups for pair in pairs for uri in pair}
    if missing := sorted(wanted - ids.keys()):
        found = transaction.run("UNWIND $uris AS uri MATCH (node:Resource {uri: uri}) RETURN uri, elementId(node) AS id", uris=missing)
        ids.update((row["uri"], row["id"]) for row in found)
    for ends, groups in edges.items():
        # An end that somebody deleted a moment ago is late too, for good: the next run sees that a relationship is wanting.
        if late is not None and missing:
            late.update((mark, ends, pair) for mark, _, pairs in groups for pair in pairs if not (pair[0] in ids and pair[1] in ids))
        given = [(mark, by, _by_start(pairs, ids)) for mark, by, pairs in groups]
        query = (
            f"UNWIND $groups AS one UNWIND one[2] AS row MATCH (start:{ends.start_kind}) WHERE elementId(start) = row[0]"
            f" UNWIND row[1] AS other MATCH (end:{ends.end_kind}) WHERE elementId(end) = other"
            f" CREATE (start)-[:{ends.kind} {{stated_in: one[0], stated_by: one[1]}}]->(end)"
        )
        changes.relationships_created += _run(transaction, query, groups=given).relationships_created
    return changes


def _by_start(pairs: list[tuple[str, str]], ids: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    """Each start with its ends, by their ids: a document has as many relationships as tasks, and is to be found once."""
    found: dict[str, list[str]] = defaultdict(list)
    for start, end in pairs:
        if start in ids and end in ids:
            found[ids[start]].append(ids[end])
    return [*found.items()]


def _claim(transaction: Transaction, one: Stated) -> int:
    """Says of shared things that are there that this workspace states them too."""
    query = "UNWIND $uris AS uri MATCH (node:Resource {uri: uri}) SET node.stated_by = coalesce(node.stated_by, []) + $by"
    _run(transaction, query, uris=one.claimed, by=one.by)
    return len(one.claimed)


def write_late(transaction: Transaction, late: Late) -> Changes:
    """The relationships that had to wait for their other end, now that every document is there."""
    changes = Changes()
    groups: dict[Ends, list[tuple[int, str, str]]] = defaultdict(list)
    for mark, ends, (start, end) in sorted(late):
        groups[ends].append((mark, start, end))
    for ends, rows in groups.items():
        query = (
            f"UNWIND $rows AS row MATCH (start:{ends.start_kind} {{uri: row[1]}}) MATCH (end:{ends.end_kind} {{uri: row[2]}})"
            f" MERGE (start)-[:{ends.kind} {{stated_in: row[0]}}]->(end)"
        )
        changes.relationships_created += _run(transaction, query, rows=rows).relationships_created
    return changes


def _write_nodes(transaction: Transaction, kind: str, groups: list[tuple[int, list[dict[str, Any]]]], ids: dict[str, str], changes: Changes) -> None:
    """Makes or updates the nodes of one kind and adds their ids to `ids`."""
    columns = _COLUMNS[kind]
    uris: list[str] = []
    given = []
    for mark, rows in groups:
        given.append((mark, [(position, *map(row.get, columns)) for position, row in enumerate(rows, len(uris))]))
        uris += [row["uri"] for row in rows]
    values = ", ".join(f"{name}: row[{place}]" for place, name in enumerate(columns, 1))
    # By :Resource, not by the label itself: a node that n10s made of our own export has that label alone.
    result = transaction.run(
        "UNWIND $groups AS one UNWIND one[1] AS row MERGE (node:Resource {uri: row[1]})"
        f" SET node:{NODE[kind].name}, node += {{{values}, stated_in: one[0]}} REMOVE node:Gone, node.{GONE_KIND}"
        " RETURN collect([row[0], elementId(node)]) AS ids",
        groups=given,
    )
    ids.update((uris[position], identity) for position, identity in result.single(strict=True)["ids"])
    created = result.consume().counters.nodes_created
    changes.nodes_created += created
    changes.nodes_updated += len(uris) - created


def renew(transaction: Transaction, new: Stated, late: Late | None = None) -> Changes:
    """Brings what the server holds of one document up to what it states now; writes only what differs."""
    old_nodes = {
        row["properties"]["uri"]: row
        for row in transaction.run(
            "MATCH (node:Resource {stated_in: $mark}) RETURN labels(node) AS labels, properties(node) AS properties, elementId(node) AS id",
            mark=new.mark,
        )
    }
    kept, stale = _relationships(transaction, new)
    wanted = {row["uri"] for rows in new.nodes.values() for row in rows}
    changes = Changes()
    if stale:
        query = "UNWIND $ids AS id MATCH ()-[edge]->() WHERE elementId(edge) = id DELETE edge"
        changes.relationships_deleted += _run(transaction, query, ids=stale).relationships_deleted
    difference = Stated(new.mark)
    for kind, rows in new.nodes.items():
        if changed := [row for row in rows if row["uri"] not in old_nodes or differs(kind, row, old_nodes[row["uri"]])]:
            difference.nodes[kind] = changed
    for ends, pairs in new.edges.items():
        if missing := [pair for pair in pairs if (ends.kind, *pair) not in kept]:
            difference.edges[ends] = missing
    changes.add(write(transaction, [difference], {uri: row["id"] for uri, row in old_nodes.items()}, late))
    changes.add(remove(transaction, [uri for uri in old_nodes if uri not in wanted]))
    return changes


def leave(transaction: Transaction, mark: int, to: list[str]) -> Changes:
    """Says that only these workspaces state a document still."""
    _run(transaction, "MATCH (node:PolicyDocument {stated_in: $mark}) SET node.stated_by = $to", mark=mark, to=to)
    return Changes(nodes_updated=1)


def differs(kind: str, row: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """Whether a node on the server says anything else than its row; people's own properties do not count."""
    properties = found["properties"]
    return kind not in found["labels"] or any(properties.get(name) != value for name, value in row.items())


def _relationships(transaction: Transaction, new: Stated) -> tuple[set[tuple[str, str, str]], list[str]]:
    """Those that stay, and the ids of those that go. Each has an end that its own document states."""
    query = (
        f"MATCH (:Resource {{stated_in: $mark}})-[edge:{TYPES[False]} {{stated_in: $mark}}]-() WITH DISTINCT edge"
        " RETURN elementId(edge) AS id, type(edge) AS kind, startNode(edge).uri AS start, endNode(edge).uri AS end"
    )
    wanted = {(ends.kind, start, end) for ends, pairs in new.edges.items() for start, end in pairs}
    kept: set[tuple[str, str, str]] = set()
    stale: list[str] = []
    for row in transaction.run(query, mark=new.mark):
        edge = (row["kind"], row["start"], row["end"])
        if edge in wanted and edge not in kept:
            kept.add(edge)
        else:
            stale.append(row["id"])
    return kept, stale


def remove(transaction: Transaction, uris: Iterable[str]) -> Changes:
    """Takes nodes of ours away, whose relationships of ours are gone; what others hang on them or wrote on them keeps them."""
    going = list(uris)
    if not going:
        return Changes()
    query = (
        "UNWIND $uris AS uri MATCH (node:Resource {uri: uri}) WITH node, labels(node) AS labels, node:Gone AS already"
        f" WITH node, already, coalesce(head([label IN labels WHERE label IN $kinds]), node.{GONE_KIND}) AS kind,"
        "   EXISTS { (node)--() } OR any(label IN labels WHERE NOT label IN $labels) AS hung"
        " WITH node, already, kind, hung OR any(key IN keys(node) WHERE NOT key IN coalesce($keys[kind], [])) AS kept"
        f" FOREACH (_ IN CASE WHEN kept THEN [1] ELSE [] END | SET node:Gone, node.{GONE_KIND} = kind REMOVE node:{':'.join(NODE)}, {_BOOKS})"
        " FOREACH (_ IN CASE WHEN kept THEN [] ELSE [1] END | DELETE node)"
        " RETURN count(CASE WHEN kept AND NOT already THEN 1 END) AS gone"
    )
    result = transaction.run(query, uris=going, labels=_LABELS, keys=_KEYS, kinds=list(NODE))
    gone = result.single(strict=True)["gone"]
    return Changes(nodes_deleted=result.consume().counters.nodes_deleted, nodes_gone=gone)


def sweep(transaction: Transaction) -> Changes:
    """Nodes that were kept for somebody's sake go once nothing of anybody's hangs on them."""
    found = transaction.run(f"MATCH (node:Resource:Gone) WHERE node.{GONE_KIND} IS NOT NULL RETURN node.uri AS uri")
    return remove(transaction, [row["uri"] for row in found])


def constraints() -> list[str]:
    """Each label its own unique `uri`: the planner uses no other's. `:Resource` beside, as n10s and rdflib-neo4j have it.

    And full-text indexes of what people look for words in: `CALL db.index.fulltext.queryNodes('policygraph_words_PolicyTask', '知识产权')`.
    """
    unique = [
        f"CREATE CONSTRAINT policygraph_{label} IF NOT EXISTS FOR (node:{label}) REQUIRE node.uri IS UNIQUE"
        for label in ("Resource", *(kind.name for kind in NODES))
    ]
    searched = {kind.name: [f"node.{column.name}" for column in kind.columns if column.searched] for kind in NODES}
    # The analyzer of the server's own choosing takes 产业知道识别权利 for 知识产权; eventually, so that publishing does not wait for words.
    options = "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk', `fulltext.eventually_consistent`: true}}"
    full_text = [
        f"CREATE FULLTEXT INDEX policygraph_words_{label} IF NOT EXISTS FOR (node:{label}) ON EACH [{', '.join(columns)}] {options}"
        for label, columns in searched.items()
        if columns
    ]
    return [*unique, "CREATE INDEX policygraph_stated_in IF NOT EXISTS FOR (node:Resource) ON (node.stated_in)", *full_text]


def _run(transaction: Transaction, query: str, **parameters: object) -> Any:
    """What a statement of ours did: its text is put together from the schema, never from a document."""
    return transaction.run(query, parameters).consume().counters
