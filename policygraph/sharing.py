"""The verbs that hand the graph on to a server and prove it: `publish bolt://…`, `check`.

A server's password is never taken from the command line.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated

import typer

from policygraph import console, tables
from policygraph.asking import format_for, give
from policygraph.command import settings_of
from policygraph.exporting import counted_documents, refuse_marked, refuse_unbuilt
from policygraph.messages import told
from policygraph.settings import WrongUseError
from queries.head import Column
from queries.wording import SCHEMES, Wording

SCHEMES["fault"] = {
    "missing": Wording("缺少", "missing"),
    "unstated": Wording("多出", "unstated"),
    "different": Wording("不同", "different"),
    "evidence": Wording("原文不符", "words not there"),
}
_DIFFERENCES = (
    Column("projection", Wording("所在", "where")),
    Column("fault", Wording("问题", "fault"), "fault"),
    Column("kind", Wording("类型", "kind")),
    Column("uri", Wording("IRI", "IRI")),
    Column("detail", Wording("细节", "detail")),
)


def publish(
    context: typer.Context,
    uri: Annotated[str | None, typer.Argument(metavar="BOLT-URI")] = None,
    database: Annotated[str | None, typer.Option("--database", metavar="NAME")] = None,
    allow_marked: Annotated[bool, typer.Option("--allow-marked")] = False,
    bulk: Annotated[bool, typer.Option("--bulk")] = False,
    neo4j_home: Annotated[Path | None, typer.Option("--neo4j-home", metavar="DIR")] = None,
    again: Annotated[bool, typer.Option("--again")] = False,
) -> int:
    settings = settings_of(context)
    if bulk != (neo4j_home is not None) or bulk == (uri is not None):
        raise WrongUseError(told("publish.where"), "publish")
    refuse_unbuilt(settings)
    if neo4j_home is not None:
        from graph.bulk import bulk as fill
        from graph.state import load_state
        from graph.workspace import Workspace

        place = Workspace(settings.workspace)
        state = load_state(place)
        with counted_documents(settings, "publishing", state, allow_marked=allow_marked) as documents:
            rows = fill(documents, neo4j_home.absolute(), database or "neo4j", place.identity())
        console.remark(settings, told("published_bulk", home=neo4j_home, rows=rows))
        return 0
    assert uri is not None
    from graph import server
    from graph.generation import each_document
    from graph.state import load_state
    from graph.workspace import Workspace

    place = Workspace(settings.workspace)
    state = load_state(place)
    refuse_marked(state, allowed=allow_marked)
    with console.progress(settings, told("publishing")) as step:
        done = server.publish(
            each_document(place, state),
            uri,
            _auth(),
            database,
            workspace=place.identity(),
            again=again,
            progress=lambda documents, words: step(documents, len(state.documents), words),
        )
    counts = {
        "new": done.documents_new,
        "changed": done.documents_changed,
        "unchanged": done.documents_unchanged,
        "removed": done.documents_removed,
    }
    console.remark(settings, told("published", uri=uri, seconds=f"{done.seconds:.1f}", **counts))
    for key, count in (("published_replaced", done.documents_replaced), ("published_left", done.documents_left)):
        if count:
            console.remark(settings, told(key, count=count))
    return 0


def check(
    context: typer.Context,
    on: Annotated[str | None, typer.Option("--on", metavar="BOLT-URI")] = None,
    database: Annotated[str | None, typer.Option("--database", metavar="NAME")] = None,
    allow_marked: Annotated[bool, typer.Option("--allow-marked")] = False,
) -> int:
    settings = settings_of(context)
    refuse_unbuilt(settings)
    from graph import check as checking
    from graph.state import load_state
    from graph.workspace import Workspace

    place = Workspace(settings.workspace)
    servers: dict[str, Callable[[], Iterable[str]]] = {}
    if on is not None:
        from graph.generation import stream
        from graph.server import Seen, read_canonical

        auth, state = _auth(), load_state(place)
        seen = Seen(place.identity(), lambda: stream(place, state))
        servers[on] = lambda: read_canonical(on, auth, database, seen=seen)
    with console.progress(settings, told("checking")) as step:
        found = checking.check(place, servers, step)
    rows: list[list[object]] = [[one.projection, str(one.fault), one.kind, one.uri, one.detail] for one in found.differences]
    rows += [["records", "evidence", "PolicyDocument", document, settings.say(Wording(words.zh, words.en))] for document, words in found.evidence]
    if not allow_marked and load_state(place).marked:  # what differs may be the words of a marked document
        withheld = settings.say(told("check.withheld"))
        rows = [[projection, fault, kind, "", withheld] for projection, fault, kind, _, _ in rows]
    form = format_for(None, None, tables.FORMATS, "check")
    if rows or form != "table":
        give(settings, _DIFFERENCES, rows, form, None)
    held = "、".join(f"{name} {count}" for name, count in found.lines.items())
    key = "sound" if found.sound else "unsound"
    console.remark(settings, told(key, held=held, stated=sum(found.counts.values()), passages=found.passages, wrong=len(rows)))
    return 0 if found.sound else 1


def _auth() -> tuple[str, str]:
    """User and password as Neo4j's own tools take them; a person at a terminal is asked."""
    name = os.environ.get("NEO4J_USERNAME", "neo4j")
    password = os.environ.get("NEO4J_PASSWORD")
    if password is None and sys.stdin.isatty():
        password = typer.prompt(f"{name}@neo4j", hide_input=True, err=True)
    return name, password or ""
