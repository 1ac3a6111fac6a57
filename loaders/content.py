"""Which lines of a page are the document: its content root, title and particulars; menus, related pages and page furniture are not.

The root is found by where the prose is: from the page downwards, always into the child that holds most of the words that are neither links nor furniture. A container
that a publishing system marks as its article (TRS_Editor, UCAP-CONTENT, zoom …) is taken whole; else the root grows outwards again over neighbours that look like parts
of a document (a title, a number, a date). Where the prose is spread, the root is the whole page: rather too much than a lost paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.flow import Container, Flow, Line
from loaders.furniture import TAGS, furniture_line, named_as_furniture
from loaders.particulars import particulars, tells

_MARKED = re.compile(
    r"(?<![\w-])(?:trs_editor|trs_ueditor|ucap-content|ucapcontent|zoom|zoomcon|j-fontcontent|vsb_content[\w]*|v_news_content|wp_articlecontent|article-content|article_content|"
    r"news_content|newscontent|pages_content|contenttext|conzoom|xxgk_zhengwen|content_main_text|bt-content)(?![\w-])"
)
"""Class or id of the article in publishing systems that many sites run: TRS, UCAP, Hanweb, Longxun, VSB, Sudy, Kaipu."""
_HEADED = re.compile(r"(?:^|[\s_-])\w{0,8}(?:title|tit|biaoti|bt)\d?(?:$|[\s_-])")
_KEEPS_WHOLE = frozenset({"p", "table", "tbody", "thead", "ul", "ol", "dl", "li", "pre", "blockquote"})
_SPACE = re.compile(r"\s+")
_PROSE = re.compile("[，。；、：]")
_MOST = 0.8
_GROWS = 0.05
_LONG = 150
_SHORTEST_TITLE = 8


@dataclass(slots=True)
class Chosen:
    """What is kept of a page, in order."""

    particulars: list[str]
    title: str | None
    lines: list[Line]


def _compact(text: str) -> str:
    return _SPACE.sub("", text)


class _Page:
    """The lines of a page with what each weighs."""

    def __init__(self, flow: Flow, names: list[str]) -> None:
        self.lines = flow.lines
        self.root = flow.root
        self.names = [_compact(name) for name in names]
        self.furniture = [furniture_line(line.text) for line in flow.lines]
        self._sum()
        self._furnish(flow.root)
        self._sum()

    def _weight(self, number: int) -> int:
        line = self.lines[number]
        words = len(line.text) - line.linked
        return 0 if self.furniture[number] or line.linked * 2 > len(line.text) or (words < 15 and not _PROSE.search(line.text)) else words

    def _sum(self) -> None:
        self.sums = [0]
        for number in range(len(self.lines)):
            self.sums.append(self.sums[-1] + self._weight(number))

    def weight(self, container: Container) -> int:
        return self.sums[container.last] - self.sums[container.first]

    def _furnish(self, root: Container) -> None:
        """Marks the lines of elements that are named as furniture and hold little of the page's prose."""
        total = self.sums[-1]
        waiting = list(root.children)
        while waiting:
            container = waiting.pop()
            if (container.tag in TAGS or named_as_furniture(container.names)) and self.weight(container) <= 0.2 * total and not self._speaks(container):
                self.furniture[container.first : container.last] = [True] * (container.last - container.first)
            else:
                waiting.extend(container.children)

    def _speaks(self, container: Container) -> bool:
        """Whether a line in it can only be the document's: a long paragraph, or the page's own title."""
        for number in range(container.first, container.last):
            line = self.lines[number]
            if line.linked * 2 > len(line.text):
                continue
            if len(line.text) > _LONG or (line.owner.tag == "h1" and len(line.text) >= _SHORTEST_TITLE):
                return True
        return False

    def content(self) -> Container:
        """The smallest container that holds the document."""
        core = self.root
        while core.tag not in _KEEPS_WHOLE or core.tag in {"table", "tbody"}:
            heaviest = max(core.children, key=self.weight, default=None)
            if heaviest is None or not self.weight(heaviest) or self.weight(heaviest) < _MOST * self.weight(core):
                break
            if heaviest.tag in _KEEPS_WHOLE and (heaviest.tag not in {"table", "tbody"} or not heaviest.children):
                break
            core = heaviest
        while core.tag in {"table", "tbody", "thead", "tr"} and core.parent is not None:
            core = core.parent
        marked = None
        around: Container | None = core
        while around is not None:
            if _MARKED.search(around.names):
                marked = around
            around = around.parent
        return marked or self._grown(core)

    def _grown(self, core: Container) -> Container:
        """The core with what is left of the document around it."""
        while core.parent is not None and core.parent.parent is not None:
            outer = core.parent
            beside = [*range(outer.first, core.first), *range(core.last, outer.last)]
            more = self.weight(outer) - self.weight(core)
            clean = all(not self.furniture[number] and self.lines[number].linked == 0 for number in beside)
            if not (clean and not particulars([self.lines[number] for number in beside])[1]) and not (more > 200 and more > _GROWS * self.weight(core)):
                break
            core = outer
        return core

    def title(self, before: int, head: str) -> str | None:
        """The title that the page shows above its content, where the content does not begin with it."""
        candidates = [
            line
            for line in self.lines[:before]
            if len(line.text) >= _SHORTEST_TITLE and len(line.text) < _LONG * 2 and line.linked == 0 and not line.text.endswith(("。", "：", "？"))
        ]
        heading = next((line for line in reversed(candidates) if any(_compact(line.text) in name for name in self.names)), None)
        heading = heading or next((line for line in reversed(candidates) if line.owner.tag in {"h1", "h2", "h3"} or _owner(line).tag in {"h1", "h2"}), None)
        heading = heading or next((line for line in reversed(candidates) if _HEADED.search(line.owner.names)), None)
        if heading is not None:
            return None if _compact(heading.text) in head else heading.text
        return None


def _owner(line: Line) -> Container:
    return line.owner.parent or line.owner


def choose(flow: Flow, names: list[str]) -> Chosen:
    """The document's lines; `names` is what the head of the page calls it, the surest first."""
    page = _Page(flow, names)
    root = page.content()
    before, _ = particulars(page.lines[: root.first])
    whole = root.parent is None or root.tag in {"body", "html"}
    first, boxed = _box(page, root)
    if not tells(before) and root.last < len(page.lines):
        after, _ = particulars(page.lines[root.last :])
        before = before if not tells(after) else [*before, *after]
    kept = [
        page.lines[number]
        for number in range(root.first, root.last)
        if number not in boxed and (page.lines[number].table is not None or not page.furniture[number]) and not (whole and _menu(page.lines[number]))
    ]
    head = _compact("".join(line.text for line in kept[:12]))
    title = page.title(root.first, head)
    if title is None and names and not any(_compact(name) and _compact(name) in head for name in names) and root.first == 0 and len(names) > 1:
        title = names[0]
    said = {line.partition("：")[0] for line in before}
    return Chosen([*before, *(line for line in first if line.partition("：")[0] not in said)], title, kept)


def _menu(line: Line) -> bool:
    """A line that is a link and nothing else, on a page whose content has no element of its own."""
    return line.linked >= len(line.text) - 2 and not line.text.startswith("附件") and "《" not in line.text


def _box(page: _Page, root: Container) -> tuple[list[str], set[int]]:
    """The box of particulars that stands inside the root, above the first paragraph, and the numbers of its lines."""
    last = root.first
    while last < root.last and len(page.lines[last].text) < 100 and page.lines[last].table is None and last - root.first < 80:
        last += 1
    lines, spoken = particulars(page.lines[root.first : last])
    if len(lines) < 3 or not tells(lines):
        return [], set()
    return lines, {root.first + number for number in spoken}
