"""The numbers that a browser prints before the items of an ordered list, and that the page's text lacks. <ol class="custom_cn2"><li>加强保护 → （一）加强保护

Holds the ways of counting that HTML, its style attribute and the editors of government sites (UEditor's `custom_cn` …) name. An item that begins with a number
of its own gets no second one.
"""

from __future__ import annotations

import re
from typing import Any, TypeAlias

Element: TypeAlias = Any  # lxml carries no types

_DIGITS = "零一二三四五六七八九"
_WAYS = {
    "1": "{number}.",
    "decimal": "{number}.",
    "custom_num": "{number}.",
    "custom_num1": "{number}）",
    "custom_num2": "（{number}）",
    "a": "{letter}.",
    "lower-alpha": "{letter}.",
    "lower-latin": "{letter}.",
    "A": "{capital}.",
    "upper-alpha": "{capital}.",
    "upper-latin": "{capital}.",
    "i": "{roman}.",
    "lower-roman": "{roman}.",
    "I": "{ROMAN}.",
    "upper-roman": "{ROMAN}.",
    "cjk-ideographic": "{chinese}、",
    "simp-chinese-informal": "{chinese}、",
    "trad-chinese-informal": "{chinese}、",
    "cjk-decimal": "{chinese}、",
    "custom_cn": "{chinese}、",
    "custom_cn1": "{chinese}）",
    "custom_cn2": "（{chinese}）",
    "none": "",
}
_STYLE = re.compile(
    r"(?i)list-style(?:-type)?\s*:[^;]*?\b(none|decimal|(?:lower|upper)-(?:alpha|latin|roman)|cjk-ideographic|(?:simp|trad)-chinese-informal|cjk-decimal)\b"
)
_NUMBER = r"(?:\d{1,3}|[〇零一二三四五六七八九十百]{1,5})"
_OWN = re.compile(
    rf"\s*(?:第\s*{_NUMBER}\s*[章节條条款项項]|[（(〔\[]\s*{_NUMBER}\s*[）)〕\]]|{_NUMBER}\s*[、.．)）:：](?!\d)|\d+(?:\.\d+)+(?!\d|\s*[亿億万萬千百元%％倍个個])|[①-⑳⑴-⒇㈠-㈩]|[【\[])"
)


def _chinese(number: int) -> str:
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")


def _letter(number: int) -> str:
    return chr(96 + number) if 0 < number <= 26 else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 40:
        return str(number)
    tens, ones = divmod(number, 10)
    return "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]


def _whole(words: str | None) -> int | None:
    """The number that an attribute gives, where it is one of at most nine digits."""
    found = re.fullmatch(r"\s*([+-]?\d{1,9})\s*", words or "", re.ASCII)
    return int(found[1]) if found else None


class Numbering:
    """Counts the items of one ordered list."""

    def __init__(self, element: Element) -> None:
        start = _whole(element.get("start"))
        self.following = 1 if start is None else start
        style = _STYLE.search(element.get("style") or "")
        named = next((name for name in (element.get("class") or "").split() if name in _WAYS and name.startswith("custom_")), None)
        self.way = _WAYS.get(named or (style[1].lower() if style else "") or element.get("type") or "1", _WAYS["1"])

    def next(self, item: Element) -> str:
        """The marker of the next item; empty where the list shows none."""
        value = _whole(item.get("value"))
        number = self.following if value is None else value
        self.following = number + 1
        style = _STYLE.search(item.get("style") or "")
        if not self.way or (style and style[1].lower() == "none"):
            return ""
        return self.way.format(
            number=number, letter=_letter(number), capital=_letter(number).upper(), roman=_roman(number), ROMAN=_roman(number).upper(), chinese=_chinese(number)
        )


def numbered(marker: str, text: str) -> str:
    """The item's text with its marker, unless it brings a number of its own."""
    return text if _OWN.match(text) else marker + text.lstrip()
