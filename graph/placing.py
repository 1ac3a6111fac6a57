"""Where in its file a passage stands, for people who look it up: page=3, sheet=任务分工;row=5, table=2;row=4, paragraph=12.

Written as a fragment (page=3 is what the PDF viewers of browsers open), so that programs need no words. Of plain text and web pages the paragraph is the line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from ontology.records import Extraction, FilePlace

PARTS = ("page", "sheet", "table", "row", "paragraph")


def placer(extraction: Extraction) -> Callable[[int], str]:
    """What tells the place of a passage by its first character."""
    places = extraction.places
    if not places:
        ends = [offset for offset, character in enumerate(extraction.text) if character == "\n"]
        return lambda start: f"paragraph={bisect_right(ends, start - 1) + 1}"
    starts = [place.start for place in places]
    fragments = [_fragment(place) for place in places]
    return lambda start: fragments[max(bisect_right(starts, start) - 1, 0)]


def _fragment(place: FilePlace) -> str:
    return ";".join(f"{part}={value}" for part in PARTS if (value := getattr(place, part)) is not None)
