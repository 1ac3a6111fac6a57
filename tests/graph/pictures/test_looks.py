"""Colours that can be read and told apart: contrast as WCAG counts it, and roles and kinds that differ where no colour is seen."""

from __future__ import annotations

from itertools import combinations

import pytest

from graph.pictures import looks
from graph.pictures.looks import KINDS, ROLES


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_counted_as_the_standard_counts_it() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("kind", KINDS)
def test_names_can_be_read_on_their_boxes_and_boxes_be_seen_on_the_page(kind: str) -> None:
    look = KINDS[kind]
    assert contrast(look.ink, look.fill) >= 4.5
    assert contrast(look.stroke, looks.PAPER) >= 3
    assert contrast(look.ink, look.fill) >= 4.5


@pytest.mark.parametrize("role", ROLES)
def test_roles_can_be_seen_on_the_page_and_white_be_read_on_them(role: str) -> None:
    look = ROLES[role]
    assert contrast(look.stroke, looks.PAPER) >= 3
    assert contrast(looks.INK, look.wash) >= 4.5
    if role not in ("holds", "linked", "together"):
        assert contrast("#ffffff", look.stroke) >= 4.5


def test_words_of_the_page_can_be_read() -> None:
    for ground in (looks.PAPER, looks.CARD, "#ffffff", "#f1ecdf"):
        assert contrast(looks.INK, ground) >= 4.5
        assert contrast(looks.FAINT, ground) >= 4.5
    assert contrast(looks.ACCENT, looks.CARD) >= 3


def test_no_two_roles_look_alike_without_colour() -> None:
    """Stroke, arrow and dashes tell them apart; `holds`, `linked` and `together` are never in one picture with another of their looks."""
    for one, other in combinations([name for name in ROLES if name not in ("holds", "linked", "together")], 2):
        first, second = ROLES[one], ROLES[other]
        marks = [(look.dashes, look.head, look.thickness) for look in (first, second)]
        assert marks[0] != marks[1], (one, other)


def seen(colour: str, matrix: tuple[tuple[float, ...], ...]) -> tuple[float, ...]:
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return tuple(sum(weight * part for weight, part in zip(row, parts, strict=True)) for row in matrix)


@pytest.mark.parametrize(
    "matrix",
    [((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)), ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052))],
    ids=["deuteranopia", "protanopia"],
)
def test_the_three_roles_differ_for_people_who_see_no_red_or_green(matrix: tuple[tuple[float, ...], ...]) -> None:
    """Matrices of Machado, Oliveira and Fernandes (2009), severity 1."""
    for one, other in combinations(("lead", "responsible", "support"), 2):
        first, second = seen(ROLES[one].stroke, matrix), seen(ROLES[other].stroke, matrix)
        assert sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) ** 0.5 > 40, (one, other)
