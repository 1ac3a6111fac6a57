"""One document in two files, and two texts that claim to be one document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph.building import Outcome
from graph.state import Result

if TYPE_CHECKING:
    from tests.graph.conftest import Draft, Folder


def results(outcome: Outcome) -> dict[str, Result]:
    return {Path(entry.path).name: entry.result for entry in outcome.state.entries}


def test_the_same_text_is_one_document_with_two_sources(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft())
    folder.put("b.txt", draft())
    folder.put("c.txt", draft(path="other bytes, same words"))
    outcome = folder.build_all()
    assert [kept.sources for kept in outcome.state.documents] == [("文件/a.txt", "文件/b.txt", "文件/c.txt")]
    assert folder.read == ["a.txt", "c.txt"]  # the same bytes are read once
    assert outcome.complete


def test_a_document_stays_while_one_of_its_files_does(folder: Folder, draft: Draft) -> None:
    first = folder.put("a.txt", draft())
    folder.put("b.txt", draft())
    folder.build_all()
    first.unlink()
    assert [kept.sources for kept in folder.build().state.documents] == [("文件/b.txt",)]


def test_the_same_words_under_two_titles_are_one_document(folder: Folder, draft: Draft) -> None:
    words = draft(number=None)
    other = words.model_copy(update={"document": words.document.model_copy(update={"title": "示例行动"})})
    folder.put("a.txt", words)
    folder.put("b.txt", other)
    assert len(folder.build_all().state.documents) == 1


def test_a_different_text_of_the_same_number_waits_and_is_told(folder: Folder, draft: Draft) -> None:
    folder.put("b.txt", draft())
    first = folder.build_all()
    folder.put("a.txt", draft(more="另一文本"))
    outcome = folder.build()
    assert results(outcome) == {"a.txt": Result.WAITING, "b.txt": Result.READ}
    assert "--replace" in outcome.state.entries[0].remarks[0].zh
    assert "b.txt" in outcome.state.entries[0].remarks[0].en
    assert outcome.state.documents == first.state.documents
    assert not outcome.complete


def test_two_texts_that_arrive_together_let_the_first_by_path_stand(folder: Folder, draft: Draft) -> None:
    folder.put("b.txt", draft(more="乙"))
    folder.put("a.txt", draft(more="甲"))
    assert results(folder.build_all()) == {"a.txt": Result.READ, "b.txt": Result.WAITING}


def test_replace_lets_the_newer_text_take_the_place(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft())
    folder.build_all()
    folder.put("b.txt", draft(more="新"))
    folder.build()
    outcome = folder.build_all(replacing=True)
    assert results(outcome) == {"a.txt": Result.REPLACED, "b.txt": Result.READ}
    assert [kept.sources for kept in outcome.state.documents] == [("文件/b.txt",)]
    assert outcome.complete


def test_what_was_replaced_does_not_come_back_by_itself(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft())
    folder.put("b.txt", draft(more="新"))
    folder.build_all()
    settled = results(folder.build_all(replacing=True))
    assert settled == {"a.txt": Result.REPLACED, "b.txt": Result.READ}
    assert results(folder.build()) == settled
    assert results(folder.build_all(replacing=True)) == settled


def test_what_was_replaced_stands_again_when_its_successor_goes(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft())
    newer = folder.put("b.txt", draft(more="新"))
    folder.build_all()
    folder.build_all(replacing=True)
    newer.unlink()
    assert results(folder.build()) == {"a.txt": Result.READ}


def test_a_changed_file_replaces_its_own_text_without_asking(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft())
    folder.build_all()
    folder.put("a.txt", draft(more="改"))
    outcome = folder.build()
    assert results(outcome) == {"a.txt": Result.READ}
    assert outcome.complete


def test_a_changed_copy_does_not_overrule_the_unchanged_one(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft())
    folder.put("b.txt", draft())
    folder.build_all()
    folder.put("a.txt", draft(more="改"))
    assert results(folder.build()) == {"a.txt": Result.WAITING, "b.txt": Result.READ}


def test_a_file_that_can_no_longer_be_read_holds_its_place(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft())
    folder.build_all()
    folder.put("a.txt", None)
    folder.put("b.txt", draft(more="新"))
    outcome = folder.build()
    assert results(outcome) == {"a.txt": Result.REFUSED, "b.txt": Result.WAITING}
    assert [kept.stale for kept in outcome.state.documents] == [True]
    replaced = folder.build_all(replacing=True)
    assert results(replaced) == {"a.txt": Result.REFUSED, "b.txt": Result.READ}
    assert [(kept.sources, kept.stale) for kept in replaced.state.documents] == [(("文件/b.txt",), False)]
