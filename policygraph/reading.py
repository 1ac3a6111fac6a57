"""The verbs that read: `extract`, `build`, `forget`, `report`.

`extract 方案.txt` prints one JSON object; `build` ends with the account of every file. A file that is refused, or read in part, is named
with the reason and the next step, the others go on, and the exit code is 1. The files in a .zip count one by one: 材料.zip/方案.docx.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policygraph import account, changing, console, tables
from policygraph.asking import format_for, give
from policygraph.command import settings_of
from policygraph.messages import told
from policygraph.naming import files_to_read, output_names
from policygraph.settings import Settings, WrongUseError
from queries.head import Column
from queries.wording import SCHEMES, Wording

if TYPE_CHECKING:
    from graph.since import Changed
    from graph.state import State
    from graph.workspace import Workspace

_REPORT_FORMS = ("table", "tsv", "json")
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


def extract(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…")],
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="DIR")] = None,
    allow_marked: Annotated[bool, typer.Option("--allow-marked")] = False,
) -> int:
    settings = settings_of(context)
    files = files_to_read(paths)
    if output is None and len(files) > 1:
        raise WrongUseError(told("several_files", count=len(files)), "extract")
    from grammar import extract as records_of
    from loaders import LoadError, load

    refused = short = 0
    names = output_names(settings, files)
    with console.progress(settings, told("reading")) as step:
        for number, file in enumerate(files):
            step(number, len(files), file.name)
            try:
                document = load(file)
            except LoadError as error:
                refused += 1
                console.failed(settings, Wording(error.zh, error.en))
                continue
            extraction = records_of(document)
            if extraction.document.marks and not allow_marked:
                short += 1
                console.failed(settings, told("marked", path=file, marks="、".join(extraction.document.marks)))
                continue
            short += not document.whole
            for one in document.remarks:
                zh, en = one.with_place
                console.remark(settings, Wording(f"{file}：{zh}", f"{file}: {en}"))
            text = extraction.model_dump_json(indent=1) + "\n"
            if output is None:
                console.out(text)
            else:
                _write(output, names[file], text)
    if refused == len(files):
        return 2
    return 1 if refused or short else 0


def build(
    context: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATH…]")] = None,
    names: Annotated[Path | None, typer.Option("--names", metavar="FILE")] = None,
    base: Annotated[str | None, typer.Option("--base", metavar="IRI")] = None,
    replace: Annotated[bool, typer.Option("--replace")] = False,
    allow_marked: Annotated[bool, typer.Option("--allow-marked")] = False,
) -> int:
    settings = settings_of(context)
    from policygraph import pipeline

    _check_roots(settings, paths or [])
    with console.progress(settings, told("building")) as step:
        given = pipeline.build(paths or [], settings.workspace, names=names, base=base, replace=replace, allow_marked=allow_marked, on_step=step)
    return _report(settings, given, None, whole=False)


def forget(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…")],
) -> int:
    settings = settings_of(context)
    from policygraph import pipeline

    _refuse_unbuilt(settings)
    given = pipeline.forget(paths, settings.workspace)
    _report(settings, given, None, whole=False)
    return 0


def report(
    context: typer.Context,
    since: Annotated[str | None, typer.Option("--since", metavar="BUILD")] = None,
    form: Annotated[str | None, typer.Option("--format", metavar="FORMAT")] = None,
) -> int:
    settings = settings_of(context)
    form = format_for(form, None, _REPORT_FORMS, "report")
    _refuse_unbuilt(settings)
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
    return _report(settings, account.account_of(place, state, before), form, whole=True, always=True)


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
        code = _report(settings, given, form, whole=True, always=True)
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


def _report(settings: Settings, given: account.Account, form: str | None, *, whole: bool, always: bool = False) -> int:
    """The account on stdout: all files, or (on a terminal, after a build) those that need a look; the totals beside it."""
    code = 0 if given.complete else 1
    form = form or format_for(None, None, _REPORT_FORMS, "report")
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


def _write(folder: Path, name: str, text: str) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongUseError(told("cannot_write", path=folder, why=error.strerror or error), "extract") from error
    with console.opened_for_writing(folder / name) as file:
        file.write(text)


def _check_roots(settings: Settings, paths: Sequence[Path]) -> None:
    """`build` without paths has something to do only where paths were given before."""
    if not paths and not (settings.workspace / "workspace.json").exists():
        raise WrongUseError(told("nothing_to_build", workspace=settings.workspace), "build")


def _refuse_unbuilt(settings: Settings) -> None:
    from graph.workspace import Workspace
    from queries.errors import NothingBuiltError

    if not Workspace(settings.workspace).pointer.exists():
        words = told("not_yet_built", workspace=settings.workspace)
        raise NothingBuiltError(words.zh, words.en)
