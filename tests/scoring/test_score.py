"""The scorer: what counts as found, and that nothing measured is never a pass."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from bench.alignment import likeness, pairs
from bench.answers import read_answers
from bench.kinds import KINDS, compare
from bench.score import ROOT, main, score, shortfalls
from bench.spelling import agency_key, normalise, without_end


def task(text: str, *given: tuple[str, str], path: tuple[str, ...] = ("一",)) -> dict[str, Any]:
    return {"path": list(path), "text": text, "clause": None, "assignments": [{"role": role, "agency": agency} for role, agency in given]}


def due(kind: str, from_: str | None = None, to: str | None = None, every: str | None = None) -> dict[str, Any]:
    return {"kind": kind, "from": from_, "to": to, "every": every, "surface": "…"}


def records(*tasks: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"document": {"title": "示例市若干措施", **fields}, "tasks": list(tasks)}


ANSWER = records(
    task("建设登记平台，登记不收取费用。", ("lead", "示例市知识产权局"), ("support", "示例市财政局")),
    task("编制登记审查指引，明确审查标准。", ("responsible", "示例市知识产权局"), path=("二", "（一）")),
    number="示府〔2025〕1号",
    issuers=["示例市人民政府"],
    period=["2025", "2027"],
)


FULL: dict[str, Any] = {
    **ANSWER,
    "tasks": [
        {**ANSWER["tasks"][0], "due": [due("by", to="2026-06"), due("every", to="12", every="year")]},
        {**ANSWER["tasks"][1], "due": [due("during", "2025", "2027")]},
    ],
    "targets": [
        {"metric": "全市登记量", "op": ">=", "value": 1600, "unit": "件", "by": "2027"},
        {"metric": "占比", "op": "range", "value": [20, 30], "unit": "%", "by": None},
    ],
    "funding": [
        {"kind": "引导基金", "amount": 100000000, "op": "=", "unit": "元", "ratio": None, "funders": ["市财政", "各区财政"]},
        {"kind": "配套", "amount": None, "op": None, "unit": None, "ratio": "1:2", "funders": []},
    ],
    "citations": [{"title": "示例省〈登记办法〉", "number": "示政〔2024〕3号", "relation": "basis"}],
    "memberships": [{"body": "示例市登记工作领导小组", "role": "组长", "member": "副市长"}],
    "phases": [{"label": "启动阶段", "from": "2025-01", "to": "2025-03"}],
}
"""An answer with every kind."""


def f1_of(answer: dict[str, Any], found: dict[str, Any]) -> dict[str, float]:
    return {kind: tally.f1 for kind, tally in score({"a": answer}, {"a": found}).kinds.items()}


def test_an_answer_scores_full_marks_against_itself() -> None:
    assert set(f1_of(ANSWER, ANSWER).values()) == {1.0}


def test_every_kind_is_measured_and_scores_full_marks_against_itself() -> None:
    assert f1_of(FULL, FULL) == {kind.name: 1.0 for kind in KINDS}


@pytest.mark.parametrize(
    ("kind", "number", "changes"),
    [
        ("targets", 0, {"op": "="}),
        ("targets", 0, {"value": 1601}),
        ("targets", 0, {"unit": "万件"}),
        ("targets", 0, {"by": "2026"}),
        ("targets", 1, {"value": [20, 35]}),
        ("funding", 0, {"amount": 100}),
        ("funding", 0, {"funders": ["市财政"]}),
        ("funding", 1, {"ratio": "1:1"}),
        ("citations", 0, {"number": None}),
        ("citations", 0, {"title": "示例省登记条例"}),
        ("memberships", 0, {"role": "副组长"}),
        ("memberships", 0, {"member": "市长"}),
        ("phases", 0, {"label": "推进阶段"}),
        ("phases", 0, {"to": "2025-04"}),
    ],
)
def test_a_wrong_value_costs_its_record(kind: str, number: int, changes: dict[str, Any]) -> None:
    found = json.loads(json.dumps(FULL))
    found[kind][number] |= changes
    tally = score({"a": FULL}, {"a": found}).kinds[kind]
    assert (tally.common, tally.expected, tally.found) == (len(FULL[kind]) - 1, len(FULL[kind]), len(FULL[kind]))


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("targets", {"metric": "本市登記量", "value": 1600.0, "by": "2027-12-31"}),
        ("funding", {"kind": "基金", "op": ">=", "funders": ["各區財政", "市 财政"]}),
        ("citations", {"title": "《示例省登記辦法》", "number": "示政〔2024〕3號"}),
        ("memberships", {"body": "示例市登記工作領導小組"}),
        ("phases", {"label": "啟動階段", "surface": "一季度"}),
    ],
)
def test_what_is_not_compared_costs_nothing(kind: str, changes: dict[str, Any]) -> None:
    found = json.loads(json.dumps(FULL))
    found[kind][0] |= changes
    assert f1_of(FULL, found)[kind] == 1.0


def test_a_relation_is_measured_apart_from_its_citation() -> None:
    found = json.loads(json.dumps(FULL))
    found["citations"][0]["relation"] = "mentions"
    assert (f1_of(FULL, found)["citations"], f1_of(FULL, found)["relations"]) == (1.0, 0.0)


def test_a_time_said_twice_in_a_task_is_one_and_one_of_another_task_is_wrong() -> None:
    found = json.loads(json.dumps(FULL))
    found["tasks"][0]["due"].append(due("by", to="2026-06"))
    assert f1_of(FULL, found)["due"] == 1.0
    found["tasks"][0]["due"], found["tasks"][1]["due"] = found["tasks"][1]["due"], found["tasks"][0]["due"]
    assert f1_of(FULL, found)["due"] == 0.0


@pytest.mark.parametrize("kind", ["targets", "funding", "citations", "memberships", "phases"])
def test_a_kind_whose_key_is_missing_is_not_measured(kind: str) -> None:
    unread = {name: value for name, value in FULL.items() if name != kind}
    assert kind not in compare(unread, FULL)
    assert compare({**FULL, kind: []}, FULL)[kind][1].total() == len(FULL[kind])


def test_times_are_measured_where_any_task_of_the_answer_has_them() -> None:
    assert "due" not in compare(ANSWER, FULL)
    assert "due" in compare({**FULL, "tasks": [{**FULL["tasks"][0], "due": []}]}, FULL)


def test_traditional_script_and_width_make_no_difference() -> None:
    found = records(
        task("建設登記平臺,登記不收取費用", ("lead", "示例市知識產權局"), ("support", "示例市財政局")),
        task("編制登記審查指引,明確審查標準", ("responsible", "示例市知識產權局"), path=("二", "(一)")),
        number="示府〔2025〕1號",
        issuers=["示例市人民政府"],
        period=["2025", "2027"],
    )
    assert set(f1_of(ANSWER, found).values()) == {1.0}


def test_a_wrong_role_costs_both_precision_and_recall() -> None:
    found = json.loads(json.dumps(ANSWER))
    found["tasks"][0]["assignments"][0]["role"] = "support"
    tally = score({"a": ANSWER}, {"a": found}).kinds["assignments"]
    assert (tally.common, tally.expected, tally.found) == (2, 3, 3)


def test_assignments_of_a_task_that_was_not_found_do_not_count() -> None:
    found = records(task("完全是另外一件事情，与登记毫不相干。", ("lead", "示例市知识产权局")))
    assert score({"a": ANSWER}, {"a": found}).kinds["assignments"].common == 0


def test_a_task_made_up_costs_precision() -> None:
    found = {**ANSWER, "tasks": [*ANSWER["tasks"], task("本规定自二〇二五年起施行，有效期五年。")]}
    tally = score({"a": ANSWER}, {"a": found}).kinds["tasks"]
    assert (tally.precision, tally.recall) == (2 / 3, 1.0)


def test_a_document_without_an_extraction_is_missed_whole() -> None:
    result = score({"a": ANSWER}, {})
    assert {kind: tally.recall for kind, tally in result.kinds.items()} == dict.fromkeys(("tasks", "assignments", "paths", "metadata"), 0.0)
    assert any("a: tasks missed: 建设登记平台" in line for line in result.misses)


def test_a_kind_that_the_answer_does_not_hold_is_not_measured() -> None:
    assert "tasks" not in compare({"document": {}}, ANSWER)


def test_nothing_measured_is_not_a_pass() -> None:
    empty: dict[str, Any] = {"document": {}, "tasks": []}
    floors = {kind.name: {"f1": 0.0, "protects": "…"} for kind in KINDS}
    assert len(shortfalls(score({"a": empty}, {"a": empty}), floors)) == len(KINDS)


def test_a_score_below_its_floor_is_told_with_what_it_protects() -> None:
    result = score({"a": ANSWER}, {"a": records()})
    assert "登记" in shortfalls(result, {"tasks": {"f1": 0.5, "protects": "登记"}})[0]
    assert shortfalls(result, {}) == []


def test_a_folder_without_answers_is_no_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--gold", str(tmp_path), "--documents", str(tmp_path)]) == 2
    assert "nothing measured" in capsys.readouterr().err


def test_a_missing_document_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.json").write_text(json.dumps(ANSWER), encoding="utf-8")
    assert main(["--gold", str(tmp_path), "--documents", str(tmp_path)]) == 1
    assert "× a:" in capsys.readouterr().err


def city(folder: Path, name: str, answer: dict[str, Any]) -> list[str]:
    """A document of one task under a folder of its own, with this answer; the options that score it."""
    gold, documents = folder / name, folder / f"{name}-documents"
    for made in (gold, documents):
        made.mkdir()
    (documents / "a.txt").write_text("示例市若干措施\n\n一、主要措施\n（一）建设登记平台。（市知识产权局牵头）\n", encoding="utf-8")
    (gold / "a.json").write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
    return ["--gold", str(gold), "--documents", str(documents)]


def test_several_folders_are_scored_as_one_with_floors_of_their_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    right = {"tasks": [task("建设登记平台。", path=("一", "（一）"))]}
    wrong = {"tasks": [task("另一件事情。"), task("第三件事情。"), task("第四件事情。")]}
    one, other = city(tmp_path, "one", right), city(tmp_path, "other", wrong)
    floors = tmp_path / "floors.yaml"
    floors.write_text("one: {tasks: {f1: 1.0, protects: …}}\nother+one: {tasks: {f1: 0.5, protects: 两市}}\n", encoding="utf-8")
    assert main([*one, "--floors", str(floors)]) == 0
    assert main([*other, "--floors", str(floors)]) == 0
    capsys.readouterr()
    assert main([*one, *other, "--floors", str(floors)]) == 1
    printed = capsys.readouterr()
    assert printed.err == "× tasks: F1 0.3333 < 0.5 —— 两市\n"
    assert [line.split() for line in printed.out.splitlines() if line.startswith(("one/a", "other/a", "tasks"))] == [
        ["one/a", "1.000", "0.000", "1.000"],
        ["other/a", "0.000", "0.000", "0.000"],
        ["tasks", "4", "2", "0.500", "0.250", "0.333", "0.50"],
    ]


def test_answers_kept_as_places_are_scored_like_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(city(tmp_path, "places", {"tasks": [task("@19-26", path=("一", "（一）"))]})) == 0
    assert ["tasks", "1", "1", "1.000", "1.000", "1.000", "·"] in [line.split() for line in capsys.readouterr().out.splitlines()]


def test_gold_without_documents_is_refused() -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--gold", "somewhere"])
    assert stopped.value.code == 2


def test_every_floor_names_a_kind_and_what_it_protects() -> None:
    floors = yaml.safe_load((ROOT / "bench" / "floors.yaml").read_text(encoding="utf-8"))
    assert "answers" in floors
    for run in floors.values():
        for kind, floor in run.items():
            assert kind in {known.name for known in KINDS}
            assert 0 < floor["f1"] <= 1
            assert floor["protects"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("广州市发展和改革委员会", "广州市发展改革委"),
        ("示例市市场监督管理局（市知识产权局）", "示例市市场监管局(市知识产权局)"),
        ("示範省人民政府辦公廳", "示范省政府办公厅"),
        ("安徽省合肥市人民政府", "合肥市政府"),
        ("示例高新区管理委员会", "示例高新区管委会"),
        ("国家知识产权局", "知识产权局"),
        ("示例市工业和信息化局", "示例市工信局"),
    ],
)
def test_short_and_full_names_are_one_agency(one: str, other: str) -> None:
    assert agency_key(one) == agency_key(other)


@pytest.mark.parametrize(("one", "other"), [("示例市工商局", "示例市市场监管局"), ("示例市财政局", "云湖区财政局"), ("示例市教育局", "示例市教育体育局")])
def test_two_agencies_stay_two(one: str, other: str) -> None:
    assert agency_key(one) != agency_key(other)


def test_the_best_pair_goes_first_and_each_task_is_used_once() -> None:
    assert pairs(["建设统一数据平台", "建设统一数据平台和专区"], ["建设统一数据平台和专区", "建设统一数据平台"]) == {0: 1, 1: 0}
    assert pairs(["建设统一数据平台"], ["建设统一数据平台", "建设统一数据平台"]) == {0: 0}


def test_texts_of_which_one_is_less_than_half_are_not_compared() -> None:
    assert likeness("建设平台", "建设平台，并由各有关单位共同推广使用") == 0.0
    assert likeness("", "") == 0.0


def test_normalise_folds_what_answers_fold() -> None:
    assert normalise("　知識產權局（市 版權局）：〔2025〕２號；") == "知识产权局(市版权局):〔2025〕２号;"
    assert without_end("登记不收取费用。") == "登记不收取费用"


def test_the_answers_of_the_invented_city_are_read() -> None:
    assert len(read_answers(ROOT / "examples" / "answers")) >= 10
