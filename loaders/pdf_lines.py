"""Characters of a page as lines, in the order in which they are read: 各区人民政府，市政府各部门：, columns of a gazette one after the other.

Decides where a space stands (from the gaps, for PDF files keep none that can be trusted) and how two lines of one paragraph join: 知识产 + 权局 without a
space, two Latin words with one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from loaders.pdf_page import Glyph

_LATIN = re.compile(r"[A-Za-z0-9.,%]")
_WORD = re.compile(r"[A-Za-z]")
_MARGIN_OF_COLUMNS = 0.25


@dataclass(slots=True)
class Line:
    """A line of a page."""

    glyphs: list[Glyph]
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    em: float = 0.0
    text: str = ""
    column: int = 0
    """Which column of the page it stands in; nought where the page has one."""

    def __post_init__(self) -> None:
        self.glyphs.sort(key=lambda glyph: glyph.left)
        self.left, self.right = self.glyphs[0].left, max(glyph.right for glyph in self.glyphs)
        self.top, self.bottom = median(glyph.top for glyph in self.glyphs), median(glyph.bottom for glyph in self.glyphs)
        self.em = median(glyph.em for glyph in self.glyphs)
        self.text = spelled(self.glyphs)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def spelled(glyphs: Sequence[Glyph]) -> str:
    """The characters from left to right, with a space where a gap is wider than between letters."""
    parts: list[str] = []
    before: Glyph | None = None
    for glyph in glyphs:
        if before is not None:
            gap = glyph.left - before.right
            narrow = _LATIN.match(before.text) and _LATIN.match(glyph.text)
            if gap > (0.18 if narrow else 0.6) * min(before.em, glyph.em):
                parts.append(" ")
        parts.append(glyph.text)
        before = glyph
    return "".join(parts)


def joined(first: str, second: str) -> str:
    """Two lines of one paragraph."""
    if first and second and _WORD.match(first[-1]) and _WORD.match(second[0]):
        return f"{first} {second}"
    return first + second


def as_lines(glyphs: Sequence[Glyph]) -> list[Line]:
    """The characters by line, from the top."""
    groups: list[list[Glyph]] = []
    middles: list[float] = []
    for glyph in sorted(glyphs, key=lambda one: (one.middle, one.left)):
        reach = 0.5 * min(glyph.bottom - glyph.top, glyph.em * 1.2)
        for index in range(len(groups) - 1, max(len(groups) - 4, -1), -1):
            if abs(middles[index] - glyph.middle) <= reach:
                groups[index].append(glyph)
                middles[index] += (glyph.middle - middles[index]) / len(groups[index])
                break
        else:
            groups.append([glyph])
            middles.append(glyph.middle)
    return sorted((Line(group) for group in groups), key=lambda line: (line.middle, line.left))


def pieces(line: Line, gap: float = 1.5) -> list[Line]:
    """The line cut where nothing stands for more than `gap` of its characters."""
    cut: list[list[Glyph]] = [[]]
    for glyph in line.glyphs:
        if cut[-1] and glyph.left - max(one.right for one in cut[-1][-3:]) > gap * line.em:
            cut.append([])
        cut[-1].append(glyph)
    return [Line(part) for part in cut]


@dataclass(slots=True)
class _Run:
    """Lines between two that go over the whole width."""

    whole: Line | None = None
    sides: tuple[list[Line], list[Line]] = field(default_factory=lambda: ([], []))


def in_columns(lines: list[Line], width: float) -> list[Line]:
    """The lines in the order of reading: of a page in two columns, the left one first."""
    gutter = _gutter(lines, width)
    if gutter is None:
        return lines
    runs = [_Run()]
    for line in lines:
        left = [glyph for glyph in line.glyphs if glyph.right <= gutter + 2]
        right = [glyph for glyph in line.glyphs if glyph.left >= gutter - 2]
        if len(left) + len(right) < len(line.glyphs) or _spans(left, right, line.em):
            runs.append(_Run(whole=line))
        else:
            for side, glyphs in enumerate((left, right)):
                if glyphs:
                    part = Line(glyphs)
                    part.column = side + 1
                    runs[-1].sides[side].append(part)
    ordered: list[Line] = []
    for run in runs:
        ordered += [run.whole] if run.whole else []
        ordered += run.sides[0] + run.sides[1]
    return ordered


def _spans(left: list[Glyph], right: list[Glyph], em: float) -> bool:
    """Whether the line runs through where the gutter is."""
    return bool(left and right) and min(one.left for one in right) - max(one.right for one in left) < 0.8 * em


def _gutter(lines: list[Line], width: float) -> float | None:
    """Where the page is parted in two, if enough of its lines are."""
    inside = [line for line in lines if len(line.glyphs) > 3]
    if len(inside) < 12:
        return None
    centers: list[float] = []
    for line in inside:
        for first, second in zip(line.glyphs, line.glyphs[1:], strict=False):
            middle = (first.right + second.left) / 2
            if second.left - first.right > 1.2 * line.em and abs(middle - width / 2) < _MARGIN_OF_COLUMNS * width / 2:
                centers.append(middle)
    if len(centers) < 0.4 * len(inside):
        return None
    gutter = median(centers)
    clear = [line for line in inside if not any(glyph.left < gutter - 1 and glyph.right > gutter + 1 for glyph in line.glyphs)]
    both = [line for line in clear if line.left < gutter < line.right and _parted(line, gutter)]
    fills = [line for line in both if _filled(line, gutter)]
    return gutter if len(clear) > 0.7 * len(inside) and len(both) >= 0.4 * len(inside) and len(fills) > 0.5 * len(both) else None


def _parted(line: Line, gutter: float) -> bool:
    left = max((glyph.right for glyph in line.glyphs if glyph.center < gutter), default=gutter)
    right = min((glyph.left for glyph in line.glyphs if glyph.center > gutter), default=gutter)
    return right - left > line.em


def _filled(line: Line, gutter: float) -> bool:
    """Whether both sides hold running text, as columns do and cells of a table do not."""
    return len(pieces(line)) <= 3 and sum(1 for glyph in line.glyphs if glyph.center < gutter) > 6 < sum(1 for glyph in line.glyphs if glyph.center > gutter)
