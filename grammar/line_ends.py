"""Line breaks that say nothing: lines of one length, as mail programs and old web pages cut paragraphs into.

    （一）增加床位供给。2026年6月底前出台护理型床位建设⏎
    管理办法，12月底前完成首批改造。⏎                        one paragraph

Only a text all of whose lines are short, and several of which are full and end within a sentence, is taken to be cut. A line
that begins with an indent begins a paragraph, and so does any line behind one that is not full. A number, a label (责任单位：)
and, where paragraphs have no indent, a stop at the end of the line before do so too, but not within a bracket nor behind a comma.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LONGEST = 64
"""A text with a longer line is not cut, but has paragraphs: most texts are told so at once."""
_LEAST = 4
"""How many lines must be full and end within a sentence."""
_SHARE = 0.5
"""The least share of the full lines that end within a sentence."""
_MANY = 0.2
"""The least share of all lines that are full: a list of names has some that are as long as its longest."""
_FAR = 12
"""How many lines a bracket may go on for."""
_SHORTEST = 24
"""Columns of a full line: twelve characters."""
_SLACK = 4
"""How many columns a full line may lack: a mark is not put at the beginning of a line, a figure is not parted."""
_STOPS = "。；：！？;:!?"
_BEGINS = re.compile(
    r"[一二三四五六七八九十百]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}(?:[、．)）]|\.(?!\d))|[①-⑳]"
    r"|第[一二三四五六七八九十百\d]{1,4}[章节節条條]|附件|附：|[\u3400-\u9fff]{0,6}(?:单位|單位|部门|部門|时限|時限|责任|責任)[:：]"
)
_WITHIN = "，、,（(《“"
"""No paragraph ends with one of these."""
_INDENTS = "\u3000 "
_OPENING, _CLOSING = "（(〔［[【", "）)〕］]】"


def idle_breaks(text: str) -> Iterator[int]:
    """Where the line breaks within paragraphs stand; none where the text is not cut into lines."""
    lines = text.split("\n")
    if len(lines) < _LEAST or max(map(len, lines)) > _LONGEST:
        return
    filled = max(_filled([len(line.encode("gb18030", "replace")) for line in lines], _SLACK), _filled([2 * len(line) for line in lines], 0), key=len)
    within = sum("\t" not in lines[index] and lines[index].rstrip()[-1:] not in _STOPS for index in filled)
    if within < _LEAST or within < _SHARE * len(filled) or len(filled) < _MANY * sum(map(bool, map(str.strip, lines))):
        return
    indents = sum(line[:1] in _INDENTS and bool(line.strip()) for line in lines) >= _LEAST
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    first, last = 0, -1  # lines of the paragraph that goes on
    for index in filled:
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if not following.strip() or following[0] in _INDENTS or "\t" in lines[index] + following:
            continue
        if index != last:
            first = index
        end = lines[index].rstrip()[-1:]
        begins = (not indents and end in _STOPS) or _BEGINS.match(following)
        if not begins or end in _WITHIN or _is_open("".join(lines[max(first, index - _FAR) : index + 1])):
            last = index + 1
            yield starts[index + 1] - 1


def _is_open(words: str) -> bool:
    """Whether a bracket goes on behind these words."""
    return sum(map(words.count, _OPENING)) > sum(map(words.count, _CLOSING))


def _filled(widths: list[int], slack: int) -> list[int]:
    """Which lines are as wide as the widest, or nearly so: programs count columns, or characters."""
    widest = max(widths)
    return [index for index, width in enumerate(widths) if width >= widest - slack] if widest >= _SHORTEST else []
