"""The head of a text whose line breaks were lost: number, notice title, signature and plan title run together.

    …实施意见渝府办发〔2021〕88号各区县（自治县）人民政府，市政府有关部门：…
    …请遵照执行。陕西省林业局2021年5月11日《全省…实施方案》为持续深化…

Only the opening of the text is looked at; what does not stand there in this order is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_NUMBER = re.compile(r"(?P<number>[\u4e00-\u9fff]{2,9}[\[(](?:19|20)\d\d[\])]\s*第?\d{1,5}\s*号)\s*")
_LETTERHEAD = re.compile(rf"[^。:\[]{{4,80}}?文件\s*{_NUMBER.pattern}")
_TITLE = re.compile(
    r"(?P<title>[^。;\[]{5,110}?(?:的?通知|的?(?:实施|指导|若干)?意见|方案|计划|(?:若干|政策)?措施|办法|规定|决定|要点|函))\s*"
    r"(?=[\u4e00-\u9fff]{2,9}[\[(](?:19|20)\d\d|各|[省市区县]|有关|为|根据|[\u4e00-\u9fff、,]{2,60}:|$)"
)
_ADDRESSEES = re.compile(r"\s*(?P<addressees>(?:各|[省市区县]政府|有关)[^。:]{3,200}):")
_SIGNED = re.compile(
    r"。(?:[^。]{0,80}?(?<=[\dX ]))?(?P<issuers>(?:[\u4e00-\u9fff]{2,30}?(?:人民政府|办公厅|办公室|委员会|局|厅)\s*){1,5})"
    r"(?P<date>(?:19|20)\d\d年\d{1,2}月\d{1,2}日)\s*"
    r"(?P<plan>《?[^。,;:]{6,60}?(?:方案|计划|措施|意见|办法|要点|规划)(?:\([^()]{2,14}\))?》?)?(?=[^。]{4,60})"
)
_SIGNED_AT_END = re.compile(
    r"(?<=[。)\]])\s*(?P<issuers>(?:[\u4e00-\u9fff]{2,30}?(?:人民政府|办公厅|办公室|委员会|局|厅)\s*){1,5})(?P<date>(?:19|20)\d\d年\d{1,2}月\d{1,2}日)[^。]{0,20}\s*$"
)
_REACH = 2500
_TAIL = 200


def read_flat(shadow: str, start: int) -> Iterator[tuple[str, int, int]]:
    """The parts of the opening that begins at `start`: (field, start, end) for number, notice_title, addressees, issuers, date, title."""
    until = min(len(shadow), start + _REACH)
    position = start
    if letterhead := _LETTERHEAD.match(shadow, start):
        yield "number", letterhead.start("number"), letterhead.end("number")
        position = letterhead.end()
    title = _TITLE.match(shadow, position)
    if title:
        yield "notice_title", title.start("title"), title.end("title")
        position = title.end()
        if not letterhead and (number := _NUMBER.match(shadow, position)):
            yield "number", number.start("number"), number.end("number")
            position = number.end()
    if addressees := _ADDRESSEES.match(shadow, position):
        yield "addressees", addressees.start("addressees"), addressees.end("addressees")
        position = addressees.end()
    if not title or not (letterhead or position > title.end()):
        return  # a title without a number or addressees is no head of a notice: nobody need be looked for who signs it
    if signed := _SIGNED.search(shadow, position, until):
        yield "issuers", signed.start("issuers"), signed.end("issuers")
        yield "date", signed.start("date"), signed.end("date")
        if signed["plan"]:
            yield "title", signed.start("plan"), signed.end("plan")
    elif signed := _SIGNED_AT_END.search(shadow, max(position, len(shadow) - _TAIL)):
        yield "issuers", signed.start("issuers"), signed.end("issuers")
        yield "date", signed.start("date"), signed.end("date")


def split_signers(shadow: str, start: int, end: int) -> list[tuple[int, int]]:
    """The bodies that sign in a run of words, each to the end of its name: 陕西省发展和改革委员会 陕西省林业局."""
    found = re.finditer(r"\S+?(?:人民政府(?!办公)|办公厅|办公室|委员会(?!办公)|局|厅)(?=\s|$|[\u4e00-\u9fff]{2,}?[省市区县州])", shadow[start:end])
    return [(start + part.start(), start + part.end()) for part in found]
