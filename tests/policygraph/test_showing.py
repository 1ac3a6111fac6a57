"""`show` as people run it: one page a kind, its remarks, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.policygraph.conftest import Run

CALLS = [
    (["agency", "市知识产权局"], "任务与分工"),
    (["document", "行动计划"], "任务与机关"),
    (["together"], "谁和谁一起做"),
    (["citations", "--include", "repealed"], "文件之间的引用"),
    (["question", "pairs-of-agencies", "--times", "1"], "协作最多的两个机关"),
    (["question", "tasks-of-agency", "--agency=市知识产权局", "--include", "repealed"], "某机关承担的全部任务"),
]


@pytest.mark.parametrize(("words", "title"), CALLS, ids=lambda value: value[0] if isinstance(value, list) else None)
def test_each_kind_writes_one_page(run: Run, workspace: Path, tmp_path: Path, words: list[str], title: str) -> None:
    done = run("show", *words, "-o", tmp_path / "图.html", workspace=workspace)
    assert (done.returncode, done.stdout) == (0, "")
    assert "已写入" in done.stderr
    page = (tmp_path / "图.html").read_text(encoding="utf-8")
    assert f"{title}</h1>" in page
    assert page.count("<tr>") > 2


def test_what_finds_nothing_writes_nothing_and_says_so(run: Run, workspace: Path, tmp_path: Path) -> None:
    for words in (["agency", "没有这个局"], ["document", "没有这份文件"]):
        done = run("show", *words, "-o", tmp_path / "图.html", workspace=workspace)
        assert done.returncode == 0
        assert words[1] in done.stderr
    assert not (tmp_path / "图.html").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["question", "pairs-of-agencies", "--nonsense", "1"], "--nonsense"),
        (["question", "no-such-question"], "no-such-question"),
        (["question", "pairs-of-agencies", "--limit", "1"], "--limit"),
        (["together", "--include", "classes"], "classes"),
        (["document"], "DOCUMENT"),
        (["sunburst"], "sunburst"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_wrong_use_is_refused_with_what_was_wrong(run: Run, workspace: Path, tmp_path: Path, words: list[str], said: str) -> None:
    done = run("show", *words, "-o", tmp_path / "图.html", workspace=workspace)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "图.html").exists()
