"""What the readers state has the fields of the record that is made of it, and values of their types: records are made of it without being validated."""

from __future__ import annotations

import copy
import inspect
import pickle
from pathlib import Path
from typing import get_type_hints, is_typeddict

import pytest

from grammar import extract, stated
from loaders import load
from ontology import records
from ontology.records import Evidence, Extraction

DOCUMENTS = sorted((Path(__file__).parents[2] / "examples" / "documents").iterdir())

KINDS = [kind for _, kind in inspect.getmembers(stated, is_typeddict)]
RECORD = {"Quoted": "Evidence", "Stated": "Extraction"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_kind_has_the_fields_of_its_record(kind: type) -> None:
    record = getattr(records, RECORD.get(kind.__name__) or kind.__name__.removeprefix("Stated"))
    assert set(get_type_hints(kind)) == set(record.model_fields) - {"schema_"}, "the schema's name is the record's own"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_what_is_extracted_is_valid_to_the_letter(path: Path) -> None:
    found = extract(load(path))
    assert Extraction.model_validate(found.model_dump(), strict=True) == found, "validated value by value, and none of them converted"
    assert Extraction.model_validate_json(found.model_dump_json()) == found


def test_a_record_made_of_what_was_stated_is_like_any_other() -> None:
    [made] = stated.records_of(Evidence, [{"start": 1, "end": 3, "quote": "示例"}])
    validated = Evidence(start=1, end=3, quote="示例")
    assert made == validated
    assert hash(made) == hash(validated)
    assert repr(made) == repr(validated)
    assert made.model_fields_set == validated.model_fields_set
    assert pickle.loads(pickle.dumps(made)) == copy.deepcopy(made) == made.model_copy() == validated
    changed = made.model_copy(update={"end": 4})
    assert (changed.end, made.end) == (4, 3)
    with pytest.raises(ValueError, match="frozen"):
        made.end = 4  # type: ignore[misc]
