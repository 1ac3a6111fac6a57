"""A question's file that leaves something out is named with file and line; what is right is read whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from queries.catalogue import catalogue, question, readable
from queries.errors import BrokenQuestionError, UnknownQuestionError
from queries.head import KEPT_NAMES, read_question

HEAD = """\
/*
title: {zh: 名称, en: Names}
help: {zh: 列出, en: Lists}
parameters:
  word:
    type: text
    help: {zh: 词, en: word}
    default: ''
columns:
  name: {zh: 名称, en: name}
*/
MATCH (agency:Agency) WHERE agency.name CONTAINS $word RETURN agency.name AS name ORDER BY name, agency.uri
"""


def written(folder: Path, text: str, name: str = "own-names.cypher") -> Path:
    file = folder / "queries" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_a_whole_head_is_read(tmp_path: Path) -> None:
    asked = read_question(written(tmp_path, HEAD))
    assert asked.name == "own-names"
    assert asked.title.zh == "名称"
    assert [one.name for one in asked.parameters] == ["word"]
    assert asked.cypher.startswith("MATCH")
    assert not asked.shipped


@pytest.mark.parametrize(
    ("before", "after", "line", "told"),
    [
        ("title: {zh: 名称, en: Names}", "title: {zh: 名称}", 2, "title 应有 zh 和 en"),
        ("    type: text", "    type: texts", 6, "没有 texts 这种类型"),
        ("    default: ''", "    default: 3", 8, "default 应为文字"),
        ("    default: ''", "    defualt: ''", 8, "不认识 defualt"),
        ("  word:", "  limit:", 5, "命令行自己要用"),
        ("$word", "$words", 4, "查询用了 $words"),
        ("$word", "''", 5, "没有用到 $word"),
        ("columns:\n  name: {zh: 名称, en: name}", "columns: {}", 9, "columns 应列出"),
        ("{zh: 名称, en: name}", "{zh: 名称, en: name, scheme: rolle}", 10, "没有 rolle 这套代码"),
        ("help: {zh: 列出, en: Lists}", "help: [zh: ]: x", 3, "不是有效的 YAML"),
        ("/*\n", "", 1, "开头没有"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, before: str, after: str, line: int, told: str) -> None:
    file = written(tmp_path, HEAD.replace(before, after, 1) if before != "/*\n" else HEAD.replace("/*", "//"))
    with pytest.raises(BrokenQuestionError) as caught:
        read_question(file)
    assert f"{file}:{line}：" in caught.value.words.zh
    assert told in caught.value.words.zh
    assert f"{file}:{line}: " in caught.value.words.en


def test_a_name_that_is_no_kebab_case_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BrokenQuestionError, match="小写英文"):
        read_question(written(tmp_path, HEAD, "OwnNames.cypher"))


def test_bytes_that_are_no_utf_8_are_refused(tmp_path: Path) -> None:
    file = written(tmp_path, HEAD)
    file.write_bytes("/* 名称 */ RETURN 1".encode("gb18030"))
    with pytest.raises(BrokenQuestionError, match="UTF-8"):
        read_question(file)


def test_every_option_of_the_command_line_is_kept_from_parameters() -> None:
    from policygraph.asking import _OPTIONS, _long

    assert {_long(written).replace("-", "_") for written in _OPTIONS} <= set(KEPT_NAMES)


def test_own_questions_stand_in_the_catalogue(tmp_path: Path) -> None:
    written(tmp_path, HEAD)
    assert "own-names" in [one.name for one in catalogue(tmp_path)]
    assert question("own-names", tmp_path).title.en == "Names"


def test_a_broken_file_hides_no_other(tmp_path: Path) -> None:
    written(tmp_path, HEAD)
    written(tmp_path, "MATCH (n) RETURN n", "broken.cypher")
    questions, broken = readable(tmp_path)
    assert "own-names" in [one.name for one in questions]
    assert [type(one) for one in broken] == [BrokenQuestionError]


def test_a_name_of_ours_is_not_taken_twice(tmp_path: Path) -> None:
    written(tmp_path, HEAD, "tasks-led-by.cypher")
    with pytest.raises(BrokenQuestionError, match="另起名字"):
        catalogue(tmp_path)


def test_an_unknown_name_gives_near_ones(tmp_path: Path) -> None:
    with pytest.raises(UnknownQuestionError, match="tasks-led-by"):
        question("task-led-by", tmp_path)
