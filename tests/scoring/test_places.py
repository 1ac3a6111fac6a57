"""Answers that keep places give the same words back, and tell what is not in the document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.places import Folded, main

TEXT = "示例市行动计划\n1．加强示例\n保护，完善制度。（市教育局负责）\n2．办好示例节。\n"
ANSWER = {"tasks": [{"path": ["1"], "text": "加强示例保护,完善制度。", "clause": "(市教育局负责)"}, {"path": ["2"], "text": "办好示例节。", "clause": None}]}


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    for name in ("gold", "documents"):
        (tmp_path / name).mkdir()
    (tmp_path / "gold" / "a.json").write_text(json.dumps(ANSWER, ensure_ascii=False), encoding="utf-8")
    (tmp_path / "documents" / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_places_hold_no_words_and_give_them_back(folders: Path) -> None:
    gold, documents, places, words = (str(folders / name) for name in ("gold", "documents", "places", "words"))
    assert main([gold, documents, places]) == 0
    kept = (folders / "places" / "a.json").read_text(encoding="utf-8")
    assert "示例" not in kept
    assert main(["--words", places, documents, words]) == 0
    tasks = json.loads((folders / "words" / "a.json").read_text(encoding="utf-8"))["tasks"]
    assert [task["text"] for task in tasks] == ["加强示例\n保护，完善制度。", "办好示例节。"]
    assert [task["clause"] for task in tasks] == ["（市教育局负责）", None]


def test_words_in_pieces_have_a_place_for_each() -> None:
    text = Folded(TEXT)
    place = text.place("加强示例保护;办好示例节")
    assert place is not None
    assert place.count("+") == 1
    assert text.words(place) == "加强示例\n保护;办好示例节"


def test_words_that_are_not_there_are_told(folders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folders / "gold" / "a.json").write_text(json.dumps({"tasks": [{"text": "另一份文件里的话"}]}, ensure_ascii=False), encoding="utf-8")
    assert main([str(folders / "gold"), str(folders / "documents"), str(folders / "places")]) == 1
    assert "a: 另一份文件里的话" in capsys.readouterr().err
