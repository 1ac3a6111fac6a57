"""A name finds every agency or document that it means, says which, and is never guessed at."""

from __future__ import annotations

from pathlib import Path

import pytest

from queries.agency_names import find_agencies, known_agencies
from queries.answering import ask, engine_for
from queries.document_names import find_documents
from queries.errors import ParameterError


def names_of(workspace: Path, asked: str) -> list[str]:
    engine = engine_for(workspace)
    names = {one.uri: one.name for one in known_agencies(engine)}
    return [names[uri] for uri in find_agencies(engine, asked).uris]


def test_a_short_name_finds_the_agencies_of_every_place_and_says_which(places: Path) -> None:
    answer = ask(places, "tasks-led-by", {"agency": "市知识产权局"})
    assert {row["agency"] for row in answer.records()} == {"广州市知识产权局", "重庆市知识产权局"}
    [remark] = answer.remarks
    assert remark.zh == "“市知识产权局”指：广州市知识产权局、重庆市知识产权局"
    assert "means" in remark.en


def test_a_full_name_finds_just_that_one(places: Path) -> None:
    answer = ask(places, "tasks-led-by", {"agency": "广州市知识产权局"})
    assert {row["agency"] for row in answer.records()} == {"广州市知识产权局"}
    assert not answer.remarks


@pytest.mark.parametrize(
    "asked",
    ["广州市发展改革委", "广州市发展和改革委员会", "广州市发改委", "廣州市發展改革委", "广州市 发展改革委", "广东省广州市发展改革委", "市发展和改革委员会"],
)
def test_short_full_and_traditional_forms_find_the_same(places: Path, asked: str) -> None:
    [name] = names_of(places, asked)
    assert name in ("广州市发展改革委", "广州市发展和改革委员会")


@pytest.mark.parametrize("asked", ["江北区知识产权局", "重庆市江北区知识产权局", "区知识产权局"])
def test_a_district_is_found_with_and_without_its_city(places: Path, asked: str) -> None:
    assert names_of(places, asked) == ["重庆市江北区知识产权局"]


@pytest.mark.parametrize("asked", ["市知识产权局", "示例市知识产权局", "示例市知識產權局"])
def test_an_agency_of_a_place_that_no_table_holds_is_found_too(city: Path, asked: str) -> None:
    assert names_of(city, asked) == ["示例市知识产权局"]


@pytest.mark.parametrize("asked", ["市发展和改革委员会", "示例市发展和改革委员会", "示例市发展改革委"])
def test_full_forms_find_agencies_of_a_place_that_no_table_holds(city: Path, asked: str) -> None:
    assert names_of(city, asked) == ["示例市发展改革委"]


def test_a_class_of_agencies_is_found_by_its_name(city: Path) -> None:
    [name] = names_of(city, "各区县政府")
    assert name.endswith("各区县政府")


def test_a_name_that_finds_nothing_gives_near_ones_and_no_rows(places: Path) -> None:
    answer = ask(places, "tasks-led-by", {"agency": "市知识产权所"})
    assert answer.rows == ()
    [remark] = answer.remarks
    assert "相近的有" in remark.zh
    assert "广州市知识产权局" in remark.zh


def test_a_name_like_none_is_told_so(places: Path) -> None:
    [remark] = ask(places, "tasks-led-by", {"agency": "xyz"}).remarks
    assert remark.zh == "图中没有叫“xyz”的机关"


def test_an_empty_agency_is_refused(places: Path) -> None:
    with pytest.raises(ParameterError, match="请写明机关"):
        ask(places, "tasks-led-by", {"agency": " "})


@pytest.mark.parametrize(
    "asked",
    [
        "穗府〔2031〕1号",
        "穗府[2031]1号",
        "穗府(2031)1号",
        "穂府〔2031〕1号".replace("穂", "穗"),
        "广州市知识产权试验计划",
        "《广州市知识产权试验计划》",
        "廣州市知識產權試驗計劃",
    ],
)
def test_a_document_is_found_by_number_and_title(places: Path, asked: str) -> None:
    assert len(find_documents(engine_for(places), asked).uris) == 1


def test_a_part_of_a_title_finds_all_that_hold_it_and_says_which(places: Path) -> None:
    found = find_documents(engine_for(places), "知识产权试验")
    assert len(found.uris) == 2
    assert "《广州市知识产权试验计划》" in found.remarks[0].zh
    assert "《江北区知识产权试验方案》" in found.remarks[0].zh


def test_no_document_named_means_all(places: Path) -> None:
    documents = {row["document"] for row in ask(places, "agencies-of-document").records()}
    assert documents == {"广州市知识产权试验计划", "江北区知识产权试验方案"}


def test_a_document_that_is_not_there_gives_near_titles_and_no_rows(places: Path) -> None:
    answer = ask(places, "tasks-of-document", {"document": "广州市知识产权实验规划"})
    assert answer.rows == ()
    assert "《广州市知识产权试验计划》" in answer.remarks[0].zh


def test_a_word_is_found_in_either_script(places: Path) -> None:
    simplified = ask(places, "who-does", {"word": "专利试点"}).rows
    assert simplified
    assert ask(places, "who-does", {"word": "專利 試點"}).rows == simplified
