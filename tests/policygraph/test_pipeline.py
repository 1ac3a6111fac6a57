"""Reading in one process and in several gives the same, in the same order; progress is told; a bug stays a bug."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.state import Refusal
from policygraph import cli, pipeline
from policygraph.console import progress
from policygraph.messages import told
from policygraph.settings import Settings
from tests.policygraph.conftest import EXAMPLES


def test_several_processes_read_what_one_reads(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    refused = tmp_path / "x.pdf"
    refused.write_bytes(b"%PDF-1.7")
    files = [*sorted(EXAMPLES.iterdir()), refused]
    steps: list[int] = []
    alone = list(pipeline.read_files(files, "1-test", lambda done, total, what: steps.append(done)))
    assert steps == list(range(len(files)))
    monkeypatch.setattr(pipeline, "WORTH_A_PROCESS", 0)
    assert list(pipeline.read_files(files, "1-test", lambda done, total, what: None)) == alone
    assert isinstance(alone[-1][1], Refusal)
    assert {result.extraction.rules for _, result in alone if not isinstance(result, Refusal)} == {"1-test"}


def test_no_progress_is_shown_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(Settings(Path(), "zh", quiet=False), told("reading")) as step:
        step(1, 2, "方案.txt")
    assert capsys.readouterr().err == ""


def test_a_bug_is_not_dressed_up_as_a_message(monkeypatch: pytest.MonkeyPatch, workspace: Path) -> None:
    def broken(*_: object) -> int:
        raise KeyError("bug")

    monkeypatch.setattr("policygraph.asking.ask", broken)
    with pytest.raises(KeyError):
        cli.main(["ask", "tasks-led-by"])


def test_an_interruption_ends_in_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("policygraph.asking.ask", interrupted)
    assert cli.main(["--lang", "zh", "ask", "x"]) == 130
    assert "已中断" in capsys.readouterr().err
