"""Standard agencies: one under all its forms, classes of them, and names that no table knows."""

from __future__ import annotations

from importlib.resources import files

import pytest

from ontology.agencies import full_name, function_of, is_class, known, learn


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("发展改革委", "发展和改革委员会"),
        ("农业农村局", "农业农村局"),
        ("人力社保厅", "人力资源和社会保障厅"),
        ("国家卫健委", "国家卫生健康委员会"),
        ("广电总局", "国家广播电视总局"),
        ("环保厅", "环境保护厅"),
        ("妇儿工委办公室", "妇女儿童工作委员会办公室"),
        ("委编办", "委机构编制委员会办公室"),
        ("政府国资委", "国有资产监督管理委员会"),
        ("江西银保监局", "中国银行保险监督管理委员会江西监管局"),
        ("苏州银保监分局", "中国银行保险监督管理委员会苏州监管分局"),
        ("北京金融监管局", "国家金融监督管理总局北京监管局"),
        ("人行南昌中支", "中国人民银行南昌中心支行"),
        ("市场监管局(知识产权局)", "市场监督管理局(知识产权局)"),
    ],
)
def test_short_and_full_forms_are_one_agency(short: str, full: str) -> None:
    assert full_name(short) == full
    assert full_name(full) == full


@pytest.mark.parametrize("name", ["大数据局", "行政审批局", "团广州市委", "北京冬奥组委", "地方金融局"])
def test_a_name_that_several_bodies_could_have_is_not_completed_by_guess(name: str) -> None:
    assert full_name(name) == name


def test_a_full_name_is_its_own_full_name_all_over_the_table() -> None:
    for line in files("ontology").joinpath("agencies.tsv").read_text(encoding="utf-8").splitlines():
        full = line.partition("\t")[0]
        if not line.startswith("#") and "~" not in full:
            assert full_name(full) == full


def test_no_form_stands_for_two_agencies() -> None:
    seen: dict[str, str] = {}
    for line in files("ontology").joinpath("agencies.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            full, _, shorts = line.partition("\t")
            for form in filter(None, (full, *shorts.split(","))):
                assert seen.setdefault(form, full) == full, form


@pytest.mark.parametrize(
    "name",
    "知识产权局 发改委 委宣传部 推进工作领导小组办公室 国家外汇管理局江西省分局 广州开发区管委会 团广州市委 市场监管局(市知识产权局) 政府法制办".split(),
)
def test_standard_agencies_and_known_patterns_are_known(name: str) -> None:
    assert known(name)


@pytest.mark.parametrize("name", ["规建管办", "场监管总局", "重点处", "演出现场组", "国土部门", "市场监管局(武圈办秘书处)"])
def test_names_in_no_table_are_not_known(name: str) -> None:
    assert not known(name)


@pytest.mark.parametrize(
    ("name", "function"),
    [("市场监管总局", "市场监管总局"), ("市市场监管局", "市场监管局"), ("区域协调办公室", "区域协调办公室"), ("市政府办公室", "政府办公室")],
)
def test_a_word_that_only_begins_like_a_level_is_no_level(name: str, function: str) -> None:
    assert function_of(name) == function


def test_a_persons_own_name_is_known_from_then_on() -> None:
    try:
        learn("规划建设管理办公室\t规建管办")
        assert known("规建管办")
        assert full_name("规建管办") == "规划建设管理办公室"
    finally:
        learn("")
    assert not known("规建管办")


@pytest.mark.parametrize(
    "name", ["广州市各区政府", "江西省县(区)人民政府", "江西省市州、县市区人民政府", "县市区人民政府", "昆明市属地人民政府", "广东省县级以上人民政府"]
)
def test_several_bodies_of_a_kind_are_a_class(name: str) -> None:
    assert is_class(name)


@pytest.mark.parametrize("name", ["广州市政府", "市政府", "广州市越秀区政府", "广州市市场监管局", "济源市区域发展局"])
def test_one_body_is_no_class(name: str) -> None:
    assert not is_class(name)


def test_the_function_stands_without_place_and_level() -> None:
    assert function_of("广州市知识产权局") == function_of("市知识产权局") == "知识产权局"
