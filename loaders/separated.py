"""A .csv or .tsv as a sheet: 序号,任务,责任单位, with the sign that parts its cells found from the text: comma, tab or semicolon; in a .tsv it is the tab."""

from __future__ import annotations

import csv
import io

from loaders.archive import damaged
from loaders.composing import Composed, Composer
from loaders.grid import MAX_PLACES
from loaders.sheets import Sheet, too_large, write_sheets

_SIGNS = ",\t;，"
_SAMPLE = 20_000
_LONGEST = 1 << 20
"""Characters of one cell."""


def _sign(text: str) -> str:
    """The sign that parts the most lines into the same number of cells."""
    lines = [line for line in text[:_SAMPLE].splitlines() if line.strip()][:50]
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) == 5:
        return lines[0][4]

    def regular(sign: str) -> int:
        counts = [line.count(sign) for line in lines if sign in line]
        return max((counts.count(count) * (1 + (sign != "，")) for count in set(counts)), default=0)

    return max(_SIGNS, key=regular)


def read_separated(text: str, path: str) -> Composed:
    """The table in a text of cells parted by signs."""
    sheet = Sheet("")
    sign = "\t" if path.lower().endswith(".tsv") else _sign(text)
    if text.lower().startswith("sep="):
        text = text.partition("\n")[2]
    words = 0
    before = csv.field_size_limit(_LONGEST)
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=sign)):
            for column, cell in enumerate(row):
                if cell.strip():
                    sheet.put(number, column, cell)
                    words += 1
            if words > MAX_PLACES:
                raise too_large(path, "CSV")
    except csv.Error as error:
        raise damaged(path, f"CSV 引号不成对或单元格过长（{error}）", f"its quotes do not pair, or a cell is too long ({error})") from error
    finally:
        csv.field_size_limit(before)
    composer = Composer()
    write_sheets([sheet], composer, path)
    return composer.composed()
