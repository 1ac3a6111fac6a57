"""The verb `sparql`: one SPARQL query of one's own on the workspace, without a server. `policygraph sparql 问.rq`, `… | policygraph sparql -`.

The query is judged and run apart (`queries.apart`): it can read the graph and nothing else, and ends when its time is over. Rows go out in
the forms of the SPARQL recommendations, triples as Turtle, N-Triples or JSON-LD; a person gets a table with short names.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import unquote

import typer

from policygraph import console, tables
from policygraph.command import settings_of
from policygraph.exporting import refuse_marked, refuse_unbuilt
from policygraph.messages import told
from policygraph.settings import Settings, WrongUseError
from queries.head import Column
from queries.wording import Wording

if TYPE_CHECKING:
    from queries.apart_answer import Asked
    from queries.sparql_gate import Verdict

_ROWS = {
    "tsv": "text/tab-separated-values",
    "json": "application/sparql-results+json",
    "csv": "text/csv",
    "xml": "application/sparql-results+xml",
}
_TRIPLES = ("turtle", "ntriples", "jsonld")
_NTRIPLES = "application/n-triples"
_SUFFIXES = {".tsv": "tsv", ".json": "json", ".csv": "csv", ".xml": "xml", ".srx": "xml", ".ttl": "turtle", ".nt": "ntriples", ".jsonld": "jsonld"}
_TABLE_ROWS = 10_000
"""As many as a person will look at; programs get them all."""
_TRIPLE_BYTES = 256 << 20
"""Triples that are put in order stand in memory; more of them can be had with `export`."""


def sparql(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE")],
    form: Annotated[str | None, typer.Option("--format", metavar="FORMAT")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")] = None,
    timeout: Annotated[float, typer.Option("--timeout", metavar="SECONDS", min=0)] = 60,
    allow_marked: Annotated[bool, typer.Option("--allow-marked")] = False,
) -> int:
    settings = settings_of(context)
    from graph.generation import current
    from graph.schema import PREFIXES
    from graph.state import load_state
    from graph.workspace import Workspace
    from queries.apart import Limits, Pool, with_limits
    from queries.sparql_gate import judge

    verdict = judge(_text_of(file), prefixes=PREFIXES)
    chosen = _form(form, output, verdict)
    refuse_unbuilt(settings)
    place = Workspace(settings.workspace)
    with current(place) as generation:
        state = load_state(place, generation.build)
        refuse_marked(state, allowed=allow_marked)
        pool = Pool(generation, size=1)
        try:
            limits = with_limits(Limits(bytes=_TRIPLE_BYTES if verdict.gives_triples else 0), rows=_TABLE_ROWS if chosen == "table" else 0, wall=timeout)
            if verdict.gives_triples:
                with pool.sparql(verdict, {"graph": _NTRIPLES}, prefixes=PREFIXES, limits=limits) as asked:
                    _write(settings, output, _as_triples(asked, chosen, state.base))
            elif chosen == "table":
                with pool.sparql(verdict, prefixes=PREFIXES, limits=limits) as asked:
                    _show(settings, asked)
            else:
                with pool.sparql(verdict, dict.fromkeys(("rows", "boolean"), _ROWS[chosen]), prefixes=PREFIXES, limits=limits) as asked:
                    _write(settings, output, asked)
        finally:
            pool.close()
    return 0


def _text_of(file: str) -> str:
    """The query; no more of a file than the gate looks at anyway."""
    from queries.sparql_gate import OPEN

    try:
        if file == "-":
            return sys.stdin.buffer.read(4 * OPEN.length + 4).decode("utf-8-sig")
        with Path(file).open("rb") as opened:
            return opened.read(4 * OPEN.length + 4).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongUseError(told("sparql.encoding", path=file), "sparql") from error
    except OSError as error:
        raise WrongUseError(told("cannot_read", path=file, why=error.strerror or error), "sparql") from error


def _form(given: str | None, output: Path | None, verdict: Verdict) -> str:
    """The form that was asked for, else that of the file's suffix, else what suits the query and the reader. One that does not suit is refused."""
    known = _TRIPLES if verdict.gives_triples else ("table", *_ROWS)
    chosen = given or (_SUFFIXES.get(output.suffix.lower()) if output else None)
    if chosen is None:
        chosen = "turtle" if verdict.gives_triples else "table" if output is None and console.to_terminal() else "tsv"
    if chosen not in known or (chosen == "table" and output is not None):
        fitting = "、".join(one for one in known if output is None or one != "table")
        raise WrongUseError(told("sparql.form", given=chosen, kind=verdict.kind, choices=fitting), "sparql")
    return chosen


def _write(settings: Settings, output: Path | None, pieces: Iterable[bytes]) -> None:
    """The answer as it comes: to the file, or to stdout. The end of the last line is always there."""
    if output is None:
        _copy(pieces, sys.stdout.write)
        return
    with console.opened_for_writing(output) as file:
        _copy(pieces, file.write)
    console.remark(settings, told("written", path=output))


def _copy(pieces: Iterable[bytes], write: Any) -> None:
    from codecs import getincrementaldecoder

    decoder = getincrementaldecoder("utf-8")()  # a piece may end within a character
    text = ""
    for piece in pieces:
        if text := decoder.decode(piece) or text:
            write(text)
    if not text.endswith("\n"):
        write("\n")


def _as_triples(asked: Asked, form: str, base: str) -> Iterable[bytes]:
    """Triples in the form that was asked for; in Turtle and JSON-LD those of a thing stand together."""
    if form == "ntriples":
        return asked
    from pyoxigraph import RdfFormat, parse

    from graph.json_ld import json_ld_of
    from graph.rdf import from_oxigraph
    from graph.rdf_text import turtle_of

    said = sorted({from_oxigraph(quad.triple) for quad in parse(b"".join(asked), RdfFormat.N_TRIPLES)}, key=lambda one: tuple(map(str, one)))
    return (text.encode() for text in (turtle_of(said) if form == "turtle" else json_ld_of(said, base)))


def _show(settings: Settings, asked: Asked) -> None:
    """For people: a table, or yes or no."""
    rows = asked.rows()
    if asked.kind == "boolean":
        [[answer]] = list(rows)
        console.out(settings.say(told("yes" if answer else "no")) + "\n")
        return
    columns = tuple(Column(name, Wording(name, name)) for name in asked.columns)
    found = [[_short(term) for term in row] for row in rows]
    if found:
        tables.print_table(columns, found, settings.language)
    console.remark(settings, told("sparql.more_rows", count=len(found)) if asked.more else told("rows", count=len(found)) if found else told("no_rows"))


def _short(term: Any) -> str:
    """A term for people: a literal's text, an IRI with a prefix or at least in characters that can be read."""
    from graph.schema import PREFIXES

    if term is None:
        return ""
    if len(term) == 2:
        return str(term[0])
    for prefix, full in PREFIXES.items():
        if term[0].startswith(full):
            return f"{prefix}:{term[0].removeprefix(full)}"
    return unquote(term[0])
