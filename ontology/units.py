"""Which unit a printed one is: 亩 is `mu`, 元/平方米 is yuan (`CCY_CNY`, as QUDT calls it) for each square metre.

The table stands in `units.tsv`. A unit that is not in it has no code: it keeps its words, and is never taken for another. What is counted
(家, 户, 件) is told by the metric and the words; as a unit it is a number.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

COUNT = "NUM"
_LARGE = ("百", "千", "万", "亿")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its code, its names, and how documents print it."""

    code: str
    zh: str
    en: str
    forms: tuple[str, ...]


@cache
def units() -> dict[str, Unit]:
    """All units, by code."""
    lines = files("ontology").joinpath("units.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {code: Unit(code, zh, en, tuple(forms.split("、"))) for forms, code, zh, en in rows}


@cache
def unit_codes(printed: str | None) -> tuple[str | None, str | None]:
    """The code of a printed unit, and of what it is for each of (元/亩); nulls where the table does not have it."""
    if not printed:
        return None, None
    above, slash, below = printed.partition("/")
    known = _by_form()
    if not slash:
        return known.get(above), None
    # 元/企业, 元/展会: a thing that is counted; 元/千人 would be for each thousand
    each = known.get(below) or (None if below.startswith(_LARGE) else COUNT)
    return (known[above], each) if above in known and below and each else (None, None)


@cache
def _by_form() -> dict[str, str]:
    return {form: unit.code for unit in units().values() for form in unit.forms}
