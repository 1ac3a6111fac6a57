"""What `report --since BUILD` says of facts: a table for people, document by document; a line a change for programs.

    《示例行动计划》（穗示〔2026〕1号）：文字有改动
    角色  修改  二/(一)/1  广州市财政局：配合 → 牵头  （市知识产权局牵头，市财政局配合）  （市知识产权局、市财政局牵头）

Programs get every change with the whole words of both versions; people get of a long text that was altered the part that differs, and of
a document that is new or gone one line with what it holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from policygraph import console, tables
from policygraph.messages import told
from policygraph.settings import Settings
from queries.head import Column
from queries.wording import SCHEMES, Wording

if TYPE_CHECKING:
    from graph.comparing import Change
    from graph.since import Changed

SCHEMES["stated"] = {
    "document": Wording("文件", "document"),
    "task": Wording("任务", "task"),
    "agency": Wording("机关", "agency"),
    "role": Wording("角色", "role"),
    "due": Wording("时限", "due"),
    "target": Wording("目标", "target"),
    "funding": Wording("资金", "funding"),
}
SCHEMES["difference"] = {
    "added": Wording("新增", "added"),
    "gone": Wording("取消", "gone"),
    "altered": Wording("修改", "altered"),
    "lost": Wording("无从比较", "cannot be compared"),
}
SCHEMES["cause"] = {
    "text": Wording("文字有改动", "its words changed"),
    "rules": Wording("文字未变，规则更新后读法不同", "same words, read by newer rules"),
    "correction": Wording("文字未变，经人更正", "same words, corrected by people"),
}

COLUMNS = (
    Column("document", Wording("文件", "document")),
    Column("number", Wording("文号", "number")),
    Column("what", Wording("事项", "what"), "stated"),
    Column("change", Wording("变化", "change"), "difference"),
    Column("path", Wording("位置", "path")),
    Column("agency", Wording("机关", "agency")),
    Column("old_role", Wording("原角色", "old role"), "role"),
    Column("new_role", Wording("现角色", "new role"), "role"),
    Column("old", Wording("原来的话", "old words")),
    Column("new", Wording("现在的话", "new words")),
    Column("old_value", Wording("原来读作", "read as, before")),
    Column("new_value", Wording("现在读作", "read as, now")),
    Column("cause", Wording("缘由", "cause"), "cause"),
    Column("uri", Wording("IRI", "IRI")),
)
"""What programs get of each change."""
_SHOWN = tuple(column for column in COLUMNS if column.name in ("what", "change", "path", "agency", "old", "new"))
_BETWEEN = " … "
_AROUND = 12
_LONG = 40


def lines(changed: Sequence[Changed]) -> list[list[object]]:
    """Every change as a row of `COLUMNS`."""
    rows: list[list[object]] = []
    for one in changed:
        if one.lost:
            rows.append([one.title, one.number, "document", "lost", "", "", "", "", [], [], "", "", one.cause.value, one.document])
        for change in one.changes:
            values = [change.what.value, change.kind.value, change.path, change.agency, change.old_role, change.new_role]
            rows.append([one.title, one.number, *values, list(change.old), list(change.new), change.old_value, change.new_value, one.cause.value, one.document])
    return rows


def show(settings: Settings, changed: Sequence[Changed]) -> None:
    """For people, on the terminal."""
    for one in changed:
        console.out("\n" + settings.say(_heading(one)) + "\n")
        if not one.lost and one.kind == "altered":
            tables.print_table(_SHOWN, [list(_row(change, settings)) for change in one.changes], settings.language)
    console.out(settings.say(totals(changed)) + "\n")


def _heading(one: Changed) -> Wording:
    title, number = one.title or one.document, f"（{one.number}）" if one.number else ""
    if one.lost:
        why = told("changes.lost")
    elif one.kind == "altered":
        why = SCHEMES["cause"][one.cause]
    else:
        kind = SCHEMES["change"]["new" if one.kind == "added" else "gone"]
        counted = Counter(str(change.what) for change in one.changes if change.what != "document")
        held = _counts(counted)
        why = Wording(f"{kind.zh}，{held.zh or '没有任务'}", f"{kind.en}; {held.en or 'no tasks'}")
    return Wording(f"《{title}》{number}：{why.zh}", f"{title}{' ' + one.number if one.number else ''}: {why.en}")


def _row(change: Change, settings: Settings) -> Iterator[str]:
    yield change.what.value
    yield change.kind.value
    yield change.path
    yield _agency(change, settings)
    old, new = _BETWEEN.join(change.old), _BETWEEN.join(change.new)
    if change.kind == "altered" and old == new:  # 6月底前 of another year
        yield from (f"{old}（{change.old_value}）", f"{new}（{change.new_value}）")
        return
    yield from differing(old, new) if change.kind == "altered" and max(len(old), len(new)) > _LONG else (old, new)


def _agency(change: Change, settings: Settings) -> str:
    if not change.agency:
        return ""
    roles = [settings.say(SCHEMES["role"][role]) for role in (change.old_role, change.new_role) if role]
    return settings.say(Wording(f"{change.agency}：{' → '.join(roles)}", f"{change.agency}: {' → '.join(roles)}"))


def differing(old: str, new: str) -> tuple[str, str]:
    """Two long texts without what they begin and end with alike, but for a few characters around."""
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    first = max(head - _AROUND, 0)

    def part(text: str) -> str:
        last = min(len(text) - tail + _AROUND, len(text))
        return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"

    return part(old), part(new)


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda both: both[0] == both[1], zip(one, other, strict=False)))


def totals(changed: Sequence[Changed]) -> Wording:
    """How much differs, by what and how, in one line."""
    if not changed:
        return told("changes.none")
    zh, en = [], []
    for what, name in SCHEMES["stated"].items():
        counted = Counter(str(change.kind) for one in changed for change in one.changes if change.what == what)
        if counted:
            kinds = [(SCHEMES["difference"][kind], counted[kind]) for kind in ("added", "gone", "altered") if counted[kind]]
            zh.append(f"{name.zh}" + "、".join(f"{kind.zh} {count}" for kind, count in kinds))
            en.append(f"{name.en}: " + ", ".join(f"{count} {kind.en}" for kind, count in kinds))
    return told("changes.totals", count=len(changed), zh="；".join(zh), en="; ".join(en))


def _counts(counted: Counter[str]) -> Wording:
    named = [(SCHEMES["stated"][what], count) for what, count in counted.items()]
    return Wording("、".join(f"{name.zh} {count}" for name, count in named), ", ".join(f"{name.en} {count}" for name, count in named))
