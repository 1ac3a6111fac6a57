"""Which build wrote a dataset, and when: PROV-O in a named graph of its own, `<base>id/graph/provenance`.

    <…/id/build/20261122T…> a pg:Build, prov:Activity ; prov:startedAtTime "2026-11-22T06:00:01Z"^^xsd:dateTime ; prov:generated <…/graph>, …

This is the only place of the dataset with a time of its making. What a document says, its file (by SHA-256), its reading (by file and
rules) and the program stand among the facts and say no time: two builds of the same files give the same facts and the same exports to
the byte, and exports leave this graph out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from graph.identity import build_uri, provenance_graph, software_uri
from graph.rdf import STRING, TYPE, XSD, Triple
from graph.schema import iri

BUILD = "pg:Build"
TERMS = ("prov:startedAtTime", "prov:endedAtTime", "prov:generated", "prov:wasAssociatedWith", "pg:rules")
"""What is said of a build."""
_KINDS = (BUILD, "prov:Activity")


@dataclass(frozen=True, slots=True)
class Run:
    """The build that writes a generation: its id, the rules that it reads by, and when it began (UTC)."""

    build: str
    rules: str
    started: datetime


def run_triples(run: Run, base: str, graphs: Iterable[str], ended: datetime) -> Iterator[Triple]:
    """What is said of the build that wrote these named graphs."""
    build, moment = build_uri(base, run.build), XSD + "dateTime"
    for kind in _KINDS:
        yield Triple(build, TYPE, iri(kind), None)
    yield Triple(build, iri("prov:startedAtTime"), _utc(run.started), moment)
    yield Triple(build, iri("prov:endedAtTime"), _utc(ended), moment)
    yield Triple(build, iri("pg:rules"), run.rules, STRING)
    yield Triple(build, iri("prov:wasAssociatedWith"), software_uri(base, run.rules), None)
    for graph in graphs:
        yield Triple(build, iri("prov:generated"), graph, None)


def provenance_trig(run: Run, base: str, graphs: Iterable[str]) -> Iterator[str]:
    """The same as TriG; asked for when the last fact has been written, so its end is now."""
    yield f"<{provenance_graph(base)}> {{\n"
    for subject, predicate, value, datatype in run_triples(run, base, graphs, datetime.now(UTC)):
        yield f"<{subject}> <{predicate}> " + (f"<{value}> .\n" if datatype is None else f'"{value}"^^<{datatype}> .\n')
    yield "}\n"


def is_provenance(graph: str) -> bool:
    """Whether a named graph is the one that says who wrote the others."""
    return graph.endswith(provenance_graph("/"))


def odd_lines(stated: Iterable[Triple]) -> Iterator[str]:
    """Canonical lines of what has no place in that graph: `check` names it."""
    known = {TYPE: {iri(kind) for kind in _KINDS}}
    terms = {iri(term) for term in TERMS}
    for one in stated:
        if one.predicate not in terms and one.object not in known.get(one.predicate, ()):
            yield f"?\t{one.subject}\t{one.predicate} {one.object}"


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
