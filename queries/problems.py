"""Where a query is wrong, taken from what an engine says about it: `error at 4:3: expected OPTIONAL` is line 4, column 3.

An engine that names a thing and no place (`Cannot find property nmae for a.`) gets the line on which that thing stands first. Lists of every
character that could have come next are left out: nobody reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from queries.errors import MalformedQueryError, QueryError, TooMuchError
from queries.sparql_functions import unknown_function
from queries.sparql_gate import place_of
from queries.wording import Wording

_SPARQL = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_SNAPSHOT = re.compile(r"\(line: (\d+), offset: (\d+)\)")
_SERVER = re.compile(r"\(line (\d+), column (\d+)[^)]*\)")
_NAMED = (
    (re.compile(r"Cannot find property (\w+) for (\w+)"), r"\b{1}\s*\.\s*`?{0}\b"),
    (re.compile(r"(?:Table|Variable) (\w+) (?:does not exist|is not in scope)"), r"\b{0}\b"),
    (re.compile(r"function (\w+) does not exist"), r"(?i)\b{0}\s*\("),
)
_WANTED = re.compile(r'"[^"\s]{1,20}"|\b[A-Z]{2,}\b')
_MOST = 6
_LOOK_BACK = 40
_LONGEST = 300


def of_sparql(said: str, text: str) -> MalformedQueryError:
    """What Oxigraph's parser says of a query, or its evaluator of a function that it does not have, in a line that can be read."""
    if unknown := unknown_function(said, text):
        meant_zh = f"是不是 {unknown.meant}？" if unknown.meant else "有的只是 SPARQL 自带的函数和 xsd:integer 等类型转换"
        meant = f"did you mean {unknown.meant}?" if unknown.meant else "there are SPARQL's own, and casts such as xsd:integer"
        line, column = place_of(text, unknown.offset)
        return _malformed("SPARQL", f"没有函数 {unknown.name}；{meant_zh}", line, column, f"there is no function {unknown.name}: {meant}")
    found = _SPARQL.match(said)
    if not found:
        return _malformed("SPARQL", said, None, None)
    line, column = int(found[1]), int(found[2])
    before = _before(text, line, column)
    if "Prefix not found" in found[3]:
        name = re.split(r"[\s({\[,;^/|!]", before)[-1]
        return _malformed("SPARQL", f"前缀没有声明：{name}", line, column - len(name), f"the prefix is not declared: {name}")
    zh, en = f"读到“{before}”读不下去了", f"cannot read on after {before!r}"
    wanted = list(dict.fromkeys(_WANTED.findall(re.sub(r"\[[^\]]*\]", "", found[3]))))
    if 0 < len(wanted) <= _MOST and wanted != ["OPTIONAL"]:  # which is only what was tried last
        zh, en = f"{zh}，这里应是 {'、'.join(wanted)}", f"{en}; expected here: {', '.join(wanted)}"
    return _malformed("SPARQL", zh, line, column, en)


def of_snapshot(said: str, cypher: str) -> MalformedQueryError:
    """What Ladybug says of a query; its offsets count from 0."""
    found = _SNAPSHOT.search(said)
    if found:
        line, column = int(found[1]), int(found[2]) + 1
        rest = cypher.split("\n")[line - 1][column - 1 :].strip()[:_LOOK_BACK] if line <= cypher.count("\n") + 1 else ""
        zh, en = (f"读不懂“{rest}”", f"cannot read {rest!r}") if rest else ("没有写完", "it ends too early")
        return _malformed("Cypher", zh, line, column, en)
    said = " ".join(said.split())[:_LONGEST]
    for sentence, place in _NAMED:
        if (named := sentence.search(said)) and (at := re.search(place.format(*map(re.escape, named.groups())), cypher)):
            line = cypher.count("\n", 0, at.start()) + 1
            return _malformed("Cypher", said, line, at.start() - cypher.rfind("\n", 0, at.start()))
    return _malformed("Cypher", said, None, None)


def of_server(said: str, address: str) -> MalformedQueryError:
    """What the Neo4j at this address says of a query."""
    found = _SERVER.search(said)
    return _malformed("Cypher", f"{address}: {said}", int(found[1]) if found else None, int(found[2]) if found else None)


@contextmanager
def in_file(path: Path, begins: int = 1) -> Iterator[None]:
    """Puts the file of a question before whatever is said of its query, and the line: that on which the query begins, where no better is known."""
    try:
        yield
    except QueryError as error:
        line = error.line or begins
        error.words = Wording(f"{path}:{line}：{error.words.zh}", f"{path}:{line}: {error.words.en}")
        error.args = (str(error.words),)
        raise


def out_of_memory() -> TooMuchError:
    """What is said whichever way the memory came to its end."""
    return TooMuchError("查询所需的内存超过上限，已中止。请缩小范围", "the query asked for more memory than it may have and was stopped. Ask for less")


def _malformed(language: str, zh: str, line: int | None, column: int | None, en: str | None = None) -> MalformedQueryError:
    where = f"，第 {line} 行第 {column} 列" if line else ""
    where_en = f", line {line}, column {column}" if line else ""
    return MalformedQueryError(f"{language} 查询不能执行{where}：{zh}", f"the {language} query cannot be run{where_en}: {en or zh}", line, column)


def _before(text: str, line: int, column: int) -> str:
    """The last words before a place, on one line."""
    lines = text.split("\n")[:line]
    read = " ".join([*lines[:-1], lines[-1][: column - 1]]) if lines else ""
    return " ".join(read.split())[-_LOOK_BACK:]
