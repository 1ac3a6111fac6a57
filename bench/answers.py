"""Answers and the documents that they answer for: `<stem>.json` in one folder, `<stem>.txt`, `.pdf` … in the other.

Answers may hold words or, where the documents are not ours to hand on, their places (`bench/places.py`): those are looked up
in the document here, so that both are compared alike. Refuses to choose where a stem has two documents; a document that is
missing or cannot be read is told in `failures`, and counts as read without a record.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from bench.kinds import Records
from bench.places import Folded, with_words
from grammar import extract
from loaders import Document, LoadError, load


@dataclass(slots=True)
class Compared:
    """Answers and extractions of the same documents, by name: the stem, or `folder/stem` where there are several folders."""

    answers: dict[str, Records] = field(default_factory=dict)
    extractions: dict[str, Records] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)


def read_answers(folder: Path) -> dict[str, Records]:
    """The answers of a folder by stem, as they are kept."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}


def read_sets(sets: list[tuple[Path, Path]]) -> Compared:
    """All answers of these pairs of folders, and what the program reads in their documents."""
    compared = Compared()
    for gold, documents in sets:
        answers = read_answers(gold)
        if not answers:
            compared.failures.append(f"{gold}: 没有答案（*.json） / holds no answers (*.json)")
        for stem, answer in answers.items():
            name = f"{gold.resolve().name}/{stem}" if len(sets) > 1 else stem
            document = _document(documents, stem, compared.failures)
            if document is None:
                compared.answers[name] = answer
                continue
            compared.answers[name] = with_words(answer, Folded(document.text))
            compared.extractions[name] = extract(document).model_dump(mode="json", by_alias=True)
    return compared


def _document(folder: Path, stem: str, failures: list[str]) -> Document | None:
    paths = sorted(path for path in folder.glob(f"{stem}.*") if path.is_file() and path.suffix != ".json")
    if len(paths) != 1:
        failures.append(f"{stem}: {folder} 中应有且只有一份文件 / expected one document, found {len(paths)}")
        return None
    try:
        return load(paths[0])
    except LoadError as error:
        failures.append(f"{stem}: {error}")
        return None
