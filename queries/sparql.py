"""The dataset as an engine: `ask … --on sparql` asks a question's twin, NAME.rq, of the RDF of the generation that answers.

Values never stand in the text of a query. A twin gets them through functions: `given:value("word")`, and `given:among("document", ?source)`
(is it one of those that were meant?). Names are looked up in the snapshot beside it.
One's own twin goes through `queries.sparql_gate` first (`SERVICE` would reach the network, `FROM` other graphs), and runs in a process of its
own (`queries.apart`).
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from queries.engines import Embedded, Row, Rows, Value, embedded, keep, plain
from queries.errors import EngineError, MalformedQueryError, TwinlessError, took_too_long
from queries.given import functions, prefixes
from queries.head import Column, Question
from queries.problems import in_file
from queries.sparql_gate import TWIN, judge, refuse_unheld
from queries.watch import within

if TYPE_CHECKING:
    from pyoxigraph import Store

BETWEEN = "\x1f"
"""Parts the members of a list in one text: `GROUP_CONCAT(…; separator="\\u001F")`."""


@dataclass(slots=True)
class Sparql:
    """The dataset of a generation; what it is asked in Cypher, the snapshot of the same generation answers."""

    snapshot: Embedded
    store: Store
    name: str = "sparql"
    keeps: bool = True
    read: dict[tuple[Path, int], str] = field(default_factory=dict)
    kept: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.kept = self.snapshot.kept

    def run(self, cypher: str, parameters: Mapping[str, object], *, limit: int = 0, timeout: float = 0) -> Rows:
        return self.snapshot.run(cypher, parameters, limit=limit, timeout=timeout)

    def refuse_unless_reading(self, cypher: str, parameters: Mapping[str, object]) -> None:
        self.snapshot.refuse_unless_reading(cypher, parameters)

    def answer(self, question: Question, parameters: Mapping[str, object], *, limit: int = 0, timeout: float = 0) -> Rows:
        text = self._twin(question)
        if not question.shipped:
            with in_file(question.twin):
                return self._answer_apart(question, text, parameters, limit, timeout)
        with within(_Deaf(), timeout) as query:
            try:
                solutions: Any = self.store.query(text, prefixes=prefixes(), use_default_graph_as_union=True, custom_functions=functions(parameters))
                names = tuple(one.value for one in solutions.variables)
                columns = _columns(question, names)
                rows: list[Row] = []
                for solution in solutions:
                    if query.late:
                        raise took_too_long(timeout)
                    if limit and len(rows) == limit:
                        return Rows(names, tuple(rows), more=True)
                    rows.append(tuple(_plain(*_parts(term), column=column) for term, column in zip(solution, columns, strict=True)))
            except (SyntaxError, ValueError, OSError) as error:
                raise EngineError(f"{question.twin}：不能执行：{error}", f"{question.twin}: cannot be run: {error}") from error
        return Rows(names, tuple(rows))

    def run_apart(self, cypher: str, parameters: Mapping[str, object], *, limit: int = 0, timeout: float = 0) -> Rows:
        return self.snapshot.run_apart(cypher, parameters, limit=limit, timeout=timeout)

    def _answer_apart(self, question: Question, text: str, parameters: Mapping[str, object], limit: int, timeout: float) -> Rows:
        """The rows of one's own twin, from a process that can be killed."""
        from queries.apart import Limits, with_limits

        verdict = judge(text, TWIN, prefixes=prefixes())
        refuse_unheld(verdict, ())  # a question is about the whole graph
        if verdict.kind != "SELECT":
            raise MalformedQueryError(f"问题应是 SELECT，不是 {verdict.kind}", f"a question must be a SELECT, not {verdict.kind}")
        with self.snapshot.apart().sparql(verdict, given=parameters, prefixes=prefixes(), limits=with_limits(Limits(), rows=limit, wall=timeout)) as asked:
            columns = _columns(question, asked.columns)
            rows = tuple(tuple(_plain(*(term or (None,)), column=column) for term, column in zip(row, columns, strict=True)) for row in asked.rows())
            return Rows(asked.columns, rows, more=asked.more)

    def close(self) -> None:
        """Nothing: the dataset stays open for the next question."""

    def _twin(self, question: Question) -> str:
        twin = question.twin
        if not twin.exists():
            raise TwinlessError(
                f"{question.name} 没有 SPARQL 写法（{twin.name}）：请在 {question.path.name} 旁边写一个，或不用 --on sparql",
                f"{question.name} has no twin in SPARQL ({twin.name}): write one beside {question.path.name}, or ask without --on sparql",
            )
        version = (twin, twin.stat().st_mtime_ns)
        if version not in self.read:
            self.read[version] = twin.read_text(encoding="utf-8-sig")
        return self.read[version]


_opened: dict[Path, Sparql] = {}
_opening = threading.Lock()


def sparql(workspace: Path) -> Sparql:
    """The engine over the dataset of the workspace's current generation, which is opened once."""
    snapshot = embedded(workspace)
    with _opening:
        known = _opened.get(workspace)
        if known is None or known.snapshot is not snapshot:
            from graph.opening import open_dataset

            known = Sparql(snapshot, open_dataset(snapshot.generation.dataset))
        return keep(_opened, workspace, known)


class _Deaf:
    """The engine heeds no interruption: after its grace the process ends, as `queries.watch` does it."""

    def interrupt(self) -> None:
        """Nothing that could be done."""


def _columns(question: Question, names: tuple[str, ...]) -> list[Column | None]:
    by_name = {column.name: column for column in question.columns}
    return [by_name.get(name) for name in names]


def _parts(term: Any) -> tuple[str | None, str]:
    """A term's text, and its datatype where it is a literal."""
    return (None, "") if term is None else (str(term.value), term.datatype.value if hasattr(term, "datatype") else "")


def _plain(value: str | None, datatype: str = "", *, column: Column | None) -> Value:
    """A term as every engine gives its value: `pg:role-lead` is lead, a whole decimal a whole number, a list its members."""
    from graph.schema import PREFIXES, VOCABULARY

    if value is None:
        return [] if column and column.holds else None
    if column and column.holds:
        return value.split(BETWEEN) if value else []
    if column and column.scheme and value.startswith(VOCABULARY):
        return value.removeprefix(f"{VOCABULARY}{column.scheme}-")
    kind = datatype.removeprefix(PREFIXES["xsd"])
    if kind == "integer":
        return int(value)
    if kind in ("decimal", "double"):
        return plain(float(value))
    return value == "true" if kind == "boolean" else value
