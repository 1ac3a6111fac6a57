"""Texts that have broken somebody's reader or writer, and documents that hold them in every place that takes a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ontology.records import Extraction

if TYPE_CHECKING:
    from tests.graph.conftest import Draft

HARD = [
    "[附件1]办好",
    '{"a": 1}',
    "[",
    "{}",
    "[1,2]",
    "null",
    "NULL",
    "true",
    "1",
    " 前后 ",
    "他说“好”",
    "say \"yes\" and 'no'",
    "back\\slash \\n \\u4e00",
    "行一\n行二\r\n行三\t列",
    "表情😀与𠮷字",
    "é ≠ é",
    "<b>&amp;</b>",
    "a;b,c|d",
    "$x ${y} {{z}}",
    "\u200b零宽\u2028分行\ufeff",
    "bell\x07 form\x0c delete\x7f nul-free",
    "٣ ３ ③",
    "-- ; DROP",
    "2018-01-18",
]


def hard(draft: Draft, texts: Sequence[str] = HARD) -> list[Extraction]:
    """Three documents of them."""
    tasks = [("/".join(filter(None, ["二", words.replace("/", "")])), words, [("lead", "广州市财政局"), ("support", words)]) for words in texts]
    cited = [(words, None) for words in texts] + [("题", words) for words in texts]
    return [
        draft(title=words, number=f"穗示〔2026〕{number}号", tasks=tasks, omissions=texts, citations=cited, marks=tuple(texts))
        for number, words in enumerate(texts[:3])
    ]
