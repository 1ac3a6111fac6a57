"""Whose 市 is 市知识产权局? The place that a document's level words mean, read from who signs it and what it is called.

广州市人民政府 signs: 市 is 广州市, 省 is 广东省. 重庆市江北区人民政府 signs: 区 is 重庆市江北区, 市 is 重庆市.
国务院 signs: names are complete as they stand. Where nothing tells, level words stay unresolved.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from ontology.places import Place, bare_names, by_code, parent, place_of, province_of_sign, short_name, split_place, written

_CENTRAL_NUMBER = re.compile(r"^(?:国发|国办|国函|国令|中发|中办|国务院令)")
_CENTRAL_BODY = re.compile(
    r"^(?:中共中央|中央|国务院|全国|国家(?!税务总局.{2,}税务局|金融监督管理总局.{2,}局|统计局.{2,}调查)|最高人民|财政部|公安部|教育部|科技部|科学技术部|农业部|农业农村部|商务部|文化部|文化和旅游部|交通运输部|水利部"
    r"|民政部|司法部|自然资源部|生态环境部|环境保护部|住房和?城乡建设部|工业和信息化部|人力资源和?社会保障部|应急管理部|退役军人事务部|海关总署|税务总局|审计署|中国人民银行$|人民银行$|发展改革委|卫生健康委|市场监管总局"
    r"|工商总局|质检总局|知识产权局|版权局|中国[银保证]\w{0,2}监会?$)"
)
_NAME = r"(?![各全我本关批转进推开做加促])[\u4e00-\u9fff]"
_UNLISTED = re.compile(rf"^((?:{_NAME}{{2,4}}(?:省|自治区))?(?:{_NAME}{{2,4}}(?:市|自治州|州|盟|地区))?(?:{_NAME}{{2,4}}(?:区|县|旗))?)(?=[\u4e00-\u9fff\d])")
_TOWN = re.compile(rf"({_NAME}{{2,4}}?(?:镇|乡|街道))(?=人民政府|党|办事处|办公室|委员会|综治|(?:19|20)\d\d年|关于)")
"""茂林镇党政办公室, 示例县云湖镇人民政府: a town signs; 景德镇市 is none."""
_BUREAU = re.compile(r"[^局\s]{2,20}局(?=$|(?:19|20)\d\d年|关于|印发)")
"""示例市教育局2024年工作要点: the bureau whose document it is."""
_BRANCH = re.compile(r"(?:总局|银行|监会|监督管理委员会|管理局)([\u4e00-\u9fff]{2,4}?)(?=省|市|监管|分行|中心|税务|州)")
"""国家金融监督管理总局宿州监管分局: the place of a branch of the central state."""
_OWN_LEVEL = re.compile(r"(?:我|全|本)(省|市|县|州|盟)|(自治区)(?=[\u4e00-\u9fff])|我(区)(?=[\u4e00-\u9fff])")
_GOVERNMENT_NUMBER = re.compile(r".(?:府|政)(?:办|发|字|函|规|令|厅)*〔")
"""辽政发〔1998〕34号: the sign of a province and its government; the sign of a city may be the same character."""
_LEVEL_USED = re.compile(r"[、,:;(\[。](自治区|地区|省|市|区|县|州)(?=[\u4e00-\u9fff]{2,14}(?:局|厅|委|办)[、,;)\]。])")


@dataclass(frozen=True)
class Jurisdiction:
    """The document's own place; compared and hashed by name, so that completed names can be remembered."""

    name: str | None
    national: bool = False
    organ: str | None = None
    """The bureau that signs, where 省局 or 市局 means it."""
    place: Place | None = field(default=None, compare=False)
    levels: Mapping[str, str] = field(default_factory=dict, compare=False)

    def __hash__(self) -> int:
        """By the name alone, which nearly always tells: every completed name is remembered under it."""
        return hash(self.name)

    @cached_property
    def last(self) -> str:
        """The innermost place of the name: 江北区 of 重庆市江北区; empty where the name has one place."""
        if self.place:
            name = short_name(self.place.name)
            return name if name != self.name and (self.name or "").endswith(name) else ""
        found = re.search(r"(?<=[省市州盟])([\u4e00-\u9fff]{2,4}[区县市旗])$", self.name or "")
        return found[1] if found else ""

    @cached_property
    def bare(self) -> str:
        """The innermost place without its level word, as bodies carry it: 广州海关, 示例高新区管委会, 云湖经济开发区 of 示例市云湖区."""
        bare = re.sub(r"(?:自治区|省|市|州|盟|区|县|旗)$", "", self.last or self.name or "")
        return _REGION_NAMES.sub("", bare) if len(bare) >= 2 else ""


_REGION_NAMES = re.compile(r"(?:壮族|回族|维吾尔)$")

NATIONAL = Jurisdiction("中国", national=True)
UNKNOWN = Jurisdiction(None)


def _levels(place: Place) -> dict[str, str]:
    """What each level word means in a document of this place."""
    levels: dict[str, str] = {}
    above = parent(place)
    if above:
        levels.update(_levels(above))
    own = written(place)
    for word in ("自治区", "自治州", "自治县", "地区", "省", "市", "区", "县", "州", "盟", "旗"):
        if place.name.endswith(word):
            levels[word] = own
            if word == "地区":
                levels["地"] = own.removesuffix("区")  # 地委 of 阿勒泰地区 is 阿勒泰地委
            else:
                levels[word[-1]] = own
            break
    return levels


def _of_place(place: Place, organ: str | None) -> Jurisdiction:
    return Jurisdiction(written(place), organ=organ, place=place, levels=_levels(place))


def _of_unknown(name: str, organ: str | None) -> Jurisdiction:
    """A place that the table does not have, by the words of its own name: 示例市东湖区 → 市 示例市, 区 示例市东湖区."""
    levels: dict[str, str] = {}
    for found in re.finditer(r"(?:自治区|自治州|省|市|州|盟|区|县|旗)", name):
        if found.start() > 1:
            levels[found[0]] = name[: found.end()]
    return Jurisdiction(name, organ=organ, levels=levels)


def _of_town(name: str) -> Jurisdiction | None:
    """A town by the words of its own name, below its county where that is named: 示例县云湖镇 → 镇 示例县云湖镇, 县 示例县."""
    place, rest = split_place(name)
    if place is None and (unlisted := _UNLISTED.match(name)):
        rest = name[unlisted.end() :]
    found = _TOWN.match(rest)
    if not found:
        return None
    above = _of_place(place, None) if place else _of_unknown(name[: len(name) - len(rest)], None) if rest != name else None
    town = f"{above.name if above else ''}{found[1]}"
    word = "街道" if town.endswith("街道") else town[-1]
    return Jurisdiction(town, levels={**(above.levels if above else {}), word: town})


def _from_name(name: str) -> Jurisdiction | None:
    """The place of a body that signs, or of a title; null where its words do not tell."""
    name = re.sub(r"^(?:中共|中国共产党)(?!中央)", "", name)
    if _CENTRAL_BODY.match(name):
        return NATIONAL
    if town := _of_town(name):
        return town
    place = place_of(name)
    bureau = _BUREAU.match(name)
    organ = bureau[0] if bureau else None
    if place:
        return _of_place(place, organ)
    if (found := _UNLISTED.match(name)) and found[1]:
        return _of_unknown(found[1], organ)
    for length in (4, 3, 2):
        if (places := bare_names().get(name[:length])) and len(name) > length:
            return _of_place(places[0], organ)
    found = _BRANCH.search(name)
    places = bare_names().get(found[1]) if found else None
    return _of_place(places[0], organ) if places else None


@cache
def _opening() -> re.Pattern[str]:
    """Where two characters stand that may begin a name: few do, and only names that begin with one of these are worth counting."""
    first, second = (re.escape("".join(sorted({bare[place] for bare in bare_names()}))) for place in (0, 1))
    return re.compile(f"[{first}](?=[{second}])")


def _most_named(shadow: str) -> Jurisdiction:
    """The place a text names most, of the rank that its level words have (省财政厅: a province); else unknown."""
    used = Counter(found[1] for found in _LEVEL_USED.finditer(shadow)) or Counter(found[1] or found[2] or "自治区" for found in _OWN_LEVEL.finditer(shadow))
    if not used:
        return UNKNOWN
    level = used.most_common(1)[0][0]
    counts: Counter[str] = Counter()
    openings = {shadow[found.start() : found.start() + 2] for found in _opening().finditer(shadow)}
    for bare, places in bare_names().items():
        if bare[:2] not in openings:
            continue
        for place in places:
            fits = place.name.endswith(level)
            if fits and (number := shadow.count(bare)):
                counts[place.code] += number
    best = counts.most_common(2)
    if not best or (len(best) == 2 and best[0][1] == best[1][1]):
        return UNKNOWN
    return _of_place(by_code()[best[0][0]], None)


def jurisdiction(issuers: Iterable[str], titles: Iterable[str | None], number: str | None, shadow: str) -> Jurisdiction:
    """The document's own place: from who signs, then its titles, then its number, then the place its text names most."""
    names = [*issuers, *(title for title in titles if title)]
    for name in names:
        if found := _from_name(name):
            return found
    if number and _CENTRAL_NUMBER.match(number):
        return NATIONAL
    if number and (province := province_of_sign(number[0])) and (number[0] in "京津沪渝" or _GOVERNMENT_NUMBER.match(number)):
        return _of_place(province, None)
    return _most_named(shadow)
