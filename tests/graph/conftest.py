"""Documents for the tests of the graph, written by hand: `draft` builds the records of a small invented one with true offsets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from pathlib import Path

import pytest

from graph.building import Outcome, build
from graph.state import Refusal, Words
from graph.workspace import Workspace
from ontology.records import Assignment, DocumentFields, Evidence, Extraction, FieldEvidence, Omission, Reason, Role, Source, Task, Unresolved

Given = tuple[str, str, Sequence[tuple[str, str]]]
"""A task: its path joined by /, its text, and role and agency of each assignment."""

TASKS: tuple[Given, ...] = (
    ("二/(一)/1", "建立知识产权快速维权机制。", (("lead", "广州市知识产权局"), ("support", "广州市发展改革委"))),
    ("二/(一)/1", "编制年度计划。", (("responsible", "广州市各区政府"),)),
    ("二/(二)", "加强宣传。", ()),
)

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
) -> Extraction:
    """The records of a document whose text is put together from its parts; `more` stands at its end and says nothing."""
    parts: list[str] = []

    def put(words: str) -> Evidence:
        start = sum(map(len, parts))
        parts.extend((words, "\n"))
        return Evidence(start=start, end=start + len(words), quote=words)

    fields = [FieldEvidence(field=name, **put(words).model_dump()) for name, words in (("title", title), ("number", number)) if words]
    written = []
    for numbers, words, given in tasks:
        text = put(words)
        clause = put("(" + ",".join(f"{agency}{role}" for role, agency in given) + ")") if given else None
        assignments = tuple(
            Assignment(role=Role(role), agency=agency, surface=agency, implied=False, unresolved=unresolved, evidence=(put(agency),)) for role, agency in given
        )
        written.append(
            Task(
                path=tuple(filter(None, numbers.split("/"))),
                text=words,
                clause=clause.quote if clause else None,
                assignments=assignments,
                open_ended=False,
                evidence=(text,),
                clause_evidence=(clause,) if clause else (),
            )
        )
    left_out = tuple(Omission(reason=Reason.NO_AGENCY, evidence=(put(words),)) for words in omissions)
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
            jurisdiction=jurisdiction,
            evidence=tuple(fields),
        ),
        tasks=tuple(written),
        omissions=left_out,
    )


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

    def reader(self, paths: Sequence[Path]) -> Iterable[tuple[Path, Extraction | Refusal]]:
        for path in paths:
            self.read.append(path.name)
            content = path.read_bytes()
            if content == b"?":
                yield path, Refusal(Words("读不了", "cannot be read"))
            else:
                source = Source(path=str(path), sha256=sha256(content).hexdigest(), loader="text", encoding="utf-8")
                yield path, Extraction.model_validate_json(content).model_copy(update={"source": source})

    def build(self, *paths: Path, replacing: bool = False, rules: str = "1", base: str | None = None) -> Outcome:
        self.read.clear()
        return build(self.workspace, self.reader, rules=rules, paths=paths, base=base, replacing=replacing)

    def build_all(self, *, replacing: bool = False) -> Outcome:
        return self.build(self.files, replacing=replacing)


@pytest.fixture(name="draft")
def draft_fixture() -> Draft:
    return draft


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)
