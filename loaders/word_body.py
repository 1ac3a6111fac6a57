"""The body of a Word document as lines: what Word shows with all changes accepted, its lists numbered, text boxes and footnotes in, headers and footers out.

One walk over the markup. Deleted and moved-away words, hidden words, field codes ( MERGEFIELD … ), comments and tables of contents are left out. Tables go
through the same grid as those of web pages: merged cells stand in every place that they cover, a table that only lays out the page is lines.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.composing import clean
from loaders.document import Place, Remark
from loaders.grid import OpenTable
from loaders.word_markup import Element, child, chosen, is_contents, length, local, symbol, value
from loaders.word_numbering import Numbering
from loaders.word_styles import Styles, is_on
from loaders.word_tables import Line, read_table

_SKIPPED = frozenset(
    "pPr rPr sectPr sdtPr sdtEndPr tblPr tblGrid tcPr trPr tblPrEx del moveFrom delText instrText delInstrText rt rubyPr annotationRef "
    "footnoteRef endnoteRef separator continuationSeparator commentReference softHyphen lastRenderedPageBreak proofErr".split()
)
_BREAKS = {"cr": "\n", "tab": " ", "ptab": " ", "noBreakHyphen": "-"}
_LARGE = 2_880_000
"""Eight centimetres: a picture of that width and height may be a page, a seal or an emblem is not."""


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
                read_table(self, element)
            elif name == "AlternateContent":
                if (either := chosen(element)) is not None:
                    self.blocks(either)
            elif name == "altChunk":
                self.unread("文中嵌入的另一份文件没有读", "another file embedded in the document was not read")
            elif name == "sdt":
                if not is_contents(element) and (content := child(element, "sdtContent")) is not None:
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
                if (either := chosen(element)) is not None:
                    self.inline(either, found)
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
                found.words.append(symbol(value(element, "char")))
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
        if extent is not None and length(value(extent, "cx")) > _LARGE and length(value(extent, "cy")) > _LARGE:
            self.unread(
                "这一段附近的大图没有读，其中如有文字请另行识别",
                "a large picture near this paragraph was not read; its words, if any, must be recognised first",
            )
