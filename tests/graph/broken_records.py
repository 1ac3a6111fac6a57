"""Records that break a shape, one way each: what is wrong, how it is brought about, and words of what is told about it.

A task without its words, a due on 2027-02-30: nothing that the grammar writes, all that another version of it might.
"""

from __future__ import annotations

from collections.abc import Callable

from ontology.records import Extraction, Validity

Breaking = Callable[[Extraction], Extraction]


def of_document(**values: object) -> Breaking:
    return lambda extraction: extraction.model_copy(update={"document": extraction.document.model_copy(update=values)})


def of_source(**values: object) -> Breaking:
    return lambda extraction: extraction.model_copy(update={"source": extraction.source.model_copy(update=values)})


def of_task(**values: object) -> Breaking:
    return lambda extraction: extraction.model_copy(update={"tasks": (extraction.tasks[0].model_copy(update=values), *extraction.tasks[1:])})


def of_assignment(**values: object) -> Breaking:
    def broken(extraction: Extraction) -> Extraction:
        first, *others = extraction.tasks[0].assignments
        return of_task(assignments=(first.model_copy(update=values), *others))(extraction)

    return broken


def of_omission(**values: object) -> Breaking:
    return lambda extraction: extraction.model_copy(update={"omissions": tuple(one.model_copy(update=values) for one in extraction.omissions)})


def of_first(name: str, **values: object) -> Breaking:
    """Changes the first record of a list."""

    def broken(extraction: Extraction) -> Extraction:
        first, *others = getattr(extraction, name)
        return extraction.model_copy(update={name: (first.model_copy(update=values), *others)})

    return broken


def of_due(place: int, **values: object) -> Breaking:
    def broken(extraction: Extraction) -> Extraction:
        due = list(extraction.tasks[0].due)
        due[place] = due[place].model_copy(update=values)
        return of_task(due=tuple(due))(extraction)

    return broken


class Unlisted:
    """A value that no closed list holds; records refuse it, a record made by another version might not."""

    value = "unlisted"


BROKEN: dict[str, tuple[Breaking, str]] = {
    "a title that is empty": (of_document(title=""), "文件标题"),
    "a number that is empty": (of_document(number=""), "文号"),
    "a date that does not exist": (of_document(date="2026-02-30"), "成文日期"),
    "a date in words": (of_document(date="2026年1月"), "成文日期"),
    "a period that runs backwards": (of_document(period=("2028", "2026")), "规划时期"),
    "a period without years": (of_document(period=("近期", "远期")), "规划时期"),
    "an addressee without a name": (of_document(addressees=("",)), "主送机关"),
    "an issuer without a name": (of_document(issuers=("",)), "发文机关"),
    "a source without a digest": (of_source(sha256=""), "校验值"),
    "a task that says nothing": (of_task(text=""), "任务应有内容"),
    "a task without evidence": (of_task(evidence=()), "任务应有原文依据"),
    "a clause that is empty": (of_task(clause=""), "责任条款应是一段不为空的文字"),
    "a clause without evidence": (of_task(clause_evidence=()), "责任条款应有原文依据"),
    "an assignment without evidence": (of_assignment(evidence=()), "分工应有原文依据"),
    "an assignment without an agency": (of_assignment(agency=""), "分工应有机关名称"),
    "an assignment without a surface": (of_assignment(surface=""), "分工应有原文中的机关名称"),
    "a reason that is not on the list": (of_omission(reason=Unlisted), "未采用的理由"),
    "an omission without evidence": (of_omission(evidence=()), "未采用的句子应有原文依据"),
    "unresolved for no reason on the list": (of_assignment(unresolved=Unlisted), "名称未补全的理由"),
    "a mark that is empty": (of_document(marks=("",)), "密级或内部标识"),
    "a due of no kind": (of_due(0, kind=Unlisted), "时限类型"),
    "a due on a day that does not exist": (of_due(0, to="2027-02-30"), "时限的终点"),
    "a due that begins in words": (of_due(1, from_="近期"), "时限的起点"),
    "a cadence that is not on the list": (of_due(2, every="两年"), "时限的周期"),
    "a month that is none": (of_due(2, to="13"), "周期之内"),
    "a due without a surface": (of_due(0, surface=""), "时限应有原文"),
    "a due without evidence": (of_due(0, evidence=()), "时限应有原文依据"),
    "a time that is unresolved for no reason on the list": (of_due(0, unresolved=Unlisted), "时间未确定"),
    "a target that counts nothing": (of_first("targets", metric=""), "目标应写明"),
    "a target with an operator that is not on the list": (of_first("targets", op=Unlisted), "目标的比较"),
    "a target without end": (of_first("targets", value=10**400), "目标的数值"),
    "a target of no date": (of_first("targets", by="十四五"), "目标的时限"),
    "a target without evidence": (of_first("targets", evidence=()), "目标应有原文依据"),
    "funding of no kind": (of_first("funding", kind=""), "资金应有类型"),
    "funding from nobody": (of_first("funding", funders=("",)), "出资方"),
    "funding without evidence": (of_first("funding", evidence=()), "资金应有原文依据"),
    "a citation without a title": (of_first("citations", title=""), "引用应有标题"),
    "a citation of no relation": (of_first("citations", relation=Unlisted), "引用关系"),
    "a citation without evidence": (of_first("citations", evidence=()), "引用应有原文依据"),
    "lineage of no kind": (of_first("lineage", kind=Unlisted), "沿革类型"),
    "lineage without evidence": (of_first("lineage", evidence=()), "沿革应有原文依据"),
    "validity from a day that does not exist": (of_first("lineage", valid=Validity(from_="2026-13", to=None)), "施行日期"),
    "a membership of nobody": (of_first("memberships", member=""), "成员应写明是谁"),
    "a membership without evidence": (of_first("memberships", evidence=()), "成员应有原文依据"),
    "a phase without a label": (of_first("phases", label=""), "阶段应有名称"),
    "a phase that ends in words": (of_first("phases", to="年底"), "阶段的终点"),
    "a phase without evidence": (of_first("phases", evidence=()), "阶段应有原文依据"),
}
