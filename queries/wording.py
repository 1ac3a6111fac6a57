"""Words for people, in Chinese and in English side by side: titles, help, remarks, errors, and the names of coded values.

Codes (`lead`) are what programs get; a table for people says 牵头. A code that is not listed is shown as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Wording:
    """One text in both languages."""

    zh: str
    en: str

    def __getitem__(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en

    def __str__(self) -> str:
        return f"{self.zh} / {self.en}"


SCHEMES: dict[str, dict[str, Wording]] = {
    "role": {
        "lead": Wording("牵头", "lead"),
        "support": Wording("配合", "support"),
        "responsible": Wording("负责", "responsible"),
    },
    "status": {
        "in-force": Wording("现行有效", "in force"),
        "repealed": Wording("已废止", "repealed"),
        "expired": Wording("已过有效期", "expired"),
        "unknown": Wording("未写明", "not stated"),
    },
}
"""What coded values of a column are called, by the scheme that the column names."""
