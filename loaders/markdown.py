"""A Markdown file as lines and tables: `## 一、总体要求` is a heading's line, a table of pipes a `Table`, `**重点**` its words.

markdown-it-py reads it by the CommonMark standard, with tables, and what it gives goes the way of a web page. Line breaks stay, for Chinese is not wrapped by
hand; an indented paragraph is a paragraph and no program.
"""

from __future__ import annotations

from lxml import etree
from markdown_it import MarkdownIt

from loaders.composing import Composed, Composer
from loaders.document import Place
from loaders.errors import DamagedFileError, Words
from loaders.flow import Line, read_flow

MAX_CHARACTERS = 4_000_000


def read(data: bytes, path: str) -> Composed:
    """The document in these bytes, which are UTF-8 by now."""
    text = data.decode("utf-8")
    if len(text) > MAX_CHARACTERS:
        reason = Words(f"文本多于 {MAX_CHARACTERS} 个字符", f"it has more than {MAX_CHARACTERS} characters")
        raise DamagedFileError(path, reason, Words("请拆分成几份文件", "Split it"))
    parser = MarkdownIt("commonmark", {"html": True, "breaks": True, "maxNesting": 40}).enable("table").disable(["code", "reference"])
    root = etree.fromstring(f"<html><body>{parser.render(text)}</body></html>".encode(), etree.HTMLParser(encoding="utf-8", no_network=True))
    return _composed(read_flow(root).lines if root is not None else [])


def _composed(lines: list[Line]) -> Composed:
    composer = Composer()
    row: list[Line] = []
    for number, line in enumerate([*lines, None]):
        if row and (line is None or line.table is not row[0].table):
            assert row[0].table is not None
            composer.table(row[0].table, [Place(paragraph=number - len(row) + at + 1) for at in range(len(row))])
            row = []
        if line is not None and line.table is not None:
            row.append(line)
        elif line is not None:
            composer.line(line.text, (0, Place(paragraph=number + 1)))
    return composer.composed()
