"""A function that is not there is named with its place and with the one that was meant; other errors are none of its business."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from queries.sparql_functions import FUNCTIONS, Unknown, unknown_function


@pytest.mark.parametrize(
    ("query", "unknown"),
    [
        ("ASK { BIND(CONCATENATE('a', 'b') AS ?x) }", Unknown("CONCATENATE", 11, "CONCAT")),
        ("ASK { # LOWER (x)\n FILTER(Lower ('x') = 'x') }", Unknown("Lower", 26, None)),
        ("PREFIX fn: <http://example/> ASK { FILTER(fn:contains('x', 'x')) }", Unknown("http://example/contains", 42, "CONTAINS")),
        ("ASK { FILTER(<http://example/#x>('x')) }", Unknown("http://example/#x", 13, None)),
        ("ASK { ?x <urn:x>/(<urn:y>) ?y ] }", None),
        ("ASK { VALUES (?x) { (1) } ?x a (1 2) FILTER(?x NOT IN (1)) FILTER EXISTS { ?x ?y ?z } ] }", None),
    ],
)
def test_what_is_no_function_is_named_where_it_stands(query: str, unknown: Unknown | None) -> None:
    with pytest.raises((SyntaxError, RuntimeError)) as said:
        Store().query(query)
    assert unknown_function(str(said.value), query) == unknown


@pytest.mark.parametrize("name", sorted(FUNCTIONS - {"EXISTS", "BNODE"}))
def test_every_function_of_the_list_is_one_to_the_engine(name: str) -> None:
    takes = ["()", "(?x)", "(?x, ?x)", "(?x, ?x, ?x)"]
    assert any(_reads(f"SELECT ({name}{given} AS ?y) {{}}") for given in takes)


def _reads(query: str) -> bool:
    try:
        Store().query(query)
    except SyntaxError:
        return False
    return True
