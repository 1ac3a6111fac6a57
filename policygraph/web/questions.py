"""Saved questions over HTTP: the list, and each as a form that fills itself, with its answer for people and for programs.

    GET /questions                                        the list
    GET /questions/tasks-led-by?agency=市知识产权局        one answered: ?format=json, csv, tsv, xlsx, html, or by Accept

`include` takes what `ask --include` takes, `limit` a number of rows. A parameter that a question does not have is refused with those
that it has. People see at most `SHOWN` rows of an answer, and the whole of it as a file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import Response

from policygraph import tables
from policygraph.question_data import described, offered
from policygraph.web.negotiation import preferred
from policygraph.web.refusal import of_error
from policygraph.web.rendering import failed, language_of, page
from queries import errors
from queries.answering import LIMIT, Answer, ask, engine_for
from queries.catalogue import question, readable
from queries.engines import Embedded
from queries.head import Parameter, Question
from queries.wording import Wording

FORMATS = {
    "json": "application/json",
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SHOWN = 500
"""Rows of an answer on a page."""
TIMEOUT = 30.0
"""Seconds that an answer may take."""
_OWN = ("format", "include", "limit", "lang")
"""Words of a query that are no parameters of the question."""
_LEADING = ("document", "words")
"""Columns whose cells lead to the document."""


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter as a form shows it."""

    parameter: Parameter
    value: str
    offered: tuple[str, ...]
    closed: bool
    """Whether only what is offered may be chosen."""


def router(workspace: Path, *, allow_marked: bool = False) -> APIRouter:
    """The routes over the graph of a workspace, whichever generation answers at the time."""
    routes = APIRouter(tags=["questions"])

    @routes.get("/questions", summary="保存的问题 / the saved questions")
    def listed(request: Request, format: str = "") -> Response:  # noqa: A002
        """All saved questions with their parameters and columns, people's own among them."""
        found, broken = readable(workspace)
        if _form(request, format, ("json", "html")) == "json":
            body = json.dumps([described(one, workspace, allow_marked=allow_marked) for one in found], ensure_ascii=False)
            return Response(body, media_type=FORMATS["json"], headers={"Vary": "Accept"})
        return page(request, "questions.html", groups=_grouped(found), broken=[one.words for one in broken])

    @routes.get("/questions/{name}", summary="一个问题的答案 / the answer of a question")
    def answered(request: Request, name: str, format: str = "", include: str = "", limit: int = LIMIT) -> Response:  # noqa: A002
        """The rows of a question; its parameters are words of the query, as its page and `/questions` name them."""
        form = _form(request, format, tuple(FORMATS))
        try:
            asked = question(name, workspace)
            given = {key: value for key, value in request.query_params.items() if key not in _OWN}
            values = {one.name: one.default or one.example if form == "html" and not given else one.default for one in asked.parameters} | given
            wanted = tuple(request.query_params.getlist("include")) if form == "html" else (include,)
            included = tuple(part for one in wanted for part in one.replace("，", ",").split(",") if part)
            most = min(limit if limit > 0 else LIMIT, LIMIT)
            answer = ask(
                workspace, name, values, limit=min(most, SHOWN) if form == "html" else most, timeout=TIMEOUT, include=included, allow_marked=allow_marked
            )
        except errors.QueryError as error:
            return failed(request, of_error(error), people=form == "html")
        if form == "html":
            return _form_and_answer(request, workspace, asked, values, included, answer)
        return _as_file(request, form, answer)

    return routes


def _form(request: Request, given: str, known: tuple[str, ...]) -> str:
    """The form that is named, else the one that the client likes best."""
    if given in known:
        return given
    return preferred(request.headers.get("accept", ""), {FORMATS[one].partition(";")[0]: one for one in known}) or "json"


def _as_file(request: Request, form: str, answer: Answer) -> Response:
    language = language_of(request)
    headers = {"Vary": "Accept", "X-Content-Type-Options": "nosniff"}
    if form in ("csv", "xlsx"):
        headers["Content-Disposition"] = f'attachment; filename="{answer.question.name}.{form}"'
    columns, rows = answer.for_people() if form in tables.FOR_PEOPLE else (answer.columns, answer.rows)
    content: str | bytes
    if form == "xlsx":
        from policygraph.ledger import as_xlsx, notes

        content = as_xlsx(columns, rows, language, answer.question.title[language], notes(answer, language))
    else:
        content = tables.as_text(form, columns, rows, language)
    return Response(content, media_type=FORMATS[form], headers=headers)


def _form_and_answer(request: Request, workspace: Path, asked: Question, values: Mapping[str, str], included: tuple[str, ...], answer: Answer) -> Response:
    engine = engine_for(workspace)
    language = language_of(request)
    iris = _documents(engine) if isinstance(engine, Embedded) else {}
    kept = answer.for_people()[0]
    columns = [(place, one) for place, one in enumerate(answer.columns) if one in kept and any(row[place] not in (None, "", []) for row in answer.rows)]
    rows = []
    names = [one.name for one in answer.columns]
    for row in answer.rows:
        said = dict(zip(names, row, strict=True))
        document = iris.get((said.get("document"), said.get("number"))) or iris.get((said.get("document"), None))
        rows.append(
            [(one, tables.shown(row[place], one, language), document if one.name in ("document", "words") else None, row[place]) for place, one in columns]
        )
    fields = [_field(workspace, asked, one, values.get(one.name, one.default)) for one in asked.parameters]
    return page(
        request,
        "question.html",
        asked=asked,
        fields=fields,
        path_of=lambda iri: "/" + iri[iri.index("/id/") + 1 :],
        included=included,
        columns=[one for _, one in columns],
        rows=rows,
        remarks=[_on_a_page(one) for one in answer.remarks],
        cut=len(answer.rows) >= SHOWN,
        query={**values, **({"include": ",".join(included)} if included else {})},
    )


def _field(workspace: Path, asked: Question, one: Parameter, value: str) -> Field:
    return Field(one, value, tuple(offered(asked, one, workspace, allow_marked=True)), closed=one.type == "choice")  # answered already: it may be shown


def _documents(engine: Embedded) -> dict[tuple[object, object], str]:
    """IRIs of documents by title and number, and by title alone where only one bears it; kept beside the snapshot."""
    if "addresses" not in engine.kept:
        rows = engine.run("MATCH (one:PolicyDocument) RETURN one.uri AS uri, one.title AS title, one.number AS number ORDER BY uri", {}).rows
        titles = [title for _, title, _ in rows]
        known: dict[tuple[object, object], str] = {(title, number): str(uri) for uri, title, number in rows}
        known |= {(title, None): str(uri) for uri, title, _ in rows if titles.count(title) == 1}
        engine.kept["addresses"] = known
    found: dict[tuple[object, object], str] = engine.kept["addresses"]
    return found


def _grouped(found: list[Question]) -> list[tuple[Wording, list[Question]]]:
    """The questions by what they are about: what their first parameter asks for."""
    groups: dict[str, list[Question]] = {"agency": [], "other": [], "document": []}
    for one in found:
        kind = one.parameters[0].type if one.parameters else "other"
        groups["agency" if kind in ("agency", "agencies") else "document" if kind == "document" else "other"].append(one)
    titles = {
        "agency": Wording("问一个机关", "About an agency"),
        "other": Wording("问一件事", "About a matter"),
        "document": Wording("问一份或全部文件", "About one document, or all"),
    }
    return [(titles[kind], questions) for kind, questions in groups.items() if questions]


def _on_a_page(remark: Wording) -> Wording:
    """A remark without the option of the command line that it names: a page has a box to tick."""
    zh = remark.zh.replace("请加 --include repealed", "请勾选“已废止、已过有效期的文件”")
    return Wording(zh, remark.en.replace("--include repealed lists them too", "tick “documents out of force” to list them too"))
