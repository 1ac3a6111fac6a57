"""One table for a benchmark: what was measured, how long, and whether it keeps to its target. It judges nothing that has no target."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """One line: a time in seconds (or a bare ratio, with the unit left empty), a remark, and the most that it may be."""

    name: str
    value: float
    remark: str = ""
    unit: str = "s"
    most: float | None = None

    @property
    def kept(self) -> bool:
        return self.most is None or self.value <= self.most

    @property
    def shown(self) -> str:
        if self.unit == "s" and self.value < 1:
            return f"{self.value * 1000:.3g} ms"
        return f"{self.value:.3g} {self.unit}".rstrip()

    @property
    def judged(self) -> str:
        if self.most is None:
            return self.remark
        limit = f"{self.most * 1000:g} ms" if self.unit == "s" and self.most < 1 else f"{self.most:g} {self.unit}".rstrip()
        return f"≤ {limit}  {'达到 / met' if self.kept else '未达到 / MISSED'}  {self.remark}".rstrip()


def show(title: str, measures: Sequence[Measure]) -> int:
    """Prints the table; 1 where a target is missed, else 0."""
    width = max(_width(measure.name) for measure in measures)
    print(f"\n{title}")
    for measure in measures:
        print(f"  {measure.name}{' ' * (width - _width(measure.name))}  {measure.shown:>10}  {measure.judged}".rstrip())
    return 0 if all(measure.kept for measure in measures) else 1


def _width(text: str) -> int:
    """Columns of a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
