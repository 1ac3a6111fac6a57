"""Documents with a 密级 or 内部 mark are refused by every build that does not say the word, also those of builds that said it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph.building import Outcome
from graph.state import Result, load_state

if TYPE_CHECKING:
    from tests.graph.conftest import Draft, Folder

MARKS = ("秘密★1年", "内部资料")


def results(outcome: Outcome) -> dict[str, Result]:
    return {Path(entry.path).name: entry.result for entry in outcome.state.entries}


def test_a_marked_document_is_refused_and_named_and_nothing_of_it_is_kept(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft(marks=MARKS))
    folder.put("b.txt", draft(number="穗示〔2026〕2号"))
    outcome = folder.build_all()
    assert results(outcome) == {"a.txt": Result.REFUSED, "b.txt": Result.READ}
    assert not outcome.complete
    assert "秘密★1年、内部资料" in outcome.state.entries[0].remarks[0].zh
    assert "--allow-marked" in outcome.state.entries[0].remarks[0].en
    assert len(outcome.state.documents) == 1
    assert len(list(folder.workspace.records.iterdir())) == 1


def test_with_the_word_it_is_taken_and_known_as_marked(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft(marks=MARKS))
    outcome = folder.build_all(allow_marked=True)
    assert outcome.complete
    assert [kept.marks for kept in load_state(folder.workspace).marked] == [MARKS]
    assert not folder.build(allow_marked=True).rebuilt


def test_a_build_without_the_word_takes_out_what_one_with_it_took(folder: Folder, draft: Draft) -> None:
    folder.put("甲/a.txt", draft(marks=MARKS))
    folder.put("乙/b.txt", draft(number="穗示〔2026〕2号"))
    folder.build(folder.files / "甲", folder.files / "乙", allow_marked=True)
    outcome = folder.build(folder.files / "乙")  # not even looked at, and yet not kept
    assert results(outcome) == {"a.txt": Result.REFUSED, "b.txt": Result.READ}
    assert outcome.state.marked == ()
    assert len(outcome.state.documents) == 1
    assert len(folder.build(allow_marked=True).state.documents) == 2


def test_what_a_file_said_before_it_was_marked_does_not_stay(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft())
    folder.build_all()
    folder.put("a.txt", draft(marks=MARKS))
    assert folder.build().state.documents == ()


def test_a_marked_document_that_cannot_be_read_any_more_goes_without_the_word(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft(marks=MARKS))
    folder.build_all(allow_marked=True)
    folder.put("a.txt", None)
    kept = folder.build(allow_marked=True)
    assert [one.stale for one in kept.state.marked] == [True]
    assert folder.build().state.documents == ()
