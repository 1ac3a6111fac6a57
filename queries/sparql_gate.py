r"""What a SPARQL text may do, judged before any engine reads it: `judge("SELECT …")` gives its kind and the graphs that it names.

Refuses updates, `SERVICE`, `FROM` of graphs that are not held, and what is longer, deeper or has more steps than an engine bears. Words
do not count, tokens do: `?service`, `"SERVICE"`, `# SERVICE` and `<http://service/>` are harmless, `\u0053ERVICE` is not. The engine offers no parsed
query and has to be quick, so nothing is parsed twice: that a query is well formed is for the engine to say, with line and column. What is
handed to it is `Verdict.text` and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Literal, NoReturn
from urllib.parse import urljoin

from queries.errors import MalformedQueryError, RefusedQueryError, TooLargeQueryError
from queries.sparql_tokens import service_in, spelled_out, tokens

Kind = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]
_KINDS: dict[str, Kind] = {"SELECT": "SELECT", "ASK": "ASK", "CONSTRUCT": "CONSTRUCT", "DESCRIBE": "DESCRIBE"}
UPDATES = ("ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH")
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_KEPT_LENGTH = 10_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Characters of a text, brackets within brackets, and words and operators together: the engine dies of some thousands of either."""

    length: int
    depth: int
    steps: int


OPEN = Limits(length=200_000, depth=100, steps=1_000)
"""For queries from outside. A list of values may be long: values are no steps."""
TWIN = Limits(length=4_000, depth=50, steps=1_000)
"""For the twin of a saved question, which needs little."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A text that may be run. `default` and `named` are the IRIs of its `FROM` and `FROM NAMED`; without any it speaks of the whole."""

    text: str
    kind: Kind
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    @property
    def gives_triples(self) -> bool:
        return self.kind in ("CONSTRUCT", "DESCRIBE")


def judge(text: str, limits: Limits = OPEN, *, prefixes: Mapping[str, str] | None = None, base: str | None = None) -> Verdict:
    """What a query is. Raises `RefusedQueryError` where it may do more than read the graph, `TooLargeQueryError` where it is too long or deep,
    and `MalformedQueryError` with line and column where its tokens already show that it cannot be read. Prefixes and base are those that
    hold without being declared. Verdicts are kept by text."""
    if len(text) > limits.length:
        raise TooLargeQueryError(f"查询超过 {limits.length} 字；请缩短，或分成几条", f"the query has more than {limits.length} characters: shorten or split it")
    known = tuple((prefixes or {}).items())
    if len(text) > _KEPT_LENGTH:
        return _judged(text, limits, known, base)
    return _kept(text, limits, known, base)


def refuse_unheld(verdict: Verdict, held: Container[str]) -> None:
    """Raises `RefusedQueryError` where a query names a graph that is not there: it would have to be fetched."""
    for graph in (*verdict.default, *verdict.named):
        if graph not in held:
            raise RefusedQueryError(
                f"FROM <{graph}>：这里没有此图，也不会去别处取。有哪些图：SELECT DISTINCT ?g {{ GRAPH ?g {{}} }}",
                f"FROM <{graph}>: no such graph here, and none is fetched. SELECT DISTINCT ?g {{ GRAPH ?g {{}} }} lists those there are",
            )


def place_of(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


@lru_cache(maxsize=1_000)
def _kept(text: str, limits: Limits, prefixes: tuple[tuple[str, str], ...], base: str | None) -> Verdict:
    return _judged(text, limits, prefixes, base)


def _judged(text: str, limits: Limits, prefixes: tuple[tuple[str, str], ...], base: str | None) -> Verdict:
    if "\\" in text:
        text = spelled_out(text)
    reading = _Reading(text, limits, dict(prefixes), base)
    if (place := service_in(text)) is not None:
        _refused(text, place, "SERVICE 会访问网络", "SERVICE would ask the network")
    if reading.kind is None:
        _malformed(text, len(text), "没有查询；应有 SELECT、ASK、CONSTRUCT 或 DESCRIBE", "no query: it needs SELECT, ASK, CONSTRUCT or DESCRIBE")
    return Verdict(text, reading.kind, tuple(reading.default), tuple(reading.named))


class _Reading:
    """One pass over the tokens: the prologue, the kind, the graphs named before the first brace, depth and steps."""

    def __init__(self, text: str, limits: Limits, prefixes: dict[str, str], base: str | None) -> None:
        self.text, self.prefixes, self.base = text, prefixes, base
        self.kind: Kind | None = None
        self.default: list[str] = []
        self.named: list[str] = []
        depth = steps = 0
        before: list[str] = []
        for token in tokens(text):
            kind = token.lastgroup
            if kind in ("word", "operator"):
                steps += 1
                if steps > limits.steps:
                    self._too_large(token.start(), f"运算和关键字超过 {limits.steps} 个", f"more than {limits.steps} operators and keywords")
            elif kind == "open":
                depth += 1
                if depth > limits.depth:
                    self._too_large(token.start(), f"括号套了 {limits.depth} 层以上", f"brackets more than {limits.depth} deep")
            elif kind == "close":
                depth -= 1
            elif kind == "stray":
                self._stray(token.start())
            if not depth and kind in ("word", "name", "iri"):
                before = self._outside(token[0], kind, token.start(), before)

    def _outside(self, token: str, kind: str, place: int, before: list[str]) -> list[str]:
        """Takes in one token that stands in no bracket; gives the words of a clause that is not yet whole."""
        if kind == "word":
            word = token.upper()
            if self.kind is None and word not in ("BASE", "PREFIX", "VERSION"):
                self._begin(word, token, place)
            return [*before, word] if word == "NAMED" and before == ["FROM"] else [word]
        if before == ["PREFIX"]:
            return [*before, token] if kind == "name" else []
        if before == ["BASE"]:
            self.base = self._iri(token, kind)
        elif before[:1] == ["PREFIX"] and len(before) == 2:
            self.prefixes[before[1].rstrip(":")] = self._iri(token, kind)
        elif before == ["FROM"]:
            self.default.append(self._iri(token, kind))
        elif before == ["FROM", "NAMED"]:
            self.named.append(self._iri(token, kind))
        return []

    def _begin(self, word: str, token: str, place: int) -> None:
        self.kind = _KINDS.get(word)
        if self.kind is None and word in UPDATES:
            _refused(self.text, place, f"{word} 会改动数据", f"{word} would change the data")
        if self.kind is None:
            near = get_close_matches(word, _KINDS, 1)
            wanted = f"{near[0]}？" if near else "SELECT、ASK、CONSTRUCT 或 DESCRIBE"
            meant = f"did you mean {near[0]}?" if near else "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE"
            _malformed(self.text, place, f"{token[:40]} 不是查询的开头，应为 {wanted}", f"{token[:40]} begins no query: {meant}")

    def _iri(self, token: str, kind: str) -> str:
        """The IRI that a token stands for; one of a prefix that nobody declared stays as it is, and the engine says so."""
        if kind == "name":
            prefix, _, local = token.partition(":")
            return self.prefixes[prefix] + _unescaped(local) if prefix in self.prefixes else token
        iri = _unescaped(token[1:-1])
        return urljoin(self.base, iri) if self.base and not _ABSOLUTE.match(iri) else iri

    def _stray(self, place: int) -> NoReturn:
        if self.text[place] == "\\":
            _malformed(self.text, place, "此处不能有反斜线", "no backslash can stand here")
        _malformed(self.text, place, "引号没有闭合，或引号内的转义有误", "this quote is never closed, or holds an escape that does not exist")

    def _too_large(self, place: int, zh: str, en: str) -> NoReturn:
        line, column = place_of(self.text, place)
        error = TooLargeQueryError(f"第 {line} 行第 {column} 列：{zh}；请改写得短些", f"line {line}, column {column}: {en}; write it shorter")
        error.line = line
        raise error


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: found[3] or chr(int(found[1] or found[2], 16)), text) if "\\" in text else text


def _malformed(text: str, place: int, zh: str, en: str) -> NoReturn:
    line, column = place_of(text, place)
    raise MalformedQueryError(f"第 {line} 行第 {column} 列：{zh}", f"line {line}, column {column}: {en}", line, column)


def _refused(text: str, place: int, zh: str, en: str) -> NoReturn:
    line, column = place_of(text, place)
    error = RefusedQueryError(
        f"第 {line} 行第 {column} 列：查询被拒绝，{zh}。只能读这张图，不能上网、读别的数据、改动数据",
        f"line {line}, column {column}: refused, {en}. A query may only read this graph: no network, no other data, no change",
    )
    error.line = line
    raise error
