"""Lines that lost their breaks, as in the text of a scan or of a form field: whole documents on one line.

    …示例市示例办法第一章  总    则第一条  为…
    …的实施方案一、指导思想以…二、工作重点（一）以示例监督为统领1.深化示例统领。…2.深化示例监督。…

A line of usual length is left alone, and so is a long one where nothing tells that it was several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LONG_LINE = 1500
"""A line of this length is several paragraphs."""
_SHORT_LOST_LINE = 300
_NEXT_PART = re.compile(r"。\ ?(?:二、|第二条)|如下:\ ?1[.、](?!\d)(?=.*。\ ?2[.、](?!\d))")
"""What no line of this length holds that kept its breaks."""
_BREAK = re.compile(
    r"""
      (?<=\S\S)(?<![编章节条])\ {2,}(?=\S)
    | (?<=[。)])(?P<attachment>附件\d{0,2})(?=[^\d。:;,]{4,50}(?:一、|1\.|序号))
    | (?<=[。)])(?=附件\ ?:\ ?1[.、])
    | (?<=如下:)(?=\ ?1[.、](?!\d))
    | (?<=[案划见知法告点施定则要纲)])\ ?(?=(?P<top>一、)[\u4e00-\u9fff])
    | (?=第[一二三四五六七八九十]{1,3}章\ +[\u4e00-\u9fff\ ]{2,20}?第[一二三四五六七八九十百]{1,4}条)
    | (?P<heading>(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))[^。;\n]{2,50}?)(?=1[.、](?:[\u4e00-\u9fff“]|\d{1,2}月))
    """,
    re.VERBOSE,
)
"""Where a line that lost its breaks had them: before the indent of a paragraph, before 附件1 and behind it, behind the title (…方案一、指导思想),
before a chapter, and between a heading and its first item (（一）统一思想1.深化学习)."""
_SECOND = re.compile(r"[。;)”]2[.、]")
_FAR = 3000
_SHORTEST_TITLE = 6


def has_lost_breaks(words: str) -> bool:
    """Whether a line is several paragraphs whose breaks were lost: by its length, or by the part that begins within it."""
    return len(words) > _LONG_LINE or (len(words) > _SHORT_LOST_LINE and bool(_NEXT_PART.search(words)))


def parted(shadow: str, position: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of one that lost its breaks, as places of the shadow: what must have stood on lines of its own breaks it."""
    begun = False
    for found in _BREAK.finditer(shadow, position + 1, end):
        if found["top"] and (begun or shadow.rfind("。", position, found.start()) + _SHORTEST_TITLE > found.start()):
            continue
        begun = begun or bool(found["top"])
        if found["heading"] and not _SECOND.search(shadow, found.end(), min(end, found.end() + _FAR)):
            continue
        place = found.end("heading") if found["heading"] else found.start()
        yield position, place
        position = place
        if found["attachment"]:
            yield found.span("attachment")
            position = found.end()
    yield position, end
