"""How fast text becomes records, against `jieba.lcut` segmenting the same text, and whether ten times the documents take ten times as long.

    python -m bench.reading [DOCUMENTS]

One process, both in turn in the same run, medians. Documents are read from their files before the clock starts: what is
measured is text → outline → records. Without a folder the invented city is taken, as often as gives text enough to measure.
What the grammar remembers (clauses and names that it has read) is emptied before each pass over the documents: people read
a folder once, and nothing may be gained from having measured before. Its tables of constants stay.
Exit code 1 where a target is missed, 2 where there was nothing to measure.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from functools import _lru_cache_wrapper, cache
from pathlib import Path
from statistics import median

from bench.table import Measure, show
from grammar import extract
from loaders import SUFFIXES, LoadError, from_text, load

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "documents"
ENOUGH = 200_000
"""Characters: three quarters of a second for jieba, and clear of the clock's grain for us."""
ROUNDS = 7
SHARE_OF_JIEBA = 0.2
TENFOLD = 10.5


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, prints the table and tells whether the targets are met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="?", type=Path, default=EXAMPLES)
    texts = _texts(parser.parse_args(arguments).documents)
    if not texts:
        sys.stderr.write("没有读到文件 / no document was read\n")
        return 2
    characters = sum(map(len, texts))
    times = max(1, round(ENOUGH / characters))
    segment = _segmenter()
    rounds = in_turn(lambda: _read(texts, times), lambda: segment("\n".join(texts * times)))
    reading, segmenting = (median(seconds) for seconds in zip(*rounds, strict=True))
    # Once before and once after the tenfold: a machine that slows down meanwhile slows both.
    few = max(1, times // 2)
    tenfold = median(
        2 * ten / (before + after) for before, ten, after in in_turn(lambda: _read(texts, few), lambda: _read(texts, few * 10), lambda: _read(texts, few))
    )
    size = characters * times
    return show(
        f"读取 / reading: {len(texts)} 份文件, {size:,} 字",
        [
            Measure("文本 → 记录 / text → records", reading, f"{size / reading:,.0f} 字/秒"),
            Measure("jieba.lcut", segmenting, f"{size / segmenting:,.0f} 字/秒"),
            Measure("读取 ÷ jieba / reading ÷ jieba", median(ours / theirs for ours, theirs in rounds), unit="", most=SHARE_OF_JIEBA),
            Measure("十倍文件 ÷ 一倍 / ten times ÷ once", tenfold, unit="", most=TENFOLD),
        ],
    )


def _texts(folder: Path) -> list[str]:
    """The text of each document that can be read."""
    texts: list[str] = []
    for path in sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES):
        try:
            texts.append(load(path).text)
        except LoadError as error:
            sys.stderr.write(f"{error}\n")
    return texts


def _read(texts: list[str], times: int) -> None:
    """Reads the documents so many times, each time as if they were the first."""
    for _ in range(times):
        _forget()
        for text in texts:
            extract(from_text(text))


def _forget() -> None:
    """Empties what the grammar remembers of what it has read."""
    for remembered in _caches():
        remembered.cache_clear()


@cache
def _caches() -> list[_lru_cache_wrapper[object]]:
    """The bounded caches of the grammar, looked for once, as looking for them is no reading. Unbounded ones hold tables of constants."""
    members = [member for name, module in sys.modules.items() if name.startswith("grammar.") for member in vars(module).values()]
    return [member for member in members if isinstance(member, _lru_cache_wrapper) and member.cache_parameters()["maxsize"] is not None]


def _segmenter() -> Callable[[str], list[str]]:
    """jieba with its dictionary in memory, which it would otherwise load under the clock."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    segment: Callable[[str], list[str]] = jieba.lcut
    return segment


def in_turn(*jobs: Callable[[], object]) -> list[list[float]]:
    """The processor's seconds for each job, a list for each round; the first round, which warms up, is left out."""
    rounds: list[list[float]] = []
    for _ in range(ROUNDS + 1):
        spent: list[float] = []
        for job in jobs:
            start = time.process_time()
            job()
            spent.append(time.process_time() - start)
        rounds.append(spent)
    return rounds[1:]


if __name__ == "__main__":
    sys.exit(main())
