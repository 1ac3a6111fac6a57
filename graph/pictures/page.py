"""A net as one HTML page: the picture, a time line, a tree, a table of the facts, and the words of what is chosen.

For people on closed networks: the page holds all that it needs (vis-network's script is taken from the installed pyvis),
asks nobody for anything, and its content security policy forbids it to. Text of documents (`</script>`, `<img onerror=…>`)
is only ever text: pyvis's own template escapes nothing and loads from outside, so the data is pyvis's and the page is ours.
Where nothing can be clicked (no script, paper), the page still says all of it: its table is whole without a script.
"""

from __future__ import annotations

import base64
import hashlib
import json
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template

from graph.pictures.boxes import Box
from graph.pictures.gathering import gathered
from graph.pictures.looks import KINDS, ROLES, drawing_looks, style_variables
from graph.pictures.net import Net
from graph.pictures.placing import Placed, boxes_of, placed
from graph.pictures.timeline import timeline

_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
_EARLY = 'document.body.className = "scripted";'
"""Runs before the table is there: its many rows need not be laid out only to be hidden again."""
_STYLES = ("page.css", "facts.css", "views.css", "print.css")
_SCRIPTS = ("drawing.js", "net.js", "facts.js", "words.js", "paper.js", "page.js")


def page_of(net: Net, step: Callable[[int, int], None] = lambda _done, _of: None) -> str:
    """The page, as one string to be written in UTF-8. The same net gives the same page, byte for byte.

    `step` is told how far the work is: steps done, of how many.
    """
    step(0, 3)
    net = gathered(net)
    step(1, 3)
    boxes = boxes_of(net)
    where = placed(net, boxes)
    step(2, 3)
    script = "\n".join(_asset(name) for name in _SCRIPTS)
    style = style_variables() + _only_brief(net) + "".join(_asset(name) for name in _STYLES)
    network = _vis_network()
    used_kinds = {node.kind for node in net.nodes}
    used_roles = {link.role for link in net.links} | set(net.roles)
    return _template().render(
        net=net,
        title=_title(net),
        kinds=[(name, kind) for name, kind in KINDS.items() if name in used_kinds],
        strokes=[(name, role) for name, role in ROLES.items() if name in used_roles and name not in net.roles and name not in ("holds", "linked")],
        roles=ROLES,
        counts={role: sum(role in fact.roles for fact in net.facts) for role in net.roles},
        documents=_documents(net),
        levels=where.levels if net.least else (),
        first=where.first,
        timeline=timeline(net.moments),
        network=network,
        early=_EARLY,
        script=script,
        style=style,
        policy=_policy([_EARLY, network, script], style),
        data=_json(_data(net, boxes, where)),
    )


def _title(net: Net) -> str:
    """The page's name, without marks that would turn the direction of what follows them."""
    subject = "".join(one for one in net.subject if unicodedata.category(one) != "Cf")
    return f"{subject}：{net.topic.zh}" if subject else net.topic.zh


def _documents(net: Net) -> list[str]:
    return list(dict.fromkeys(fact.document for fact in net.facts if fact.document))


def _data(net: Net, boxes: Sequence[Box], where: Placed) -> dict[str, Any]:
    """What the page's script reads. Nodes and edges are those that pyvis makes."""
    documents = {name: place for place, name in enumerate(_documents(net))}
    nodes, edges = _as_pyvis(net, boxes)
    return {
        "nodes": nodes,
        "edges": edges,
        "facts": [{"n": fact.nodes, "r": fact.roles, "d": documents.get(fact.document, -1), "m": fact.marks} for fact in net.facts],
        "levels": [{"least": level.least, "shown": level.shown, "at": [at for point in level.points for at in (point.x, point.y)]} for level in where.levels],
        "first": where.first,
        "columns": where.columns,
        "spine": net.spine,
        "hanging": _hanging(net) if where.columns else [],
        "linksToo": net.links_too,
        "counted": dict.fromkeys(net.roles, 1),
        "title": _title(net),
        "headings": [{"zh": one.title.zh, "en": one.title.en, "reads": one.reads} for one in net.headings],
        "main": next((place for place, one in enumerate(net.headings) if one.main), 0),
        "kinds": {name: kind.words.zh for name, kind in KINDS.items()},
        "looks": drawing_looks(),
    }


def _hanging(net: Net) -> list[str]:
    """The kinds from the second column to the spine's: what one node alone points to hangs on it like a branch."""
    spine = next((place for place, column in enumerate(net.columns) if net.spine in column), 0)
    return [kind for column in net.columns[1 : spine + 1] for kind in column]


def _as_pyvis(net: Net, boxes: Sequence[Box]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The network's data. Its nodes and edges are put in one by one: `add_node` and `add_edge` look through all those before."""
    from pyvis.edge import Edge  # brings IPython along: only who draws waits for it
    from pyvis.network import Network
    from pyvis.node import Node

    network = Network(directed=True, cdn_resources="in_line")
    for place, (node, box) in enumerate(zip(net.nodes, boxes, strict=True)):
        more: dict[str, Any] = {"notes": node.notes} if node.notes else {}
        more |= {"role": node.role} if node.role else {}
        made = Node(place, "custom", box.label, kind=node.kind, name=node.name, w=box.width, h=box.height, **more)
        network.nodes.append(made.options)
    for link in net.links:
        named = {"label": link.label} if link.label else {}
        network.edges.append(Edge(link.source, link.target, directed=True, role=link.role, facts=link.facts, **named).options)
    return network.nodes, network.edges


def _only_brief(net: Net) -> str:
    """The style that leaves only the brief columns beside the picture."""
    hidden = [f".compact tr > :nth-child({place})" for place, heading in enumerate(net.headings, 1) if not heading.brief]
    codes = [f".compact th:nth-child({place})" for place, heading in enumerate(net.headings, 1) if heading.reads == "role"]
    styles = [f"{', '.join(hidden)} {{ display: none; }}\n" if hidden else "", f"{', '.join(codes)} {{ width: 78px; }}\n" if codes else ""]
    main = next((place for place, one in enumerate(net.headings, 1) if one.main), 1)
    return "".join([*styles, f"#facts:not(.compact) td:nth-child({main}) {{ min-width: 190px; }}\n"])


def _json(value: object) -> str:
    """JSON that may stand inside a script element: nothing in it ends the element or, in an old browser, the line."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


@cache
def _vis_network() -> str:
    """vis-network's script as pyvis brings it (Apache-2.0 or MIT); its comment of origin stays in it."""
    return (files("pyvis") / _VIS).read_text(encoding="utf-8").replace("</script", "<\\/script")


def _policy(scripts: list[str], style: str) -> str:
    """The content security policy: these scripts and this style by their hash, and nothing from anywhere."""

    def source(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    return f"default-src 'none'; script-src {' '.join(map(source, scripts))}; style-src {source(style)}; base-uri 'none'; form-action 'none'"


def _asset(name: str) -> str:
    return (files("graph") / "pictures" / "assets" / name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, loader=FunctionLoader(_asset), trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("page.html")
