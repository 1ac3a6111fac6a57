"""Every number with a unit that stands in no record, with the reason.

    对年产值超过1亿元的企业优先推荐。      condition
    减按1%的税率征收契税。                rate
    近年来,全市累计建成50家。             statistic

A sentence is reported once, with the reason of its first number outside the records; one that is reported for its
trigger word already is not reported again. Dates are no numbers here, nor is what names something (第三条, 500强).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grammar.drafts import Span
from grammar.goals import Numbered, reason_against
from grammar.numbered import Spans
from grammar.omissions import reason_of_place
from grammar.quantities import find_quantities
from grammar.stated import StatedCitation, StatedFunding, StatedLineage, StatedMembership, StatedOmission, StatedPhase, StatedTarget
from grammar.view import View
from ontology.records import Reason

Said = StatedCitation | StatedTarget | StatedFunding | StatedMembership | StatedPhase | StatedLineage | StatedOmission


def words_of(*records: Said) -> list[Span]:
    """The spans of the words that records rest on."""
    return [(piece["start"], piece["end"]) for record in records for piece in record["evidence"]]


def find_number_omissions(view: View, numbers: Sequence[Numbered], said: Sequence[Span], omissions: Sequence[StatedOmission]) -> Iterator[StatedOmission]:
    """The sentences with a number outside `said`, the words of all records, and outside the `omissions` there are."""
    covered = Spans([*said, *words_of(*omissions)])
    inside = {number.quantity.number: number.place for number in numbers}
    outside = [
        *find_quantities(view.shadow, 0, view.body[0]),
        *(number.quantity for number in numbers),
        *find_quantities(view.shadow, view.end, len(view.shadow)),
    ]
    done = -1
    for quantity in outside:
        position = quantity.number
        if position < done or covered.holds(position) or "\t" in view.text[position : quantity.unit_end]:
            continue
        start, end = view.sentence_at(position)
        done = end
        reason = reason_of_place(view, start, end) or (reason_against(view, quantity, inside[position]) if position in inside else None)
        yield StatedOmission(reason=reason or Reason.DESCRIPTION, evidence=[view.quoted(start, end)])
