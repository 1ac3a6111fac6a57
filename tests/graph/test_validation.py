"""What breaks a shape or has no words in its text is left out whole, and told in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import rdflib

from graph.building import build
from graph.facts import facts
from graph.rdf import TYPE, date_type
from graph.schema import NODES, Type, iri
from graph.state import Result
from graph.validation import CARRIES, TESTED, WHOLE_VALUES, _shapes, breaches, evidence_breaches, judge
from ontology.records import Evidence
from tests.graph.broken_records import BROKEN, of_document, of_task

if TYPE_CHECKING:
    from tests.graph.conftest import Draft, Folder

SH = rdflib.SH


@pytest.mark.parametrize("name", BROKEN)
def test_each_broken_shape_is_told_in_both_languages(draft: Draft, name: str) -> None:
    breaking, message = BROKEN[name]
    found = breaches({"broken": breaking(draft()), "sound": draft()})
    assert set(found) == {"broken"}
    assert any(message in words.zh for words in found["broken"])
    assert all(words.en.isascii() or "“" in words.en for words in found["broken"])


@pytest.mark.parametrize("name", BROKEN)
def test_judging_each_kind_of_fact_once_says_what_judging_all_says(draft: Draft, name: str) -> None:
    broken = BROKEN[name][0](draft())
    sound = draft(number="穗示〔2026〕2号")
    together = breaches({"sound": sound, "broken": broken, "again": sound})
    alone = {breach.message for breach in judge([facts(broken)])}
    assert {words.zh.partition("：“")[0] for words in together["broken"]} == {message.zh for message in alone}


def test_a_sound_document_breaks_nothing(draft: Draft) -> None:
    extreme = draft(
        title=None,
        number=None,
        issuers=(),
        date=None,
        period=None,
        jurisdiction=None,
        tasks=(),
        omissions=(),
        statements=False,
        citations=(),
        lineage=(),
        valid=None,
    )
    assert breaches({"usual": draft(), "again": draft(), "bare": extreme, "month": draft(date="2026-01"), "year": draft(period=("2026", "2026"))}) == {}
    assert judge([facts(draft())]) == []


def test_the_sentence_of_a_breach_is_named(draft: Draft) -> None:
    (words,) = breaches({"x": of_task(evidence=())(draft())})["x"]
    assert words.zh == "任务应有原文依据：“建立知识产权快速维权机制。”"
    assert words.en == "a task must rest on words of its document: “建立知识产权快速维权机制。”"


@pytest.mark.parametrize(
    "passage",
    [(0, 0, ""), (1, 7, "示例行动计划"), (-6, -1, "示例行动计"), (0, 10_000, "示例行动计划"), (5, 0, "示"), (0, 3, "示例行动计划"), (0, 6, "示例行动方案")],
)
def test_words_that_do_not_stand_where_they_say_are_refused(draft: Draft, passage: tuple[int, int, str]) -> None:
    start, end, quote = passage
    wrong = of_task(evidence=(Evidence(start=start, end=end, quote=quote),))(draft())
    assert len(list(evidence_breaches(wrong))) == 1
    assert set(breaches({"x": wrong})) == {"x"}
    assert not list(evidence_breaches(of_task(evidence=(Evidence(start=0, end=6, quote="示例行动计划"),))(draft())))


def test_a_broken_document_is_left_out_whole_and_its_old_facts_stay_stale(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft())
    folder.put("b.txt", draft(number="穗示〔2026〕2号"))
    folder.build_all()
    folder.put("a.txt", of_document(date="2026-13")(draft()))
    outcome = folder.build()
    assert [entry.result for entry in outcome.state.entries] == [Result.BROKEN, Result.READ]
    assert [kept.stale for kept in outcome.state.documents] == [True, False]
    assert "2026-13" in outcome.state.entries[0].remarks[0].zh
    assert not outcome.complete
    folder.put("a.txt", draft(more="mended"))
    assert folder.build().complete


def test_a_broken_document_that_was_never_there_is_left_out(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", of_task(evidence=())(draft()))
    outcome = folder.build_all()
    assert outcome.state.documents == ()
    assert outcome.state.entries[0].record is None
    assert list(folder.workspace.records.iterdir()) == []


def test_only_documents_read_in_this_run_are_validated(folder: Folder, draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    from graph import validation

    folder.put("a.txt", draft())
    folder.put("b.txt", draft(number="穗示〔2026〕2号"))
    folder.build_all()
    folder.put("b.txt", draft(number="穗示〔2026〕2号", more="改"))
    seen: list[int] = []
    real = validation.breaches

    def counting(extractions: Any) -> Any:
        seen.append(len(extractions))
        return real(extractions)

    monkeypatch.setattr(validation, "breaches", counting)
    folder.build()
    assert seen == [1]


def test_a_reader_that_gives_nothing_for_a_file_is_an_error_not_a_loss(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft())
    with pytest.raises(ValueError, match=r"a\.txt"):
        build(folder.workspace, lambda _: (), rules="1", paths=[folder.files])


def test_every_class_has_a_shape() -> None:
    targets = {str(target) for target in _shapes().objects(None, SH.targetClass)}
    assert {iri(kind.term) for kind in NODES} | {iri("oa:SpecificResource"), iri("pg:FieldEvidence")} <= targets


def test_every_message_is_told_in_both_languages() -> None:
    shapes = _shapes()
    for shape in (*shapes.objects(None, SH.property), *shapes.subjects(rdflib.URIRef(iri("sh:or")))):
        if isinstance(shape, rdflib.BNode) or shapes.value(shape, SH.message):
            languages = sorted(str(getattr(message, "language", "")) for message in shapes.objects(shape, SH.message))
            assert languages == ["en", "zh"], shapes.value(shape, SH.path)


def test_shapes_test_no_more_of_a_value_than_facts_of_one_kind_share() -> None:
    """Facts are judged once a signature: a shape that looked deeper into a free text would be asked about one text for many."""
    shapes = _shapes()
    whole = {iri(column.term) for kind in NODES for column in kind.values if column.term and (column.name in (WHOLE_VALUES | set(TESTED)) or column.scheme)}
    dates = {iri(column.term) for kind in NODES for column in kind.values if column.term and column.type is Type.DATE}
    free = {iri(column.term) for kind in NODES for column in kind.values if column.term} - whole - dates - {TYPE}
    for shape, path in shapes.subject_objects(SH.path):
        if str(path) in free:
            constraints = {str(term).removeprefix(str(SH)) for term in shapes.predicates(shape) if str(term).startswith(str(SH))}
            assert constraints - {"path", "message"} <= CARRIES, path
    assert {int(str(length)) for length in shapes.objects(None, SH.minLength)} == {1}


def test_what_stands_for_many_values_is_what_the_shapes_test() -> None:
    shapes = _shapes()
    by_term = {iri(str(column.term)): column.name for kind in NODES for column in kind.values if column.name in TESTED}
    tested = {
        (by_term[str(path)], str(term).removeprefix(str(SH)), str(value))
        for shape, path in shapes.subject_objects(SH.path)
        if str(path) in by_term
        for term, value in shapes.predicate_objects(shape)
        if term in (SH.pattern, SH.minInclusive)
    }
    assert {one for one in tested if not one[0].endswith("_code") or one[0] == "place_code"} == {
        ("ordinal", "minInclusive", "1"),
        ("place_code", "pattern", "^[0-9]{6}$"),
        ("code", "pattern", "^[0-9]{6}$"),
    }
    assert [TESTED["ordinal"](value) for value in (0, 1, 7, "1")] == [False, True, True, False]
    assert [TESTED["code"](value) for value in ("440100", "44010", "4401000", "44010x")] == [True, False, False, False]
    assert [TESTED["unit_code"](value) for value in ("mu", "PERCENT", "mile")] == [True, True, False]


@pytest.mark.parametrize(
    ("value", "name"), [("2026", "gYear"), ("2026-01", "gYearMonth"), ("2026-01-18", "date"), ("2026-1", "string"), ("2026-02-30", "string"), ("", "string")]
)
def test_a_date_keeps_the_precision_it_was_printed_with(value: str, name: str) -> None:
    assert date_type(value).endswith(f"#{name}")
