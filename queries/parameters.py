"""The values that a question is asked with: checked, given their types, and names looked up in the graph.

`--agency 市知识产权局` becomes the IRIs of the agencies that it means; `--before 2019年6月底` becomes `2019-06-30`. A parameter that the
question does not have is refused with those that it has, and so is 6月底, which does not say of which year; an empty value is `''` or
`[]`, never null.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from queries.engines import Engine
from queries.errors import ParameterError
from queries.head import Parameter, Question
from queries.wording import Wording

_KEPT = 10_000
"""Names whose meaning is kept beside an open snapshot."""
_DATE = re.compile(r"(\d{4})(?:[-./年](\d{1,2}))?(?:[-./月](\d{1,2}))?[年月日]?[底末]?(?:之?前)?")
_NO_YEAR = re.compile(r"(?:\d{1,2}月(?:\d{1,2}[日号])?|[今明去本]?年|[今本上下]?月|[上下]半年|第?[一二三四1-4]季度)[初中底末]?之?前?")


@dataclass(slots=True)
class Prepared:
    """What the engine gets, and what is to be said about it. `nothing` where a name found nothing: there is nothing to ask."""

    values: dict[str, object] = field(default_factory=dict)
    capacities: dict[str, str] = field(default_factory=dict)
    """Of agencies that `--include` widened: IRI, and in which capacity it was meant."""
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


def prepare(question: Question, values: Mapping[str, object], engine: Engine, include: Collection[str] = ()) -> Prepared:
    """The parameters as the engine gets them; names of agencies and documents as lists of IRIs."""
    _check(question, include)
    prepared = Prepared()
    for name, value in given(question, values).items():
        parameter = question.parameter(name)
        assert parameter is not None
        if parameter.type in ("agency", "agencies", "document"):
            _look_up(parameter, value, engine, prepared, include)
        else:
            prepared.values[name] = _typed(parameter, value)
    if "$repealed" in question.cypher:
        prepared.values["repealed"] = "repealed" in include
    if "repealed" not in include and _leaves_out(question, values):
        from queries.document_names import left_out

        prepared.remarks.extend(left_out(engine))
    return prepared


def _leaves_out(question: Question, values: Mapping[str, object]) -> bool:
    """Whether documents that are not in force are missing from the answer: nobody named one."""
    return "$repealed" in question.cypher or any(one.type == "document" and not str(values.get(one.name, one.default)).strip() for one in question.parameters)


def _check(question: Question, include: Collection[str]) -> None:
    for one in include:
        if one not in question.include:
            known, known_en = "、".join(question.include) or "（无）", ", ".join(question.include) or "none"
            raise ParameterError(f"{question.name} 没有 --include {one}；它有：{known}", f"{question.name} has no --include {one}; it has: {known_en}")


def _look_up(parameter: Parameter, value: str, engine: Engine, prepared: Prepared, include: Collection[str]) -> None:
    kept = f"{parameter.type} {value} {' '.join(sorted(include))}"
    found = engine.kept.get(kept) if engine.keeps else None
    if found is None:
        found = _found(parameter, value, engine, include)
        if engine.keeps and len(engine.kept) < _KEPT:
            engine.kept[kept] = found
    capacities, remarks = found
    prepared.values[parameter.name] = list(capacities)
    if parameter.type == "agencies":
        prepared.capacities.update(capacities)
    prepared.remarks.extend(remarks)
    prepared.nothing = prepared.nothing or not capacities


def _found(parameter: Parameter, value: str, engine: Engine, include: Collection[str]) -> tuple[dict[str, str], tuple[Wording, ...]]:
    """The IRIs that a name means, each with the capacity in which it is meant, and what is to be said about it."""
    from queries.agency_names import DIRECT, find_agencies

    if parameter.type == "document":
        from queries.document_names import find_documents

        documents = find_documents(engine, value, repealed="repealed" in include)
        return dict.fromkeys(documents.uris, DIRECT), documents.remarks
    if not value.strip():
        raise ParameterError(f"{parameter.name}：请写明机关，如 市知识产权局", f"{parameter.name}: name an agency, such as 市知识产权局")
    agencies = find_agencies(engine, value)
    if parameter.type == "agency" or not include:
        return dict.fromkeys(agencies.uris, DIRECT), agencies.remarks
    from queries.wider_agencies import wider

    widened = wider(engine, value, agencies.uris, include)
    return widened, agencies.remarks if agencies.uris or not widened else ()


def _typed(parameter: Parameter, value: str) -> object:
    if parameter.type == "text":
        from grammar.shadow import normalise

        return normalise(value)
    if parameter.type == "integer":
        try:
            return int(value)
        except ValueError as error:
            raise ParameterError(f"{parameter.name}：应为整数，不是“{value}”", f"{parameter.name}: must be a whole number, not {value!r}") from error
    if parameter.type in ("date", "day"):
        return _date(parameter, value)
    if isinstance(parameter.choices, tuple) and value not in parameter.choices:
        listed = [one for one in parameter.choices if one]
        raise ParameterError(
            f"{parameter.name}：没有“{value}”这一项，可选：{'、'.join(listed)}", f"{parameter.name}: no choice {value!r}; there are {', '.join(listed)}"
        )
    return value


def _date(parameter: Parameter, value: str) -> str:
    """ISO at the precision that was given: 2019年6月 → 2019-06; of a `day` the last one: 2019-06-30."""
    from unicodedata import normalize

    from graph.dates import last_day

    written = re.sub(r"\s+", "", normalize("NFKC", value))
    if not written:
        return ""
    found = _DATE.fullmatch(written)
    if not found and _NO_YEAR.fullmatch(written):
        raise ParameterError(
            f"{parameter.name}：“{value}”没有写年份，不知是哪一年；写法如 2025年6月底", f"{parameter.name}: {value!r} does not say of which year; write 2025-06"
        )
    date = "-".join(part.zfill(2) for part in found.groups() if part) if found else ""
    day = last_day(date)
    if day is None:
        raise ParameterError(
            f"{parameter.name}：“{value}”不是日期，写法如 2025、2025年6月、2025-06-30",
            f"{parameter.name}: {value!r} is no date; write 2025, 2025-06 or 2025-06-30",
        )
    return day if parameter.type == "day" else date
