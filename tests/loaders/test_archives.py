"""Archives from strangers: names that lead out, names that stand there twice, names in any encoding, passwords, giants; each is told, the others are read."""

from __future__ import annotations

import io
import warnings
import zipfile
from pathlib import Path
from random import Random

import pytest

import loaders
from loaders import Document
from loaders.errors import BinaryContentError, DamagedFileError, HostileFileError, LoadError, LockedError, SeveralFilesError, TooLargeError, UnreadableError
from tests.loaders.office_files import packed, paragraph, word_parts

GOOD = "各区人民政府："


def _archive(folder: Path, members: list[tuple[str, bytes]]) -> Path:
    """A .zip with these members, names twice where they stand twice."""
    file = folder / "材料.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that stand there twice
        for name, content in members:
            archive.writestr(name, content)
    return file


def _named(folder: Path, names: list[bytes]) -> Path:
    """A .zip with a text of our own under each of these names, none of which says its encoding."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for number, name in enumerate(names):
            archive.writestr(f"{number}" * len(name), GOOD)
    data = memory.getvalue()
    for number, name in enumerate(names):
        data = data.replace(f"{number}".encode() * len(name), name)
    file = folder / "材料.zip"
    file.write_bytes(data)
    return file


def _found(file: Path) -> dict[str, str]:
    """By path within the archive the text, or the name of the error."""
    found: dict[str, str] = {}
    for one in loaders.load_all(file):
        path, said = (one.source.path, one.text) if isinstance(one, Document) else (one.path, type(one).__name__)
        assert path not in found
        found[path.removeprefix(f"{file.as_posix()}/")] = said
    return found


@pytest.mark.parametrize("name", ["../方案.txt", "通知/../../方案.txt", "/etc/方案.txt", "C:\\方案.txt", "..\\方案.txt", "方\x1b[2J案.txt"])
def test_a_name_that_leads_out_of_the_archive_is_refused_and_the_next_is_read(tmp_path: Path, name: str) -> None:
    file = _archive(tmp_path, [(name, b"x"), ("要点.txt", GOOD.encode())])
    found = _found(file)
    assert found.pop("要点.txt") == GOOD
    [(shown, said)] = found.items()
    assert said == HostileFileError.__name__
    assert ".." not in shown
    assert "\x1b" not in shown
    assert not shown.startswith("/")


def test_of_two_files_with_one_name_neither_counts(tmp_path: Path) -> None:
    file = _archive(tmp_path, [("方案.txt", b"a"), ("方案.txt", b"b"), ("要点.txt", GOOD.encode())])
    assert _found(file) == {"方案.txt": SeveralFilesError.__name__, "要点.txt": GOOD}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5"])
def test_names_come_out_right_whatever_wrote_them(tmp_path: Path, encoding: str) -> None:
    names = ["關於印發工作方案的通知.txt", "附件.txt"] if encoding == "big5" else ["关于印发工作方案的通知.txt", "附件.txt"]
    file = _named(tmp_path, [name.encode(encoding) for name in names])
    assert _found(file) == dict.fromkeys(names, GOOD)


def test_folders_of_windows_are_folders(tmp_path: Path) -> None:
    file = _named(tmp_path, ["通知\\附件\\方案.txt".encode("gb18030")])
    assert _found(file) == {"通知/附件/方案.txt": GOOD}


def test_a_giant_is_refused_alone(tmp_path: Path) -> None:
    members = [("空白.txt", b" " * (90 << 20)), ("大.txt", Random(1).randbytes(33 << 20)), ("要点.txt", GOOD.encode())]
    assert _found(_archive(tmp_path, members)) == {"空白.txt": HostileFileError.__name__, "大.txt": TooLargeError.__name__, "要点.txt": GOOD}


def test_many_files_that_are_small_by_themselves_are_refused_together(tmp_path: Path) -> None:
    block = bytes(number * number % 251 for number in range(1 << 16)) * 32
    file = _archive(tmp_path, [(f"{number}.txt", block * 14) for number in range(10)])
    [error] = loaders.load_all(file)
    assert isinstance(error, HostileFileError)
    assert "256 MiB" in error.en


def test_more_files_than_anyone_sends_are_refused(tmp_path: Path) -> None:
    [error] = loaders.load_all(_archive(tmp_path, [(f"{number}.txt", b"x") for number in range(1_001)]))
    assert isinstance(error, TooLargeError)


def test_a_file_under_a_password_or_damaged_is_told_and_the_next_is_read(tmp_path: Path) -> None:
    file = _archive(tmp_path, [("密.txt", b"secret words"), ("坏.txt", b"broken words" * 40), ("要点.txt", GOOD.encode())])
    data = bytearray(file.read_bytes())
    with zipfile.ZipFile(file) as archive:
        locked, broken, _ = archive.infolist()
    central = data.index(b"PK\x01\x02")
    data[locked.header_offset + 6] |= 1
    data[central + 8] |= 1
    body = broken.header_offset + 30 + len(broken.filename.encode())
    data[body : body + 4] = b"\xff\xff\xff\xff"
    file.write_bytes(data)
    assert _found(file) == {"密.txt": LockedError.__name__, "坏.txt": DamagedFileError.__name__, "要点.txt": GOOD}


def test_a_path_may_lead_into_an_archive(tmp_path: Path) -> None:
    file = _archive(tmp_path, [("通知/方案.docx", packed(word_parts(paragraph(GOOD)))), ("x.txt", b"x")])
    document = loaders.load(file / "通知" / "方案.docx")
    assert document.text == f"{GOOD}\n"
    assert document.source.path == f"{file.as_posix()}/通知/方案.docx"
    with pytest.raises(UnreadableError) as refused:
        loaders.load(file / "没有.txt")
    assert "没有.txt" in refused.value.zh
    assert list(loaders.paths_in(file)) == [f"{file.as_posix()}/通知/方案.docx", f"{file.as_posix()}/x.txt"]


def test_an_archive_that_changes_is_opened_anew(tmp_path: Path) -> None:
    assert _found(_archive(tmp_path, [("a.txt", b"one")])) == {"a.txt": "one"}
    assert _found(_archive(tmp_path, [("a.txt", b"another")])) == {"a.txt": "another"}


@pytest.mark.parametrize(
    ("content", "kind"),
    [(packed(word_parts(paragraph(GOOD))), BinaryContentError), (b"Rar!\x1a\x07\x00", BinaryContentError), (packed({}), SeveralFilesError)],
    ids=["a Word document", "another kind of archive", "nothing"],
)
def test_what_is_no_archive_of_documents_is_refused_by_what_it_is(tmp_path: Path, content: bytes, kind: type[LoadError]) -> None:
    file = tmp_path / "材料.zip"
    file.write_bytes(content)
    [error] = loaders.load_all(file)
    assert type(error) is kind
    with pytest.raises(kind):
        loaders.load(file)
