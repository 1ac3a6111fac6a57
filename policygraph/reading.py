"""The verbs that read: `extract`, `build`, `forget`.

`extract 方案.txt` prints one JSON object; `build` ends with the account of every file. A file that is refused, or read in part, is named
with the reason and the next step, the others go on, and the exit code is 1. The files in a .zip count one by one: 材料.zip/方案.docx.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from policygraph import console
from policygraph.command import settings_of
from policygraph.exporting import refuse_unbuilt
from policygraph.messages import told
from policygraph.naming import files_to_read, output_names
from policygraph.reporting import tell
from policygraph.settings import Settings, WrongUseError
from queries.wording import Wording


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
    return tell(settings, given, None, whole=False)


def forget(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…")],
) -> int:
    settings = settings_of(context)
    from policygraph import pipeline

    refuse_unbuilt(settings)
    given = pipeline.forget(paths, settings.workspace)
    tell(settings, given, None, whole=False)
    return 0


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
