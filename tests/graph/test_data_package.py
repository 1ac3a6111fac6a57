"""`datapackage.json` tells the truth: every cell of every file is what it says of the column, read by what it says and nothing else."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph.exports import export
from graph.facts import Facts, facts, whole
from tests.graph.hard_texts import HARD, hard

if TYPE_CHECKING:
    from tests.graph.conftest import Draft

BASE = "https://policygraph.example/"
READERS: dict[str, Callable[[str, dict[str, Any]], Any]] = {
    "string": lambda text, _: text,
    "integer": lambda text, _: int(text),
    "number": lambda text, _: float(text),
    "boolean": lambda text, _: {"true": True, "false": False}[text],
    "date": lambda text, _: date.fromisoformat(text).isoformat(),
    "array": lambda text, _: json.loads(text),
    "list": lambda text, field: [int(one) if field["itemType"] == "integer" else one for one in text.split(field["delimiter"])] if text else [],
}


@pytest.fixture(scope="module")
def documents(draft: Draft) -> list[Facts]:
    return [facts(one, BASE) for one in (*hard(draft, [*HARD, "=1+1", "'=1+1", "@x", "-", "'s"]), draft(number="穗示〔2026〕99号"))]


@pytest.fixture(scope="module", params=["csv", "neo4j-csv"])
def folder(request: pytest.FixtureRequest, documents: list[Facts], tmp_path_factory: pytest.TempPathFactory) -> Path:
    place: Path = tmp_path_factory.mktemp("package") / request.param
    export(request.param, documents, BASE, place)
    return place


def test_every_file_is_described_and_every_cell_is_what_is_said(folder: Path) -> None:
    package = described(folder)
    assert re.fullmatch(r"[a-z0-9._/-]+", package["name"])
    assert {one["path"] for one in package["resources"]} == {path.name for path in folder.glob("*.csv")}
    tables = {one["name"]: read(folder, one) for one in package["resources"]}
    assert len(tables) == len(package["resources"]), "no two resources have one name"
    for resource in package["resources"]:
        schema, rows = resource["schema"], tables[resource["name"]]
        for field in schema["fields"]:
            values = [row[field["name"]] for row in rows]
            limits = field.get("constraints", {})
            assert not (limits.get("required") and None in values)
            assert all(re.fullmatch(limits.get("pattern", r"(?s:.*)"), value) for value in values if isinstance(value, str)), field
        if key := schema.get("primaryKey"):
            names = [key] if isinstance(key, str) else key
            keys = [tuple(row[name] for name in names) for row in rows]
            assert len(keys) == len(set(keys)), resource["name"]
        for foreign in schema.get("foreignKeys", ()):
            there = {row[foreign["reference"]["fields"]] for row in tables[foreign["reference"]["resource"]]}
            assert {row[foreign["fields"]] for row in rows} <= there, resource["name"]


def test_the_rows_come_back_as_they_went_in(folder: Path, documents: list[Facts]) -> None:
    expected = {node.uri: node for item in whole(documents) for node in item.nodes}
    found = 0
    for resource in described(folder)["resources"]:
        if not resource["name"].startswith("nodes-"):
            continue
        for row in read(folder, resource):
            plain = {name.partition(":")[0]: value for name, value in row.items()}
            node = expected[plain["uri"]]
            for name, value in node.row.items():
                given = plain[name]
                if folder.name == "csv" and isinstance(value, str):
                    given = re.sub(r"\A'(?='*[=+\-@\t\r])", "", given or "")  # the apostrophe against formulas; nothing at all is the same as null
                assert (given or None) == (value or None) or given == value, name
            found += 1
    assert found == len(expected)


def test_a_spreadsheet_finds_no_formula(documents: list[Facts], tmp_path: Path) -> None:
    export("csv", documents, BASE, tmp_path / "csv")
    texts = [path.read_bytes().decode() for path in (tmp_path / "csv").glob("*.csv")]
    cells = [cell for text in texts for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert "'=1+1" in cells
    assert "''=1+1" in cells
    assert "'s" in cells, "an apostrophe before anything else stays one"
    assert not [cell for cell in cells if cell[:1] in tuple("=+@\t\r")]
    assert not [cell for cell in cells if cell.startswith("-") and not re.fullmatch(r"-\d+(\.\d+)?", cell)]


def test_columns_say_what_they_mean_in_both_languages(folder: Path) -> None:
    for resource in described(folder)["resources"]:
        for part in (resource, *resource["schema"]["fields"]):
            chinese, slash, english = part["title"].partition(" / ")
            assert slash, part["name"]
            assert re.search(r"[\u4e00-\u9fff]|^IRI$", chinese)
            assert english.isascii()
    [assignments] = [one for one in described(folder)["resources"] if one["name"] == "nodes-assignment"]
    assert assignments["title"] == "分工 / assignment"
    [role] = [field for field in assignments["schema"]["fields"] if field["name"].partition(":")[0] == "role"]
    assert role["title"] == "角色 / role"
    assert role["rdfType"] == "https://policygraph.example/ontology#role"
    assert role["description"].startswith("机关在任务中的角色。 / ")


def described(folder: Path) -> dict[str, Any]:
    package: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return package


def read(folder: Path, resource: dict[str, Any]) -> list[dict[str, Any]]:
    """A file's rows by nothing but its description."""
    dialect, fields = resource["dialect"], resource["schema"]["fields"]
    with (folder / resource["path"]).open(encoding=resource["encoding"], newline="") as file:
        lines = csv.reader(file, delimiter=dialect["delimiter"], quotechar=dialect["quoteChar"], doublequote=dialect["doubleQuote"])
        header, *rows = list(lines)
    assert dialect["header"]
    assert header == [field["name"] for field in fields]
    empty = resource["schema"]["missingValues"]
    return [{field["name"]: None if cell in empty else READERS[field["type"]](cell, field) for field, cell in zip(fields, row, strict=True)} for row in rows]
