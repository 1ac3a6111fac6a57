"""Which agencies of the graph a name means: by full or short form, in either script, with or without a place.

`市知识产权局` finds 广州市知识产权局 and 重庆市知识产权局, and the answer says so; `广州市发展改革委`, `广州市发展和改革委员会` and
`廣州市發展改革委` find one agency. A name that finds nothing is never guessed at: near names are offered, no rows are given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ontology.agencies import full_name, is_class
from queries.engines import Engine
from queries.wording import Wording

DIRECT = "direct"
"""In which capacity an agency was meant that was named itself."""
_LISTED = 12
_LEVELS = "特别行政区|自治区|自治州|自治县|自治旗|地区|省|市|区|县|州|盟|旗"
_LEVEL_WORD = rf"^({_LEVELS})(?=.{{2}})"
_PLACE = rf"(?<=.)(?:{_LEVELS})(?=.{{2}})"
"""Not compiled beforehand: most questions name no agency in these ways."""
_ALL = """
MATCH (agency:Agency|AgencyClass)
RETURN agency.uri AS uri, agency.name AS name, agency.names AS names, agency.short_name AS short_name,
       agency.full_name AS full_name, agency.level AS level, agency.function AS function, agency.place_code AS place_code
ORDER BY full_name, uri
"""


@dataclass(frozen=True, slots=True)
class Known:
    """An agency of the graph, with all that it may be called."""

    uri: str
    name: str
    names: tuple[str, ...]
    short_name: str
    full_name: str
    level: str
    function: str
    place_code: str

    def called(self, name: str) -> bool:
        return name in (self.name, self.full_name, self.short_name) or name in self.names

    def called_in_place(self, level: str, function: str) -> bool:
        """Whether its own documents may call it level word and function: 市 + 发展和改革委员会."""
        if self.level or self.place_code:
            return self.level == level and self.function == function
        # Its place is in no table of divisions: any level word inside the name may be the end of the place.
        starts = [found.end() for found in re.finditer(re.escape(level), self.name)] if level else []
        return any(full_name(self.name[start:]) == function for start in starts if start > len(level))


@dataclass(frozen=True, slots=True)
class Found:
    """What a name came to: IRIs, and a remark where that is worth saying."""

    uris: list[str]
    remarks: tuple[Wording, ...] = ()


def known_agencies(engine: Engine) -> list[Known]:
    """Every agency and class of agencies of the graph."""
    if "agencies" not in engine.kept or not engine.keeps:
        rows = engine.run(_ALL, {}).rows
        agencies = []
        for uri, name, names, *others in rows:
            texts = [str(one or "") for one in others]
            agencies.append(Known(str(uri), str(name), tuple(map(str, names if isinstance(names, list) else ())), *texts))
        engine.kept["agencies"] = agencies
    found: list[Known] = engine.kept["agencies"]
    return found


def find_agencies(engine: Engine, asked: str) -> Found:
    """The agencies that a name means, in the order of their full names."""
    known = known_agencies(engine)
    by_uri = [one for one in known if one.uri == asked.strip()]
    if by_uri:
        return Found([one.uri for one in by_uri])
    name = re.sub(r"\s+", "", asked)
    found = _meant(name, known)
    if not found:
        from grammar.shadow import normalise  # its table of characters is only made where the name does not fit as it is

        name = normalise(asked)
        found = _meant(name, known)
    if not found:
        return Found([], (_nothing(asked, name, known),))
    if len(found) == 1 and found[0].called(asked.strip()) and found[0].short_name != asked.strip():
        return Found([found[0].uri])
    return Found([one.uri for one in found], (_meaning(asked, found),))


def _meant(name: str, known: list[Known]) -> list[Known]:
    level = re.match(_LEVEL_WORD, name)
    if level:
        function = full_name(name[level.end() :])
        return [one for one in known if one.called(name) or one.called_in_place(level[1], function)]
    found = [one for one in known if one.called(name)]
    if found:
        return found
    if is_class(name):  # 各区政府, whichever city's
        return [one for one in known if one.name.endswith(name) or one.full_name.endswith(full_name(name))]
    return _by_place(name, known) or _national(name, known)


def _by_place(name: str, known: list[Known]) -> list[Known]:
    """A name with its place in another form: 广州市发展和改革委员会, 广东省广州市发展改革委, 江北区知识产权局 (of 重庆)."""
    from ontology.places import by_code, by_name, split_place

    place, rest = split_place(name)
    if place and rest:
        code, function = by_code()[place.code].code, full_name(rest)
        return [one for one in known if one.place_code == code and one.function == function]
    full = full_name(name)
    if found := [one for one in known if one.full_name == full]:
        return found
    for mark in re.finditer(_PLACE, name):  # a place that is in no table of divisions
        place_name, function = name[: mark.end()], full_name(name[mark.end() :])
        if found := [one for one in known if not one.place_code and one.name.startswith(place_name) and full_name(one.name[mark.end() :]) == function]:
            return found
    if any(name[:length] in by_name() for length in range(2, min(len(name), 12))):
        return [one for one in known if one.name.endswith(name) or one.full_name.endswith(full)]
    return []


def _national(name: str, known: list[Known]) -> list[Known]:
    """知识产权局 without any place is the one of the central state, where the graph has it."""
    function = full_name(name.removeprefix("国家"))
    return [one for one in known if one.level in ("", "国家") and not one.place_code and one.function == function]


def _meaning(asked: str, found: list[Known]) -> Wording:
    names = [one.name for one in found[:_LISTED]]
    more = len(found) - len(names)
    zh = "、".join(names) + (f"等 {len(found)} 个" if more else "")
    en = ", ".join(names) + (f" and {more} more" if more else "")
    return Wording(f"“{asked}”指：{zh}", f"“{asked}” means: {en}")


def _nothing(asked: str, name: str, known: list[Known]) -> Wording:
    near = _near(name, known)
    if not near:
        return Wording(f"图中没有叫“{asked}”的机关", f"no agency of the graph is called “{asked}”")
    return Wording(f"图中没有叫“{asked}”的机关，相近的有：{'、'.join(near)}", f"no agency of the graph is called “{asked}”; near it: {', '.join(near)}")


def _near(name: str, known: list[Known]) -> list[str]:
    """Names that hold the words, then names that look alike."""
    from difflib import get_close_matches

    bare = re.sub(_LEVEL_WORD, "", name)
    holding = [one.name for one in known if bare and (bare in one.name or bare in one.full_name)]
    alike: list[str] = []
    for one in get_close_matches(name, list({form for agency in known for form in (agency.name, agency.short_name)}), n=8, cutoff=0.5):
        alike += [agency.name for agency in known if agency.called(one)]
    return list(dict.fromkeys([*holding, *alike]))[:6]
