"""The answers of the invented city keep to the guide: every word of an answer stands in its document, every document says that it is invented.

Nothing here asks the program: a wrong answer must not pass because the program makes the same mistake.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bench.answers import read_answers
from bench.score import ROOT
from bench.spelling import normalise
from loaders import load
from ontology.records import DueKind, LineageKind, Operator

EXAMPLES = ROOT / "examples"
ANSWERS = read_answers(EXAMPLES / "answers")
ROLES = {"lead", "support", "responsible"}
KINDS = ("targets", "funding", "citations", "memberships", "phases", "lineage")
FIELDS = {"title", "notice_title", "number", "issuers", "date", "addressees", "period"}


def document_of(stem: str) -> Path:
    [path] = (EXAMPLES / "documents").glob(f"{stem}.*")
    return path


def words_of(stem: str) -> str:
    return "".join(normalise(line) for line in load(document_of(stem)).text.splitlines())


def stands(part: str, words: str) -> bool:
    """In one piece, or in two that stand apart: the title cell and the content cell of a row."""
    return part in words or any(part[:cut] in words and part[cut:] in words for cut in range(2, len(part) - 1))


def test_each_document_has_an_answer_and_each_answer_a_document() -> None:
    assert sorted(ANSWERS) == sorted(path.stem for path in (EXAMPLES / "documents").iterdir())


@pytest.mark.parametrize("stem", ANSWERS)
def test_the_document_says_that_it_is_invented(stem: str) -> None:
    assert "虚构示例" in words_of(stem)
    assert "均为虚构" in words_of(stem)


@pytest.mark.parametrize("stem", ANSWERS)
def test_the_words_of_the_answer_stand_in_the_document(stem: str) -> None:
    words = words_of(stem)
    for task in ANSWERS[stem]["tasks"]:
        assert stands(task["text"], words), task["text"]
        for part in (task["clause"] or "").split(";"):
            assert part in words, part
        for value in (task["text"], task["clause"] or ""):
            assert value == normalise(value)


@pytest.mark.parametrize("stem", ANSWERS)
def test_each_agency_is_named_in_its_clause_or_said_once_before(stem: str) -> None:
    said: set[str] = set()
    for task in ANSWERS[stem]["tasks"]:
        assert set(task) == {"path", "text", "clause", "assignments", "open_ended", "due"}
        assert bool(task["clause"]) == bool(task["assignments"] or task["open_ended"])
        names = [given["agency"] for given in task["assignments"]]
        assert len(names) == len(set(names)), "an agency is listed once"
        for given in task["assignments"]:
            assert given["role"] in ROLES
            assert given["surface"] in (said if given.get("implied") else task["clause"])
        said |= {given["surface"] for given in task["assignments"]}


@pytest.mark.parametrize("stem", ANSWERS)
def test_the_fields_of_the_document_are_those_of_the_guide(stem: str) -> None:
    fields, words = ANSWERS[stem]["document"], words_of(stem)
    assert set(fields) == FIELDS
    for name in ("title", "notice_title"):
        assert normalise(fields[name] or "") in words
    assert all(normalise(issuer) in words for issuer in fields["issuers"])


@pytest.mark.parametrize("stem", ANSWERS)
def test_every_kind_is_answered_and_its_words_stand_in_the_document(stem: str) -> None:
    answer, words = ANSWERS[stem], words_of(stem)
    assert set(answer) == {"document", "tasks", *KINDS}
    records = [*(due for task in answer["tasks"] for due in task["due"]), *(record for kind in KINDS for record in answer[kind])]
    for record in records:
        quoted = [record.get(name) for name in ("surface", "label", "title", "number", "body", "role", "member", "metric", "ratio")]
        for value in (*quoted, *record.get("funders", [])):
            assert normalise(value or "") in words, value
        assert stands(record.get("text", ""), words), record["text"]


def test_the_invented_city_has_records_of_every_kind_and_sort() -> None:
    """A convention that no document shows is not protected by the demo's score."""
    due = [one for answer in ANSWERS.values() for task in answer["tasks"] for one in task["due"]]
    assert {one["kind"] for one in due} == set(DueKind)
    targets = [one for answer in ANSWERS.values() for one in answer["targets"]]
    assert {one["op"] for one in targets} == set(Operator)
    funding = [one for answer in ANSWERS.values() for one in answer["funding"]]
    assert any(one["ratio"] for one in funding)
    assert any(one["amount"] is None for one in funding)
    assert any(len(one["funders"]) > 1 for one in funding)
    assert any("/" in (one["unit"] or "") for one in funding)
    cited = [one for answer in ANSWERS.values() for one in answer["citations"]]
    assert {one["relation"] for one in cited} >= {"basis", "amends", "issues", "mentions"}
    lineage = [one for answer in ANSWERS.values() for one in answer["lineage"]]
    assert {one["kind"] for one in lineage} == set(LineageKind) - {"forwards"}
    assert any(answer["memberships"] for answer in ANSWERS.values())
    assert any(one["from"] is None for answer in ANSWERS.values() for one in answer["phases"])


def questions() -> list[tuple[str, dict[str, Any]]]:
    file = EXAMPLES / "answers" / "questions.yaml"
    return [(name, case) for name, cases in yaml.safe_load(file.read_text(encoding="utf-8")).items() for case in cases]


@pytest.mark.parametrize(("name", "case"), questions())
def test_each_row_of_a_question_is_a_task_of_its_document(name: str, case: dict[str, Any]) -> None:
    by_title = {answer["document"]["title"]: answer for answer in ANSWERS.values()}
    for row in case["rows"]:
        if "begins" not in row:
            continue
        answer = by_title[row["document"]]
        assert answer["document"]["number"] == row["number"]
        assert [task for task in answer["tasks"] if "/".join(task["path"]) == row["path"] and task["text"].startswith(row["begins"])]
