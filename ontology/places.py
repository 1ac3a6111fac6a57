"""Administrative divisions: which place a name such as 广州市越秀区政府 begins with, and what that place belongs to.

The data is `places.tsv` (code, code of the parent, name; former and new names with the months of the tables they end and begin with).
A county whose name several cities share (鼓楼区, 江北区) is found only with its city or province in front, or by the place of the
document that names it (`read_place`): nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

NATIONALITIES = (
    "蒙古族|蒙古|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|哈萨克|傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|"
    "纳西族|景颇族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|锡伯|普米族|怒族|鄂温克族|鄂伦春|保安族|裕固族|独龙族|塔吉克|各族|塔塔尔"
)
_AUTONOMOUS = re.compile(rf"^(.+?)(?:{NATIONALITIES})+自治(州|县|区|旗)$")
_REGIONS = {"内蒙古自治区": "内蒙古", "广西壮族自治区": "广西", "西藏自治区": "西藏", "宁夏回族自治区": "宁夏", "新疆维吾尔自治区": "新疆"}
LEVELS = "省|市|区|县|州|盟|旗|自治区|自治州|自治县|地区|特别行政区"
_LEVEL_AT_END = re.compile(rf"(?:{LEVELS})$")


class Place(NamedTuple):
    """One division. `parent_code` is empty for provinces; `until` is the month a former name was last in force, else empty.

    `after` is the month of the last table in which a name that is newer than 2000 does not stand yet, else empty.
    """

    code: str
    name: str
    parent_code: str
    until: str = ""
    after: str = ""

    @property
    def rank(self) -> int:
        """1 for a province, 2 for a city (prefecture), 3 for a county or a district; a province-governed city counts as 2."""
        if not self.parent_code:
            return 1
        return 2 if self.code.endswith("00") or self.code[2:4] == "90" else 3

    def in_force(self, as_of: str | None = None) -> bool:
        """Whether the division stood under this name in that month (`2018-05`; a year alone means its end); without one, whether it stands now."""
        if as_of is None:
            return not self.until
        month = as_of[:7] if len(as_of) >= 7 else f"{as_of[:4]}-12"
        return (not self.after or month > self.after) and (not self.until or month <= self.until)


def short_name(name: str) -> str:
    """The name as documents shorten it: 楚雄彝族自治州 → 楚雄州, 广西壮族自治区 → 广西; others unchanged."""
    if name in _REGIONS:
        return _REGIONS[name]
    found = _AUTONOMOUS.match(name) if "自治" in name else None
    return f"{found[1]}{found[2]}" if found else name


@cache
def names_of(place: Place) -> frozenset[str]:
    """Every name a document may write: 湘西土家族苗族自治州, 湘西自治州, 湘西州."""
    found = _AUTONOMOUS.match(place.name) if "自治" in place.name else None
    return frozenset({place.name, short_name(place.name), *((f"{found[1]}自治{found[2]}",) if found else ())})


@cache
def places() -> tuple[Place, ...]:
    """Every division, those in force first."""
    text = Path(__file__).with_name("places.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(Place(code, name, parent_code, *months) for code, parent_code, name, *months in rows)


@cache
def by_code() -> dict[str, Place]:
    """Every division by its code; a code that was renamed gives the name in force."""
    return {place.code: place for place in reversed(places())}


@cache
def by_name() -> dict[str, tuple[Place, ...]]:
    """Divisions by full and by short name; more than one where a name is shared."""
    found: dict[str, list[Place]] = {}
    for place in places():
        for name in names_of(place):
            found.setdefault(name, []).append(place)
    return {name: tuple(places) for name, places in found.items()}


@cache
def bare_names() -> dict[str, tuple[Place, ...]]:
    """Provinces and cities by the name without its level word (广州, 福建, 楚雄): how a document names its own place in passing."""
    found: dict[str, list[Place]] = {}
    for place in by_code().values():
        if place.rank <= 2:
            bare = _LEVEL_AT_END.sub("", short_name(place.name))
            if len(bare) >= 2:
                found.setdefault(bare, []).append(place)
    return {name: tuple(places) for name, places in found.items()}


@cache
def province_of_sign(sign: str) -> Place | None:
    """The province that numbers of documents write with this one character: 辽 → 辽宁省; null where it is none."""
    text = Path(__file__).with_name("province_signs.tsv").read_text(encoding="utf-8")
    bare = dict(line.split("\t") for line in text.splitlines() if line and not line.startswith("#")).get(sign)
    return next((place for place in bare_names().get(bare or "", ()) if place.rank == 1), None)


def parent(place: Place) -> Place | None:
    """The division that this one belongs to; null for a province."""
    return by_code().get(place.parent_code)


def ancestors(place: Place) -> tuple[Place, ...]:
    """The divisions above, nearest first."""
    above = parent(place)
    return (above, *ancestors(above)) if above else ()


@cache
def _longest() -> int:
    return max(map(len, by_name()))


@cache
def _openings() -> frozenset[str]:
    """The first two characters of every name: most words begin with none of them, and need no further look."""
    return frozenset(name[:2] for name in by_name())


def _at_head(name: str, within: Place | None) -> Place | None:
    """The place whose name is the longest head of `name`, below `within` where that is given; null where several share it."""
    if name[:2] not in _openings():
        return None
    for length in range(min(_longest(), len(name)), 1, -1):
        found = by_name().get(name[:length], ())
        if within:
            found = tuple(place for place in found if within in ancestors(place))
        if found:
            return found[0] if len(found) == 1 else None
    return None


def split_place(name: str) -> tuple[Place | None, str]:
    """The place at the head of a completed name, and the rest: 广州市越秀区政府 → (越秀区, 政府).

    Reads down: province, city, county, as far as they stand there. A name without a known place gives (None, name).
    """
    place, rest = None, name
    while below := _at_head(rest, place):
        heads = [head for head in names_of(below) if rest.startswith(head)]
        place, rest = below, rest[max(map(len, heads)) :]
    return place, rest


def place_of(name: str) -> Place | None:
    """The place that a completed name begins with; null where none is known or several share the name."""
    return split_place(name)[0]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the head of a printed name comes to."""

    place: Place | None
    rest: str
    """The name without its place; the whole name where no place was found."""
    shared: tuple[Place, ...] = ()
    """Why there is no place: all these have that name, and nothing tells which. Empty where the head is in no table."""


def read_place(name: str, own: Place | None = None) -> Reading:
    """The place that a printed name begins with, in a document of `own`: 江北区知识产权局 is of 重庆 in a document of 重庆, of 宁波 in one of 宁波.

    Of several places of that name the one nearest to the document counts: its own place, one below it, one beside it, one
    of its province. Two that are equally near (新华区 in a document of 河北省) stay unresolved, and so does 鼓楼区 in a document of 北京市.
    """
    for length in range(min(_longest(), len(name)), 1, -1):
        if found := by_name().get(name[:length]):
            near = _nearest(found, own)
            if len(near) != 1:
                return Reading(None, name, near)
            place, rest = _further(near[0], name[length:])
            return Reading(place, rest)
    return Reading(None, name)


def _nearest(found: tuple[Place, ...], own: Place | None) -> tuple[Place, ...]:
    for around in (own, *ancestors(own)) if own else ():
        if near := tuple(place for place in found if around.code in (place.code, *(above.code for above in ancestors(place)))):
            return _one_of_each(near)
    return _one_of_each(found)


def _one_of_each(found: tuple[Place, ...]) -> tuple[Place, ...]:
    """A place that changed its code is one place: the former entry goes where one of the same name and city or province is in force."""
    now = {(place.parent_code, place.name) for place in found if place.in_force()}
    return tuple(place for place in found if place.in_force() or (place.parent_code, place.name) not in now)


def _further(place: Place, rest: str) -> tuple[Place, str]:
    """Reads on below a place: 重庆市 + 江北区政府 → (江北区, 政府)."""
    while below := _at_head(rest, place):
        heads = [head for head in names_of(below) if rest.startswith(head)]
        place, rest = below, rest[max(map(len, heads)) :]
    return place, rest


_STATISTICAL = ("2018-01", "2018-10")
"""Of one revision only: zones (合肥经济技术开发区) that it counted as divisions for statistics; they are none."""


@cache
def _children() -> dict[str, tuple[Place, ...]]:
    found: dict[str, list[Place]] = {}
    for place in sorted(places(), key=lambda one: one.code):
        if (place.after, place.until) != _STATISTICAL:
            found.setdefault(place.parent_code, []).append(place)
    return {code: tuple(below) for code, below in found.items()}


def below(place: Place | None, as_of: str | None = None) -> tuple[Place, ...]:
    """Every division below a place (below the state where it is null) in force then, in the order of the codes, each city before its counties."""
    found: list[Place] = []
    for one in _children().get(place.code if place else "", ()):
        if one.in_force(as_of):
            found += (one, *below(one, as_of))
    return tuple(found)


def written(place: Place) -> str:
    """The place as a completed name writes it: a county with its city in front (福州市仓山区), a city or province alone.

    A county that its province governs itself (济源市) stands alone; a district of 重庆 has 重庆市 in front.
    """
    above = parent(place)
    name = short_name(place.name) if place.name not in _REGIONS else place.name
    return written(above) + name if above and place.rank == 3 else name
