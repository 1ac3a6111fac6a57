"""Roots: what is found, what is read again, and when a document is forgotten."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph import building
from graph.building import forget
from graph.generation import current
from graph.state import Result, State, load_state
from graph.survey import Survey, shown, survey
from graph.workspace import Workspace, WorkspaceError
from ontology.records import Extraction

if TYPE_CHECKING:
    from tests.graph.conftest import Draft, Folder


def numbered(draft: Draft, number: int, **fields: object) -> Extraction:
    return draft(number=f"穗示〔2026〕{number}号", title=f"计划{number}", **fields)


def names(state: State) -> list[str]:
    return sorted(source for kept in state.documents for source in kept.sources)


def test_a_document_is_forgotten_when_its_file_is_gone(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", numbered(draft, 1))
    file = folder.put("b.txt", numbered(draft, 2))
    folder.build_all()
    file.unlink()
    outcome = folder.build()
    assert outcome.gone == (str(file),)
    assert names(outcome.state) == ["文件/a.txt"]
    assert outcome.complete


def test_a_root_that_cannot_be_reached_forgets_nothing(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", numbered(draft, 1))
    before = folder.build_all()
    away = folder.files.with_name("away")
    folder.files.rename(away)
    outcome = folder.build()
    assert not outcome.complete
    assert [path for path, _ in outcome.unreachable] == [str(folder.files)]
    assert outcome.state.documents == before.state.documents
    assert not outcome.rebuilt


def test_a_folder_that_cannot_be_read_forgets_nothing_below_it() -> None:
    seen = Survey(unreachable={"/r/inner": "Permission denied"}, read=["/r"])
    assert seen.gone(["/r/a.txt", "/r/inner/b.txt", "/r/inner2/c.txt"]) == ["/r/a.txt", "/r/inner2/c.txt"]


def test_a_file_outside_the_root_that_is_read_is_not_forgotten(folder: Folder, draft: Draft) -> None:
    folder.put("甲/a.txt", numbered(draft, 1))
    other = folder.put("乙/b.txt", numbered(draft, 2))
    folder.build(folder.files / "甲", folder.files / "乙")
    other.unlink()
    assert len(folder.build(folder.files / "甲").state.documents) == 2
    assert len(folder.build().state.documents) == 1


def test_a_changed_file_is_read_again_alone(folder: Folder, draft: Draft) -> None:
    for number in range(3):
        folder.put(f"{number}.txt", numbered(draft, number))
    folder.build_all()
    assert sorted(folder.read) == ["0.txt", "1.txt", "2.txt"]
    folder.put("1.txt", numbered(draft, 1, more="改"))
    assert folder.build().rebuilt
    assert folder.read == ["1.txt"]


def test_nothing_changed_reads_nothing_and_keeps_the_generation(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", numbered(draft, 1))
    first = folder.build_all()
    second = folder.build()
    assert folder.read == []
    assert not second.rebuilt
    assert second.state.generation == first.state.generation
    assert load_state(folder.workspace, first.state.build) == first.state


def test_new_rules_read_everything_again(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", numbered(draft, 1, rules="1"))
    folder.build_all()
    folder.build(rules="2")
    assert folder.read == ["a.txt"]


def test_another_way_of_writing_the_graph_builds_it_anew_without_reading(folder: Folder, draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.put("a.txt", numbered(draft, 1))
    folder.build_all()
    monkeypatch.setattr(building, "written_by", lambda: "another")
    assert folder.build().rebuilt
    assert folder.read == []


def test_a_file_that_cannot_be_loaded_is_told_and_the_rest_goes_on(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", numbered(draft, 1))
    folder.put("b.txt", None)
    outcome = folder.build_all()
    assert [(Path(entry.path).name, entry.result) for entry in outcome.state.entries] == [("a.txt", Result.READ), ("b.txt", Result.REFUSED)]
    assert outcome.state.entries[1].remarks[0].en == "cannot be read"
    assert not outcome.complete
    folder.build()
    assert folder.read == ["b.txt"]  # asked again: another version might read it


def test_what_a_file_said_before_stays_and_is_marked_stale(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", numbered(draft, 1))
    folder.build_all()
    folder.put("a.txt", None)
    outcome = folder.build()
    assert [kept.stale for kept in outcome.state.documents] == [True]
    assert outcome.rebuilt
    assert not folder.build().rebuilt
    folder.put("a.txt", numbered(draft, 1))
    assert [kept.stale for kept in folder.build().state.documents] == [False]


def test_forget_drops_a_file_for_good(folder: Folder, draft: Draft) -> None:
    file = folder.put("a.txt", numbered(draft, 1))
    folder.put("b.txt", numbered(draft, 2))
    folder.build(file, folder.files / "b.txt")
    outcome = forget(folder.workspace, [file], rules="1")
    assert names(outcome.state) == ["b.txt"]
    assert folder.workspace.settings().roots == (str(folder.files / "b.txt"),)
    assert names(folder.build().state) == ["b.txt"]


def test_forget_refuses_what_the_workspace_does_not_hold(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", numbered(draft, 1))
    folder.build_all()
    with pytest.raises(WorkspaceError, match=r"c\.txt"):
        forget(folder.workspace, [folder.files / "c.txt"], rules="1")


def test_a_path_that_is_not_there_is_refused_and_not_remembered(folder: Folder) -> None:
    with pytest.raises(WorkspaceError, match="nowhere"):
        folder.build(folder.files / "nowhere")
    assert folder.workspace.settings().roots == ()


def test_a_workspace_inside_its_root_and_hidden_files_are_passed_over(folder: Folder, draft: Draft) -> None:
    folder.workspace = Workspace(folder.files / "workspace")
    folder.put("a.txt", numbered(draft, 1))
    folder.put(".b.txt", numbered(draft, 2))
    folder.put("~$c.docx", numbered(draft, 3))
    folder.put(".git/d.txt", numbered(draft, 4))
    folder.build_all()
    assert names(folder.build().state) == ["文件/a.txt"]


def test_a_file_under_two_roots_is_one_file(folder: Folder, draft: Draft) -> None:
    file = folder.put("甲/a.txt", numbered(draft, 1))
    outcome = folder.build(file, folder.files, folder.files / "甲")
    assert folder.read == ["a.txt"]
    assert names(outcome.state) == ["文件/甲/a.txt"]


def test_documents_do_not_tell_where_on_this_machine_they_lay() -> None:
    assert shown("/home/zhang/文件/甲/a.txt", ["/home/zhang/文件", "/home/zhang/文件/甲"]) == "文件/甲/a.txt"
    assert shown("/home/zhang/a.txt", ["/home/zhang/a.txt"]) == "a.txt"


def test_a_name_that_only_begins_like_a_root_does_not_lie_under_it(tmp_path: Path) -> None:
    (tmp_path / "文件").mkdir()
    seen = survey([str(tmp_path / "文件")], tmp_path / "workspace")
    assert seen.gone([str(tmp_path / "文件2" / "a.txt"), str(tmp_path / "文件" / "a.txt")]) == [str(tmp_path / "文件" / "a.txt")]


@pytest.mark.parametrize("damage", [lambda _: b"{", lambda content: content.replace("做".encode(), "作".encode(), 1)])
def test_damaged_records_are_read_again_after_one_clear_word(folder: Folder, draft: Draft, damage: Callable[[bytes], bytes]) -> None:
    folder.put("a.txt", numbered(draft, 1, tasks=[("一", "做。", ())]))
    state = folder.build_all().state
    file = folder.workspace.record_path(state.documents[0].record)
    file.write_bytes(damage(file.read_bytes()))
    folder.put("b.txt", numbered(draft, 2))
    with pytest.raises(WorkspaceError, match="damaged"):
        folder.build()
    assert len(folder.build().state.documents) == 2


def test_records_that_no_file_stands_behind_are_removed(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", numbered(draft, 1))
    folder.build_all()
    folder.put("a.txt", numbered(draft, 1, more="改"))
    state = folder.build().state
    assert [file.stem for file in folder.workspace.records.iterdir()] == [state.documents[0].record]
    with current(folder.workspace) as generation:
        assert generation.id == state.generation
