"""The names of leading groups, where a seat on one is given: the group behind its members, before them, or in the title.

    成立区知识产权运营服务体系建设项目推进工作领导小组，领导小组由区长任组长      the second 领导小组 is the first
    由省政府分管领导任组长、省级有关部门负责人参加的全省盐业体制改革领导小组      stands behind its members

A bare 领导小组 says which one only through a name before it; where there is none, there is no group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from grammar.drafts import Span
from grammar.shadow import squeezed

GROUP = (
    r"(?:领导小组|专项小组|协调小组|推进小组|工作小组|攻坚小组|工作专班|协调组|工作组|专班|指挥部|联席会议"
    r"|编制委员会|工作委员会|筹备委员会|组织委员会|指导委员会|协调委员会|安全委员会|管理委员会(?=\s*(?:组成人员|成员名单|成员))|专家委员会|组委会|筹委会|工委会|领导机构(?=[,。;、]))"
)
_ANCHOR = re.compile(
    r"组[^\S\n]*[长员]|召[^\S\n]*集[^\S\n]*人|指[^\S\n]*挥(?:[^\S\n]*长)?|成[^\S\n]*员(?:[^\S\n]*单[^\S\n]*位)?|联[^\S\n]*络[^\S\n]*员|主[^\S\n]*任(?:委员)?"
)
"""How a role ends; in lists its characters may stand apart (组　长)."""
_LAST = frozenset("长员人挥位任")
"""The last characters of all those words: most cells of tables end otherwise, and need no closer look."""
_RANK = re.compile(r"(?:办公室[^\S\n]*)?(?:(?:第一|常务|执行)[^\S\n]*)?(?:副[^\S\n]*)?(?:总[^\S\n]*)?$")
_ROLE = r"(?:组长|召集人|总指挥|指挥长|主任委员|成员单位|成员|组员|联络员|主任)"
_GROUP = re.compile(GROUP)
_BEHIND = re.compile(rf"(?:{_ROLE}|参加|参与|组成)的(?P<body>[^,。;、的\n]{{0,60}}?{GROUP})")
_PART = re.compile(r"(?<![\u4e00-\u9fff、,\dA-Za-z”])(?P<name>[\u4e00-\u9fff]{1,10}组)(?=\s*(?:[:\n]|\((?!以下|[简下]称))|\s{2})")
_COUNTED = re.compile(r"第[一二三四五六七八九十\d]+(?:小)?组|[一二三四五六七八九十]组")
_RUN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9%“”()—-]*$")
_VERB = re.compile(
    r".*(?:成立|组建|设立|建立健全|建立|健全|下设|参加的|成员的|组成的|的|关于|印发|承担|承办|担任|召开|提出需?|(?<=[长员人任局委办厅部室志])为|程序报|[确决]定调整|(?<=[人长员志导])任|负责(?!人))"
)
_FOUNDING = ("成立", "组建", "设立", "建立", "健全")
_OPENS = re.compile(
    r"(?:以下简?称“?|[简下]称“?|了|由|需|报(?!告)|在(?!线)|对(?![口外])|将|向|以|经(?![济营贸])|按|是|为|和(?!平)|与|及|并|共同|进一步|充实|调整|发挥|依托|加强|完善|明确|作为|纳入|强化|切实|完善|各级|各地|同意|决定|对应|参照)+"
)
_BARE = re.compile(rf"(?:[该本各县区市省镇乡]|联合|工作|街道|上述|其|督促|落实|贯彻|执行|协调|组织|完成|研究|协助|配合|参与|听取|接受)*{GROUP}")
_NUMBER = re.compile(r"\([一二三四五六七八九十\d]{1,3}\)")
_FAR = 1500
_LONGEST = 50


class Role(NamedTuple):
    """What somebody is on a group, where it stands: 副组长, 成员单位, 办公室主任."""

    start: int
    end: int
    name: str


def roles(shadow: str, start: int, end: int) -> Iterator[Role]:
    """The words for a role between two places; 指挥 is one as 总指挥 and 指挥长 only."""
    for found in _ANCHOR.finditer(shadow, start, end):
        rank = _RANK.search(shadow, max(start, found.start() - 14), found.start())
        begin = rank.start() if rank else found.start()
        while shadow[begin].isspace():
            begin += 1
        name = squeezed(shadow[begin : found.end()])
        if not name.endswith("指挥") or "总" in name:
            yield Role(begin, found.end(), name)


def is_role(words: str) -> bool:
    """Whether words are a role and nothing else."""
    if words.rstrip()[-1:] not in _LAST:
        return False
    words = squeezed(words)
    return next(((role.start, role.end) for role in roles(words, 0, len(words))), None) == (0, len(words))


def named_group(shadow: str, end: int, start: int) -> Span:
    """The name that ends with a word for a group: without the verb before it (成立, 建立由…参加的)."""
    first = max(start, end - _LONGEST)
    run = _RUN.search(shadow, first, end)
    begin = run.start() if run else first
    while shadow.count(")", begin, end) > shadow.count("(", begin, end):
        begin = shadow.index(")", begin) + 1
    if shadow.count("(", begin, end) > shadow.count(")", begin, end):  # 示例领导小组(以下简称领导小组
        begin = shadow.rindex("(", begin, end) + 1
    for number in _NUMBER.finditer(shadow, begin, end):  # in a line that lost its breaks: 三、工作机制(一)联席会议
        begin = number.end()
    if verb := _VERB.match(shadow, begin, end - 2):
        begin = verb.end()
    if opens := _OPENS.match(shadow, begin, end - 2):
        begin = opens.end()
    return begin, end


def is_bare(words: str) -> bool:
    """领导小组, 联合领导小组: does not tell which."""
    return bool(_BARE.fullmatch(words))


def group_behind(shadow: str, start: int, end: int) -> Span | None:
    """…为成员的示例工作领导小组: the group that the rest of a sentence names behind its members; perhaps bare."""
    found = _BEHIND.search(shadow, start, end)
    return found.span("body") if found else None


def group_before(shadow: str, position: int, first: int = 0) -> Span | None:
    """The nearest group that has a name of its own, before a place."""
    start = max(first, position - _FAR)
    nearest = None
    for found in _GROUP.finditer(shadow, start, position):
        span = named_group(shadow, found.end(), start)
        if not is_bare(words := shadow[slice(*span)]) and not (
            nearest and _is_short_for(words, shadow[slice(*nearest)]) and not shadow.endswith(_FOUNDING, 0, span[0])
        ):
            nearest = span
    return nearest


def _is_short_for(words: str, name: str) -> bool:
    """社会救助联席会议 behind 市社会救助工作联席会议: the same group, with words left out."""
    left = iter(name)
    return words[-4:] == name[-4:] and all(character in left for character in words)


def part_before(shadow: str, position: int, after: int) -> Span | None:
    """The part of a group whose list begins at a place: 综合协调组： or, counted only, 第一组：."""
    nearest = None
    for found in _PART.finditer(shadow, after, position):
        nearest = found.span("name")
    return nearest


def is_counted(words: str) -> bool:
    """第一组: has a number, and no name."""
    return bool(_COUNTED.fullmatch(words))


def group_after(shadow: str, position: int, end: int) -> Span | None:
    """The first group named behind a list that has none before it, bare or not: 领导小组下设办公室."""
    found = _GROUP.search(shadow, position, min(end, position + _FAR))
    return named_group(shadow, found.end(), position) if found else None
