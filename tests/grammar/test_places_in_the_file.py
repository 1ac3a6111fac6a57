"""Where passages stand in their file is told of the text as it stands, also where spaces are taken out before it is read."""

from __future__ import annotations

from grammar import extract
from loaders import from_text
from loaders.document import Document, Place


def test_places_outlive_idle_spaces() -> None:
    text = "到 2027 年，建成 3 个中心。\n（一）建设中心。（市财政局 负责）\n"
    places = ((0, Place(page=1)), (text.index("（一）"), Place(page=2)))
    found = extract(Document(text, (), from_text(text).source, places))
    assert [(at.start, at.page) for at in found.places] == [(0, 1), (text.index("（一）"), 2)]
    assert [found.text[piece.start : piece.end] for task in found.tasks for piece in task.clause_evidence] == ["（市财政局 负责）"]
