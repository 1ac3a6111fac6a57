"""Publishing documents that refer to one another: every relationship is there in the end, whichever document came first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from graph import server_rows
from graph.canonical import canonical
from graph.collection import Collection, known
from graph.facts import Facts, facts, whole
from graph.identity import BASE, document_uri
from graph.server import PublishReport, publish, read_canonical
from ontology.records import Extraction
from tests.neo4j_server.process import Server

Draft = Callable[..., Extraction]
NUMBERS = [f"穗示〔2026〕{number}号" for number in range(1, 5)]


def citing(draft: Draft, *numbers: str, cites: Sequence[str] = NUMBERS) -> list[Facts]:
    """Documents each of which names and rests on all of `cites`, and repeals the first."""
    documents = [
        draft(
            number=number,
            title=f"计划{number}",
            date=f"2026-01-0{place + 1}",
            citations=[(f"计划{other}", other) for other in cites],
            lineage=[*(("basis", f"计划{other}", other) for other in cites), ("repeals", f"计划{NUMBERS[0]}", None)],
        )
        for place, number in enumerate(numbers)
    ]
    collection = Collection((known(one, document_uri(BASE, one.document, one.text)) for one in documents), "2026-11-22")
    return [facts(one, collection=collection) for one in documents]


def put(server: Server, documents: Sequence[Facts]) -> PublishReport:
    report = publish(documents, server.uri, server.auth)
    lines = list(read_canonical(server.uri, server.auth))
    assert len(lines) == len(set(lines))
    assert set(lines) == set(canonical(whole(documents)))
    return report


@pytest.mark.parametrize("rows", [1, 5000], ids=["a transaction each", "all in one"])
def test_documents_that_cite_each_other_in_a_circle(empty_neo4j: Server, draft: Draft, monkeypatch: pytest.MonkeyPatch, rows: int) -> None:
    monkeypatch.setattr(server_rows, "ROWS", rows)
    documents = citing(draft, *NUMBERS)
    assert put(empty_neo4j, documents).documents_new == 4
    assert put(empty_neo4j, documents[::-1]).changes == 0
    assert empty_neo4j.run("MATCH (:PolicyDocument)-[r:CITES]->(:PolicyDocument) RETURN count(r) AS n") == [{"n": 12}]
    assert empty_neo4j.run("MATCH (d:PolicyDocument {status: 'repealed'}) RETURN d.number AS number") == [{"number": NUMBERS[0]}]


def test_a_document_that_comes_takes_the_place_of_what_was_only_cited_and_goes_again(each_empty_neo4j: Server, draft: Draft) -> None:
    put(each_empty_neo4j, citing(draft, *NUMBERS[1:]))
    cited = "MATCH (c:CitedDocument) RETURN count(c) AS n"
    assert each_empty_neo4j.run(cited) == [{"n": 2}], "one by its number, one that is repealed by title alone"
    report = put(each_empty_neo4j, citing(draft, *NUMBERS))
    assert (report.documents_new, report.documents_changed) == (1, 3)
    put(each_empty_neo4j, citing(draft, *NUMBERS[1:]))
    put(each_empty_neo4j, [])
    assert not each_empty_neo4j.run("MATCH (n:Resource) RETURN n")


def test_a_kill_before_the_last_relationships_is_mended_by_the_next_run(empty_neo4j: Server, draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_rows, "ROWS", 1)
    documents = citing(draft, *NUMBERS)

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(server_rows, "write_late", die)
        with pytest.raises(KeyboardInterrupt):
            publish(documents, empty_neo4j.uri, empty_neo4j.auth)
    put(empty_neo4j, documents)
