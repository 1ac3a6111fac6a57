"""A question's twin as a query that any SPARQL program can send: its values, which the twin gets through functions, stand in `VALUES`.

    FILTER given:among("agency", ?who)      becomes      VALUES ?who { <https://policygraph.example/id/agency/440100/…> }
    given:value("year")                     becomes      ?given_year, with VALUES ?given_year { "2025" } at the head of its group

Whoever sees it can put other values in their place. A function that stands in no group of its own (in SELECT or HAVING) becomes the value itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from queries.catalogue import catalogue
from queries.engines import Engine
from queries.errors import QueryError
from queries.given import prefixes
from queries.head import Question
from queries.parameters import prepare
from queries.sparql_tokens import tokens

MOST_NAMED = 5
"""Things of a list that an example names: more would hide the query."""
_AMONG = re.compile(r'FILTER\s+given:among\("(\w+)",\s*(\?\w+)\)')
_SUBQUERY = re.compile(r"\s*SELECT\b", re.IGNORECASE)
_VALUE = re.compile(r'given:value\("(\w+)"\)')


def plain_sparql(text: str, values: Mapping[str, object]) -> str:
    """The query with its values in it, and the prefixes that it uses declared."""

    def listed(found: re.Match[str]) -> str:
        meant = values[found[1]]
        assert isinstance(meant, list)
        return f"VALUES {found[2]} {{ {' '.join(f'<{iri}>' for iri in meant)} }}"

    text = _AMONG.sub(listed, text)
    text = _with_values(text, values)
    used = {token[0].partition(":")[0] for token in tokens(text) if token.lastgroup == "name"}
    declared = "".join(f"PREFIX {prefix}: <{full}>\n" for prefix, full in prefixes().items() if prefix in used)
    return declared + text.strip() + "\n"


def examples(engine: Engine, workspace: Path | None = None) -> list[tuple[Question, str]]:
    """The saved questions with the values that their heads give as an example, as plain SPARQL; those left out whose names the graph does not hold."""
    found: list[tuple[Question, str]] = []
    for question in catalogue(workspace):
        if not question.twin.exists():
            continue
        wanted = {one.name: one.example or one.default for one in question.parameters if one.type != "document"}
        try:
            prepared = prepare(question, wanted, engine)
        except QueryError:
            continue
        if not prepared.nothing:
            few = {name: value[:MOST_NAMED] if isinstance(value, list) else value for name, value in prepared.values.items()}
            found.append((question, plain_sparql(question.twin.read_text(encoding="utf-8-sig"), few)))
    return found


def _with_values(text: str, values: Mapping[str, object]) -> str:
    """Each `given:value(…)` as a variable that is bound at the head of the innermost group around it."""
    groups: list[int] = []
    bound: dict[int, dict[str, str]] = {}
    pieces: list[tuple[int, int, str]] = []
    for token in tokens(text):
        if token[0] == "{":
            groups.append(0 if _SUBQUERY.match(text, token.end()) else token.end())
        elif token[0] == "}" and groups:
            groups.pop()
        elif found := _VALUE.match(text, token.start()):
            name, literal = found[1], _literal(values[found[1]])
            head = groups[-1] if groups else 0
            if head:
                bound.setdefault(head, {})[name] = literal
            pieces.append((found.start(), found.end(), f"?given_{name}" if head else literal))
    pieces += [(place, place, "".join(f" VALUES ?given_{name} {{ {literal} }}" for name, literal in named.items())) for place, named in bound.items()]
    for start, end, piece in sorted(pieces, reverse=True):
        text = text[:start] + piece + text[end:]
    return text


def _literal(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'
