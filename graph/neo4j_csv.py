"""The graph as files for Neo4j's import tool: a CSV a kind, the tool's arguments, and `indexes.cypher` to run afterwards.

    neo4j-admin database import full neo4j @import-arguments.txt

What the tool makes of them is what `graph.server.publish` would have written, bookkeeping included: publishing to that server later
finds every document unchanged. Rows are written as they come, so that a graph of any size takes little memory. A text such as
`他说："好"` is quoted by doubling, null is nothing at all, and the members of a list are parted by a character made for that; a text
that holds this character is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

from graph.columns import Column, Type
from graph.facts import shared
from graph.server_claims import STATED_BY
from graph.server_rows import constraints
from graph.server_stated import STATED_IN, Stated, server_columns, split, stated
from graph.things import Facts

ARGUMENTS = "import-arguments.txt"
INDEXES = "indexes.cypher"
BETWEEN = "\x1f"
"""Parts the members of a list: the unit separator."""
_TYPES = {
    Type.STRING: "string",
    Type.DATE: "string",
    Type.INTEGER: "long",
    Type.NUMBER: "double",
    Type.BOOLEAN: "boolean",
    Type.STRINGS: "string[]",
    Type.INTEGERS: "long[]",
}
_OPTIONS = ("--array-delimiter=U+001F", "--multiline-fields=true", "--ignore-empty-strings=false", "--bad-tolerance=0")


class SeparatorError(ValueError):
    """A text holds the character that parts the members of a list, and would be read back as two."""

    def __init__(self, uri: object) -> None:
        self.zh = f"{uri}：原文里有控制字符 U+001F，导入工具会把它读错；请用 policygraph publish 写入"
        self.en = f"{uri}: its words hold the control character U+001F, which the import tool would misread: use policygraph publish"
        super().__init__(self.en)


def write_csv(documents: Iterable[Facts], folder: Path, workspace: str = "") -> int:
    """Writes the files into a folder without such files; gives how many nodes and relationships they hold.

    `documents` are whole facts (`graph.facts.facts` of each), `workspace` is the identity of the one that states them. Raises
    `SeparatorError`, and `FileExistsError` rather than write over a file.
    """
    with ExitStack() as stack:
        tables = _Tables(folder, stack)
        common: list[Facts] = []
        for one in documents:
            own, others = split(one)
            common.append(others)
            tables.add(stated(own, workspace))
        tables.add(stated(shared(common), workspace))
    arguments = [*_OPTIONS, *(f"--nodes=Resource:{kind}={file}" for kind, file in tables.nodes.items())]
    arguments += [f"--relationships={file.split('-')[1]}={file}" for file in tables.relationships]
    (folder / ARGUMENTS).write_text("\n".join(arguments) + "\n", encoding="utf-8")
    (folder / INDEXES).write_text("".join(f"{statement};\n" for statement in constraints()), encoding="utf-8")
    return tables.rows


def header_of(column: Column, *, key: bool = False) -> str:
    """A column's name as the tool wants it: `uri:ID`, `issuers:string[]`."""
    return f"{column.name}:{'ID' if key else _TYPES[column.type]}"


class _Tables:
    """An open file for each kind of node, and for each kind of relationship between two kinds, made when its first row comes."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder = folder
        self._stack = stack
        self._files: dict[str, IO[str]] = {}
        self.nodes: dict[str, str] = {}
        """Files by kind."""
        self.relationships: list[str] = []
        self.rows = 0

    def add(self, one: Stated) -> None:
        """Writes what one document states by itself, or what documents share."""
        for kind, rows in one.nodes.items():
            columns = server_columns(kind)
            if kind not in self.nodes:
                self.nodes[kind] = f"nodes-{kind}.csv"
                self._open(self.nodes[kind], ",".join(header_of(column, key=place == 0) for place, column in enumerate(columns)))
            names = [column.name for column in columns[:-1]]
            end = f",{one.mark}\n"
            try:
                written = [",".join([_CELLS[type(value)](value) for value in map(row.get, names)]) + end for row in rows]
            except _SeparatorInsideError as error:
                uri = next(row["uri"] for row in rows if any(isinstance(value, list) and BETWEEN in str.join("", map(str, value)) for value in row.values()))
                raise SeparatorError(uri) from error
            self._files[self.nodes[kind]].write("".join(written))
            self.rows += len(rows)
        for ends, pairs in one.edges.items():
            name = f"relationships-{ends.kind}-{ends.start_kind}-{ends.end_kind}.csv"
            if name not in self._files:
                self.relationships.append(name)
                self._open(name, ",".join([":START_ID", ":END_ID", header_of(STATED_IN), header_of(STATED_BY)]))
            books = f"{one.mark},{_text(BETWEEN.join(one.by)) if one.by else ''}\n"
            self._files[name].write("".join([f'"{start}","{end}",{books}' for start, end in pairs]))  # IRIs hold no quotation marks
            self.rows += len(pairs)

    def _open(self, name: str, header: str) -> None:
        self._files[name] = self._stack.enter_context((self._folder / name).open("x", encoding="utf-8", newline="\n"))
        self._files[name].write(header + "\n")


class _SeparatorInsideError(ValueError):
    """A member of a list holds the character that parts them."""


def _text(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'


def _list(members: list[str] | list[int]) -> str:
    joined = BETWEEN.join(map(str, members))
    if joined.count(BETWEEN) >= len(members) > 0:
        raise _SeparatorInsideError
    return _text(joined)


_CELLS: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "",
    str: _text,
    bool: lambda value: "true" if value else "false",
    int: repr,
    float: repr,
    list: _list,
}
"""How a value is written, by its type: looked up, since asking one after the other takes longer than writing."""
