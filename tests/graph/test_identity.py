"""IRIs: what keeps its name, and what is never merged on a guess."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.canonical import canonical
from graph.facts import facts, whole
from graph.identity import agency_identity, document_uri, fingerprint, segment, task_uri
from ontology.records import Unresolved

if TYPE_CHECKING:
    from tests.graph.conftest import Draft

BASE = "https://policygraph.example/"


def agency(name: str, jurisdiction: str | None = "广州市") -> str:
    return agency_identity(name, jurisdiction).uri(BASE, BASE + "id/document/x")


def named(draft: Draft, **fields: object) -> str:
    extraction = draft(**fields)
    return document_uri(BASE, extraction.document, extraction.text)


def test_iris_do_not_depend_on_the_order_of_loading(draft: Draft) -> None:
    documents = [
        draft(number=f"穗示〔2026〕{number}号", tasks=[("一", f"第{number}项。", [("lead", name)])])
        for number, name in enumerate(["广州市发展改革委"] * 2 + ["广州市发展和改革委员会", "广州市财政局"])
    ]
    lines = sorted(canonical(whole(facts(one) for one in documents)))
    for _ in range(5):
        random.Random(1).shuffle(documents)
        assert sorted(canonical(whole(facts(one) for one in documents))) == lines


def test_a_document_is_its_number(draft: Draft) -> None:
    assert named(draft, title="甲") == named(draft, title="乙") == f"{BASE}id/document/{segment('穗示〔2026〕1号')}"


def test_a_number_that_does_not_name_its_issuer_is_not_enough(draft: Draft) -> None:
    for number in ("2026年第5号", "办发〔2026〕5号"):
        assert named(draft, number=number, issuers=("广州市财政局",)) != named(draft, number=number, issuers=("广州市税务局",))


def test_an_attachment_does_not_take_its_notices_iri(draft: Draft) -> None:
    assert named(draft, title="附件1 任务分工表") != named(draft)


def test_without_a_number_issuer_title_and_date_name_a_document(draft: Draft) -> None:
    assert named(draft, number=None) == f"{BASE}id/document/{segment('广州市人民政府-示例行动计划-2026-01-18')}"


def test_a_title_alone_could_be_anybodys(draft: Draft) -> None:
    nobody: dict[str, object] = {"number": None, "issuers": (), "date": None, "jurisdiction": None}
    assert named(draft, **nobody, more="甲") != named(draft, **nobody, more="乙")
    assert named(draft, **nobody) == named(draft, **nobody)


@pytest.mark.parametrize("other", ["广州市发展和改革委员会", "广州市发改委"])
def test_short_and_full_names_are_one_agency(other: str) -> None:
    assert agency("广州市发展改革委") == agency(other) == f"{BASE}id/agency/440100/{segment('发展和改革委员会')}"


def test_agencies_of_two_places_are_two() -> None:
    assert agency("广州市知识产权局") != agency("重庆市知识产权局")
    assert agency("重庆市江北区科技局") != agency("江北区科技局")  # several cities have an 江北区


def test_a_class_of_agencies_is_no_agency() -> None:
    assert agency("广州市各区政府").startswith(f"{BASE}id/agency-class/440100/")


@pytest.mark.parametrize(
    ("bare", "full"),
    [
        ("知识产权局", "国家知识产权局"),
        ("发展改革委", "国家发展改革委"),
        ("气象局", "中国气象局"),
        ("财政部", "财政部"),
        ("税务总局", "国家税务总局"),
        ("国资委", "国务院国资委"),
        ("市场监管总局", "国家市场监督管理总局"),
    ],
)
def test_a_bare_name_in_a_document_of_the_state_is_the_states_body(bare: str, full: str) -> None:
    assert agency(bare, "中国") == agency(full, "广州市")


def test_a_regional_office_is_no_body_of_the_whole_country() -> None:
    assert agency_identity("安徽证监局", "中国").full_name == "中国证券监督管理委员会安徽监管局"
    assert agency_identity("安徽证监局", "中国").level == ""
    assert agency_identity("国家税务总局沈阳市税务局", "沈阳市").level == ""


def test_a_level_word_without_its_place_is_not_merged_with_anybodys() -> None:
    assert agency_identity("省政府办公厅", "福建省").local
    assert not agency_identity("市场监管总局", "中国").local


def test_an_unresolved_name_stays_within_its_document(draft: Draft) -> None:
    tasks = [("一", "做。", [("lead", "市财政局")])]
    uris = set()
    for number in (1, 2):
        stated = facts(draft(number=f"穗示〔2026〕{number}号", tasks=tasks, jurisdiction=None, unresolved=Unresolved.NO_JURISDICTION))
        uris |= {node.uri for node in stated.nodes if node.row.get("name") == "市财政局"}
    assert len(uris) == 2


def test_a_bare_bureau_without_a_jurisdiction_is_not_merged_with_anybodys() -> None:
    assert agency_identity("财政局", None).local
    assert not agency_identity("国务院", None).local
    assert not agency_identity("中国银行", None).local


def test_tasks_under_one_path_are_told_apart_by_their_ordinal(draft: Draft) -> None:
    tasks = [node for node in facts(draft()).nodes if node.kind == "PolicyTask"]
    assert len({task.uri for task in tasks}) == 3
    assert [task.row["ordinal"] for task in tasks] == [1, 2, 1]


def test_widths_do_not_make_two_paths_but_circles_do(draft: Draft) -> None:
    assert task_uri("x", ("（一）",), 1) == task_uri("x", ("(一)",), 1)
    assert task_uri("x", ("①",), 1) != task_uri("x", ("1",), 1)
    both = draft(tasks=[("（一）", "甲。", ()), ("(一)", "乙。", ())])
    assert len([node for node in facts(both).nodes if node.kind == "PolicyTask"]) == 2


def test_an_agency_named_twice_in_a_task_has_two_assignments(draft: Draft) -> None:
    twice = draft(tasks=[("一", "做。", [("lead", "中国银行"), ("support", "中国银行")])])
    assert len({node.uri for node in facts(twice).nodes if node.kind == "Assignment"}) == 2


def test_the_same_words_have_one_fingerprint_whatever_the_white_space() -> None:
    assert fingerprint("一、 加强\n宣传（市局）") == fingerprint("一、加强宣传(市局)") != fingerprint("一、加强宣传")


@given(st.text())
def test_a_segment_is_plain_ascii_without_anything_that_ends_it(text: str) -> None:
    made = segment(text.encode("utf-8", "ignore").decode())
    assert made.isascii()
    assert not set(made) & set('/?#<>"{}|\\^` \t\n')
