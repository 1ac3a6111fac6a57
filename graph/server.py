"""The graph on a Neo4j server: `publish` brings it up to date, `read_canonical` says what it holds.

A transaction holds whole documents, so that whoever looks meanwhile, and whoever looks after a kill, never sees half of one.
Unchanged documents are known by a fingerprint on their node and by the count of what they have there; agencies and places are
written with the first document that names them and merged at the end. Refuses what it cannot do with where and why:
"bolt://localhost:7687: 用户名或口令不对".
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from graph import server_rows as rows
from graph.canonical import edge_line, node_line
from graph.facts import Facts, shared
from graph.schema import EDGES, NODES
from graph.server_errors import check_address, check_version, told
from graph.server_lock import Lock, only_publisher
from graph.server_stated import SHARED, Changes, Stated, split, stated

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Session

Progress = Callable[[int, str], None]
"""Told the number of documents that are done, and in words what goes on where that is not plain (who is waited for)."""


@dataclass(slots=True)
class PublishReport:
    """What publishing did. `changes` is 0 where the server held it all already."""

    documents_new: int = 0
    documents_changed: int = 0
    documents_unchanged: int = 0
    documents_removed: int = 0
    done: Changes = field(default_factory=Changes)
    seconds: float = 0.0

    @property
    def changes(self) -> int:
        return self.documents_new + self.documents_changed + self.documents_removed + self.done.total


def publish(
    documents: Iterable[Facts],
    uri: str,
    auth: tuple[str, str] | None,
    database: str | None = None,
    *,
    progress: Progress | None = None,
    again: bool = False,
    patience: float = 60,
) -> PublishReport:
    """Makes the server hold just the facts of these documents (`graph.facts.facts` of each), beside what is other people's.

    `again` looks at every document, also where its fingerprint says that it has not changed. `patience` are the seconds to wait
    where somebody else is publishing. Raises a `ServerError`; publishing once more then ends in the same graph.
    """
    tell = progress or (lambda _documents, _words: None)
    started = time.monotonic()
    with connected(uri, auth, database) as driver, only_publisher(driver, uri, database, patience, lambda words: tell(0, words)) as lock:
        publication = _Publication(driver, database, lock, tell, again=again)
        publication.prepare()
        publication.run(documents)
    publication.report.seconds = time.monotonic() - started
    return publication.report


def read_canonical(uri: str, auth: tuple[str, str] | None, database: str | None = None) -> Iterator[str]:
    """The canonical lines (`graph.canonical`) of what the server holds of ours; people's own things and :Gone ones are no facts."""
    with connected(uri, auth, database) as driver, driver.session(database=database, default_access_mode="READ") as session:
        for kind in NODES:
            query = f"MATCH (node:{kind.name}) WHERE node.stated_in IS NOT NULL AND NOT node:Gone RETURN properties(node) AS row"
            for record in session.run(query):
                yield node_line(kind.name, record["row"])
        for edge in EDGES:
            query = f"MATCH (start)-[edge:{edge.name}]->(end) WHERE edge.stated_in IS NOT NULL RETURN start.uri AS start, end.uri AS end"
            for record in session.run(query):
                yield edge_line(edge.name, record["start"], record["end"])


@contextmanager
def connected(uri: str, auth: tuple[str, str] | None, database: str | None = None) -> Iterator[Driver]:
    """A driver whose server has answered and is new enough; what it raises within is told as a `ServerError`."""
    import neo4j

    check_address(uri)
    with (
        told(uri, database),
        neo4j.GraphDatabase.driver(
            uri, auth=auth, notifications_min_severity="OFF", connection_timeout=10, connection_acquisition_timeout=20, max_transaction_retry_time=10
        ) as driver,
    ):
        check_version(uri, driver.get_server_info().agent)
        yield driver


class _Publication:
    """One run of `publish` while it holds the lock."""

    def __init__(self, driver: Driver, database: str | None, lock: Lock, tell: Progress, *, again: bool) -> None:
        self.driver = driver
        self.database = database
        self.lock = lock
        self.tell = tell
        self.again = again
        self.report = PublishReport()
        self.seen: set[int] = set()
        self.shared_there: set[str] = set()
        self.late: rows.Late = set()

    def prepare(self) -> None:
        """Makes the constraints that are missing, and looks what is there."""
        with self.driver.session(database=self.database) as session:
            there = {record["name"] for record in session.run("SHOW INDEXES YIELD name")}
            for statement in rows.constraints():
                if statement.partition(" IF NOT EXISTS ")[0].split()[-1] not in there:
                    session.run(statement).consume()
            session.run("CALL db.awaitIndexes(300)").consume()
            types = "|".join(kind.name for kind in EDGES)
            self.fingerprints = _pairs(session, "MATCH (d:PolicyDocument) WHERE NOT d:Gone RETURN d.stated_in, d.fingerprint")
            self.nodes_there = _pairs(session, "MATCH (n:Resource) WHERE n.stated_in IS NOT NULL AND NOT n:Gone RETURN n.stated_in, count(*)")
            self.edges_there = _pairs(session, f"MATCH ()-[r:{types}]->() WHERE r.stated_in IS NOT NULL RETURN r.stated_in, count(*)")
            self.shared_there.update(_pairs(session, f"MATCH (n:Resource {{stated_in: {SHARED}}}) WHERE NOT n:Gone RETURN n.uri, 1"))

    def run(self, documents: Iterable[Facts]) -> None:
        """New documents many to a transaction, a changed one alone; then what has gone, then what documents share."""
        common: list[Facts] = []
        waiting: list[Stated] = []
        size = 0
        for facts in documents:
            own, others = split(facts)
            common.append(others)
            now = stated(own)
            mark = now.mark
            if mark == SHARED or mark in self.seen:
                raise ValueError(f"publish: {facts.document}: each document once, and shared things within the documents that name them")
            self.seen.add(mark)
            if self._unchanged(now):
                self.report.documents_unchanged += 1
            elif mark in self.nodes_there or mark in self.edges_there:
                self._renew(self._first_seen(others), now)
            else:
                self.report.documents_new += 1
                waiting += [self._first_seen(others), now]
                size += now.node_count + now.edge_count
                if size >= rows.ROWS:
                    self._transact(partial(rows.write, many=waiting, late=self.late))
                    waiting, size = [], 0
        if waiting:
            self._transact(partial(rows.write, many=waiting, late=self.late))
        if self.late:
            self._transact(partial(rows.write_late, late=self.late))
        for mark in sorted((self.nodes_there.keys() | self.edges_there.keys()) - self.seen - {SHARED}):
            self.report.documents_removed += 1
            self._transact(partial(rows.renew, new=Stated(mark)))
        self._transact(partial(rows.renew, new=stated(shared(common))))
        self._transact(rows.sweep)

    def _unchanged(self, now: Stated) -> bool:
        """By its fingerprint, and by the counts: what somebody deleted by hand is written again."""
        counted = (self.nodes_there.get(now.mark), self.edges_there.get(now.mark)) == (now.node_count, now.edge_count or None)
        return not self.again and counted and self.fingerprints.get(now.mark) == now.fingerprint

    def _first_seen(self, others: Facts) -> Stated:
        """The shared things that the server does not have yet, as this document says them; the merged form comes at the end."""
        nodes = [node for node in others.nodes if node.uri not in self.shared_there]
        self.shared_there.update(node.uri for node in nodes)
        return stated(Facts(None, nodes, []))

    def _renew(self, first: Stated, now: Stated) -> None:
        """A document that was there before: one transaction."""

        def work(transaction: ManagedTransaction) -> Changes:
            changes = rows.write(transaction, [first])
            changes.add(rows.renew(transaction, now, self.late))
            return changes

        if self._transact(work).total:
            self.report.documents_changed += 1
        else:
            self.report.documents_unchanged += 1

    def _transact(self, work: Callable[[ManagedTransaction], Changes]) -> Changes:
        """One transaction, tried again where people's own writing got in its way; never without the lock."""
        self.lock.confirm()
        with self.driver.session(database=self.database) as session:
            changes = session.execute_write(work)
        self.report.done.add(changes)
        self.tell(len(self.seen), "")
        return changes


def _pairs(session: Session, query: str) -> dict[Any, Any]:
    return {record[0]: record[1] for record in session.run(query)}
