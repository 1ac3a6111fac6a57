"""Standard agencies: one agency under its short and its full name (发展改革委 = 发展和改革委员会), and classes of agencies.

The data is `agencies.tsv`. A name that is not in it is its own full name: nothing is guessed.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from ontology.places import split_place

_SUFFIXES = {"委员会": "委员会", "委": "委员会", "局": "局", "厅": "厅", "部": "部", "办公室": "办公室", "办": "办公室"}
_SUFFIX = re.compile(rf"({'|'.join(_SUFFIXES)})$")
_LEVEL_WORD = re.compile(r"^(?:自治区|自治州|自治县|省|市|区|县|州|盟|旗)(?=.{2})")
_CLASS = re.compile(r"^(?:各|其他|有关|相关|属地)|成员单位$|^(?:县|市|区)?级?以上")


_learned = ""


def learn(text: str) -> None:
    """Takes people's own table of names beside `agencies.tsv`, in the same form, for the rest of the process; an empty one takes it away."""
    global _learned  # noqa: PLW0603 - one table holds for everything that completes names
    if text != _learned:
        _learned = text
        _names.cache_clear()
        full_name.cache_clear()


@cache
def _names() -> dict[str, str]:
    """Short form (with its suffix, or with `~`) → full form."""
    text = files("ontology").joinpath("agencies.tsv").read_text(encoding="utf-8")
    names: dict[str, str] = {}
    for line in (*text.splitlines(), *_learned.splitlines()):
        if line and not line.startswith("#"):
            full, _, shorts = line.partition("\t")
            names[full] = full
            names.update(dict.fromkeys(filter(None, shorts.split(",")), full))
    return names


@cache
def full_name(function: str) -> str:
    """The full form of a name without its place: 发展改革委 → 发展和改革委员会. An unknown name is returned as it is.

    A name with a second in brackets (市场监管局(知识产权局)) keeps the bracket, both in full.
    """
    if found := re.fullmatch(r"(.+?)\((.+)\)(.*)", function):
        return f"{full_name(found[1])}({full_name(found[2])}){found[3]}"
    names = _names()
    if function in names and "~" not in names[function]:
        return names[function]
    if found := _SUFFIX.search(function):
        stem, suffix = function[: found.start()], _SUFFIXES[found[1]]
        if known := names.get(stem + "~"):
            return known.replace("~", suffix)
        if found[1] == "委" and not re.search(r"[党工团纪]$", stem) and len(stem) >= 2:
            return stem + suffix
    return function


@cache
def function_of(name: str) -> str:
    """A completed name without its place and level word: 广州市知识产权局 → 知识产权局, 市知识产权局 → 知识产权局."""
    rest = split_place(name)[1]
    return _LEVEL_WORD.sub("", rest) if rest == name else rest


@cache
def is_class(name: str) -> bool:
    """Whether a completed name means several bodies of a kind: 广州市各区政府, 各省级人民政府, 昆明市属地人民政府."""
    return bool(_CLASS.search(function_of(name)))
