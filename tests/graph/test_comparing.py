"""Two versions of one document: what was added, is gone or altered, with the words of both; a number that shifts is no change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.comparing import Change, Kind, What, compare, whole
from graph.likeness import pair
from ontology.records import Due, Evidence, Extraction

if TYPE_CHECKING:
    from tests.graph.conftest import Draft

FIRST = ("二/(一)/1", "建立知识产权快速维权机制。", (("lead", "广州市知识产权局"), ("support", "广州市发展改革委")))
SECOND = ("二/(二)", "加强宣传。", ())


def differences(old: Extraction, new: Extraction) -> list[tuple[str, str, str]]:
    """What, how and where, without the words."""
    return [(change.what.value, change.kind.value, change.agency or change.path) for change in compare(old, new)]


def only(old: Extraction, new: Extraction) -> Change:
    (change,) = compare(old, new)
    return change


def test_a_document_that_says_the_same_has_no_change(draft: Draft) -> None:
    assert not differences(draft(), draft(more="页脚", path="别处.txt"))


def test_a_task_that_was_reworded_is_altered_and_shows_both_texts(draft: Draft) -> None:
    change = only(draft(tasks=(FIRST,)), draft(tasks=(("二/(一)/1", "建立健全知识产权快速维权机制。", FIRST[2]),)))
    assert (change.what, change.kind, change.path) == (What.TASK, Kind.ALTERED, "二/(一)/1")
    assert (change.old, change.new) == (("建立知识产权快速维权机制。",), ("建立健全知识产权快速维权机制。",))


def test_numbers_that_shift_are_no_change(draft: Draft) -> None:
    put_in = ("二/(一)/1", "编制年度计划。", ())
    moved = ("二/(一)/2", *FIRST[1:])
    old, new = draft(tasks=(FIRST, SECOND)), draft(tasks=(moved, SECOND, put_in))  # the draft gives times to its first task
    assert differences(old, new) == [("task", "added", "二/(一)/1")]


def test_another_task_under_the_same_number_is_one_gone_and_one_added(draft: Draft) -> None:
    other = ("二/(二)", "组织执法培训。", ())
    assert differences(draft(tasks=(FIRST, SECOND)), draft(tasks=(FIRST, other))) == [("task", "added", "二/(二)"), ("task", "gone", "二/(二)")]


def test_an_agency_that_came_one_that_went_and_one_with_another_role(draft: Draft) -> None:
    now = ("二/(一)/1", FIRST[1], (("support", "广州市知识产权局"), ("lead", "广州市财政局")))
    changes = list(compare(draft(tasks=(FIRST,)), draft(tasks=(now,))))
    assert [(change.what, change.kind, change.agency, change.old_role, change.new_role) for change in changes] == [
        (What.ROLE, Kind.ALTERED, "广州市知识产权局", "lead", "support"),
        (What.AGENCY, Kind.ADDED, "广州市财政局", "", "lead"),
        (What.AGENCY, Kind.GONE, "广州市发展改革委", "support", ""),
    ]
    assert changes[0].old == ("广州市知识产权局",)
    assert changes[0].new == ("广州市知识产权局",)


def test_the_short_and_the_full_name_of_an_agency_are_no_change(draft: Draft) -> None:
    full = ("二/(一)/1", FIRST[1], (("lead", "广州市知识产权局"), ("support", "广州市发展和改革委员会")))
    assert not differences(draft(tasks=(FIRST,)), draft(tasks=(full,)))


def test_an_agency_that_gets_a_second_role_keeps_the_first(draft: Draft) -> None:
    both = ("二/(一)/1", FIRST[1], (*FIRST[2], ("responsible", "广州市知识产权局")))
    change = only(draft(tasks=(FIRST,)), draft(tasks=(both,)))
    assert (change.what, change.kind, change.agency, change.old_role, change.new_role) == (What.ROLE, Kind.ADDED, "广州市知识产权局", "", "responsible")


def with_due(extraction: Extraction, *dues: Due) -> Extraction:
    return extraction.model_copy(update={"tasks": (extraction.tasks[0].model_copy(update={"due": dues}),)})


@pytest.mark.parametrize(
    ("place", "values", "kinds"),
    [
        (0, {"to": "2026-12", "surface": "2026年底前"}, [("due", "altered")]),
        (0, {"surface": "2027年6月底以前"}, []),  # the same day in other words
        (4, {"surface": "9月底前"}, [("due", "altered")]),  # no year: only the words can tell
    ],
)
def test_a_time_is_altered_where_its_days_are_others(draft: Draft, place: int, values: dict[str, str], kinds: list[tuple[str, str]]) -> None:
    one = draft(tasks=(FIRST,))
    due = one.tasks[0].due[place]
    old, new = with_due(one, due), with_due(one, due.model_copy(update={**values, "evidence": (Evidence(start=0, end=1, quote="新"),)}))
    assert [(change.what, change.kind) for change in compare(old, new)] == kinds
    assert [change.new for change in compare(old, new)] == [("新",) for _ in kinds]


def test_a_time_that_was_there_once_and_is_gone(draft: Draft) -> None:
    one = draft(tasks=(FIRST,))
    change = only(with_due(one, one.tasks[0].due[0]), with_due(one))
    assert (change.what, change.kind, change.old, change.path) == (What.DUE, Kind.GONE, ("2027年6月底前",), "二/(一)/1")


def test_the_same_words_of_another_year_show_what_they_were_read_as(draft: Draft) -> None:
    one = draft(tasks=(FIRST,))
    change = only(one_due := with_due(one, one.tasks[0].due[0]), with_due(one, one.tasks[0].due[0].model_copy(update={"to": "2028-06"})))
    assert one_due.tasks[0].due[0].surface == "2027年6月底前"
    assert (change.kind, change.old, change.old_value, change.new_value) == (Kind.ALTERED, change.new, "2027-06", "2028-06")


def test_targets_and_money_are_altered_gone_or_added(draft: Draft) -> None:
    one = draft(tasks=())
    higher = one.targets[0].model_copy(update={"value": 1800, "text": "发明专利授权量达到1800件以上"})
    more = one.funding[0].model_copy(update={"amount": 200000000, "text": "安排专项资金2亿元", "path": ("二", "(一)", "2")})
    new = one.model_copy(update={"targets": (higher,), "funding": (more, one.funding[1])})
    assert differences(one, new) == [("target", "altered", "一"), ("target", "gone", "一"), ("funding", "altered", "二/(一)/2")]
    higher_target, gone, money = compare(one, new)
    assert (higher_target.old_value, higher_target.new_value) == ("发明专利授权量 >= 1,600 件 2028", "发明专利授权量 >= 1,800 件 2028")
    assert (gone.old_value, gone.new_value) == ("覆盖率 range 60.5–70 %", "")
    assert money.new_value == "专项资金 = 200,000,000 元 市财政、省财政"


def test_a_new_title_or_number_is_told_once(draft: Draft) -> None:
    change = only(draft(tasks=()), draft(tasks=(), number="穗示〔2026〕9号"))
    assert (change.what, change.kind) == (What.DOCUMENT, Kind.ALTERED)
    assert change.old == ("示例行动计划", "穗示〔2026〕1号", "2026-01-18")
    assert change.new[1] == "穗示〔2026〕9号"


def test_a_whole_document_states_all_it_holds(draft: Draft) -> None:
    said = [(change.what.value, change.kind.value) for change in whole(draft(tasks=(FIRST, SECOND)), Kind.GONE)]
    assert said[0] == ("document", "gone")
    assert sorted({what for what, _ in said}) == ["agency", "document", "due", "funding", "target", "task"]
    assert [what for what, _ in said].count("task") == 2


def pairs_of(old: list[str], new: list[str]) -> list[tuple[str, str]]:
    """Pairs of `place:words`."""
    found, _, _ = pair(old, new, lambda item: item.partition(":")[2], lambda item: item.partition(":")[0])
    return found


def test_the_same_words_pair_at_the_same_place_first() -> None:
    assert pairs_of(["1:抓好落实", "2:抓好落实"], ["2:抓好落实", "1:抓好落实"]) == [("2:抓好落实", "2:抓好落实"), ("1:抓好落实", "1:抓好落实")]
    assert pairs_of(["1:抓好落实", "2:抓好落实"], ["3:抓好落实"]) == [("1:抓好落实", "3:抓好落实")]


def test_what_is_half_alike_pairs_only_at_its_own_place() -> None:
    old, near = "组织开展专利检索培训", "组织开展商标注册培训"  # six of ten characters in common
    assert pairs_of([f"1:{old}"], [f"1:{near}"]) == [(f"1:{old}", f"1:{near}")]
    assert pairs_of([f"1:{old}"], [f"2:{near}"]) == []


def test_the_most_alike_pair_first() -> None:
    old = ["1:建设知识产权保护中心开通快速预审", "2:建设知识产权运营中心"]
    new = ["3:建设知识产权运营中心平台", "4:建设知识产权保护中心开通快速确权"]
    assert pairs_of(old, new) == [(old[1], new[0]), (old[0], new[1])]
