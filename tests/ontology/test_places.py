"""Divisions: shared names by the document's own place, what stood when, and the members of classes."""

from __future__ import annotations

import subprocess
import sys

import pytest

from ontology.members import Missing, expand
from ontology.places import below, by_code, place_of, places, read_place, written


@pytest.mark.parametrize(("own", "code"), [("重庆市", "500105"), ("宁波市", "330205"), ("宁波市江北区", "330205"), ("浙江省", "330205")])
def test_a_shared_name_is_read_by_the_place_of_the_document(own: str, code: str) -> None:
    found = read_place("江北区知识产权局", place_of(own))
    assert found.place is not None
    assert (found.place.code, found.rest) == (code, "知识产权局")


@pytest.mark.parametrize(("name", "own"), [("鼓楼区政府", "北京市"), ("鼓楼区政府", None), ("新华区政府", "河北省"), ("鼓楼区政府", "江苏省")])
def test_a_shared_name_stays_unresolved_where_nothing_tells_which(name: str, own: str | None) -> None:
    found = read_place(name, place_of(own) if own else None)
    assert found.place is None
    assert found.rest == name
    assert len(found.shared) > 1


def test_a_district_beside_the_own_one_is_found() -> None:
    found = read_place("鼓楼区政府", place_of("南京市玄武区"))
    assert found.place
    assert written(found.place) == "南京市鼓楼区"


def test_reading_goes_on_below_a_place_and_a_word_without_a_place_stays_whole() -> None:
    assert read_place("广州市越秀区政府").rest == "政府"
    assert read_place("东湖景区管委会").place is None
    assert read_place("东湖景区管委会").shared == ()


def test_a_renamed_county_stands_under_one_name_at_a_time() -> None:
    names = {as_of: {place.name for place in below(place_of("芜湖市"), as_of)} & {"繁昌县", "繁昌区"} for as_of in ("2018", "2021-01", None)}
    assert names == {"2018": {"繁昌县"}, "2021-01": {"繁昌区"}, None: {"繁昌区"}}


def test_zones_that_a_table_counted_for_statistics_are_no_divisions() -> None:
    assert not [place for place in below(place_of("合肥市"), "2018-05") if place.name.endswith("开发区")]


def test_every_parent_is_in_the_table_and_no_place_ends_before_it_begins() -> None:
    without = {place.name for place in places() if place.parent_code and place.parent_code not in by_code()}
    assert without == {"居巢区"}  # its city 巢湖市 is a county under the same name now, and stands in the table as that
    assert all(not (place.after and place.until) or place.after < place.until for place in places())


def complete(class_name: str, as_of: str | None = None) -> tuple[str, ...]:
    """The members of a class of which none is missing."""
    found = expand(class_name, as_of)
    assert found.complete, found.missing
    return found.members


def test_all_districts_of_a_city_are_named_with_it() -> None:
    members = complete("广州市各区政府")
    assert "广州市越秀区政府" in members
    assert len(members) == 11


@pytest.mark.parametrize(
    ("name", "number", "first", "last"),
    [
        ("广东省各地级以上市人民政府", 21, "广州市人民政府", "云浮市人民政府"),
        ("浙江省各设区市政府", 11, "杭州市政府", "丽水市政府"),
        ("甘肃省各市州人民政府", 14, "兰州市人民政府", "甘南州人民政府"),
        ("楚雄州各县市财政局", 10, "楚雄州楚雄市财政局", "楚雄州武定县财政局"),
        ("沈阳市各区、县(市)人民政府", 13, "沈阳市和平区人民政府", "沈阳市新民市人民政府"),
        ("江苏省市、县(市、区)人民政府", 108, "南京市人民政府", "宿迁市泗洪县人民政府"),
        ("海南省各市县人民政府", 19, "海口市人民政府", "琼中县人民政府"),
        ("西藏自治区各地(市)行署(人民政府)", 7, "拉萨市人民政府", "阿里地区行署"),
        ("内蒙古自治区各盟市人民政府", 12, "呼和浩特市人民政府", "阿拉善盟行署"),
        ("广州市县级以上人民政府", 12, "广州市人民政府", "广州市增城区人民政府"),
        ("各省级人民政府", 31, "北京市人民政府", "新疆维吾尔自治区人民政府"),
        ("各省、自治区、直辖市人民政府", 31, "北京市人民政府", "新疆维吾尔自治区人民政府"),
        ("各省(区、市)人民政府", 31, "北京市人民政府", "新疆维吾尔自治区人民政府"),
        ("各省、自治区、直辖市、计划单列市人民政府", 36, "北京市人民政府", "新疆维吾尔自治区人民政府"),
    ],
)
def test_a_class_expands_through_the_divisions(name: str, number: int, first: str, last: str) -> None:
    members = complete(name)
    assert (len(members), members[0], members[-1]) == (number, first, last)


def test_the_members_are_those_of_the_time() -> None:
    then, now = complete("杭州市各区政府", "2018-05"), complete("杭州市各区政府")
    assert "杭州市下城区政府" in then
    assert "杭州市下城区政府" not in now
    assert "杭州市钱塘区政府" in now


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("西宁市各园区管委会", Missing.ZONES),
        ("昆明市属地人民政府(管委会)", Missing.UNSAID),
        ("重庆市有关区县政府", Missing.UNSAID),
        ("济源市各镇人民政府", Missing.BELOW_COUNTY),
        ("广东省各级人民政府", Missing.BELOW_COUNTY),
        ("各商业银行", Missing.NO_DIVISIONS),
        ("广州市知识产权工作领导小组成员单位", Missing.NO_DIVISIONS),
        ("北京市各区应急部门", Missing.NO_NAME),
        ("示例市各区政府", Missing.UNKNOWN_PLACE),
        ("各区政府", Missing.UNKNOWN_PLACE),
        ("广州市各县人民政府", Missing.NONE_THERE),
        ("莱芜市各区政府", Missing.FORMER_PLACE),
    ],
)
def test_what_cannot_be_told_has_no_members_and_a_reason(name: str, missing: Missing) -> None:
    assert not expand(name).complete
    assert expand(name).members == ()
    assert expand(name).missing == missing


def test_governments_are_listed_where_only_the_zones_are_missing() -> None:
    found = expand("苏州市各县级市(区)政府(管委会)")
    assert "苏州市昆山市政府" in found.members
    assert found.missing == Missing.ZONES
    assert not expand("苏州市各县级市(区)政府(管委会)").complete


def test_the_table_is_read_at_once() -> None:
    timed = "import time; from ontology.places import by_name, places; start = time.process_time(); places(); by_name(); print(time.process_time() - start)"
    spent = subprocess.run([sys.executable, "-c", timed], capture_output=True, text=True, check=True).stdout
    assert float(spent) < 0.1
