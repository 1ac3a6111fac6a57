"""What documents know of each other: whom a citation means, and what is no longer in force, whatever the order of loading."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from graph.canonical import canonical
from graph.check import check
from graph.collection import Collection, Status, known
from graph.dates import first_day, last_day
from graph.facts import Facts, facts, whole
from graph.identity import document_uri
from ontology.records import Extraction

if TYPE_CHECKING:
    from tests.graph.conftest import Draft, Folder

BASE = "https://policygraph.example/"
ALONE: dict[str, Any] = {"statements": False, "lineage": (), "citations": (), "valid": None, "tasks": (), "omissions": ()}
REPEALS = (("repeals", "旧办法", None),)
DAY = "2026-11-22"


def uri(extraction: Extraction) -> str:
    return document_uri(BASE, extraction.document, extraction.text)


def collected(*documents: Extraction, day: str = DAY) -> Collection:
    return Collection((known(one, uri(one)) for one in documents), day)


def stated(*documents: Extraction, day: str = DAY) -> list[Facts]:
    collection = collected(*documents, day=day)
    return [facts(one, collection=collection) for one in documents]


def ends(facts: Facts, kind: str) -> list[tuple[str, str]]:
    return [(edge.end_kind, edge.end) for edge in facts.edges if edge.kind == kind]


def test_a_citation_means_the_document_with_its_number(draft: Draft) -> None:
    other = draft(number="穗示〔2020〕7号", title="示例办法", **ALONE)
    one = draft(**ALONE | {"citations": (("关于印发示例办法的通知", "穗示[2020]7号"), ("另一办法", "穗示〔2020〕8号"))})
    assert [kind for kind, _ in ends(stated(one, other)[0], "REFERS_TO")] == ["PolicyDocument", "CitedDocument"]
    assert ends(stated(one, other)[0], "CITES")[0] == ("PolicyDocument", uri(other))


@pytest.mark.parametrize("cited", ["示例办法", "《示例办法》", "广州市人民政府关于印发示例办法的通知", "示例 办法"])
def test_a_citation_means_the_document_with_its_title(draft: Draft, cited: str) -> None:
    other = draft(number="穗示〔2020〕7号", title="示例办法", **ALONE)
    one = draft(**ALONE | {"citations": ((cited, None),)})
    assert ends(stated(one, other)[0], "REFERS_TO") == [("PolicyDocument", uri(other))]


def test_a_title_that_two_documents_bear_means_neither(draft: Draft) -> None:
    others = [draft(number=f"{sign}〔2020〕7号", title="实施方案", **ALONE) for sign in ("穗示", "深示")]
    one = draft(**ALONE | {"citations": (("实施方案", None), ("实施方案", "深示〔2020〕7号"))})
    assert [kind for kind, _ in ends(stated(one, *others)[0], "REFERS_TO")] == ["CitedDocument", "PolicyDocument"]


def test_a_title_under_another_number_is_another_document(draft: Draft) -> None:
    other = draft(number="穗示〔2020〕7号", title="示例办法", **ALONE)
    one = draft(**ALONE | {"citations": (("示例办法", "穗示〔2015〕3号"),)})
    assert [kind for kind, _ in ends(stated(one, other)[0], "REFERS_TO")] == ["CitedDocument"]


def test_a_notice_that_names_its_own_plan_means_itself_and_has_no_short_cut_to_itself(draft: Draft) -> None:
    one = draft(title="示例行动计划", **ALONE | {"citations": (("示例行动计划", None),)})
    [found] = stated(one)
    assert ends(found, "REFERS_TO") == [("PolicyDocument", uri(one))]
    assert ends(found, "CITES") == []


def test_the_order_of_loading_means_nothing(draft: Draft) -> None:
    documents = [
        draft(
            number=f"穗示〔2026〕{number}号",
            title=f"计划{number}",
            citations=[(f"计划{other}", None) for other in range(6)],
            lineage=[("repeals", f"计划{number - 1}", None), ("basis", "纲要", None)],
        )
        for number in range(5)
    ]
    lines = sorted(canonical(whole(stated(*documents))))
    for seed in range(5):
        random.Random(seed).shuffle(documents)
        assert sorted(canonical(whole(stated(*documents)))) == lines


def test_a_cited_document_is_one_for_all_that_name_it(draft: Draft) -> None:
    documents = [draft(number=f"穗示〔2026〕{number}号", **ALONE | {"citations": ((title, "国发〔2020〕3号"),)}) for number, title in enumerate("甲甲乙")]
    [node] = [node for one in whole(stated(*documents)) for node in one.nodes if node.kind == "CitedDocument"]
    assert (node.row["title"], node.row["titles"], node.row["number"]) == ("甲", ["乙", "甲"], "国发〔2020〕3号")


def test_lineage_is_a_short_cut_with_its_words_beside_it(draft: Draft) -> None:
    old = draft(number="穗示〔2020〕1号", title="示例旧计划", date="2020-01-01", **ALONE)
    [new, _] = stated(draft(), old)
    assert ends(new, "REPEALS") == [("PolicyDocument", uri(old))]
    assert [kind for kind, _ in ends(new, "BASED_ON")] == ["CitedDocument"]
    assert {node.row["kind"] for node in new.nodes if node.kind == "Lineage"} == {"basis", "amends", "repeals", "forwards", "valid"}


@pytest.mark.parametrize(
    ("valid", "day", "status", "reason"),
    [
        (None, DAY, Status.UNKNOWN, "没有写明"),
        (("2026-02-01", None), DAY, Status.IN_FORCE, "自2026-02-01起"),
        (("2026-02-01", "2026-11"), DAY, Status.IN_FORCE, "有效期至2026-11"),
        ((None, "2026-11-22"), DAY, Status.IN_FORCE, "有效期至2026-11-22"),
        ((None, "2026-11-21"), DAY, Status.EXPIRED, "有效期至2026-11-21"),
        (("2027", None), DAY, Status.UNKNOWN, "尚未开始"),
    ],
)
def test_a_document_is_in_force_within_the_time_that_it_states(
    draft: Draft, valid: tuple[str | None, str | None] | None, day: str, status: Status, reason: str
) -> None:
    one = draft(**ALONE | {"valid": valid})
    found, why = collected(one, day=day).status(uri(one))
    assert found is status
    assert reason in str(why)


def test_a_document_that_another_repeals_is_repealed_from_the_day_on_which_that_begins(draft: Draft) -> None:
    old = draft(number="穗示〔2020〕1号", title="旧办法", date="2020-01-01", **ALONE | {"valid": ("2020-01-01", "2030")})
    new = draft(
        number="穗示〔2026〕9号", title="新办法", date="2026-06-01", **ALONE | {"lineage": (("repeals", "旧办法", None),), "valid": ("2026-07-01", None)}
    )
    assert collected(old, new, day="2026-06-30").status(uri(old))[0] is Status.IN_FORCE
    assert collected(old, new, day="2026-07-01").status(uri(old)) == (Status.REPEALED, "被《新办法》(穗示〔2026〕9号)废止")


def test_a_document_repeals_neither_itself_nor_a_later_one(draft: Draft) -> None:
    old = draft(number="穗示〔2015〕1号", title="示例办法", date="2015-01-01", **ALONE)
    new = draft(number="穗示〔2020〕1号", title="示例办法", date="2020-01-01", **ALONE | {"lineage": (("repeals", "示例办法", None),)})
    last = draft(number="穗示〔2025〕1号", title="示例办法", date="2025-01-01", **ALONE)
    found = collected(old, new, last)
    assert [found.status(uri(one))[0] for one in (old, new, last)] == [Status.REPEALED, Status.UNKNOWN, Status.UNKNOWN]


def test_time_alone_builds_a_new_generation_on_the_day_and_no_sooner(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft(valid=("2026-02-01", "2026-06-30")))
    first = folder.build_all(day="2026-03-01")
    assert (first.state.as_of, first.state.until) == ("2026-03-01", "2026-07-01")
    assert not folder.build(day="2026-06-30").rebuilt
    later = folder.build(day="2026-07-01")
    assert later.rebuilt
    assert (later.state.as_of, later.state.until) == ("2026-07-01", "")
    assert not folder.build(day="2027-01-01").rebuilt
    assert check(folder.workspace).sound


def test_a_document_that_comes_or_goes_changes_what_the_others_mean(folder: Folder, draft: Draft) -> None:
    folder.put("new.txt", draft(number="穗示〔2026〕1号"))
    folder.build_all()
    old = folder.put("old.txt", draft(number="穗示〔2020〕1号", title="示例旧计划", date="2020-01-01", valid=None))
    for there in (True, False):
        folder.build()
        report = check(folder.workspace)
        assert report.sound
        assert report.counts["PolicyDocument"] == 1 + there
        old.unlink(missing_ok=True)


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("2024-02-30", None, None),
        ("2024-13", None, None),
        ("12", None, None),
        ("十四五", None, None),
        (None, None, None),
    ],
)
def test_a_date_has_days(iso: str | None, first: str | None, last: str | None) -> None:
    assert (first_day(iso), last_day(iso)) == (first, last)
