"""A ledger is read back as it was meant: text stays text, formulas do not come alive, the header stays, it prints on A4 across."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from policygraph.ledger import as_xlsx
from policygraph.pipeline import build
from policygraph.tables import as_text, shown
from queries.answering import ask
from queries.head import Column
from queries.wording import Wording

EXAMPLES = Path(__file__).parents[2] / "examples" / "documents"
COLUMNS = (
    Column("task", Wording("任务", "task")),
    Column("role", Wording("角色", "role"), scheme="role"),
    Column("count", Wording("数", "count")),
    Column("corrected_by", Wording("更正人", "corrected by")),
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = tmp_path_factory.mktemp("ledger") / "workspace"
    assert build([EXAMPLES / "strong-city-plan.txt"], workspace).complete
    return workspace


def read(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def values(sheet: Any) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_it_holds_the_rows_in_words(workspace: Path) -> None:
    answer = ask(workspace, "tasks-of-document")
    book = read(as_xlsx(answer.columns, answer.rows, "zh", answer.question.title.zh))
    [head, *rows] = values(book.worksheets[0])
    assert head == [column.title.zh for column in answer.columns]
    assert [[value or "" for value in row] for row in rows] == [
        [value if type(value) is int else shown(value, column, "zh") for value, column in zip(row, answer.columns, strict=True)] for row in answer.rows
    ]
    assert len(rows) > 5


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1", "2026-06", "0012", "1e5"])
def test_text_stays_text(text: str) -> None:
    cell = read(as_xlsx(COLUMNS, [(text, "lead", 3, None)], "zh")).worksheets[0]["A2"]
    assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")
    assert cell.quotePrefix == text.startswith(("=", "+", "-", "@", "\t"))


def test_numbers_are_numbers_and_codes_are_words() -> None:
    sheet = read(as_xlsx(COLUMNS, [("一", "lead", 3, None)], "zh")).worksheets[0]
    assert [cell.value for cell in sheet[2]] == ["一", "牵头", 3, None]
    assert sheet["C2"].data_type == "n"


def test_what_no_cell_can_hold_is_left_out_or_cut() -> None:
    sheet = read(as_xlsx(COLUMNS, [("a\x00b\x0bc", "lead", 3, None), ("长" * 40_000, "lead", 3, None)], "zh")).worksheets[0]
    assert sheet["A2"].value == "abc"
    assert len(sheet["A3"].value) == 32_767
    assert sheet["A3"].value.endswith("长…")


def test_it_can_be_filtered_and_printed() -> None:
    rows = [("很长的任务" * 30, "lead", 3, None), ("短", "support", 4, None)]
    book = read(as_xlsx(COLUMNS, rows, "zh", "某机关牵头的任务/[1]", [("问题", "谁牵头"), ("注", "=没有")]))
    sheet, notes = book.worksheets
    assert (sheet.title, sheet.freeze_panes, sheet.auto_filter.ref) == ("某机关牵头的任务  1", "A2", "A1:D3")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == ("landscape", 9, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.column_dimensions["A"].width > 4 * sheet.column_dimensions["B"].width
    assert sheet.row_dimensions[2].height > sheet.row_dimensions[3].height
    assert sheet["A2"].alignment.wrap_text
    assert sheet.column_dimensions["D"].hidden, "nobody corrected anything"
    assert not sheet.column_dimensions["C"].hidden
    assert values(notes) == [["问题", "谁牵头"], ["注", "=没有"]]


def test_columns_that_are_too_wide_together_share_the_paper() -> None:
    columns = tuple(Column(f"c{number}", Wording(f"列{number}", f"c{number}")) for number in range(12))
    sheet = read(as_xlsx(columns, [("字" * 200,) * 11 + ("短",)], "zh")).worksheets[0]
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDEFGHIJKL"]
    assert sum(widths) <= 212
    assert widths[-1] < widths[0]


def test_the_capacity_is_a_column_only_where_something_was_included(workspace: Path) -> None:
    plain = ask(workspace, "tasks-led-by", {"agency": "市知识产权局"})
    wide = ask(workspace, "tasks-led-by", {"agency": "市知识产权局"}, include=["classes"])
    assert plain.rows
    assert [column.name for column in wide.for_people()[0]] == [column.name for column in plain.columns]
    assert [column.name for column in plain.for_people()[0]] == [column.name for column in plain.columns if column.name != "by"]
    assert all(len(row) == len(plain.columns) - 1 for row in plain.for_people()[1])
    assert '"by": "direct"' in as_text("json", plain.columns, plain.rows, "zh")


def run(workspace: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "policygraph", "--workspace", str(workspace), "--lang", "zh", "ask", "tasks-led-by", "--agency", "市知识产权局", *arguments],
        capture_output=True,
        check=False,
        timeout=60,
    )


def test_the_suffix_of_the_file_gives_the_form(workspace: Path, tmp_path: Path) -> None:
    done = run(workspace, "-o", str(tmp_path / "台账.xlsx"))
    assert done.returncode == 0
    sheet, notes = openpyxl.load_workbook(tmp_path / "台账.xlsx").worksheets
    assert "以何身份" not in [cell.value for cell in sheet[1]]
    assert values(notes)[0] == ["问题", "某机关牵头的任务（tasks-led-by）"]
    assert ["机关，全称、简称均可", "市知识产权局"] in values(notes)
    assert any("指：" in str(said) for _, said in values(notes))
    assert read(run(workspace, "--format", "xlsx").stdout).worksheets[0].max_row == sheet.max_row, "a pipe takes bytes"


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal that is no window")
def test_it_is_not_printed_on_a_terminal(workspace: Path) -> None:
    terminal, end = os.openpty()
    command = [sys.executable, "-m", "policygraph", "--workspace", str(workspace), "--lang", "zh", "ask", "documents", "--format", "xlsx"]
    done = subprocess.run(command, stdout=end, stderr=subprocess.PIPE, text=True, encoding="utf-8", check=False, timeout=60)
    os.close(end)
    os.close(terminal)
    assert done.returncode == 2
    assert "-o 台账.xlsx" in done.stderr
