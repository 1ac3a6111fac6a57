"""`ask`: one saved question, its parameters and an engine in; columns, rows and remarks out.

    answer = ask(".policygraph", "tasks-led-by", {"agency": "市知识产权局"})

A remark says what a name was taken to mean (“市知识产权局”指：广州市知识产权局、重庆市知识产权局), what lies near a name that found nothing,
and that rows were cut off. A question that did not come with the program is run only after its plan was read.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from queries.catalogue import question
from queries.engines import Engine, Row, embedded
from queries.errors import BrokenQuestionError, ParameterError
from queries.head import Column, Parameter, Question
from queries.marked import refuse_marked
from queries.own_names import learn_names
from queries.parameters import Prepared, prepare
from queries.wording import Wording

LIMIT = 100_000
"""Rows of an answer where nobody says otherwise."""
TIMEOUT = 60.0
"""Seconds that an answer may take where nobody says otherwise."""
CHOICES = 1000


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a question, in its order."""

    question: Question
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    remarks: tuple[Wording, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)
    """The parameters as they were written."""
    widened: bool = False
    """Whether agencies were also meant as one of a class or as what they were before."""

    def for_people(self) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
        """Columns and rows without the capacity in which an agency was meant, where that can only be: itself."""
        kept = [place for place, column in enumerate(self.columns) if self.widened or column.scheme != "by"]
        if len(kept) == len(self.columns):
            return self.columns, self.rows
        return tuple(self.columns[place] for place in kept), tuple(tuple(row[place] for place in kept) for row in self.rows)

    def records(self) -> list[dict[str, object]]:
        """The rows as objects, by the names of the columns."""
        names = [column.name for column in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]


def ask(
    workspace: str | os.PathLike[str] | None,
    name: str,
    parameters: Mapping[str, object] | None = None,
    *,
    on: str = "embedded",
    database: str | None = None,
    limit: int = LIMIT,
    timeout: float = TIMEOUT,
    include: Collection[str] = (),
    allow_marked: bool = False,
) -> Answer:
    """Asks a saved question of the workspace's snapshot, its dataset (`on="sparql"`), or a Neo4j server (`on="bolt://…"`). 0 is no limit, no end.

    Documents that are repealed or out of their time are left out unless they are named or `include` says `repealed`; with `classes` and
    `predecessors`, an agency is also what it does as one of a class, or as what it was before a reform. Where the graph holds documents
    with a 密级 or 内部 mark, nothing is answered unless `allow_marked`.
    """
    folder = default_workspace(workspace)
    asked = question(name, folder)
    learn_names(folder)
    with closing(engine_for(folder, on, database)) as engine:
        if not allow_marked:
            refuse_marked(engine)
        prepared = prepare(asked, parameters or {}, engine, include)
        answer = Answer(asked, asked.columns, (), tuple(prepared.remarks)) if prepared.nothing else _answered(asked, prepared, engine, limit, timeout)
        given = {key: str(value) for key, value in (parameters or {}).items()}
        return replace(answer, given=given, widened=bool({"classes", "predecessors"} & set(include)))


def _answered(asked: Question, prepared: Prepared, engine: Engine, limit: int, timeout: float) -> Answer:
    rows = engine.answer(asked, prepared.values, limit=limit, timeout=timeout)
    names = tuple(column.name for column in asked.columns)
    if rows.columns != names:
        given, declared = ", ".join(rows.columns), ", ".join(names)
        raise BrokenQuestionError(
            f"{asked.path}：查询给出的列（{given}）与头部写的（{declared}）不符", f"{asked.path}: the query gives the columns {given}; its head says {declared}"
        )
    if rows.more:
        prepared.remarks.append(
            Wording(f"只给出前 {limit} 行，后面还有；要全部请用 --limit 0", f"only the first {limit} rows are shown; for all of them use --limit 0")
        )
    return Answer(asked, asked.columns, _with_capacity(asked, prepared, _names_in_order(asked, rows.rows)), tuple(prepared.remarks))


def _with_capacity(asked: Question, prepared: Prepared, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows with the capacity in which an agency was meant in the place of its IRI, which is all that a query can know."""
    place = next((place for place, column in enumerate(asked.columns) if column.scheme == "by"), None)
    if place is None:
        return rows
    return tuple((*row[:place], prepared.capacities.get(str(row[place]), row[place]), *row[place + 1 :]) for row in rows)


def _names_in_order(asked: Question, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows with lists of names sorted, each name once: RDF knows no order of them, and a name may come from two places."""
    places = [place for place, column in enumerate(asked.columns) if column.holds == "names"]
    return tuple(_sorted(row, places) for row in rows) if places else rows


def _sorted(row: Row, places: list[int]) -> Row:
    for place in places:
        value = row[place]
        if isinstance(value, list) and len(value) > 1:
            row = (*row[:place], sorted(set(value)), *row[place + 1 :])
    return row


def choices(engine: Engine, parameter: Parameter, *, shipped: bool = True) -> list[str]:
    """The values that a form offers for a parameter: those of its query, or those that its head lists."""
    if isinstance(parameter.choices, tuple):
        return list(parameter.choices)
    if not parameter.choices:
        return []
    run = engine.run if shipped else engine.run_apart
    return [str(row[0]) for row in run(parameter.choices, {}, limit=CHOICES, timeout=TIMEOUT).rows if row[0] is not None]


def default_workspace(workspace: str | os.PathLike[str] | None) -> Path:
    """The folder that was named, else `$POLICYGRAPH_WORKSPACE`, else `.policygraph` here."""
    return Path(workspace or os.environ.get("POLICYGRAPH_WORKSPACE") or ".policygraph").absolute()


def engine_for(workspace: Path, on: str = "embedded", database: str | None = None) -> Engine:
    """The engine that `--on` names."""
    if on == "embedded":
        return embedded(workspace)
    if on == "sparql":
        from queries.sparql import sparql

        return sparql(workspace)
    if "://" not in on:
        raise ParameterError(
            f"--on {on}：应为 embedded、sparql 或 Bolt 地址，如 bolt://127.0.0.1:7687",
            f"--on {on}: must be embedded, sparql or a Bolt address such as bolt://127.0.0.1:7687",
        )
    from queries.bolt import Bolt

    return Bolt(on, database)
