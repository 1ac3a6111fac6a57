"""Head and tail of a document: title, notice, number, who signs, date, addressees, period.

    穗府〔2018〕2号
    广州市人民政府关于印发广州市创建国家知识产权强市行动计划（2017—2020年）的通知
    各区人民政府，市政府各部门、各直属机构：

The title is the plan's where a notice forwards one. What the document does not give is null; nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from grammar.addressees import find_addressees, split_addressees
from grammar.document_number import read_number, repaired
from grammar.flat import read_flat, split_signers
from grammar.front import Front
from grammar.jurisdiction import Jurisdiction, jurisdiction
from grammar.marks import read_marks
from grammar.names import looks_like_a_body
from grammar.outlining import Outline
from grammar.period import period
from grammar.shadow import squeezed
from grammar.signature import Line, Signature, find_signature, iso_date
from grammar.titles import Lines, forwards, named_in_notice, plan_title, span_of, title_before
from ontology.records import DocumentFields

_ISSUER_LABELS = ("发文机关", "发文单位", "发文机构", "发文部门", "制定机关")
_DATE_LABELS = ("成文日期", "发文日期", "签发日期", "成文时间", "发文时间")
_IN_MARKS = re.compile(r"^《(.*)》$")
_PUBLISHED_BY = re.compile(r"(?:发布机构|发布单位|发文机关|发文单位|信息来源|来源)\s*:\s*(?P<body>[\u4e00-\u9fff]{4,24})")
"""Whose page it is: tells the place where those who sign and the titles do not (区人民政府办公室)."""
_BEHIND_ISSUERS = re.compile(r"关于|印发|转发|批转|发布|公布|贯彻|(?:19|20)\d\d年")
_PLACES = tuple("省市区县州旗盟镇乡")
_ORDER = re.compile(r"(?P<issuer>[\u4e00-\u9fff]{2,20}?)(?:令\s*第|第\s*\d{1,4}\s*号\s*令)")
_WORDS = re.compile(r"\S+")
_LOST_BREAKS = 40
"""A line of this length at the head of a document is a paragraph, or a head whose line breaks were lost."""
_TAIL_LINES = 25
_PARAGRAPH = 120
_LONGEST_NOTICE = 40
"""Lines that a notice with numbered paragraphs may have behind its first number."""
_LINES_BETWEEN = 6
_NO_MARKS = re.compile(r"[《》<>]")


@dataclass(frozen=True, slots=True)
class Head:
    """What the head and tail say, and where they end."""

    fields: DocumentFields
    own: Jurisdiction
    body_start: int
    """Where the document proper begins, after its title."""
    tail_start: int
    """Where its closing lines begin: signature, date, printing."""


@dataclass(slots=True)
class _Found:
    """The fields as they are found."""

    title: str | None = None
    notice_title: str | None = None
    number: str | None = None
    issuers: tuple[str, ...] = ()
    date: str | None = None
    addressees: tuple[str, ...] = ()
    body_start: int = 0
    tail_start: int = 0


def read_head(text: str, outline: Outline) -> Head:
    """Title, notice, number, issuers, date, addressees, period and jurisdiction, each with its words."""
    front = Front(text, outline)
    found = _Found(number=read_number(front), tail_start=len(text))
    if not _read_lines(front, found):
        _read_flat_head(front, found)
    if not found.issuers:  # nobody signs, or only the date is signed
        _note_issuers_in_title(front, found)
    if not found.issuers:
        _note_issuer_of_order(front, found)
    _read_particulars(front, found)
    publisher = _PUBLISHED_BY.search(outline.shadow, 0, found.body_start)
    names = (found.notice_title, found.title, publisher["body"] if publisher else None)
    own = jurisdiction(found.issuers, names, found.number, outline.shadow)
    fields = DocumentFields(
        title=found.title,
        notice_title=found.notice_title,
        number=found.number,
        issuers=found.issuers,
        date=found.date,
        addressees=found.addressees,
        period=period(found.title, outline.shadow[found.body_start : found.tail_start], dated=found.date is not None),
        marks=read_marks(front, found.tail_start),
        jurisdiction=own.name,
        evidence=tuple(front.evidence),
    )
    return Head(fields, own, found.body_start, found.tail_start)


def _read_lines(front: Front, found: _Found) -> bool:
    """A head on lines of its own; whether a title was found."""
    lines = front.lines
    addressed = find_addressees(front)
    notice = plan = None
    after = 0
    if addressed is not None:
        notice = title_before(front, addressed)
        found.addressees = split_addressees(front.note("addressees", lines[addressed].start, lines[addressed].end))
        found.body_start = lines[addressed].end
        after = addressed + 1
    signature = find_signature(lines, front.shadow, after, front.reach, latest=False)
    if (addressed is not None or signature) and forwards(front, notice, after):
        plan = plan_title(front, signature.until if signature else after)
    named_by = notice or ((after, front.reach - 1) if addressed is not None else None)
    if plan is None and named_by and (behind := _behind_numbered_notice(front, named_by)):
        plan, signature = behind
    if addressed is None and plan is None:
        plan = plan_title(front, 0)
    at_end = find_signature(lines, front.shadow, max(after, front.last - _TAIL_LINES), front.last, latest=True)
    if signature is None or (plan and lines[signature.at].start > lines[plan[1]].end):
        signature = at_end or signature
    title = plan or notice
    if title:
        _note_titles(front, found, notice if plan else None, title)
        found.body_start = lines[title[1]].end if plan else max(found.body_start, lines[title[1]].end)
    if signature:
        _note_signature(front, found, signature)
    if at_end and _says_something(front, found.body_start, lines[at_end.at].start) and (plan or not _goes_on(lines, at_end)):
        found.tail_start = lines[at_end.at].start
    if found.date is None and title:
        for line in lines[title[1] + 1 : title[1] + 4]:  # （2013年4月） under the title
            if line.words.startswith("(") and (date := iso_date(line.words)):
                found.date = date
                front.note("date", line.start, line.end)
                break
    return title is not None


def _says_something(front: Front, start: int, end: int) -> bool:
    """Whether anything but the document's number stands between two places: a date under title and number is not its tail."""
    behind = (piece.end for piece in front.evidence if piece.field == "number" and start <= piece.start < end)
    return bool(front.shadow[max(behind, default=start) : end].strip())


def _goes_on(lines: list[Line], signature: Signature) -> bool:
    """Whether a paragraph stands behind a signature: what a notice issues begins without a title of its own."""
    behind = lines[signature.until : signature.until + 2]
    return any(len(line.words) > _PARAGRAPH and "。" in line.words for line in behind)


def _behind_numbered_notice(front: Front, notice: Lines) -> tuple[Lines, Signature] | None:
    """The plan that its notice names, and who signs between them, where the notice has numbered paragraphs of its own.

    The lines of the notice that may name it are its title, or its first paragraph where it has none.
    """
    signature = find_signature(front.lines, front.shadow, front.reach, min(front.last, front.reach + _LONGEST_NOTICE), latest=False)
    plan = plan_title(front, signature.until, signature.until + _LINES_BETWEEN) if signature else None
    if signature is None or plan is None:
        return None
    titles = [_NO_MARKS.sub("", squeezed("".join(line.words for line in front.lines[first : last + 1]))) for first, last in (plan, notice)]
    return (plan, signature) if titles[0] in titles[1] else None


def _note_titles(front: Front, found: _Found, notice: Lines | None, title: Lines) -> None:
    """The title of the plan and of its notice; where the plan is not in the text, the notice's title names it."""
    if notice and notice != title:
        found.notice_title = front.note("notice_title", *span_of(front, notice))
    start, end = span_of(front, title)
    if named := named_in_notice(front, start, end):
        found.notice_title = _IN_MARKS.sub(r"\1", front.note("notice_title", start, end))
        start, end = named
    words = front.note("title", start, end)
    found.title = _IN_MARKS.sub(r"\1", words) if words.startswith("《") else words


def _note_issuers_in_title(front: Front, found: _Found) -> None:
    """Who issues it stands before 关于 (中共柳河县委 柳河县人民政府关于…), 印发, 贯彻 or a year (示例市教育局2024年工作要点): one body, or several.

    Several are parted by spaces.
    """
    for title in sorted((field for field in front.evidence if field.field in ("title", "notice_title")), key=lambda field: field.field):
        if found.issuers or not (verb := _BEHIND_ISSUERS.search(front.shadow, title.start, title.end)):
            continue
        spans = [part.span() for part in _WORDS.finditer(front.shadow, title.start, verb.start())]
        if not all(_issues(front.shadow[start:end]) for start, end in spans):
            spans = [(title.start, verb.start())] if _issues(squeezed(front.shadow[title.start : verb.start()])) else []
        found.issuers = tuple(front.note("issuers", *span) for span in spans)


def _note_issuer_of_order(front: Front, found: _Found) -> None:
    """Who issues an order stands in its number: 北京市人民政府第320号令."""
    number = next((field for field in front.evidence if field.field == "number"), None)
    if number and (order := _ORDER.match(front.shadow, number.start, number.end)) and _issues(order["issuer"]):
        found.issuers = (front.note("issuers", *order.span("issuer")),)


def _issues(name: str) -> bool:
    """Whether words name a body that issues documents; a place (仓山区关于…) issues none."""
    return looks_like_a_body(name) and not name.endswith(_PLACES)


def _note_signature(front: Front, found: _Found, signature: Signature) -> None:
    found.issuers = tuple(front.note("issuers", *span) for span in signature.issuers)
    if signature.date and signature.date_span:
        found.date = signature.date
        front.note("date", *signature.date_span)


def _read_flat_head(front: Front, found: _Found) -> None:
    """A head whose line breaks were lost."""
    for line in front.lines[: front.reach + 1]:
        if line.end - line.start <= _LOST_BREAKS:
            continue
        parts = {field: (start, end) for field, start, end in read_flat(front.shadow, line.start)}
        if "notice_title" not in parts or not parts.keys() & {"number", "addressees"}:
            continue
        forwarded = "title" in parts
        first = front.note("notice_title" if forwarded else "title", *parts["notice_title"])
        found.title = front.note("title", *parts["title"]).strip("《》") if forwarded else first
        found.notice_title = first if forwarded else None
        if "number" in parts and found.number is None:
            found.number = repaired(front.note("number", *parts["number"]))
        if "addressees" in parts:
            found.addressees = split_addressees(front.note("addressees", *parts["addressees"]))
        if "date" in parts:
            found.date = iso_date(front.note("date", *parts["date"]))
            found.issuers = tuple(front.note("issuers", *span) for span in split_signers(front.shadow, *parts["issuers"]))
            if not forwarded:
                found.tail_start = parts["issuers"][0]
        opening = ("title",) if forwarded else ("notice_title", "number", "addressees")
        found.body_start = max(parts[field][1] for field in opening if field in parts)
        return


def _read_particulars(front: Front, found: _Found) -> None:
    """What only the page's box of particulars gives: 发文机关, 成文日期."""
    if not found.issuers and (labelled := front.labelled(_ISSUER_LABELS)):
        found.issuers = (front.note("issuers", labelled.start, labelled.end),)
    if found.date is None and (labelled := front.labelled(_DATE_LABELS)) and (date := iso_date(labelled.words)):
        found.date = date
        front.note("date", labelled.start, labelled.end)
