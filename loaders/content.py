"""Which lines of a page are the document: its content root, title and particulars; menus, related pages and page furniture are not.

The root is found by where the prose is: from the page downwards, always into the child that holds most of the words that are neither links nor
furniture. A container that a publishing system marks as its article (TRS_Editor, UCAP-CONTENT, zoom …) is taken whole; else the root grows outwards again
over neighbours that look like parts of a document (a title, a number, a date). Where the prose is spread, the root is the whole page: rather too much than
a lost paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from loaders.flow import Container, Flow, Line
from loaders.furniture import TAGS, furniture_line, named_as_furniture
from loaders.particulars import describes, particulars, several, tells
from loaders.vocabulary import vocabulary

_MARKED = re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(name).replace(r"\*", r"\w*") for name in vocabulary("article")) + r")(?![\w-])")
_TITLED = re.compile(r"(?:^|[\s_-])\w{0,8}(?:title|tit|biaoti|bt)\d?(?:$|[\s_-])")
_KEEPS_WHOLE = frozenset({"p", "table", "tbody", "thead", "ul", "ol", "dl", "li", "pre", "blockquote"})
_SPACE = re.compile(r"\s+")
_BRACKETS = re.compile(r"[\s《》“”\"〈〉]+")
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


def _weight(line: Line) -> int:
    """How many words of prose: none in a link, nor in a few words without a stop."""
    words = len(line.text) - line.linked
    return 0 if words < line.linked or (words < 15 and not _PROSE.search(line.text)) else words


def _speaks(line: Line) -> bool:
    """Whether the line can only be the document's: a long paragraph, or the page's own title."""
    return line.linked * 2 <= len(line.text) and (len(line.text) > _LONG or (line.owner.tag == "h1" and len(line.text) >= _SHORTEST_TITLE))


class _Page:
    """The lines of a page with what each weighs."""

    def __init__(self, flow: Flow, names: list[str]) -> None:
        self.lines = flow.lines
        self.root = flow.root
        self.names = [_compact(name[: 2 * _LONG]) for name in names if name]
        self.furniture = [furniture_line(line.text) for line in flow.lines]
        self.weights = [0 if furniture or describes(line.text) else _weight(line) for line, furniture in zip(flow.lines, self.furniture, strict=True)]
        self.sums = [0, *accumulate(self.weights)]
        self.spoken = [0, *accumulate(_speaks(line) for line in flow.lines)]
        self._furnish(flow.root)
        self.sums = [0, *accumulate(self.weights)]

    def weight(self, container: Container) -> int:
        return self.sums[container.last] - self.sums[container.first]

    def _furnish(self, root: Container) -> None:
        """Marks the lines of elements that are named as furniture and hold little of the page's prose."""
        total = self.sums[-1]
        waiting = list(root.children)
        while waiting:
            container = waiting.pop()
            named = container.tag in TAGS or named_as_furniture(container.names)
            if named and self.weight(container) <= 0.2 * total and self.spoken[container.first] == self.spoken[container.last]:
                self.furniture[container.first : container.last] = [True] * (container.last - container.first)
                self.weights[container.first : container.last] = [0] * (container.last - container.first)
            else:
                waiting.extend(container.children)

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

    def title(self, before: int, kept: list[Line], stated: str) -> str | None:
        """The title that the page shows above its content or states in its head, where the content does not begin with it."""
        candidates = [
            line
            for line in self.lines[:before]
            if _SHORTEST_TITLE <= len(line.text) < 2 * _LONG and not line.linked and not line.text.endswith(("。", "：", "？"))
        ]
        candidates.reverse()
        heading = next((line.text for line in candidates if any(_compact(line.text) in name for name in self.names)), None)
        heading = heading or next((line.text for line in candidates if _headed(line.owner)), None)
        heading = heading or next((line.text for line in candidates if _TITLED.search(line.owner.names)), None) or stated
        return heading if heading and not _begins(kept, heading) else None


def _headed(container: Container | None) -> bool:
    """Whether it is a heading or stands right in one (<h1><p>…)."""
    return container is not None and (container.tag in {"h1", "h2", "h3"} or (container.parent is not None and container.parent.tag in {"h1", "h2"}))


def _begins(lines: list[Line], title: str) -> bool:
    """Whether the title stands among the first lines, be it over several."""
    title = _BRACKETS.sub("", title)
    for first in range(min(len(lines), 12)):
        words = ""
        for line in lines[first : first + 5]:
            words += _BRACKETS.sub("", line.text)
            if words == title:
                return True
            if not title.startswith(words):
                break
    return False


def _without_links(lines: list[Line]) -> list[Line]:
    """The lines without the links at their end (相关解读：…, the same notice as a PDF), unless they list what is attached (附件：1.…)."""
    last = len(lines)
    while last and lines[last - 1].table is None and lines[last - 1].linked * 2 > len(lines[last - 1].text.strip()):
        last -= 1
    return lines if any(line.text.lstrip().startswith("附") for line in lines[last:]) or not last else lines[:last]


def choose(flow: Flow, stated: str = "", window: str = "") -> Chosen:
    """The document's lines; `stated` is its title as the head of the page states it, `window` that of the browser's window."""
    page = _Page(flow, [stated, window])
    root = page.content()
    before, _ = particulars(page.lines[: root.first])
    if not tells(before):
        after, _ = particulars(page.lines[root.last :])
        before = [*before, *after] if tells(after) else before
    inside, boxed = _box(page, root)
    said = {line.partition("：")[0] for line in before}
    before.extend(line for line in inside if line.partition("：")[0] not in said)
    whole = root.parent is None or root.tag in {"body", "html"}
    kept = [
        page.lines[number]
        for number in range(root.first, root.last)
        if number not in boxed and (page.lines[number].table is not None or not page.furniture[number]) and not (whole and _menu(page.lines[number]))
    ]
    kept = _without_links(kept)
    for number, line in enumerate(kept[:6]):
        if _headed(line.owner) and _begins(kept[number + 1 :], line.text):  # the page's heading, and then the document's own
            del kept[number]
            break
    return Chosen(before, page.title(root.first, kept, stated), kept)


def _menu(line: Line) -> bool:
    """A line that is a link and nothing else, on a page whose content has no element of its own."""
    return 0 < line.linked >= len(line.text) - 2 and not line.text.startswith("附件") and "《" not in line.text


def _box(page: _Page, root: Container) -> tuple[list[str], set[int]]:
    """The box or the line of particulars that stands inside the root, above the first paragraph, and the numbers of its lines."""
    last = root.first
    while last < root.last and len(page.lines[last].text) < 100 and page.lines[last].table is None and last - root.first < 80:
        last += 1
    lines, spoken = particulars(page.lines[root.first : last])
    if (len(lines) < 3 or not tells(lines)) and not any(several(page.lines[root.first + number].text) for number in spoken):
        return [], set()
    return lines, {root.first + number for number in spoken}
