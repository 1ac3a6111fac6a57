"""The body of a Word document as lines: what Word shows with all changes accepted, its lists numbered, text boxes and footnotes in, headers and footers out.

One walk over the markup. Deleted and moved-away words, hidden words, field codes ( MERGEFIELD … ), comments and tables of contents are left out. Tables go
through the same grid as those of web pages: merged cells stand in every place that they cover, a table that only lays out the page is lines.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from loaders.composing import clean
from loaders.document import Place, Remark
from loaders.grid import Draft, OpenCell, OpenTable, as_data
from loaders.word_numbering import Numbering, child, local, value, whole
from loaders.word_styles import Styles, is_on

Element: TypeAlias = Any  # lxml carries no types

_SKIPPED = frozenset(
    "pPr rPr sectPr sdtPr sdtEndPr tblPr tblGrid tcPr trPr tblPrEx del moveFrom delText instrText delInstrText rt rubyPr annotationRef "
    "footnoteRef endnoteRef separator continuationSeparator commentReference softHyphen lastRenderedPageBreak proofErr".split()
)
_BREAKS = {"cr": "\n", "tab": " ", "ptab": " ", "noBreakHyphen": "-"}
_LARGE = 2_880_000
"""Eight centimetres: a picture of that width and height may be a page, a seal or an emblem is not."""
_MAX_SPAN = 1_000


@dataclass(slots=True)
class Line:
    """A line of the document; a row where it has a table."""

    text: str
    place: Place
    table: Draft | None = None


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is read."""

    words: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    """Lines of text boxes that are fastened before or after its first words."""


class Body:
    """The state of the walk."""

    def __init__(self, numbering: Numbering, styles: Styles) -> None:
        self.numbering = numbering
        self.styles = styles
        self.lines: list[Line] = []
        self.remarks: list[Remark] = []
        self.notes: list[tuple[str, str]] = []
        self.pictures = 0
        self.paragraphs = 0
        self.tables = 0
        self.fields: list[str] = []
        self.open_tables: list[OpenTable] = []
        self.carried = ""
        self.boxes = 0

    def blocks(self, parent: Element) -> None:
        """Everything in a body, a cell, a text box or a note, in order."""
        for element in parent:
            name = local(element)
            if name == "p":
                self.paragraph(element)
            elif name == "tbl":
                self.table(element)
            elif name == "AlternateContent":
                if (chosen := _chosen(element)) is not None:
                    self.blocks(chosen)
            elif name == "altChunk":
                self.unread("文中嵌入的另一份文件没有读", "another file embedded in the document was not read")
            elif name == "sdt":
                if not _contents_block(element) and (content := child(element, "sdtContent")) is not None:
                    self.blocks(content)
            elif name and name not in _SKIPPED:
                self.blocks(element)

    def unread(self, zh: str, en: str) -> None:
        self.remark(Remark(zh, en, self._place()))

    def remark(self, remark: Remark) -> None:
        if remark not in self.remarks[-8:]:
            self.remarks.append(remark)

    def _place(self) -> Place:
        return Place(paragraph=self.paragraphs + 1)

    def paragraph(self, element: Element) -> None:
        properties = child(element, "pPr")
        contents = self.styles.contents(properties) or "contents" in self.fields
        found = _Paragraph()
        self.inline(element, found)
        self.fields = [state for state in self.fields if state != "code"]
        if contents or "contents" in self.fields:
            return
        mark = child(properties, "rPr")
        text = self.carried + "".join(found.words)
        gone = child(mark, "del") is not None or child(mark, "moveFrom") is not None
        self.carried = text if gone else ""
        for line in found.before:
            self.write(line)
        if not gone:
            listed = self.styles.list_of(properties, self.numbering)
            shown = bool(text.strip()) and not (is_on(child(mark, "vanish")) and not text)
            marker = self.numbering.next(*listed) if listed and (shown or self.open_tables) else ""
            for number, line in enumerate(text.split("\n")):
                self.write(marker + line.lstrip(" ") if number == 0 and marker else line)
        for line in found.after:
            self.write(line)

    def write(self, text: str) -> None:
        text = clean(text)
        if not text.strip():
            return
        if not self.open_tables:
            self.paragraphs += 1
        self.lines.append(Line(text, Place(paragraph=self.paragraphs)))

    def inline(self, parent: Element, found: _Paragraph) -> None:
        """The words of a paragraph, or of a part of one."""
        for element in parent:
            name = local(element)
            if not name or name in _SKIPPED:
                continue
            if name == "r":
                self.run(element, found)
            elif name == "AlternateContent":
                if (chosen := _chosen(element)) is not None:
                    self.inline(chosen, found)
            elif name == "t":
                if "code" not in self.fields:
                    found.words.append(element.text or "")
            elif name == "txbxContent":
                self.box(element, found)
            elif name == "fldChar":
                self.field(value(element, "fldCharType"))
            elif name in _BREAKS:
                found.words.append(_BREAKS[name])
            elif name == "br":
                found.words.append("\n")
            elif name == "sym":
                found.words.append(_symbol(value(element, "char")))
            elif name in {"footnoteReference", "endnoteReference"}:
                self.notes.append((name.removesuffix("Reference"), value(element, "id") or ""))
            else:
                if name == "textpath" and (words := value(element, "string")):
                    (found.after if found.words else found.before).append(words)
                elif name in {"drawing", "pict", "object"}:
                    self.picture(element, name)
                self.inline(element, found)

    def run(self, element: Element, found: _Paragraph) -> None:
        properties = child(element, "rPr")
        if properties is not None:
            if is_on(child(properties, "vanish")) or self.styles.hidden(value(child(properties, "rStyle"))):
                if any((one.text or "").strip() for one in element if local(one) == "t") and "code" not in self.fields:
                    self.remark(
                        Remark(
                            "这一段有隐藏的文字，Word 里看不到，没有读", "words that Word hides were not read in this paragraph", self._place(), unread=False
                        )
                    )
                for one in element.iter():  # a field goes on behind hidden words
                    if local(one) == "fldChar":
                        self.field(value(one, "fldCharType"))
                return
            if child(properties, "del") is not None and child(properties, "ins") is None:
                return
        for one in element:
            if local(one) == "instrText" and self.fields and self.fields[-1] == "code" and (one.text or "").strip().upper().startswith("TOC"):
                self.fields[-1] = "code contents"
        self.inline(element, found)

    def field(self, kind: str | None) -> None:
        """Steps through { code | result }; only results are shown, and those of a table of contents are not read."""
        if kind == "begin":
            self.fields.append("code")
        elif kind == "separate" and self.fields:
            self.fields[-1] = "contents" if self.fields[-1] == "code contents" else "result"
        elif kind == "end" and self.fields:
            self.fields.pop()

    def box(self, element: Element, found: _Paragraph) -> None:
        """The lines of a text box, before or after the paragraph that it is fastened to."""
        inner = Body(self.numbering, self.styles)
        inner.boxes = self.boxes + 1
        inner.blocks(element)
        self.remarks += inner.remarks
        self.notes += inner.notes
        self.pictures += inner.pictures
        (found.after if "".join(found.words).strip() else found.before).extend(line.text.replace("\t", " ") for line in inner.lines)

    def picture(self, element: Element, name: str) -> None:
        if name == "object":
            self.unread("文中嵌入的对象（如另一个表格）没有读", "an object embedded in the document (another table …) was not read")
        if not any(local(one) in {"blip", "imagedata"} for one in element.iter()):
            return
        self.pictures += 1
        extent = next((one for one in element.iter() if local(one) == "extent"), None)
        if extent is not None and whole_emu(value(extent, "cx")) > _LARGE and whole_emu(value(extent, "cy")) > _LARGE:
            self.unread(
                "这一段附近的大图没有读，其中如有文字请另行识别",
                "a large picture near this paragraph was not read; its words, if any, must be recognised first",
            )

    def table(self, element: Element) -> None:
        table = OpenTable(len(self.lines), role="")
        self.open_tables.append(table)
        above: dict[int, OpenCell] = {}
        for row in _rows(element):
            properties = child(row, "trPr")
            if child(properties, "del") is not None:
                continue
            above = self.row(row, table, above, whole(value(child(properties, "gridBefore"))))
        self.open_tables.pop()
        self.close(table)

    def row(self, row: Element, table: OpenTable, above: dict[int, OpenCell], skipped: int) -> dict[int, OpenCell]:
        """Reads a row; gives the cells that may go on below, by their first column."""
        cells: list[OpenCell] = []
        reaching: dict[int, OpenCell] = {}
        column = 0
        if 0 < skipped <= _MAX_SPAN:
            cells.append(OpenCell(len(self.lines), skipped, 1, 0, len(self.lines)))
            column = skipped
        for element in _cells(row):
            properties = child(element, "tcPr")
            columns = min(max(whole(value(child(properties, "gridSpan")), 1), 1), _MAX_SPAN)
            merge = child(properties, "vMerge")
            first = len(self.lines)
            self.blocks(element)
            if cells and (flat := child(properties, "hMerge")) is not None and value(flat) != "restart":
                cells[-1].columns += columns
                cells[-1].last = len(self.lines)
            elif merge is not None and value(merge) != "restart" and column in above and first == len(self.lines):
                above[column].rows += 1
                reaching[column] = above[column]
            else:
                cell = OpenCell(first, columns, 1, 0, len(self.lines))
                cells.append(cell)
                if merge is not None:
                    reaching[column] = cell
            column += columns
        table.rows.append(cells)
        return reaching

    def close(self, table: OpenTable) -> None:
        """Puts rows in place of the lines of a table of data."""
        lines = self.lines[table.first :]
        draft = as_data(table, [line.text for line in lines]) if lines else None
        if draft is None:
            if not self.open_tables:
                for line in lines:
                    self.paragraphs += 1
                    line.place = Place(paragraph=self.paragraphs) if line.table is None else line.place
            return
        self.lines[table.first :] = []
        if self.open_tables:
            self.open_tables[-1].holds_data = True
        self.tables += 1
        for number, text in enumerate(draft.texts):
            self.lines.append(Line(text, Place(table=self.tables, row=number + 1), draft))


def whole_emu(words: str | None) -> int:
    """A length; what is no number is none."""
    return int(words) if words and words.isdecimal() and len(words) < 12 else 0


def _rows(table: Element) -> list[Element]:
    return _inside(table, "tr")


def _cells(row: Element) -> list[Element]:
    return _inside(row, "tc")


def _inside(parent: Element, wanted: str) -> list[Element]:
    """The rows of a table or the cells of a row, also those in a content control or an insertion."""
    found: list[Element] = []
    for element in parent:
        name = local(element)
        if name == wanted:
            found.append(element)
        elif name in {"sdt", "sdtContent", "ins", "customXml", "moveTo"}:
            found.extend(_inside(element, wanted))
    return found


def _chosen(element: Element) -> Element | None:
    """Of the same thing written for new and for old programs, the first."""
    chosen = child(element, "Choice")
    return chosen if chosen is not None else child(element, "Fallback")


def _contents_block(element: Element) -> bool:
    gallery = next((one for one in child(element, "sdtPr") or () for one in one.iter() if local(one) == "docPartGallery"), None)
    return (value(gallery) or "").lower() == "table of contents"


def _symbol(code: str | None) -> str:
    """A character of a symbol font: a box that is ticked or not; others are not words."""
    return {"F0FE": "☑", "F052": "☑", "F0A8": "□", "F06F": "□", "F0A3": "□", "F0FC": "√"}.get((code or "").upper(), "")
