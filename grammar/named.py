"""Names of documents and laws in 《》, with the number and the short form that stand behind them.

    《关于全面组织实施中小企业知识产权战略推进工程的指导意见》（国知发管字〔2016〕101号）（以下简称《指导意见》）
    《国务院实施〈中华人民共和国促进科技成果转化法〉若干规定》      a name within a name, in 〈〉 or in 《》: one name

Broken marks are mended where that can be done in one way: 《关于印发《示例方案》的通知，whose last mark was lost, ends with its
kind of document. What has no end that can be seen is no name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from grammar.drafts import Span
from grammar.shadow import normalise, squeezed

_LONGEST = 160
_DEEPEST = 4
_NEXT = re.compile(r"[《》<>。;!?]|\n\s*\n")
_LISTED = re.compile(r"[、,和及与或]\s*$")
_KIND = r"(?:通知|意见|规定|办法|细则|决定|方案|公告|批复|函|条例|规划|纲要|计划|措施|法)"
_RUNS_ON = re.compile(rf"\s*(?:的{_KIND}|[\u4e00-\u9fff]{{0,12}}?(?:若干规定|实施细则|实施办法|实施条例|实施意见))")
"""What follows a name within a name: 《…》的通知, 〈…〉若干规定."""
_ENDS_UNMARKED = re.compile(rf"[^《》<>。;:!?,\n]{{2,80}}?{_KIND}(?=\s*[(,。;\n]|精神|要求|$)")
_BRACKET = re.compile(r"\s*[(\[](?P<inside>(?:[^()。;\n]|\([^()\n]{0,40}\)){1,120})[)\]]")
_OF_A_DOCUMENT = re.compile(
    r"(?:详见|参见|[见即原]|文号)?:?\s*(?P<prefix>(?![见即原])[\u4e00-\u9fffA-Za-z]{1,20}(?:\([\u4e00-\u9fff]{1,6}\)[\u4e00-\u9fff]{0,6})?)"
    r"\s*[\[(„]\s*(?P<year>(?:19|20)\d\d)\s*[\])‟]?\s*第?\s*0*(?P<serial>\d{1,5})\s*号(?!令)"
)
"""国发[2016]25号, also with a bracket lost (中发[20167号) or in the shape of another font (财建„2009‟165号), also behind 见."""
_WITHOUT_BRACKET = re.compile(r" *(?P<number>(?![和及与或])[\u4e00-\u9fff]{1,8}\s*\[(?:19|20)\d\d\]\s*\d{1,5}\s*号)")
_OF_ANOTHER_KIND = re.compile(
    r"[\u4e00-\u9fff、]{2,30}令\s*\d{0,4}年?\s*第?\s*[\d一二三四五六七八九十百零〇]{1,5}\s*号"
    r"|[\u4e00-\u9fff、]{2,30}(?:\[\d{4}\]\s*)?第\s*[\d一二三四五六七八九十百零〇]{1,5}\s*号令"
    r"|[\u4e00-\u9fff、 ]{0,30}公告\s*(?:19|20)\d\d\s*年?第?\s*\d{1,5}\s*号|[\u4e00-\u9fff、]{0,30}(?:19|20)\d\d年第\s*\d{1,5}\s*号(?:公告)?"
    r"|(?:GB|DB|JG|HJ|NY|CJ|SB|QB|AQ|WS|LY|YY|TB|JT|MZ|GA|JR|SL|TD)[A-Z]{0,2}\s*\d{0,6}(?:/\s*[TZ])?\s*\d{2,6}(?:\.\d+)?(?:\s*[-—–]\s*\d{4})?"
)
"""国务院令第708号, 国家税务总局公告2018年第28号, GB/T 29490-2013."""
_SHORT_FORM = re.compile(r"(?:简称|下称|统称|合称)(?:为|:)?\s*[“\"']?\s*(?:新|原)?[《<]?(?P<short>[^《》<>“”\"',、()]{2,30})[》>”\"']?")
_WITHOUT_PREFIX = re.compile(r"\s*\[(?P<year>(?:19|20)\d\d)\]\s*第?(?P<serial>\d{1,5})\s*号\s*")
"""A bracket that holds nothing else: 《…备忘录》（〔2020〕8号）."""
_YEAR_IN_BRACKETS = re.compile(r"\[((?:19|20)\d\d)\]")
_NUMBER_IN_NAME = re.compile(r"\s*\([^()]{1,20}[\[(]?(?:19|20)\d\d[\])]?\s*第?\d{1,5}号\)$")


@dataclass(slots=True)
class Named:
    """A name in 《》: `shadow[start:end]` stands between the marks."""

    start: int
    end: int
    marked: Span
    """With its marks."""
    until: int
    """Behind the number and the short form that belong to it."""
    number: Span | None = None
    short: str | None = None
    """The short form that the text gives it from here on."""

    @property
    def words(self) -> Span:
        """The name with its marks and, where it is given, its number with the bracket that holds nothing else."""
        number = self.number[1] if self.number else 0
        return self.marked[0], max(self.marked[1], self.until if 0 < self.until - number <= 2 else number)


def find_named(shadow: str, start: int, end: int) -> list[Named]:
    """The names between two places, in order; a short form that is being given (以下简称《…》) is no name of its own."""
    found: list[Named] = []
    position = shadow.find("《", start, end)
    while position >= 0:
        span = _balanced(shadow, position, end)
        if span is None:
            position = shadow.find("《", position + 1, end)
            continue
        named = Named(*_trimmed(shadow, *span[0]), (position, span[1]), span[1])
        _read_brackets(shadow, named)
        if named.start < named.end:
            found.append(named)
        position = shadow.find("《", named.until, end)
    return found


def _balanced(shadow: str, opened: int, end: int) -> tuple[Span, int] | None:
    """The inside of the marks that open at a place, and where they end; null where no end can be seen."""
    depth, inner = 1, 0
    first = opened + 1
    limit = min(end, first + _LONGEST)
    for found in _NEXT.finditer(shadow, first, limit):
        mark = found[0]
        if mark in "《<":
            if depth == 1 and not inner and _LISTED.search(shadow, max(first, found.start() - 3), found.start()):
                return _unmarked(shadow, first, found.start())  # 《示例条例、《示例办法》: the first was never closed
            depth += 1
            if depth > _DEEPEST:
                return None
        elif mark in "》>":
            depth -= 1
            if not depth:
                return (first, found.start()), found.end()
            inner = inner or found.end()
        else:
            limit = found.start()
            break
    if not inner:
        return _unmarked(shadow, first, limit)
    if runs_on := _RUNS_ON.match(shadow, inner, limit):
        return (first, runs_on.end()), runs_on.end()
    return (first, inner - 1), inner


def _unmarked(shadow: str, start: int, limit: int) -> tuple[Span, int] | None:
    """A name whose closing mark was lost ends with its kind of document, where a bracket or a stop follows."""
    listed = _LISTED.search(shadow, max(start, limit - 3), limit)
    if listed and re.search(rf"{_KIND}\s*$", shadow[start : listed.start()]):
        return (start, listed.start()), listed.start()
    found = _ENDS_UNMARKED.match(shadow, start, limit)
    return (found.span(), found.end()) if found else None


def _trimmed(shadow: str, start: int, end: int) -> Span:
    """A name without the white space in its marks and without the number that a page writes inside them."""
    inside = _NUMBER_IN_NAME.search(shadow, max(start, end - 40), end)
    end = inside.start() if inside else end
    while start < end and shadow[start].isspace():
        start += 1
    while end > start and shadow[end - 1].isspace():
        end -= 1
    return start, end


def _read_brackets(shadow: str, named: Named) -> None:
    """The number and the short form: within the marks, right behind them, or in one or two brackets."""
    if inside := _number_in(shadow, named.end, named.marked[1]):
        named.number = inside
    elif bare := _WITHOUT_BRACKET.match(shadow, named.until, named.until + 40):
        named.number, named.until = bare.span("number"), bare.end()
    for _ in range(2):
        bracket = _BRACKET.match(shadow, named.until, named.until + 200)
        if not bracket:
            return
        number = None if named.number else _number_in(shadow, *bracket.span("inside"))
        short = _SHORT_FORM.search(shadow, *bracket.span("inside"))
        if not number and not short:
            return
        named.number = named.number or number
        named.short = named.short or (squeezed(short["short"]) if short else None)
        named.until = bracket.end()


def _number_in(shadow: str, start: int, end: int) -> Span | None:
    """The one number that a bracket gives; where it gives several, they are several documents', and none is taken."""
    numbers = list(_numbers(shadow, start, end))
    if not numbers and _WITHOUT_PREFIX.fullmatch(shadow, start, end):
        return start, end
    return numbers[0] if len(numbers) == 1 else None


def _numbers(shadow: str, start: int, end: int) -> Iterator[Span]:
    for pattern in (_OF_A_DOCUMENT, _OF_ANOTHER_KIND):
        spans = [(found.start("prefix") if "prefix" in pattern.groupindex else found.start(), found.end()) for found in pattern.finditer(shadow, start, end)]
        if spans:
            yield from spans
            return


def number_value(shadow: str, span: Span) -> str:
    """A number as it is written: 国发[2016]25号, also with a bracket lost, → 国发〔2016〕25号; others as printed."""
    if alone := _WITHOUT_PREFIX.fullmatch(shadow, *span):
        return f"〔{alone['year']}〕{alone['serial']}号"
    found = _OF_A_DOCUMENT.fullmatch(shadow, *span)
    if found:
        return normalise(f"{found['prefix']}〔{found['year']}〕{found['serial']}号")
    return _YEAR_IN_BRACKETS.sub(r"〔\1〕", normalise(shadow[slice(*span)]))
