"""The values that a question is asked with: checked, given their types, and names looked up in the graph.

`--agency 市知识产权局` becomes the IRIs of the agencies that it means; `--date 2019.6` becomes `2019-06`. A parameter that the
question does not have is refused with those that it has; an empty value is `''` or `[]`, never null.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from queries.engines import Engine
from queries.errors import ParameterError
from queries.head import Parameter, Question
from queries.wording import Wording

_KEPT = 10_000
"""Names whose meaning is kept beside an open snapshot."""
_DATE = re.compile(r"(\d{4})(?:[-./年](\d{1,2}))?(?:[-./月](\d{1,2}))?[月日]?")


@dataclass(slots=True)
class Prepared:
    """What the engine gets, and what is to be said about it. `nothing` where a name found nothing: there is nothing to ask."""

    values: dict[str, object] = field(default_factory=dict)
    remarks: list[Wording] = field(default_factory=list)
    nothing: bool = False


def given(question: Question, values: Mapping[str, object]) -> dict[str, str]:
    """Every parameter of the question as text: what was given, else its default. Refuses what it does not have."""
    for name in values:
        if question.parameter(name) is None:
            having = "、".join(one.name for one in question.parameters)
            having_en = ", ".join(one.name for one in question.parameters)
            raise ParameterError(
                f"{question.name} 没有参数 {name}；它有：{having or '（无）'}", f"{question.name} has no parameter {name}; it has: {having_en or 'none'}"
            )
    return {one.name: str(values.get(one.name, one.default)) for one in question.parameters}


def prepare(question: Question, values: Mapping[str, object], engine: Engine) -> Prepared:
    """The parameters as the engine gets them; names of agencies and documents as lists of IRIs."""
    prepared = Prepared()
    for name, value in given(question, values).items():
        parameter = question.parameter(name)
        assert parameter is not None
        if parameter.type in ("agency", "document"):
            _look_up(parameter, value, engine, prepared)
        else:
            prepared.values[name] = _typed(parameter, value)
    return prepared


def _look_up(parameter: Parameter, value: str, engine: Engine, prepared: Prepared) -> None:
    if parameter.type == "agency":
        if not value.strip():
            raise ParameterError(f"{parameter.name}：请写明机关，如 市知识产权局", f"{parameter.name}: name an agency, such as 市知识产权局")
        from queries.agency_names import find_agencies as find
    else:
        from queries.document_names import find_documents as find
    kept = f"{parameter.type} {value}"
    found = engine.kept.get(kept) if engine.keeps else None
    if found is None:
        found = find(engine, value)
        if engine.keeps and len(engine.kept) < _KEPT:
            engine.kept[kept] = found
    prepared.values[parameter.name] = found.uris
    prepared.remarks.extend(found.remarks)
    prepared.nothing = prepared.nothing or not found.uris


def _typed(parameter: Parameter, value: str) -> object:
    if parameter.type == "text":
        from grammar.shadow import normalise

        return normalise(value)
    if parameter.type == "integer":
        try:
            return int(value)
        except ValueError as error:
            raise ParameterError(f"{parameter.name}：应为整数，不是“{value}”", f"{parameter.name}: must be a whole number, not {value!r}") from error
    if parameter.type == "date":
        return _date(parameter, value.strip())
    if isinstance(parameter.choices, tuple) and value not in parameter.choices:
        listed = [one for one in parameter.choices if one]
        raise ParameterError(
            f"{parameter.name}：没有“{value}”这一项，可选：{'、'.join(listed)}", f"{parameter.name}: no choice {value!r}; there are {', '.join(listed)}"
        )
    return value


def _date(parameter: Parameter, value: str) -> str:
    """ISO at the precision that was given: 2019年6月 → 2019-06."""
    if not value:
        return ""
    found = _DATE.fullmatch(value)
    if not found or not (1 <= int(found[2] or 1) <= 12 and 1 <= int(found[3] or 1) <= 31):
        raise ParameterError(
            f"{parameter.name}：“{value}”不是日期，写法如 2025、2025-06、2025-06-30",
            f"{parameter.name}: {value!r} is no date; write 2025, 2025-06 or 2025-06-30",
        )
    return "-".join(part.zfill(2) for part in found.groups() if part)
