"""What is said once for the whole document.

    （A、B负责。列第一位者为牵头单位，下同）              the first body of this and of every later clause leads
    （……。以下均需各区政府负责，不再列出）                these bodies have work in every later clause too
    注：逗号前为牵头单位                                  in a note of its own: for every clause

The statement itself is no body and leaves nothing open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from grammar.clauses import read_clause
from grammar.drafts import Draft, Mention, Span, mentions_of
from grammar.role_words import STARS
from ontology.records import Role

_FIRST_LEADS = re.compile(
    r"(?:(?:各项)?(?:任务|工作|措施)?(?:中)?(?:列|排|位列|排名|标列)(?:在)?(?:第一位?|首位|最前|前面)(?:的|者)?(?:第一位)?(?:为|的)?(?:单位|部门|者|的)?|第一个?(?:单位|部门)?|首[个位]?(?:单位|部门)?)(?:均)?(?:为|是)牵头(?:责任)?(?:单位|部门)|第一(?:责任)?(?:单位|部门)(?:均)?为牵头(?:单位|部门)?"
)
_BEFORE_COMMA_LEADS = re.compile(r"(?:第一个)?(?:逗号|分号)(?:之|以)?前(?:面)?(?:的)?(?:单位|部门|者)?(?:均)?为牵头(?:责任)?(?:单位|部门)")
_STARRED_LEADS = re.compile(r"(?:标|加|带|注|打)(?:有|注|示)?[“\"]?(?P<star>[*★☆▲△#])[”\"]?(?:号)?(?:的|者)?(?:单位|部门)?(?:为|是)牵头(?:责任)?(?:单位|部门)?")
_NOT_LISTED_AGAIN = re.compile(
    r"(?:以下|下列|其他|其余|上述|各项|具体)(?:各项|各条|各)?(?:任务|政策|措施|工作|事项|条款|举措|内容|意见)*,?均?(?:需|由|须|应|要|涉及)?(?:由)?(?P<names>[^。;]{2,80}?)(?P<verb>按职责分工负责落实|负责落实|按职责分工负责|组织落实|具体落实|负责|落实|配合|参与|实施|牵头)?(?:实施|落实)?,\s*(?:以下|后面|下文)?不再(?:另行|单独|一一|逐一|重复|分别)?(?:列出|列示|标注|列明|注明|说明|[做作]?分工)"
)


_LEADS = re.compile(r"牵头(?<=[为是]牵头)(?:责任)?(?:单位|部门)?")
_AGAIN = re.compile(r"不再")
_BACK = 40
"""A statement reaches no further back than this from the words that mark it: the few places that matter are found first."""


_KINDS = (("first", _FIRST_LEADS), ("group", _BEFORE_COMMA_LEADS), ("starred", _STARRED_LEADS))


@dataclass(frozen=True, slots=True)
class Standing:
    """A statement at `start`, and what it says."""

    start: int
    end: int
    leads: str | None = None
    """`first`, `group` (before the first comma) or `starred`: which bodies of a clause lead."""
    implied: tuple[Mention, ...] = ()
    note: bool = False
    """It stands in no clause: it holds for the whole document, also for what comes before it."""


def find_standing(shadow: str, start: int, end: int, clauses: Sequence[Span]) -> list[Standing]:
    """The statements of a document, in order; `clauses` are the spans of its responsibility clauses."""
    found: list[Standing] = []

    def note(position: int) -> bool:
        return not any(begin <= position < until for begin, until in clauses)

    for marker in _LEADS.finditer(shadow, start, end):
        for leads, pattern in _KINDS:
            if m := pattern.search(shadow, max(start, marker.start() - 1 - _BACK), marker.end()):
                found.append(Standing(m.start(), m.end(), leads=leads, note=note(m.start())))
                break
    for marker in _AGAIN.finditer(shadow, start, end):
        if match := _NOT_LISTED_AGAIN.search(shadow, max(start, marker.start() - _BACK * 3), min(end, marker.end() + _BACK)):
            if any(standing.start == match.start() for standing in found):
                continue  # 不再 stands again soon after
            role = {"牵头": Role.LEAD, "配合": Role.SUPPORT, "参与": Role.SUPPORT}.get(match["verb"], Role.RESPONSIBLE)
            clause = read_clause(match["names"], role)
            if clause:
                offset = match.start("names")
                bodies = mentions_of(clause, offset)
                found.append(Standing(match.start(), match.end(), implied=bodies))
    return sorted(found, key=lambda standing: standing.start)


def with_leads(draft: Draft, standings: Sequence[Standing], shadow: str) -> list[Mention]:
    """The draft's mentions with the lead that a statement gives: in its own clause, in later ones, in all from a note."""
    if not standings or not draft.mentions or draft.starts_open:
        return draft.mentions
    until = draft.clause[-1][1]
    leads = next((standing.leads for standing in standings if standing.leads and (standing.note or standing.start < until)), None)
    if leads is None:
        return draft.mentions
    first = draft.mentions[0]

    def lead(mention: Mention) -> bool:
        if leads == "starred":
            return shadow[mention.end : mention.end + 1] in STARS and mention.end < len(shadow)
        return mention == first or (leads == "group" and mention.group == first.group)

    return [mention._replace(role=Role.LEAD) if lead(mention) else mention for mention in draft.mentions]


def implied_for(draft: Draft, implying: Sequence[Standing]) -> list[Standing]:
    """Those of the statements that give bodies (to the clauses of the whole document) that stand before the end of the draft's clause."""
    return [standing for standing in implying if standing.start < draft.clause[-1][1]] if draft.clause else []
