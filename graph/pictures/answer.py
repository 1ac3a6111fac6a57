"""The rows of any saved question as a net: what the kinds of its columns make nodes stands around what the row is about.

    tasks-led-by: agency, task, document     市知识产权局 —牵头→ 推进专利导航 —— 行动计划
    pairs-of-agencies: agency, partner, tasks     市知识产权局 —3— 市财政局

A column without a kind is a cell of the table and no node. A row whose kinds are all empty is a row of the table only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.pictures.looks import ROLES
from graph.pictures.net import Cell, Heading, Name, Net, NetMaker, Reads
from graph.words import Words

_HUBS = ("task", "group", "measure", "value")
"""What a row is about, where it names one: the others stand around it."""
_LEFT, _RIGHT = ("agency", "class"), ("document", "cited")
_LONGEST_LABEL = 12
_ONLY_ROWS = Words(
    "这个问题的列里没有机关、文件、任务一类的内容，只有表。", "No column of this question names an agency, a document or a task: there is only the table."
)


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """A column of an answer. `kind` makes its values nodes; `codes` are the words for its codes; `numbers` say how much a link weighs."""

    name: str
    title: Words
    kind: str = ""
    reads: Reads = "text"
    codes: Mapping[str, str] = field(default_factory=dict)

    def words(self, value: object) -> list[str]:
        """The texts of a value, codes as people say them, each once."""
        values = value if isinstance(value, list) else [value]
        texts = (str(one).strip() for one in values if one is not None)
        return list(dict.fromkeys(self.codes.get(text, text) for text in texts if text))


@dataclass(frozen=True, slots=True)
class _Named:
    column: int
    kind: str
    node: int


def answer_net(subject: str, topic: Words, columns: Sequence[AnswerColumn], rows: Sequence[Sequence[object]]) -> Net:
    """The picture of an answer: a column each of what stands left of the row's middle, the middle, and what stands right of it."""
    net = NetMaker()
    role_at = next((place for place, column in enumerate(columns) if column.name == "role"), None)
    label_at = next((place for place, column in enumerate(columns) if column.name in ("tasks", "post", "relation", "change", "value")), None)
    document_at = next((place for place, column in enumerate(columns) if column.name == "document"), None)
    for row in rows:
        named = [_Named(at, column.kind, net.node(column.kind, one)) for at, column in enumerate(columns) if column.kind for one in column.words(row[at])]
        cells = [_cell(column, row[at], [one for one in named if one.column == at], net) for at, column in enumerate(columns)]
        role = str(row[role_at] or "") if role_at is not None else ""
        role = role if role in ROLES else ""
        document = str(row[document_at] or "") if document_at is not None else ""
        hub = min(named, key=lambda one: (_HUBS.index(one.kind) if one.kind in _HUBS else len(_HUBS), one.column), default=None)
        order = [hub.node, *(one.node for one in named)] if hub else []
        fact = net.fact(cells, order, roles=(role,) if role else (), document=document)
        if hub is None:
            continue
        label = "、".join(columns[label_at].words(row[label_at]))[:_LONGEST_LABEL] if label_at is not None else ""
        for one in named:
            if one.node != hub.node:
                ends = (one.node, hub.node) if one.kind in _LEFT and hub.kind not in _LEFT else (hub.node, one.node)
                net.link(*ends, role if one.kind in _LEFT and role else "linked", fact, label=label)
    return _net(subject, topic, columns, net)


def _net(subject: str, topic: Words, columns: Sequence[AnswerColumn], net: NetMaker) -> Net:
    kinds = {node.kind for node in net.nodes}
    middle = tuple(sorted(kinds - set(_LEFT) - set(_RIGHT)))
    left = tuple(kind for kind in _LEFT if kind in kinds)
    right = tuple(kind for kind in _RIGHT if kind in kinds)
    stands = tuple(filter(None, (left, middle, right)))
    ends = [tuple(_column(net.nodes[end].kind, stands) for end in (link.source, link.target)) for link in net.links]
    in_columns = bool(ends) and all(one != other for one, other in ends)
    used = {role for fact in net.facts for role in fact.roles}
    main = next((place for place, column in enumerate(columns) if column.kind in _HUBS), 0)
    brief = {main, *[place for place, column in enumerate(columns) if column.kind or column.reads == "role"][:3]}
    return Net(
        subject=subject,
        topic=topic,
        how=Words("点选可见这一行的全部内容和原文。", "Choose one to see its row and its words."),
        headings=tuple(Heading(column.title, column.reads, place in brief, place == main) for place, column in enumerate(columns)),
        nodes=tuple(net.nodes),
        links=net.links,
        facts=tuple(net.facts),
        roles=tuple(role for role in ROLES if role in used),
        columns=stands if in_columns else (),
        spine=max(Counter(node.kind for node in net.nodes).items(), key=lambda kind: kind[1], default=("", 0))[0],
        empty=Words("没有结果。", "No rows."),
        remarks=(_ONLY_ROWS,) if net.facts and not net.nodes else (),
    )


def _column(kind: str, stands: Sequence[Sequence[str]]) -> int:
    return next(place for place, column in enumerate(stands) if kind in column)


def _cell(column: AnswerColumn, value: object, named: Sequence[_Named], net: NetMaker) -> Cell:
    if named:
        return tuple(Name(one.node, net.nodes[one.node].name) for one in named)
    if column.reads == "words":
        return tuple(column.words(value))
    if column.reads == "role":
        return str(value or "")
    return "、".join(column.words(value))
