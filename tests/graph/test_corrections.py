"""Corrections: applied to the words they name, marked, surviving builds and rules, and told where they cannot be made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from graph.applying import Applied, Fate, apply, kinds_resting_on
from graph.check import check
from graph.correcting import fates
from graph.corrections import Correction, read_corrections, surroundings, write_correction
from graph.facts import facts
from graph.generation import stream
from graph.identity import document_uri
from graph.state import load_state
from ontology.records import Extraction, Operator, Role

if TYPE_CHECKING:
    from tests.graph.conftest import Draft, Folder

LEAD = "广州市知识产权局"
SAYS: dict[str, Any] = {"role": "support"}


def correction(extraction: Extraction, quote: str, says: dict[str, Any] | None, kind: str = "assignment", **given: Any) -> Correction:
    start = given.pop("start", None)
    place = extraction.text.rindex(quote) if start is None else start
    before, after = surroundings(extraction.text, place, quote)
    given = {"file": "x.yaml", "document": "穗示〔2026〕1号", "before": before, "after": after, **given}
    return Correction(kind=kind, quote=quote, start=place, says=says, by="张三", at="2026-11-22", **given)


def applied(extraction: Extraction, *corrections: Correction) -> Applied:
    return apply(extraction, document_uri("https://policygraph.example/", extraction.document, extraction.text), corrections)


def fate(extraction: Extraction, quote: str, says: dict[str, Any] | None, kind: str = "assignment", **given: Any) -> Fate:
    [(_, found, _)] = applied(extraction, correction(extraction, quote, says, kind, **given)).fates
    return found


def test_a_record_says_what_the_person_says_and_carries_who_said_it(draft: Draft) -> None:
    found = applied(draft(), correction(draft(), LEAD, SAYS))
    assert found.extraction.tasks[0].assignments[0].role is Role.SUPPORT
    assert found.corrected == {("tasks", 0, "assignments", 0): ("张三 2026-11-22",)}
    stated = facts(found.extraction, corrected=found.corrected)
    assert [node.row["agency"] for node in stated.nodes if node.row.get("corrected_by")] == [LEAD]
    assert [edge.kind for edge in stated.edges if edge.kind in ("LEADS", "SUPPORTS")] == ["SUPPORTS", "SUPPORTS"]


def test_words_that_say_nothing_leave_no_record_and_the_task_is_marked(draft: Draft) -> None:
    found = applied(draft(), correction(draft(), LEAD, None))
    assert [one.agency for one in found.extraction.tasks[0].assignments] == ["广州市发展改革委"]
    assert set(found.corrected) == {("tasks", 0)}


def test_what_the_rules_did_not_see_is_added_with_its_words(draft: Draft) -> None:
    found = applied(draft(), correction(draft(), "快速维权机制", {"role": "lead", "agency": "广州市公安局"}))
    new = found.extraction.tasks[0].assignments[-1]
    assert (new.agency, new.surface, new.evidence[0].quote) == ("广州市公安局", "快速维权机制", "快速维权机制")
    target = applied(draft(), correction(draft(), "加强宣传", {"metric": "宣传", "value": "100", "unit": "次"}, "target")).extraction.targets[-1]
    assert (target.value, target.op, target.path) == (100, Operator.EQUAL, ("二", "(二)"))


@pytest.mark.parametrize(
    ("kind", "quote", "says", "where"),
    [
        ("document", "示例行动计划", {"title": "示例计划", "period": ["2026", "2027"]}, "document"),
        ("task", "编制年度计划。", {"open_ended": "true"}, "tasks"),
        ("due", "2027年6月底前", {"to": "2027-09"}, "tasks"),
        ("target", "发明专利授权量达到1600件以上", {"value": "1700"}, "targets"),
        ("funding", "按1:2配套", {"funders": ["市财政"], "amount": "null"}, "funding"),
        ("citation", "《示例市知识产权条例》", {"relation": "basis"}, "citations"),
        ("membership", "组长：市长", {"member": "副市长"}, "memberships"),
        ("phase", "2026年1月至3月", {"to": "2026-04"}, "phases"),
        ("lineage", "《示例旧计划》", {"kind": "mentions"}, ""),
        ("lineage", "《示例旧计划》", {"kind": "amends"}, "lineage"),
    ],
)
def test_every_kind_can_be_corrected(draft: Draft, kind: str, quote: str, says: dict[str, Any], where: str) -> None:
    says = {key: None if value == "null" else value for key, value in says.items()}
    one = correction(draft(), quote, says, kind)
    found = applied(draft(), one)
    assert [fate for _, fate, _ in found.fates] == [Fate.APPLIED if where else Fate.INVALID]
    assert {key[0] for key in found.corrected} == ({where} if where else set())
    if where:
        assert applied(found.extraction, one if kind != "document" else correction(draft(), quote, says, kind)).fates[0][1] is Fate.AGREED


@pytest.mark.parametrize(
    ("quote", "says", "kind", "expected"),
    [
        (LEAD, {"role": "lead"}, "assignment", Fate.AGREED),
        ("加强宣传。", None, "assignment", Fate.AGREED),
        (LEAD, {"role": "boss"}, "assignment", Fate.INVALID),
        (LEAD, {"colour": "red"}, "assignment", Fate.INVALID),
        (LEAD, {"agency": ""}, "assignment", Fate.INVALID),
        ("加强宣传。", {"role": "lead"}, "assignment", Fate.INVALID),
        ("穗示〔2026〕1号", {"role": "lead", "agency": "广州市公安局"}, "assignment", Fate.UNCLEAR),
        ("示例行动计划", None, "document", Fate.INVALID),
        ("示例行动计划", {"date": "2026-02-30"}, "document", Fate.INVALID),
        ("2027年6月底前", {"to": "年底"}, "due", Fate.INVALID),
    ],
)
def test_what_cannot_be_done_in_one_way_is_not_done_and_told(draft: Draft, quote: str, says: dict[str, Any] | None, kind: str, expected: Fate) -> None:
    found = applied(draft(), correction(draft(), quote, says, kind))
    assert found.fates[0][1] is expected
    assert found.fates[0][2].zh
    assert found.extraction == draft()
    assert found.corrected == {}


def test_words_are_found_again_where_they_moved_and_gone_where_they_are_not(draft: Draft) -> None:
    one = correction(draft(), "编制年度计划。", {"open_ended": "true"}, "task")
    moved = draft(title="示例行动计划和很长的一个新标题")
    assert applied(moved, one).fates[0][1] is Fate.APPLIED
    assert applied(draft(tasks=[("一", "别的事。", ())]), one).fates[0][1] is Fate.GONE
    twice = draft(tasks=[("一", "别的事。", ())], more="编制年度计划。再说一遍编制年度计划。")
    assert applied(twice, one).fates[0][1] is Fate.GONE


@pytest.mark.parametrize(
    "named", ["穗示〔2026〕1号", "穗示[2026]1号", "示例行动计划", "《示例行动计划》", "https://policygraph.example/id/document/穗示〔2026〕1号"]
)
def test_a_document_is_named_by_number_title_or_iri(draft: Draft, named: str) -> None:
    assert fate(draft(), LEAD, SAYS, document=named) is Fate.APPLIED
    assert applied(draft(number="穗示〔2026〕2号", title="另一计划"), correction(draft(), LEAD, SAYS, document=named)).fates == []


def test_money_keeps_its_task_when_another_goes(draft: Draft) -> None:
    extraction = draft()
    money = extraction.funding[0].model_copy(update={"task": 1})
    extraction = extraction.model_copy(update={"funding": (money, *extraction.funding[1:])})
    found = applied(extraction, correction(extraction, "建立知识产权快速维权机制。", None, "task"))
    assert [task.text for task in found.extraction.tasks] == ["编制年度计划。", "加强宣传。"]
    assert found.extraction.funding[0].task == 0


def test_the_kind_can_be_seen_from_the_words(draft: Draft) -> None:
    extraction = draft()

    def kinds(quote: str) -> list[str]:
        start = extraction.text.rindex(quote)
        return kinds_resting_on(extraction, (start, start + len(quote)))

    assert kinds(LEAD) == ["assignment"]
    assert kinds("按1:2配套") == ["funding"]
    assert kinds("示例行动计划") == ["document"]
    assert kinds("维权机制") == []


def write(folder: Folder, extraction: Extraction, quote: str, says: dict[str, Any] | None, kind: str = "assignment") -> str:
    return write_correction(folder.workspace, correction(extraction, quote, says, kind, why="条款如此")).name


def roles(folder: Folder) -> list[tuple[object, object, object]]:
    state = load_state(folder.workspace)
    nodes = [node.row for one in stream(folder.workspace, state) for node in one.nodes if node.kind == "Assignment"]
    return [(row["agency"], row["role"], row["corrected_by"]) for row in nodes if row["agency"] == LEAD]


def test_a_correction_is_built_into_the_graph_and_stays_there(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft())
    folder.build_all()
    name = write(folder, draft(), LEAD, SAYS)
    assert name == f"2026-11-22-{LEAD}.yaml"
    assert [(one.fate, one.correction and one.correction.why) for one in fates(folder.workspace, load_state(folder.workspace))] == [(Fate.PENDING, "条款如此")]
    assert roles(folder) == [(LEAD, "lead", [])], "what answers now stays what it is until the next build"
    assert check(folder.workspace).sound
    outcome = folder.build()
    assert outcome.rebuilt
    assert folder.read == []
    for _ in range(2):
        assert roles(folder) == [(LEAD, "support", ["张三 2026-11-22"])]
        assert check(folder.workspace).sound
        assert [one.fate for one in fates(folder.workspace, load_state(folder.workspace))] == [Fate.APPLIED]
        folder.put("a.txt", draft(title="示例行动计划（修订）", rules="2"))  # other words before it, and other rules
        folder.build(rules="2")
    (folder.workspace.path / "corrections" / name).unlink()
    folder.build(rules="2")
    assert roles(folder) == [(LEAD, "lead", [])]


def test_a_corrected_number_does_not_rename_the_document(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft())
    before = folder.build_all().state.documents[0].document
    write(folder, draft(), "穗示〔2026〕1号", {"number": "穗示〔2026〕11号"}, "document")
    assert folder.build().state.documents[0].document == before
    [row] = [node.row for one in stream(folder.workspace, load_state(folder.workspace)) for node in one.nodes if node.kind == "PolicyDocument"]
    assert (row["uri"], row["number"], row["corrected_by"]) == (before, "穗示〔2026〕11号", ["张三 2026-11-22"])
    assert check(folder.workspace).sound


def test_what_became_of_each_correction_is_told(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft())
    place = folder.workspace.path / "corrections"
    names = [write(folder, draft(), LEAD, {"role": "lead"}), write(folder, draft(), "由专人负责管理。", SAYS)]
    other = write_correction(folder.workspace, correction(draft(), LEAD, SAYS, document="穗示〔1999〕1号"))
    (place / "broken.yaml").write_text("document: [", encoding="utf-8")
    folder.build_all()
    found = {one.file: one.fate for one in fates(folder.workspace, load_state(folder.workspace))}
    assert found == {names[0]: Fate.AGREED, names[1]: Fate.UNCLEAR, other.name: Fate.NO_DOCUMENT, "broken.yaml": Fate.UNREADABLE}
    assert other.name != names[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "must hold"),
        ("- a", "must hold"),
        ("document: x\nkind: assignment\nby: y\nat: z\nsays: nothing\n", "words"),
        ("document: x\nkind: colour\nby: y\nat: z\nsays: nothing\n", "colour"),
        ("document: x\nkind: due\nby: y\nat: z\nwords: {quote: a, start: b}\nsays: nothing\n", "words"),
        ("document: x\nkind: due\nby: y\nat: z\nwords: {quote: a, start: 1}\nsays: {}\n", "says"),
        ("document: x\nkind: due\nby: y\nwords: {quote: a, start: 1}\nsays: nothing\n", "at"),
        ("document: x\nnumber: 3\n", "number"),
        ("a: &a [*a]\n", "a"),
        ("!!python/object/apply:os.system [ls]\n", ""),
    ],
)
def test_a_file_that_is_no_correction_is_named(folder: Folder, text: str, said: str) -> None:
    place = folder.workspace.path / "corrections"
    place.mkdir(parents=True)
    (place / "x.yaml").write_text(text, encoding="utf-8")
    good, [bad] = read_corrections(folder.workspace)
    assert good == ()
    assert said in bad.words.en
    assert bad.words.en.startswith("x.yaml")


def test_what_was_written_is_read_back(folder: Folder, draft: Draft) -> None:
    says = {"role": "lead", "agency": "a: b #c", "unresolved": None, "start": "是"}
    one = correction(draft(), LEAD, says, why="“引号”\n换行")
    written = write_correction(folder.workspace, one)
    [read], bad = read_corrections(folder.workspace)
    assert bad == ()
    assert (read.says, read.quote, read.start, read.signed) == (says, one.quote, one.start, one.signed)
    assert read.file == written.name
