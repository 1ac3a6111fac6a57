"""`policygraph serve` as people start it: what it refuses before it listens, and that it answers until it is stopped."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.policygraph.conftest import ROOT, UNCLEAN, Run

TOKEN = "a-token-that-is-long-enough"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org"])
def test_another_host_than_this_machine_needs_a_token(run: Run, workspace: Path, host: str) -> None:
    done = run("serve", "--host", host, workspace=workspace)
    assert done.returncode == 2
    assert "--token-file" in done.stderr
    assert "secrets.token_urlsafe" in done.stderr


def test_a_token_that_keeps_nobody_out_is_refused(run: Run, workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "token").write_text("short\n", encoding="utf-8")
    assert "太短" in run("serve", "--token-file", tmp_path / "token", workspace=workspace).stderr
    assert "读不了令牌文件" in run("serve", "--token-file", tmp_path / "none", workspace=workspace).stderr


def test_nothing_is_served_where_nothing_was_built(run: Run, tmp_path: Path) -> None:
    done = run("serve", workspace=tmp_path / "empty")
    assert done.returncode == 2
    assert "policygraph build" in done.stderr


def test_a_port_that_is_taken_is_told(run: Run, workspace: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("serve", "--port", str(taken.getsockname()[1]), workspace=workspace)
    assert done.returncode == 2
    assert "--port" in done.stderr


@contextmanager
def serving(workspace: Path, *options: str) -> Iterator[str]:
    """A server of its own; its address."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(UNCLEAN)} | {"PYTHONPATH": str(ROOT), "POLICYGRAPH_LANG": "en"}
    command = [sys.executable, "-m", "policygraph", "--workspace", str(workspace), "serve", "--port", "0", *options]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    try:
        assert process.stderr is not None
        said = process.stderr.readline()
        found = re.search(r"http://\S+?:\d+/", said)
        assert found, said
        yield found[0]
        process.send_signal(signal.SIGINT)
        rest = process.communicate(timeout=20)[1]
        assert process.returncode == 0
        assert "stopped" in rest
    finally:
        process.kill()
        process.communicate()


def status(address: str, **headers: str) -> tuple[int, str]:
    """What comes back from an address: status and text."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_it_serves_until_it_is_stopped_and_lets_nobody_in_without_the_token(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(f"{TOKEN}\n", encoding="utf-8")
    query = "sparql?query=ASK%20%7B%20%3Ft%20a%20pg%3APolicyTask%20%7D"
    with serving(workspace, "--token-file", str(tmp_path / "token")) as address:
        for path in (query, "questions", "", "id/x", "openapi.json"):
            code, text = status(address + path)
            assert code == 401
            assert "Bearer" in text
        assert status(address + "health")[0] == 200
        assert status(address + query, Authorization=f"Bearer {TOKEN}") == (200, '{"head":{},"boolean":true}')
        assert status(address + query, Authorization="Basic " + b64encode(f"anybody:{TOKEN}".encode()).decode())[0] == 200
        for wrong in ("Bearer ", f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}", "Basic !", f"Digest {TOKEN}", TOKEN, "Bearer 令牌".encode().decode("latin-1")):
            assert status(address + query, Authorization=wrong)[0] == 401
