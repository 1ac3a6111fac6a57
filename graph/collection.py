"""What one document can know of the others: which of them a name in 《》 means, and whether it is still in force.

    《示例市行动计划》(示府〔2018〕2号)     the document of the collection with that number, else with that title, else none

Looked up over the whole collection at once, so that the order of loading means nothing, and never guessed: a title that two
documents bear means neither. A document repealed by another of the collection, or out of the time that it states of itself, is
marked with the reason, as of a day that the build remembers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from graph.dates import day_after, first_day, last_day
from graph.identity import names_issuer
from ontology.records import Extraction, LineageKind

_MARKS = re.compile(r"[\s《》〈〉“”\"'‘’]")
_WIDTHS = str.maketrans("（），：；[]【】﹝﹞〈〉", "(),:;〔〕〔〕〔〕〔〕")
_FORWARDING = re.compile(r"关于(?:印发|转发|发布|公布|下达|批转)(.+?)的(?:通知|公告|决定|函|意见|批复)")


class Status(StrEnum):
    """Whether a document is in force on the day of the build."""

    IN_FORCE = "in-force"
    """It states its own validity, which has begun and not ended, and no document of the collection repeals it."""
    REPEALED = "repealed"
    """A document of the collection repeals it."""
    EXPIRED = "expired"
    """The time that it states of itself is over."""
    UNKNOWN = "unknown"
    """It does not say, or says that its time has not begun."""


@dataclass(frozen=True, slots=True)
class Named:
    """Another document as one names it."""

    title: str | None
    number: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """What others can know of a document."""

    uri: str
    title: str
    number: str
    notice_title: str
    date: str
    valid_from: str | None
    valid_to: str | None
    repeals: tuple[Named, ...]

    @property
    def titles(self) -> frozenset[str]:
        return frozenset(filter(None, (title_key(self.title), title_key(self.notice_title))))


def known(extraction: Extraction, uri: str) -> Known:
    """What others can know of the document with these records."""
    document = extraction.document
    valid_from, valid_to = validity(extraction)
    repeals = tuple(Named(one.title, one.number) for one in extraction.lineage if one.kind is LineageKind.REPEALS)
    texts = (document.title or "", number_key(document.number), document.notice_title or "", document.date or "")
    return Known(uri, *texts, valid_from, valid_to, repeals)


def validity(extraction: Extraction) -> tuple[str | None, str | None]:
    """The time that a document states of itself: the first beginning and the first end that it names."""
    stated = [one.valid for one in extraction.lineage if one.valid is not None]
    return next((one.from_ for one in stated if one.from_), None), next((one.to for one in stated if one.to), None)


def number_key(number: str | None) -> str:
    """A 发文字号 as it is compared: 穗府[2018]2号 is 穗府〔2018〕2号."""
    return re.sub(r"\s+", "", number or "").translate(_WIDTHS)


def title_key(title: str | None) -> str:
    """A title as it is compared: without marks and white space, in one width."""
    return _MARKS.sub("", (title or "").translate(_WIDTHS))


class Collection:
    """All documents of a generation, on one day."""

    def __init__(self, documents: Iterable[Known] = (), as_of: str = "") -> None:
        self.as_of = as_of
        self._documents = {one.uri: one for one in documents}
        self._by_number: dict[str, list[Known]] = defaultdict(list)
        self._by_title: dict[str, list[Known]] = defaultdict(list)
        for one in self._documents.values():
            self._by_number[one.number].append(one)
            for title in one.titles:
                self._by_title[title].append(one)
        self._repealed: dict[str, list[Known]] = defaultdict(list)
        for one in self._documents.values():
            for named in one.repeals:
                if found := self.resolve(named, one.uri, earlier=True):
                    self._repealed[found].append(one)

    def resolve(self, named: Named, by: str, *, earlier: bool = False) -> str | None:
        """The document of the collection that another names; `earlier` where it must be an older one (repealed, amended)."""
        number = number_key(named.number)
        title = title_key(named.title)
        if names_issuer(number) and number in self._by_number:
            found = self._by_number[number]
            exact = [one for one in found if title in one.titles]
            return self._only(exact or found, by, earlier=earlier)
        for key in (title, self._inner(title)):
            found = [one for one in self._by_title.get(key, ()) if not (number and one.number and number != one.number)]
            if found:
                return self._only(found, by, earlier=earlier)
        return None

    def _only(self, found: list[Known], by: str, *, earlier: bool) -> str | None:
        """The one that is meant: itself first (a notice names its own plan), never itself or a later one where it must be older."""
        if earlier:
            date = self._documents[by].date if by in self._documents else ""
            found = [one for one in found if one.uri != by and not (one.date and date and one.date > date)]
        elif any(one.uri == by for one in found):
            return by
        return found[0].uri if len(found) == 1 else None

    @staticmethod
    def _inner(title: str) -> str:
        found = _FORWARDING.search(title)
        return found[1] if found else ""

    def status(self, uri: str) -> tuple[Status, str | None]:
        """Whether a document is in force on the collection's day, and why; unknown where nobody asked for a day."""
        document = self._documents.get(uri)
        if document is None or not self.as_of:
            return Status.UNKNOWN, None
        repealing = [one for one in self._repealed.get(uri, ()) if _begins(one) <= self.as_of]
        if repealing:
            by = min(repealing, key=lambda one: (_begins(one), one.uri))
            return Status.REPEALED, f"被《{by.title or by.notice_title}》{f'({by.number})' if by.number else ''}废止"
        begins, ends = first_day(document.valid_from), last_day(document.valid_to)
        if ends and ends < self.as_of:
            return Status.EXPIRED, f"有效期至{document.valid_to}"
        if begins and begins > self.as_of:
            return Status.UNKNOWN, f"自{document.valid_from}起施行，尚未开始"
        if ends:
            return Status.IN_FORCE, f"有效期至{document.valid_to}"
        if begins:
            return Status.IN_FORCE, f"自{document.valid_from}起施行，未写明终止日期"
        return Status.UNKNOWN, "文件没有写明施行日期和有效期"

    def changes_after(self) -> str:
        """The next day on which the passing of time alone could change a status; empty where there is none."""
        days: set[str] = set()
        for one in self._documents.values():
            ends = last_day(one.valid_to)
            days.update(day for day in (_begins(one), first_day(one.valid_from)) if day and day > self.as_of)
            if ends and ends >= self.as_of:
                days.add(day_after(ends))
        return min(days, default="")


def _begins(document: Known) -> str:
    """The day from which it repeals others: its own entry into force, else its date."""
    return first_day(document.valid_from) or first_day(document.date) or ""
