"""The elements of a clause, and what each says by itself: its verbs, and the names between them.

    牵头单位:市财政局;责任单位:市商务局、教育局等部门     →   牵头单位 | 市财政局 | 责任单位 | 市商务局 | 教育局等部门
    市教委会同市财政局负责                               →   市教委, 会同, 市财政局, 负责

What an element means beside others (who has which role) is for `clauses.py`. Words that name nobody give no names.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from grammar.name_lists import ETC, LEVEL_ONLY, conjunction, is_open
from grammar.names import AGENCY_END, looks_like_a_body
from grammar.role_words import LABEL, REMARK, STARS, VERB, role_of
from ontology.records import Role

_DELIMITER = re.compile(r"([(\[<)\]>,;。、:\s])")
_LEADING = re.compile(r"(?:(?:此|本|该|上述|以上|这)项?(?:工作|任务|措施|政策|事项|行动)?由|由|请|以及|及|和|与|并由|再由|其中|主要由|具体由)")
_STATEMENT = re.compile(
    r"下同|不再(?:另行|单独|一一|逐一|重复|分别)?(?:列出|列示|标注|列明|注明|说明|[做作]?分工)|^(?:具体|各项)?(?:任务|工作|措施)均|(?:第一|首[位个]|前面?的?|列|排|标|号)[^、]{0,12}为牵头|^以下|^注:"
)
_NAME_THEN_VERB = re.compile(
    r".{2,20}?(?:局|委|办|厅|部|政府|管委会|中心|院|行|会)(?=按照?|根据|依据|统筹|督促|抓好|做好|组织|协调|推进|加强|会商|及时|定期|依法|研究|制定|指导|结合)"
)
"""市财政局按照职责抓好落实: the name ends where a verb begins that gives no role."""
_IN_BRACKETS = re.compile(r"(?<=.)[(\[<][^()\[\]<>]*[)\]>]")
AND_A_LEVEL = re.compile(r"(?<=[局委厅办部会行司署院门位])(?:和|及|与|以及)(?P<level>各?(?:有关|相关)?(?<=[各关])(?:设区的?)?[省市州区县盟旗]+)$")
"""省财政厅和各市 before 、县人民政府: a name, and the first part of another."""
_TIME = re.compile(
    r"^(?:(?:20)?\d{2,4}年|\d{1,2}月|\d+日|每[年月季周]|长期|持续|常态|年内|年底|全年|即时|立即|已完成|截至|截止|完成时[限间]"
    r"|[一二三四1-4]季度|上半年|下半年|适时|近期|按(?:进度|序时|计划|时|期))"
)


class Element(NamedTuple):
    """`words[start:end]` of a clause, with the delimiters around it; empty at the ends of the clause."""

    start: int
    end: int
    before: str
    after: str


def elements_of(words: str, *, cell: bool) -> list[Element]:
    """The parts between the delimiters of the outermost level; in a cell, line breaks and spaces part names too."""
    elements: list[Element] = []
    depth, start, before = 0, 0, ""
    position = -1
    pieces = iter(_DELIMITER.split(words))
    for piece, mark in zip(pieces, pieces, strict=False):  # nothing stands behind the last piece
        position += len(piece) + 1
        if mark in "([<":
            depth += 1
        elif mark in ")]>":
            depth = max(0, depth - 1)
        elif depth == 0:
            if mark.isspace() and not (_breaks(words, start, position, position + 1) if cell or mark != "\n" else LABEL.match(words, position + 1)):
                continue
            if position > start:
                elements.append(Element(start, position, before, mark))
                before = mark
            elif elements and mark == ":":
                elements[-1] = elements[-1]._replace(after=":")
            start = position + 1
            before = mark if mark in ",;。" or not elements else before
    if start < len(words):
        elements.append(Element(start, len(words), before, ""))
    return elements


def _breaks(words: str, start: int, end: int, after: int) -> bool:
    """Whether white space parts two names (a cell: 市财政局 市教育局) and is no break inside one (a wrapped line, 市 科技局)."""
    name = words[start:end].strip()
    return len(name) > 1 and bool(AGENCY_END.search(name)) and not words[after : after + 1].isspace()


# What a few words say by themselves is remembered: the same bodies come again in clause after clause.


@lru_cache(maxsize=4096)
def says_no_names(words: str) -> bool:
    """Whether an element tells a time or a standing statement (2026年底前, 下同); 下同 in the brackets of a name is part of a name."""
    if "(" in words or "[" in words or "<" in words:
        return bool(_TIME.match(words) or _STATEMENT.search(_IN_BRACKETS.sub("", words)))
    return bool(_TIME.match(words) or _STATEMENT.search(words))


class Verb(NamedTuple):
    """What stands behind names, `words[start:end]` of an element, and the role that it gives."""

    start: int
    end: int
    role: Role | None
    """Null for what joins two bodies (会同)."""


@lru_cache(maxsize=4096)
def verbs_of(words: str) -> tuple[Verb, ...]:
    """The verbs of an element, in order."""
    return tuple([Verb(found.start(), found.end(), None if found["join"] else role_of(found)) for found in VERB.finditer(words) if found[0]])


class Name(NamedTuple):
    """One name, `words[start:end]`."""

    start: int
    end: int
    remark: Role | None
    """The role in brackets behind it."""
    nobody: bool
    """有关部门: no body, but a sign that there are more."""


class Named(NamedTuple):
    """What words name, in order."""

    names: tuple[Name, ...]
    open_ended: bool
    """There are more bodies than are named."""


_ONE_NAME = re.compile(rf"[^\s()\[\]<>等和及与由此本该上以这请并再其主具关{STARS}]{{5,}}")
"""Words that hold nothing which opens a name, joins two, stands behind one or leaves open who else it is."""


@lru_cache(maxsize=4096)
def named_in(words: str) -> Named:
    """What words between two verbs name: one body, two joined by 和, or that there are more (等部门)."""
    if _ONE_NAME.fullmatch(words) and looks_like_a_body(words):
        return Named((Name(0, len(words), None, nobody=False),), open_ended=False)
    names: list[Name] = []
    open_ended = False
    waiting = [(0, len(words))]
    while waiting:
        start, end = waiting.pop()
        while start < end and words[start].isspace():
            start += 1
        while end > start and (words[end - 1].isspace() or words[end - 1] in STARS):
            end -= 1
        if found := _LEADING.match(words, start, end):
            start = found.end()
        part = words[start:end]
        remark = REMARK.search(part)
        if remark:
            part = part[: remark.start()]
        if found := ETC.search(part):
            open_ended = True
            part = part[: found.start()]
        if not looks_like_a_body(part) and (found := _NAME_THEN_VERB.match(part)):
            part = found[0]
        end = start + len(part)
        if not part:
            continue
        if is_open(part):
            open_ended = True
            names.append(Name(start, end, None, nobody=True))
        elif joint := conjunction(part):
            waiting += [(start + joint[1], end), (start, start + joint[0])]  # the left one is taken first
        else:
            names.append(Name(start, end, role_of(remark) if remark else None, nobody=False))
    return Named(tuple(names), open_ended)


@lru_cache(maxsize=4096)
def plainly_named(words: str) -> Named | None:
    """What an element names that says nothing else, as most do; null where it has a verb, tells a time or only a level, or says nothing."""
    if words != words.strip() or says_no_names(words) or verbs_of(words) or LEVEL_ONLY.fullmatch(words) or AND_A_LEVEL.search(words):
        return None
    return named_in(words)
