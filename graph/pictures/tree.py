"""What a document is made of: 文件 → 部分 → 任务 → 机关, each part as high as what it holds, so that its weight is seen.

    二、主要任务 › （一）完善创造政策 › 推进专利导航 › 牵头 市知识产权局

Tasks with no part of their own stand right under the document. A number whose heading is not known stands alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Branch:
    """A cell of the tree and those right of it. `node` and `fact` are what a click on it chooses; `roles` colour those who do the task."""

    kind: str
    words: str
    node: int | None = None
    fact: int | None = None
    role: str = ""
    branches: list[Branch] = field(default_factory=list)

    @property
    def tasks(self) -> int:
        """How many tasks stand under it."""
        return (self.kind == "task") + sum(branch.tasks for branch in self.branches)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A task for the tree: its path, and the branch that stands for it."""

    path: tuple[str, ...]
    branch: Branch


def tree_of(document: str, node: int, leaves: Iterable[Leaf], headings: Mapping[tuple[str, ...], str]) -> Branch:
    """The tree of a document's tasks in their order. `headings` are the words after the number of a path, where there are any.

    A path that only one task has, and whose words the task itself says, is no part: the task stands for it.
    """
    held = list(leaves)
    above = {leaf.path[:depth] for leaf in held for depth in range(1, len(leaf.path))}
    shared = {path for path, count in Counter(leaf.path for leaf in held).items() if count > 1}
    root = Branch("document", document, node)
    parts: dict[tuple[str, ...], Branch] = {(): root}
    for leaf in held:
        parent = root
        for depth in range(1, len(leaf.path) + 1):
            path = leaf.path[:depth]
            if path not in above and path not in shared:
                break
            if path not in parts:
                parts[path] = Branch("part", heading(path, headings))
                parent.branches.append(parts[path])
            parent = parts[path]
        parent.branches.append(leaf.branch)
    return root


def heading(path: tuple[str, ...], headings: Mapping[tuple[str, ...], str]) -> str:
    """The number and the words of a part: `二、主要任务`, `(一)完善政策`, or `二` alone."""
    words = headings.get(path, "")
    number = path[-1] if path else ""
    if not words:
        return number
    if number.endswith((")", "）")):
        return f"{number}{words}"
    if number.endswith(("章", "条", "节", "部分", ".")):
        return f"{number} {words}"
    return f"{number}{'. ' if number.isascii() else '、'}{words}"
