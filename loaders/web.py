"""A web page as a document: its box as `label：value` lines, its title, its content a paragraph a line, its tables. <td id="UCAP-CONTENT">国发〔2018〕42号

Parsed by libxml2 through lxml: it keeps open at most a few thousand elements and never copies them, so that tags nested or left open by the ten thousand
cost nothing, where a parser that follows the standard to the letter needs seconds and gigabytes. What it would cut off without a word is refused here.
Nothing is fetched: no network, no DTD, no style sheet, no script.
"""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from lxml import etree

from loaders.content import Chosen, choose
from loaders.document import Cell, Table
from loaders.errors import HostileMarkupError, Words
from loaders.flow import read_flow
from loaders.grid import Draft

Element: TypeAlias = Any  # lxml carries no types

MAX_TAGS = 500_000
MAX_ATTRIBUTES = 128
"""In one tag: the parser compares each with all others."""
_SMALL = 65_536
_LEAST_WORDS = 60

# One attribute with its value, or what stands between two.
_ATTRIBUTE = r"""(?:[\s/]++|[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>]++))?|=)"""
_ATTRIBUTES = re.compile(_ATTRIBUTE)
# A comment, a script or a style is stepped over; else the whole of a tag, so that what its attributes quote is not taken for another.
_TAG = re.compile(
    rf"<(?:!--.*?(?:-->|\Z)|(script|style)\b.*?(?:</\1|\Z)|/?[a-z][^\s/>]*+{_ATTRIBUTE}{{0,{2 * MAX_ATTRIBUTES + 2}}})",
    re.IGNORECASE | re.DOTALL,
)


def _refusal(path: str, zh: str, en: str) -> HostileMarkupError:
    return HostileMarkupError(path, Words(zh, en), Words("请在浏览器中打开，复制正文另存为 .txt", "Open it in a browser, copy its text and save that as .txt"))


def _guard(page: str, path: str) -> None:
    """Refuses what would keep the parser busy for minutes; small pages cannot."""
    if len(page) < _SMALL:
        return
    if page.count("<") > MAX_TAGS:
        raise _refusal(path, f"网页标签多于 {MAX_TAGS} 个", f"the page has more than {MAX_TAGS} tags")
    for tag in _TAG.finditer(page):
        if tag.end() - tag.start() > 2 * MAX_ATTRIBUTES and tag[1] is None and _attributes(tag[0]) > MAX_ATTRIBUTES:
            raise _refusal(path, f"一个标签有多于 {MAX_ATTRIBUTES} 个属性", f"one tag has more than {MAX_ATTRIBUTES} attributes")


def _attributes(tag: str) -> int:
    if tag.startswith("<!--"):
        return 0
    return sum(1 for found in _ATTRIBUTES.finditer(tag) if not found[0].isspace())


def _parse(page: str, path: str) -> Element:
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(page.encode(), parser)
    except (etree.XMLSyntaxError, etree.ParserError):
        root = None
    if any(error.level == etree.ErrorLevels.FATAL and "depth" in (error.message or "").lower() for error in parser.error_log):
        raise _refusal(path, "网页标签嵌套过深", "the page nests its tags too deeply")
    return root


def _titles(root: Element) -> tuple[str, str]:
    """What the head calls the page: the document's title as publishing systems state it, and that of the browser's window."""
    stated = window = ""
    for element in root.iter("meta", "title"):
        if element.tag == "title":
            window = window or (element.text or "").strip()
        elif (element.get("name") or "").lower() == "articletitle":
            stated = stated or (element.get("content") or "").strip()
    return stated.replace("\n", " "), window


def read_page(page: str, path: str) -> tuple[str, tuple[Table, ...]]:
    """The text of the page and the tables in it; empty where the page has no words."""
    _guard(page, path)
    root = _parse(page, path)
    if root is None:
        return "", ()
    titles = _titles(root)
    chosen = choose(read_flow(root), *titles)
    if sum(len(line.text) for line in chosen.lines) < _LEAST_WORDS:  # a script was to show what the markup hides
        revealed = choose(read_flow(root, unhide=True), *titles)
        if sum(len(line.text) for line in revealed.lines) > 4 * _LEAST_WORDS:
            chosen = revealed
    return _written(chosen)


def _written(chosen: Chosen) -> tuple[str, tuple[Table, ...]]:
    texts = [*chosen.particulars, *([chosen.title] if chosen.title else [])]
    at = sum(len(text) + 1 for text in texts)
    tables: list[Table] = []
    draft: Draft | None = None
    starts: list[int] = []
    for line in [*chosen.lines, None]:
        if draft is not None and (line is None or line.table is not draft):
            tables.append(_placed(draft, starts))
            draft = None
        if line is None:
            break
        if line.table is not None and line.table.places:
            if draft is None:
                draft, starts = line.table, []
            starts.append(at)
        texts.append(line.text)
        at += len(line.text) + 1
    return "\n".join(texts) + "\n" if texts else "", tuple(tables)


def _placed(draft: Draft, starts: list[int]) -> Table:
    rows = tuple(tuple(Cell(starts[row] + start, starts[row] + end) for row, start, end in places) for places in draft.places)
    return Table(starts[0], starts[-1] + len(draft.texts[-1]), rows)
