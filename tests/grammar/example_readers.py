"""How each file of the grammar is asked for what its examples state, and how both are put in the same words.

A reader takes an example (`tests.grammar.example_files`) and gives what the program reads in it; beside it stands what gives what the
example states: {"agencies": ["示例市科技局"]} on both sides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from grammar.citations import read_citations
from grammar.clauses import read_clause
from grammar.dates import find_times, resolve, year_in
from grammar.funders import funders_in
from grammar.groups import group_before
from grammar.idle_spaces import without_idle_spaces
from grammar.jurisdiction import Jurisdiction, jurisdiction
from grammar.lineage import read_lineage
from grammar.members import members
from grammar.memberships import read_memberships
from grammar.named import find_named, number_value
from grammar.names import complete, head_of, looks_like_a_body
from grammar.numbering import RANKS, number_at
from grammar.outlining import outline
from grammar.quantities import find_quantities
from grammar.sections import kinds
from grammar.shadow import fold, normalise
from grammar.units import Measure
from grammar.view import view_of
from loaders import from_text
from ontology.records import Assignment, Role, Task
from tests.grammar.example_files import CONVENTIONS, HEAD_FIELDS, Example, document_of, extraction_of


def _assignment(given: Assignment) -> dict[str, str]:
    words = given.agency if given.agency == given.surface else f"{given.agency} < {given.surface}"
    remarks = ["implied"] * given.implied + [str(given.unresolved)] * (given.unresolved is not None)
    return {str(given.role): " | ".join([words, *remarks])}


def _in_order(assignments: list[dict[str, str]]) -> list[dict[str, str]]:
    return sorted(assignments, key=repr)


def _task(task: Task) -> dict[str, Any]:
    return {
        "path": "/".join(task.path),
        "text": task.text,
        "clause": task.clause,
        "assignments": _in_order([_assignment(given) for given in task.assignments]),
        "open_ended": task.open_ended,
    }


def _tasks_and_omissions(example: Example) -> dict[str, Any]:
    found = extraction_of(example)
    omissions = [{str(one.reason): normalise("".join(piece.quote for piece in one.evidence))} for one in found.omissions]
    return {"tasks": [_task(task) for task in found.tasks], "omissions": _in_order(omissions)}


def _stated_tasks(example: Example) -> dict[str, Any]:
    tasks = [
        {
            "path": str(task["path"]),
            "text": task["text"],
            "clause": task.get("clause"),
            "assignments": _in_order(task.get("assignments", [])),
            "open_ended": task.get("open_ended", False),
        }
        for task in example["tasks"]
    ]
    return {"tasks": tasks, "omissions": _in_order(example.get("omissions", []))}


def _clause(example: Example) -> dict[str, Any]:
    """`words` (the inside of a clause), perhaps `label` (the role of its column) → `bodies` with roles, `open_ended`; or `nothing: true`."""
    words = example["words"]
    clause = read_clause(fold(words), Role(example["label"]) if "label" in example else None)
    if clause is None:
        return {"nothing": True}
    return {"bodies": [{str(body.role): normalise(words[body.start : body.end])} for body in clause.bodies], "open_ended": clause.open_ended}


def _own(example: Example) -> Jurisdiction:
    return jurisdiction([example["signed"]] if "signed" in example else [], (), None, "")


def _completed(example: Example) -> dict[str, Any]:
    """`run` (names of one run, as they follow one another), `signed` → `agencies`, in full, each with why it is unresolved."""
    own, head, agencies = _own(example), None, []
    for surface in example["run"]:
        agency, unresolved = complete(surface, head, own)
        head = head_of(surface) or head
        agencies.append(agency if unresolved is None else f"{agency} | {unresolved}")
    return {"agencies": agencies}


def _is_a_name(example: Example) -> dict[str, Any]:
    """`words` → `name`: whether they may be the name of a body where no label says so."""
    return {"name": looks_like_a_body(fold(example["words"]))}


def _number(example: Example) -> dict[str, Any]:
    """`text` that may begin with a number → `number`: its rank, value and label, or nothing."""
    found = number_at(fold(example["text"]), 0)
    written = f"{RANKS[found.rank]} {found.value} {example['text'][found.start : found.label_end]}" if found else None
    return {"number": written}


def _items(example: Example) -> dict[str, Any]:
    """`text` → `items`: each numbered heading or item with its path and title, in order."""
    document = document_of(example)
    found = outline(document.text, document.tables)
    return {"items": [f"{'/'.join(item.path)} {normalise(document.text[item.start : item.title_end])}" for item in found.items]}


def _kinds(example: Example) -> dict[str, Any]:
    """`text`, perhaps `title` → `kinds`: what each part is for, in order."""
    found = outline(example["text"])
    return {"kinds": [f"{'/'.join(item.path)} {kind.name.lower()}" for item, kind in kinds(found, example.get("title")).items()]}


def _place(example: Example) -> dict[str, Any]:
    """`issuers`, `titles`, `number`, `text` → `place` and, where it has some, `levels`: what each level word means."""
    own = jurisdiction(example.get("issuers", []), example.get("titles", []), example.get("number"), fold(example.get("text", "")))
    return {"place": own.name, "levels": dict(own.levels)}


def _shadow(example: Example) -> dict[str, Any]:
    """`text` → `shadow`, of the same length, and `value`."""
    return {"shadow": fold(example["text"]), "value": normalise(example["text"])}


def _left(example: Example) -> dict[str, Any]:
    """`text` → `left`, without its idle spaces and the line breaks within paragraphs."""
    document = from_text(example["text"])
    closed = without_idle_spaces(document)
    return {"left": (closed.document if closed else document).text}


def _quantities(example: Example) -> dict[str, Any]:
    """`words` → `quantities`: each as operator, value and unit (a rank, what was and what is named have a word more)."""
    found = find_quantities(fold(example["words"]), 0, len(example["words"]))
    return {"quantities": [f"{one.op} {_plain(one.value)} {one.unit}{' | was' * one.was}{' | rank' * (one.measure is Measure.RANK)}" for one in found]}


def _plain(value: Any) -> str:
    return "–".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _targets(example: Example) -> dict[str, Any]:
    """`text`, perhaps `table` → `targets`: each as operator, value, unit and what it counts, with its year where it has one."""
    return {"targets": [f"{one.op} {_plain(one.value)} {one.unit} {one.metric}{f' | by {one.by}' if one.by else ''}" for one in extraction_of(example).targets]}


def _funding(example: Example) -> dict[str, Any]:
    """`text` → `funding`: each as operator, amount, unit and kind, with its ratio and its funders where it has them."""
    return {
        "funding": [
            " | ".join(
                [
                    f"{one.op} {_plain(one.amount)} {one.unit} {one.kind}" if one.amount is not None else one.kind,
                    *([f"ratio {one.ratio}"] if one.ratio else []),
                    *([f"from {', '.join(one.funders)}"] if one.funders else []),
                ]
            )
            for one in extraction_of(example).funding
        ]
    }


def _funders(example: Example) -> dict[str, Any]:
    """`words` → `funders`, in order."""
    words = example["words"]
    return {"funders": [normalise(words[start:end]) for start, end in funders_in(fold(words), 0, len(words))]}


def _number_omissions(example: Example) -> dict[str, Any]:
    """`text` → `omissions`: `{reason: sentence}` in order."""
    return {"omissions": [{str(one.reason): normalise(piece.quote)} for one in extraction_of(example).omissions for piece in one.evidence]}


def _head(fields: tuple[str, ...]) -> Callable[[Example], dict[str, Any]]:
    def read(example: Example) -> dict[str, Any]:
        """`text` → the fields of the document's description that it gives."""
        found = extraction_of(example).document.model_dump(mode="json")
        return {"document": {field: found[field] for field in fields if found[field]}}

    return read


def _as_stated(*fields: str) -> Callable[[Example], dict[str, Any]]:
    return lambda example: {field: example[field] for field in fields if field in example}


def _stated_clause(example: Example) -> dict[str, Any]:
    return {"nothing": True} if example.get("nothing") else {"bodies": example["bodies"], "open_ended": example.get("open_ended", False)}


def _stated_name(example: Example) -> dict[str, Any]:
    return {"name": example["name"]} if "name" in example else {"agencies": example["agencies"]}


def _stated_place(example: Example) -> dict[str, Any]:
    return {"place": example["place"], "levels": example.get("levels", {})}


def _named(example: Example) -> dict[str, Any]:
    """`words` → `names` in 《》, each with its number and the short form that is given to it, where there are any."""
    shadow = fold(example["words"])
    names = []
    for one in find_named(shadow, 0, len(shadow)):
        given = {"name": normalise(example["words"][one.start : one.end])}
        given |= {"number": number_value(shadow, one.number)} if one.number else {}
        names.append(given | ({"short": one.short} if one.short else {}))
    return {"names": names}


def _citations(example: Example) -> dict[str, Any]:
    """`text` → `citations`: `{relation: title, number: …, places: …}`; places where there are more than one."""
    return {
        "citations": [
            {str(one["relation"]): one["title"]}
            | ({"number": one["number"]} if one["number"] else {})
            | ({"places": len(one["evidence"])} if len(one["evidence"]) > 1 else {})
            for one in read_citations(view_of(document_of(example)))
        ]
    }


def _lineage(example: Example) -> dict[str, Any]:
    """`text` → `lineage`: `{kind: title, number: …}`, or `{valid: from to}` with … for what is null."""
    view = view_of(document_of(example))
    stated: list[dict[str, str | None]] = []
    for one in read_lineage(view, read_citations(view)):
        if valid := one["valid"]:
            stated.append({"valid": f"{valid['from_'] or '…'} {valid['to'] or '…'}"})
        else:
            stated.append({str(one["kind"]): one["title"]} | ({"number": one["number"]} if one["number"] else {}))
    return {"lineage": stated}


def _memberships(example: Example) -> dict[str, Any]:
    """`text` → `memberships`: for each group its `role: member` in order."""
    groups: dict[str, list[dict[str, str]]] = {}
    for one in read_memberships(view_of(document_of(example))):
        groups.setdefault(one["body"], []).append({one["role"]: one["member"]})
    return {"memberships": groups}


def _members(example: Example) -> dict[str, Any]:
    """`words` → `members` named in them."""
    shadow = fold(example["words"])
    return {"members": [normalise(shadow[start:end]) for start, end in members(shadow, 0, len(shadow))]}


def _group(example: Example) -> dict[str, Any]:
    """`words` → `group`: the last group with a name of its own in them, or nothing."""
    shadow = fold(example["words"])
    found = group_before(shadow, len(shadow))
    return {"group": shadow[slice(*found)] if found else None}


def _when(kind: str, from_: str | None, to: str | None, every: str | None, unresolved: object, surface: str) -> dict[str, str]:
    """A time in the words of an example: `by: 2019-06 < 6月底前`, `during: 2019..2020 < …`, `every: year 12 < …`, `by: "? < … | no-year"`."""
    values = {"by": to or "?", "from": from_ or "?", "during": f"{from_ or '?'}..{to or '?'}", "every": " ".join([every or "?", *([to] if to else [])])}
    return {kind: f"{values.get(kind, 'always')} < {surface}" + (f" | {unresolved}" if unresolved else "")}


def _times(example: Example) -> dict[str, Any]:
    """`words`, perhaps `date`, `period`, `heading` of their document → `times`, each with its value, or `past` and its words."""
    words = example["words"]
    shadow, before, times = fold(words), None, []
    for time in find_times(shadow, 0, len(shadow)):
        surface = normalise(words[time.start : time.end])
        if time.past:
            times.append({"past": surface})
            continue
        date, period = example.get("date"), example.get("period")
        found = resolve(time, before=before, heading=year_in(example.get("heading", "")), document_date=str(date) if date else None, period=period)
        before = found.year or before
        times.append(_when(str(time.kind), found.from_, found.to, time.every, found.unresolved, surface))
    return {"times": times}


def _due(example: Example) -> dict[str, Any]:
    """A document → `due`: the times of its tasks, task by task."""
    found = [due for task in extraction_of(example).tasks for due in task.due]
    return {"due": [_when(str(due.kind), due.from_, due.to, due.every, due.unresolved, due.surface) for due in found]}


def _phases(example: Example) -> dict[str, Any]:
    """A document → `phases`: path, label, ends and words of each."""
    found = [(phase, _when("during", phase.from_, phase.to, None, phase.unresolved, phase.surface)["during"]) for phase in extraction_of(example).phases]
    return {"phases": [f"{'/'.join(phase.path)} {phase.label}: {when}" for phase, when in found]}


Reader = tuple[Callable[[Example], dict[str, Any]], Callable[[Example], dict[str, Any]]]

READERS: Mapping[str, Reader] = {
    **dict.fromkeys([*CONVENTIONS, "omissions"], (_tasks_and_omissions, _stated_tasks)),
    **dict.fromkeys(["clauses", "elements", "role_words", "name_lists"], (_clause, _stated_clause)),
    **{rule: (_head(fields), _as_stated("document")) for rule, fields in HEAD_FIELDS.items()},
    "names": (lambda example: _completed(example) if "run" in example else _is_a_name(example), _stated_name),
    "numbering": (_number, _as_stated("number")),
    "outlining": (_items, _as_stated("items")),
    "sections": (_kinds, _as_stated("kinds")),
    "jurisdiction": (_place, _stated_place),
    "named": (_named, _as_stated("names")),
    **dict.fromkeys(["citations", "relations"], (_citations, _as_stated("citations"))),
    **dict.fromkeys(["lineage", "validity"], (_lineage, _as_stated("lineage"))),
    **dict.fromkeys(["memberships", "member_lists"], (_memberships, _as_stated("memberships"))),
    "members": (_members, _as_stated("members")),
    "groups": (_group, _as_stated("group")),
    "dates": (_times, _as_stated("times")),
    "due": (_due, _as_stated("due")),
    "undue": (_due, _as_stated("due")),
    "phases": (_phases, _as_stated("phases")),
    "quantities": (_quantities, _as_stated("quantities")),
    **dict.fromkeys(["targets", "indicator_tables"], (_targets, _as_stated("targets"))),
    **dict.fromkeys(["funding", "provided"], (_funding, _as_stated("funding"))),
    "funders": (_funders, _as_stated("funders")),
    "number_omissions": (_number_omissions, _as_stated("omissions")),
    **dict.fromkeys(["idle_spaces", "line_ends"], (_left, _as_stated("left"))),
    "shadow": (_shadow, _as_stated("shadow", "value")),
}
"""For each file with examples: what is read from one, and what it states, in the same words."""
