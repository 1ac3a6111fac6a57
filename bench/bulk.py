"""What filling an empty Neo4j through its import tool costs beside the tool alone on files that are there already, for a million rows.

    python -m bench.bulk

Both fill the same empty store, in turn, a process of the tool each time: ours writes the files first, the bare way takes those that
were written beforehand. Documents are invented ones (`bench.many_cities`) and stand in memory. Exit code 1 where the target is missed.
"""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from bench.many_cities import documents, whole_size
from bench.table import Measure, show
from graph.bulk import bulk
from graph.facts import Facts
from graph.neo4j_csv import ARGUMENTS, write_csv
from tests.neo4j_server.process import installed

ROWS = 1_000_000
ROUNDS = 3
TIMES = 1.3


def main() -> int:
    """Measures both ways, prints the table and tells whether the target is met."""
    count = -(-ROWS // whole_size())
    given = list(documents(count, ROWS))
    gc.freeze()  # a million rows at once stand in memory only here: collecting must not go through them again and again
    pairs: list[tuple[float, float]] = []
    writing: list[float] = []
    rows = 0
    with installed() as home, tempfile.TemporaryDirectory(prefix="policygraph-bulk-") as folder:
        files = Path(folder)
        rows = write_csv(given, files)
        _bare(home, files)  # warms the disk's cache
        for number in range(ROUNDS):  # each goes first in turn, so that a machine that slows down slows both
            seconds: dict[bool, float] = {}
            for ours in (True, False) if number % 2 else (False, True):
                shutil.rmtree(home / "data" / "databases", ignore_errors=True)
                shutil.rmtree(home / "data" / "transactions", ignore_errors=True)
                start = time.perf_counter()
                if ours:
                    bulk(given, home)
                else:
                    _bare(home, files)
                seconds[ours] = time.perf_counter() - start
            pairs.append((seconds[False], seconds[True]))
            writing.append(_written(given))
    ratios = sorted(ours / bare for bare, ours in pairs)
    return show(
        f"经导入工具填满 / filling through the import tool: {count} 份文件 / documents, {rows} 行 / rows",
        [
            Measure("导入工具 / the import tool alone", median(bare for bare, _ in pairs)),
            Measure("publish --bulk", median(ours for _, ours in pairs), f"其中写文件 / of it writing the files {median(writing):.1f} s"),
            Measure("  倍数 / ratio", median(ratios), f"{ratios[0]:.2f} – {ratios[-1]:.2f}, {len(ratios)} 轮 / rounds", unit="", most=TIMES),
        ],
    )


def _written(given: list[Facts]) -> float:
    """Seconds for writing the files alone."""
    with tempfile.TemporaryDirectory(prefix="policygraph-bulk-") as folder:
        start = time.perf_counter()
        write_csv(given, Path(folder))
        return time.perf_counter() - start


def _bare(home: Path, files: Path) -> None:
    """The tool as one would call it, with the arguments that lie beside the files."""
    command = [str(home / "bin" / "neo4j-admin"), "database", "import", "full", "neo4j", "--overwrite-destination", f"@{ARGUMENTS}"]
    subprocess.run(command, cwd=files, env=os.environ | {"NEO4J_HOME": str(home)}, capture_output=True, check=True)


if __name__ == "__main__":
    sys.exit(main())
