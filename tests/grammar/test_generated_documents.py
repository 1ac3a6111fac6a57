"""What a document was made to say is what is read from it, kind by kind: no more, no less (`generated_documents.py`)."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from bench.kinds import KINDS, compare
from grammar import extract
from loaders import from_text
from tests.grammar.generated_documents import Made, documents

MANY = settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@given(documents())
@MANY
def test_reading_gives_back_what_was_written(made: Made) -> None:
    found = extract(from_text(made.text)).model_dump(mode="json", by_alias=True)
    slips = {kind: (dict(wanted - read), dict(read - wanted)) for kind, (wanted, read) in compare(made.answer, found).items() if wanted != read}
    assert not slips, made.text


def test_every_kind_is_compared_and_made() -> None:
    seen: set[str] = set()

    @given(documents())
    @MANY
    def look(made: Made) -> None:
        seen.update(kind for kind, (wanted, _) in compare(made.answer, made.answer).items() if wanted)

    look()
    assert seen == {kind.name for kind in KINDS}
