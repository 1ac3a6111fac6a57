"""Workbooks and CSV: what the sheet shows is what is read: merged cells, percent signs, dates; hidden sheets are told. 年均增长 0.05 under 0% is 5%"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

import loaders
from loaders import Document, Place, place_of
from loaders.number_formats import shown, shown_date


def _table(document: Document, number: int = 0) -> list[list[str]]:
    return [[document.text[cell.start : cell.end] for cell in row] for row in document.tables[number].rows]


def _book(folder: Path, rows: list[list[object]], merged: tuple[str, ...] = ()) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    return book


def test_titles_and_notes_are_lines_and_merged_cells_stand_everywhere(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["附件1"],
        ["重点任务分工表"],
        [],
        ["序号", "领域", "任务", "责任单位", None],
        [None, None, None, "牵头", "配合"],
        [1, "保护", "执法", "市公安局", "市法院"],
        [2, None, "调解", "市司法局", None],
        ["注：按季度调度。"],
    ]
    _book(tmp_path, rows, ("A2:E2", "A4:A5", "B4:B5", "C4:C5", "D4:E4", "B6:B7", "A8:E8")).save(tmp_path / "a.xlsx")
    document = loaders.load(tmp_path / "a.xlsx")
    assert document.text.startswith("附件1\n重点任务分工表\n序号\t领域\t任务\t责任单位\t\n")
    assert document.text.endswith("\n注：按季度调度。\n")
    assert _table(document) == [
        ["序号", "领域", "任务", "责任单位", "责任单位"],
        ["序号", "领域", "任务", "牵头", "配合"],
        ["1", "保护", "执法", "市公安局", "市法院"],
        ["2", "保护", "调解", "市司法局", ""],
    ]
    assert place_of(document, document.text.index("市司法局")) == Place(sheet="Sheet", row=7)


def test_numbers_and_dates_are_read_as_they_are_shown(tmp_path: Path) -> None:
    book = _book(tmp_path, [["指标", "数值", "时间"], ["增速", 0.05, dt.date(2025, 12, 31)], ["数量", 1200.0, dt.date(2026, 6, 1)]])
    sheet = book.active
    assert sheet is not None
    sheet["B2"].number_format, sheet["C2"].number_format, sheet["B3"].number_format, sheet["C3"].number_format = "0%", 'yyyy"年"m"月"d"日"', "#,##0", "yyyy/m/d"
    book.save(tmp_path / "a.xlsx")
    assert _table(loaders.load(tmp_path / "a.xlsx"))[1:] == [["增速", "5%", "2025年12月31日"], ["数量", "1,200", "2026/6/1"]]


@pytest.mark.parametrize(
    ("number", "code", "wanted"),
    [
        (0.05, "0%", "5%"),
        (0.1234, "0.00%", "12.34%"),
        (3, '0"家"', "3家"),
        (1.5, "0.0_ ", "1.5"),
        (2, "General", "2"),
        (0.5, "# ?/?", "0.5"),
        (7, "[Red]0;-0", "7"),
        (1e20, "General", "100000000000000000000"),
    ],
)
def test_formats_of_numbers(number: float, code: str, wanted: str) -> None:
    assert shown(number, code) == wanted


def test_a_format_that_says_nothing_gives_the_day() -> None:
    assert shown_date(dt.date(2025, 6, 1), "[$-F800]dddd") == "2025年6月1日"
    assert shown_date(dt.date(2025, 6, 1), "General") == "2025-06-01"
    assert shown_date(dt.datetime.fromisoformat("2025-06-01T09:30"), "General") == "2025-06-01 09:30"
    assert shown_date(dt.date(2025, 6, 1), 'yyyy"年"m"月"') == "2025年6月"


def test_hidden_sheets_are_told_and_names_part_the_others(tmp_path: Path) -> None:
    book = _book(tmp_path, [["任务", "单位"], ["保护", "市公安局"]])
    book.worksheets[0].title = "牵头事项"
    other = book.create_sheet("配合事项")
    other.append(["任务", "单位"])
    other.append(["服务", "市工信局"])
    book.create_sheet("底稿").append(["内部"])
    book["底稿"].sheet_state = "hidden"
    book.worksheets[0].row_dimensions[2].hidden = True
    book.save(tmp_path / "a.xlsx")
    document = loaders.load(tmp_path / "a.xlsx")
    assert document.text == "牵头事项\n任务\t单位\n保护\t市公安局\n配合事项\n任务\t单位\n服务\t市工信局\n"
    assert {(remark.place, remark.unread) for remark in document.remarks} == {(Place(sheet="底稿"), True), (Place(sheet="牵头事项", row=2), False)}
    assert not document.whole


@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_the_sign_between_cells_is_found(tmp_path: Path, sign: str) -> None:
    (tmp_path / "a.csv").write_bytes(
        sign.join(["序号", "任务", '"单位\n（牵头）"']).encode("gb18030") + b"\n" + sign.join(["1", "保护", "市公安局、市法院"]).encode("gb18030")
    )
    document = loaders.load(tmp_path / "a.csv")
    assert _table(document) == [["序号", "任务", "单位 （牵头）"], ["1", "保护", "市公安局、市法院"]]
    assert document.source.encoding == "gb18030"
    assert document.source.loader == "csv"
