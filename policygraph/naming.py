"""Which files the paths on a command line mean, and what their outputs are called: 文件夹, 方案.txt, 材料.zip → 方案.json.

Refuses a path where there is nothing, and a folder in which there is nothing to read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from policygraph import console
from policygraph.messages import told
from policygraph.settings import Settings, WrongUseError


def files_to_read(paths: Sequence[Path]) -> list[Path]:
    """The files to read: those named, those in folders that a loader reads, and those in archives."""
    from loaders import SUFFIXES, LoadError, paths_in
    from loaders.several import member_of

    files: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found = sorted(one for one in path.rglob("*") if one.is_file() and one.suffix.lower() in SUFFIXES and not one.name.startswith((".", "~$")))
            if not found:
                raise WrongUseError(told("no_files", path=path), "extract")
            files.update(dict.fromkeys(found))
        elif path.exists() or member_of(path):
            files[path] = None
        else:
            raise WrongUseError(told("no_such_path", path=path), "extract")
    opened: dict[Path, None] = {}
    for file in files:
        try:
            opened.update(dict.fromkeys(map(Path, paths_in(file)) if file.suffix.lower() == ".zip" else [file]))
        except LoadError:
            opened[file] = None  # reading it says why
    return list(opened)


def output_names(settings: Settings, files: Sequence[Path]) -> dict[Path, str]:
    """`<stem>.json`; where two files have one stem, their suffix too; where even that is one, a number."""
    stems = Counter(file.stem for file in files)
    names = {file: f"{file.stem}.json" if stems[file.stem] == 1 else f"{file.name}.json" for file in files}
    seen: Counter[str] = Counter()
    for file, name in names.items():
        seen[name] += 1
        if seen[name] > 1:
            names[file] = f"{name.removesuffix('.json')}.{seen[name]}.json"
    for stem, count in stems.items():
        if count > 1:
            console.remark(settings, told("same_stem", stem=stem, names="、".join(name for file, name in names.items() if file.stem == stem)))
    return names
