"""Names of agencies in a list: where each begins and ends, and what it is called in full.

    市发展改革委、工商局，越秀区政府   →   广州市发展改革委, 广州市工商局, 广州市越秀区政府

The rules are the guide's: an elided head is restored within its run, a level word becomes the jurisdiction, a name with
a place of its own keeps it. A level word that the document does not explain stays as printed, with the reason.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from grammar.jurisdiction import Jurisdiction
from ontology.agencies import LEVEL
from ontology.places import Place, bare_names, by_name, split_place, written
from ontology.records import Unresolved

_LEVEL_HEAD = re.compile(rf"({LEVEL})(?=.)")
_LEVEL_BUREAU = re.compile(rf"({LEVEL})局")
_EACH_HEAD = re.compile(rf"各(?:级|有关)?(?:(?:{LEVEL}|地(?!方)|镇|乡|街道|行署|新区)(?:[(\[<][^)\]>]{{1,12}}[)\]>])?[、,及和]?)+(?=.)")
_EACH_CLASS = re.compile(rf"各(?:级|有关|相关)?(?:(?:{LEVEL}|县级市|镇|乡|街道|新区)(?:[(\[<][^)\]>]{{1,12}}[)\]>])?[、,及和]?)+(?:办事处)?")
"""各乡镇、街道: the class is all there is to the name."""
_TOWN_HEAD = re.compile(r"(镇|乡|街道)(?![镇乡村街]|、|[(\[<])(?=.{2})")
"""镇公共文化服务站 in a document of its town; 镇村、镇街 are classes."""
_PARTY_HEAD = re.compile(rf"({LEVEL})(党?委)(?=组织部|宣传部|统战部|政法委|网信|改革办|编办|党校|社会工作部|老干部局|台办|办公室|农办|财经办|外办)")
_LEVEL_INITIALS = frozenset("省市区县州盟旗自地")
_PARTY = re.compile(rf"{LEVEL}党?委")
_PARTY_ORGAN = re.compile(r"(?:组织部|宣传部|统战部|政法委|网信办|社会工作部|老干部局|党校|编办|改革办|台办|巡察办|农办|财经办)$")
_INSIDE = re.compile(rf"^((?:共青)?团|国网|人民银行|人行|中国人民银行|工会|民革|民盟|民建|民进|农工党|致公党|九三学社)({LEVEL})?")
_SHARED_PLACE = re.compile(r"([\u4e00-\u9fff]{2,4}?[区县])")
_ZONE_HEAD = re.compile(
    r"[\u4e00-\u9fff]{0,10}?(?:示范区|开发区|高新区|经开区|新区|度假区|试验区)(?=[\u4e00-\u9fff]{2,14}(?:局|委|委员会|办|部|中心)(?:\(.*\))?$)"
)
"""示范区交通运输局、财政局: the bodies of a zone share its word as those of a city share 市."""
_ZONES = ("示范区", "开发区", "高新区", "经开区", "新区")
_OF_A_LEVEL = re.compile(r"街道|乡|镇|社区|村")
_UNIT = re.compile(r"(?:(?<!办事)处|科|室|队|中心|分局|机关党委|工会)$")
_GOVERNMENT = re.compile(r"(?:人民政府|政府|行署|管委会|办事处)(?:\(.*\))?$")
_CENTRAL = re.compile(
    r"^(?:国家|国务院|中央|中共中央|全国|最高人民|中国|国网|公安部|海关总署|税务总局|人民银行|人行)"
    r"|(?:海关|出入境检验检疫局|银保监局|银监局|保监局|证监局|(?:监管|管理|银保监|银监|保监)分局|中心支行|支行|分行|中支|营业管理部|营管部|海事局|铁路局|专员办)$"
)
_PRIVATE = re.compile(
    r"(?:公司|集团|银行|金融机构|协会|学会|商会|联盟|联合会|大学|学院|学校|高校|企业|医院|医疗机构|研究院|科研院所|信用社|联社|农商行|供电局|合作社|机构|(?:经营|运营)(?:管理)?单位)$"
)
_UNLISTED = re.compile(
    r"^(?![各全本我市省区县州])([\u4e00-\u9fff]{2,4}?(?:省|市(?!场)|州|区|县))(?=(?:人民)?政府|[\u4e00-\u9fff]{2,12}(?:局|委|厅|法院|检察院)$)(?<![技发新园]区)(?<!自贸区)(?<!示范区)"
)
"""A place that no table has, by its words: 云湖区政府; a zone (高新区, 开发区) is none."""
_SEVERAL_LEVELS = re.compile(
    r"^(?:省市县?|市州|州市|市县区?|县市区?|市区县|县区|区县|地市|乡镇|镇街|镇村|市、县|县\([市、区]+\)|市\([州、县]+\)|、)+(?:[(\[<][省市州县区旗盟、]+[)\]>])*(?!场)(?=.)"
)
"""市州、县市区人民政府: bodies of several levels, a class."""
_CLASS_WORDS = ("各", "属地", "有关", "相关", "其他")
_EXPLAINED = re.compile(r"[(\[<](?:含|包括|以下简称|以下统称|简称|下称|下同).*?[)\]>]$|,(?:含|包括|以下简称|下同)[^()\[\]<>]*(?=[)\]>])")
"""What a name is said to hold or is called from here on is said once for the document: 各县（市、区，含示例高新区，下同）人民政府."""
_BRACKETS = str.maketrans("[]<>《》〔〕", "()()()()")
_ANY_BRACKET = re.compile(r"[(\[<《〔)\]>》〕]")

AGENCY_END = re.compile(
    r"(?:局|委|办|厅|部|署|院|会|处|科|室|所|站|队|团|组|中心|公司|集团|行|政府|社|校|大学|海关|单位|部门|机构|企业|联盟|基地|园区|开发区|新区|镇|乡|街道|街|村|社区|台|报|馆|库|厂|场|港|"
    r"军区|武警|联|协|成员|主体|省|市|区|县|州|旗|盟|师|兵团|中支|所在地|行署|法院|检察院|司|机关|电力|中央|公安|兵团|党组|者协会|工会|学会|分会|总会|部队|支队|大队|总队|医院|支行|分行|平台|专班|指挥部|试点城市)"
    r"(?:[(\[<].*[)\]>])?$"
)
"""How the name of a body ends; nothing else is taken for one where no label vouches for it."""
_NOT_A_NAME = re.compile(
    r"[的了将须把被让您这那由我你]|对(?!外|口|台|俄)|使(?!馆|领)|为(?!民)|其(?!他|它)|^(?:有(?!关)|无|可|按|在|经(?![济信贸商开营])|于|含|包括|并|从|向)|“|”|《|》|[0-9]{3}|%|项目(?!管理|中心|办|建设|推进|服务)|工作$|方案|措施"
)


class Head(NamedTuple):
    """What a name without a head of its own takes from the name before it: 市 in 市发展改革委、工商局."""

    words: str
    party: str = ""
    """委 or 党委, where the name before is a party committee's: 市委组织部、宣传部, 自治区党委组织部、宣传部."""
    levels_only: bool = False
    """各 of 各镇人民政府、街道办事处: taken only by names of a level."""


_IN_BRACKETS = re.compile(r"[(\[<].*?[)\]>]")


@lru_cache(maxsize=4096)
def looks_like_a_body(name: str) -> bool:
    """Whether words without a label may be the name of a body."""
    return 2 <= len(name) <= 40 and bool(AGENCY_END.search(name)) and not _NOT_A_NAME.search(_IN_BRACKETS.sub("", name))


@lru_cache(maxsize=4096)
def may_be_a_body(name: str) -> bool:
    """Whether words may be a name whose ending is unknown (福州, 国网福建电力): short, and no phrase."""
    return 2 <= len(name) <= 16 and not _NOT_A_NAME.search(name)


@lru_cache(maxsize=4096)
def head_of(name: str) -> Head | None:
    """The head that a name gives to those that follow it in its run; null where it gives none (越秀区政府, 人民银行)."""
    if name[:1] in _LEVEL_INITIALS and not _PARTY.match(name) and not _CENTRAL.search(name) and (found := _LEVEL_HEAD.match(name)):
        return Head(found[1])
    if found := _PARTY_HEAD.match(name):
        return Head(found[1], party=found[2])
    if found := _EACH_HEAD.match(name):
        return Head("各", levels_only=True) if _GOVERNMENT.search(name) or _EACH_CLASS.fullmatch(name) else Head(found[0])
    if _CENTRAL.search(name):
        return None
    if found := _LEVEL_HEAD.match(name):
        return Head(found[1])
    place, rest = split_place(name)
    if place and not _GOVERNMENT.search(name):
        return Head(name[: len(name) - len(rest)])
    if (found := _ZONE_HEAD.match(name)) and not _GOVERNMENT.search(name):
        return Head(found[0])
    if not place and not _GOVERNMENT.search(name) and (found := _SHARED_PLACE.match(name)) and found[1] in by_name():
        return Head(found[1])
    return None


@lru_cache(maxsize=4096)
def _bare_place(name: str) -> tuple[Place, ...]:
    """Places that a name begins with by their bare name: 广州知识产权法院, 沈阳公积金中心."""
    for length in (4, 3, 2):
        if found := bare_names().get(name[:length]):
            return found
    return ()


def _placed(name: str, own: Jurisdiction) -> str | None:
    """A name that carries a place, written after the guide: 越秀区政府 → 广州市越秀区政府; null where it carries none."""
    place, rest = split_place(name)
    head = name[: len(name) - len(rest)]
    if place is None:
        place, head, rest = _shared_name(name, own)
    if place is None:
        if _bare_place(name):
            return name
        if found := _UNLISTED.match(name):
            return name if found[1][-1] in "省市州" else f"{own.name or ''}{name}"
        return None
    if place.rank < 3:
        return name
    return f"{written(place)}{rest}" if len(head) <= len(written(place)) else name


def _shared_name(name: str, own: Jurisdiction) -> tuple[Place | None, str, str]:
    """A name that several cities share (鼓楼区) is the one below the document's own place."""
    if own.place:
        for length in range(min(8, len(name)), 2, -1):
            below = [shared for shared in by_name().get(name[:length], ()) if own.place.code in (shared.parent_code, shared.code)]
            if len(below) == 1:
                return below[0], name[:length], name[length:]
    return None, "", name


def _own_place(name: str, own: Jurisdiction) -> str | None:
    """A name that starts with the document's own place: as it stands, or with the city in front (江北区人民政府)."""
    if not own.name:
        return None
    if own.last and name.startswith(own.last):
        return own.name + name[len(own.last) :]
    if name.startswith(own.name):
        return name
    return name if own.bare and name.startswith(own.bare) and not _OF_A_LEVEL.match(name, len(own.bare)) else None


@lru_cache(maxsize=8192)
def complete(surface: str, head: Head | None, own: Jurisdiction) -> tuple[str, Unresolved | None]:
    """The full name of one body, and why it could not be completed where it could not.

    `surface` is normalised; `head` is what the names before it in its run left.
    """
    name = _EXPLAINED.sub("", surface).translate(_BRACKETS) if _ANY_BRACKET.search(surface) else surface
    if own.organ and (found := _LEVEL_BUREAU.match(name)) and own.organ.endswith("局"):
        return own.organ + name[found.end() :], None
    if own.national:
        return name, None
    if name[:1] in _LEVEL_INITIALS and (found := _LEVEL_HEAD.match(name)) and found[1] in own.levels and not _SEVERAL_LEVELS.match(name):
        return own.levels[found[1]] + name[found.end() :], None
    if (kept := _own_place(name, own)) is not None:
        return kept, None
    if (found := _TOWN_HEAD.match(name)) and (town := own.levels.get(found[1])):
        return town + name[found.end() :], None
    if found := _INSIDE.match(name):
        if _own_place(name[found.end(1) :], own):
            return name, None
        if found[2]:
            level = own.levels.get(found[2])
            return (f"{found[1]}{level}{name[found.end() :]}", None) if level else (name, Unresolved.NO_JURISDICTION)
    if _CENTRAL.search(name) and not _LEVEL_HEAD.match(name):
        return name, None
    if _SEVERAL_LEVELS.match(name):
        return (own.name or "") + name, None if own.name else Unresolved.NO_JURISDICTION
    if found := _LEVEL_HEAD.match(name):
        level = own.levels.get(found[1])
        return (level + name[found.end() :], None) if level else (name, Unresolved.NO_JURISDICTION)
    if (placed := _placed(name, own)) is not None:
        return placed, None
    if name.startswith(_CLASS_WORDS):
        if not _EACH_HEAD.match(name) and _PRIVATE.search(name):
            return name, None
        return (own.name or "") + name, None if own.name else Unresolved.NO_JURISDICTION
    if _PRIVATE.search(name):
        return name, None
    if own.organ and _UNIT.search(name):  # 办公室 and 法规处 in a bureau's own document are its units
        return own.organ + name, None
    if head and (not head.levels_only or _OF_A_LEVEL.match(name)) and not _ZONE_HEAD.match(name) and not name.endswith(_ZONES):
        party = head.party if _PARTY_ORGAN.search(name) else ""
        if level := own.levels.get(head.words):  # 长江新区管委会 after 市教育局: 市长 would be the mayor
            return f"{level}{party}{name}", None
        return complete(f"{head.words}{party}{name}", None, own)
    return (own.name or "") + name, None
