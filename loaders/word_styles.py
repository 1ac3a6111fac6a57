"""What a Word paragraph takes from its style: the list it belongs to, whether it is hidden or a line of the table of contents. <w:style w:styleId="a3">

Styles build on styles (`w:basedOn`), a loop among them ends the search. Holds nothing of how a paragraph looks.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.word_markup import Element, child, local, value, whole
from loaders.word_numbering import Numbering

_OFF = {"0", "false", "off"}


def is_on(element: Element | None) -> bool:
    """Whether a switch (`<w:vanish/>`, `<w:vanish w:val="0"/>`) is there and on."""
    return element is not None and value(element) not in _OFF


@dataclass(frozen=True, slots=True)
class Style:
    """What one style says itself."""

    name: str
    above: str | None
    list_number: str | None
    depth: int | None
    hidden: bool


@dataclass(slots=True)
class Styles:
    """All styles of a document."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default: str | None = None

    def chain(self, name: str | None) -> list[tuple[str, Style]]:
        """The style and those that it builds on."""
        found: list[tuple[str, Style]] = []
        seen: set[str] = set()
        name = name or self.default
        while name and name not in seen and name in self.by_id:
            seen.add(name)
            found.append((name, self.by_id[name]))
            name = self.by_id[name].above
        return found

    def list_of(self, properties: Element | None, numbering: Numbering) -> tuple[str, int] | None:
        """The list of a paragraph and its depth in it, from itself or its style; None where it is in none."""
        own = child(properties, "numPr")
        number = value(child(own, "numId")) if own is not None else None
        level = value(child(own, "ilvl")) if own is not None else None
        depth = whole(level) if level is not None else None
        for name, style in self.chain(value(child(properties, "pStyle"))):
            if number is None and style.list_number is not None:
                number = style.list_number
                if depth is None and name in numbering.by_style and numbering.by_style[name][0] == number:
                    depth = numbering.by_style[name][1]
            if depth is None and style.depth is not None and number is not None:
                depth = style.depth
            if number is not None and depth is not None:
                break
        return None if number is None or number == "0" else (number, depth or 0)

    def contents(self, properties: Element | None) -> bool:
        """Whether the paragraph is a line of the table of contents."""
        style = self.by_id.get(value(child(properties, "pStyle")) or "")
        return style is not None and style.name.startswith(("toc ", "目录"))

    def hidden(self, style: str | None) -> bool:
        return any(found.hidden for _, found in self.chain(style)) if style else False


def read_styles(root: Element | None) -> Styles:
    """The styles of styles.xml."""
    styles = Styles()
    for element in root if root is not None else ():
        if local(element) != "style":
            continue
        key = value(element, "styleId") or ""
        paragraph, words = child(element, "pPr"), child(element, "rPr")
        numbers = child(paragraph, "numPr")
        level = value(child(numbers, "ilvl")) if numbers is not None else None
        styles.by_id[key] = Style(
            name=(value(child(element, "name")) or "").lower(),
            above=value(child(element, "basedOn")),
            list_number=value(child(numbers, "numId")) if numbers is not None else None,
            depth=whole(level) if level is not None else None,
            hidden=is_on(child(words, "vanish")),
        )
        if value(element, "type") == "paragraph" and value(element, "default") in {"1", "true"}:
            styles.default = key
    return styles
