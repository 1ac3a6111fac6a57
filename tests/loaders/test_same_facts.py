"""One document in every format gives the same facts: an invented plan as .txt, .html, .md, .docx, .pdf, .doc, and its table as a sheet."""

from __future__ import annotations

import csv
import html
import io
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import opencc
import openpyxl
import pytest

import loaders
from grammar import extract
from loaders import Document, office
from tests.loaders.office_files import paragraph, table, word_file
from tests.loaders.printed_pages import Printer

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "documents").glob("*.txt"))
KINDS = ("tasks", "targets", "funding", "citations", "memberships", "phases", "lineage", "omissions")
HEADER = ["序号", "重点任务", "牵头单位", "配合单位", "完成时限"]
ROWS = [
    ["1", "建设示例市知识产权保护中心，开通快速预审、快速确权、快速维权服务", "市知识产权局", "市委编办、市财政局", "2026年12月底前"],
    ["2", "健全执法协作机制，建立线索通报、联合办案、案件移送制度", "市知识产权局、市公安局", "市法院、市检察院", "2025年底前"],
    ["3", "在园区设立调解工作站，为中小企业提供维权援助", "市司法局", "市总工会、市工商联", "持续推进"],
]
BEFORE = [
    "示例市人民政府办公室关于印发知识产权保护重点任务分工的通知",
    "示府办〔2025〕9号",
    "各区县人民政府，市政府各部门：",
    "　　现将重点任务分工印发给你们，请认真贯彻执行。",
    "　　示例市人民政府办公室",
    "　　2025年3月10日",
    "重点任务分工表",
]


def _facts(document: Document) -> dict[str, list[Any]]:
    """What the document says in each kind of record, without where it says it."""
    found = extract(document)
    return {"document": [_bare(found.document.model_dump())], **{kind: [_bare(one.model_dump()) for one in getattr(found, kind)] for kind in KINDS}}


def _bare(value: Any) -> Any:
    """A record without offsets, its quotes without the white space that formats differ in."""
    if isinstance(value, dict):
        kept = {name: _bare(one) for name, one in value.items() if name not in {"evidence", "clause_evidence"}}
        return kept | ({"words": ["".join(one["quote"].split()) for one in value["evidence"]]} if "evidence" in value else {})
    return [_bare(one) for one in value] if isinstance(value, list | tuple) else value


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _grouped(lines: list[str]) -> list[str | list[list[str]]]:
    """Lines, and the rows of tables together."""
    parts: list[str | list[list[str]]] = []
    for line in lines:
        if line.count("\t") < 2:
            parts.append(line)
        elif parts and isinstance(parts[-1], list) and len(parts[-1][0]) == line.count("\t") + 1:
            parts[-1].append(line.split("\t"))
        else:
            parts.append([line.split("\t")])
    return parts


def _as_text(folder: Path, lines: list[str]) -> Path:
    file = folder / "a.txt"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def _as_page(folder: Path, lines: list[str]) -> Path:
    parts = [
        f"<p>{html.escape(part)}</p>"
        if isinstance(part, str)
        else "<table>" + "".join(f"<tr>{''.join(f'<td>{html.escape(words)}</td>' for words in row)}</tr>" for row in part) + "</table>"
        for part in _grouped(lines)
    ]
    file = folder / "a.html"
    file.write_text(f"<!DOCTYPE html><html><body><div>{''.join(parts)}</div></body></html>", encoding="utf-8")
    return file


def _as_markdown(folder: Path, lines: list[str]) -> Path:
    parts = [
        part
        if isinstance(part, str)
        else "\n".join(["|" + "|".join(part[0]) + "|", "|" + "---|" * len(part[0]), *("|" + "|".join(row) + "|" for row in part[1:])])
        for part in _grouped(lines)
    ]
    file = folder / "a.md"
    file.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    return file


def _as_word(folder: Path, lines: list[str]) -> Path:
    body = "".join(paragraph(html.escape(part)) if isinstance(part, str) else table(*part) for part in _grouped(lines))
    return word_file(folder, body, name="a.docx")


def _as_print(folder: Path, lines: list[str]) -> Path:
    printer = Printer(folder / "a.pdf", head="示例市人民政府公报")
    for part in _grouped(lines):
        if isinstance(part, list):
            printer.table(part, [36.0, 170.0, 84.0, 90.0, 68.0][: len(part[0])])
            continue
        words = part.lstrip("　 ")
        printer.paragraph(words, indent=min(len(part) - len(words), 16))
    printer.close()
    return folder / "a.pdf"


WAYS: dict[str, Callable[[Path, list[str]], Path]] = {"html": _as_page, "markdown": _as_markdown, "word": _as_word, "print": _as_print}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_format_of_a_document_gives_the_same_facts(tmp_path: Path, example: Path, way: str) -> None:
    lines = _lines(loaders.load(example).text)
    wanted = _facts(loaders.load(_as_text(tmp_path, lines)))
    assert _facts(loaders.load(WAYS[way](tmp_path, lines))) == wanted


@pytest.mark.parametrize("way", WAYS)
def test_every_format_of_a_table_gives_the_same_facts(tmp_path: Path, way: str) -> None:
    lines = BEFORE + ["\t".join(row) for row in [HEADER, *ROWS]]
    wanted = _facts(loaders.load(_as_text(tmp_path, lines)))
    assert len(wanted["tasks"]) == len(ROWS)
    assert _facts(loaders.load(WAYS[way](tmp_path, lines))) == wanted


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("stem", ["care-plan", "bureau-notice", "duty-list"])
def test_every_format_of_a_document_in_traditional_script_gives_the_same_facts(tmp_path: Path, stem: str, way: str) -> None:
    [example] = [path for path in EXAMPLES if path.stem == stem]
    simplified = loaders.load(example)
    text = opencc.OpenCC("s2t").convert(simplified.text)
    assert text != simplified.text
    lines = _lines(text)
    wanted = _facts(loaders.load(_as_text(tmp_path, lines)))
    assert len(wanted["tasks"]) == len(_facts(simplified)["tasks"]) > 0
    assert _facts(loaders.load(WAYS[way](tmp_path, lines))) == wanted


def _rows_of(lines: list[str]) -> list[list[str]]:
    """The lines as rows of a sheet, an empty one between a table and what follows it."""
    rows: list[list[str]] = []
    for part in _grouped(lines):
        if isinstance(part, str):
            rows += [[]] * (len(rows) > 0 and len(rows[-1]) > 1) + [[part.strip("　 ")]]
        else:
            rows += part
    return rows


@pytest.mark.parametrize("kind", ["xlsx", "csv", "tsv"])
def test_a_document_of_every_kind_of_record_as_a_sheet_gives_the_same_facts(tmp_path: Path, kind: str) -> None:
    [example] = [path for path in EXAMPLES if path.stem == "care-plan"]
    lines = _lines(loaders.load(example).text)
    wanted = _facts(loaders.load(_as_text(tmp_path, lines)))
    assert all(wanted[record] for record in KINDS if record != "omissions")
    file = tmp_path / f"a.{kind}"
    if kind == "xlsx":
        book = openpyxl.Workbook()
        assert book.active is not None
        for number, row in enumerate(_rows_of(lines), 1):
            for column, words in enumerate(row, 1):
                book.active.cell(number, column, words)
        book.save(file)
    else:
        with file.open("w", encoding="utf-8", newline="") as written:
            csv.writer(written, delimiter="," if kind == "csv" else "\t").writerows(_rows_of(lines))
    assert _facts(loaders.load(file)) == wanted


def _sheet_of(lines: list[str], rows: list[list[str]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in lines:
        sheet.append([line])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=len(HEADER))
    for row in rows:
        sheet.append(row)
    return book


def test_a_table_as_a_sheet_gives_the_same_facts(tmp_path: Path) -> None:
    lines = BEFORE + ["\t".join(row) for row in [HEADER, *ROWS]]
    wanted = _facts(loaders.load(_as_text(tmp_path, lines)))
    _sheet_of([line.strip("　") for line in BEFORE], [HEADER, *ROWS]).save(tmp_path / "a.xlsx")
    assert _facts(loaders.load(tmp_path / "a.xlsx")) == wanted
    written = io.StringIO()
    csv.writer(written).writerows([[line.strip("　")] for line in BEFORE] + [HEADER, *ROWS])
    for encoding in ("utf-8-sig", "gb18030"):
        (tmp_path / "a.csv").write_bytes(written.getvalue().encode(encoding))
        assert _facts(loaders.load(tmp_path / "a.csv")) == wanted


@pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["pdf", "doc", "wps", "xls"])
def test_what_libreoffice_writes_gives_the_same_facts(tmp_path: Path, kind: str) -> None:
    lines = BEFORE + ["\t".join(row) for row in [HEADER, *ROWS]]
    wanted = _facts(loaders.load(_as_text(tmp_path, lines)))
    if kind == "xls":
        _sheet_of([line.strip("　") for line in BEFORE], [HEADER, *ROWS]).save(tmp_path / "a.xlsx")
        given = tmp_path / "a.xlsx"
    else:
        given = _as_word(tmp_path, lines)
    _convert(given, "doc" if kind == "wps" else kind)
    if kind == "wps":
        (tmp_path / "a.doc").rename(tmp_path / "a.wps")
    document = loaders.load(tmp_path / f"a.{kind}")
    assert _facts(document) == wanted
    assert loaders.place_of(document, document.text.index("市司法局")) != loaders.place_of(document, -1) or kind == "pdf"


def _convert(given: Path, kind: str) -> None:
    program = office.program()
    assert program is not None
    made = given.with_suffix(f".{kind}")
    said: list[str] = []
    for attempt in range(3):  # on a busy machine it sometimes gives up as it starts; how well it starts is not what is tried here
        profile = (given.parent / f"profile-{attempt}").as_uri()
        order = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind, "--outdir", str(given.parent), str(given)]
        told = subprocess.run(order, check=False, capture_output=True, text=True, timeout=120)
        if made.is_file():
            return
        said.append(f"{told.returncode}: {told.stdout}{told.stderr}")
    pytest.fail("\n".join(said))
