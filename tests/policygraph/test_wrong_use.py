"""Called wrongly: exit code 2, one clear message with the next step on stderr, nothing on stdout, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.policygraph.conftest import Run

WRONG = [
    (["buidl"], "没有命令 buidl"),
    (["build", "--nmaes", "x"], "没有选项 --nmaes，是不是 --names"),
    (["build", "--names"], "--names 后面要写一个值"),
    (["--workspace"], "--workspace 后面要写一个值"),
    (["extract"], "缺少 PATH"),
    (["extract", "没有.txt"], "没有.txt：不存在"),
    (["forget"], "缺少 PATH"),
    (["forget", "x.txt"], "policygraph build"),
    (["report"], "policygraph build"),
    (["report", "--format", "xml"], "没有“xml”"),
    (["check"], "policygraph build"),
    (["export"], "缺少 FORMAT"),
    (["export", "turtle"], "缺少"),
    (["export", "word", "-o", "x"], "没有“word”，可用：turtle, ntriples, trig"),
    (["export", "turtle", "-o", "x.ttl"], "policygraph build"),
    (["publish"], "--neo4j-home"),
    (["publish", "bolt://127.0.0.1:1"], "policygraph build"),
    (["ask"], "缺少 NAME"),
    (["ask", "nothing-like-it"], "没有叫“nothing-like-it”的问题"),
    (["ask", "tasks-led-by"], "policygraph build"),
    (["ask", "tasks-led-by", "--agncy", "x"], "是不是 --agency"),
    (["ask", "tasks-led-by", "--agency"], "--agency 后面要写一个值"),
    (["ask", "tasks-led-by", "--agency", "x", "--agency", "y"], "写了两次"),
    (["ask", "tasks-led-by", "x"], "多出来的参数：x"),
    (["ask", "tasks-led-by", "--limit", "many"], "--limit"),
    (["ask", "tasks-led-by", "--limit", "-1"], "--limit"),
    (["ask", "tasks-led-by", "--timeout", "inf"], "--timeout"),
    (["ask", "tasks-led-by", "--format", "docx"], "没有“docx”"),
    (["questions", "--format", "csv"], "没有“csv”"),
    (["show"], "缺少命令"),
    (["show", "agency"], "缺少 NAME"),
    (["show", "agency", "市知识产权局"], "缺少 -o"),
    (["build", "没有这个文件夹"], "没有这个文件或文件夹"),
    (["build"], "policygraph build 文件夹"),
    (["build", "--base", "nonsense", "."], "--base nonsense"),
    (["build", "--names", "没有.tsv", "."], "没有.tsv"),
]


@pytest.mark.parametrize(("arguments", "told"), WRONG, ids=[" ".join(arguments) for arguments, _ in WRONG])
def test_it_is_told_what_is_wrong(run: Run, arguments: list[str], told: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 3


@pytest.mark.parametrize("arguments", [arguments for arguments, _ in WRONG], ids=" ".join)
def test_it_is_told_in_english_too(run: Run, arguments: list[str]) -> None:
    done = run("--lang", "en", *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(("wrong use: ", "error: "))


def test_a_process_of_its_own_tells_it_the_same_way(run: Run, process: Run) -> None:
    for arguments in (["buidl"], ["build", "--nmaes", "x"], ["ask", "tasks-led-by", "--agncy", "x"]):
        assert process(*arguments) == run(*arguments)


def test_a_broken_workspace_is_named_with_the_file(run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "workspace.json").write_text("{", encoding="utf-8")
    (broken / "current").write_text("{", encoding="utf-8")
    for arguments in (["build", "."], ["ask", "tasks-led-by"], ["report"]):
        done = run(*arguments, workspace=broken)
        assert done.returncode == 2
        assert str(broken) in done.stderr
        assert "Traceback" not in done.stderr


def test_a_file_that_cannot_be_written_is_named(run: Run, workspace: Path) -> None:
    for arguments in (["ask", "tasks-led-by"], ["export", "turtle"], ["show", "agency", "市知识产权局"]):
        done = run(*arguments, "-o", "/nowhere/x", workspace=workspace)
        assert done.returncode == 2, done.stderr
        assert "/nowhere/x" in done.stderr
        assert "Traceback" not in done.stderr
