"""Titles: of the document, of the notice that forwards it, and of the plan that stands in the notice.

A title may run over lines (辽宁省人民政府关于 / 新形势下… / …的实施意见), have its issuer on a line above, and its period on
the line below. What a page puts before it (【已废止】) is no part of it.
"""

from __future__ import annotations

import re

from grammar.document_number import NUMBER
from grammar.front import LABEL, Front
from grammar.marks import STARRED
from grammar.signature import DATE_LINE

Lines = tuple[int, int]
"""First and last line of a title, both included."""

_KINDS = (
    "通知 意见 办法 方案 计划 措施 规定 决定 规划 要点 细则 纲要 函 批复 公告 通告 通报 举措 清单 指南 条例 政策 目录 报告 制度 规则 预案 "
    "标准 安排 工作要求 指引 任务 倡议书 请示 分工 分解 分工表 分解表 机制 准则 章程"
)
_ENDS = re.compile(rf"(?:{'|'.join(_KINDS.split())}|\d+条)\s*(?:\((?:试行|暂行|修订|修订版|修订稿|征求意见稿|[^()]*\d{{4}}[^()]*|\d.*?版)\)|[》”])*$")
_BEGINS = re.compile(
    r"关于|印发|转发|批转|^国家|^《|^\d{4}(?:\s*年?\s*[-—–―~～至到]+\s*\d{4}\s*)?年"
    r"|^(?!.{0,8}[全各我本][省市区县州])[\u4e00-\u9fff]{2,9}?(?:省|市(?!场)|区|县|州|\d{4}年)"
)
_NO_TITLE_LINE = re.compile(r"[。:;!?]|https?|\d{2}:\d{2}")
_NO_PLAN_TITLE = re.compile(r"[。;!?]|:$|^附件|^抄送|^根据|^现将")
_BODY_LINE = re.compile(r"^[\u4e00-\u9fff\s()]{2,60}(?:政府|办公室|办公厅|委员会|局|厅|委|部|院|中心|领导小组|会)$")
_RUNS_ON = re.compile(r"^[^。:;,、]{4,40}(?:贯彻|落实|实施|执行|推进|推动|关于|国家|[省市])$")
"""示例省贯彻落实国家 above 《示例区发展规划》重点工作分工方案: one title."""
_UNDER_A_BODY = ("关于", "印发", "转发", "批转")
_PERIOD_LINE = re.compile(r"^\((?:19|20)\d\d\s*年?\s*[-—–―~～至到]+\s*(?:19|20)?\d\d\s*年?\)$|^\((?:试行|暂行|修订)\)$")
_MARK = re.compile(rf"(?:(?:\[[^\]]{{2,10}}\]|(?:标\s*题|名\s*称)\s*:|{STARRED}|(?:特\s*急|加\s*急|平\s*急|特\s*提)(?=\s))\s*){{1,3}}")
"""【已废止】, 【市级相关政策】, 标题：, 秘密★1年, 特急."""
_NOTHING_ABOVE = re.compile(r"^附\s*件|^\([^()]*\)$")
"""附件1, （此件主动公开）: a title that stands below begins with the next line."""
_NAMED_IN_NOTICE = re.compile(
    r"(?:印发|转发|公布|发布)(?:《(?P<marked>.+)》|<(?P<inner>[^<>]+)>|(?P<unmarked>[^《》\s]{4,}(?:方案|计划|措施|要点|办法|意见|细则|规划|清单|规定)))(?:的通知|的函)》?$"
)
_FORWARDS = re.compile(r"印发|转发|批转|公布|发布|下发|颁布")
_FORWARDS_IN_TEXT = re.compile(r"(?:印发|转发|下发)给?(?:你们)?|已经.{0,40}(?:同意|通过)")
_MOST_LINES = 4
_LONGEST_LINE = 60
_SHORTEST_TITLE = 5


def title_before(front: Front, index: int) -> Lines | None:
    """The title that ends on the nearest line before `index`; null where none does."""
    end = index - 1
    while end >= 0 and not _ends_as_a_title(front.lines[end].words):
        end -= 1
    return _title_at(front, end, 0) if end >= 0 else None


def plan_title(front: Front, first: int, last: int | None = None) -> Lines | None:
    """The first title from line `first` on: the plan that a notice forwards, or the title of a document without addressees.

    It stands before line `last`, which is where the front ends if nothing else is said.
    """
    for index in range(first, front.reach if last is None else min(last, len(front.lines))):
        words = front.lines[index].words
        label = LABEL.match(words)
        if label and label["value"] and len(label["label"]) <= 6 and "标题" not in label["label"].replace(" ", ""):
            continue
        if _ends_as_a_title(words) and not _NO_PLAN_TITLE.search(words):
            found = _title_at(front, index, first)
            if found and index + 1 < len(front.lines) and _PERIOD_LINE.match(front.lines[index + 1].words):
                return found[0], index + 1
            return found
    return None


def _ends_as_a_title(words: str) -> bool:
    return len(words) <= _LONGEST_LINE + 40 and bool(_ENDS.search(words.replace(" ", "")))  # 通 知 on a line of its own


def _title_at(front: Front, end: int, stop: int) -> Lines | None:
    """The lines of a title whose last line is `end`: as many lines above as it takes to begin like a title.

    One that never does (上海保险分支机构高级管理人员 / 任职资格考试管理办法) begins where nothing else stands above it.
    """
    lines = front.lines
    start, joined = end, ""
    for above in range(end, max(stop, end - _MOST_LINES) - 1, -1):
        words = lines[above].words
        bounded = bool(NUMBER.search(words) or DATE_LINE.match(words) or _NOTHING_ABOVE.match(words))
        if above < end and (bounded or len(words) > _LONGEST_LINE or _NO_TITLE_LINE.search(words)):
            start = above + 1 if bounded else end
            break
        joined = words + joined
        if _BEGINS.search(joined):
            start = above
            if words.startswith("《") and above > stop and _RUNS_ON.search(lines[above - 1].words):
                continue
            break
        if above == stop:
            start = above
    if start > stop and lines[start].words.startswith(_UNDER_A_BODY) and _BODY_LINE.match(lines[start - 1].words):
        start -= 1
    return (start, end) if lines[end].end - lines[start].start >= _SHORTEST_TITLE else None


def forwards(front: Front, notice: Lines | None, after: int) -> bool:
    """Whether a notice forwards a plan: by its title, or by its first words (现将……印发给你们, 已经……同意)."""
    if notice is None or _FORWARDS.search("".join(line.words for line in front.lines[notice[0] : notice[1] + 1])):
        return True
    return any(_FORWARDS_IN_TEXT.search(line.words) for line in front.lines[after : min(after + 4, front.reach)])


def span_of(front: Front, title: Lines) -> tuple[int, int]:
    """Where the words of a title stand, without the mark that a page puts before them."""
    start, end = front.lines[title[0]].start, front.lines[title[1]].end
    mark = _MARK.match(front.shadow, start, end)
    return (mark.end() if mark else start), end


def named_in_notice(front: Front, start: int, end: int) -> tuple[int, int] | None:
    """The name of the plan in a notice's title, 关于印发《…》的通知; null where it names none."""
    found = _NAMED_IN_NOTICE.search(front.shadow, start, end)
    return found.span(found.lastgroup or 0) if found else None
