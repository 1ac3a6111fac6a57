"""text -> outline: blocks that cover the text without a gap, and the tree of numbered items over them.

    一、重点任务
    （一）完善创造政策。……（市知识产权局牵头）
    （二）……

An item reaches from its number to the next number of its own rank or above; `own_end` is where its first child begins.
Nothing is refused: a text without numbers is an outline without items.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from grammar.lost_breaks import has_lost_breaks, parted
from grammar.numbering import DECIMAL_LINE, RANKS, Number, decimal_at, number_at
from grammar.numbering import INSIDE as _INSIDE
from grammar.numbering import STOPS as _STOPS
from grammar.shadow import fold, normalise, squeezed
from loaders.document import Table

_ATTACHMENT = re.compile(r"\s*附[件表录]\s*[一二三四五六七八九十\d]{0,3}\s*:?\s*(?:\n|$)")
_ATTACHMENT_LIST = re.compile(r"附\s?件\s*:")
_LISTED_NUMBER = re.compile(r"^(?:附件:)?(?:\d{1,2}[.、]|\d{1,2}(?=[^\d年]))?")
_SHORTEST_TITLE = 6
_CONTENTS_LINE = re.compile(r"[.…·]{4,}\s*\d+\s*$")
_STOP = re.compile(r"[。:;!?]")
_FEWEST_DECIMALS = 3
_FEWEST_CONTENTS = 4
_LONGEST_HEADING = 40
_ARTICLE = RANKS.index("article")
_TOP = RANKS.index("一、")


@dataclass(slots=True)
class Block:
    """A line, or a part of one that begins with a number; `shadow[start:end]`, the line break included."""

    start: int
    end: int
    content_start: int
    content_end: int
    kind: str
    """`text`, `blank`, `table`, `contents` (a line of a table of contents) or `attachment` (附件1, or the title of a listed one)."""
    number: Number | None = None
    lost_breaks: bool = False
    """It is part of a line that lost its breaks: numbers of every rank are looked for inside it."""


@dataclass(slots=True, eq=False)
class Item:
    """A numbered heading or item with what stands under it."""

    number: Number
    start: int
    """After the number, where its words begin."""
    own_end: int
    end: int
    title_end: int
    """End of its title: the first stop, or the end of its line."""
    path: tuple[str, ...]
    parent: Item | None
    children: list[Item] = field(default_factory=list)
    attachment: int = 0
    """Which attachment it stands in; 0 for the document itself."""

    def ancestors(self) -> Iterator[Item]:
        """The items above, nearest first."""
        above = self.parent
        while above:
            yield above
            above = above.parent


@dataclass(slots=True)
class Outline:
    """The blocks of a text in order, and its items in order (a parent before its children)."""

    shadow: str
    blocks: list[Block]
    items: list[Item]
    attachments: list[int]
    """Where each attachment begins."""
    _block_starts: list[int] = field(init=False)
    _item_starts: list[int] = field(init=False)
    """Kept beside the blocks and items: a place is looked up in them many times."""

    def __post_init__(self) -> None:
        self._block_starts = [block.start for block in self.blocks]
        self._item_starts = [item.number.start for item in self.items]

    def blocks_from(self, position: int) -> Iterator[Block]:
        """The blocks from the one that holds `position` on."""
        first = max(0, bisect_right(self._block_starts, position) - 1)
        return (self.blocks[index] for index in range(first, len(self.blocks)))  # islice would walk there from the start each time

    def item_at(self, position: int) -> Item | None:
        """The innermost item whose words hold `position`."""
        index = bisect_right(self._item_starts, position) - 1
        item = self.items[index] if index >= 0 else None
        while item and item.end <= position:
            item = item.parent
        return item

    def begin_anew(self, place: int) -> None:
        """Items behind a place belong to none before it: the numbers of a notice do not hold those of the plan behind it."""
        for item in self.items:
            if item.number.start < place:
                item.children = [child for child in item.children if child.number.start < place]
                item.end, item.own_end, item.title_end = min(item.end, place), min(item.own_end, place), min(item.title_end, place)
            elif item.parent is not None:
                if item.parent.number.start < place:
                    item.parent = None
                item.path = (*(item.parent.path if item.parent else ()), item.path[-1])


def _line(shadow: str, start: int, end: int, words: str) -> Block:
    """A line whose words, without its break, are these."""
    content = words.strip()
    if not content:
        return Block(start, end, end, end, "blank")
    first = start + words.index(content[0])
    return Block(start, end, first, first + len(content), "attachment" if content[0] == "附" and _ATTACHMENT.match(shadow, start, end) else "text")


def _lines(shadow: str, tables: Sequence[Table]) -> list[Block]:
    """Lines of the text, with every table as one block."""
    lines: list[Block] = []
    position = 0
    for table in [*tables, None]:
        until = table.start if table else len(shadow)
        for words in shadow[position:until].split("\n"):
            end = min(position + len(words) + 1, until)
            if has_lost_breaks(words):
                parts = [_line(shadow, *part, shadow[slice(*part)]) for part in parted(shadow, position, end)]
                for part in parts:
                    part.lost_breaks = True
                lines += parts
            elif position < end:
                lines.append(_line(shadow, position, end, words))
            position = end
        if table:
            lines.append(Block(table.start, table.end, table.start, table.end, "table"))
            position = table.end
    return lines


class _Seen:
    """The number seen last at each rank: under the number above, and in the whole text.

    A number begins every rank below anew, but many documents count （一）…（三十） through all their parts.
    """

    def __init__(self) -> None:
        self.here = [0] * len(RANKS)
        self.ever = [0] * len(RANKS)

    def note(self, number: Number) -> None:
        """Remember a number."""
        below = number.rank + 1
        self.here[number.rank] = self.ever[number.rank] = number.value
        self.here[below:] = [0] * (len(RANKS) - below)

    def goes_on(self, number: Number) -> bool:
        """Whether a number is the next of its rank."""
        return number.value in (self.here[number.rank] + 1, self.ever[number.rank] + 1)


def _runs_on(number: Number, before: str, seen: _Seen, line: Block) -> bool:
    """Whether a number inside a line begins an item: it continues its sequence, and stands where a sentence has ended.

    （1）……；（2）…… within a sentence is running text; so is anything out of sequence.
    """
    opens_body = before == ":" and number.rank == _TOP and number.value == 1  # 制定方案如下：一、工作目标…
    next_part = before == ";" and number.rank == _TOP and line.lost_breaks
    if not seen.goes_on(number) or (before in ":;" and not (opens_body or next_part)):
        return False
    goes_on = before == "。" and line.number is not None and line.number.rank == number.rank  # （1）省民政厅：……。（2）省农业厅：……。
    return number.rank <= 6 or before in ")]" or line.lost_breaks or goes_on


def _inner_numbers(shadow: str, block: Block, places: Iterable[int], seen: _Seen) -> Iterator[Number]:
    """Numbers inside a line, at `places`, that begin items: after a full stop or a clause, or after a heading that has no stop. Notes them."""
    start, end = block.content_start, block.content_end  # the line ends before each number that is given
    heading_until = _heading_until(block.number)
    for place in places:
        if not (found := _INSIDE.match(shadow, place, end)):
            continue
        after_stop = found["first"] in _STOPS
        number = number_at(shadow, found.end() if after_stop else found.start())
        if not number or number.start == start:
            continue
        before = found["first"] if after_stop else shadow[found.start() - 1]
        if before not in _STOPS:  # 一、加强用地管理（一）合理调控: only the first item may follow a heading so
            if number.start > heading_until or number.rank not in (_ARTICLE, 6) or number.value not in (1, seen.ever[number.rank] + 1):
                continue
        elif not _runs_on(number, before, seen, block):
            heading_until = 0
            continue
        seen.note(number)
        heading_until = _heading_until(number)
        yield number


def _heading_until(number: Number | None) -> int:
    """How far a heading that runs into its first item may reach; only headings of the first rank do so."""
    return number.end + _LONGEST_HEADING if number and number.rank <= 5 else 0


def _split(shadow: str, line: Block, places: Iterable[int], seen: _Seen) -> list[Block]:
    """A line, or its parts that begin with numbers of their own; notes the numbers."""
    parts = [line]
    for number in _inner_numbers(shadow, line, places, seen):
        before = parts[-1]
        parts.append(Block(number.start, before.end, number.start, before.content_end, "text", number))
        before.end = before.content_end = number.start
    return parts


def _contents(shadow: str, lines: Sequence[Block]) -> set[int]:
    """Where the lines of a table of contents begin: short lines in a row, each of which comes again as a heading."""
    short = [line for line in lines if line.kind == "text"]
    words = [shadow[line.content_start : line.content_end] if line.content_end - line.content_start <= _LONGEST_HEADING else "" for line in short]
    found: set[int] = set()
    if len(words) - len(set(words)) - max(0, words.count("") - 1) < _FEWEST_CONTENTS:  # few come again
        return found
    last = {content: index for index, content in enumerate(words)}
    run: list[int] = []
    for index, content in enumerate([*words, ""]):
        if content and last[content] > index and _numbered(shadow, short[index].content_start):
            run.append(index)
            continue
        if len(run) >= _FEWEST_CONTENTS:
            found.update(short[line].start for line in run)
        run = []
    return found


def _numbered(shadow: str, position: int) -> bool:
    """Whether a heading number of any kind stands at a place."""
    return bool(number_at(shadow, position) or decimal_at(shadow, position))


def _is_contents(shadow: str, line: Block) -> bool:
    """一、总体要求……3: a line of a table of contents, which ends in a figure."""
    return bool(_CONTENTS_LINE.search(shadow, max(line.content_start, line.content_end - 60), line.content_end))


def _listed_attachment(shadow: str, line: Block, before: int) -> int:
    """The place of a line in a list of attachments (附件：1.… and the lines 2.…, 3.… after it); 0 where it is none."""
    if shadow[line.content_start] == "附" and _ATTACHMENT_LIST.match(shadow, line.content_start):
        return 1
    number = number_at(shadow, line.content_start) if before else None
    return before + 1 if number and number.rank == 7 and number.value == before + 1 else 0


def _opens_listed(shadow: str, line: Block, titles: set[str], before: Sequence[Block]) -> bool:
    """Whether a line is the title of a listed attachment whose own mark (附件1) the page does not have."""
    words = squeezed(shadow[line.content_start : line.content_end])
    if len(words) < _SHORTEST_TITLE or words not in titles:
        return False
    above = next((block for block in reversed(before) if block.kind != "blank"), None)
    return above is not None and above.kind != "attachment"


def _blocks(shadow: str, tables: Sequence[Table]) -> list[Block]:
    blocks: list[Block] = []
    seen = _Seen()
    listed = 0
    titles: set[str] = set()
    lines = _lines(shadow, tables)
    contents = _contents(shadow, lines)
    inside = [found.start() for found in _INSIDE.finditer(shadow)]
    decimals = DECIMAL_LINE.findall("\n" + shadow) if ".1" in shadow else []
    decimal = len(decimals) >= _FEWEST_DECIMALS and any(number.endswith(".1") for number in decimals)
    for line in lines:
        if titles and line.kind == "text" and _opens_listed(shadow, line, titles, blocks):
            line.kind = "attachment"
        if line.kind != "text":
            if line.kind == "attachment":
                seen = _Seen()
            blocks.append(line)
            continue
        if (listed or shadow[line.content_start] == "附") and (listed := _listed_attachment(shadow, line, listed)):
            titles.add(_LISTED_NUMBER.sub("", squeezed(shadow[line.content_start : line.content_end])))
            blocks.append(line)
            continue
        if line.start in contents or (shadow[line.content_end - 1].isdecimal() and _is_contents(shadow, line)):
            line.kind = "contents"
            blocks.append(line)
            continue
        if decimal and (number := decimal_at(shadow, line.content_start)):
            line.number = number
            blocks.append(line)
            continue
        if number := number_at(shadow, line.content_start):
            line.number = number
            seen.note(number)
        first, past = bisect_left(inside, line.content_start), bisect_left(inside, line.content_end)
        blocks += _split(shadow, line, inside[first:past], seen) if first < past else (line,)
    return blocks


def _title_end(shadow: str, start: int, end: int) -> int:
    found = _STOP.search(shadow, start, end)
    return found.start() if found else end


def _order(numbers: Sequence[Number]) -> dict[int, float]:
    """Ranks that stand elsewhere in this document: articles counted through under 一、, 二、 lie below them, and below （一） where that is their heading."""
    first = next((number.rank for number in numbers if number.rank in (_ARTICLE, _TOP)), None)
    if first != _TOP:
        return {}
    headed = any(above.rank == _TOP + 1 and above.value == 1 and below.rank == _ARTICLE for above, below in itertools.pairwise(numbers))
    return {_ARTICLE: _TOP + 1.5 if headed else _TOP + 0.5}


@lru_cache(maxsize=1024)
def _label(words: str) -> str:
    """A number as a path writes it: as printed, with half-width brackets."""
    return normalise(words)


def _items(text: str, shadow: str, blocks: list[Block]) -> list[Item]:
    items: list[Item] = []
    above: list[tuple[float, Item]] = []
    """The items that are still open, with the rank that each has in this document."""
    attachment = 0
    order = _order([block.number for block in blocks if block.number])
    for block in blocks:
        if number := block.number:
            start, rank = number.start, order.get(number.rank, number.rank)
        elif block.kind == "attachment":
            start, rank = block.start, 0
            attachment += 1
        else:
            continue
        while above and above[-1][0] >= rank:
            closed = above.pop()[1]
            closed.end = start
            if not closed.children:
                closed.own_end = start
        if number is None:
            continue
        parent = above[-1][1] if above else None
        label = _label(text[start : number.label_end])
        item = Item(
            number=number,
            start=number.end,
            own_end=len(shadow),
            end=len(shadow),
            title_end=_title_end(shadow, number.end, block.content_end),
            path=(*parent.path, label) if parent else (label,),
            parent=parent,
            attachment=attachment,
        )
        if parent:
            if not parent.children:
                parent.own_end = start
            parent.children.append(item)
        items.append(item)
        above.append((rank, item))
    return items


def outline(text: str, tables: Sequence[Table] = (), shadow: str | None = None) -> Outline:
    """The outline of a text: `"".join(text[b.start:b.end] for b in outline(text).blocks) == text`.

    `tables` are opaque: no number inside one is an item. `shadow` saves folding the text again.
    """
    shadow = fold(text) if shadow is None else shadow
    blocks = _blocks(shadow, tables)
    attachments = [block.start for block in blocks if block.kind == "attachment"]
    return Outline(shadow, blocks, _items(text, shadow, blocks), attachments)
