"""Time expressions of Chinese documents as ISO dates at the precision of the words.

    2019年6月底前   自2022年10月1日至2025年12月31日   二〇二〇年上半年   每年12月底前   “十四五”末   本意见印发之日起30日内

`find_times` reads the words, `resolve` gives the year that is not printed and counts from the document's date or through
its period. Whether an expression bounds a task, a target or a stage is for its reader to say: the past, names and
descriptions are found here too. Words without a date (近期, 适时, 春节前) are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from grammar.moments import DASH, GAP, SMALL, Anchor, Moment, counted, moment_of, number, point, read_point
from ontology.records import DueKind, Unresolved

_COUNT = rf"(?:{SMALL}|两|几|半)"
_UNIT = r"(?:个?工作日|个月|年半|周年|年度|日历天|年|日|天|周|月)"
_DOCUMENT = r"(?:[本此该][^\s,。;:、()至自]{1,10}?|文件|政策|通知|措施|意见|方案|办法)?"
_ISSUED = r"(?:印发|发布|公布|颁布|下发|出台|发文|签发)"
_EFFORT = r"(?:努力|时间|建设|攻坚|行动|实施|培育|发展|改革)"
_INSIDE = r"(?:之|以)?内"
_EXPRESSION = re.compile(
    rf"""(?<!\d)(?:
      # 自本意见印发之日起, 即日起至2023年12月31日, 在印发之日起30日内
        (?P<issue> (?: [自从在于由]{GAP}{_DOCUMENT}(?:正式)?(?:{_ISSUED}|施行|实施|执行|通过|生效)(?:之日)?
                     | (?<![\u4e00-\u9fff]){_DOCUMENT}(?:{_ISSUED}|施行)之日 | [自从]?即日 ) 起
          (?: (?:开始|施行|实施|执行)?,?[^,。;:\n]{{0,12}}?(?P<after>{_COUNT}){GAP}(?P<after_unit>{_UNIT})(?:之|以)?内
            | (?:开始|施行|实施|执行)?,?{DASH}{point("z", second=True)}(?:[止前]|期间)? )? )
      # 每年12月底前, 每季度, 每两年
      | (?P<every>每{GAP}(?P<each>{_COUNT})?{GAP}个?(?P<cadence>年度?|季度?|半年|月|周|星期|学年|学期|旬|日|天))(?!级|期|产)
          (?: {GAP}的?(?:年?[底末终]|年初|初)(?:之?前)?
            | {GAP}{point("y", second=True)}(?:{DASH}{point("x", second=True)})?(?:之?前|期间|内)? )?
      # 经过三年努力, 用3年左右时间, 三年内
      | (?: (?:经过|通过|历经|(?:力争|争取|计划|拟|确保)?用|利用|力争|争取) {GAP}(?:[1-9一二两三四五]{DASH})?(?P<years>{SMALL}|两){GAP}年(?:左右)?的?
              (?:{GAP}{_INSIDE}|[^,。;:\n]{{0,6}}?{_EFFORT})
          | (?:未来|今后|在)? (?:[1-9一二两三四五]{DASH})?(?P<within_years>{SMALL}|两){GAP}年(?:左右)?(?:时间)?{_INSIDE} )
      # 到2020年底, 2018—2020年, 自2022年10月1日至2025年12月31日, 6月15日前, 年内
      | (?P<lead>自|从|至|到|截至|截止到?|截至到)?{GAP} {point("a")}
          (?:{GAP}起)? (?: ,?{GAP}{DASH}{point("b", second=True)} )?
          {GAP}(?P<tail>之?前(?![后期瞻沿往置述款列两三十\d])|以前|止(?!付|损|咳)|度?(?:之|以)?内(?!容|部|控|涵|外|地|资|需|循|生|河|蒙|陆|因|设)|起(?![草步点止飞诉])|开始|[以之]后|以来|来(?=[,，])|期间)?
    )""",
    re.VERBOSE,
)
_MARK = re.compile(
    r"年(?<=[\d〇零○一二三四五六七八九十两Oo今明本去上次翌全 ]年)|年[底内度末终初中]"
    r"|月(?<=[\d一二三四五六七八九十 ]月)|季(?<=[一二三四1-4 ]季)|上半年|下半年|每"
    r"|日起|发布起|印发起|公布起|实施起|施行起|十[一二三四五六]五|20\d\d[./-][01\d]|19\d\d[./-][01\d]"
)
_NUMERALS = "0123456789〇零○一二三四五六七八九十两Oo"
_BEFORE_MARK = frozenset(_NUMERALS + " .-—–―─−~至到自从截止上下半今明本去次翌第年月日号全底末初中旬季度起“”经过通用历力争取未来后左右在于")
_FIRST = frozenset(_NUMERALS + "“自从到至截即在于由本此今明去上次翌下第年全经通历力争计拟确用利未每文政措意方办印发公颁出签施")
_REACH = 26
_LONGEST = 90
_LENGTH = re.compile(
    rf",?[^,。;:\n\d]{{0,10}}?(?:为期|期限为?|连续|分|用|历时|时间为?|有效期为?|试行|试点期?|暂定|执行期?){GAP}(?P<count>{_COUNT}){GAP}(?P<unit>个月|年(?!度|级))"
    rf"|{GAP},?(?P<within>{SMALL}|两){GAP}(?P<within_unit>个月|年){_INSIDE}"
)
"""After a start: 开展为期半年的…, ，三年内."""
_CADENCES = {"年": "year", "季": "quarter", "半年": "half-year", "月": "month", "周": "week", "星期": "week"}


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression: `shadow[start:end]`, with its preposition and its 前, 起 or 止."""

    start: int
    end: int
    kind: DueKind
    from_: Moment | None
    to: Moment | None
    every: str | None = None
    """`year`, `half-year`, `quarter`, `month` or `week`, where `kind` is `every`; null for another cadence (每两年)."""
    past: bool = False
    """Says 以来 or 去年: what has been."""

    @property
    def lacks_year(self) -> bool:
        """Whether the year is not printed, and comes from what stands before or around it (6月底前, 年内)."""
        return self.kind is not DueKind.EVERY and any(end.lacks_year for end in (self.from_, self.to) if end)


class When(NamedTuple):
    """A time as ISO values: `2019-06`, `2019-06-30`, `2019`; null where it is open or could not be resolved."""

    from_: str | None
    to: str | None
    unresolved: Unresolved | None = None

    @property
    def year(self) -> int | None:
        """The year that a following expression without one takes over."""
        last = self.to or self.from_
        return int(last[:4]) if last and last[:4].isdigit() else None  # 06 of 每年6月 is no year


def find_times(shadow: str, start: int, end: int) -> Iterator[Time]:
    """The time expressions between two places of the shadow, in order, none inside another.

    `shadow` is `view.shadow` (either script and width is folded already); digits may be Arabic or Chinese.
    """
    read = start
    for mark in _MARK.finditer(shadow, start, end):
        if mark.start() < read:
            continue
        left = _left(shadow, mark, read)
        until = min(end, mark.end() + _LONGEST)
        while left <= mark.start():
            found = _EXPRESSION.match(shadow, left, until) if shadow[left] in _FIRST else None
            if found is None:
                left += 1
                continue
            read = left = found.end()
            if (time := _time(found, shadow, until)) is not None:
                yield time
                read = left = time.end


def _left(shadow: str, mark: re.Match[str], read: int) -> int:
    """Where an expression that holds this mark may begin."""
    position = mark.start()
    if mark[0].endswith("起"):
        return max(read, position - _REACH)
    limit = max(read, position - _REACH)
    while position > limit and shadow[position - 1] in _BEFORE_MARK:
        position -= 1
    return position


def _time(found: re.Match[str], shadow: str, until: int) -> Time | None:
    start, end = found.span()
    start, end = start + len(found[0]) - len(found[0].lstrip()), end - len(found[0]) + len(found[0].rstrip())
    if found["issue"]:
        return _from_issue(found, start, end)
    if found["every"]:
        return _every(found, start, end)
    if years := found["years"] or found["within_years"]:
        return Time(start, end, DueKind.BY, None, Moment(anchor=Anchor.PERIOD, length=(number(years), "year")))
    time = _bounded(found, start, end)
    return _with_length(time, shadow, until) if time and time.kind is DueKind.FROM else time


def _from_issue(found: re.Match[str], start: int, end: int) -> Time | None:
    """自印发之日起, 即日起至…, 自公布之日起30日内."""
    issue = Moment(anchor=Anchor.ISSUE)
    if found["after"]:
        unit = found["after_unit"]
        length = (6, "month") if (found["after"], unit) == ("半", "年") else (number(found["after"]), _unit(unit))
        return Time(start, end, DueKind.BY, None, replace(issue, length=length))
    until = read_point(found, "z")
    if until is None:
        return Time(start, end, DueKind.FROM, issue, None)
    return Time(start, end, DueKind.DURING, issue, until.last)


def _unit(word: str) -> str:
    if "工作日" in word:
        return "workday"
    return "month" if "月" in word else "week" if "周" in word and "年" not in word else "year" if "年" in word else "day"


def _every(found: re.Match[str], start: int, end: int) -> Time:
    """每年, 每季度, 每年12月底前, 每两年."""
    cadence, each = found["cadence"], found["each"]
    if each == "半":
        cadence, each = f"半{cadence}", None
    every = _CADENCES.get(cadence.removesuffix("度")) if not each or each in ("1", "一") else None
    last = read_point(found, "x") or read_point(found, "y")
    return Time(start, end, DueKind.EVERY, None, last.last if last and every == "year" else None, every)


def _bounded(found: re.Match[str], start: int, end: int) -> Time | None:
    """A point or a range, with the words that make it an end, a beginning or a stretch."""
    first, second = read_point(found, "a"), read_point(found, "b")
    lead, tail = found["lead"] or "", found["tail"] or ""
    if first is None or (first.plan and not second and lead not in ("到", "至") and not tail):
        return None
    past = first.past or tail in ("以来", "来")
    if second:
        return Time(start, end, DueKind.DURING, first.first, second.last, past=past)
    if "起" in found[0][-2:] or tail in ("开始", "以后", "之后") or (lead in ("自", "从") and not tail):
        return Time(start, end, DueKind.FROM, first.first, None, past=past)
    if tail.endswith(("前", "止", "内")) or lead.startswith(("至", "到", "截")) or (first.at_end and not tail):
        return Time(start, end, DueKind.BY, None, first.last, past=past)
    return Time(start, end, DueKind.DURING, first.first, first.last, past=past)


def _with_length(begun: Time, shadow: str, until: int) -> Time:
    """A start with a length is a stretch: 自2025年5月起开展为期半年的整治."""
    found = _LENGTH.match(shadow, begun.end, until)
    if found is None:
        return begun
    count, unit = found["count"] or found["within"], found["unit"] or found["within_unit"]
    length = (6, "month") if (count, unit) == ("半", "年") else (number(count), _unit(unit))
    return replace(begun, kind=DueKind.DURING, to=Moment(anchor=Anchor.START, length=length))


def resolve(
    time: Time, *, before: int | None = None, heading: int | None = None, document_date: str | None = None, period: tuple[str, str] | None = None
) -> When:
    """The ISO values of a time. A year that is not printed is that of the expression before it in the same item (`before`,
    the `When.year` of it), of the headings above (`heading`, from `year_in`), of the document's date, or of its period
    where that is one year. `三年内` ends with the period where there is one, else the document's year and three.
    `document_date` and `period` are `view.head.fields.date` and `.period`.
    """
    if time.kind is DueKind.EVERY:
        return When(None, time.to.within() if time.to else None)
    year = before or heading or _own_year(document_date, period)
    first, reason = _dated(time.from_, year, document_date, period)
    if time.to and time.to.anchor is Anchor.START:
        last, late = _after(first, time.to), reason
    else:
        to = time.to
        if to and to.month is None and to.day and time.from_:  # 6月1日至15日
            to = replace(to, month=time.from_.month)
        last, late = _dated(to, first.year if first and to and to.lacks_year else year, document_date, period)
    if first is None and last and time.from_ and time.from_.lacks_year:  # 6月至2019年8月
        first, reason = replace(time.from_, year=last.year), None
    if first and last and time.to and time.to.lacks_year and first.year == last.year and (last.month or 12) < (first.month or 1):
        last = replace(last, year=(last.year or 0) + 1)
    return When(first.iso() if first else None, last.iso() if last else None, reason or late)


def _own_year(document_date: str | None, period: tuple[str, str] | None) -> int | None:
    """The document's year; a plan for one later year (2024年工作要点, of December 2023) means that one."""
    dated = int(document_date[:4]) if document_date else None
    one = int(period[0]) if period and period[0] == period[1] else None
    return max(dated, one) if dated and one else dated or one


def _dated(moment: Moment | None, year: int | None, document_date: str | None, period: tuple[str, str] | None) -> tuple[Moment | None, Unresolved | None]:
    """A moment with its year; null with the reason where there is none."""
    if moment is None or moment.year:
        return moment, None
    if moment.anchor is Anchor.PERIOD and moment.length:
        if period:
            return Moment(int(period[1])), None
        return (Moment(int(document_date[:4]) + moment.length[0]), None) if document_date else (None, Unresolved.NO_PERIOD)
    if moment.anchor is Anchor.ISSUE:
        if not document_date or (moment.length and moment.length[1] == "workday"):
            return None, Unresolved.NO_DATE
        return counted(moment_of(document_date), *(moment.length or (0, "day"))), None
    if moment.years_on is not None:
        year = _own_year(document_date, period)
        return (replace(moment, year=year + moment.years_on, years_on=None), None) if year else (None, Unresolved.NO_YEAR)
    return (replace(moment, year=year), None) if year else (None, Unresolved.NO_YEAR)


def _after(first: Moment | None, last: Moment) -> Moment | None:
    """The end of a stretch that is counted from its beginning: for half a year, until 次年3月."""
    if first is None or first.year is None:
        return None
    return first.on(*last.length) if last.length else replace(last, year=first.year + (last.years_on or 0), anchor=None, years_on=None)


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年(?!以来))")


def year_in(words: str) -> int | None:
    """The one year that a heading prints (2019年重点任务); null where it prints none or several."""
    years = {int(found[0]) for found in _YEAR.finditer(words)}
    return years.pop() if len(years) == 1 else None
