"""The graph as CSV for spreadsheets and for tools that know Frictionless data: a file a kind, described by `datapackage.json`.

UTF-8 with a header; null is an empty cell, a list is a JSON array (`["市财政局"]`). A text that a spreadsheet would take for a formula
(`=1+1`, `@…`) gets an apostrophe in front, and so does one that already begins with an apostrophe before such a text: taking one
apostrophe off again gives back what stood there.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from graph.columns import Column, Type
from graph.tabular import TABLES, rows
from graph.things import Facts

SUFFIX = ".csv"
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def write_csv_files(many: Iterable[Facts], folder: Path) -> int:
    """Writes a file for each table into the folder; gives how many rows they hold."""
    written = 0
    with ExitStack() as stack:
        writers = {}
        for table in TABLES:
            file = stack.enter_context((folder / f"{table.name}{SUFFIX}").open("x", encoding="utf-8", newline=""))
            writers[table.kind] = csv.writer(file, lineterminator="\r\n"), table.columns
            writers[table.kind][0].writerow([column.name for column in table.columns])
        for facts in many:
            for kind, row in rows(facts):
                writer, columns = writers[kind]
                writer.writerow([_cell(value, column) for value, column in zip(row, columns, strict=True)])
                written += 1
    return written


def _cell(value: object, column: Column) -> str:
    if value is None:
        return ""
    if column.type.is_list:
        return json.dumps(value, ensure_ascii=False)
    if column.type is Type.BOOLEAN:
        return "true" if value else "false"
    if column.type in (Type.INTEGER, Type.NUMBER):
        return repr(value)
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) else text
