"""The years that a plan covers: from its title, from its words on its own time, from the one year that it speaks of.

    示例市示例行动计划（2023—2025年）   2023, 2025      2023年工作要点   2023, 2023
    示例省“十四五”示例规划            2021, 2025      试点时间为2019—2021年

A document that says nothing of its time has no period; the years of a plan that a title names in 《》 are that plan's.
"""

from __future__ import annotations

import re
from collections import Counter

from grammar.moments import years_of_plan

_YEARS = r"((?:19|20)\d\d)\s*年?\s*(?:[-—–―~～至到]+)\s*((?:19|20)\d\d)\s*年?"
_PERIOD = re.compile(_YEARS)
_ONE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?:度)?(?!.{0,3}[月第])")
_FIVE_YEARS = re.compile(r"(?P<numeral>[一二三四五六七八九]|十[一二三四五六七八九]?)五[”\"](?![^《]*》)")
_PRINTED_YEAR = re.compile(r"((?:19|20)\d\d)(?<!\d{5})年")
_OFTEN = 5
_NEARLY_ALL = 0.85
_PERIOD_IN_TEXT = re.compile(
    rf"(?:用[^。,]{{1,4}}年(?:左右)?(?:时间)?\(|(?:试点|实施|规划|计划|行动|方案)(?:时间|期限|周期|期)(?:为|是|:)?\s*(?:自|从)?){_YEARS}"
)
_OPENING = 3000
"""How far into a text its own time is said."""


def period(title: str | None, body: str, *, dated: bool) -> tuple[str, str] | None:
    """First and last year that a plan covers, by its title and the shadow of its body; null where neither tells.

    `dated` says whether the document has a date: only in one that has none may the year it speaks of be taken for its own.
    """
    if title and (found := _PERIOD.search(title)):
        return found[1], found[2]
    if title and (found := _FIVE_YEARS.search(title)):
        first, last = years_of_plan(found["numeral"])
        return str(first), str(last)
    if title and not title.endswith("通知") and (found := _ONE_YEAR.search(title)):
        return found[1], found[1]
    opening = body[:_OPENING]
    if _PERIOD.search(opening) and (found := _PERIOD_IN_TEXT.search(opening)):  # few texts name two years at all
        return found[1], found[2]
    return None if dated else _year_spoken_of(body)


def _year_spoken_of(body: str) -> tuple[str, str] | None:
    """The year that a text without a date plans for, where nearly every year that it prints is that one."""
    printed = Counter(_PRINTED_YEAR.findall(body))
    years = printed.most_common(1)
    if not years or years[0][1] < _OFTEN or _NEARLY_ALL * printed.total() > years[0][1]:
        return None
    return years[0][0], years[0][0]
