"""The numbers that Word computes and the file does not hold: 一、 （一） 1. ① 第一条, from numbering.xml, styles and how far the lists have come.

Holds the ways of counting of the format that Chinese documents use. A bullet is no number and gives nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from loaders.word_markup import Element, child, local, value, whole

LEVELS = 9
_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = tuple(zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "m cm d cd c xc l xl x ix v iv i".split(), strict=True))
_PLACE = re.compile(r"%([1-9])")
_OPEN_ENDED = re.compile(r"[\w]$")


def chinese(number: int, digits: str = _DIGITS, units: tuple[str, ...] = ("", "十", "百", "千")) -> str:
    """In Chinese, to 9999.

    >>> [chinese(number) for number in (1, 10, 12, 20, 105, 110)]
    ['一', '十', '十二', '二十', '一百零五', '一百一十']
    """
    if not 0 < number < 10_000:
        return str(number)
    words, gap = "", False
    for power in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**power % 10
        if digit == 0:
            gap = bool(words)
            continue
        words += ("零" if gap else "") + digits[digit] + units[power]
        gap = False
    return words[1:] if words.startswith(digits[1] + units[1]) and digits is _DIGITS else words


def _letters(number: int) -> str:
    """a … z, then aa, bb …, as Word goes on."""
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 260 else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    words = ""
    for worth, sign in _ROMAN:
        words += sign * (number // worth)
        number %= worth
    return words


def _enclosed(number: int) -> str:
    if 0 < number <= 20:
        return chr(0x2460 + number - 1)
    if 20 < number <= 35:
        return chr(0x3251 + number - 21)
    return chr(0x32B1 + number - 36) if 35 < number <= 50 else f"({number})"


def counted(number: int, way: str) -> str:
    """The number as this way of counting (`w:numFmt`) writes it."""
    match way:
        case "chineseCounting" | "chineseCountingThousand" | "japaneseCounting" | "taiwaneseCounting" | "taiwaneseCountingThousand" | "koreanCounting":
            return chinese(number)
        case "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" | "koreanDigital2":
            return chinese(number) if number <= 10 else "".join(_DIGITS[int(digit)] for digit in str(number))
        case "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal":
            return chinese(number, _FORMAL, ("", "拾", "佰", "仟"))
        case "ideographTraditional":
            return _STEMS[(number - 1) % 10] if number > 0 else str(number)
        case "ideographZodiac":
            return _BRANCHES[(number - 1) % 12] if number > 0 else str(number)
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" | "ideographEnclosedCircle":
            return _enclosed(number)
        case "decimalEnclosedParen":
            return chr(0x2474 + number - 1) if 0 < number <= 20 else f"({number})"
        case "decimalEnclosedFullstop":
            return chr(0x2488 + number - 1) if 0 < number <= 20 else f"{number}."
        case "decimalFullWidth" | "decimalFullWidth2":
            return "".join(chr(ord(digit) + 0xFEE0) for digit in str(max(number, 0)))
        case "decimalZero":
            return f"{number:02d}"
        case "lowerLetter":
            return _letters(number)
        case "upperLetter":
            return _letters(number).upper()
        case "lowerRoman":
            return _roman(number)
        case "upperRoman":
            return _roman(number).upper()
        case "none":
            return ""
    return str(number)


@dataclass(slots=True)
class _Level:
    way: str = "decimal"
    text: str = ""
    start: int = 1
    spaced: bool = True
    legal: bool = False
    restart: int | None = None
    style: str | None = None


def _level(element: Element) -> _Level:
    number = child(element, "start")
    restart = child(element, "lvlRestart")
    legal = child(element, "isLgl")
    return _Level(
        way=value(child(element, "numFmt")) or "decimal",
        text=value(child(element, "lvlText")) or "",
        start=whole(value(number), 1) if number is not None else 0,
        spaced=(value(child(element, "suff")) or "tab") != "nothing",
        legal=legal is not None and value(legal) not in {"0", "false"},
        restart=whole(value(restart)) if restart is not None else None,
        style=value(child(element, "pStyle")),
    )


@dataclass(slots=True)
class _List:
    """What `w:num` names: a definition and what it changes of it."""

    definition: str
    levels: dict[int, _Level]
    restarts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """All lists of a document and how far each has come."""

    lists: dict[str, _List] = field(default_factory=dict)
    by_style: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def next(self, number: str, depth: int) -> str:
        """The marker of the next paragraph of a list at this depth; empty for bullets and lists that are none."""
        found = self.lists.get(number)
        if found is None or not 0 <= depth < LEVELS:
            return ""
        level = found.levels.get(depth, _Level())
        counts = self.counts.setdefault(found.definition, [None] * LEVELS)
        if depth in found.restarts and (number, depth) not in self.begun:
            self.begun.add((number, depth))
            counts[depth] = found.restarts[depth]
        else:
            before = counts[depth]
            counts[depth] = level.start if before is None else before + 1
        for above in range(depth):
            if counts[above] is None:
                counts[above] = found.levels.get(above, _Level()).start
        for below in range(depth + 1, LEVELS):
            restart = found.levels[below].restart if below in found.levels else None
            if restart is None or (restart and depth < restart):
                counts[below] = None
        if level.way == "bullet":
            return ""

        def written(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            way = found.levels.get(at, _Level()).way
            return counted(counts[at] or 0, "decimal" if level.legal and way != "decimalZero" else way)

        marker = _PLACE.sub(written, level.text).strip()
        return f"{marker} " if marker and level.spaced and _OPEN_ENDED.search(marker) else marker


def read_numbering(root: Element | None) -> Numbering:
    """The lists of numbering.xml."""
    numbering = Numbering()
    if root is None:
        return numbering
    definitions: dict[str, dict[int, _Level]] = {}
    named: dict[str, str] = {}
    borrowed: dict[str, str] = {}
    for element in root:
        if local(element) != "abstractNum":
            continue
        key = value(element, "abstractNumId") or ""
        definitions[key] = {whole(value(one, "ilvl")): _level(one) for one in element if local(one) == "lvl"}
        if style := value(child(element, "styleLink")):
            named[style] = key
        if style := value(child(element, "numStyleLink")):
            borrowed[key] = style
    for element in root:
        if local(element) != "num":
            continue
        key = value(child(element, "abstractNumId")) or ""
        key = named.get(borrowed.get(key, ""), key)
        levels, restarts = dict(definitions.get(key, {})), {}
        for change in element:
            if local(change) != "lvlOverride":
                continue
            depth = whole(value(change, "ilvl"))
            if (level := child(change, "lvl")) is not None:
                levels[depth] = _level(level)
            if (start := child(change, "startOverride")) is not None:
                restarts[depth] = whole(value(start), 1)
        number = value(element, "numId") or ""
        numbering.lists[number] = _List(key, levels, restarts)
        for depth, level in levels.items():
            if level.style:
                numbering.by_style.setdefault(level.style, (number, depth))
    return numbering
