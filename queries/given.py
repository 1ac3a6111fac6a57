"""How a SPARQL query gets its values: `given:value("word")` is one, `given:among("document", ?source)` whether a thing is one of those meant.

Values never stand in the text of a query, where `") } #` could change what it says.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

GIVEN = "https://policygraph.example/given#"
"""Where the functions live."""


def prefixes() -> dict[str, str]:
    """The prefixes that a twin need not write."""
    from graph.schema import PREFIXES

    return {**PREFIXES, "given": GIVEN}


def functions(parameters: Mapping[str, object]) -> dict[Any, Any]:
    """The functions of one asking: a value, or whether a thing is among those meant, by the name of the parameter."""
    from pyoxigraph import Literal, NamedNode

    values = {name: Literal(value) for name, value in parameters.items() if isinstance(value, (str, int, bool))}
    meant = {name: frozenset(value) for name, value in parameters.items() if isinstance(value, list)}

    def value(name: Literal) -> Literal | None:
        return values.get(name.value)

    def among(name: Literal, thing: NamedNode) -> Literal:
        return Literal(thing.value in meant[name.value])

    return {NamedNode(GIVEN + function.__name__): function for function in (value, among)}
