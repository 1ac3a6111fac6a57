"""Clauses without brackets: a line of its own, or the end of a paragraph after its last stop.

    责任单位：市商务局、市财政局
    牵头单位：市商务局，责任单位：各县区人民政府
    责任部门　市财政局　市教育局
    市财政局牵头，市教育局配合。

In a paragraph that goes on behind it, a clause ends with its sentence, and more may follow. The bodies may stand on the line
after their label. A line that tells only a deadline or a person (责任人：张三) names no body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from grammar.clauses import Clause, read_clause
from grammar.drafts import Found, mentions_of
from grammar.names import looks_like_a_body
from grammar.outlining import Block, Outline
from grammar.role_words import LABEL, SPACED_LABEL

_BULLETS = "★*●◆■▲·-—◇▪ "
_AT_START = re.compile(rf"[{_BULLETS}]*(?:{LABEL.pattern})", re.VERBOSE)
_AFTER_STOP = re.compile(rf"[。;!”]\s*(?P<label>{LABEL.pattern})", re.VERBOSE)
_SPACED_AT_START = re.compile(rf"[{_BULLETS}]*{SPACED_LABEL.pattern}")
_NAMES_ONLY = re.compile(r"[^。;!?:]{3,200}")
_VERB_LINE = re.compile(r"[^。:!?《]{3,160}?(?:牵头|负责|配合|参与|落实)(?:,[^。:!?《]{2,160}(?:牵头|负责|配合|参与|落实))?[;。]?")
_VERB_ENDS = tuple(verb + stop for verb in ("牵头", "负责", "配合", "参与", "落实") for stop in ("", ";", "。"))
"""How a line of verbs ends: most lines end otherwise, and need not be tried."""
_END = "。;,. "
_STOP = re.compile(r"。(?=\s*\S)")
_SAYS_MORE = re.compile(r"\s*(?:[^。;:]{2,8}:|[列排逗注]|以下|下同|其他|其余|上述|各项|具体|第一|首[位个])")
"""What belongs to a clause behind its full stop: another label (完成时限：), a statement (列第一位者为牵头单位)."""


def find_clause_lines(outline: Outline, start: int, end: int) -> Iterator[Found]:
    """The clauses without brackets between two places, in order."""
    shadow = outline.shadow
    blocks = [block for block in outline.blocks if block.kind == "text" and start <= block.content_start and block.content_end <= end]
    read_until = -1
    for index, block in enumerate(blocks):
        if block.content_start < read_until:
            continue
        following = blocks[index + 1] if index + 1 < len(blocks) and blocks[index + 1].number is None else None
        first = block.number.end if block.number else block.content_start
        found = _labelled(shadow, block, first, following) or _by_verb(shadow, block)
        while found:
            read_until = found.end
            yield found
            found = _labelled(shadow, block, found.end, following) if found.end < block.content_end else None


def _labelled(shadow: str, block: Block, first: int, following: Block | None) -> Found | None:
    """The next 责任单位：… of a paragraph from a place on: at the start of its line or after a stop, up to the end of its sentence."""
    words = shadow[first : block.content_end]
    if ":" not in words and "单位 " not in words and "部门 " not in words:
        return None
    if _AT_START.match(words):
        begins = 0
    elif _SPACED_AT_START.match(words):
        begins = 0
        words = SPACED_LABEL.sub(lambda found: found[0][: found.start("space") - found.start()] + ":" + " " * (len(found["space"]) - 1), words)
    elif after := _AFTER_STOP.search(words):
        begins = after.start("label")
    else:
        return None
    if words.rstrip().endswith((":", "、")) and following and _NAMES_ONLY.fullmatch(shadow, following.content_start, following.content_end):
        words = shadow[first : following.content_end]
    clause_words = words[begins : _end_of_clause(words, begins)].rstrip(_END)
    bullets = len(clause_words) - len(clause_words.lstrip(_BULLETS))
    clause = read_clause(clause_words[bullets:])
    if clause is None or not clause.labelled:
        return None
    return _found(clause, first + begins, len(clause_words), bullets, alone=begins == 0 and block.number is None)


def _end_of_clause(words: str, begins: int) -> int:
    """Where the clause ends that begins at a place: with its sentence, where the next one says neither more of it nor who leads."""
    for stop in _STOP.finditer(words, begins):
        if not _SAYS_MORE.match(words, stop.end()):
            return stop.start()
    return len(words)


def _by_verb(shadow: str, block: Block) -> Found | None:
    """市财政局牵头，市教育局配合。 as a whole line under an item."""
    if (
        block.number
        or not shadow.endswith(_VERB_ENDS, block.content_start, block.content_end)
        or not _VERB_LINE.fullmatch(shadow, block.content_start, block.content_end)
    ):
        return None
    words = shadow[block.content_start : block.content_end].rstrip(_END)
    bullets = len(words) - len(words.lstrip(_BULLETS))
    clause = read_clause(words[bullets:])
    if clause is None or not clause.labelled or not all(looks_like_a_body(words[bullets:][body.start : body.end] + body.tail) for body in clause.bodies):
        return None
    return _found(clause, block.content_start, len(words), bullets, alone=True)


def _found(clause: Clause, start: int, length: int, bullets: int, *, alone: bool) -> Found:
    return Found(((start, start + length),), mentions_of(clause, start + bullets), clause.open_ended, clause.starts_open, alone)
