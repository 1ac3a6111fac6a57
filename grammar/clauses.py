"""What a responsibility clause says inside: which bodies, in which roles.

    牵头单位:市财政局;责任单位:市商务局、教育局等部门
    市知识产权局、编办牵头,市委改革办,市发展改革委、工商局配合
    市教委会同市财政局负责

Every convention gives its clause to `read_clause`: brackets, lines, cells, running text. What is no list of bodies
(技工院校内由……部门负责) gives null; nothing is guessed. Offsets count in the words given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from grammar.name_lists import CONTINUES, ETC, LEVEL_ONLY, conjunction, is_open, shared_tail
from grammar.names import AGENCY_END, looks_like_a_body, may_be_a_body
from grammar.role_words import LABEL, OTHER_LABEL, REMARK, STARS, VERB, role_of
from ontology.records import Role

_DELIMITER = re.compile(r"[(\[<)\]>,;。、:\s]")
_LEADING = re.compile(r"(?:(?:此|本|该|上述|以上|这)项?(?:工作|任务|措施|政策|事项|行动)?由|由|请|以及|及|和|与|并由|再由|其中|主要由|具体由)")
_STATEMENT = re.compile(
    r"下同|不再(?:另行|单独|一一|逐一|重复|分别)?(?:列出|列示|标注|列明|注明|说明)|(?:第一|首[位个]|前面?的?|列|排|标|号)[^、]{0,12}为牵头|^以下|^注:"
)
_NAME_THEN_VERB = re.compile(
    r".{2,20}?(?:局|委|办|厅|部|政府|管委会|中心|院|行|会)(?=按照?|根据|依据|统筹|督促|抓好|做好|组织|协调|推进|加强|会商|及时|定期|依法|研究|制定|指导|结合)"
)
"""市财政局按照职责抓好落实: the name ends where a verb begins that gives no role."""
_LABEL_IS = re.compile(r"为(?<=(?:牵头|责任|配合)(?:单位|部门)为)")
_PERSON = re.compile(r"(?:[省市区县州镇乡]长|书记|主任|领导|负责人|同志|专员)$")
_TIME = re.compile(
    r"^(?:(?:20)?\d{2,4}年|\d{1,2}月|\d+日|每[年月季周]|长期|持续|常态|年内|年底|全年|即时|立即|已完成|截至|截止|完成时[限间]"
    r"|[一二三四1-4]季度|上半年|下半年|适时|近期|按(?:进度|序时|计划|时|期))"
)


class Body(NamedTuple):
    """One body of a clause: `words[start:end]`."""

    start: int
    end: int
    role: Role
    run: int
    """Which run of 、 it stands in."""
    group: int
    """How many commas stand before it."""
    tail: str = ""
    """What it shares with the last name of its run: 区政府 for 越秀 in 越秀、天河区政府."""


@dataclass(frozen=True, slots=True)
class Clause:
    """What a clause says."""

    bodies: tuple[Body, ...]
    open_ended: bool
    labelled: bool
    """It has a role label or verb; without one it is a bare list."""
    starts_open: bool
    """Its first element is no body (各有关部门…), so that nobody stands in first place."""


class _Element(NamedTuple):
    start: int
    end: int
    before: str
    after: str


def _elements(words: str, *, cell: bool) -> list[_Element]:
    """The parts between the delimiters of the outermost level; in a cell, line breaks and spaces part names too."""
    elements: list[_Element] = []
    depth, start, before = 0, 0, ""
    for found in _DELIMITER.finditer(words):
        mark = found[0]
        if mark in "([<":
            depth += 1
        elif mark in ")]>":
            depth = max(0, depth - 1)
        elif depth == 0:
            if mark.isspace() and not (_breaks(words, start, found.start(), found.end()) if cell or mark != "\n" else LABEL.match(words, found.end())):
                continue
            if found.start() > start:
                elements.append(_Element(start, found.start(), before, mark))
                before = mark
            elif elements and mark == ":":
                elements[-1] = elements[-1]._replace(after=":")
            start = found.end()
            before = mark if mark in ",;。" or not elements else before
    if start < len(words):
        elements.append(_Element(start, len(words), before, ""))
    return elements


def _breaks(words: str, start: int, end: int, after: int) -> bool:
    """Whether white space parts two names (a cell: 市财政局 市教育局) and is no break inside one (a wrapped line)."""
    return bool(AGENCY_END.search(words[start:end].strip())) and not words[after : after + 1].isspace()


class _Reader:
    """Walks over the elements of a clause and gathers the bodies.

    Names wait in `pending` until a verb claims them; what none claims belongs to the label, or is responsible.
    """

    def __init__(self, words: str, default: Role | None) -> None:
        self.words = words
        self.label = default
        self.labelled = default is not None
        self.bodies: list[Body] = []
        self.pending: list[Body] = []
        self.open_ended = False
        self.starts_open: bool | None = None
        self.skipping = False
        """After a label that names no body (完成时限:)."""
        self.joined = False
        """After 会同: what follows supports."""
        self.run = self.group = 0
        self.carried: int | None = None
        """Where a name began whose first part is only a level: 各市、县（市、区）政府."""
        self.doubtful = 0
        self.no_names = False

    def read(self) -> Clause | None:
        for element in _elements(self.words, cell=self.labelled):
            self._element(element)
        self._flush()
        if self.no_names or self.doubtful > len(self.bodies) - self.doubtful or not (self.bodies or self.open_ended):
            return None
        return Clause(tuple(_once(self.words, self.bodies)), self.open_ended, self.labelled, bool(self.starts_open))

    def _element(self, element: _Element) -> None:
        if element.before in (",", ";", "。"):
            self.run += 1
            self.group += 1
            if self.joined and self.pending:
                self._claim(Role.SUPPORT)
                self.joined = False
        words = self.words[element.start : element.end].strip()
        if element.after == ":":
            self._label(words)
        elif self.skipping or _TIME.match(words) or _STATEMENT.search(words):
            return
        elif element.after == "、" and LEVEL_ONLY.fullmatch(words) and CONTINUES.match(self.words, element.end + 1):
            self.carried = element.start if self.carried is None else self.carried
        else:
            self._names_and_verbs(element.start, element.end)

    def _label(self, words: str) -> None:
        label = LABEL.match(words + ":")
        if not label and not OTHER_LABEL.search(words):
            return  # 市级: — a qualifier
        self._flush()
        self.run += 1
        self.skipping = label is None
        self.label = role_of(label) if label else None
        self.labelled = self.labelled or label is not None

    def _names_and_verbs(self, start: int, end: int) -> None:
        position = start
        for found in VERB.finditer(self.words[start:end]):
            if not found[0]:
                continue
            if start + found.start() > position:
                self._name(position, start + found.start())
            position = start + found.end()
            if found["join"]:
                self._claim(Role.LEAD)
                self.joined = self.labelled = True
                continue
            self._release_earlier()
            self._claim(Role.SUPPORT if self.joined else role_of(found))
            self.joined, self.labelled = False, True
            self.run += 1
        if position < end:
            self._name(position, end)

    def _name(self, start: int, end: int) -> None:
        """Take words as one name, as two joined by 和, or as 等部门."""
        words = self.words
        if self.carried is not None:
            start, self.carried = self.carried, None
        while start < end and words[start].isspace():
            start += 1
        while end > start and (words[end - 1].isspace() or words[end - 1] in STARS):
            end -= 1
        if found := _LEADING.match(words, start, end):
            start = found.end()
        part = words[start:end]
        remark = REMARK.search(part) if part.endswith((")", "]")) else None
        if remark:
            part = part[: remark.start()]
        if found := ETC.search(part):
            self.open_ended = True
            part = part[: found.start()]
        end = start + len(part)
        if not looks_like_a_body(part) and (found := _NAME_THEN_VERB.match(part)):
            part, end = found[0], start + found.end()
        if not part:
            return
        if is_open(part):
            self.open_ended = True
            self.starts_open = self.starts_open is None or self.starts_open
        elif joint := conjunction(part):
            self._name(start, start + joint[0])
            self._name(start + joint[1], end)
        else:
            self.starts_open = bool(self.starts_open)
            body = Body(start, end, role_of(remark) if remark else Role.RESPONSIBLE, self.run, self.group)
            if remark:
                self.bodies.append(body)
                self.labelled = True
            else:
                self.pending.append(body)

    def _release_earlier(self) -> None:
        """市科技局、市水务局，市科技局牵头: the verb's own group names a body again, so that the groups before it are not the verb's."""
        last = [body for body in self.pending if body.group == self.group]
        names = {self.words[body.start : body.end] for body in last}
        if any(self.words[body.start : body.end] in names for body in self.pending if body.group != self.group):
            self.pending = [body for body in self.pending if body.group != self.group]
            self._claim(self.label or Role.RESPONSIBLE)
            self.pending = last

    def _claim(self, role: Role) -> None:
        """Give the names that wait a role; a name without an ending takes that of the name that closes its run."""
        closing = ""
        claimed: list[Body] = []
        for body in reversed(self.pending):
            name = self.words[body.start : body.end]
            same_run = claimed and claimed[-1].run == body.run
            tail = shared_tail(name, closing) if same_run else ""
            if not tail:
                closing = name
            if self.label is None and not looks_like_a_body(name + tail):
                if _PERSON.search(name) or self.labelled:  # 市长牵头; after a verb, words that are no name (按季度报送进展)
                    continue
                self.doubtful += 1
                self.no_names = self.no_names or not may_be_a_body(name)
            claimed.append(Body(body.start, body.end, role, body.run, body.group, tail))
        self.bodies += reversed(claimed)
        self.pending.clear()

    def _flush(self) -> None:
        self._claim(Role.SUPPORT if self.joined else self.label or Role.RESPONSIBLE)
        self.joined = False


_start = attrgetter("start")
_STRENGTH = {Role.LEAD: 0, Role.RESPONSIBLE: 1, Role.SUPPORT: 2}


def _once(words: str, bodies: list[Body]) -> list[Body]:
    """A body named twice in a clause is listed once, with the stronger role, in the order of the words."""
    best: dict[str, Body] = {}
    for body in sorted(bodies, key=_start):
        name = words[body.start : body.end] + body.tail
        if name not in best:
            best[name] = body
        elif _STRENGTH[body.role] < _STRENGTH[best[name].role]:
            best[name] = best[name]._replace(role=body.role)
    return list(best.values())


@lru_cache(maxsize=4096)
def read_clause(words: str, default: Role | None = None) -> Clause | None:
    """The bodies of a clause with their roles; null where the words are no list of bodies.

    `words` is the shadow of the clause without its outer brackets; `default` is the role of a column or a label outside.
    Where names come before any label, most must look like bodies and none may be a phrase.
    """
    return _Reader(_LABEL_IS.sub(":", words), default).read()  # 牵头单位为市教育局
