"""The interface described: `/openapi.json` for programs, and `/reference`, a page made from it that works offline.

The usual pages for OpenAPI fetch their scripts from elsewhere; this one is plain HTML.
"""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import Response

from policygraph.web.rendering import asset, page

_BODIES = ("application/x-www-form-urlencoded", "application/sparql-query")


def router(application: FastAPI) -> APIRouter:
    """The page over everything that the application answers."""
    routes = APIRouter()

    @routes.get("/reference", include_in_schema=False)
    def reference(request: Request) -> Response:
        schema = application.openapi()
        return page(request, "reference.html", title=schema["info"]["title"], version=schema["info"]["version"], operations=_operations(schema))

    @routes.get("/assets/pages.css", include_in_schema=False)
    def style() -> Response:
        return Response(asset("pages.css"), media_type="text/css", headers={"Cache-Control": "max-age=3600"})

    return routes


def _operations(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Each path and method with its words, parameters and answers."""
    found = []
    for path, methods in sorted(schema["paths"].items()):
        for method, about in methods.items():
            found.append(
                {
                    "method": method.upper(),
                    "path": path,
                    "summary": about.get("summary", ""),
                    "description": about.get("description", ""),
                    "parameters": [
                        {"name": one["name"], "where": one["in"], "required": one.get("required", False), "about": one.get("description", "")}
                        for one in about.get("parameters", ())
                    ],
                    "bodies": [kind for kind in about.get("requestBody", {}).get("content", {}) if kind in _BODIES],
                    "answers": [(code, answer.get("description", "")) for code, answer in sorted(about.get("responses", {}).items())],
                }
            )
    return found
