r"""The tokens of a SPARQL text, and whether any reading of it holds a `SERVICE` clause.

The engine has no tokens: it reads what its grammar expects at a place. `FILTER(?a<'>')SERVICE<…>{}` holds a clause there, while the
specification's longest token begins with the IRI `<'>`; and `SERVICESILENT<…>{}` is a clause to it. So every `<` is followed both ways, and a
clause that only one of them finds counts. Texts, comments, variables and local names are read alike by both: an escape that the engine does
not take, or a quote that nothing closes, is refused rather than read in some way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CODE = r"\\u(?![dD][89a-fA-F])[0-9a-fA-F]{4} | \\U(?:0000(?![dD][89a-fA-F])|000[1-9a-fA-F]|0010)[0-9a-fA-F]{4}"
"""A character by its number; half of a surrogate pair is none."""
_ESCAPE = rf"""\\[tbnrf"'\\] | {_CODE}"""
_LOCAL = r"""[\w:\u00b7\u0300-\u036f\u203f\u2040-] | %[0-9a-fA-F]{2} | \\[_~.\-!$&'()*+,;=/?\#@%]"""
_IRI = rf"""< [^<>"{{}}|^`\\\x00-\x20]*+ (?: (?:{_CODE}) [^<>"{{}}|^`\\\x00-\x20]*+ )* >"""
# Only single characters are repeated possessively: Python before 3.11.5 loses its way in a group that is (its issue 106052).

TOKEN = re.compile(
    rf"""
      (?P<variable> [?$]\w+ )
    | (?P<name> (?: [^\W\d_][\w.\u00b7\u0300-\u036f\u203f\u2040-]{{0,127}} )? (?<!\.) : (?: (?: {_LOCAL} )+ (?: \.+ (?: {_LOCAL} )+ )* )? )
    | (?P<word> [A-Za-z_]\w*+ )
    | (?P<open> [(\[{{] )
    | (?P<close> [)\]}}] )
    | (?P<iri> {_IRI} )
    | (?P<text> \"\"\" [^"\\]*+ (?: (?: {_ESCAPE} | "(?!"") ) [^"\\]*+ )* \"\"\" | ''' [^'\\]*+ (?: (?: {_ESCAPE} | '(?!'') ) [^'\\]*+ )* '''
              | "(?!"") [^"\\\n\r]*+ (?: (?:{_ESCAPE}) [^"\\\n\r]*+ )* " | '(?!'') [^'\\\n\r]*+ (?: (?:{_ESCAPE}) [^'\\\n\r]*+ )* ' )
    | (?P<comment> \#[^\n\r]*+ )
    | (?P<passed> @[A-Za-z0-9-]*+ | _:[\w.\u00b7\u203f\u2040-]*+ | [0-9][0-9.]*+ (?: [eE][+-]?[0-9]+ )? | [.,;]++ | \^\^ )
    | (?P<operator> [!+*/|^=<>&?-] )
    | (?P<stray> ["'\\] )
    """,
    re.VERBOSE,
)
"""One token; what is no token at all (a blank, `·`) is passed over."""

_BLANK = r"(?: [ \t\r\n] | \#[^\n\r]*+ (?:[\n\r]|\Z) )*"
_SERVICE = re.compile(
    rf"""[\w.+-]{{0,100}}? service {_BLANK} (?: silent {_BLANK} )?
         (?: {_IRI} | [?$]\w++ | [\w.\u00b7-]*+ : (?: {_LOCAL} | \. )* ) {_BLANK} {{""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_WRITTEN = re.compile(_CODE, re.VERBOSE)


def tokens(text: str) -> Iterator[re.Match[str]]:
    """The tokens in their order; `lastgroup` is what each is: `word` for a keyword, `stray` for a quote that nothing closes."""
    return TOKEN.finditer(text)


def spelled_out(text: str) -> str:
    r"""The text with `\u0053` for a letter of it replaced, as the specification has it, wherever the engine would not: outside texts and IRIs."""
    pieces: list[str] = []
    after = 0
    for token in tokens(text):
        if token.lastgroup == "stray" and token.start() >= after and (found := _WRITTEN.match(text, token.start())):
            pieces += [text[after : found.start()], chr(int(found[0].lstrip("\\uU"), 16))]
            after = found.end()
    return "".join(pieces) + text[after:]


def service_in(text: str) -> int | None:
    """Where a `SERVICE` clause begins in some reading of the text; None where there is none in any."""
    if "service" not in text.lower():
        return None
    waiting, seen = [0], set()
    while waiting:
        place = waiting.pop()
        while place not in seen:
            seen.add(place)
            token = TOKEN.search(text, place)
            if token is None:
                break
            kind = token.lastgroup
            if kind in ("word", "name", "passed") and (found := _SERVICE.match(text, token.start())):
                return found.start()
            if kind == "iri":
                waiting.append(token.start() + 1)
            place = token.end()
    return None
