"""Scores an extraction against answers that people worked out: precision, recall and F1, by kind of record and by document.

    python -m bench.score [--gold DIR --documents DIR] [--floors FILE] [--misses]

`--gold` holds one answer a document (`<stem>.json`), `--documents` the documents; the extraction is made by the program as
it stands. Without either, the invented city is scored. Exit code 1 where a floor is not reached, a document is missing or
could not be read; 2 where there is nothing to score. Nothing measured is not a pass.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bench.kinds import KINDS, Keys, Records, compare
from grammar import extract
from loaders import LoadError, load

ROOT = Path(__file__).resolve().parent.parent


@dataclass(slots=True)
class Tally:
    """How many records were in the answers, were found, and were both."""

    common: int = 0
    expected: int = 0
    found: int = 0

    def add(self, expected: Keys, found: Keys) -> None:
        """Count one document."""
        self.common += (expected & found).total()
        self.expected += expected.total()
        self.found += found.total()

    @property
    def measured(self) -> bool:
        """False where neither side holds a record: that is no score at all."""
        return bool(self.expected or self.found)

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        return self.common / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the answer that was found; 1 where there is nothing to find."""
        return self.common / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Score:
    """What came out: by kind, by document and kind, and each record that was missed or made up."""

    kinds: dict[str, Tally] = field(default_factory=dict)
    documents: dict[str, dict[str, Tally]] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)


def score(answers: Mapping[str, Records], extractions: Mapping[str, Records]) -> Score:
    """Compare answers and extractions of the same stems; a document without an extraction is missed whole."""
    result = Score()
    for stem, answer in sorted(answers.items()):
        row = result.documents.setdefault(stem, {})
        for kind, (expected, found) in compare(answer, extractions.get(stem, {})).items():
            for tally in (row.setdefault(kind, Tally()), result.kinds.setdefault(kind, Tally())):
                tally.add(expected, found)
            for word, rest in (("missed", expected - found), ("made up", found - expected)):
                result.misses += [f"{stem}: {kind} {word}: {_words(key, answer)}" for key in rest.elements()]
    return result


def _words(key: Any, answer: Records) -> str:
    """A key for people: the number of a task becomes its first words."""
    parts = list(key) if isinstance(key, tuple) else [key]
    if isinstance(parts[0], int):
        parts[0] = answer["tasks"][parts[0]]["text"][:16] + "…"
    return " | ".join(map(str, parts))


def shortfalls(result: Score, floors: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """A line for each floor that was not reached, or whose kind was not measured."""
    lines = []
    for kind, floor in floors.items():
        tally = result.kinds.get(kind)
        if tally is None or not tally.measured:
            lines.append(f"{kind}: 没有可衡量的记录 / nothing was measured, floor {floor['f1']}")
        elif tally.f1 < floor["f1"]:
            lines.append(f"{kind}: F1 {tally.f1:.4f} < {floor['f1']} —— {floor['protects']}")
    return lines


def read_answers(folder: Path) -> dict[str, Records]:
    """The answers of a folder by stem."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}


def extract_documents(folder: Path, stems: Iterable[str], failures: list[str]) -> dict[str, Records]:
    """What the program reads in the documents of these stems; a document that is missing or cannot be read is told in `failures`."""
    extractions: dict[str, Records] = {}
    for stem in stems:
        paths = sorted(path for path in folder.glob(f"{stem}.*") if path.is_file() and path.suffix != ".json")
        if len(paths) != 1:
            failures.append(f"{stem}: {folder} 中应有且只有一份文件 / expected one document, found {len(paths)}")
            continue
        try:
            extractions[stem] = extract(load(paths[0])).model_dump(mode="json", by_alias=True)
        except LoadError as error:
            failures.append(f"{stem}: {error}")
    return extractions


def _table(result: Score) -> Iterable[str]:
    yield f"{'':28} {'records':12} {'answer':>6} {'found':>6} {'P':>7} {'R':>7} {'F1':>7}"
    for name, tallies in (*result.documents.items(), ("合计 / all", result.kinds)):
        for kind, tally in tallies.items():
            numbers = f"{tally.precision:7.3f} {tally.recall:7.3f} {tally.f1:7.3f}" if tally.measured else "  没有可衡量的记录 / nothing to measure"
            yield f"{name[:28]:28} {kind:12} {tally.expected:6} {tally.found:6} {numbers}"
    if unread := [kind.name for kind in KINDS if kind.name not in result.kinds]:
        yield f"答案中没有，未衡量 / not in the answers, not measured: {', '.join(unread)}"


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.score", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, help="folder of answers, <stem>.json")
    parser.add_argument("--documents", type=Path, help="folder of the documents that they answer for")
    parser.add_argument("--floors", type=Path, default=ROOT / "bench" / "floors.yaml", help="floors by the name of the folder of answers")
    parser.add_argument("--misses", action="store_true", help="print every record that was missed or made up")
    options = parser.parse_args(arguments)
    if (options.gold is None) != (options.documents is None):
        parser.error("--gold 与 --documents 须同时给出 / give both --gold and --documents, or neither")
    gold = options.gold or ROOT / "examples" / "answers"
    answers = read_answers(gold)
    if not answers:
        print(f"{gold}: 没有答案（*.json），无可衡量 / holds no answers (*.json): nothing measured", file=sys.stderr)
        return 2
    failures: list[str] = []
    extractions = extract_documents(options.documents or ROOT / "examples" / "documents", answers, failures)
    result = score(answers, extractions)
    print("\n".join(_table(result)))
    if options.misses and result.misses:
        print("\n".join(result.misses))
    floors = (yaml.safe_load(options.floors.read_text(encoding="utf-8")) or {}).get(gold.resolve().name, {})
    failures += shortfalls(result, floors)
    if not any(tally.measured for tally in result.kinds.values()):
        failures.append("没有可衡量的记录 / nothing was measured")
    for line in failures:
        print(f"× {line}", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
