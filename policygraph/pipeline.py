"""From files to the graph: `build` reads what is new or changed, `forget` takes files out, both end in an account of every file.

    account = build(["文件夹"], workspace="我的图")
    account.complete            # False where a file was refused: 方案.pdf

A file that cannot be read is told with its reason and the next step, and the others go on. Files are read in several processes
only where there is enough to read that it pays.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.account import Account, account_of
from queries.answering import default_workspace
from queries.own_names import checked_names, learn_names, names_file

if TYPE_CHECKING:
    from graph.building import Outcome
    from graph.state import Reading, Refusal
    from graph.workspace import Workspace

Step = Callable[[int, int, str], None]
Given = tuple[Path, "Reading | Refusal"]

WORTH_A_PROCESS = 64 << 20
"""Bytes of documents from which on starting processes costs less than it saves."""
_CHUNK = 8


def build(
    paths: Iterable[str | os.PathLike[str]] = (),
    workspace: str | os.PathLike[str] | None = None,
    *,
    names: str | os.PathLike[str] | None = None,
    base: str | None = None,
    replace: bool = False,
    allow_marked: bool = False,
    on_step: Step = lambda _done, _total, _what: None,
) -> Account:
    """Adds the paths to the workspace's roots and reads them; reads all roots again where none are given.

    Documents with a 密级 or 内部 mark are refused unless `allow_marked`.
    """
    from graph import building
    from graph.workspace import Workspace

    place = Workspace(default_workspace(workspace))
    if names is not None:
        text = checked_names(Path(names))
        place.path.mkdir(parents=True, exist_ok=True)
        names_file(place.path).write_text(text, encoding="utf-8")
    rules = _rules(place.path)
    roots = [Path(path) for path in paths]
    outcome = building.build(
        place, lambda files: read_files(files, rules, on_step), rules=rules, paths=roots, base=base, replacing=replace, allow_marked=allow_marked
    )
    return _account(place, outcome)


def forget(paths: Iterable[str | os.PathLike[str]], workspace: str | os.PathLike[str] | None = None) -> Account:
    """Takes files and folders out of the graph and out of the roots; the files themselves stay where they are."""
    from graph import building
    from graph.workspace import Workspace

    place = Workspace(default_workspace(workspace))
    return _account(place, building.forget(place, [Path(path) for path in paths], rules=_rules(place.path)))


def read_files(files: Sequence[Path], rules: str, on_step: Step) -> Iterator[Given]:
    """The records of each file, or why there are none; as they come."""
    processes = min(os.cpu_count() or 1, 8)
    if processes < 2 or sum(_size(file) for file in files) < WORTH_A_PROCESS:
        for number, file in enumerate(files):
            on_step(number, len(files), file.name)
            yield file, read_file(file, rules)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        results = pool.map(read_file, files, [rules] * len(files), chunksize=_CHUNK)
        for number, (file, result) in enumerate(zip(files, results, strict=True)):
            on_step(number, len(files), file.name)
            yield file, result


def read_file(file: Path, rules: str) -> Reading | Refusal:
    """One file, or one out of an archive (材料.zip/方案.docx), through loader and grammar."""
    from grammar import extract
    from graph.state import Reading, Refusal
    from graph.words import Words
    from loaders import LoadError, load

    try:
        document = load(file)
    except LoadError as error:
        return Refusal(Words(error.zh, error.en))
    extraction = extract(document)
    notes = tuple(Words(*remark.with_place) for remark in document.remarks)
    return Reading(extraction if extraction.rules == rules else extraction.model_copy(update={"rules": rules}), notes, part=not document.whole)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _rules(workspace: Path) -> str:
    """The version of the rules, with people's own names of agencies: other names make other IRIs, so everything is read again."""
    from grammar import RULES
    from graph.identity import agency_identity

    names = learn_names(workspace)
    agency_identity.cache_clear()
    return f"{RULES}+{names}" if names else RULES


def _account(place: Workspace, outcome: Outcome) -> Account:
    return account_of(place, outcome.state, outcome.before, outcome.unreachable)
