"""What a responsibility clause says inside: which bodies, in which roles.

    牵头单位:市财政局;责任单位:市商务局、教育局等部门
    市知识产权局、编办牵头,市委改革办,市发展改革委、工商局配合
    市教委会同市财政局负责

Every convention gives its clause to `read_clause`: brackets, lines, cells, running text. What is no list of bodies
(建设单位按规定负责) gives null; nothing is guessed. Offsets count in the words given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from grammar.names import AGENCY_END, looks_like_a_body
from ontology.records import Role

_LEAD = r"总牵头|牵头责任|牵头负责|牵头考核|牵头实施|牵头落实|牵头|主办|主责|第一责任|首位责任"
_SUPPORT = r"配合责任|配合落实|配合实施|配合|协办|协助|协同|协作|参与|参加|会办|支持|指导(?=单位)"
_RESPONSIBLE = r"共同责任|具体责任|主要责任|落实责任|责任落实|责任|承办|实施|落实|负责|主管|主体|属地|执行|承担|指导(?=部门)|工作"
_BODY_WORD = r"单位|部门|机构|处室|科室|委办局|地区|区县|县区|县\(市、区\)|主体|方|责任(?!人|领导)|党委|司局"
LABEL = re.compile(
    rf"""
      (?:(?P<lead>{_LEAD})|(?P<support>{_SUPPORT})|(?P<responsible>{_RESPONSIBLE}))
      (?:及?(?:{_LEAD}|{_SUPPORT}|责任|负责|实施|落实)){{0,2}}
      (?:(?:{_BODY_WORD})(?:[(\[][^)\]]{{1,8}}[)\]])?)+\ *(?=:)
    | (?:(?P<lead2>牵头)|(?P<support2>配合|协办)|(?P<responsible2>责任|落实|承办))\ *(?=:)
    """,
    re.VERBOSE,
)
"""牵头单位, 责任部门, 配合单位, 属地责任 … before a colon."""

_BY_DUTY = (
    r"(?:(?:按照?|依照?|依据?|根据)(?:各自|部门|有关|相关|法定|其)?(?:的)?(?:工作)?(?:职责|职能|职权|权限|分工|任务)*(?:[、和及]?(?:分工|职责|任务))*(?:范围)?(?:内)?)?"
    r"(?:各司其职|共同|分别|分头|具体|联合|统筹|组织|密切|协同|分工|各自|依法|积极|直接)*"
)
_VERB = re.compile(
    rf"(?P<join>{_BY_DUTY}(?:牵头)?[并]?(?:会同|会商|联合(?!会|社|体|国|大学)))"
    rf"|(?P<by_duty>{_BY_DUTY})"
    r"(?:(?P<lead>负责牵头|总?牵头(?:负责|组织实施|组织|落实|实施|推进|抓总|办理|协调)?|主办)"
    r"|(?P<support>配合(?:落实|实施|做好)?|协助(?:落实|实施)?|协办|参与|参加|指导|支持)"
    r"|(?P<responsible>负责(?:落实|实施|组织实施|具体落实|办理|推进|组织落实|承办)?|承办|(?:组织)?实施|(?:具体)?落实|各负其责|组织(?:推进|开展|落实)?|推进|开展|制定|研究|办理|组建|提出))"
    r"(?=$|会同|[省市区县州国各](?!单位|部门))"
    r"|(?P<duty_only>(?:按照?|依照?|根据)(?:各自|部门)?(?:职责|职能)(?:分工)?(?:负责)?)$"
)
_OPEN = re.compile(
    r"(?:等|及|和|以及|、)?(?:其他|其它|各)?(?:省|市|区|县|州|盟|旗|自治区|中央|国家)?(?:直|级|政府|辖)?(?:各)?(?:有关|相关|主管|责任|业务)?(?:各)?"
    r"(?:地方|地区|地|方面|省份|部委|部门|单位|委办局|机构|企业)(?:(?:和|及|、|与)(?:其他|其它)?(?:各)?(?:有关|相关|省直|市直|区直|直属)?(?:部门|单位|机构|方面|地区|企业|地方))*$"
)
_OPEN_OF_A_LEVEL = re.compile(r"(?:省|市|区|县|州)?政?府?各?(?:有关|相关).{0,6}(?:部门|单位)")
_OPEN_WORDS = re.compile(r"有关|相关|等|其他|其它")
_ETC = re.compile(
    r"等(?=$|(?:\d+|[一二三四五六七八九十]+)?(?:个|家)?(?:省|市|区|县|州|自治区|中央|国家)?(?:直|级)?(?:各)?(?:有关|相关|主管|责任|成员|职能|单位|部门|委办局|方面|机构|企业|地方|地区|和|及|、|与|各|省级|市级|负有|市直|省直|区直|县直)+$)"
)
_TIME = re.compile(
    r"^(?:(?:20)?\d{2,4}年|\d{1,2}月|每[年月季周]|长期|持续|常态|年内|年底|全年|即时|立即|已完成|截至|截止|完成时[限间]|[一二三四1-4]季度|上半年|下半年|适时|近期|\d+日)"
)
_CONJUNCTION = re.compile(r"以及|及其(?!他)|[和及与]")
_LEVEL_ONLY = re.compile(
    r"(?:各|有关)?(?:设区的?)?(?:省|市|州|盟|区|县|旗|地区|镇|乡|自治区|直辖市|计划单列市|自治州|县级市|新疆生产建设兵团|街道)+(?:[(\[<][^)\]>]{1,12}[)\]>])?"
)
_CONTINUES = re.compile(r"(?!各)(?:省|市|州|盟|区|县|旗|地区|镇|乡|自治区|直辖市|计划单列市|新疆|街道|开发区|[(\[<])")
_DELIMITER = re.compile(r"[(\[<)\]>,;。、:\s]")
_LEADING = re.compile(r"^(?:由|请|以及|及|和|与|并由|再由|其中|主要由|具体由)")
_STATEMENT = re.compile(r"下同|不再(?:另行|单独|一一|逐一|重复|分别)?(?:列出|列示|标注|列明|注明|说明)|为牵头(?:单位|部门)|^以下|^注:")
_OTHER_LABEL = re.compile(r"时限|时间|进度|期限|电话|目标|责任人|领导|联系|备注|负责人|标准|要求|成果|依据")


@dataclass(frozen=True, slots=True)
class Body:
    """One body of a clause: `words[start:end]`."""

    start: int
    end: int
    role: Role
    run: int
    """Which run of 、 it stands in."""
    group: int
    """Which comma-group: 0 before the first comma."""


@dataclass(frozen=True, slots=True)
class Clause:
    """What a clause says."""

    bodies: tuple[Body, ...]
    open_ended: bool
    labelled: bool
    """It has a role label or verb; without one it is a bare list."""
    starts_open: bool
    """Its first element is no body (各有关部门…), so that nobody stands in first place."""


@dataclass(frozen=True, slots=True)
class _Element:
    start: int
    end: int
    before: str
    after: str


def _elements(words: str) -> list[_Element]:
    """The parts between the delimiters of the outermost level."""
    elements: list[_Element] = []
    depth, start, before = 0, 0, ""
    for found in _DELIMITER.finditer(words):
        mark = found[0]
        if mark in "([<":
            depth += 1
        elif mark in ")]>":
            depth = max(0, depth - 1)
        elif depth == 0:
            if mark.isspace() and not _breaks(words, start, found.start(), found.end()):
                continue
            if found.start() > start:
                elements.append(_Element(start, found.start(), before, mark))
                before = mark
            elif elements and mark == ":":
                elements[-1] = _Element(elements[-1].start, elements[-1].end, elements[-1].before, ":")
            start = found.end()
            before = mark if mark in ",;。" or not elements else before
    if start < len(words):
        elements.append(_Element(start, len(words), before, ""))
    return elements


def _breaks(words: str, start: int, end: int, after: int) -> bool:
    """Whether white space parts two names (a cell: 市财政局 市教育局) and is no break inside one (a wrapped line)."""
    return bool(AGENCY_END.search(words[start:end].strip())) and not words[after : after + 1].isspace()


class _Reader:
    """Walks over the elements of a clause and gathers the bodies."""

    def __init__(self, words: str, default: Role | None) -> None:
        self.words = words
        self.label: Role | None = default
        self.skipping = False
        self.bodies: list[Body] = []
        self.pending: list[tuple[int, int, int, int]] = []
        self.open_ended = False
        self.labelled = default is not None
        self.strict_failed = False
        self.joined = False
        self.run = self.group = 0
        self.first: str | None = None
        self.carried: int | None = None
        """Where a name began whose first part is only a level: 各市、县（市、区）政府."""

    def assign(self, role: Role) -> None:
        self.bodies += [Body(start, end, role, run, group) for start, end, run, group in self.pending]
        self.pending.clear()

    def flush(self) -> None:
        """What no verb has claimed belongs to the label, or is responsible."""
        if self.joined:
            self.assign(Role.SUPPORT)
            self.joined = False
        self.assign(self.label or Role.RESPONSIBLE)

    def name(self, start: int, end: int) -> None:
        """Take words as one name, or as two joined by 和, or as 等部门."""
        words = self.words
        if self.carried is not None:
            start, self.carried = self.carried, None
        while start < end and words[start].isspace():
            start += 1
        while end > start and words[end - 1].isspace():
            end -= 1
        if found := _LEADING.match(words[start:end]):
            start += found.end()
        if found := _ETC.search(words[start:end]):
            self.open_ended = True
            end = start + found.start()
        part = words[start:end]
        if not part:
            return
        if _is_open(part):
            self.open_ended = True
            self.first = self.first or "open"
            return
        if joined := _joined_names(part):
            self.name(start, start + joined.start())
            self.name(start + joined.end(), end)
            return
        if not self.labelled and not looks_like_a_body(part):
            self.strict_failed = True
        self.first = self.first or "body"
        self.pending.append((start, end, self.run, self.group))

    def element(self, element: _Element) -> None:
        if element.before in (",", ";", "。"):
            self.run += 1
            self.group += 1
        words = self.words[element.start : element.end]
        stripped = words.strip()
        if element.after == ":":
            label = LABEL.match(stripped + ":")
            if label or _OTHER_LABEL.search(stripped):
                self.flush()
                self.run += 1
                self.skipping = label is None
                self.label = _role_of(label) if label else None
                self.labelled = self.labelled or label is not None
            return
        if self.skipping or _TIME.match(stripped) or _STATEMENT.search(stripped):
            return
        if element.after == "、" and _LEVEL_ONLY.fullmatch(stripped) and _CONTINUES.match(self.words, element.end + 1):
            self.carried = element.start if self.carried is None else self.carried
            return
        self._with_verbs(element.start, element.end)

    def _with_verbs(self, start: int, end: int) -> None:
        position = start
        for found in _VERB.finditer(self.words[start:end]):
            if found["by_duty"] is not None and not found[0]:
                continue
            at = start + found.start()
            if at > position:
                self.name(position, at)
            position = start + found.end()
            if found["join"]:
                self.assign(Role.LEAD)
                self.joined = True
                continue
            role = Role.LEAD if found["lead"] else Role.SUPPORT if found["support"] else Role.RESPONSIBLE
            if self.joined:
                role, self.joined = Role.SUPPORT, False
            self.assign(role)
            self.labelled = True
            self.run += 1
        if position < end:
            self.name(position, end)

    def result(self) -> Clause | None:
        had_join = self.joined
        self.flush()
        if self.strict_failed or not (self.bodies or self.open_ended):
            return None
        return Clause(
            tuple(_once(self.words, self.bodies)),
            self.open_ended,
            self.labelled or had_join or any(b.role is not Role.RESPONSIBLE for b in self.bodies),
            self.first == "open",
        )


def _is_open(part: str) -> bool:
    """有关部门, 市政府相关单位: no body, but a sign that there are more than are named."""
    if _OPEN.fullmatch(part):
        return bool(_OPEN_WORDS.search(part)) or len(part) <= 4
    return bool(_OPEN_OF_A_LEVEL.fullmatch(part))


def _joined_names(part: str) -> re.Match[str] | None:
    """The 和 between two names; 住房和城乡建设局 has none."""
    for found in _CONJUNCTION.finditer(part):
        left, right = part[: found.start()], part[found.end() :]
        whole = len(left) >= 2 and looks_like_a_body(left) and left.count("(") == left.count(")")
        if whole and len(right) >= 2 and (_OPEN.fullmatch(right) or AGENCY_END.search(right)):
            return found
    return None


def _role_of(label: re.Match[str]) -> Role:
    if label["lead"] or label["lead2"]:
        return Role.LEAD
    return Role.SUPPORT if label["support"] or label["support2"] else Role.RESPONSIBLE


_STRENGTH = {Role.LEAD: 0, Role.RESPONSIBLE: 1, Role.SUPPORT: 2}


def _once(words: str, bodies: list[Body]) -> list[Body]:
    """A body named twice in a clause is listed once, with the stronger role."""
    best: dict[str, Body] = {}
    for body in bodies:
        name = words[body.start : body.end]
        if name not in best or _STRENGTH[body.role] < _STRENGTH[best[name].role]:
            best[name] = body if name not in best else Body(best[name].start, best[name].end, body.role, best[name].run, best[name].group)
    return list(best.values())


@lru_cache(maxsize=4096)
def read_clause(words: str, default: Role | None = None) -> Clause | None:
    """The bodies of a clause with their roles; null where the words are no list of bodies.

    `words` is the shadow of the clause without its outer brackets; `default` is the role of a column or a label outside.
    A list without a label or verb must consist of names that look like bodies.
    """
    reader = _Reader(words, default)
    for element in _elements(words):
        reader.element(element)
    return reader.result()
