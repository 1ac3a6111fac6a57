"""What the workspace keeps of earlier builds, and what it can say of them; what people took out or may not see is not kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from graph import building
from graph.building import forget
from graph.corrections import Correction, write_correction
from graph.since import Cause, Changed, changed_since, state_since
from graph.state import load_state
from graph.workspace import WorkspaceError

if TYPE_CHECKING:
    from tests.graph.conftest import Draft, Folder

CHANGED = (("二/(一)/1", "建立健全知识产权快速维权机制。", (("lead", "广州市知识产权局"),)),)


def since(folder: Folder, words: str) -> list[Changed]:
    return list(changed_since(folder.workspace, state_since(folder.workspace, words), load_state(folder.workspace)))


def kept(folder: Folder) -> int:
    return len(list(folder.workspace.earlier.glob("*.json.gz")))


def told(one: Changed) -> list[tuple[str, str]]:
    return [(change.what.value, change.kind.value) for change in one.changes if change.what.value in ("document", "task", "agency")]


def test_a_file_changed_in_place_is_held_against_what_it_said(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft())
    folder.put("b.txt", draft(number="穗示〔2026〕2号"))
    first = folder.build_all().state.build
    folder.put("a.txt", draft(tasks=CHANGED))
    folder.build()
    folder.build()
    (one,) = since(folder, first)
    assert (one.number, one.cause, one.kind) == ("穗示〔2026〕1号", Cause.TEXT, "altered")
    assert told(one) == [("task", "altered"), ("agency", "gone"), ("task", "gone"), ("agency", "gone"), ("task", "gone")]
    assert since(folder, "last") == []


def test_a_number_put_right_in_the_same_file_is_one_document(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft(number="穗示〔2025〕1号"))
    folder.build_all()
    folder.put("a.txt", draft())
    folder.build()
    (one,) = since(folder, "上次")
    assert told(one) == [("document", "altered")]
    assert (one.changes[0].old[1], one.changes[0].new[1]) == ("穗示〔2025〕1号", "穗示〔2026〕1号")


def test_another_file_that_replaces_it_is_compared(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft())
    first = folder.build_all().state.build
    folder.put("b.txt", draft(tasks=CHANGED))
    folder.build()
    assert since(folder, first) == []  # it waits
    folder.build(replacing=True)
    (one,) = since(folder, first)
    assert told(one)[0] == ("task", "altered")


def test_new_and_gone_documents_are_told_whole(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft())
    folder.build_all()
    (folder.files / "a.txt").unlink()
    folder.put("b.txt", draft(number="穗示〔2026〕2号", tasks=CHANGED))
    folder.build()
    new, gone = since(folder, "last")
    assert (new.kind, new.number, told(new)) == ("added", "穗示〔2026〕2号", [("document", "added"), ("task", "added"), ("agency", "added")])
    assert (gone.kind, gone.number, told(gone).count(("task", "gone"))) == ("gone", "穗示〔2026〕1号", 3)


def test_a_day_means_the_last_build_up_to_its_end(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft())
    folder.build_all()
    folder.put("a.txt", draft(tasks=CHANGED))
    state = folder.build().state
    today = datetime.now(UTC).astimezone().date()
    for day in (today.isoformat(), f"{today:%Y%m%d}", f"{today.year}年{today.month}月{today.day}日", f"{today.year}/{today.month}/{today.day}"):
        assert state_since(folder.workspace, day).build == state.build, day
    assert [one.kind for one in since(folder, (today - timedelta(days=1)).isoformat())] == ["added"]  # nothing was there before the first build


def test_what_names_no_build_is_refused_with_those_that_there_are(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft())
    build = folder.build_all().state.build
    for words in ("昨天", "20000101T000000", "../workspace"):
        with pytest.raises(WorkspaceError) as refused:
            state_since(folder.workspace, words)
        assert words in str(refused.value)
        assert build in str(refused.value)
    with pytest.raises(WorkspaceError, match="no such day"):
        state_since(folder.workspace, "2026-02-30")
    assert [one.kind for one in since(folder, "last")] == ["added"]  # there is one build only


def test_other_rules_over_the_same_words_say_so(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft())
    folder.build_all()
    folder.put("a.txt", draft(date="2026-01-19", rules="2"))  # the same text, read otherwise
    folder.build(rules="2")
    (one,) = since(folder, "last")
    assert (one.cause, told(one)) == (Cause.RULES, [("document", "altered")])


def test_a_correction_is_named_as_the_cause(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft())
    folder.build_all()
    name = "广州市发展改革委"
    said = Correction(
        file="",
        document="穗示〔2026〕1号",
        kind="assignment",
        quote=name,
        start=draft().text.rindex(name),
        before="",
        after="",
        says={"role": "lead"},
        by="张三",
        at="2026-11-22",
    )
    write_correction(folder.workspace, said)
    folder.build()
    (one,) = since(folder, "last")
    (change,) = one.changes
    assert (one.cause, change.what, change.old_role, change.new_role) == (Cause.CORRECTION, "role", "support", "lead")


def test_what_was_forgotten_is_not_kept(folder: Folder, draft: Draft) -> None:
    file = folder.put("a.txt", draft())
    folder.put("b.txt", draft(number="穗示〔2026〕2号"))
    folder.build_all()
    folder.put("a.txt", draft(tasks=CHANGED))
    folder.build()
    assert kept(folder) == 1
    forget(folder.workspace, [file], rules="1")
    assert kept(folder) == 0
    (one,) = since(folder, "last")
    assert (one.lost, one.changes) == (True, ())


def test_marked_documents_are_neither_kept_nor_compared(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft(marks=("秘密★1年",)))
    folder.put("b.txt", draft(number="穗示〔2026〕2号"))
    first = folder.build_all(allow_marked=True).state.build
    folder.put("a.txt", draft(marks=("秘密★1年",), tasks=CHANGED))
    folder.put("b.txt", draft(number="穗示〔2026〕2号", tasks=CHANGED))
    folder.build(allow_marked=True)
    assert kept(folder) == 1
    assert [one.number for one in since(folder, first)] == ["穗示〔2026〕2号"]
    folder.put("b.txt", draft(number="穗示〔2026〕2号", tasks=CHANGED, marks=("内部资料",)))
    folder.build()
    assert kept(folder) == 0  # what it said before goes too


def test_records_go_with_the_builds_that_held_them(folder: Folder, draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "BUILDS_REMEMBERED", 2)
    folder.put("a.txt", draft())
    first = folder.build_all().state.build
    folder.put("a.txt", draft(tasks=CHANGED))
    folder.build()
    assert kept(folder) == 1
    folder.build()
    folder.build()
    assert kept(folder) == 0
    with pytest.raises(WorkspaceError, match="no such build"):
        state_since(folder.workspace, first)
    with pytest.raises(WorkspaceError, match="no longer remembered"):
        state_since(folder.workspace, "2020-01-01")


def test_a_document_that_cannot_be_compared_is_named(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft())
    folder.build_all()
    folder.put("a.txt", draft(tasks=CHANGED))
    folder.build()
    (file,) = folder.workspace.earlier.glob("*.json.gz")
    for damaged in (b"?", None):
        file.write_bytes(damaged) if damaged else file.unlink()
        (one,) = since(folder, "last")
        assert (one.lost, one.number) == (True, "穗示〔2026〕1号")


def test_a_text_that_comes_back_needs_no_keeping(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft())
    first = folder.build_all().state.build
    folder.put("a.txt", draft(tasks=CHANGED))
    folder.build()
    folder.put("a.txt", draft())
    folder.build()
    assert since(folder, first) == []
    assert kept(folder) == 1  # the edition in between
