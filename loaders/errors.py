"""Why a file could not be read: one error a reason, each with the file, the reason and the next step, in Chinese and English.

    LoadError
    ├── UnreadableError          the file is missing, is a folder, or may not be opened
    ├── TooLargeError            more bytes, cells or files in it than any document has
    ├── EmptyFileError           no bytes, only white space, or a page without words
    │   └── NoTextLayerError     pages are there, but only as pictures: a scanned PDF
    ├── UnknownKindError         a suffix that no loader knows
    │   └── NotReadYetError      a kind that is known (.ofd, .rtf …) and has no loader yet
    ├── BinaryContentError       the bytes are something else than the name says: a PDF under the name 方案.txt
    ├── WrongEncodingError       text in no encoding that fits every byte
    ├── LockedError              a password is needed
    ├── MacroError               the document carries a program
    ├── DamagedFileError         its parser could not make sense of it
    ├── MissingProgramError      a kind that LibreOffice opens for us, and it is not installed
    ├── SeveralFilesError        an archive: it holds files, and is none
    └── HostileFileError         built to exhaust its reader
        ├── HostileMarkupError   a page with more tags than any document has
        └── LimitExceededError   its parser needed more memory or time than it may have

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
    """More bytes, cells or files in it than any document has."""


class EmptyFileError(LoadError):
    """No bytes, only white space, or a page without words."""


class NoTextLayerError(EmptyFileError):
    """There are pages, but only as pictures: their words must be recognised first."""


class UnknownKindError(LoadError):
    """The suffix belongs to no kind of document that is known here."""


class NotReadYetError(UnknownKindError):
    """The kind is known, and no loader reads it yet."""


class BinaryContentError(LoadError):
    """The bytes are those of something else than the name says."""


class WrongEncodingError(LoadError):
    """No encoding fits every byte, or the one that fits gives no Chinese that anybody wrote."""


class LockedError(LoadError):
    """A password is needed."""


class MacroError(LoadError):
    """The document carries a program (macros)."""


class DamagedFileError(LoadError):
    """Its parser could not make sense of it."""


class MissingProgramError(LoadError):
    """The kind is opened by LibreOffice, which is not installed or does not answer."""


class SeveralFilesError(LoadError):
    """An archive of files, where one document was asked for."""


class HostileFileError(LoadError):
    """Built, or broken, so that reading it would take more than any document needs."""


class LimitExceededError(HostileFileError):
    """Its parser was stopped: it needed more memory or time than it may have."""


class HostileMarkupError(HostileFileError):
    """The page has more tags, or more attributes in one tag, than any document has."""
