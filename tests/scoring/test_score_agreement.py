"""Our scorer and a second one, written elsewhere from the same guide, agree on every count where that one is at hand."""

from __future__ import annotations

import importlib.util
import json
import random
import sys
from types import ModuleType
from typing import Any

import pytest

from bench.answers import read_answers
from bench.kinds import compare
from bench.score import ROOT

SHARED = ROOT.parent / "shared"
OTHER = SHARED / "gold" / "score.py"
LISTS = ("targets", "funding", "citations", "memberships", "phases")
"""Kinds whose records stand in a list of the document."""
WRONG = {
    "op": "<=",
    "value": 7,
    "unit": "项",
    "by": "2031-05",
    "amount": None,
    "ratio": "1:9",
    "funders": ["示例市级财政"],
    "number": "示府〔2020〕1号",
    "relation": "mentions",
    "role": "成员",
    "member": "示例市审计局",
    "label": "另一阶段",
    "from": "2019-01",
    "to": "2031-12-30",
    "kind": "by",
    "every": "month",
}
"""A wrong value for each field that is compared."""


@pytest.fixture(scope="module")
def other() -> ModuleType:
    if not OTHER.exists():
        pytest.skip("没有另一个评分程序可比 / the other scorer is not at hand")
    sys.path.insert(0, str(OTHER.parent))
    try:
        spec = importlib.util.spec_from_file_location("other_score", OTHER)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(OTHER.parent))
    return module


def spoiled(answer: dict[str, Any], seed: int) -> dict[str, Any]:
    """An extraction as a careless reader would make it: tasks dropped, cut, doubled, roles and names changed."""
    chance = random.Random(seed)
    extraction = json.loads(json.dumps(answer))
    tasks = []
    for task in extraction["tasks"]:
        fate = chance.random()
        if fate < 0.1:
            continue
        if fate < 0.3:
            task["text"] = task["text"][: int(len(task["text"]) * chance.uniform(0.3, 1))]
        if fate > 0.9:
            tasks.append(json.loads(json.dumps(task)))
        for given in task["assignments"]:
            if chance.random() < 0.2:
                given["role"] = chance.choice(["lead", "support", "responsible"])
            if chance.random() < 0.2:
                given["agency"] = chance.choice([given["agency"].replace("人民政府", "政府"), given["agency"] + "办公室", given["surface"]])
        if chance.random() < 0.1:
            task["path"] = task["path"][:-1]
        task["due"] = careless(task.get("due", []), chance)
        tasks.append(task)
    extraction["tasks"] = tasks
    extraction |= {kind: careless(extraction.get(kind, []), chance) for kind in LISTS}
    if chance.random() < 0.5:
        extraction["document"]["date"] = None
    return dict(extraction)


def careless(records: list[dict[str, Any]], chance: random.Random) -> list[dict[str, Any]]:
    """Records dropped, doubled, each with one field more or less wrong."""
    given = [dict(record) for record in records for _ in range(chance.choice((0, 1, 1, 1, 1, 2)))]
    for record in given:
        field = chance.choice([name for name in record if name in WRONG])
        if chance.random() < 0.3:
            record[field] = WRONG[field]
    return given


def answers() -> list[Any]:
    folders = [ROOT / "examples" / "answers", *(OTHER.parent / name for name in ("seeds", "corpus")), ROOT / "tests" / "gold" / "later"]
    return [pytest.param(answer, id=f"{folder.name}-{stem}") for folder in folders if folder.is_dir() for stem, answer in read_answers(folder).items()]


@pytest.mark.parametrize("answer", answers())
def test_the_other_scorer_counts_the_same(other: ModuleType, answer: dict[str, Any]) -> None:
    for seed in range(3):
        extraction = spoiled(answer, seed)
        theirs = other.keys_of({**dict.fromkeys(LISTS[:4], ()), **answer}, extraction)
        ours = compare(answer, extraction)
        assert set(ours) <= set(theirs)
        for kind, (expected, found) in ours.items():
            their_expected, their_found = theirs[kind]
            counts = (expected & found).total(), expected.total(), found.total()
            assert counts == ((their_expected & their_found).total(), their_expected.total(), their_found.total()), kind


def test_every_kind_of_the_other_scorer_is_ours(other: ModuleType) -> None:
    empty = {"document": {}, "tasks": [{"path": [], "text": "", "due": []}], **{kind: [] for kind in LISTS}}
    assert list(compare(empty, empty)) == list(other.keys_of(empty, empty))
