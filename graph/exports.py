"""The forms in which the graph can be taken away, and the one way in which each is written: beside its place, whole, with its checksum.

    export("turtle", documents, "https://policygraph.example/", Path("图.ttl"))     图.ttl, 图.ttl.sha256

All are written from one stream of documents, in one order, and never hold the whole graph in memory: two exports of the same facts are the
same bytes. A folder that holds something is never written into, and a form that is not in `FORMS` does not exist.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from graph.checksums import SUFFIX, line_of, write_sums
from graph.facts import whole
from graph.things import Facts

FORMS = {
    "turtle": ".ttl",
    "ntriples": ".nt",
    "trig": ".trig",
    "rdfxml": ".rdf",
    "jsonld": ".jsonld",
    "graphml": ".graphml",
    "csv": "",
    "parquet": "",
    "neo4j-csv": "",
}
"""With the suffix that their files carry; those without one are folders."""


def export(form: str, documents: Iterable[Facts], base: str, output: Path, workspace: str = "") -> int:
    """Writes the graph of these documents (`graph.facts.facts` of each); gives the number of rows where the form has rows, else 0.

    `workspace` is the identity of the one that states them, for a server to know. A file that was there is replaced, an empty
    folder too. Raises `OSError` where it cannot be written, and what the form raises.
    """
    beside = output.with_name(f".new-{os.getpid()}-{output.name}")
    try:
        if not FORMS[form]:
            beside.mkdir()
            rows = _write_folder(form, documents, beside, workspace)
            write_sums(beside)
            if output.is_dir():
                output.rmdir()  # an empty folder is as good as none, and any other is left alone
            beside.rename(output)
            return rows
        with beside.open("wb") as file:
            _write_file(form, documents, base, file)
        _put(beside, output)
        return 0
    finally:
        if beside.is_dir():
            shutil.rmtree(beside, ignore_errors=True)
        beside.unlink(missing_ok=True)


def _put(beside: Path, output: Path) -> None:
    """Puts a file in its place. An older checksum goes first, so that none ever stands beside what it was not made from."""
    checksum = output.with_name(f"{output.name}{SUFFIX}")
    line = line_of(beside, output.name)
    checksum.unlink(missing_ok=True)
    beside.replace(output)
    beside.write_text(line, encoding="utf-8", newline="\n")
    beside.replace(checksum)


def _write_file(form: str, documents: Iterable[Facts], base: str, file: BinaryIO) -> None:
    from graph import rdf_text
    from graph.graph_ml import write_graph_ml
    from graph.json_ld import json_ld

    if form == "graphml":
        write_graph_ml(whole(documents), file)
        return
    texts = {"turtle": rdf_text.turtle, "ntriples": rdf_text.ntriples, "trig": rdf_text.trig, "rdfxml": rdf_text.rdfxml, "jsonld": json_ld}
    file.writelines(text.encode() for text in texts[form](whole(documents), base))


def _write_folder(form: str, documents: Iterable[Facts], folder: Path, workspace: str) -> int:
    if form == "parquet":
        from graph.parquet_files import write_parquet

        return write_parquet(whole(documents), folder)
    from graph import data_package

    if form == "csv":
        from graph.csv_files import write_csv_files

        rows = write_csv_files(whole(documents), folder)
        data_package.describe_csv(folder)
        return rows
    from graph.neo4j_csv import write_csv

    rows = write_csv(documents, folder, workspace)
    data_package.describe_neo4j_csv(folder)
    return rows
