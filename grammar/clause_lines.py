"""Clauses without brackets: a line of its own, or the end of a paragraph after its last stop.

    责任单位：市商务局、市财政局
    牵头单位：市商务局，责任单位：各县区人民政府
    属地责任：各地（市）行署（人民政府）

Lines that follow one another make one clause. A line that tells only a deadline or a person (责任人：张三) names no body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from grammar.clauses import LABEL, read_clause
from grammar.drafts import Found, mentions_of
from grammar.outline import Outline

_AT_START = re.compile(rf"[★*●◆■▲·\-—]*\s*(?:{LABEL.pattern})", re.VERBOSE)
_AFTER_STOP = re.compile(rf"(?<=[。;!”])\s*(?:{LABEL.pattern})", re.VERBOSE)
_NAME_LINE = re.compile(r"^[^。;!?:]{3,200}$")
_VERB_LINE = re.compile(r"^(?!.*[。!?《])[^。:]{3,160}?(?:牵头|负责|配合|落实|参与)[;。]?$")


def find_clause_lines(outline: Outline, start: int, end: int) -> Iterator[Found]:
    """The clauses without brackets between two places, in order."""
    shadow = outline.shadow
    blocks = [block for block in outline.blocks if block.kind == "text" and start <= block.content_start and block.content_end <= end]
    skip_until = -1
    for index, block in enumerate(blocks):
        if block.content_start < skip_until or ":" not in shadow[block.content_start : block.content_end]:
            continue
        first = block.number.end if block.number else block.content_start
        line_start, line_end = first, block.content_end
        found = _AT_START.match(shadow, first, line_end)
        alone = found is not None and block.number is None
        if not found:
            for found in _AFTER_STOP.finditer(shadow, first, line_end):
                line_start = found.start()
                break
            else:
                continue
            while shadow[line_start].isspace():
                line_start += 1
        words = shadow[line_start:line_end]
        if words.rstrip().endswith(":") and index + 1 < len(blocks) and blocks[index + 1].number is None:  # the bodies stand on the next line
            following = blocks[index + 1]
            if _NAME_LINE.match(shadow[following.content_start : following.content_end]):
                line_end = skip_until = following.content_end
                words = shadow[line_start:line_end]
        words = words.rstrip("。; ")
        offset = len(words) - len(words.lstrip("★*●◆■▲·-— "))
        clause = read_clause(words[offset:])
        if clause and clause.labelled:
            yield Found(((line_start, line_start + len(words)),), mentions_of(clause, line_start + offset), clause.open_ended, clause.starts_open, alone)
