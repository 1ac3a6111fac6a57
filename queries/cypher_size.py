"""Cypher that is too long or nests too deep for an engine to be handed: a thousand `NOT` in a row, `((((…))))`, CASE in CASE in CASE.

A Neo4j whose parser runs out of stack drops the query without a word, and the driver waits for two minutes; Ladybug works at such a text for
as long as it is let. Nothing is judged here but the size: what a query does, `queries.readonly` tells from its plan.
"""

from __future__ import annotations

import re

from queries.errors import TooLargeQueryError

LONGEST = 100_000
"""Characters; a list of values may be long."""
DEEPEST = 100
"""Brackets and CASE within one another: 400 are borne, 800 are not."""
STEPS = 300
"""Operators and NOT, which nest as they follow one another: 300 are borne, 1,000 are not."""

_WRITTEN = re.compile(r"\\u+([0-9A-Fa-f]{4})")
_TOKEN = re.compile(
    r"""
      (?P<passed> '(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*" | `[^`]*` | //[^\n]* | /\*.*?\*/ )
    | (?P<open> [(\[{] | \bCASE\b )
    | (?P<close> [)\]}] | \bEND\b )
    | (?P<step> [-+*/%^=<>]+ | \b(?:NOT|AND|OR|XOR)\b )
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


def refuse_large(cypher: str) -> None:
    """Raises `TooLargeQueryError` where a query is larger than both engines bear."""
    if len(cypher) > LONGEST:
        raise TooLargeQueryError(f"查询超过 {LONGEST} 字；请缩短，或分成几条", f"the query has more than {LONGEST} characters: shorten or split it")
    depth = steps = 0
    for token in _TOKEN.finditer(_WRITTEN.sub(lambda found: chr(int(found[1], 16)), cypher)):
        kind = token.lastgroup
        depth += (kind == "open") - (kind == "close")
        steps += len(token[0]) if kind == "step" and not token[0].isalpha() else kind == "step"
        if depth > DEEPEST:
            raise TooLargeQueryError(f"括号或 CASE 套了 {DEEPEST} 层以上；请改写得浅些", f"brackets or CASE more than {DEEPEST} deep; write it flatter")
        if steps > STEPS:
            raise TooLargeQueryError(f"运算超过 {STEPS} 个；请改写得短些", f"more than {STEPS} operators; write it shorter")
