"""A role has one colour, in pictures and on the pages of the server."""

from __future__ import annotations

import re

from graph.pictures.looks import CARD, FAINT, INK, PAPER, ROLES, RULE
from policygraph.web.rendering import asset


def test_pages_and_pictures_have_the_same_colours() -> None:
    root = re.search(r":root \{(.*?)\}", asset("pages.css"), re.DOTALL)
    assert root
    colours = dict(re.findall(r"--(\w+): (#\w+);", root[1]))
    assert colours.pop("link")
    roles = {name: ROLES[name].stroke for name in ("lead", "responsible", "support")}
    assert colours == {"ink": INK, "faint": FAINT, "paper": PAPER, "card": CARD, "rule": RULE, **roles}
