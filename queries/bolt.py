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

from queries.engines import Row, Rows, plain, took_too_long
from queries.errors import EngineError, QueryError
from queries.readonly import refuse_on_server

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


class Bolt:
    """One server and one database on it; sessions have READ access, and the server is told the time limit."""

    def __init__(self, uri: str, database: str | None = None) -> None:
        self.name = uri
        self.database = database
        self.kept: dict[str, Any] = {}
        self.keeps = False
        password = os.environ.get("NEO4J_PASSWORD")
        auth = (os.environ.get("NEO4J_USERNAME", "neo4j"), password) if password is not None else None
        try:
            self.driver = neo4j.GraphDatabase.driver(uri, auth=auth, notifications_min_severity="OFF", connection_timeout=10)
        except (exceptions.ConfigurationError, ValueError) as error:
            raise EngineError(
                f"--on {uri}：不是可用的 Bolt 地址（{error}），写法如 bolt://127.0.0.1:7687",
                f"--on {uri}: no Bolt address ({error}); write bolt://127.0.0.1:7687",
            ) from error

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
            refuse_on_server(session, cypher, parameters)

    def close(self) -> None:
        self.driver.close()

    @contextmanager
    def _session(self, timeout: float) -> Iterator[neo4j.Session]:
        try:
            with self.driver.session(database=self.database, default_access_mode=neo4j.READ_ACCESS) as session:
                yield session
        except (exceptions.DriverError, exceptions.Neo4jError) as error:
            raise _told(self.name, self.database, timeout, error) from error


def _told(uri: str, database: str | None, timeout: float, error: exceptions.DriverError | exceptions.Neo4jError) -> QueryError:
    code = getattr(error, "code", None) or ""
    if isinstance(error, exceptions.AuthError):
        return EngineError(
            f"{uri}：用户名或口令不对，请设置 NEO4J_USERNAME 和 NEO4J_PASSWORD", f"{uri}: wrong user or password; set NEO4J_USERNAME and NEO4J_PASSWORD"
        )
    if isinstance(error, exceptions.ServiceUnavailable):
        return EngineError(f"{uri}：连不上服务器。它启动了吗，地址和端口对吗？", f"{uri}: no server answers. Is it running, are address and port right?")
    if code.endswith("DatabaseNotFound"):
        return EngineError(f"{uri}：没有名为 {database} 的数据库，请检查 --database", f"{uri}: there is no database {database}; check --database")
    if code.endswith(("TransactionTimedOut", "TransactionTimedOutClientConfiguration")):
        return took_too_long(timeout)
    said = getattr(error, "message", None) or error
    return EngineError(f"{uri}：服务器不能执行此查询：{said}", f"{uri}: the server cannot run the query: {said}")
