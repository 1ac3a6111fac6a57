"""Pages: templates filled with everything escaped, in the reader's language, with nothing fetched from anywhere.

Templates and style lie in `assets/`. A page holds no script at all; its content security policy says so. A person reads Chinese unless
`?lang=en` says otherwise, and links keep that word.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FunctionLoader, StrictUndefined

from policygraph.web.refusal import RefusalError
from queries.wording import Language, Wording

POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
SAFE = {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}
"""Headers of every page: it loads its own style and nothing else, and no other site may frame it."""


def asset(name: str) -> str:
    """A file of `assets/`."""
    return files("policygraph.web").joinpath("assets", name).read_text(encoding="utf-8")


@cache
def _templates() -> Environment:
    environment = Environment(autoescape=True, undefined=StrictUndefined, loader=FunctionLoader(asset), trim_blocks=True, lstrip_blocks=True)
    environment.globals["address"] = address
    return environment


def page(request: Request, template: str, status: int = 200, headers: Mapping[str, str] | None = None, **values: Any) -> HTMLResponse:
    """A page from a template, which also gets `say` (a wording in the reader's language), `lang` and `root` (where the server is mounted)."""
    language = language_of(request)

    def say(words: Wording | str, en: str = "") -> str:
        if isinstance(words, Wording):
            return words[language]
        return en if language == "en" else words

    root = str(request.scope.get("root_path", "")).rstrip("/")
    text = _templates().get_template(template).render(say=say, lang=language, root=root, other=_other(request, language), **values)
    return HTMLResponse(text, status, headers={**SAFE, "Vary": "Accept", **(headers or {})})


def rendered(template: str, **values: Any) -> str:
    """A page that stands alone: a template without what a request brings along."""
    return _templates().get_template(template).render(**values)


def failed(request: Request, refusal: RefusalError, *, people: bool) -> Response:
    """What went wrong and what to do next, as a page or as a problem for programs."""
    if people:
        return page(request, "error.html", refusal.status, refusal.headers, words=refusal.words)
    said, body = refusal.problem()
    return Response(body, refusal.status, {**said, "vary": "Accept"})


def language_of(request: Request) -> Language:
    return "en" if request.query_params.get("lang") == "en" else "zh"


def address(path: str, lang: Language = "zh", **query: object) -> str:
    """A path with its query; the language is named where it is not the usual one."""
    words = {name: str(value) for name, value in query.items() if value not in (None, "")}
    if lang == "en":
        words["lang"] = "en"
    return quote(path, safe="/()%:@,;=+$!*'~.-_") + (f"?{urlencode(words)}" if words else "")


def _other(request: Request, language: Language) -> str:
    """The same page in the other language."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    return "?" + urlencode(kept if language == "en" else [*kept, ("lang", "en")])
