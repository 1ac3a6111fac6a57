"""The time for which a document holds, as it says itself, mostly at its end.

    本办法自印发之日起施行，有效期5年            from the document's date, to the day before its fifth anniversary
    本意见自2024年1月1日起施行，有效期至2024年12月31日
    本意见自发布之日起30日后施行

The time of one measure (该政策执行至…, 补贴自…起实施) is none of the document. What it does not tell, or what cannot be counted
because the document has no date, is null.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from grammar.dates import Time, resolve
from grammar.drafts import Span
from grammar.moments import SMALL, counted, moment_of, number
from grammar.stated import StatedLineage, StatedValidity
from grammar.view import View
from ontology.records import DueKind, LineageKind

_HOLDS = r"(?=期|[,。;、至\n()]|\d|$|[一二三四五六七八九十两]|截止|到|之日)"
_MARKER = re.compile("|".join([*(verb + _HOLDS for verb in ("施行", "实施", "执行", "实行", "生效", "有效", "试行")), "终止|截止|截至|止执行|止实施|止施行"]))
"""Every alternative begins with a plain character, so that a search passes over all other text at once."""
_KINDS = (
    r"(?:通知|意见|办法|方案|规定|措施|政策措施|政策举措|政策|文件|计划|细则|实施细则|条例|决定|规划|公告|通告|规则|规范|标准|目录|清单|指引|指南|纲要|章程|举措|要点|制度|协议|批复|条款|条|"
    r"工作方案|实施方案|实施意见|实施办法|管理办法|行动计划|若干措施|若干政策|若干意见|若干规定|暂行办法|暂行规定)"
)
_ALL_OF_THEM = rf"(?:新出台的?|各项|所有|条款|\d+条)*{_KINDS}"
_SUBJECT = re.compile(
    rf"(?:本[《“]?[\u4e00-\u9fff]{{0,6}}?{_KINDS}[》”]?|以上{_ALL_OF_THEM}|上述{_ALL_OF_THEM}|本文)(?:\([^()]{{0,20}}\))?(?:规定)?(?:的)?(?:有效期|试行期|实施期限?|执行期限?|施行期|期限)?"
    r"(?=[自从于由,将暂期有试为至至到经]|\d|施行|实施|执行|正式|未|除)"
)
_OPENS_WITH_IT = re.compile(
    r"\s*(?:第[\d一二三四五六七八九十百]+条\s*|[(\d一二三四五六七八九十]{1,4}[)、.．]\s*)?(?:自(?:印发|发布|公布|下发|颁布|发文)之日起(?:正式)?(?:施行|实施|执行|生效)|有效期)"
)
_PUBLISHED = re.compile(
    r"现(?:予以?|将其)?(?:公布|发布|颁布)[,,]\s*(?=自)|\([^()]{0,80}(?:通过|批准|公布|发布)[^()]{0,60}?(?=自[^()]{4,30}起(?:正式)?(?:施行|实施|执行)\))"
)
"""《…规定》已经…会议通过，现予公布，自2025年5月1日起施行; （…通过　自2025年5月1日起施行） under the title."""
_OTHERS = re.compile(r"《|但(?:第|其中)|同时废止|(?:此前|以前|原有?|现行|之前)[^,。;]{0,20}(?:文件|规定|政策|通知)|所有|具体政策|国家和|如遇|期间,")
_LENGTH = re.compile(
    rf"(?:有效期限?|试行期限?|施行期限?|执行期限?|实施期限?|期限|暂定|试行|有效)(?:暂定|定)?(?:为|是|:)?\s*(?P<count>{SMALL}|两)\s*(?P<unit>个?月|年)(?!度|内)"
)
_LATER = re.compile(rf"之日(?:\([^()]*\))?起?(?:满)?\s*(?P<count>{SMALL}|\d{{2}})\s*(?P<unit>日|天|个?月)(?:之?后|起)")
_FROM = re.compile(r"起?(?:正式|开始|试)?(?:施行|实施|执行|实行|生效|试行)|起")
_ISSUE_DAY = re.compile(r"(?:印发|发布|公布|下发|颁布)之日\s*\(\s*$")


def read_validity(view: View) -> Iterator[StatedLineage]:
    """One record with the sentences that say from when and until when the document holds; none where it does not say."""
    begins: str | None = None
    ends: str | None = None
    said: list[Span] = []
    for span in _sentences(view):
        start, end = _own_words(view, span)
        first, last = _read(view, start, end)
        length = _LENGTH.search(view.shadow, *span)
        if not (first or last or length):
            continue
        said.append(span)
        begins, ends = begins or _value(first, view, last=False), ends or _value(last, view, last=True)
        if length and not ends and (begins or view.head.fields.date):
            ends = _after(begins or view.head.fields.date, number(length["count"]), "month" if "月" in length["unit"] else "year")
    if said:
        yield StatedLineage(
            kind=LineageKind.VALID,
            title=None,
            number=None,
            valid=StatedValidity(from_=begins, to=ends),
            evidence=[view.quoted(*span) for span in said],
        )


def _sentences(view: View) -> Iterator[Span]:
    """The sentences that speak of the document's own time."""
    before = -1
    for marker in _MARKER.finditer(view.shadow, view.head.body_start if not view.outline.items else 0, view.end):
        if marker.start() < before:
            continue
        start, end = view.sentence_at(marker.start())
        before = end
        own = _SUBJECT.search(view.shadow, start, end) or _OPENS_WITH_IT.match(view.shadow, start, end) or _published(view, start, end)
        if own and marker.start() - own.start() < 80:
            yield start, end


def _own_words(view: View, span: Span) -> Span:
    """A sentence up to what it says of other documents (…施行，《…》同时废止)."""
    start, end = span
    own = _SUBJECT.search(view.shadow, start, end) or _published(view, start, end)
    begin = own.end() if own else start
    others = _OTHERS.search(view.shadow, begin, end)
    if others is None:
        return begin, end
    comma = max(view.shadow.rfind(stop, begin, others.start()) for stop in ",;")
    return begin, comma if comma >= 0 and others[0] == "《" else others.start()  # 有效期五年，2020年印发的《…》同时废止


def _published(view: View, start: int, end: int) -> re.Match[str] | None:
    """The words that publish a regulation in its head."""
    return (
        _PUBLISHED.search(view.shadow, start, end) if start <= view.head.body_start or not view.outline.items or start < view.outline.items[0].start else None
    )


def _read(view: View, start: int, end: int) -> tuple[Time | str | None, Time | str | None]:
    """When it begins and when it ends, as far as the words between two places say."""
    shadow = view.shadow
    first: Time | str | None = None
    last: Time | None = None
    for time in view.times.between(start, end):
        if time.kind is DueKind.DURING and _ISSUE_DAY.search(shadow, start, time.start):
            first = first or time  # 自公布之日（2023年12月1日）起
        elif time.kind is DueKind.FROM and _FROM.match(shadow, time.end - 1 if shadow[time.end - 1] == "起" else time.end):
            later = _LATER.search(shadow, time.start, min(end, time.end + 12))
            date = view.head.fields.date
            if later:
                days = (number(later["count"]), "month" if "月" in later["unit"] else "day")
                first = first or (counted(moment_of(date), *days).iso() if date and len(date) == 10 else "")
            else:
                first = first or time
        elif time.kind is DueKind.DURING:
            first, last = first or time, last or time
        elif time.kind is DueKind.BY:
            last = last or time
    return first, last


def _value(time: Time | str | None, view: View, *, last: bool) -> str | None:
    if time is None or isinstance(time, str):
        return time or None
    when = resolve(time, document_date=view.head.fields.date, period=view.head.fields.period)
    return when.to if last else when.from_


def _after(begins: str | None, count: int, unit: str) -> str | None:
    """The last day of a time that begins on a day: five years from 2018-01-18 end with 2023-01-17."""
    return moment_of(begins).on(count, unit).iso() if begins and count else None
