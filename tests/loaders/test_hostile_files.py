"""Files built to exhaust or to fool their reader: each ends in an error that names it, within the limits, and the next file is read. 99 KiB → 100 MB"""

from __future__ import annotations

import io
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

import loaders
from loaders import worker
from loaders.errors import (
    DamagedFileError,
    EmptyFileError,
    HostileFileError,
    LimitExceededError,
    LoadError,
    LockedError,
    MacroError,
    NoTextLayerError,
    TooLargeError,
)
from loaders.worker import Limits, read_in_worker
from tests.loaders.office_files import packed, paragraph, word_file, word_parts, workbook_parts, written

HUGE = b"<a>" + b" " * (100 << 20)
GOOD = "各区人民政府："


def _lying(parts: dict[str, str | bytes], name: str, content: bytes) -> bytes:
    """A ZIP in which one member says that it unpacks to a hundred bytes."""
    data = packed({**parts, name: content})
    squeezed = zipfile.ZipFile(io.BytesIO(data)).getinfo(name)
    size = squeezed.file_size.to_bytes(4, "little")
    return data.replace(
        squeezed.CRC.to_bytes(4, "little") + squeezed.compress_size.to_bytes(4, "little") + size,
        squeezed.CRC.to_bytes(4, "little") + squeezed.compress_size.to_bytes(4, "little") + (100).to_bytes(4, "little"),
    )


def _many() -> bytes:
    return packed({**word_parts(paragraph(GOOD)), **{f"word/media/{number}.png": "" for number in range(5_000)}})


def _billion_laughs() -> str:
    entities = "".join(f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 12))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{entities}]>' + str(word_parts(paragraph("&a11;"))["word/document.xml"])


def _outside() -> str:
    return '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + str(word_parts(paragraph("&e;"))["word/document.xml"])


def _pdf(*objects: str) -> bytes:
    """A PDF of these objects, numbered from one, the first its catalogue."""
    body = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return (
        body
        + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF".encode()
    )


def _looping_references() -> bytes:
    return _pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/Contents 3 0 R>>").replace(
        b"trailer\n<<", b"trailer\n<</Prev 9 "
    )


def _nested_forms() -> bytes:
    """Forms that show the next one twenty times, twenty levels deep."""
    form = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F {} 0 R>>>>/Length {}>>stream\n{}\nendstream"
    show = "/F Do " * 20
    levels = [form.format(number + 6, len(show), show) for number in range(20)]
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Resources<</XObject<</F 5 0 R>>>>/Contents 4 0 R>>"
    return _pdf(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        f"<</Length {len(show)}>>stream\n{show}\nendstream",
        *levels,
        form.format(5, 0, ""),
    )


def _packed_stream() -> bytes:
    squeezed = zlib.compress(zlib.compress(b"\0" * (900 << 20), 9), 9).decode("latin-1")
    contents = f"<</Length {len(squeezed)}/Filter[/FlateDecode/FlateDecode]>>stream\n{squeezed}\nendstream"
    return _pdf(
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>", contents
    )


HOSTILE: dict[str, tuple[str, Callable[[], bytes], type[LoadError]]] = {
    "a docx that unpacks to more than it may": ("a.docx", lambda: packed({**word_parts(""), "word/document.xml": HUGE}), HostileFileError),
    "a docx that lies about it": ("a.docx", lambda: _lying(word_parts(""), "word/document.xml", HUGE), LoadError),
    "a docx of a hundredfold repetition": ("a.docx", lambda: packed({**word_parts(""), "word/styles.xml": b"<a/>" * (8 << 20)}), HostileFileError),
    "a docx of thousands of parts": ("a.docx", _many, HostileFileError),
    "a billion laughs": ("a.docx", lambda: packed({**word_parts(""), "word/document.xml": _billion_laughs()}), HostileFileError),
    "an outside entity": ("a.docx", lambda: packed({**word_parts(""), "word/document.xml": _outside()}), HostileFileError),
    "entities in UTF-16": (
        "a.docx",
        lambda: packed({**word_parts(""), "word/document.xml": _outside().replace("?>", ' encoding="UTF-16"?>', 1).encode("utf-16")}),
        HostileFileError,
    ),
    "elements nested without end": ("a.docx", lambda: packed(word_parts("<w:p>" * 5_000 + "</w:p>" * 5_000)), DamagedFileError),
    "a docx with macros": ("a.docx", lambda: packed({**word_parts(paragraph(GOOD)), "word/vbaProject.bin": b"x"}), MacroError),
    "a docx that calls itself macro-enabled": ("a.docx", lambda: packed(word_parts(paragraph(GOOD), main="ms-word.document.macroEnabled.main")), MacroError),
    "half a docx": ("a.docx", lambda: packed(word_parts(paragraph(GOOD)))[:-200], DamagedFileError),
    "a docx without a body": ("a.docx", lambda: packed({**word_parts(""), "word/document.xml": "<w/>"}), DamagedFileError),
    "a span of a million columns": ("a.docx", lambda: packed(word_parts(_wide())), LoadError),
    "an xlsx that unpacks to more than it may": ("a.xlsx", lambda: packed({**workbook_parts(""), "xl/sharedStrings.xml": HUGE}), HostileFileError),
    "an xlsx with entities": ("a.xlsx", lambda: packed({**workbook_parts(""), "xl/worksheets/sheet1.xml": _outside()}), HostileFileError),
    "an xlsx of more cells than a table has": ("a.xlsx", lambda: packed(workbook_parts(_rows(2_000, 60))), TooLargeError),
    "an xlsx with a sheet that is missing": (
        "a.xlsx",
        lambda: packed({name: part for name, part in workbook_parts("").items() if "sheet1" not in name}),
        LoadError,
    ),
    "an xls that is cut off": ("a.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "Workbook\0".encode("utf-16-le"), DamagedFileError),
    "an office file under a password": (
        "a.docx",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage\0".encode("utf-16-le"),
        LockedError,
    ),
    "a pdf that is cut off": ("a.pdf", lambda: b"%PDF-1.7\n1 0 obj\n<<", DamagedFileError),
    "a pdf whose references go round": ("a.pdf", _looping_references, LoadError),
    "a pdf whose pages are each other's": (
        "a.pdf",
        lambda: _pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 9>>", "<</Type/Pages/Kids[2 0 R]/Count 9>>"),
        LoadError,
    ),
    "a pdf of a billion pages": ("a.pdf", lambda: _pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 1000000000>>"), LoadError),
    "a pdf of forms within forms": ("a.pdf", _nested_forms, LoadError),
    "a pdf with a stream of a gigabyte": ("a.pdf", _packed_stream, LoadError),
    "a csv whose cell never ends": ("a.csv", lambda: '序号,任务\n1,"'.encode() + b"a" * (3 << 20), DamagedFileError),
}


def _wide() -> str:
    row = "<w:tr>" + "<w:tc><w:tcPr><w:gridSpan w:val='999999'/></w:tcPr><w:p/></w:tc>" * 200 + "</w:tr>"
    return f"<w:tbl>{row * 200}</w:tbl>"


def _rows(rows: int, columns: int) -> str:
    return "".join(
        f'<row r="{row}">' + "".join(f"<c r='{chr(65 + at // 26)}{chr(65 + at % 26)}{row}'><v>1</v></c>" for at in range(columns)) + "</row>"
        for row in range(1, rows + 1)
    )


@pytest.mark.parametrize(("name", "make", "kind"), HOSTILE.values(), ids=list(HOSTILE))
def test_refuses_it_by_name_and_reads_the_next(tmp_path: Path, name: str, make: Callable[[], bytes], kind: type[LoadError]) -> None:
    file = tmp_path / name
    file.write_bytes(make())
    good = word_file(tmp_path, paragraph(GOOD), name="好.docx")
    started = time.monotonic()
    with pytest.raises(kind) as refused:
        loaders.load(file)
    assert time.monotonic() - started < 30
    assert name in refused.value.zh
    assert refused.value.next_step.en in refused.value.en
    assert "root:" not in refused.value.en
    assert loaders.load(good).text == f"{GOOD}\n"


def test_a_cell_at_the_far_corner_makes_no_billion_cells(tmp_path: Path) -> None:
    sheet = f'<row r="1">{written("A1", "任务")}{written("B1", "单位")}</row><row r="1048576">{written("XFD1048576", "市公安局")}</row>'
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="A2:XFD1048575"/></mergeCells>'
    file = tmp_path / "大.xlsx"
    file.write_bytes(packed(workbook_parts(sheet, before='<dimension ref="A1:XFD1048576"/>', after=merged)))
    started = time.monotonic()
    document = loaders.load(file)
    assert time.monotonic() - started < 20
    assert "市公安局" in document.text
    assert loaders.place_of(document, document.text.index("市公安局")).row == 1_048_576


def test_a_parser_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed(word_parts(paragraph("各") * 200_000))
    with pytest.raises(LimitExceededError) as refused:
        read_in_worker("word", data, "慢.docx", Limits(wall=0.2))
    assert "慢.docx" in str(refused.value)
    assert read_in_worker("word", packed(word_parts(paragraph(GOOD))), "好.docx").text == f"{GOOD}\n"


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="no limits on memory here")
def test_a_parser_that_wants_too_much_memory_is_stopped() -> None:
    data = packed(word_parts(paragraph("各") * 200_000))
    with pytest.raises((LimitExceededError, DamagedFileError)):
        read_in_worker("word", data, "大.docx", Limits(memory=160 << 20))
    assert read_in_worker("word", packed(word_parts(paragraph(GOOD))), "好.docx").text == f"{GOOD}\n"


def test_a_process_that_is_gone_is_started_again() -> None:
    data = packed(word_parts(paragraph(GOOD)))
    assert read_in_worker("word", data, "好.docx").text
    worker._current[0].process.kill()
    worker._current[0].process.wait()
    assert read_in_worker("word", data, "好.docx").text == f"{GOOD}\n"


def test_pages_that_are_pictures_are_no_text(tmp_path: Path) -> None:
    picture = "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>stream\n0\nendstream"
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>"
    show = "600 0 0 800 0 0 cm /I Do"
    data = _pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, f"<</Length {len(show)}>>stream\n{show}\nendstream", picture)
    file = tmp_path / "扫描.pdf"
    file.write_bytes(data)
    with pytest.raises(NoTextLayerError) as refused:
        loaders.load(file)
    assert "OCR" in refused.value.zh
    empty = tmp_path / "空.pdf"
    empty.write_bytes(_pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"))
    with pytest.raises(EmptyFileError):
        loaders.load(empty)
