"""`datapackage.json`: what the columns of exported CSV files hold, as Frictionless Data Package 2.0 says it.

Each field has its type, its label and meaning in Chinese and English, and the term of RDF (`rdfType`). Keys and what they refer to are named where the
files make that possible. A date such as 2019-06 keeps the precision of its words, so it is a string of a pattern, and only whole days are dates.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from graph.columns import Column, Type
from graph.csv_files import SUFFIX
from graph.neo4j_csv import BETWEEN, header_of
from graph.schema import EDGE, NODE, iri
from graph.server_claims import STATED_BY
from graph.server_stated import STATED_IN, server_columns
from graph.tabular import DAYS, TABLES, Table

NAME = "datapackage.json"
_TYPES = {
    Type.STRING: "string",
    Type.DATE: "string",
    Type.INTEGER: "integer",
    Type.NUMBER: "number",
    Type.BOOLEAN: "boolean",
    Type.STRINGS: "array",
    Type.INTEGERS: "array",
}
_DATE = r"\d{4}(-\d\d(-\d\d)?)?"
_DIALECT = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True}


def describe_csv(folder: Path) -> None:
    """Describes what `graph.csv_files` wrote into the folder."""
    _write(folder, [_resource(f"{table.name}{SUFFIX}", [_field(column) for column in table.columns], _keys(table)) for table in TABLES])


def describe_neo4j_csv(folder: Path) -> None:
    """Describes what `graph.neo4j_csv` wrote into the folder, under the headers that Neo4j's import tool wants."""
    resources = []
    for path in sorted(folder.glob("nodes-*.csv")):
        fields = [_server_field(column, place) for place, column in enumerate(server_columns(path.stem.removeprefix("nodes-")))]
        resources.append(_resource(path.name, fields, {"primaryKey": fields[0]["name"]}))
    for path in sorted(folder.glob("relationships-*.csv")):
        _, _, start_kind, end_kind = path.stem.split("-")
        ends = [{"name": name, "type": "string", **_told(name), "constraints": {"required": True}} for name in (":START_ID", ":END_ID")]
        keys = [
            {"fields": name, "reference": {"resource": f"nodes-{kind}".lower(), "fields": "uri:ID"}}
            for name, kind in ((":START_ID", start_kind), (":END_ID", end_kind))
        ]
        books = [_server_field(STATED_IN, 1), _server_field(STATED_BY, 1)]
        resources.append(_resource(path.name, [*ends, *books], {"foreignKeys": keys}))
    _write(folder, resources)


def _write(folder: Path, resources: list[dict[str, Any]]) -> None:
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "policygraph",
        "title": "政策文件图谱 / graph of policy documents",
        "resources": resources,
    }
    (folder / NAME).write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _resource(file: str, fields: list[dict[str, Any]], keys: dict[str, Any]) -> dict[str, Any]:
    kind = file.partition(".")[0].split("-")[1]
    told = _told(NODE[kind].term if kind in NODE else EDGE[kind].term)
    return {
        "name": Path(file).stem.lower(),
        "path": file,
        **told,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": _DIALECT,
        "schema": {"fields": fields, "missingValues": [""], **keys},
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": "date" if column.name in DAYS else _TYPES[column.type]}
    field |= _told(column.term or column.name)
    if column.term:
        field["rdfType"] = iri(column.term)
    if column.name in ("uri", "start_kind", "end_kind") or (column.name in ("start", "end") and column.type is Type.STRING):
        field["constraints"] = {"required": True}
    elif column.type is Type.DATE and column.name not in DAYS:
        field["constraints"] = {"pattern": _DATE}
    return field


def _server_field(column: Column, place: int) -> dict[str, Any]:
    field = {**_field(column), "name": header_of(column, key=place == 0)}
    if column.type is Type.DATE:
        field["type"] = "string"
    if column.type.is_list:
        field |= {"type": "list", "delimiter": BETWEEN, "itemType": "integer" if column.type is Type.INTEGERS else "string"}
    return field


def _keys(table: Table) -> dict[str, Any]:
    """The key of a table of nodes; what the ends of edges refer to, where they are always of one kind."""
    if table.node:
        return {"primaryKey": "uri"}
    kinds = {"start": {start for start, _ in EDGE[table.kind].ends}, "end": {end for _, end in EDGE[table.kind].ends}}
    keys = [{"fields": name, "reference": {"resource": f"nodes-{min(found)}".lower(), "fields": "uri"}} for name, found in kinds.items() if len(found) == 1]
    return {"primaryKey": ["start", "end"], **({"foreignKeys": keys} if keys else {})}


def _told(term: str) -> dict[str, str]:
    """Label and meaning of a term of the vocabulary, both languages in one line; of a column that is no term, its label."""
    if term in _words():
        return {"title": _words()[term]}
    return {name: " / ".join(words) for name, words in _terms()[iri(term)].items()}


@cache
def _words() -> dict[str, str]:
    lines = files("graph").joinpath("column_words.tsv").read_text(encoding="utf-8").splitlines()
    return {key: f"{zh} / {en}" for key, zh, en in (line.split("\t") for line in lines if not line.startswith("#"))}


@cache
def _terms() -> dict[str, dict[str, list[str]]]:
    """What the vocabulary says of its terms: Chinese first, then English."""
    from pyoxigraph import Literal, NamedNode, RdfFormat, parse

    said = {iri("rdfs:label"): "title", iri("skos:definition"): "description"}
    found: dict[str, dict[str, list[str]]] = {}
    turtle = files("ontology").joinpath("policy.ttl").read_bytes()
    for quad in parse(turtle, RdfFormat.TURTLE):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal) and quad.predicate.value in said:
            words = found.setdefault(quad.subject.value, {}).setdefault(said[quad.predicate.value], [])
            words.insert(0 if quad.object.language == "zh" else len(words), quad.object.value)
    return found
