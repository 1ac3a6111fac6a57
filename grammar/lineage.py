"""Lineage: what a document rests on, amends, repeals or forwards, and its own validity (`validity.py`).

    为贯彻落实《国务院关于…的意见》（国发〔2017〕14号）精神     in the preamble: a basis of the document
    《北京市公共数据专区运营管理办法（试行）》同时废止              repealed by it
    现将《财政部 国家税务总局关于…的通知》转发给你们                forwarded by it
    关于修改《…办法》的决定                                       amended by it

A basis of one task, a document that a task is to revise, and one that is to be repealed some day (修订或废止) are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from grammar.drafts import Span
from grammar.named import Named, find_named, number_value
from grammar.relations import AMENDED_ARTICLE, in_preamble, lists
from grammar.stated import StatedCitation, StatedLineage
from grammar.validity import read_validity
from grammar.view import View
from ontology.records import LineageKind, Relation

_REPEALED = re.compile(r"废止|作废|停止执行|停止施行|停止实施|不再执行|不再施行|不再实施|宣布失效|自行失效|即行失效|失效")
_REPEALING_WORDS = ("废止", "作废", "停止", "不再", "失效")
"""Few documents hold any of them: a look for plain words is much faster than a search."""
_TO_THE_END = re.compile(
    r"\s*(?:等)?(?:\d+件|[一二三四五六七八九十]+件)?(?:的)?(?:文件|规定|政策|规范性文件|有关规定)?\s*,?(?:自[^,。;]{2,20}起|从[^,。;]{2,20}起)?,?"
    r"(?:亦|也|均|都|现|决定|即|将|同步|全部|一律)?(?:同时|即行|相应|一并|一律|予以|自行|均|随即|自动|全文|随之|到期)*(?:予以)?$"
)
_REPEALS = re.compile(r"(?:同时|现|决定|即日起|一并|予以|宣布)(?:予以)?废止(?:了)?\s*(?:原|下列|以下文件)?:?\s*[\u4e00-\u9fff]{0,20}$")
_NUMBER_ALONE = re.compile(r"(?:原|和|及|、|,|\s|^)?(?P<number>[\u4e00-\u9fff]{2,10}?\[(?:19|20)\d\d\]\s*\d{1,5}\s*号)\s*(?:文件?|通知)?")
_NUMBERS = re.compile(r"^(?:\s*[、和及]\s*[\u4e00-\u9fff]{2,10}\[(?:19|20)\d\d\]\s*\d{1,5}\s*号文?件?)+")
_REPEALING_TITLE = re.compile(
    r"关于(?:公布|宣布)?(?:废止|失效)(?!.*(?:修改|修订))|(?<!修改)(?<!修订)(?:废止|宣布失效)(?!.{0,6}(?:修改|修订)).{0,20}(?:文件|规章|规定).{0,12}(?:决定|通知|公告)$"
)
_AMENDING_TITLE = re.compile(r"(?:修改|修订|修正|调整|补充)[^《》]{0,12}$")
_REPEALED_IN_TITLE = re.compile(r"(?:废止|失效)[^《》]{0,12}$")
_AMENDED = re.compile(
    r"\s*(?:\([^()]{0,60}\)\s*)*[^。;《》]{0,30}?(?:作出?|做出?|进行)(?:如下|以下|相应)(?:修改|修订|调整|补充|修正)|\s*(?:\([^()]{0,60}\)\s*)*[^,。;《》]{0,20}?(?:修改|修订|调整|修正)如下"
)
_REVISED = re.compile(r"\s*(?:\([^()]{0,60}\)\s*)*(?:进行|作出?|予以)了?(?:修改|修订|调整|补充|修正|完善)")
_FAR = 800
_FORWARDED = re.compile(r"转发|批转")
_FORWARDED_NAME = re.compile(r"(?:转发|批转)(?P<name>[^《》]{6,200}?)的?(?:通知|函)?\s*$")


def read_lineage(view: View, citations: Sequence[StatedCitation]) -> list[StatedLineage]:
    """What the document says of its place among others, in the order of the kinds."""
    by_place = {piece["start"]: (citation, piece["end"]) for citation in citations for piece in citation["evidence"]}
    found = [*_bases(view, citations), *_amended(view, by_place), *_repealed(view, by_place), *_forwarded(view, citations), *read_validity(view)]
    once: dict[tuple[LineageKind, str | None, str | None], StatedLineage] = {}
    for one in found:
        once.setdefault((one["kind"], one["title"], one["number"]), one)
    return list(once.values())


def _of(view: View, kind: LineageKind, citation: StatedCitation, *spans: Span) -> StatedLineage:
    return StatedLineage(kind=kind, title=citation["title"], number=citation["number"], valid=None, evidence=[view.quoted(*span) for span in spans])


def _bases(view: View, citations: Sequence[StatedCitation]) -> Iterator[StatedLineage]:
    """What the preamble names as a basis: the document as a whole rests on it."""
    for citation in citations:
        spans = [(piece["start"], piece["end"]) for piece in citation["evidence"] if in_preamble(view, piece["start"])]
        if citation["relation"] is Relation.BASIS and spans:
            yield _of(view, LineageKind.BASIS, citation, *spans)


def _in_title(view: View, position: int) -> bool:
    return any(piece.start <= position < piece.end for piece in view.head.fields.evidence if piece.field in ("title", "notice_title"))


def _amended(view: View, by_place: Mapping[int, tuple[StatedCitation, int]]) -> Iterator[StatedLineage]:
    """关于修改《…》的决定; 对《…》作如下修改; 将《…》第八条修改为“…”."""
    for place, (citation, end) in by_place.items():
        before = view.shadow[max(0, place - 20) : place]
        changed = (
            _AMENDED.match(view.shadow, end)
            or AMENDED_ARTICLE.match(view.shadow, end)
            or (_REVISED.match(view.shadow, end) if in_preamble(view, place) else None)
        )
        if (_in_title(view, place) and _AMENDING_TITLE.search(before)) or changed:
            yield _of(view, LineageKind.AMENDS, citation, (place, changed.end() if changed else end))


def _repealed(view: View, by_place: Mapping[int, tuple[StatedCitation, int]]) -> Iterator[StatedLineage]:
    """《…》同时废止, 同时废止《…》, 穗府〔2010〕1号文同时废止; what a decision to repeal lists."""
    shadow = view.shadow
    for marker in _REPEALED.finditer(shadow, 0, view.end) if any(word in shadow for word in _REPEALING_WORDS) else ():
        start, end = view.sentence_at(marker.start())
        start, end = max(start, marker.start() - _FAR), min(end, marker.end() + _FAR)
        names = find_named(shadow, start, end)
        groups = [group for group in lists(shadow, names) if group[-1].until <= marker.start()]
        behind = [group for group in lists(shadow, names) if group[0].marked[0] >= marker.end()]
        if groups and _TO_THE_END.fullmatch(_NUMBERS.sub("", shadow[groups[-1][-1].until : marker.start()])):
            yield from _each(view, groups[-1], by_place, marker.span())
            yield from _numbers_alone(view, groups[-1][-1].until, marker.span())
        elif behind and _REPEALS.search(shadow, max(start, marker.start() - 6), behind[0][0].marked[0]):
            yield from _each(view, behind[0], by_place, marker.span())
        else:
            yield from _numbers_alone(view, max(start, groups[-1][-1].until if groups else start), marker.span())
    title = view.head.fields.title or ""
    repealing = ("废止" in title or "失效" in title) and _REPEALING_TITLE.search(title)
    for place, (citation, end) in by_place.items():
        line = shadow[shadow.rfind("\n", 0, place) + 1 : place]
        listed = repealing and not re.search(r"[\u4e00-\u9fff]{9,}|根据|按照|[,。]", line)
        if listed or (_in_title(view, place) and _REPEALED_IN_TITLE.search(line[-20:])):
            yield _of(view, LineageKind.REPEALS, citation, (place, end))


def _each(view: View, group: Sequence[Named], by_place: Mapping[int, tuple[StatedCitation, int]], marker: Span) -> Iterator[StatedLineage]:
    for named in group:
        if known := by_place.get(named.marked[0]):
            yield _of(view, LineageKind.REPEALS, known[0], named.words, marker)


def _numbers_alone(view: View, start: int, marker: Span) -> Iterator[StatedLineage]:
    """Documents repealed by their numbers, without a name."""
    begin = max(start, max(view.shadow.rfind(stop, start, marker[0]) for stop in ",:") + 1)
    for found in _NUMBER_ALONE.finditer(view.shadow, begin, marker[0]):
        if _TO_THE_END.fullmatch(view.shadow, found.end(), marker[0]) or _NUMBER_ALONE.match(view.shadow, found.end(), marker[0]):
            yield StatedLineage(
                kind=LineageKind.REPEALS,
                title=None,
                number=number_value(view.shadow, found.span("number")),
                valid=None,
                evidence=[view.quoted(*found.span("number")), view.quoted(*marker)],
            )


def _forwarded(view: View, citations: Sequence[StatedCitation]) -> Iterator[StatedLineage]:
    """现将《…》转发给你们; in the title of a notice, 转发……的通知."""
    some = False
    for citation in citations:
        for piece in citation["evidence"] if citation["relation"] is Relation.ISSUES else ():
            place, until = piece["start"], piece["end"]
            start, end = view.sentence_at(place)
            forwarded = _FORWARDED.search(view.shadow, until, end) or _FORWARDED.search(view.shadow, max(start, place - 20), place)
            if forwarded:
                some = True
                yield _of(view, LineageKind.FORWARDS, citation, *sorted([(place, until), forwarded.span()]))
                break
    if some:
        return
    for head in view.head.fields.evidence:
        if head.field in ("notice_title", "title") and (named := _FORWARDED_NAME.search(view.shadow, head.start, head.end)):
            begin, end = named.span("name")
            yield StatedLineage(kind=LineageKind.FORWARDS, title=view.value(begin, end), number=None, valid=None, evidence=[view.quoted(begin, end)])
            return
