"""Documents for the tests of the graph, written by hand: `draft` builds the records of a small invented one with true offsets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from graph.building import Outcome, build
from graph.state import Reading, Refusal
from graph.words import Words
from graph.workspace import Workspace
from ontology.records import (
    Assignment,
    Citation,
    DocumentFields,
    Due,
    DueKind,
    Evidence,
    Extraction,
    FieldEvidence,
    Funding,
    Lineage,
    LineageKind,
    Membership,
    Omission,
    Operator,
    Phase,
    Reason,
    Relation,
    Role,
    Source,
    Target,
    Task,
    Unresolved,
    Validity,
)

Given = tuple[str, str, Sequence[tuple[str, str]]]
"""A task: its path joined by /, its text, and role and agency of each assignment."""

TASKS: tuple[Given, ...] = (
    ("二/(一)/1", "建立知识产权快速维权机制。", (("lead", "广州市知识产权局"), ("support", "广州市发展改革委"))),
    ("二/(一)/1", "编制年度计划。", (("responsible", "广州市各区政府"),)),
    ("二/(二)", "加强宣传。", ()),
)

Cited = tuple[str, str | None]
"""Title and number of another document."""

Draft = Callable[..., Extraction]


def draft(
    *,
    number: str | None = "穗示〔2026〕1号",
    title: str | None = "示例行动计划",
    issuers: tuple[str, ...] = ("广州市人民政府",),
    date: str | None = "2026-01-18",
    jurisdiction: str | None = "广州市",
    period: tuple[str, str] | None = ("2026", "2028"),
    tasks: Iterable[Given] = TASKS,
    omissions: Sequence[str] = ("由专人负责管理。",),
    unresolved: Unresolved | None = None,
    path: str = "示例.txt",
    rules: str = "1",
    more: str = "",
    marks: tuple[str, ...] = (),
    statements: bool = True,
    citations: Sequence[Cited] = (("示例市知识产权条例", None),),
    lineage: Sequence[tuple[str, str, str | None]] = (
        ("basis", "国家示例纲要", "国发〔2025〕1号"),
        ("amends", "示例办法", None),
        ("repeals", "示例旧计划", "穗示〔2020〕1号"),
        ("forwards", "示例上级方案", None),
    ),
    valid: tuple[str | None, str | None] | None = ("2026-02-01", "2031-01-31"),
) -> Extraction:
    """The records of a document whose text is put together from its parts; `more` stands at its end and says nothing.

    `statements` are one of each other kind: a target, money, a membership, a phase, times on the first task.
    """
    parts: list[str] = []

    def put(words: str) -> Evidence:
        start = sum(map(len, parts))
        parts.extend((words, "\n"))
        return Evidence(start=start, end=start + len(words), quote=words)

    fields = [FieldEvidence(field=name, **put(words).model_dump()) for name, words in (("title", title), ("number", number)) if words]
    written: list[Task] = []
    for numbers, words, given in tasks:
        text = put(words)
        clause = put("(" + ",".join(f"{agency}{role}" for role, agency in given) + ")") if given else None
        assignments = tuple(
            Assignment(role=Role(role), agency=agency, surface=agency, implied=False, unresolved=unresolved, evidence=(put(agency),)) for role, agency in given
        )
        due = _dues(put) if statements and not written else ()
        written.append(
            Task(
                path=tuple(filter(None, numbers.split("/"))),
                text=words,
                clause=clause.quote if clause else None,
                assignments=assignments,
                due=due,
                open_ended=False,
                evidence=(text,),
                clause_evidence=(clause,) if clause else (),
            )
        )
    left_out = tuple(Omission(reason=Reason.NO_AGENCY, evidence=(put(words),)) for words in omissions)
    stated = _statements(put) if statements else {}
    cited = tuple(Citation(title=title, number=number, relation=Relation.MENTIONS, evidence=(put(f"《{title}》"),)) for title, number in citations)
    lines = [Lineage(kind=LineageKind(kind), title=title, number=number, valid=None, evidence=(put(f"《{title}》"),)) for kind, title, number in lineage]
    if valid:
        begins, ends = valid
        lines.append(
            Lineage(kind=LineageKind.VALID, title=None, number=None, valid=Validity(from_=begins, to=ends), evidence=(put("本计划自印发之日起施行。"),))
        )
    put(more)
    whole = "".join(parts)
    return Extraction(
        source=Source(path=path, sha256=sha256(whole.encode()).hexdigest(), loader="text", encoding="utf-8"),
        rules=rules,
        text=whole,
        document=DocumentFields(
            title=title,
            notice_title=None,
            number=number,
            issuers=issuers,
            date=date,
            addressees=("各区人民政府",),
            period=period,
            marks=marks,
            jurisdiction=jurisdiction,
            evidence=tuple(fields),
        ),
        citations=cited,
        tasks=tuple(written),
        targets=stated.get("targets", ()),
        funding=stated.get("funding", ()),
        memberships=stated.get("memberships", ()),
        phases=stated.get("phases", ()),
        lineage=tuple(lines),
        omissions=left_out,
    )


Put = Callable[[str], Evidence]


def _dues(put: Put) -> tuple[Due, ...]:
    def due(kind: DueKind, surface: str, begins: str | None = None, to: str | None = None, every: str | None = None) -> Due:
        return Due(kind=kind, from_=begins, to=to, every=every, surface=surface, unresolved=None, evidence=(put(surface),))

    return (
        due(DueKind.BY, "2027年6月底前", to="2027-06"),
        due(DueKind.DURING, "2026—2028年", "2026", "2028"),
        due(DueKind.EVERY, "每年12月底前", to="12", every="year"),
        due(DueKind.ONGOING, "长期坚持"),
        Due(kind=DueKind.BY, from_=None, to=None, every=None, surface="6月底前", unresolved=Unresolved.NO_YEAR, evidence=(put("6月底前"),)),
    )


def _statements(put: Put) -> dict[str, tuple[Any, ...]]:
    text = "发明专利授权量达到1600件以上"
    between = "覆盖率达到60.5%—70%"
    money = "安排专项资金1.5亿元"
    fund = "按1:2配套"
    return {
        "targets": (
            Target(path=("一",), text=text, metric="发明专利授权量", op=Operator.AT_LEAST, value=1600, unit="件", by="2028", evidence=(put(text),)),
            Target(path=("一",), text=between, metric="覆盖率", op=Operator.RANGE, value=(60.5, 70), unit="%", by=None, evidence=(put(between),)),
        ),
        "funding": (
            Funding(
                path=("二", "(一)", "1"),
                text=money,
                amount=150000000,
                op=Operator.EQUAL,
                unit="元",
                ratio=None,
                funders=("市财政", "省财政"),
                kind="专项资金",
                task=0,
                evidence=(put(money),),
            ),
            Funding(path=("三",), text=fund, amount=None, op=None, unit=None, ratio="1:2", funders=(), kind="配套", task=None, evidence=(put(fund),)),
        ),
        "memberships": (Membership(body="示例工作领导小组", role="组长", member="市长", evidence=(put("组长：市长"),)),),
        "phases": (
            Phase(path=("四",), label="启动阶段", from_="2026-01", to="2026-03", surface="2026年1月至3月", unresolved=None, evidence=(put("2026年1月至3月"),)),
        ),
    }


class Folder:
    """A folder of files whose content is JSON records, and a workspace that reads them: real files, without a grammar between."""

    def __init__(self, path: Path) -> None:
        self.files = path / "文件"
        self.files.mkdir(exist_ok=True)
        self.workspace = Workspace(path / "workspace")
        self.read: list[str] = []

    def put(self, name: str, extraction: Extraction | None) -> Path:
        """A file that holds a document; none at all stands for a file that cannot be loaded."""
        file = self.files / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(extraction.model_dump_json() if extraction else "?", encoding="utf-8")
        return file

    def reader(self, paths: Sequence[Path]) -> Iterable[tuple[Path, Reading | Refusal]]:
        for path in paths:
            self.read.append(path.name)
            content = path.read_bytes()
            if content == b"?":
                yield path, Refusal(Words("读不了", "cannot be read"))
            else:
                source = Source(path=str(path), sha256=sha256(content).hexdigest(), loader="text", encoding="utf-8")
                yield path, Reading(Extraction.model_validate_json(content).model_copy(update={"source": source}))

    def build(self, *paths: Path, rules: str = "1", **options: Any) -> Outcome:
        self.read.clear()
        return build(self.workspace, self.reader, rules=rules, paths=paths, **options)

    def build_all(self, **options: Any) -> Outcome:
        return self.build(self.files, **options)


@pytest.fixture(name="draft", scope="session")
def draft_fixture() -> Draft:
    return draft


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)
