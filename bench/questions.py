"""What a saved question costs on the snapshot beyond the bare call of the engine with the same Cypher and the same values.

    python -m bench.questions

The invented city is built into a folder that goes again. Both ways run in turn on one open snapshot, medians; what is compared
is all that `ask` adds: finding the question, looking up the name, checking and converting the rows. Exit code 1 where a target
is missed.
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
MORE = 0.001


def main() -> int:
    """Measures each saved question, prints the table and tells whether the targets are met."""
    with tempfile.TemporaryDirectory(prefix="policygraph-bench-") as folder:
        build([EXAMPLES], workspace=folder)
        engine = engine_for(Path(folder))
        assert isinstance(engine, Embedded)
        measures = [measure for question in catalogue() for measure in _measured(Path(folder), question, engine)]
    return show("保存的问题 / saved questions, 示例市 / the invented city", measures)


def _measured(workspace: Path, question: Question, engine: Embedded) -> list[Measure]:
    values = {one.name: one.default or one.example for one in question.parameters}
    prepared = prepare(question, values, engine).values

    def bare() -> int:
        return len(engine.connection.execute(question.cypher, prepared).get_all())

    def asked() -> int:
        return len(ask(workspace, question.name, values).rows)

    if bare() != asked():
        raise AssertionError(f"{question.name}: the engine and the question give different rows")
    pairs = [(_seconds(bare), _seconds(asked)) for _ in range(ROUNDS)]
    return [
        Measure(question.name, median(whole for _, whole in pairs), f"引擎 / engine {median(engine for engine, _ in pairs) * 1000:.3g} ms, {bare()} 行 / rows"),
        Measure("  多用 / more than the engine", median(whole - engine for engine, whole in pairs), most=MORE),
    ]


def _seconds(job: Callable[[], object]) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
