"""The graph on a Neo4j server: `publish` brings it up to date, `read_canonical` says what it holds.

A transaction holds whole documents, so that whoever looks meanwhile, and whoever looks after a kill, never sees half of one. What
other workspaces state (`graph.server_claims`) and what people made themselves stays. Refuses what it cannot do with where and why:
"bolt://localhost:7687: 用户名或口令不对".
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.canonical import edge_line, node_line
from graph.facts import Facts
from graph.schema import EDGES, NODES
from graph.server_claims import View
from graph.server_errors import check_address, check_version, told
from graph.server_lock import only_publisher
from graph.server_publication import Progress, Publication, PublishReport

if TYPE_CHECKING:
    from neo4j import Driver

__all__ = ["PublishReport", "Seen", "connected", "publish", "read_canonical"]


@dataclass(frozen=True, slots=True)
class Seen:
    """One workspace, for `read_canonical`: its identity, and its facts (`graph.generation.stream`), asked for where others state them too."""

    workspace: str
    stated: Callable[[], Iterable[Facts]]


def publish(
    documents: Iterable[Facts],
    uri: str,
    auth: tuple[str, str] | None,
    database: str | None = None,
    *,
    workspace: str = "",
    progress: Progress | None = None,
    again: bool = False,
    patience: float = 60,
) -> PublishReport:
    """Makes the server hold just the facts of these documents (`graph.facts.facts` of each), beside what is other people's.

    `workspace` is the identity of the one that states them: what others state is theirs, what nobody states becomes its own.
    `again` looks at every document, also where its fingerprint says that it has not changed, and puts right what somebody edited by
    hand. `patience` are the seconds to wait where somebody else is publishing. Raises a `ServerError`; publishing once more then ends
    in the same graph.
    """
    tell = progress or (lambda _documents, _words: None)
    started = time.monotonic()
    with connected(uri, auth, database) as driver, only_publisher(driver, uri, database, patience, lambda words: tell(0, words)) as lock:
        publication = Publication(driver, database, lock, tell, workspace, again=again)
        publication.prepare()
        publication.run(documents)
    publication.report.seconds = time.monotonic() - started
    return publication.report


def read_canonical(uri: str, auth: tuple[str, str] | None, database: str | None = None, *, seen: Seen | None = None) -> Iterator[str]:
    """The canonical lines (`graph.canonical`) of what the server holds of ours, or with `seen` of what that workspace states; people's own are no facts."""
    view = View(seen.workspace, seen.stated) if seen else None
    given = {"workspace": seen.workspace} if seen else {}
    with connected(uri, auth, database) as driver, driver.session(database=database, default_access_mode="READ") as session:
        if seen:
            found = session.run("MATCH (d:PolicyDocument) WHERE $workspace IN d.stated_by RETURN collect(d.stated_in) AS marks", given)
            given["marks"] = found.single(strict=True)["marks"]

        def of_ours(thing: str, *, shared: bool) -> str:
            if not seen:
                return f"{thing}.stated_in IS NOT NULL"
            return f"$workspace IN {thing}.stated_by" if shared else f"{thing}.stated_in IN $marks"

        for kind in NODES:
            query = f"MATCH (node:{kind.name}) WHERE {of_ours('node', shared=kind.shared)} RETURN properties(node) AS row"
            for record in session.run(query, given):
                yield node_line(kind.name, view.of(kind.name, record["row"]) if view else record["row"])
        for edge in EDGES:
            where = of_ours("edge", shared=edge.shared)
            for record in session.run(f"MATCH (start)-[edge:{edge.name}]->(end) WHERE {where} RETURN start.uri AS start, end.uri AS end", given):
                yield edge_line(edge.name, record["start"], record["end"])


@contextmanager
def connected(uri: str, auth: tuple[str, str] | None, database: str | None = None) -> Iterator[Driver]:
    """A driver whose server has answered and is new enough; what it raises within is told as a `ServerError`."""
    import neo4j

    logging.getLogger("neo4j").addHandler(logging.NullHandler())  # what it tries again is told where it fails for good
    check_address(uri)
    with (
        told(uri, database),
        neo4j.GraphDatabase.driver(uri, auth=auth, notifications_min_severity="OFF", connection_timeout=10, connection_acquisition_timeout=20) as driver,
    ):
        check_version(uri, driver.get_server_info().agent)
        yield driver
