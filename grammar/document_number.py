"""发文字号, the number of a document: 穗府〔2018〕2号 (GB/T 9704 §7.2.5), and orders: 北京市人民政府令第320号.

A number that the page damaged is repaired where that can be done in one way: 国知发协字〔201720 is 〔2017〕20号. A number
in 《》 or in the running text is another document's.
"""

from __future__ import annotations

import itertools
import re

from grammar.front import Front
from grammar.shadow import normalise, squeezed

_PREFIX = r"[\u4e00-\u9fff()]{1,16}?"
NUMBER = re.compile(rf"(?P<prefix>{_PREFIX})\s*[\[(]\s*(?P<year>(?:19|20)\d\d)\s*[\])]\s*第?\s*(?P<serial>\d{{1,5}})\s*号")
_DAMAGED = re.compile(rf"^(?P<prefix>{_PREFIX})\[(?P<year>(?:19|20)\d\d)(?P<serial>\d{{1,3}})(?:号|\])?$")
_ORDER = re.compile(r"[\u4e00-\u9fff]{2,20}令\s*第\s*\d{1,4}\s*号")
_ORDER_BELOW_TITLE = re.compile(r"^\(\s*\d{4}年\d{1,2}月\d{1,2}日\s*(?P<order>[\u4e00-\u9fff]{2,20}?(?:令\s*第\s*\d{1,4}\s*号|第\s*\d{1,4}\s*号\s*令))")
"""（2025年12月15日北京市人民政府第320号令发布 自2026年1月15日起施行) under the title of a regulation."""
_LABELS = ("发文字号", "文号", "发文文号", "文件编号", "发文号", "文件字号")
_PUBLISHED = re.compile(r"^\(.*(?:发布|印发)\)$")
"""（2023年1月30日苏州市人民政府苏府规字〔2023〕1号文发布) under a title."""
_BEFORE_PUBLISHED = re.compile(r".*(?:人民政府|办公厅|办公室|委员会|[日局])(?=.)")
_BEHIND_TITLE = re.compile(
    r"(?:印发|关于|转发).*(?:通知|意见|决定|公告|函)\((?P<prefix>[\u4e00-\u9fff]{2,10})\s*\[(?P<year>(?:19|20)\d\d)\]\s*第?(?P<serial>\d{1,5})号\)$"
)
"""示例市人民政府关于……的通知（示府〔2019〕31号): the number in brackets behind a title."""
_DATE = re.compile(
    r"(?:19|20)\d\d(?:-\d{1,2}-\d{1,2}|年\d{1,2}月\d{1,2}日)|[二一][一二三四五六七八九〇○零]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
_LONGEST_LINE = 90
_MOST_BESIDE = 8
"""Characters that may stand beside a number on its line (a label, a 件号)."""


def read_number(front: Front) -> str | None:
    """The number, on a line of its own or in the box of particulars; null where there is none."""
    candidates = [line for line in front.lines[: front.reach] if len(line.words) <= _LONGEST_LINE]
    if labelled := front.labelled(_LABELS):
        candidates.append(labelled)
    for line in candidates:
        bracketed = "[" in line.words or "(" in line.words
        behind = _BEHIND_TITLE.search(line.words) if bracketed else None
        if "《" in line.words and not behind:
            continue
        if bracketed and (found := behind or NUMBER.search(line.words) or _DAMAGED.match(line.words)):
            published = bool(_PUBLISHED.match(line.words))
            labelled_here = squeezed(line.words[: found.start()]).rstrip(":]").endswith(_LABELS)
            beside = len(squeezed(_DATE.sub("", line.words))) - len(squeezed(found[0]))
            if not (published or labelled_here or behind or beside <= _MOST_BESIDE):
                continue
            prefix = found["prefix"].split()[-1]
            if "(" in prefix and ")" not in prefix:  # （示府〔2021〕82号) in brackets below a title
                prefix = prefix.rpartition("(")[2]
            if published:
                prefix = _BEFORE_PUBLISHED.sub("", prefix)
            start = line.start + found.start("prefix") + found["prefix"].rfind(prefix)
            front.note("number", start, line.start + found.end())
            return f"{normalise(prefix)}〔{found['year']}〕{int(found['serial'])}号"
        if "令" not in line.words:
            continue
        if _ORDER.fullmatch(line.words):
            return front.note("number", line.start, line.end)
        if found := _ORDER_BELOW_TITLE.match(line.words):
            return front.note("number", line.start + found.start("order"), line.start + found.end("order"))
    for line, below in itertools.pairwise(front.lines[: front.reach]):
        if line.words.endswith("令") and _ORDER.fullmatch(line.words + below.words):  # 北京市人民政府令 / 第320号 on two lines
            return front.note("number", line.start, below.end)
    return None


def repaired(number: str) -> str:
    """A number with the brackets and digits of the standard: 陕发改能电力[2021]634号 → 陕发改能电力〔2021〕634号."""
    return re.sub(r"[\[(〔](\d{4})[\])〕]第?0*(\d+)号", r"〔\1〕\2号", number)
