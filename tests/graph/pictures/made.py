"""Nets for the tests of pictures, made of a few tasks of an invented city whose picture can be told by reading them."""

from __future__ import annotations

from graph.pictures.tasks import DueRow, PicturedTask, Row, tasks_of

IP, FINANCE, DISTRICTS = "示例市知识产权局", "示例市财政局", "示例市各区政府"
PLAN, PLAN_IRI = "示例市行动计划", "https://policygraph.example/id/document/plan"


def row(number: int, agency: str | None, role: str | None, text: str = "推进专利导航", **changes: str) -> Row:
    """One assignment of the task with that number."""
    return {
        "task": f"https://policygraph.example/id/task/{number}",
        "text": text,
        "path": changes.get("path", f"二/(一)/{number}"),
        "ordinal": 1,
        "clause": changes.get("clause", "(市知识产权局牵头,市财政局配合)"),
        "quote": [changes.get("quote", f"{text}，原文第{number}段。")],
        "document": changes.get("document", PLAN),
        "source": changes.get("source", PLAN_IRI),
        "number": "示府〔2025〕1号",
        "role": role,
        "agency": agency,
        "surface": changes.get("surface", (agency or "").removeprefix("示例")),
        "group": agency == DISTRICTS,
    }


def due(number: int, surface: str, first: str | None, last: str | None) -> DueRow:
    return {"task": f"https://policygraph.example/id/task/{number}", "surface": surface, "first_day": first, "last_day": last}


ROWS = [
    row(1, IP, "lead"),
    row(1, FINANCE, "support"),
    row(2, IP, "support", "设立风险补偿资金池"),
    row(2, DISTRICTS, "responsible", "设立风险补偿资金池"),
    row(3, IP, "responsible", "编制年度报告", document="示例市工作要点", source="https://policygraph.example/id/document/points"),
]
DUES = [due(1, "2026年6月底前", None, "2026-06-30"), due(2, "2025—2027年", "2025-01-01", "2027-12-31"), due(3, "长期坚持", None, None)]


def tasks() -> list[PicturedTask]:
    return tasks_of(ROWS, DUES)
