"""One publisher at a time: a lock that the server frees when its holder dies.

The holder keeps a transaction open in which it has written to the lock's node, and never commits it. A process that is killed
loses its connection, the server rolls back, and the next one gets in; nothing is left to clear away by hand. Who holds it is
said in a second node, since what an open transaction wrote cannot be read by others. Refuses after some patience:
"另一个发布正在进行（pid 4711 @ office-pc …）".
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from graph.server_errors import BusyError

if TYPE_CHECKING:
    from neo4j import Driver, Transaction

LABEL = "PolicygraphLock"
PROBE = 1.0
"""Seconds that one attempt to get the lock may wait on the server."""


class Lock:
    """The lock while it is held."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def confirm(self) -> None:
        """Raises the driver's error where the server has ended the transaction, and with it the lock."""
        self._transaction.run("RETURN 1").consume()


@contextmanager
def only_publisher(driver: Driver, uri: str, database: str | None, patience: float, waiting: Callable[[str], None]) -> Iterator[Lock]:
    """Holds the lock; where somebody else does, tells `waiting` who, and gives up after `patience` seconds."""
    from neo4j.exceptions import DriverError, Neo4jError

    _make(driver, database)
    end = time.monotonic() + patience
    while not _free(driver, database):
        holder = _holder(driver, database)
        waiting(f"等待另一个发布结束 / waiting for another publisher: {holder}")
        if time.monotonic() >= end:
            raise BusyError(uri, f"另一个发布正在进行（{holder}）；等它结束再试", f"another publisher is at work here ({holder}): try again when it has ended")
    with driver.session(database=database) as session, session.begin_transaction() as transaction:
        transaction.run(f"MATCH (lock:{LABEL} {{name: 'lock'}}) SET lock.held = true").consume()
        started = datetime.now(UTC).isoformat(timespec="seconds")
        _run(
            driver,
            database,
            f"MERGE (holder:{LABEL} {{name: 'holder'}}) SET holder.process = $process, holder.host = $host, holder.since = $since",
            process=os.getpid(),
            host=socket.gethostname(),
            since=started,
        )
        try:
            yield Lock(transaction)
        finally:
            with suppress(DriverError, Neo4jError):  # where the connection is gone, so is the lock, and the next holder signs anew
                _run(driver, database, f"MATCH (holder:{LABEL} {{name: 'holder'}}) DELETE holder")
                transaction.rollback()


def _make(driver: Driver, database: str | None) -> None:
    """The node to lock, made once; its constraint keeps two first publishers from making two."""
    if not _run(driver, database, f"OPTIONAL MATCH (lock:{LABEL} {{name: 'lock'}}) RETURN count(lock)"):
        _run(driver, database, f"CREATE CONSTRAINT policygraph_lock IF NOT EXISTS FOR (lock:{LABEL}) REQUIRE lock.name IS UNIQUE")
        _run(driver, database, f"MERGE (lock:{LABEL} {{name: 'lock'}})")


def _free(driver: Driver, database: str | None) -> bool:
    """Whether the lock can be had now. The transaction that will hold it must have no time limit, so this one asks first."""
    from neo4j.exceptions import Neo4jError

    with driver.session(database=database) as session:
        try:
            with session.begin_transaction(timeout=PROBE) as transaction:
                transaction.run(f"MATCH (lock:{LABEL} {{name: 'lock'}}) SET lock.held = true").consume()
                transaction.rollback()
        except Neo4jError as error:
            if "Transaction" in str(error.code):  # TransactionTimedOut, LockClientStopped, Terminated: it waited in vain
                return False
            raise
    return True


def _holder(driver: Driver, database: str | None) -> str:
    found = _run(driver, database, f"MATCH (h:{LABEL} {{name: 'holder'}}) RETURN 'pid ' + h.process + ' @ ' + h.host + ', ' + h.since")
    return str(found or "?")


def _run(driver: Driver, database: str | None, query: str, **parameters: object) -> object:
    """The first value of the first row, if any."""
    with driver.session(database=database) as session:
        row = session.run(query, parameters).single(strict=False)
        return row[0] if row else None
