"""The lines that the head of a document is read from, and the notes of what was read where.

The front reaches from the first line to the first numbered item: particulars of the page, number, title, addressees, and
in a notice its text, signature and the title of the plan.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection

from grammar.outlining import Outline
from grammar.shadow import normalise, squeezed
from grammar.signature import Line
from ontology.records import FieldEvidence

LABEL = re.compile(r"^[\[]?\s*(?P<label>[\u4e00-\u9fff][\u4e00-\u9fff ]{1,10}?)\s*[\]:]+\s*(?P<value>.*)$")
"""发文字号：穗府〔2018〕2号, [发文机构] 北京市商务局: a particular with its label."""
_BESIDE = re.compile(r"(?:^|(?<=\s))[\[]?(?P<label>[\u4e00-\u9fff](?:\s{0,4}[\u4e00-\u9fff]){1,7})\s*[\]:]+\s*")
"""The labels of particulars that stand side by side: 发文机关: 国务院办公厅 成文日期: 2014年02月23日."""
_MOST_LINES = 90
_TOP_NUMBERS = 7
"""Ranks of numbers that begin the body: a (1) or ① may stand in a title page."""


class Front:
    """The lines of a document, how far its front reaches, and the evidence of the fields read so far."""

    def __init__(self, text: str, outline: Outline) -> None:
        self.text, self.shadow = text, outline.shadow
        self.evidence: list[FieldEvidence] = []
        blocks = [block for block in outline.blocks if block.kind == "text"]
        self.lines = [Line(block.content_start, block.content_end, self.shadow[block.content_start : block.content_end].strip()) for block in blocks]
        numbered = next((index for index, block in enumerate(blocks) if block.number and block.number.rank <= _TOP_NUMBERS), len(blocks))
        self.reach = min(numbered, _MOST_LINES)
        body = blocks[numbered].start if numbered < len(blocks) else 0
        attachment = next((block.start for block in outline.blocks if block.kind == "attachment" and block.start > body), len(text))
        self.last = bisect_left(self.lines, attachment, key=lambda line: line.start)
        """How many lines stand before the first attachment."""

    def note(self, field: str, start: int, end: int) -> str:
        """Remember the words of a field, without the white space around them; gives them as a value."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        self.evidence.append(FieldEvidence(field=field, start=start, end=end, quote=self.text[start:end]))
        return normalise(self.text[start:end])

    def labelled(self, labels: Collection[str]) -> Line | None:
        """The value of a particular, on the line of its label or on the next; null where the page has none of these labels."""
        for index, line in enumerate(self.lines[: self.reach]):
            beside = list(_BESIDE.finditer(line.words)) if ":" in line.words or "]" in line.words else []
            at = next((at for at, found in enumerate(beside) if squeezed(found["label"]) in labels), None)
            if at is None:
                continue
            start, end = beside[at].end(), beside[at + 1].start() if at + 1 < len(beside) else len(line.words)
            if value := line.words[start:end].strip():
                first = line.end - len(line.words) + start
                return Line(first, first + len(value), value)
            if index + 1 < self.reach and ":" not in self.lines[index + 1].words:
                return self.lines[index + 1]
        return None
