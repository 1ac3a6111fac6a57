"""Workspaces from records that were written by hand, so that what is asked of them does not hang on what the rules read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from graph.building import build
from graph.corrections import Correction, write_correction
from graph.state import Reading, Refusal
from graph.workspace import Workspace
from ontology.records import Extraction, Membership
from queries.head import Question
from tests.graph.conftest import draft

DAY = "2026-11-22"
OLD: dict[str, Any] = {"number": "穗示〔2020〕1号", "title": "旧计划", "date": "2020-01-01", "lineage": (), "citations": (), "statements": False}


def workspace_of(path: Path, *documents: Extraction, **options: Any) -> Path:
    """A workspace with these documents, as if they had been read from files."""
    place = Workspace(path / "workspace")
    files = path / "files"
    files.mkdir()
    for number, one in enumerate(documents):
        (files / f"{number}.txt").write_text(one.text, encoding="utf-8")

    def reader(paths: Sequence[Path]) -> Iterable[tuple[Path, Reading | Refusal]]:
        for file in paths:
            yield file, Reading(documents[int(file.stem)])

    build(place, reader, rules="1", paths=[files], day=DAY, **options)
    return place.path


def every_kind(path: Path) -> Path:
    """Every kind of statement, a correction, a document above, one repealed and one out of its time, with the same tasks in all."""
    plan = draft(lineage=(("basis", "上级纲要", "国示〔2025〕1号"), ("amends", "某办法", None), ("repeals", "旧计划", None)))
    [seat] = plan.memberships
    words = plan.text.index("广州市知识产权局")
    evidence = seat.evidence[0].model_copy(update={"start": words, "end": words + 8, "quote": "广州市知识产权局"})
    member = Membership(body=seat.body, role="成员", member="市知识产权局局长", evidence=(evidence,))
    open_ended = plan.tasks[0].model_copy(update={"open_ended": True})
    plan = plan.model_copy(update={"memberships": (seat, member), "tasks": (open_ended, *plan.tasks[1:])})
    above = draft(
        number="国示〔2025〕1号", title="上级纲要", issuers=("国务院",), date="2025-01-01", jurisdiction="中国", tasks=(), lineage=(("basis", "根本法", None),)
    )
    old = draft(**OLD, valid=None)
    over = draft(**{**OLD, "number": "穗示〔2021〕1号", "title": "短期计划", "valid": ("2021-01-01", "2022-12-31")})
    alone = draft(
        number="穗示〔2026〕2号",
        title="单独计划",
        lineage=(("forwards", "本级方案", None),),
        tasks=(("一", "清理旧档案。", (("lead", "广州市知识产权局"),)), ("二", "协助办展会。", (("support", "广州市商务局"),))),
    )
    quote = "广州市发展改革委"
    write_correction(
        Workspace(path / "workspace"), Correction("", "穗示〔2026〕1号", "assignment", quote, plan.text.rindex(quote), {"role": "lead"}, "张三", DAY)
    )
    return workspace_of(path, plan, above, old, over, alone)


def askings(question: Question) -> Iterator[tuple[dict[str, str], tuple[str, ...]]]:
    """Ways to ask a question, and what to include: as it stands, by its examples, for all that there is, and for several agencies."""
    yield {}, ()
    yield {one.name: one.example for one in question.parameters}, ("repealed",)
    agencies = [one.name for one in question.parameters if one.type in ("agency", "agencies")]
    others = {one.name: "0" if one.type == "integer" else "" for one in question.parameters if one.name not in agencies}
    for name in ("市知识产权局", "广州市商务局", "广州市各区政府", "没有这个局") if agencies else ("",):
        yield {**others, **dict.fromkeys(agencies, name)}, ("repealed",)
