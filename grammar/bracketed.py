"""Clauses in brackets after a task, of any width and shape, with brackets inside.

    （市知识产权局牵头，各区政府配合）
    （责任单位：省经信委、省商务厅，各市、县〔市、区〕政府）
    〔牵头单位：市住房城乡建设局，配合单位：属地人民政府（管委会）〕
    （6月底完成，牵头考核单位：市商务局）

A bracket that names no bodies (2018年—2020年) or that says in passing who does what (技工院校内由……部门负责) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from grammar.clauses import read_clause
from grammar.drafts import Found, mentions_of
from grammar.name_lists import ETC
from grammar.names import looks_like_a_body
from grammar.role_words import LABEL

_LONGEST = 900
_MOST_BREAKS = 3
"""Line breaks that a clause may run over, as in a text taken from a PDF; with more, its bracket was lost."""
_BRACKET = re.compile(r"[(\[)\]]")
_WORTH_READING = re.compile(r"牵头|负责|配合|协[办助同]|责任|参[与加]|会同|主办|承办|落实|实施|指导|支持|职责|单:|位:|门:|分工")
_BARE_START = re.compile(r"(?:[省市区县州]|自治区|国家|中央|各)[\u4e00-\u9fff]{1,14}(?:局|委|办|厅|部|政府|管委会|中心|会)")
_STATEMENT = re.compile(r"[。;](?:以下|列|排|注).*$")
_BEFORE_LIST = "。;)]”"


def pairs(shadow: str, start: int, end: int) -> dict[int, int]:
    """Where each bracket of the outside of a clause closes, in order of their openings, in one pass; -1 where it never does."""
    found: dict[int, int] = {}
    open_brackets: list[int] = []
    for position in [mark.start() for mark in _BRACKET.finditer(shadow, start, end)]:
        if shadow[position] in "([":
            open_brackets.append(position)
            found[position] = -1
        elif open_brackets:
            opening = open_brackets.pop()
            if position - opening <= _LONGEST:
                found[opening] = position
    return found


def find_bracketed(shadow: str, start: int, end: int) -> Iterator[Found]:
    """The clauses in brackets between two places of the shadow, in order."""
    position = start
    for opening, matching in pairs(shadow, start, end).items():
        if opening < position:
            continue
        close = matching
        breaks = shadow.count("\n", opening, close) if close >= 0 else 0
        if close < 0 or breaks > _MOST_BREAKS or (breaks and shadow.find("。\n", opening, close) >= 0):
            close = _lost_bracket(shadow, opening, end) or close
        if close < 0:
            continue
        words = shadow[opening + 1 : close]
        if len(words) < 3:
            position = close + 1
            continue
        if not (_WORTH_READING.search(words) or _is_bare_list(shadow, opening, close, words)) or _in_title(shadow, opening):
            continue
        clause = read_clause(words)
        if clause is None or not (clause.labelled or LABEL.search(words) or _is_bare_list(shadow, opening, close, words)):
            continue
        position = close + 1
        alone = not shadow[shadow.rfind("\n", 0, opening) + 1 : opening].strip() and shadow[close + 1 : close + 3].strip(" 。;")[:1] in ("", "\n")
        yield Found(((opening, min(close + 1, end)),), mentions_of(clause, opening + 1), clause.open_ended, clause.starts_open, alone)


def _lost_bracket(shadow: str, opening: int, end: int) -> int | None:
    """The end of the line, where a clause opens in it and the page lost its closing bracket."""
    if not LABEL.match(shadow, opening + 1):
        return None
    line_end = shadow.find("\n", opening, end)
    line_end = end if line_end < 0 else line_end
    words = shadow[opening + 1 : line_end]
    return line_end if ")" not in words and "]" not in words and "。" not in words else None


def _in_title(shadow: str, position: int) -> bool:
    """Whether a place stands within 《》: the name of another document is no clause."""
    before = shadow[max(0, position - 60) : position]
    return before.count("《") > before.count("》")


def _is_bare_list(shadow: str, opening: int, close: int, words: str) -> bool:
    """Whether a bracket without label or verb names bodies where a clause would stand: after the stop, at the end of its line."""
    before = shadow[opening - 1 : opening]
    after = shadow[close + 1 : close + 2]
    if before not in _BEFORE_LIST or after not in ("\n", "") or not _BARE_START.match(words):
        return False
    names = re.split(r"[、,]", ETC.sub("", _STATEMENT.sub("", words)))
    return all(looks_like_a_body(ETC.sub("", name)) for name in names)
