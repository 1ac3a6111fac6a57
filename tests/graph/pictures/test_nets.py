"""What each picture is made of: nodes, links with their roles, and the row behind each; told by reading the few tasks it is made from."""

from __future__ import annotations

from graph.pictures.agency import agency_net
from graph.pictures.answer import AnswerColumn, answer_net
from graph.pictures.citations import CitationRow, citations_net
from graph.pictures.document import PicturedDocument, document_net
from graph.pictures.net import Net
from graph.pictures.together import together_net
from graph.words import Words
from tests.graph.pictures.made import DISTRICTS, FINANCE, IP, PLAN, PLAN_IRI, tasks


def links(net: Net) -> set[tuple[str, str, str]]:
    return {(net.nodes[link.source].name, link.role, net.nodes[link.target].name) for link in net.links}


def kinds(net: Net) -> dict[str, str]:
    return {node.name: node.kind for node in net.nodes}


def test_an_agency_has_its_tasks_by_document_with_all_who_share_them() -> None:
    net = agency_net([IP], tasks())
    assert links(net) == {
        (IP, "holds", PLAN),
        (IP, "holds", "示例市工作要点"),
        (PLAN, "lead", "推进专利导航"),
        (PLAN, "support", "设立风险补偿资金池"),
        ("示例市工作要点", "responsible", "编制年度报告"),
        ("推进专利导航", "support", FINANCE),
        ("设立风险补偿资金池", "responsible", DISTRICTS),
    }
    assert kinds(net)[IP] == "centre"
    assert kinds(net)[DISTRICTS] == "class"
    assert [fact.roles for fact in net.facts] == [("lead",), ("support",), ("responsible",)]
    assert net.facts[0].marks == ("市知识产权局",)


def test_a_name_found_in_two_cities_gives_one_picture_with_both() -> None:
    net = agency_net([IP, FINANCE], tasks(), asked="市局")
    assert kinds(net)["市局"] == "asked"
    assert {("市局", "holds", IP), ("市局", "holds", FINANCE)} <= links(net)
    assert sum(node.name == "推进专利导航" for node in net.nodes) == 2
    assert net.subject == "市局"


def test_an_agency_without_tasks_says_so() -> None:
    net = agency_net([IP], [])
    assert (len(net.nodes), net.links, net.facts, net.tree) == (1, (), (), None)
    assert "没有给它任务" in net.empty.zh


def plan(**changes: str) -> PicturedDocument:
    held = tuple(task for task in tasks() if task.document == PLAN)
    phase = {"phase": "启动阶段", "surface": "2025年6月前", "first_day": None, "last_day": "2025-06-30", "path": "三", "quote": ["启动阶段（2025年6月前）"]}
    headings = {("二",): "重点任务", ("二", "(一)"): "完善政策"}
    return PicturedDocument(PLAN_IRI, PLAN, "示府〔2025〕1号", ("2025-03-01",), held, (phase,), headings)  # type: ignore[arg-type]


def test_a_document_has_its_tasks_and_phases_and_a_tree_of_its_parts() -> None:
    net = document_net([plan()])
    assert links(net) == {
        (PLAN, "holds", "推进专利导航"),
        (PLAN, "holds", "设立风险补偿资金池"),
        (PLAN, "holds", "启动阶段"),
        ("推进专利导航", "lead", IP),
        ("推进专利导航", "support", FINANCE),
        ("设立风险补偿资金池", "support", IP),
        ("设立风险补偿资金池", "responsible", DISTRICTS),
    }
    assert net.tree
    [part] = net.tree.branches
    [inner] = part.branches
    assert (part.words, inner.words, net.tree.tasks) == ("二、重点任务", "(一)完善政策", 2)
    assert [branch.words for branch in inner.branches] == ["推进专利导航", "设立风险补偿资金池"]
    assert [branch.words for branch in inner.branches[0].branches] == [IP, FINANCE]
    assert [(moment.surface, moment.phase) for moment in net.moments] == [("2026年6月底前", False), ("2025—2027年", False), ("2025年6月前", True)]


def test_agencies_together_are_linked_once_for_each_task_that_they_share() -> None:
    net = together_net([*tasks(), *tasks()[:1]])
    assert {(net.nodes[link.source].name, net.nodes[link.target].name): link.weight for link in net.links} == {(IP, FINANCE): 2, (IP, DISTRICTS): 1}
    assert len(net.facts) == 3
    assert "编制年度报告" not in [fact.cells[0] for fact in net.facts]


def citation(source: str, cited: str, relation: str, held: bool) -> CitationRow:
    return {
        "document": source,
        "source": f"iri:{source}",
        "number": None,
        "relation": relation,
        "cited": cited,
        "cited_source": f"iri:{cited}",
        "cited_number": "国发〔2020〕1号",
        "held": held,
        "quote": [f"根据《{cited}》"],
    }


def test_citations_tell_held_documents_from_others_and_leave_out_what_names_itself() -> None:
    rows = [citation("计划", "纲要", "basis", False), citation("要点", "计划", "implements", True), citation("计划", "计划", "issues", True)]
    net = citations_net(rows)
    assert links(net) == {("计划", "basis", "纲要"), ("要点", "implements", "计划")}
    assert kinds(net) == {"计划": "document", "纲要": "cited", "要点": "document"}
    assert net.roles == ("basis", "implements")
    assert [fact.cells[5] for fact in net.facts] == ["无", "有"]


def column(name: str, kind: str = "", **more: str) -> AnswerColumn:
    return AnswerColumn(name, Words(name, name), kind, "role" if name == "role" else "text", more)


def test_an_answer_stands_around_what_its_rows_are_about() -> None:
    columns = [column("agency", "agency"), column("role"), column("task", "task"), column("document", "document")]
    net = answer_net("", Words("题", "title"), columns, [(IP, "lead", "推进专利导航", PLAN), (None, None, "编制年度报告", PLAN)])
    assert links(net) == {(IP, "lead", "推进专利导航"), ("推进专利导航", "linked", PLAN), ("编制年度报告", "linked", PLAN)}
    assert net.columns == (("agency",), ("task",), ("document",))
    assert [fact.roles for fact in net.facts] == [("lead",), ()]


def test_two_columns_of_one_kind_are_spread_and_a_number_is_written_on_the_line() -> None:
    columns = [column("agency", "agency"), column("partner", "agency"), column("tasks")]
    net = answer_net("", Words("题", "title"), columns, [(IP, FINANCE, 3)])
    assert links(net) == {(IP, "linked", FINANCE)}
    assert net.links[0].label == "3"
    assert net.columns == ()


def test_lists_are_several_nodes_and_codes_are_put_into_words() -> None:
    columns = [column("reason", "value", rule="规定"), column("document", "document"), column("agencies", "agency")]
    net = answer_net("", Words("题", "title"), columns, [("rule", PLAN, [IP, FINANCE])])
    assert kinds(net) == {"规定": "value", PLAN: "document", IP: "agency", FINANCE: "agency"}
    assert {("规定", "linked", PLAN), (IP, "linked", "规定"), (FINANCE, "linked", "规定")} == links(net)


def test_an_answer_that_names_nothing_is_a_table_and_says_so() -> None:
    net = answer_net("", Words("题", "title"), [column("year")], [(2025,)])
    assert (net.nodes, len(net.facts)) == ((), 1)
    assert "只有表" in net.remarks[0].zh
