"""Servers that cannot take it: no memory for the transaction, no room on the disk, a database for reading only. Each is told, and nothing is half written."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from graph.bulk import bulk
from graph.canonical import canonical
from graph.facts import Facts, facts, whole
from graph.server import publish, read_canonical
from graph.server_errors import AccessError, DiskError, ServerError, TooLargeError
from tests.graph.conftest import Draft
from tests.neo4j_server.process import Server, running


def refused(server: Server, documents: list[Facts]) -> ServerError:
    with pytest.raises(ServerError) as raised:
        publish(documents, server.uri, server.auth)
    assert raised.value.zh.startswith(server.uri)
    assert raised.value.en.startswith(server.uri)
    return raised.value


@pytest.fixture(scope="module")
def narrow() -> Iterator[Server]:
    """A server that allows a transaction hardly any memory."""
    with running(settings=("db.memory.transaction.max=6m",)) as server:
        yield server


def test_a_transaction_too_large_is_told_and_leaves_whole_documents(narrow: Server, draft: Draft) -> None:
    small = [facts(draft(number=f"穗示〔2026〕{number}号", title=f"小计划{number}")) for number in range(3, 63)]
    tasks = tuple((f"一/{number}", f"做第{number}件事。" * 80, (("lead", "广州市财政局"),)) for number in range(2000))
    large = facts(draft(number="穗示〔2026〕2号", title="大计划", tasks=tasks))
    report = publish(small, narrow.uri, narrow.auth)
    assert report.documents_new == len(small), "several at a time, as many as there is memory for"
    error = refused(narrow, [*small, large])
    assert isinstance(error, TooLargeError)
    assert "db.memory.transaction" in error.zh
    assert not narrow.run("MATCH (d:PolicyDocument {number: '穗示〔2026〕2号'}) RETURN d")
    publish(small, narrow.uri, narrow.auth)
    assert set(read_canonical(narrow.uri, narrow.auth)) == set(canonical(whole(small)))


def test_a_full_disk_is_told(narrow: Server, draft: Draft) -> None:
    """No file may grow: what the system says then is what it says of a full disk."""
    assert narrow.home is not None
    [process] = [one for one in psutil.process_iter(["cmdline"]) if f"--home-dir={narrow.home}" in (one.info["cmdline"] or ())]
    largest = max(file.stat().st_size for file in Path(narrow.home, "data").rglob("*") if file.is_file())
    before, most = process.rlimit(resource.RLIMIT_FSIZE)
    tasks = tuple((f"一/{number}", "长" * 3000, ()) for number in range(100))
    documents = [facts(draft(number=f"穗示〔2026〕{number}号", title=f"计划{number}", tasks=tasks)) for number in range(10, 60)]
    process.rlimit(resource.RLIMIT_FSIZE, (largest, most))
    try:
        error = refused(narrow, documents)
    finally:
        process.rlimit(resource.RLIMIT_FSIZE, (before, most))
    assert isinstance(error, DiskError)
    assert "磁盘" in error.zh
    assert "disk" in error.en


def test_a_database_for_reading_only_says_so(draft: Draft) -> None:
    there, other = (facts(draft(number=f"穗示〔2026〕{number}号", title=f"计划{number}")) for number in (1, 2))
    with running(settings=("server.databases.read_only=neo4j",), filling=lambda home: _fill(home, there)) as server:
        assert isinstance(refused(server, [there, other]), AccessError)
        assert set(read_canonical(server.uri, server.auth)) == set(canonical(whole([there])))


def _fill(home: Path, one: Facts) -> None:
    assert bulk([one], home)
