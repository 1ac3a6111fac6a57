"""Marks in the head of a document that say who may read it: 密级 and 保密期限, 内部, 不予公开 (GB/T 9704 §7.2.2).

    秘密★1年        密级：机密        内部资料  注意保存        （此件不公开）

A mark stands on a line of its own, or with the number of copies and the urgency (000001 秘密★1年 特急); 内部控制 in a sentence is
none, nor is 密级：无 or 公开方式：主动公开.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grammar.front import Front
from grammar.shadow import normalise

_SECRECY = r"(?:绝\s*密|机\s*密|秘\s*密)"
_PERIOD = r"(?:长期|解密前|\d{1,3}\s*(?:年|个?月|天|日)|[一二三四五六七八九十]{1,3}(?:年|个?月))"
_MARK = (
    rf"(?:{_SECRECY}(?:\s*[★☆*·]\s*(?:{_PERIOD})?|\s*{_PERIOD})?|[★☆]\s*{_PERIOD}"
    r"|内部(?:资料|文件|材料|使用|参考|发行|刊物|传阅|掌握|公开)?|仅[供限]内部\S{0,6}|注意(?:保存|保密|保管)|妥善保[管存]|严禁外传|不得外传|请勿外传|未经\S{2,12}不得\S{2,8}"
    r"|此件不(?:予)?公开|(?:此件)?不予公开|不宜公开|此件不宜公开|非公开|会后收回|阅后(?:收回|销毁|即焚)|传达到\S{2,10}级)"
)
_SIGN = re.compile("密|★|☆|内部|注意|妥善|外传|未经|公开|会后|阅后|传达")
"""No mark is without one of these, and few lines hold any."""
_ONE = re.compile(_MARK)
_LINE = re.compile(
    rf"[\[(<“]?\s*(?:(?:密\s*级|保密等级|秘密等级|保密期限|公开属性|公开方式|公开类别|公开形式|公开程度|是否公开)\s*:\s*)?"
    rf"(?P<marks>{_MARK}(?:[\s,、;。!★()]+{_MARK})*)\s*[!。]?\s*[\])>”]?"
)
STARRED = rf"{_SECRECY}\s*[★☆]\s*(?:{_PERIOD})?"
"""秘密★1年: with its star no word of a sentence, wherever the page lost the break behind it."""
_BEFORE_WORDS = re.compile(rf"\s*(?:\d{{5,8}}\s+)?(?P<marks>{STARRED})")
_BESIDE = re.compile(
    r"^(?:(?:份号\s*:?\s*)?(?:No\.?\s*)?\d{5,8}|特\s*急|加\s*急|平\s*急|急\s*件|紧急程度\s*:\s*\S{2})[\s]+|[\s]+(?:特\s*急|加\s*急|平\s*急|急\s*件"
    r"|(?:份号\s*:?\s*)?\d{5,8})$"
)
_LABELLED = re.compile(rf"(?:密\s*级|保密期限|紧急程度|公开方式|公开属性)\s*:\s*(?P<marks>{_MARK}|(?<=保密期限:){_PERIOD})")
_PERIOD_LABELLED = re.compile(rf"保密期限\s*:\s*(?P<marks>{_PERIOD})")
_LONGEST = 60


def read_marks(front: Front, tail: int) -> tuple[str, ...]:
    """The marks of the head, and of the closing lines from `tail` on, as printed, each once."""
    found: dict[str, None] = {}
    for line in (*front.lines[: front.reach], *(line for line in front.lines[front.reach :] if line.start >= tail)):
        if not _SIGN.search(line.words):
            continue
        for begin, end in _in_line(line.words):
            found[front.note("marks", line.start + begin, line.start + end)] = None
    return tuple(found)


def _in_line(words: str) -> Sequence[tuple[int, int]]:
    """Where the marks of a line stand; none where it says anything else, but for what carries a star."""
    if len(words) > _LONGEST:
        starred = _BEFORE_WORDS.match(words)
        return [starred.span("marks")] if starred else []
    begin, end = 0, len(words)
    while beside := _BESIDE.search(words[begin:end]):
        if beside.start():
            end = begin + beside.start()
        else:
            begin += beside.end()
    spans = []
    if line := _LINE.fullmatch(words, begin, end):
        spans = [found.span() for found in _ONE.finditer(words, *line.span("marks"))]
    else:
        for pattern in (_LABELLED, _PERIOD_LABELLED):
            spans += [found.span("marks") for found in pattern.finditer(words) if not re.match(r"[\u4e00-\u9fff]", words[found.end() : found.end() + 1])]
    if not spans and (starred := _BEFORE_WORDS.match(words)):
        spans = [starred.span("marks")]
    return [span for span in spans if normalise(words[slice(*span)])]
