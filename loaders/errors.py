"""Why a file could not be read: one error a reason, each with the file, the reason and the next step, in Chinese and English.

    LoadError
    ├── UnreadableError          the file is missing, is a folder, or may not be opened
    ├── TooLargeError            more bytes than any document has
    ├── EmptyFileError           no bytes, only white space, or a page without words
    ├── UnknownKindError         a suffix that no loader knows
    │   └── NotReadYetError      a kind that is known (.docx, .pdf …) and has no loader yet
    ├── BinaryContentError       the bytes are not text, whatever the name says: a PDF under the name 方案.txt
    ├── WrongEncodingError       text in no encoding that fits every byte
    └── HostileMarkupError       a page built to exhaust its reader

`str()` gives Chinese, `error.en` English. Nothing is raised here for what the words of a document say: that is the grammar's.
"""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """The same sentence in both languages, without its full stop."""

    zh: str
    en: str


class LoadError(Exception):
    """A file was not read: `path`, `reason` and `next_step` say which, why and what to do."""

    def __init__(self, path: str, reason: Words, next_step: Words) -> None:
        super().__init__(path, reason, next_step)  # all of them, so that the error can be pickled
        self.path = path
        self.reason = reason
        self.next_step = next_step

    @property
    def zh(self) -> str:
        return f"{self.path}：{self.reason.zh}。{self.next_step.zh}。"

    @property
    def en(self) -> str:
        return f"{self.path}: {self.reason.en}. {self.next_step.en}."

    def __str__(self) -> str:
        return self.zh


class UnreadableError(LoadError):
    """The file is missing, is no regular file, or may not be opened."""


class TooLargeError(LoadError):
    """The file has more bytes than any document has."""


class EmptyFileError(LoadError):
    """No bytes, only white space, or a page without words."""


class UnknownKindError(LoadError):
    """The suffix belongs to no kind of document that is known here."""


class NotReadYetError(UnknownKindError):
    """The kind is known, and no loader reads it yet."""


class BinaryContentError(LoadError):
    """The bytes are those of something else than text."""


class WrongEncodingError(LoadError):
    """No encoding fits every byte, or the one that fits gives no Chinese that anybody wrote."""


class HostileMarkupError(LoadError):
    """The page has more tags, or more attributes in one tag, than any document has."""
