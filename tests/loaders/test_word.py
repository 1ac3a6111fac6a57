"""What Word shows is what is read: its numbers, tables, text boxes and accepted changes, without headers, footers and field codes."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

import loaders
from loaders import Place, place_of
from loaders.errors import NoTextLayerError
from loaders.word_numbering import counted
from tests.loaders.office_files import W, cell, listed, numbering, packed, paragraph, table, word_file

LEVELS = (("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("decimalEnclosedCircle", "%4"))


def _lines(file: Path) -> list[str]:
    return loaders.load(file).text.splitlines()


def test_numbers_that_word_computes_are_read(tmp_path: Path) -> None:
    body = listed("总体要求", 1) + listed("加强保护", 1, 1) + listed("专利", 1, 2) + listed("商标", 1, 2) + listed("服务", 1, 1) + listed("专利", 1, 2)
    body += listed("保障", 1) + listed("组织", 1, 1) + paragraph("由市知识产权局负责。")
    assert _lines(word_file(tmp_path, body, numbering=numbering(*LEVELS))) == [
        "一、总体要求",
        "（一）加强保护",
        "1.专利",
        "2.商标",
        "（二）服务",
        "1.专利",
        "二、保障",
        "（一）组织",
        "由市知识产权局负责。",
    ]


@pytest.mark.parametrize(
    ("way", "numbers"),
    [
        ("chineseCountingThousand", "一 十 十一 二十 一百零三"),
        ("decimalEnclosedCircle", "① ⑩ ⑪ ⑳ (103)"),
        ("ideographTraditional", "甲 癸 甲 癸 丙"),
        ("chineseLegalSimplified", "壹 壹拾 壹拾壹 贰拾 壹佰零叁"),
        ("lowerRoman", "i x xi xx ciii"),
        ("upperLetter", "A J K T YYYY"),
        ("decimalZero", "01 10 11 20 103"),
        ("decimalFullWidth", "１ １０ １１ ２０ １０３"),
        ("decimal", "1 10 11 20 103"),
    ],
)
def test_every_way_of_counting(way: str, numbers: str) -> None:
    assert [counted(number, way) for number in (1, 10, 11, 20, 103)] == numbers.split()


def test_a_list_from_a_style_restarts_where_word_says_so(tmp_path: Path) -> None:
    more = '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="正文编号"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="下一级"/><w:basedOn w:val="a"/></w:style>'
    )
    style = '<w:pStyle w:val="b"/>'
    off = style + '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = paragraph("总则", style) + paragraph("不编号", off) + paragraph("职责", style) + listed("另起", 2) + listed("再者", 2)
    made = word_file(tmp_path, body, numbering=numbering(("chineseCounting", "第%1条"), more=more), styles=styles)
    assert _lines(made) == ["第一条 总则", "不编号", "第二条 职责", "第一条 另起", "第二条 再者"]


def test_a_bullet_is_no_number_and_a_deleted_item_counts_for_nothing(tmp_path: Path) -> None:
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
        '<w:del w:id="2"><w:r><w:delText>删去</w:delText></w:r></w:del></w:p>'
    )
    assert _lines(word_file(tmp_path, listed("甲", 1) + gone + listed("乙", 1), numbering=numbering(("decimal", "%1.")))) == ["1.甲", "2.乙"]
    assert _lines(word_file(tmp_path, listed("甲", 1), numbering=numbering(("bullet", "\uf0b7")))) == ["甲"]


def test_changes_are_read_as_accepted(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>由市</w:t></w:r><w:del w:id='1'><w:r><w:delText>工商局</w:delText></w:r></w:del>"
        "<w:ins w:id='2'><w:r><w:t>市场监管局</w:t></w:r></w:ins>"
        "<w:moveFrom w:id='3'><w:r><w:t>配合</w:t></w:r></w:moveFrom><w:moveTo w:id='4'><w:r><w:t>牵头</w:t></w:r></w:moveTo></w:p>"
        "<w:p><w:pPr><w:rPr><w:del w:id='5'/></w:rPr></w:pPr><w:r><w:t>前半段，</w:t></w:r></w:p>" + paragraph("后半段。")
    )
    assert _lines(word_file(tmp_path, body)) == ["由市市场监管局牵头", "前半段，后半段。"]


def test_fields_show_their_results_and_a_table_of_contents_nothing(tmp_path: Path) -> None:
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = f"<w:p>{field.format('MERGEFIELD 标题')}<w:r><w:t>关于印发方案的通知</w:t></w:r>{end}</w:p>"
    body += f"<w:p>{field.format('TOC')}<w:r><w:t>一、总体要求 1</w:t></w:r></w:p>{paragraph('二、任务 2')}<w:p>{end}</w:p>" + paragraph("一、总体要求")
    assert _lines(word_file(tmp_path, body)) == ["关于印发方案的通知", "一、总体要求"]


def test_text_boxes_are_read_once_and_in_their_place(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('示例市人民政府文件')}</w:txbxContent>"
    anchored = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>示府〔2025〕1号</w:t></w:r></w:p>"
    )
    assert _lines(word_file(tmp_path, anchored)) == ["示例市人民政府文件", "示府〔2025〕1号"]


def test_merged_cells_stand_in_every_place(tmp_path: Path) -> None:
    down, on, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    body = paragraph("分工如下：") + table(
        ["序号", "任务", cell("责任单位", wide)],
        ["1", cell("保护\n执法", down), "市公安局", "市法院"],
        ["2", cell("", on), cell("市司法局", wide)],
    )
    document = loaders.load(word_file(tmp_path, body))
    [found] = document.tables
    assert [[document.text[one.start : one.end] for one in row] for row in found.rows] == [
        ["序号", "任务", "责任单位", "责任单位"],
        ["1", "保护 执法", "市公安局", "市法院"],
        ["2", "保护 执法", "市司法局", "市司法局"],
    ]
    assert place_of(document, 0) == Place(paragraph=1)
    assert place_of(document, document.text.index("市司法局")) == Place(table=1, row=3)
    assert place_of(document, document.text.index("市司法局")).zh == "第1个表第3行"


def test_a_frame_of_one_cell_is_text(tmp_path: Path) -> None:
    document = loaders.load(word_file(tmp_path, table(["各区人民政府：\n请认真落实。"])))
    assert (document.text, document.tables) == ("各区人民政府：\n请认真落实。\n", ())


def test_footnotes_follow_and_hidden_words_are_told(tmp_path: Path) -> None:
    body = "<w:p><w:r><w:t>规上企业</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>内部</w:t></w:r></w:p>"
    document = loaders.load(word_file(tmp_path, body, footnotes=f"<w:footnote w:id='2'>{paragraph('指规模以上工业企业。')}</w:footnote>"))
    assert document.text == "规上企业\n指规模以上工业企业。\n"
    assert [remark.unread for remark in document.remarks] == [False]


def test_refuses_a_document_that_is_pictures(tmp_path: Path) -> None:
    picture = "<w:p><w:r><w:drawing><wp:inline><wp:extent cx='5400000' cy='7600000'/><a:blip/></wp:inline></w:drawing></w:r></w:p>"
    with pytest.raises(NoTextLayerError):
        loaders.load(word_file(tmp_path, picture))
    document = loaders.load(word_file(tmp_path, paragraph("附件") + picture))
    assert not document.whole
    assert document.remarks[0].place == Place(paragraph=2)


def test_the_strict_form_of_the_format_is_read_alike(tmp_path: Path) -> None:
    file = word_file(tmp_path, paragraph("各区人民政府："))
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name).replace(W[9:-1].encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main") for name in archive.namelist()}
    file.write_bytes(packed(dict(parts)))
    assert loaders.load(file).text == "各区人民政府：\n"
