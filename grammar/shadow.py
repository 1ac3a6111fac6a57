"""The shadow of a text: simplified, half-width, of the same length, so that an offset in it is an offset in the text.

Rules match on the shadow; quotes are taken from the text. Characters are folded one to one, never by phrases, which
would change the length: 廣州市（知識產權局） casts the shadow 广州市(知识产权局).
"""

from __future__ import annotations

import re
from functools import cache

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BRACKETS = {ord(a): b for a, b in zip("［］【】﹝﹞〔〕〈〉﹙﹚⟨⟩", "[][][][]<>()<>", strict=True)}
_PUNCTUATION = {ord("﹑"): "、", ord("﹔"): ";", ord("﹕"): ":", ord("﹐"): ",", ord("｡"): "。", ord("､"): "、", ord("․"): "."}
_SPACES = dict.fromkeys([*map(ord, "\t\v\f\x85\xa0\u1680\u202f\u205f\u3000\u2028\u2029"), *range(0x2000, 0x200B)], " ")
_IDEOGRAPHS = range(0x3400, 0xA000)

# What a value keeps: the guide folds brackets and separators only, so that 〔2018〕 stays as it is printed.
_VALUE = str.maketrans("（），：；［］【】﹝﹞〈〉", "(),:;[][][]<>")
_WHITE = re.compile(r"\s+")


@cache
def _simplified() -> dict[int, str]:
    """Traditional → simplified, a character a character, from OpenCC's own data.

    Every ideograph is converted on a line of its own: no phrase can form across lines.
    """
    from opencc import OpenCC

    characters = [chr(code) for code in _IDEOGRAPHS]
    converted = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {ord(a): b for a, b in zip(characters, converted, strict=True) if a != b and len(b) == 1}


@cache
def _table() -> dict[int, int | str]:
    return {**_simplified(), **_FULL_WIDTH, **_BRACKETS, **_PUNCTUATION, **_SPACES}


@cache
def _value_table() -> dict[int, int | str]:
    return {**_simplified(), **_VALUE}


def fold(text: str) -> str:
    """The shadow of `text`; `len(fold(text)) == len(text)`."""
    return text.translate(_table())


def normalise(text: str) -> str:
    """Words of a document as a value: simplified, half-width `(),:;[]<>`, no white space."""
    return _WHITE.sub("", text.translate(_value_table()))
