"""The shadow of a text: simplified, half-width, of the same length, so that an offset in it is an offset in the text.

Rules match on the shadow; quotes are taken from the text. Characters are folded one to one, never by phrases, which
would change the length: 廣州市（知識產權局） casts the shadow 广州市(知识产权局).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from opencc import OpenCC

_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_BRACKETS = dict(zip("［］【】﹝﹞〔〕〈〉﹙﹚⟨⟩", "[][][][]<>()<>", strict=True))
_PUNCTUATION = {"﹑": "、", "﹔": ";", "﹕": ":", "﹐": ",", "｡": "。", "､": "、", "․": "."}
_SPACES = dict.fromkeys([*"\t\v\f\x85\xa0\u1680\u202f\u205f\u3000\u2028\u2029", *map(chr, range(0x2000, 0x200B))], " ")
_IDEOGRAPHS = range(0x3400, 0xA000)

# What a value keeps: the guide folds brackets and separators only, so that 〔2018〕 stays as it is printed.
_VALUE = dict(zip("（），：；［］【】﹝﹞〈〉", "(),:;[][][]<>", strict=True))
_FEW = 40
"""Up to so many different characters to replace, replacing one after the other beats `str.translate`."""


@cache
def _simplified() -> dict[str, str]:
    """Traditional → simplified, a character a character, from OpenCC's own data.

    Every ideograph is converted on a line of its own: no phrase can form across lines.
    """
    characters = [chr(code) for code in _IDEOGRAPHS]
    converted = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {a: b for a, b in zip(characters, converted, strict=True) if a != b and len(b) == 1}


class Table(NamedTuple):
    """One character for another, kept in the forms that each way of replacing wants."""

    by_character: dict[str, str]
    by_code: dict[int, str]
    keys: frozenset[str]


def _prepared(by_character: dict[str, str]) -> Table:
    return Table(by_character, str.maketrans(by_character), frozenset(by_character))


@cache
def _characters() -> Table:
    return _prepared(_simplified())


_MARKS = _prepared({**_FULL_WIDTH, **_BRACKETS, **_PUNCTUATION, **_SPACES})
_VALUE_MARKS = _prepared(_VALUE)


@cache
def _in_a_table() -> re.Pattern[str]:
    """Any character that some table replaces: the pattern passes over all others faster than a set of the text is made."""
    return re.compile(f"[{re.escape(''.join(sorted(_characters().keys | _MARKS.keys | _VALUE_MARKS.keys)))}]")


def _present(text: str) -> set[str]:
    """The different characters of `text` that some table replaces."""
    return set(_in_a_table().findall(text))


def fold(text: str) -> str:
    """The shadow of `text`; `len(fold(text)) == len(text)`."""
    return cast(text)[0]


def cast(text: str) -> tuple[str, str]:
    """The shadow of `text` and its values, in one look at its characters."""
    present = _present(text)
    simplified = _replaced(text, present, _characters())
    return _replaced(simplified, present, _MARKS), _replaced(simplified, present, _VALUE_MARKS)


def values(text: str) -> str:
    """The text as values are written, white space kept: `len(values(text)) == len(text)`, so that any span of it can be one."""
    present = _present(text)
    return _replaced(_replaced(text, present, _characters()), present, _VALUE_MARKS) if present else text


def squeezed(words: str) -> str:
    """Words without white space."""
    return "".join(words.split())


def normalise(text: str) -> str:
    """Words of a document as a value: simplified, half-width `(),:;[]<>`, no white space."""
    return squeezed(values(text))


def _replaced(text: str, characters: set[str], table: Table) -> str:
    """Replace by the table. A simplified text holds a few kinds of full-width marks only: replacing each is faster than a look-up a character."""
    present = characters & table.keys
    if len(present) > _FEW:
        return text.translate(table.by_code)
    for character in present:
        text = text.replace(character, table.by_character[character])
    return text
