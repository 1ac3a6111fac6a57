"""Rows as text: a table for a terminal, TSV and JSON for programs, CSV for Excel.

Programs get the names of the columns and the codes (`lead`); people get titles and words in their language (牵头). A cell of a CSV file
that Excel would take for a formula (`=1+1`, `@…`) gets an apostrophe in front. The words of several passages are joined by …
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from queries.head import Column
from queries.wording import SCHEMES, Language, Wording

FORMATS = ("table", "tsv", "json", "csv", "xlsx")
FOR_PEOPLE = ("table", "csv", "xlsx")
"""Forms that are read by people, who need no column that says the same in every row."""
_BETWEEN_PASSAGES = " … "
_YES_NO = {True: Wording("是", "yes"), False: Wording("否", "no")}
_NARROW = 30
_PLACE = re.compile(
    r"(?:page=(?P<page>\d+))?(?:sheet=(?P<sheet>.*?))?;?(?:table=(?P<table>\d+))?;?(?:row=(?P<row>\d+))?;?(?:paragraph=(?P<paragraph>\d+))?", re.DOTALL
)


def as_text(form: str, columns: Sequence[Column], rows: Sequence[Sequence[Any]], language: Language) -> str:
    """The rows in one of the forms but `table`, with the line end of the last row."""
    if form == "json":
        import json

        names = [column.name for column in columns]
        return json.dumps([dict(zip(names, row, strict=True)) for row in rows], ensure_ascii=False, indent=1) + "\n"
    if form == "tsv":
        lines = ["\t".join(column.name for column in columns), *("\t".join(_on_one_line(plain(value)) for value in row) for row in rows)]
        return "".join(line + "\n" for line in lines)
    import csv
    import io

    # Excel knows UTF-8 by its byte order mark.
    file = io.StringIO()
    file.write("\ufeff")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([column.title[language] for column in columns])
    for row in rows:
        writer.writerow([_no_formula(shown(value, column, language)) for value, column in zip(row, columns, strict=True)])
    return file.getvalue()


def print_table(columns: Sequence[Column], rows: Sequence[Sequence[Any]], language: Language) -> None:
    """On the terminal: a table where it fits, else row by row with a title before each value. Values are never taken for markup."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=False)
    cells = [[shown(value, column, language) for value, column in zip(row, columns, strict=True)] for row in rows]
    if _fits(columns, cells, language, console.width):
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for column in columns:
            table.add_column(Text(column.title[language]), overflow="fold")
        for row in cells:
            table.add_row(*map(Text, row))
        console.print(table)
        return
    for number, row in enumerate(cells, 1):
        table = Table(box=None, show_header=False, pad_edge=False)
        table.add_column(style="dim", no_wrap=True)
        table.add_column(overflow="fold")
        for column, value in zip(columns, row, strict=True):
            if value:
                table.add_row(Text(column.title[language]), Text(value))
        console.rule(Text(f"{number}/{len(cells)}"), align="left", style="dim")
        console.print(table)


def _fits(columns: Sequence[Column], cells: Iterable[Sequence[str]], language: Language, width: int) -> bool:
    """Whether rows stay readable side by side: every cell on one line, or all but two columns narrow."""
    from policygraph.pages import columns_of

    wide = [columns_of(column.title[language]) for column in columns]
    for row in cells:
        wide = [max(known, columns_of(value)) for known, value in zip(wide, row, strict=True)]
    longer = sum(one > _NARROW for one in wide)
    return sum(wide) + 3 * len(wide) <= width or (longer <= 2 and sum(min(one, _NARROW) for one in wide) + 3 * len(wide) <= width)


def plain(value: object) -> str:
    """A value as programs read it in TSV: codes as they are, null as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return _BETWEEN_PASSAGES.join(plain(one) for one in value)
    return str(value)


def shown(value: object, column: Column, language: Language) -> str:
    """A value as people read it."""
    if column.scheme == "place" and value:
        given = value if isinstance(value, (list, tuple)) else [value]
        return _BETWEEN_PASSAGES.join(dict.fromkeys(_in_words(str(one), language) for one in given))
    if column.scheme and isinstance(value, str) and value in SCHEMES[column.scheme]:
        return SCHEMES[column.scheme][value][language]
    if isinstance(value, bool):
        return _YES_NO[value][language]
    return plain(value)


def _in_words(place: str, language: Language) -> str:
    """The place of a passage as people say it: sheet=任务;row=5 is 工作表“任务”第5行."""
    from loaders import Place

    found = _PLACE.fullmatch(place)
    if found is None:
        return place
    where = Place(sheet=found["sheet"], **{part: int(found[part]) for part in ("page", "table", "row", "paragraph") if found[part]})
    return where.zh if language == "zh" else where.en


def _on_one_line(text: str) -> str:
    return " ".join(text.splitlines()).replace("\t", " ") if any(character in text for character in "\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029") else text


def _no_formula(text: str) -> str:
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
