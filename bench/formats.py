"""How much of the time that a PDF or a Word document takes is ours, and how much its parser's: PDFium, lxml.

    python -m bench.formats [DOCUMENTS]

In turn in the same run, medians of the processor's time: the reader on the bytes of each file, and its parser alone on the same
bytes (PDFium opening every page with its characters; the parts of the .docx unpacked and parsed). Starting the process that reads
strangers' files is not counted: it serves many. Without a folder, or with one that holds neither kind, the documents of the
invented city are taken, written in both formats. Exit code 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import ctypes
import io
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from xml.sax.saxutils import escape

import pypdfium2.raw as pdfium
from lxml import etree

from bench.reading import EXAMPLES, in_turn
from bench.table import Measure, show
from loaders import LoadError, load, pdf, word
from loaders.composing import Composed

SUFFIXES = (".pdf", ".docx")
MOST = 8.0
"""How many times the parser's time the whole may take; files without pictures and styles give a parser the least to do."""
_LINE, _LINES = 28, 22
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, prints the table and tells whether the targets are met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="?", type=Path, default=EXAMPLES)
    folder: Path = parser.parse_args(arguments).documents
    given = {suffix: [file.read_bytes() for file in sorted(folder.rglob(f"*{suffix}"))] for suffix in SUFFIXES}
    if not any(given.values()):
        texts = [load(file).text for file in sorted(EXAMPLES.glob("*.txt"))]
        given = {".pdf": [_printed(text) for text in texts], ".docx": [_typed(text) for text in texts]}
    return max(_measure(suffix, files) for suffix, files in given.items() if files)


def _measure(suffix: str, files: list[bytes]) -> int:
    read, parse = (pdf.read, _parse_pdf) if suffix == ".pdf" else (word.read, _parse_word)
    read_files = [(data, found) for data in files if (found := _tried(read, data)) is not None]
    if not read_files:
        sys.stderr.write(f"{suffix}: 没有读得出的文件 / none that can be read\n")
        return 0
    rounds = in_turn(lambda: [read(data, suffix) for data, _ in read_files], lambda: [parse(data) for data, _ in read_files])
    ours, parsers = (median(seconds) for seconds in zip(*rounds, strict=True))
    characters = sum(len(found.text) for _, found in read_files)
    name = "PDFium" if suffix == ".pdf" else "zipfile, lxml"
    return show(
        f"{suffix}: {len(read_files)} 份文件, {characters:,} 字",
        [
            Measure("文件 → 文字 / file → text", ours, f"{characters / ours:,.0f} 字/秒"),
            Measure(f"其中解析 / of it the parser ({name})", parsers),
            Measure("我们的份额 / our share", median((whole - parser) / whole for whole, parser in rounds), unit=""),
            Measure("全部 ÷ 解析 / all ÷ parser", median(whole / parser for whole, parser in rounds), unit="", most=MOST),
        ],
    )


def _tried(read: Callable[[bytes, str], Composed], data: bytes) -> Composed | None:
    """What a file gives; nothing where it is refused: a scan has no time worth comparing."""
    try:
        return read(data, "")
    except LoadError:
        return None


def _parse_pdf(data: bytes) -> None:
    pdfium.FPDF_InitLibrary()
    buffer = (ctypes.c_ubyte * len(data)).from_buffer_copy(data)
    document = pdfium.FPDF_LoadMemDocument64(buffer, len(data), None)
    for index in range(pdfium.FPDF_GetPageCount(document)):
        page = pdfium.FPDF_LoadPage(document, index)
        words = pdfium.FPDFText_LoadPage(page)
        pdfium.FPDFText_CountChars(words)
        pdfium.FPDFText_ClosePage(words)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)


def _parse_word(data: bytes) -> None:
    archive = zipfile.ZipFile(io.BytesIO(data))
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(archive.read(name))


def _lines(text: str) -> Iterator[str]:
    """The text as lines of a printed page."""
    for paragraph in text.splitlines():
        yield from (paragraph[at : at + _LINE] for at in range(0, len(paragraph), _LINE))


def _printed(text: str) -> bytes:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    memory = io.BytesIO()
    canvas = Canvas(memory)
    for number, line in enumerate(_lines(text)):
        if number and number % _LINES == 0:
            canvas.showPage()
        canvas.setFont("STSong-Light", 16)
        canvas.drawString(80, 740 - 28 * (number % _LINES), line)
    canvas.save()
    return memory.getvalue()


def _typed(text: str) -> bytes:
    body = "".join(f'<w:p><w:r><w:rPr><w:sz w:val="32"/></w:rPr><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in text.splitlines())
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>')
    return memory.getvalue()


if __name__ == "__main__":
    sys.exit(main())
