"""One question's file: a YAML head in its leading comment, and below it the Cypher that engines get unchanged.

    /*
    title: {zh: 某机关牵头的任务, en: Tasks that an agency leads}
    ...
    */
    UNWIND $agency AS uri ...

Refuses a head that leaves anything out: a title in one language, a parameter that the Cypher does not use, a name that the
command line keeps for itself. The error names the file and the line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeGuard

from queries.errors import BrokenQuestionError
from queries.wording import SCHEMES, Wording

PARAMETER_TYPES = ("agency", "agencies", "document", "text", "choice", "integer", "date", "day")
"""`agency` and `document` are looked up in the graph before the query runs, which gets their IRIs as a list.

`agencies` may be widened by `--include classes,predecessors`: a column with the scheme `by` gives the IRI of the agency, and people see in
which capacity it was meant. A `date` is ISO at the precision
that was written, a `day` is the last day of it.
"""

KEPT_NAMES = ("workspace", "lang", "quiet", "help", "on", "database", "limit", "timeout", "format", "output", "name", "allow_marked", "include", "repealed")
"""Options of the command line, and `$repealed`, which every query may use: no parameter may take these names."""

INCLUDE = ("classes", "predecessors", "repealed")
"""What an answer may hold beside what it holds anyway."""

LISTS = ("words", "names")
"""What a column that holds lists may hold: passages in the order of the text, or names in no order, each once."""

PICTURED = ("agency", "document", "cited", "task", "group", "measure", "value")
"""What a column may be in a picture: kinds of nodes."""

_HEAD = re.compile(r"\s*/\*(.*?)\*/", re.DOTALL)
_STEM = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_PARAMETER = re.compile(r"[a-z][a-z0-9_]*")
_USED = re.compile(r"\$([A-Za-z_][A-Za-z0-9_]*)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question wants to know. `choices` is a query with one column, or the values themselves."""

    name: str
    type: str
    help: Wording
    default: str
    example: str
    choices: str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the answer; with `scheme`, its values are codes that have names for people; with `holds`, they are lists."""

    name: str
    title: Wording
    scheme: str | None = None
    holds: str | None = None
    node: str | None = None
    """What a picture makes of its values, where its name does not say it."""


@dataclass(frozen=True, slots=True)
class Question:
    """A saved question. `shipped` ones came with the program; others lie in the workspace and are checked before they run."""

    name: str
    path: Path
    title: Wording
    help: Wording
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    cypher: str
    shipped: bool
    line: int = 1
    """Of the file, on which the query begins."""

    @property
    def located(self) -> str:
        """The query below as many empty lines as stand above it, so that an engine counts lines as people do who open the file."""
        return "/**/" + "\n" * (self.line - 1) + self.cypher  # the comment, because the embedded engine drops empty lines at the top

    def parameter(self, name: str) -> Parameter | None:
        return next((one for one in self.parameters if one.name == name), None)

    @property
    def twin(self) -> Path:
        """The same question in SPARQL, beside it; one's own need none."""
        return self.path.with_suffix(".rq")

    @property
    def include(self) -> tuple[str, ...]:
        """What `--include` may say to it."""
        if any(one.type == "agencies" for one in self.parameters):
            return INCLUDE
        return ("repealed",) if "$repealed" in self.cypher or any(one.type == "document" for one in self.parameters) else ()


def is_stem(name: str) -> bool:
    """Whether a name may be that of a question: lower-case words with hyphens. Nothing else is looked for on the disk."""
    return bool(_STEM.fullmatch(name))


def read_question(path: Path, *, shipped: bool = False) -> Question:
    """The question in a file; raises `BrokenQuestionError` with file and line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        _broken(path, 1, f"读不了：{error}；问题文件应为 UTF-8 文本", f"cannot be read: {error}; a question is a file of UTF-8 text", error)
    if not is_stem(path.stem):
        _broken(path, 1, "文件名应为小写英文，以连字符相连，如 tasks-led-by.cypher", "the name must be lower-case words with hyphens: tasks-led-by.cypher")
    found = _HEAD.match(text)
    if not found:
        _broken(path, 1, "开头没有 /* … */ 注释，写明标题、参数和列", "does not begin with a comment /* … */ that holds title, parameters and columns")
    head = _Head(path, found[1], 1 + text[: found.start(1)].count("\n"))
    below = text[found.end() :]
    cypher = below.strip()
    if not cypher:
        head.broken((), "注释之后没有查询", "no query after the comment")
    return head.question(cypher, shipped, 1 + text[: len(text) - len(below.lstrip())].count("\n"))


class _Head:
    """The YAML of one file, and where its keys stand."""

    def __init__(self, path: Path, text: str, line: int) -> None:
        import yaml

        self.path, self.text, self.line = path, text, line
        try:
            self.values = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - the safe loader, in C
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            at = line + (mark.line if mark else 0)
            problem = getattr(error, "problem", None) or error
            _broken(path, at, f"头部不是有效的 YAML：{problem}", f"the head is no valid YAML: {problem}", error)
        if not isinstance(self.values, dict):
            self.broken((), "头部应有 title、help、parameters、columns", "the head must hold title, help, parameters, columns")

    def question(self, cypher: str, shipped: bool, line: int) -> Question:
        self.known((), self.values, {"title", "help", "parameters", "columns"})
        parameters = self.values.get("parameters") or {}
        columns = self.values.get("columns")
        if not _is_mapping(parameters):
            self.broken(("parameters",), "parameters 应为名称与说明", "parameters must be names with their descriptions")
        if not _is_mapping(columns) or not columns:
            self.broken(("columns",), "columns 应列出每一列的名称与标题", "columns must name each column with its titles")
        read = tuple(self.parameter(str(name), value) for name, value in parameters.items())
        used, declared = set(_USED.findall(cypher)) - {"repealed"}, {one.name for one in read}
        for name in sorted(used - declared):
            self.broken(("parameters",), f"查询用了 ${name}，头部没有说明它", f"the query uses ${name}, which the head does not describe")
        for name in sorted(declared - used):
            self.broken(("parameters", name), f"查询没有用到 ${name}", f"the query does not use ${name}")
        return Question(
            name=self.path.stem,
            path=self.path,
            title=self.wording("title"),
            help=self.wording("help"),
            parameters=read,
            columns=tuple(self.column(str(name), value) for name, value in columns.items()),
            cypher=cypher,
            shipped=shipped,
            line=line,
        )

    def parameter(self, name: str, value: object) -> Parameter:
        at = ("parameters", name)
        if not _PARAMETER.fullmatch(name):
            self.broken(at, f"参数名 {name} 应为小写英文", f"the parameter {name} must be named in lower-case letters")
        if name in KEPT_NAMES:
            self.broken(at, f"参数不能叫 {name}，命令行自己要用", f"no parameter may be named {name}: the command line keeps that name")
        if not _is_mapping(value):
            self.broken(at, f"参数 {name} 应有 type、help、default", f"the parameter {name} must have type, help and default")
        self.known(at, value, {"type", "help", "default", "example", "choices"})
        kind = value.get("type")
        if kind not in PARAMETER_TYPES:
            self.broken((*at, "type"), f"没有 {kind} 这种类型，可用：{'、'.join(PARAMETER_TYPES)}", f"no type {kind}; there are {', '.join(PARAMETER_TYPES)}")
        if not isinstance(default := value.get("default"), str):
            self.broken((*at, "default"), f"参数 {name} 的 default 应为文字（加引号）", f"the default of {name} must be a text (in quotes)")
        choices = value.get("choices", "")
        if isinstance(choices, list) and all(isinstance(one, str) for one in choices):
            choices = tuple(choices)
        if not isinstance(choices, (str, tuple)):
            self.broken((*at, "choices"), "choices 应为一条查询或一列文字", "choices must be a query or a list of texts")
        return Parameter(name, str(kind), self.wording(*at, "help"), default, str(value.get("example", default)), choices)

    def column(self, name: str, value: object) -> Column:
        at = ("columns", name)
        if not _is_mapping(value):
            self.broken(at, f"列 {name} 应有 zh 和 en", f"the column {name} must have zh and en")
        self.known(at, value, {"zh", "en", "scheme", "list", "node"})
        scheme, holds = value.get("scheme"), value.get("list")
        if scheme is not None and scheme not in SCHEMES:
            self.broken((*at, "scheme"), f"没有 {scheme} 这套代码", f"no scheme {scheme}; there are {', '.join(SCHEMES)}")
        if holds is not None and holds not in LISTS:
            self.broken((*at, "list"), f"list 应为 {' 或 '.join(LISTS)}", f"list must be {' or '.join(LISTS)}")
        node = value.get("node")
        if node is not None and node not in PICTURED:
            self.broken((*at, "node"), f"node 应为 {'、'.join(PICTURED)} 之一", f"node must be one of {', '.join(PICTURED)}")
        return Column(name, self.wording(*at), scheme, holds, node)

    def wording(self, *at: str) -> Wording:
        value: Any = self.values
        for key in at:
            value = value.get(key) if isinstance(value, dict) else None
        if not isinstance(value, dict) or not all(isinstance(value.get(language), str) and value[language].strip() for language in ("zh", "en")):
            self.broken(at, f"{'.'.join(at)} 应有 zh 和 en 两种文字", f"{'.'.join(at)} must have both zh and en")
        return Wording(value["zh"].strip(), value["en"].strip())

    def known(self, at: tuple[str, ...], value: Mapping[str, object], keys: set[str]) -> None:
        for key in value:
            if key not in keys:
                listed = ", ".join(sorted(keys))
                self.broken((*at, str(key)), f"不认识 {key}，可用：{listed}", f"unknown key {key}; there are {listed}")

    def broken(self, at: tuple[str, ...], zh: str, en: str) -> NoReturn:
        _broken(self.path, self.line_of(at), zh, en)

    def line_of(self, at: tuple[str, ...]) -> int:
        """The line of a key in the file, or of the nearest one above it that is there."""
        import yaml

        node = yaml.compose(self.text, Loader=yaml.SafeLoader)
        line = node.start_mark.line if node else 0
        for key in at:
            if not isinstance(node, yaml.MappingNode):
                break
            pair = next((pair for pair in node.value if pair[0].value == key), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line, pair[1]
        return self.line + int(line)


def _is_mapping(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def _broken(path: Path, line: int, zh: str, en: str, cause: BaseException | None = None) -> NoReturn:
    where = f"{path}:{line}"
    raise BrokenQuestionError(f"{where}：{zh}", f"{where}: {en}") from cause
