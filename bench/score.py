"""Scores the program against answers that were read apart from it: precision, recall and F1, by kind of record and by document.

    python -m bench.score [--gold DIR --documents DIR]… [--floors FILE] [--misses]

`--gold` holds one answer a document (`<stem>.json`), `--documents` the documents; the extraction is made by the program as
it stands. Several pairs are scored together, as one. Without any, the invented city is scored. Exit code 1 where a floor is
not reached, a document is missing or could not be read; 2 where there is nothing to score. Nothing measured is not a pass.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bench.answers import read_sets
from bench.kinds import KINDS, Keys, Records, compare

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


def floors_of(file: Path, sets: Iterable[Path]) -> Mapping[str, Mapping[str, Any]]:
    """The floors of these folders of answers together, in whatever order: `seeds+corpus` stands for both scored as one."""
    names = sorted(folder.resolve().name for folder in sets)
    stated: Mapping[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    return next((floors for name, floors in stated.items() if sorted(name.split("+")) == names), {})


def _table(result: Score, floors: Mapping[str, Mapping[str, Any]]) -> Iterable[str]:
    """F1 by document, a column a kind; then all documents together, with their counts."""
    kinds = [kind.name for kind in KINDS if kind.name in result.kinds]
    yield " ".join([f"{'F1':28}", *(f"{kind:>11}" for kind in kinds)])
    for name, tallies in result.documents.items():
        cells = (f"{tallies[kind].f1:11.3f}" if kind in tallies and tallies[kind].measured else f"{'·':>11}" for kind in kinds)
        yield " ".join([f"{name[:28]:28}", *cells])
    yield f"\n{'合计 / all':10} {'answer':>6} {'found':>6} {'P':>7} {'R':>7} {'F1':>7} {'floor':>7}"
    for kind in kinds:
        tally = result.kinds[kind]
        floor = f"{floors[kind]['f1']:7.2f}" if kind in floors else f"{'·':>7}"
        numbers = f"{tally.precision:7.3f} {tally.recall:7.3f} {tally.f1:7.3f} {floor}" if tally.measured else "  没有可衡量的记录 / nothing to measure"
        yield f"{kind:12} {tally.expected:6} {tally.found:6} {numbers}"
    if unread := [kind.name for kind in KINDS if kind.name not in result.kinds]:
        yield f"答案中没有，未衡量 / not in the answers, not measured: {', '.join(unread)}"


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.score", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, action="append", default=[], help="folder of answers, <stem>.json; several are scored as one")
    parser.add_argument("--documents", type=Path, action="append", default=[], help="folder of the documents that they answer for, in the same order")
    parser.add_argument("--floors", type=Path, default=ROOT / "bench" / "floors.yaml", help="floors by the names of the folders of answers")
    parser.add_argument("--misses", action="store_true", help="print every record that was missed or made up")
    options = parser.parse_args(arguments)
    if len(options.gold) != len(options.documents):
        parser.error("每个 --gold 须有一个 --documents / give one --documents for each --gold")
    sets = list(zip(options.gold, options.documents, strict=True)) or [(ROOT / "examples" / "answers", ROOT / "examples" / "documents")]
    compared = read_sets(sets)
    if not compared.answers:
        print(*compared.failures, "无可衡量 / nothing measured", sep="\n", file=sys.stderr)
        return 2
    result = score(compared.answers, compared.extractions)
    floors = floors_of(options.floors, [gold for gold, _ in sets])
    print("\n".join(_table(result, floors)))
    if options.misses and result.misses:
        print("\n".join(result.misses))
    failures = compared.failures + shortfalls(result, floors)
    if not any(tally.measured for tally in result.kinds.values()):
        failures.append("没有可衡量的记录 / nothing was measured")
    for line in failures:
        print(f"× {line}", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
