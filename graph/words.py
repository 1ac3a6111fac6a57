"""A sentence of the graph for people, in Chinese and in English: 正文相同 / the same text. What shows it picks the language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in both languages."""

    zh: str
    en: str
