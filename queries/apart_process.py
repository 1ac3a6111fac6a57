"""The process in which queries run that did not come with the program. {"text": "SELECT * { ?a ?b ?c }", …} in, frames out.

Holds the child's side. It opens one snapshot or one dataset, gives up what a query has no need of (`queries.confined`), and then answers one
query after the other. A frame is a letter, a length and its bytes: H what kind of answer it is, D a piece of it, E its end, X why there is none.
What comes in is marshalled, because the same Python wrote it; what goes out is JSON, because nobody has to trust a process that ran a stranger's query.
"""

from __future__ import annotations

import json
import marshal
import os
import struct
import sys
import time
from pathlib import Path
from typing import IO, Any, BinaryIO, Protocol, cast

from queries.confined import Memory, allow_seconds, leave_all_files_but, leave_the_network, write_no_file
from queries.errors import EngineError, MalformedQueryError, QueryError, RefusedQueryError, TooMuchError, UnacceptableError
from queries.given import functions
from queries.problems import of_snapshot, of_sparql
from queries.sparql_functions import unknown_function

LENGTH = struct.Struct(">I")
FRAME = struct.Struct(">cI")
_PIECE = 64 << 10
"""Bytes that are gathered before they are sent, unless the last ones were sent long ago."""
_LONG_AGO = 0.1
_ROWS = 200
_THREADS = 4


class _FullError(Exception):
    """The answer is larger than it may be."""


class _Answer:
    """What goes out: pieces of some size, the head before the first of them."""

    def __init__(self, pipe: BinaryIO, most: int) -> None:
        self._pipe = pipe
        self._most = most
        self._bytes = 0
        self._head = b""
        self._waiting = bytearray()
        self._sent = time.monotonic()
        self.full = False

    def begin(self, **head: Any) -> None:
        self._head = _frame(b"H", head)

    def write(self, data: bytes) -> int:
        """As a file is written to, which is how Oxigraph hands its answer over."""
        self._bytes += len(data)
        if self._most and self._bytes > self._most:
            self.full = True
            raise _FullError
        self._waiting += data
        if len(self._waiting) >= _PIECE or time.monotonic() - self._sent > _LONG_AGO:
            self.send()
        return len(data)

    def flush(self) -> None:
        """What the engine does after its last word: that goes out together with the end, so that whoever reads wakes once."""

    def send(self) -> None:
        """Hands over what has been gathered."""
        if self._waiting:
            self._pipe.write(self._head + FRAME.pack(b"D", len(self._waiting)) + self._waiting)
            self._pipe.flush()
            self._head = b""
            self._waiting.clear()
        self._sent = time.monotonic()

    def rows(self, rows: list[list[Any]]) -> None:
        """A piece of its own, so that it can be read by itself."""
        if rows:
            self.write(json.dumps(rows, ensure_ascii=False).encode())
            self.send()

    def end(self, *, more: bool) -> None:
        piece = FRAME.pack(b"D", len(self._waiting)) + self._waiting if self._waiting else b""
        self._pipe.write(self._head + piece + _ENDS[more])
        self._pipe.flush()

    def fail(self, error: QueryError, *, ends: bool = False) -> None:
        said = {"kind": type(error).__name__, "zh": error.words.zh, "en": error.words.en, "ends": ends}
        if isinstance(error, MalformedQueryError):
            said |= {"line": error.line, "column": error.column}
        self._pipe.write(_frame(b"X", said))
        self._pipe.flush()


class _Engine(Protocol):
    def answer(self, asked: dict[str, Any], answer: _Answer) -> None: ...


class _Snapshot:
    """Cypher, after its plan was read."""

    def __init__(self, path: Path) -> None:
        import ladybug

        from graph.opening import open_snapshot

        self._connection = ladybug.Connection(open_snapshot(path, min(_THREADS, os.cpu_count() or 1)))

    def answer(self, asked: dict[str, Any], answer: _Answer) -> None:
        from queries.engines import PLAIN, plain
        from queries.readonly import refuse_on_snapshot

        text, parameters, limit = asked["text"], asked["parameters"], asked["limit"]
        try:
            refuse_on_snapshot(self._connection, text, parameters)
            result: Any = self._connection.execute(text, parameters)
            odd = [place for place, kind in enumerate(result.get_column_data_types()) if kind not in PLAIN]
            answer.begin(kind="rows", columns=result.get_column_names())
            given = 0
            while rows := result.get_n(_ROWS):
                for row in rows if odd else ():
                    for place in odd:
                        row[place] = plain(row[place])
                if limit and given + len(rows) > limit:
                    answer.rows(rows[: limit - given])
                    return answer.end(more=True)
                given += len(rows)
                answer.rows(rows)
            return answer.end(more=False)
        except (RuntimeError, MalformedQueryError) as error:
            if "bad_alloc" in str(error) or "buffer pool is full" in str(error):
                raise MemoryError from error
            if isinstance(error, QueryError):
                raise
            raise of_snapshot(str(error), text) from error


class _Dataset:
    """SPARQL over the union of the graphs, unless the query names some."""

    def __init__(self, path: Path) -> None:
        from graph.opening import open_dataset

        self._store = open_dataset(path)

    def answer(self, asked: dict[str, Any], answer: _Answer) -> None:
        import pyoxigraph as ox

        text, accept, parameters = asked["text"], asked["accept"], asked["parameters"]
        graphs = self._graphs(asked)
        try:
            result: Any = self._store.query(
                text, base_iri=asked["base"], prefixes=asked["prefixes"], custom_functions=functions(parameters) if parameters else None, **graphs
            )
        except SyntaxError as error:
            raise of_sparql(str(error), text) from error
        except RuntimeError as error:
            if unknown_function(str(error), "") is None:
                raise
            raise of_sparql(str(error), text) from error
        kind = {ox.QuerySolutions: "rows", ox.QueryBoolean: "boolean", ox.QueryTriples: "graph"}[type(result)]
        columns = [one.value for one in result.variables] if kind == "rows" else []
        answer.begin(kind=kind, columns=columns)
        if accept is None:
            if kind == "graph":
                raise _unacceptable(kind)
            if kind == "rows":
                return answer.end(more=self._rows(result, answer, asked["limit"]))
            answer.rows([[bool(result)]])
            return answer.end(more=False)
        if kind not in accept:
            raise _unacceptable(kind)
        known: Any = ox.RdfFormat if kind == "graph" else ox.QueryResultsFormat
        form = known.from_media_type(accept[kind])
        if form is None:
            raise _unacceptable(f"{kind} {accept[kind]}")
        if form in (ox.RdfFormat.TURTLE, ox.RdfFormat.RDF_XML):
            ox.serialize(result, cast("IO[bytes]", answer), form, prefixes=asked["prefixes"])
        else:
            result.serialize(answer, form)
        return answer.end(more=False)

    def _graphs(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Which graphs are asked: those of the request, else those of the query's own FROM, else all."""
        from pyoxigraph import NamedNode

        default, named = asked["default_graphs"], asked["named_graphs"]
        for graph in {*(default or ()), *(named or ()), *asked["from"]}:
            if not self._store.contains_named_graph(NamedNode(graph)):
                raise RefusedQueryError(f"这里没有图 <{graph}>；也不从别处取", f"there is no graph <{graph}> here, and none is fetched from elsewhere")
        if default is not None or named is not None:
            return {"default_graph": [NamedNode(one) for one in default or ()], "named_graphs": [NamedNode(one) for one in named or ()]}
        return {"use_default_graph_as_union": asked["union"] and not asked["from"]}

    @staticmethod
    def _rows(result: Any, answer: _Answer, limit: int) -> bool:
        """Sends the rows, and tells whether there are more than the limit."""
        rows: list[list[Any]] = []
        sent = time.monotonic()
        for given, solution in enumerate(result):
            if limit and given == limit:
                answer.rows(rows)
                return True
            rows.append([_term(one) for one in solution])
            if len(rows) == _ROWS or time.monotonic() - sent > _LONG_AGO:
                answer.rows(rows)
                rows, sent = [], time.monotonic()
        answer.rows(rows)
        return False


def _term(term: Any) -> list[str] | None:
    """An IRI or blank node as its text; a literal with its datatype beside it; None where nothing is bound."""
    if term is None:
        return None
    if hasattr(term, "datatype"):
        return [term.value, term.datatype.value]
    return [term.value if hasattr(term, "value") else str(term)]


def _unacceptable(kind: str) -> UnacceptableError:
    return UnacceptableError(f"查询的结果是 {kind}，没有说要什么格式", f"the query gives {kind}, and no format for that was asked for")


def _frame(letter: bytes, said: dict[str, Any]) -> bytes:
    payload = json.dumps(said).encode()
    return FRAME.pack(letter, len(payload)) + payload


_ENDS = {more: _frame(b"E", {"more": more}) for more in (False, True)}


def serve(language: str, place: str, memory: int) -> None:
    """Answers queries from the standard input until it closes."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints is no answer
    leave_the_network()
    write_no_file()
    engine = _opened(language, Path(place), Memory(), memory)
    while True:
        size = sys.stdin.buffer.read(LENGTH.size)
        if len(size) < LENGTH.size:
            return
        asked = marshal.loads(sys.stdin.buffer.read(LENGTH.unpack(size)[0]))  # noqa: S302 - nobody else writes to this pipe
        allow_seconds(asked["cpu"])
        if not _answered(engine, asked, _Answer(answers, asked["bytes"])):
            return


def _opened(language: str, place: Path, space: Memory, memory: int) -> _Engine:
    """The engine over an open graph. What it needs from other files is read before they are left."""
    from graph import opening  # noqa: F401

    if language == "cypher":
        import ladybug

        from queries import engines, readonly  # noqa: F401

        readonly.allowed("snapshot")
        ladybug.Database(":memory:", buffer_pool_size=1 << 24, max_db_size=1 << 28, max_num_threads=1).close()  # which loads all its libraries
    else:
        import pyoxigraph  # noqa: F401
    leave_all_files_but([place])
    engine: _Engine = _Snapshot(place) if language == "cypher" else _Dataset(place)
    space.limit(memory)
    return engine


def _answered(engine: _Engine, asked: dict[str, Any], answer: _Answer) -> bool:
    """Whether the process is good for another query."""
    try:
        engine.answer(asked, answer)
    except QueryError as error:
        answer.fail(error)
    except MemoryError:
        answer.fail(
            TooMuchError("查询所需的内存超过上限，已中止。请缩小范围", "the query asked for more memory than it may have and was stopped. Ask for less"),
            ends=True,
        )
        return False
    except Exception as error:  # noqa: BLE001 - an engine that was handed its own file raises what it likes
        if answer.full:
            answer.fail(
                TooMuchError(
                    "结果超过大小上限，已中止。请缩小范围，或加 LIMIT", "the result is larger than allowed and was stopped. Ask for less, or add a LIMIT"
                )
            )
        else:
            answer.fail(EngineError(f"引擎不能执行此查询：{error}", f"the engine cannot run the query: {error}"))
    return True
