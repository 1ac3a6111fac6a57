"""Answers that keep places instead of words: the documents that they answer for are not ours to hand on.

    python -m bench.places GOLD DOCUMENTS OUT            words → places
    python -m bench.places --words GOLD DOCUMENTS OUT    places → words, to be read by people

A task's or a figure's `text` and `clause` become `@start-end`, joined by `+` where they stand in several pieces: offsets
into the text that the loader gives for the document of the same stem. Values (agencies, roles, dates, numbers) stay as
they are. Words that cannot be found stay too, and are told. `make score` reads both.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from grammar.shadow import fold
from loaders import load

_FIELDS = ("text", "clause")
_PLACE = re.compile(r"@\d+-\d+(?:\+\d+-\d+)*")
_SHORTEST = 4


class Folded:
    """A text without white space, all its signs folded, that still knows where each of them stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        folded = fold(text)
        self.offsets = [place for place, sign in enumerate(folded) if not sign.isspace()]
        self.signs = "".join(folded[place] for place in self.offsets)

    def place(self, words: str) -> str | None:
        """Where the words stand, in as few pieces as they need; null where a piece is not there."""
        rest = "".join(fold(words).split())
        pieces: list[str] = []
        while rest:
            length, position = self._longest(rest)
            if length < min(len(rest), _SHORTEST):
                return None
            pieces.append(f"{self.offsets[position]}-{self.offsets[position + length - 1] + 1}")
            rest = rest[length:].lstrip(";")
        return "@" + "+".join(pieces)

    def _longest(self, words: str) -> tuple[int, int]:
        """The longest beginning of the words that stands in the text, and where."""
        low, high = 0, len(words)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if words[:middle] in self.signs else (low, middle - 1)
        return low, self.signs.find(words[:low])

    def words(self, place: str) -> str:
        """The words at a place."""
        pieces = (piece.split("-") for piece in place.removeprefix("@").split("+"))
        return ";".join(self.text[int(start) : int(end)] for start, end in pieces) if place else place


def changed(answer: Any, change: Callable[[str], str]) -> Any:
    """An answer with each of its texts and clauses changed."""
    if isinstance(answer, dict):
        return {key: change(value) if key in _FIELDS and isinstance(value, str) else changed(value, change) for key, value in answer.items()}
    return [changed(value, change) for value in answer] if isinstance(answer, list) else answer


def with_words(answer: Any, text: Folded) -> Any:
    """An answer with its places looked up; one that holds words stays as it is."""
    return changed(answer, lambda value: text.words(value) if _PLACE.fullmatch(value) else value)


def main(arguments: list[str] | None = None) -> int:
    """The command; exit code 1 where some words were not found."""
    parser = argparse.ArgumentParser(prog="python -m bench.places", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("gold", "documents", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--words", action="store_true")
    given = parser.parse_args(arguments)
    given.out.mkdir(parents=True, exist_ok=True)
    missing = 0
    for path in sorted(given.gold.glob("*.json")):
        document = next(file for file in given.documents.glob(f"{path.stem}.*") if file.suffix != ".json")
        text = Folded(load(document).text)

        def change(value: str, text: Folded = text, stem: str = path.stem) -> str:
            nonlocal missing
            place = text.place(value)
            if place is None:
                missing += 1
                sys.stderr.write(f"{stem}: {value[:40]}\n")
            return place or value

        answer = json.loads(path.read_text(encoding="utf-8"))
        answer = with_words(answer, text) if given.words else changed(answer, change)
        (given.out / path.name).write_text(json.dumps(answer, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
