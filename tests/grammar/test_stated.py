"""What the readers state has the fields of the record that is made of it: a field that comes or goes must do so in both."""

from __future__ import annotations

import inspect
from typing import get_type_hints, is_typeddict

import pytest

from grammar import stated
from ontology import records

KINDS = [kind for _, kind in inspect.getmembers(stated, is_typeddict)]
RECORD = {"Quoted": "Evidence", "Stated": "Extraction"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_kind_has_the_fields_of_its_record(kind: type) -> None:
    record = getattr(records, RECORD.get(kind.__name__) or kind.__name__.removeprefix("Stated"))
    assert set(get_type_hints(kind)) == set(record.model_fields) - {"schema_"}, "the schema's name is the record's own"
