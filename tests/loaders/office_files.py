"""Office files, made part by part: what Word and Excel would write, and what only an attacker would. <w:p><w:r><w:t>各区人民政府：</w:t></w:r></w:p>"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ALL = (
    f'{W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def _links(kind: str, target: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_LINKS}/{kind}" Target="{target}"/></Relationships>'


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP of these parts."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return memory.getvalue()


def paragraph(words: str, properties: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def listed(words: str, number: int, depth: int = 0) -> str:
    return paragraph(words, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraph(line) for line in words.split(chr(10)))}</w:tc>"


def table(*rows: list[str]) -> str:
    """A table of these cells; one that begins with a tag is taken as it is."""
    width = max(map(len, rows))
    grid = "<w:tblGrid>" + f'<w:gridCol w:w="{9000 // width}"/>' * width + "</w:tblGrid>"
    sized = f'<w:tcW w:w="{9000 // width}" w:type="dxa"/>'
    written = "".join(f"<w:tr>{''.join(one if one.startswith('<') else cell(one, sized) for one in row)}</w:tr>" for row in rows)
    return f'<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr>{grid}{written}</w:tbl>'


def word_parts(
    body: str, *, numbering: str = "", styles: str = "", footnotes: str = "", main: str = "wordprocessingml.document.main"
) -> dict[str, str | bytes]:
    """The parts of a .docx."""
    others = {"numbering": numbering, "styles": styles, "footnotes": footnotes}
    links = "".join(f'<Relationship Id="r{name}" Type="{_LINKS}/{name}" Target="{name}.xml"/>' for name, content in others.items() if content)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.{main}+xml"/>'
        + "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"/>'
            for name, content in others.items()
            if content
        )
        + "</Types>",
        "_rels/.rels": _links("officeDocument", "word/document.xml"),
        "word/document.xml": f"<w:document {_ALL}><w:body>{body}<w:p/><w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
    }
    for name, content in others.items():
        if content:
            parts[f"word/{name}.xml"] = f"<w:{name} {_ALL}>{content}</w:{name}>"
    return parts


def word_file(folder: Path, body: str, *, numbering: str = "", styles: str = "", footnotes: str = "", name: str = "方案.docx") -> Path:
    file = folder / name
    file.write_bytes(packed(word_parts(body, numbering=numbering, styles=styles, footnotes=footnotes)))
    return file


def numbering(*levels: tuple[str, str], number: int = 1, more: str = "") -> str:
    """One list: for each depth the way of counting and the text around the number."""
    written = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{way}"/><w:lvlText w:val="{text}"/></w:lvl>' for depth, (way, text) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="0">{written}</w:abstractNum><w:num w:numId="{number}"><w:abstractNumId w:val="0"/></w:num>{more}'


def workbook_parts(sheet: str, *, before: str = "", after: str = "") -> dict[str, str | bytes]:
    """The parts of a .xlsx with one sheet of these rows."""
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/></Types>',
        "_rels/.rels": _links("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{name}" xmlns:r="{_LINKS}"><sheets><sheet name="任务" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _links("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{name}">{before}<sheetData>{sheet}</sheetData>{after}</worksheet>',
    }


def written(reference: str, words: str) -> str:
    """One cell with words."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{words}</t></is></c>'
