"""How large a node is drawn and how its name is broken, known before any browser sees it: a Chinese character is as wide as it is high.

推进知识产权管理体制机制改革，按照国家和省有关部署…… takes its lines and ends in `…`; the whole name stands where the node is chosen.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from graph.pictures.looks import KINDS

FONT = 14
LINE = 18
_PADDING = {"round": 16, "double": 18, "folded": 13, "pointed": 20, "cut": 16}
_NO_START = "，。、；：！？）》〉”’…,.;:!?)]"


@dataclass(frozen=True, slots=True)
class Box:
    """The lines of a label, and the size of what is drawn around it, in pixels at full size."""

    label: str
    width: int
    height: int


def box_of(kind: str, name: str) -> Box:
    """The box of a node: as narrow as its label allows, as wide as its kind."""
    look = KINDS[kind]
    padding = _PADDING.get(look.shape, 11)
    lines = wrapped(name, look.width - 2 * padding, look.lines)
    widest = max(map(width_of, lines))
    return Box("\n".join(lines), round(max(widest, 2 * FONT)) + 2 * padding, len(lines) * LINE + 12)


def wrapped(text: str, width: float, most: int) -> list[str]:
    """At most so many lines of that width; lines of about one length, none of which begins with a stop; what does not fit is `…`."""
    text = " ".join("".join(one for one in text if unicodedata.category(one) != "Cf").split()) or "—"  # marks of direction turn what stands beside them
    total = width_of(text)
    count = min(most, max(1, -(-int(total) // int(width))))
    wanted = width if total > width * count else max(total / count + FONT / 2, width * 0.5)
    lines: list[str] = []
    rest = text
    while rest and len(lines) < count - 1:
        line = _fitting(rest, min(wanted, width))
        lines.append(line.rstrip())
        rest = rest[len(line) :].lstrip()
    if rest:
        lines.append(rest if width_of(rest) <= width else _fitting(rest, width - FONT).rstrip(_NO_START) + "…")
    return lines


def width_of(text: str) -> float:
    """How wide a text is drawn, in pixels; a little more rather than less."""
    return sum(_width(character) for character in text)


def _width(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WFA":
        return FONT
    return 0.0 if unicodedata.combining(character) else FONT * (0.72 if character.isupper() or character in "mw@%" else 0.6)


def _fitting(text: str, width: float) -> str:
    """The beginning of a text that fits; a Latin word or a number stays whole where it can."""
    used, end = 0.0, 0
    for character in text:
        used += _width(character)
        if used > width and end:
            break
        end += 1
    if end < len(text):
        if text[end] in _NO_START:
            end += 1
        back = end
        while back > 0 and text[back - 1].isascii() and text[back - 1].isalnum() and text[back : back + 1].isalnum() and text[back].isascii():
            back -= 1
        end = back if back > end - 12 and back else end
    return text[:end]
