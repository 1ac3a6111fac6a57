"""Pages drawn line by line, as an issuer's program prints them: words at places, rules, heads and feet. 第 1 页：— 1 —"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
SIZE = 16.0
LEFT, RIGHT = 80.0, 528.0
"""Twenty-eight characters a line, as official documents are set."""
PITCH = 28.0


def fitting(text: str, space: float, size: float) -> int:
    """How many characters of a text fill a line: a figure takes half of what a Chinese character takes."""
    take = 1
    while take < len(text) and pdfmetrics.stringWidth(text[: take + 1], FONT, size) < space:
        take += 1
    return take


def filled(text: str, space: float, size: float) -> Iterator[str]:
    """The lines of a cell."""
    while text:
        take = fitting(text, space, size)
        yield text[:take]
        text = text[take:]


class Printer:
    """Writes paragraphs and tables from the top of the page downwards."""

    def __init__(self, file: Path, *, head: str = "", numbers: bool = True, turned: int = 0) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self.canvas: Any = Canvas(str(file), pagesize=A4)
        self.head, self.numbers, self.turned = head, numbers, turned
        self.page = 0
        self.begin()

    def begin(self) -> None:
        if self.page:
            self.canvas.showPage()
        self.page += 1
        self.y = 740.0
        if self.turned:
            self.canvas.setPageRotation(self.turned)
        if self.head:
            self.words(LEFT, 800, self.head, 9)
        if self.numbers:
            self.words(280, 40, f"— {self.page} —", 12)

    def words(self, x: float, y: float, text: str, size: float = SIZE) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, y, text)

    def room(self, height: float = PITCH) -> None:
        if self.y - height < 80:
            self.begin()

    def title(self, text: str) -> None:
        self.room()
        self.words((LEFT + RIGHT) / 2 - len(text) * 11, self.y, text, 22)
        self.y -= 36

    def paragraph(self, text: str, *, indent: int = 2, left: float = LEFT, right: float = RIGHT) -> None:
        first = True
        while text:
            take = fitting(text, right - left - (indent * SIZE if first else 0) + 1, SIZE)
            self.room()
            self.words(left + (indent * SIZE if first else 0), self.y, text[:take])
            text, first = text[take:], False
            self.y -= PITCH

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, y0, x1, y1)

    def table(self, rows: list[list[str]], widths: list[float], *, size: float = 10, ruled: bool = True) -> None:
        """A grid; a row that does not fit is cut by the end of the page as programs cut it, between two of its lines."""
        for row in rows:
            wrapped = [list(filled(words, width - 6, size)) for words, width in zip(row, widths, strict=True)]
            lines = max(map(len, wrapped), default=1) or 1
            done = 0
            while done < lines:
                fit = min(lines - done, int((self.y - 80) / (size * 1.4)))
                if fit < 1:
                    self.begin()
                    continue
                self.band([cell[done : done + fit] for cell in wrapped], widths, fit, size, ruled=ruled)
                done += fit
        self.y -= PITCH  # words stand on their line: the next ones must not reach into the table

    def band(self, cells: list[list[str]], widths: list[float], lines: int, size: float, *, ruled: bool) -> None:
        height = lines * size * 1.4 + 6
        x = LEFT
        for cell, width in zip(cells, widths, strict=True):
            for number, words in enumerate(cell):
                self.words(x + 3, self.y - size - 2 - number * size * 1.4, words, size)
            if ruled:
                self.canvas.rect(x, self.y - height, width, height, fill=0)
            x += width
        self.y -= height if ruled else height + 8

    def scan(self) -> None:
        """A page that is one picture, with no more text on it than its head and number; what comes next begins another."""
        self.begin()
        self.canvas.drawImage(ImageReader(Image.new("L", (60, 85), 200)), 0, 0, *A4)
        self.y = 0.0

    def close(self) -> None:
        self.canvas.save()
