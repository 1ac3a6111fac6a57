"""Lists of names: what opens a list (等部门, 有关单位), what joins two names (和), what several names share (越秀、天河、海珠区政府).

市计划生育协会和市托育联席会议其他成员单位   two names;   住房和城乡建设局   one
财政、审计部门                             财政部门, 审计部门
"""

from __future__ import annotations

import re
from functools import lru_cache

from grammar.names import AGENCY_END, looks_like_a_body

_WHERE = r"(?:国务院|省局|市局|党中央|中央|国家|自治区|省|市|区|县|州|盟|旗)?(?:直|级|政府|辖)?"
_BRACKETED = re.compile(r"[(\[][^)\]]{1,6}[)\]]$")
_NOBODIES = r"(?:处室|科室|地方|地区|地|方面|省份|部委|部门|单位|委办局|机构|企业)"
_OPEN = re.compile(
    rf"(?:等|及|和|以及|、)?(?:其他|其它|各)?{_WHERE}(?:各)?(?:有关|相关|主管|责任|业务)?(?:各)?{_NOBODIES}"
    rf"(?:(?:和|及|、|与)(?:其他|其它)?(?:各)?(?:有关|相关|省直|市直|区直|直属)?{_NOBODIES})*"
)
_OPEN_OF_A_LEVEL = re.compile(r"(?:省|市|区|县|州)?政?府?各?(?:有关|相关).{0,6}(?:部门|单位)")
_OPEN_WORDS = re.compile(r"有关|相关|等|其他|其它")
ETC = re.compile(
    r"等(?=$|[\u4e00-\u9fff]{2,6}分公司(?:[(\[<].*)?$|(?:\d+|[一二三四五六七八九十]+)?(?:个|家)?(?:省|市|区|县|州|自治区|中央|国家)?(?:直|级)?(?:各)?"
    r"(?:其他|其它|有关|相关|主管|责任|行业|成员|职能|单位|部门|委办局|方面|机构|企业|地方|地区|和|及|、|与|各|省级|市级|负有|市直|省直|区直|县直)+$)"
)
"""等, 等部门, 等有关部门和单位 at the end of a name."""
_CONJUNCTION = re.compile(r"以及|及其(?!他)|和|及|与")
_LEVELS = r"(?:省|市|州|盟|区|县|旗|地区|镇|乡|自治区|直辖市|计划单列市|自治州|县级市|新疆生产建设兵团|街道)"
LEVEL_ONLY = re.compile(rf"各?(?:有关|相关)?(?:设区的?)?{_LEVELS}+(?:[(\[<][^)\]>]{{1,12}}[)\]>])?")
"""各市 before 、县（市、区）政府: the first part of a name."""
_CONTINUES = re.compile(rf"(?!各|[省市区县]直|[省市](?:有关|相关))(?:{_LEVELS}|新疆|开发区|[(\[<])")
_TOWNS = ("乡", "镇", "街道")
_MORE_TOWNS = re.compile(r"[乡镇村社(\[<]|街道|开发区|办事处")
"""What goes on after 各乡镇、: names of a higher level are names of their own (各街道、区教育局)."""
_SHARED_TAIL = re.compile(r"(?:[市区县州](?:人民)?政府|部门|海关|[市区县])$")
LONGEST_ELIDED = 4
_ELIDED = re.compile(rf"[\u4e00-\u9fff]{{2,{LONGEST_ELIDED}}}")


def goes_on(words: str, following: str, position: int) -> bool:
    """Whether words before a 、 are only the first part of a name that goes on at a place of what follows: 各市 before 县（市、区）政府."""
    continues = _MORE_TOWNS if words.endswith(_TOWNS) else _CONTINUES
    return bool(LEVEL_ONLY.fullmatch(words)) and bool(continues.match(following, position))


@lru_cache(maxsize=4096)
def is_open(part: str) -> bool:
    """有关部门, 市政府相关单位: no body, but a sign that there are more than are named."""
    part = _BRACKETED.sub("", part) if part.endswith((")", "]")) else part
    if _OPEN.fullmatch(part):
        return bool(_OPEN_WORDS.search(part)) or len(part) <= 4
    return bool(_OPEN_OF_A_LEVEL.fullmatch(part))


@lru_cache(maxsize=4096)
def conjunction(part: str) -> tuple[int, int] | None:
    """Where the 和 between two names stands; null where it is part of one (住房和城乡建设局)."""
    for found in _CONJUNCTION.finditer(part):
        left, right = part[: found.start()], part[found.end() :]
        whole = len(left) >= 2 and looks_like_a_body(left) and left.count("(") == left.count(")")
        if whole and len(right) >= 2 and (is_open(right) or AGENCY_END.search(right)):
            return found.span()
    return None


def shared_tail(name: str, following: str) -> str:
    """What a name takes from the one that closes its run: 越秀 before 海珠区政府 takes 区政府; empty where it stands alone."""
    if not following or not _ELIDED.fullmatch(name):
        return ""
    found = _SHARED_TAIL.search(following)
    if not found or not found.start():
        return ""
    city = name.endswith("州") and found[0].startswith("市")  # 福州、厦门市政府: the ending 州 is the city's name
    return "" if looks_like_a_body(name) and not city else found[0]
