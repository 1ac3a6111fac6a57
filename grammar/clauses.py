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

from grammar.elements import AND_A_LEVEL, Element, Named, elements_of, named_in, plainly_named, says_no_names, verbs_of
from grammar.name_lists import LONGEST_ELIDED, goes_on, shared_tail
from grammar.names import looks_like_a_body, may_be_a_body
from grammar.role_words import LABEL, OTHER_LABEL, role_of
from ontology.records import Role

_LABEL_IS = re.compile(r"为(?<=(?:牵头|责任|配合)(?:单位|部门)为)(?!总?牵头|责任|配合)")
_WHO_LEADS = re.compile(r"[(\[<][^()\[\]<>]*[为是]牵头[^()\[\]<>]*[)\]>]")
"""市财政局（第一责任单位为牵头单位，下同）: what the bracket says is no part of the name."""
_PERSON = re.compile(r"(?:[省市区县州镇乡]长|书记|主任|领导|负责人|同志|专员)$")


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
        self.stated = False
        """In the list of a statement: 以下均由市州、县市区人民政府负责."""
        self.joined = False
        """After 会同: what follows supports."""
        self.run = self.group = 0
        self.carried: int | None = None
        """Where a name began whose first part is only a level: 各市、县（市、区）政府."""
        self.doubtful = 0
        self.no_names = False

    def read(self) -> Clause | None:
        for element in elements_of(self.words, cell=self.labelled):
            self._element(element)
        self._flush()
        if self.no_names or self.doubtful > len(self.bodies) - self.doubtful or not (self.bodies or self.open_ended):
            return None
        return Clause(tuple(_once(self.words, self.bodies)), self.open_ended, self.labelled, bool(self.starts_open))

    def _element(self, element: Element) -> None:
        start, end, before, after = element
        if before in (",", ";", "。"):
            self.run += 1
            self.group += 1
            if self.joined and self.pending:
                self._claim(Role.SUPPORT)
                self.joined = False
        words = self.words[start:end]
        if after == ":":
            if (glued := LABEL.search(words + ":")) and glued.start() and looks_like_a_body(words[: glued.start()].strip()):
                self._names_and_verbs(start, start + glued.start())  # 牵头部门：县委宣传部配合部门：各乡镇
                words = words[glued.start() :]
            self._label(words.strip())
        elif self.skipping:
            return
        elif not self.stated and self.carried is None and (named := plainly_named(words)):
            self._take(start, named)
        else:
            self._read_closely(element, words.strip())

    def _read_closely(self, element: Element, words: str) -> None:
        """An element that is no name alone."""
        if says_no_names(words) or self.stated:
            self.stated = element.after == "、" and (self.stated or words.startswith("以下"))
        elif element.after == "、" and goes_on(words, self.words, element.end + 1):
            self.carried = element.start if self.carried is None else self.carried
        elif element.after == "、" and (level := AND_A_LEVEL.search(words)) and goes_on(level["level"], self.words, element.end + 1):
            start = self.words.index(words, element.start)
            self._names_and_verbs(start, start + level.start())  # 省财政厅和各市、县人民政府
            self.carried = start + level.start("level")
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
        for verb in verbs_of(self.words[start:end]):
            if start + verb.start > position:
                self._name(position, start + verb.start)
            position = start + verb.end
            if verb.role is None:
                self._claim(Role.LEAD)
                self.joined = self.labelled = True
                continue
            self._release_earlier()
            self._claim(Role.SUPPORT if self.joined else verb.role)
            self.joined, self.labelled = False, True
            self.run += 1
        if position < end:
            self._name(position, end)

    def _name(self, start: int, end: int) -> None:
        """Take words as one name, as two joined by 和, or as 等部门."""
        if self.carried is not None:
            start, self.carried = self.carried, None
        self._take(start, named_in(self.words[start:end]))

    def _take(self, start: int, named: Named) -> None:
        """Take what words at a place name."""
        self.open_ended = self.open_ended or named.open_ended
        for begins, ends, remark, nobody in named.names:
            if nobody:
                self.starts_open = self.starts_open is None or self.starts_open
                continue
            self.starts_open = bool(self.starts_open)
            body = Body(start + begins, start + ends, remark or Role.RESPONSIBLE, self.run, self.group)
            if remark:
                self.bodies.append(body)
                self.labelled = True
            else:
                self.pending.append(body)

    def _release_earlier(self) -> None:
        """市科技局、市水务局，市科技局牵头: the verb's own group names a body again, so that the groups before it are not the verb's."""
        if not self.pending or self.pending[0].group == self.group:
            return  # the names wait in order: there is no earlier group
        last = [body for body in self.pending if body.group == self.group]
        names = {self.words[body.start : body.end] for body in last}
        if any(self.words[body.start : body.end] in names for body in self.pending if body.group != self.group):
            self.pending = [body for body in self.pending if body.group != self.group]
            self._claim(self.label or Role.RESPONSIBLE)
            self.pending = last

    def _claim(self, role: Role) -> None:
        """Give the names that wait a role; a name without an ending takes that of the name that closes its run."""
        if not self.pending:
            return
        closing = ""
        claimed: list[Body] = []
        for body in reversed(self.pending):
            name = self.words[body.start : body.end]
            tail = shared_tail(name, closing) if len(name) <= LONGEST_ELIDED and claimed and claimed[-1].run == body.run else ""
            if not tail:
                closing = name
            if self.label is None and not looks_like_a_body(name + tail):
                if _PERSON.search(name) or self.labelled:  # 市长牵头; after a verb, words that are no name (按季度报送进展)
                    continue
                self.doubtful += 1
                self.no_names = self.no_names or not may_be_a_body(name)
            claimed.append(Body(body.start, body.end, role, body.run, body.group, tail) if tail or role is not body.role else body)
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
    words = _WHO_LEADS.sub(lambda found: " " * len(found[0]), words) if "为牵头" in words or "是牵头" in words else words
    return _Reader(_LABEL_IS.sub(":", words), default).read()  # 牵头单位为市教育局
