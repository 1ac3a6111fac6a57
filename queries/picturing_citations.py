"""The rows behind the picture of citations: which document names which, how, and in which words, 依据 《示例条例》.

A citation and a statement of lineage with the same meaning (依据) between the same two documents are one row: they rest on the same
words; and 提到 is none where more is said of the two.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from queries.answering import TIMEOUT
from queries.document_names import find_documents, left_out
from queries.picturing import engine_to_picture, named_document
from queries.wording import Wording

if TYPE_CHECKING:
    from graph.pictures.citations import CitationRow

_RETURN = """
RETURN source.uri AS source, source.title AS document, source.number AS number, source.sources AS files,
       source.status AS status, source.status_reason AS status_reason,
       {relation} AS relation, named.uri AS cited_source, coalesce(named.title, '') AS cited, named.number AS cited_number, stated.quote AS quote
ORDER BY coalesce(source.date, '') DESC, source.uri, stated.uri, named.uri
"""
_CITATIONS = "MATCH (source:PolicyDocument)-[:HAS_CITATION]->(stated:Citation)-[:REFERS_TO]->(named:{named}) WHERE source.uri IN $document" + _RETURN
_LINEAGE = (
    "MATCH (source:PolicyDocument)-[:HAS_LINEAGE]->(stated:Lineage)-[:REFERS_TO]->(named:{named}) WHERE source.uri IN $document AND stated.kind <> 'valid'"
    + _RETURN
)


def citation_rows(
    workspace: str | os.PathLike[str] | None, *, repealed: bool = False, allow_marked: bool = False
) -> tuple[list[CitationRow], tuple[Wording, ...]]:
    """Every citation of the documents in force, or with `repealed` of all; remarks say what is left out."""
    engine = engine_to_picture(workspace, allow_marked=allow_marked)
    parameters = {"document": find_documents(engine, "", repealed=repealed).uris}
    rows: dict[tuple[str, str, str], Any] = {}
    for query, relation in ((_LINEAGE, "stated.kind"), (_CITATIONS, "stated.relation")):
        for named in ("PolicyDocument", "CitedDocument"):
            answer = engine.run(query.format(named=named, relation=relation), parameters, timeout=TIMEOUT)
            for values in answer.rows:
                row: dict[str, Any] = dict(zip(answer.columns, values, strict=True))
                row |= {"document": named_document(row), "held": named == "PolicyDocument", "cited": row["cited"] or row["cited_number"] or "（无标题）"}
                rows.setdefault((row["source"], row["cited_source"], row["relation"]), row)
    for source, cited in {(source, cited) for source, cited, relation in rows if relation != "mentions"}:
        rows.pop((source, cited, "mentions"), None)  # names it in the words that say more of it
    return sorted(rows.values(), key=lambda row: (row["source"], row["cited_source"], row["relation"])), () if repealed else left_out(engine)
