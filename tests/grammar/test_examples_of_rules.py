"""Every rule reads in its examples what they state, which is all that stands there by the guide, and nothing else (the format: `example_files.py`)."""

from __future__ import annotations

import pytest

from grammar.shadow import fold, normalise
from ontology.records import Evidence
from tests.grammar.example_files import CONVENTIONS, ENDING, GRAMMAR, OF_ITS_OWN_NOTHING, Example, examples_of, extraction_of, yields_nothing
from tests.grammar.example_readers import READERS

RULES = sorted(path.stem for path in GRAMMAR.glob("*.py"))
LEAST = 8
LEAST_WITHOUT = 2


def cases() -> list[object]:
    return [pytest.param(rule, example, id=f"{rule}:{example['id']}", marks=marks_of(example)) for rule in READERS for example in examples_of(rule)]


def marks_of(example: Example) -> list[pytest.MarkDecorator]:
    if "known" not in example:
        return []
    return [pytest.mark.xfail(strict=True, reason=f"{example['known']}: {example['reason']}")]


def documents() -> list[object]:
    return [
        pytest.param(example, id=f"{rule}:{example['id']}") for rule in READERS for example in examples_of(rule) if "tasks" in example or "document" in example
    ]


@pytest.mark.parametrize(("rule", "example"), cases())
def test_a_rule_reads_what_its_example_states(rule: str, example: Example) -> None:
    reads, states = READERS[rule]
    assert reads(example) == states(example)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule not in OF_ITS_OWN_NOTHING])
def test_every_rule_has_examples(rule: str) -> None:
    assert rule in READERS
    assert len(examples_of(rule)) >= LEAST, f"grammar/{rule}{ENDING}: write at least {LEAST} examples"


def test_no_examples_are_left_without_their_rule() -> None:
    with_examples = {path.name.removesuffix(ENDING) for path in GRAMMAR.glob(f"*{ENDING}")}
    assert with_examples <= set(RULES)
    assert set(READERS) <= set(RULES)
    assert set(OF_ITS_OWN_NOTHING) <= set(RULES)
    assert not with_examples & set(OF_ITS_OWN_NOTHING)


@pytest.mark.parametrize("rule", CONVENTIONS)
def test_every_convention_shows_what_it_must_not_read(rule: str) -> None:
    assert sum(map(yields_nothing, examples_of(rule))) >= LEAST_WITHOUT


@pytest.mark.parametrize("rule", READERS)
def test_examples_have_names_of_their_own(rule: str) -> None:
    names = [example["id"] for example in examples_of(rule)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("example", documents())
def test_every_fact_of_an_example_carries_its_exact_words(example: Example) -> None:
    found = extraction_of(example)
    pieces: list[Evidence] = [*found.document.evidence]
    for task in found.tasks:
        pieces += [*task.evidence, *task.clause_evidence, *(piece for given in task.assignments for piece in given.evidence)]
        assert normalise("".join(piece.quote for piece in task.evidence)) == task.text
        assert normalise(";".join(piece.quote.strip() for piece in task.clause_evidence)) == (task.clause or "")
        assert all(normalise("".join(piece.quote for piece in given.evidence)) == given.surface for given in task.assignments)
    pieces += [piece for omission in found.omissions for piece in omission.evidence]
    assert all(found.text[piece.start : piece.end] == piece.quote for piece in pieces)
    assert len(fold(found.text)) == len(found.text)
