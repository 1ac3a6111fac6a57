"""Stages that say themselves that they are, under any heading: a line with the name of a stage and its time, and a sentence that counts them.

    第二阶段：建设实施阶段（2010年4—10月）
    分四个阶段进行，2025年4—5月为动员部署阶段、6—12月为排查阶段

A line without a time beside its name is none, nor is one stage alone in a sentence (2025年进入攻坚阶段).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from grammar.dates import Time
from grammar.drafts import Span
from grammar.outlining import Item
from grammar.undue import gives_no_year
from grammar.view import View
from ontology.records import DueKind

_CALLED = re.compile(
    r"\s*[,)]?\s*(?:(?:为|是)(?P<label>[^,。;:、()\n]{2,20}?(?:阶段|期))|(?P<stage>(?!进入|完成|处于|结束|开展)[^,。;:、()\n为是]{2,10}?阶段))(?=\s*[,。;:、(\n]|$)"
)
"""2025年3月为准备阶段, 第一阶段：3月1日至15日，为准备阶段: the name is behind the time."""
COUNTED = re.compile(r"分(?:为|成)?(?:(?:[两二三四五六七八]|\d)个?)?阶段")
"""What opens a sentence that gives all its stages, counted (分四个阶段) or not (分阶段进行)."""
_STAGE_LINE = re.compile(
    r"^[^\S\n]*(?P<words>(?:第[一二三四五六七八九十\d]{1,2}(?:阶段|步)[^\S\n]*[:,、]?[^\S\n]*)?(?:[\u4e00-\u9fff“”、]{2,20}阶段)?)[^\S\n]*[(:][^\S\n]*(?=[\d一二自从])",
    re.MULTILINE,
)
"""第二阶段：建设实施阶段（2010年4—10月）: says that it is a stage under any heading."""
_NEAR = 30


def bounding(view: View, span: Span) -> list[Time]:
    """The times between two places that may bound a stage: no cadence, and none in a name."""
    return [time for time in view.times.between(*span) if time.kind is not DueKind.EVERY and not gives_no_year(view.shadow, time, span)]


def is_dated_stage(view: View, item: Item) -> bool:
    """Whether a heading says that it is a stage, and when."""
    return "阶段" in view.shadow[item.start : item.title_end] and bool(bounding(view, (item.start, min(item.title_end, item.own_end))))


def called_behind(view: View, time: Time, end: int) -> Span | None:
    """The name of a stage behind its time: 2025年3月为准备阶段."""
    found = _CALLED.match(view.shadow, time.end, end)
    return found.span(found.lastgroup or 0) if found else None


def stage_lines(view: View) -> list[tuple[Span, Time]]:
    """Names and times of such stages, in the order of the text."""
    return sorted([*_lines(view), *_sentences(view)]) if "阶段" in view.shadow else []


def _lines(view: View) -> Iterator[tuple[Span, Time]]:
    for line in _STAGE_LINE.finditer(view.shadow, *view.body):
        time = next(iter(bounding(view, (line.end(), min(line.end() + _NEAR, view.body[1])))), None)
        if line["words"] and time and time.start <= line.end():
            yield called_behind(view, time, len(view.shadow)) or line.span("words"), time


def _sentences(view: View) -> Iterator[tuple[Span, Time]]:
    """分四个阶段进行，2025年4—5月为动员部署阶段、6—12月为排查阶段."""
    for counted in COUNTED.finditer(view.shadow, *view.body):
        end = view.shadow.find("\n", counted.end())
        span = counted.end(), view.body[1] if end < 0 else min(end, view.body[1])
        named = [(name, time) for time in bounding(view, span) if (name := called_behind(view, time, span[1]))]
        if len(named) > 1:
            yield from named
