"""What the command line says, in Chinese and English side by side; `told("build")` is the text of a key, its blanks filled.

The texts stand in `messages.tsv`: key, Chinese, English. A verb `x` has its line under `x`, more under `x.more`, an example under
`x.example`, and its parameters under `x.parameter`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from queries.wording import Wording


@cache
def _messages() -> dict[str, tuple[str, str]]:
    lines = Path(__file__).with_name("messages.tsv").read_text(encoding="utf-8").splitlines()
    fields = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {key: (zh, en) for key, zh, en in fields}


def told(key: str, **blanks: object) -> Wording:
    """The text of a key in both languages."""
    zh, en = _messages()[key]
    return Wording(zh.format(**blanks), en.format(**blanks)) if blanks else Wording(zh, en)


def has(key: str) -> bool:
    """Whether there is a text of that key."""
    return key in _messages()
