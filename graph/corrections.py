"""Corrections: what a person says that a document says, kept as data beside the records (`<workspace>/corrections/*.yaml`).

    document: https://policygraph.example/id/document/穗府〔2018〕2号     # or its number, or its title
    kind: assignment
    words: {quote: 市知识产权局, start: 1234, before: （, after: 牵头}
    says: {role: support}                                              # or: says: nothing
    by: 张三
    at: 2026-11-22
    why: 条款中为配合单位

One file, one correction. It names words of the document, never a place in the records, so that it survives builds and new rules.
A file that cannot be read, or lacks one of these keys, is told by name and applied to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml

from graph.words import Words
from graph.workspace import Workspace, write_bytes

KINDS = ("document", "task", "assignment", "due", "target", "funding", "citation", "membership", "phase", "lineage")
"""What a correction may be about."""

NOTHING = "nothing"
"""What `says` holds where the words say nothing of that kind."""

_AROUND = 12
_KEYS = {"document", "kind", "words", "says", "by", "at", "why"}


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction. `says` are fields of the record with their values; null where the words say nothing."""

    file: str
    document: str
    kind: str
    quote: str
    start: int
    says: Mapping[str, Any] | None
    by: str
    at: str
    why: str = ""
    before: str = ""
    after: str = ""
    """What stood around the words, to find them again where they stand more than once and have moved."""

    @property
    def signed(self) -> str:
        """How answers name it: 张三 2026-11-22."""
        return f"{self.by} {self.at}".strip()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file in the folder that is no correction, and why."""

    file: str
    words: Words


def folder(workspace: Workspace) -> Path:
    return workspace.path / "corrections"


def read_corrections(workspace: Workspace) -> tuple[tuple[Correction, ...], tuple[Unreadable, ...]]:
    """All corrections of a workspace in the order of their files' names, and the files that are none."""
    good: list[Correction] = []
    bad: list[Unreadable] = []
    for file in sorted(folder(workspace).glob("*.yaml")) + sorted(folder(workspace).glob("*.yml")):
        try:
            good.append(_taken(file.name, yaml.load(file.read_text(encoding="utf-8-sig"), Loader=yaml.BaseLoader)))  # noqa: S506  makes texts only
        except (OSError, ValueError, yaml.YAMLError) as error:
            said = " ".join(str(error).split())
            bad.append(Unreadable(file.name, Words(f"{file.name}：读不了（{said}）；请改正或删除", f"{file.name}: cannot be read ({said}): mend or delete it")))
    return tuple(good), tuple(bad)


def write_correction(workspace: Workspace, correction: Correction) -> Path:
    """Writes one correction into a file of its own, which is named for its day and its words."""
    place = folder(workspace)
    place.mkdir(parents=True, exist_ok=True)
    words = re.sub(r"[^\w一-鿿]+", "", correction.quote)[:20] or correction.kind
    stem = f"{correction.at}-{words}"
    taken = {file.stem for file in place.iterdir()}
    name = next(one for number in range(1, len(taken) + 3) if (one := stem if number == 1 else f"{stem}-{number}") not in taken)
    said: dict[str, object] = {
        "document": correction.document,
        "kind": correction.kind,
        "words": {"quote": correction.quote, "start": correction.start, "before": correction.before, "after": correction.after},
        "says": NOTHING if correction.says is None else dict(correction.says),
        "by": correction.by,
        "at": correction.at,
    }
    if correction.why:
        said["why"] = correction.why
    file = place / f"{name}.yaml"
    write_bytes(file, yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=160).encode())
    return file


def as_data(correction: Correction) -> dict[str, Any]:
    """As the state of a build keeps it."""
    return asdict(correction)


def _taken(name: str, found: object) -> Correction:
    if not isinstance(found, dict):
        raise ValueError("应有 document、kind、words、says、by、at / must hold document, kind, words, says, by, at")
    if unknown := sorted(set(found) - _KEYS):
        raise ValueError(f"不认识 {', '.join(unknown)} / unknown: {', '.join(unknown)}")
    texts = {key: str(found.get(key, "")).strip() for key in ("document", "kind", "by", "at", "why")}
    if missing := [key for key in ("document", "kind", "by", "at") if not texts[key]]:
        raise ValueError(f"缺少 {', '.join(missing)} / missing: {', '.join(missing)}")
    if texts["kind"] not in KINDS:
        raise ValueError(f"kind: {texts['kind']}；可用 / there are: {', '.join(KINDS)}")
    words = found.get("words")
    if not isinstance(words, dict) or not words.get("quote") or not str(words.get("start", "")).isdecimal():
        raise ValueError("words 应为 {quote: 原文, start: 位置} / must be {quote: …, start: …}")
    says = found.get("says")
    if says != NOTHING and (not isinstance(says, dict) or not says):
        raise ValueError(f"says 应为字段与值，或 {NOTHING} / must be fields with their values, or {NOTHING}")
    values = None if says == NOTHING else {str(key): plain_value(value) for key, value in says.items()}
    around = {key: str(words.get(key, "")) for key in ("before", "after")}
    return Correction(file=name, quote=str(words["quote"]), start=int(words["start"]), says=values, **texts, **around)


def surroundings(text: str, start: int, quote: str) -> tuple[str, str]:
    """What stands before and after words of a text, as far as it helps to tell them from the same words elsewhere."""
    return text[max(0, start - _AROUND) : start], text[start + len(quote) : start + len(quote) + _AROUND]


def plain_value(value: object) -> object:
    """A value with null in its usual spellings; all else stays text, which the record turns into its own types."""
    if isinstance(value, dict):
        return {str(key): plain_value(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain_value(one) for one in value]
    return None if value in ("", "null", "~") else value
