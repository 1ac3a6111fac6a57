"""The graph as JSON-LD that people can read: a document with its tasks inside it, their assignments inside them, the words inside those.

    {"id": "at:document/…", "type": ["PolicyDocument", …], "title": "示例行动计划", "tasks": [{"text": "…", "ledBy": ["at:agency/…"], …}]}

The keys are those of `ontology/context.jsonld`, which stands in the file, so that nothing has to be fetched to read it. A thing is
written out where it is first named and by its `id` elsewhere. What the context has no key for is written under its whole term.
It streams, a document at a time; the union of the graphs, as Turtle has it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from graph.rdf import STRING, TYPE, XSD, Triple, triples
from graph.things import Facts

HERE = "at"
"""The prefix of the workspace's own things. Not `@base`: Jena would decode what is percent-encoded."""

_DEEPEST = 8
"""Things within one another; a chain of triples that goes on is written side by side."""


@dataclass(frozen=True, slots=True)
class _Key:
    """What the context says of a term: its key, what its plain values are, and whether the key is read the other way round."""

    name: str
    type: str | None
    scope: Mapping[str, str]
    """What its values are read by: `@vocab`, what the IRIs of its concepts begin with, and those that have the name of a key."""
    several: bool
    languages: bool


_KIND = _Key("type", "@vocab", {}, several=False, languages=False)


def json_ld(many: Iterable[Facts], base: str) -> Iterator[str]:
    """One file: its context, then a thing after the other."""
    yield from _file((triples(facts) for facts in many), base)


def json_ld_of(said: Iterable[Triple], base: str) -> Iterator[str]:
    """Any triples, as one file of the same form. A datatype such as `@zh` is a language."""
    yield from _file([said], base)


@cache
def context() -> dict[str, Any]:
    """The context as it stands in the file."""
    read: dict[str, Any] = json.loads(files("ontology").joinpath("context.jsonld").read_text(encoding="utf-8"))["@context"]
    return read


def _file(groups: Iterable[Iterable[Triple]], base: str) -> Iterator[str]:
    lines = ",\n  ".join(f"{_text(name)}: {_text(value)}" for name, value in {HERE: f"{base}id/", **context()}.items())
    yield f'{{\n "@context": {{\n  {lines}\n }},\n "@graph": [\n'
    before = ""
    for group in groups:
        for thing in _Group(group, base).things():
            yield f"{before}{json.dumps(thing, ensure_ascii=False, indent=1)}"
            before = ",\n"
    yield "\n ]\n}\n"


class _Group:
    """Triples that are written together: by subject, and those of reverse keys by object."""

    def __init__(self, said: Iterable[Triple], base: str) -> None:
        self._here = f"{base}id/"
        self._said: dict[str, list[Triple]] = defaultdict(list)
        keys, reverse = _keys()
        turned: list[Triple] = []
        for one in dict.fromkeys(said):
            if one.predicate in reverse:
                turned.append(one)
            else:
                self._said[one.subject].append(one)
        self._turned: dict[str, list[Triple]] = defaultdict(list)
        for one in turned:
            if one.object in self._said:
                self._turned[one.object].append(one)
            else:
                self._said[one.subject].append(one)
        self._keys, self._reverse = keys, reverse
        self._written: set[str] = set()

    def things(self) -> Iterator[dict[str, Any]]:
        for subject in list(self._said):
            if subject not in self._written:
                yield self._thing(subject, 0)

    def _thing(self, subject: str, depth: int) -> dict[str, Any]:
        self._written.add(subject)
        thing: dict[str, Any] = {"id": self._id(subject)}
        for _, predicate, value, datatype in self._said[subject]:
            if predicate == TYPE:
                self._put(thing, _KIND, predicate, _named(value) or self._id(value))
                continue
            key = self._keys.get(predicate)
            if datatype and datatype.startswith("@") and key and key.languages:
                self._add(thing.setdefault(key.name, {}), datatype[1:], value)
            elif datatype is not None:
                self._put(thing, None if key and key.languages else key, predicate, _literal(value, datatype, key))
            elif key and (concept := _concept(value, key)):
                self._put(thing, key, predicate, concept)
            elif value in self._said and value not in self._written and depth < _DEEPEST:
                self._put(thing, key, predicate, self._thing(value, depth + 1))
            else:
                self._put(thing, key, predicate, self._id(value) if key and key.type == "@id" else {"id": self._id(value)})
        for one in self._turned.get(subject, ()):
            thing.setdefault(self._reverse[one.predicate], []).append(self._id(one.subject))
        return thing

    def _put(self, thing: dict[str, Any], key: _Key | None, predicate: str, value: object) -> None:
        if key and key.several:
            thing.setdefault(key.name, []).append(value)
        else:
            self._add(thing, key.name if key else _named(predicate) or predicate, value)

    @staticmethod
    def _add(thing: dict[str, Any], name: str, value: object) -> None:
        """One value as it is, several as a list."""
        if name not in thing:
            thing[name] = value
        elif isinstance(thing[name], list):
            thing[name].append(value)
        else:
            thing[name] = [thing[name], value]

    def _id(self, iri: str) -> str:
        """An IRI with the prefix of the workspace where it is one of its own."""
        return f"{HERE}:{iri.removeprefix(self._here)}" if iri.startswith(self._here) else iri


def _literal(value: str, datatype: str, key: _Key | None) -> object:
    """A literal as the context reads it back: 3, true, a text, a date; with its type where that is another one."""
    expected = key.type if key else None
    if datatype.startswith("@"):
        return {"@value": value, "@language": datatype[1:]}
    if datatype == (expected or STRING):
        return value
    if expected is None:
        if datatype == XSD + "boolean" and value in ("true", "false"):
            return value == "true"
        if datatype == XSD + "integer" and value.isascii() and value.isdigit() and str(int(value)) == value and len(value) < 16:
            return int(value)
    return {"@value": value} if datatype == STRING else {"@value": value, "@type": datatype}


def _concept(iri: str, key: _Key) -> str | None:
    """A concept by its own name, where that is read back as the concept: `by` alone could be a key."""
    vocabulary = key.scope.get("@vocab")
    if vocabulary is None or not iri.startswith(vocabulary):
        return None
    name = iri.removeprefix(vocabulary)
    return name if name in key.scope or name not in context() else None


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@cache
def _keys() -> tuple[dict[str, _Key], dict[str, str]]:
    """What the context calls each property, and each that it reads the other way round."""
    keys: dict[str, _Key] = {}
    reverse: dict[str, str] = {}
    for name, said in context().items():
        if isinstance(said, dict) and "@reverse" in said:
            reverse[_full(said["@reverse"])] = name
        elif isinstance(said, dict):
            kind, container = said.get("@type"), said.get("@container")
            plain = _full(kind) if kind and not kind.startswith("@") else kind
            keys[_full(said["@id"])] = _Key(name, plain, said.get("@context", {}), container == "@set", container == "@language")
        elif name[0].islower() and ":" in said and "/" not in said:
            keys[_full(said)] = _Key(name, None, {}, several=False, languages=False)
    return keys, reverse


@cache
def _named(iri: str) -> str | None:
    """What the context calls a class or another term that it has no key for: by a name of its own, else with a prefix."""
    found: str | None = None
    for name, said in context().items():
        if isinstance(said, str) and name[0].isupper() and _full(said) == iri:
            return name
        if isinstance(said, str) and said.endswith(("#", "/")) and iri.startswith(said):
            found = f"{name}:{iri.removeprefix(said)}"
    return found


def _full(term: str) -> str:
    prefix, _, local = term.partition(":")
    return f"{context()[prefix]}{local}"
