"""Applies people's corrections to a document's records, between grammar and graph; the records on disk stay what the rules read.

A correction names words: 市知识产权局 at 1234 of the text, an `assignment`. The record of that kind which rests on them says something
else from then on, or goes; where there is none, one is made. What cannot be done in one way only is not done and told: words that are
gone from the text, that fit several records, values that the record does not take or that break a shape of the ontology.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from urllib.parse import unquote

from pydantic import ValidationError

from graph.collection import number_key, title_key
from graph.corrections import Correction
from graph.signing import IN_TASK, LISTS, copied, sign, signatures, without_signatures
from graph.words import Words
from graph.writing import Corrected
from ontology.records import Extraction

_BLANK: dict[str, dict[str, Any]] = {
    "task": {"clause": None, "assignments": (), "due": (), "open_ended": False, "clause_evidence": ()},
    "assignment": {"implied": False, "unresolved": None},
    "due": {"from": None, "to": None, "every": None, "unresolved": None},
    "target": {"op": "=", "unit": None, "by": None},
    "funding": {"amount": None, "op": None, "unit": None, "ratio": None, "funders": (), "task": None},
    "citation": {"number": None, "relation": "mentions"},
    "membership": {},
    "phase": {"from": None, "to": None, "unresolved": None},
    "lineage": {"title": None, "number": None, "valid": None},
}
"""What a record that a person adds says of what they left out."""
_FROM_WORDS = {"task": "text", "assignment": "surface", "due": "surface", "target": "text", "funding": "text", "phase": "surface"}


class Fate(StrEnum):
    """What became of a correction."""

    APPLIED = "applied"
    AGREED = "agreed"
    """The rules now say so themselves: it may be deleted."""
    PENDING = "pending"
    """It was written after the last build."""
    GONE = "gone"
    """Its words are no longer in the text, or are there more than once and not where they were."""
    UNCLEAR = "unclear"
    """Its words belong to several records, or to no task."""
    INVALID = "invalid"
    """The record does not take what it says."""
    NO_DOCUMENT = "no-document"
    """No document of the workspace is the one it names."""
    UNREADABLE = "unreadable"
    """Its file is no correction."""


@dataclass(slots=True)
class Applied:
    """A document's records after the corrections, who corrected which, and what became of each."""

    extraction: Extraction
    corrected: dict[Corrected, tuple[str, ...]] = field(default_factory=dict)
    fates: list[tuple[Correction, Fate, Words]] = field(default_factory=list)


def concerns(correction: Correction, extraction: Extraction, uri: str) -> bool:
    """Whether it is about this document: by IRI (in either spelling), by number or by title, as the rules read them."""
    document = extraction.document
    if "://" in correction.document:
        return unquote(correction.document) == unquote(uri)
    titles = {title_key(document.title), title_key(document.notice_title)} - {""}
    number = number_key(correction.document)
    return bool(number and number == number_key(document.number)) or title_key(correction.document) in titles


def apply(extraction: Extraction, uri: str, corrections: Iterable[Correction]) -> Applied:
    """The records as they stand after those corrections that are about this document, in their order."""
    mine = [one for one in corrections if concerns(one, extraction, uri)]
    result = Applied(extraction)
    if not mine:
        return result
    from graph.validation import breaches

    data = copied(extraction.model_dump(by_alias=True))
    for one in mine:
        before = copied(data)
        fate, words = _one(data, extraction.text, one)
        if fate is Fate.APPLIED:
            try:
                changed = Extraction.model_validate(without_signatures(data))
            except ValidationError as error:
                wrong = "; ".join(f"{'.'.join(map(str, part['loc']))}: {part['msg']}" for part in error.errors())
                fate, words = Fate.INVALID, Words(f"记录不接受它：{wrong}", f"the record does not take it: {wrong}")
            else:
                broken = breaches({"": changed}).get("", ())
                if broken:
                    fate, words = Fate.INVALID, broken[0]
                else:
                    result.extraction = changed
        if fate is not Fate.APPLIED:
            data = before
        result.fates.append((one, fate, words))
    result.corrected = signatures(data)
    return result


def kinds_resting_on(extraction: Extraction, span: tuple[int, int]) -> list[str]:
    """The kinds of which one record rests on just these words."""
    data = extraction.model_dump()
    lists = {kind: data[name] for kind, name in LISTS.items()} | {"task": data["tasks"]}
    lists |= {kind: [record for task in data["tasks"] for record in task[name]] for kind, name in IN_TASK.items()}
    lists["document"] = [data["document"]]
    return [kind for kind, records in lists.items() if any((one["start"], one["end"]) == span for record in records for one in record["evidence"])]


def _one(data: dict[str, Any], text: str, one: Correction) -> tuple[Fate, Words]:
    """Changes the data by one correction."""
    start = _place(text, one)
    if start is None:
        return Fate.GONE, Words(f"原文中已找不到“{one.quote}”", f"the words “{one.quote}” are no longer in the text")
    span = (start, start + len(one.quote))
    if one.kind == "document":
        return _document(data["document"], one, span)
    if one.kind in LISTS:
        return _record(data, data[LISTS[one.kind]], data["document"], one, span)
    return _record(data, data["tasks"], data["document"], one, span) if one.kind == "task" else _in_task(data, one, span)


def _in_task(data: dict[str, Any], one: Correction, span: tuple[int, int]) -> tuple[Fate, Words]:
    """An assignment or a time: in the task that already has one of these words, else in the task that the words stand in."""
    name = IN_TASK[one.kind]
    tasks = [task for task in data["tasks"] if _resting(task[name], span)]
    tasks = tasks or [task for task in data["tasks"] if _resting([task], span, "clause_evidence") or _resting([task], span)]
    if len(tasks) != 1:
        return Fate.UNCLEAR, Words(f"“{one.quote}”不在一项任务之内，无从更正", f"“{one.quote}” stands in no task, or in several")
    return _record(data, tasks[0][name], tasks[0], one, span)


def _record(data: dict[str, Any], records: list[dict[str, Any]], above: dict[str, Any], one: Correction, span: tuple[int, int]) -> tuple[Fate, Words]:
    """Changes, adds or removes the one record of a list that rests on the words; `above` is marked where one goes."""
    found = _resting(records, span)
    if len(found) > 1:
        return Fate.UNCLEAR, Words(f"“{one.quote}”属于几条记录，请写得更准", f"“{one.quote}” belongs to several records: name it more exactly")
    agreed = Fate.AGREED, Words("规则读出的已与它一致，可以删去", "the rules now agree with it: it may be deleted")
    if one.says is None:
        if not found:
            return agreed
        if one.kind == "task":
            _drop_task(data, next(place for place, task in enumerate(records) if task is found[0]))
        records[:] = [record for record in records if record is not found[0]]
        sign(above, one)
        return Fate.APPLIED, Words("", "")
    if found:
        same = {key: found[0].get(key) for key in one.says}
        if _texts(same) == _texts(one.says):
            return agreed
        found[0].update(one.says)
        sign(found[0], one)
        return Fate.APPLIED, Words("", "")
    from grammar.shadow import normalise

    evidence = ({"start": span[0], "end": span[1], "quote": one.quote},)
    filled = {_FROM_WORDS[one.kind]: normalise(one.quote)} if one.kind in _FROM_WORDS else {}
    around = next((task["path"] for task in data["tasks"] if _resting([task], span)), ())
    path = {"path": around} if one.kind in ("task", "target", "funding", "phase") else {}
    new = {**_BLANK[one.kind], **path, **filled, "evidence": evidence, **one.says}
    sign(new, one)
    records.append(new)
    return Fate.APPLIED, Words("", "")


def _document(document: dict[str, Any], one: Correction, span: tuple[int, int]) -> tuple[Fate, Words]:
    """Fields of the document's description, which rest on the words from then on."""
    if one.says is None:
        return Fate.INVALID, Words("文件字段请写明 says: {字段: 值}，没有的写 null", "say which field is what (null for none): says: {field: value}")
    if _texts({key: document.get(key) for key in one.says}) == _texts(one.says):
        return Fate.AGREED, Words("规则读出的已与它一致，可以删去", "the rules now agree with it: it may be deleted")
    words = [{"field": key, "start": span[0], "end": span[1], "quote": one.quote} for key, value in one.says.items() if value is not None]
    kept = [passage for passage in document["evidence"] if passage["field"] not in one.says]
    document.update({**one.says, "evidence": [*kept, *words]})
    sign(document, one)
    return Fate.APPLIED, Words("", "")


def _place(text: str, one: Correction) -> int | None:
    """Where the words stand: where they stood, else the one place with what stood around them, else the one place that has them."""
    whole = one.before + one.quote + one.after
    if text.startswith(whole, one.start - len(one.before)) and one.start >= len(one.before):
        return one.start
    if text.count(whole) == 1:
        return text.index(whole) + len(one.before)
    if text.startswith(one.quote, one.start):
        return one.start
    return text.index(one.quote) if text.count(one.quote) == 1 else None


def _resting(records: Sequence[dict[str, Any]], span: tuple[int, int], evidence: str = "evidence") -> list[dict[str, Any]]:
    """The records that rest on just these words; else on words that hold them; else on some of them."""
    start, end = span
    for fits in (
        lambda one: (one["start"], one["end"]) == span,
        lambda one: one["start"] <= start and end <= one["end"],
        lambda one: one["start"] < end and start < one["end"],
    ):
        found = [record for record in records if any(fits(passage) for passage in record[evidence])]
        if found:
            return found
    return []


def _drop_task(data: dict[str, Any], place: int) -> None:
    """Money that hung on a task that goes stays with the document, and later tasks move up."""
    for funding in data["funding"]:
        if funding["task"] is not None and funding["task"] >= place:
            funding["task"] = None if funding["task"] == place else funding["task"] - 1


def _texts(value: object) -> object:
    """Values as a person writes them in YAML, where 1600 is a text, to compare them."""
    if isinstance(value, dict):
        return {str(key): _texts(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_texts(one) for one in value]
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else str(getattr(value, "value", value))
