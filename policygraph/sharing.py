"""The verbs that hand the graph on and prove it: `export turtle -o 图.ttl`, `publish bolt://…`, `check`.

A file is written beside its place and put there when it is whole; a server's password is never taken from the command line.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from policygraph import console
from policygraph.command import settings_of
from policygraph.messages import told
from policygraph.settings import Settings, WrongUseError
from queries.errors import NothingBuiltError


def export(
    context: typer.Context,
    form: Annotated[str, typer.Argument(metavar="FORMAT")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="PATH")],
) -> int:
    settings = settings_of(context)
    from graph import dataset
    from graph.generation import current
    from graph.workspace import Workspace

    if form not in dataset.FORMATS:
        choices = ", ".join(dataset.FORMATS)
        raise WrongUseError(told("usage.choice", given=form, choices=choices), "export")
    _refuse_unbuilt(settings)
    beside = output.with_name(f".new-{os.getpid()}-{output.name}")
    try:
        with current(Workspace(settings.workspace)) as generation, beside.open("wb") as file:
            dataset.export(generation.dataset, form, file)
        beside.replace(output)
    except OSError as error:
        raise WrongUseError(told("cannot_write", path=output, why=error.strerror or error), "export") from error
    finally:
        beside.unlink(missing_ok=True)
    console.remark(settings, told("written", path=output))
    return 0


def publish(
    context: typer.Context,
    uri: Annotated[str, typer.Argument(metavar="BOLT-URI")],
    database: Annotated[str | None, typer.Option("--database", metavar="NAME")] = None,
) -> int:
    settings = settings_of(context)
    _refuse_unbuilt(settings)
    raise NotImplementedError


def check(
    context: typer.Context,
    on: Annotated[str | None, typer.Option("--on", metavar="BOLT-URI")] = None,
    database: Annotated[str | None, typer.Option("--database", metavar="NAME")] = None,
) -> int:
    settings = settings_of(context)
    _refuse_unbuilt(settings)
    raise NotImplementedError


def _auth() -> tuple[str, str]:
    """User and password as Neo4j's own tools take them; a person at a terminal is asked."""
    name = os.environ.get("NEO4J_USERNAME", "neo4j")
    password = os.environ.get("NEO4J_PASSWORD")
    if password is None and sys.stdin.isatty():
        password = typer.prompt(f"{name}@neo4j", hide_input=True, err=True)
    return name, password or ""


def _refuse_unbuilt(settings: Settings) -> None:
    from graph.workspace import Workspace

    if not Workspace(settings.workspace).pointer.exists():
        words = told("not_yet_built", workspace=settings.workspace)
        raise NothingBuiltError(words.zh, words.en)
