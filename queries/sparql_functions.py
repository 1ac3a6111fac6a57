"""The functions of SPARQL, and the one of a query that is none: `UPPERCASE(?name)` was meant to be `UCASE`, `fn:upper-case(?name)` too.

Knows names alone, not what a function takes. Functions that are IRIs are the engine's business: it says itself which it does not have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise

from queries.sparql_tokens import tokens

FUNCTIONS = frozenset(
    """
    BOUND IF COALESCE EXISTS SAMETERM ISIRI ISURI ISBLANK ISLITERAL ISNUMERIC STR LANG DATATYPE IRI URI BNODE STRDT STRLANG UUID STRUUID
    STRLEN SUBSTR UCASE LCASE STRSTARTS STRENDS CONTAINS STRBEFORE STRAFTER ENCODE_FOR_URI CONCAT LANGMATCHES REGEX REPLACE
    ABS ROUND CEIL FLOOR RAND NOW YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ MD5 SHA1 SHA256 SHA384 SHA512
    COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT
    LANGDIR HASLANG HASLANGDIR STRLANGDIR ISTRIPLE TRIPLE SUBJECT PREDICATE OBJECT ADJUST
    """.split()
)
"""SPARQL 1.1, chapters 11 and 17.4; the last line is of SPARQL 1.2, and `ADJUST` of its community proposals (SEP-0002)."""
_BEFORE_BRACKETS = frozenset("SELECT DISTINCT REDUCED WHERE FILTER BIND VALUES HAVING BY ASC DESC IN NOT AS A".split())
"""Other words that a bracket may follow."""
_UNSUPPORTED = re.compile(r"The custom function <([^<>]*)> is not supported")
_SHORT = 2
"""Letters of a name that is like too many others."""
_ALIKE = 0.62
"""From which on two names count as like: `STARTSWITH` and `STRSTARTS` are, `LOWER` and `FLOOR` are not."""
_LAST = re.compile(r"[\w-]*$")


@dataclass(frozen=True, slots=True)
class Unknown:
    """A function that is not there: its name and offset in the text, and the one that was most likely meant."""

    name: str
    offset: int
    meant: str | None


def unknown_function(said: str, text: str) -> Unknown | None:
    """The function that a query uses in vain, where that is why an engine says what it says of the text; None where it is something else."""
    if found := _UNSUPPORTED.search(said):
        iri = found[1]
        end = _LAST.search(iri)
        local = end[0] if end else ""
        place = next((offset for name, offset in _called(text) if name == f"<{iri}>" or (":" in name and local and name.endswith(local))), 0)
        return Unknown(iri, place, _near(local.replace("-", "")))
    for name, offset in _called(text):
        if name.isidentifier() and name.upper() not in FUNCTIONS | _BEFORE_BRACKETS:
            return Unknown(name, offset, _near(name))
    return None


def _called(text: str) -> list[tuple[str, int]]:
    """Words, names and IRIs that a round bracket follows."""
    found = [token for token in tokens(text) if token.lastgroup != "comment"]
    return [(one[0], one.start()) for one, following in pairwise(found) if following[0] == "(" and one.lastgroup in ("word", "name", "iri")]


def _near(name: str) -> str | None:
    near = get_close_matches(name.upper(), sorted(FUNCTIONS), 1, _ALIKE) if len(name) > _SHORT else []
    return near[0] if near else None
