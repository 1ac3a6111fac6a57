"""A number as its cell shows it: 0.05 under `0%` is 5%, 45000 under `yyyy"年"m"月"` is 2023年3月.

Holds the parts of Excel's formats that indicators and dates use: percent, decimals, thousands, dates, times, words in quotes. Whatever else a format asks for
(colours, conditions, fractions), the number is given plainly.
"""

from __future__ import annotations

import datetime as dt
import re

_QUOTED = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.')
_DATE = re.compile(r"(?i)yyyy|yy|mmmm|mmm|mm|m|dd|d|hh|h|ss|s|上午/下午|AM/PM|e|\"[^\"]*\"|\\.|\[[^\]]*\]|_.|\*.|.")


def plain(number: float) -> str:
    """Without a format: 5 for 5.0, and no tail of a binary fraction.

    >>> plain(5.0), plain(0.1 + 0.2), plain(1e12)
    ('5', '0.3', '1000000000000')
    """
    if isinstance(number, int) or (abs(number) < 1e15 and number == int(number)):
        return str(int(number))
    words = f"{number:.15g}"
    return words if "e" not in words else f"{number:f}".rstrip("0").rstrip(".")


def shown(number: float, code: str) -> str:
    """The number under a format.

    >>> shown(0.05, "0%"), shown(0.128, "0.0%"), shown(12345.5, "#,##0.00"), shown(3, '0"家"'), shown(7, "General")
    ('5%', '12.8%', '12,345.50', '3家', '7')
    """
    section = code.split(";", maxsplit=1)[0]
    words = _QUOTED.sub("", section)
    digits = re.search(r"[0#?][0#?,]*(?:\.([0#?]+))?", words)
    if words.lower() in {"general", "@", ""} or digits is None:
        return plain(number) + "".join(found[1] or found[2] or "" for found in _QUOTED.finditer(section)) * bool(re.search("[gG]eneral", words))
    if re.search(r"[/eE]", words):
        return plain(number)
    percent = "%" in words
    scaled = number * 100 if percent else number
    decimals = digits[1] or ""
    text = f"{scaled:{',' if ',' in digits[0].partition('.')[0] else ''}.{len(decimals)}f}"
    for sign in reversed(decimals):
        if sign == "0" or not text.endswith("0"):
            break
        text = text[:-1]
    text = text.rstrip(".")
    first = re.search("[0#?]", re.sub(r'"[^"]*"|\\.', lambda found: " " * len(found[0]), section))
    at = first.start() if first else 0
    before = "".join(found[1] or found[2] or "" for found in _QUOTED.finditer(section[:at]))
    after = "".join(found[1] or found[2] or "" for found in _QUOTED.finditer(section[at:]))
    return f"{before}{text}{'%' if percent else ''}{after}"


def shown_date(moment: dt.datetime | dt.date | dt.time, code: str) -> str:
    """The date under a format; ISO where the format says nothing that is known.

    >>> shown_date(dt.datetime(2025, 6, 1), 'yyyy"年"m"月"'), shown_date(dt.datetime(2025, 6, 1), "yyyy/m/d"), shown_date(dt.datetime(2025, 6, 1), "[$-F800]")
    ('2025年6月', '2025/6/1', '2025年6月1日')
    """
    if isinstance(moment, dt.time):
        return moment.isoformat("minutes")
    code = code.split(";", maxsplit=1)[0]
    date = moment.date() if isinstance(moment, dt.datetime) else moment
    time = moment.time() if isinstance(moment, dt.datetime) else dt.time()
    if "F800" in code:  # the long form of wherever the reader is
        return f"{date.year}年{date.month}月{date.day}日"
    known = re.sub(r"\[[^\]]*\]", "", code)
    if not re.search(r"(?i)y|d|m", known) or re.search(r"(?i)mmm", known) or known.lower() == "general":
        return date.isoformat() if time == dt.time() else f"{date.isoformat()} {time.isoformat('minutes')}"
    parts: list[str] = []
    hours = False
    for found in _DATE.finditer(code):
        sign = found[0]
        match sign.lower():
            case "yyyy" | "e":
                parts.append(f"{date.year:04d}")
            case "yy":
                parts.append(f"{date.year % 100:02d}")
            case "mm" | "m":
                amount = time.minute if hours else date.month
                parts.append(f"{amount:02d}" if len(sign) == 2 else str(amount))
            case "dd" | "d":
                parts.append(f"{date.day:02d}" if len(sign) == 2 else str(date.day))
            case "hh" | "h":
                parts.append(f"{time.hour:02d}" if len(sign) == 2 else str(time.hour))
                hours = True
            case "ss" | "s":
                parts.append(f"{time.second:02d}")
            case _ if sign.startswith('"'):
                parts.append(sign[1:-1])
            case _ if sign.startswith("\\"):
                parts.append(sign[1:])
            case _ if sign[0] in "[_*@" or sign.lower() in {"am/pm", "上午/下午"}:
                pass
            case _:
                parts.append(sign)
    return "".join(parts).strip()
