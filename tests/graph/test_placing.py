"""Where a passage stands in its file: the page, the sheet and row, the table and row, the paragraph; of plain text the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from grammar import extract
from graph.placing import placer
from loaders import Document, Place, from_text, place_of
from ontology.records import Source
from policygraph.tables import shown
from queries.head import Column
from queries.wording import Wording

TEXT = "重点任务分工表\n序号\t任务\t牵头单位\n1\t开展执法检查\t市公安局\n"
SAID = {
    Place(page=3): "page=3",
    Place(sheet="任务;row=2", row=5): "sheet=任务;row=2;row=5",
    Place(table=2, row=4): "table=2;row=4",
    Place(paragraph=12): "paragraph=12",
}


def _document(*places: tuple[int, Place]) -> Document:
    return Document(TEXT, (), Source(path="a.pdf", sha256="0", loader="pdf", encoding=None), places)


@pytest.mark.parametrize(("place", "fragment"), SAID.items(), ids=list(SAID.values()))
def test_a_place_is_a_fragment_and_words_for_people(place: Place, fragment: str) -> None:
    second = TEXT.index("序号")
    extraction = extract(_document((0, Place(paragraph=1)), (second, place)))
    told = placer(extraction)
    assert [told(start) for start in (0, second - 1, second, len(TEXT) - 1)] == ["paragraph=1"] * 2 + [fragment] * 2
    column = Column("place", Wording("", ""), "place")
    assert shown([fragment, fragment], column, "zh") == place.zh
    assert shown([fragment], column, "en") == place.en


def test_of_plain_text_it_is_the_line() -> None:
    document = from_text("甲\n乙丙\n\n丁")
    told = placer(extract(document))
    for start in range(len(document.text)):
        assert told(start) == f"paragraph={place_of(document, start).paragraph}"


def test_every_passage_of_a_workbook_says_its_row(tmp_path: Path) -> None:
    import openpyxl

    from loaders import load
    from policygraph import ask, build

    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["序号", "重点任务", "牵头单位"], ["1", "开展执法检查", "市公安局"], ["2", "设立调解工作站", "市司法局"]):
        book.active.append(row)
    book.save(tmp_path / "分工.xlsx")
    assert [place.row for place in extract(load(tmp_path / "分工.xlsx")).places] == [1, 2, 3]
    build([tmp_path / "分工.xlsx"], tmp_path / "ws")
    rows = ask(tmp_path / "ws", "evidence-of-document", {"word": "工作站"}).records()
    assert [row["place"] for row in rows] == [["sheet=Sheet;row=3"]]
