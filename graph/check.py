"""Proves that every projection holds the same facts as the records, and that every fact's words stand in its document.

    report = check(workspace, {"bolt://localhost:7687": reader})

The records give canonical lines, and so do the dataset, the snapshot and, through a reader that `graph.server` supplies, a server.
What is missing, what nobody stated and what differs is named by thing and column; a projection is never mended here. A passage is
held against the text of its document: 市知识产权局 must stand where its offsets say.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

from graph import dataset, snapshot
from graph.canonical import canonical
from graph.generation import collection_of, current, each_record, stream
from graph.passages import passages
from graph.schema import EDGE, EDGES, NODES
from graph.state import State, load_state
from graph.validation import evidence_breaches
from graph.words import Words
from graph.workspace import Workspace

Reader = Callable[[], Iterable[str]]
"""Gives the canonical lines of what a projection holds; asked a second time where something differs, to say what."""
Step = Callable[[int, int, str], None]
"""Told how many parts were looked at, of how many, and which is next."""


class Fault(StrEnum):
    """How a projection departs from the records."""

    MISSING = "missing"
    """The records state it, the projection does not hold it."""
    UNSTATED = "unstated"
    """The projection holds it, the records do not state it."""
    DIFFERENT = "different"
    """Both have the thing, with other values."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which a projection departs from the records."""

    projection: str
    fault: Fault
    kind: str
    uri: str
    detail: str
    """For a relationship its other end, for a thing that differs its columns with the stated and the held value."""


@dataclass(frozen=True, slots=True)
class Report:
    """What `check` found; `sound` where nothing is wrong."""

    counts: Mapping[str, int]
    """Things and relationships that the records state, by kind, in the order of the schema."""
    lines: Mapping[str, int]
    """How many facts each projection holds."""
    passages: int
    """How many passages were held against the text of their document."""
    differences: tuple[Difference, ...]
    evidence: tuple[tuple[str, Words], ...]
    """Documents with a passage that is not in their text."""

    @property
    def sound(self) -> bool:
        return not self.differences and not self.evidence


def check(workspace: Workspace, servers: Mapping[str, Reader] | None = None, step: Step = lambda _done, _of, _what: None) -> Report:
    """Holds the generation that answers now, and servers by name, against the records; `step` is told what was looked at, of how many, and what is next."""
    with current(workspace) as generation:
        state = load_state(workspace, generation.build)
        projections: dict[str, Reader] = {
            "snapshot": lambda: snapshot.canonical_lines(generation.snapshot),
            "dataset": lambda: dataset.canonical_lines(generation.dataset),
            **(servers or {}),
        }

        collection = collection_of(workspace, state)

        def stated() -> Iterator[str]:
            return canonical(stream(workspace, state, collection))

        counts: Counter[str] = Counter()
        expected = set()
        for line in stated():
            counts[line.partition("\t")[0]] += 1
            expected.add(_digest(line))
        sizes: dict[str, int] = {}
        differences: list[Difference] = []
        for done, (name, reader) in enumerate(projections.items(), start=1):
            step(done, len(projections) + 2, name)
            held = [_digest(line) for line in reader()]
            sizes[name] = len(held)
            if odd := expected.symmetric_difference(held):
                differences.extend(_differences(name, _lines(stated(), odd), _lines(reader(), odd)))
        step(len(projections) + 1, len(projections) + 2, "evidence")
        checked, evidence = _evidence(workspace, state)
    kinds = [*(node.name for node in NODES), *(edge.name for edge in EDGES)]
    return Report({kind: counts[kind] for kind in kinds}, sizes, checked, tuple(differences), tuple(evidence))


def _evidence(workspace: Workspace, state: State) -> tuple[int, list[tuple[str, Words]]]:
    checked = 0
    wrong: list[tuple[str, Words]] = []
    for kept, applied in each_record(workspace, state):
        checked += sum(1 for _ in passages(applied.extraction))
        wrong.extend((kept.document, words) for words in evidence_breaches(applied.extraction))
    return checked, wrong


def _digest(line: str) -> bytes:
    """Stands for a line, so that the lines of a large graph need not all be in memory."""
    return blake2b(line.encode(), digest_size=16).digest()


def _lines(lines: Iterable[str], odd: set[bytes]) -> set[str]:
    return {line for line in lines if _digest(line) in odd}


def _differences(projection: str, stated: set[str], held: set[str]) -> Iterator[Difference]:
    """Names what differs; a thing that both have under other values is one difference, not two."""
    mine = {(kind, uri): rest for kind, uri, rest in map(_parts, stated) if kind not in EDGE}
    theirs = {(kind, uri): rest for kind, uri, rest in map(_parts, held) if kind not in EDGE}
    for kind, uri in sorted({*mine, *theirs}):
        if (kind, uri) in mine and (kind, uri) in theirs:
            yield Difference(projection, Fault.DIFFERENT, kind, uri, _columns(mine[kind, uri], theirs[kind, uri]))
        elif (kind, uri) in mine:
            yield Difference(projection, Fault.MISSING, kind, uri, "")
        else:
            yield Difference(projection, Fault.UNSTATED, kind, uri, theirs[kind, uri] if kind == "?" else "")
    for fault, lines in ((Fault.MISSING, stated), (Fault.UNSTATED, held)):
        for kind, start, end in sorted(map(_parts, lines)):
            if kind in EDGE:
                yield Difference(projection, fault, kind, start, end)


def _parts(line: str) -> tuple[str, str, str]:
    kind, uri, rest = line.split("\t", 2)
    return kind, uri, rest


def _columns(stated: str, held: str) -> str:
    mine, theirs = json.loads(stated), json.loads(held)
    names = sorted(name for name in {*mine, *theirs} if mine.get(name) != theirs.get(name))
    return "; ".join(f"{name}: {json.dumps(mine.get(name), ensure_ascii=False)} ≠ {json.dumps(theirs.get(name), ensure_ascii=False)}" for name in names)
