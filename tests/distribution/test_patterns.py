"""No pattern of ours repeats a group possessively or holds an atomic one: Python 3.11 before its fifth release, Debian's among them, matches these wrongly.

(Its issue 106052. A single character repeated so, `\\d++`, is matched rightly everywhere.)
"""

from __future__ import annotations

import re
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.distribution.test_wheel import FOLDERS, ROOT

SINGLE = {parser.LITERAL, parser.NOT_LITERAL, parser.IN, parser.ANY}
MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for folder in FOLDERS
    for path in sorted(Path(ROOT, folder).rglob("*.py"))
    if "re." in path.read_text(encoding="utf-8") and path.name != "__main__.py"
]


def doubtful(tree: Any) -> Iterator[str]:
    """The constructs in a parsed pattern that are not matched alike everywhere."""
    for operator, value in tree:
        if operator is parser.ATOMIC_GROUP or (operator is parser.POSSESSIVE_REPEAT and {kind for kind, _ in value[2]} - SINGLE):
            yield str(operator)
        yield from within(value)


def within(value: Any) -> Iterator[str]:
    if isinstance(value, parser.SubPattern):
        yield from doubtful(value)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from within(one)


@pytest.mark.parametrize("module", MODULES)
def test_every_pattern_is_matched_alike_by_every_python(module: str) -> None:
    patterns = {name: one for name, one in vars(import_module(module)).items() if isinstance(one, re.Pattern)}
    assert {name: found for name, one in patterns.items() if (found := list(doubtful(parser.parse(one.pattern, one.flags))))} == {}


@pytest.mark.parametrize(("pattern", "found"), [(r"(?:ab|c)*+", ["POSSESSIVE_REPEAT"]), (r"x(?>ab?)", ["ATOMIC_GROUP"]), (r"\d++[ab]*+", []), (r"(?:a+)*", [])])
def test_what_is_doubtful_is_seen(pattern: str, found: list[str]) -> None:
    assert list(doubtful(parser.parse(pattern))) == found
