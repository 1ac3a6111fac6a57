"""The picture of an agency: one HTML page that says which tasks it has, with whom, and in which words of which document.

For people on closed networks: the page holds all that it needs (vis-network's script is taken from the installed pyvis),
asks nobody for anything, and its content security policy forbids it to. Text of documents (`</script>`, `<img onerror=…>`)
is only ever text: pyvis's own template escapes nothing and loads from outside, so the data is pyvis's and the page is ours.
Where nothing can be clicked (no script, paper), the page still says all of it.

    agency_page(["广州市知识产权局"], rows)        # rows: one an assignment, of every task in which the agency has a part
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, TypedDict

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template

from graph.layout import Column, layered

ROLES = {"lead": ("牵头", "leads"), "responsible": ("负责", "is responsible"), "support": ("配合", "supports")}
_SCRIPT = "templates/lib/vis-9.1.2/vis-network.min.js"
_COLUMNS = (Column("asked", 150, 70), Column("agency", 190, 70), Column("document", 200, 58), Column("task", 270, 58), Column("other", 210, 46))
_LINE_LENGTHS = {"asked": 7, "agency": 9, "document": 12, "task": 18, "other": 14}


class Row(TypedDict):
    """One assignment of one task. `agency_page` wants every assignment of each task in which an agency of the page has a part.

    Keys have the names of the graph's own columns, so that a query's answer can be handed over as it is.
    """

    task: str
    """IRI of the task."""
    text: str
    path: str
    """`二/(一)/1`"""
    ordinal: int
    clause: str | None
    quote: list[str]
    """The words of the source that the task rests on."""
    document: str
    """Title of the document."""
    number: str | None
    role: str
    """`lead`, `responsible` or `support`."""
    agency: str
    """Completed name."""
    surface: str
    """The words in the clause that name the agency."""


@dataclass(frozen=True, slots=True)
class Part:
    """An agency with its role in a task, and where it stands in the words of the clause."""

    agency: str
    role: str
    surface: str


@dataclass(frozen=True, slots=True)
class PicturedTask:
    """A task as the page shows it; `role` is that of the agency which the page is about."""

    key: str
    text: str
    path: str
    clause: str | None
    quote: tuple[str, ...]
    document: str
    number: str | None
    agency: str
    role: str
    parts: tuple[Part, ...]

    @property
    def clause_pieces(self) -> list[tuple[str, str]]:
        """The clause, cut where it names the page's agency: pairs of words and `mark` or nothing."""
        clause = self.clause or ""
        surface = next((part.surface for part in self.parts if part.agency == self.agency), "")
        before, found, after = clause.partition(surface) if surface else (clause, "", "")
        return [(words, kind) for words, kind in ((before, ""), (found, "mark"), (after, "")) if words]


def agency_page(agency_names: Sequence[str], rows: Iterable[Row], *, asked: str | None = None) -> str:
    """The page, as one string to be written in UTF-8.

    `agency_names`: the full names that the question found (市知识产权局 finds one in each city); `asked`: the words that were asked,
    which head the page where they found more or less than one. The order of the rows is that of the page.
    """
    title = agency_names[0] if len(agency_names) == 1 else asked or ""
    tasks = _tasks(agency_names, rows)
    nodes, edges = _network(title, agency_names, tasks)
    others: dict[str, list[tuple[PicturedTask, str]]] = {}
    for task in tasks:
        for part in task.parts:
            if part.agency not in agency_names:
                others.setdefault(part.agency, []).append((task, part.role))
    documents: dict[tuple[str, str, str | None], list[PicturedTask]] = {}
    for task in tasks:
        documents.setdefault((task.agency, task.document, task.number), []).append(task)
    script = (files("graph") / "assets" / "picture.js").read_text(encoding="utf-8")
    style = (files("graph") / "assets" / "picture.css").read_text(encoding="utf-8")
    network = _vis_network()
    return _template().render(
        title=title,
        agency_names=agency_names,
        tasks=tasks,
        documents=documents,
        others=others,
        roles=ROLES,
        counts={role: sum(task.role == role for task in tasks) for role in ROLES},
        network=network,
        script=script,
        style=style,
        policy=_policy([network, script], style),
        data=_json({"nodes": nodes, "edges": edges}),
        key=_key,
    )


def _tasks(agency_names: Sequence[str], rows: Iterable[Row]) -> list[PicturedTask]:
    """Rows of one task together, in the order in which they came; a task that two agencies of the page share stands under both."""
    by_task: dict[str, list[Row]] = {}
    for row in rows:
        by_task.setdefault(row["task"], []).append(row)
    tasks: list[PicturedTask] = []
    for iri, assignments in by_task.items():
        first = assignments[0]
        parts = tuple(Part(row["agency"], row["role"], row["surface"]) for row in sorted(assignments, key=lambda row: list(ROLES).index(row["role"])))
        tasks += [
            PicturedTask(
                key=_key("task", iri, part.agency),
                text=first["text"],
                path=first["path"].replace("/", " › "),
                clause=first["clause"],
                quote=tuple(first["quote"]),
                document=first["document"],
                number=first["number"],
                agency=part.agency,
                role=part.role,
                parts=parts,
            )
            for part in parts
            if part.agency in agency_names
        ]
    return sorted(tasks, key=lambda task: agency_names.index(task.agency))


def _network(title: str, agency_names: Sequence[str], tasks: list[PicturedTask]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The nodes and edges as pyvis makes them: agency → document → task → the others, a column each."""
    from pyvis.network import Network  # brings IPython along: only who draws waits for it

    network = Network(directed=True, cdn_resources="in_line")
    kinds: dict[str, str] = {}
    edges: dict[tuple[str, str], str] = {}
    labels: dict[str, str] = {}
    root = ""
    if len(agency_names) > 1:
        root = _key("asked", title)
        kinds[root], labels[root] = "asked", title
    for name in agency_names:
        agency = _key("agency", name)
        kinds[agency], labels[agency] = "agency", name
        if root:
            edges[root, agency] = "holds"
    for task in tasks:
        agency, document = _key("agency", task.agency), _key("document", task.document, task.number or "", task.agency)
        kinds[document], labels[document] = "document", task.document
        kinds[task.key], labels[task.key] = "task", task.text
        edges[agency, document] = "holds"
        edges[document, task.key] = task.role
        for part in task.parts:
            if part.agency not in agency_names:
                other = _key("other", part.agency)
                kinds[other], labels[other] = "other", part.agency
                edges[task.key, other] = part.role
    places = layered(kinds, _COLUMNS, edges, spine="task")
    role_of = {task.key: task.role for task in tasks}
    for key, kind in kinds.items():
        place = places[key]
        network.add_node(key, label=_wrapped(labels[key], _LINE_LENGTHS[kind]), shape="box", kind=kind, role=role_of.get(key, ""), x=place.x, y=place.y)
    for (source, target), role in edges.items():
        network.add_edge(source, target, role=role)
    return network.nodes, network.edges


def _wrapped(text: str, length: int) -> str:
    """Two lines at most, as a label; the whole text stands in the panel. No line begins with a comma."""
    if len(text) > 2 * length:
        text = text[: 2 * length - 1] + "…"
    if text[length : length + 1] in tuple("，。、；：！？）》〉”’,.;:!?)"):
        length += 1
    return "\n".join(filter(None, (text[:length], text[length:])))


def _key(*words: str | None) -> str:
    """A name for an element of the page that no text of a document can break: a letter and hexadecimal digits."""
    return "n" + hashlib.sha256("\0".join(word or "" for word in words).encode()).hexdigest()[:16]


def _json(value: object) -> str:
    """JSON that may stand inside a script element: nothing in it ends the element or, in an old browser, the line."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return "".join(f"\\u{ord(character):04x}" if character in "<>&\u2028\u2029" else character for character in text)


def _vis_network() -> str:
    """vis-network's script as pyvis brings it (Apache-2.0 or MIT); its comment of origin stays in it."""
    return (files("pyvis") / _SCRIPT).read_text(encoding="utf-8").replace("</script", "<\\/script")


def _policy(scripts: list[str], style: str) -> str:
    """The content security policy: these scripts and this style by their hash, and nothing from anywhere."""

    def source(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    return f"default-src 'none'; script-src {' '.join(map(source, scripts))}; style-src {source(style)}; base-uri 'none'; form-action 'none'"


def _template() -> Template:
    def load(name: str) -> str:
        return (files("graph") / "assets" / name).read_text(encoding="utf-8")

    return Environment(autoescape=True, undefined=StrictUndefined, loader=FunctionLoader(load), trim_blocks=True, lstrip_blocks=True).get_template(
        "picture.html"
    )
