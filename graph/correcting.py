"""What became of each correction of a workspace, for the report: applied, agreed, or why not.

A correction of 穗府〔2018〕2号 whose words are gone from the text is told here as long as its file is there; one that was written
after the last build waits for the next.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.applying import Fate
from graph.corrections import Correction, read_corrections
from graph.generation import each_record
from graph.state import State
from graph.words import Words
from graph.workspace import Workspace

_BEST = (Fate.APPLIED, Fate.AGREED, Fate.INVALID, Fate.UNCLEAR, Fate.GONE)
"""Of several documents that a title names, the one in which a correction came furthest counts."""


@dataclass(frozen=True, slots=True)
class Fated:
    """A correction's file and what became of it; no correction where the file is none."""

    file: str
    correction: Correction | None
    fate: Fate
    words: Words


def fates(workspace: Workspace, state: State) -> list[Fated]:
    """Every correction in the folder, in the order of the files' names."""
    there, unreadable = read_corrections(workspace)
    found: dict[str, tuple[Fate, Words]] = {}
    if state.corrections:
        for _, applied in each_record(workspace, state):
            for one, fate, words in applied.fates:
                before = found.get(one.file)
                if before is None or _BEST.index(fate) < _BEST.index(before[0]):
                    found[one.file] = (fate, words)
    none = Fate.NO_DOCUMENT, Words("工作区里没有它所指的文件", "no document of the workspace is the one it names")
    waiting = Fate.PENDING, Words("下次 build 起生效", "holds from the next build on")
    fated = [Fated(one.file, one, *(found.get(one.file, none) if one in state.corrections else waiting)) for one in there]
    fated += [Fated(one.file, None, Fate.UNREADABLE, one.words) for one in unreadable]
    return sorted(fated, key=lambda one: one.file)
