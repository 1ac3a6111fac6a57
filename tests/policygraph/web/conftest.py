"""The pages over the invented city, asked as a browser and as a program would."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from policygraph.pipeline import build
from policygraph.web import application, questions, reference, things

EXAMPLES = Path(__file__).parents[3] / "examples" / "documents"
PERSON = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
"""What a browser sends."""


@pytest.fixture(scope="session")
def served_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served") / "workspace"
    assert build([EXAMPLES], folder).complete
    return folder


def pages_over(workspace: Path) -> FastAPI:
    """An application of the pages alone."""
    application = FastAPI(title="policygraph", docs_url=None, redoc_url=None)
    application.include_router(questions.router(workspace))
    application.include_router(things.router(workspace))
    application.include_router(reference.router(application))
    return application


@pytest.fixture(scope="session")
def client(served_workspace: Path) -> TestClient:
    return TestClient(pages_over(served_workspace))


@pytest.fixture(scope="session")
def endpoint(served_workspace: Path) -> Iterator[TestClient]:
    """The whole application over the invented city."""
    with TestClient(application(served_workspace)) as client:
        yield client
