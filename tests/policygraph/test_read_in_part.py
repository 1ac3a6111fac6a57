"""What of a file was not read, and what was remarked on reading it, stands in the account: hidden sheets, pages without text, tracked changes, encodings."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from policygraph.pipeline import build
from tests.loaders.office_files import paragraph, word_file
from tests.loaders.printed_pages import Printer
from tests.policygraph.conftest import PLAN, Run

TEXT = PLAN.format(number=1, task="建设平台")


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """A folder with files that are read whole, in part, and not at all."""
    folder = tmp_path / "文件"
    folder.mkdir()
    (folder / "旧.txt").write_text(TEXT, encoding="gb18030")
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["序号", "重点任务", "牵头单位"], ["1", "开展执法检查", "市公安局"]):
        book.active.append(row)
    book.create_sheet("底稿").append(["内部"])
    book["底稿"].sheet_state = "hidden"
    book.save(folder / "分工.xlsx")
    changed = "<w:p><w:r><w:t>各区</w:t></w:r><w:del><w:r><w:delText>县</w:delText></w:r></w:del><w:ins><w:r><w:t>人民政府：</w:t></w:r></w:ins></w:p>"
    word_file(folder, changed + paragraph("请认真执行。"), name="修订.docx")
    printer = Printer(folder / "扫描.pdf")
    printer.paragraph("各区人民政府要认真落实，切实抓好各项工作。")
    printer.scan()
    printer.scan()
    printer.close()
    (folder / "图.png").write_bytes(b"x")
    return folder


def test_the_account_says_what_was_read_whole_in_part_and_not_at_all(given: Path, tmp_path: Path, run: Run) -> None:
    account = build([given], tmp_path / "ws")
    said = {Path(file.path).name: (file.result, [words.zh for words in file.remarks]) for file in account.files}
    assert said.pop("图.png")[0] == "refused"
    assert said == {
        "旧.txt": ("read", ["按 gb18030 编码读出"]),
        "分工.xlsx": ("part", ["隐藏的工作表“底稿”没有读"]),
        "修订.docx": ("read", ["有修订，按全部接受来读"]),
        "扫描.pdf": ("part", ["第2—3页没有文字层（扫描件或图片），没有读"]),
    }
    assert not account.complete
    assert account.results() == {"read": 2, "part": 2, "refused": 1}
    report = run("report", "--format", "json", workspace=tmp_path / "ws")
    assert report.returncode == 1
    [sheet] = [file for file in json.loads(report.stdout)["files"] if file["path"].endswith(".xlsx")]
    assert sheet["remarks"] == [{"zh": "隐藏的工作表“底稿”没有读", "en": "the hidden sheet “底稿” was not read"}]


def test_what_is_not_read_again_keeps_its_remarks(given: Path, tmp_path: Path) -> None:
    first, again = build([given], tmp_path / "ws"), build([], tmp_path / "ws")
    assert {file.change for file in again.files} == {"unchanged"}
    assert [(file.path, file.result, file.remarks) for file in first.files] == [(file.path, file.result, file.remarks) for file in again.files]


def test_extract_says_it_too(given: Path, run: Run) -> None:
    part = run("extract", given / "扫描.pdf")
    assert (part.returncode, "第2—3页" in part.stderr) == (1, True)
    assert json.loads(part.stdout)["text"] == "各区人民政府要认真落实，切实抓好各项工作。\n"
    whole = run("--lang", "en", "extract", given / "修订.docx")
    assert (whole.returncode, "tracked changes" in whole.stderr) == (0, True)
    assert json.loads(whole.stdout)["text"] == "各区人民政府：\n请认真执行。\n"
