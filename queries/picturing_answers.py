"""Any saved question's answer as a picture takes it: which of its columns name agencies, documents or tasks, and become nodes.

A column's name says it (`agency`, `partner`, `document`, `task`): the shipped questions keep to these names; a question of one's own
may name its columns otherwise and say `node: agency` in its head. Where less than two columns name anything, codes (`reason`) stand in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from queries.answering import Answer
from queries.head import Column
from queries.wording import SCHEMES

if TYPE_CHECKING:
    from graph.pictures.answer import AnswerColumn

NAMED = {
    "agency": "agency",
    "partner": "agency",
    "agencies": "agency",
    "funder": "agency",
    "funders": "agency",
    "member": "agency",
    "issuers": "agency",
    "task": "task",
    "body": "group",
    "metric": "measure",
    "phase": "measure",
    "document": "document",
    "later": "document",
    "basis": "document",
    "changed": "cited",
    "cited": "cited",
    "citing": "document",
}
"""The kind of node that a column of that name holds."""
_NEVER = ("role", "status", "by", "operator")
"""Codes that say something of a row and are nothing that it is about."""


def picture_columns(answer: Answer) -> list[AnswerColumn]:
    """The columns of an answer with their kinds, ways of reading and words for codes."""
    from graph.pictures.answer import AnswerColumn
    from graph.pictures.net import Reads
    from graph.words import Words

    def reads(column: Column) -> Reads:
        if column.scheme == "role":
            return "role"
        if column.name == "clause":
            return "clause"
        if column.holds == "words" or column.name == "words":
            return "words"
        return "names" if kinds[column.name] else "text"

    kinds = {column.name: column.node or NAMED.get(column.name, "") for column in answer.columns}
    if sum(map(bool, kinds.values())) < 2:
        kinds |= {column.name: "value" for column in answer.columns if column.scheme and column.scheme not in _NEVER}
    made = []
    for column in answer.columns:
        codes = {code: words.zh for code, words in SCHEMES.get(column.scheme or "", {}).items()}
        made.append(AnswerColumn(column.name, Words(column.title.zh, column.title.en), kinds[column.name], reads(column), codes))
    return made
