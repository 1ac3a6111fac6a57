"""What agencies are to each other: only agencies that documents name are joined, and only where the reference data say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.facts import facts, shared

if TYPE_CHECKING:
    from tests.graph.conftest import Draft


def joined(draft: Draft, *names: str) -> set[tuple[str, str, str]]:
    """The relationships between agencies of these names, each by the names of its ends; a reform as predecessor, date, successor."""
    found = shared([facts(draft(tasks=[("一", "做。", [("lead", name) for name in names])]))])
    named = {node.uri: str(node.row["name"]) for node in found.nodes if "name" in node.row}
    events = {node.uri: str(node.row["date_from"]) for node in found.nodes if node.kind == "ChangeEvent"}
    ends = {(edge.kind, edge.start): edge.end for edge in found.edges}
    reforms = {(named[ends["CHANGED_FROM", uri]], date, named[ends["RESULTED_IN", uri]]) for uri, date in events.items()}
    return reforms | {(named[edge.start], "member", named[edge.end]) for edge in found.edges if edge.kind == "HAS_MEMBER"}


def test_a_class_is_joined_to_those_of_its_members_that_are_named(draft: Draft) -> None:
    named = ("广州市各区政府", "广州市越秀区人民政府", "深圳市福田区政府", "广州市财政局")
    assert joined(draft, *named) == {("广州市各区政府", "member", "广州市越秀区人民政府")}


@pytest.mark.parametrize(
    ("names", "reforms"),
    [
        (("广州市工商局", "广州市市场监管局"), {("广州市工商局", "2019-01", "广州市市场监管局")}),
        (("佛山市工商局", "佛山市市场监管局"), {("佛山市工商局", "2018-09", "佛山市市场监管局")}),
        (("广州市工商局", "佛山市市场监管局"), set()),
        (("国家工商行政管理总局", "国家市场监督管理总局"), {("国家工商行政管理总局", "2018-03-17", "国家市场监督管理总局")}),
        (("广州市工商局",), set()),
    ],
    ids=("of a place whose month is known", "of any other place", "of two places", "of the state", "alone"),
)
def test_a_reform_joins_what_was_with_what_became_of_it(draft: Draft, names: tuple[str, ...], reforms: set[tuple[str, str, str]]) -> None:
    assert joined(draft, *names) == reforms


def test_agencies_known_in_one_document_only_are_left_alone(draft: Draft) -> None:
    found = shared([facts(draft(jurisdiction=None, tasks=[("一", "做。", [("lead", "市工商局"), ("support", "市市场监管局")])]))])
    assert not [node for node in found.nodes if node.kind == "ChangeEvent"]
