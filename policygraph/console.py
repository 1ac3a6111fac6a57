"""What is said to people: remarks and progress on stderr, answers on stdout. Only this file writes to either.

Progress is shown only on a terminal, only for work that takes longer than a second, and never with `--quiet`: (3/120 方案.txt).
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NoReturn

from policygraph.messages import told
from policygraph.settings import Settings, WrongUseError
from queries.wording import Wording

Step = Callable[[int, int, str], None]
"""How far the work is: done, of how many, and what is at hand."""

_PATIENCE = 1.0


def speak_utf8() -> None:
    """Pipes carry UTF-8 whatever the code page of the machine; a terminal keeps its own and shows `?` for what it lacks."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="replace")
        else:
            reconfigure(encoding="utf-8", errors="surrogateescape" if stream is sys.stdout else "backslashreplace", newline="\n")


def give_up_stdout() -> None:
    """The reader has seen enough (`| head`); nothing more is written, not even when the program ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def leave(code: int) -> NoReturn:
    """Ends the process at once. A snapshot opened read-only has nothing to put away, and putting it away would take as long as asking."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def to_terminal() -> bool:
    """Whether what is printed is read by a person right now."""
    return sys.stdout.isatty()


def out(text: str) -> None:
    """An answer, on stdout."""
    sys.stdout.write(text)


def to_people(text: str) -> None:
    sys.stderr.write(text + "\n")


def remark(settings: Settings, words: Wording) -> None:
    """Something worth knowing beside the answer; not said with `--quiet`."""
    if not settings.quiet:
        to_people(settings.say(told("remark", what=settings.say(words))))


def failed(settings: Settings, words: Wording) -> None:
    """What went wrong; said with `--quiet` too."""
    to_people(settings.say(told("error", what=settings.say(words))))


def out_bytes(data: bytes) -> None:
    """An answer that is no text, on stdout."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


@contextmanager
def opened_for_writing(path: Path, *, binary: bool = False) -> Iterator[IO[Any]]:
    """A file to write, text in UTF-8 or bytes; it replaces the old one only when it is whole."""
    beside = path.with_name(f".new-{os.getpid()}-{path.name}")
    try:
        with beside.open("wb") if binary else beside.open("w", encoding="utf-8", newline="") as file:
            yield file
        beside.replace(path)
    except OSError as error:
        raise WrongUseError(told("cannot_write", path=path, why=error.strerror or error)) from error
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def progress(settings: Settings, words: Wording) -> Iterator[Step]:
    """A line that says how far the work is, from the second second on."""
    if settings.quiet or not sys.stderr.isatty():
        yield lambda _done, _total, _what: None
        return
    line = _Line(settings.say(words))
    try:
        yield line.step
    finally:
        line.end()


class _Line:
    """Rich's progress bar, imported and shown only when the work turns out to be long."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.began = time.monotonic()
        self.bar: Any = None
        self.task: Any = None

    def step(self, done: int, total: int, what: str) -> None:
        if self.bar is None:
            if time.monotonic() - self.began < _PATIENCE:
                return
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                TextColumn("{task.fields[what]}", markup=False),
            )
            self.bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self.task = self.bar.add_task(self.words, total=total or None, what="")
            self.bar.start()
        self.bar.update(self.task, completed=done, total=total or None, what=what)

    def end(self) -> None:
        if self.bar is not None:
            self.bar.stop()
