"""Updates are refused: 403 for one that is well formed, 400 for one that is not, as the protocol has it.

To know, the engine has to read it, and reads it so that nothing can happen: in an empty store of its own, behind an operation that fails
(`CLEAR GRAPH` of a graph that is not there), so that no later one is begun. `CLEAR XYZ` is told with line and column.
"""

from __future__ import annotations

import re
from typing import NoReturn

from policygraph.web.refusal import RefusalError, refused
from queries.sparql_gate import place_of
from queries.sparql_tokens import spelled_out, tokens
from queries.wording import Wording

_FAILS = "CLEAR GRAPH <urn:none> ; "
_LONGEST, _DEEPEST, _STEPS = 10_000, 20, 300
"""Characters, brackets within brackets, keywords and operators of what is read; what is larger is refused unread."""
_PROLOGUE = ("BASE", "PREFIX", "VERSION")
_PLACE = re.compile(r"error at (\d+):(\d+)")


def refuse_update(text: str, *, names_graphs: bool) -> NoReturn:
    """Raises the refusal. With `names_graphs` the request has `using-graph-uri`, and the text may then have no USING and no WITH."""
    forbidden = refused(403, "update")
    if len(text) > _LONGEST:
        raise forbidden
    text = spelled_out(text)
    found = list(tokens(text))
    depth = steps = 0
    for token in found:
        depth += (token.lastgroup == "open") - (token.lastgroup == "close")
        steps += token.lastgroup in ("word", "operator")
        if depth > _DEEPEST or steps > _STEPS:
            raise forbidden
    if names_graphs and {"USING", "WITH"} & {token[0].upper() for token in found if token.lastgroup == "word"}:
        raise refused(400, "using_twice")
    words = [token for token in found if token.lastgroup == "word"]
    begin = next((token.start() for token in words if token[0].upper() not in _PROLOGUE), len(text))
    if any(token[0].upper() in _PROLOGUE for token in words if token.start() > begin):
        raise forbidden  # well formed, for all we know: the engine reads no prologue between two operations
    raise _malformed(text, begin) or forbidden


def _malformed(text: str, begin: int) -> RefusalError | None:
    """The refusal where the engine cannot read an update whose first operation begins there; None where it can."""
    from pyoxigraph import Store

    try:
        Store().update(text[:begin] + _FAILS + text[begin:], base_iri="http://localhost/")
    except SyntaxError as error:
        found = _PLACE.search(str(error))
        line, column = (int(found[1]), int(found[2])) if found else (1, 1)
        at, after = place_of(text, begin)
        column = max(after, column - len(_FAILS)) if line == at and column > after else column
        where = Wording(f"更新语句读不懂：第 {line} 行第 {column} 列", f"the update cannot be read: line {line}, column {column}")
        return RefusalError(400, where, {}, line, column)
    except (RuntimeError, OSError, ValueError):
        return None
    return None
