"""`correct` writes what a person says, `build` applies it, `report` lists it; what cannot be corrected so is told with the next step."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from policygraph.pipeline import build
from tests.policygraph.conftest import PLAN, Run

NUMBER = "穗府办〔2031〕1号"
CORRECT = ("correct", NUMBER, "--words", "市财政局", "--by", "张三")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A workspace of one document that a test may change."""
    folder = tmp_path / "文件"
    folder.mkdir()
    (folder / "甲.txt").write_text(PLAN.format(number=1, task="建设平台"), encoding="utf-8")
    assert build([folder], tmp_path / "own").complete
    return tmp_path / "own"


def test_a_correction_is_written_built_shown_and_reported(run: Run, own: Path) -> None:
    done = run(*CORRECT, "--says", "role=lead", "--why", "见正式文本", workspace=own)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    [file] = (own / "corrections").iterdir()
    assert str(file) in done.stderr
    assert "张三" in file.read_text(encoding="utf-8")
    assert "尚未建图" in run("report", workspace=own).stderr
    assert run("build", workspace=own).returncode == 0
    rows = json.loads(run("ask", "tasks-led-by", "--agency", "广州市财政局", "--format", "json", workspace=own).stdout)
    assert [(row["role"], row["corrected_by"][0].split()[0]) for row in rows] == [("lead", "张三")]
    [reported] = json.loads(run("report", "--format", "json", workspace=own).stdout)["corrections"]
    assert (reported["file"], reported["fate"], reported["quote"], reported["kind"]) == (file.name, "applied", "市财政局", "assignment")
    assert run("check", workspace=own).returncode == 0


def test_words_that_are_gone_are_reported_and_the_build_falls_short(run: Run, own: Path) -> None:
    run(*CORRECT, "--nothing", workspace=own)
    assert run("build", workspace=own).returncode == 0
    (own.parent / "文件" / "甲.txt").write_text(PLAN.format(number=1, task="建设平台").replace("市财政局", "市水务局"), encoding="utf-8")
    done = run("build", workspace=own)
    assert done.returncode == 1
    assert "原文已无" in done.stderr
    assert "words gone" in run("--lang", "en", "--quiet", "build", workspace=own).stderr
    (own.parent / "文件" / "甲.txt").write_text(PLAN.format(number=1, task="建设平台").replace("，市财政局配合", ""), encoding="utf-8")
    assert run("build", workspace=own).returncode == 1


def test_what_the_rules_say_by_now_is_reported_and_no_fault(run: Run, own: Path) -> None:
    run(*CORRECT, "--nothing", workspace=own)
    [file] = (own / "corrections").iterdir()
    file.write_text(file.read_text(encoding="utf-8").replace("says: nothing", "says: {role: support}"), encoding="utf-8")
    done = run("build", workspace=own)
    assert done.returncode == 0
    assert "规则已同" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("correct", "穗府办〔1999〕1号", "--words", "市财政局", "--nothing"), "report"),
        (("correct", NUMBER, "--words", "市财务局", "--nothing"), "照抄"),
        (("correct", NUMBER, "--words", "人民政府", "--nothing", "--kind", "task"), "--start"),
        (("correct", NUMBER, "--words", "人民政府", "--start", "4", "--nothing", "--kind", "task"), "--start"),
        (("correct", NUMBER, "--words", "抓好落实", "--nothing"), "--kind"),
        (("correct", NUMBER, "--words", "市财政局"), "--nothing"),
        (("correct", NUMBER, "--words", "市财政局", "--nothing", "--says", "role=lead"), "--nothing"),
        (("correct", NUMBER, "--words", "市财政局", "--says", "role"), "FIELD"),
        (("correct", NUMBER, "--words", "市财政局", "--says", "role=[lead"), "--says"),
        (("correct", NUMBER, "--words", "市财政局", "--says", "role=boss"), "role"),
        (("correct", NUMBER, "--words", "市财政局", "--says", "role=support"), "规则"),
        (("correct", NUMBER, "--words", "市财政局", "--kind", "colour", "--nothing"), "assignment"),
        (("correct", NUMBER), "--words"),
    ],
)
def test_what_cannot_be_corrected_so_is_told_and_nothing_is_written(run: Run, own: Path, arguments: tuple[str, ...], told: str) -> None:
    done = run("--lang", "en" if told == "FIELD" else "zh", *arguments, workspace=own)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert not (own / "corrections").exists()


def test_values_of_every_shape_are_taken(run: Run, own: Path) -> None:
    done = run("correct", NUMBER, "--words", "抓好落实", "--kind", "funding", "--says", "kind=专项", "--says", "funders=[市财政, 省财政]", workspace=own)
    assert done.returncode == 0, done.stderr
    arguments = ("--says", "kind=valid", "--says", "valid={from: 2031-01-01, to: null}")
    done = run("correct", NUMBER, "--words", "2031年1月1日", "--kind", "lineage", *arguments, workspace=own)
    assert done.returncode == 0, done.stderr
    assert run("build", workspace=own).returncode == 0
    assert run("check", workspace=own).returncode == 0
