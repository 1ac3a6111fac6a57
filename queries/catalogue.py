"""Which questions there are: ours in this folder, and people's own in the workspace (`<workspace>/queries/NAME.cypher`).

The stem is the name everywhere. A file of one's own that takes a name of ours is refused: `tasks-led-by` means one thing.
Only the file that is asked for is read; the whole catalogue is read where it is to be listed.
"""

from __future__ import annotations

from pathlib import Path

from queries.errors import BrokenQuestionError, QueryError, UnknownQuestionError
from queries.head import Question, is_stem, read_question

OURS = Path(__file__).parent

_read: dict[tuple[Path, int, int], Question] = {}
"""Files that were read before, as they were then."""


def question(name: str, workspace: str | Path | None = None) -> Question:
    """The question of that name; raises `UnknownQuestionError` with names that are near."""
    found = _file(name, workspace)
    if found is None:
        names = sorted(_files(workspace))
        near = _near(name, names)
        zh = f"没有叫“{name}”的问题。{'相近的有：' + '、'.join(near) + '。' if near else ''}全部问题：policygraph questions"
        en = f"no question is named {name!r}. {'Near it: ' + ', '.join(near) + '. ' if near else ''}All of them: policygraph questions"
        raise UnknownQuestionError(zh, en)
    status = found.stat()
    version = (found, status.st_mtime_ns, status.st_size)
    if version not in _read:
        _read[version] = read_question(found, shipped=found.parent == OURS)
    return _read[version]


def catalogue(workspace: str | Path | None = None) -> list[Question]:
    """All questions, by name; raises `BrokenQuestionError` at the first file that cannot be read."""
    return [read_question(path, shipped=path.parent == OURS) for _, path in sorted(_files(workspace).items())]


def readable(workspace: str | Path | None = None) -> tuple[list[Question], list[QueryError]]:
    """The questions that can be read, and what is wrong with the others: one broken file hides no other."""
    questions: list[Question] = []
    broken: list[QueryError] = []
    for path in _paths(workspace):
        try:
            if path.parent != OURS:
                _own_name(path)
            questions.append(read_question(path, shipped=path.parent == OURS))
        except BrokenQuestionError as error:
            broken.append(error)
    return sorted(questions, key=lambda one: one.name), broken


def _file(name: str, workspace: str | Path | None) -> Path | None:
    if not is_stem(name):
        return None
    ours = OURS / f"{name}.cypher"
    own = Path(workspace, "queries", ours.name) if workspace is not None else None
    if ours.exists():
        if own and own.exists():
            _own_name(own)
        return ours
    return own if own and own.exists() else None


def _paths(workspace: str | Path | None) -> list[Path]:
    own = sorted(Path(workspace, "queries").glob("*.cypher")) if workspace is not None else []
    return [*sorted(OURS.glob("*.cypher")), *own]


def _files(workspace: str | Path | None) -> dict[str, Path]:
    files: dict[str, Path] = {}
    for path in _paths(workspace):
        if path.stem in files:
            _own_name(path)
        files[path.stem] = path
    return files


def _own_name(path: Path) -> None:
    if (OURS / path.name).exists():
        raise BrokenQuestionError(
            f"{path}:1：随程序附带的问题已用此名，请给文件另起名字", f"{path}:1: a question that came with the program has this name; rename the file"
        )


def _near(name: str, names: list[str]) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(name, names, n=3, cutoff=0.4)
