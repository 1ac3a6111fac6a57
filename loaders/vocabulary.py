"""The lists of `pages.toml`, read once: 索引号, TRS_Editor, 打印本页. Holds no rule; what the words mean stands in the modules that ask for them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


@cache
def _lists() -> dict[str, str]:
    lists = tomllib.loads(Path(__file__).with_name("pages.toml").read_text(encoding="utf-8"))
    return {name: str(words) for name, words in lists.items()}


def vocabulary(name: str) -> tuple[str, ...]:
    """The words of one list, in its order."""
    return tuple(_lists()[name].split())
