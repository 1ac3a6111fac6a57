"""Documents by the thousand for the benchmarks: an invented one under many numbers, by many cities, with as many tasks as give the rows wanted.

Rows are nodes and relationships as a server has them. 示例〔2026〕17号 of 杭州市 says what 示例〔2026〕5号 says, of its own agencies.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from grammar import extract
from graph.facts import Facts, facts
from loaders import load
from ontology.records import Assignment, Extraction

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "documents" / "strong-city-plan.txt"
CITIES = ("广州市", "深圳市", "成都市", "武汉市", "杭州市", "西安市", "南京市", "沈阳市", "济南市", "长沙市", "昆明市", "兰州市")


def documents(count: int, rows: int) -> Iterator[Facts]:
    """So many documents that together make at least so many rows of their own."""
    example = extract(load(EXAMPLE))
    most = len(example.tasks)
    tasks = next((number for number in range(1, most) if size(facts(_variant(example, 0, number)).own()) * count >= rows), most)
    return (facts(_variant(example, number, tasks)) for number in range(count))


def changed(number: int, tasks: int = 3) -> Facts:
    """One of the documents issued again, with fewer tasks."""
    return facts(_variant(extract(load(EXAMPLE)), number, tasks))


def whole_size() -> int:
    """Rows of one document with all its tasks."""
    return size(facts(extract(load(EXAMPLE))).own())


def size(one: Facts) -> int:
    """Its rows."""
    return len(one.nodes) + len(one.edges)


def _variant(example: Extraction, number: int, tasks: int) -> Extraction:
    """The same document by another city, under another number, as if from another file."""
    city = CITIES[number % len(CITIES)]
    old = example.document.jurisdiction or ""

    def moved(one: Assignment) -> Assignment:
        return one.model_copy(update={"agency": one.agency.replace(old, city)})

    document = example.document.model_copy(update={"number": f"示例〔2026〕{number + 1}号", "jurisdiction": city, "issuers": (f"{city}人民政府",)})
    return example.model_copy(
        update={
            "source": example.source.model_copy(update={"sha256": f"{number:064x}"}),
            "document": document,
            "tasks": tuple(task.model_copy(update={"assignments": tuple(map(moved, task.assignments))}) for task in islice(example.tasks, tasks)),
        }
    )
