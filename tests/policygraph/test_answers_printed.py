"""What `ask`, `questions` and `show` print: tables for people, plain rows for programs, nothing else on stdout."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from policygraph.tables import as_text
from queries.head import Column
from queries.wording import Wording
from tests.policygraph.conftest import ROOT, Run

ASKED = ("ask", "tasks-led-by", "--agency", "市知识产权局")


COLUMNS = "agency role task due last_day document number path clause words status status_reason corrected_by by".split()


def on_a_terminal(workspace: Path, *arguments: str, columns: int = 100, environment: dict[str, str] | None = None) -> str:
    """What a person sees on stdout: a real pseudo-terminal of that width."""
    main, follower = pty.openpty()
    names = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "COLUMNS": str(columns),
        "LANG": "C.UTF-8",
        "TERM": "xterm",
        "POLICYGRAPH_LANG": "zh",
        **(environment or {}),
    }
    command = [sys.executable, "-m", "policygraph", "--workspace", str(workspace), *arguments]
    with subprocess.Popen(command, stdout=follower, stderr=subprocess.DEVNULL, env=names, cwd=workspace.parent) as process:
        os.close(follower)
        seen = b""
        try:
            while block := os.read(main, 65536):
                seen += block
        except OSError:  # the other end is closed
            pass
        finally:
            os.close(main)
        assert process.wait(60) in (0, 1)
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", seen.decode()).replace("\r\n", "\n")


def test_a_pipe_gets_tab_separated_rows_and_nothing_else(run: Run, workspace: Path) -> None:
    done = run(*ASKED, workspace=workspace)
    assert done.returncode == 0
    first, *rest = done.stdout.splitlines()
    assert first.split("\t") == COLUMNS
    assert rest
    assert all(line.count("\t") == len(COLUMNS) - 1 and line.split("\t")[1] == "lead" for line in rest)
    assert "“市知识产权局”指：示例市知识产权局" in done.stderr


def test_json_is_a_list_of_objects(run: Run, workspace: Path) -> None:
    rows = json.loads(run(*ASKED, "--format", "json", workspace=workspace).stdout)
    assert all(list(row) == COLUMNS for row in rows)
    assert all(isinstance(row["words"], list) for row in rows)


def test_csv_opens_in_excel_with_words_for_people(run: Run, workspace: Path, tmp_path: Path) -> None:
    done = run(*ASKED, "-o", tmp_path / "台账.csv", workspace=workspace)
    assert done.stdout == ""
    data = (tmp_path / "台账.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0][:3] == ["机关", "角色", "任务"]
    assert {row[1] for row in rows[1:]} == {"牵头"}


@pytest.mark.parametrize(("suffix", "begins"), [("tsv", "agency\t"), ("json", "["), ("csv", "\ufeff机关")])
def test_the_suffix_of_the_file_gives_the_form(run: Run, workspace: Path, tmp_path: Path, suffix: str, begins: str) -> None:
    run(*ASKED, "-o", tmp_path / f"x.{suffix}", workspace=workspace)
    assert (tmp_path / f"x.{suffix}").read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize("value", ["=1+1", "+86", "-1", "@SUM(A1)"])
def test_a_cell_that_excel_would_compute_is_quoted(value: str) -> None:
    columns = (Column("x", Wording("甲", "x")),)
    assert f"'{value}" in as_text("csv", columns, [[value]], "zh")
    assert as_text("tsv", columns, [[value]], "zh") == f"x\n{value}\n"


def test_a_row_of_tsv_stays_one_line() -> None:
    columns = (Column("x", Wording("甲", "x")), Column("y", Wording("乙", "y")))
    assert as_text("tsv", columns, [["a\tb\nc", None], [["甲", "乙"], True]], "zh") == "x\ty\na b c\t\n甲 … 乙\ttrue\n"


def test_an_answer_without_rows_is_done(run: Run, workspace: Path) -> None:
    done = run("ask", "tasks-led-by", "--agency", "市知识产局", workspace=workspace)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 1
    assert "相近的有：示例市知识产权局" in done.stderr


def test_quiet_leaves_the_remarks_out(run: Run, workspace: Path) -> None:
    done = run(*ASKED, "--quiet", workspace=workspace)
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) > 1


def test_a_reader_that_has_seen_enough_ends_it_quietly(workspace: Path) -> None:
    command = f"{sys.executable} -m policygraph --workspace {workspace} ask tasks-of-document | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert len(done.stdout.splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


def test_a_terminal_gets_a_table_where_it_fits(workspace: Path) -> None:
    seen = on_a_terminal(workspace, "ask", "agencies-of-document", "--document", "示知发〔2025〕9号", columns=140)
    assert re.search(r"文件 +文号 +机关 +角色 +任务数", seen)
    assert re.search(r"示例市财政局 +牵头 +1", seen)


def test_a_terminal_gets_row_after_row_where_a_table_does_not_fit(workspace: Path) -> None:
    seen = on_a_terminal(workspace, *ASKED, "--limit", "2", columns=80)
    assert seen.startswith("1/2 ")
    assert re.search(r"^机关 +示例市知识产权局", seen, re.MULTILINE)
    assert re.search(r"^角色 +牵头", seen, re.MULTILINE)
    assert re.search(r"^原文 +", seen, re.MULTILINE)


def test_a_terminal_speaks_english_too(workspace: Path) -> None:
    seen = on_a_terminal(workspace, *ASKED, "--limit", "1", environment={"POLICYGRAPH_LANG": "en"})
    assert re.search(r"^role +lead", seen, re.MULTILINE)


def test_a_report_on_a_terminal_is_a_table_with_totals(workspace: Path) -> None:
    seen = on_a_terminal(workspace, "report", columns=120)
    assert re.search(r"documents/strong-city-plan\.txt +已读", seen)
    assert "份文件" in seen.splitlines()[-1]


def test_markup_in_a_document_stays_text(workspace: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "x.txt").write_text("试验方案\n\n一、重点任务\n\n（一）[bold]做[/bold]一件事。（[red]市试验局[/red]牵头）\n", encoding="utf-8")
    subprocess.run([sys.executable, "-m", "policygraph", "--workspace", str(tmp_path / "w"), "--quiet", "build", str(folder)], cwd=ROOT, check=False)
    assert "[bold]做[/bold]" in on_a_terminal(tmp_path / "w", "ask", "who-does", "--word", "一件事")


def test_the_questions_are_listed(run: Run, workspace: Path) -> None:
    lines = run("questions", workspace=workspace).stdout.splitlines()
    assert lines[0] == "name\ttitle\tparameters"
    assert "tasks-led-by\t某机关牵头的任务\t--agency" in lines
    assert "Tasks that an agency leads" in run("--lang", "en", "questions").stdout


def test_the_questions_as_json_hold_what_a_form_needs(run: Run, workspace: Path) -> None:
    found = {one["name"]: one for one in json.loads(run("questions", "--format", "json", workspace=workspace).stdout)}
    asked = found["tasks-led-by"]
    assert asked["title"] == {"zh": "某机关牵头的任务", "en": "Tasks that an agency leads"}
    [parameter] = asked["parameters"]
    assert parameter["name"] == "agency"
    assert parameter["default"]
    assert "示例市知识产权局" in parameter["choices"]
    assert [column["name"] for column in asked["columns"]][:2] == ["agency", "role"]
    assert asked["include"] == ["classes", "predecessors", "repealed"]
    assert found["tasks-of-document"]["include"] == ["repealed"]
    empty = json.loads(run("questions", "--format", "json").stdout)
    assert [one["name"] for one in empty] == list(found), "without a graph the questions are the same, the choices empty"


def test_a_broken_question_of_one_s_own_is_named_and_the_others_are_listed(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".policygraph" / "queries").mkdir(parents=True)
    (tmp_path / ".policygraph" / "queries" / "own.cypher").write_text("/*\ntitle: x\n*/\nRETURN 1", encoding="utf-8")
    done = run("questions")
    assert done.returncode == 1
    assert "own.cypher:2" in done.stderr or "own.cypher:1" in done.stderr
    assert "tasks-led-by" in done.stdout
    assert run("ask", "own").returncode == 2


def test_show_writes_one_page(run: Run, workspace: Path, tmp_path: Path) -> None:
    done = run("show", "agency", "市知识产权局", "-o", tmp_path / "x.html", workspace=workspace)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    page = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert "示例市知识产权局" in page
    nobody = run("show", "agency", "没有这个局", "-o", tmp_path / "y.html", workspace=workspace)
    assert nobody.returncode == 0
    assert not (tmp_path / "y.html").exists()
    assert "没有叫" in nobody.stderr
