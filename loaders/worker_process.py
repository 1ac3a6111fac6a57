"""The process that parses: takes bytes, gives JSON, one file after the other. {"kind": "pdf", "path": "方案.pdf"} and the bytes of it

Holds the child's side: it limits itself before it reads a byte, writes no file, and turns whatever a parser raises into an error that names the file.
"""

from __future__ import annotations

import importlib
import json
import os
import struct
import sys
from typing import Any, BinaryIO

from loaders.composing import Composed
from loaders.document import Place
from loaders.errors import DamagedFileError, LimitExceededError, LoadError, Words

_READERS = {
    "word": "loaders.word",
    "pdf": "loaders.pdf",
    "workbook": "loaders.workbooks",
    "old workbook": "loaders.old_workbooks",
    "markdown": "loaders.markdown",
}
_HEAD = struct.Struct(">II")
_SAVE = Words("请在原软件中打开，另存后再读", "Open it in its own program, save it anew and read that")
_SPLIT = Words("请拆分文件，或在原软件中另存为 .docx、.xlsx 或 .txt 后再读", "Split the file, or save it in its own program as .docx, .xlsx or .txt")


def _limit(memory: int) -> None:
    try:
        import resource  # noqa: PLC0415 (not on Windows)
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _allow(seconds: int) -> None:
    """Lets the process compute for so many seconds more."""
    try:
        import resource  # noqa: PLC0415 (not on Windows)
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, hard))


def serve(memory: int, seconds: int) -> None:
    """Reads files from the standard input until it closes."""
    _limit(memory)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints is no answer
    while True:
        size = sys.stdin.buffer.read(_HEAD.size)
        if len(size) < _HEAD.size:
            return
        head, length = _HEAD.unpack(size)
        asked = json.loads(sys.stdin.buffer.read(head))
        data = sys.stdin.buffer.read(length)
        _allow(seconds)
        answer = _answer(asked["kind"], asked["path"], data)
        _send(answers, answer)
        if answer.get("ends"):
            return


def _answer(kind: str, path: str, data: bytes) -> dict[str, Any]:
    try:
        reader = importlib.import_module(_READERS[kind])
        return _as_json(reader.read(data, path))
    except LoadError as error:
        return _refusal(error)
    except MemoryError:
        reason = Words("解析所需内存超过上限，已中止", "reading it asked for more memory than is allowed and was stopped")
        return {**_refusal(LimitExceededError(path, reason, _SPLIT)), "ends": True}
    except RecursionError:
        return _refusal(DamagedFileError(path, Words("文件内部层层嵌套，无法解析", "it nests too deeply to be read"), _SAVE))
    except Exception as error:  # noqa: BLE001 (parsers raise anything on a broken file: KeyError, struct.error, AssertionError)
        said = f"{type(error).__name__}: {error}"[:120]
        return _refusal(DamagedFileError(path, Words(f"文件损坏或不合格式（{said}）", f"it is damaged or against its format ({said})"), _SAVE))


def _refusal(error: LoadError) -> dict[str, Any]:
    return {"error": {"kind": type(error).__name__, "reason": list(error.reason), "next_step": list(error.next_step)}}


def _place(place: Place | None) -> list[Any] | None:
    return [place.page, place.sheet, place.table, place.row, place.paragraph] if place else None


def _as_json(composed: Composed) -> dict[str, Any]:
    return {
        "text": composed.text,
        "tables": [[table.start, table.end, [[[cell.start, cell.end] for cell in row] for row in table.rows]] for table in composed.tables],
        "places": [[offset, _place(place)] for offset, place in composed.places],
        "remarks": [[remark.zh, remark.en, _place(remark.place), remark.unread] for remark in composed.remarks],
    }


def _send(answers: BinaryIO, answer: dict[str, Any]) -> None:
    said = json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace")
    answers.write(_HEAD.pack(0, len(said)) + said)
    answers.flush()
