"""Which document names which: 依据, 修改, 废止, 转发, 提到 … Those that the graph holds and those that it does not are told apart.

《示例市行动计划》 —依据→ 《国家示例纲要》（图中没有）
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from graph.pictures.looks import ROLES
from graph.pictures.net import Heading, Net, NetMaker
from graph.words import Words


class CitationRow(TypedDict):
    """One place where a document names another; keys have the names of the graph's own columns."""

    document: str
    source: str
    """IRI of the document that names."""
    number: str | None
    relation: str
    """A code of `relation` or `lineage`: `basis`, `amends` …"""
    cited: str
    cited_source: str
    """IRI of the document that is named."""
    cited_number: str | None
    held: bool
    """Whether the graph holds it."""
    quote: list[str]


_HEADINGS = (
    Heading(Words("文件", "document"), "names", brief=True, main=True),
    Heading(Words("文号", "number")),
    Heading(Words("关系", "relation"), "role", brief=True),
    Heading(Words("所引文件", "names"), "names", brief=True),
    Heading(Words("所引文号", "its number")),
    Heading(Words("图中有无", "held")),
    Heading(Words("原文", "words of the source"), "words"),
)


def citations_net(rows: Iterable[CitationRow]) -> Net:
    """The picture of citations; a document that names itself (the plan that its own notice issues) is no row of it."""
    net = NetMaker()
    for row in rows:
        if row["source"] == row["cited_source"]:
            continue
        relation = row["relation"] if row["relation"] in ROLES else "mentions"
        source = net.node("document", row["document"], "document", row["source"], notes=(row["number"],))
        kind = "document" if row["held"] else "cited"
        target = net.node(kind, row["cited"], "document", row["cited_source"], notes=(row["cited_number"],))
        cells = (
            (net.name(source),),
            row["number"] or "",
            relation,
            (net.name(target),),
            row["cited_number"] or "",
            "有" if row["held"] else "无",
            tuple(row["quote"]),
        )
        fact = net.fact(cells, (source, target), roles=(relation,), document=row["document"])
        net.link(source, target, relation, fact)
    used = {role for fact in net.facts for role in fact.roles}
    return Net(
        subject="",
        topic=Words("文件之间的引用", "which document names which, and how"),
        how=Words(
            "箭头从引用的文件指向被引用的；虚线框是图中没有的文件。",
            "Arrows point to what is named; a dashed frame is not held.",
        ),
        headings=_HEADINGS,
        nodes=tuple(net.nodes),
        links=net.links,
        facts=tuple(net.facts),
        roles=tuple(role for role in ROLES if role in used),
        empty=Words("没有读出引用。", "No citation was read."),
    )
