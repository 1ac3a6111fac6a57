"""Parsers in a process of their own, with limits on memory and time: a PDF whose pages point at each other costs its refusal, not the batch.

Holds the parent's side. One process serves file after file (starting one costs more than reading most files) and is ended with the first file that breaks it.
What comes back is JSON, never a pickle, so that a parser that was taken over has nothing to say but text. On Windows, which has no such limits on memory,
the clock alone watches.
"""

from __future__ import annotations

import atexit
import json
import os
import struct
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loaders import errors
from loaders.composing import Composed
from loaders.document import Cell, Place, Remark, Table
from loaders.errors import DamagedFileError, LimitExceededError, LoadError, Words

_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from loaders.worker_process import serve; serve(int(sys.argv[2]), int(sys.argv[3]))"
_FILES = 200
"""How many files one process reads: what a library leaks goes with it."""
_HEAD = struct.Struct(">II")
_OUT_OF_TIME = -24
"""How a process ends that computed longer than it may (SIGXCPU, which Windows does not name)."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take."""

    memory: int = 1536 << 20
    """Bytes of address space, the interpreter and its libraries included."""
    cpu: int = 60
    """Seconds of computing."""
    wall: float = 120
    """Seconds altogether."""


LIMITS = Limits()
_SPLIT = Words("请拆分文件，或在原软件中另存为 .docx、.xlsx 或 .txt 后再读", "Split the file, or save it in its own program as .docx, .xlsx or .txt")


class _Worker:
    """One process and the pipes to it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.owner = os.getpid()
        self.files = 0
        path = json.dumps([str(Path(entry).resolve()) for entry in sys.path])
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-c", _START, path, str(limits.memory), str(limits.cpu)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def usable(self, limits: Limits) -> bool:
        return self.owner == os.getpid() and self.limits == limits and self.files < _FILES and self.process.poll() is None

    def ask(self, head: dict[str, str], data: bytes) -> tuple[dict[str, Any] | None, bool]:
        """The answer, or None where the process died of the file; and whether the clock ended it."""
        late = threading.Event()

        def end() -> None:
            late.set()
            self.process.kill()

        self.files += 1
        timer = threading.Timer(self.limits.wall, end)
        timer.daemon = True
        timer.start()
        try:
            return self._exchange(json.dumps(head).encode(), data), late.is_set()
        finally:
            timer.cancel()

    def _exchange(self, head: bytes, data: bytes) -> dict[str, Any] | None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        try:
            self.process.stdin.write(_HEAD.pack(len(head), len(data)) + head)
            self.process.stdin.write(data)
            self.process.stdin.flush()
            size = self.process.stdout.read(_HEAD.size)
            if len(size) < _HEAD.size:
                return None
            length = _HEAD.unpack(size)[1]
            said = self.process.stdout.read(length)
        except OSError:
            return None
        if len(said) < length:
            return None
        answer: dict[str, Any] = json.loads(said)
        return answer

    def close(self) -> int:
        """Ends the process; how it ended."""
        if self.owner != os.getpid():
            return 0
        for pipe in (self.process.stdin, self.process.stdout):
            try:
                if pipe is not None:
                    pipe.close()
            except OSError:
                pass  # what was still to be written has nobody to read it
        try:
            return self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()


_LOCK = threading.Lock()
_current: list[_Worker] = []


def close() -> None:
    """Ends the process that waits for the next file, if one does."""
    while _current:
        _current.pop().close()


atexit.register(close)


def read_in_worker(kind: str, data: bytes, path: str, limits: Limits | None = None) -> Composed:
    """What the reader of this kind makes of the bytes; raises `LoadError`, whatever the parser did."""
    limits = limits or LIMITS
    with _LOCK:
        if not _current or not _current[0].usable(limits):
            close()
            _current.append(_Worker(limits))
        worker = _current[0]
        try:
            answer, late = worker.ask({"kind": kind, "path": path}, data)
        except BaseException:  # an interrupt would leave an answer in the pipe for the next file
            worker.process.kill()
            close()
            raise
        if answer is None or answer.get("ends"):
            _current.clear()
            ended = worker.close()
            if answer is None:
                raise _died(path, ended, limits, late=late)
    if "error" in answer:
        raise _error(answer["error"], path)
    return _composed(answer)


def _died(path: str, ended: int, limits: Limits, *, late: bool) -> LoadError:
    if late or ended == _OUT_OF_TIME:
        seconds = int(limits.wall if late else limits.cpu)
        return LimitExceededError(path, Words(f"解析超过 {seconds} 秒，已中止", f"reading it took more than {seconds} seconds and was stopped"), _SPLIT)
    reason = Words("解析程序崩溃（文件损坏，或所需内存超过上限）", "its parser crashed (the file is damaged, or asks for more memory than is allowed)")
    return DamagedFileError(path, reason, _SPLIT)


def _error(said: dict[str, Any], path: str) -> LoadError:
    kind = getattr(errors, str(said["kind"]), DamagedFileError)
    return kind(path, Words(*said["reason"]), Words(*said["next_step"]))


def _composed(answer: dict[str, Any]) -> Composed:
    tables = tuple(Table(start, end, tuple(tuple(Cell(*cell) for cell in row) for row in rows)) for start, end, rows in answer["tables"])
    places = tuple((offset, Place(*place)) for offset, place in answer["places"])
    remarks = tuple(Remark(zh, en, Place(*place) if place else None, unread) for zh, en, place, unread in answer["remarks"])
    return Composed(answer["text"], tables, places, remarks)
