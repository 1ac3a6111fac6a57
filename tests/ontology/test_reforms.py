"""Reforms: who went into whom, at the level asked, by the place where it is known; nothing by likeness of names."""

from __future__ import annotations

import re

import pytest

from ontology.agencies import full_name
from ontology.places import place_of
from ontology.reforms import Change, Level, changes, level_of, predecessors, successors


def test_a_bureau_of_market_supervision_has_the_three_bodies_that_it_was_made_of() -> None:
    found = predecessors("市场监管局", Level.CITY)
    assert [change.predecessor for change in found] == ["工商行政管理局", "质量技术监督局", "食品药品监督管理局"]
    assert all(change.whole and change.date == "2018-09" and change.by == "2019-03" for change in found)


def test_a_patent_office_has_a_successor_only_where_its_place_is_known() -> None:
    assert successors("知识产权局", Level.CITY) == ()
    assert successors("知识产权局", Level.PROVINCE, "500000") == ()
    assert [change.successor for change in successors("知识产权局", Level.CITY, "440100")] == ["市场监督管理局"]


def test_what_a_place_did_stands_instead_of_what_holds_in_general() -> None:
    assert [change.date for change in predecessors("市场监督管理局", Level.CITY, "440100")] == ["2019-01"] * 4
    assert [change.successor for change in successors("规划局", Level.PROVINCE, "500000")] == ["规划和自然资源局"]


def test_a_successor_that_differs_by_place_says_so() -> None:
    found = successors("国土资源局", Level.CITY)
    assert {change.successor for change in found} == {"自然资源局", "自然资源和规划局", "规划和自然资源局"}
    assert all(change.varies for change in found)


def test_tax_offices_merged_on_three_days_by_level() -> None:
    days = {level: {change.date for change in predecessors("税务局", level)} for level in (Level.PROVINCE, Level.CITY, Level.COUNTY)}
    assert days == {Level.PROVINCE: {"2018-06-15"}, Level.CITY: {"2018-07-05"}, Level.COUNTY: {"2018-07-20"}}


def test_duties_that_went_over_do_not_make_a_predecessor() -> None:
    found = predecessors("国家知识产权局", Level.NATIONAL)
    assert {(change.predecessor, change.duties) for change in found} >= {("国家工商行政管理总局", "商标管理")}
    assert not any(change.whole for change in found)


def test_a_branch_keeps_the_place_in_its_name() -> None:
    assert successors("江西银保监局", Level.NATIONAL)[0].successor == "国家金融监督管理总局江西监管局"
    assert successors("人行南昌中支", Level.NATIONAL)[0].successor == "中国人民银行江西省分行"


def test_national_and_local_bodies_are_not_mixed() -> None:
    assert successors("农业部", Level.LOCAL) == ()
    assert predecessors("市场监督管理局", Level.NATIONAL) == ()
    assert predecessors("应急管理厅", Level.CITY) == ()


def test_levels_follow_the_place() -> None:
    named = {name: level_of(place_of(name)) for name in ("重庆市", "广州市", "广州市越秀区", "济源市")}
    assert named == {"重庆市": Level.PROVINCE, "广州市": Level.CITY, "广州市越秀区": Level.COUNTY, "济源市": Level.CITY}
    assert level_of(None) == Level.NATIONAL


@pytest.mark.parametrize("change", changes(), ids=lambda change: f"{change.predecessor}-{change.successor}-{change.level}{change.place_code}")
def test_every_change_has_its_day_its_source_and_full_names(change: Change) -> None:
    assert re.fullmatch(r"20\d\d-\d\d(-\d\d)?", change.date)
    assert change.by == "" or (change.by > change.date and change.level != Level.NATIONAL)
    assert change.source
    assert change.predecessor != change.successor
    assert change.place_code == "" or change.level != Level.NATIONAL
    for name in (change.predecessor, change.successor):
        assert "{" in name or full_name(name) == name
