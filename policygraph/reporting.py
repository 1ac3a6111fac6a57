"""The verb `report`, and the account with which `build` and `forget` end: every file, what it gave, what it did not give and why.

附件.xls　拒绝：…… stands with its reason and the next step. With `--since`, what the documents say otherwise than at an earlier build follows.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policygraph import account, changing, console, tables
from policygraph.asking import format_for, give
from policygraph.command import settings_of
from policygraph.exporting import refuse_unbuilt
from policygraph.messages import told
from policygraph.settings import Settings
from queries.head import Column
from queries.wording import SCHEMES, Wording

if TYPE_CHECKING:
    from graph.since import Changed
    from graph.state import State
    from graph.workspace import Workspace

_FORMS = ("table", "tsv", "json")
_COLUMNS = (
    Column("path", Wording("文件", "file")),
    Column("result", Wording("结果", "result"), "result"),
    Column("change", Wording("变化", "change"), "change"),
    Column("title", Wording("标题", "title")),
    Column("number", Wording("文号", "number")),
    Column("tasks", Wording("任务", "tasks")),
    Column("assignments", Wording("分工", "assignments")),
    Column("omissions", Wording("未采用的句子", "omissions")),
    Column("remarks", Wording("说明", "remarks")),
)
SCHEMES["result"] = account.RESULTS
SCHEMES["change"] = account.CHANGES


def report(
    context: typer.Context,
    since: Annotated[str | None, typer.Option("--since", metavar="BUILD")] = None,
    form: Annotated[str | None, typer.Option("--format", metavar="FORMAT")] = None,
) -> int:
    settings = settings_of(context)
    form = format_for(form, None, _FORMS, "report")
    refuse_unbuilt(settings)
    from graph.state import State, load_state
    from graph.workspace import Workspace, WorkspaceError

    place = Workspace(settings.workspace)
    state = load_state(place)
    if since is not None:
        return _report_since(settings, place, state, since, form)
    try:
        before = load_state(place, state.before) if state.before else State()
    except WorkspaceError:
        before = State(build=state.before)  # the build before is no longer remembered
    return tell(settings, account.account_of(place, state, before), form, whole=True, always=True)


def _report_since(settings: Settings, place: Workspace, state: State, since: str, form: str) -> int:
    """Which files and which facts differ from an earlier build's."""
    from graph.since import changed_since, state_since

    before = state_since(place, since)
    with console.progress(settings, told("comparing")) as step:
        changed: list[Changed] = []
        for one in changed_since(place, before, state):
            step(len(changed), len(state.documents), one.title)
            changed.append(one)
    given = account.account_of(place, state, before, only_changed=True)
    rows = changing.lines(changed)
    if form == "table":
        code = tell(settings, given, form, whole=True, always=True)
        changing.show(settings, changed)
    elif form == "json":
        code = 0 if given.complete else 1
        differences = [dict(zip((column.name for column in changing.COLUMNS), row, strict=True)) for row in rows]
        console.out(json.dumps({**given.as_json(), "changes": differences}, ensure_ascii=False, indent=1) + "\n")
    else:
        code = 0 if given.complete else 1
        give(settings, changing.COLUMNS, rows, form, None)
        console.remark(settings, changing.totals(changed))
    return 1 if any(one.lost for one in changed) else code


def tell(settings: Settings, given: account.Account, form: str | None, *, whole: bool, always: bool = False) -> int:
    """The account on stdout: all files, or (on a terminal, after a build) those that need a look; the totals beside it."""
    code = 0 if given.complete else 1
    form = form or format_for(None, None, _FORMS, "report")
    if settings.quiet and not always:
        for file in given.files:
            if file.result in account.FELL_SHORT:
                console.failed(settings, _why(file))
        for one in given.corrections:
            if one.fell_short:
                console.failed(settings, one.words)
        return code
    if form == "json":
        console.out(json.dumps(given.as_json(), ensure_ascii=False, indent=1) + "\n")
        return code
    files = given.files if whole or form != "table" else [file for file in given.files if file.result in account.FELL_SHORT]
    rows = [_row(file, settings) for file in files]
    if form == "table":
        if rows:
            # Side by side there is no room for titles, and remarks are sentences: they follow below.
            named = [[_near(str(row[0])), *row[1:]] for row in rows]
            tables.print_table((*_COLUMNS[:3], *_COLUMNS[4:-1]), [[*row[:3], *row[4:-1]] for row in named], settings.language)
            for path, *_, remarks in named:
                if remarks:
                    console.out(settings.say(Wording(f"{path}：{remarks}", f"{path}: {remarks}")) + "\n")
        console.out(_totals(settings, given))
    else:
        give(settings, _COLUMNS, rows, form, None)
        console.remark(settings, Wording(_totals(settings, given).strip(), _totals(settings, given).strip()))
    for one in given.corrections:
        if whole or one.fell_short or one.fate == "agreed":
            console.remark(settings, one.words)
    return code


def _row(file: account.FileAccount, settings: Settings) -> list[object]:
    values = [getattr(file, column.name) for column in _COLUMNS[:-1]]
    stale = [told("stale")] if file.stale else []
    said = [settings.say(words).removeprefix(file.path).lstrip("：: ") for words in (*stale, *file.remarks)]
    return [*values, " ".join(said)]


def _near(path: str) -> str:
    """A path as a person at this terminal would write it; of a file in an archive, from the archive's name on."""
    archive = next((parent for parent in Path(path).parents if parent.suffix.lower() == ".zip"), None)
    try:
        return str(Path(path).relative_to(Path.cwd()))
    except ValueError:
        return str(Path(path).relative_to(archive.parent) if archive else Path(*Path(path).parts[-2:]))


def _why(file: account.FileAccount) -> Wording:
    name = account.RESULTS[file.result]
    zh = " ".join(words.zh for words in file.remarks)
    en = " ".join(words.en for words in file.remarks)
    shown = "" if file.path in zh else f"{file.path}："
    return Wording(f"{name.zh}：{shown}{zh}", f"{name.en}: {shown.replace('：', ': ')}{en}")


def _totals(settings: Settings, given: account.Account) -> str:
    results = given.results()
    zh = "、".join(f"{account.RESULTS[name].zh} {count}" for name, count in results.items())
    en = ", ".join(f"{count} {account.RESULTS[name].en}" for name, count in results.items())
    counts = {"documents": given.documents, "tasks": given.tasks, "assignments": given.assignments, "omissions": given.omissions}
    words = told("totals", zh=zh or "0", en=en or "0", build=given.build, **counts)
    return settings.say(words) + "\n"
