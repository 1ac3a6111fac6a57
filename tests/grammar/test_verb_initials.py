"""Verbs are looked for only at the characters in `VERB_INITIALS`: 牵头 at 牵. A verb that began with any other would never be found."""

from __future__ import annotations

import re

from grammar.role_words import VERB, VERB_INITIALS

_IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")
_GUARD = f"(?=[{VERB_INITIALS}])"


def test_no_verb_begins_with_another_character() -> None:
    """Every text that the verbs' own pattern can be made from, read with and without the look at the first character."""
    assert VERB.pattern.count(_GUARD) == 1
    unguarded = re.compile(VERB.pattern.replace(_GUARD, ""), VERB.flags)
    ideographs = sorted(set(_IDEOGRAPH.findall(VERB.pattern)))
    words = {word for run in re.findall(r"[\u4e00-\u9fff]+", VERB.pattern) for word in (run, run[:1], run[1:])}
    for word in sorted(words):
        for before in ("", *ideographs):
            text = before + word
            found, expected = VERB.match(text), unguarded.match(text)
            assert (found and found.span()) == (expected and expected.span()), text
