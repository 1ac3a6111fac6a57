"""Our scorer and a second one, written elsewhere from the same guide, agree on every count where that one is at hand."""

from __future__ import annotations

import importlib.util
import json
import random
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bench.kinds import compare
from bench.score import ROOT, read_answers

OTHER = ROOT.parent / "shared" / "gold" / "score.py"
UNREAD = ("targets", "funding", "citations", "memberships")


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
        tasks.append(task)
    extraction["tasks"] = tasks
    if chance.random() < 0.5:
        extraction["document"]["date"] = None
    return dict(extraction)


def answers() -> list[Any]:
    folders = [ROOT / "examples" / "answers", *(OTHER.parent / name for name in ("seeds", "corpus"))]
    return [pytest.param(answer, id=f"{folder.name}-{stem}") for folder in folders if folder.is_dir() for stem, answer in read_answers(Path(folder)).items()]


@pytest.mark.parametrize("answer", answers())
def test_the_other_scorer_counts_the_same(other: ModuleType, answer: dict[str, Any]) -> None:
    complete = {**dict.fromkeys(UNREAD, ()), **answer}
    for seed in range(3):
        extraction = spoiled(answer, seed)
        theirs = other.keys_of(complete, extraction)
        for kind, (expected, found) in compare(answer, extraction).items():
            their_expected, their_found = theirs[kind]
            ours = (expected & found).total(), expected.total(), found.total()
            assert ours == ((their_expected & their_found).total(), their_expected.total(), their_found.total()), kind
