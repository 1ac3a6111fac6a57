"""The pages over the invented city, asked as a browser and as a program would."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from policygraph.pipeline import build
from policygraph.web import application, questions, reference, things
from policygraph.web.listening import server
from policygraph.web.unanswered import tell_alike
from queries.apart import Limits

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
    tell_alike(application)
    application.include_router(questions.router(workspace))
    application.include_router(things.router(workspace))
    application.include_router(reference.router(application))
    return application


def assert_problem(answer: Any, status: int) -> None:
    """Whether an answer is a refusal as RFC 9457 has it."""
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/problem+json")
    said = answer.json()
    assert (said["status"], said["title"]) == (status, HTTPStatus(status).phrase)
    assert said["detail"]
    assert said["detail_zh"]


@pytest.fixture(scope="session")
def client(served_workspace: Path) -> TestClient:
    return TestClient(pages_over(served_workspace))


@pytest.fixture(scope="session")
def endpoint(served_workspace: Path) -> Iterator[TestClient]:
    """The whole application over the invented city."""
    with TestClient(application(served_workspace)) as client:
        yield client


@contextmanager
def listening(application: FastAPI) -> Iterator[tuple[str, int]]:
    """A real server over an application, in a thread; its host and port."""
    with socket.create_server(("127.0.0.1", 0), backlog=256) as listener:
        running = server(application)
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            yield listener.getsockname()
        finally:
            running.should_exit = True
            thread.join(30)
            assert not thread.is_alive()


@pytest.fixture(scope="session")
def server_address(served_workspace: Path) -> Iterator[tuple[str, int]]:
    """One real server for the tests that need sockets."""
    with listening(application(served_workspace, limits=Limits(wall=2.5, cpu=2.5, bytes=20 << 20, rows=0))) as address:
        yield address
