"""Classes of bodies and the divisions that they run over: 广州市各区政府 → 广州市越秀区政府, 广州市海珠区政府 …

`expand` lists who is meant, by the divisions in force at a time. Where the words do not say which bodies, or name what is in no
table (各园区管委会, 属地政府, 有关区县), it gives no members and the reason; 各区政府(管委会) gives the governments and says what is missing.
A member's name is the place and the class's own words; whether each place has a body of just that name is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from ontology.places import Place, below, split_place, written


class Missing(StrEnum):
    """Why a class has no members, or lacks some. A closed list."""

    UNSAID = "unsaid"
    """The words leave open which: 有关区县政府, 属地人民政府, 其他成员单位."""
    ZONES = "zones"
    """Development zones are no divisions: 各园区管委会."""
    BELOW_COUNTY = "below-county"
    """Towns and streets are not in the table: 各镇人民政府, 各级人民政府."""
    NO_DIVISIONS = "no-divisions"
    """The class does not run over divisions: 各商业银行, 各成员单位."""
    NO_NAME = "no-name"
    """The words say what the bodies do, and each place calls them otherwise: 各区应急部门."""
    UNKNOWN_PLACE = "unknown-place"
    """The place in front is in no table, or several share its name."""
    NONE_THERE = "none-there"
    """The place has no such division: 各县 of a city that has districts only."""
    FORMER_PLACE = "former-place"
    """The place was dissolved; which counties it had is not kept."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """The members in the order of the division codes, and what is missing; complete where nothing is."""

    members: tuple[str, ...]
    missing: Missing | None = None

    @property
    def complete(self) -> bool:
        return self.missing is None


_UNIT = (
    r"地级及?以上城?市|地级市|县级市|设区的?市|直管市|计划单列市|省级|自治区|直辖市|自治州|自治县|自治旗|地区|盟|旗"
    r"|省(?!直|属)|市(?!场|政(?!府)|民|容|直|属)|州|地(?![方税震质铁理下级])|区(?!域|块|属|直)|县(?!域|直|属)"
)
_KINDS = re.compile(rf"(?:(?:{_UNIT})|[、,和及](?={_UNIT})|\((?:{_UNIT})(?:[、,和及]?(?:{_UNIT}))*\))+")
_TOKEN = re.compile(_UNIT)
_ABOVE = re.compile(r"各?(县|区县|县区|市县|市|设区的?市|地市|地级市)级?及?以上(?:地方)?(?:各级)?(?=.)")
_UNSAID = re.compile(r"有关|相关|其他|部分|试点|属地|所在|沿|对口|重点|以下简称")
_ZONES = re.compile(r"管委会|管理委员会|开发区|园区|高新区|功能区|新区|度假区")
_BELOW_COUNTY = re.compile(r"^(?:各)?(?:[镇乡村]|街道|社区|级)")
_NO_NAME = re.compile(r"(?:部门|单位|机构|企业|机关)$")
_NATIONWIDE = re.compile(r"省|地级|设区")
"""What a class without a place in front says itself where it means the whole state; 各区政府 alone means some city's."""
_CITIES_UNDER_THE_PLAN = ("大连市", "青岛市", "宁波市", "厦门市", "深圳市")
_NOT_OF_THE_MAINLAND = ("71", "81", "82")


@lru_cache(maxsize=20_000)
def expand(class_name: str, as_of: str | None = None) -> Expansion:
    """The bodies that a completed class name means, at a time (`2018-05`; today without one); where some are missing, why, and those that are sure."""
    place, words = split_place(class_name)
    if not place and (stray := re.match(r"(?:全国)?(.*?)各", class_name)) and stray[1]:
        return Expansion((), Missing.UNKNOWN_PLACE)
    if place and not place.in_force(as_of):
        return Expansion((), Missing.FORMER_PLACE)
    words = words.removeprefix("全国")
    if _UNSAID.search(words):
        return Expansion((), Missing.UNSAID)
    if found := _ABOVE.match(words):
        body = words[found.end() :]
        cities_only = found[1] in ("市", "设区市", "设区的市", "地市", "地级市")
        return _named([*([place] if place else []), *(one for one in below(place, as_of) if one.rank < 3 or not cities_only)], body)
    kinds = _KINDS.match(words.removeprefix("各"))
    tokens = _TOKEN.findall(kinds[0]) if kinds else []
    if not kinds or not (words.startswith("各") or len(tokens) > 1) or tokens in (["地"], ["地区"]):
        return Expansion((), _why_none(words.removeprefix("各")))
    if not place and not _NATIONWIDE.search(kinds[0]):
        return Expansion((), Missing.UNKNOWN_PLACE)
    return _named(list(_chosen(place, kinds[0], tokens, as_of)), words.removeprefix("各")[kinds.end() :])


def _why_none(words: str) -> Missing:
    if _BELOW_COUNTY.match(words):
        return Missing.BELOW_COUNTY
    if words.startswith("地"):
        return Missing.UNSAID
    return Missing.ZONES if _ZONES.search(words) else Missing.NO_DIVISIONS


def _named(chosen: list[Place], body: str) -> Expansion:
    chosen = [place for place in chosen if place.code[:2] not in _NOT_OF_THE_MAINLAND]
    if _NO_NAME.search(body):
        return Expansion((), Missing.NO_NAME)
    if _BELOW_COUNTY.match(body.lstrip("、,及和(")) or "街道" in body:
        return Expansion((), Missing.BELOW_COUNTY)
    if not chosen:
        return Expansion((), Missing.NONE_THERE)
    missing = None
    if zones := re.search(r"\(管委会\)|[、,/]?(?:各)?(?:开发区|园区|功能区|高新区)?管委会$", body):
        body, missing = body[: zones.start()] + body[zones.end() :], Missing.ZONES
        if not body:
            return Expansion((), missing)
    return Expansion(tuple(written(place) + _body(place, body) for place in chosen), missing)


def _body(place: Place, body: str) -> str:
    """行署(人民政府) is 行署 in a 地区 or 盟, which have no 人民政府, and 人民政府 elsewhere."""
    found = re.fullmatch(r"(?:行署[(、])?(人民政府|政府)\)?(?:\(行署\)|、行署)?", body)
    if not found:
        return body
    return "行署" if place.name.endswith(("地区", "盟")) else found[1]


def _chosen(place: Place | None, words: str, tokens: list[str], as_of: str | None) -> Iterator[Place]:
    """The divisions that the words of a class name."""
    if not place and (kinds := _kinds_of_province(words, tokens)):
        for one in below(None, as_of):
            if (one.rank == 1 and _province_kind(one) in kinds) or (one.name in _CITIES_UNDER_THE_PLAN and "计划单列市" in kinds):
                yield one
        return
    wanted = _kinds_below(words, tokens, inside_city=bool(place and place.rank > 1))
    divided = {one.parent_code for one in below(place, as_of) if one.rank == 3} if "设区市" in wanted else set()
    for one in below(place, as_of):
        kind = kind_of(one)
        if kind in wanted or (kind == "市" and one.code in divided) or ("省级" in wanted and one.rank == 1 and one.name.endswith("市")):
            yield one


def _province_kind(place: Place) -> str:
    return "自治区" if place.name.endswith("自治区") else "直辖市" if place.name.endswith("市") else "省"


def _kinds_of_province(words: str, tokens: list[str]) -> set[str]:
    """Of the whole state: 省级, 省、自治区、直辖市, 省(区、市), with 计划单列市 where it stands; empty where the words mean cities or counties."""
    if tokens[0] == "省级":
        return {"省", "自治区", "直辖市"}
    if "省" not in tokens or "县" in tokens:
        return set()
    short = re.search(r"省(?:\(区、市\)|区市|、区、市)", words)
    return {"省", "自治区", "直辖市", *tokens} if short else set(tokens) & {"省", "自治区", "直辖市", "计划单列市"}


_KIND_OF_WORD = {
    **{word: word for word in ("州", "盟", "地区", "区", "县", "旗", "县级市", "直管市")},
    "自治州": "州",
    "地": "地区",
    "自治县": "县",
    "自治旗": "旗",
}


def _kinds_below(words: str, tokens: list[str], inside_city: bool) -> set[str]:
    """Kinds as `kind_of` calls them.

    市 is a county-level city after 县 or 区 (县市区, 县(市、区)) and within a city, else one of the second rank; 市、县 of a
    province is every city, and so is 市、县(市、区), which has the word twice.
    """
    wanted = {_KIND_OF_WORD[token] for token in tokens if token in _KIND_OF_WORD}
    if any(re.match(r"地级(?:及?以上城?)?市", token) for token in tokens):
        wanted.add("市")
    if any("以上" in token for token in tokens):
        wanted.add("省级")
    if any(token.startswith("设区") for token in tokens):
        wanted.add("设区市")
    county = [at for at, word in enumerate(tokens) if word in ("县", "区", "旗", "县级市")]
    cities = [at for at, word in enumerate(tokens) if word == "市"]
    for number, at in enumerate(cities):
        if inside_city or (county and (at > county[0] or number)):
            wanted.add("县级市")
        else:
            wanted.add("市")
            if county and len(cities) == 1 and not any(one.startswith(("设区", "地级")) for one in tokens):
                wanted.add("县级市")
    if {"县", "县级市", "区"} <= wanted or re.search(r"县\(|区县|县区", words):
        wanted.update(("县", "区", "旗"))  # all counties of whatever kind
    if "县级市" in wanted:
        wanted.add("直管市")
    return wanted


def kind_of(place: Place) -> str:
    """省, 市 (with counties or none, of the second rank), 州, 盟, 地区; 区, 县, 旗, 县级市, or 直管市 that its province governs itself."""
    if place.rank == 1:
        return "省"
    if place.code.endswith("00"):
        return "地区" if place.name.endswith("地区") else place.name[-1]
    if place.name.endswith("市"):
        return "直管市" if place.rank == 2 else "县级市"
    if place.code in _COUNTIES_CALLED_DISTRICTS:
        return "县"
    return place.name[-1] if place.name[-1] in "区县旗" else "其他"


_COUNTIES_CALLED_DISTRICTS = ("429021", "520203")
"""神农架林区 and 六枝特区 stand in the place of counties."""
