"""How a document is typed must not change what it says: script, width of marks, spaces beside marks and figures, indents, line breaks in paragraphs.

Facts are compared by their values, for where they stand differs. Every text of the invented city and made ones are rewritten
in each way; tables in a text keep their tabs, as they would be no tables without.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from opencc import OpenCC

from bench.score import ROOT
from bench.spelling import normalise
from grammar import extract
from loaders import from_text, load
from ontology.records import Evidence, Record
from tests.grammar.generated_documents import Made, documents

DOCUMENTS = {path.stem: path for path in sorted((ROOT / "examples" / "documents").glob("*.txt"))}
HALF_WIDTH = str.maketrans("（），：；［］", "(),:;[]")
FULL_WIDTH = str.maketrans("(),:;[]", "（），：；［］")
_BESIDE_A_MARK = re.compile(r"(?<=[\u4e00-\u9fff])(?=[，。；、：（）《》])|(?<=[，。；、：（）《》])(?=[\u4e00-\u9fff])")
_BESIDE_A_FIGURE = re.compile(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])")


@cache
def text_of(stem: str) -> str:
    """The text as it is read from its file."""
    return load(DOCUMENTS[stem]).text


def pieces_in(value: Any) -> list[Evidence]:
    """All words that records rest on."""
    if isinstance(value, Evidence):
        return [value]
    if isinstance(value, Record):
        value = [one for _, one in value]
    return [piece for one in value for piece in pieces_in(one)] if isinstance(value, list | tuple) else []


def values(text: str) -> dict[str, Any]:
    """Everything that is said, without where it is said; what it rests on stands in this text."""
    found = extract(from_text(text))
    assert found.text == text
    assert all(text[piece.start : piece.end] == piece.quote for piece in pieces_in(found))
    said = found.model_dump(mode="json", by_alias=True)
    return {kind: _plain(said[kind]) for kind in ("document", "tasks", "targets", "funding", "citations", "memberships", "phases", "lineage")}


def _plain(value: Any) -> Any:
    """Without evidence, spelled alike."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if not key.endswith("evidence")}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return normalise(value) if isinstance(value, str) else value


def _by_line(text: str, change: Callable[[str], str]) -> str:
    return "\n".join(line if "\t" in line else change(line) for line in text.split("\n"))


def traditional(text: str) -> str:
    """In the other script."""
    return str(OpenCC("s2t").convert(text))


def half_width(text: str) -> str:
    """Brackets, commas, colons and semicolons at half width."""
    return text.translate(HALF_WIDTH)


def full_width(text: str) -> str:
    """The same at full width."""
    return text.translate(FULL_WIDTH)


def spaces_beside_marks(text: str) -> str:
    """市教育局 、 市财政局 （ 市国资委 ） 负责."""
    return _by_line(text, lambda line: _BESIDE_A_MARK.sub(" ", line))


def spaces_beside_figures(text: str) -> str:
    """2026 年 6 月底前."""
    return _by_line(text, lambda line: _BESIDE_A_FIGURE.sub(" ", line))


def indented(text: str) -> str:
    """Each paragraph with an indent, and spaces that nobody sees behind it."""
    return _by_line(text, lambda line: f"　　{line.strip()} 　" if line.strip() else " ")


def cut_by_columns(text: str) -> str:
    """Lines of sixty columns, of which an ideograph takes two."""
    return _by_line(text, _in_columns)


def _in_columns(line: str) -> str:
    cut, filled = "", 0
    for character in line:
        columns = 1 if character.isascii() else 2
        if filled + columns > 60:
            cut, filled = f"{cut}\n", 0
        cut, filled = cut + character, filled + columns
    return cut


def cut_by_characters(text: str) -> str:
    """Lines of twenty-eight characters, as official documents are printed."""
    return _by_line(text, lambda line: re.sub(".{28}(?=.)", r"\g<0>\n", line))


REWRITES: dict[str, Callable[[str], str]] = {
    one.__name__: one for one in (traditional, half_width, full_width, spaces_beside_marks, spaces_beside_figures, indented, cut_by_columns, cut_by_characters)
}


@pytest.mark.parametrize("way", REWRITES)
@pytest.mark.parametrize("stem", DOCUMENTS)
def test_a_rewritten_document_says_the_same(stem: str, way: str) -> None:
    text = text_of(stem)
    assert values(REWRITES[way](text)) == values(text)


@pytest.mark.parametrize("way", REWRITES)
def test_each_way_changes_some_documents(way: str) -> None:
    assert sum(REWRITES[way](text_of(stem)) != text_of(stem) for stem in DOCUMENTS) > 1


@given(documents())
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_a_rewritten_made_document_says_the_same(made: Made) -> None:
    said = values(made.text)
    ways = {way: rewrite for way, rewrite in REWRITES.items() if rewrite not in (cut_by_columns, cut_by_characters)}  # too short to tell
    assert {way: rewrite(made.text) for way, rewrite in ways.items() if values(rewrite(made.text)) != said} == {}
