"""What an agency is given under another name: as one of 广州市各区政府, or as the 工商局 that it was until 2019.

Asked with `--include classes,predecessors`, and only then: a class is taken where the table of divisions says that the agency is one of
its members, a predecessor where the table of reforms says that all of it went over. Each IRI comes with the words that its rows bear: 作为广州市各区政府之一.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from graph.identity import agency_identity
from ontology.members import expand
from ontology.places import by_code
from ontology.reforms import level_of, predecessors
from queries.agency_names import DIRECT, Known, known_agencies
from queries.engines import Engine

Body = tuple[str, str]
"""The code of its place (empty for the state's) and its full function: 440104, 人民政府."""


def wider(engine: Engine, asked: str, found: list[str], include: Collection[str]) -> dict[str, str]:
    """The agencies that were found, then those that the asked one is also meant by: IRI, and in which capacity."""
    known = known_agencies(engine)
    bodies = {_body(one) for one in known if one.uri in found}
    if not bodies and (named := _named(asked)):
        bodies = {named}  # 越秀区政府, which the graph knows only as one of 广州市各区政府
    more: dict[str, str] = {}
    if "classes" in include:
        members = _members(engine, known)
        more.update((uri, f"作为{name}之一") for body in sorted(bodies) for uri, name in members.get(body, ()))
    if "predecessors" in include:
        more.update((one.uri, f"作为{one.name}（至{until}）") for body in sorted(bodies) for one, until in _before(body, known))
    return more | dict.fromkeys(found, DIRECT)


def _body(one: Known) -> Body:
    return (one.place_code, one.function) if one.place_code else ("", one.full_name)


def _named(asked: str) -> Body | None:
    agency = agency_identity(asked.strip(), None)
    return (agency.place.code, agency.function) if agency.place else None


def _members(engine: Engine, known: list[Known]) -> dict[Body, list[tuple[str, str]]]:
    """The classes of the graph, with their names, by the bodies that are their members."""
    if "members" not in engine.kept or not engine.keeps:
        found: dict[Body, list[tuple[str, str]]] = defaultdict(list)
        for one in known:
            for member in expand(one.name).members:
                if body := _named(member):
                    found[body].append((one.uri, one.name))
        engine.kept["members"] = found
    members: dict[Body, list[tuple[str, str]]] = engine.kept["members"]
    return members


def _before(body: Body, known: list[Known]) -> Iterator[tuple[Known, str]]:
    """The bodies of the graph that ended in this one, over all reforms, and until when they were."""
    code, function = body
    level = level_of(by_code()[code]) if code else level_of(None)
    waiting, seen = [(function, "")], {function}
    while waiting:
        name, later = waiting.pop(0)
        for change in predecessors(name, level, code):
            if change.whole and change.predecessor not in seen:
                until = min(filter(None, (change.by or change.date, later)))
                seen.add(change.predecessor)
                waiting.append((change.predecessor, until))
                yield from ((one, until) for one in known if _body(one) == (code, change.predecessor))
