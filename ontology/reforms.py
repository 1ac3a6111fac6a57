"""The reforms of 2018 and 2023: which bodies went into which (工商行政管理局 → 市场监督管理局), when, at which level, and who says so.

The data is `reforms.tsv`; what it leaves out stands at its head. National bodies go by their full names, local ones without their
place. What differs by place is told by `varies`: of 国土资源局 there are several successors, and a place has one of them. No body is
taken for another's successor because their names are alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ontology.agencies import full_name
from ontology.places import Place

_PLACE = "{place}"


class Level(StrEnum):
    """Whose bodies a reform changed."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    LOCAL = "local"
    """Of provinces, cities and counties alike."""


class Change(NamedTuple):
    """One body that went into another, whole or with some duties."""

    date: str
    """ISO, from when; of local bodies the month when the first of them changed."""
    by: str
    """ISO, by when the last of them changed; empty where it was one day or one place."""
    level: Level
    place_code: str
    """Empty where the change is of every place of that level."""
    predecessor: str
    successor: str
    duties: str
    """What went over; empty where the predecessor ended and all of it did."""
    varies: bool
    """Other places gave the successor another name, or had none."""
    source: str
    note: str

    @property
    def whole(self) -> bool:
        """Whether the predecessor ended with it: a question about the successor may then include it."""
        return not self.duties


def level_of(place: Place | None) -> Level:
    """The level of a place's bodies; bodies without a place are the state's."""
    if place is None:
        return Level.NATIONAL
    return (Level.PROVINCE, Level.CITY, Level.COUNTY)[place.rank - 1]


@cache
def changes() -> tuple[Change, ...]:
    """Every change in the order of the table; names may hold `{place}` (国家金融监督管理总局{place}监管局)."""
    sources: dict[str, str] = {}
    found: list[Change] = []
    for line in files("ontology").joinpath("reforms.tsv").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if line.startswith("@"):
            sources[cells[0][1:]] = cells[1]
        elif line and not line.startswith("#"):
            date, by, level, place_code, predecessor, successor, duties, varies, source, note, *_ = [*cells, *[""] * 10]
            found.append(Change(date, by, Level(level), place_code, predecessor, successor, duties, varies == "varies", sources[source], note))
    return tuple(found)


def predecessors(name: str, level: Level, place_code: str = "") -> tuple[Change, ...]:
    """The changes that made a body what it is: of 市场监督管理局, those of 工商行政管理局, 质量技术监督局, 食品药品监督管理局.

    `name` is a body's full or short name without its place (a national one with 国家); `level` of `LOCAL` means any local one.
    With the code of its place, what is known of that place stands instead of what holds in general.
    """
    return _of_place(_matching(name, level, place_code, by_successor=True), level, place_code)


def successors(name: str, level: Level, place_code: str = "") -> tuple[Change, ...]:
    """The changes by which a body ended or gave duties away: of 国土资源局 several, of which a place has one (`varies`)."""
    return _of_place(_matching(name, level, place_code, by_successor=False), level, place_code)


def _matching(name: str, level: Level, place_code: str, *, by_successor: bool) -> Iterable[Change]:
    full = full_name(name)
    index = _by_successor() if by_successor else _by_predecessor()
    for change in (*index.get(full, ()), *_of_branch(full, by_successor)):
        if _fits(change.level, level) and change.place_code in ("", place_code):
            yield change


def _fits(of_change: Level, asked: Level) -> bool:
    if of_change == asked:
        return True
    return Level.LOCAL in (of_change, asked) and Level.NATIONAL not in (of_change, asked)


def _of_branch(full: str, by_successor: bool) -> Iterable[Change]:
    """Changes of branches with the place's name put in."""
    for change, predecessor, successor in _branches():
        if found := (successor if by_successor else predecessor).fullmatch(full):
            named = {"place": found["place"]}
            yield change._replace(predecessor=change.predecessor.format_map(named), successor=change.successor.format_map(named))


def _of_place(found: Iterable[Change], level: Level, place_code: str) -> tuple[Change, ...]:
    """Without the general changes of a body whose change at this very place is known."""
    kept = tuple(found)
    if not place_code:
        return kept
    known = {change.predecessor for change in changes() if change.place_code == place_code and _fits(change.level, level)}
    return tuple(change for change in kept if change.place_code or not change.whole or change.predecessor not in known)


@cache
def _by_successor() -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for change in changes():
        found.setdefault(change.successor, []).append(change)
    return found


@cache
def _by_predecessor() -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for change in changes():
        found.setdefault(change.predecessor, []).append(change)
    return found


@cache
def _branches() -> tuple[tuple[Change, re.Pattern[str], re.Pattern[str]], ...]:
    def pattern(name: str) -> re.Pattern[str]:
        return re.compile(re.escape(name).replace(re.escape(_PLACE), r"(?P<place>.{2,12}?)"))

    return tuple((change, pattern(change.predecessor), pattern(change.successor)) for change in changes() if _PLACE in change.successor)
