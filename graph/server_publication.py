"""One run of publishing, while it holds the lock: what is new, changed, the same or gone, and a transaction for each.

Unchanged documents are known by a fingerprint on their node and by the count of what they have there; new ones go many to a
transaction, a changed one alone. 广州市知识产权局 is written with the first document that names it and merged at the end.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from graph import server_rows as rows
from graph.facts import Facts, shared
from graph.schema import EDGES
from graph.server_claims import others
from graph.server_errors import is_too_large
from graph.server_lock import Lock
from graph.server_shared import renew_shared
from graph.server_stated import SHARED, Changes, Stated, mark_of, split, stated

if TYPE_CHECKING:
    from neo4j import Driver, Session, Transaction

PATIENCE = 10.0
"""Seconds for which a transaction is tried again."""
Progress = Callable[[int, str], None]
"""Told the number of documents that are done, and in words what goes on where that is not plain (who is waited for)."""


@dataclass(slots=True)
class PublishReport:
    """What publishing did. `changes` is 0 where the server held it all already."""

    documents_new: int = 0
    documents_changed: int = 0
    documents_unchanged: int = 0
    documents_removed: int = 0
    documents_replaced: int = 0
    """Of those that changed: another workspace states them too, and may have published another version."""
    documents_left: int = 0
    """No longer stated by this workspace, and there still, because another one states them."""
    done: Changes = field(default_factory=Changes)
    seconds: float = 0.0

    @property
    def changes(self) -> int:
        return self.documents_new + self.documents_changed + self.documents_removed + self.documents_left + self.done.total


class Publication:
    """One run of `publish` while it holds the lock."""

    def __init__(self, driver: Driver, database: str | None, lock: Lock, tell: Progress, workspace: str, *, again: bool) -> None:
        self.driver = driver
        self.database = database
        self.lock = lock
        self.tell = tell
        self.workspace = workspace
        self.again = again
        self.report = PublishReport()
        self.seen: set[int] = set()
        self.late: rows.Late = set()

    def prepare(self) -> None:
        """Makes the constraints that are missing, and looks what is there."""
        with self.driver.session(database=self.database) as session:
            there = {record["name"] for record in session.run("SHOW INDEXES YIELD name")}
            missing = [statement for statement in rows.constraints() if statement.partition(" IF NOT EXISTS ")[0].split()[-1] not in there]
            with session.begin_transaction() as transaction:  # together: one after the other takes twice the time
                for statement in missing:
                    transaction.run(statement).consume()
                transaction.commit()
            session.run("CALL db.awaitIndexes(300)").consume()
            types = "|".join(kind.name for kind in EDGES)
            books = "d {.fingerprint, .stated_by, .sources}"
            self.documents_there = _pairs(session, f"MATCH (d:PolicyDocument) WHERE d.stated_in IS NOT NULL RETURN d.stated_in, {books}")
            self.nodes_there = _pairs(session, "MATCH (n:Resource) WHERE n.stated_in IS NOT NULL RETURN n.stated_in, count(*)")
            self.edges_there = _pairs(session, f"MATCH ()-[r:{types}]->() WHERE r.stated_in IS NOT NULL RETURN r.stated_in, count(*)")
            claimed = "$workspace IN coalesce(n.stated_by, [])"
            self.shared_there = _pairs(session, f"MATCH (n:Resource {{stated_in: {SHARED}}}) RETURN n.uri, {claimed}", workspace=self.workspace)

    def run(self, documents: Iterable[Facts]) -> None:
        """New documents many to a transaction, a changed one alone; then what has gone, then what documents share."""
        common: list[Facts] = []
        waiting: list[Stated] = []
        size = 0
        for facts in documents:
            own, other = split(facts)
            common.append(other)
            now = stated(own, self.workspace, self._found(facts))
            mark = now.mark
            if mark == SHARED or mark in self.seen:
                raise ValueError(f"publish: {facts.document}: each document once, and shared things within the documents that name them")
            self.seen.add(mark)
            if self._unchanged(now):
                self.report.documents_unchanged += 1
                if not self._said(now):
                    waiting += [self._first_seen(other), Stated(mark, {"PolicyDocument": [now.document]})]
                    size += 1
            elif mark in self.nodes_there or mark in self.edges_there:
                self._renew(self._first_seen(other), now)
            else:
                self.report.documents_new += 1
                waiting += [self._first_seen(other), now]
                size += now.node_count + now.edge_count
            if size >= rows.ROWS:
                self._write(waiting)
                waiting, size = [], 0
        if waiting:
            self._write(waiting)
        if self.late:
            self._transact(partial(rows.write_late, late=self.late))
        for mark in sorted((self.nodes_there.keys() | self.edges_there.keys()) - self.seen - {SHARED}):
            self._drop(mark)
        self._transact(partial(renew_shared, new=stated(shared(common), self.workspace), workspace=self.workspace))
        self._transact(rows.sweep)

    def _found(self, facts: Facts) -> dict[str, Any]:
        """What the server keeps its books with on a document, if it has it."""
        found: dict[str, Any] = self.documents_there.get(mark_of(facts.document or ""), {})
        return found

    def _unchanged(self, now: Stated) -> bool:
        """By its fingerprint, and by the counts: what somebody deleted by hand is written again."""
        counted = (self.nodes_there.get(now.mark), self.edges_there.get(now.mark)) == (now.node_count, now.edge_count or None)
        return not self.again and counted and bool(self.documents_there.get(now.mark, {}).get("fingerprint") == now.fingerprint)

    def _said(self, now: Stated) -> bool:
        """Whether the server knows already that this workspace states the document, and of which files."""
        found = self.documents_there[now.mark]
        return all(found.get(name) == now.document[name] for name in ("stated_by", "sources"))

    def _first_seen(self, facts: Facts) -> Stated:
        """Shared things that the server does not have yet, as this document says them (the merged form comes at the end), and claims on those it has."""
        nodes = [node for node in facts.nodes if node.uri not in self.shared_there]
        first = stated(Facts(None, nodes, []), self.workspace)
        if self.workspace:
            first.claimed = sorted({node.uri for node in facts.nodes if self.shared_there.get(node.uri) is False})
        self.shared_there.update((node.uri, True) for node in facts.nodes)
        return first

    def _renew(self, first: Stated, now: Stated) -> None:
        """A document that was there before: one transaction."""

        def work(transaction: Transaction) -> Changes:
            changes = rows.write(transaction, [first])
            changes.add(rows.renew(transaction, now, self.late))
            return changes

        if self._transact(work).total:
            self.report.documents_changed += 1
            self.report.documents_replaced += bool(others(self.documents_there.get(now.mark, {}).get("stated_by"), self.workspace))
        else:
            self.report.documents_unchanged += 1

    def _write(self, many: list[Stated]) -> None:
        """Documents that are new, each behind its shared things: in one transaction, or in several where the server has no memory for one."""
        from neo4j.exceptions import Neo4jError

        try:
            self._transact(partial(rows.write, many=many, late=self.late))
        except Neo4jError as error:
            if not is_too_large(error) or len(many) <= 2:
                raise
            middle = len(many) // 4 * 2
            self._write(many[:middle])
            self._write(many[middle:])

    def _drop(self, mark: int) -> None:
        """A document that this workspace does not have: it goes where nobody else states it, and what lost its document goes too."""
        by = self.documents_there.get(mark, {}).get("stated_by") or ()
        besides = others(by, self.workspace)
        if not besides:
            self.report.documents_removed += 1
            self._transact(partial(rows.renew, new=Stated(mark)))
        elif self.workspace in by:
            self.report.documents_left += 1
            self._transact(partial(rows.leave, mark=mark, to=besides))

    def _transact(self, work: Callable[[Transaction], Changes]) -> Changes:
        """One transaction, tried again where people's own writing got in its way; never without the lock."""
        from neo4j.exceptions import DriverError, Neo4jError

        self.lock.confirm()
        until, pause = time.monotonic() + PATIENCE, 0.1
        while True:
            try:
                with self.driver.session(database=self.database) as session, session.begin_transaction() as transaction:
                    changes = work(transaction)
                    transaction.commit()
            except (DriverError, Neo4jError) as error:  # the driver's own attempts would repeat what has no room in memory
                if not error.is_retryable() or (isinstance(error, Neo4jError) and is_too_large(error)) or time.monotonic() > until:
                    raise
                time.sleep(pause)
                pause *= 2
            else:
                self.report.done.add(changes)
                self.tell(len(self.seen), "")
                return changes


def _pairs(session: Session, query: str, **parameters: object) -> dict[Any, Any]:
    return {record[0]: record[1] for record in session.run(query, parameters)}
