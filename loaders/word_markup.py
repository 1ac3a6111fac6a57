"""The markup of Word files, read without caring for its namespaces: Word writes two sets of them, transitional and strict. <w:gridSpan w:val="2"/>

Small questions to one element: its name, its first child of a name, an attribute, a number in it, the rows of a table. Decides nothing about the document.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeAlias

Element: TypeAlias = Any  # lxml carries no types


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def child(element: Element, name: str) -> Element | None:
    """The first child of this name."""
    return next(element.iterchildren(f"{{*}}{name}"), None) if element is not None else None


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute, whatever its namespace."""
    if element is None:
        return None
    return next((str(words) for key, words in element.attrib.items() if key.rpartition("}")[2] == name), None)


def whole(words: str | None, otherwise: int = 0) -> int:
    """The number in an attribute; what is none, or far beyond any list, is `otherwise`."""
    try:
        number = int(words or "")
    except ValueError:
        return otherwise
    return number if abs(number) < 1_000_000 else otherwise


def length(words: str | None) -> int:
    """A length; what is no number is none."""
    return int(words) if words and words.isdecimal() and len(words) < 12 else 0


def rows_of(table: Element) -> list[Element]:
    return _inside(table, "tr")


def cells_of(row: Element) -> list[Element]:
    return _inside(row, "tc")


def _inside(parent: Element, wanted: str) -> list[Element]:
    """The rows of a table or the cells of a row, also those in a content control or an insertion."""
    found: list[Element] = []
    for element in parent:
        name = local(element)
        if name == wanted:
            found.append(element)
        elif name in {"sdt", "sdtContent", "ins", "customXml", "moveTo"}:
            found.extend(_inside(element, wanted))
    return found


def chosen(element: Element) -> Element | None:
    """Of the same thing written for new and for old programs, the first."""
    new = child(element, "Choice")
    return new if new is not None else child(element, "Fallback")


def is_contents(element: Element) -> bool:
    gallery = next((one for one in child(element, "sdtPr") or () for one in one.iter() if local(one) == "docPartGallery"), None)
    return (value(gallery) or "").lower() == "table of contents"


def symbol(code: str | None) -> str:
    """A character of a symbol font: a box that is ticked or not; others are not words."""
    return {"F0FE": "☑", "F052": "☑", "F0A8": "□", "F06F": "□", "F0A3": "□", "F0FC": "√"}.get((code or "").upper(), "")
