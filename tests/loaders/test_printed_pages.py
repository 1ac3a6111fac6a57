"""PDF files as they are printed: lines become paragraphs again, over the end of a page; heads and numbers go; tables come back as tables."""

from __future__ import annotations

from pathlib import Path

import pytest

import loaders
from loaders import Document, Place, place_of
from tests.loaders.printed_pages import LEFT, PITCH, SIZE, Printer

SENTENCES = [
    "一、加强知识产权源头保护。市知识产权局会同市科技局建立高价值专利培育机制，支持企业与高校开展订单式研发，2026年底前建成培育中心20家以上，形成可复制可推广的经验。",
    "二、健全执法协作机制。建立线索通报、联合办案、案件移送制度，实现区县全覆盖（市知识产权局、公安局牵头，市法院、检察院，示例海关配合）。",
    "三、完善纠纷多元化解机制。在园区设立调解工作站。",
]


def _table(document: Document, number: int = 0) -> list[list[str]]:
    return [[document.text[cell.start : cell.end] for cell in row] for row in document.tables[number].rows]


def test_lines_become_paragraphs_over_the_end_of_pages(tmp_path: Path) -> None:
    printer = Printer(tmp_path / "a.pdf", head="示例市人民政府公报 2025年第3期")
    printer.title("示例市知识产权保护方案")
    paragraphs = SENTENCES * 8
    for text in paragraphs:
        printer.paragraph(text)
    printer.close()
    document = loaders.load(tmp_path / "a.pdf")
    assert document.text.splitlines() == ["示例市知识产权保护方案", *paragraphs]
    assert place_of(document, 0) == Place(page=1)
    assert place_of(document, len(document.text) - 2) == Place(page=printer.page)
    assert printer.page > 2
    assert {place.page for _, place in document.places} == set(range(1, printer.page + 1))


def test_a_ruled_table_goes_on_over_pages(tmp_path: Path) -> None:
    header = ["序号", "重点任务", "牵头单位", "配合单位"]
    rows = [
        [
            str(number),
            f"第{number}项任务，建立健全工作机制，明确责任分工，按季度调度进展情况，形成可复制经验",
            "市知识产权局",
            "市科技局、市教育局、各区县人民政府",
        ]
        for number in range(1, 31)
    ]
    printer = Printer(tmp_path / "a.pdf")
    printer.paragraph("任务分工如下：")
    printer.table([header, *rows], [40, 220, 80, 108])
    printer.close()
    assert printer.page > 1
    document = loaders.load(tmp_path / "a.pdf")
    assert len(document.tables) == 1
    assert _table(document) == [header, *rows]
    assert place_of(document, document.text.index("第30项")).page == printer.page


def test_cells_that_no_rule_parts_are_one(tmp_path: Path) -> None:
    printer = Printer(tmp_path / "a.pdf")
    top = 700
    for x in (80, 140, 300, 420):
        printer.rule(x, top, x, top - 90)
    for y in (0, 30, 90):
        printer.rule(80, top - y, 420, top - y)
    printer.rule(140, top - 60, 420, top - 60)
    for x, y, words in (
        (85, 20, "领域"),
        (150, 20, "任务"),
        (310, 20, "单位"),
        (85, 62, "保护"),
        (150, 50, "执法"),
        (310, 50, "市公安局"),
        (150, 80, "调解"),
        (310, 80, "市司法局"),
    ):
        printer.words(x, top - y, words, 10)
    printer.close()
    assert _table(loaders.load(tmp_path / "a.pdf")) == [["领域", "任务", "单位"], ["保护", "执法", "市公安局"], ["保护", "调解", "市司法局"]]


def test_a_table_without_rules_is_found_by_its_columns(tmp_path: Path) -> None:
    rows = [["序号", "任务", "牵头单位"], ["1", "建设保护中心", "市知识产权局"], ["2", "健全协作机制", "市公安局"], ["3", "完善调解机制", "市司法局"]]
    printer = Printer(tmp_path / "a.pdf")
    printer.paragraph("为落实上述要求，现将重点任务的分工明确如下，请各单位认真抓好落实，按季度报送进展：")
    printer.table(rows, [60, 220, 120], ruled=False)
    printer.paragraph("请认真落实。")
    printer.close()
    document = loaders.load(tmp_path / "a.pdf")
    assert _table(document) == rows
    assert document.text.endswith("\n请认真落实。\n")


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    printer = Printer(tmp_path / "a.pdf", numbers=False)
    start = printer.y
    printer.paragraph(SENTENCES[0] * 2, left=80, right=80 + 13 * SIZE)
    printer.y = start
    printer.paragraph(SENTENCES[1] * 2, left=320, right=320 + 13 * SIZE)
    printer.close()
    assert loaders.load(tmp_path / "a.pdf").text.splitlines() == [SENTENCES[0] * 2, SENTENCES[1] * 2]


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_as_it_is_shown(tmp_path: Path, turned: int) -> None:
    printer = Printer(tmp_path / "a.pdf", turned=turned, numbers=False)
    canvas = printer.canvas
    canvas.saveState()
    move = {90: (842, 0), 180: (595, 842), 270: (0, 595)}[turned]  # what is shown upright is 595 wide
    canvas.translate(*move)
    canvas.rotate(turned)
    for number, words in enumerate((SENTENCES[0][:28], SENTENCES[0][28:56], SENTENCES[0][56:])):
        printer.words(40, 500 - number * PITCH, words)
    canvas.restoreState()
    printer.close()
    assert loaders.load(tmp_path / "a.pdf").text.replace("\n", "") == SENTENCES[0]


@pytest.mark.parametrize("quarter", [90, 270])
def test_a_table_that_lies_on_its_side_is_read_upright(tmp_path: Path, quarter: int) -> None:
    rows = [["序号", "任务", "牵头单位"], ["1", "建设保护中心", "市知识产权局"], ["2", "健全协作机制", "市公安局"]]
    printer = Printer(tmp_path / "a.pdf", numbers=False)
    printer.canvas.translate(*{90: (595, 0), 270: (0, 842)}[quarter])
    printer.canvas.rotate(quarter)
    printer.y = 500
    printer.table(rows, [60, 220, 120])
    printer.close()
    assert _table(loaders.load(tmp_path / "a.pdf")) == rows


def test_watermarks_and_double_printing_leave_no_trace(tmp_path: Path) -> None:
    printer = Printer(tmp_path / "a.pdf")
    for shift in (0, 0.3):
        printer.words(LEFT + shift, 700, "各区人民政府：")
    printer.canvas.saveState()
    printer.canvas.rotate(40)
    printer.words(400, 200, "内部资料", 60)
    printer.canvas.restoreState()
    printer.close()
    assert loaders.load(tmp_path / "a.pdf").text == "各区人民政府：\n"


def test_a_page_without_words_among_others_is_told(tmp_path: Path) -> None:
    printer = Printer(tmp_path / "a.pdf")
    printer.paragraph(SENTENCES[0])
    printer.scan()
    printer.paragraph(SENTENCES[2])
    printer.close()
    document = loaders.load(tmp_path / "a.pdf")
    assert document.text.splitlines() == [SENTENCES[0], SENTENCES[2]]
    assert not document.whole
    assert [remark.place for remark in document.remarks] == [Place(page=2)]
    assert "第2页" in document.remarks[0].zh


def test_a_table_of_contents_is_left_out(tmp_path: Path) -> None:
    printer = Printer(tmp_path / "a.pdf")
    printer.paragraph("一、总体要求……………………………………… 1", indent=0)
    printer.paragraph(SENTENCES[0])
    printer.close()
    assert loaders.load(tmp_path / "a.pdf").text.splitlines() == [SENTENCES[0]]


def test_a_number_below_a_title_that_fills_its_line_stands_alone(tmp_path: Path) -> None:
    printer = Printer(tmp_path / "a.pdf")
    title = "示例市知识产权局关于开展2025年知识产权宣传周活动的通知"
    printer.paragraph(title, indent=0)
    printer.paragraph("示知办〔2025〕7号", indent=0)
    printer.paragraph(SENTENCES[0])
    printer.close()
    assert loaders.load(tmp_path / "a.pdf").text.splitlines() == [title, "示知办〔2025〕7号", SENTENCES[0]]
