"""Nets for the tests of pictures, made of a few tasks of an invented city whose picture can be told by reading them."""

from __future__ import annotations

from graph.pictures.agency import agency_net
from graph.pictures.answer import AnswerColumn, answer_net
from graph.pictures.citations import CitationRow, citations_net
from graph.pictures.document import PhaseRow, PicturedDocument, document_net
from graph.pictures.net import Net
from graph.pictures.tasks import DueRow, PicturedTask, Row, tasks_of
from graph.pictures.together import together_net
from graph.words import Words

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


def nets_saying(words: str) -> list[Net]:
    """Each picture, every text field of its rows saying these words."""
    made = row(1, words, "lead", words, clause=words, document=words, quote=words, surface=words, path=words)
    other = row(1, f"{words}局", "support", words, clause=words, document=words, quote=words, surface=words, path=words)
    held = tasks_of([made, other], [{"task": made["task"], "surface": words, "first_day": None, "last_day": "2026-06-30"}])
    phase: PhaseRow = {"phase": words, "surface": words, "first_day": None, "last_day": None, "path": words, "quote": [words]}
    document = PicturedDocument("iri:x", words, words, (words,), tuple(held), (phase,), {(words,): words})
    cited: CitationRow = {
        "document": words,
        "source": "iri:x",
        "number": words,
        "relation": words,
        "cited": words,
        "cited_source": "iri:y",
        "cited_number": words,
        "held": False,
        "quote": [words],
    }
    columns = [
        AnswerColumn(words, Words(words, words), "task", "names"),
        AnswerColumn(words, Words(words, words), "agency", "names"),
        AnswerColumn(words, Words(words, words), "", "words"),
        AnswerColumn(words, Words(words, words), "", "text"),
    ]
    return [
        agency_net([words], held, asked=words),
        document_net([document, document], asked=words),
        together_net(held),
        citations_net([cited]),
        answer_net(words, Words(words, words), columns, [(words, [words, f"{words}局"], [words], words)]),
    ]
