"""The program reads in the invented city what its answers say, which were read apart from it: the same records, and nothing else."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
import yaml

from bench.answers import read_answers
from bench.score import ROOT
from bench.spelling import normalise, without_end
from grammar import extract
from loaders import load
from ontology.records import Extraction

DOCUMENTS = ROOT / "examples" / "documents"
ANSWERS = read_answers(ROOT / "examples" / "answers")


@cache
def extraction_of(stem: str) -> Extraction:
    [path] = DOCUMENTS.glob(f"{stem}.*")
    return extract(load(path))


def tasks_of(stem: str) -> list[dict[str, Any]]:
    return [task.model_dump(mode="json") for task in extraction_of(stem).tasks]


def place(task: dict[str, Any]) -> tuple[str, str]:
    return normalise("/".join(task["path"])), without_end(task["text"])


@pytest.mark.parametrize("stem", ANSWERS)
def test_the_tasks_are_those_of_the_answer(stem: str) -> None:
    assert [place(task) for task in tasks_of(stem)] == [place(task) for task in ANSWERS[stem]["tasks"]]


@pytest.mark.parametrize("stem", ANSWERS)
def test_roles_and_agencies_are_those_of_the_answer(stem: str) -> None:
    def given(tasks: list[dict[str, Any]]) -> dict[tuple[str, str], set[tuple[str, str, str, bool]]]:
        return {
            place(task): {(one["role"], one["agency"], normalise(one["surface"]), bool(one.get("implied"))) for one in task["assignments"]} for task in tasks
        }

    assert given(tasks_of(stem)) == given(ANSWERS[stem]["tasks"])


@pytest.mark.parametrize("stem", ANSWERS)
def test_clauses_and_open_ends_are_those_of_the_answer(stem: str) -> None:
    def clauses(tasks: list[dict[str, Any]]) -> dict[tuple[str, str], tuple[str, bool]]:
        return {place(task): (normalise(task["clause"] or ""), task["open_ended"]) for task in tasks}

    assert clauses(tasks_of(stem)) == clauses(ANSWERS[stem]["tasks"])


def _records(records: list[dict[str, Any]], *fields: str) -> list[str]:
    """These fields of records, spelled alike, in order."""
    return sorted(str([normalise(value) if isinstance(value := record[field], str) else value for field in fields]) for record in records)


@pytest.mark.parametrize("stem", ANSWERS)
def test_times_are_those_of_the_answer(stem: str) -> None:
    def times(tasks: list[dict[str, Any]]) -> dict[tuple[str, str], list[str]]:
        return {place(task): _records(task["due"], "kind", "from", "to", "every", "surface") for task in tasks}

    assert times(extraction_of(stem).model_dump(mode="json", by_alias=True)["tasks"]) == times(ANSWERS[stem]["tasks"])


COMPARED = {
    "citations": ("title", "number", "relation"),
    "memberships": ("body", "role", "member"),
    "phases": ("path", "label", "from", "to", "surface"),
    "lineage": ("kind", "title", "number", "valid"),
}
"""Fields of the kinds that are read without a slip; `bench/floors.yaml` holds how well the others are."""


@pytest.mark.parametrize("stem", ANSWERS)
@pytest.mark.parametrize("kind", COMPARED)
def test_other_records_are_those_of_the_answer(kind: str, stem: str) -> None:
    found = extraction_of(stem).model_dump(mode="json", by_alias=True)
    assert _records(found[kind], *COMPARED[kind]) == _records(ANSWERS[stem][kind], *COMPARED[kind])


@pytest.mark.parametrize("stem", ANSWERS)
def test_the_head_of_the_document_is_read(stem: str) -> None:
    fields = extraction_of(stem).document.model_dump(mode="json", exclude={"evidence", "jurisdiction"})
    assert not fields.pop("marks"), "no document of the invented city is secret"
    assert {name: value or None for name, value in fields.items()} == {name: value or None for name, value in ANSWERS[stem]["document"].items()}


@pytest.mark.parametrize("stem", ANSWERS)
def test_every_fact_carries_its_words(stem: str) -> None:
    extraction = extraction_of(stem)
    pieces = [
        *extraction.document.evidence,
        *(piece for task in extraction.tasks for piece in (*task.evidence, *task.clause_evidence)),
        *(piece for task in extraction.tasks for given in task.assignments for piece in given.evidence),
        *(piece for omission in extraction.omissions for piece in omission.evidence),
        *(piece for task in extraction.tasks for due in task.due for piece in due.evidence),
        *(piece for kind in (*COMPARED, "targets", "funding") for record in getattr(extraction, kind) for piece in record.evidence),
    ]
    assert pieces
    assert all(extraction.text[piece.start : piece.end] == piece.quote for piece in pieces)
    assert all(given.evidence for task in extraction.tasks for given in task.assignments)


def omitted() -> list[tuple[str, str, str]]:
    read = yaml.safe_load((ROOT / "examples" / "answers" / "omissions.yaml").read_text(encoding="utf-8"))
    return [(stem, one["words"], one["reason"]) for stem, sentences in read.items() for one in sentences]


@pytest.mark.parametrize(("stem", "words", "reason"), omitted())
def test_a_sentence_that_gives_nobody_a_task_is_listed_with_its_reason(stem: str, words: str, reason: str) -> None:
    found = [str(omission.reason) for omission in extraction_of(stem).omissions if any(words in piece.quote for piece in omission.evidence)]
    assert found == [reason]


@pytest.mark.parametrize(
    ("stem", "words"),
    [
        ("strong-city-plan", "市知识产权局牵头制定年度工作要点"),
        ("protection-opinions", "由市知识产权局负责解释"),
        ("duty-list", "由市知识产权局牵头印发年度计划"),
        ("pilot-application", "由申报城市知识产权局牵头编制试点方案"),
        ("strong-city-plan", "支持龙头企业牵头组建创新联合体"),
    ],
)
def test_a_trigger_that_gives_nobody_a_task_gives_no_assignment(stem: str, words: str) -> None:
    extraction = extraction_of(stem)
    start = extraction.text.index(words)
    inside = range(start, start + len(words))
    assert not [given for task in extraction.tasks for given in task.assignments for piece in given.evidence if piece.start in inside]
