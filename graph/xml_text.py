"""Texts as XML 1.0 can hold them: `<`, `&` and a carriage return are written as references, `责任单位：` stays as it is.

Characters that XML has no way to write at all (U+0007, U+000C) are refused, never dropped: the words of a source are given whole or not.
"""

from __future__ import annotations

import re

_MARKUP = re.compile("[&<>\r]")
_WRITTEN = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
_IN_ATTRIBUTE = re.compile('[&<>\r\n\t"]')
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class UnwritableError(ValueError):
    """A text holds a character that XML cannot carry."""

    def __init__(self, about: str, character: str) -> None:
        code = f"U+{ord(character):04X}"
        self.zh = f"{about}：原文里有控制字符 {code}，XML 写不了；请改用 turtle、jsonld、csv 或 parquet"
        self.en = f"{about}: its words hold the control character {code}, which XML cannot carry: take turtle, jsonld, csv or parquet"
        super().__init__(self.en)


def element_text(text: str, about: str) -> str:
    """A text between tags; `about` names the thing in the error."""
    if found := _UNWRITABLE.search(text):
        raise UnwritableError(about, found[0])
    return _MARKUP.sub(lambda mark: _WRITTEN[mark[0]], text)


def attribute(text: str) -> str:
    """A text between double quotes."""
    return _IN_ATTRIBUTE.sub(lambda mark: _WRITTEN[mark[0]], text)
