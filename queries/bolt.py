"""A Neo4j server as an engine, over Bolt, reading only: `ask … --on bolt://127.0.0.1:7687`.

User and password are those of Neo4j's own tools (`NEO4J_USERNAME`, `NEO4J_PASSWORD`). A server that is down, a wrong password and a
missing database are each told with the next step. The driver is imported here and nowhere on the way to the embedded snapshot.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import neo4j
from neo4j import exceptions

from graph.server_errors import check_address, told
from queries.engines import Row, Rows, SpeaksCypher, plain
from queries.errors import took_too_long
from queries.problems import of_server
from queries.readonly import refuse_on_server


class Bolt(SpeaksCypher):
    """One server and one database on it; sessions have READ access, and the server is told the time limit."""

    def __init__(self, uri: str, database: str | None = None) -> None:
        self.name = uri
        self.database = database
        self.kept: dict[str, Any] = {}
        self.keeps = False
        password = os.environ.get("NEO4J_PASSWORD")
        auth = (os.environ.get("NEO4J_USERNAME", "neo4j"), password) if password is not None else None
        check_address(uri)
        with told(uri, database):
            self.driver = neo4j.GraphDatabase.driver(uri, auth=auth, notifications_min_severity="OFF", connection_timeout=10)

    def run(self, cypher: str, parameters: Mapping[str, object], *, limit: int = 0, timeout: float = 0) -> Rows:
        query = neo4j.Query(cypher, timeout=timeout or None)
        with self._session(timeout) as session:
            result = session.run(query, dict(parameters))
            columns = tuple(result.keys())
            rows: list[Row] = []
            for record in result:
                if limit and len(rows) == limit:
                    return Rows(columns, tuple(rows), more=True)
                rows.append(tuple(plain(value) for value in record.values()))
            return Rows(columns, tuple(rows))

    def refuse_unless_reading(self, cypher: str, parameters: Mapping[str, object]) -> None:
        with self._session(0) as session:
            refuse_on_server(session, self.name, cypher, parameters)

    def run_apart(self, cypher: str, parameters: Mapping[str, object], *, limit: int = 0, timeout: float = 0) -> Rows:
        """Held to reading first; apart it is anyway, in the server."""
        self.refuse_unless_reading(cypher, parameters)
        return self.run(cypher, parameters, limit=limit, timeout=timeout)

    def close(self) -> None:
        self.driver.close()

    @contextmanager
    def _session(self, timeout: float) -> Iterator[neo4j.Session]:
        try:
            with self.driver.session(database=self.database, default_access_mode=neo4j.READ_ACCESS) as session:
                yield session
        except exceptions.Neo4jError as error:
            code = error.code or ""
            if "TransactionTimedOut" in code:
                raise took_too_long(timeout) from error
            if ".Statement." in code:
                raise of_server(error.message or code, self.name) from error
            with told(self.name, self.database):
                raise
        except exceptions.DriverError:
            with told(self.name, self.database):
                raise
