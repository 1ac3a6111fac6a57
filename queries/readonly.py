"""Whether a query only reads the graph, judged by the plan that the engine makes of it: every operator must be on a list.

For questions that did not come with the program. `LOAD FROM '/etc/passwd'`, `COPY (…) TO`, `INSTALL`, `LOAD CSV`, `CREATE` and
procedures are refused because their operators are not listed, however the query is written. The verdict is kept by the query's
text, and for a server also by its address: another version may plan otherwise.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NoReturn

from queries.cypher_size import refuse_large
from queries.errors import RefusedQueryError
from queries.problems import of_snapshot

_OPERATOR = re.compile(r"([A-Z][A-Z_]+)\[(\d+)\]")
# A table function reads files and settings, but for this one, which hands rows from one part of a plan to another.
_OWN_ROWS = "READ_FTABLE"

# A function with a name space may run a query of its own (apoc.cypher.runFirstColumnSingle) and is no operator of the plan.
_NAMESPACED = re.compile(r"[\w`]\s*\.\s*`?\w+`?\s*\(", re.UNICODE)
_HARMLESS = re.compile(r"\b(?:date|datetime|localdatetime|time|localtime|duration|point)\s*\.\s*\w+\s*\(")

_passed: dict[tuple[str, str], bool] = {}


@cache
def allowed(engine: str) -> frozenset[str]:
    """The operators that a plan of this engine, `snapshot` or `server`, may hold."""
    import yaml

    text = files("queries").joinpath("operators.yaml").read_text(encoding="utf-8")
    return frozenset(yaml.safe_load(text)[engine])


def refuse_on_snapshot(connection: Any, cypher: str, parameters: Mapping[str, object]) -> None:
    """Raises `RefusedQueryError` unless Ladybug's plan of the query, one statement, only reads the graph."""
    if ("embedded", cypher) in _passed:
        return
    refuse_large(cypher)
    if "\\" in cypher or _OWN_ROWS in cypher.upper() or any("\u2500" <= character <= "\u257f" for character in cypher):
        # These could draw lines of a plan that is not the query's own.
        _refuse("反斜杠、框线字符或引擎内部函数名", "a backslash, a box-drawing character or the name of an internal function")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # prepare() is the one way to ask without running anything
        prepared = connection.prepare(cypher, dict(parameters))
    if not prepared.is_success():
        said = prepared.get_error_message()
        if "multiple statements" in said:
            _refuse("多条语句", "several statements")
        if "Cannot open file" in said:
            _refuse("读文件", "a file")
        raise of_snapshot(said, cypher)
    plan = _plan_text(connection, cypher, parameters)
    operators = _OPERATOR.findall(plan)
    for name in sorted({name for name, _ in operators} - allowed("snapshot")):
        _refuse(name, name)
    numbers = {int(number) for _, number in operators}
    if not operators or numbers != set(range(max(numbers) + 1)):
        _refuse("读不懂的执行计划", "a plan that cannot be read whole")
    calls = sum(name == "TABLE_FUNCTION_CALL" for name, _ in operators)
    if calls != len(re.findall(rf"Function: {_OWN_ROWS}\b", plan)):
        functions = sorted(set(re.findall(r"Function: (\w+)", plan)) - {_OWN_ROWS})
        _refuse(f"表函数 {'、'.join(functions)}", f"the table function {', '.join(functions)}")
    _passed["embedded", cypher] = True


def _plan_text(connection: Any, cypher: str, parameters: Mapping[str, object]) -> str:
    try:
        result = connection.execute(f"EXPLAIN {cypher}", dict(parameters))
    except RuntimeError as error:
        raise of_snapshot(str(error), cypher) from error
    if isinstance(result, list):
        _refuse("多条语句", "several statements")
    return str(result.get_next()[0])


def refuse_on_server(session: Any, uri: str, cypher: str, parameters: Mapping[str, object]) -> None:
    """Raises `RefusedQueryError` unless the plan of the Neo4j at `uri` only reads the graph. The session must have READ access."""
    if (uri, cypher) in _passed:
        return
    refuse_large(cypher)
    summary = session.run(f"EXPLAIN {cypher}", dict(parameters)).consume()
    if summary.query_type != "r" or summary.plan is None:
        _refuse(f"不是只读查询（{summary.query_type}）", f"a query that is not read-only ({summary.query_type})")
    texts = [cypher]
    for step in _steps(summary.plan):
        name = str(step["operatorType"]).partition("@")[0]
        if name not in allowed("server"):
            _refuse(name, name)
        texts += [str(value) for value in step.get("args", {}).values()]
    for text in texts:
        if _NAMESPACED.search(_HARMLESS.sub("(", text)):
            _refuse("带命名空间的函数", "a function with a name space")
    _passed[uri, cypher] = True


def _steps(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield plan
    for child in plan.get("children", ()):
        yield from _steps(child)


def _refuse(zh: str, en: str) -> NoReturn:
    raise RefusedQueryError(
        f"查询被拒绝：含有{zh}。问题只能读图，不能读写文件、调用过程或改动数据",
        f"refused: the query holds {en}. A question may only read the graph: no files, no procedures, no changes",
    )
