"""What a saved question costs on the snapshot beyond the bare call of the engine with the same Cypher and the same values.

    python -m bench.questions [DOCUMENTS]

Documents (the invented city, where none are named) are built into a folder that goes again. Both ways run in turn on one open
snapshot, medians; what is compared is all that `ask` adds: finding the question, looking up the name, checking and converting the
rows. It may add a millisecond, or a fifth where the engine itself takes long. Exit code 1 where a target is missed.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench.table import Measure, show
from policygraph import ask, build
from queries.answering import engine_for
from queries.catalogue import catalogue
from queries.engines import Embedded
from queries.head import Question
from queries.parameters import prepare

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "documents"
ROUNDS = 150
SECONDS = 5.0
"""After so long, fewer rounds do."""
MORE = 0.001
LONG, TIMES = 0.02, 0.2
"""Of an engine that takes so long, a question may take this share more."""


def main(documents: Path) -> int:
    """Measures each saved question, prints the table and tells whether the targets are met."""
    with tempfile.TemporaryDirectory(prefix="policygraph-bench-") as folder:
        build([documents], workspace=folder, allow_marked=True)
        engine = engine_for(Path(folder))
        assert isinstance(engine, Embedded)
        measures = [measure for question in catalogue() for measure in _measured(Path(folder), question, engine)]
    return show(f"保存的问题 / saved questions, {documents}", measures)


def _measured(workspace: Path, question: Question, engine: Embedded) -> list[Measure]:
    values = {one.name: one.default or one.example for one in question.parameters}
    prepared = prepare(question, values, engine).values

    def bare() -> int:
        return len(engine.connection.execute(question.cypher, prepared).get_all())

    def asked() -> int:
        return len(ask(workspace, question.name, values, limit=0, allow_marked=True).rows)

    if bare() != asked():
        raise AssertionError(f"{question.name}: the engine and the question give different rows")
    pairs: list[tuple[float, float]] = []
    began = time.perf_counter()
    while len(pairs) < ROUNDS and time.perf_counter() - began < SECONDS:
        pairs.append((_seconds(bare), _seconds(asked)))
    wholes = sorted(whole for _, whole in pairs)
    alone = median(engine for engine, _ in pairs)
    remark = f"95% ≤ {wholes[int(len(wholes) * 0.95)] * 1000:.3g} ms, 引擎 / engine {alone * 1000:.3g} ms, {bare()} 行 / rows"
    more = median(whole - engine for engine, whole in pairs)
    return [
        Measure(question.name, median(wholes), remark),
        Measure("  多用 / more than the engine", more, most=max(MORE, alone * TIMES if alone >= LONG else 0)),
    ]


def _seconds(job: Callable[[], object]) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES))
