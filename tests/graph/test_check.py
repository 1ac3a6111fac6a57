"""`check` names what a projection lacks, what nobody stated and what differs, and passages that are not in their text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import ladybug
import pyoxigraph
import pytest

from graph.canonical import canonical
from graph.check import Fault, check
from graph.generation import current, stream
from graph.schema import EDGES, NODES
from graph.state import load_state
from graph.workspace import WorkspaceError

if TYPE_CHECKING:
    from tests.graph.conftest import Draft, Folder


def stated(folder: Folder) -> list[str]:
    state = load_state(folder.workspace)
    return list(canonical(stream(folder.workspace, state)))


def test_a_fresh_build_is_sound_in_all_projections(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft())
    folder.put("b.txt", draft(number="穗示〔2026〕2号"))
    folder.build_all()
    report = check(folder.workspace, {"server": lambda: stated(folder)})
    assert report.sound
    assert list(report.counts) == [kind.name for kind in NODES] + [kind.name for kind in EDGES]
    assert (report.counts["PolicyDocument"], report.counts["PolicyTask"], report.counts["Assignment"]) == (2, 6, 6)
    assert set(report.lines) == {"snapshot", "dataset", "server"}
    assert len(set(report.lines.values())) == 1
    assert report.passages > 0


def test_what_a_server_lacks_adds_or_changes_is_named(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft())
    folder.build_all()
    lines = stated(folder)
    lead = next(line for line in lines if line.startswith("LEADS"))
    task = next(line for line in lines if "编制年度计划" in line)
    omission = next(line for line in lines if line.startswith("Omission"))
    changed = {lead, task, omission}

    def reader() -> Iterable[str]:
        yield from (line for line in lines if line not in changed)
        yield task.replace('"text":"编制年度计划。"', '"text":"编制计划。"')
        yield "Place\thttps://a.example/place\t{}"

    report = check(folder.workspace, {"server": reader})
    assert not report.sound
    found = {(difference.kind, difference.fault): difference for difference in report.differences}
    assert set(found) == {
        ("LEADS", Fault.MISSING),
        ("PolicyTask", Fault.DIFFERENT),
        ("Omission", Fault.MISSING),
        ("Place", Fault.UNSTATED),
    }
    assert found["PolicyTask", Fault.DIFFERENT].detail == 'text: "编制年度计划。" ≠ "编制计划。"'
    assert {difference.projection for difference in report.differences} == {"server"}


def test_a_dataset_that_was_written_into_is_found_out(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft())
    folder.build_all()
    with current(folder.workspace) as generation:
        store = pyoxigraph.Store(generation.dataset)
        quad = next(iter(store.quads_for_pattern(None, pyoxigraph.NamedNode("https://policygraph.example/ontology#text"), None)))
        store.remove(quad)
        store.flush()
        del store
    report = check(folder.workspace)
    assert [(one.projection, one.fault, one.kind) for one in report.differences] == [("dataset", Fault.DIFFERENT, "PolicyTask")]


def test_words_that_are_not_in_their_text_are_found_out(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft())
    state = folder.build_all().state
    file = folder.workspace.record_path(state.documents[0].record)
    extraction = folder.workspace.load_record(state.documents[0].record)
    assert extraction
    file.write_text(extraction.model_copy(update={"text": re.sub(r"[^\n]", "、", extraction.text)}).model_dump_json(), encoding="utf-8")
    report = check(folder.workspace)
    assert len(report.evidence) == report.passages
    assert not report.sound
    assert not report.differences


def test_a_snapshot_of_another_version_is_refused_with_the_next_step(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft())
    folder.build_all()
    with current(folder.workspace) as generation, ladybug.Database(str(generation.snapshot)) as database, ladybug.Connection(database) as connection:
        connection.execute("ALTER TABLE Place DROP code")
    with pytest.raises(WorkspaceError, match=r"property code .*policygraph build"):
        check(folder.workspace)
