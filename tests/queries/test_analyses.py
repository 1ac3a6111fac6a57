"""What analyses find, against results worked out by hand on a small graph, and on the invented city against what was read from its documents."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from graph.network import graph_ml, network_of_rows
from policygraph import analyse, ask, network
from queries.analyses import KINDS, centrality
from queries.analyses.centrality import page_rank
from queries.analyses.overload import score, spread
from queries.analyses.text_likeness import Likeness
from queries.errors import MarkedError, ParameterError
from tests.graph.conftest import Folder, draft

ANSWERS = Path(__file__).parents[2] / "examples" / "answers"
OFFICE, FINANCE = "示例市知识产权局", "示例市财政局"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two documents of 广州市.

    Pairs by hand: 知识产权局 and 财政局 share three tasks, of which one has three parts: 1 + ½ + 1. 各区政府 shares that one with both: ½ each.
    公安局 and 司法局, 财政局 and 审计局 share one: 1 each. 科学技术局 works alone.
    """
    folder = Folder(tmp_path_factory.mktemp("small"))
    first = (
        ("一/1", "建设保护中心。", (("lead", "广州市知识产权局"), ("support", "广州市财政局"))),
        ("一/2", "完善服务体系。", (("lead", "广州市知识产权局"), ("support", "广州市财政局"), ("support", "广州市各区政府"))),
        ("一/3", "支持关键技术。", (("lead", "广州市科学技术局"),)),
        ("一/4", "严打侵权犯罪。", (("lead", "广州市公安局"), ("support", "广州市司法局"))),
    )
    second = (
        ("一/1", "设立专项资金。", (("lead", "广州市财政局"), ("support", "广州市知识产权局"))),
        ("一/2", "监督资金使用。", (("lead", "广州市财政局"), ("support", "广州市审计局"))),
    )
    folder.put("甲", draft(tasks=first, valid=None, lineage=(), statements=False))
    folder.put("乙", draft(tasks=second, number="穗示〔2026〕2号", title="示例资金办法", date="2026-03-01", valid=None, lineage=(), statements=False))
    assert folder.build_all().complete
    return folder.workspace.path


def rows(found: Any, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(record[name] for name in names) for record in found.records()]


def test_who_works_with_whom_and_how_closely(small: Path) -> None:
    found = analyse(small, "together")
    assert rows(found, "agency", "partner", "tasks", "weight", "leads", "led") == [
        ("广州市知识产权局", "广州市财政局", 3, 2.5, 2, 1),
        ("广州市公安局", "广州市司法局", 1, 1.0, 1, 0),
        ("广州市审计局", "广州市财政局", 1, 1.0, 0, 1),
        ("广州市各区政府", "广州市知识产权局", 1, 0.5, 0, 1),
        ("广州市各区政府", "广州市财政局", 1, 0.5, 0, 0),
    ]
    assert rows(found, "kind", "partner_kind")[3] == ("AgencyClass", "Agency")
    [first, *_] = found.records()
    assert first["documents"] == ["穗示〔2026〕2号", "穗示〔2026〕1号"], "the latest first"
    assert (first["task"], first["quote"]) == ("设立专项资金。", ["设立专项资金。", "(广州市财政局lead,广州市知识产权局support)"])


def test_who_stands_in_the_middle(small: Path) -> None:
    found = analyse(small, "centrality")
    by_agency = {record["agency"]: record for record in found.records()}
    assert {name: record["partners"] for name, record in by_agency.items()} == {
        "广州市财政局": 3,
        "广州市知识产权局": 2,
        "广州市各区政府": 2,
        "广州市公安局": 1,
        "广州市司法局": 1,
        "广州市审计局": 1,
        "广州市科学技术局": 0,
    }
    # Of the fifteen pairs that the six others form, two need 财政局: 审计局 with 知识产权局 and with 各区政府.
    assert {name for name, record in by_agency.items() if record["between"]} == {"广州市财政局"}
    assert by_agency["广州市财政局"]["between"] == pytest.approx(2 / 15, abs=1e-5)
    assert found.records()[0]["agency"] == "广州市财政局"
    assert (by_agency["广州市财政局"]["tasks"], by_agency["广州市财政局"]["leads"]) == (4, 2)
    assert (by_agency["广州市财政局"]["closest"], by_agency["广州市科学技术局"]["closest"]) == ("广州市知识产权局", None)


def test_a_large_network_is_sampled_and_says_so(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    every = analyse(small, "centrality")
    monkeypatch.setattr(centrality, "MOST", 6)
    monkeypatch.setattr(centrality, "SAMPLE", 7)
    sampled = analyse(small, "centrality")
    assert "估出" in str(sampled.remarks[0])
    assert sampled.rows == every.rows, "a sample of all seven is all of them"


def test_page_rank_by_weight() -> None:
    """By hand, with z the rank of one that is joined to nobody: z = .15/6 + .85 z/6. Of a pair alone each has z/.15; of the three
    x, x and y with the weights 2.5, .5, .5 it is y = z + .85 x/3, and the six together are 1."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 2.5), ("a", "c", 0.5), ("b", "c", 0.5), ("d", "e", 1)])
    graph.add_node("f")
    z = 0.025 / (1 - 0.85 / 6)
    pair = z / 0.15
    x = (1 - 2 * pair - 2 * z) / (2 + 0.85 / 3)
    expected = {"a": x, "b": x, "c": z + 0.85 * x / 3, "d": pair, "e": pair, "f": z}
    assert page_rank(graph) == pytest.approx(expected, abs=1e-8)
    assert sum(expected.values()) == pytest.approx(1)
    assert page_rank(nx.Graph()) == {}


def test_groups_that_work_with_one_another(small: Path) -> None:
    found = analyse(small, "communities")
    members: dict[Any, set[Any]] = {}
    for number, agency, inside in rows(found, "community", "agency", "inside"):
        members.setdefault(number, set()).add(agency)
        assert inside == 1
    assert members == {1: {"广州市知识产权局", "广州市财政局", "广州市各区政府", "广州市审计局"}, 2: {"广州市公安局", "广州市司法局"}}
    # 4.5 of 5.5 and 1 of 5.5 lie within; 1 - (9/11)² - (2/11)² = 36/121
    assert [str(one) for one in found.remarks] == [
        "2 个群，模块度 0.30 / 2 communities, modularity 0.30",
        "1 个机关没有和别的机关同做一项任务，没有列入 / 1 agencies share no task with another and are left out",
    ]


def test_who_leads_too_much_is_told_by_the_median() -> None:
    """Median 2; distances 1, 1, 0, 0, 1, 8, of which the median is 1: .6745 × 8. Where it is 0, 1.2533 × the mean distance: 5 ÷ (1.2533 × 1)."""
    counts = [1, 1, 2, 2, 3, 10]
    assert spread(counts) == (2, 1)
    assert (score(10, counts), score(1, counts)) == (5.4, -0.67)
    assert (score(6, [1, 1, 1, 1, 6]), score(1, [1, 1, 1, 1, 6])) == (3.99, 0)
    assert score(2, [2, 2]) == 0


def test_too_few_are_counted_and_not_compared(small: Path) -> None:
    found = analyse(small, "overload")
    assert rows(found, "agency", "leads", "median", "score", "overloaded") == [
        (f"广州市{name}", leads, None, None, None) for name, leads in (("知识产权局", 2), ("财政局", 2), ("公安局", 1), ("科学技术局", 1))
    ]
    assert "不足 5 个" in str(found.remarks[0])


def test_the_city_is_counted_as_its_documents_were_read(city: Path) -> None:
    """The answers of the examples name every agency of every task; they were read from the documents, not taken from the program."""
    tasks = [
        {(one["agency"], one["role"]) for one in task["assignments"]}
        for file in ANSWERS.glob("*.json")
        for task in json.loads(file.read_text(encoding="utf-8"))["tasks"]
    ]
    shared = sum({OFFICE, FINANCE} <= {agency for agency, _ in task} for task in tasks)
    [pair] = [record for record in analyse(city, "together").records() if {record["agency"], record["partner"]} == {OFFICE, FINANCE}]
    assert pair["tasks"] == shared
    led = [record for record in analyse(city, "overload").records() if record["agency"] == OFFICE]
    assert sum(record["leads"] for record in led) == sum((OFFICE, "lead") in task for task in tasks)
    assert [record["overloaded"] for record in led if record["jurisdiction"] == "示例市"] == [True]
    weight = sum(1 / (len({agency for agency, _ in task}) - 1) for task in tasks if {OFFICE, FINANCE} <= {agency for agency, _ in task})
    assert pair["weight"] == pytest.approx(weight, abs=1e-3)
    classes = [record for record in analyse(city, "overload").records() if record["kind"] == "AgencyClass"]
    assert all(record["score"] is None for record in classes)


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A province's plan, and a city's that rests on it: the first task is taken up, the second by nobody, the third not at all."""
    folder = Folder(tmp_path_factory.mktemp("plans"))
    province: dict[str, Any] = {
        "number": "粤示〔2025〕1号",
        "title": "广东省示例规划",
        "issuers": ("广东省人民政府",),
        "jurisdiction": "广东省",
        "date": "2025-01-01",
    }
    asked = (
        ("一/1", "建设知识产权保护中心。", (("lead", "广东省知识产权局"),)),
        ("一/2", "推广专利权质押融资。", (("lead", "广东省知识产权局"),)),
        ("一/3", "培育师资力量。", (("lead", "广东省教育厅"),)),
    )
    taken = (
        ("二/1", "加快建设市知识产权保护中心。", (("lead", "广州市知识产权局"),)),
        ("二/2", "推广专利权质押融资工作。", ()),
    )
    plain: dict[str, Any] = {"valid": None, "statements": False, "omissions": (), "citations": ()}
    folder.put("省", draft(tasks=asked, lineage=(), **plain, **province))
    folder.put("市", draft(tasks=taken, lineage=(("basis", "广东省示例规划", "粤示〔2025〕1号"),), **plain))
    folder.put("旁", draft(tasks=taken, lineage=(), number="穗示〔2026〕2号", title="另一方案", **plain))
    assert folder.build_all().complete
    return folder.workspace.path


def test_what_the_lower_plan_leaves_undone(plans: Path) -> None:
    found = analyse(plans, "gaps")
    assert rows(found, "higher", "path", "task", "agencies", "lower", "gap", "nearest", "nearest_agencies") == [
        ("广东省示例规划", "一/2", "推广专利权质押融资。", ["广东省知识产权局"], "示例行动计划", "no-agency", "推广专利权质押融资工作。", []),
        ("广东省示例规划", "一/3", "培育师资力量。", ["广东省教育厅"], "示例行动计划", "no-task", "加快建设市知识产权保护中心。", ["广州市知识产权局"]),
    ]
    assert [record["likeness"] for record in found.records()][1] == 0
    assert [record["quote"][0] for record in found.records()] == ["推广专利权质押融资。", "培育师资力量。"]
    assert sorted(data["kind"] for _, data in found.network.nodes(data=True)) == ["higher"] * 3 + ["lower"] * 2
    every = rows(analyse(plans, "gaps", likeness=1), "path", "gap")
    assert every == [("一/1", "no-task"), ("一/2", "no-task"), ("一/3", "no-task")], "only the very same words would do"
    beside = analyse(plans, "gaps", document="广东省示例规划", lower="另一方案")
    assert rows(beside, "lower", "path") == [("另一方案", "一/2"), ("另一方案", "一/3")], "two that are named need not cite each other"
    assert analyse(plans, "gaps", document="另一方案").rows == ()


def test_likeness_by_hand() -> None:
    """Pairs and triples: 甲乙 in two of three texts weighs ln 1.5, 乙丙 and 甲乙丙 in one weigh ln 3: ln 1.5 ÷ √(ln²1.5 + 2 ln²3) = .2525."""
    texts = ["甲乙", "甲乙丙", "丙丁"]
    likeness = Likeness(texts)
    [(place, value)] = likeness.nearest(["甲乙"], ["丙丁", "甲乙丙"])
    assert place == 1
    assert value == pytest.approx(0.2525, abs=1e-4)
    assert likeness.nearest(["丙丁"], ["甲乙", "丙丁"]) == [(1, 1.0)]
    assert likeness.nearest(["丙丁"], ["甲乙"]) == [(0, 0.0)]
    assert likeness.nearest(["丙丁"], []) == [(-1, 0.0)]
    assert Likeness(["建設，平臺", "建设平台"]).nearest(["建設，平臺"], ["建设平台"])[0][1] < 1, "marks part what stands at their sides"


def test_what_is_asked_wrongly_or_may_not_be_shown_is_refused(small: Path, tmp_path: Path) -> None:
    for kind, options, words in (
        ("friends", {}, "together"),
        ("together", {"lower": "示例"}, "gaps"),
        ("gaps", {"likeness": 2}, "0 和 1"),
        ("together", {"include": ("classes",)}, "repealed"),
    ):
        with pytest.raises(ParameterError, match=words):
            analyse(small, kind, **options)
    marked = Folder(tmp_path)
    marked.put("甲", draft(marks=("秘密★1年",)))
    assert marked.build_all(allow_marked=True).complete
    for kind in KINDS:
        with pytest.raises(MarkedError):
            analyse(marked.workspace.path, kind)
        analyse(marked.workspace.path, kind, allow_marked=True)
    with pytest.raises(MarkedError):
        network(marked.workspace.path)


def test_one_document_alone_and_none_at_all(small: Path) -> None:
    assert rows(analyse(small, "together", document="示例资金办法"), "agency", "partner") == [
        ("广州市审计局", "广州市财政局"),
        ("广州市知识产权局", "广州市财政局"),
    ]
    for kind in KINDS:
        found = analyse(small, kind, document="没有的文件")
        assert found.rows == ()
        assert "没有的文件" in str(found.remarks[0])


def test_every_network_is_read_back_from_its_file(small: Path, plans: Path, tmp_path: Path) -> None:
    for kind in KINDS:
        found = analyse(plans if kind == "gaps" else small, kind)
        (tmp_path / "x.graphml").write_text(graph_ml(found.network), encoding="utf-8")
        read = nx.read_graphml(tmp_path / "x.graphml")
        assert set(read) == set(found.network)
        assert read.number_of_edges() == found.network.number_of_edges() > 0
        assert all(data["label"] and data["kind"] for _, data in read.nodes(data=True))
        assert all(data["weight"] >= 0 for _, _, data in read.edges(data=True))


def test_the_whole_graph_and_the_rows_of_a_question_as_networks(small: Path) -> None:
    graph = network(small)
    tasks = {uri for uri, data in graph.nodes(data=True) if data["kind"] == "PolicyTask"}
    assert len(tasks) == 6
    assert sum(kind == "LEADS" for *_, kind in graph.edges(keys=True)) == 6
    assert sum(data["kind"] == "ASSIGNED_TO" for *_, data in graph.edges(data=True)) == 12
    [office] = [uri for uri, data in graph.nodes(data=True) if data.get("full_name") == "广州市知识产权局"]
    assert {graph.nodes[task]["text"] for _, task, kind in graph.out_edges(office, keys=True) if kind == "LEADS"} == {"建设保护中心。", "完善服务体系。"}
    answer = ask(small, "pairs-of-agencies", {"times": "1"})
    pairs = network_of_rows(answer.records(), "agency", "partner")
    assert {frozenset(edge) for edge in pairs.edges()} == {
        frozenset(edge) for edge in combinations(("广州市知识产权局", "广州市财政局", "广州市各区政府"), 2)
    } | {frozenset(("广州市公安局", "广州市司法局")), frozenset(("广州市审计局", "广州市财政局"))}
    [data] = [data for one, other, data in pairs.edges(data=True) if {one, other} == {"广州市知识产权局", "广州市财政局"}]
    assert data == {"tasks": 3, "documents": 2}
    lists = network_of_rows([{"a": ["x", "y"], "b": "z", "kind": 1}, {"a": None, "b": "z", "kind": 2}], "a", "b")
    assert list(lists.edges(data=True)) == [("x", "z", {"kind_": 1}), ("y", "z", {"kind_": 1})]
