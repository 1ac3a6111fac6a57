"""How kinds of nodes and roles of links look: one table for the page's legend, its style and its drawing.

Nothing rests on colour alone: a kind has its shape (a folded corner is a 文件, round ends are an 机关), a role its stroke, its
arrow head and its word. Colours are told apart by people who see no red or green, and words on them stand out enough
(WCAG AA: 4.5 to 1, strokes 3 to 1); a test measures both.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.words import Words

PAPER, CARD, INK, FAINT, RULE, ACCENT = "#faf8f3", "#fffefb", "#23272e", "#5f6670", "#e2ddd1", "#b06a00"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of node. `width` is the widest it is drawn, in pixels; a name takes at most so many `lines`."""

    words: Words
    shape: str
    """`round`, `double` (round ends, two outlines), `folded`, `box`, `cut` (corners cut off), `pointed` (both ends) or `plain`."""
    fill: str
    stroke: str
    ink: str = INK
    width: int = 210
    lines: int = 2
    dashes: tuple[int, ...] = ()
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """A role of a link. `head` is its arrow: `full`, `open`, `bar` (it ends the other) or none."""

    words: Words
    stroke: str
    wash: str
    thickness: float
    dashes: tuple[int, ...] = ()
    head: str = ""


KINDS = {
    "asked": Kind(Words("问的是", "asked for"), "round", CARD, INK, width=190, dashes=(5, 4), bold=True),
    "centre": Kind(Words("本机关", "the agency asked for"), "round", INK, INK, "#ffffff", width=220, bold=True),
    "agency": Kind(Words("机关", "agency"), "round", "#ffffff", "#4a5058"),
    "class": Kind(Words("一类机关", "class of agencies"), "double", "#ffffff", "#4a5058"),
    "document": Kind(Words("文件", "document"), "folded", "#f3ecd9", "#8a7437", width=220),
    "cited": Kind(Words("图中没有的文件", "document not held"), "folded", "#ffffff", "#8a7437", width=220, dashes=(5, 3)),
    "part": Kind(Words("部分", "part"), "plain", "#e8edf2", "#5b7083", width=200),
    "task": Kind(Words("任务", "task"), "box", "#f6f7f8", "#5b6470", width=290),
    "group": Kind(Words("领导小组", "leading group"), "cut", "#f1e9f4", "#75508a"),
    "measure": Kind(Words("目标、阶段", "target, phase"), "pointed", "#e4f1ec", "#2f7560", width=230),
    "value": Kind(Words("其他", "other value"), "plain", "#ffffff", "#6b7280"),
    "gathered": Kind(Words("归并的一组", "several put together"), "double", "#e8edf2", "#5b7083", width=240),
}
_LEAD, _RESPONSIBLE, _SUPPORT, _QUIET = ("#b84a00", "#fdf1e7"), ("#005a9c", "#e9f2fa"), ("#5b6470", "#f1f2f4"), ("#8f8770", "#f5f2ea")
_OLIVE = ("#6a6400", "#f6f5e4")

ROLES = {
    "lead": Role(Words("牵头", "leads"), *_LEAD, 3, head="full"),
    "responsible": Role(Words("负责", "is responsible"), *_RESPONSIBLE, 2, head="open"),
    "support": Role(Words("配合", "supports"), *_SUPPORT, 1.75, (7, 5)),
    "holds": Role(Words("包含", "holds"), *_QUIET, 1.5),
    "together": Role(Words("共同承担任务", "share tasks"), *_RESPONSIBLE, 1.5),
    "basis": Role(Words("依据", "rests on"), *_RESPONSIBLE, 2.5, head="full"),
    "implements": Role(Words("落实", "carries out"), *_RESPONSIBLE, 1.5, (2, 3), "open"),
    "forwards": Role(Words("转发", "forwards"), *_OLIVE, 2, (10, 3), "full"),
    "issues": Role(Words("印发", "issues"), *_OLIVE, 1.5, head="open"),
    "creates": Role(Words("制定", "is to make"), *_OLIVE, 1.5, (10, 3), "open"),
    "amends": Role(Words("修改", "amends"), *_LEAD, 1.75, (10, 4, 2, 4), "full"),
    "repeals": Role(Words("废止", "repeals"), *_LEAD, 3, head="bar"),
    "mentions": Role(Words("提到", "mentions"), *_SUPPORT, 1.25, (7, 5)),
    "linked": Role(Words("相关", "goes with"), *_SUPPORT, 1.5),
}


def style_variables() -> str:
    """The table's colours as variables of the page's style."""
    base = {"paper": PAPER, "card": CARD, "ink": INK, "faint": FAINT, "rule": RULE, "accent": ACCENT}
    lines = [f"--{name}: {colour};" for name, colour in base.items()]
    roles = [f".{name} {{ --role: {role.stroke}; --wash: {role.wash}; }}" for name, role in ROLES.items()]
    kinds = [f".kind-{name} {{ --kind: {kind.stroke}; --fill: {kind.fill}; }}" for name, kind in KINDS.items()]
    return "\n".join([f":root {{ {' '.join(lines)} }}", *roles, *kinds]) + "\n"


def drawing_looks() -> dict[str, dict[str, dict[str, object]]]:
    """The table as the page's drawing reads it."""
    kinds: dict[str, dict[str, object]] = {
        name: {"shape": kind.shape, "fill": kind.fill, "stroke": kind.stroke, "ink": kind.ink, "dashes": kind.dashes, "bold": kind.bold}
        for name, kind in KINDS.items()
    }
    roles: dict[str, dict[str, object]] = {
        name: {"stroke": role.stroke, "wash": role.wash, "thickness": role.thickness, "dashes": role.dashes, "head": role.head, "words": role.words.zh}
        for name, role in ROLES.items()
    }
    return {"kinds": kinds, "roles": roles}
