"""The members that a list names, by post or by body: 市知识产权局局长和江北区政府区长 are two, 人力资源和社会保障局局长 is one.

    由区财政局、区科技局等单位为成员单位      区财政局, 区科技局
    分管乡村振兴、商务工作的副市长            one post

等单位 and 同志 are no part of a member; 有关部门负责同志 is one as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from grammar.drafts import Span
from grammar.names import AGENCY_END

_FOUNDED = re.compile(r".{0,60}(?:成立|建立健全|建立|组建|设立)了?")
_BY = re.compile(r"(?:[^、由]{0,60}(?<![自理])由|以)")
_POST = re.compile(
    r"(?:长|主任|书记|领导|负责人|责任人|负责同志|领导同志|同志|委员|市长|区长|县长|省长|总理|主席|会长|秘书|经理|主管|干部|专员|院士|教授|专家|成员|[〇一-龥]{2}(?<=总监))$"
)
_NUMBERED = re.compile(r"\s*[一二三四五六七八九十]{1,3}、\s*")
"""In a text that lost its line breaks: 二、组成人员 联席会议由……."""
_CHARGED = re.compile(r"(?:分管|主管|联系|协管|负责)")
_JOINS = re.compile(r"以及|[和及与]")
_ETC = re.compile(
    r"(?:等共?计?|共计?(?=\d))(?:\d+|[一二三四五六七八九十]+)?(?:个|家|名|位)?(?:(?:相关|有关)*(?:部门、(?=单位)|单位、(?=部门)))?(?:相关|有关|各|市级|区级|县级|省级|市直|区直|县直|省直|市|区|县|省|直)*(?:部门单位|单位|部门|委办局|机构|方面|人员|同志|成员|领导|群团组织|社会组织|人)?(?:\((?:单位|部门)\))?(?:的?(?:主要|分管"
    r"|有关|相关)*(?:负责人|负责同志|领导|同志))?(?:共同|分别)?$|等$"
)
_COMRADE = re.compile(r"(?<!负责)(?<!领导)(?<!主要)(?<!分管)(?<!主管)同志$")
_SOMEBODY = re.compile(r"(?<=.)(?:的?(?:有关|相关)(?:负责人|负责同志|人员|同志|领导))$")
_OF_THE_GROUP = re.compile(r"各?成员单位的?(?:有关|相关|主要|分管)*(?:负责同志|负责人|领导)|(?:参会|参加|与会|出席)人员")
"""Says who comes for the members, and no new one."""
_OTHERS = re.compile(r"(?:其他|其它|各)?(?:有关|相关)?(?:单位|部门|人员|同志)|等")
_PARTY_POST = re.compile(r"(?:副书记|党组书记|党[委组](?:成员|委员)|常委)$|局党委书记$")
"""县委副书记 before 、县长: one person. 县委书记、县长 are two."""
_BARE_POST = re.compile(r"\s*(?:常务)?副?(?:[省市州县区旗镇乡局厅校院所]长|主任|主席|行长|经理|总队长|支队长|大队长)")
_POST_ALONE = re.compile(r"(?:[长记席任]|委员|常委)$")
_POST_AND_NAME = re.compile(
    r"[^、,]{0,24}?(?:长|主任|书记|主席|委员|常委)(?!负责|助理)[\u4e00-\u9fff]{2,3}(?<!同志)(?<!领导)(?<!人员)(?<!干部)(?<!成员)(?<!单位)(?=\s*(?:[、,]|$))"
)
"""区建设局党委书记、局长张三: posts without a name are those of the name behind them."""
_LONGEST = 45


def members(shadow: str, start: int, end: int) -> Iterator[Span]:
    """The members named between two places, each without the verb before it."""
    for opens in (_NUMBERED, _FOUNDED, _BY):
        if found := opens.match(shadow, start, end):
            start = found.end()
    end = _without_etc(shadow, start, end)
    parts = [_trimmed(shadow, first, _without_etc(shadow, first, last)) for first, last in _parts(shadow, start, end)]
    for first, last in without_somebody(shadow, parts):
        if _OF_THE_GROUP.fullmatch(shadow, first, last):
            continue
        if 2 <= last - first <= _LONGEST and (not _OTHERS.fullmatch(shadow, first, last) or (len(parts) == 1 and shadow.startswith("各", first))):
            yield first, last


def without_somebody(shadow: str, parts: list[Span]) -> list[Span]:
    """甲局、乙公司有关负责人: somebody of each body, so that the bodies are the members; a post (主要负责人) stays as printed."""
    if len(parts) < 2 or not (somebody := _SOMEBODY.search(shadow, *parts[-1])):
        return parts
    bodies = [words for part in parts[:-1] if not _POST_AND_NAME.fullmatch(words := shadow[slice(*part)])]
    if not bodies or not all(AGENCY_END.search(words) for words in bodies):
        return parts
    return [*parts[:-1], (parts[-1][0], somebody.start())]


def _without_etc(shadow: str, start: int, end: int) -> int:
    found = _ETC.search(shadow, max(start, end - 30), end)
    return found.start() if found and found.start() - start >= 2 else end


def _parts(shadow: str, start: int, end: int) -> Iterator[Span]:
    begin, depth, index = start, 0, start
    commas = shadow.count(",", start, end)
    breaks = "," if commas > 1 and commas > shadow.count("、", start, end) else "、,"  # 甲局局长张三,乙会副主席、书记李四,…: a comma for each
    while index < end:
        character = shadow[index]
        depth += (character in "([") - (character in ")]")
        if character in breaks and depth <= 0 and not (character == "、" and (_is_charge(shadow[begin:index]) or _is_one_person(shadow, begin, index, end))):
            yield from _joined(shadow, begin, index)
            begin = index + 1
        index += 1
    yield from _joined(shadow, begin, end)


def _is_charge(words: str) -> bool:
    """分管乡村振兴 before 、商务工作的副市长: the part goes on."""
    words = words.strip()
    return bool(_CHARGED.search(words)) and not any((_POST.search(words), AGENCY_END.search(words), _POST_AND_NAME.fullmatch(words)))


def _is_one_person(shadow: str, begin: int, index: int, end: int) -> bool:
    """党委副书记、镇长: one who holds both."""
    before = shadow[begin:index]
    if _PARTY_POST.search(before):
        return bool(_BARE_POST.match(shadow, index + 1, end))
    return bool(_POST_ALONE.search(before) and _POST_AND_NAME.match(shadow, index + 1, end))


def _joined(shadow: str, start: int, end: int) -> Iterator[Span]:
    """Two members joined by 和: each side is a post or a body of its own."""
    for found in _JOINS.finditer(shadow, start + 2, end - 1):
        left, right = shadow[start : found.start()].strip(), shadow[found.end() : end].strip()
        alike = (_POST.search(left) and _POST.search(right)) or (AGENCY_END.search(left) and AGENCY_END.search(right) and not left.endswith(("社会", "卫生")))
        alike = alike or (_POST_AND_NAME.fullmatch(left) and (AGENCY_END.search(right) or _POST_AND_NAME.fullmatch(right)))
        if alike and left.count("(") == left.count(")"):
            yield start, found.start()
            yield from _joined(shadow, found.end(), end)
            return
    yield start, end


def _trimmed(shadow: str, start: int, end: int) -> Span:
    while start < end and (shadow[start].isspace() or shadow[start] in ",:、"):
        start += 1
    while end > start and (shadow[end - 1].isspace() or shadow[end - 1] in ",。;、:"):
        end -= 1
    comrade = _COMRADE.search(shadow, max(start, end - 6), end)
    return start, comrade.start() if comrade else end
